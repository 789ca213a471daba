"""Titles of many pages -> the derived table `positions`: who held which office, where and when.

In: the rows of `titles` with their persons. Out: one row for each person, role, organisation and
status. Within a page a bare title ("Bí thư nhấn mạnh") speaks of its holder's fuller one, and a
shorter form of an organisation ("Đảng ủy Khối") of the longer one that begins with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.people import Office, name_key, slug
from pipeline.schema import PositionRow, TitleRow

_TERM = re.compile(
    r"(?:từ\s+)?(?:năm\s+|tháng\s+\d{1,2}[/-]|\d{1,2}/)?(?P<start>(?:19|20)\d\d)"
    r"\s*(?:-|–|—|đến|tới)\s*(?:năm\s+|tháng\s+\d{1,2}[/-]|\d{1,2}/)?(?P<end>(?:19|20)\d\d|nay|)"
    r"\s*[:,;–-]?\s*(?:(?:ông|bà|đồng chí)\s+)?(?:là|làm|giữ chức(?:\s+vụ)?|:)?\s*$",
    re.IGNORECASE,
)
NO_TERM: tuple[int | None, int | None] = (None, None)
_BEFORE = 60
"""Characters before a title in which a term of office is looked for."""


@dataclass(frozen=True)
class Holding:
    """A title mention, the person who holds it, and the term that stands before it."""

    title: TitleRow
    person: str
    organization: str | None
    organization_id: str | None
    years: tuple[int | None, int | None]


def holders_of(title: TitleRow) -> list[str]:
    """The canonical names of a title's holders."""
    return [name.strip() for name in (title.holder or "").split(";") if name.strip()]


def offices(titles: Iterable[TitleRow]) -> dict[tuple[str, str], frozenset[Office]]:
    """Page and name -> the offices that the page gives the person, for comparing persons."""
    found: dict[tuple[str, str], set[Office]] = defaultdict(set)
    for page in by_page(titles).values():
        for title in page:
            for holder in holders_of(title):
                body, body_id = fullest(title, holder, page)
                office = Office(
                    name_key(title.role),
                    name_key(body or ""),
                    body_id or "",
                    title.level or "",
                    title.status or "",
                )
                if title.kind == "position":
                    found[title.doc_id, holder].add(office)
    return {key: frozenset(value) for key, value in found.items()}


def positions(
    titles: Iterable[TitleRow],
    persons: Mapping[tuple[str, str], str],
    published: Mapping[str, dt.date | None],
    terms: Mapping[str, tuple[int | None, int | None]],
) -> list[PositionRow]:
    """All positions, sorted by id.

    `persons` gives the person id by page and canonical name, `published` the day of publication by
    page, `terms` the years of office by mention (see `term_before`).
    """
    groups: dict[tuple[str, ...], list[Holding]] = defaultdict(list)
    held = [
        Holding(title, person, *fullest(title, holder, page), terms.get(title.mention_id, NO_TERM))
        for page in by_page(titles).values()
        for title in page
        for holder in holders_of(title)
        if (person := persons.get((title.doc_id, holder)))
    ]
    for holding in completed(held):
        title, years = holding.title, holding.years
        body = slug(holding.organization_id or holding.organization or "")
        term = "-".join(str(year or "") for year in years) if years != NO_TERM else ""
        key = (holding.person, slug(title.role), body, title.status or "", term)
        groups[key].append(holding)
    rows = [_row(key, holdings, published) for key, holdings in sorted(groups.items())]
    return sorted(rows, key=lambda row: row.position_id)


def completed(holdings: Sequence[Holding]) -> list[Holding]:
    """The holdings, a short form of an organisation replaced by its full form from another page.

    "Bí thư Đảng ủy Khối" is the same person's "Bí thư Đảng ủy Khối các cơ quan Trung ương" where
    all fuller forms that begin with it are of one organisation.
    """
    full: dict[tuple[str, str], dict[str, Holding]] = defaultdict(dict)
    for holding in holdings:
        if holding.organization:
            forms = full[holding.person, name_key(holding.title.role)]
            forms[name_key(holding.organization)] = holding
    done = []
    for holding in holdings:
        forms = full[holding.person, name_key(holding.title.role)]
        own = name_key(holding.organization or "")
        longer = {k: h for k, h in forms.items() if own and k.startswith(f"{own} ")}
        bodies = {h.organization_id or k for k, h in longer.items()}
        if len(bodies) == 1 and not holding.organization_id:
            best = longer[max(longer, key=len)]
            done.append(
                replace(
                    holding, organization=best.organization, organization_id=best.organization_id
                )
            )
        else:
            done.append(holding)
    return done


def by_page(titles: Iterable[TitleRow]) -> dict[str, list[TitleRow]]:
    """Titles by page, pages and titles in order."""
    pages: dict[str, list[TitleRow]] = defaultdict(list)
    for title in sorted(titles, key=lambda row: (row.doc_id, row.start)):
        pages[title.doc_id].append(title)
    return pages


def fullest(
    title: TitleRow, holder: str, page: Sequence[TitleRow]
) -> tuple[str | None, str | None]:
    """The fullest form in which the page gives the organisation of a holder's title, and its id.

    Only a title of the same role and holder counts, and one whose organisation begins with this
    one's, or any where this one has none; where those are of several bodies, none is taken.
    """
    own = name_key(title.organization or "")
    like = {
        name_key(other.organization): other
        for other in page
        if other.organization
        and name_key(other.role) == name_key(title.role)
        and holder in holders_of(other)
        and name_key(other.organization).startswith(own)
    }
    longest = max(like, key=len, default="")
    if not own and any(not longest.startswith(key) for key in like):
        return None, None
    best = like.get(longest, title)
    return best.organization, best.organization_id or title.organization_id


def term_before(text: str, start: int) -> tuple[int | None, int | None]:
    """The years of office that stand right before a title: "1997-2002: Chủ tịch UBND tỉnh"."""
    line = text[max(start - _BEFORE, 0) : start].rpartition("\n")[2]
    match = _TERM.search(line)
    if match is None:
        return NO_TERM
    end = match["end"]
    return int(match["start"]), int(end) if end.isdigit() else None


def _row(
    key: tuple[str, ...], holdings: Sequence[Holding], published: Mapping[str, dt.date | None]
) -> PositionRow:
    titles = [holding.title for holding in holdings]
    days = sorted(day for title in titles if (day := published.get(title.doc_id)))
    first = holdings[0]
    organizations = Counter(h.organization for h in holdings if h.organization)
    roles = Counter(title.role for title in titles)
    return PositionRow(
        position_id="/".join(key).rstrip("/"),
        person_id=first.person,
        role=_most(roles) or titles[0].role,
        organization=_most(organizations),
        organization_id=first.organization_id,
        kind=titles[0].kind,
        status=titles[0].status,
        from_year=first.years[0],
        to_year=first.years[1],
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        documents=len({title.doc_id for title in titles}),
        mention_ids=tuple(title.mention_id for title in titles),
    )


def _most(counted: Counter[str]) -> str | None:
    """What was met most often; the longer, then the earlier in the alphabet, where that ties."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default=None)
