"""One numeral and what stands around it -> a quantity, or the reason why it is none."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from vanban.extraction.numbers import Numeral
from vanban.extraction.quantities import numbering, senses, stops
from vanban.extraction.quantities.heads import UnitHead, head_at
from vanban.extraction.quantities.lexicon import Unit, all_approximators, approximators, multiples
from vanban.extraction.quantities.page import PageText, settle
from vanban.extraction.quantities.units import UnitMatch, implied_unit, unit_at, unit_before
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import alternation
from vanban.schema import Dimension
from vanban.text.spans import Span

_AND_A_HALF = re.compile(rf"[ \u00a0]{g.AND_A_HALF}(?!\w)", re.IGNORECASE)
_ANOTHER = re.compile(r"[ \u00a0][0-9]+[.,][0-9]")
_IN_ROW = re.compile(r"[0-9][.,][0-9]{1,3}[ \u00a0]\Z")
"""Another amount directly before a numeral: both stand in a row of a table."""
_CODE = re.compile(rf"[{g.CODE_CAPITALS}]{{2,}}(?!\w)")
_ROW = 8
_CLOCK_UNIT = re.compile(rf"(?:{g.HOUR}|h)\Z", re.IGNORECASE)
_THOUSAND = "k-thousand"
"""The k of "10k đồng", which is no thousand in "5K", "4K"."""
_MEASURED: dict[Dimension, str] = {
    "percent": "quantity.percent",
    "money": "quantity.money",
    "duration": "quantity.duration",
    "age": "quantity.age",
    "length": "quantity.length",
    "area": "quantity.area",
    "mass": "quantity.mass",
    "volume": "quantity.volume",
    "other": "quantity.other",
}
"""The rule that finds a numeral with a unit of each dimension."""
_CARATS = (10, 14, 18, 22, 24)  # of gold that is sold
_WORDS_OF_PARTS = 16
"""Characters before a fraction in which a word of parts is looked for; the longest has twelve."""
_THOUSANDS, _PRICE, _BILLION = 1000, 10**4, 10**9

UNNAMED = ("form.no-unit", "not-head")
"""Reasons that only say that no unit follows, so that a neighbour's may be shared."""


class Quantity(NamedTuple):
    """A number of something as read; `single` is a lone "một" that counts only in contrast."""

    span: Span
    numeral: Numeral
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: Dimension
    rule: str
    entries: tuple[str, ...] = ()
    measure: Unit | None = None
    person: bool = False
    single: bool = False


class Refusal(NamedTuple):
    """A numeral that is no quantity, and why: a lexicon entry's id or a rule of form.

    "form.no-unit" is a number of which the text does not say what it counts.
    """

    numeral: Numeral
    reason: str


def read(page: PageText, numeral: Numeral) -> Quantity | Refusal:
    """The quantity that a numeral opens; a Refusal where it counts nothing."""
    if numeral.five is not None and senses.is_five(page, numeral, numeral.five):
        numeral = numeral.five
    reason = (
        stops.code(page, numeral)
        or stops.phrase(page, numeral)
        or stops.word_sense(page, numeral)
        or stops.fraction(page, numeral)
    )
    if reason:
        return Refusal(numeral, reason)
    unit, head = _follow(page, numeral)
    if _THOUSAND in numeral.entries and not _is_thousand(page, numeral, unit, head):
        return Refusal(numeral, _THOUSAND)
    reason = _against_either(page, numeral, unit or head)
    if reason:
        return Refusal(numeral, reason)
    if unit is not None:
        reason = _against_measure(page, numeral, unit)
        return Refusal(numeral, reason) if reason else _measure(page, numeral, unit)
    if head is not None:
        reason = _against_count(page, numeral, head)
        return Refusal(numeral, reason) if reason else _count(page, numeral, head)
    return _bare(page, numeral)


def _is_thousand(
    page: PageText, numeral: Numeral, unit: UnitMatch | None, head: UnitHead | None
) -> bool:
    """True for the k of "10k đồng", "500k lượt xem" and of a bare price; not for 4K, 5K."""
    if unit is not None:
        return unit.entry.kind == "money"
    small = page.text[numeral.span.end - 1] == "k" and numeral.value >= 10 * numeral.factor
    if numeral.value / numeral.factor in _CARATS and head is None:
        return False  # vàng 24k
    if head is not None:
        return small and head.known
    return small and implied_unit(page, numeral.span.start) is not None


def _follow(page: PageText, numeral: Numeral) -> tuple[UnitMatch | None, UnitHead | None]:
    """The unit of measure, or else the counted noun, that belongs to a numeral."""
    unit = unit_at(page, numeral.span.end, numeral)
    if unit is not None:
        return unit, None
    head = head_at(page, numeral.span.end)
    if head is None:
        return unit_before(page, numeral.span.start), None
    if numeral.factor >= _BILLION and not head.known and implied_unit(page, numeral.span.start):
        return None, None
    return None, head


def _against_either(
    page: PageText, numeral: Numeral, unit: UnitMatch | UnitHead | None
) -> str | None:
    """Why a numeral is no quantity, whatever its unit."""
    if numeral.fraction and numeral.value > 1:
        return "form.scale"  # 140/90 mmHg: two figures, no share
    before = page.text[max(numeral.span.start - _ROW, 0) : numeral.span.start]
    if unit and _IN_ROW.search(before) and _CODE.match(page.text, unit.start):
        return "form.row"  # 16,391.52 17,088.21 | CAD: the currency of the next row
    return None


def _against_measure(page: PageText, numeral: Numeral, unit: UnitMatch) -> str | None:
    """Why a numeral with a unit of measure is no quantity."""
    lasting = unit.entry.kind == "duration"
    if unit.start < numeral.span.start and _ANOTHER.match(page.text, numeral.span.end):
        return "form.row"  # CHF 27,377.09 27,653.63: the rates of a currency, no amount of it
    reason = stops.measured_label(page, numeral, unit) or senses.refusal(page, numeral, unit, None)
    if reason or not lasting:
        return reason
    if _opens_sentence(page.text, numeral, unit):
        return "form.break"
    reason = stops.calendar(page, numeral)
    clock = unit.entry.id == "hour" and _CLOCK_UNIT.fullmatch(page.text[unit.start : unit.end])
    return reason or (stops.clock(page, numeral, unit) if clock else None)


def _against_count(page: PageText, numeral: Numeral, head: UnitHead) -> str | None:
    """Why a numeral with a noun is no quantity."""
    reason = (
        stops.label(page, numeral, head.person)
        or numbering.street(page, head.start)
        or numbering.row(page, numeral, head.start)
        or numbering.numbered_line(page, numeral)
        or numbering.provision(page, head.start, head.end)
    )
    if reason:
        return reason
    close = approximators("before").before(page, numeral.span.start)
    approximated = close is not None and close[1].caution != "limit"
    ranged = numeral.value_max is not None  # từ năm 1993 - 1997 ông
    broken = page.text[head.start].isupper()  # Tin mới nhất 2025 | Người dân …
    counted = (head.person and not broken) or approximated
    if numbering.year(numeral, page.text) and (ranged or not counted):
        return "form.year"
    if head.portion and not numeral.fraction:
        return "form.portion"
    return senses.refusal(page, numeral, None, head)


def _opens_sentence(text: str, numeral: Numeral, unit: UnitMatch) -> bool:
    """True at "165.000 Năm 2017": a table or a lost full stop stands between."""
    written = text[unit.start : unit.end]
    digits = text[numeral.span.start].isdigit()
    return digits and written[0].isupper() and not (len(written) > 1 and written.isupper())


def _bare(page: PageText, numeral: Numeral) -> Quantity | Refusal:
    """A numeral without a unit: with a scale word ("25 triệu") the thing is understood.

    After a word of money it is money ("lãi 20 tỷ"); all other numerals are refused.
    """
    reason = stops.label(page, numeral) or stops.scale_name(page, numeral)
    if not reason and numeral.fraction and _is_share(page, numeral):
        return _unitless(numeral, "ratio", "quantity.fraction")
    if numeral.factor < _THOUSANDS or reason:
        return Refusal(numeral, reason or stops.no_head(page, numeral) or UNNAMED[0])
    entry = implied_unit(page, numeral.span.start) if numeral.value >= _PRICE else None
    if entry is None:
        return _unitless(numeral, "count", "quantity.bare")
    return _unitless(numeral, entry.kind, "quantity.implied", entry.id)


def _unitless(numeral: Numeral, kind: Dimension, rule: str, *entries: str) -> Quantity:
    """A quantity of what the sentence leaves unsaid or has named before."""
    span, value, upper = numeral.span, numeral.value, numeral.value_max
    return Quantity(span, numeral, value, upper, "", kind, rule, (*numeral.entries, *entries))


def _is_share(page: PageText, numeral: Numeral) -> bool:
    """True for a proper fraction behind a word of parts ("chiếm 2/3"): no day follows those.

    A bare "một nửa" is as vague as "phần lớn" and stays out.
    """
    before = page.text[max(numeral.span.start - _WORDS_OF_PARTS, 0) : numeral.span.start]
    slashed = "/" in numeral.span.of(page.text)
    return slashed and numeral.value < 1 and _part_of().search(before) is not None


@cache
def _part_of() -> re.Pattern[str]:
    """A word of parts at the end of what is searched."""
    return re.compile(rf"(?<!\w){g.any_of('part-of', ' ')}[ \u00a0]\Z", re.IGNORECASE)


def _measure(page: PageText, numeral: Numeral, unit: UnitMatch) -> Quantity | Refusal:
    """A numeral with a unit of measure or a currency."""
    entry = unit.entry
    settled = _settled(page, numeral, entry.kind)
    if settled is None:
        return Refusal(numeral, "form.separator")
    value, upper = settled[0] + unit.fraction, settled[1]
    span = Span(min(numeral.span.start, unit.start), max(numeral.span.end, unit.end))
    half = _AND_A_HALF.match(page.text, span.end)
    if half and numeral.value_max is None:
        span, value = Span(span.start, half.end()), value + Decimal("0.5")
    return Quantity(
        span,
        numeral,
        value,
        upper,
        unit.written or page.text[unit.start : unit.end],
        entry.kind,
        _MEASURED[entry.kind],
        (*numeral.entries, entry.id, *(("ruoi",) if half else ())),
        entry,
    )


def _count(page: PageText, numeral: Numeral, head: UnitHead) -> Quantity | Refusal:
    """A numeral with its noun as a count, or a ratio, or why it is neither."""
    text = page.text
    unit = text[head.start : head.end]
    before = text[max(numeral.span.start - 24, 0) : numeral.span.start]
    multiple = any(entry.id in head.entries for entry in multiples()) and _multiple().search(before)
    kind: Dimension = "ratio" if numeral.fraction or multiple else "count"
    settled = _settled(page, numeral, kind)
    if settled is None:
        return Refusal(numeral, "form.separator")
    value, upper = settled
    odd = value != int(value) or numeral.value_max is not None
    sectioned = value != int(value) and page.begins(numeral.span.start)
    if odd and _is_heading(numeral, unit, head) and (sectioned or not head.known):
        return Refusal(numeral, "form.heading")
    return Quantity(
        Span(numeral.span.start, head.end),
        numeral,
        value,
        upper,
        unit,
        kind,
        "quantity.fraction" if numeral.fraction else "quantity.count",
        (*numeral.entries, *head.entries),
        person=head.person,
        single=text[numeral.span.start : numeral.span.end].lower() == g.ONE,
    )


@cache
def _multiple() -> re.Pattern[str]:
    """Before a number of times: a verb of comparison, and at most one word or number between."""
    verbs = alternation(word for entry in multiples() for word in entry.multiple_after)
    close = alternation(form for entry in all_approximators() for form in entry.forms)
    return re.compile(
        rf"{verbs}(?:[ \u00a0](?:{close}|{g.UNTIL}|{g.TO}|{g.UP}|{g.FROM}|{g.SOME}"
        rf"|[0-9]+,?[ \u00a0]{g.any_of('or-even')}))?"
        r"[ \u00a0]\Z",
        re.IGNORECASE,
    )


def _settled(
    page: PageText, numeral: Numeral, kind: Dimension
) -> tuple[Decimal, Decimal | None] | None:
    """The value and the upper end that the unit and, only where in doubt, the page settle."""
    if numeral.other is None and numeral.other_max is None:
        return numeral.value, numeral.value_max
    return settle(numeral, kind, page.convention)


def _is_heading(numeral: Numeral, unit: str, head: UnitHead) -> bool:
    """True at "1.5 Mục tiêu", "1-2 Đội hình", "0-3 MU": a section, or a score before a name."""
    plain = numeral.factor == 1 and numeral.fraction is None
    lettered = unit.isupper() and (head.known or numeral.value_max is None)
    return plain and unit[0].isupper() and not lettered
