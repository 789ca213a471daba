"""Text -> the number words and literals in it, in runs that nothing but a blank interrupts.

A comma behind a scale word and before another number word stays in the run, for amounts in words
are written with commas ("hai tỷ, ba trăm triệu đồng"). Of a literal with one separator, "1.234" or
"1,234", the Vietnamese reading (dots group thousands) is `value`, the English one `other`, and
whoever knows the unit and the page decides.

The folded words of the text, which other extractors share, are looked up one by one; the pattern is
tried only where a number word or a digit stands. What it finds is what `finditer` would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain, compress
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import GAP, by_form, word_pattern
from vanban.extraction.numbers.terms import Atom
from vanban.extraction.reading.words import words_of
from vanban.text.spelling import Remembered, fold_word

LITERAL = (
    rf"(?:[0-9]{{1,3}}(?:{GAP}[0-9]{{3}})+(?!{GAP}[0-9]{{3}}|[0-9.,]*[0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*(?![.,]?[0-9]))"
)
"""Digits with separators inside; thousands may be set apart by blanks."""

_WIDE = re.compile("[\uff0c\uff0e\uff10-\uff19]")

_NARROW = str.maketrans({0xFF0C: ",", 0xFF0E: ".", **{0xFF10 + n: str(n) for n in range(10)}})

_MAX_DIGITS = 15  # beyond that a float cannot hold every digit, and the text means a code

_GAPS = re.compile(GAP)


class DigitsReading(NamedTuple):
    """The value of a literal, and what it would be by the other convention."""

    value: Decimal
    other: Decimal | None = None


_ADJACENT = re.compile(f"{GAP}{{0,2}}")
_COMMA = re.compile(f",{GAP}")
_WIDEST_GAP = 2  # characters between two words of a numeral
_GROUP = 3  # digits between two separators
_THOUSAND, _NOTHING = Decimal(1000), Decimal(0)
_DIGIT = re.compile("[0-9]")


def runs(text: str) -> Iterator[list[Atom]]:
    """The atoms of a text, in runs that nothing but a blank interrupts."""
    run: list[Atom] = []
    for match in _matches(text):
        atom = _atom(match) or _padded(match, run)
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
    """A piece of a numeral: digits, or a number word; None for digits that are no number."""
    start, end = match.span()
    if match.lastgroup == "digits":
        reading = read_digits(match.group())
        return Atom(start, end, "literal", *reading) if reading else None
    word = by_form()[match.group().lower()]
    return Atom(start, end, word.role, word.value, entry=word.id)


def _padded(match: re.Match[str], run: list[Atom]) -> Atom | None:
    """Three digits behind a scale, a nought in front: the 090 of "126 tỷ 090 triệu"."""
    written = match.group()
    if not run or run[-1].role != "scale" or len(written) != _GROUP or not written.isdigit():
        return None
    return Atom(match.start(), match.end(), "literal", Decimal(written))


@cache
def _pattern() -> re.Pattern[str]:
    start = r"(?=[0-9])(?:(?<!\w)|(?<=(?<!\w)(?-i:[A-Z]{3})))"  # USD1,23
    return re.compile(rf"(?P<digits>{start}{LITERAL})|{word_pattern()}", re.IGNORECASE)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The number words and literals of a text."""
    words, position = words_of(text), 0
    numeric = compress(words.places.values(), map(_NUMERIC.__getitem__, words.places))
    for i in sorted(chain.from_iterable(numeric)):
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


@cache
def _number_words() -> frozenset[str]:
    return frozenset(map(fold_word, by_form()))


_NUMERIC = Remembered(lambda word: word in _number_words() or _DIGIT.search(word) is not None)
"""Whether a number may begin in a word."""


def half_width(text: str) -> str:
    """The text with full-width digits, commas and dots as plain ones, place for place."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


@lru_cache(maxsize=4096)
def read_digits(literal: str) -> DigitsReading | None:
    """The value of "1.234.567", "6,5", "9.6", "12 500", "04"; None where it is no number.

    No number: codes with leading zeros ("0912"), groups that fit no convention ("1.23.4").
    """
    text = _GAPS.sub("", literal)
    if sum(map(str.isdigit, text)) > _MAX_DIGITS:
        return None
    whole, dots, commas = text.replace(",", "."), text.count("."), text.count(",")
    groups = whole.split(".")
    if groups[0].startswith("0") and (len(groups[0]) > 2 or (len(groups[0]) == 2 and dots)):
        return None
    if not dots and not commas:
        return DigitsReading(Decimal(text))
    if dots and commas:
        return _both(text)
    if len(groups) == 2:
        return _single(groups, "." if dots else ",")
    return DigitsReading(Decimal("".join(groups))) if _grouped(groups) else None


def _both(text: str) -> DigitsReading | None:
    """Dots and commas: the one that stands last, once, is the decimal sign."""
    point = "," if text.rindex(",") > text.rindex(".") else "."
    groups_mark = "." if point == "," else ","
    if text.count(point) != 1:
        return None
    integer, fraction = text.split(point)
    groups = integer.split(groups_mark)
    return DigitsReading(Decimal("".join(groups) + "." + fraction)) if _grouped(groups) else None


def _single(groups: list[str], mark: str) -> DigitsReading:
    """One separator: thousands only before exactly three digits, and then in doubt."""
    decimal = Decimal(".".join(groups))
    if not _grouped(groups):
        return DigitsReading(decimal)
    thousands = Decimal("".join(groups))
    return DigitsReading(thousands, decimal) if mark == "." else DigitsReading(decimal, thousands)


def _grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == _GROUP for group in rest)
