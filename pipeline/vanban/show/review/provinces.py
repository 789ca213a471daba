"""A survey -> a map of provinces in tiles, and a page for each province with its bodies and posts.

In: `provinces.tsv`, the places of tiles, and the bodies whose province is known. A province that
has no tile (of before 2008 or after July 2025) stands in a row below the map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vanban.show.review.homes import Homes
from vanban.show.review.survey import Survey
from vanban.text.collation import sort_key

_FILE = Path(__file__).with_name("provinces.tsv")
_SHADES = 5


class Tile(NamedTuple):
    """A province on the map: its place from 1, what it holds, how deep its shade is (0 to 5)."""

    name: str
    column: int
    row: int
    bodies: int
    positions: int
    shade: int
    link: str | None


class Tiles(NamedTuple):
    """The map: the tiles, and provinces without a tile."""

    tiles: tuple[Tile, ...]
    others: tuple[Tile, ...]


@cache
def grid() -> dict[str, tuple[int, int]]:
    """The column and row of each province, from 1."""
    lines = _FILE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: (int(column) + 1, int(row) + 1) for column, row, name in rows}


def tiles(found: Survey, homes: Homes) -> Tiles | None:
    """The map of a survey; None where no body's province is known."""
    bodies: Counter[str] = Counter()
    for row in found.bodies.values():
        if row["province"]:
            bodies[row["province"]] += 1
    if not bodies:
        return None
    positions: Counter[str] = Counter()
    for row in found.positions:
        body = found.bodies.get(row["org_id"] or "")
        if body and body["province"]:
            positions[body["province"]] += 1
    most = max((bodies + positions).values())

    def made() -> Iterator[Tile]:
        places = grid()
        for name in [*places, *sorted(bodies.keys() - places.keys(), key=sort_key)]:
            total = bodies[name] + positions[name]
            shade = -(-_SHADES * total // most) if total else 0
            at = places.get(name, (0, 0))
            yield Tile(name, *at, bodies[name], positions[name], shade, homes.provinces.get(name))

    every = list(made())
    return Tiles(tuple(t for t in every if t.column), tuple(t for t in every if not t.column))
