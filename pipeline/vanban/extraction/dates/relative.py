"""Days of this, the last or the next month: "ngày 5 tháng này", "chiều 25 tháng trước".

In: a text and the day on which it was published. Out: what is written so, with its full value;
nothing where that day is not known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.dates.partial import Partial
from vanban.extraction.dates.written import DAY, Written
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_MONTHS = 12
_SHIFTS = {g.THIS: 0, g.BEFORE: -1, "rồi": -1, "qua": -1, "vừa qua": -1, "sau": 1, g.UNTIL: 1}
"""Months to add to that of publication."""


@cache
def _pattern() -> re.Pattern[str]:
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
