"""The time examples of Duckling's Vietnamese corpus against our dates.

In: a phrasing and what Duckling expects. Out: whether our one date in it says the same; None where
our contract calls the phrasing no mention. The corpus is read as a page of the day of its
reference time.
"""

from __future__ import annotations

import re
from typing import Any

from vanban.extraction.dates import find
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.schema import DateFields
from vanban.segmentation import segment
from vanban.text.document import page_of

REFERENCE = "2017-02-02"

EXCEPTIONS: dict[str, str] = {
    "ngày 12/10": "read as 2016: a paper of February that names an October day without sẽ or tới"
    " tells of the last one; Duckling always looks ahead",
}
"""Phrasings that are read otherwise, and why that is right for news."""

_MONTH_NAME = rf"(?:[0-9]{{1,2}}|{words.pattern('month-name')})(?!\w)"
_DAY = re.compile(rf"[0-9]/[0-9]|(?<!\w)(?:[0-9]{{1,2}}|mồng [0-9]{{1,2}}) {g.MONTH} {_MONTH_NAME}")
_MONTH = re.compile(rf"(?<!\w){g.MONTH} {_MONTH_NAME}")
_QUARTER = re.compile(
    rf"(?<!\w){words.pattern('quarter')} (?:[1-4]|{words.pattern('month-name')})(?!\w)"
)
_BARE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}")


def check_time(text: str, expected: dict[str, Any]) -> bool | None:
    """One date with the expected value, whatever clock time stands beside it."""
    grain = named_grain(text)
    if grain is None or expected["type"] != "time" or not _same_grain(grain, expected["grain"]):
        return None
    document = segment(page_of(text, REFERENCE))
    found = [m.fields for m in find(document, ()) if isinstance(m.fields, DateFields)]
    return [date.value for date in found] == [_iso(expected["value"], grain)]


def named_grain(text: str) -> str | None:
    """What the text names by number: a day, a month or a quarter; None where it names none.

    No mention is a day counted from today (hôm nay, thứ ba tới), a clock time, a year, a span
    counted in units (3 tháng tới), a holiday by name, and two bare numbers (a fraction, perhaps).
    """
    if _BARE.fullmatch(text):
        return None
    if _DAY.search(text):
        return "day"
    if _MONTH.search(text):
        return "month"
    return "quarter" if _QUARTER.search(text) else None


def _same_grain(named: str, expected: str) -> bool:
    """False for a week or day that is only counted inside a named month; a clock is no matter."""
    return named == expected or (named == "day" and expected in ("hour", "minute", "second"))


def _iso(value: str, grain: str) -> str:
    if grain == "quarter":
        return f"{value[:4]}-Q{(int(value[5:7]) + 2) // 3}"
    return value[:10] if grain == "day" else value[:7]
