"""The rows of one page -> what its document page shows.

In: a page's rows, its decoded raw text where at hand, its gold where there is some, and a function
from a mention to the pages that say more. Out: `View`: the marked text and the table of
mentions as HTML, and what the filters offer. Pure.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vanban.evaluation.gold import GoldMention
from vanban.schema import FIELDS, Kind
from vanban.show.exports.pages import field_text
from vanban.show.review.feed import PageMention, PageRows
from vanban.show.review.markup import Gap, Mark, article
from vanban.show.review.survey import anchor_of
from vanban.show.review.table import MentionLine, table_rows
from vanban.show.review.verdicts import Judgement, Opinion, Verdict
from vanban.store.scan import DataRow

_NONE: tuple[Any, ...] = (None, [])

_FIELDS: dict[Kind, tuple[str, ...]] = {kind: tuple(FIELDS[kind].model_fields) for kind in FIELDS}

Links = Callable[[PageMention], Mapping[str, str]]
"""From a mention to the pages to which its fields lead, by the name of the field."""


@dataclass(frozen=True)
class View:
    """What a document page shows."""

    article: str
    table: str
    mentions: int
    kinds: Counter[Kind]
    rules: tuple[tuple[str, int], ...]
    verdicts: Counter[Verdict]
    cuts: int


def view(
    page: PageRows, raw: str | None, judgement: Judgement | None, links: Links = lambda _: {}
) -> View:
    """Everything a document page shows of its mentions, its cuts and its gold."""
    places = RawPlaces(page.document["offsets"])
    opinions: Sequence[Opinion | None] = (
        judgement.opinions if judgement else [None] * len(page.mentions)
    )
    lines = [
        _found(number, mention, opinion, raw, links)
        for number, (mention, opinion) in enumerate(zip(page.mentions, opinions, strict=True))
    ]
    marks = [
        _mark(line, mention.row["start"], mention.row["end"])
        for line, mention in zip(lines, page.mentions, strict=True)
    ]
    for gold in judgement.missed if judgement else ():
        start, end = places.to_clean(gold.raw.start), places.to_clean(gold.raw.end)
        line = _missed(len(lines), gold, start, end)
        lines.append(line)
        marks.append(_mark(line, start, end))
    rules = Counter(line.rule for line in lines if line.rule)
    return View(
        article(page.document["text"], marks, list(_gaps(page.cuts, raw, places)), places.to_raw),
        table_rows(lines, judged=judgement is not None),
        len(lines),
        Counter(line.kind for line in lines),
        tuple(sorted(rules.items())),
        Counter(line.verdict for line in lines if line.verdict),
        len(page.cuts),
    )


class RawPlaces:
    """The map of a page between clean and raw offsets, both ways, for single characters."""

    def __init__(self, offsets: Sequence[int]) -> None:
        self._starts, self._ends = offsets[0::4], offsets[1::4]
        self._raw_starts, self._raw_ends = offsets[2::4], offsets[3::4]

    def to_raw(self, at: int) -> int:
        """The raw offset of a clean character."""
        return _across(at, self._starts, self._ends, self._raw_starts, self._raw_ends)

    def to_clean(self, at: int) -> int:
        """The clean character that a raw offset became, or the next that was kept."""
        return _across(at, self._raw_starts, self._raw_ends, self._starts, self._ends)


def _across(
    at: int,
    starts: Sequence[int],
    ends: Sequence[int],
    to_starts: Sequence[int],
    to_ends: Sequence[int],
) -> int:
    """A place in one text as a place in the other, by the pieces of both."""
    piece = bisect_right(starts, at) - 1
    if piece < 0:
        return to_starts[0] if to_starts else 0
    if at >= ends[piece]:
        return to_starts[piece + 1] if piece + 1 < len(starts) else to_ends[piece]
    same_length = ends[piece] - starts[piece] == to_ends[piece] - to_starts[piece]
    return to_starts[piece] + (at - starts[piece] if same_length else 0)


def _gaps(cuts: Iterable[DataRow], raw: str | None, places: RawPlaces) -> Iterator[Gap]:
    """The cuts, those of one fix that follow each other in one place as one."""
    last: Gap | None = None
    for cut in cuts:
        start, end, fix = cut["raw_start"], cut["raw_end"], cut["fix"]
        at = places.to_clean(start)
        if last and (last.at, last.fix) == (at, fix):
            start = last.raw_start
        elif last:
            yield last
        text = raw[start:end] if raw is not None else "(the raw page is not at hand)"
        last = Gap(at, start, end, text, fix)
    if last:
        yield last


def _mark(line: MentionLine, start: int, end: int) -> Mark:
    classes = f"{line.kind} {line.verdict}" if line.verdict else line.kind
    return Mark(start, end, line.number, line.anchor, classes)


def _found(
    number: int, mention: PageMention, opinion: Opinion | None, raw: str | None, links: Links
) -> MentionLine:
    """A mention as a line of the table beside its text."""
    row = mention.row
    written = raw[row["raw_start"] : row["raw_end"]] if raw is not None else row["surface"]
    return MentionLine(
        number,
        mention.kind,
        anchor_of(row["mention_id"]),
        row["surface"],
        f"{row['raw_start']}–{row['raw_end']}",
        written if written != row["surface"] else None,
        row["rule"],
        ", ".join(row["entries"]),
        row["start"],
        row["end"],
        tuple(
            [_field(name, row[name]) for name in _FIELDS[mention.kind] if row[name] not in _NONE]
        ),
        links(mention),
        opinion.verdict if opinion else None,
        opinion.notes if opinion else (),
    )


def _missed(number: int, gold: GoldMention, start: int, end: int) -> MentionLine:
    """A mention of gold that was not found, as a line of the same table."""
    return MentionLine(
        number,
        gold.kind,
        f"missed.{gold.kind}.{gold.raw.start}.{number}",
        gold.surface,
        f"{gold.raw.start}–{gold.raw.end}",
        None,
        "",
        "",
        start,
        end,
        tuple((name, value, None) for name, value in gold.fields.items()),
        {},
        "missed",
        (),
    )


def _field(name: str, value: Any) -> tuple[str, str, str | None]:
    """A field: its name, what is shown, and the text of gold where that differs."""
    if type(value) is str:
        return name, value, None
    shown, exact = _shown(value), field_text(value)
    return name, shown, exact if exact != shown else None


def _shown(value: Any) -> str:
    """A field's value as text: numbers without a needless point, lists with commas."""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
