"""The latest year of which a text tells as past or present: it was hardly written long after.

In: a text in lower case and its full dates. Out: that year; None where the latest is that of a
plan, the start of a period, or the day of an act: those tell of other times than the text's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban import lexicons as lexicon
from vanban.cleaning.full_days import BEHIND, YEAR, FullDate, full_months, recent
from vanban.cleaning.year_signs import BARE_YEAR, is_ahead, line_before
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK, YearSign

_SYMBOL = re.compile(rf"\d/(?:{YEAR}/)?[{g.CODE_SMALL}]{{2}}[\w-]*,? (?:{g.DAY} )?\Z")


class _Told(NamedTuple):
    """A year that a text names, and whether it tells of its own time by it."""

    year: int
    own: bool


def latest_year(form: str, dates: Sequence[FullDate]) -> int | None:
    """The latest year named, where it or the year before it is told of as past or present."""
    told = list(_told(form, dates))
    latest = max((one.year for one in told), default=0)
    return latest if any(one.own and one.year >= latest - 1 for one in told) else None


def _told(form: str, dates: Sequence[FullDate]) -> Iterator[_Told]:
    """The years named that no word says to lie ahead."""
    for date in (*recent(dates), *full_months(form)):
        if not is_ahead(line_before(form, date.start)):
            before = _before(form, date.start)
            yield _Told(date.day.year, not _SYMBOL.search(before) and not _start().search(before))
    for found in BARE_YEAR.finditer(form):
        before = _before(form, found.start())
        if not is_ahead(before, bare=True):
            yield _Told(int(found[0]), not _start().search(before))


def _before(form: str, place: int) -> str:
    return form[max(0, place - BEHIND) : place]


@cache
def _start() -> re.Pattern[str]:
    """What makes a year the start of a period, a measure of others, or the name of an act."""
    forms = words.alternation(
        form
        for sign in lexicon.load("dates.sign", YearSign)
        if sign.place == "start"
        for form in sign.forms
    )
    return re.compile(rf"(?<!\w){forms}(?:{BLANK}+{g.YEAR})?{BLANK}+\Z")
