"""Dates without a year -> the year that is meant.

In: the dates of a document in order. Out: the same with years where a rule gives one: a word
behind the date (năm ngoái), the day of publication, or the year in which the text was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.partial import Partial
from vanban.extraction.dates.running import Running, running_year
from vanban.extraction.dates.written import YEAR, Written
from vanban.text.spans import Span

_TENSES: tuple[words.Role, ...] = ("past", "future")
_REACH = 40  # characters around a date in which its tense stands
_OTHER_YEAR = 150  # days that a date is thought farther away for lying in another year
_AGAINST_TENSE = 4.0  # times farther a date is thought that lies where its tense does not point
_TOPIC_REACH = 240  # characters before a month or quarter in which its year may be the topic
_SENTENCE_END = re.compile(r"[.!?…]\s")
_FUTURE = 1.3  # news tells of the past rather than of the future


def settle_years(
    text: str, dates: Sequence[Written], published: dt.date | None, closed: Iterable[Span]
) -> list[Written]:
    """The dates with the years that the page settles."""
    open_years = any(date.begin.year is None and not date.begin.lunar for date in dates)
    present = running_year(text, dates, closed) if open_years and published is None else None
    settled = [_settled(text, date, published, present) for date in dates]
    if published is None:
        return settled
    planned = [_planned_year(text, one, two, published) for one, two in pairwise(dates)]
    return [
        _in_year(bare, year) if year else date
        for bare, date, year in zip(dates, settled, [None, *planned], strict=False)
    ]


def _planned_year(text: str, before: Written, date: Written, published: dt.date) -> int | None:
    """The coming year that a plan has named: "phấn đấu quý I/2022 xong; đến tháng 6, …"."""
    year = before.last.year
    if date.begin.year is not None or year is None or year <= published.year:
        return None
    gap = text[before.span.end : date.span.start]
    later = before.last.place_in_year < date.begin.place_in_year
    near = len(gap) <= _TOPIC_REACH and not _SENTENCE_END.search(gap) and "\n" not in gap
    return year if date.form in ("month", "quarter") and later and near else None


def _settled(
    text: str, date: Written, published: dt.date | None, present: Running | None
) -> Written:
    if date.begin.year is not None or date.begin.lunar:
        return date
    year = published.year if published else present.year if present else None
    shift = _word(text, date, "year-shift")
    if shift:
        entry = words.entry_of("year-shift", shift)
        moved = None if year is None else year + (entry.value or 0)
        return _in_year(replace(date, entries=(*date.entries, entry.id)), moved)
    yearly = _word(text, date, "yearly") or _yearly_before(text, date)
    if yearly:
        return replace(date, entries=(*date.entries, words.entry_of("yearly", yearly).id))
    tense = _tense(text, date)
    named = _paired_year(text, date) or (None if tense else _topic_year(text, date))
    if named is not None:
        return _in_year(date, named)
    entries = (*date.entries, tense.id) if tense else date.entries
    if present is not None and present.sign is not None:
        entries = (*entries, present.sign)
    if published is not None:
        year = nearest_year(date.begin, published, tense.role if tense else None, date.weekday)
    return _in_year(replace(date, entries=entries), year)


_TOPIC = re.compile(
    rf"(?:(?:^|[.!?:]{BLANK})Năm|(?<!\w)[Tt]rong{BLANK}+năm)"
    rf"{BLANK}+(?P<year>{YEAR}),"
)


_PAIRED = re.compile(
    rf"{BLANK}*(?:,|và|cũng{BLANK}+như){BLANK}+(?:[0-9]{{1,2}}{BLANK}+tháng(?:{BLANK}+(?:đầu|cuối))?"
    rf"|cả){BLANK}+năm{BLANK}+(?P<year>{YEAR})(?!\w)",
    re.IGNORECASE,
)


def _paired_year(text: str, date: Written) -> int | None:
    """The year of the report a month is part of: "tháng 5 và 5 tháng đầu năm 2017"."""
    match = _PAIRED.match(text, date.span.end)
    return int(match["year"]) if match else None


def _yearly_before(text: str, date: Written) -> str | None:
    """The word that opens the clause of a date that comes every year: "Hằng năm, vào ngày 27/7"."""
    before = re.split(r"[.;:!?\n]", text[max(0, date.span.start - _REACH) : date.span.start])[-1]
    match = _before("yearly").search(before)
    return match["word"] if match else None


def _topic_year(text: str, date: Written) -> int | None:
    """The year that this sentence or the one before is about: "Trong năm 2016, … sang quý 4"."""
    if date.form not in ("month", "quarter"):
        return None
    before = text[max(0, date.span.start - _TOPIC_REACH) : date.span.start].rsplit("\n", 1)[-1]
    topics = list(_TOPIC.finditer(before))
    if not topics or len(_SENTENCE_END.findall(before, topics[-1].end())) > 1:
        return None
    return int(topics[-1]["year"])


def _in_year(date: Written, year: int | None) -> Written:
    """The date in a year; a range from December to January ends in the next one."""
    if year is None:
        return date
    turns = date.end is not None and date.begin.place_in_year > date.end.place_in_year
    end = date.end and date.end.in_year(year + turns)
    return replace(date, begin=date.begin.in_year(year), end=end)


def nearest_year(
    date: Partial, published: dt.date, tense: str | None = None, weekday: int | None = None
) -> int:
    """The year in which the date lies nearest to the day of publication.

    `tense` (past, future) and a weekday rule years out as far as they can; a date in the year of
    publication is preferred, and of two others the past one.
    """

    def distance(year: int) -> float:
        day = date.in_year(year).first_day()
        if day is None:  # 29 February
            return float("inf")
        days = (day - published).days
        if abs(days) < 32 and date.day is None and day <= published <= _last(date, year):
            days = 0
        far = abs(days) * (_FUTURE if days > 0 else 1.0)
        far += _OTHER_YEAR if year != published.year else 0
        if (tense == "past" and days > 0) or (tense == "future" and days < 0):
            far = far * _AGAINST_TENSE + 366
        if weekday is not None and day.isoweekday() != weekday:
            far += 10_000
        return far

    return min((published.year, published.year - 1, published.year + 1), key=distance)


def _last(date: Partial, year: int) -> dt.date:
    last = date.in_year(year).last_day()
    return last if last is not None else dt.date(year, 12, 31)


@cache
def _after(role: words.Role) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}*,?{BLANK}*(?P<word>{words.pattern(role)})(?!\w)", re.IGNORECASE)


@cache
def _before(role: words.Role) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{words.pattern(role)})(?!\w)", re.IGNORECASE)


def _word(text: str, date: Written, role: words.Role) -> str | None:
    """A word of the role directly behind the date."""
    match = _after(role).match(text, date.span.end)
    return match["word"] if match else None


def _tense(text: str, date: Written) -> words.DateWord | None:
    """The tense word nearest to a date: directly behind it, else before it in its clause."""
    for role in _TENSES:
        word = _word(text, date, role)
        if word:
            return words.entry_of(role, word)
    before = re.split(r"[.;:!?\n]", text[max(0, date.span.start - _REACH) : date.span.start])[-1]
    nearest: tuple[int, words.DateWord] | None = None
    for role in _TENSES:
        for match in _before(role).finditer(before):
            if nearest is None or match.start() > nearest[0]:
                nearest = match.start(), words.entry_of(role, match["word"])
    return nearest[1] if nearest else None


def with_century(date: Partial, present: int) -> Partial:
    """A year of two digits made whole: the latest one not more than ten years ahead."""
    if date.year is None or date.year >= 100:
        return date
    latest = present + 10
    return date.in_year(latest - (latest - date.year) % 100)
