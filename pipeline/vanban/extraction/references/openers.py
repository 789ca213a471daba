"""Where references may begin: text -> the matches of a grammar's first words.

The folded words of the text, which other extractors share, are looked up one by one; a pattern is
tried only where its first two words stand. What it finds is what `finditer` would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, compress
from typing import Literal

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.reading.words import fold_phrase, matches_at, words_of
from vanban.extraction.references.lexicon import (
    document_types,
    grammar_words,
    law_forms,
    laws,
    named_documents,
)
from vanban.text.spelling import Remembered

Grammar = Literal["type", "law", "short-law", "named", "treaty"]

TREATIES = {plain(kind): kind for kind in grammar_words("treaty-kind")}
"""The words that the name of a treaty begins with, by their plain form."""


def matches(reading: PlainText, grammar: Grammar, pattern: Pattern) -> Iterator[re.Match[str]]:
    """The matches of a grammar's pattern, which begins with its words, in the plain form."""
    return matches_at(pattern, reading.plain, _places(reading.text).get(grammar, ()))


@lru_cache(maxsize=4)
def _places(text: str) -> dict[Grammar, list[int]]:
    """The places at which the first two words of each grammar stand."""
    words, opened = words_of(text), _opened()
    following = words.following
    places: dict[Grammar, list[int]] = {}
    opening = compress(words.places.items(), map(opened.__getitem__, words.places))
    for form, at in opening:
        for second, grammar in opened[form]:
            found = at if not second else [i for i in at if following[i] == second]
            places.setdefault(grammar, []).extend(map(words.starts.__getitem__, found))
    return {grammar: sorted(found) for grammar, found in places.items()}


Opens = tuple[tuple[str, Grammar], ...]
"""The second words ("" for any) and grammars that go on after a word."""

_CODE: Opens = (("", "type"),)


@cache
def _opened() -> Remembered[Opens]:
    """The grammars that a reference can open, by the first two words of their forms."""
    phrases: dict[Grammar, Iterable[str]] = {
        "type": chain.from_iterable((*entry.forms, *entry.short) for entry in document_types()),
        "law": (entry.name for entry in law_forms()),
        "short-law": chain.from_iterable(law.short for law in laws()),
        "named": chain.from_iterable(entry.forms for entry in named_documents()),
        "treaty": TREATIES,
    }
    known: dict[str, dict[tuple[str, Grammar], None]] = {}
    for grammar, forms in phrases.items():
        for form in forms:
            first, second, *_ = (*fold_phrase(form), "")
            known.setdefault(first, {})[second, grammar] = None
    codes = one_of(chain.from_iterable(entry.short for entry in document_types()))
    table: dict[str, Opens] = {first: tuple(_widest(opens)) for first, opens in known.items()}
    code = re.compile(rf"(?:{codes})(?=\d|t)")
    return Remembered(lambda word: table.get(word, _CODE if code.match(word) else ()))


def _widest(opens: Iterable[tuple[str, Grammar]]) -> Iterator[tuple[str, Grammar]]:
    """What a word opens, without the second words of a grammar that any second word may follow."""
    alone = {grammar for second, grammar in opens if not second}
    return (pair for pair in opens if not pair[0] or pair[1] not in alone)
