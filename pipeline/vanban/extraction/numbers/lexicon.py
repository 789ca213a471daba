"""Number words: lexicon file -> a table from word to entry, and the pattern that finds them.

Roman numerals are read here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from vanban import lexicons as lexicon

_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.ASCII)

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

Role = Literal["digit", "last", "ten", "tens", "scale", "half", "link", "point", "minus", "over"]

GAP = "[ \u00a0\u2009\u202f]"
"""A blank inside a numeral; a line end separates."""


ORDINALS: dict[str, int] = {"nhất": 1, "nhì": 2, "tư": 4}
"""The words that order things and, by themselves, count none: "lần thứ nhất"."""


class NumberWord(lexicon.Entry):
    """A number word: its part in the grammar and its value (for a scale, the factor).

    With a syllable of `not_before` behind it the word is part of another word (tư + nhân).
    """

    role: Role
    value: Decimal
    not_before: tuple[str, ...] = ()


@cache
def entries() -> tuple[NumberWord, ...]:
    """The number words of `numbers.toml`."""
    return lexicon.load("numbers.numeral", NumberWord)


@cache
def by_form() -> dict[str, NumberWord]:
    """Every form of every number word, in lower case."""
    return {form: entry for entry in entries() for form in entry.forms}


def scale_forms() -> tuple[str, ...]:
    """Every form of the scale words: nghìn, ngàn, triệu, tỷ, tr ..."""
    return tuple(form for entry in entries() if entry.role == "scale" for form in entry.forms)


def word_pattern() -> str:
    """A number word that is a syllable of its own; a scale may hang on digits (15tr)."""
    single = [entry for entry in entries() if len(entry.name) > 1]
    hanging = [entry for entry in entries() if entry.role == "scale"]
    return rf"(?<!\w){_any_form(single)}|(?<=[0-9]){_any_form(hanging)}"


def _any_form(group: Sequence[NumberWord]) -> str:
    """Any form of some entries; a look at the first letter spares most places the alternatives."""
    letters = sorted({form[0] for entry in group for form in entry.forms})
    return rf"(?=[{''.join(letters)}])(?:{'|'.join(map(_form_pattern, group))})"


def _form_pattern(entry: NumberWord) -> str:
    """A pattern of the forms of a number word, where no syllable makes another word of it."""
    forms = "|".join(re.escape(form) for form in entry.forms)
    follow = "|".join(map(re.escape, entry.not_before))
    refusal = rf"(?!{GAP}(?:{follow})(?!\w))" if follow else ""
    return rf"(?:{forms})(?!\w){refusal}"


def roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 399 ("XII" -> 12), else None."""
    if not _ROMAN.fullmatch(text):
        return None
    numbers = [_VALUES[letter] for letter in text]
    return sum(
        -number if number < following else number
        for number, following in zip(numbers, [*numbers[1:], 0], strict=True)
    )
