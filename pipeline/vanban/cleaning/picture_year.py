"""The year of a page by the addresses of its pictures.

In: the raw bytes of a page and its cleaned text. Out: the year in which a picture was filed on a
day that the text names without its year, or a day later: ".../2025/01/22/cau.jpg", "Ngày 22/1".
None where no address has such a day, or two years have. An address alone is no sign: pages show
pictures of other years.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_FILED = re.compile(
    rb"/(?P<year>20[0-4][0-9])"  # /2025
    rb"(?P<mark>[/_-]?)(?P<month>0[1-9]|1[0-2]|[1-9])"  # /01
    rb"(?P=mark)(?P<day>0[1-9]|[12][0-9]|3[01]|[1-9])(?=[/_-]|[0-9]{6}|\.[a-z])"  # /22/
)
_BARE_DAY = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|nay|qua) ?\(?"  # ngày, sáng nay (
    r"(?P<day>0?[1-9]|[12][0-9]|3[01])[/.-](?P<month>0?[1-9]|1[0-2])(?![/.-]?[0-9])",  # 22/1
    re.IGNORECASE,
)
_NEXT = dt.timedelta(days=1)


def picture_year(raw: bytes, text: str) -> int | None:
    """The year of the pictures that were filed on a day of the text, if it is one.

    >>> picture_year(b"![](https://a.vn/2025/01/22/cau.jpg)", "Ngày 22/1, cầu thông xe.")
    2025
    """
    bare = {(int(found["month"]), int(found["day"])) for found in _BARE_DAY.finditer(text)}
    if not bare:
        return None
    years = {
        day.year
        for day in _filed_on(raw)
        if {(day.month, day.day), ((day - _NEXT).month, (day - _NEXT).day)} & bare
    }
    return years.pop() if len(years) == 1 else None


def _filed_on(raw: bytes) -> Iterator[dt.date]:
    """The days in the addresses of a page."""
    for found in _FILED.finditer(raw):
        try:
            yield dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:  # 2025/02/31
            continue
