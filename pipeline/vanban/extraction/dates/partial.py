"""A calendar date as far as a text names it, and the shape in which it was found.

In: year, month, day, quarter, each known or not. Out: ISO 8601 and the first and last day, where
such a day can exist. As written: `digits` and `named` find it, `leads` puts the words before it
in, `evidence` tells whether a bare "18/8" is a date at all, `years` finds a year not written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

Form = Literal["day-month-year", "day-month", "month-year", "month", "quarter", "term"]

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"

MONTH = r"(?:0?[1-9]|1[0-2])"

YEAR = r"(?:1[0-9]|20)[0-9]{2}"

MODERN_YEAR = r"(?:1[89]|20)[0-9]{2}"
"""Where nothing but its place says that a number is a year: no "Masters 1000"."""

DASH = rf"{BLANK}?[-–—]{BLANK}?"


@dataclass(frozen=True, slots=True)
class Written:
    """Something written like a date.

    `core` starts at the first numeral or at tháng, quý, nhiệm kỳ; `span` also holds the words that
    lead in (weekday, part of day, ngày), and `led` tells whether there are any. `mark` is the
    separator of a day in digits.
    """

    span: Span
    core: Span
    form: Form
    begin: Partial
    end: Partial | None = None
    entries: tuple[str, ...] = ()
    weekday: int | None = None
    led: bool = False
    mark: str = ""

    @property
    def last(self) -> Partial:
        """The end of a range, or the date itself."""
        return self.end or self.begin

    @property
    def exists(self) -> bool:
        """False where a day or a month is named that cannot be, or a range runs backwards."""
        if not (self.begin.exists and self.last.exists):
            return False
        first, last = self.begin.first_day(), self.last.last_day()
        return first is None or last is None or first <= last


Precision = Literal["day", "month", "quarter", "year"]

_LEAP_YEAR = 2000  # stands in for an unknown year: 29 February exists in some year
_ORDER: tuple[Precision, ...] = ("day", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Partial:
    """A day, a month, a quarter or a year; `year` is None where it is not known.

    `lunar` marks day and month of the lunar calendar, which ISO 8601 cannot date: such a value
    stays without a year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    lunar: bool = False

    @property
    def exists(self) -> bool:
        """False for 30/2, 31/4, 29/2/2017 and month 13."""
        if self.quarter is not None:
            return 1 <= self.quarter <= 4
        if self.month is None:
            return self.year is not None
        if not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.lunar:
            return 1 <= self.day <= 30
        return 1 <= self.day <= calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]

    @property
    def precision(self) -> Precision:
        """The smallest unit that is named."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "quarter" if self.quarter is not None else "year"

    @property
    def iso(self) -> str:
        """ISO 8601: 2012-08-18, 2009-03, 2011-Q4, 2010; without a year --08-18, --03, --Q4."""
        year = "-" if self.year is None or self.lunar else f"{self.year:04d}"
        if self.quarter is not None:
            return f"{year}-Q{self.quarter}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day is not None else "")

    @property
    def place_in_year(self) -> tuple[int, int]:
        """Month and day of the first day, for telling which of two stands earlier in a year."""
        if self.quarter is not None:
            return 3 * self.quarter - 2, 1
        return self.month or 1, self.day or 1

    def in_year(self, year: int | None) -> Partial:
        """The same date in the given year."""
        return replace(self, year=year)

    def first_day(self) -> dt.date | None:
        """The first day that is meant; None without a year."""
        if self.year is None or self.lunar or not self.exists:
            return None
        return dt.date(self.year, *self.place_in_year)

    def last_day(self) -> dt.date | None:
        """The last day that is meant; None without a year."""
        if self.year is None or self.lunar or not self.exists:
            return None
        if self.day is not None:
            return self.first_day()
        month = self.month or (3 * self.quarter if self.quarter is not None else 12)
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])


_ISO = re.compile(
    r"(?P<year>\d{4}|-)(?:-Q(?P<quarter>\d)|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII
)


def of_iso(text: str, lunar: bool = False) -> Partial:
    """The date that `Partial.iso` writes so. Raises ValueError for a text that is none."""
    if match := _ISO.fullmatch(text):
        parts = match.groupdict()
        known = {name: int(part) for name, part in parts.items() if part and part != "-"}
        date = Partial(**known, lunar=lunar)
        if date.exists:
            return date
    raise ValueError(f"'{text}' is no date like 2012-08-18, 2009-03, 2011-Q4, 2010 or --08-18")


_ANNIVERSARY = 5
"""Years from which on a day and the same day later are an event and its anniversary."""


def is_anniversary(one: Partial, other: Partial) -> bool:
    """True for a day and the same day of a much later year: 7/5/1954 and 7/5/2024."""
    if one.year is None or other.year is None or one.day is None:
        return False
    same = (one.month, one.day) == (other.month, other.day)
    return same and other.year - one.year >= _ANNIVERSARY


def coarser(one: Precision, other: Precision) -> Precision:
    """The less exact of two."""
    return max(one, other, key=_ORDER.index)
