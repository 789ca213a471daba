"""Dates in English: "October 18, 2010", "18 Oct 2010", "18th October 2010".

In: a text. Out: what is written so. Only a day with its month and year is read; an English month
alone may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.partial import Partial
from vanban.extraction.dates.written import DAY, YEAR, Written
from vanban.text.spans import Span

_ORDINAL = r"(?:st|nd|rd|th)?"


@cache
def _pattern() -> re.Pattern[str]:
    month = words.pattern("month-name-english")
    before = rf"(?P<before>(?<![\w/.,\-–]){DAY}){_ORDINAL}{BLANK}+(?:of{BLANK}+)?"
    behind = rf"\.?{BLANK}+(?P<behind>{DAY}){_ORDINAL}"
    return re.compile(
        rf"(?:{before}(?P<month>{month})\.?|(?<!\w)(?P<first>{month}){behind})"
        rf",?{BLANK}+(?P<year>{YEAR})(?!\w)"
    )


def in_english(text: str) -> Iterator[Written]:
    """English dates, in order of place."""
    for match in _pattern().finditer(text):
        month = words.entry_of("month-name-english", match["month"] or match["first"])
        day = int(match["before"] or match["behind"])
        span = Span(*match.span())
        value = Partial(int(match["year"]), month.value, day)
        yield Written(span, span, "day-month-year", value, entries=(month.id,), mark=" ")
