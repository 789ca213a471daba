"""Clusters of sightings that are one person, as far as is known.

In: sightings with clues. Out: clusters that take sightings in, know their clues, and say why they
cannot be one person with another cluster.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vanban.tables.derive.keys import RARE, frequency, words_of
from vanban.tables.derive.people.clues import SEATS, Clue, Sighting

YEARS_APART = 2
"""Years of birth that may differ: ages are of a day that a page does not tell."""
MOST = 0.8
"""Share of those who say a person's gender that it takes to be believed."""
_WORLDS_APART = frozenset({"child", "crime"})
"""Parts in a story that nobody has who holds an office of the same time."""


STAGES = (Clue("world", "sport"), Clue("world", "show"))
"""Worlds of pages that name no leaders but their own."""
_LITTLE = 1.0
"""Weight up to which a clue does not tell a person's namesake of another province."""


@dataclass
class Cluster:
    """Sightings that are one person: their clues, and what may contradict others."""

    sightings: list[Sighting] = field(default_factory=list)
    clues: Counter[Clue] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    born: list[int] = field(default_factory=list)
    worlds: Counter[str] = field(default_factory=Counter)
    bylines: int = 0
    rare: bool = False
    agreed: Counter[Clue] = field(default_factory=Counter)

    @classmethod
    def of(cls, sighting: Sighting) -> Cluster:
        """The cluster of one sighting."""
        row = sighting.row
        return cls(
            [sighting],
            Counter(sighting.clues),
            Counter([row.gender] if row.gender else []),
            [row.born] if row.born else [],
            Counter(row.worlds),
            int(row.byline),
            frequency(words_of(sighting.name)) < RARE,
        )

    def absorb(self, other: Cluster) -> None:
        """Add another cluster to this one: both are one person."""
        small, large = sorted((self.clues, other.clues), key=len)
        self.agreed.update({clue: 1 for clue in small if clue in large})
        self.agreed.update(other.agreed)
        self.sightings += other.sightings
        self.clues.update(other.clues)
        self.genders.update(other.genders)
        self.born += other.born
        self.worlds.update(other.worlds)
        self.bylines += other.bylines

    def takes(self, other: Cluster) -> bool:
        """Absorb another cluster that does not contradict this one; False where it does."""
        if self.contradicts(other):
            return False
        self.absorb(other)
        return True

    def contradicts(self, other: Cluster) -> str | None:
        """Why two cannot be one person; None where nothing is against it."""
        mine, theirs = self.gender, other.gender
        if mine and theirs and mine != theirs:
            return f"{mine} / {theirs}"
        if self.born and other.born and _apart(self.born, other.born):
            return f"born {self.born[0]} / {other.born[0]}"
        rare = self.rare and other.rare
        signed = self if self.only_byline else other
        if self.only_byline != other.only_byline and not (rare and not signed.has_paper):
            return "byline / news"
        if rare:  # an official may be accused
            return None
        for one, two in ((self, other), (other, self)):
            if one.worlds.keys() & _WORLDS_APART and two.has_office and not one.has_office:
                return f"{min(one.worlds)} / office"
        return None

    def sits_elsewhere(self, other: Cluster) -> bool:
        """True where offices of both are in different provinces, and nothing else is shared."""
        mine, theirs = self.seats, other.seats
        if not mine or not theirs or mine & theirs:
            return False
        few, many = sorted((self.clues, other.clues), key=len)
        return not any(clue.weight > _LITTLE and clue in many for clue in few)

    @property
    def seats(self) -> set[str]:
        """The provinces of its offices."""
        return {clue.value for clue in self.clues if clue.kind == "seat"}

    @property
    def gender(self) -> str | None:
        """The gender that honorifics give, where nearly all agree."""
        total = sum(self.genders.values())
        best = max(self.genders, key=lambda g: (self.genders[g], g), default=None)
        return best if best and self.genders[best] >= MOST * total else None

    @property
    def only_byline(self) -> bool:
        """True where all sightings are bylines and credits, and none gives a rank or an office."""
        ranked = any(clue.kind == "rank" for clue in self.clues)
        return self.bylines == len(self.sightings) and not (self.has_office or ranked)

    @property
    def has_paper(self) -> bool:
        """True where a byline says of which paper it is; else it may be a signature."""
        return any(clue.kind == "byline" for clue in self.clues)

    @property
    def papers(self) -> set[str]:
        """The papers and agencies for which it signs."""
        return {one.row.source for one in self.sightings if one.row.byline and one.row.source}

    @property
    def has_office(self) -> bool:
        """True where a page gives an office of a known body."""
        return any(clue.kind in ("office", "body") for clue in self.clues)

    @property
    def is_somebody(self) -> bool:
        """True where its pages say who it is: by an office, a trade, a world, a byline."""
        described = any(clue.kind in ("office", "body", "trade", "part") for clue in self.clues)
        return described or self.only_byline or any(clue in STAGES for clue in self.clues)

    @property
    def is_high(self) -> bool:
        """True where a page gives a seat in the Politburo or the Central Committee."""
        return self.is_central or any(clue in self.clues for clue in SEATS)

    @property
    def is_central(self) -> bool:
        """True where a page gives an office at the head of a central body."""
        return Clue("circle", "central") in self.clues

    @property
    def pages(self) -> int:
        """The pages of its sightings."""
        return len({sighting.doc_id for sighting in self.sightings})


def _apart(mine: Sequence[int], theirs: Sequence[int]) -> bool:
    return min(theirs) - max(mine) > YEARS_APART or min(mine) - max(theirs) > YEARS_APART


class ClueIndex:
    """Which clusters have a clue, by their numbers; so that nothing is compared with everything."""

    def __init__(self) -> None:
        self.clusters: list[Cluster | None] = []
        self._having: dict[Clue, dict[int, None]] = {}

    def add(self, cluster: Cluster) -> int:
        """Put a cluster in; its number."""
        number = len(self.clusters)
        self.clusters.append(cluster)
        self.note(number, cluster.clues)
        return number

    def note(self, number: int, clues: Iterable[Clue]) -> None:
        """Note that the cluster of this number has these clues, beside those it was put in with."""
        for clue in clues:
            self._having.setdefault(clue, {})[number] = None

    def best(self, cluster: Cluster, need: float) -> int | None:
        """The number of the cluster that shares most with this one, and enough; None without.

        A clue that many clusters have tells none of them: it is left out.
        """
        scores: dict[int, float] = {}
        for clue in cluster.clues:
            having = self._having.get(clue, {})
            if len(having) > _CROWD:
                continue
            weight = clue.weight
            for number in having:
                scores[number] = scores.get(number, 0.0) + weight
        for number in sorted(scores, key=lambda n: (-scores[n], n)):
            other = self.clusters[number]
            if scores[number] < need:
                return None
            if other is not None and other is not cluster and not other.contradicts(cluster):
                return number
        return None

    def join(self, number: int, cluster: Cluster) -> None:
        """Let the cluster of this number take over another that is not in the index."""
        home = self.clusters[number]
        if home is not None:
            self.note(number, cluster.clues)
            home.absorb(cluster)

    def remove(self, number: int) -> None:
        """Take a cluster out: another took it over."""
        cluster, self.clusters[number] = self.clusters[number], None
        for clue in cluster.clues if cluster else ():
            self._having.get(clue, {}).pop(number, None)


_CROWD = 50
"""Clusters with a clue above which it is no clue."""
