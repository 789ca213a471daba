"""Names of many pages -> the derived table `people`: who is one person, and why.

In: what each page says of each person it names (`Sighting`). Out: `Person`s, each a set of
sightings. Within a page the canonical name tells persons apart. Across pages, sightings of one full
name are one person unless their offices contradict; a name of one syllable is never joined.

Two sightings contradict where both hold, at about one time, the like office of two settled bodies
of one sort: a chairman of one province's committee is not the chairman of another's. They agree
where they share an office. Agreement is joined first, so that two bearers of a name gather their
own pages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from pipeline.extract.words import fold_word
from pipeline.schema import NameRow, PersonRow
from pipeline.text import fold

Decision = Literal["one page", "same name", "same office", "kept apart"]

NEAR = dt.timedelta(days=400)
"""Two like offices this close in time contradict; further apart a person may have moved on."""

MEMBER = fold_word("ủy") + " viên"
"""The role that one person may have in many bodies at once."""

_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, order=True)
class Office:
    """An office as pages compare by it: role and body, folded, and the body's id if settled."""

    role: str
    body: str
    body_id: str = ""
    level: str = ""
    status: str = ""

    def same_body(self, other: Office) -> bool:
        """True where the two bodies may be one: one is the other, or its short form."""
        return _within(self.body.split(), other.body.split()) or (
            bool(self.body_id and other.body_id)
            and _within(self.body_id.split("-"), other.body_id.split("-"))
        )

    def excludes(self, other: Office) -> bool:
        """True where nobody holds both: one role in two settled bodies of one sort and level.

        Members sit in many bodies, and a head of one may head a body of another sort.
        """
        return (
            self.role == other.role
            and not self.role.startswith(MEMBER)
            and bool(self.body_id and other.body_id and self.level)
            and self.level == other.level
            and self.body_id.split("-")[0] == other.body_id.split("-")[0]
            and not self.same_body(other)
        )


@dataclass(frozen=True)
class Sighting:
    """A person in one page: the canonical name, its mentions, the offices that the page gives."""

    doc_id: str
    name: str
    published_on: dt.date | None
    surfaces: tuple[str, ...]
    offices: frozenset[Office]


@dataclass(frozen=True)
class Person:
    """The sightings that are one person, and what decided it."""

    person_id: str
    sightings: tuple[Sighting, ...]
    decision: Decision
    evidence: tuple[str, ...]


def sightings(
    names: Iterable[NameRow],
    published: dict[str, dt.date | None],
    offices: dict[tuple[str, str], frozenset[Office]],
) -> list[Sighting]:
    """One sighting for each page and canonical name; `offices` is keyed by page and name."""
    surfaces: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in names:
        surfaces[row.doc_id, row.canonical].append(row.surface)
    return [
        Sighting(
            page, name, published.get(page), tuple(found), offices.get((page, name), frozenset())
        )
        for (page, name), found in sorted(surfaces.items())
    ]


def persons(seen: Iterable[Sighting]) -> list[Person]:
    """All persons, sorted by id; the order of the sightings is nothing."""
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in seen:
        key = name_key(sighting.name)
        short = " " not in key
        by_name[f"{key} {sighting.doc_id}" if short else key].append(sighting)
    found = []
    for key, group in sorted(by_name.items()):
        found += _of_one_name(key, sorted(group, key=lambda s: (s.doc_id, s.name)))
    return sorted(found, key=lambda person: person.person_id)


def person_row(person: Person) -> PersonRow:
    """The person's row of `people`."""
    spellings = Counter(sighting.name for sighting in person.sightings)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    surfaces = {fold(text) for sighting in person.sightings for text in sighting.surfaces}
    days = sorted(s.published_on for s in person.sightings if s.published_on)
    return PersonRow(
        person_id=person.person_id,
        name=name,
        variants=tuple(sorted(surfaces - {name})),
        documents=len({sighting.doc_id for sighting in person.sightings}),
        mentions=sum(len(sighting.surfaces) for sighting in person.sightings),
        first_date=days[0] if days else None,
        last_date=days[-1] if days else None,
        decision=person.decision,
        evidence=person.evidence,
    )


def name_key(name: str) -> str:
    """The form in which names of pages compare: lower case, one spelling (hoà/hòa, uỷ/ủy)."""
    return " ".join(fold_word(word) for word in fold(name).split())


def slug(text: str) -> str:
    """A text as part of an id: ASCII letters and digits, words joined by hyphens."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _WORD.sub("-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where all words of one are among the other's."""
    return set(one) <= set(other) or set(other) <= set(one)


def contradict(one: Sighting, other: Sighting) -> tuple[Office, Office] | None:
    """The like offices of two bodies that one person cannot have held at one time, if any."""
    near = (
        one.published_on is None
        or other.published_on is None
        or abs(one.published_on - other.published_on) <= NEAR
    )
    for mine in sorted(one.offices):
        for theirs in sorted(other.offices):
            present = "former" not in (mine.status, theirs.status)
            if near and present and mine.excludes(theirs):
                return mine, theirs
    return None


def shared(one: Sighting, other: Sighting) -> Office | None:
    """The first office that two sightings have in common, if any."""
    return next(
        (
            mine
            for mine in sorted(one.offices)
            for theirs in other.offices
            if mine.role == theirs.role and mine.body and theirs.body and mine.same_body(theirs)
        ),
        None,
    )


def _of_one_name(key: str, group: Sequence[Sighting]) -> list[Person]:
    """The bearers of one name: those who share an office are joined, then all that agree."""
    clusters: list[list[Sighting]] = [[sighting] for sighting in group]
    agreed, against = [], []
    for one, other in combinations(group, 2):
        office, clash = shared(one, other), contradict(one, other)
        if clash:
            against.append(f"{_said(clash[0], one)} / {_said(clash[1], other)}")
        elif office:
            agreed.append(f"{_said(office, one)} = {_said(office, other)}")
            _join(clusters, one, other)
    for one, other in combinations(group, 2):
        if one.doc_id != other.doc_id or one.name != other.name:
            _join(clusters, one, other)
    decision: Decision = "one page" if len(group) == 1 else "same office" if agreed else "same name"
    if len(clusters) > 1:
        decision = "kept apart"
    evidence = tuple((against if decision == "kept apart" else agreed)[:5])
    ids = [_person_id(key, cluster, len(clusters) > 1) for cluster in clusters]
    return [
        Person(
            id_ if ids.count(id_) == 1 else f"{id_}~{min(s.doc_id for s in cluster)}",
            tuple(cluster),
            decision,
            evidence,
        )
        for id_, cluster in zip(ids, clusters, strict=True)
    ]


def _join(clusters: list[list[Sighting]], one: Sighting, other: Sighting) -> None:
    """Make one cluster of the two sightings', unless any of their members contradict."""
    mine = next(cluster for cluster in clusters if one in cluster)
    theirs = next(cluster for cluster in clusters if other in cluster)
    if mine is theirs or any(contradict(a, b) for a in mine for b in theirs):
        return
    mine += theirs
    mine.sort(key=lambda sighting: (sighting.doc_id, sighting.name))
    clusters[:] = [cluster for cluster in clusters if cluster is not theirs]


def _person_id(key: str, cluster: Sequence[Sighting], several: bool) -> str:
    """The name in ASCII, four digits that tell Hà from Hạ, an office where several bear it."""
    name = f"{slug(key)}-{hashlib.sha256(key.encode()).hexdigest()[:4]}".strip("-")
    if not several:
        return name
    offices = Counter(office for sighting in cluster for office in sighting.offices if office.body)
    if not offices:
        return f"{name}~{min(sighting.doc_id for sighting in cluster)}"
    best = min(offices, key=lambda office: (-offices[office], office))
    return f"{name}~{slug(f'{best.role} {best.body}')}"


def _said(office: Office, sighting: Sighting) -> str:
    day = sighting.published_on.isoformat() if sighting.published_on else "no date"
    return f"{office.role} {office.body} ({sighting.doc_id}, {day})"
