"""Positions and what happened to them -> tables: of one person, one body, a province, or all.

In: rows of `positions` and `office_events`, and where people and bodies have their pages. Out:
tables whose columns are named by who asks: a person's page needs no person in every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from vanban.show.review.cells import Cell, Column, Table, TableRow, columns
from vanban.show.review.homes import Homes
from vanban.show.review.survey import Survey, anchor_of
from vanban.store.scan import DataRow
from vanban.text.spelling import sort_key

RANKS = ("head", "deputy", "member", "other")

Shown = Literal["body", "role", "status", "person"]
"""What a table of positions shows of each, before its times."""

_HEADS: dict[Shown, Column] = {
    "body": Column("body"),
    "role": Column("role"),
    "status": Column("status", "word"),
    "person": Column("person"),
}
_TIMES = columns(("since", "day"), ("until", "day"), ("seen", "day"), ("documents", "number"))
_EVENT = columns(
    ("day", "day"), ("what", "word"), "person", "office", "body", "decided-by", "act", "document"
)


def positions(
    found: Survey, homes: Homes, rows: Sequence[DataRow], *shown: Shown, most: int | None = None
) -> Table:
    """Positions with these columns and their times; rows beyond `most` are only counted."""
    made = (
        TableRow((*(_CELLS[name](found, homes, row) for name in shown), *_times(row)))
        for row in rows[:most]
    )
    heads = tuple(_HEADS[name] for name in shown) + _TIMES
    return Table(heads, made, len(rows) - len(rows[:most]))


def events(found: Survey, homes: Homes, rows: Sequence[DataRow], most: int | None = None) -> Table:
    """Appointments, elections and departures; rows beyond `most` are only counted."""
    made = (_event(found, homes, row) for row in rows[:most])
    return Table(_EVENT, made, len(rows) - len(rows[:most]))


def office_of(row: DataRow) -> str:
    """A position or event as one text: the role and its body."""
    return " ".join(part for part in (row["role"], row["organization"]) if part)


def by_body(found: Survey) -> Callable[[DataRow], tuple[object, ...]]:
    """The key by which positions are sorted: body, rank, role, since when, person."""

    def key(row: DataRow) -> tuple[object, ...]:
        role = found.roles.get(row["role_id"])
        rank = RANKS.index(role["rank"]) if role else len(RANKS)
        name = row["organization"] or ""
        return (not name, sort_key(name), rank, sort_key(row["role"]), *by_time(row))

    return key


def by_time(row: DataRow) -> tuple[str, str]:
    """The key by which positions are sorted in time, those of unknown time last."""
    return row["from_date"] or str(row["first_seen"] or "9999"), row["position_id"]


def holder(found: Survey, homes: Homes, row: DataRow) -> Cell:
    """The person of a position or an event."""
    person = found.people.get(row["person_id"] or "")
    name = person["name"] if person else row.get("person")
    return Cell(name, "vi", homes.people.get(row["person_id"] or ""))


def body_link(homes: Homes, row: DataRow) -> str | None:
    """The page of the body of a position or an event, where it has one."""
    return homes.bodies.get(row["org_id"] or "")


def _body(_found: Survey, homes: Homes, row: DataRow) -> Cell:
    return Cell(row["organization"], "vi", body_link(homes, row))


def _role(_found: Survey, _homes: Homes, row: DataRow) -> Cell:
    """The role of a position, which leads to the first mention that says so."""
    first = row["mention_ids"][0] if row["mention_ids"] else ""
    link = f"d/{first.partition('.')[0]}.html#{anchor_of(first)}" if first else None
    return Cell(row["role"], "vi", link)


def _status(_found: Survey, _homes: Homes, row: DataRow) -> Cell:
    return Cell(row["status"] and f"status.{row['status']}", "word")


_CELLS: dict[Shown, Callable[[Survey, Homes, DataRow], Cell]] = {
    "body": _body,
    "role": _role,
    "status": _status,
    "person": holder,
}


def _times(row: DataRow) -> Iterable[Cell]:
    """When a position was held, when pages say so, and how many."""
    first, last = row["first_seen"], row["last_seen"]
    seen = str(first) if first == last else f"{first} – {last}"
    return (
        Cell(row["from_date"], "day"),
        Cell(row["to_date"], "day"),
        Cell(seen if first else None, "day"),
        Cell(row["documents"], "number"),
    )


def _event(found: Survey, homes: Homes, row: DataRow) -> TableRow:
    """A row of the list of events."""
    entry = found.entries.get(row["doc_id"])
    link = f"d/{row['doc_id']}.html#c{row['start']}"
    cells = (
        Cell(row["date"], "day"),
        Cell(f"event.{row['kind']}", "word"),
        holder(found, homes, row),
        Cell(row["role"]),
        _body(found, homes, row),
        Cell(row["decided_by"]),
        Cell(row["act"], "vi", homes.acts.get(row["act"] or "")),
        Cell(entry.title, "vi", link) if entry else Cell(None),
    )
    return TableRow(cells)
