"""Neighbouring numerals -> one quantity: ranges with two units, changes, shares.

"từ 10 triệu đồng đến 20 triệu đồng" is one range; "từ 200 lên 600 tổ chức" is two quantities that
share a unit; "2 trong 4 nội dung" is a ratio; "một" counts only beside another number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vanban.extraction.numbers import Numeral
from vanban.extraction.quantities import neighbours
from vanban.extraction.quantities.lexicon import all_approximators
from vanban.extraction.quantities.neighbours import (
    Outcome,
    with_bare_cents,
    with_cents,
    with_smaller_unit,
)
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.reading import UNNAMED, Quantity, Refusal
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import alternation
from vanban.text.spans import Span

_TO = re.compile(
    rf"[ \u00a0]?[-\u2013\u2014][ \u00a0]?|[ \u00a0](?:{g.TO}|{g.UNTIL})[ \u00a0]", re.IGNORECASE
)
_AND = re.compile(rf"[ \u00a0]{g.AND}[ \u00a0]", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b{g.MID}[ \u00a0]\Z", re.IGNORECASE)
_OF_HOUR = re.compile(rf"[^.;\n0-9]{{0,12}}(?<!\w)(?:{g.HOUR}|h)[ \u00a0]?", re.IGNORECASE)
_OR = re.compile(rf"[ \u00a0](?:{g.AND}|{g.OR}|{g.OR_ELSE})[ \u00a0]", re.IGNORECASE)
_COMMA = re.compile(r",[ \u00a0]")
_OF = re.compile(rf"[ \u00a0]{g.WITHIN}[ \u00a0]", re.IGNORECASE)
_WHOLE = ("duration", "age")
_DATED = ("calendar-label", "term-label")
_TORN_LIMIT = 1000  # a larger number is not torn in two by a line end
_ROOM = 24  # characters between two numerals that belong together
_STEP = 5  # between two numbers of a list: khóa 3, 5


def join_all(page: PageText, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with neighbours joined, and lone "một" kept only in contrast."""
    joined: list[Outcome] = []
    for outcome in outcomes:
        last = joined[-1] if joined else None
        if last is not None and isinstance(outcome, Quantity):
            joined[-1:] = _merge(page, last, outcome)
            _share_backwards(page, joined)
        elif isinstance(last, Quantity) and isinstance(outcome, Refusal):
            joined[-1:] = [with_bare_cents(page, last, outcome), outcome]
        else:
            joined.append(outcome)
    return neighbours.settle(page, joined)


def _share_backwards(page: PageText, joined: list[Outcome]) -> None:
    """Give the unit of "40, 50 và 60 năm" to the numbers further left."""
    for index in range(len(joined) - 3, -1, -1):
        first, second = joined[index], joined[index + 1]
        if not isinstance(first, Refusal) or not isinstance(second, Quantity):
            return
        between = page.text[first.numeral.span.end : second.span.start]
        shared = second.rule == "quantity.change" and _COMMA.fullmatch(between)
        if first.reason not in UNNAMED or not shared or second.kind not in _WHOLE:
            return
        joined[index] = _sharing(first.numeral, second)


def _merge(page: PageText, last: Outcome, current: Quantity) -> list[Outcome]:
    """What two neighbours become together: the two of them, changed or not, or one."""
    if isinstance(last, Quantity) and last.unit:
        whole = (
            _range(page, last, current)
            or with_cents(page, last, current)
            or with_smaller_unit(page, last, current)
        )
        return [whole] if whole else [last, current]
    if isinstance(last, Quantity):  # a scaled number whose thing may be the next one's
        bare = Refusal(last.numeral, UNNAMED[0])
        shared = _shared(page, bare, page.text[last.span.end : current.span.start], current)
        return [last, current] if shared[0] is bare else shared
    between = page.text[last.numeral.span.end : current.span.start]
    reason = _continues(last, between, current) if len(between) <= _ROOM else None
    if reason:
        return [last, Refusal(current.numeral, reason)]
    year = last.numeral.span.of(page.text).lower() == g.YEAR  # 5 tháng đầu năm, 9 tháng
    if len(between) > _ROOM or last.reason not in UNNAMED or year:
        return [last, current]
    return _shared(page, last, between, current)


def _shared(page: PageText, last: Refusal, between: str, current: Quantity) -> list[Outcome]:
    """What a number without a unit becomes by the unit of the next one."""
    whole: Quantity | None = None
    if _AND.fullmatch(between) and _is_opened(page, last.numeral.span.start):
        whole = _range(page, _sharing(last.numeral, current), current)
    elif _OF.fullmatch(between):
        whole = _share(last.numeral, current)
    elif _change().fullmatch(between) or _is_shared(between, current):
        return [_sharing(last.numeral, current), current]
    return [whole] if whole else [last, current]


@cache
def _change() -> re.Pattern[str]:
    """What stands between the two numbers of a change: "(từ 200) tăng lên gần (600)"."""
    verbs = alternation(word for entry in all_approximators() for word in entry.changed)
    close = alternation(form for entry in all_approximators() for form in entry.forms)
    return re.compile(
        rf"[ \u00a0](?:{verbs}[ \u00a0])?{g.any_of('change', ' ')}"
        rf"(?:[ \u00a0]{close})?[ \u00a0]",
        re.IGNORECASE,
    )


def _continues(last: Refusal, between: str, current: Quantity) -> str | None:
    """Why a quantity falls with the numeral before it.

    The minutes of a time of day; the next of a list of ordinals ("phường 12, 13"); and "12, 5%",
    one number torn apart or two, where neither reading is sure.
    """
    minutes = current.measure is None or current.measure.id == "minute"
    if minutes and _OF_HOUR.fullmatch(between):
        return "form.clock"
    comma = _COMMA.fullmatch(between)
    if last.reason.endswith("-label") and last.reason not in _DATED:
        step = current.numeral.value - last.numeral.value
        listed = comma or _OR.fullmatch(between)
        ordinal = current.measure is None and not current.person and 0 < step <= _STEP
        return last.reason if listed and ordinal else None
    figures = (last.numeral.value, current.numeral.value)
    torn = comma and last.reason in UNNAMED and _is_sized(current)
    return "form.split" if torn and max(figures) < _TORN_LIMIT else None


def _is_sized(current: Quantity) -> bool:
    """True for a measure that is often a decimal; years and ages are not."""
    return current.measure is not None and current.kind not in _WHOLE


def _is_shared(between: str, current: Quantity) -> bool:
    """True for a measure that several numbers share: "20 và 22 tuổi", "30, 40 năm"."""
    if _COMMA.fullmatch(between):
        return current.kind in _WHOLE
    measured = current.measure is not None and current.kind != "money"
    return measured and _OR.fullmatch(between) is not None


def _range(page: PageText, low: Quantity, high: Quantity) -> Quantity | None:
    """One unit written twice is one range: "10 triệu đồng đến 20 triệu đồng"."""
    between = page.text[low.span.end : high.span.start]
    opened = _AND.fullmatch(between) and _is_opened(page, low.span.start)
    linked = _TO.fullmatch(between) or opened
    single = low.value_max is None and high.value_max is None and low.value < high.value
    if not linked or not single or not _is_one_unit(low.unit.lower(), high.unit.lower()):
        return None
    span = Span(low.span.start, high.span.end)
    entries = tuple(dict.fromkeys((*low.entries, *high.entries)))
    return high._replace(
        span=span, value=low.value, value_max=high.value, entries=entries, numeral=low.numeral
    )


def _is_one_unit(low: str, high: str) -> bool:
    """True for one unit written twice, the rate behind the second: "… đồng đến … đồng/lượt"."""
    return low == high or high.startswith(f"{low}/")


def _is_opened(page: PageText, start: int) -> bool:
    """True after "giữa": a range "giữa 1 và 2"."""
    return bool(_BETWEEN.search(page.text[max(start - 8, 0) : start]))


def _sharing(numeral: Numeral, other: Quantity) -> Quantity:
    """The first number of a change, which takes the unit and the scale of the second."""
    factor = other.numeral.factor if numeral.factor == 1 else 1
    return other._replace(
        span=numeral.span,
        numeral=numeral,
        value=numeral.value * factor,
        value_max=None if numeral.value_max is None else numeral.value_max * factor,
        rule="quantity.change",
        entries=tuple(dict.fromkeys((*numeral.entries, *other.entries))),
        single=False,
    )


def _share(part: Numeral, whole: Quantity) -> Quantity | None:
    """A part of a counted whole is a ratio: "2 trong 4 nội dung"."""
    if part.value_max is not None or part.factor != 1 or whole.kind != "count":
        return None
    if not 0 < part.value < whole.value:
        return None
    return whole._replace(
        span=Span(part.span.start, whole.span.end),
        value=part.value / whole.value,
        kind="ratio",
        rule="quantity.share",
        numeral=part,
    )
