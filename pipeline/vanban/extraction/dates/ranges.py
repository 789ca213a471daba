"""Dates next to each other: "từ 8-3 đến 13-3-2017" is one range, "tháng 8 và tháng 9/2018" are two.

In: the dates of a text in order. Out: ranges made one, and years carried over from a neighbour
that shares them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates.partial import Partial, Written, is_anniversary
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_LONGEST_LINK = 24  # characters between two dates that belong together
_TURN = 6  # months that a date may stand later in the year than the one it is paired with
_PAIR = re.compile(
    rf"{BLANK}*(?:[,;&]|{g.AND}|{g.OR}|{g.OR_ELSE}|{g.any_of('and-then')}|{g.ALSO} {g.LIKE})"
    rf"(?:{BLANK}+(?:trong|{g.FROM}|{g.INTO}))?{BLANK}*",
    re.IGNORECASE,
)


@cache
def _through() -> re.Pattern[str]:
    """What joins the first and the last day of a range."""
    return re.compile(
        rf"(?:{BLANK}?[-–—]{BLANK}?|{BLANK}*(?P<word>{words.pattern('through')}){BLANK}+"
        rf"(?:(?:{g.END_OF}|{g.EARLY}|{g.MID}|{g.LATE}){BLANK}+)?)",
        re.IGNORECASE,
    )


def join(text: str, dates: list[Written]) -> list[Written]:
    """Ranges of two dates as one, and years shared by neighbours."""
    out: list[Written] = []
    for date in dates:
        if out and _is_range(text, out[-1], date):
            out[-1] = _range(text, out[-1], date)
        else:
            out.append(date)
    return _share_years(text, [_fill(date) for date in out])


def _is_range(text: str, one: Written, other: Written) -> bool:
    """True where a word or dash between two dates makes a range of them: "từ 5/6 đến 7/6"."""
    start, end = one.span.end, other.span.start
    if one.end or other.end or end - start > _LONGEST_LINK:
        return False
    if not _through().fullmatch(text, start, end):
        return False
    if ("quarter" in (one.form, other.form) and one.form != other.form) or is_anniversary(
        one.begin, other.begin
    ):
        return False
    first, last = _fill_pair(one.begin, other.begin)
    first_day, last_day = first.first_day(), last.last_day()
    return first_day is None or last_day is None or first_day < last_day


def _range(text: str, one: Written, other: Written) -> Written:
    """Two dates and what joins them as one range."""
    link = _through().fullmatch(text, one.span.end, other.span.start)
    through = (words.entry_of("through", link["word"]).id,) if link and link["word"] else ()
    return replace(
        one,
        span=Span(one.span.start, other.span.end),
        core=Span(one.core.start, other.core.end),
        end=other.begin,
        entries=(*one.entries, *other.entries, *through),
        weekday=None,
    )


def _fill(date: Written) -> Written:
    """A range whose ends share the one year that is written."""
    if date.end is None:
        return date
    begin, end = _fill_pair(date.begin, date.end)
    return replace(date, begin=begin, end=end)


def _fill_pair(begin: Partial, end: Partial) -> tuple[Partial, Partial]:
    """Both ends with a year: a range from December to January runs into the next one."""
    turns = begin.place_in_year > end.place_in_year
    if begin.year is None and end.year is not None:
        return begin.in_year(end.year - turns), end
    if end.year is None and begin.year is not None:
        return begin, end.in_year(begin.year + turns)
    return begin, end


def _months(date: Partial) -> int:
    return date.place_in_year[0]


def _share_years(text: str, dates: list[Written]) -> list[Written]:
    """A date without a year takes that of the date it is paired with: first the later one's."""
    for step in (-1, 1):
        order = range(len(dates))[::step]
        for i, j in pairwise(order):
            source, target = dates[i], dates[j]
            first, second = (source, target) if step == 1 else (target, source)
            gap = text[first.span.end : second.span.start]
            if (
                target.end
                or target.begin.year
                or source.begin.year is None
                or source.form == "term"
            ):
                continue
            if len(gap) <= _LONGEST_LINK and _PAIR.fullmatch(gap):
                year = source.last.year if step == 1 else source.begin.year
                turns = step == -1 and _months(target.begin) - _months(source.begin) > _TURN
                dates[j] = replace(target, begin=target.begin.in_year(year and year - turns))
    return dates
