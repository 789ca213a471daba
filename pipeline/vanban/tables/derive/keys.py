"""Names as pages compare them, and as ids hold them.

In: a name as a page writes it. Out: its words as they compare; the family of names that may be one
person's ("Công Phượng" and "Nguyễn Công Phượng", "Putin" and "V.Putin"); how rare it is.
"""

from __future__ import annotations

import hashlib
import math
import re
from functools import cache, lru_cache

from vanban.cleaning.persons import name_syllables
from vanban.extraction.references.entries import Incumbent
from vanban.extraction.vocabulary.names import ForeignName, KnownPerson
from vanban.lexicons import load
from vanban.text.spans import fold
from vanban.text.spelling import fold_word, fold_words, slug
from vanban.text.syllables import is_syllable

Name = tuple[str, ...]
"""The folded words of a name."""

_PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ALONE = 1
_SHORT = 2
"""Syllables of a Vietnamese short form: the last of the middle names, and the given name."""

RARE, UNCOMMON = 3e-6, 4e-5
"""How often a name is borne, below which one of a corpus is hardly another's, or seldom."""
_LEAST = {"surname": 2e-4, "middle": 3e-4, "given": 2e-4}
"""How often a syllable stands that the list leaves out."""


@lru_cache(maxsize=50_000)
def name_key(text: str) -> str:
    """A text by its folded words: lower case, one spelling (hoà/hòa, uỷ/ủy)."""
    return " ".join(fold_words(fold(text)))


@lru_cache(maxsize=50_000)
def words_of(name: str) -> Name:
    """The words of a name: "Kim Jong-un" and "Kim Jong Un" are one; a known alias is its bearer's.

    >>> words_of("V.Putin")
    ('vladimir', 'putin')
    """
    words = _plain(name)
    return _aliases().get(words, words)


def _plain(name: str) -> Name:
    return tuple(fold_word(part) for part in _PARTS.findall(name))


@cache
def _aliases() -> dict[Name, Name]:
    """Names that lead to their bearer in every corpus."""
    return {
        _plain(form): _plain(entry.name)
        for entry in load("person_names", KnownPerson)
        if not entry.streets
        for form in entry.forms
    }


@lru_cache(maxsize=50_000)
def is_foreign(words: Name) -> bool:
    """True where a word of the name is no Vietnamese syllable."""
    return not all(is_syllable(word) for word in words)


def is_given(word: str) -> bool:
    """True for a given name of other countries, which many bear: "jorge"."""
    return word in _given()


@cache
def _given() -> frozenset[str]:
    """The given names of foreign people."""
    names = load("person_names.foreign", ForeignName)
    forms = (form for name in names if name.part == "given" for form in name.forms)
    return frozenset(word for form in forms for word in _plain(form))


def person_key(name: str, doc_id: str) -> str:
    """What the sightings of one name share: the name; one syllable alone is of its page."""
    words = words_of(name)
    alone = len(words) == _ALONE and not is_foreign(words)
    return f"{' '.join(words)} {doc_id}" if alone else " ".join(words)


def family_of(name: str, doc_id: str) -> str:
    """The id of the family of names that may be one person's.

    Of a Vietnamese name its last two syllables, of a foreign one its last word, of a syllable
    alone the page as well: no two families hold sightings of one person.
    """
    words = words_of(name)
    if is_foreign(words):
        key = words[-1]
    elif len(words) > _ALONE:
        key = " ".join(words[-_SHORT:])
    else:
        key = f"{' '.join(words)} {doc_id}"
    return name_id(key)


def name_id(key: str) -> str:
    """The name in ASCII, and four digits that tell Hà from Hạ."""
    return f"{slug(key)}-{hashlib.sha256(key.encode()).hexdigest()[:4]}".strip("-")


@lru_cache(maxsize=50_000)
def frequency(words: Name) -> float:
    """How often a name is borne: the product of how often its syllables stand in their places.

    A foreign name of two words or more is borne by hardly anybody else of a corpus. Two syllables
    are a whole name, or the last of the middle names and the given name of many.
    """
    if is_foreign(words):
        return 1e-7 if len(words) > _ALONE else 1e-3
    if len(words) <= _ALONE:
        return 1e-2
    whole = _together("surname", *["middle"] * (len(words) - _SHORT), "given", words=words)
    if len(words) > _SHORT:
        return whole
    return whole * _WITHOUT_MIDDLE + _together("middle", "given", words=words)


def _together(*places: str, words: Name) -> float:
    """How often syllables stand together in these places."""
    known = name_syllables()
    both = zip(places, words, strict=True)
    return math.prod(known.get((place, word), _LEAST[place]) for place, word in both)


_WITHOUT_MIDDLE = 0.3
"""The share of people without a middle name."""


def is_leader(words: Name) -> bool:
    """True for the name of somebody of history, or who led the party, the state or a ministry."""
    return words in _leaders()


@cache
def _leaders() -> frozenset[Name]:
    """The names of all whom the lexicons know: who held the highest offices, and others."""
    led = (entry.name for entry in load("terms.incumbent", Incumbent))
    known = (form for entry in load("person_names", KnownPerson) for form in entry.forms)
    return frozenset(_plain(name) for name in (*led, *known))
