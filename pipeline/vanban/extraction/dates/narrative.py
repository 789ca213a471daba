"""Dates without a year whose year the words around them tell.

In: the dates of a document in order, the spans of its documents, and the day near which it was
written, if known. Out: by the place of a date in the list, the year that its own sentence or
paragraph gives it. Only what ties two dates together counts: a report of one period, a topic, a
narrative of steps, the same month with its year, the day of issue. A date that merely stands near
a year gets none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.written import YEAR, Written
from vanban.text.spans import Span

_TOPIC_REACH = 240  # characters before a month or quarter in which its year may be the topic
_STEP_REACH = 70  # characters between two steps of a narrative
_STEP_DAYS = 45  # days between them
_SAME_REACH = 700  # characters between a month and the same one with its year
_ISSUE_REACH = 12  # characters between a document and its day of issue
_SENTENCE_END = re.compile(r"[.!?…]\s")

_TOPIC = re.compile(
    rf"(?:(?:^|[.!?:]{BLANK})Năm|(?<!\w)[Tt]rong{BLANK}+năm)"
    rf"{BLANK}+(?P<year>{YEAR}),"
)
"""A year that a sentence opens with: "Trong năm 2016, …"."""

_PAIRED = re.compile(
    rf"{BLANK}*(?:,|và|cũng{BLANK}+như){BLANK}+(?:[0-9]{{1,2}}{BLANK}+tháng(?:{BLANK}+(?:đầu|cuối))?"
    rf"|cả){BLANK}+năm{BLANK}+(?P<year>{YEAR})(?!\w)",
    re.IGNORECASE,
)
"""The rest of a report that a month opens: "(tháng 5) và 5 tháng đầu năm 2017"."""


class Told(NamedTuple):
    """A year that the words around a date tell; a `weak` one yields to a tense of the date."""

    year: int | None
    weak: bool = False
    entry: str | None = None


def told_year(
    text: str, dates: Sequence[Written], closed: Sequence[Span], now: dt.date | None
) -> Mapping[int, Told]:
    """The years that the words around dates tell, by the place of the date; None where it is open.

    Open is a date behind one of an earlier year in its own sentence: it may be of either.
    """
    told: dict[int, Told] = {}
    issued = _days_of_issue(dates, closed)
    for index, date in enumerate(dates):
        if date.begin.year is not None or date.begin.lunar:
            continue
        step = _step_year(text, dates, index) if date.begin.day is not None else None
        year = _paired_year(text, date)
        if year is None and date.begin.day is not None and now is None:
            year = issued.get((date.begin.month, date.begin.day))
        if step is not None or year is not None:
            told[index] = step or Told(year)
            continue
        weak = _topic_year(text, date)
        if weak is None and now is None and date.form == "month":
            weak = _same_month(dates, index)
        if weak is not None:
            told[index] = Told(weak, weak=True)
        elif now is not None and _is_behind_past(text, dates, index, now):
            told[index] = Told(None, weak=True)
    return told


def _paired_year(text: str, date: Written) -> int | None:
    """The year of the report a month is part of: "tháng 5 và 5 tháng đầu năm 2017"."""
    match = _PAIRED.match(text, date.span.end)
    return int(match["year"]) if match else None


def _topic_year(text: str, date: Written) -> int | None:
    """The year that this sentence or the one before is about: "Trong năm 2016, … sang quý 4"."""
    if date.form not in ("month", "quarter"):
        return None
    before = text[max(0, date.span.start - _TOPIC_REACH) : date.span.start].rsplit("\n", 1)[-1]
    topics = list(_TOPIC.finditer(before))
    if not topics or len(_SENTENCE_END.findall(before, topics[-1].end())) > 1:
        return None
    return int(topics[-1]["year"])


@cache
def _step() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{words.pattern('step')})(?!\w)", re.IGNORECASE)


def _step_year(text: str, dates: Sequence[Written], index: int) -> Told | None:
    """The year of the step before: "bị bắt ngày 22/4/2024, không lâu sau, đến ngày 26/4 …"."""
    before = dates[index - 1] if index else None
    if before is None or before.last.year is None or before.last.day is None:
        return None
    gap = text[before.span.end : dates[index].span.start]
    step = _step().search(gap)
    if step is None or len(gap) > _STEP_REACH or _SENTENCE_END.search(gap) or "\n" in gap:
        return None
    first = before.last.first_day()
    day = dates[index].begin.in_year(before.last.year).first_day()
    soon = first is not None and day is not None and 0 <= (day - first).days <= _STEP_DAYS
    return Told(before.last.year, entry=words.entry_of("step", step["word"]).id) if soon else None


def _days_of_issue(
    dates: Sequence[Written], closed: Sequence[Span]
) -> Mapping[tuple[int | None, int | None], int]:
    """The days on which documents of the page were issued: news tells of them on their day."""
    days: dict[tuple[int | None, int | None], int] = {}
    ends = [span.end for span in closed]
    for date in dates:
        if date.form != "day-month-year" or date.begin.year is None or date.end is not None:
            continue
        if any(0 <= date.span.start - end <= _ISSUE_REACH for end in ends):
            days.setdefault((date.begin.month, date.begin.day), date.begin.year)
    return days


def _same_month(dates: Sequence[Written], index: int) -> int | None:
    """The year of the same month where it stands with one near by, and with no other anywhere."""
    date = dates[index]
    years: set[int] = set()
    near = False
    for other in dates:
        if (
            other.form == "term"
            or other.begin.year is None
            or other.begin.month != date.begin.month
        ):
            continue
        years.add(other.begin.year)
        gap = max(other.span.start - date.span.end, date.span.start - other.span.end)
        near = near or gap <= _SAME_REACH
    return years.pop() if near and len(years) == 1 else None


def _is_behind_past(text: str, dates: Sequence[Written], index: int, now: dt.date) -> bool:
    """True behind a full date of an earlier year in the same sentence."""
    date = dates[index]
    for before in reversed(dates[:index]):
        gap = text[before.span.end : date.span.start]
        if len(gap) > _TOPIC_REACH or "\n" in gap or _SENTENCE_END.search(gap):
            return False
        if before.form != "term" and before.last.year is not None:
            return before.last.year < now.year
    return False
