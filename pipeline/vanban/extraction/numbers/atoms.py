"""Text -> the number words and literals in it, in runs that nothing but a blank interrupts.

A comma behind a scale word and before another number word stays in the run, for amounts in words
are written with commas ("hai tỷ, ba trăm triệu đồng").

The folded words of the text, which other extractors share, are looked up one by one; the pattern is
tried only where a number word or a digit stands. What it finds is what `finditer` would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import chain

from vanban.extraction.numbers.digits import LITERAL, read_digits
from vanban.extraction.numbers.lexicon import GAP, by_form, word_pattern
from vanban.extraction.numbers.terms import Atom
from vanban.extraction.reading.words import words_of
from vanban.text.spelling import fold_word

_ADJACENT = re.compile(f"{GAP}{{0,2}}")
_COMMA = re.compile(f",{GAP}")
_WIDEST_GAP = 2
_THOUSAND, _NOTHING = Decimal(1000), Decimal(0)
_DIGIT = re.compile("[0-9]")
_REMEMBERED = 100_000
"""Words of which it is remembered whether a number may begin there; beyond, all are forgotten."""


def runs(text: str) -> Iterator[list[Atom]]:
    """The atoms of a text, in runs that nothing but a blank interrupts."""
    run: list[Atom] = []
    for match in _matches(text):
        atom = _atom(match)
        if run and not _adjacent(text, run[-1].end, match.start()):
            if _is_comma(text, run[-1], atom):
                run.append(Atom(run[-1].end, run[-1].end + 1, "comma", _NOTHING))
            else:
                yield run
                run = []
        if atom is not None:
            run.append(atom)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _adjacent(text: str, end: int, start: int) -> bool:
    return start - end <= _WIDEST_GAP and _ADJACENT.fullmatch(text, end, start) is not None


def _is_comma(text: str, one: Atom, two: Atom | None) -> bool:
    """True at the comma of "hai tỷ, ba trăm triệu"."""
    if two is None or one.role != "scale" or two.role not in ("digit", "ten"):
        return False
    return one.value >= _THOUSAND and _COMMA.fullmatch(text, one.end, two.start) is not None


def _atom(match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    if match.lastgroup == "digits":
        reading = read_digits(match.group())
        return Atom(start, end, "literal", *reading) if reading else None
    word = by_form()[match.group().lower()]
    return Atom(start, end, word.role, word.value, entry=word.id)


@cache
def _pattern() -> re.Pattern[str]:
    start = r"(?=[0-9])(?:(?<!\w)|(?<=(?<!\w)(?-i:[A-Z]{3})))"  # USD1,23
    return re.compile(rf"(?P<digits>{start}{LITERAL})|{word_pattern()}", re.IGNORECASE)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The number words and literals of a text."""
    words, known = words_of(text), _numeric()
    known.bound()
    position = 0
    for i in sorted(chain.from_iterable(at for form, at in words.places.items() if known[form])):
        if words.ends[i] <= position:
            continue
        start, end = max(position, words.starts[i]), words.ends[i]
        match = _pattern().match(text, start)
        if match is None and not words.forms[i].isalpha():
            match = _inside(text, start, end)
        while match:
            yield match
            position = match.end()
            match = _inside(text, position, end) if position < end else None


def _inside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number that begins after the first character of a word: USD1,23; 15tr."""
    places = range(start, end)
    return next(filter(None, (_pattern().match(text, place) for place in places)), None)


class _Numeric(dict[str, bool]):
    """Whether a number may begin in a word."""

    def __missing__(self, word: str) -> bool:
        known = self[word] = word in _number_words() or _DIGIT.search(word) is not None
        return known

    def bound(self) -> None:
        """Forget all words where too many are remembered."""
        if len(self) > _REMEMBERED:
            self.clear()


@cache
def _number_words() -> frozenset[str]:
    return frozenset(map(fold_word, by_form()))


@cache
def _numeric() -> _Numeric:
    return _Numeric()
