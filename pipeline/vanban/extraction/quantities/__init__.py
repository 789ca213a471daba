"""Document -> quantities: every number of something, with its value, unit, kind and closeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from vanban.extraction.numbers import Numeral, find_numerals
from vanban.extraction.quantities.approximation import Counting, closeness, may_be_negative, signed
from vanban.extraction.quantities.joining import join_all
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.reading import Quantity, Refusal, read
from vanban.extraction.quantities.units import plain_unit
from vanban.lexicons import grammar as g
from vanban.schema import QuantityFields
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import Span

__all__ = ["Quantity", "Refusal", "find", "read_all"]

_NORMALISED = ("money", "duration", "length", "area", "mass", "volume", "other")


def find(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """All quantities of a document."""
    page = PageText(document, found)
    return [_mention(page, q) for q in _outcomes(page) if isinstance(q, Quantity)]


def read_all(document: Document, found: Sequence[Mention] = ()) -> list[Quantity | Refusal]:
    """Every numeral of a document as a quantity or with the reason why it is none."""
    return _outcomes(PageText(document, found))


def _outcomes(page: PageText) -> list[Quantity | Refusal]:
    """What each numeral of a page is, a quantity or refused, joined where they belong together."""
    outcomes: list[Quantity | Refusal] = []
    end = 0
    for numeral in _mended(page, find_numerals(page.text)):
        if page.is_covered(numeral.span) or numeral.span.start < end:
            continue
        outcomes.append(_read(page, numeral))
        if isinstance(outcomes[-1], Quantity):
            end = outcomes[-1].span.end
    return join_all(page, outcomes)


def _read(page: PageText, numeral: Numeral) -> Quantity | Refusal:
    """A numeral with its minus sign, where what it measures can be negative."""
    negative = signed(page, numeral)
    outcome = read(page, negative) if negative else None
    if isinstance(outcome, Quantity) and may_be_negative(outcome.kind, float(outcome.value)):
        return outcome
    outcome = read(page, numeral)
    if isinstance(outcome, Refusal) or outcome.value >= 0:
        return outcome
    kept = may_be_negative(outcome.kind, float(outcome.value))
    return outcome if kept else Refusal(numeral, "form.name")  # hồi âm một cách lịch sự


def _mended(page: PageText, numerals: Sequence[Numeral]) -> list[Numeral]:
    """The numerals, one that is torn apart (2 4 dự án) or written twice (01 (một) bộ) as one."""
    result: list[Numeral] = []
    for numeral in numerals:
        last = result[-1] if result else None
        if last is not None and _is_torn(page, last, numeral):
            span = Span(last.span.start, numeral.span.end)
            result[-1] = numeral._replace(span=span, value=last.value * 10 + numeral.value)
        elif last is not None and _is_repeated(page.text, last, numeral):
            result[-1] = last._replace(span=Span(last.span.start, numeral.span.end + 1))
            result[-2:] = _range(page.text, result[-2:])
        else:
            result.append(numeral)
    return result


def _is_repeated(text: str, digits: Numeral, words: Numeral) -> bool:
    """True at "01 (một) bộ", "15.000.000 (mười lăm triệu) đồng": digits, and the same in words."""
    between = text[digits.span.end : words.span.start]
    bracketed = between in ("(", " (") and text[words.span.end : words.span.end + 1] == ")"
    return bracketed and digits.value == words.value and text[digits.span.start].isdigit()


def _range(text: str, ends: Sequence[Numeral]) -> Sequence[Numeral]:
    """Two numerals, each written twice, as one range: "15 (mười lăm) đến 20 (hai mươi)"."""
    if len(ends) < 2:
        return ends
    lower, upper = ends
    joined = text[lower.span.end : upper.span.start] == f" {g.TO} "
    if not (joined and text[lower.span.end - 1] == ")" and lower.value < upper.value):
        return ends
    span = Span(lower.span.start, upper.span.end)
    return [lower._replace(span=span, value_max=upper.value, other_max=upper.other)]


def _is_torn(page: PageText, one: Numeral, two: Numeral) -> bool:
    """True for two digits with a blank between them, where no noun before names the first."""
    lone = all(
        n.span.end - n.span.start == 1 and page.text[n.span.start].isdigit() for n in (one, two)
    )
    blank = page.text[one.span.end : two.span.start] in (" ", "\u00a0")  # 4+3 năm
    if not lone or not blank or one.value == 0:
        return False
    before = page.token_before(one.span.start)
    return before is None or before.pos not in ("N", "Np", "Ny", "M", "Nc", "Nu")


def _mention(page: PageText, quantity: Quantity) -> Mention:
    """A quantity as a mention: its value, unit, and how exact the words around it make it."""
    value, value_max = float(quantity.value), _float(quantity.value_max)
    close = closeness(
        page,
        Counting(
            quantity.span.start,
            quantity.span.end,
            quantity.kind,
            value,
            value_max is not None,
            quantity.person,
        ),
    )
    unit, written = quantity.measure, plain_unit(quantity.unit)
    rate = written.partition("/")[2]
    normalised = unit is not None and quantity.kind in _NORMALISED and written
    factor = unit.factor if unit and normalised and (not rate or unit.kind == "money") else None
    fields = QuantityFields(
        value=value,
        value_max=value_max,
        approx=close.approx,
        unit=written or None,
        kind=quantity.kind,
        normal_value=_float(quantity.value * factor) if factor else None,
        normal_value_max=_float(_times(quantity.value_max, factor)),
        normal_unit=_normal_unit(unit.normal_unit, rate) if unit and factor else None,
    )
    entries = tuple(dict.fromkeys((*quantity.entries, *close.entries)))
    return Mention("quantity", quantity.span, fields, quantity.rule, entries)


def _normal_unit(normal: str | None, rate: str) -> str | None:
    """A rate of money is in its currency for what it is paid for: VND/m2, VND/người/năm.

    Other rates ("400 giờ/năm") have no normal value: they are no number of seconds.
    """
    return f"{normal}/{rate}" if normal and rate else normal


def _times(value: Decimal | None, factor: Decimal | None) -> Decimal | None:
    return value * factor if value is not None and factor is not None else None


def _float(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
