"""The words that lead a date in: weekday, part of day, ngày, and the day before tháng.

In: a text and something written in it. Out: the same with its lead inside, after the days that
share its month (`days`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.dates import days
from vanban.extraction.dates.written import DAY, Form, Written
from vanban.extraction.numbers import entries, parse_number
from vanban.extraction.numbers.lexicon import word_pattern
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

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
        yield from days.shared(text, _lead(text, written, floor), floor, _lead)


# -- the day before tháng --------------------------------------------------------------------------


@cache
def _day_pattern() -> re.Pattern[str]:
    syllable = f"(?:{word_pattern()})"
    return re.compile(
        rf"(?<![\w/])(?<![0-9][.,:\-–])(?:(?P<digits>{DAY})"
        rf"|(?P<words>{syllable}(?:{BLANK}+{syllable}){{0,2}})"
        rf"|(?P<name>{words.pattern('day-name')})){BLANK}+$",
        re.IGNORECASE,
    )


@cache
def _numbered() -> re.Pattern[str]:
    """A word whose number is no day: "tuần 2 tháng 6/2021"."""
    return re.compile(rf"(?<!\w)(?P<word>{words.pattern('numbered')}){BLANK}+\Z", re.IGNORECASE)


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
    roles = ("part-of-day", "weekday", "day")
    one = "|".join(f"(?:{words.pattern(role)})" for role in roles)
    return re.compile(rf"(?<!\w)(?:(?:{one}),?{BLANK}+){{0,3}}(?:{one}),?{BLANK}*$", re.IGNORECASE)


@cache
def _word_pattern() -> re.Pattern[str]:
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
    return re.compile(rf"(?<!\w)(?:[0-9]{{1,2}}|{digits}|vài|mấy){BLANK}+$", re.IGNORECASE)


@cache
def weekday_before() -> re.Pattern[str]:
    """What may stand before a weekday that is no ordinal: a break, or a word of time."""
    roles = ("day", "part-of-day", "lead", "through", "cue")
    said = "|".join(words.pattern(role) for role in roles)
    return re.compile(
        rf"(?:^|[^\w\s]|\n|(?<!\w)(?:{said}|{g.AND}|{g.HOUR}|[0-9]h[0-9]{{0,2}})){BLANK}*$",
        re.IGNORECASE,
    )


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
            if not weekday_before().search(before[: word.start()]):
                start, entries, weekday = word.end(), list(written.entries), None
                continue
            entry = words.entry_of("weekday", word["weekday"])
            weekday, weekday_end = entry.value, word.end()
        elif word["part"]:
            entry = words.entry_of("part-of-day", word["part"])
        else:
            entry = words.entry_of("day", word["day"])
            numeral = _numeral_before().search(before[: word.start()])
            if numeral and not (weekday and numeral.start() < weekday_end):
                # "trong hai ngày 5 và 6/7": ngày belongs to the number before it.
                start, entries, weekday = word.end(), list(written.entries), None
                continue
        entries.append(entry.id)
    while start < len(before) and not before[start].isalnum():
        start += 1
    span = Span(begin + start, written.core.end)
    return replace(written, span=span, entries=tuple(entries), weekday=weekday, led=True)
