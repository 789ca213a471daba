"""The signs of the present in a text: words that tell in which year it was written.

In: a text in lower case. Out: `Sign`s, the strongest first. A year that merely stands in the text
is no sign: news of spring tells of last November.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from vanban import lexicons as lexicon
from vanban.cleaning.full_days import (
    BEHIND,
    FIRST_YEAR,
    YEAR,
    FullDate,
    bare_days,
    full_months,
    recent,
)
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK, YearSign

_CLAUSE_REACH = 120  # characters before a year or a date in which its clause is looked at
_LINE_REACH = 60  # characters before a date in which words of plans stand
_MONTHS = 12
_LEAD_REACH = 400  # characters from a page's start in which its first date is the news itself
_ANNIVERSARY = 20
"""Years from which on a day and the same day later are an event and its anniversary: bonds and
contracts are shorter."""
_THIS_YEAR, _MONTHS_SO_FAR = "this-year", "months-so-far"
_YIELDING = (_MONTHS_SO_FAR, "reviewed")
"""Signs that contradict no other: reports and reviews tell of a year gone by as well."""
_NO_SIGNS = ("ahead", "effect", "bare", "lasting", "start")
"""Places of words that take a sign's force away."""
_REPORTED = range(1, 10)
"""Months of a year whose report appears in that year."""

BARE_YEAR = re.compile(
    rf"{YEAR}(?<![\w.,/\-–]....)(?!\w)(?!{BLANK}?[-–—/]{BLANK}?[0-9])(?![.,][0-9])"
)
_BARE_LINK = rf"{BLANK}*[(,]{BLANK}*(?:{g.YEAR}{BLANK}+)?|{BLANK}+"
"""Between "năm nay" and a year: "năm nay (2017)", "năm nay, năm 2017"."""

_LED = re.compile(rf"(?<!\w){g.YEAR}{BLANK}+\Z")
_CLAUSE = re.compile(r"[.;!?\n]")
_NUMBER_BEFORE = re.compile(rf"(?P<number>[0-9]{{1,2}}|[^\W\d_]{{1,8}}){BLANK}+\Z")
_LEAD_IN = re.compile(r"(?:^|\n)[^\n]{0,60}\Z")


class Sign(NamedTuple):
    """When a text was written, as one sign says it: a year, with a day near it where one is known.

    `entry` is the lexicon entry that says so, "" where the form of the text does. One that is
    `near` says nothing of days far from its own.
    """

    year: int
    day: dt.date | None = None
    entry: str = ""
    near: bool = False


def today(form: str, dates: Sequence[FullDate]) -> Iterator[Sign]:
    """A full date behind a word that points at it from the present: "sáng nay, 8/6/2017"."""
    for date in recent(dates):
        if _today().search(form, max(0, date.start - BEHIND), date.start):
            yield Sign(date.day.year, date.day)


def settled(form: str, dates: Sequence[FullDate]) -> Sign | None:
    """What the strongest sign of a text says, where no other contradicts it."""
    said = [*_beside_dates(form, dates), *_beside_years(form), *_anniversaries(dates)]
    said = [one for one in said if one.entry in _lasting() or not _is_old(form, dates, one.year)]
    if not said:
        return None
    best = said[0]
    if best.entry == _THIS_YEAR:
        return best
    latest = max(said, key=lambda one: one.year) if best.entry in _YIELDING else best
    others = {one.year for one in said if one.entry not in _YIELDING}
    return latest if others <= {latest.year} else None


def news_day(form: str, dates: Sequence[FullDate]) -> Sign | None:
    """The day that a text is about: named once more without its year, or the one it opens with."""
    return _written_twice(form, dates) or _opening(form, dates)


# -- signs beside full dates -----------------------------------------------------------------------


def _beside_dates(form: str, dates: Sequence[FullDate]) -> Iterator[Sign]:
    """The signs of the year that stand beside full dates and months."""
    for date in (*recent(dates), *full_months(form)):
        before = _clause_before(form, date.start)
        behind = form[date.end : date.end + BEHIND]
        for sign in _signs():
            if _fits_date(sign, before, behind):
                yield Sign(date.day.year + sign.shift, date.day, sign.id)
                break


def _fits_date(sign: YearSign, before: str, behind: str) -> bool:
    """True where the words of a sign stand before or behind a date, as it asks."""
    if sign.place == "date-behind":
        match = _directly_behind(sign.forms).match(behind)
        ends = match and sign.unless and _directly_behind(sign.unless).match(behind, match.end())
        return match is not None and not ends
    return (
        sign.place == "date" and bool(_directly_before(sign).search(before)) and _in(sign, before)
    )


def _anniversaries(dates: Sequence[FullDate]) -> Iterator[Sign]:
    """The later of two days in brackets with one day and month: "(7/5/1954 - 7/5/2024)"."""
    for one, two in pairwise(dates):
        same = (one.day.month, one.day.day) == (two.day.month, two.day.day)
        close = same and two.start - one.end < BEHIND
        if close and two.day.year - one.day.year >= _ANNIVERSARY:
            yield Sign(two.day.year, two.day, near=True)


def _written_twice(form: str, dates: Sequence[FullDate]) -> Sign | None:
    """The latest full day of a text, where the text names it without its year as well."""
    latest = max((date.day for date in dates), default=None)
    if latest is None or (latest.month, latest.day) not in bare_days(form):
        return None
    alike = {d.day.year for d in dates if d.day.replace(year=4) == latest.replace(year=4)}
    fits = len(alike) == 1 and not _is_old(form, dates, latest.year)
    return Sign(latest.year, latest, near=True) if fits else None


def _opening(form: str, dates: Sequence[FullDate]) -> Sign | None:
    """The day that news opens with, at its start or with its part of day: "Sáng 5/5/2024, …"."""
    if not dates or dates[0].start > _LEAD_REACH or form[dates[0].end : dates[0].end + 1] != ",":
        return None
    start, _, day = dates[0]
    led = start == 0 or _part_of_day().match(form, start) is not None
    opens = led and _LEAD_IN.search(form[:start]) is not None
    return Sign(day.year, day, near=True) if opens and not _is_old(form, dates, day.year) else None


def _is_old(form: str, dates: Sequence[FullDate], year: int) -> bool:
    """True for a year after which the text names another, plans apart: it is not the present."""
    if year < FIRST_YEAR:
        return True
    if any(d.day.year > year and not is_ahead(line_before(form, d.start)) for d in dates):
        return True
    later = (match.start() for match in BARE_YEAR.finditer(form) if int(match[0]) > year)
    return any(not is_ahead(form[max(0, at - BEHIND) : at], bare=True) for at in later)


# -- signs beside years ----------------------------------------------------------------------------


def _beside_years(form: str) -> Iterator[Sign]:
    """What the words around bare years say, the strongest sign first."""
    found: list[tuple[int, Sign]] = []
    for match in BARE_YEAR.finditer(form):
        before = _clause_before(form, match.start())
        if not (_before_any().search(before) or _LED.search(before)):
            continue
        behind = form[match.end() : match.end() + BEHIND]
        for rank, entry in enumerate(_signs()):
            sign = _by_year(entry, int(match[0]), before, behind)
            if sign is not None:
                found.append((rank, sign))
                break
    found.sort(key=lambda ranked: ranked[0])
    yield from (one for _, one in found)


def _by_year(sign: YearSign, year: int, before: str, behind: str) -> Sign | None:
    """What one entry says of a year, if it stands there."""
    if sign.place == "near":
        near = _near(sign.forms).search(before) if _LED.search(before) else None
        if near is not None and not _in(sign, before):
            near = None
        fits = near and not BARE_YEAR.search(before, near.end())
        turn = dt.date(year, _MONTHS, 31) if sign.months == "all" else None
        return Sign(year, turn, sign.id, near=turn is not None) if fits else None
    if sign.place != "year":
        return None
    match = _directly_before(sign).search(before)
    if match is None or not _in(sign, before[: match.start()]):
        return None
    if sign.behind and not _directly_behind(sign.behind).match(behind):
        return None
    if sign.months is None:
        return Sign(year + sign.shift, None, sign.id)
    return _reported(year, before[: match.start()], sign)


def _reported(year: int, before: str, sign: YearSign) -> Sign | None:
    """A report of the first months, or the tasks for the last ones, with a day near its own."""
    if BARE_YEAR.search(before):  # năm 2009 lỗ 41 tỷ đồng và 9 tháng đầu năm 2010 lỗ 13 tỷ đồng
        return None
    number = _NUMBER_BEFORE.search(before)
    months = _month_number(number["number"]) if number else 0
    if months not in _REPORTED:
        return None
    month = months if sign.months == "first" else _MONTHS - months
    return Sign(year, dt.date(year, month, 28), sign.id, near=True)


def _month_number(written: str) -> int:
    """The number of months that is written in digits or, like a month, by its word: 6, sáu."""
    if written.isdigit():
        return int(written)
    try:
        return words.entry_of("month-name", written).value or 0
    except KeyError:
        return 0


# -- words -----------------------------------------------------------------------------------------


def is_ahead(before: str, *, bare: bool = False) -> bool:
    """True behind words of plans and of days of effect: a date, or a `bare` year, may lie ahead."""
    ahead = _ahead("bare" if bare else "ahead").search(before)
    return ahead is not None or (not bare and is_in_effect(before))


def is_in_effect(before: str) -> bool:
    """True behind words that say that an act is in force from a date."""
    return _ahead("effect").search(before) is not None


@cache
def _ahead(place: str) -> re.Pattern[str]:
    """The words before a date by which it lies ahead, of the signs of one place."""
    forms = words.alternation(form for sign in _all() if sign.place == place for form in sign.forms)
    if place == "bare":
        return re.compile(
            rf"(?<!\w){forms}(?:{BLANK}+(?:{g.END_OF}|{g.LATE}"
            rf"|{g.EARLY}))?(?:{BLANK}+{g.YEAR})?{BLANK}+\Z|[-–—]{BLANK}?\Z"
        )
    return re.compile(rf"(?<!\w){forms}(?!\w)[^.;\n]{{0,25}}\Z")


def line_before(form: str, place: int) -> str:
    """The line before a place, as far as words of plans reach."""
    return form[max(0, place - _LINE_REACH) : place].rpartition("\n")[2]


def _clause_before(form: str, place: int) -> str:
    """The clause before a place, as far as it is looked at."""
    return _CLAUSE.split(form[max(0, place - _CLAUSE_REACH) : place])[-1]


def _in(sign: YearSign, clause: str) -> bool:
    """True where a clause has one of the words that a sign needs, and none that void it."""
    if sign.unless and _near(sign.unless).search(clause):
        return False
    return not sign.near or _near(sign.near).search(clause) is not None


def _all() -> tuple[YearSign, ...]:
    return lexicon.load("dates.sign", YearSign)


@cache
def _signs() -> tuple[YearSign, ...]:
    return tuple(sign for sign in _all() if sign.place not in _NO_SIGNS)


@cache
def _lasting() -> frozenset[str]:
    """The entries that stand whatever later years a text names: this year, next year."""
    return frozenset(s.id for s in _signs() if s.shift or s.place == "near" or s.id == _THIS_YEAR)


@cache
def _part_of_day() -> re.Pattern[str]:
    return re.compile(words.pattern("part-of-day"), re.IGNORECASE)


@cache
def _today() -> re.Pattern[str]:
    """Words that point at a day from the present: hôm nay, sáng nay, chiều qua, ngày mai."""
    near = [
        form for word in words.of_role("deictic") if word.value is not None for form in word.forms
    ]
    return re.compile(
        rf"(?<!\w)(?:{words.pattern('day')}|{words.pattern('part-of-day')}|{g.ON_DAY}){BLANK}+"
        rf"{words.alternation(near)}[,:]?{BLANK}*\(?{BLANK}*\Z",
        re.IGNORECASE,
    )


@cache
def _before_any() -> re.Pattern[str]:
    """What any sign finds before a year: most years have none."""
    signs = (_led_by(sign) for sign in _signs() if sign.place == "year")
    return re.compile(rf"(?<!\w)(?:{'|'.join(signs)})\Z", re.IGNORECASE)


@cache
def _directly_before(sign: YearSign) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_led_by(sign)}\Z", re.IGNORECASE)


def _led_by(sign: YearSign) -> str:
    """A pattern of the words of a sign, up to the year or the date that they lead in."""
    led = rf"{BLANK}*,?{BLANK}*"
    if sign.place == "year":
        bare = g.YEAR in sign.forms[0].split() or sign.shift
        led = (
            rf"(?:{BLANK}+{g.YEAR}{BLANK}+|{_BARE_LINK})" if bare else rf"{BLANK}+{g.YEAR}{BLANK}+"
        )
    return f"{words.alternation(sign.forms)}{led}"


@cache
def _directly_behind(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}*,?{BLANK}*{words.alternation(forms)}(?!\w)", re.IGNORECASE)


@cache
def _near(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words.alternation(forms)}(?!\w)", re.IGNORECASE)
