"""Days and months of the lunar calendar, which have no ISO value of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.written import Written

_LUNAR_YEAR = (
    rf"(?:năm{BLANK}+(?:[0-9]{{4}}{BLANK}+)?(?:(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)"
    rf"{BLANK}+[^\W\d_]+{BLANK}*)?)"
)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(
        rf"{BLANK}*,?{BLANK}*\(?{_LUNAR_YEAR}?{BLANK}*(?P<word>{words.pattern('lunar')})(?!\w)",
        re.IGNORECASE,
    )


def mark(text: str, date: Written) -> Written:
    """The date, marked where a word behind it says that it is of the lunar calendar.

    Such a date stays without a year: ISO 8601 counts in the Gregorian calendar.
    """
    match = _behind().match(text, date.span.end)
    if match is None or date.form in ("quarter", "term"):
        return date
    entry = words.entry_of("lunar", match["word"])
    end = date.end and replace(date.end, lunar=True)
    return replace(
        date, begin=replace(date.begin, lunar=True), end=end, entries=(*date.entries, entry.id)
    )
