"""Holdings of one name -> the derived table `positions`: who held which office, where and when.

In: what pages say of the bearers of one name, and which person each page means. Out: one row for
each person, role, organisation, status and term.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vanban.schema import PositionRow
from vanban.schema.parts import HoldingRow
from vanban.tables.derive.keys import name_key
from vanban.text.spelling import slug


@dataclass(frozen=True)
class Held:
    """A holding, its person, and the organisation as other pages complete it."""

    holding: HoldingRow
    person: str
    organization: str | None
    organization_id: str | None


def positions(
    holdings: Iterable[HoldingRow], persons: Mapping[tuple[str, str], str]
) -> list[PositionRow]:
    """All positions, sorted by id; `persons` gives the person's id by page and canonical name."""
    groups: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    held = [
        Held(holding, person, holding.organization, holding.organization_id)
        for holding in holdings
        if (person := persons.get((holding.doc_id, holding.name)))
    ]
    for one in completed(held):
        years = (one.holding.from_year, one.holding.to_year)
        body = slug(one.organization_id or one.organization or "")
        term = "-".join(str(year or "") for year in years) if any(years) else ""
        key = (one.person, slug(one.holding.role), body, one.holding.status or "", term)
        groups[key].append(one)
    rows = [_row(key, group) for key, group in groups.items()]
    return sorted(rows, key=lambda row: row.position_id)


def completed(held: Sequence[Held]) -> list[Held]:
    """The holdings, a short form of an organisation replaced by its full form from another page.

    "Bí thư Đảng ủy Khối" is the same person's "Bí thư Đảng ủy Khối các cơ quan Trung ương" where
    all fuller forms that begin with it are of one organisation.
    """
    forms: dict[tuple[str, str], dict[str, Held]] = defaultdict(dict)
    for one in held:
        if one.organization:
            forms[one.person, name_key(one.holding.role)][name_key(one.organization)] = one
    done = []
    for one in held:
        own = name_key(one.organization or "")
        best = None
        if own and not one.organization_id:
            best = _fuller(own, forms[one.person, name_key(one.holding.role)])
        if best is not None:
            one = replace(  # noqa: PLW2901 - the holding, completed
                one, organization=best.organization, organization_id=best.organization_id
            )
        done.append(one)
    return done


def _fuller(own: str, forms: Mapping[str, Held]) -> Held | None:
    """The longest form that begins with this one, where all such are of one organisation."""
    longer = {key: one for key, one in forms.items() if key.startswith(f"{own} ")}
    bodies = {one.organization_id or key for key, one in longer.items()}
    return longer[max(longer, key=len)] if len(bodies) == 1 else None


def _row(key: tuple[str, ...], group: Sequence[Held]) -> PositionRow:
    holdings = [one.holding for one in group]
    days = [holding.published_on for holding in holdings if holding.published_on]
    first = holdings[0]
    organizations = Counter(one.organization for one in group if one.organization)
    roles = Counter(holding.role for holding in holdings)
    return PositionRow(
        position_id="/".join(key).rstrip("/"),
        person_id=group[0].person,
        role=_most(roles) or first.role,
        organization=_most(organizations),
        organization_id=group[0].organization_id,
        kind=first.kind,
        status=first.status,
        from_year=first.from_year,
        to_year=first.to_year,
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        documents=len({holding.doc_id for holding in holdings}),
        mention_ids=tuple(holding.mention_id for holding in holdings),
    )


def _most(counted: Counter[str]) -> str | None:
    """What was met most often; the longer, then the earlier in the alphabet, where that ties."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)
