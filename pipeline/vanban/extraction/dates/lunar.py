"""Days and months of the lunar calendar, which have no ISO value of their own.

In: a text, and a date in it. Out: the date marked where the words behind it say that it is lunar
(âm lịch, năm Tân Sửu); and days that are counted from Tết, which is the first of the lunar year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.dates.partial import DAY, Partial, Written
from vanban.extraction.numbers import parse_number
from vanban.extraction.reading.plain import places
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_FIRST_DAYS, _LAST_DAYS = range(1, 16), range(20, 31)
"""Days of the first month after Tết, and of the last one before it."""


@cache
def _cycle() -> str:
    """A pattern for a year of the cycle of sixty: Tân Sửu."""
    stem, branch = words.pattern("lunar-stem"), words.pattern("lunar-branch")
    return rf"(?P<stem>{stem}){BLANK}+(?P<branch>{branch})(?!\w)"


@cache
def _behind() -> re.Pattern[str]:
    """What behind a date says that it is of the lunar calendar, or its year by its cycle."""
    lunar, cycle = words.pattern("lunar"), _cycle()
    unnamed = cycle.replace("?P<stem>", "?:").replace("?P<branch>", "?:")
    return re.compile(
        rf"{BLANK}*[,/]?{BLANK}*\(?"
        rf"(?:{g.YEAR}{BLANK}+(?:[0-9]{{4}}{BLANK}+)?(?:{unnamed}{BLANK}*)?"
        rf"(?P<behind>{lunar})(?!\w)"  # năm Giáp Thìn âm lịch
        rf"|(?:{g.YEAR}{BLANK}+)?(?P<cycle>{cycle})"  # năm Giáp Thìn
        rf"|(?P<word>{lunar})(?!\w))",  # âm lịch
        re.IGNORECASE,
    )


def mark(text: str, date: Written) -> Written:
    """The date, marked where a word behind it says that it is of the lunar calendar.

    Such a date stays without a year: ISO 8601 counts in the Gregorian calendar.
    """
    match = _behind().match(text, date.span.end)
    if match is None or date.form in ("quarter", "term"):
        return date
    if match["cycle"] and date.begin.year is not None:
        return date  # a full date with the name of its year: 12/2/2021, năm Tân Sửu
    word = match["behind"] or match["word"]
    if word:
        entries: tuple[str, ...] = (words.entry_of("lunar", word).id,)
    else:
        stem, branch = match["stem"], match["branch"]
        entries = (
            words.entry_of("lunar-stem", stem).id,
            words.entry_of("lunar-branch", branch).id,
        )
    span = Span(date.span.start, match.end()) if _names_year(match) else date.span
    return replace(
        date,
        span=span,
        begin=replace(date.begin, lunar=True),
        end=date.end and replace(date.end, lunar=True),
        entries=(*date.entries, *entries),
    )


def _names_year(match: re.Match[str]) -> bool:
    """True where the year of the cycle follows as "năm 2013" does: "10/3 năm Giáp Thìn"."""
    return match["cycle"] is not None and match.group().lstrip().lower().startswith(g.YEAR)


@cache
def _tet() -> re.Pattern[str]:
    """Tết, but not the New Year of the Gregorian calendar and other days that bear the word."""
    others = words.alternation(w for entry in words.of_role("tet") for w in entry.not_before)
    return re.compile(rf"(?P<tet>{words.pattern('tet')})(?!\w)(?!{BLANK}+(?i:{others}))")


_DAY_BEFORE = re.compile(rf"(?<![\w/.,\-–])(?:(?P<digits>{DAY})|(?P<word>[^\W\d_]+)){BLANK}+\Z")
_DAY_REACH, _LED_REACH = 12, 16  # characters before Tết, and before its day


@cache
def _counted() -> re.Pattern[str]:
    """The word before the first days of the year: mùng, mồng."""
    return re.compile(rf"(?<!\w){words.pattern('day')}{BLANK}+\Z", re.IGNORECASE)


def in_tet(text: str, low: str) -> Iterator[Written]:
    """Days counted from Tết: "mùng 1 Tết", "30 Tết"; `low` is the text in lower case."""
    for place in places(low, ["tết"]):
        match = _tet().match(text, place)
        day = _DAY_BEFORE.search(text, max(0, place - _DAY_REACH), place) if match else None
        value = _day_of_tet(text, day) if day else None
        if match is None or day is None or value is None:
            continue
        span = Span(day.start(), match.end())
        entry = words.entry_of("tet", match["tet"])
        yield Written(span, span, "day-month", value, entries=(entry.id,), mark=g.MONTH, led=True)


def _day_of_tet(text: str, day: re.Match[str]) -> Partial | None:
    """The lunar day: the first ones of a year behind mùng, the last ones in digits."""
    number = float(day["digits"]) if day["digits"] else parse_number(day["word"])
    led = _counted().search(text, max(0, day.start() - _LED_REACH), day.start())
    if number in _FIRST_DAYS and led:
        return Partial(None, 1, int(number or 0), lunar=True)
    if number in _LAST_DAYS and day["digits"]:
        return Partial(None, 12, int(number or 0), lunar=True)
    return None
