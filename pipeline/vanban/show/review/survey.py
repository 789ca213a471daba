"""All tables, once over -> what the start page, the lists and the pages of single things show.

In: a folder of tables, of which only the columns that count are read. Out: `Survey`. It keeps the
rows of the tables over the corpus (people, bodies, acts, what they hold and do), a short entry a
document, a place a thing in a document, and each surface once; no text and no mention.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vanban.schema import MENTION_TABLES, Kind
from vanban.schema.derived import ActRow
from vanban.store.scan import DataRow, rows

SAMPLES = 100
"""Mentions that the page of a rule or of a unit shows."""

_SAMPLES_A_PAGE = 3  # mentions of one page among the samples


@dataclass(slots=True)
class DocumentEntry:
    """A document as lists show it; `counts` has the number of mentions of each kind."""

    doc_id: str
    raw_path: str
    title: str
    day: dt.date | None
    source: str | None
    counts: Counter[Kind] = field(default_factory=Counter)


class Occurrence(NamedTuple):
    """Where something is named first in a document, and how often there."""

    doc_id: str
    anchor: str
    mentions: int


class Sample(NamedTuple):
    """A mention that the page of its rule or unit shows: words, place, and its value if it has."""

    surface: str
    doc_id: str
    anchor: str
    value: float | None = None


@dataclass(slots=True)
class Sampled:
    """How many mentions there are of a rule or a unit, and some of them, few of each document."""

    count: int = 0
    documents: int = 0
    samples: list[Sample] = field(default_factory=list)
    _here: int = 0
    _doc_id: str = ""

    def add(self, sample: Sample) -> None:
        """Count a mention, and keep it where there is room."""
        if sample.doc_id != self._doc_id:
            self.documents, self._here, self._doc_id = self.documents + 1, 0, sample.doc_id
        self.count += 1
        self._here += 1
        if self._here <= _SAMPLES_A_PAGE and len(self.samples) < SAMPLES:
            self.samples.append(sample)


@dataclass(slots=True)
class Surface:
    """Words found as mentions of a kind: in how many documents, and where first."""

    documents: int
    doc_id: str
    anchor: str


NO_UNIT = "–"
"""What stands for the unit of a bare number."""

Unit = tuple[str, str]
"""A unit and the kind of quantities that it measures."""


@dataclass
class Survey:
    """What there is in a folder of tables; rows are those of the tables, by their keys."""

    entries: dict[str, DocumentEntry] = field(default_factory=dict)
    rejected: Counter[str] = field(default_factory=Counter)
    people: dict[str, DataRow] = field(default_factory=dict)
    bodies: dict[str, DataRow] = field(default_factory=dict)
    roles: dict[str, DataRow] = field(default_factory=dict)
    acts: dict[str, DataRow] = field(default_factory=dict)
    positions: list[DataRow] = field(default_factory=list)
    events: list[DataRow] = field(default_factory=list)
    relations: list[DataRow] = field(default_factory=list)
    rules: dict[tuple[Kind, str], Sampled] = field(default_factory=lambda: defaultdict(Sampled))
    units: dict[Unit, Sampled] = field(default_factory=lambda: defaultdict(Sampled))
    surfaces: dict[tuple[Kind, str], Surface] = field(default_factory=dict)
    person_in: dict[str, list[Occurrence]] = field(default_factory=dict)
    body_in: dict[str, list[Occurrence]] = field(default_factory=dict)
    act_in: dict[str, list[Occurrence]] = field(default_factory=dict)

    def kinds(self) -> Counter[Kind]:
        """The number of mentions of each kind."""
        total: Counter[Kind] = Counter(dict.fromkeys(MENTION_TABLES, 0))
        for (kind, _), found in self.rules.items():
            total[kind] += found.count
        return total

    def sources(self) -> Counter[str]:
        """The number of documents of each source that is known."""
        return Counter(entry.source for entry in self.entries.values() if entry.source)

    def days(self) -> list[dt.date]:
        """The days of publication that are known, sorted."""
        return sorted(entry.day for entry in self.entries.values() if entry.day)


def survey(output: Path) -> Survey:
    """Read what the site shows of the corpus; raises StoreError where a table cannot be read."""
    found = Survey()
    _documents(found, output)
    _mentions(found, output)
    for row in rows(output, "rejected", ["reason"]):
        found.rejected[row["reason"]] += 1
    found.people = {row["person_id"]: row for row in rows(output, "people")}
    found.bodies = {row["org_id"]: row for row in rows(output, "organizations")}
    found.roles = {row["role_id"]: row for row in rows(output, "roles")}
    found.acts = {row["act"]: row for row in rows(output, "acts")}
    found.positions = list(rows(output, "positions"))
    found.events = list(rows(output, "office_events"))
    found.relations = list(rows(output, "act_relations"))
    found.person_in = _places(output, "names", "person_id")
    found.body_in = _places(output, "titles", "organization_id")
    found.act_in = _cited(output)
    for key, cited in found.act_in.items():
        found.acts.setdefault(key, _open_act(key, cited))
    return found


def _open_act(key: str, cited: Iterable[Occurrence]) -> DataRow:
    """A row for a key that a page leaves open ('?'): the table of acts holds settled ones."""
    places = list(cited)
    mentions = sum(place.mentions for place in places)
    known = {"act": key, "aliases": (), "stage": "unknown", "documents": len(places)}
    return dict.fromkeys(ActRow.model_fields) | known | {"mentions": mentions}


def _documents(found: Survey, output: Path) -> None:
    """Note title, day and source of each document."""
    columns = ["doc_id", "raw_path", "title", "published_on", "source"]
    for row in rows(output, "documents", columns):
        title = row["title"] or Path(row["raw_path"]).name
        found.entries[row["doc_id"]] = DocumentEntry(
            row["doc_id"], row["raw_path"], title, row["published_on"], row["source"]
        )


def _mentions(found: Survey, output: Path) -> None:
    """Count and sample the mentions by rule, unit, surface and document."""
    for kind, table in MENTION_TABLES.items():
        more = ["unit", "kind", "value"] if kind == "quantity" else []
        for row in rows(output, table, ["doc_id", "mention_id", "surface", "rule", *more]):
            place = row["doc_id"], anchor_of(row["mention_id"])
            sample = Sample(row["surface"], *place, row.get("value"))
            found.rules[kind, row["rule"]].add(sample)
            if kind == "quantity":
                found.units[row["unit"] or NO_UNIT, row["kind"]].add(sample)
            _surface(found, kind, row["surface"], place)
            if entry := found.entries.get(row["doc_id"]):
                entry.counts[kind] += 1


def _surface(found: Survey, kind: Kind, words: str, place: tuple[str, str]) -> None:
    """Count the words of a mention, once a document; `place` is the document and the anchor."""
    known = found.surfaces.get((kind, words))
    if known is None:
        found.surfaces[kind, words] = Surface(1, *place)
    elif known.doc_id != place[0]:  # rows come document by document: a later one is a new one
        found.surfaces[kind, words] = Surface(known.documents + 1, *place)


def _cited(output: Path) -> dict[str, list[Occurrence]]:
    """The documents that cite each act, by its key."""
    places: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows(
        output, "citations", ["doc_id", "cited_document", "mentions", "first_mention_id"]
    ):
        place = Occurrence(row["doc_id"], anchor_of(row["first_mention_id"]), row["mentions"])
        places[row["cited_document"]].append(place)
    return dict(places)


def _places(output: Path, table: str, key: str) -> dict[str, list[Occurrence]]:
    """Where each thing is named that a column of a table of mentions holds the id of."""
    found: dict[str, dict[str, Occurrence]] = defaultdict(dict)
    for row in rows(output, table, ["doc_id", key, "mention_id"]):
        id_, doc_id = row[key], row["doc_id"]
        if id_ is not None:
            first = found[id_].get(doc_id) or Occurrence(doc_id, anchor_of(row["mention_id"]), 0)
            found[id_][doc_id] = first._replace(mentions=first.mentions + 1)
    return {id_: list(places.values()) for id_, places in found.items()}


def anchor_of(mention_id: str) -> str:
    """A mention's anchor in the page of its document: its id without the document's."""
    return mention_id.partition(".")[2]
