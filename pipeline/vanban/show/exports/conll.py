"""CoNLL: a word a line in tab-separated columns, a blank line between sentences (CoNLL-U Plus).

One BIO column a kind, so that mentions of different kinds may share words. A word belongs to a
mention when they share a character; of several mentions of a kind on the same words (a list of
resolutions) the column shows one. START and END are offsets into documents.text: with them nothing
depends on how words are cut.

Beside it `entities.conll`, of the form of CoNLL-2003 that `spacy convert` takes: a word, its part
of speech and one BIO column; of mentions that overlap the longest counts. Blanks in words are
underscores there, because blanks part its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from vanban.schema import FIELDS
from vanban.show.exports.pages import ExportPage, MarkedText, Word
from vanban.text.spans import Span

COLUMNS = ("FORM", "XPOS", "START", "END", *(f"VANBAN:{kind.upper()}" for kind in FIELDS))


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write mentions.conllup and entities.conll; the number of pages."""
    count = 0
    with (
        (folder / "mentions.conllup").open("w", encoding="utf-8", newline="\n") as full,
        (folder / "entities.conll").open("w", encoding="utf-8", newline="\n") as short,
    ):
        full.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for page in pages:
            full.writelines(f"{line}\n" for line in lines(page))
            short.writelines(f"{line}\n" for line in entity_lines(page))
            count += 1
    return count


def lines(page: ExportPage) -> Iterator[str]:
    """The lines of a page; every sentence ends with an empty one."""
    spans = {kind: [m.span for m in page.mentions if m.kind == kind] for kind in FIELDS}
    tags = {kind: _tags(page.words, sorted(spans[kind]), kind) for kind in FIELDS}
    yield f"# newdoc id = {_line(page.doc_id)}"
    at = 0
    for sentence_id, words in groupby(page.words, key=lambda word: word.sentence_id):
        yield f"# sent_id = {_line(sentence_id)}"
        for word in words:
            form = _line(word.span.of(page.text))
            marks = (tags[kind][at] for kind in FIELDS)
            yield "\t".join([form, word.pos, str(word.span.start), str(word.span.end), *marks])
            at += 1
        yield ""


def entity_lines(page: ExportPage) -> Iterator[str]:
    """The lines of a page in the form of CoNLL-2003; every sentence ends with an empty one."""
    yield "-DOCSTART- -X- O O"
    yield ""
    tags = ["O"] * len(page.words)
    for kind in FIELDS:
        spans = [mention.span for mention in longest(page) if mention.kind == kind]
        for at, tag in enumerate(_tags(page.words, spans, kind)):
            tags[at] = tag if tags[at] == "O" else tags[at]
    both = zip(page.words, tags, strict=True)
    for _, words in groupby(both, key=lambda one: one[0].sentence_id):
        for word, tag in words:
            yield f"{_line(word.span.of(page.text)).replace(' ', '_')} {word.pos} {tag}"
        yield ""


def longest(page: ExportPage) -> list[MarkedText]:
    """The mentions of a page without those that overlap a longer one, in their order."""
    kept: list[MarkedText] = []
    for one in sorted(page.mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or kept[-1].span.end <= one.span.start:
            kept.append(one)
        elif one.span.end - one.span.start > kept[-1].span.end - kept[-1].span.start:
            kept[-1] = one
    return kept


def _tags(words: Sequence[Word], spans: Sequence[Span], kind: str) -> list[str]:
    """B, I or O for every word, in one walk over words and sorted spans."""
    out, at, inside = [], 0, False
    for word in words:
        while at < len(spans) and spans[at].end <= word.span.start:
            at, inside = at + 1, False
        if at < len(spans) and word.span.overlaps(spans[at]):
            out.append(f"{'I' if inside else 'B'}-{kind}")
            inside = True
        else:
            out.append("O")
    return out


def _line(text: str) -> str:
    return " ".join(text.split())
