"""Cards of people: names, each with its offices in the lines below or the cells behind.

In: a text, its titles and the names that may hold them. Out: for each title of such lines the
person above; for the titles of a cell, or of a line with a bullet, whose they are.
"Ông Lê An / Giám đốc X / Bà Bùi B / Giám đốc Y": whether a name is said before or behind its
office, a single pair of lines does not tell; the first and the last line of all do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from vanban.extraction.holders.chains import Chain, canonical, kind
from vanban.extraction.holders.gaps import any_of, any_sign
from vanban.lexicons import grammar as g
from vanban.text.mention import Mention
from vanban.text.spans import Span, line_start

HONOURS = 20
"""Characters of the degrees and honorifics before a name on its line."""

_MARKS = " .,:;*•-–✞†"
_OFFICES = 3
"""Lines of offices below a name, at most."""


class _Line(NamedTuple):
    """A line: what fills it, and its mentions."""

    fills: Literal["name", "title", "other"]
    mentions: tuple[Mention, ...] = ()


def cards(text: str, titles: Sequence[Mention], names: Sequence[Mention]) -> dict[Mention, str]:
    """The holders of titles in lines below names, where two or more people are listed so."""
    found: dict[Mention, str] = {}
    groups = [
        (fills, list(rows))
        for fills, rows in groupby(_lines(text, titles, names), attrgetter("fills"))
    ]
    start = 0
    while start < len(groups):
        end = start
        while end < len(groups) and _continues(groups[end], opened=(end - start) % 2 == 0):
            end += 1
        if end - start >= 4 and (end - start) % 2 == 0 and _is_bounded(groups, start, end):
            for (_, above), (_, below) in zip(
                groups[start:end:2], groups[start + 1 : end : 2], strict=True
            ):
                person = canonical(above[0].mentions[0])
                found.update((title, person) for line in below for title in line.mentions)
        start = max(end, start + 1)
    return found


def _continues(group: tuple[str, list[_Line]], *, opened: bool) -> bool:
    """True for one line of a name where cards go on with one, or for the offices below it."""
    fills, lines = group
    if opened:
        return fills == "name" and len(lines) == 1
    return fills == "title" and len(lines) <= _OFFICES


def _is_bounded(groups: Sequence[tuple[str, list[_Line]]], start: int, end: int) -> bool:
    """True where neither an office stands above the first name nor a name below the last office."""
    above = start > 0 and groups[start - 1][0] == "title"
    below = end < len(groups) and groups[end][0] == "name"
    return not (above or below)


def _lines(text: str, titles: Sequence[Mention], names: Sequence[Mention]) -> Iterator[_Line]:
    """The lines of a text with words in them."""
    mentions = sorted([*titles, *names], key=lambda mention: mention.span)
    start, at = 0, 0
    for row in text.split("\n"):
        end = start + len(row)
        first = at
        while at < len(mentions) and mentions[at].span.end <= end:
            at += 1
        if row.strip():
            yield _line(text, Span(start, end), mentions[first:at])
        start = end + 1


def _line(text: str, span: Span, mentions: Sequence[Mention]) -> _Line:
    """What fills a line: a name behind its degrees and honorifics, or offices."""
    other = _Line("other")
    if not mentions or mentions[0].span.start < span.start:
        return other
    first, last = mentions[0], mentions[-1]
    if text[last.span.end : span.end].strip(_MARKS):
        return other
    named = [mention for mention in mentions if mention.kind == "name"]
    offices = [m for m in mentions if m.kind == "title" and kind(m) == "position"]
    if len(named) == 1 and named[0] is last and not offices:
        before = text[span.start : last.span.start]
        short = len(before) <= HONOURS and not any(letter.isdigit() for letter in before)
        return _Line("name", (last,)) if short else other
    if named or not offices or text[span.start : first.span.start].strip(_MARKS):
        return other
    return _Line("title", tuple(m for m in mentions if m.kind == "title"))


ITEMS_LIMIT = 40
"""Lines with a bullet between a title and the line that says whose the list is."""

_ITEM = re.compile(r"\s*[-+•*–]\s*")


def in_a_list(text: str, chain: Chain) -> str | None:
    """The only person of the line above a list: "A giữ các chức vụ:", "- Chủ tịch X", "- …"."""
    start = chain.titles[0].span.start
    end = line_start(text, start)
    if not _ITEM.fullmatch(text[end:start]):
        return None
    for _ in range(ITEMS_LIMIT):
        begin = line_start(text, max(end - 1, 0))
        row, end = text[begin:end].strip(), begin
        if row and not _ITEM.match(row):
            break
    people = {canonical(name) for name in chain.earlier if begin <= name.span.start}
    lists_offices = row.endswith(":") and _offices().search(row) is not None
    return people.pop() if lists_offices and len(people) == 1 else None


def in_cells(text: str, chain: Chain) -> str | None:
    """Who fills a cell before the titles', dates between: "| A | 1990 | Bộ trưởng |"."""
    name, first, last = chain.before, *chain.titles[0].span
    if name is None or first - name.span.end > CELLS_LIMIT:
        return None
    between = text[name.span.end : first]
    opens = text[max(name.span.start - 3, 0) : name.span.start].rstrip().endswith("|")
    closes = text[last : last + 2].lstrip().startswith("|")
    dated = _cells().fullmatch(between) is not None
    return canonical(name) if opens and closes and dated else None


CELLS_LIMIT = 120
"""Characters of the cells of dates between a name and its office."""


@cache
def _cells() -> re.Pattern[str]:
    """The life of a name and cells of dates, up to the next cell."""
    words = any_of(g.word_set("career-date"))
    date = rf"(?:[\d\s.,/–-]|{words})*"
    return re.compile(rf"\s*(?:\([^()\n]{{0,40}}\))?\s*\|(?:\n?{date}\|){{0,3}}\s*", re.IGNORECASE)


@cache
def _offices() -> re.Pattern[str]:
    """A word for offices close before the end of a line."""
    return re.compile(rf"\b{any_sign('office')}\b[^:\n]{{0,30}}:$", re.IGNORECASE)
