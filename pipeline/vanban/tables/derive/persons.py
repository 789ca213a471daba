"""What pages say of bearers of one name -> persons: who is one person, and why.

In: the `Sighting`s of one name, each what one page says. Out: `Person`s, each a set of sightings.
Within a page the canonical name tells persons apart. Across pages, sightings of one full name are
one person unless their offices contradict; a name of one syllable is never joined.

Two sightings contradict where both hold, at about one time, the like office of two settled bodies
of one sort: a chairman of one province's committee is not the chairman of another's. They agree
where they share an office. Offices of one page that contradict each other are no evidence: with
them, every such page would be a person of its own. Agreement is joined first, so that two bearers
of a name gather their own pages. A sighting is compared with the persons found so far by their
distinct offices, not with every other sighting: a head of state stands in every tenth page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from vanban.schema import PersonRow
from vanban.tables.derive.bearers import Bearer
from vanban.tables.derive.keys import name_id
from vanban.tables.derive.offices import Sighting
from vanban.text.spans import fold
from vanban.text.spelling import slug

Decision = Literal["one page", "same name", "same office", "kept apart"]

EVIDENCE = 5
"""Offices that a person's row gives as the ground of its decision."""


@dataclass(frozen=True)
class Person:
    """The sightings that are one person, and what decided it."""

    person_id: str
    sightings: tuple[Sighting, ...]
    decision: Decision
    evidence: tuple[str, ...]


def persons(key: str, seen: Iterable[Sighting]) -> list[Person]:
    """The bearers of one name, sorted by id; the order of the sightings is nothing.

    `key` is what the sightings share (`vanban.tables.derive.keys.person_key`).
    """
    group = sorted(seen, key=lambda s: (s.doc_id, s.name))
    bearers, agreed = _gather(group)
    bearers = _merge(bearers)
    decision: Decision = "one page" if len(group) == 1 else "same office" if agreed else "same name"
    evidence = agreed
    if len(bearers) > 1:
        decision, evidence = "kept apart", _against(bearers)
    for bearer in bearers:
        bearer.sightings.sort(key=lambda s: (s.doc_id, s.name))
    ids = [_person_id(key, bearer.sightings, len(bearers) > 1) for bearer in bearers]
    found = [
        Person(
            id_ if ids.count(id_) == 1 else f"{id_}~{bearer.sightings[0].doc_id}",
            tuple(bearer.sightings),
            decision,
            tuple(evidence),
        )
        for id_, bearer in zip(ids, bearers, strict=True)
    ]
    return sorted(found, key=lambda person: person.person_id)


def _gather(group: Sequence[Sighting]) -> tuple[list[Bearer], list[str]]:
    """Those who share an office, and do not contradict, joined; and the offices shared.

    The bearer met most often comes first, those without an office last.
    """
    bearers: list[Bearer] = []
    agreed: list[str] = []
    unplaced: list[Bearer] = []
    for sighting in group:
        fresh = Bearer.of(sighting)
        if not fresh.offices:
            unplaced.append(fresh)
            continue
        home: Bearer | None = None
        for bearer in list(bearers):
            if not bearer.shares(fresh) or bearer.contradicts(home or fresh):
                continue
            if len(agreed) < EVIDENCE and (common := bearer.agrees(fresh)):
                agreed.append(common.said("="))
            if home is None:
                bearer.absorb(fresh)
                home = bearer
            else:
                home.absorb(bearer)
                bearers.remove(bearer)
        if home is None:
            bearers.append(fresh)
    bearers.sort(key=lambda bearer: -len(bearer.sightings))
    return [*bearers, *unplaced], agreed


def _merge(bearers: Sequence[Bearer]) -> list[Bearer]:
    """All that do not contradict joined, each with the first that it may be."""
    merged: list[Bearer] = []
    for bearer in bearers:
        home = next((one for one in merged if not one.contradicts(bearer)), None)
        if home is None:
            merged.append(bearer)
        else:
            home.absorb(bearer)
    return merged


def _against(bearers: Sequence[Bearer]) -> list[str]:
    """Why bearers are kept apart, the first reasons of all."""
    clashes = (
        clash.said("/")
        for at, bearer in enumerate(bearers)
        for other in bearers[at + 1 :]
        for clash in bearer.clashes(other)
    )
    return list(islice(clashes, EVIDENCE))


def person_row(person: Person) -> PersonRow:
    """The person's row of `people`."""
    spellings = Counter(sighting.name for sighting in person.sightings)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
    surfaces = {fold(text) for text in {t for s in person.sightings for t in s.surfaces}}
    days = [s.published_on for s in person.sightings if s.published_on]
    return PersonRow(
        person_id=person.person_id,
        name=name,
        variants=tuple(sorted(surfaces - {name})),
        documents=len({sighting.doc_id for sighting in person.sightings}),
        mentions=sum(len(sighting.surfaces) for sighting in person.sightings),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        decision=person.decision,
        evidence=person.evidence,
    )


def _person_id(key: str, cluster: Sequence[Sighting], several: bool) -> str:
    """The name's id, with an office where several bear the name."""
    if not several:
        return name_id(key)
    offices = Counter(office for sighting in cluster for office in sighting.offices if office.body)
    if not offices:
        return f"{name_id(key)}~{cluster[0].doc_id}"
    best = min(offices, key=lambda office: (-offices[office], office))
    return f"{name_id(key)}~{slug(f'{best.role} {best.body}')}"
