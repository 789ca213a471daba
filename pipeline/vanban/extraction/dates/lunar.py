"""Days and months of the lunar calendar, which have no ISO value of their own.

In: a text, and a date in it. Out: the date marked where the words behind it say that it is lunar
(âm lịch, năm Tân Sửu); and days that are counted from Tết, which is the first of the lunar year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.partial import Partial
from vanban.extraction.dates.written import DAY, Written
from vanban.extraction.numbers import parse_number
from vanban.text.spans import Span

_STEM = r"(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)"
_BRANCH = r"(?:Tý|Tí|Sửu|Dần|Mão|Mẹo|Thìn|Tỵ|Tị|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)"
_SEXAGENARY = rf"(?i:{_STEM}){BLANK}+(?i:{_BRANCH})(?!\w)"
"""A year of the cycle of sixty: Tân Sửu."""

_FIRST_DAYS, _LAST_DAYS = range(1, 16), range(20, 31)
"""Days of the first month after Tết, and of the last one before it."""


@cache
def _behind() -> re.Pattern[str]:
    lunar = words.pattern("lunar")
    return re.compile(
        rf"{BLANK}*,?{BLANK}*\(?"
        rf"(?:năm{BLANK}+(?:[0-9]{{4}}{BLANK}+)?(?:{_SEXAGENARY}{BLANK}*)?(?P<behind>{lunar})(?!\w)"
        rf"|(?:năm{BLANK}+)?(?P<cycle>{_SEXAGENARY})"
        rf"|(?P<word>{lunar})(?!\w))",
        re.IGNORECASE,
    )


def mark(text: str, date: Written) -> Written:
    """The date, marked where a word behind it says that it is of the lunar calendar.

    Such a date stays without a year: ISO 8601 counts in the Gregorian calendar.
    """
    match = _behind().match(text, date.span.end)
    if match is None or date.form in ("quarter", "term"):
        return date
    if match["cycle"] and date.begin.year is not None:
        return date  # a full date with the name of its year: 12/2/2021, năm Tân Sửu
    word = match["behind"] or match["word"]
    entries = (words.entry_of("lunar", word).id,) if word else ()
    end = date.end and replace(date.end, lunar=True)
    return replace(
        date, begin=replace(date.begin, lunar=True), end=end, entries=(*date.entries, *entries)
    )


@cache
def _tet() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/.,\-–])(?:(?P<digits>{DAY})|(?P<word>[^\W\d_]+)){BLANK}+"
        rf"(?P<tet>{words.pattern('tet')})(?!\w)(?!{BLANK}+(?i:dương|tây|trung|đoan|độc|thanh))"
    )


@cache
def _counted() -> re.Pattern[str]:
    """The word before the first days of the year: mùng, mồng."""
    return re.compile(rf"(?<!\w){words.pattern('day')}{BLANK}+\Z", re.IGNORECASE)


def in_tet(text: str) -> Iterator[Written]:
    """Days counted from Tết: "mùng 1 Tết", "30 Tết"."""
    for match in _tet().finditer(text):
        number = float(match["digits"]) if match["digits"] else parse_number(match["word"])
        if number is None:
            continue
        led = _counted().search(text, max(0, match.start() - 16), match.start())
        if number in _FIRST_DAYS and led:
            month = 1
        elif number in _LAST_DAYS and match["digits"]:
            month = 12
        else:
            continue
        span = Span(*match.span())
        entry = words.entry_of("tet", match["tet"])
        value = Partial(None, month, int(number), lunar=True)
        yield Written(span, span, "day-month", value, entries=(entry.id,), mark="tháng", led=True)
