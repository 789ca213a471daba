"""The words that lead a date in, and days before it that share its month.

In: a text and something written in it. Out: the same with its lead inside: weekday, part of day,
ngày, the day before tháng. Days before it ("ngày 22, 23 và 24/6", "từ 16 đến 21/6") make one range
where they run up to it, else dates of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates.partial import DAY, Form, Partial, Written
from vanban.extraction.numbers import entries, parse_number
from vanban.extraction.numbers.lexicon import word_pattern
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_FIRST_DAYS, _LAST_DAYS = 5, 25  # a range from the last days of a month to the first of the next

_DAY_NUMBER = re.compile(rf"(?<![0-9]){DAY}(?![0-9])")

LeadIn = Callable[[str, Written, int], Written]
"""Puts the words that lead a date in before it; nothing before a place belongs to it."""

_REACH = 64  # characters before a date in which its lead stands


def lead_in(text: str, written: Written, floor: int = 0) -> Iterator[Written]:
    """The date with what leads it in, after the days that share its month.

    Nothing before `floor`, where the date before this one ends, belongs to it.
    """
    if written.form == "month":
        written = _with_day(text, written, floor)
    if written.begin.day is None:
        yield written
    else:
        yield from shared(text, _lead(text, written, floor), floor, _lead)


# -- the day before tháng --------------------------------------------------------------------------


@cache
def _day_pattern() -> re.Pattern[str]:
    """A day before its month, in digits, in words or by name."""
    syllable = f"(?:{word_pattern()})"
    return re.compile(
        rf"(?<![\w/])(?<![0-9][.,:\-–])(?:(?P<digits>{DAY})"
        rf"|(?P<words>{syllable}(?:{BLANK}+{syllable}){{0,2}})"
        rf"|(?P<name>{words.pattern('day-name')})){BLANK}+$",
        re.IGNORECASE,
    )


@cache
def _numbered() -> re.Pattern[str]:
    """A word whose number is no day ("tuần 2 tháng 6/2021"), nor the end of "nhiệm | kỳ"."""
    term = g.TERM_YEARS.split()[0]
    return re.compile(
        rf"(?<!\w)(?<!{term} )(?P<word>{words.pattern('numbered')}){BLANK}+\Z", re.IGNORECASE
    )


def _in_a_name(text: str, start: int) -> bool:
    """True for the end of a name in capitals: "Hoa | Kỳ 24 tháng 5"."""
    return text[start].isupper() and start > 1 and text[start - 2].isalpha()


def _with_day(text: str, written: Written, floor: int) -> Written:
    """The month with the day before it: "18 tháng 8", "mười tám tháng tám", "rằm tháng Giêng"."""
    before = text[max(floor, written.core.start - _REACH) : written.core.start]
    match = _day_pattern().search(before)
    if not match:
        return written
    numbered = _numbered().search(before[: match.start()])
    if numbered and not _in_a_name(before, numbered.start()):
        entry = words.entry_of("numbered", numbered["word"])
        return replace(written, entries=(*written.entries, entry.id))
    start = written.core.start - len(before) + match.start()
    entries = written.entries
    if match["digits"]:
        day, lunar = int(match["digits"]), False
    elif match["words"]:
        number = parse_number(match["words"])
        led = _lead_end(text[max(floor, start - _REACH) : start])
        if number is None or not 1 <= number <= 31 or not led:
            return written
        day, lunar = int(number), False
    else:
        entry = words.entry_of("day-name", match["name"])
        day, lunar, entries = entry.value or 15, entry.lunar, (entry.id, *entries)
    begin = replace(written.begin, day=day, lunar=written.begin.lunar or lunar)
    span = Span(start, written.core.end)
    form: Form = "day-month-year" if begin.year else "day-month"
    return replace(
        written, span=span, core=span, form=form, begin=begin, mark=g.MONTH, entries=entries
    )


# -- weekday, part of day, ngày --------------------------------------------------------------------


@cache
def _lead_pattern() -> re.Pattern[str]:
    """Up to four words of days, parts of the day and weekdays before a date."""
    roles = ("part-of-day", "weekday", "day")
    one = "|".join(f"(?:{words.pattern(role)})" for role in roles)
    return re.compile(rf"(?<!\w)(?:(?:{one}),?{BLANK}+){{0,3}}(?:{one}),?{BLANK}*$", re.IGNORECASE)


@cache
def _word_pattern() -> re.Pattern[str]:
    """A weekday, a part of the day or the word for a day."""
    return re.compile(
        rf"(?<!\w)(?:(?P<weekday>{words.pattern('weekday')})"
        rf"|(?P<part>{words.pattern('part-of-day')})"
        rf"|(?P<day>{words.pattern('day')}))(?!\w)",
        re.IGNORECASE,
    )


def _lead_end(before: str) -> re.Match[str] | None:
    return _lead_pattern().search(before)


@cache
def _numeral_before() -> re.Pattern[str]:
    """A number before ngày, which then counts days: "trong hai ngày 5 và 6/7"."""
    digits = words.alternation(
        form
        for entry in entries()
        if entry.role in ("digit", "ten") and entry.value > 1
        for form in entry.forms
    )
    few = g.any_of("few")
    return re.compile(rf"(?<!\w)(?:[0-9]{{1,2}}|{digits}|{few}){BLANK}+$", re.IGNORECASE)


@cache
def weekday_before() -> re.Pattern[str]:
    """What may stand before a weekday that is no ordinal: a break, or a word of time."""
    roles = ("day", "part-of-day", "lead", "through", "cue")
    said = "|".join(words.pattern(role) for role in roles)
    return re.compile(
        rf"(?:^|[^\w\s]|\n|(?<!\w)(?:{said}|{g.AND}|{g.HOUR}|[0-9]h[0-9]{{0,2}})){BLANK}*$",
        re.IGNORECASE,
    )


_OF_ACT = re.compile(rf"(?<!\w){g.NUMBER}:?{BLANK}*$", re.IGNORECASE)
_ONE_MORE = re.compile(
    rf"{BLANK}*(?:[-–—,&]|(?:{g.AND}|{g.OR})(?!\w)){BLANK}*(?:{g.DAY}{BLANK}+)?[0-9]"
)


def _names_act(text: str, written: Written, before: str) -> bool:
    """True where the number before ngày is that of a document: "Nghị quyết 18 ngày 25/10/2017".

    It stands behind "số", or before one whole date, of which no number counts the days.
    """
    alone = written.begin.year is not None and not _ONE_MORE.match(text, written.core.end)
    return alone or _OF_ACT.search(before) is not None


def _lead(text: str, written: Written, floor: int) -> Written:
    """The date with the weekday, part of day and ngày that stand before it."""
    begin = max(floor, written.core.start - _REACH)
    before = text[begin : written.core.start]
    match = _lead_end(before)
    if not match:
        return written
    start, entries, weekday, weekday_end = match.start(), list(written.entries), None, 0
    for word in _word_pattern().finditer(before, match.start()):
        if word["weekday"]:
            entry = words.entry_of("weekday", word["weekday"])
            lead = before[: word.start()].rstrip()
            counted = lead.lower().endswith(g.TIMES)  # lần | thứ bảy
            on_it = not counted and _falls_on(written, entry.value)
            if not (on_it or weekday_before().search(before[: word.start()])):
                start, entries, weekday = word.end(), list(written.entries), None
                continue
            weekday, weekday_end = entry.value, word.end()
        elif word["part"]:
            entry = words.entry_of("part-of-day", word["part"])
        else:
            entry = words.entry_of("day", word["day"])
            numeral = _numeral_before().search(before[: word.start()])
            if numeral and _names_act(text, written, before[: numeral.start()]):
                numeral = None
            if numeral and not (weekday and numeral.start() < weekday_end):
                # "trong hai ngày 5 và 6/7": ngày belongs to the number before it.
                start, entries, weekday = word.end(), list(written.entries), None
                continue
        entries.append(entry.id)
    while start < len(before) and not before[start].isalnum():
        start += 1
    span = Span(begin + start, written.core.end)
    return replace(written, span=span, entries=tuple(entries), weekday=weekday, led=True)


def _falls_on(written: Written, weekday: int | None) -> bool:
    """True where the calendar bears a weekday out: "(báo ra) thứ bảy, ngày 5 tháng 10 năm 1957"."""
    day = written.begin.first_day() if written.begin.day is not None else None
    return day is not None and day.isoweekday() == weekday


@cache
def _shared_pattern() -> re.Pattern[str]:
    """Days that share the month of a date behind them: "ngày 3, 4 và | 5/6"."""
    head = f"(?:{words.pattern('day')}|{words.pattern('lead')}|{words.pattern('part-of-day')})"
    to = rf"{BLANK}?[-–—]{BLANK}?|{BLANK}+{words.pattern('through')}{BLANK}+"
    also = rf"{BLANK}?[,&]{BLANK}?|{BLANK}+(?:{g.AND}|{g.OR}){BLANK}+"
    day = words.pattern("day")
    return re.compile(
        rf"(?:(?<!\w)(?P<head>{head}){BLANK}*:?{BLANK}+|(?P<open>\())"
        rf"(?P<list>(?:{day}{BLANK}+)?{DAY}(?:(?:{to}|{also})(?:{day}{BLANK}+)?{DAY}){{0,9}})"
        rf"(?:(?P<to>{to})|{also})$",
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
