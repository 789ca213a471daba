"""Days that share a month: "ngày 22, 23 và 24/6", "từ 16 đến 21/6", "(25 và 26/7)".

In: a text and a date in it, with the words that lead it in. Out: the date as one range where the
days before it run up to it, else with the days before it as dates of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates.partial import Partial
from vanban.extraction.dates.written import DAY, Written
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_FIRST_DAYS, _LAST_DAYS = 5, 25
_REACH = 64  # characters before a date in which the days of a list stand
_DAY_NUMBER = re.compile(rf"(?<![0-9]){DAY}(?![0-9])")

LeadIn = Callable[[str, Written, int], Written]
"""Puts the words that lead a date in before it; nothing before a place belongs to it."""


@cache
def _shared_pattern() -> re.Pattern[str]:
    head = f"(?:{words.pattern('day')}|{words.pattern('lead')}|{words.pattern('part-of-day')})"
    to = rf"{BLANK}?[-–—]{BLANK}?|{BLANK}+{words.pattern('through')}{BLANK}+"
    also = rf"{BLANK}?[,&]{BLANK}?|{BLANK}+(?:{g.AND}|{g.OR}){BLANK}+"
    day = words.pattern("day")
    return re.compile(
        rf"(?:(?<!\w)(?P<head>{head}){BLANK}*:?{BLANK}+"
        rf"|(?P<open>\())(?P<list>(?:{day}{BLANK}+)?{DAY}"
        rf"(?:(?:{to}|{also})(?:{day}{BLANK}+)?{DAY}){{0,9}})(?:(?P<to>{to})|{also})$",
        re.IGNORECASE,
    )


def shared(text: str, written: Written, floor: int, lead_in: LeadIn) -> Iterator[Written]:
    """The date, and the days before it that take their month from it."""
    begin = max(floor, written.span.start - _REACH)
    before = text[begin : written.span.start]
    match = _shared_pattern().search(before)
    if not match:
        yield written
        return
    days = [
        Span(begin + m.start(), begin + m.end())
        for m in _DAY_NUMBER.finditer(before, match.start("list"))
    ]
    first = lead_in(text, replace(written, core=days[0], span=days[0], entries=()), floor)
    link = (match["to"] or "").strip()
    through = (words.entry_of("through", link).id,) if link[:1].isalpha() else ()
    first = replace(first, entries=(*first.entries, *written.entries, *through))
    run = [*(int(day.of(text)) for day in days), written.begin.day or 0]
    pair = bool(match["to"]) and len(days) == 1
    own_head = written.span.start < written.core.start
    in_a_row = not own_head and all(b - a == 1 for a, b in pairwise(run))
    if not first.led and not pair and not (match["open"] and in_a_row):
        yield written
    elif ((pair and run[0] < run[1]) or in_a_row) and written.end is None:
        led = first.led or pair or bool(match["open"])
        yield _as_range(written, days[0], replace(first, led=led), run[0])
    else:
        yield from _each(written, days, first, run)


def _as_range(written: Written, day: Span, first: Written, number: int) -> Written:
    """The range from the first day of a list to the date behind it."""
    core = Span(day.start, written.core.end)
    return replace(
        written,
        span=Span(first.span.start, core.end),
        core=core,
        begin=replace(written.begin, day=number, year=None),
        end=written.begin,
        entries=first.entries,
        led=first.led,
        weekday=None,
    )


def _each(
    written: Written, days: Sequence[Span], first: Written, numbers: Sequence[int]
) -> Iterator[Written]:
    """The days of a list as dates of their own, and the date behind them."""
    for day, number in zip(days, numbers, strict=False):
        yield replace(
            written,
            span=first.span if day is days[0] else day,
            core=day,
            begin=_earlier(written.begin, number),
            end=None,
            entries=first.entries,
            weekday=None,
            led=True,
        )
    yield replace(written, led=True)


def _earlier(date: Partial, day: int) -> Partial:
    """A day named before a date of the first days of a month: "đêm 30, rạng sáng 1/5" is 30/4."""
    turns = date.day is not None and date.day <= _FIRST_DAYS and day >= _LAST_DAYS
    if not turns or date.month is None:
        return replace(date, day=day)
    if date.month > 1:
        return replace(date, day=day, month=date.month - 1)
    return replace(date, day=day, month=12, year=date.year - 1 if date.year else None)
