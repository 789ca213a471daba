"""A bearer of a name, as found so far, and whether another may be the same person.

In: sightings of one name. Out: `Bearer`s, which share an office or contradict each other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.tables.derive.offices import Office, Sighting

NEAR = dt.timedelta(days=400)
"""Two like offices this close in time contradict; further apart a person may have moved on."""


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


class _Likeness(NamedTuple):
    """How an office stands to those of a bearer: whether one is it, and which nobody holds too."""

    shared: bool
    excluded: list[_Days]


@dataclass
class Bearer:
    """A bearer of the name, as found so far: the sightings, and the offices by role.

    Pages name the same few offices over and over, so what an office is to the bearer's is
    remembered until the bearer gets another.
    """

    sightings: list[Sighting] = field(default_factory=list)
    offices: dict[str, dict[Office, _Days]] = field(default_factory=lambda: defaultdict(dict))
    _known: dict[Office, _Likeness] = field(default_factory=dict)

    @classmethod
    def of(cls, sighting: Sighting) -> Bearer:
        """The bearer that one page shows, with the offices that tell who it is."""
        bearer = cls([sighting])
        for office in sighting.telling():
            days = bearer.offices[office.role].setdefault(office, _Days(sighting))
            days.add(sighting.published_on)
        return bearer

    def absorb(self, other: Bearer) -> None:
        """Take over what another bearer has: the two are one person."""
        self.sightings += other.sightings
        for role, offices in other.offices.items():
            known = self.offices[role]
            for office, theirs in offices.items():
                if office not in known:
                    known[office] = _Days(theirs.first)
                    self._known.clear()
                mine = known[office]
                mine.undated |= theirs.undated
                for day in theirs.days:
                    insort(mine.days, day)

    def shares(self, other: Bearer) -> bool:
        """True where two have an office in common."""
        known = self._known
        for offices in other.offices.values():
            for office in offices:
                if (known.get(office) or self._likeness(office)).shared:
                    return True
        return False

    def contradicts(self, other: Bearer) -> bool:
        """True where two cannot be one person: `clashes` has something to tell."""
        known = self._known
        for offices in other.offices.values():
            for office, theirs in offices.items():
                excluded = (known.get(office) or self._likeness(office)).excluded
                if any(mine.near(theirs) for mine in excluded):
                    return True
        return False

    def _likeness(self, office: Office) -> _Likeness:
        mine = self.offices.get(office.role, {})
        self._known[office] = found = _Likeness(
            any(other.shared(office) for other in mine),
            [days for other, days in mine.items() if other.excludes(office)],
        )
        return found

    def clashes(self, other: Bearer) -> Iterator[_Pair]:
        """The like offices of two bodies that one person cannot have held at one time."""
        for pair in self._like(other):
            if pair.mine.excludes(pair.theirs) and pair.my_days.near(pair.their_days):
                yield pair

    def agrees(self, other: Bearer) -> _Pair | None:
        """The first office that two have in common, if any."""
        return next((pair for pair in self._like(other) if pair.mine.shared(pair.theirs)), None)

    def _like(self, other: Bearer) -> Iterator[_Pair]:
        """All pairs of offices of one role."""
        for role in sorted(set(self.offices) & set(other.offices)):
            for mine, my_days in self.offices[role].items():
                for theirs, their_days in other.offices[role].items():
                    yield _Pair(mine, my_days, theirs, their_days)


def _near(day: dt.date, days: Sequence[dt.date]) -> bool:
    """True where one of the days, in order, is near the day."""
    at = bisect_left(days, day - NEAR)
    return at < len(days) and days[at] - day <= NEAR


def _said(office: Office, sighting: Sighting) -> str:
    day = sighting.published_on.isoformat() if sighting.published_on else "no date"
    return f"{office.role} {office.body} ({sighting.doc_id}, {day})"
