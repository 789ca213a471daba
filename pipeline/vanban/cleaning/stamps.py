"""Date stamps: lines that say when a page was published, or what day it is today.

In: a line. Out: its `Stamp` (the ISO value, what stands beside it), or None for a line of prose.
The forms are those of Vietnamese sites: day before month, 24 hours, `(GMT+7)`; sites built with
English tools also write `3/13/2024 2:31:00 PM`, `2024-03-13`, `March 13, 2024` and `13 March 2024`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from vanban.cleaning.page_words import month_number, one_of
from vanban.lexicons import dates
from vanban.lexicons import grammar as g

_MONTH = one_of("month")
_IN_ENGLISH = dates.pattern("month-name-english")
_DATE = re.compile(
    rf"""
    # 2018-03-12
    (?<!\d)(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)
    # 12/3/2018
  | (?<!\d)(?P<d2>\d{{1,2}})\s?[/.-]\s?(?P<m2>\d{{1,2}})\s?[/.-]\s?(?P<y2>(?:19|20)\d\d)(?!\d)
    # 12 tháng 3, 2018
  | (?<!\d)(?P<d3>\d{{1,2}})\s+(?:{g.MONTH}|th[g.]?)\s?(?P<m3>\d{{1,2}}|{_MONTH})
    (?:\s*,|\s+{g.YEAR})?\s+(?P<y3>(?:19|20)\d\d)(?!\d)
    # tháng 3 12, 2018
  | {g.MONTH}\s(?P<m4>\d{{1,2}}|{_MONTH})\s+(?P<d4>\d{{1,2}})\s*,\s*(?P<y4>(?:19|20)\d\d)(?!\d)
    # March 12, 2018
  | (?<![^\W\d_])(?P<m6>{_IN_ENGLISH})\.?\s+(?P<d6>\d{{1,2}}),?\s+(?P<y6>(?:19|20)\d\d)(?!\d)
    # 12 March 2018
  | (?<!\d)(?P<d7>\d{{1,2}})\s+(?P<m7>{_IN_ENGLISH})\.?,?\s+(?P<y7>(?:19|20)\d\d)(?!\d)
    # 12/3/18
  | (?<![\d/])(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})/(?P<y5>\d\d)(?![\d/])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"(?<![\d/.-])(?P<hour>[01]?\d|2[0-4])"
    rf"\s?(?:h?:|h|g|{g.HOUR})\s?(?P<minute>[0-5]\d)(?!\d)"  # 10:32, 10h32, 10 giờ 32
    r"(?:\s?[:'’′]\s?(?P<second>[0-5]\d)(?!\d))?"
    rf"\s*(?:['’′]|{g.MINUTE}\b)?"  # 10 giờ 32 phút
    rf"(?:\s*(?:(?P<am>{one_of('am')})|(?P<pm>{one_of('pm')}))\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\(?\b(?:gmt|utc)\s?|(?<=:\d\d))(?P<sign>[+-])\s?0?(?P<hours>\d{1,2})(?::?00)?\)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{one_of('weekday')}|(?:{g.ORDINAL}|t)\s?[2-7])\b\.?,?", re.IGNORECASE)
_READERS, _READ = one_of("reader-noun"), one_of("reader-verb")
_VIEWS = re.compile(
    rf"""
    \b(?:\d{{1,4}}|{g.ONE})\s{one_of("ago")}\s{g.BEFORE}\b               # three days ago
  | \b\d[\d.,]*\s{one_of("comment-noun")}\b                       # five comments
  | \b(?:{g.NUMBER}\s)?{_READERS}\s{_READ}\s*[:.]?\s*\d[\d.,]*           # views: 345
  | \b\d[\d.,]*\s+{_READERS}\s{_READ}\b                           # 345 views
  | \b(?:views?|hits|{g.ALREADY}\sxem)\s*:?\s*\d[\d.,]*|\b{_READ}\s*:\s*\d[\d.,]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_LABEL = re.compile(
    rf"\b(?:{one_of('label-before')}\s)?{one_of('stamp-label')}"
    rf"(?:\s{one_of('label-after')})*\b\s*:?",
    re.IGNORECASE,
)
_TODAY = re.compile(rf"\b{one_of('stamp-today')}\b", re.IGNORECASE)
_FILLER = re.compile(rf"\b{one_of('stamp-filler')}\b|[\W\d_]+", re.IGNORECASE)
_GLUED = re.compile(
    rf"\s(?:{one_of('label-before')}\s{one_of('stamp-label')}"  # Ngày đăng: 12/3/2018
    r"\s*:\s*(?=\d{1,2}/\d{1,2}/\d{4}$)\S+$"
    r"|\d{1,2}/\d{1,2}/\d{4}\s*[-|,]?\s*\d{1,2}:\d{2}"  # 12/3/2018 - 10:32
    r"|\d{1,2}:\d{2}\s*[-|,]?\s*\d{1,2}/\d{1,2}/\d{4})"  # 10:32, 12/3/2018
    r"(?::\d{2})?(?:\s?(?:AM|PM|\(?GMT\s?\+7\)?))?$",  # seconds, half of the day or zone
    re.IGNORECASE,
)
_EVENT = re.compile(rf"(?:{g.INTO}\s{g.WHEN}|{g.FROM})\s|(?:[^\W\d_]+\s){{4,}}{g.WHEN}\s")
"""When something takes place: a sentence, or its middle where it is set over several lines."""
_GLUED_CHARS = 40  # characters of a line's end in which such a stamp is looked for
_MAX_CHARS = 160
"""No stamp is longer: a longer line is prose with a date in it."""
_CENTURY = 70
"""Years of two digits below are of this century: no page of the web is older."""
_FIRST = 1996
"""No page of the web is older; an earlier day is one that its text speaks of."""
_STOPS = (".", "!", "?", ";", ",")
"""A line that ends so is part of a text."""
_MAX_REST = 6
"""Words that may stand beside the date: a category, an author."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp line says. `rest` is what is neither date nor label nor count: names, mostly."""

    value: str
    labelled: bool
    today: bool
    rest: str

    @property
    def day(self) -> dt.date:
        """The day it names."""
        return dt.date.fromisoformat(self.value[:10])

    @property
    def words(self) -> str:
        """What stands beside it but words of a date."""
        return _FILLER.sub(" ", self.rest).strip()

    @property
    def bare(self) -> bool:
        """True where nothing but words of a date stands beside it."""
        return not self.words

    @property
    def timed(self) -> bool:
        """True where it names a time of day."""
        return len(self.value) > 10


def stamp(line: str) -> Stamp | None:
    """The stamp that a line is; None where it is none, or names no possible day.

    >>> stamp("Thứ Tư, 13/3/2024 14:31'(GMT+7)").value
    '2024-03-13T14:31+07:00'
    >>> stamp("Hội nghị diễn ra ngày 13/3/2024 tại trụ sở Bộ với sự tham gia của nhiều đơn vị.")
    """
    if len(line) > _MAX_CHARS or _DIGIT.search(line) is None:
        return None
    date = _DATE.search(line)
    day = _day(date) if date else None
    if date is None or day is None or day.year < _FIRST:
        return None
    labelled = _LABEL.search(line) is not None
    # two digits are a year only where the line shows that it is a stamp
    shown = not date["y5"] or _WEEKDAY.search(line) or _TIME.search(line)
    if not labelled and (_EVENT.match(line) or not shown):
        return None
    beside = line[: date.start()] + " | " + line[date.end() :]
    time, zone = _TIME.search(beside), _ZONE.search(beside)
    if len(_DATE.findall(beside)) and not (time or labelled):
        return None  # from one day to another: no page is published so
    rest = beside
    for pattern in (_VIEWS, _ZONE, _TIME, _LABEL, _WEEKDAY, _TODAY, _DATE):
        rest = pattern.sub(" | ", rest)
    if len(_FILLER.sub(" ", rest).split()) > _MAX_REST or line.rstrip().endswith(_STOPS):
        return None
    value = day.isoformat() + (_clock(time) + _offset(zone) if time else "")
    return Stamp(value, labelled, _TODAY.search(line) is not None, rest)


@dataclass(frozen=True, slots=True)
class Glued:
    """A stamp behind other words of its line, a headline mostly, and where it begins."""

    start: int
    stamp: Stamp


def glued_stamp(line: str) -> Glued | None:
    """The day and time that a line ends in, scraped into the line of the headline or its copy.

    >>> glued_stamp("Khánh thành cầu qua sông 18/06/2024 06:23").stamp.value
    '2024-06-18T06:23'
    """
    match = _GLUED.search(line[-_GLUED_CHARS:])
    found = stamp(match.group().strip()) if match else None
    return (
        Glued(max(len(line) - _GLUED_CHARS, 0) + match.start(), found) if match and found else None
    )


def is_view_count(line: str) -> bool:
    """True for a line that only counts readers: "Lượt xem: 345", "1387 Lượt xem".

    >>> is_view_count("Lượt xem: 7.370"), is_view_count("Trang có 345 lượt xem mỗi ngày")
    (True, False)
    """
    counts = _DIGIT.search(line) is not None or line.lower().startswith(g.ONE)
    if len(line) > _MAX_CHARS or not counts or _VIEWS.search(line) is None:
        return False
    return not _FILLER.sub("", _VIEWS.sub("", line))


def _day(match: re.Match[str]) -> dt.date | None:
    """The day of a stamp; a month over 12 is a day written first. None for no day."""
    parts = {name[0]: value.lower() for name, value in match.groupdict().items() if value}
    year, day = int(parts["y"]), int(parts["d"])
    if year < 100:
        year += 2000 if year < _CENTURY else 1900
    month = month_number(parts["m"])
    if month > 12 >= day:
        day, month = month, day
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str:
    """The time of a stamp in ISO 8601, from a clock of 12 or 24 hours."""
    hour = int(match["hour"])
    if match["pm"] and hour < 12:
        hour += 12
    if match["am"] and hour == 12:
        hour = 0
    seconds = f":{match['second']}" if match["second"] else ""
    return f"T{hour % 24:02d}:{match['minute']}{seconds}"


def _offset(match: re.Match[str] | None) -> str:
    return f"{match['sign']}{int(match['hours']):02d}:00" if match else ""
