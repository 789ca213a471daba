"""Holdings of one family of names -> the derived table `positions`: who held which office, when.

In: what pages say of offices, the person each page means, and what happened to offices. Out: one
row for each person, role and organisation. Whether somebody is out of office is said by words
("nguyên"), by a term that ended, by an event, and, over all positions, by a later holder
(`successors`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low
from typing import Literal

from vanban.extraction.bodies.posts import rank_of
from vanban.schema import OfficeEventRow, PositionRow
from vanban.schema.parts import HoldingRow
from vanban.tables.derive.keys import name_key
from vanban.tables.derive.terms import BEGINS_ONE, ENDS_ONE, whole_term
from vanban.text.spelling import slug

Status = Literal["current", "former", "acting"]


@dataclass(frozen=True)
class HeldPost:
    """A holding, its person, and the organisation as other pages complete it."""

    holding: HoldingRow
    person: str
    organization: str | None
    organization_id: str | None
    role_id: str
    role: str

    @property
    def post(self) -> tuple[str, str]:
        """The role and body by which positions are told apart."""
        return self.role_id, self.organization_id or slug(self.organization or "")

    @property
    def is_bare(self) -> bool:
        """True where no page tells the body."""
        return not (self.organization or self.organization_id)


def positions(
    holdings: Iterable[HoldingRow],
    persons: Mapping[tuple[str, str], str],
    events: Iterable[OfficeEventRow] = (),
) -> list[PositionRow]:
    """All positions, sorted by id; `persons` gives the person's id by page and canonical name."""
    held = [
        HeldPost(
            holding,
            person,
            holding.organization,
            holding.organization_id,
            holding.role_id,
            holding.role,
        )
        for holding in holdings
        if (person := persons.get((holding.doc_id, holding.name)))
    ]
    happened: dict[str, list[OfficeEventRow]] = defaultdict(list)
    for event in events:
        happened[event.person_id or ""].append(event)
    groups: dict[tuple[str, str, str], list[HeldPost]] = defaultdict(list)
    for one in completed(held):
        groups[one.person, *one.post].append(one)
    rows = [_row(key, group, happened.get(key[0], ())) for key, group in groups.items()]
    return sorted(risen(after_career(rows)), key=lambda row: row.position_id)


def risen(rows: Sequence[PositionRow]) -> list[PositionRow]:
    """The positions, those as deputy of a body whose head the person has just become as former."""
    heads = {
        (row.person_id, row.org_id)
        for row in rows
        if row.stated == "current" and row.org_id and rank_of(row.role) == "head"
    }
    return [
        row.model_copy(update={"stated": "former", "status": "former"})
        if (row.person_id, row.org_id) in heads
        and row.stated is None
        and rank_of(row.role) == "deputy"
        else row
        for row in rows
    ]


def after_career(rows: Sequence[PositionRow]) -> list[PositionRow]:
    """The positions, those before a later one of a career as former.

    Only offices of a head or a deputy that a page says the beginning of: who was made another
    head or deputy a year later or more has given up the earlier office.
    """
    latest: dict[str, str] = defaultdict(str)
    for row in rows:
        if row.from_date and row.kind == "position" and rank_of(row.role) in _CAREER:
            latest[row.person_id] = max(latest[row.person_id], row.from_date)
    return [
        row.model_copy(update={"stated": "former", "status": "former"})
        if row.stated is None and row.from_date and _gave_up(row, latest[row.person_id])
        else row
        for row in rows
    ]


def _gave_up(row: PositionRow, latest: str) -> bool:
    begun = row.from_date or latest
    return row.kind == "position" and rank_of(row.role) in _CAREER and latest[:4] > begun[:4]


_CAREER = frozenset({"head", "deputy"})
"""Ranks of offices that a career leads from one to the next."""


def completed(held: Sequence[HeldPost]) -> list[HeldPost]:
    """The holdings, a bare role or a short organisation completed by the person's other pages.

    "Bí thư Đảng ủy Khối" is the same person's "Bí thư Đảng ủy Khối các cơ quan Trung ương" where
    all fuller forms that begin with it are of one organisation; a bare "Bộ trưởng" is of the body
    of which nearly all pages say it of the person; a bare "Chủ tịch" is "Chủ tịch nước" of whoever
    holds no other office that begins so.
    """
    forms: dict[tuple[str, str], list[HeldPost]] = defaultdict(list)
    of_person: dict[str, dict[tuple[str, str], HeldPost]] = defaultdict(dict)
    for one in held:
        if not one.is_bare:
            forms[one.person, one.role_id].append(one)
            if one.holding.kind == "position":
                of_person[one.person].setdefault(one.post, one)
    return [
        _completed(one, forms[one.person, one.role_id], of_person[one.person].values())
        if not one.organization_id
        else one
        for one in held
    ]


def _completed(one: HeldPost, forms: Sequence[HeldPost], others: Iterable[HeldPost]) -> HeldPost:
    """A holding by the person's others of its role, or of a longer role."""
    best = _fuller(name_key(one.organization or ""), forms)
    if best is None and one.is_bare and not forms:
        longer = [other for other in others if other.role_id.startswith(f"{one.role_id}-")]
        best = longer[0] if len(longer) == 1 else None
    if best is None:
        return one
    return replace(
        one,
        organization=best.organization,
        organization_id=best.organization_id,
        role_id=best.role_id,
        role=best.role,
    )


def _fuller(own: str, forms: Sequence[HeldPost]) -> HeldPost | None:
    """The longest form that begins with this one, where nearly all such are of one body.

    The same form counts where it has an id, which its page settles.
    """
    longer = [one for one in forms if _is_fuller(one, own)]
    bodies = Counter(one.organization_id or name_key(one.organization or "") for one in longer)
    best = max(bodies, key=lambda id_: (bodies[id_], id_), default=None)
    if best is None or (len(bodies) > 1 and bodies[best] < _NEARLY_ALL * len(longer)):
        return None
    like = [o for o in longer if (o.organization_id or name_key(o.organization or "")) == best]
    return max(like, key=lambda o: (len(o.organization or ""), o.holding.mention_id))


def _is_fuller(one: HeldPost, own: str) -> bool:
    key = name_key(one.organization or "")
    return not own or key.startswith(f"{own} ") or (key == own and bool(one.organization_id))


_NEARLY_ALL = 0.8
"""Share of the holdings of a role that one body has, so that a bare one is of it."""


def _row(
    key: tuple[str, str, str], group: Sequence[HeldPost], events: Sequence[OfficeEventRow]
) -> PositionRow:
    """The row of a position, of all pages on which a person holds it; `events` are the person's."""
    holdings = [one.holding for one in group]
    days = [holding.published_on for holding in holdings if holding.published_on]
    first = holdings[0]
    organizations = Counter(one.organization for one in group if one.organization)
    body = group[0].organization_id
    own = [e for e in events if _post_of(e) == key[1:]]
    begin, end = whole_term(holdings, own)
    stated = _stated(holdings, own, [e for e in events if e not in own], end)
    if stated == "current" and _is_past(events, own):
        stated = "former"
    return PositionRow(
        position_id="/".join(key).rstrip("/"),
        person_id=group[0].person,
        role_id=group[0].role_id,
        org_id=body,
        role=_most(Counter(one.role for one in group)) or first.role,
        organization=_most(organizations),
        kind=first.kind,
        status=stated,
        stated=stated,
        from_date=begin,
        to_date=end,
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        year=median_low(years) if (years := _years(holdings)) else None,
        documents=len({holding.doc_id for holding in holdings}),
        mention_ids=tuple(holding.mention_id for holding in holdings),
        name_id=first.name_id,
    )


def _post_of(event: OfficeEventRow) -> tuple[str, str]:
    """The role and body of an event, as `HeldPost.post` tells them apart."""
    return event.role_id or "", event.org_id or slug(event.organization or "")


def _years(holdings: Sequence[HoldingRow]) -> list[int]:
    """The years in which the pages were written, as far as they are known, each page once."""
    dated = {h.doc_id: h.published_on.year if h.published_on else h.written_year for h in holdings}
    return [year for year in dated.values() if year]


def _stated(
    holdings: Sequence[HoldingRow],
    events: Sequence[OfficeEventRow],
    others: Sequence[OfficeEventRow],
    end: str | None,
) -> Status | None:
    """The status that the latest page with a word for it gives, or that a term or event implies.

    `events` are of this office, `others` of the person's others.
    """
    order = sorted(holdings, key=lambda h: (h.published_on or dt.date.min, h.doc_id))
    latest = order[-1].published_on
    said = [holding for holding in order if holding.status]
    if end is not None and (latest is None or end <= latest.isoformat()):
        return "former"
    ended = [event for event in events if event.kind in ENDS_ONE]
    if ended and not any(event.kind in BEGINS_ONE for event in events):
        return "former"
    if not said:
        year = latest.year if latest else max((h.written_year or 0 for h in order), default=0)
        return "current" if _just_begun(events, others, year or None) else None
    last = said[-1]
    if last.status == "former" and _resumed(order, last):
        return None
    return last.status


def _is_past(events: Sequence[OfficeEventRow], own: Sequence[OfficeEventRow]) -> bool:
    """True where somebody has died, or is told of years after an office began: a life long ago."""
    if any(event.kind == "died" for event in events):
        return True
    return bool(own) and _last_year(events) > str(int(_last_year(own) or _NEVER) + _YEARS)


def _last_year(events: Sequence[OfficeEventRow]) -> str:
    dates = [event.date[:4] for event in events if event.date and not event.date.startswith("--")]
    return max(dates, default="")


_NEVER, _YEARS = 9000, 10
"""A year after all, and how many years after it began an office is hardly held."""


def _just_begun(
    events: Sequence[OfficeEventRow], others: Sequence[OfficeEventRow], year: int | None
) -> bool:
    """True where the office began in the year of its latest page, and no event ended it.

    Where pages tell no year of their own, an event that is dated to the day is news; one without a
    date where its page opens with it, or tells of no other office that began in some year.
    """
    begun = [event for event in events if event.kind in BEGINS_ONE]
    if not begun or any(event.kind in ENDS_ONE for event in events):
        return False
    dates = [event.date for event in begun if event.date and not event.date.startswith("--")]
    rival = [e for e in others if e.kind in BEGINS_ONE and (year or (e.date and e.date[0] != "-"))]
    news = year is None and any(event.start < _OPENING for event in begun)
    if not (dates or news) and {e.doc_id for e in begun} & {e.doc_id for e in rival}:
        return False
    if year is None:
        return all(len(day) == len("2017-05-10") for day in dates)
    return all(day[:4] >= str(year) for day in dates)


_OPENING = 1_000
"""Characters in which a page tells its news."""


def _resumed(order: Sequence[HoldingRow], former: HoldingRow) -> bool:
    """True where most pages after the one that says "former" give the office without the word."""
    day = former.published_on
    later = [h for h in order if day and h.published_on and h.published_on > day]
    formers = sum(h.status == "former" for h in order)
    return len(later) > max(formers * _DOUBT, _FEW)


_DOUBT, _FEW = 3, 3
"""Pages after a "nguyên" that make it doubtful: a slip, or a namesake."""


def _most(counted: Counter[str]) -> str | None:
    """What was met most often; the longer, then the earlier in the alphabet, where that ties."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)
