"""The present of a page that names no day of publication, read from the signs in its text.

In: a text, its dates, and the spans of documents, whose years say nothing. Out: the `Present`, a
year or a day near which the page was written, with the sign that says so; None where no sign does
or two signs contradict each other. A year that merely stands in the text is no sign.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from vanban import lexicons as lexicon
from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates import sessions
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.partial import is_anniversary
from vanban.extraction.dates.written import Written
from vanban.extraction.numbers import parse_number
from vanban.text.document import Page
from vanban.text.spans import Span

_CLAUSE_REACH = 80  # characters before a year or a date in which its clause is looked at
_BEHIND = 24  # characters behind it
_ISSUE_REACH = 3  # a date of issue stands directly behind its document
_MONTHS = 12
_LEAD_REACH = 400  # characters from a page's start in which its first date is the news itself
_THIS_YEAR, _SO_FAR = "this-year", "year-so-far"

_RECENT = r"(?:199|20[0-4])[0-9]"
"""The years in which pages were written."""

_YEAR = re.compile(
    rf"{_RECENT}(?<![\w.,/\-–]....)(?!\w)(?!{BLANK}?[-–—/]{BLANK}?[0-9])(?![.,][0-9])"
)
_BARE_LINK = rf"{BLANK}*[(,]{BLANK}*(?:năm{BLANK}+)?|{BLANK}+"
"""Between "năm nay" and a year: "năm nay (2017)", "năm nay, năm 2017"."""

_PLANNED = re.compile(
    rf"(?<!\w)(?:đến|tới|tầm{BLANK}+nhìn|giai{BLANK}+đoạn|hướng{BLANK}+đến|hướng{BLANK}+tới)"
    rf"(?:{BLANK}+(?:hết|cuối|đầu))?(?:{BLANK}+năm)?{BLANK}+\Z|[-–—]{BLANK}?\Z",
    re.IGNORECASE,
)
"""Before a year that lies ahead: "đến năm 2030"."""

_LED = re.compile(rf"(?<!\w)năm{BLANK}+\Z", re.IGNORECASE)

_CLAUSE = re.compile(r"[.;!?\n]")
_NUMBER_BEFORE = re.compile(rf"(?P<number>[0-9]{{1,2}}|[^\W\d_]+){BLANK}+\Z")
_LEAD_IN = re.compile(r"(?:^|\n)[^\n]{0,60}\Z")


class YearSign(lexicon.Entry):
    """Words beside a year or a full date that tell where the present lies; see year_signs.toml."""

    place: Literal["year", "near", "date", "date-behind"]
    behind: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    shift: int = 0
    months: Literal["first", "last"] | None = None


class Present(NamedTuple):
    """When a page was written: a year, with a day where one is known that is near.

    `sign` is the lexicon entry that says so, "" where the form of the text does; a `sure` present
    stands whatever other signs say, a `near` one says nothing of days far from its own.
    """

    year: int
    day: dt.date | None
    sign: str = ""
    sure: bool = False
    near: bool = False


def known_present(page: Page) -> Present | None:
    """The present that the metadata of a page say: its day or month of publication, or its year."""
    if page.published_on is not None:
        return Present(page.published_on.year, page.published_on, sure=True)
    month = _MONTH.match(page.published_at or "")
    if month is not None:
        year = int(month["year"])
        return Present(year, dt.date(year, int(month["month"]), _MIDDLE))
    return Present(page.written_year, None) if page.written_year else None


_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])")
_MIDDLE = 15  # of a month of which no day is known


def present(text: str, dates: Sequence[Written], closed: Iterable[Span]) -> Present | None:
    """The present of a page: what its strongest sign says, where no other contradicts it."""
    documents = list(closed)
    said = [
        *_today(text, dates),
        *_beside_dates(text, dates, documents),
        *_sessions(text, dates),
        *_beside_years(text, documents),
        *_anniversaries(text, dates),
    ]
    if not said:
        return _written_twice(text, dates) or _opening(text, dates)
    said = [one for one in said if one.sign != _SO_FAR or not _is_old(text, one.year)]
    if not said:
        return None
    best = said[0]
    if best.sure:
        return best
    latest = max(said, key=lambda one: one.year) if best.sign == "months-so-far" else best
    others = {one.year for one in said if one.sign != "months-so-far"}
    return latest if others <= {latest.year} else None


# -- signs beside full dates -----------------------------------------------------------------------


@cache
def _today_pattern() -> re.Pattern[str]:
    """Words that point at a day from the present: hôm nay, sáng nay, chiều qua, ngày mai."""
    near = [
        form for word in words.of_role("deictic") if word.value is not None for form in word.forms
    ]
    return re.compile(
        rf"(?<!\w)(?:{words.pattern('day')}|{words.pattern('part-of-day')}|hôm){BLANK}+"
        rf"(?P<word>{words.alternation(near)})[,:]?{BLANK}*\(?{BLANK}*\Z",
        re.IGNORECASE,
    )


def _today(text: str, dates: Sequence[Written]) -> Iterator[Present]:
    """A full date behind a word that points at it from the present."""
    for date in dates:
        day = date.begin.first_day()
        if day is None or date.form != "day-month-year":
            continue
        before = text[max(0, date.span.start - _BEHIND) : date.span.start]
        if _today_pattern().search(before):
            yield Present(day.year, day, sure=True)


def _beside_dates(text: str, dates: Sequence[Written], closed: list[Span]) -> Iterator[Present]:
    """What the words around full dates say; the date of issue of a document says nothing."""
    issued = {span.end + gap for span in closed for gap in range(_ISSUE_REACH + 1)}
    for date in dates:
        day = date.last.first_day()
        if day is None or day.year < _FIRST_YEAR or date.form in ("term", "quarter"):
            continue
        if date.span.start in issued:
            continue
        before = _clause_before(text, date.span.start)
        behind = text[date.span.end : date.span.end + _BEHIND]
        for sign in _signs():
            if _fits_date(sign, before, behind):
                yield Present(day.year + sign.shift, day, sign.id)
                break


_FIRST_YEAR = 1990


def _fits_date(sign: YearSign, before: str, behind: str) -> bool:
    if sign.place == "date-behind":
        return _directly_behind(sign.forms).match(behind) is not None
    return (
        sign.place == "date" and bool(_directly_before(sign).search(before)) and _in(sign, before)
    )


def _anniversaries(text: str, dates: Sequence[Written]) -> Iterator[Present]:
    """The later of two days in brackets with one day and month: "(7/5/1954 - 7/5/2024)"."""
    for one, two in pairwise(dates):
        first, last = one.begin.first_day(), two.last.first_day()
        if first is None or last is None or not is_anniversary(one.begin, two.last):
            continue
        if two.span.start - one.span.end < _BEHIND and not _is_old(text, last.year):
            yield Present(last.year, last, near=True)


def _written_twice(text: str, dates: Sequence[Written]) -> Present | None:
    """The latest full day of a page, where the page names it without its year as well."""
    days = [day for date in dates if date.end is None and (day := _full_day(date)) is not None]
    if not days:
        return None
    latest = max(days)
    alike = {day.year for day in days if (day.month, day.day) == (latest.month, latest.day)}
    bare = {
        (d.begin.month, d.begin.day) for d in dates if d.begin.year is None and not d.begin.lunar
    }
    twice = (latest.month, latest.day) in bare and len(alike) == 1
    fits = twice and not _is_old(text, latest.year)
    return Present(latest.year, latest, near=True) if fits else None


def _is_old(text: str, year: int) -> bool:
    """True for a year after which the text names another, plans apart: it is not the present."""
    if year < _FIRST_YEAR:
        return True
    later = (match for match in _YEAR.finditer(text) if int(match[0]) > year)
    return any(not _PLANNED.search(text, max(0, m.start() - _BEHIND), m.start()) for m in later)


def _full_day(date: Written) -> dt.date | None:
    return date.begin.first_day() if date.form == "day-month-year" else None


def _opening(text: str, dates: Sequence[Written]) -> Present | None:
    """The day that news opens with, at its start or with its part of day: "Sáng 5/5/2024, …"."""
    first = next((date for date in dates if date.form != "term"), None)
    day = first.begin.first_day() if first else None
    if first is None or day is None or first.form != "day-month-year" or first.end is not None:
        return None
    parts = {word.id for word in words.of_role("part-of-day")} & set(first.entries)
    start = first.span.start
    leads = start <= _LEAD_REACH and _LEAD_IN.search(text[:start]) is not None
    opens = text[first.span.end : first.span.end + 1] == "," and text[start].isupper()
    near = leads and opens and (parts or start == 0) and not _is_old(text, day.year)
    return Present(day.year, day, near=True) if near else None


def _sessions(text: str, dates: Sequence[Written]) -> Iterator[Present]:
    """The days of sessions that the page tells of."""
    named = sessions.sessions_in(text)
    for date in dates:
        session = sessions.session_of(date, named)
        if session is not None:
            day = date.begin.in_year(session.start.year).first_day()
            yield Present(session.start.year, day, session.entries[0], sure=True)


# -- signs beside years ----------------------------------------------------------------------------


def _beside_years(text: str, closed: list[Span]) -> Iterator[Present]:
    """What the words around bare years say, the strongest sign first."""
    mute = {i for span in closed for i in range(span.start, span.end + _ISSUE_REACH)}
    found: list[tuple[int, Present]] = []
    for match in _YEAR.finditer(text):
        if match.start() in mute:
            continue
        before = _clause_before(text, match.start())
        behind = text[match.end() : match.end() + _BEHIND]
        for rank, sign in enumerate(_signs()):
            present = _by_year(sign, int(match[0]), before, behind)
            if present is not None:
                found.append((rank, present))
                break
    found.sort(key=lambda ranked: ranked[0])
    yield from (one for _, one in found)


def _by_year(sign: YearSign, year: int, before: str, behind: str) -> Present | None:
    """What one sign says of a year, if it stands there."""
    if sign.place == "near":
        near = _near(sign.forms).search(before) if _LED.search(before) else None
        return (
            Present(year, None, sign.id) if near and not _YEAR.search(before, near.end()) else None
        )
    if sign.place != "year":
        return None
    match = _directly_before(sign).search(before)
    if match is None or not _in(sign, before[: match.start()]):
        return None
    if sign.behind and not _directly_behind(sign.behind).match(behind):
        return None
    if sign.months is None:
        return Present(year + sign.shift, None, sign.id, sure=sign.id == _THIS_YEAR)
    number = _months_counted(before[: match.start()])
    return _reported(year, number, sign) if number else None


def _months_counted(before: str) -> int | None:
    """The number of months before "tháng đầu năm": 6, sáu."""
    match = _NUMBER_BEFORE.search(before)
    number = parse_number(match["number"]) if match else None
    return int(number) if number and 1 <= number < _MONTHS else None


def _reported(year: int, months: int, sign: YearSign) -> Present:
    """A day near which a report of the first months, or the tasks for the last ones, appears."""
    month = months if sign.months == "first" else _MONTHS - months
    return Present(year, dt.date(year, max(month, 1), 28), sign.id)


# -- words -----------------------------------------------------------------------------------------


def _clause_before(text: str, place: int) -> str:
    """The clause before a place, as far as it is looked at."""
    return _CLAUSE.split(text[max(0, place - _CLAUSE_REACH) : place])[-1]


def _in(sign: YearSign, clause: str) -> bool:
    """True where a clause has one of the words that a sign needs, and none that void it."""
    if sign.unless and _near(sign.unless).search(clause):
        return False
    return not sign.near or _near(sign.near).search(clause) is not None


@cache
def _signs() -> tuple[YearSign, ...]:
    return lexicon.load("year_signs", YearSign)


@cache
def _directly_before(sign: YearSign) -> re.Pattern[str]:
    led = rf"{BLANK}*,?{BLANK}*"
    if sign.place == "year":
        bare = sign.forms[0].startswith("năm") or sign.shift
        led = rf"(?:{BLANK}+năm{BLANK}+|{_BARE_LINK})" if bare else rf"{BLANK}+năm{BLANK}+"
    return re.compile(rf"(?<!\w){words.alternation(sign.forms)}{led}\Z", re.IGNORECASE)


@cache
def _directly_behind(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}*,?{BLANK}*{words.alternation(forms)}(?!\w)", re.IGNORECASE)


@cache
def _near(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words.alternation(forms)}(?!\w)", re.IGNORECASE)
