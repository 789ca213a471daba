"""Units of territory at the end of an organisation: "huyện Lộc Hà tỉnh Hà Tĩnh", "TP", "Gia Lai".

In: folded words. Out: the words before, and a `Spot`: the units as named, the innermost first, some
by their type alone. Which unit of the country each is, is settled elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.wording import Head, Words, body_words
from vanban.extraction.reading.words import fold_set
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary import units as listed
from vanban.extraction.vocabulary.organizations import Place, PlaceType, sign_forms
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyLevel
from vanban.text.spelling import slug

MERGED = "2025-07-01"
"""The day from which on provinces were merged, and there are no districts."""


@cache
def unit_types() -> Mapping[Words, PlaceType]:
    """Words for units of territory by their folded words."""
    return {tuple(name.split()): entry for name, entry in listed.types().items()}


def type_level(kind: Words) -> BodyLevel:
    """The level of a unit of this type; "thành phố" is a district's unless its name is a city's."""
    level = unit_types()[kind].level if kind in unit_types() else None
    if level == "commune":
        return "commune"
    return "district" if level == "district" or " ".join(kind) == listed.CITY else "provincial"


class Territory(NamedTuple):
    """A unit of territory: its type, name, and the units it lies in, "" where it has none.

    `merged`: it is one of the units since July 2025.
    """

    level: BodyLevel
    kind: str
    name: str
    district: str
    province: str
    merged: bool

    @property
    def key(self) -> str:
        """Its part of an id: "ha-nam", "huyen-loc-ha-ha-tinh", "quang-ngai-2025"."""
        if self.level == "provincial":
            return f"{_short(self.name)}{'-2025' if self.renewed else ''}"
        district = slug(self.district.split(" ", 1)[-1]) if self.district else ""
        parts = (slug(self.kind), slug(self.name), district, _short(self.province))
        return "-".join(filter(None, parts)) + ("-2025" if self.merged else "")

    @property
    def renewed(self) -> bool:
        """True for a province of July 2025 that took the name of one of those it was made of."""
        return self.merged and self.name in renewed()

    @property
    def full(self) -> str:
        """Its name with its type: "huyện Lộc Hà tỉnh Hà Tĩnh"."""
        own = f"{self.kind} {self.name}"
        if self.level == "provincial":
            return own
        home = _province_kind(self.province)
        district = f"{self.district} " if self.district else ""
        return f"{own} {district}{home} {self.province}".replace("  ", " ")


class NamedUnit(NamedTuple):
    """A unit as an organisation names it: its type, or "", and its name in folded words."""

    kind: str
    name: Words


class Spot(NamedTuple):
    """The units at the end of an organisation, the innermost first."""

    units: tuple[NamedUnit, ...]


@lru_cache(maxsize=50_000)
def spot(words: Words) -> tuple[Words, Spot]:
    """The words before the units that end an organisation, and the units."""
    rest, found, head = words, list[NamedUnit](), registry.after_head(words)
    while rest and rest[-1] in pointing():
        rest = rest[:-1]
    while rest:
        named = _last(rest)
        start = len(rest) - len(named.name) - len(named.kind.split()) if named else 0
        if named is None or 0 < start < head:  # "Đoàn Thanh niên Cộng sản Hồ Chí Minh"
            break
        found.append(named)
        rest = rest[:start]
    return rest, Spot(tuple(reversed(found)))


@cache
def pointing() -> frozenset[str]:
    """Words behind a unit that was named before: "huyện | này"."""
    return fold_set(" ".join(sign_forms("pointing")))


def _last(words: Words) -> NamedUnit | None:
    """The unit that ends the words: a type with a name, a type alone, or a province."""
    longest = max(len(words) - 8, 0)
    for start in range(longest, len(words)):
        name = words[start:]
        kind = _kind_before(words, start)
        if kind and _is_named(kind, name):
            return NamedUnit(" ".join(kind), name)
        letter = _by_letter().get(words[start - 1]) if start else None
        if letter and name in _names()[type_level((letter,))]:
            return NamedUnit(letter, name)
    for size in (2, 1):
        alone = words[-size:]
        if alone in unit_types() and not _other_word(words, len(words) - size, len(words)):
            return NamedUnit(" ".join(alone), ())
    for start in range(longest, len(words)):
        name = words[start:]
        if name in _names()["provincial"]:
            return NamedUnit("", name)
    return None


def _is_named(kind: Words, name: Words) -> bool:
    """True where a unit of this type has the name; a number, or a city its province's."""
    level = type_level(kind)
    of_province = level == "district" and name in _names()["provincial"]
    return name in _names()[level] or of_province or (len(name) == 1 and name[0].isdigit())


def _kind_before(words: Words, start: int) -> Words | None:
    """The word for a unit that ends before word `start`."""
    for size in (2, 1):
        kind = words[max(start - size, 0) : start]
        if kind not in unit_types():
            continue
        name = words[start:]
        listed_name = len(name) > 1 and name in _names()[type_level(kind)]
        if listed_name or not _other_word(words, start - len(kind), start):
            return kind
    return None


@cache
def _by_letter() -> Mapping[str, str]:
    """The types of units that a letter and a full stop stand for: Q. for "quận"."""
    return {
        form[0].lower(): name
        for name, entry in listed.types().items()
        for form in entry.variants
        if form[1:] == "."
    }


def _other_word(words: Words, start: int, end: int) -> bool:
    """True where a word for a unit is part of another word."""
    if end - start > 1:
        return False
    entry = unit_types()[words[start:end]]
    return bool(
        {*words[start - 1 : start]} & {*entry.unless_after}
        or {*words[end : end + 1]} & {*entry.unless_before}
    )


def _without_type(name: Words, kind: str) -> NamedUnit | None:
    """A district whose type the word before says: "Huyện ủy | Đông Anh"; None for no district."""
    return NamedUnit(kind, name) if name in _names()["district"] else None


@cache
def _only_type_of(name: Words) -> str:
    """The type of the districts of this name, where the country had only one; else ""."""
    found = {(u.kind, u.province) for u in units_of("district", name) if not u.merged}
    named_so = units_of("provincial", name) or units_of("commune", name)
    return next(iter(found))[0] if len(found) == 1 and not named_so else ""


def district_after(words: Words, place: Spot, head: Head) -> tuple[Words, Spot]:
    """The words and the district behind them without its type: "Công an | Hoàn Kiếm".

    The head says the type, or the head is of a local body and the country has one such district.
    """
    for begin, size in product((0, registry.nested(words) or 0), (2, 1)):
        end = begin + size
        whole = registry.whole(words[begin:end])
        named = _without_type(words[end:], whole.unit) if whole and whole.unit else None
        if named is not None:
            return words[:end], Spot((named, *place.units))
    first = registry.after_head(words)
    for start in range(max(first, len(words) - _LONGEST_DISTRICT), len(words) - 1):
        kind = _only_type_of(words[start:]) if head.local else None
        if kind:
            return words[:start], Spot((NamedUnit(kind, words[start:]), *place.units))
    return words, place


_LONGEST_DISTRICT = 4
"""Words of the longest name of a district that stands without its type."""


def outer_of(unit: Territory) -> Territory | None:
    """The unit that one lies in: a commune in its district, else in its province."""
    if unit.level == "provincial":
        return None
    if unit.level == "commune" and unit.district:
        kind, name = type_and_name(unit.district)
        found = [u for u in units_of("district", name) if u.province == unit.province]
        exact = [u for u in found if u.kind == kind]
        if exact or found:
            return (exact or found)[0]
    return province_of(unit.province, unit.merged)


def type_and_name(district: str) -> tuple[str, Words]:
    """The type of a district and the words of its name: "huyện Lộc Hà"."""
    kind = next((kind for kind in listed.types() if district.startswith(f"{kind} ")), "")
    return kind, body_words(district.removeprefix(kind))


@cache
def units_of(level: BodyLevel, name: Words) -> tuple[Territory, ...]:
    """The units of a level with a name, before and after the merger, each once."""
    found: dict[str, Territory] = {}
    for unit in _units().get((level, name), ()):
        found.setdefault(unit.key, unit)
    return tuple(found.values())


@cache
def provinces() -> frozenset[str]:
    """The names of all provinces."""
    return frozenset(
        unit.name for (level, _), us in _units().items() if level == "provincial" for unit in us
    )


@cache
def _units() -> dict[tuple[BodyLevel, Words], list[Territory]]:
    """The units of the country by level and name, one as often as the lists name it."""
    found: dict[tuple[BodyLevel, Words], list[Territory]] = defaultdict(list)
    for home, names in listed.lines():
        level = listed.level_of(home)
        for written in names:
            name = written if home.province else _newest_names().get(written, written)
            kind = home.kind if home.province else _province_kind(name)
            merged = home.era == "after"
            unit = Territory(level, kind, name, home.district, home.province or name, merged)
            for form in listed.spellings(written):
                found[level, body_words(form)].append(unit)
    return dict(found)


@cache
def _newest_names() -> Mapping[str, str]:
    """The name until 2025 of each province by all its names: Bắc Cạn, Thừa Thiên Huế."""
    found: dict[str, str] = {}
    for entry in lexicon.provinces():
        found |= dict.fromkeys(entry.forms, _until_2025(entry))
    return found


def province_of(name: str, merged: bool) -> Territory | None:
    """The province of this name, of the time after the merger or before."""
    found = units_of("provincial", body_words(name))
    of_day = next((unit for unit in found if unit.merged == merged), None)
    # a name that only a list of today has, Huế, was one of a province of then
    return of_day or (found[0]._replace(merged=merged and found[0].merged) if found else None)


@cache
def heirs() -> Mapping[str, str]:
    """The province since July 2025 of each one before."""
    entries = lexicon.provinces()
    return {_until_2025(entry): entry.since_2025 for entry in entries if entry.since_2025}


def _until_2025(entry: Place) -> str:
    """The name that a province had to the end: Huế, no longer Thừa Thiên Huế."""
    name = entry.name.removeprefix(f"{listed.CITY.capitalize()} ")
    return entry.since_2025 if entry.since_2025 in entry.forms else name


@cache
def renewed() -> frozenset[str]:
    """The names that a province made of several in July 2025 took over from one of them."""
    made_of = Counter(heirs().values())
    return frozenset(name for name, times in made_of.items() if times > 1)


def _province_kind(name: str) -> str:
    return listed.CITY if name in _cities() else g.PROVINCE


@cache
def _cities() -> frozenset[str]:
    """The cities that are no part of a province."""
    return frozenset(
        name
        for home, names in listed.lines()
        if home.kind == listed.CITY and not home.province
        for name in names
    )


def _short(province: str) -> str:
    return "tphcm" if province in g.forms("person-and-city") else slug(province)


@cache
def _names() -> dict[BodyLevel, frozenset[Words]]:
    """The names of the units of territory at each level."""
    found: dict[BodyLevel, set[Words]] = defaultdict(set)
    for level, name in _units():
        found[level].add(name)
    return {level: frozenset(names) for level, names in found.items()}
