"""A year behind a day and month, after the word năm -> the date with its year.

In: a text and a date without a year in it. Out: the same with a year in digits, in two digits or
in words: "ngày 3/2 năm 1930", "ngày 7 tháng 5 năm 54", "2 tháng 9 năm một chín bốn lăm".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vanban.extraction.dates.written import YEAR, Written
from vanban.extraction.numbers import entries, parse_number
from vanban.extraction.numbers.lexicon import word_pattern
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_DIGIT_ROLES = ("digit", "last")
_YEAR_DIGITS = 4
_FIRST, _LAST = 1000, 2100
_TWO_DIGITS = range(10, 100)


@cache
def _behind() -> re.Pattern[str]:
    syllable = f"(?:{word_pattern()})"
    return re.compile(
        rf"{BLANK}*,?{BLANK}+{g.YEAR}{BLANK}+(?:(?P<whole>{YEAR})"
        rf"|[’']?(?P<short>[0-9]{{2}})(?![.,/\-–][0-9])(?!{BLANK}+{g.AGE})"
        rf"|(?P<words>{syllable}(?:{BLANK}+{syllable}){{1,8}}))(?![\w%])",
        re.IGNORECASE,
    )


def with_year(text: str, date: Written) -> Written:
    """The date with the year that stands directly behind it, if one does."""
    if date.form != "day-month" or date.begin.year is not None or date.begin.lunar:
        return date
    match = _behind().match(text, date.core.end)
    if match is None:
        return date
    written = match["whole"] or match["short"]
    year = int(written) if written else _in_words(match["words"])
    if year is None:
        return date
    core = Span(date.core.start, match.end())
    span = Span(date.span.start, match.end())
    begin, end = date.begin, date.end and date.end.in_year(year)
    if end is None:
        begin = begin.in_year(year)
    return replace(date, form="day-month-year", span=span, core=core, begin=begin, end=end)


@cache
def _digits() -> dict[str, int]:
    """The words for single digits: một, bốn, tư, lăm."""
    return {
        form: int(entry.value)
        for entry in entries()
        if entry.role in _DIGIT_ROLES
        for form in entry.forms
    }


def _in_words(written: str) -> int | None:
    """The year in words: digit by digit ("một chín bốn lăm"), whole, or its last two digits."""
    words = written.lower().split()
    if len(words) == _YEAR_DIGITS and all(word in _digits() for word in words):
        return int("".join(str(_digits()[word]) for word in words))
    number = parse_number(" ".join(words))
    if number is None or number != int(number):
        return None
    fits = _FIRST <= number < _LAST or int(number) in _TWO_DIGITS
    return int(number) if fits else None
