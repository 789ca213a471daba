"""A run of capitalised words -> the rows in it that could be a person's name.

In: a run. Out: candidates, from left to right: rows that begin with a surname (`full`), and rows
between them that have none (`loose`: given names alone, stage names, foreign names). Places and
words that end a name are left out; the places that stood directly before a candidate are noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.extract.names.evidence import Left, look_left
from pipeline.extract.names.shape import full_name, place_at, stop_at
from pipeline.extract.names.syllables import key
from pipeline.extract.names.vocabulary import (
    MIDDLE_NAMES,
    OTHER_NAME,
    Surname,
    baptismal_names,
    honorifics,
    person_nouns,
    places,
    stops,
    surnames,
    verbs,
)
from pipeline.extract.names.words import Run, before, following
from pipeline.text import Span

_MIDDLE = frozenset(map(key, MIDDLE_NAMES))
_LETTERS = frozenset("AÂEIOÔUY")
_INITIALS = re.compile(r"(?:\.[A-ZĐ][a-z]?){0,2}(?:\.(?=\s?[,;:)]|\s[^\W\dA-ZĐ_]|\s?\())?")
_HEADS = frozenset({"đoan2", "hôi5"})
_LEVELS = frozenset({"ương", "tinh3", "thanh2", "huyên5", "quân5", "thi5", "xa4"})
_USUAL = 4
_LOOSE = 5


@dataclass(frozen=True)
class Candidate:
    """A row of words of a run, and what its shape says."""

    run: Run
    begin: int
    end: int
    shape: Literal["full", "loose"]
    surname: Surname | None = None
    entries: tuple[str, ...] = ()
    initials: int = 0

    @property
    def span(self) -> Span:
        """Its place in the text, with the full stops of initials at its end."""
        span = self.run.span(self.begin, self.end)
        return Span(span.start, span.end + self.initials)

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.end - self.begin

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return self.run.keys[self.begin : self.end]

    @property
    def foreign(self) -> bool:
        """True where a word of it is not spelled like a Vietnamese syllable."""
        return not all(word.vietnamese for word in self.run.words[self.begin : self.end])

    @property
    def hyphened(self) -> bool:
        """True where a word of it holds a hyphen, as in transcribed and Korean names."""
        return any("-" in word.text for word in self.run.words[self.begin : self.end])

    @property
    def upper(self) -> bool:
        """True where it is written in capitals."""
        return any(word.upper for word in self.run.words[self.begin : self.end])


def candidates(text: str, run: Run) -> Iterator[Candidate]:
    """The candidates of a run of a text."""
    place, size = 0, len(run.words)
    boundary: tuple[str, ...] = ()
    while place < size:
        skip, boundary = _skip(text, run, place, boundary)
        if skip:
            place += skip
            continue
        saint = baptismal_names().prefix(run.keys[place:])
        family = place + saint[1] if saint and _full_end(run, place + saint[1]) else place
        end = _full_end(run, family)
        shape: Literal["full", "loose"] = "full" if end else "loose"
        end = end or _loose_end(run, place, size)
        surname = surnames().prefix(run.keys[family:])
        full = surname[0] if shape == "full" and surname else None
        initials = _initials(text, run, end) if full else 0
        noted = (*boundary, *stopped_by(run, end))
        if saint and family > place:
            noted = (*noted, saint[0].id)
        yield Candidate(run, place, end, shape, full, noted, initials)
        place, boundary = end, ()


def stopped_by(run: Run, end: int) -> tuple[str, ...]:
    """The id of the entry at which a row that ends at a place of a run had to end."""
    found = stops().prefix((*run.keys[end:], *_after(run))) if end < len(run.words) else None
    return (found[0].id,) if found else ()


def _initials(text: str, run: Run, end: int) -> int:
    """How many characters of initials follow a name cut short: ".", ".N", ".N." (or none)."""
    word = run.words[end - 1]
    whole = word.vietnamese and word.text not in _LETTERS
    if len(word.text) > 2 or whole or end < len(run.words):
        return 0
    match = _INITIALS.match(text, word.end)
    return match.end() - word.end if match else 0


def _skip(
    text: str, run: Run, place: int, boundary: tuple[str, ...]
) -> tuple[int, tuple[str, ...]]:
    """How many words at a place of a run are a place or no name at all, and what is noted of it."""
    keys = run.keys[place:]
    length = place_at(keys)
    found = stops().prefix((*keys, *_after(run)))
    if found and length < 2:
        return min(found[1], len(keys)), ()
    if place == 0 and len(keys) > 1 and length < 2 and _calls(keys[:1]):
        return 1, ()
    if length:
        left = look_left(text, run.words[place].start)
        if _perhaps_given(text, run) or _person_anyway(left, run, place, length):
            return 0, ()
        entry = places().prefix(keys)
        return length, (entry[0].id,) if entry else ()
    if keys[0] in _HEADS and len(keys) > 2 and _ends_body(text, run.words[place].start):
        return 1, ()
    return 0, boundary


def _perhaps_given(text: str, run: Run) -> bool:
    """True for a place of one syllable that does what persons do: "Vinh nói" (see `recall`)."""
    word = run.words[0]
    if len(run.words) > 1 or not word.vietnamese or honorifics().get((word.key,)):
        return False
    return verbs().prefix(tuple(other.key for other in following(text, word.end))) is not None


def _person_anyway(left: Left, run: Run, place: int, length: int) -> bool:
    """True where what could be a place is called as a person: "anh Thái Bình", "ca sĩ Mỹ Tâm"."""
    found = places().prefix(run.keys[place:])
    nation = found is not None and found[0].id == "place-country" and length > 1
    if left.honorific:
        return not nation and not (left.honorific.plural and length > 1)
    rest = run.words[place + length :]
    other_name = left.noun is not None and left.noun.id in OTHER_NAME
    if other_name and found and found[0].hold == "alone" and length > 1:
        return True
    stage = left.noun is not None and left.noun.id == "person-profession" and length == 1
    return stage and len(rest) == 1 and rest[0].vietnamese


def _calls(word: tuple[str, ...]) -> bool:
    """True for a word of address or a person noun, with the capital of a sentence start."""
    return bool(honorifics().get(word) or person_nouns().get(word))


def _ends_body(text: str, position: int) -> bool:
    """True where a level stands before a place: "Trung ương | Đoàn" names a body."""
    row = before(text, position, 1)
    return bool(row) and row[0].key in _LEVELS


def _after(run: Run) -> tuple[str, ...]:
    return tuple(map(key, run.after))


def _full_end(run: Run, place: int) -> int:
    """Where a full name that begins at a place of the run ends; 0 where none begins."""
    size = full_name(run.texts[place:], run.after)
    if not size:
        return 0
    surname = surnames().prefix(run.keys[place:])
    for inner in range(max(2, surname[1] + 1 if surname else 2), size):
        if _begins_another(run, place + inner, size - inner) and (
            size > _USUAL or run.keys[place + inner + 1 : place + inner + 2][:1] == ("văn",)
        ):
            return place + inner
        if inner >= 3 and strong_place(run.keys[place + inner :]):
            return place + inner
    return place + size


def _begins_another(run: Run, place: int, rest: int) -> bool:
    found = surnames().prefix(run.keys[place:])
    if not found or rest < 2 or _clan_last(found[0]):
        return False
    return found[0].rank == "sure" or run.keys[place + 1] in _MIDDLE


def _clan_last(surname: Surname) -> bool:
    """True for peoples who put the name of the clan last ("H'Ngăm Niê Kđăm")."""
    return surname.peoples == ("Ê Đê",)


def strong_place(keys: tuple[str, ...]) -> bool:
    """True where a row begins with the name of a place that is nothing else."""
    found = places().prefix(keys)
    return found is not None and found[0].hold == "always" and found[1] > 1


def _loose_end(run: Run, place: int, size: int) -> int:
    """Where a row without surname ends: at a stop, a place, or a full name that begins."""
    end = stop_at((*run.texts, *run.after), place + 1)
    end = min(end, size, place + _LOOSE)
    for inner in range(place + 1, end):
        keys = run.keys[inner:]
        if strong_place(keys):
            return inner
        found = surnames().prefix(keys)
        if found and _clan_last(found[0]):
            continue
        if found and found[0].rank != "rare" and full_name(run.texts[inner:], run.after) > 1:
            longer = full_name(run.texts[inner:], run.after) > 2
            if found[0].rank == "sure" or longer:
                return inner
    return end
