"""Text -> what is written like a date in digits: 18/8/2012, 18.8, 7-2, 5-7/9, 3/2009.

A date without its year takes the one behind "năm", in digits, in two digits or in words: "ngày 3/2
năm 1930", "ngày 7 tháng 5 năm 54", "2 tháng 9 năm một chín bốn lăm".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.dates.partial import (
    DASH,
    DAY,
    MODERN_YEAR,
    MONTH,
    YEAR,
    Form,
    Partial,
    Written,
    is_anniversary,
)
from vanban.extraction.numbers import entries, parse_number
from vanban.extraction.numbers.lexicon import word_pattern
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_DIGIT_ROLES = ("digit", "last")

_YEAR_DIGITS = 4  # words of a year read digit by digit: "hai không một sáu"

_FIRST, _LAST = 1000, 2100  # years that are written in words

_TWO_DIGITS = range(10, 100)

# Scraped text loses blanks: "ngày18/8" is read as "ngày 18/8".
_GLUED = "|".join(f"(?<={g.either_case(word)})" for word in g.forms("part-of-a-date"))
_LEFT = rf"(?:(?<!\w)|{_GLUED})(?<![0-9][/.,:\-–])(?<![^\W\d_][/\-–])"
_NUMBER = re.compile(rf"[0-9](?<![0-9].)[0-9]{{0,3}}(?={BLANK}?[/.\-–—]{BLANK}?[0-9]| [0-9])")
_RIGHT = r"(?!\w)(?![.,:][0-9])(?![/\-–]\w)(?!/-)"


def in_digits(text: str) -> Iterator[Written]:
    """Dates in digits and ranges of them, in order of place."""
    for match in _matches(text):
        span = Span(*match.span())
        if match["from"]:
            form, end, mark = _read(match, "c")
            if form != "month-year" and not mark == match["dash"] == "-":
                begin = replace(end, day=int(match["from"]), year=None)
                yield Written(span, span, form, begin, end, mark=mark)
            continue
        form, begin, mark = _read(match, "a")
        if any(value for name, value in match.groupdict().items() if name.startswith("b")):
            last_form, end, _ = _read(match, "b")
            if is_anniversary(begin, end):
                for value, part in ((begin, "a"), (end, "b")):
                    one = _span_of(match, part)
                    yield Written(one, one, form, value, mark=mark)
                continue
            form = form if last_form == form else "day-month-year"
            yield Written(span, span, form, begin, end, mark=mark)
        else:
            yield Written(span, span, form, begin, mark=mark)


def _span_of(match: re.Match[str], p: str) -> Span:
    """The span of the date in the groups of `p`."""
    names = [name for name, value in match.groupdict().items() if value and name[0] == p]
    return Span(min(map(match.start, names)), max(map(match.end, names)))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The pattern where a number starts; trying it at every character takes ten times as long."""
    position = 0
    for number in _NUMBER.finditer(text):
        if number.start() >= position and (match := _pattern().match(text, number.start())):
            position = match.end()
            yield match


@cache
def _pattern() -> re.Pattern[str]:
    """One date, a range of two, or a range of days in one month."""
    days = rf"(?P<from>{DAY})(?P<dash>[-–—]|{BLANK}[-–—]{BLANK}?|[-–—]{BLANK})"
    return re.compile(f"{_LEFT}(?:{_date('a')}(?:{DASH}{_date('b')})?|{days}{_date('c')}){_RIGHT}")


def _date(p: str) -> str:
    """One date; `p` tells its groups from another's. Longer forms stand first."""
    b = BLANK
    return (
        rf"(?:(?P<{p}d>{DAY}){b}?(?P<{p}s>[/.\-–]){b}?(?P<{p}m>{MONTH}){b}?(?P={p}s){b}?"
        rf"(?P<{p}y>{YEAR})(?![0-9])"
        rf"|(?P<{p}iy>{YEAR})(?P<{p}is>[\-/])(?P<{p}im>{MONTH})(?P={p}is)(?P<{p}id>{DAY})(?![0-9])"
        rf"|(?<={g.DAY[1:]} )(?P<{p}nd>{DAY}) (?P<{p}nm>{MONTH}) (?P<{p}ny>20[0-9]{{2}})(?![0-9])"
        rf"|(?P<{p}sd>{DAY})(?P<{p}ss>[/.\-])(?P<{p}sm>{MONTH})(?P={p}ss)(?P<{p}sy>[0-9]{{2}})"
        rf"(?![0-9])"
        rf"|(?P<{p}bd>{DAY})(?P<{p}bs>[/.\-]|{b}/{b}?|/{b})(?P<{p}bm>{MONTH})(?![0-9])"
        rf"|(?P<{p}mm>{MONTH}){b}?(?P<{p}ms>[/.\-–]){b}?(?P<{p}my>{MODERN_YEAR})(?![0-9]))"
    )


def _read(match: re.Match[str], p: str) -> tuple[Form, Partial, str]:
    """Form, value and separator of the date in the groups of `p`.

    A year of two digits stays as written; `years` finds its century.
    """

    def number(name: str) -> int:
        return int(match[p + name])

    if match[f"{p}y"]:
        return "day-month-year", Partial(number("y"), number("m"), number("d")), match[f"{p}s"]
    if match[f"{p}iy"]:
        value = Partial(number("iy"), number("im"), number("id"))
        return "day-month-year", value, match[f"{p}is"]
    if match[f"{p}ny"]:  # ngày 1 7 2025, whose slashes are lost
        value = Partial(number("ny"), number("nm"), number("nd"))
        return "day-month-year", value, " "
    if match[f"{p}sy"]:
        value = Partial(number("sy"), number("sm"), number("sd"))
        return "day-month", value, match[f"{p}ss"]
    if match[f"{p}bd"]:
        return "day-month", Partial(None, number("bm"), number("bd")), match[f"{p}bs"]
    return "month-year", Partial(number("my"), number("mm")), match[f"{p}ms"]


@cache
def _behind() -> re.Pattern[str]:
    """The year behind a day and month in digits: "12/4 năm 2016", "12/4, năm hai nghìn"."""
    syllable = f"(?:{word_pattern()})"
    return re.compile(
        rf"{BLANK}*,?{BLANK}+{g.YEAR}{BLANK}+(?:(?P<whole>{YEAR})"
        rf"|[’']?(?P<short>[0-9]{{2}})(?![.,/\-–][0-9])(?!{BLANK}+{g.AGE})"  # năm ’16
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
