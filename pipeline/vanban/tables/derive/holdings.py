"""Titles of pages -> who holds which office, as each page says: `HoldingRow`s.

In: titles with their holders, the sightings of the same pages, texts. Out: one row for each title
and person. Within a page a bare title ("Bí thư nhấn mạnh") speaks of its holder's fuller one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from vanban.extraction.bodies import Body, holders_of
from vanban.extraction.bodies.posts import role_id
from vanban.schema import TitleRow
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.tables.derive.keys import name_key
from vanban.tables.derive.terms import Term, term_of


def holdings(
    titles: Iterable[TitleRow],
    seen: Iterable[SightingRow],
    texts: Mapping[str, str],
    bodies: Mapping[str, Body],
) -> list[HoldingRow]:
    """One holding for each title and person it belongs to, sorted by page and place.

    A holder whom the page does not mention by name has no sighting, hence no holding. `texts` maps
    page ids to cleaned texts, `bodies` the ids of mentions to their bodies.
    """
    persons = {(sighting.doc_id, sighting.name): sighting for sighting in seen}
    found = []
    for page in by_page(titles).values():
        for title in page:
            for holder in holders_of(title.holder):
                sighting = persons.get((title.doc_id, holder))
                if sighting is not None:
                    term = term_of(texts[title.doc_id], title.start, title.end)
                    full = fullest(title, holder, page)
                    found.append(_holding(title, sighting, full, bodies, term))
    return found


def _holding(
    title: TitleRow,
    sighting: SightingRow,
    full: TitleRow,
    bodies: Mapping[str, Body],
    term: Term,
) -> HoldingRow:
    body = bodies.get(full.mention_id) or bodies.get(title.mention_id)
    return HoldingRow(
        person_key=sighting.person_key,
        name_id=sighting.name_id,
        doc_id=sighting.doc_id,
        name=sighting.name,
        published_on=sighting.published_on,
        mention_id=title.mention_id,
        role=title.role,
        role_id=title.role_id or role_id(title.role),
        organization=full.organization,
        organization_id=body.id if body else title.organization_id,
        level=title.level,
        province=body.province if body else None,
        parent_id=body.parent if body else None,
        status=title.status or ("current" if name_key(title.surface).startswith(_NEW) else None),
        kind=title.kind,
        from_date=term.begin,
        to_date=term.end,
    )


_NEW = "tân "
"""A word before a title for who has just been given it."""


def by_page(titles: Iterable[TitleRow]) -> dict[str, list[TitleRow]]:
    """Titles by page, pages and titles in order."""
    pages: dict[str, list[TitleRow]] = defaultdict(list)
    for title in sorted(titles, key=lambda row: (row.doc_id, row.start)):
        pages[title.doc_id].append(title)
    return pages


def fullest(title: TitleRow, holder: str, page: Sequence[TitleRow]) -> TitleRow:
    """The title of the page that gives the organisation of this one in its fullest form.

    Only a title of the same role and holder counts, and one whose organisation begins with this
    one's, or any where this one has none; where those are of several bodies, the title itself.
    """
    own, role = name_key(title.organization or ""), name_key(title.role)
    like = {
        key: other
        for other in page
        if other.organization
        and name_key(other.role) == role
        and holder in holders_of(other.holder)
        and (key := name_key(other.organization)).startswith(own)
    }
    longest = max(like, key=len, default="")
    if not own and any(not longest.startswith(key) for key in like):
        return title
    return like.get(longest, title)
