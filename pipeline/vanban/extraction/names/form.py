"""A candidate -> what its own shape says for and against a person."""

from __future__ import annotations

from vanban.extraction.names.candidates import Candidate
from vanban.extraction.names.evidence import Evidence
from vanban.extraction.names.lexicon import COUNTRY, MIDDLE_NAMES, Surname, foreign_names, places
from vanban.text.spelling import fold_word, fold_words

_MARKS = frozenset(map(fold_word, MIDDLE_NAMES))
_INITIAL = Evidence("name.initial", -9)
_GIVEN = Evidence("name.given", -2)
_LAND = frozenset(map(fold_word, ("Hồ", "Đèo")))
HO_CHI_MINH = fold_words("Hồ Chí Minh")
"""The name that most bodies and places bear."""

_WEIGHT = {"sure": (3, 4), "likely": (1, 3), "rare": (0, 1)}


def of_form(candidate: Candidate) -> Evidence:
    """The evidence of a row of words by itself."""
    if candidate.surname:
        return _full(candidate, candidate.surname)
    return _foreign(candidate) if candidate.foreign else _given(candidate)


def _full(candidate: Candidate, surname: Surname) -> Evidence:
    """A row that begins with a surname; three syllables say more than two."""
    nation = places().get(candidate.keys[1:])
    if nation and nation.id == COUNTRY and candidate.size > 2:
        return Evidence("name.nation", -1)
    long = candidate.size - len(surname.name.split()) >= 2
    weight = _WEIGHT[surname.rank][long]
    if long and candidate.keys[1] in _MARKS:
        weight = 4
    elif candidate.keys[0] in _LAND and candidate.keys != HO_CHI_MINH:
        weight -= 2
    return Evidence("name.surname", weight, (surname.id,))


def _given(candidate: Candidate) -> Evidence:
    """Vietnamese syllables without a surname: a given name, a stage name, or another word."""
    if candidate.size == 1 and len(candidate.run.texts[candidate.begin]) == 1:
        return _INITIAL
    return _GIVEN


def _foreign(candidate: Candidate) -> Evidence:
    """Words that are no Vietnamese syllables."""
    known = foreign_names().prefix(candidate.keys) if candidate.size > 1 else None
    if known:
        return Evidence("name.foreign", 3, (known[0].id,))
    if candidate.size == 1 and len(candidate.run.texts[candidate.begin]) == 1:
        return _INITIAL
    if candidate.upper:
        return Evidence("name.acronym", -4)
    long = candidate.size > 1
    if long and len(candidate.run.texts[candidate.begin]) == 1:
        return Evidence("name.foreign", 1)
    if candidate.hyphened:
        return Evidence("name.foreign", 2 if long else 0)
    return Evidence("name.foreign", 0 if long else -1)
