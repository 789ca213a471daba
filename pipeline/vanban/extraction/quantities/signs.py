"""A minus sign directly before digits -> the negative number: -6,02%, −500 triệu USD.

In: a page and a numeral. Out: the numeral with its sign, or None where none stands or where the
sign may be a bullet, a range or a dash.
"""

from __future__ import annotations

from vanban.extraction.numbers import Numeral
from vanban.extraction.quantities.page import PageText
from vanban.schema import Dimension
from vanban.text.spans import Span

_MINUS = "\u2212"
_DASHES = frozenset("-\u2013" + _MINUS)
_BEFORE = frozenset(' \u00a0("“:\n')
_RANGED = frozenset("0123456789%")
_SIGNED: tuple[Dimension, ...] = ("percent", "money", "other")


def signed(page: PageText, numeral: Numeral) -> Numeral | None:
    """The numeral as a negative number, where a minus sign stands directly before its digits."""
    text, start = page.text, numeral.span.start
    mark = text[start - 1 : start]
    if mark not in _DASHES or not mark or not text[start].isdigit() or numeral.value_max:
        return None
    before = text[start - 2] if start > 1 else "\n"
    if before not in _BEFORE or (before == "\n" and mark != _MINUS):
        return None
    last = text[page.skip_back(start - 1) - 1 : page.skip_back(start - 1)]
    if last and last in _RANGED:  # 5 -6%
        return None
    return numeral._replace(
        span=Span(start - 1, numeral.span.end),
        value=-numeral.value,
        other=None if numeral.other is None else -numeral.other,
    )


def may_be_negative(kind: Dimension, value: float) -> bool:
    """True for what can fall below nothing; things are counted down only in decimals (points)."""
    return kind in _SIGNED or value != int(value)
