"""Roman numerals -> numbers."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.ASCII)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 399 ("XII" -> 12), else None."""
    if not _ROMAN.fullmatch(text):
        return None
    numbers = [_VALUES[letter] for letter in text]
    return sum(
        -number if number < following else number
        for number, following in zip(numbers, [*numbers[1:], 0], strict=True)
    )
