"""What the neighbours of a quantity say of it: whether "một" counts, and what "3 triệu" is worth.

In: the quantities and refusals of a page in order. Out: the same, with a "một" that stands in no
contrast to another number refused, and a scaled number without a unit beside money as money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from vanban.extraction.quantities import senses
from vanban.extraction.quantities.lexicon import approximators
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.reading import Quantity, Refusal

Outcome = Quantity | Refusal

_CLAUSE_REACH = 60
_SENTENCE_END = re.compile(r"[.!?][ \u00a0\n]|\n")


def settle(page: PageText, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes as their neighbours settle them."""
    settled: list[Outcome] = []
    for index in range(len(outcomes)):
        settled.append(_contrasted(page, outcomes, index, settled))
    return [_as_money(page, settled, index) for index in range(len(settled))]


# -- a lone một ------------------------------------------------------------------------------------


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
        return replace(outcome, entries=(*outcome.entries, excess[1].id))
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


# -- a scaled number without a unit ----------------------------------------------------------------


def _as_money(page: PageText, outcomes: Sequence[Outcome], index: int) -> Outcome:
    """A scaled number without a unit beside money is money: "4,4 triệu; vùng 2 là 3 triệu đồng"."""
    outcome = outcomes[index]
    if not isinstance(outcome, Quantity) or outcome.rule != "quantity.bare":
        return outcome
    beside = (*outcomes[max(index - 1, 0) : index], *outcomes[index + 1 : index + 2])
    if any(_is_money_near(page, outcome, other) for other in beside):
        return replace(outcome, kind="money", rule="quantity.implied")
    return outcome


def _is_money_near(page: PageText, bare: Quantity, other: Outcome) -> bool:
    """True for an amount of money in the same clause."""
    if not isinstance(other, Quantity) or other.kind != "money":
        return False
    first, second = sorted((bare.span, other.span))
    gap = page.text[first.end : second.start]
    return len(gap) <= _CLAUSE_REACH and not _SENTENCE_END.search(gap)
