"""Dates without a year whose year the words around them tell.

In: the dates of a document in order, and the day near which it was written, if known. Out: by the
place of a date in the list, the year that its own sentence or paragraph gives it. Only what ties
two dates together counts: a report of one period, a topic, a narrative of steps, the same month
with its year, an event with its year. A date that merely stands near a year gets none.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.dates.partial import MODERN_YEAR, YEAR, Partial, Written
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK

_TOPIC_REACH = 240  # characters before a month or quarter in which its year may be the topic
_STEP_REACH = 70  # characters between two steps of a narrative
_STEP_DAYS = 45  # days between them
_FEW = 6  # dates before another among which a range is looked for
_SAME_REACH = 700  # characters between a month and the same one with its year
_HELD_REACH = 90  # characters before a date in which an event with its year stands
_SENTENCE_END = re.compile(r"[.!?…]\s")
_CLAUSE_END = re.compile(r"[.;!?\n]")
_TOPIC = re.compile(
    rf"(?:(?:^|[.!?:]{BLANK}){g.YEAR.capitalize()}|(?<!\w)[Tt]rong{BLANK}+{g.YEAR})"
    rf"{BLANK}+(?P<year>{YEAR}),"
)
"""A year that a sentence opens with: "Trong năm 2016, …"."""

_PAIRED = re.compile(
    rf"{BLANK}*(?:,|{g.AND}|{g.ALSO}{BLANK}+{g.LIKE}){BLANK}+(?:[0-9]{{1,2}}{BLANK}+{g.MONTH}"
    rf"(?:{BLANK}+(?:{g.EARLY}|{g.LATE}))?"
    rf"|{g.ALL}){BLANK}+{g.YEAR}{BLANK}+(?P<year>{YEAR})(?!\w)",
    re.IGNORECASE,
)
"""The rest of a report that a month opens: "(tháng 5) và 5 tháng đầu năm 2017"."""


class ContextYear(NamedTuple):
    """A year that the words around a date tell; a `weak` one yields to a tense of the date."""

    year: int | None
    weak: bool = False
    entry: str | None = None


def context_years(
    text: str, dates: Sequence[Written], now: dt.date | None
) -> Mapping[int, ContextYear]:
    """The years that the words around dates tell, by the place of the date; None where it is open.

    Open is a date behind one of an earlier year in its own sentence: it may be of either.
    """
    found: dict[int, ContextYear] = {}
    sections, dated = _sections(text), _dated(dates)
    latest = max((date.last.year or 0 for date in dates if date.form != "term"), default=0)
    heads = sorted(sections)
    for index, date in enumerate(dates):
        if date.begin.year is not None or date.begin.lunar:
            continue
        same = _same_year(text, date)
        if same is not None:
            found[index] = same
            continue
        lunar = _lunar_year(text, dates, index)
        if lunar is not None:
            found[index] = ContextYear(lunar)
            continue
        step = _step_year(text, dates, index) if date.begin.day is not None else None
        year = _paired_year(text, date)
        year = year or _year_of_range_around(dates, index)
        year = year or _year_before(text, date)
        held = _held_year(text, date) if date.begin.day is not None and now is None else None
        if step or held or year is not None:
            found[index] = step or held or ContextYear(year)
            continue
        weak = _topic_year(text, date) or _section_year(date, heads, sections)
        if weak is None and now is None:
            weak = _same_named(date, dated, latest) or _sequel_year(text, dates, index, found)
        if weak is not None:
            found[index] = ContextYear(weak, weak=True)
        elif now is not None and _is_behind_past(text, dates, index, now):
            found[index] = ContextYear(None, weak=True)
    return found


_HEADING = re.compile(
    rf"^#*[ \t]*(?:{g.YEAR.capitalize()}[ \t]+)?"
    r"(?P<year>(?:1[89]|20)[0-9]{2})[ \t]*:?$"  # a line that is a year
    r"|^#+[^\n]*$",  # any other heading of Markdown, which ends its section
    re.MULTILINE,
)


@cache
def _same() -> re.Pattern[str]:
    word = words.pattern("same-year")
    return re.compile(rf"{BLANK}*,?{BLANK}*(?P<word>{word})(?!\w)", re.IGNORECASE)


def _same_year(text: str, date: Written) -> ContextYear | None:
    """The year that was named last: "Năm 1967 …; tháng 7 cùng năm"."""
    match = _same().match(text, date.span.end)
    if match is None:
        return None
    before = text[max(0, date.span.start - _SAME_REACH) : date.span.start]
    years = re.findall(rf"(?<![0-9]){YEAR}(?![0-9])", before)
    entry = words.entry_of("same-year", match["word"]).id
    return ContextYear(int(years[-1]) if years else None, entry=entry)


_LUNAR_YEAR = re.compile(rf"(?:{BLANK}+[^\W\d_]+){{0,3}}{BLANK}+(?P<year>20[0-9]{{2}})(?!\w)")
_PAIRED_REACH = 12  # characters between a day and its lunar name: " (tức "


def _lunar_year(text: str, dates: Sequence[Written], index: int) -> int | None:
    """The year behind the lunar name of the same day: "28-1 (tức 29 Tết Ất Tỵ 2025)"."""
    if index + 1 == len(dates) or dates[index].begin.day is None:
        return None
    other = dates[index + 1]
    if not other.begin.lunar or other.span.start - dates[index].span.end > _PAIRED_REACH:
        return None
    match = _LUNAR_YEAR.match(text, other.span.end)
    return int(match["year"]) if match else None


def _section_year(
    date: Written, heads: Sequence[int], sections: Mapping[int, int | None]
) -> int | None:
    """The year of a chronicle under whose heading a date stands."""
    index = bisect_right(heads, date.span.start) - 1
    return sections[heads[index]] if index >= 0 else None


def _sections(text: str) -> Mapping[int, int | None]:
    """Where lines stand that head a section, and the year that they name."""
    return {m.end(): int(m["year"]) if m["year"] else None for m in _HEADING.finditer(text)}


def _paired_year(text: str, date: Written) -> int | None:
    """The year of the report a month is part of: "tháng 5 và 5 tháng đầu năm 2017"."""
    match = _PAIRED.match(text, date.span.end)
    return int(match["year"]) if match else None


def _topic_year(text: str, date: Written) -> int | None:
    """The year that the sentence of a date opens with: "Trong năm 2016, …".

    A month or quarter takes that of the sentence before as well. None where there is no such year.
    """
    before = text[max(0, date.span.start - _TOPIC_REACH) : date.span.start].rsplit("\n", 1)[-1]
    topics = list(_TOPIC.finditer(before))
    reach = 1 if date.form in ("month", "quarter") else 0
    if not topics or len(_SENTENCE_END.findall(before, topics[-1].end())) > reach:
        return None
    return int(topics[-1]["year"])


@cache
def _step() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{words.pattern('step')})(?!\w)", re.IGNORECASE)


def _step_year(text: str, dates: Sequence[Written], index: int) -> ContextYear | None:
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
    return (
        ContextYear(before.last.year, entry=words.entry_of("step", step["word"]).id)
        if soon
        else None
    )


def _year_of_range_around(dates: Sequence[Written], index: int) -> int | None:
    """The year of a range of days named before in which a day lies: "6-8/11/2024 …; ngày 7/11"."""
    if dates[index].begin.day is None or dates[index].end is not None:
        return None
    for date in reversed(dates[max(0, index - _FEW) : index]):
        first, last = date.begin.first_day(), date.last.last_day()
        if first is None or last is None or date.begin.day is None or date.end is None:
            continue
        day = dates[index].begin.in_year(last.year).first_day()
        if day is not None and first <= day <= last and (last - first).days <= _STEP_DAYS:
            return last.year
    return None


def _held_year(text: str, date: Written) -> ContextYear | None:
    """The year of the event that is held then: "Festival Biển 2017 diễn ra từ ngày 10 đến 13/6"."""
    before = text[max(0, date.span.start - _HELD_REACH) : date.span.start]
    clause = _CLAUSE_END.split(before)[-1]
    match = _held().search(clause)
    if match is None or words.lasting().search(clause) or len(re.findall(YEAR, clause)) > 1:
        return None
    return ContextYear(int(match["year"]), entry=words.entry_of("held", match["word"]).id)


@cache
def _held() -> re.Pattern[str]:
    """A year at the end of an event's name, and the word that says when it is held."""
    return re.compile(
        rf"(?<![-–/0-9.,])(?<![-–]{BLANK})(?P<year>20[0-9]{{2}})(?![\w/\-–]){BLANK}+"
        rf"(?:[^\W\d_]+{BLANK}+){{0,3}}?(?P<word>{words.pattern('held')})(?!\w)[^0-9]*\Z",
        re.IGNORECASE,
    )


class _Dated(NamedTuple):
    """Where a month, quarter or day stands with its year, in order, and the years that it has."""

    places: list[int]
    years: set[int]


_Named = tuple[int | None, int | None, int | None]
"""Quarter, month and day, as far as they are named."""


def _dated(dates: Sequence[Written]) -> Mapping[_Named, _Dated]:
    """What stands with its year: months, quarters, days, and the month of each day."""
    found: dict[_Named, _Dated] = {}
    for date in dates:
        begin = date.begin
        if date.form == "term" or begin.year is None:
            continue
        for named in {_named(begin), (None, begin.month, None)}:
            dated = found.setdefault(named, _Dated([], set()))
            dated.places.append(date.span.start)
            dated.years.add(begin.year)
    return found


def _named(date: Partial) -> _Named:
    return date.quarter, date.month, date.day


def _same_named(date: Written, dated: Mapping[_Named, _Dated], latest: int) -> int | None:
    """The year of the same month, quarter or day where it stands near by with one, always the same.

    That of a day is the latest of the page: an earlier one is the event that a holiday recalls.
    """
    same = dated.get(_named(date.begin))
    if same is None or len(same.years) > 1:
        return None
    index = bisect_right(same.places, date.span.start)
    beside = same.places[max(index - 1, 0) : index + 1]
    near = any(abs(place - date.span.start) <= _SAME_REACH for place in beside)
    year = next(iter(same.years))
    return year if near and (date.begin.day is None or year == latest) else None


def _sequel_year(
    text: str, dates: Sequence[Written], index: int, settled: Mapping[int, ContextYear]
) -> int | None:
    """The year of the day named before, where a life or a chronicle goes on with the next days.

    Only what is written in words ("ngày 14 tháng 10") counts: news writes 14/10 and means its own
    year.
    """
    if not index or dates[index].begin.day is None:
        return None
    before, date = dates[index - 1], dates[index]
    year = before.last.year or (settled[index - 1].year if index - 1 in settled else None)
    gap = text[before.span.end : date.span.start]
    if year is None or not before.mark == date.mark == g.MONTH or "\n" in gap:
        return None
    first, day = before.last.in_year(year).first_day(), date.begin.in_year(year).first_day()
    soon = first is not None and day is not None and 0 <= (day - first).days <= _STEP_DAYS
    return year if soon and len(gap) <= _TOPIC_REACH else None


_YEAR_BEFORE = re.compile(
    rf"(?<!\w){g.YEAR}{BLANK}+(?P<year>{YEAR}),{BLANK}+(?:[^\W\d_]+{BLANK}+)?\Z", re.IGNORECASE
)


def _year_before(text: str, date: Written) -> int | None:
    """The year that a day follows behind a comma: "đến năm 1935, ngày 31 tháng 3"."""
    match = _YEAR_BEFORE.search(text, max(0, date.span.start - _PAIRED_REACH * 2), date.span.start)
    in_words = date.begin.day is not None and date.mark == g.MONTH
    return int(match["year"]) if match and in_words else None


def _is_behind_past(text: str, dates: Sequence[Written], index: int, now: dt.date) -> bool:
    """True behind a date of an earlier year in the same sentence, or of a much earlier one.

    News of a day names its years; a day without one, behind a year long past, may be of either,
    unless it is one of the last weeks in a sentence of its own.
    """
    date = dates[index]
    before = text[max(0, date.span.start - _TOPIC_REACH) : date.span.start].rsplit("\n", 1)[-1]
    if any(word.id in date.entries for word in words.of_role("part-of-day")):
        return False
    years = list(_PAST_YEAR.finditer(before))
    if not years:
        return False
    apart = now.year - int(years[-1]["year"])
    same = not _SENTENCE_END.search(before, years[-1].end())
    day = date.begin.in_year(now.year).first_day()
    recent = day is not None and 0 <= (now - day).days <= _STEP_DAYS
    long_ago = apart >= _LONG_AGO and not (recent and not same)
    return long_ago or (apart > 0 and same and years[-1]["dated"] is not None)


_LONG_AGO = 2
_PAST_YEAR = re.compile(
    rf"(?<![0-9])(?P<dated>[0-9]{{1,2}}(?:[/.\-]|{BLANK}+{g.YEAR}{BLANK}+))?"
    rf"(?<!{g.TO} {g.YEAR} )(?P<year>{MODERN_YEAR})(?![\w/])(?![.,][0-9])"
)
"""A year in a text, `dated` where a month stands before it."""
