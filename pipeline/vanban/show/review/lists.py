"""A survey -> the lists of the site: documents, people, positions, cited and rejected documents.

Each list is a `Listing`: a template, and items that are made as they are written, a page of them
at a time. `Homes` says on which page of which list something stands, so that other pages link to
it; it is settled before any list is written.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from vanban.show.review.feed import Mention, rows
from vanban.show.review.survey import Cited, Entry, Held, Place, Survey

PER_PAGE = 200
"""Items on a page of a list: at a few kilobytes an item, far below two megabytes."""

MOST_PLACES = 20
"""Documents that a list names for one person or citation; the number of the others is told."""

Item = Any


class Listing(NamedTuple):
    """A list of the site: its folder and template, how many items, and the items."""

    name: str
    total: int
    items: Iterable[Item]


class ShownPlace(NamedTuple):
    """A place as a list shows it."""

    doc_id: str
    anchor: str
    title: str
    day: dt.date | None


@dataclass(frozen=True)
class Homes:
    """Where things stand in the lists, as links from the root of the site."""

    order: tuple[str, ...]
    documents: dict[str, int]
    people: dict[str, str]
    cited: dict[str, str]

    @classmethod
    def of(cls, found: Survey) -> Homes:
        """The places of everything in a survey."""
        order = tuple(entry.doc_id for entry in sorted(found.entries.values(), key=_latest_first))
        people: dict[str, str] = {}
        for number, person in enumerate(found.people):
            link = f"people/{page_of(number)}.html#{person.person_id}"
            people[person.person_id] = link
        cited = {
            one.key: f"citations/{page_of(number)}.html#c{number}"
            for number, one in enumerate(found.cited)
        }
        return cls(order, {doc_id: at for at, doc_id in enumerate(order)}, people, cited)

    def of_mention(self, mention: Mention) -> str | None:
        """The list entry of a mention's person or cited document, as a document page links it."""
        if mention.kind == "name":
            home = self.people.get(mention.row["person_id"] or "")
        elif mention.kind == "reference":
            home = self.cited.get(mention.row["cited_document"])
        else:
            home = None
        return f"../{home}" if home else None


def page_of(number: int) -> int:
    """The page of a list on which its n-th item stands."""
    return number // PER_PAGE + 1


def listings(found: Survey, homes: Homes, output: Path) -> Iterator[Listing]:
    """All lists of the site; that of rejected files only where there are some."""
    entries = (found.entries[doc_id] for doc_id in homes.order)
    yield Listing("documents", len(homes.order), entries)
    yield Listing("people", len(found.people), _people(found, output))
    yield Listing("positions", len(found.held), _positions(found, homes))
    yield Listing("citations", len(found.cited), _citations(found))
    rejected = found.rejected.total()
    if rejected:
        yield Listing("rejected", rejected, rows(output, "rejected"))


def _people(found: Survey, output: Path) -> Iterator[Item]:
    held: dict[str, list[Held]] = defaultdict(list)
    for one in found.held:
        held[one.person_id].append(one)
    for row in rows(output, "people"):
        id_ = row["person_id"]
        shown = _shown(found.named_in.get(id_, []), found.entries)
        rest = row["documents"] - len(shown)
        yield row | {
            "offices": [_office(one) for one in held[id_]],
            "places": shown,
            "rest": max(rest, 0),
        }


def _office(held: Held) -> dict[str, str]:
    whole = f"{held.role} {held.organization}" if held.organization else held.role
    return {
        "text": whole,
        "note": ", ".join(part for part in (held.status, held.when) if part),
        "doc_id": held.first.doc_id,
        "anchor": held.first.anchor,
    }


def _positions(found: Survey, homes: Homes) -> Iterator[Item]:
    names = {person.person_id: person.name for person in found.people}
    ordered = sorted(
        found.held,
        key=lambda one: (
            one.organization is None,
            one.organization or "",
            one.role,
            one.when,
            one.person_id,
            one.status or "",
        ),
    )
    for one in ordered:
        yield {
            "organization": one.organization,
            "role": one.role,
            "status": one.status,
            "when": one.when,
            "documents": one.documents,
            "name": names[one.person_id],
            "link": homes.people[one.person_id],
            "doc_id": one.first.doc_id,
            "anchor": one.first.anchor,
        }


def _citations(found: Survey) -> Iterator[Item]:
    for number, one in enumerate(found.cited):
        yield _citation(number, one, found.entries)


def _citation(number: int, cited: Cited, entries: dict[str, Entry]) -> Item:
    shown = _shown(cited.places, entries)
    return {
        "anchor": f"c{number}",
        "key": cited.key,
        "doc_type": cited.doc_type,
        "settled": cited.settled,
        "documents": len(cited.places),
        "mentions": cited.mentions,
        "places": shown,
        "rest": len(cited.places) - len(shown),
    }


def _shown(places: Sequence[Place], entries: dict[str, Entry]) -> list[ShownPlace]:
    """The places that a list names, the latest documents first."""
    ordered = sorted(places, key=lambda place: _latest_first(entries[place.doc_id]))
    return [
        ShownPlace(
            place.doc_id,
            place.anchor,
            entries[place.doc_id].title,
            entries[place.doc_id].day,
        )
        for place in ordered[:MOST_PLACES]
    ]


def _latest_first(entry: Entry) -> tuple[int, str]:
    return (-entry.day.toordinal() if entry.day else 0, entry.doc_id)
