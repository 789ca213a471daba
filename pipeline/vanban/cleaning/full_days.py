"""The days of a page: those that its text names, and those on which its pictures were filed.

In: a text in lower case. Out: `FullDate`s in their order, and the bare days as months and days. In:
the raw bytes of a page. Out: the days in addresses of pictures (".../2025/01/22/cau.jpg"), of a
month alone (".../202405/cau.jpg") its middle.
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

_FILED = re.compile(
    rb"""
    (?<=[/_-])(?:
        (?P<y>20[0-4][0-9])(?P<mark>[/_-])(?P<m>0?[1-9]|1[0-2])           # 2025/01
            (?:(?P=mark)(?P<d>0?[1-9]|[12][0-9]|3[01]))?(?=[/_-]|\.[a-z])   # /22
      | (?P<y2>20[0-4][0-9])(?P<m2>0[1-9]|1[0-2])
            (?P<d2>0[1-9]|[12][0-9]|3[01])?(?=[/_-]|\.[a-z])               # 202501, 20250122
      | (?P<m3>0[1-9]|1[0-2])(?P<y3>20[0-4][0-9])(?=/)                     # 012025
      | [0-9]?(?P<y4>20[0-4][0-9])(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12][0-9]|3[01])
            (?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9][0-9]{0,3}(?=[/_-]|\.[a-z])  # 20250122093011
    )
    """,
    re.VERBOSE,
)

# What stands behind the day in an address of a picture.
_PICTURE = re.compile(
    rb"[^\s\"'<>\[\]]{0,300}?\.(?:jpe?g|png|webp|gif|avif)(?![a-z])", re.IGNORECASE
)

_MIDDLE = 15  # of a month of which no day is named


class Filed(NamedTuple):
    """A day in an address of a page, and whether the address is that of a picture."""

    day: dt.date
    picture: bool


BEHIND = 24
"""Characters around a date in which what leads it in or qualifies it stands."""

FIRST_YEAR, LAST_YEAR = 1990, 2050  # pages of the web were written between them
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


def filed_on(raw: bytes) -> list[Filed]:
    """The days in the addresses of a page, of pictures also the months, in order of place.

    >>> filed_on(b"![](https://a.vn/2025/01/22/cau.jpg)")
    [Filed(day=datetime.date(2025, 1, 22), picture=True)]
    """
    return list(_days(raw))


def _days(raw: bytes) -> Iterator[Filed]:
    """The days of addresses under which pictures were filed; a month alone is its middle."""
    for found in _FILED.finditer(raw):
        day = found["d"] or found["d2"] or found["d4"]
        picture = _PICTURE.match(raw, found.end()) is not None
        if not day and not picture:
            continue
        year = found["y"] or found["y2"] or found["y3"] or found["y4"]
        month = found["m"] or found["m2"] or found["m3"] or found["m4"]
        try:
            yield Filed(dt.date(int(year), int(month), int(day or _MIDDLE)), picture)
        except ValueError:  # 2025/02/31
            continue
