"""Cards of people: lines of names, each with the lines of its offices below.

In: a text, its titles and the names that may hold them. Out: for each title of such lines the
person above. "Ông Lê An / Giám đốc X / Bà Bùi B / Giám đốc Y": whether a name is said before or
behind its office, a single pair of lines does not tell; the first and the last line of all do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from vanban.extraction.holders.chains import canonical, kind
from vanban.text.mention import Mention
from vanban.text.spans import Span

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
        if end - start >= 4 and (end - start) % 2 == 0 and _bounded(groups, start, end):
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


def _bounded(groups: Sequence[tuple[str, list[_Line]]], start: int, end: int) -> bool:
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
