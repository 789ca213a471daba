"""The administrative units of Viet Nam by name, before and after July 2025.

In: `lexicons/administrative_units.tsv`. Out: its lines; `Phrases` of units by level, and the homes
of each: the province, the district, the type and the era in which a unit of that name existed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from typing import Literal, NamedTuple

from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.vocabulary.organizations import PlaceType
from vanban.lexicons import FOLDER, load
from vanban.lexicons import grammar as g

UnitLevel = Literal["provincial", "district", "commune"]
Era = Literal["before", "after"]

CITY = g.CITY
"""The type of a city: without a province it is one by itself, else a unit of its province."""

_SPELLINGS = (("'", "’"), ("'", ""), (" - ", " – "), *permutations(g.forms("dak"), 2))
"""Other ways to write the names of units."""


class Home(NamedTuple):
    """Where and when a unit exists: its type, its district and province, "" where it has none."""

    kind: str
    district: str
    province: str
    era: Era


class ListedUnit(NamedTuple):
    """A name of units of one level, with the home of each unit of that name."""

    name: str
    forms: tuple[str, ...]
    homes: tuple[Home, ...]


@cache
def units(level: UnitLevel) -> Phrases[ListedUnit]:
    """The names of all units of a level."""
    return Phrases(_by_level()[level], capital=True)


def lines() -> Iterator[tuple[Home, list[str]]]:
    """The lines of the list: a home, and the names of the units that have it."""
    for line in (FOLDER / "administrative_units.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            era, province, district, kind, names = line.split("\t")
            known: Era = "after" if era == "after" else "before"
            yield Home(kind.split(" (")[0], district, province, known), names.split("; ")


@cache
def types() -> dict[str, PlaceType]:
    """The types of the units by name: huyện, xã."""
    return {entry.name: entry for entry in load("places.type", PlaceType) if entry.listed}


def level_of(home: Home) -> UnitLevel:
    """The level of a unit with this home; one without a province is a province itself."""
    if not home.province:
        return "provincial"
    kind = types().get(home.kind)
    return "commune" if kind and kind.level == "commune" else "district"


def spellings(name: str) -> tuple[str, ...]:
    """A name of a unit with its other spellings: Đắk Lắk, Đắc Lắc."""
    return (name, *(name.replace(old, new) for old, new in _SPELLINGS if old in name))


@cache
def _by_level() -> dict[UnitLevel, tuple[ListedUnit, ...]]:
    """The units of each level; one entry a name."""
    levels: tuple[UnitLevel, ...] = ("provincial", "district", "commune")
    homes: dict[UnitLevel, dict[str, list[Home]]] = {level: defaultdict(list) for level in levels}
    for home, names in lines():
        for name in names:
            homes[level_of(home)][name].append(home)
    return {
        level: tuple(ListedUnit(name, spellings(name), tuple(at)) for name, at in found.items())
        for level, found in homes.items()
    }
