"""Names and titles of pages -> what each page says of each person: sightings and holdings.

Rows depend on one page only, so they are made shard by shard. Within a page a bare title ("Bí thư
nhấn mạnh") speaks of its holder's fuller one, and a shorter form of an organisation ("Đảng ủy
Khối") of the longer one that begins with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vanban.schema import NameRow, TitleRow
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.tables.derive.keys import name_id, name_key, person_key

Published = Mapping[str, dt.date | None]

_TERM = re.compile(
    r"(?:từ\s+)?(?:năm\s+|tháng\s+\d{1,2}[/-]|\d{1,2}/)?(?P<start>(?:19|20)\d\d)"
    r"\s*(?:-|–|—|đến|tới)\s*(?:năm\s+|tháng\s+\d{1,2}[/-]|\d{1,2}/)?(?P<end>(?:19|20)\d\d|nay|)"
    r"\s*[:,;–-]?\s*(?:(?:ông|bà|đồng chí)\s+)?(?:là|làm|giữ chức(?:\s+vụ)?|:)?\s*$",
    re.IGNORECASE,
)
NO_TERM: tuple[int | None, int | None] = (None, None)
_BEFORE = 60
"""Characters before a title in which a term of office is looked for."""


def sightings(names: Iterable[NameRow], published: Published) -> list[SightingRow]:
    """One sighting for each page and canonical name, sorted by them."""
    surfaces: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in names:
        surfaces[row.doc_id, row.canonical].append(row.surface)
    found = []
    for (page, name), said in sorted(surfaces.items()):
        key = person_key(name, page)
        found.append(
            SightingRow(
                person_key=key,
                name_id=name_id(key),
                doc_id=page,
                name=name,
                published_on=published.get(page),
                surfaces=tuple(said),
            )
        )
    return found


def holdings(
    titles: Iterable[TitleRow], seen: Iterable[SightingRow], texts: Mapping[str, str]
) -> list[HoldingRow]:
    """One holding for each title and person it belongs to, sorted by page and place.

    A holder whom the page does not mention by name has no sighting, hence no holding. `texts` maps
    page ids to cleaned texts.
    """
    persons = {(sighting.doc_id, sighting.name): sighting for sighting in seen}
    found = []
    for page in by_page(titles).values():
        for title in page:
            for holder in holders_of(title):
                sighting = persons.get((title.doc_id, holder))
                if sighting is not None:
                    years = term_before(texts[title.doc_id], title.start)
                    found.append(_holding(title, sighting, fullest(title, holder, page), years))
    return found


def _holding(
    title: TitleRow,
    sighting: SightingRow,
    organization: tuple[str | None, str | None],
    years: tuple[int | None, int | None],
) -> HoldingRow:
    return HoldingRow(
        person_key=sighting.person_key,
        name_id=sighting.name_id,
        doc_id=sighting.doc_id,
        name=sighting.name,
        published_on=sighting.published_on,
        mention_id=title.mention_id,
        role=title.role,
        organization=organization[0],
        organization_id=organization[1],
        level=title.level,
        status=title.status,
        kind=title.kind,
        from_year=years[0],
        to_year=years[1],
    )


def holders_of(title: TitleRow) -> list[str]:
    """The canonical names of a title's holders."""
    return [name.strip() for name in (title.holder or "").split(";") if name.strip()]


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
    own, role = name_key(title.organization or ""), name_key(title.role)
    like = {
        key: other
        for other in page
        if other.organization
        and name_key(other.role) == role
        and holder in holders_of(other)
        and (key := name_key(other.organization)).startswith(own)
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
