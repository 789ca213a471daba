"""Spans of time -> the geometry of a timeline: bars in percent of its width, and years below.

Dates are ISO 8601 as exact as known ("2015", "2010-11", "2017-05-10"): a start counts from its
first day, an end to its last. What texts date is solid; what only the days of pages tell is pale.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_TICKS = 6
_MIN_WIDTH = 0.6
"""The least width of a bar, in percent: a single day is seen too."""


@dataclass(frozen=True)
class Span:
    """When something held: as texts date it, and the first and last page that say so."""

    since: str | None
    until: str | None
    first_seen: dt.date | None
    last_seen: dt.date | None


@dataclass(frozen=True)
class Stretch:
    """A bar: left edge and width in percent; pale where no text dates it."""

    left: float
    width: float
    pale: bool


@dataclass(frozen=True)
class Tick:
    """A year below the timeline, and its place in percent."""

    left: float
    year: int


@dataclass(frozen=True)
class Timeline:
    """For each span its bars (none where it has no date), and the ticks they share."""

    rows: tuple[tuple[Stretch, ...], ...]
    ticks: tuple[Tick, ...]


def timeline(spans: Sequence[Span]) -> Timeline | None:
    """The timeline of some spans; None where fewer than two different days are known."""
    ends = [_ends(span) for span in spans]
    known = [at for pairs in ends for start, end, _ in pairs for at in (start, end)]
    if not known or min(known) == max(known):
        return None
    first, last = math.floor(min(known)), math.ceil(max(known))
    width = max(last - first, 1)

    def bar(start: float, end: float, pale: bool) -> Stretch:
        size = max(100 * (end - start) / width, _MIN_WIDTH)
        return Stretch(
            round(min(100 * (start - first) / width, 100 - size), 2), round(size, 2), pale
        )

    step = max(1, -(-width // _MOST_TICKS))
    years = range(first, last + 1, step)
    ticks = tuple(Tick(round(100 * (year - first) / width, 2), year) for year in years)
    return Timeline(tuple(tuple(bar(*pair) for pair in pairs) for pairs in ends), ticks)


def _ends(span: Span) -> list[tuple[float, float, bool]]:
    """The stretches of a span in years: one that texts date, or the days of pages, or both."""
    since = _years(span.since, end=False)
    until = _years(span.until, end=True)
    days = (_years(str(day), end=False) for day in (span.first_seen, span.last_seen) if day)
    seen = [day for day in days if day is not None]
    if since is not None and until is not None:
        return [(since, max(since, until), False)]
    if since is not None:
        return [(since, max([since, *seen]), False)]
    if until is not None:
        return [(min([until, *seen]), until, False)]
    return [(min(seen), max(seen), True)] if seen else []


def _years(text: str | None, end: bool) -> float | None:
    """A date as a number of years; of what is not exact the first day, or the last.

    None for a date whose year is not known ("--06-22").
    """
    if not text or not text[0].isdecimal():
        return None
    year, *rest = (int(part) for part in text.split("-")[:3])
    month = rest[0] if rest else (12 if end else 1)
    day = rest[1] if len(rest) > 1 else (31 if end else 1)
    return round(year + (month - 1) / 12 + (day - (0 if end else 1)) / 372, 4)
