"""The days on which the pictures of a page were filed, by their addresses.

In: the raw bytes of a page. Out: the days in its addresses (".../2025/01/22/cau.jpg"), of a month
alone (".../202405/cau.jpg") its middle.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

_FILED = re.compile(
    rb"/(?P<year>20[0-4][0-9])"  # /2025
    rb"(?:(?P<mark>[/_-])(?P<month>0?[1-9]|1[0-2])(?:(?P=mark)(?P<day>0?[1-9]|[12][0-9]|3[01]))?"
    rb"|(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12][0-9]|3[01])?)"  # /0122
    rb"(?=[/_-]|[0-9]{6}[^0-9]|\.[a-z])"
)
# What stands behind the day in an address of a picture.
_PICTURE = re.compile(
    rb"[^\s\"'<>\[\]]{0,300}?\.(?:jpe?g|png|webp|gif|avif)(?![a-z])", re.IGNORECASE
)
_MIDDLE = 15  # of a month of which no day is named


class Filed(NamedTuple):
    """A day in an address of a page, and whether the address is that of a picture."""

    day: dt.date
    picture: bool


def filed_on(raw: bytes) -> list[Filed]:
    """The days in the addresses of a page, of pictures also the months, in order of place.

    >>> filed_on(b"![](https://a.vn/2025/01/22/cau.jpg)")
    [Filed(day=datetime.date(2025, 1, 22), picture=True)]
    """
    return list(_days(raw))


def _days(raw: bytes) -> Iterator[Filed]:
    for found in _FILED.finditer(raw):
        day = found["day"] or found["day2"]
        picture = _PICTURE.match(raw, found.end()) is not None
        if not day and not picture:
            continue
        try:
            month = int(found["month"] or found["month2"])
            yield Filed(dt.date(int(found["year"]), month, int(day or _MIDDLE)), picture)
        except ValueError:  # 2025/02/31
            continue
