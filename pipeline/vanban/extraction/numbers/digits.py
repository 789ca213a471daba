"""A number written in digits -> its value, with the doubt that its separators leave.

Vietnamese groups thousands by dots and marks decimals by a comma; English-style pages do the
reverse. "1.234" and "1,234" alone can be either: the Vietnamese reading is `value`, the English
one `other`, and whoever knows the unit and the page decides.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import GAP

LITERAL = (
    rf"(?:[0-9]{{1,3}}(?:{GAP}[0-9]{{3}})+(?!{GAP}[0-9]{{3}}|[0-9.,]*[0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*(?![.,]?[0-9]))"
)
"""Digits with separators inside; thousands may be set apart by blanks."""

_WIDE = re.compile("[\uff0c\uff0e\uff10-\uff19]")
_NARROW = str.maketrans({0xFF0C: ",", 0xFF0E: ".", **{0xFF10 + n: str(n) for n in range(10)}})

_MAX_DIGITS = 15  # beyond that a float cannot hold every digit, and the text means a code
_GAPS = re.compile(GAP)


class Reading(NamedTuple):
    """The value of a literal, and what it would be by the other convention."""

    value: Decimal
    other: Decimal | None = None


def half_width(text: str) -> str:
    """The text with full-width digits, commas and dots as plain ones, place for place."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


@lru_cache(maxsize=4096)
def read_digits(literal: str) -> Reading | None:
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
        return Reading(Decimal(text))
    if dots and commas:
        return _both(text)
    if len(groups) == 2:
        return _single(groups, "." if dots else ",")
    return Reading(Decimal("".join(groups))) if _grouped(groups) else None


def _both(text: str) -> Reading | None:
    """Dots and commas: the one that stands last, once, is the decimal sign."""
    point = "," if text.rindex(",") > text.rindex(".") else "."
    groups_mark = "." if point == "," else ","
    if text.count(point) != 1:
        return None
    integer, fraction = text.split(point)
    groups = integer.split(groups_mark)
    return Reading(Decimal("".join(groups) + "." + fraction)) if _grouped(groups) else None


def _single(groups: list[str], mark: str) -> Reading:
    """One separator: thousands only before exactly three digits, and then in doubt."""
    decimal = Decimal(".".join(groups))
    if not _grouped(groups):
        return Reading(decimal)
    thousands = Decimal("".join(groups))
    return Reading(thousands, decimal) if mark == "." else Reading(decimal, thousands)


def _grouped(groups: list[str]) -> bool:
    first, *rest = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)
