"""All tables, once over -> what the start page and the lists show of the corpus.

In: a folder of tables, of which only the columns that count are read. Out: `Survey`. It keeps a
short entry a document and a place a person or citation in a document, no text and no mention.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vanban.schema import MENTION_TABLES, Kind
from vanban.show.review.feed import TableRow, rows


@dataclass(slots=True)
class Entry:
    """A document as lists show it; `counts` has the number of mentions of each kind."""

    doc_id: str
    raw_path: str
    title: str
    day: dt.date | None
    source: str | None
    counts: Counter[Kind] = field(default_factory=Counter)


class Place(NamedTuple):
    """Where something is named first in a document, and how often there."""

    doc_id: str
    anchor: str
    mentions: int


@dataclass(slots=True)
class Cited:
    """A cited document and the documents that cite it."""

    key: str
    doc_type: str
    settled: bool
    places: list[Place] = field(default_factory=list)

    @property
    def mentions(self) -> int:
        """Mentions in all documents."""
        return sum(place.mentions for place in self.places)


@dataclass(slots=True)
class Held:
    """A row of `positions`: who held what when, and the first mention that says so."""

    person_id: str
    role: str
    organization: str | None
    kind: str
    status: str | None
    when: str
    documents: int
    first: Place


class Named(NamedTuple):
    """A person of `people`: the id, the name, and in how many documents it stands."""

    person_id: str
    name: str
    documents: int


@dataclass
class Survey:
    """What there is in a folder of tables."""

    entries: dict[str, Entry] = field(default_factory=dict)
    rejected: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    units: Counter[tuple[str, str]] = field(default_factory=Counter)
    cited: list[Cited] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    named_in: dict[str, list[Place]] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)

    def kinds(self) -> Counter[Kind]:
        """The number of mentions of each kind."""
        total: Counter[Kind] = Counter(dict.fromkeys(MENTION_TABLES, 0))
        for (kind, _), count in self.rules.items():
            total[kind] += count
        return total

    def sources(self) -> Counter[str]:
        """The number of documents of each source that is known."""
        return Counter(entry.source for entry in self.entries.values() if entry.source)

    def days(self) -> list[dt.date]:
        """The days of publication that are known, sorted."""
        return sorted(entry.day for entry in self.entries.values() if entry.day)


def survey(output: Path) -> Survey:
    """Read what the lists need; raises StoreError where a table cannot be read."""
    found = Survey()
    _documents(found, output)
    _mentions(found, output)
    for row in rows(output, "rejected", ["reason"]):
        found.rejected[row["reason"]] += 1
    for row in rows(output, "quantities", ["unit", "kind"]):
        found.units[row["unit"], row["kind"]] += 1
    found.cited = _cited(output)
    found.named_in = _named_in(output)
    people = rows(output, "people", ["person_id", "name", "documents"])
    found.people = [Named(row["person_id"], row["name"], row["documents"]) for row in people]
    found.held = [_held(row) for row in rows(output, "positions")]
    return found


def _documents(found: Survey, output: Path) -> None:
    columns = ["doc_id", "raw_path", "title", "published_on", "source"]
    for row in rows(output, "documents", columns):
        title = row["title"] or Path(row["raw_path"]).name
        found.entries[row["doc_id"]] = Entry(
            row["doc_id"], row["raw_path"], title, row["published_on"], row["source"]
        )


def _mentions(found: Survey, output: Path) -> None:
    for kind, table in MENTION_TABLES.items():
        for row in rows(output, table, ["doc_id", "rule"]):
            found.rules[kind, row["rule"]] += 1
            if entry := found.entries.get(row["doc_id"]):
                entry.counts[kind] += 1


def _cited(output: Path) -> list[Cited]:
    """The cited documents, those that most documents cite first."""
    by_key: dict[str, Cited] = {}
    for row in rows(output, "citations"):
        key = row["cited_document"]
        cited = by_key.setdefault(key, Cited(key, row["doc_type"], row["settled"]))
        cited.places.append(
            Place(row["doc_id"], anchor_of(row["first_mention_id"]), row["mentions"])
        )
    return sorted(by_key.values(), key=lambda one: (-len(one.places), -one.mentions, one.key))


def _named_in(output: Path) -> dict[str, list[Place]]:
    """Where each person is named, by the person's id."""
    found: dict[str, dict[str, Place]] = defaultdict(dict)
    for row in rows(output, "names", ["doc_id", "person_id", "mention_id"]):
        doc_id = row["doc_id"]
        here = found[row["person_id"] or ""]
        first = here.get(doc_id) or Place(doc_id, anchor_of(row["mention_id"]), 0)
        here[doc_id] = first._replace(mentions=first.mentions + 1)
    return {person: list(places.values()) for person, places in found.items()}


def _held(row: TableRow) -> Held:
    ids = row["mention_ids"]
    return Held(
        row["person_id"],
        row["role"],
        row["organization"],
        row["kind"],
        row["status"],
        _when(row),
        row["documents"],
        Place(ids[0].partition(".")[0], anchor_of(ids[0]), len(ids)),
    )


def _when(row: TableRow) -> str:
    """The term where a text gives one, else the days of the pages that say so."""
    if row["from_date"] or row["to_date"]:
        return f"{row['from_date'] or '…'} – {row['to_date'] or '…'}"
    first, last = row["first_seen"], row["last_seen"]
    if first is None:
        return ""
    return f"said {first}" if first == last else f"said {first} – {last}"


def anchor_of(mention_id: str) -> str:
    """A mention's anchor in the page of its document: its id without the document's."""
    return mention_id.partition(".")[2]
