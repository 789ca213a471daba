"""The grammar of a place in an organisation phrase: "tỉnh Bình Định", "quận 2", "TP.HCM", "Lào".

In: a reading and a word. Out: a `PlacePhrase` or None. A unit of territory takes the province it
lies in where that follows without a comma ("huyện Mỹ Đức thành phố Hà Nội").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.extraction.organizations import lexicon
from vanban.extraction.organizations.lexicon import Level, Place, PlaceType
from vanban.extraction.organizations.people import person_at, split
from vanban.extraction.reading.capitals import capitals
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Hit, form_key
from vanban.text.spelling import slug

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ph|th|tr|ch|gh|gi|kh|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưyà-ỹ]{1,3}"
    r"(?:ch|ng|nh|[cmnpt])?$"
)
"""A Vietnamese syllable, folded: "anh" and "đào", not "theresa"."""


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A place: the words `start:end`; `key` is its part of an id, None where it is not settled.

    `known`: a lexicon names it or a word for a unit of territory opens it.
    """

    start: int
    end: int
    level: Level | None
    key: str | None
    entries: tuple[str, ...]
    known: bool = True


def place(
    reading: Reading, i: int, apposed: bool = False, *, named: bool = False
) -> PlacePhrase | None:
    """The place that begins with word i; with `named`, also a proper name that no lexicon has."""
    words = reading.words
    if not words.is_word(i):
        return None
    known = lexicon.places().longest(words, i)
    unit = lexicon.place_types().longest(words, i)
    kind = lexicon.types().longest(words, i)
    if unit and kind and (kind.end > unit.end or unit.entry.level == "foreign"):
        unit = None
    if known and known.entry.level == "commune" and person_at(reading, i):
        return None
    if unit and unit.entry.named:
        unit = _before_known(reading, i)
    if known and not (unit and unit.end > known.end):
        return _known(reading, known) if not _in_a_name(reading, known) else None
    if unit:
        return _unit(reading, unit, apposed)
    return _proper(reading, i, apposed) if named else None


def country(reading: Reading, i: int) -> PlacePhrase | None:
    """The country or known town at word i."""
    hit = lexicon.places().longest(reading.words, i)
    return _known(reading, hit) if hit else None


def _known(reading: Reading, hit: Hit[Place]) -> PlacePhrase:
    return PlacePhrase(hit.start, hit.end, hit.entry.level, _key(reading, hit), (hit.entry.id,))


def _key(reading: Reading, hit: Hit[Place]) -> str:
    return form_key(hit.entry.id, hit.entry.grouped, reading.words, hit.start, hit.end)


def _in_a_name(reading: Reading, hit: Hit[Place]) -> bool:
    """True where the word is the beginning of a personal name: "Mỹ Linh", "Thái Bình Dương"."""
    person = person_at(reading, hit.start)
    if person is not None and person > hit.end:
        return True
    words, after = reading.words, hit.end
    if hit.end - hit.start > 1 or words.breaks(after) or words.is_acronym(hit.start):
        return False
    native = _SYLLABLE.match(words.form(after)) and _SYLLABLE.match(words.form(hit.start))
    return native is not None and words.is_capital(after) and reading.same_token(after)


def _unit(reading: Reading, unit: Hit[PlaceType], apposed: bool) -> PlacePhrase:
    """A word for a unit of territory with its name or number, and the unit that it lies in."""
    words, entry, end = reading.words, unit.entry, unit.end
    bare = PlacePhrase(unit.start, end, entry.level, None, (entry.id,))
    if words.form(end) == "." and _abbreviation(reading, end):
        end += 1
    if words.breaks(end):
        return bare
    known = lexicon.places().longest(words, end)
    if known and not _in_a_name(reading, known):
        inner = entry.named or entry.id == "thanh-pho"
        level = known.entry.level if inner else entry.level
        key = _key(reading, known) if known.entry.level == level else None
        entries = (entry.id, known.entry.id)
        return _double(reading, PlacePhrase(unit.start, known.end, level, key, entries))
    if words.is_number(end) and len(words.forms[end]) <= 3:
        return _outer(reading, PlacePhrase(unit.start, end + 1, entry.level, None, (entry.id,)))
    proper = _proper(reading, end, apposed)
    if proper is None:
        return bare
    found = PlacePhrase(unit.start, proper.end, entry.level, None, (entry.id,))
    return _outer(reading, _double(reading, found))


def _before_known(reading: Reading, i: int) -> Hit[PlaceType] | None:
    """The longest word for a unit at word i after which a known name stands."""
    hits = lexicon.place_types().at(reading.words, i)
    return next((hit for hit in hits if lexicon.places().longest(reading.words, hit.end)), None)


def _abbreviation(reading: Reading, dot: int) -> bool:
    """True where the full stop at word `dot` ends a short form and not the sentence."""
    words, j = reading.words, dot + 1
    if words.breaks(j):
        return False
    known = lexicon.places().longest(words, j) is not None or words.is_number(j)
    _, run = capitals(words, j)
    return known or words.touches(j) or run - j > 1


def _double(reading: Reading, found: PlacePhrase) -> PlacePhrase:
    """The place with the second half of a double name: "phường Xuân Hương - Đà Lạt"."""
    words, dash = reading.words, found.end
    if words.form(dash) not in ("-", "–") or words.breaks(dash + 1) or words.breaks(dash):
        return found
    known = lexicon.places().longest(words, dash + 1)
    if known is None or found.level != "commune" or person_at(reading, dash + 1):
        return found
    entries = (*found.entries, known.entry.id)
    return PlacePhrase(found.start, known.end, found.level, None, entries)


def _outer(reading: Reading, inner: PlacePhrase) -> PlacePhrase:
    """The place with the larger unit that follows it at once."""
    words, j = reading.words, inner.end
    if words.breaks(j):
        return inner
    known = lexicon.places().longest(words, j)
    unit = lexicon.place_types().longest(words, j)
    outer = _unit(reading, unit, False) if unit else None
    if known and not _in_a_name(reading, known):
        outer = _known(reading, known)
    if outer is None or outer.level == inner.level:
        return inner
    key = None
    if outer.key:
        key = slug(f"{words.surface(inner.start, inner.end)} {outer.key}")
    return PlacePhrase(inner.start, outer.end, inner.level, key, inner.entries + outer.entries)


def _proper(reading: Reading, i: int, apposed: bool) -> PlacePhrase | None:
    """A proper name of a place at word i, ending before a personal name."""
    if reading.words.is_acronym(i) or person_at(reading, i, called=apposed):
        return None
    start, run = capitals(reading.words, i)
    if run == start:
        return None
    end = split(reading, start, run, apposed=apposed, place=True)
    return PlacePhrase(start, end, None, None, (), known=False)
