"""The lexicons of quantities: units, counted nouns, approximators and stops, ready to be found."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from vanban import lexicons as lexicon
from vanban.extraction.quantities.forms import Forms, Lettering
from vanban.lexicons import Entry
from vanban.schema import Approx, Dimension

Caution = Literal["place", "object", "comparison", "negation", "age", "limit"]
CountedRole = Literal["keeps", "nominal", "ends", "whole", "portion", "prefix"]
StopRole = Literal[
    "calendar",
    "label",
    "soft",
    "number",
    "provision",
    "top",
    "kin",
    "indefinite",
    "phrase",
    "not-head",
    "clock",
    "clock-after",
    "date",
    "year",
    "year-after",
    "street",
    "act",
]


NORMAL_UNITS: dict[Dimension, tuple[str, ...]] = {
    "duration": ("s",),
    "length": ("m",),
    "area": ("m2",),
    "mass": ("kg",),
    "volume": ("m3",),
    "other": ("J", "W"),
}
"""The SI units of each dimension that has some; money is measured in codes of ISO 4217."""


class Unit(Entry):
    """A unit of measure or a currency; `factor` makes one unit into `normal_unit`.

    units.toml says what the other keys mean.
    """

    kind: Dimension
    factor: Decimal | None = None
    normal_unit: str | None = None
    head: str | None = None
    not_before: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    scaled: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    other_cues: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    lasting_after: tuple[str, ...] = ()
    lasting_one: tuple[str, ...] = ()
    named: bool = False
    counted_after: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _measures_its_kind(self) -> Self:
        """Refuse a normal unit of another dimension, and half of a conversion."""
        if (self.factor is None) != (self.normal_unit is None):
            raise ValueError("'factor' and 'normal_unit' go together: write both or neither.")
        allowed = NORMAL_UNITS.get(self.kind, ())
        currency = self.kind == "money" and re.fullmatch("[A-Z]{3}", self.normal_unit or "")
        if self.normal_unit and self.normal_unit not in allowed and not currency:
            units = "a code like VND" if self.kind == "money" else " or ".join(allowed)
            cure = f"write {units}" if units else "leave it and 'factor' out"
            said = f"'normal_unit' '{self.normal_unit}' does not measure {self.kind}: {cure}"
            raise ValueError(f"{said}, or give it another 'kind'.")
        return self


class Counted(Entry):
    """A noun that is counted, and where the head of its unit ends."""

    role: CountedRole
    person: bool = False
    verbal: bool = False
    cased: bool = False
    multiple_after: tuple[str, ...] = ()


class Approximator(Entry):
    """A word that says how exact a number is."""

    approx: Approx
    place: Literal["before", "after", "from", "one"]
    caution: Caution | None = None
    near: tuple[str, ...] = ()
    adjacent: bool = False
    changed: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()


class StopSign(Entry):
    """A word beside a numeral that makes it no quantity, unless a `free_after` word comes first."""

    role: StopRole
    free_after: tuple[str, ...] = ()


@cache
def unit_entries() -> tuple[Unit, ...]:
    """The entries of units.toml."""
    return lexicon.load("units", Unit)


@cache
def lasting() -> Forms[Unit]:
    """Words before "9 giờ" that make it a duration."""
    return Forms((word, entry) for entry in unit_entries() for word in entry.lasting)


@cache
def lasting_after() -> Forms[Unit]:
    """Words behind "9 giờ" that make it a duration."""
    return Forms((word, entry) for entry in unit_entries() for word in entry.lasting_after)


@cache
def lasting_one() -> Forms[Unit]:
    """Words before "một ngày" that make it a number of days."""
    return Forms((word, entry) for entry in unit_entries() for word in entry.lasting_one)


@cache
def _counted(cased: bool) -> Forms[Counted]:
    """The counted nouns that are found in their own case only, or in any."""
    entries = [e for e in lexicon.load("numbers.counted", Counted) if e.cased == cased]
    return Forms(((f, e) for e in reversed(entries) for f in e.forms), cased)


def counted_at(text: Lettering, position: int) -> tuple[int, Counted] | None:
    """The end and the entry of the longest counted noun at a position."""
    return _counted(True).at(text, position) or _counted(False).at(text, position)


@cache
def multiples() -> tuple[Counted, ...]:
    """The nouns that count multiples behind some verbs: (gấp 3) lần."""
    return tuple(e for e in lexicon.load("numbers.counted", Counted) if e.multiple_after)


@cache
def all_approximators() -> tuple[Approximator, ...]:
    """The words that say how exact a number is: khoảng, gần."""
    return lexicon.load("numbers.approximator", Approximator)


@cache
def approximators(place: str) -> Forms[Approximator]:
    """The approximators of one place: before, after or from."""
    return Forms((form, e) for e in all_approximators() if e.place == place for form in e.forms)


@cache
def _freeing(entry: StopSign) -> Forms[StopSign]:
    return Forms((word, entry) for word in entry.free_after)


def is_freed(text: Lettering, start: int, entry: StopSign) -> bool:
    """True where a word before the stop at `start` takes its force away: "mỗi tháng 3 lần"."""
    return bool(entry.free_after) and _freeing(entry).before(text, start) is not None


def is_out_of(text: Lettering, start: int) -> bool:
    """True behind "trong số", "tổng số": what follows is counted, and never ordered."""
    match = stops("number").before(text, start)
    return match is not None and is_freed(text, *match)


@cache
def stops(role: StopRole) -> Forms[StopSign]:
    """The stops of one role."""
    entries = lexicon.load("numbers.stop", StopSign)
    return Forms((form, entry) for entry in entries if entry.role == role for form in entry.forms)
