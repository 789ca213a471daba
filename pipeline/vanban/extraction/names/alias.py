"""A text -> the names in it under which everybody knows one person ("Bác Hồ")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from vanban.extraction.names.beside import of_doctrine, of_reign
from vanban.extraction.names.blockers import block_before
from vanban.extraction.reading.wording import Wording
from vanban.extraction.reading.words import fold_phrase, words_of
from vanban.extraction.vocabulary.names import KnownPerson
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation
from vanban.text.spans import Span

_TENSE = g.word_set("tense")


@cache
def _aliases() -> dict[str, KnownPerson]:
    """The names under which everybody knows one person, each with its bearer."""
    return {
        form: person for person in load("person_names", KnownPerson) for form in person.known_as
    }


@cache
def _addresses() -> dict[str, KnownPerson]:
    """Words of address with a name by which everybody knows one person, in both cases."""
    return {
        form: person
        for person in load("person_names", KnownPerson)
        for written in person.known_with
        for form in (written, written[0].upper() + written[1:])
    }


_GIVEN = g.word("person-and-city").split(" ", 1)[1]
"""What stands behind the surname in a name, and behind no form of address alone."""


@cache
def _pattern() -> re.Pattern[str]:
    forms = {**_aliases(), **_addresses()}
    return re.compile(rf"(?<![\w.\-]){alternation(forms, ' ')}(?![\w\-])(?! {_GIVEN})")


@cache
def _openers() -> frozenset[str]:
    """The folded words with which such a name begins."""
    return frozenset(fold_phrase(form)[0] for form in (*_aliases(), *_addresses()))


class Alias(NamedTuple):
    """A name that everybody knows: where it stands, whose it is, the word of address before it."""

    span: Span
    person: KnownPerson
    honorific: str | None


@lru_cache(maxsize=2)
def known_aliases(wording: Wording) -> tuple[Alias, ...]:
    """The aliases in a text that name their bearer, not a street or a doctrine."""
    return tuple(_aliases_in(wording))


def _aliases_in(wording: Wording) -> Iterator[Alias]:
    """The names by which known people are called, but for those in other words."""
    text = wording.text
    for match in words_of(text).matches(_pattern(), _openers()):
        blocked = block_before(wording, match.start()) and not _acts(wording, match.end())
        if not (blocked or of_doctrine(text, match.start()) or of_reign(text, Span(*match.span()))):
            yield _alias(match)


def _alias(match: re.Match[str]) -> Alias:
    """The alias, without the word of address that is no part of it: "cụ | Hồ"."""
    written = match.group()
    if written in _aliases():
        return Alias(Span(*match.span()), _aliases()[written], None)
    address, _, name = written.partition(" ")
    span = Span(match.end() - len(name), match.end())
    return Alias(span, _addresses()[written], address.lower())


def _acts(wording: Wording, position: int) -> bool:
    """True where a particle of tense follows: "một thời | Bác Hồ | đã sống tại đây"."""
    first, end = wording.following(position)
    return first < end and wording.keys[first] in _TENSE
