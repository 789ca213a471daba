"""Digits with one separator before three more -> the value meant, by the unit and by the page.

"1,234" is a decimal on a Vietnamese page and a thousand on an English-style one; "1.234" the other
way round. Where nothing settles it the number is refused: a silently wrong amount is the worst.

A page of the financial press shows its English style by points before decimals only ("18.6 nghìn
tỷ", "1.5%") and no point or comma of the other kind: there "3,240 tỷ" is no 3.24.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from vanban.extraction.numbers import Numeral
from vanban.extraction.numbers.lexicon import GAP, scale_forms
from vanban.lexicons.patterns import alternation
from vanban.schema import Dimension

Convention = Literal["vietnamese", "english"]

_FIRST = r"[0-9](?<![\w.,].)"  # the digit first: the engine skips to it
_VIETNAMESE = re.compile(
    rf"{_FIRST}(?:[0-9]{{0,2}}(?:\.[0-9]{{3}}){{2,5}}|[0-9]{{0,5}},[0-9]{{1,2}})(?![\w.,])"
)
_ENGLISH = re.compile(
    rf"{_FIRST}[0-9]{{0,2}}(?:(?:,[0-9]{{3}}){{2,5}}(?![\w,])|,[0-9]{{3}}\.[0-9])"
)
_POINT_AND_THREE = re.compile(rf"{_FIRST}[0-9]{{0,2}}\.[0-9]{{3}}(?![\w.,])")
"""Thousands as a Vietnamese page writes them, or three decimals: it proves neither."""


@cache
def _point_and_decimals() -> re.Pattern[str]:
    """A point before decimals, which the percent sign or a scale behind them proves: "1.5 tỷ"."""
    scales = alternation(scale_forms(), " ")
    return re.compile(rf"{_FIRST}[0-9]{{0,3}}\.[0-9]{{1,2}}{GAP}?(?:%|{scales}(?!\w))")


def convention(text: str) -> Convention | None:
    """How a page writes numbers, where it has one that only one convention can write."""
    if _VIETNAMESE.search(text):
        return "vietnamese"
    if _ENGLISH.search(text):
        return "english"
    points = _point_and_decimals().search(text) and not _POINT_AND_THREE.search(text)
    return "english" if points else None


def settle(
    numeral: Numeral, text: str, kind: Dimension, style: Convention | None
) -> Decimal | None:
    """The value of a numeral; None where its separator leaves two readings open."""
    if numeral.other is None:
        return numeral.value
    written = text[numeral.span.start : numeral.span.end]
    comma = "," in written
    thousands, decimal = numeral.value, numeral.other
    if comma:
        thousands, decimal = decimal, thousands
    if style == "english":
        return thousands if comma else decimal
    if numeral.factor > 1:
        return numeral.value
    if not comma:
        return thousands if kind != "percent" or thousands % 10 == 0 else None
    if kind in ("count", "money", "age") or thousands % 100 == 0:
        return thousands
    return decimal if kind in ("percent", "other") or style == "vietnamese" else None
