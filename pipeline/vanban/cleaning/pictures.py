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
    rb"""
    (?<=[/_-])(?:
        (?P<y>20[0-4][0-9])(?P<mark>[/_-])(?P<m>0?[1-9]|1[0-2])           # 2025/01
            (?:(?P=mark)(?P<d>0?[1-9]|[12][0-9]|3[01]))?(?=[/_-]|\.[a-z])   # /22
      | (?P<y2>20[0-4][0-9])(?P<m2>0[1-9]|1[0-2])
            (?P<d2>0[1-9]|[12][0-9]|3[01])?(?=[/_-]|\.[a-z])               # 202501, 20250122
      | (?P<m3>0[1-9]|1[0-2])(?P<y3>20[0-4][0-9])(?=/)                     # 012025
      | [0-9]?(?P<y4>20[0-4][0-9])(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12][0-9]|3[01])
            (?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9][0-9]{0,3}(?=[/_-]|\.[a-z])  # 20250122093011
    )
    """,
    re.VERBOSE,
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
        day = found["d"] or found["d2"] or found["d4"]
        picture = _PICTURE.match(raw, found.end()) is not None
        if not day and not picture:
            continue
        year = found["y"] or found["y2"] or found["y3"] or found["y4"]
        month = found["m"] or found["m2"] or found["m3"] or found["m4"]
        try:
            yield Filed(dt.date(int(year), int(month), int(day or _MIDDLE)), picture)
        except ValueError:  # 2025/02/31
            continue
