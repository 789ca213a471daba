"""A survey -> where in the site each document, person, body, act, rule and unit has its page.

Out: `Homes`: links from the root of the site. It is settled before anything is written, so that
any page may link to any other. A person whom one document names, without an office, has no page of
its own: the link leads to where the document names it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vanban.show.exports.pages import slug
from vanban.show.review.feed import PageMention
from vanban.show.review.survey import NO_UNIT, DocumentEntry, Occurrence, Sample, Survey, Unit

PER_PAGE = 200
"""Items on a page of a list: at a few hundred bytes an item, far below two megabytes."""

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True)
class Homes:
    """Where things stand, as links from the root of the site; `order` is that of documents."""

    order: tuple[str, ...]
    documents: dict[str, int]
    people: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    units: dict[Unit, str] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Survey) -> Homes:
        """The places of everything in a survey."""
        order = tuple(entry.doc_id for entry in sorted(found.entries.values(), key=latest_first))
        return cls(
            order,
            {doc_id: at for at, doc_id in enumerate(order)},
            {id_: f"person/{page_name(id_)}.html" for id_ in _people_with_pages(found)}
            | _people_without(found),
            {id_: f"body/{page_name(id_)}.html" for id_ in found.bodies},
            {key: f"act/{page_name(key)}.html" for key in found.acts},
            {rule: f"rule/{page_name(rule)}.html" for _, rule in found.rules},
            {unit: f"unit/{page_name(' '.join(unit))}.html" for unit in found.units},
            {
                row["province"]: f"province/{page_name(row['province'])}.html"
                for row in found.bodies.values()
                if row["province"]
            },
            {source: f"source/{page_name(source)}.html" for source in found.sources()},
        )

    def in_list(self, doc_id: str) -> str:
        """Where a document stands in the list of documents."""
        return f"documents/{page_of(self.documents[doc_id])}.html#{doc_id}"

    def of_mention(self, mention: PageMention) -> dict[str, str]:
        """The fields of a mention that lead to a page, with the address from a document's page."""
        row = mention.row
        links: dict[str, str | None] = {}
        if mention.kind == "name":
            links["canonical"] = self.people.get(row["person_id"] or "")
        elif mention.kind == "title":
            links["organization"] = self.bodies.get(row["organization_id"] or "")
            links["holder"] = self.people.get(row["person_id"] or "")
        elif mention.kind == "reference":
            links["cited_document"] = self.acts.get(row["cited_document"])
        elif mention.kind == "quantity":
            links["unit"] = self.units.get((row["unit"] or NO_UNIT, row["kind"]))
        return {name: f"../{home}" for name, home in links.items() if home}


def has_page(link: str | None) -> bool:
    """Whether a link leads to a thing's own page, and not to the document that names it."""
    return link is not None and not link.startswith("d/")


def page_of(number: int) -> int:
    """The page of a list on which its n-th item stands."""
    return number // PER_PAGE + 1


def page_name(key: str) -> str:
    """A file name for a key: an id as it is, of anything else a hash and plain letters.

    Names that a system keeps for itself ('con', 'nul') are none of either form.
    """
    if len(key) <= 100 and _PLAIN.fullmatch(key):
        return key
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{digest}-{slug(key)[:60].lower()}"


def latest_first(entry: DocumentEntry) -> tuple[int, str]:
    """The key by which documents are sorted."""
    return (-entry.day.toordinal() if entry.day else 0, entry.doc_id)


def link_to(place: Occurrence | Sample) -> str:
    """A place in a document, as a link from the root of the site."""
    return f"d/{place.doc_id}.html#{place.anchor}"


def _people_with_pages(found: Survey) -> Iterable[str]:
    mentioned = Counter(row["person_id"] for row in (*found.positions, *found.events))
    return (id_ for id_, row in found.people.items() if row["documents"] > 1 or mentioned[id_])


def _people_without(found: Survey) -> dict[str, str]:
    """People without a page of their own, each with the link to the first mention."""
    with_pages = set(_people_with_pages(found))
    return {
        id_: link_to(places[0])
        for id_, places in found.person_in.items()
        if id_ in found.people and id_ not in with_pages
    }


def shown_places(
    places: Sequence[Occurrence], entries: dict[str, DocumentEntry], most: int
) -> list[tuple[Occurrence, DocumentEntry]]:
    """The places that a page names, the latest documents first."""
    there = [(place, entries[place.doc_id]) for place in places if place.doc_id in entries]
    return sorted(there, key=lambda both: latest_first(both[1]))[:most]
