"""The administrative units of Viet Nam by name, before and after July 2025.

In: `lexicons/administrative_units.tsv`. Out: `Phrases` of units by level, and the homes of each:
the province, the district, the type and the era in which a unit of that name existed.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Literal, NamedTuple

from vanban.extraction.reading.phrases import Phrases
from vanban.lexicons import FOLDER

UnitLevel = Literal["provincial", "district", "commune"]
Era = Literal["before", "after"]

_LEVELS: dict[str, UnitLevel] = {
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
    "huyện": "district", "quận": "district", "thị xã": "district",
}  # fmt: skip
"""The level of each type word; "thành phố" is a district's inside a province."""

_SPELLINGS = (("'", "’"), (" - ", " – "), ("Đắk", "Đăk"), ("Đắk", "Đắc"))
"""Other ways to write the names of units."""


class Home(NamedTuple):
    """Where and when a unit exists: its type, its district and province, "" where it has none."""

    kind: str
    district: str
    province: str
    era: Era


class Unit(NamedTuple):
    """A name of units of one level, with the home of each unit of that name."""

    name: str
    forms: tuple[str, ...]
    homes: tuple[Home, ...]


@cache
def units(level: UnitLevel) -> Phrases[Unit]:
    """The names of all units of a level."""
    return Phrases(_by_level()[level], capital=True)


@cache
def _by_level() -> dict[UnitLevel, tuple[Unit, ...]]:
    """The units of each level; one entry a name."""
    levels: tuple[UnitLevel, ...] = ("provincial", "district", "commune")
    homes: dict[UnitLevel, dict[str, list[Home]]] = {level: defaultdict(list) for level in levels}
    text = (FOLDER / "administrative_units.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        era, province, district, kind, names = line.split("\t")
        home = Home(kind, district, province, "after" if era == "after" else "before")
        found = homes[_level(kind, province)]
        for name in names.split("; "):
            found[name].append(home)
    return {
        level: tuple(Unit(name, _forms(name), tuple(at)) for name, at in found.items())
        for level, found in homes.items()
    }


def _level(kind: str, province: str) -> UnitLevel:
    """The level of a unit of this type; one without a province is a province itself."""
    return _LEVELS.get(kind, "district") if province else "provincial"


def _forms(name: str) -> tuple[str, ...]:
    """The ways to write a name."""
    return (name, *(name.replace(old, new) for old, new in _SPELLINGS if old in name))
