"""Titles of pages -> the derived tables `organizations` and `roles`.

In: the titles of some pages with the bodies that their pages settle. Out: for each page a row a
body and a row a role (`bodies_seen`, `roles_seen`), which depend on the page alone; and of those of
all pages one row a body, one row a role.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import pyarrow as pa

from vanban.extraction.bodies import HOME, Body
from vanban.extraction.bodies.posts import rank_of, role_id, role_name
from vanban.extraction.bodies.registry import bodies
from vanban.extraction.vocabulary.organizations import countries
from vanban.schema import OrganizationRow, RoleRow, TitleRow
from vanban.schema.arrow import rows_of
from vanban.schema.parts import BodyRow, RoleSeenRow
from vanban.text.spans import fold

ALIASES = 12
"""Other ways to write a body or a role that its row gives, the commonest."""


def bodies_seen(titles: Iterable[TitleRow], settled: Mapping[str, Body]) -> list[BodyRow]:
    """One row for each page and body that its titles name; `settled` by the titles' ids."""
    surfaces: dict[tuple[str, str], list[str]] = defaultdict(list)
    known: dict[tuple[str, str], Body] = {}
    for title in titles:
        body = settled.get(title.mention_id)
        if body is not None:
            known[title.doc_id, body.id] = body
            surfaces[title.doc_id, body.id].append(fold(title.organization or title.role))
    return [_seen(page, known[page, id_], said) for (page, id_), said in sorted(surfaces.items())]


def _seen(page: str, body: Body, surfaces: Iterable[str]) -> BodyRow:
    """A body that a page names, as a row."""
    return BodyRow(
        doc_id=page,
        org_id=body.id,
        name=body.name,
        kind=body.kind,
        level=body.level,
        province=body.province,
        country=country_code(body.country),
        parent_id=body.parent,
        valid_from=body.valid_from or None,
        valid_to=body.valid_to or None,
        successor_id=body.successors[0] if body.successors else None,
        surfaces=tuple(surfaces),
    )


def roles_seen(titles: Iterable[TitleRow]) -> list[RoleSeenRow]:
    """One row for each page and role that its titles name."""
    surfaces: dict[tuple[str, str], list[str]] = defaultdict(list)
    for title in titles:
        surfaces[title.doc_id, title.role_id or role_id(title.role)].append(fold(title.role))
    return [
        RoleSeenRow(doc_id=page, role_id=role, surfaces=tuple(said))
        for (page, role), said in sorted(surfaces.items())
    ]


def organizations(seen: pa.Table) -> list[OrganizationRow]:
    """One row a body, sorted by id, from what all pages name, in the order of the pages."""
    groups: dict[str, list[BodyRow]] = defaultdict(list)
    for row in rows_of(BodyRow, seen):
        groups[row.org_id].append(row)
    return [_organization(groups[id_]) for id_ in sorted(groups)]


def _organization(rows: list[BodyRow]) -> OrganizationRow:
    """The row of a body, of all rows of pages that name it."""
    first = rows[0]
    names = Counter(row.name for row in rows)
    name = bodies()[first.org_id].name if first.org_id in bodies() else _most(names)
    surfaces = Counter(surface for row in rows for surface in row.surfaces)
    return OrganizationRow(
        org_id=first.org_id,
        name=name,
        aliases=_others(surfaces, name),
        kind=_known(row.kind for row in rows if row.kind != "other") or first.kind,
        level=first.level,
        province=first.province,
        country=_known(row.country for row in rows),
        parent_id=_known(row.parent_id for row in rows),
        valid_from=first.valid_from,
        valid_to=first.valid_to,
        successor_id=first.successor_id,
        documents=len(rows),
        mentions=sum(len(row.surfaces) for row in rows),
    )


def _known(values: Iterable[str | None]) -> str | None:
    """What most pages tell, of those that tell it."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def roles(seen: pa.Table) -> list[RoleRow]:
    """One row a role, sorted by id, from what all pages name."""
    groups: dict[str, list[RoleSeenRow]] = defaultdict(list)
    for row in rows_of(RoleSeenRow, seen):
        groups[row.role_id].append(row)
    return [_role(id_, groups[id_]) for id_ in sorted(groups)]


def _role(id_: str, rows: list[RoleSeenRow]) -> RoleRow:
    """A row of `roles` from all that calls somebody so."""
    surfaces = Counter(surface for row in rows for surface in row.surfaces)
    name = role_name(_most(surfaces))
    return RoleRow(
        role_id=id_,
        name=name,
        rank=rank_of(name),
        aliases=_others(surfaces, name),
        documents=len(rows),
        mentions=sum(len(row.surfaces) for row in rows),
    )


def _most(counted: Counter[str]) -> str:
    """What was met most often; the longer, then the earlier in the alphabet, where that ties."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text))


def _others(counted: Counter[str], name: str) -> tuple[str, ...]:
    """The commonest other ways to write a name, in the alphabet's order."""
    others = [text for text in counted if text != name]
    return tuple(sorted(sorted(others, key=lambda text: (-counted[text], text))[:ALIASES]))


def country_code(country: str | None) -> str | None:
    """The ISO code of a country by its id in the lexicon; None for one that has none."""
    return country if country in (None, HOME) else _codes().get(country)


@cache
def country_names() -> dict[str, str]:
    """The Vietnamese names of countries by their codes of ISO 3166-1."""
    return {country.code: country.name for country in countries() if country.code}


@cache
def _codes() -> dict[str, str]:
    return {country.id: country.code for country in countries() if country.code}
