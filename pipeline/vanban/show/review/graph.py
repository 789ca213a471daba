"""Drawings of the site: the relations of one act as arrows, spans of time as bars on a line.

The act itself stands in the middle; acts that act upon it stand above, those that it acts upon
below, each on a line of its own, the nearest in time nearest to it. Bars are in percent of the
width of their timeline. Dates are ISO 8601 as exact as known ("2015", "2010-11", "2017-05-10"): a
start counts from its first day, an end to its last. What texts date is solid; what only the days of
pages tell is pale.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vanban.show.review.charts import WIDTH

_MOST_TICKS = 6  # years marked on a time line

_MIN_WIDTH = 0.6
"""The least width of a bar, in percent: a single day is seen too."""


@dataclass(frozen=True)
class Period:
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


MOST = 24
"""Acts that a drawing shows at most, above and below together."""

_LINE = 26.0
_MARGIN = 40.0
_LABEL = 46
_NO_YEAR = 12.0
"""Where an act stands whose year is not known: at the left edge."""


@dataclass(frozen=True)
class Neighbour:
    """Another act: its key, year, page in the site, how it stands to the act of the drawing."""

    act: str
    year: int | None
    link: str | None
    relation: str
    acts_upon: bool


@dataclass(frozen=True)
class Node:
    """An act in the drawing: its place, its text and on which side of the dot that stands."""

    x: float
    y: float
    text: str
    before: bool
    link: str | None
    relation: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """A drawing of relations; `left_out` acts had no room."""

    height: float
    x: float
    y: float
    nodes: tuple[Node, ...]
    years: tuple[tuple[float, int], ...]
    left_out: int
    width: float = WIDTH


def drawing(year: int | None, neighbours: Sequence[Neighbour]) -> Drawing | None:
    """The drawing of an act of a year; None where it has no relation."""
    if not neighbours:
        return None
    near = sorted(neighbours, key=lambda one: (_distance(one, year), one.act))[:MOST]
    above = [one for one in near if one.acts_upon]
    below = [one for one in near if not one.acts_upon]
    years = sorted({one.year for one in near if one.year} | ({year} if year else set()))
    place = _scale(years)
    middle = _LINE * (len(above) + 1)
    x = place(year)
    rows = [(one, middle - _LINE * (n + 1)) for n, one in enumerate(above)]
    rows += [(one, middle + _LINE * (n + 1)) for n, one in enumerate(below)]
    return Drawing(
        height=_LINE * (len(near) + 2) + 20,
        x=x,
        y=middle,
        nodes=tuple(_node(one, place(one.year), y, x, middle) for one, y in rows),
        years=tuple((place(one), one) for one in _few(years)),
        left_out=len(neighbours) - len(near),
    )


def _distance(one: Neighbour, year: int | None) -> int:
    return abs(one.year - year) if one.year and year else 1000


def _scale(years: Sequence[int]) -> Callable[[int | None], float]:
    """From a year, of which the first and last stand near the edges, to its place."""
    first, last = (years[0], years[-1]) if years else (0, 0)

    def place(year: int | None) -> float:
        if year is None:
            return _NO_YEAR
        if first == last:
            return WIDTH / 2
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (year - first) / (last - first), 1)

    return place


def _few(years: Sequence[int]) -> Iterable[int]:
    """The years written below: first, last, and those between with room."""
    if len(years) < 2:
        return years
    room = max((years[-1] - years[0]) // 8, 1)
    shown = [years[0]]
    for year in years[1:-1]:
        if year - shown[-1] >= room and years[-1] - year >= room:
            shown.append(year)
    return [*shown, years[-1]]


def _node(one: Neighbour, x: float, y: float, to_x: float, to_y: float) -> Node:
    """An act of the drawing with the curve from the act that acts to the other one."""
    start, end = ((x, y), (to_x, to_y)) if one.acts_upon else ((to_x, to_y), (x, y))
    bend = (start[1] + end[1]) / 2
    path = f"M{start[0]} {start[1]}C{start[0]} {bend} {end[0]} {bend} {end[0]} {end[1]}"
    text = one.act if len(one.act) <= _LABEL else f"{one.act[: _LABEL - 1]}…"
    return Node(x, y, text, x > WIDTH / 2, one.link, one.relation, path)


def timeline(spans: Sequence[Period]) -> Timeline | None:
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


def _ends(span: Period) -> list[tuple[float, float, bool]]:
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
