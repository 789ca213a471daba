"""CoNLL: a word a line in tab-separated columns, a blank line between sentences (CoNLL-U Plus).

One BIO column a kind, so that mentions of different kinds may share words. A word belongs to a
mention when they share a character; of several mentions of a kind on the same words (a list of
resolutions) the column shows one. START and END are offsets into documents.text: with them nothing
depends on how words are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from vanban.schema import FIELDS
from vanban.show.exports.pages import ExportPage, Word

COLUMNS = ("FORM", "XPOS", "START", "END", *(f"VANBAN:{kind.upper()}" for kind in FIELDS))


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write mentions.conllup; the number of pages."""
    count = 0
    with (folder / "mentions.conllup").open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        for page in pages:
            file.writelines(f"{line}\n" for line in lines(page))
            count += 1
    return count


def lines(page: ExportPage) -> Iterator[str]:
    """The lines of a page; every sentence ends with an empty one."""
    tags = {kind: _tags(page, kind) for kind in FIELDS}
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


def _tags(page: ExportPage, kind: str) -> list[str]:
    """B, I or O for every word, in one walk over words and mentions."""
    spans = sorted({mention.span for mention in page.mentions if mention.kind == kind})
    out, at, inside = [], 0, False
    for word in page.words:
        while at < len(spans) and spans[at].end <= word.span.start:
            at, inside = at + 1, False
        if at < len(spans) and _shares(word, spans[at].start, spans[at].end):
            out.append(f"{'I' if inside else 'B'}-{kind}")
            inside = True
        else:
            out.append("O")
    return out


def _shares(word: Word, start: int, end: int) -> bool:
    return word.span.start < end and start < word.span.end


def _line(text: str) -> str:
    return " ".join(text.split())
