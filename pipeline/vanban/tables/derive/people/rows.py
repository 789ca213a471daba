"""Persons -> the rows of the derived table `people`, each with what decided it.

In: the clusters of one family of names. Out: `ResolvedPerson`s with their ids, and their rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vanban.schema import PersonRow
from vanban.schema.derived import Decision
from vanban.tables.derive.keys import RARE, frequency, name_id, words_of
from vanban.tables.derive.people.clues import Clue, ClueKind, Sighting
from vanban.tables.derive.people.clusters import Cluster
from vanban.text.spans import fold
from vanban.text.spelling import slug

EVIDENCE = 5
"""Clues that a person's row gives as the ground of its decision."""

_DECISIONS: Mapping[ClueKind, Decision] = {
    "office": "same office",
    "body": "same body and rank",
    "post": "same body and rank",
    "byline": "same byline",
    "companion": "same story",
    "above": "same body and rank",
    "birth": "same story",
    "part": "same story",
    "trade": "same story",
    "home": "same story",
    "place": "same story",
    "rank": "same story",
    "circle": "same body and rank",
    "around": "same story",
    "role": "same story",
    "seat": "same story",
    "world": "same story",
    "beat": "same byline",
}


@dataclass(frozen=True)
class ResolvedPerson:
    """A cluster under the id of its person."""

    person_id: str
    cluster: Cluster
    name: str
    namesakes: int

    @property
    def sightings(self) -> Sequence[Sighting]:
        """Its sightings, by day and page."""
        return self.cluster.sightings


def persons(clusters: Sequence[Cluster]) -> list[ResolvedPerson]:
    """The persons of a family of names, sorted by id.

    An id is the name's; where several bear it, an office or the first page is added.
    """
    names = [_name(cluster) for cluster in clusters]
    people = Counter(words_of(name) for name in names)
    found: dict[str, ResolvedPerson] = {}
    for cluster, name in zip(clusters, names, strict=True):
        several = people[words_of(name)]
        id_ = _person_id(name, cluster, several > 1)
        if id_ in found:
            id_ = f"{id_}~{cluster.sightings[0].doc_id}"
        found[id_] = ResolvedPerson(id_, cluster, name, several)
    return [found[id_] for id_ in sorted(found)]


def _name(cluster: Cluster) -> str:
    """The name that most pages write, the longest of its kind before a short form."""
    spellings = Counter(sighting.name for sighting in cluster.sightings)
    longest = max(len(words_of(name)) for name in spellings)
    full = [name for name in spellings if len(words_of(name)) == longest]
    return min(full, key=lambda name: (-spellings[name], name))


def _person_id(name: str, cluster: Cluster, several: bool) -> str:
    """The id of a person: that of the name, where several bear it with an office or a page."""
    first = cluster.sightings[0]
    key = " ".join(words_of(name))
    if len(words_of(name)) == 1:
        return f"{name_id(key)}~{first.doc_id}"
    if not several:
        return name_id(key)
    offices = [clue for clue in cluster.clues if clue.kind == "office"]
    if not offices:
        return f"{name_id(key)}~{first.doc_id}"
    best = min(offices, key=lambda clue: (-cluster.clues[clue], clue))
    return f"{name_id(key)}~{slug(best.value)}"


def person_row(person: ResolvedPerson) -> PersonRow:
    """The person's row of `people`."""
    rows = [sighting.row for sighting in person.sightings]
    surfaces = {fold(text) for row in rows for text in {*row.surfaces, row.name}}
    days = [row.published_on for row in rows if row.published_on]
    homes = Counter(row.home for row in rows if row.home)
    births = Counter(row.born for row in rows if row.born)
    decision, evidence = decided(person)
    return PersonRow(
        person_id=person.person_id,
        name=person.name,
        variants=tuple(sorted(surfaces - {person.name})),
        gender=person.cluster.gender,
        birth_year=min(births, key=lambda year: (-births[year], year), default=None),
        home=min(homes, key=lambda home: (-homes[home], home), default=None),
        by_byline=person.cluster.only_byline,
        documents=person.cluster.pages,
        mentions=sum(len(row.surfaces) for row in rows),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        decision=decision,
        evidence=evidence,
        name_id=rows[0].name_id,
    )


def decided(person: ResolvedPerson) -> tuple[Decision, tuple[str, ...]]:
    """Why a person's mentions are one person's, and the clues that its pages share.

    A person of one page has none: what is told is whether others bear the name.
    """
    if person.cluster.pages == 1:
        apart = (f"{person.namesakes} bear the name",) if person.namesakes > 1 else ()
        return ("kept apart" if apart else "unproven"), apart
    shared = _shared(person.cluster)
    evidence = tuple(f"{clue.kind} {clue.value}: {times} pages" for clue, times in shared)
    often = frequency(words_of(person.name))
    if often < RARE:
        evidence = (*evidence, f"name borne by {often:.0e}")
    if shared and (shared[0][0].weight >= _STRONG or often >= RARE):
        return _DECISIONS[shared[0][0].kind], evidence
    return ("same rare name" if often < RARE else "unproven"), evidence


_STRONG = 4.0
"""Weight from which on a shared clue decides, whatever the name."""


def _shared(cluster: Cluster) -> list[tuple[Clue, int]]:
    """The strongest clues that several pages give, with how many do."""
    several = [(clue, times) for clue, times in cluster.clues.items() if times > 1]
    several.sort(key=lambda item: (-item[0].weight, -item[1], item[0]))
    return several[:EVIDENCE]
