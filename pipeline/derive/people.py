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

import datetime as dt
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from pipeline.derive.names import name_id, slug
from pipeline.schema import PersonRow
from pipeline.spelling import fold_word
from pipeline.text import fold

Decision = Literal["one page", "same name", "same office", "kept apart"]

NEAR = dt.timedelta(days=400)
"""Two like offices this close in time contradict; further apart a person may have moved on."""

MEMBER = fold_word("ủy") + " viên"
"""The role that one person may have in many bodies at once."""

_PAIRS = 100_000
"""Pairs of offices of which it is remembered how they stand to each other."""

EVIDENCE = 5
"""Offices that a person's row gives as the ground of its decision."""


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

    @lru_cache(maxsize=_PAIRS)  # noqa: B019 - offices are small, and the pairs bounded
    def excludes(self, other: Office) -> bool:
        """True where nobody holds both: one role in two settled bodies of one sort and level.

        Members sit in many bodies, a head of one may head a body of another sort, and who was the
        head of one may be the head of another today.
        """
        return (
            self.role == other.role
            and not self.role.startswith(MEMBER)
            and "former" not in (self.status, other.status)
            and bool(self.body_id and other.body_id and self.level)
            and self.level == other.level
            and self.body_id.split("-")[0] == other.body_id.split("-")[0]
            and not self.same_body(other)
        )

    @lru_cache(maxsize=_PAIRS)  # noqa: B019
    def shared(self, other: Office) -> bool:
        """True where two pages that give these offices speak of one."""
        return bool(self.role == other.role and self.body and other.body and self.same_body(other))


@dataclass(frozen=True)
class Sighting:
    """A person in one page: the canonical name, its mentions, the offices that the page gives."""

    doc_id: str
    name: str
    published_on: dt.date | None
    surfaces: tuple[str, ...]
    offices: frozenset[Office]

    def telling(self) -> list[Office]:
        """The offices that tell the person from others of the name, sorted.

        Two that nobody holds both say nothing of who it is: the page means two, or was misread.
        """
        return [
            office
            for office in sorted(self.offices)
            if not any(office.excludes(other) for other in self.offices)
        ]


@dataclass(frozen=True)
class Person:
    """The sightings that are one person, and what decided it."""

    person_id: str
    sightings: tuple[Sighting, ...]
    decision: Decision
    evidence: tuple[str, ...]


@dataclass
class _Days:
    """When pages gave an office: the days in order, whether some had none, the first page."""

    first: Sighting
    days: list[dt.date] = field(default_factory=list)
    undated: bool = False

    def add(self, day: dt.date | None) -> None:
        if day is None:
            self.undated = True
        else:
            insort(self.days, day)

    def near(self, other: _Days) -> bool:
        """True where a page of one is near a page of the other in time, or either is undated."""
        if self.undated or other.undated:
            return True
        few, many = sorted((self.days, other.days), key=len)
        return any(_near(day, many) for day in few)


class _Pair(NamedTuple):
    """An office of one bearer and an office of another, with when pages gave them."""

    mine: Office
    my_days: _Days
    theirs: Office
    their_days: _Days

    def said(self, sign: str) -> str:
        """Both offices, each with the first page that gave it."""
        mine, theirs = (
            _said(self.mine, self.my_days.first),
            _said(self.theirs, self.their_days.first),
        )
        return f"{mine} {sign} {theirs}"


@dataclass
class _Bearer:
    """A bearer of the name, as found so far: the sightings, and the offices by role."""

    sightings: list[Sighting] = field(default_factory=list)
    offices: dict[str, dict[Office, _Days]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, sighting: Sighting) -> _Bearer:
        bearer = cls([sighting])
        for office in sighting.telling():
            days = bearer.offices[office.role].setdefault(office, _Days(sighting))
            days.add(sighting.published_on)
        return bearer

    def absorb(self, other: _Bearer) -> None:
        self.sightings += other.sightings
        for role, offices in other.offices.items():
            for office, theirs in offices.items():
                mine = self.offices[role].setdefault(office, _Days(theirs.first))
                mine.undated |= theirs.undated
                for day in theirs.days:
                    insort(mine.days, day)

    def clashes(self, other: _Bearer) -> Iterator[_Pair]:
        """The like offices of two bodies that one person cannot have held at one time."""
        for pair in self._like(other):
            if pair.mine.excludes(pair.theirs) and pair.my_days.near(pair.their_days):
                yield pair

    def agrees(self, other: _Bearer) -> _Pair | None:
        """The first office that two have in common, if any."""
        return next((pair for pair in self._like(other) if pair.mine.shared(pair.theirs)), None)

    def _like(self, other: _Bearer) -> Iterator[_Pair]:
        """All pairs of offices of one role."""
        for role in sorted(set(self.offices) & set(other.offices)):
            for mine, my_days in self.offices[role].items():
                for theirs, their_days in other.offices[role].items():
                    yield _Pair(mine, my_days, theirs, their_days)


def persons(key: str, seen: Iterable[Sighting]) -> list[Person]:
    """The bearers of one name, sorted by id; the order of the sightings is nothing.

    `key` is what the sightings share (`pipeline.derive.names.person_key`).
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


def _gather(group: Sequence[Sighting]) -> tuple[list[_Bearer], list[str]]:
    """Those who share an office, and do not contradict, joined; and the offices shared.

    The bearer met most often comes first, those without an office last.
    """
    bearers: list[_Bearer] = []
    agreed: list[str] = []
    unplaced: list[_Bearer] = []
    for sighting in group:
        fresh = _Bearer.of(sighting)
        if not fresh.offices:
            unplaced.append(fresh)
            continue
        home: _Bearer | None = None
        for bearer in list(bearers):
            common = bearer.agrees(fresh)
            if common is None or next(bearer.clashes(home or fresh), None):
                continue
            if len(agreed) < EVIDENCE:
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


def _merge(bearers: Sequence[_Bearer]) -> list[_Bearer]:
    """All that do not contradict joined, each with the first that it may be."""
    merged: list[_Bearer] = []
    for bearer in bearers:
        home = next((one for one in merged if not next(one.clashes(bearer), None)), None)
        if home is None:
            merged.append(bearer)
        else:
            home.absorb(bearer)
    return merged


def _against(bearers: Sequence[_Bearer]) -> list[str]:
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


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where all words of one are among the other's."""
    return set(one) <= set(other) or set(other) <= set(one)


def _near(day: dt.date, days: Sequence[dt.date]) -> bool:
    """True where one of the days, in order, is near the day."""
    at = bisect_left(days, day - NEAR)
    return at < len(days) and days[at] - day <= NEAR


def _person_id(key: str, cluster: Sequence[Sighting], several: bool) -> str:
    """The name's id, with an office where several bear the name."""
    if not several:
        return name_id(key)
    offices = Counter(office for sighting in cluster for office in sighting.offices if office.body)
    if not offices:
        return f"{name_id(key)}~{cluster[0].doc_id}"
    best = min(offices, key=lambda office: (-offices[office], office))
    return f"{name_id(key)}~{slug(f'{best.role} {best.body}')}"


def _said(office: Office, sighting: Sighting) -> str:
    day = sighting.published_on.isoformat() if sighting.published_on else "no date"
    return f"{office.role} {office.body} ({sighting.doc_id}, {day})"
