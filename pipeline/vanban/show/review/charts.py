"""Counts -> what charts show of them: periods, labels, and the geometry of small inline SVG."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

WIDTH, HEIGHT = 960.0, 200.0  # units of the drawing
_TOP, _FOOT = 30.0, 30.0  # room for numbers above the columns, for labels below
NO_LINKS: Mapping[str, str] = MappingProxyType({})
LABELS = 8
"""So many labels fit below a chart without touching each other on a telephone."""


@dataclass(frozen=True)
class ChartColumn:
    """One column: its place and size, its count, its label if there is room, where it leads."""

    x: float
    y: float
    width: float
    height: float
    name: str
    count: int
    label: str | None
    link: str | None = None


@dataclass(frozen=True)
class Columns:
    """A chart of columns over time."""

    columns: tuple[ChartColumn, ...]
    most: int
    width: float = WIDTH
    height: float = HEIGHT
    floor: float = HEIGHT - _FOOT
    top: float = _TOP


def months(days: Sequence[dt.date], most: int = 240) -> list[tuple[str, int]]:
    """Documents a month, or a year where there would be more than `most` months, none left out."""
    if not days:
        return []
    first, last = days[0], days[-1]
    if (last.year - first.year) * 12 + last.month - first.month >= most:
        years = Counter(day.year for day in days)
        return [(str(year), years[year]) for year in range(first.year, last.year + 1)]
    count = Counter((day.year, day.month) for day in days)
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(f"{n // 12}-{n % 12 + 1:02d}", count[n // 12, n % 12 + 1]) for n in span]


def columns(series: Sequence[tuple[str, int]], links: Mapping[str, str] = NO_LINKS) -> Columns:
    """A chart with one column for each point: all of one width, the highest as high as the chart.

    `links` says where a column leads, by the name of its point.
    """
    most = max((count for _, count in series), default=0)
    step = WIDTH / max(len(series), 12)
    labels = labels_of([name for name, _ in series], LABELS)
    room = HEIGHT - _TOP - _FOOT
    drawn = []
    for number, (name, count) in enumerate(series):
        height = round(room * count / most, 2) if most else 0.0
        drawn.append(
            ChartColumn(
                round(number * step, 2),
                round(HEIGHT - _FOOT - height, 2),
                round(max(step * 0.82, 0.6), 2),
                height,
                name,
                count,
                labels.get(number),
                links.get(name),
            )
        )
    return Columns(tuple(drawn), most)


def labels_of(names: Sequence[str], most: int) -> dict[int, str]:
    """What stands below which column: each name, or of many months the years; at most so many."""
    labels = dict(enumerate(names))
    if len(names) > 2 * most:
        years = {at: name[:4] for at, name in labels.items() if name.endswith("-01")}
        labels = years or labels
    every = -(-len(labels) // most)
    return {at: name for n, (at, name) in enumerate(labels.items()) if n % every == 0}


@dataclass(frozen=True)
class Bar:
    """A row of a table of bars: what it counts, how many, its share of the longest in percent."""

    name: str
    count: int
    share: float
    link: str | None = None
    note: str = ""
    style: str = ""


Row = tuple[str, int, str | None, str]
"""Name, count, link and note."""


def bars(rows: Sequence[Row]) -> list[Bar]:
    """Rows with the length of their bars."""
    most = max((row[1] for row in rows), default=0)
    return [
        Bar(name, count, round(100 * count / most, 1) if most else 0.0, link, note)
        for name, count, link, note in rows
    ]
