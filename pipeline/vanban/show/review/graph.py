"""The relations of one act -> a drawing: acts at their year, arrows from the acting to the other.

The act itself stands in the middle; acts that act upon it stand above, those that it acts upon
below, each on a line of its own, the nearest in time nearest to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vanban.show.review.charts import WIDTH

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
    start, end = ((x, y), (to_x, to_y)) if one.acts_upon else ((to_x, to_y), (x, y))
    bend = (start[1] + end[1]) / 2
    path = f"M{start[0]} {start[1]}C{start[0]} {bend} {end[0]} {bend} {end[0]} {end[1]}"
    text = one.act if len(one.act) <= _LABEL else f"{one.act[: _LABEL - 1]}…"
    return Node(x, y, text, x > WIDTH / 2, one.link, one.relation, path)
