"""Dates in English: "October 18, 2010", "18 Oct 2010", "18th October 2010".

In: a text. Out: what is written so. Only a day with its month and year is read; an English month
alone may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.dates.partial import DAY, YEAR, Partial, Written
from vanban.extraction.reading.plain import places
from vanban.lexicons import dates as words
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR_BEHIND = rf",?{BLANK}+(?P<year>{YEAR})(?!\w)"
_BEFORE = re.compile(rf"(?<![\w/.,\-–])(?P<day>{DAY}){_ORDINAL}{BLANK}+(?:of{BLANK}+)?\Z")
_BEHIND = re.compile(rf"\.?{BLANK}+(?P<day>{DAY}){_ORDINAL}{_YEAR_BEHIND}")
_YEAR_ALONE = re.compile(rf"\.?{_YEAR_BEHIND}")
_REACH = 12  # characters before a month in which its day stands
_LETTERS = 3  # by which months are looked for


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{words.pattern('month-name-english')})(?!\w)")


@cache
def _beginnings() -> tuple[str, ...]:
    months = words.of_role("month-name-english")
    return tuple(sorted({form[:_LETTERS] for month in months for form in month.forms}))


def in_english(text: str) -> Iterator[Written]:
    """English dates, in order of place."""
    for place in places(text, _beginnings()):
        month = _month().match(text, place) if not text[place - 1 : place].isalnum() else None
        date = _date(text, month) if month else None
        if date is not None:
            yield date


def _date(text: str, month: re.Match[str]) -> Written | None:
    """The date around a month: its day before it or behind it, and its year."""
    entry = words.entry_of("month-name-english", month["name"])
    start = month.start()
    day = _BEFORE.search(text, max(0, start - _REACH), start)
    match = (_YEAR_ALONE if day else _BEHIND).match(text, month.end())
    if match is None:
        return None
    span = Span(day.start() if day else start, match.end())
    value = Partial(int(match["year"]), entry.value, int((day or match)["day"]))
    return Written(span, span, "day-month-year", value, entries=(entry.id,), mark=" ")
