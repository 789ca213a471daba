"""What all pages say -> people, positions and events, one family of names at a time.

In: the parts of all shards as Arrow tables, which stay columns: only the rows of one family of
names at a time become objects, so memory grows by some hundred bytes a sighting and no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Generic, NamedTuple, TypeVar

import pyarrow as pa

from vanban.extraction.bodies.posts import rank_of
from vanban.schema import OfficeEventRow, PersonRow, PositionRow, Row
from vanban.schema.arrow import rows_of, to_table, with_values
from vanban.schema.parts import HoldingRow, PersonOfRow, SightingRow
from vanban.tables.derive.events import dated_by_others
from vanban.tables.derive.people.clues import sighting
from vanban.tables.derive.people.resolve import resolve
from vanban.tables.derive.people.rows import ResolvedPerson, person_row, persons
from vanban.tables.derive.positions import positions

_WELL_KNOWN, _TIMES = 5, 5
"""Pages that give somebody an office, and how many times as many as give it to another."""

_SHARED = frozenset({"chu-tich-danh-du", "truong-doan", "dai-su", "chuyen-gia"})
"""Heads of whom a body may have several."""
_MEMBERS = frozenset({("bi-thu", "trung-uong-dang")})
"""Offices that sound like a head's and are those of members: of the Ban Bí thư."""

R = TypeVar("R", SightingRow, HoldingRow, OfficeEventRow)

_BATCH = 4_096
"""Rows that become objects at a time."""

OF_PEOPLE = ("sightings", "holdings", "events")
"""The parts that people, positions and events are made of."""


class Who(NamedTuple):
    """Who is who: tables, each sorted by family of names.

    `persons_of` has a row for each page and canonical name, with the id of its person.
    """

    people: pa.Table
    positions: pa.Table
    office_events: pa.Table
    persons_of: pa.Table


def who(parts: Mapping[str, pa.Table]) -> Who:
    """All people of some families of names, with what they held and what happened to it."""
    found = [
        [to_table(model, rows) for model, rows in zip(_MODELS, batch, strict=True)]
        for batch in _batches(parts)
    ]
    return Who(*(pa.concat_tables(tables) for tables in zip(*found, strict=True)))


_MODELS: tuple[type[Row], ...] = (PersonRow, PositionRow, OfficeEventRow, PersonOfRow)
"""The models of the tables of `Who`."""


def _batches(parts: Mapping[str, pa.Table]) -> Iterator[tuple[list[Row], ...]]:
    """The rows of people, positions, events and persons of pages, some families at a time."""
    made: tuple[list[Row], ...] = ([], [], [], [])
    for seen, held, events in by_family(parts):
        for into, rows in zip(made, _of_family(seen, held, events), strict=True):
            into.extend(rows)
        if len(made[0]) >= _BATCH:
            yield made
            made = ([], [], [], [])
    yield made


def _of_family(
    seen: Sequence[SightingRow], held: Sequence[HoldingRow], events: Sequence[OfficeEventRow]
) -> tuple[Sequence[Row], ...]:
    """People, positions and events of the sightings that share a family of names."""
    found = _persons(seen, held)
    ids = {(one.doc_id, one.name): p.person_id for p in found for one in p.sightings}
    happened = dated_by_others(
        [
            event.model_copy(update={"person_id": ids.get((event.doc_id, event.person))})
            for event in events
        ]
    )
    of_pages = [
        PersonOfRow(doc_id=doc_id, name=name, person_id=id_, name_id=seen[0].name_id)
        for (doc_id, name), id_ in sorted(ids.items())
    ]
    return [person_row(p) for p in found], positions(held, ids, happened), happened, of_pages


def _persons(seen: Sequence[SightingRow], held: Sequence[HoldingRow]) -> list[ResolvedPerson]:
    """The persons of one family of names."""
    offices: dict[tuple[str, str], list[HoldingRow]] = defaultdict(list)
    for row in held:
        offices[row.doc_id, row.name].append(row)
    return persons(resolve(sighting(row, offices[row.doc_id, row.name]) for row in seen))


def by_family(
    parts: Mapping[str, pa.Table],
) -> Iterator[tuple[list[SightingRow], list[HoldingRow], list[OfficeEventRow]]]:
    """The sightings, holdings and events of each family of names, in the order of their ids."""
    held = _Families(HoldingRow, parts["holdings"])
    events = _Families(OfficeEventRow, parts["events"])
    names = groupby(_sorted_rows(SightingRow, parts["sightings"]), key=lambda row: row.name_id)
    for name_id, seen in names:
        yield list(seen), held.of(name_id), events.of(name_id)


class _Families(Generic[R]):
    """The rows of one family after the other."""

    def __init__(self, model: type[R], table: pa.Table) -> None:
        rows = _sorted_rows(model, table)
        self._groups: Iterator[tuple[str, Iterator[R]]] = groupby(rows, key=lambda r: r.name_id)
        self._waiting: tuple[str, Iterator[R]] | None = next(self._groups, None)

    def of(self, name_id: str) -> list[R]:
        """The rows of a family; families are asked for in their order."""
        while self._waiting is not None and self._waiting[0] < name_id:
            self._waiting = next(self._groups, None)
        if self._waiting is None or self._waiting[0] != name_id:
            return []
        rows = list(self._waiting[1])
        self._waiting = next(self._groups, None)
        return rows


def _sorted_rows(model: type[R], table: pa.Table) -> Iterator[R]:
    """The rows by family and page; a stable sort, so what is in order of place stays so."""
    order = [("name_id", "ascending"), ("doc_id", "ascending")]
    for batch in table.sort_by(order).to_batches(max_chunksize=_BATCH):
        yield from rows_of(model, batch)


def dated(table: pa.Table) -> pa.Table:
    """The positions of all people, those whose sole office has a later holder as former.

    Only the heads of settled bodies are sole; a later holder is one whom pages first give the
    office after the last page that gave it the other, and more than one page does, or a term. Where
    pages have no day, one whom nearly all of them name is the holder.
    """
    columns = (table[name].to_pylist() for name in ("kind", "role", "role_id", "org_id"))
    sole = pa.array([_sole(*office) for office in zip(*columns, strict=True)], pa.bool_())
    former = _succeeded(rows_of(PositionRow, table.filter(sole)))
    ids, stated = (table[name].to_pylist() for name in ("position_id", "stated"))
    status = ["former" if id_ in former else said for id_, said in zip(ids, stated, strict=True)]
    return with_values(PositionRow, table, {"status": status})


def _succeeded(rows: Iterable[PositionRow]) -> set[str]:
    """The ids of those positions of heads that have a later holder."""
    posts: dict[tuple[str, str | None], list[PositionRow]] = defaultdict(list)
    for row in rows:
        posts[row.role_id, row.org_id].append(row)
    former: set[str] = set()
    for holders in posts.values():
        order = sorted(
            (h for h in holders if h.last_seen), key=lambda h: (h.last_seen, h.position_id)
        )
        for earlier, later in pairwise(order):
            if later.stated != "former" and earlier.last_seen and _after(earlier, later):
                former.add(earlier.position_id)
        former.update(_overruled(holders))
    return former


def _overruled(holders: Sequence[PositionRow]) -> list[str]:
    """The ids of holders whom nearly no page gives an office that nearly all give to another."""
    now = [holder for holder in holders if holder.stated != "former"]
    known = max(now, key=lambda one: (one.documents, one.position_id), default=None)
    if known is None or known.documents < _WELL_KNOWN:
        return []
    return [
        holder.position_id
        for holder in now
        if holder.stated is None
        and holder.documents * _TIMES <= known.documents
        and not _is_later(holder, known)
    ]


def _is_later(holder: PositionRow, known: PositionRow) -> bool:
    """True for a holder met after the last page of a better known one: who has just begun."""
    if holder.year and known.year and holder.year != known.year:
        return holder.year > known.year
    return holder.last_seen is not None and (
        known.last_seen is None or holder.last_seen > known.last_seen
    )


def _sole(kind: str, role: str, role_id: str, org_id: str | None) -> bool:
    """True for an office that one person of a settled body has at a time."""
    if kind != "position" or not org_id or not role_id:
        return False
    several = role_id in _SHARED or (role_id, org_id) in _MEMBERS
    return not several and rank_of(role) == "head"


def _after(earlier: PositionRow, later: PositionRow) -> bool:
    """True where an office's later holder is met for the first time after the earlier one."""
    if not (earlier.last_seen and later.first_seen):
        return False
    begun = later.from_date is not None and later.stated == "current"
    return later.first_seen > earlier.last_seen and (later.documents > 1 or begun)
