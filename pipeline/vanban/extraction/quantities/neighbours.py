"""What the neighbours of a quantity say of it: one amount with them, a count, or worth a thousand.

In: the quantities and refusals of a page in order. Out: two amounts in units of one kind as one
("2 giờ 15 phút", in the unit of the first); a "một" that stands in no contrast to another number
refused; and a scaled number without a unit in that of the number beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeGuard

from vanban.extraction.quantities import senses
from vanban.extraction.quantities.lexicon import approximators
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.reading import UNNAMED, Quantity, Refusal
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

Outcome = Quantity | Refusal

_CLAUSE_REACH = 60  # characters between two quantities of one clause

_SENTENCE_END = re.compile(r"[.!?][ \u00a0\n]|\n")

_LIST = re.compile(rf"(?:,|[ \u00a0]{g.AND})[ \u00a0]", re.IGNORECASE)

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
    ("mau-land", "sao-land"): 10,
    ("mẫu", "sao-land"): 10,
}
"""How many of the second unit make one of the first. Times: Bộ luật Dân sự 2015, Điều 146; fields:
ten sào are a mẫu in the north and the centre alike, whatever their size. A "mẫu" by itself may be
a sample; with sào behind it it is land."""


def with_smaller_unit(page: PageText, whole: Quantity, part: Quantity) -> Quantity | None:
    """An amount in two units is one, in the first: "2 giờ 15 phút 9 giây", "2 mẫu 3 sào"."""
    if whole.value_max or part.value_max:
        return None
    if not _LINK.fullmatch(page.text, whole.span.end, part.span.start):
        return None
    parts = _PARTS.get((_unit_id(whole), _unit_id(part)))
    if parts is None or part.value >= parts:
        return None
    return whole._replace(
        span=Span(whole.span.start, part.span.end),
        value=whole.value + part.value / parts,
        kind=whole.kind if whole.measure else part.kind,
        rule=whole.rule if whole.measure else part.rule,
        entries=tuple(dict.fromkeys((*whole.entries, *part.entries))),
    )


def _unit_id(quantity: Quantity) -> str:
    return quantity.measure.id if quantity.measure else quantity.unit.lower()


def with_cents(page: PageText, whole: Quantity, part: Quantity) -> Quantity | None:
    """Money with its hundredths is one amount: "2 đô la và 23 xu"."""
    between = page.text[whole.span.end : part.span.start]
    cents = part.measure is not None and part.measure.id == _CENT and part.value < _CENTS
    if whole.kind != "money" or not cents or not _LINK.fullmatch(between):
        return None
    span = Span(whole.span.start, part.span.end)
    entries = tuple(dict.fromkeys((*whole.entries, *part.entries)))
    return whole._replace(span=span, value=whole.value + part.value / _CENTS, entries=entries)


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
    return whole._replace(span=span, value=whole.value + part.numeral.value / _CENTS)


def settle(page: PageText, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes as their neighbours settle them."""
    settled: list[Outcome] = []
    for index in range(len(outcomes)):
        settled.append(_contrasted(page, outcomes, index, settled))
    settled = [_as_medals(page, settled, index) for index in range(len(settled))]
    return [_as_money(page, settled, index) for index in range(len(settled))]


def _as_medals(page: PageText, outcomes: Sequence[Outcome], index: int) -> Outcome:
    """What follows a count of the same list is counted too: "2 bạc, 1 đồng" are no money."""
    outcome, before = outcomes[index], outcomes[index - 1] if index else None
    if not isinstance(outcome, Quantity) or not isinstance(before, Quantity):
        return outcome
    listed = outcome.measure is not None and before.unit in outcome.measure.counted_after
    if not listed or not _LIST.fullmatch(page.text, before.span.end, outcome.span.start):
        return outcome
    return outcome._replace(kind="count", rule="quantity.count", measure=None)


def _contrasted(
    page: PageText, outcomes: Sequence[Outcome], index: int, settled: Sequence[Outcome]
) -> Outcome:
    """A counted "một" stays where a coordinated neighbour counts too."""
    outcome = outcomes[index]
    if not isinstance(outcome, Quantity) or not outcome.single:
        return outcome
    excess = approximators("one").before(page, outcome.span.start)
    token = page.token_over(excess[0]) if excess else None
    if excess is not None and (token is None or token.start == excess[0]):  # kế | thừa
        return outcome._replace(entries=(*outcome.entries, excess[1].id))
    before = outcomes[index - 1] if index else None
    after = outcomes[index + 1] if index + 1 < len(outcomes) else None
    contrasted = (_counts(before) and _contrasts(page, before, outcome, outcome)) or (
        _counts(after) and _contrasts(page, outcome, after, outcome)
    )
    again = settled[-1] if settled else None
    kept = contrasted or _is_repeated(page, again, outcome)
    return outcome if kept else Refusal(outcome.numeral, "sense.article")


def _is_repeated(page: PageText, again: Outcome | None, outcome: Quantity) -> bool:
    """True for the second of "hai tài khoản: một tài khoản …, một tài khoản …"."""
    if not isinstance(again, Quantity) or not again.single or again.unit != outcome.unit:
        return False
    return senses.recounts(page.text, again.span.end, outcome.span.start)


def _contrasts(page: PageText, left: Quantity, right: Quantity, one: Quantity) -> bool:
    """True where a coordination joins the two, or the same noun is counted in one sentence."""
    if senses.is_article(page.text, one.span.start):
        return False
    if senses.contrasts(page.text, left.span.end, right.span.start):
        return True
    same = left.unit.lower() == right.unit.lower()
    return same and senses.recounts(page.text, left.span.end, right.span.start)


def _counts(outcome: Outcome | None) -> TypeGuard[Quantity]:
    """True for a quantity of things that is no "một" itself."""
    if not isinstance(outcome, Quantity) or not outcome.unit:
        return False
    return outcome.kind == "count" and not outcome.single


def _as_money(page: PageText, outcomes: Sequence[Outcome], index: int) -> Outcome:
    """A scaled number without a unit beside money is money: "4,4 triệu; vùng 2 là 3 triệu đồng"."""
    outcome = outcomes[index]
    if not isinstance(outcome, Quantity) or outcome.rule != "quantity.bare":
        return outcome
    beside = (*outcomes[max(index - 1, 0) : index], *outcomes[index + 1 : index + 2])
    if any(_is_money_near(page, outcome, other) for other in beside):
        return outcome._replace(kind="money", rule="quantity.implied")
    return outcome


def _is_money_near(page: PageText, bare: Quantity, other: Outcome) -> bool:
    """True for an amount of money in the same clause."""
    if not isinstance(other, Quantity) or other.kind != "money":
        return False
    first, second = sorted((bare.span, other.span))
    gap = page.text[first.end : second.start]
    return len(gap) <= _CLAUSE_REACH and not _SENTENCE_END.search(gap)
