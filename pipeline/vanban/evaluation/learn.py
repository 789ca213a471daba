"""Gold -> how often each rule is right: `vanban evaluate --learn`.

In: folders with gold, each with its raw pages in the folder `raw` beside it, or in another that is
named. Out: the text of `lexicons/confidence.tsv`: mentions found and right of each rule, as a whole
and in each kind of context. A mention is right where it answers a mention of gold with the right
value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from vanban.cleaning import clean
from vanban.evaluation.gold import GoldPage, read_gold
from vanban.evaluation.scoring import Found, score_page
from vanban.extraction import extract
from vanban.extraction.confidence import ANY, FILE, context
from vanban.lexicons import FOLDER
from vanban.segmentation import segment
from vanban.text.document import Page
from vanban.text.mention import Mention

_HEAD = """\
# How often each rule was right on marked pages: made by `vanban evaluate --learn`, do not edit.
# Columns, tab-separated: rule, kind of context, mentions found, of these right in their value.
"""


class LearnError(ValueError):
    """Gold whose raw pages are not there."""


def learn(golds: Sequence[Path], raw: Path) -> str:
    """The text of the file, from all gold folders together.

    The raw pages of a gold folder lie in `raw` beside it, else in `raw`. Raises LearnError where a
    page is in neither.
    """
    found: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for gold in golds:
        for page in read_gold(gold):
            for mention, is_right in _judged(page, _raw_file(gold, raw, page.doc)):
                for where in {ANY, context(mention.kind, mention.fields)}:
                    found[mention.rule, where] += 1
                    right[mention.rule, where] += is_right
    rows = (f"{rule}\t{where}\t{n}\t{right[rule, where]}\n" for (rule, where), n in found.items())
    return _HEAD + "".join(sorted(rows))


def write(golds: Sequence[Path], raw: Path) -> Path:
    """Make the file of the lexicons anew, and name it."""
    path = FOLDER / FILE
    path.write_text(learn(golds, raw), "utf-8")
    return path


def _raw_file(gold: Path, raw: Path, doc: str) -> Path:
    """The raw page of a gold file; raises LearnError where there is none."""
    for folder in (gold.parent / "raw", raw):
        if (path := folder / doc).is_file():
            return path
    raise LearnError(f"{gold}: no raw page {doc} in {gold.parent / 'raw'} or {raw}.")


def _judged(gold: GoldPage, path: Path) -> Iterator[tuple[Mention, bool]]:
    """The mentions of a page up to where it is marked, each with whether it is right."""
    page = clean(path.read_bytes(), gold.doc)
    mentions = extract(segment(page)).mentions
    pairs = list(_as_found(page, mentions))
    score = score_page(gold, [found for _, found in pairs])
    of = {id(found): mention for mention, found in pairs}
    for match in score.matches:
        yield of[id(match.found)], match.value_right
    for other in score.false:
        yield of[id(other)], False


def _as_found(page: Page, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Found]]:
    for mention in mentions:
        raw = page.offsets.to_raw(mention.span.start, mention.span.end)
        surface = mention.span.of(page.text)
        yield mention, Found(mention.kind, raw, surface, mention.fields.model_dump(), mention.rule)
