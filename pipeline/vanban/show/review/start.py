"""A survey -> what the start page shows: numbers, months, the map, and the most frequent.

The map has a tile for each province (their places are in `provinces.tsv`), with a page of its
bodies and posts. A province that has no tile (of before 2008 or after July 2025) stands in a row
below it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from vanban.schema import MENTION_TABLES, Kind
from vanban.show.review.charts import Bar, Row, bars, columns, months
from vanban.show.review.homes import Homes
from vanban.show.review.lists import acts_by_weight
from vanban.show.review.survey import Survey
from vanban.store.scan import DataRow
from vanban.text.spelling import sort_key

_FILE = Path(__file__).with_name("provinces.tsv")

_SHADES = 5  # steps from few to many


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


K = TypeVar("K", str, tuple[str, str])

MOST = 12
"""Rows of each table of the most frequent."""


LISTS: dict[Kind, str] = {
    "name": "people",
    "title": "positions",
    "reference": "acts",
    "quantity": "units",
    "date": "rules",
}
"""The list that the bar of a kind leads to."""


@dataclass(frozen=True)
class Card:
    """A table of bars on the start page: keys of its words, its bars, the list with all of them."""

    title: str
    counts: str
    rows: list[Bar]
    more: str | None = None
    total: int = 0
    lang: str = "vi"


def start_page(found: Survey, homes: Homes, gold: Sequence[Any]) -> dict[str, Any]:
    """Everything that the template of the start page needs."""
    days = found.days()
    series = months(days)
    kinds = found.kinds()
    return {
        "documents": len(found.entries),
        "span": f"{days[0]} – {days[-1]}" if days else "",
        "undated": len(found.entries) - len(days),
        "rejected": found.rejected.total(),
        "mentions": kinds.total(),
        "kinds": [
            replace(bar, style=kind, link=f"{LISTS[kind]}/1.html")
            for kind, bar in zip(
                MENTION_TABLES,
                bars([(table, kinds[kind], None, "") for kind, table in MENTION_TABLES.items()]),
                strict=True,
            )
        ],
        "gold": gold,
        "months": columns(series, _in_list(homes, found, series)),
        "period": "months" if series and "-" in series[0][0] else "years",
        "provinces": tiles(found, homes),
        "cards": _cards(found, homes),
    }


def _in_list(homes: Homes, found: Survey, series: Sequence[tuple[str, int]]) -> dict[str, str]:
    """Where the documents of each month, or each year, begin in the list of documents."""
    digits = len(series[0][0]) if series else 0
    links: dict[str, str] = {}
    for doc_id in homes.order:
        if day := found.entries[doc_id].day:
            links.setdefault(day.isoformat()[:digits], homes.in_list(doc_id))
    return links


def _cards(found: Survey, homes: Homes) -> list[Card]:
    """The tables of the start page, each with the list that holds all of its rows."""
    acts = acts_by_weight(found)[:MOST]
    people = _most_rows(found.people.values(), "person_id")
    bodies = _most_rows(found.bodies.values(), "org_id")
    rules = Counter({rule: sampled.count for (_, rule), sampled in found.rules.items()})
    units = Counter({unit: sampled.count for unit, sampled in found.units.items()})
    sources = [(name, count, homes.sources[name], "") for name, count in most(found.sources())]
    return [
        _card(
            "acts",
            "documents",
            [(row["act"], row["documents"], homes.acts[row["act"]], "") for row in acts],
            len(found.acts),
        ),
        _card(
            "people",
            "documents",
            [(r["name"], r["documents"], homes.people.get(r["person_id"]), "") for r in people],
            len(found.people),
        ),
        _card(
            "bodies",
            "documents",
            [(row["name"], row["documents"], homes.bodies[row["org_id"]], "") for row in bodies],
            len(found.bodies),
        ),
        _card(
            "units",
            "mentions",
            [(u[0], count, homes.units[u], f"dimension.{u[1]}") for u, count in most(units)],
            len(found.units),
        ),
        replace(
            _card(
                "rules",
                "mentions",
                [(rule, count, homes.rules[rule], "") for rule, count in most(rules)],
                len(found.rules),
            ),
            lang="en",
        ),
        Card("start.sources", "documents", bars(sources)),
    ]


def _card(name: str, counts: str, rows: Sequence[Row], total: int) -> Card:
    """A table of bars that leads to the list of its name, which has `total` rows."""
    return Card(f"start.{name}", counts, bars(rows), name, total)


def _most_rows(rows: Iterable[DataRow], key: str) -> list[DataRow]:
    """The few rows that the most documents name, for the first page."""
    return heapq.nsmallest(MOST, rows, key=lambda row: (-row["documents"], row[key]))


def most(counts: Counter[K]) -> Iterable[tuple[K, int]]:
    """The most frequent, those of one number in the order of the alphabet."""
    return heapq.nsmallest(MOST, counts.items(), key=lambda item: (-item[1], item[0]))


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
