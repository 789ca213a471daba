"""Popolo JSON (popoloproject.com): persons, organizations, posts, memberships; and read back.

What Popolo has no term for travels in the key `vanban` of each object, by the names of our columns,
so that `read` gives the tables' rows again. Dates are written where Popolo's pattern takes them (a
year at least); a body that stands over another without being named in the pages is no object, and
its id stays in `vanban`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vanban.store.scan import DataRow, rows

FILE = "popolo.json"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")

_DAYS = frozenset({"first_date", "last_date", "first_seen", "last_seen"})
"""Columns of days, which JSON holds as texts."""

Term = tuple[str, str]
"""A term of Popolo, and the column that it holds."""

_PERSON: tuple[Term, ...] = (("id", "person_id"), ("name", "name"), ("gender", "gender"))
_BODY: tuple[Term, ...] = (
    ("id", "org_id"),
    ("name", "name"),
    ("classification", "kind"),
    ("parent_id", "parent_id"),
    ("founding_date", "valid_from"),
    ("dissolution_date", "valid_to"),
)
_MEMBERSHIP: tuple[Term, ...] = (
    ("id", "position_id"),
    ("person_id", "person_id"),
    ("organization_id", "org_id"),
    ("role", "role"),
    ("start_date", "from_date"),
    ("end_date", "to_date"),
)


def write(output: Path, folder: Path) -> int:
    """Write popolo.json; the number of objects in it."""
    bodies = list(rows(output, "organizations"))
    known = {row["org_id"] for row in bodies}
    roles = {row["role_id"]: row["name"] for row in rows(output, "roles")}
    names = {row["org_id"]: row["name"] for row in bodies}
    positions = list(rows(output, "positions"))
    made: dict[str, list[dict[str, Any]]] = {
        "persons": [_person(row) for row in rows(output, "people")],
        "organizations": [_body(row, known) for row in bodies],
        "posts": [
            {
                "id": _post_id(org_id, role_id),
                "label": f"{roles.get(role_id, role_id)} {names[org_id]}",
                "role": roles.get(role_id, role_id),
                "organization_id": org_id,
            }
            for org_id, role_id in sorted(
                {(row["org_id"], row["role_id"]) for row in positions if row["org_id"] in known}
            )
        ],
        "memberships": [_membership(row, known) for row in positions],
    }
    text = json.dumps(made, ensure_ascii=False, indent=1, default=dt.date.isoformat)
    (folder / FILE).write_text(text + "\n", "utf-8")
    return sum(map(len, made.values()))


def read(path: Path) -> dict[str, list[DataRow]]:
    """The rows of people, organizations and positions in a file that `write` made.

    Raises ValueError for a file that is none.
    """
    try:
        made = json.loads(path.read_text("utf-8-sig"))
        return {
            "people": [_person_row(one) for one in made["persons"]],
            "organizations": [_back(one, _BODY, "aliases") for one in made["organizations"]],
            "positions": [_back(one, _MEMBERSHIP) for one in made["memberships"]],
        }
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path}: not a Popolo file that 'export popolo' wrote: {error!r}."
        raise ValueError(message) from error


def _person(row: DataRow) -> dict[str, Any]:
    year = {"birth_date": str(row["birth_year"])} if row["birth_year"] else {}
    return _object(row, _PERSON, "variants") | year


def _person_row(one: Mapping[str, Any]) -> DataRow:
    year = one.get("birth_date")
    return _back(one, _PERSON, "variants") | {"birth_year": int(year) if year else None}


def _body(row: DataRow, known: set[str]) -> dict[str, Any]:
    return _object(row, _BODY, "aliases", lambda name: name != "parent_id" or row[name] in known)


def _membership(row: DataRow, known: set[str]) -> dict[str, Any]:
    """A position as a membership, its body and post only where they are exported too."""
    made = _object(row, _MEMBERSHIP, None, lambda name: name != "org_id" or row[name] in known)
    post = {"post_id": _post_id(row["org_id"], row["role_id"])} if row["org_id"] in known else {}
    return made | post


def _post_id(org_id: str, role_id: str) -> str:
    return f"{org_id}/{role_id}"


def _object(
    row: DataRow,
    terms: tuple[Term, ...],
    others: str | None,
    fits: Callable[[str], bool] = lambda _: True,
) -> dict[str, Any]:
    """A row as an object: its terms, `other_names` of a column, and the rest under `vanban`."""
    made: dict[str, Any] = {}
    for term, column in terms:
        value = row[column]
        dated = not term.endswith("_date") or bool(_DATE.fullmatch(str(value)))
        if value is not None and dated and fits(column):
            made[term] = value
    shown = {column for term, column in terms if term in made}
    if others:
        made["other_names"] = [{"name": name} for name in row[others]]
        shown |= {others, "birth_year"}
    made["vanban"] = {
        name: value
        for name, value in row.items()
        if name not in shown and value is not None and value != []
    }
    return made


def _back(one: Mapping[str, Any], terms: tuple[Term, ...], others: str | None = None) -> DataRow:
    """An object as a row: what `_object` did, the other way round."""
    row = {name: _dated(name, value) for name, value in one["vanban"].items()}
    row |= {column: one[term] for term, column in terms if term in one}
    if others:
        row[others] = [name["name"] for name in one["other_names"]]
    return row


def _dated(column: str, value: Any) -> Any:
    """A value of a column as the tables have it: the days of pages are dates."""
    return dt.date.fromisoformat(value) if column in _DAYS else value
