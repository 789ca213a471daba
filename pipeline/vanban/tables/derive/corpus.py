"""Sightings and holdings of all pages -> people and positions, name by name.

In: the parts of all shards as two Arrow tables, which stay columns: only the rows of one name at a
time become objects, so memory grows by some two hundred bytes a sighting and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

import pyarrow as pa

from vanban.schema import PersonRow, PositionRow
from vanban.schema.arrow import to_rows, to_table
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.tables.derive.keys import name_key
from vanban.tables.derive.offices import Office, Sighting
from vanban.tables.derive.persons import Person, person_row, persons
from vanban.tables.derive.positions import positions

R = TypeVar("R", SightingRow, HoldingRow)

_BATCH = 4_096
"""Rows that become objects at a time."""

_ORDER = ("name_id", "person_key", "doc_id")


def people_and_positions(
    sightings: pa.Table, holdings: pa.Table
) -> Iterator[tuple[pa.Table, pa.Table]]:
    """The rows of `people` and `positions`, some names at a time, sorted by the names' ids."""
    people: list[PersonRow] = []
    held: list[PositionRow] = []
    for seen, offices in by_name(sightings, holdings):
        found = _persons(seen, offices)
        people += map(person_row, found)
        held += positions(offices, _ids(found))
        if len(people) >= _BATCH:
            yield to_table(PersonRow, people), to_table(PositionRow, held)
            people, held = [], []
    yield to_table(PersonRow, people), to_table(PositionRow, held)


def by_name(
    sightings: pa.Table, holdings: pa.Table
) -> Iterator[tuple[list[SightingRow], list[HoldingRow]]]:
    """The sightings and the holdings of each name, in the order of the names' ids."""
    names = groupby(_sorted_rows(SightingRow, sightings, "name"), key=_key)
    offices = groupby(_sorted_rows(HoldingRow, holdings), key=_key)
    waiting = next(offices, None)
    for key, seen in names:
        held: list[HoldingRow] = []
        if waiting is not None and waiting[0] == key:
            held = list(waiting[1])
            waiting = next(offices, None)
        yield list(seen), held


def _key(row: SightingRow | HoldingRow) -> tuple[str, str]:
    return row.name_id, row.person_key


def _sorted_rows(model: type[R], table: pa.Table, *also: str) -> Iterator[R]:
    """The rows by name and page; a stable sort, so what is in order of place stays so."""
    order = [(column, "ascending") for column in (*_ORDER, *also)]
    for batch in table.sort_by(order).to_batches(max_chunksize=_BATCH):
        yield from to_rows(model, batch)


def _persons(seen: Iterable[SightingRow], held: Iterable[HoldingRow]) -> list[Person]:
    offices: dict[tuple[str, str], set[Office]] = defaultdict(set)
    for row in held:
        if row.kind == "position":
            offices[row.doc_id, row.name].add(office_of(row))
    rows = list(seen)
    return persons(
        rows[0].person_key,
        (
            Sighting(
                row.doc_id,
                row.name,
                row.published_on,
                row.surfaces,
                frozenset(offices.get((row.doc_id, row.name), ())),
            )
            for row in rows
        ),
    )


def office_of(row: HoldingRow) -> Office:
    """The office of a holding, as pages compare by it."""
    body = name_key(row.organization or "")
    return Office(
        name_key(row.role), body, row.organization_id or "", row.level or "", row.status or ""
    )


def _ids(found: Iterable[Person]) -> dict[tuple[str, str], str]:
    return {
        (sighting.doc_id, sighting.name): person.person_id
        for person in found
        for sighting in person.sightings
    }
