"""What speaks for and against a person, around a row of capitalised words.

In: a text and the span of a would-be name. Out: `Evidence`, each with the rule it belongs to, its
weight, and the lexicon entries it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.names.syllables import name_key
from pipeline.extract.names.vocabulary import (
    Honorific,
    PersonNoun,
    honorifics,
    person_nouns,
    places,
    verbs,
)
from pipeline.extract.names.words import Word, before, following
from pipeline.text import Span

ENOUGH = 3
"""The sum of weights from which a row of words is taken for a person."""

_BIRTH = re.compile(
    r"\s{0,2}[,(]\s{0,2}(?:SN|sinh năm|sinh ngày|s\.n|tức|bút danh|\d{1,3} tuổi|19\d\d\b|20[01]\d\b"
    r"|đoàn|ĐBQH|trú|ngụ|quê|cựu|nguyên|biệt danh|thường trú|nghệ danh|hay còn gọi)"
)
_MINUTE = re.compile(r"\s?\(\d{1,3}(?:\+\d{1,2})?['’‘′]")
_DONG_CHI = re.compile(r"(?:^|(?<=\W))[Đđ][/.]\s?[Cc]\.?:?\s{0,3}\Z")
_COLON = re.compile(r"\s{0,2}:\s{1,3}\Z")
_BESIDE = 4
_LOCATIVE = frozenset({"tại", "ở"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign, for (positive) or against (negative), and where it comes from."""

    rule: str
    weight: int
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """What stands directly before a would-be name."""

    words: tuple[Word, ...]
    honorific: Honorific | None = None
    noun: PersonNoun | None = None
    start: int = 0
    colon: bool = False

    @property
    def cue(self) -> bool:
        """True where a word says that a person is named next."""
        return bool(self.honorific or self.noun)


def look_left(text: str, position: int) -> Left:
    """The words before a place, and the honorific or person noun among them."""
    short = text[max(0, position - 8) : position]
    if match := _DONG_CHI.search(short):
        entry = honorifics().get(name_key("đồng chí"))
        return Left((), entry, start=position - len(short) + match.start())
    colon = _COLON.search(text, max(0, position - 6), position)
    row = before(text, colon.start() if colon else position)
    keys = tuple(word.key for word in row)
    if (found := honorifics().suffix(keys)) and _spoken(row, *found):
        entry, size = found
        return Left(row, entry, start=row[-size].start, colon=bool(colon))
    nation = places().suffix(keys)
    if nation and nation[0].id == "place-country":
        keys = keys[: -nation[1]]
        row = row[: -nation[1]]
    if noun := person_nouns().suffix(keys):
        return Left(row, None, noun[0], row[-noun[1]].start, bool(colon))
    return Left(row, start=position, colon=bool(colon))


def _spoken(row: tuple[Word, ...], entry: Honorific, size: int) -> bool:
    """False where what looks like an honorific is a country or the end of another word.

    "Anh" with a capital inside a sentence is England; "trẻ em", "công cụ" address nobody.
    """
    word = row[-size]
    if size > 1 or len(row) == 1:
        return True
    other = (name_key(form) for form in entry.not_after)
    compound = any(keys == tuple(w.key for w in row[-1 - len(keys) : -1]) for keys in other)
    return word.text != "Anh" and not compound


def of_left(left: Left) -> list[Evidence]:
    """The evidence of a honorific or person noun directly before the name."""
    if left.honorific:
        return [Evidence("name.after-honorific", 5, (left.honorific.id,))]
    if left.noun:
        return [Evidence("name.after-noun", left.noun.weight, (left.noun.id,))]
    last = left.words[-1] if left.words else None
    if last and last.text in _LOCATIVE and left.start - last.end < _BESIDE:
        return [Evidence("name.after-preposition", -2)]
    return []


def of_right(text: str, span: Span) -> list[Evidence]:
    """The evidence of a verb, a year of birth, an age or a minute of play after the name."""
    found: list[Evidence] = []
    row = following(text, span.end)
    if row and not row[0].capitalised:
        verb = verbs().prefix(tuple(word.key for word in row))
        if verb:
            weight = 2 if verb[0].weight == "strong" else 1
            found.append(Evidence("name.before-verb", weight, (verb[0].id,)))
    if _MINUTE.match(text, span.end):
        found.append(Evidence("name.before-minute", 5))
    if _BIRTH.match(text, span.end):
        found.append(Evidence("name.before-birth", 3))
    return found
