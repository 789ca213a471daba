"""Number words: lexicon file -> a table from word to entry, and the pattern that finds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Literal

from vanban import lexicons as lexicon

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
    """The entries of numbers.toml."""
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
