"""The present of a page, for dates without a year.

In: a page. Out: the `Present`: the year in which the page was written, with the day where it is
known or one that is near; None where nothing settles the year.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from vanban.cleaning.written_year import written_year_of
from vanban.text.document import Page

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
