"""The grammar of a place in an organisation phrase: "tỉnh Bình Định", "quận 2", "TP.HCM", "Lào".

In: a reading and a word. Out: a `PlacePhrase` or None. A unit of territory takes the province it
lies in where that follows without a comma ("huyện Mỹ Đức thành phố Hà Nội").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from vanban.extraction.organizations.capitals import capitals, opens
from vanban.extraction.organizations.people import (
    called_person,
    foreigner,
    is_surname,
    person_at,
    rare_person,
    split,
)
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Hit
from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.organizations import Level, Place, PlaceType
from vanban.extraction.vocabulary.units import CITY, Home, ListedUnit, UnitLevel, units
from vanban.lexicons import grammar as g
from vanban.text.syllables import is_syllable

_CONSONANTS = re.compile(r"[bcdđghklmnpqrstvx]{1,4}\Z")
"""A word for a unit in its short form: "tp", "q", "tx"."""
_TERMS = frozenset({g.TERM, *g.TERM_YEARS.split()[:1]})
"""Words that open a term of office, no place."""

HYPHENED_LIMIT = 3
"""Capitalised words of a foreign place up to its first hyphen."""

CENTRAL_CITIES = frozenset({"ha-noi", "tphcm", "hai-phong", "da-nang", "can-tho"})
"""Entries of places.toml that are cities by themselves, no seat of a province."""


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place: the words `start:end`.

    `known`: a lexicon names it or a word for a unit of territory opens it. `kind`: the id of that
    word. `homes`: the units of this name.
    """

    start: int
    end: int
    level: Level | None
    entries: tuple[str, ...]
    known: bool = True
    kind: str | None = None
    homes: tuple[Home, ...] = ()


def place(
    reading: Reading,
    i: int,
    apposed: bool = False,
    *,
    named: bool = False,
    implied: Literal["city", "district", "commune"] | None = None,
) -> PlacePhrase | None:
    """The place that begins with word i; with `named`, also a proper name that no lexicon has.

    `implied`: the type of the unit that a name without a type word is ("Huyện ủy | Ý Yên").
    """
    words = reading.words
    if not words.is_word(i):
        return None
    known = lexicon.places().longest(words, i)
    if known and known.end - i == 1 and _begins_noun(reading, known.end):
        known = None
    unit = lexicon.place_types().longest(words, i)
    kind = lexicon.type_at(words, i)
    if unit and kind and (kind.end > unit.end or unit.entry.level == "foreign"):
        unit = None
    if unit is None and implied:
        listed = _implied(reading, i, implied)
        if listed and not (known and known.end > listed.end):
            return _paired(reading, _outer(reading, listed))
    if unit and unit.entry.named:
        unit = _before_known(reading, i)
    if known and not (unit and unit.end > known.end):
        return _known(reading, known) if not in_a_name(reading, known) else None
    if unit:
        found = _unit(reading, unit, apposed)
        alone = found.kind == "khu-vuc" and found.end == unit.end
        return found if not alone else None
    proper = _proper(reading, i, apposed) if named else None
    return replace(proper, end=whole_word(reading, proper.end)) if proper else None


def _implied(
    reading: Reading, i: int, unit: Literal["city", "district", "commune"]
) -> PlacePhrase | None:
    """The city, district or commune of the list whose name stands at word i."""
    if unit == "city":
        return _city(reading, PlacePhrase(i, i, "provincial", ()), i)
    return _listed(reading, i, unit)


def _listed(reading: Reading, i: int, level: UnitLevel) -> PlacePhrase | None:
    """The unit of a level whose name stands at word i, where no person's name begins there."""
    hit = units(level).longest(reading.words, i)
    end = _whole_name(reading, hit) if hit else None
    if hit is None or end is None:
        return None
    homes = hit.entry.homes if end == hit.end else ()
    return PlacePhrase(i, end, level, (), homes=homes)


def _whole_name(reading: Reading, hit: Hit[ListedUnit]) -> int | None:
    """One past the name of a unit; None where the words are a person's name.

    One capital behind a listed name makes another name: of a unit that no list has, or after a
    family name of a person.
    """
    words = reading.words
    _, run = capitals(words, hit.start)
    person = called_person(reading, hit.start)
    if person and person > hit.end:
        return None
    if run - hit.end != 1 or words.is_acronym(run - 1):
        return hit.end
    return None if is_surname(words.forms[hit.start]) else run


def country(reading: Reading, i: int) -> PlacePhrase | None:
    """The country or known town at word i."""
    hit = lexicon.places().longest(reading.words, i)
    return _known(reading, hit) if hit else None


def _known(reading: Reading, hit: Hit[Place]) -> PlacePhrase:
    return _paired(reading, PlacePhrase(hit.start, hit.end, hit.entry.level, (hit.entry.id,)))


def _paired(reading: Reading, found: PlacePhrase) -> PlacePhrase:
    """The place with what a dash ties to it: "Việt Nam | - Lào", "Sài Gòn | - Gia Định"."""
    words, dash, level = reading.words, found.end, found.level
    if words.form(dash) not in ("-", "–") or words.breaks(dash) or words.breaks(dash + 1):
        return found
    other = lexicon.places().longest(words, dash + 1)
    if other is None or words.touches(dash) != words.touches(dash + 1):
        return found
    abroad = other.entry.level == "foreign" and level in ("central", "foreign")
    home = other.entry.level == level == "provincial" and not in_a_name(reading, other)
    return replace(found, end=other.end) if abroad or home else found


def in_a_name(reading: Reading, hit: Hit[Place]) -> bool:
    """True where a person's or a firm's name begins: "Mỹ Linh", "Thái Bình Dương", "Huế FC"."""
    words, after = reading.words, hit.end
    person = person_at(reading, hit.start)
    firm = not words.breaks(after) and lexicon.firm_endings().longest(words, after)
    if firm or (person is not None and person > hit.end):
        return True
    if hit.end - hit.start > 1 or words.breaks(after) or words.is_acronym(hit.start):
        return False
    native = is_syllable(words.form(after)) and is_syllable(words.form(hit.start))
    return native and words.is_capital(after) and reading.same_token(after)


def _unit(reading: Reading, unit: Hit[PlaceType], apposed: bool) -> PlacePhrase:
    """A word for a unit of territory with its name or number, and the unit that it lies in."""
    words, entry, end = reading.words, unit.entry, unit.end
    bare = PlacePhrase(unit.start, end, entry.level, (entry.id,), kind=entry.id)
    if words.form(end) == "." and _abbreviation(reading, end):
        end += 1
    if words.breaks(end):
        return bare
    found = _city(reading, bare, end) if entry.id == "thanh-pho" else _by_name(reading, bare, end)
    if found:
        return _outer(reading, found)
    known = lexicon.places().longest(words, end)
    if known and not in_a_name(reading, known):
        level = known.entry.level if entry.named else entry.level
        entries = (entry.id, known.entry.id)
        return _double(reading, replace(bare, end=known.end, level=level, entries=entries))
    if _numbered(reading, bare, number := end + (words.form(end) == g.NUMBER)):
        return _outer(reading, _double(reading, replace(bare, end=number + 1)))
    proper = _proper(reading, end, apposed)
    named = _double(reading, replace(bare, end=proper.end)) if proper else None
    return _outer(reading, named) if named else bare


def _numbered(reading: Reading, bare: PlacePhrase, i: int) -> bool:
    """True where a unit has a number for its name: "quận 2", "khu vực IX"."""
    words = reading.words
    if words.is_number(i):
        return len(words.forms[i]) <= 3
    return bare.kind == "khu-vuc" and roman(words, i)


def roman(words: Words, i: int) -> bool:
    """True where word i is a Roman numeral on the same line: "Quân đoàn | IV"."""
    return not words.breaks(i) and words.is_roman(i)


def _by_name(reading: Reading, bare: PlacePhrase, i: int) -> PlacePhrase | None:
    """A district or commune that the list has, its type word before word i."""
    if bare.level not in ("district", "commune") or bare.kind in ("thon", "khu-vuc"):
        return None
    listed = _listed(reading, i, bare.level)
    if listed is None:
        return None
    end = listed.end
    if bare.level == "commune" and counts_one(reading.words, end):
        return replace(bare, end=end + 1)
    return replace(bare, end=end, homes=listed.homes)


def counts_one(words: Words, i: int) -> bool:
    """True where a number ends a name, no noun behind: "phường Hải Châu | 1", "THPT Lạc | 2"."""
    short = words.is_number(i) and len(words.form(i)) <= 2 and not words.breaks(i)
    last = words.breaks(i + 1) or words.is_capital(i + 1) or not words.is_word(i + 1)
    return short and last and words.form(i + 1) not in ("/", "-", "–", ".")


def _city(reading: Reading, bare: PlacePhrase, i: int) -> PlacePhrase | None:
    """A city at word i: one of the central ones, or the seat of a province and the like."""
    known = lexicon.places().longest(reading.words, i)
    listed = _listed(reading, i, "district")
    if known and in_a_name(reading, known) and not (listed and _seat(listed, known)):
        return None
    if listed and (known is None or known.end <= listed.end) and _seat(listed, known):
        return replace(bare, end=listed.end, level="district", homes=listed.homes)
    if known is None:
        return _central_city(reading, bare, i)
    entries = (*bare.entries, known.entry.id)
    return replace(bare, end=known.end, level=known.entry.level, entries=entries)


def _central_city(reading: Reading, bare: PlacePhrase, i: int) -> PlacePhrase | None:
    """A central city that has a person's name when alone: "Công an TP | Hồ Chí Minh"."""
    hit = units("provincial").longest(reading.words, i)
    if hit is None or all(home.kind != CITY for home in hit.entry.homes):
        return None
    return replace(bare, end=hit.end, level="provincial")


def _seat(listed: PlacePhrase, known: Hit[Place] | None) -> bool:
    """True where a city of this name lies in a province and is none of the central ones."""
    central = known is not None and known.entry.id in CENTRAL_CITIES
    return not central and any(home.kind == CITY for home in listed.homes)


def _before_known(reading: Reading, i: int) -> Hit[PlaceType] | None:
    """The longest word for a unit at word i after which a known name stands."""
    hits = lexicon.place_types().at(reading.words, i)
    return next((hit for hit in hits if lexicon.places().longest(reading.words, hit.end)), None)


def _abbreviation(reading: Reading, dot: int) -> bool:
    """True where the full stop at word `dot` ends a short form and not the sentence: "TP. Vinh"."""
    words, j = reading.words, dot + 1
    if words.breaks(j) or not _CONSONANTS.match(words.form(dot - 1)):
        return False
    known = lexicon.places().longest(words, j) is not None or words.is_number(j)
    _, run = capitals(words, j)
    return known or words.touches(j) or run - j > 1


def _double(reading: Reading, found: PlacePhrase) -> PlacePhrase:
    """The place with the second half of a double name: "phường Xuân Hương - Đà Lạt"."""
    words, dash = reading.words, found.end
    if words.form(dash) not in ("-", "–") or words.breaks(dash + 1) or words.breaks(dash):
        return found
    known = any_place(reading, dash + 1)
    double = found.level == "commune" or found.kind == "khu-vuc"
    if known is None or not double or person_at(reading, dash + 1):
        return found
    return replace(found, end=known)


def any_place(reading: Reading, i: int) -> int | None:
    """One past a province, district or commune at word i."""
    known = lexicon.places().longest(reading.words, i)
    listed = [units(level).longest(reading.words, i) for level in ("district", "commune")]
    return max((hit.end for hit in (known, *listed) if hit), default=None)


def _outer(reading: Reading, inner: PlacePhrase) -> PlacePhrase:
    """The place with the larger unit that follows it at once."""
    words, j = reading.words, inner.end
    if words.breaks(j):
        return inner
    known = lexicon.places().longest(words, j)
    unit = lexicon.place_types().longest(words, j)
    outer = _unit(reading, unit, False) if unit else None
    if known and not in_a_name(reading, known):
        outer = _known(reading, known)
    if outer is None or outer.level == inner.level:
        return inner
    entries = inner.entries + outer.entries
    return replace(inner, end=outer.end, entries=entries)


def _proper(reading: Reading, i: int, apposed: bool) -> PlacePhrase | None:
    """A proper name of a place at word i, ending before a personal name."""
    words = reading.words
    if words.is_acronym(i) or words.form(i) in _TERMS or person_at(reading, i, called=apposed):
        return None
    if rare_person(reading, i) or foreigner(reading, i, named=False):
        return None
    if lexicon.honour_at(words, i) or opens(words, i):
        return None
    start, run = capitals(reading.words, i)
    if run == start:
        return None
    hyphened = _hyphened(reading, start, run)
    if hyphened:
        return PlacePhrase(start, hyphened, None, (), known=False)
    end = split(reading, start, run, apposed=apposed, place=True)
    return PlacePhrase(start, end, None, (), known=False)


def _begins_noun(reading: Reading, i: int) -> bool:
    """True where a country's name is the first half of a noun: "Bảo tàng Áo | dài"."""
    token = reading.token(i) if i < len(reading.words) else None
    return token is not None and token.pos == "N" and whole_word(reading, i) > i


def whole_word(reading: Reading, i: int) -> int:
    """Word i, or one past the tagged word in small letters that goes on there: "Đặc | công"."""
    words = reading.words
    while not words.breaks(i) and reading.same_token(i) and words.is_word(i):
        if words.is_capital(i) or not is_syllable(words.form(i - 1)):
            break
        i += 1
    return i


def _hyphened(reading: Reading, start: int, run: int) -> int | None:
    """One past a foreign name with hyphens in the run: "Luông Pha-băng", "Xa-vẳn-na-khệt"."""
    words, j = reading.words, run
    while words.form(j) == "-" and words.touches(j) and words.touches(j + 1):
        if not words.is_word(j + 1) or words.is_capital(j + 1):
            break
        j += 2
    return j if j > run and run - start <= HYPHENED_LIMIT else None
