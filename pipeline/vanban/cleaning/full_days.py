"""The days that a text names: in full, with their years, and bare.

In: a text in lower case. Out: `FullDate`s in their order, and the bare days as months and days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK

BEHIND = 24
"""Characters around a date in which what leads it in or qualifies it stands."""

FIRST_YEAR, LAST_YEAR = 1990, 2050
_MONTHS = 12

YEAR = r"(?:199\d|20[0-4]\d)"
"""The years in which pages of the web are written."""

# The digits first, to which the engine skips; what stands before them is looked at after.
_FULL = re.compile(
    r"(?P<d>\d{1,2})(?: ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<y>[12]\d{3})(?!\d)"  # 8/6/2017
    rf"| {g.MONTH} (?P<m2>\d{{1,2}}),? ?{g.YEAR} (?P<y2>[12]\d{{3}})(?!\d))"  # 8 tháng 6 năm 2017
)
_MONTH = re.compile(
    rf"{g.MONTH} (?P<m>\d{{1,2}})(?:[/.-]| {g.YEAR} )(?P<y>{YEAR})(?![\w/])"  # tháng 1/2017
)
_BARE_DAY = re.compile(
    rf"{g.any_of('part-of-a-date')} ?\(?"  # ngày, sáng nay (
    r"(?P<day>0?[1-9]|[12][0-9]|3[01])[/.-](?P<month>0?[1-9]|1[0-2])(?![/.-]?[0-9])"  # 22/1
)


class FullDate(NamedTuple):
    """A day with its year: where it stands with the words that lead it in, and which it is."""

    start: int
    end: int
    day: dt.date


def full_dates(form: str) -> Iterator[FullDate]:
    """The days of a text that stand with their years."""
    for found in _FULL.finditer(form):
        start = found.start()
        if form[start - 1 : start] in {"/", ".", "-"}:
            continue
        try:
            year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
            day = dt.date(year, month, int(found["d"]))
        except ValueError:  # 31/2/2017
            continue
        led = _lead().search(form, max(0, start - BEHIND), start)
        yield FullDate(led.start() if led else start, found.end(), day)


def full_months(form: str) -> Iterator[FullDate]:
    """The months of a text that stand with their years, each as its first day."""
    for found in _MONTH.finditer(form):
        if 0 < int(found["m"]) <= _MONTHS:
            day = dt.date(int(found["y"]), int(found["m"]), 1)
            yield FullDate(*found.span(), day)


def bare_days(text: str) -> set[tuple[int, int]]:
    """The months and days that a text names without their years."""
    return {(int(found["month"]), int(found["day"])) for found in _BARE_DAY.finditer(text.lower())}


def recent(dates: Sequence[FullDate]) -> Iterator[FullDate]:
    """The dates of the years in which pages are written."""
    return (date for date in dates if FIRST_YEAR <= date.day.year < LAST_YEAR)


@cache
def _lead() -> re.Pattern[str]:
    """What leads a day in: its weekday, part of day, ngày."""
    roles: tuple[words.Role, ...] = ("part-of-day", "weekday", "day")
    one = "|".join(words.pattern(role) for role in roles)
    return re.compile(rf"(?<!\w)(?:(?:{one}),?{BLANK}+){{0,2}}(?:{one}),?{BLANK}*\Z", re.IGNORECASE)
