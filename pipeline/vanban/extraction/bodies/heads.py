"""What the first words of an organisation say: its kind, its level, whether it needs a place.

In: folded words. Out: the `Head` that they begin with, or None; and countries at their end.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vanban.extraction.bodies.wording import Head, Words, body_words
from vanban.extraction.organizations.lexicon import Place, countries, sign_forms
from vanban.extraction.reading.words import fold_phrase
from vanban.lexicons import load
from vanban.lexicons.patterns import whole_words
from vanban.schema.derived import BodyKind

VIET_NAM = "viet-nam"
"""Id of the country of the pages."""


@cache
def _state_forms() -> tuple[Words, ...]:
    """Words that may stand before the name of a country and are part of it."""
    return tuple(map(fold_phrase, sign_forms("state")))


@lru_cache(maxsize=50_000)
def head_of(words: Words) -> Head | None:
    """The longest head that the words begin with."""
    return _heads().get(words[: after_head(words)])


def after_head(words: Words) -> int:
    """How many words the head is that the words begin with; 0 for none."""
    known = _heads()
    sizes = range(min(len(words), _longest()), 0, -1)
    return next((size for size in sizes if words[:size] in known), 0)


def whole(words: Words) -> Head | None:
    """The head that the words are, with nothing behind it."""
    return _heads().get(words)


@cache
def first_of(kind: BodyKind) -> Head | None:
    """The head of the body of a unit that is over the others of its kind there: UBND, Công an."""
    heads = load("body_words.head", Head)
    return next((head for head in heads if head.first and head.kind == kind), None)


@cache
def branch_of(central: str) -> Head | None:
    """The head of the bodies that units have under a central one, where all have one: MTTQ."""
    heads = load("body_words.head", Head)
    found = [head for head in heads if head.over == central and head.local and not head.level]
    return found[0] if len(found) == 1 and found[0].kind == "mass" else None


@cache
def short_forms() -> dict[str, str]:
    """The folded words of heads and their form in ids."""
    heads = load("body_words.head", Head)
    return {" ".join(body_words(head.name)): head.short for head in heads if head.short}


def nested(words: Words) -> int | None:
    """Where a local head begins inside the words: "văn phòng | ủy ban nhân dân"; the last one."""
    first = head_of(words)
    if first is not None and first.sole:  # "Cục | Cảnh sát hình sự"
        return None
    for at in range(len(words) - 1, max(after_head(words), 1) - 1, -1):
        head = head_of(words[at:])
        named = head is not None and (not head.plain or head.unless_after)
        if head is not None and head.local and named and words[at - 1] not in head.unless_after:
            return at
    return None


@cache
def _heads() -> dict[Words, Head]:
    return {body_words(form): head for head in load("body_words.head", Head) for form in head.forms}


@cache
def _longest() -> int:
    return max(map(len, _heads()))


@lru_cache(maxsize=50_000)
def country_of(words: Words) -> tuple[Words, Place] | None:
    """The words before the country that ends them, and the country."""
    known = _countries()
    for start in range(max(len(words) - 6, 0), len(words)):
        country = known.get(words[start:])
        if country is None:
            continue
        rest = words[:start]
        for form in _state_forms():
            if rest[-len(form) :] == form:
                rest = rest[: -len(form)]
        return rest, country
    return None


@cache
def _countries() -> dict[Words, Place]:
    return {body_words(form): country for country in countries() for form in country.forms}


def country_name(country: str) -> str:
    """The name of a country by its id."""
    return _names()[country]


@cache
def _names() -> dict[str, str]:
    return {place.id: place.name for place in countries()}


def countries_named(text: str, span: tuple[int, int]) -> list[str]:
    """The ids of the countries that a stretch of text names, Việt Nam aside, in order."""
    start, end = span
    found = (match[0] for match in _country_names().finditer(text, start, end))
    return [_countries()[body_words(name)].id for name in found]


@cache
def _country_names() -> re.Pattern[str]:
    forms = {f for c in countries() if c.id != VIET_NAM for f in c.forms}
    return re.compile(whole_words(forms, blank=" "))
