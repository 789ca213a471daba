"""FollowTheMoney entities (followthemoney.tech), a JSON object a line; and read back.

People are Person, bodies PublicBody, Company or Organization, an office of a body is Position, who
holds it Occupancy. Ids are ours, with '..' for '/' and '.' for '~', which the format does not take.
What the format has no property for (documents, evidence) is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vanban.store.scan import DataRow, rows

FILE = "entities.ftm.json"

_SCHEMA: dict[str, str] = {
    "state": "PublicBody",
    "assembly": "PublicBody",
    "court": "PublicBody",
    "procuracy": "PublicBody",
    "military": "PublicBody",
    "police": "PublicBody",
    "enterprise": "Company",
}
"""The schema of a kind of body; Organization for all others."""

_STATUS = {"current": "current", "acting": "current", "former": "ended"}

Entity = dict[str, Any]


def write(output: Path, folder: Path) -> int:
    """Write entities.ftm.json; the number of entities."""
    count = 0
    with (folder / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for entity in entities(output):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
            count += 1
    return count


def entities(output: Path) -> Iterator[Entity]:
    """The entities of a folder of tables: bodies, people, offices, who holds them."""
    bodies = {row["org_id"]: row for row in rows(output, "organizations")}
    roles = {row["role_id"]: row["name"] for row in rows(output, "roles")}
    for row in bodies.values():
        yield _body(row, bodies)
    for row in rows(output, "people"):
        yield _entity(
            _id(row["person_id"]),
            "Person",
            name=row["name"],
            alias=row["variants"],
            gender=row["gender"],
            birthDate=row["birth_year"] and str(row["birth_year"]),
        )
    seen: set[str] = set()
    for row in rows(output, "positions"):
        body = bodies.get(row["org_id"])
        post = _id(f"post/{row['role_id']}/{row['org_id']}" if body else f"post/{row['role_id']}")
        if post not in seen:
            seen.add(post)
            yield _post(post, str(roles.get(row["role_id"], row["role"])), body)
        yield _entity(
            _id(row["position_id"]),
            "Occupancy",
            holder=_id(row["person_id"]),
            post=post,
            startDate=_dated(row["from_date"]),
            endDate=_dated(row["to_date"]),
            status=_STATUS.get(row["status"]),
        )


def read(path: Path) -> dict[str, list[DataRow]]:
    """The rows of people, organizations and positions in a file that `write` made.

    They have the columns that the format holds. Raises ValueError for a file that is none.
    """
    people: list[DataRow] = []
    bodies: list[DataRow] = []
    positions: list[DataRow] = []
    try:
        for line in path.read_text("utf-8-sig").splitlines():
            entity = json.loads(line)
            if entity["schema"] == "Person":
                people.append(_person_row(entity))
            elif entity["schema"] == "Occupancy":
                positions.append(_position_row(entity))
            elif entity["schema"] != "Position":
                bodies.append(_body_row(entity))
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path}: not a file of entities that 'export ftm' wrote: {error!r}."
        raise ValueError(message) from error
    return {"people": people, "organizations": bodies, "positions": positions}


def _body(row: DataRow, bodies: Mapping[str, DataRow]) -> Entity:
    """A row of organizations as an entity."""
    parent = row["parent_id"] if row["parent_id"] in bodies else None
    return _entity(
        _id(row["org_id"]),
        _SCHEMA.get(row["kind"], "Organization"),
        name=row["name"],
        alias=row["aliases"],
        classification=row["kind"],
        country=row["country"] and row["country"].lower(),
        parent=parent and _id(parent),
        incorporationDate=_dated(row["valid_from"]),
        dissolutionDate=_dated(row["valid_to"]),
    )


def _post(id_: str, role: str, body: DataRow | None) -> Entity:
    """A Position entity: a role, of a body where one is known."""
    if body is None:
        return _entity(id_, "Position", name=role)
    return _entity(
        id_,
        "Position",
        name=f"{role} {body['name']}",
        organization=_id(body["org_id"]),
        country=body["country"] and body["country"].lower(),
        subnationalArea=body["province"],
    )


def _person_row(entity: Entity) -> DataRow:
    """A row of `people` as far as a Person entity holds it."""
    year = _one(entity, "birthDate")
    return {
        "person_id": _own_id(entity["id"]),
        "name": _one(entity, "name"),
        "variants": entity["properties"].get("alias", []),
        "gender": _one(entity, "gender"),
        "birth_year": int(year) if year else None,
    }


def _body_row(entity: Entity) -> DataRow:
    """A row of `organizations` as far as an entity holds it."""
    country, parent = _one(entity, "country"), _one(entity, "parent")
    return {
        "org_id": _own_id(entity["id"]),
        "name": _one(entity, "name"),
        "aliases": entity["properties"].get("alias", []),
        "kind": _one(entity, "classification"),
        "country": country and country.upper(),
        "parent_id": parent and _own_id(parent),
        "valid_from": _one(entity, "incorporationDate"),
        "valid_to": _one(entity, "dissolutionDate"),
    }


def _position_row(entity: Entity) -> DataRow:
    """A row of `positions` from an Occupancy entity."""
    _, role_id, *org_id = _own_id(_one(entity, "post") or "").split("/")
    return {
        "position_id": _own_id(entity["id"]),
        "person_id": _own_id(_one(entity, "holder") or ""),
        "role_id": role_id,
        "org_id": org_id[0] if org_id else None,
        "from_date": _one(entity, "startDate"),
        "to_date": _one(entity, "endDate"),
    }


def _entity(id_: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity; each property is a list of texts, one that says nothing is left out."""
    listed = {
        name: value if isinstance(value, list) else [value]
        for name, value in properties.items()
        if value
    }
    return {"id": id_, "schema": schema, "properties": listed}


def _one(entity: Entity, name: str) -> str | None:
    values: list[str] = entity["properties"].get(name, [])
    return values[0] if values else None


def _dated(date: str | None) -> str | None:
    """A date whose year is known: no other is one to the format."""
    return date if date and date[0].isdecimal() else None


def _id(key: str) -> str:
    return key.replace("/", "..").replace("~", ".")


def _own_id(id_: str) -> str:
    return "/".join(part.replace(".", "~") for part in id_.split(".."))
