"""Document -> dates: days, months, quarters and terms, with their ISO 8601 values.

`digits` and `named` find what is written like a date and `leads` what leads it in; `evidence`
drops what is none; `ranges` joins neighbours; `years` finds the year that is not written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vanban.extraction.dates import lunar
from vanban.extraction.dates.digits import in_digits, with_year
from vanban.extraction.dates.evidence import dates_in
from vanban.extraction.dates.foreign import in_english
from vanban.extraction.dates.leads import lead_in
from vanban.extraction.dates.named import in_words
from vanban.extraction.dates.partial import Form, Written, coarser
from vanban.extraction.dates.present import of_months, present
from vanban.extraction.dates.ranges import join
from vanban.extraction.dates.years import settle_years, with_century
from vanban.extraction.numbers.atoms import half_width
from vanban.extraction.reading.plain import lower
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import form
from vanban.schema import DateFields
from vanban.text.document import Document
from vanban.text.mention import Mention

_RULES: dict[Form, str] = {
    "day-month-year": "date.day-month-year",
    "day-month": "date.day-month",
    "month-year": "date.month-year",
    "month": "date.month",
    "quarter": "date.quarter",
    "term": "date.term",
}
"""The rule that finds each written form."""

_WRAPPED = re.compile(
    rf"(?<!\w){g.DAY}\s[0-9]{{1,2}}\s{g.MONTH}\s[0-9]{{1,2}}\s{g.YEAR}\s(?=[0-9]{{4}})",
    re.IGNORECASE,
)
"""A whole day, which alone may run over a line's end: "ngày 4 tháng ⏎ 4 năm 2014"."""
_PRESENT = 2020  # for years of two digits on a page that names no day of publication


def find(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """All dates of a document."""
    text, published = (
        _WRAPPED.sub(_on_one_line, half_width(document.text)),
        document.page.published_on,
    )
    written = [lunar.mark(text, date) for date in written_dates(text, published)]
    latest = published.year if published else _PRESENT
    whole = [_with_centuries(date, latest) for date in dates_in(text, written)]
    dates = settle_years(text, join(text, whole), present(document.page))
    return [_mention(date) for date in dates if date.exists]


def _on_one_line(day: re.Match[str]) -> str:
    """A written day with blanks for line ends."""
    return day[0].replace("\n", " ")


def written_dates(text: str, published: dt.date | None = None) -> list[Written]:
    """Everything written like a date, in order; of two that overlap the earlier, longer."""
    spelt = (
        *in_words(text),
        *lunar.in_tet(text, lower(text)),
        *in_english(text),
        *of_months(text, published),
    )
    named = sorted(spelt, key=lambda written: (written.core.start, -written.core.end))
    kept: list[Written] = []
    for written in named:
        if not kept or written.core.start >= kept[-1].core.end:
            kept.append(written)
    kept += in_digits(_masked(text, kept))
    kept.sort(key=lambda written: written.core.start)
    floors = [0, *(written.core.end for written in kept)]
    return [
        with_year(text, led)
        for written, floor in zip(kept, floors, strict=False)
        for led in lead_in(text, written, floor)
    ]


def _masked(text: str, named: Sequence[Written]) -> str:
    """The text with its named dates blotted out, so that their digits are not read again."""
    parts: list[str] = []
    position = 0
    for written in named:
        parts += (
            text[position : written.core.start],
            "|" * (written.core.end - written.core.start),
        )
        position = written.core.end
    return "".join((*parts, text[position:]))


def _with_centuries(date: Written, latest: int) -> Written:
    """A date whose years have two digits, with the century that `latest` allows."""
    begin, end = with_century(date.begin, latest), date.end and with_century(date.end, latest)
    if begin is date.begin and end is date.end:
        return date
    form = "day-month-year" if date.form == "day-month" else date.form
    return replace(date, form=form, begin=begin, end=end)


def _mention(date: Written) -> Mention:
    """A date with its years settled as a mention."""
    value = date.begin.iso if date.end is None else f"{date.begin.iso}/{date.end.iso}"
    fields = DateFields(
        value=value,
        precision=coarser(date.begin.precision, date.last.precision),
        start_date=date.begin.first_day(),
        end_date=date.last.last_day(),
        calendar="lunar" if date.begin.lunar else "gregorian",
    )
    entries = tuple(dict.fromkeys((form(date.form).id, *date.entries)))
    return Mention("date", date.span, fields, _RULES[date.form], entries)
