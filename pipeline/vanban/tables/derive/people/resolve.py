"""Sightings of one family of names -> persons.

In: the sightings of a family, in any order. Out: `Person`s. Within one name, sightings join where
their clues reach what the name's rarity asks for; then what is left of a rare name, or says nothing
of its own beside one bearer whom nearly all pages mean; last the short forms, to the full name
whose pages use them, shares clues, or dominates.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from vanban.tables.derive.keys import (
    RARE,
    UNCOMMON,
    Name,
    frequency,
    is_foreign,
    is_given,
    is_leader,
    words_of,
)
from vanban.tables.derive.people.clues import Clue, ClueKind, Sighting
from vanban.tables.derive.people.clusters import STAGES, ClueIndex, Cluster

NEED_COMMON, NEED_UNCOMMON, NEED_SHORT = 3.5, 2.5, 2.5
"""Weight of shared clues that joins two sightings of a common name, of another, of a short form."""
RARE_IN_PRINT = 2e-5
"""How often a name is borne below which one byline of a corpus is hardly another writer's.

Those who write in it are a tenth of the people it names.
"""
SELDOM = 6e-6
"""How often a name is borne below which a page that does not say who it is means the one known."""
_SLOPE = 1.5
"""By how much the weight that is asked for grows where ten times as many bear a name."""
DOMINANT = 0.75
"""Share of a name's pages that one bearer has, so that a page that says nothing else means him."""
FEWEST = 4
"""Pages of a bearer from which on he may be the one whom a bare name means."""


def need_of(words: Name) -> float:
    """Weight of clues that joins two sightings: 0 for a rare name, unless short (anybody's)."""
    often = frequency(words)
    if often < RARE:
        return NEED_UNCOMMON if _short(words) else 0.0
    return min(NEED_COMMON, NEED_UNCOMMON + _SLOPE * math.log10(often / UNCOMMON))


def resolve(seen: Iterable[Sighting]) -> list[Cluster]:
    """The persons of a family of names, each as a cluster, in the order of their first sighting."""
    names: dict[Name, list[Sighting]] = defaultdict(list)
    for sighting in sorted(seen, key=lambda one: one.key):
        names[words_of(sighting.name)].append(sighting)
    whole = {name: _of_name(name, group) for name, group in names.items() if not _short(name)}
    full = [cluster for name in sorted(whole) for cluster in whole[name]]
    full = _slips(_merge_spellings(full))
    for name in sorted(name for name in names if _short(name)):
        full += _short_forms(name, _of_name(name, names[name]), full)
    for cluster in full:
        cluster.sightings.sort(key=lambda one: one.key)
    return sorted(full, key=lambda cluster: cluster.sightings[0].key)


def _short(name: Name) -> bool:
    """True for what may be the short form of a longer name of the family."""
    if is_foreign(name):
        return len(name) == 1 or len(name[0]) == 1
    return len(name) == 2


def _of_name(name: Name, group: Sequence[Sighting]) -> list[Cluster]:
    """The sightings of one name as clusters, one a person, joined by the clues that they share."""
    if len(group) == 1:  # as most names have but one page, and nobody to be compared with
        return [Cluster.of(group[0])]
    need = need_of(name)
    index = ClueIndex()
    for sighting in group:
        cluster = Cluster.of(sighting)
        number = index.best(cluster, max(need, _LEAST))
        if number is None:
            index.add(cluster)
        else:
            index.join(number, cluster)
    clusters = _joined(index, max(need, _LEAST))
    if need == 0:
        return _merged(clusters, Cluster.sits_elsewhere)
    if frequency(name) < RARE_IN_PRINT:
        clusters = _writers(clusters)
    if frequency(name) < SELDOM:
        clusters = _assigned_to_only(clusters)
    if is_leader(name):
        clusters = _with_leader(name, clusters)
    return _absorbed(clusters, common=need > NEED_UNCOMMON)


_LEAST = 1.0
"""The least weight that joins by clues, where even none is asked for."""


def _joined(index: ClueIndex, need: float) -> list[Cluster]:
    """Clusters that later sightings brought together, the smaller into the larger."""
    numbers = [number for number, cluster in enumerate(index.clusters) if cluster]
    for number in sorted(numbers, key=lambda n: (-_size(index, n), n), reverse=True):
        cluster = index.clusters[number]
        if cluster is None:
            continue
        home = index.best(cluster, need)
        if home is not None and home != number:
            index.remove(number)
            index.join(home, cluster)
    return [cluster for cluster in index.clusters if cluster]


def _size(index: ClueIndex, number: int) -> int:
    cluster = index.clusters[number]
    return len(cluster.sightings) if cluster else 0


def _merged(
    clusters: Sequence[Cluster], are_apart: Callable[[Cluster, Cluster], bool]
) -> list[Cluster]:
    """All joined that are not apart and do not contradict each other, the largest first."""
    found: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (-c.pages, c.sightings[0].key)):
        if not any(not are_apart(one, cluster) and one.takes(cluster) for one in found[:_FEW]):
            found.append(cluster)
    return found


def _writers(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Bylines of a name that hardly two of those who write bear, joined unless papers differ."""
    found = [cluster for cluster in clusters if not cluster.only_byline]
    signed = [cluster for cluster in clusters if cluster.only_byline]
    return found + _merged(signed, _of_other_papers)


def _assigned_to_only(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Pages that do not say who bears a name, to the only bearer whom others tell; else to one."""
    known = [cluster for cluster in clusters if cluster.is_somebody]
    if len(known) > 1:
        return list(clusters)
    silent = [cluster for cluster in clusters if known or not _adds_clue(cluster, None, _OFFICES)]
    if not silent:
        return list(clusters)
    home = known[0] if known else max(silent, key=lambda cluster: cluster.pages)
    found = [home]
    for cluster in clusters:
        fits = cluster in silent and not _adds_clue(cluster, home, _PERSONAL)
        if cluster is not home and not (fits and home.takes(cluster)):
            found.append(cluster)
    return found


def _adds_clue(cluster: Cluster, other: Cluster | None, kinds: Sequence[ClueKind]) -> bool:
    """True where a page gives an age, a home or a rank that the other's pages do not."""
    known = other.clues if other else ()
    return any(clue.kind in kinds and clue not in known for clue in cluster.clues)


_OWN: Sequence[ClueKind] = ("birth", "home")
"""Kinds of clues that are of the person and not of the page."""
_PERSONAL: Sequence[ClueKind] = (*_OWN, "rank")
"""Those and a rank, which pages about a leader may leave out."""
_OFFICES: Sequence[ClueKind] = (*_PERSONAL, "role", "post")
"""Those and an office of no known body."""


def _of_other_papers(one: Cluster, other: Cluster) -> bool:
    """True where both sign for papers, and for none in common."""
    return bool(one.papers and other.papers) and one.papers.isdisjoint(other.papers)


def _with_leader(name: Name, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Pages with a leader's name that say nothing else, or of a high office, mean the leader."""
    central = [cluster for cluster in clusters if cluster.is_central]
    if not central and frequency(name) < _KNOWN_BY_NAME:
        central = [cluster for cluster in clusters if not cluster.is_somebody]
    leader = max(central, key=lambda c: c.pages, default=None)
    found = [leader] if leader else []
    for cluster in clusters:
        if cluster is leader:
            continue
        known = cluster.is_high or not (cluster.is_somebody or _adds_clue(cluster, leader, _OWN))
        if not (leader and known and leader.takes(cluster)):
            found.append(cluster)
    return found


_KNOWN_BY_NAME = 1e-5
"""How often a leader's name may be borne so that pages without any office mean the leader."""
_FEW = 8
"""Bearers of a rare name with whom another sighting is compared."""


def _absorbed(clusters: Sequence[Cluster], *, common: bool) -> list[Cluster]:
    """Sightings that say nothing of who it is, to the bearer whom nearly all pages mean.

    Of a common name something must be shared.
    """
    pages = sum(cluster.pages for cluster in clusters)
    best = max(clusters, key=lambda c: c.pages, default=None)
    if best is None or best.pages < max(FEWEST, DOMINANT * pages) or best.only_byline:
        return list(clusters)
    found = []
    for cluster in clusters:
        silent = not any(c.weight > _SILENT and c not in best.clues for c in cluster.clues)
        shared = any(clue in best.clues for clue in cluster.clues)
        alike = shared or not (common and cluster.clues)
        if not (cluster is not best and silent and alike and best.takes(cluster)):
            found.append(cluster)
    return found


_SILENT = 0.9
"""Weight up to which a clue says nothing of who it is."""


def _merge_spellings(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters, those merged whose foreign names differ by a given name: "Donald J. Trump"."""
    by_words: dict[Name, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_words[words_of(cluster.sightings[0].name)].append(cluster)
    order = sorted(by_words, key=lambda w: (-sum(c.pages for c in by_words[w]), w))
    found: list[tuple[Name, Cluster]] = []
    for words in order:
        for cluster in by_words[words]:
            home = next((one for other, one in found if _spelling(words, other)), None)
            if not (home and home.takes(cluster)):
                found.append((words, cluster))
    return [cluster for _, cluster in found]


def _slips(clusters: list[Cluster]) -> list[Cluster]:
    """Names of the family that one page alone writes for the holder of an office of one: slips.

    "Trần Quang Nghĩa", minister, is Trương Quang Nghĩa whom the other pages name.
    """
    holders: dict[Clue, Cluster] = {}
    for cluster in sorted(clusters, key=lambda c: (c.pages, c.sightings[0].key)):
        if is_foreign(words_of(cluster.sightings[0].name)):
            continue  # a surname alone makes no slip: Raul Castro is not Fidel
        for clue in cluster.clues:
            if clue.kind == "office" and clue.value.split(" ")[0] in _OF_ONE:
                holders[clue] = cluster
    found = []
    for cluster in clusters:
        homes = (holders[clue] for clue in cluster.clues if clue in holders)
        home = next((h for h in homes if h is not cluster and h.pages >= FEWEST), None)
        if not (home and cluster.pages == 1 and home.takes(cluster)):
            found.append(cluster)
    return found


_OF_ONE = ("bo-truong", "bi-thu", "chu-tich", "thu-tuong", "chu-tich-nuoc", "tong-bi-thu")
"""Offices that a body has one of, by their ids."""


def _spelling(words: Name, other: Name) -> bool:
    """True where a foreign name is another one with a name more or less."""
    if not is_foreign(words) or words == other or words[-1] != other[-1]:
        return False
    few, many = sorted((words[:-1], other[:-1]), key=len)
    initials = [[word for word in part if len(word) == 1] for part in (few, many)]
    if all(initials) and initials[0] != initials[1]:
        return False  # George W. Bush and George H. W. Bush
    return bool(few) and len(few) < len(many) and set(few) <= set(many)


def _short_forms(name: Name, group: Sequence[Cluster], full: Sequence[Cluster]) -> list[Cluster]:
    """Clusters of a short form that are nobody of the full names; the others join theirs."""
    fits = [one for one in full if _fits(name, one)]
    if not fits and is_foreign(name) and not is_given(name[0]):
        return _on_stage(group)
    index = ClueIndex()
    for one in fits:
        index.add(one)
    using = [one for one in fits if _uses(name, one)]
    known = _dominant(fits) if is_foreign(name) else None
    alone = len(name) > 1 or not is_given(name[0])  # Guardiola is one man, Jorge many
    likely = _dominant(using) or (known if known and (alone or known.pages >= FEWEST) else None)
    left: list[Cluster] = []
    for cluster in group:
        number = index.best(cluster, NEED_SHORT)
        home = index.clusters[number] if number is not None else likely
        if not (home and home.takes(cluster)):
            left.append(cluster)
    return left


def _on_stage(group: Sequence[Cluster]) -> list[Cluster]:
    """Clusters of a foreign name that no page writes longer, "Neymar": a star of sport, or show."""
    homes: dict[Clue, Cluster] = {}
    left: list[Cluster] = []
    for cluster in sorted(group, key=lambda c: (-c.pages, c.sightings[0].key)):
        stage = next((clue for clue in STAGES if clue in cluster.clues), None)
        home = homes.setdefault(stage, cluster) if stage else cluster
        if home is cluster or not home.takes(cluster):
            left.append(cluster)
    return left


def _fits(name: Name, cluster: Cluster) -> bool:
    """True where a name may be the short form of a cluster's: its last words, or an initial."""
    words = words_of(cluster.sightings[0].name)
    if len(words) <= len(name) and not (is_foreign(name) and len(name[0]) == 1):
        return False
    if words[-1] != name[-1]:
        return False
    if is_foreign(name):
        return len(name) == 1 or words[0].startswith(name[0])
    return words[-len(name) :] == name


def _uses(name: Name, cluster: Cluster) -> bool:
    """True where a page of the full name also writes the short form."""
    return any(words_of(s) == name for one in cluster.sightings for s in one.row.surfaces)


def _dominant(clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster that nearly all pages of these mean."""
    pages = sum(cluster.pages for cluster in clusters)
    best = max(clusters, key=lambda c: c.pages, default=None)
    return best if best is not None and best.pages >= DOMINANT * pages else None
