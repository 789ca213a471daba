"""Two amounts in units of one kind -> one amount: "2 giờ 15 phút", "2 đô la và 23 xu".

In: a quantity and its right neighbour. Out: the two as one, in the unit of the first, or None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.reading import UNNAMED, Quantity, Refusal
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_LINK = re.compile(rf"[ \u00a0](?:{g.AND}[ \u00a0])?", re.IGNORECASE)
_CENT, _CENTS, _CENT_DIGITS = "us-cent", 100, 2
_NO_CENTS = ("VND", "JPY", "KRW", "LAK", "IDR")
_PARTS = {
    ("year", "month"): 12,
    ("age", "month"): 12,
    ("year", "day"): 365,
    ("month", "day"): 30,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("hour-spoken", "minute"): 60,
    ("hour", "second"): 3600,
    ("hour-spoken", "second"): 3600,
    ("minute", "second"): 60,
}
"""How many of the second unit make one of the first: Bộ luật Dân sự 2015, Điều 146."""


def with_smaller_time(page: PageText, whole: Quantity, part: Quantity) -> Quantity | None:
    """A time or an age in several units is one, in the first: "2 giờ 15 phút 9 giây"."""
    lasting = whole.kind in ("duration", "age") and part.kind == "duration"
    if not lasting or whole.value_max or part.value_max:
        return None
    if not _LINK.fullmatch(page.text, whole.span.end, part.span.start):
        return None
    parts = _PARTS.get((_unit_id(whole), _unit_id(part)))
    if parts is None or part.value >= parts:
        return None
    return replace(
        whole,
        span=Span(whole.span.start, part.span.end),
        value=whole.value + part.value / parts,
        entries=tuple(dict.fromkeys((*whole.entries, *part.entries))),
    )


def _unit_id(quantity: Quantity) -> str:
    return quantity.measure.id if quantity.measure else ""


def with_cents(page: PageText, whole: Quantity, part: Quantity) -> Quantity | None:
    """Money with its hundredths is one amount: "2 đô la và 23 xu"."""
    between = page.text[whole.span.end : part.span.start]
    cents = part.measure is not None and part.measure.id == _CENT and part.value < _CENTS
    if whole.kind != "money" or not cents or not _LINK.fullmatch(between):
        return None
    span = Span(whole.span.start, part.span.end)
    entries = tuple(dict.fromkeys((*whole.entries, *part.entries)))
    return replace(whole, span=span, value=whole.value + part.value / _CENTS, entries=entries)


def with_bare_cents(page: PageText, whole: Quantity, part: Refusal) -> Quantity:
    """The same without the word: "hai đô 23"; for currencies that have cents."""
    between = page.text[whole.span.end : part.numeral.span.start]
    written = part.numeral.span.of(page.text)
    foreign = whole.measure is not None and whole.measure.normal_unit not in _NO_CENTS
    if (
        not foreign
        or whole.kind != "money"
        or part.reason not in (*UNNAMED, "form.model")
        or between != " "
    ):
        return whole
    if len(written) != _CENT_DIGITS or not written.isdigit() or whole.value != int(whole.value):
        return whole
    span = Span(whole.span.start, part.numeral.span.end)
    return replace(whole, span=span, value=whole.value + part.numeral.value / _CENTS)
