"""Something that is written like a date: the shape that the grammar hands on.

`digits` and `named` find them, `leads` puts the words before them in, `evidence` tells whether a
bare "18/8" is a date at all, and `years` finds the year that is not written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vanban.extraction.dates.partial import Partial
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

Form = Literal["day-month-year", "day-month", "month-year", "month", "quarter", "term"]

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[0-9]|20)[0-9]{2}"
MODERN_YEAR = r"(?:1[89]|20)[0-9]{2}"
"""Where nothing but its place says that a number is a year: no "Masters 1000"."""
DASH = rf"{BLANK}?[-–—]{BLANK}?"


@dataclass(frozen=True, slots=True)
class Written:
    """Something written like a date.

    `core` starts at the first numeral or at tháng, quý, nhiệm kỳ; `span` also holds the words that
    lead in (weekday, part of day, ngày), and `led` tells whether there are any. `mark` is the
    separator of a day in digits.
    """

    span: Span
    core: Span
    form: Form
    begin: Partial
    end: Partial | None = None
    entries: tuple[str, ...] = ()
    weekday: int | None = None
    led: bool = False
    mark: str = ""

    @property
    def last(self) -> Partial:
        """The end of a range, or the date itself."""
        return self.end or self.begin

    @property
    def exists(self) -> bool:
        """False where a day or a month is named that cannot be, or a range runs backwards."""
        if not (self.begin.exists and self.last.exists):
            return False
        first, last = self.begin.first_day(), self.last.last_day()
        return first is None or last is None or first <= last
