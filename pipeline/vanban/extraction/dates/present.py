"""The present of a page, for dates without a year, and days told from the day of publication.

In: a page. Out: the `Present`: the year in which it was written, with the day where it is known or
one that is near, None where nothing settles the year; and the days of this, the last or the next
month, "ngày 5 tháng này", with their full value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vanban.cleaning.written_year import written_year_of
from vanban.extraction.dates.partial import DAY, Partial, Written
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.document import Page
from vanban.text.spans import Span

_MONTHS = 12

_SHIFTS = {
    g.THIS: 0,
    **dict.fromkeys(g.forms("month-before"), -1),
    **dict.fromkeys(g.forms("month-after"), 1),
}
"""Months to add to that of publication."""

_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
_MIDDLE = 15  # of a month of which no day is known


class Present(NamedTuple):
    """When a page was written: a year, with a day where one is known that is near.

    `sign` is the lexicon entry that says so, "" where the form of the text does; a `near` present
    says nothing of days far from its own.
    """

    year: int
    day: dt.date | None
    sign: str = ""
    near: bool = False


def present(page: Page) -> Present | None:
    """The present of a page: its day or month of publication, else the year it was written in."""
    if page.published_on is not None:
        return Present(page.published_on.year, page.published_on)
    month = _MONTH.match(page.published_at or "")
    if month is not None:
        year = int(month["year"])
        return Present(year, dt.date(year, int(month["month"]), _MIDDLE))
    written = written_year_of(page)
    if written.year is None:
        return None
    if written.sign is None:
        return Present(written.year, None)
    return Present(written.year, written.sign.day, written.sign.entry, written.sign.near)


@cache
def _pattern() -> re.Pattern[str]:
    """A day of a month that is counted from now: "ngày 5 tháng trước"."""
    return re.compile(
        rf"(?<![\w/.,\-–])(?P<day>{DAY}){BLANK}+{words.pattern('month')}{BLANK}+"
        rf"(?P<shift>{words.alternation(_SHIFTS)})(?!\w)(?!{BLANK}+{g.any_of('day-follower')})",
        re.IGNORECASE,
    )


@cache
def _led() -> re.Pattern[str]:
    """A word that makes the number before "tháng này" a day, not a count of months."""
    return re.compile(
        rf"(?<!\w)(?:{words.pattern('day')}|{words.pattern('part-of-day')}){BLANK}+\Z",
        re.IGNORECASE,
    )


def of_months(text: str, published: dt.date | None) -> Iterator[Written]:
    """Days of a month that is named from the month of publication."""
    if published is None:
        return
    for match in _pattern().finditer(text):
        if not _led().search(text, max(0, match.start() - 16), match.start()):
            continue
        shift = _SHIFTS[" ".join(match["shift"].lower().split())]
        months = _MONTHS * published.year + published.month - 1 + shift
        value = Partial(months // _MONTHS, months % _MONTHS + 1, int(match["day"]))
        span = Span(*match.span())
        yield Written(span, span, "day-month-year", value, mark=g.MONTH)
