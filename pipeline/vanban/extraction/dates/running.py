"""The year in which a page was written, read from its text.

In: a text, its dates and the spans in which years mean something else (documents). Out: the year
that the text treats as the present, and the sign that says so most. Used only where the page names
no day of publication.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from vanban import lexicons as lexicon
from vanban.extraction.dates import lexicon as words
from vanban.extraction.dates.lexicon import BLANK
from vanban.extraction.dates.written import DASH, YEAR, Form, Written
from vanban.text.spans import Span

_REACH = 64  # characters before a year in which a sign stands
_NEAR = 28  # characters behind it
_CLOSE, _QUARTER = 31, 125  # days between a full date, or a quarter's start, and a bare one
_SETTLED = 1.5  # the weight from which on a year counts as the present one
_NAMED_AFTER = 1.5  # weight of a year behind a capitalised word: APEC 2017

_WEIGHTS: dict[Form, float] = {
    "day-month-year": 1.5,
    "month": 1.0,
    "month-year": 1.0,
    "quarter": 2.0,
}
"""What a full date in the text says: its own year is rarely far."""


class YearSign(lexicon.Entry):
    """Words that tell how a year near them is meant, and how much they say for the present."""

    place: Literal["before", "near", "behind", "span", "day"]
    weight: float
    bound: tuple[str, ...] = ()


class Running(NamedTuple):
    """The present year and the id of the sign that said most for it."""

    year: int
    sign: str | None


class _Place(NamedTuple):
    span: Span
    year: int
    form: Form | None
    bare: bool


# The digits first, to which the engine skips, and then what stands before them.
_YEAR = re.compile(rf"{YEAR}(?<![\w.,/\-–]....)(?!\w)(?!{BLANK}?[-–—/]{BLANK}?[0-9])(?![.,][0-9])")
_LEAD = re.compile(rf"(?<![\w.,/\-–])(?:năm|vụ){BLANK}+\Z", re.IGNORECASE)
_LONGEST_LEAD = 8
_YEARS = re.compile(rf"(?P<first>{YEAR})(?<![\w/\-]....){DASH}{YEAR}(?!\w)")
_SYMBOL = re.compile(r"[/\-–][A-ZĐ]{2,}[\w\-/]{0,24}[,\s]*$")
_ISSUE_REACH = 3
_CLAUSE = re.compile(r"[.;!?\n]")
_NAME = re.compile(rf"(?:^|[^.\n]{BLANK}*)(?<!\w)(?-i:[^\W\d_a-zà-ỹđ])[\w&]+{BLANK}+$")


@cache
def _signs(place: str) -> tuple[YearSign, ...]:
    signs = lexicon.load("year_signs", YearSign)
    return tuple(sign for sign in signs if sign.place == place)


@cache
def _bound() -> re.Pattern[str]:
    bound = {word for sign in _signs("before") for word in sign.bound}
    gap = rf"(?:{BLANK}+(?:cuối|đầu|giữa|mùa|hè))?{BLANK}*\(?"
    return re.compile(rf"(?<!\w){words.alternation(bound)}{gap}{BLANK}*$", re.IGNORECASE)


@cache
def _ahead() -> re.Pattern[str]:
    """Words in the clause of a full date that say that it lies ahead."""
    bound = {word for sign in _signs("day") for word in sign.bound}
    return re.compile(rf"(?<!\w){words.alternation(bound)}(?!\w)", re.IGNORECASE)


@cache
def _finder(sign: YearSign) -> re.Pattern[str]:
    end = rf"{BLANK}*$" if sign.place in ("before", "day") else r"(?!\w)"
    return re.compile(rf"(?<!\w){words.alternation(sign.forms)}{end}", re.IGNORECASE)


def running_year(text: str, dates: Sequence[Written], closed: Iterable[Span]) -> Running | None:
    """The latest year for which the signs weigh enough; None where nothing settles it.

    Where two years in a row are planned for and the earlier is being adjusted, it is the earlier.
    """
    weights: dict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, str | None]] = {}
    spoken: dict[int, float] = defaultdict(float)
    for year, weight, sign, dated in _evidence(text, dates, list(closed)):
        weights[year] += weight
        best[year] = max(best.get(year, (0.0, None)), (weight, sign), key=lambda pair: pair[0])
        spoken[year] += 0.0 if dated else weight
    if not weights:
        return None
    year = max(weights)
    if best.get(year - 1, (0.0, None))[1] == "adjusted":
        year -= 1
    if weights[year] < _SETTLED or not (spoken[year] >= _SETTLED or _coheres(dates, year)):
        return None
    return Running(year, best[year][1])


def _coheres(dates: Sequence[Written], year: int) -> bool:
    """True where a date without a year lies close to a full one of that year.

    News that tells of last November writes its year; its own days, without one, lie in spring.
    """
    bare = [_day_of_year(d) for d in dates if d.begin.year is None and d.form != "term"]
    days = [d for d in dates if d.last.year == year and d.form in ("day-month-year", "quarter")]
    return any(
        abs(_day_of_year(full) - day) <= (_CLOSE if full.form != "quarter" else _QUARTER)
        for full in days
        for day in bare
    )


def _day_of_year(date: Written) -> int:
    month, day = date.last.place_in_year
    return 31 * month + day


def _evidence(
    text: str, dates: Sequence[Written], closed: list[Span]
) -> Iterator[tuple[int, float, str | None, bool]]:
    """Each year with the weight of its place, the sign that gives it, and whether a date holds it.

    A document and what stands directly behind it (the date of issue) say nothing.
    """
    mute = {i for span in closed for i in range(span.start, span.end + _ISSUE_REACH)}
    for place in _places(text, dates):
        start = place.span.start
        if start in mute or place.span.end - 1 in mute:
            continue
        if _SYMBOL.search(text[max(0, start - _NEAR) : start]):
            continue
        before = _CLAUSE.split(text[max(0, place.span.start - _REACH) : place.span.start])[-1]
        if place.form is None and _bound().search(before):
            continue
        behind = _CLAUSE.split(text[place.span.end : place.span.end + _NEAR])[0]
        weight, sign = _weight(place, before, behind)
        yield place.year, weight, sign, place.form is not None and sign is None
    for match in _YEARS.finditer(text):
        sentence = _CLAUSE.split(text[max(0, match.start() - 4 * _REACH) : match.start()])[-1]
        for begun in _signs("span"):
            if _finder(begun).search(sentence):
                yield int(match["first"]), begun.weight, begun.id, False


def _places(text: str, dates: Sequence[Written]) -> Iterator[_Place]:
    """The years of a text: those of its dates, and the bare ones outside them."""
    taken = {i for date in dates for i in range(date.span.start, date.span.end)}
    taken |= {i for match in _YEARS.finditer(text) for i in range(*match.span())}
    for date in dates:
        if date.form != "term" and date.last.year is not None and not date.last.lunar:
            yield _Place(date.span, date.last.year, date.form, bare=False)
    for match in _YEAR.finditer(text):
        start, end = match.span()
        if start not in taken:
            lead = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
            span = Span(lead.start() if lead else start, end)
            yield _Place(span, int(match[0]), None, bare=lead is None)


def _weight(place: _Place, before: str, behind: str) -> tuple[float, str | None]:
    """How much a place says for its year, and by which sign."""
    if place.form is not None:
        return _dated_weight(place.form, before)
    if place.bare:
        sign = _first(("before",), before, "season")
        if sign:
            return sign.weight, sign.id
        return (_NAMED_AFTER if _NAME.search(before) else 0.3), None
    led = before + "năm"
    sign = _first(("before",), led) or _first(("near",), before)
    if sign is None or sign.id == "told":
        for other in _signs("behind"):
            if _finder(other).search(behind):
                return other.weight, other.id
    return (sign.weight, sign.id) if sign else (0.7, "told")


def _dated_weight(form: Form, before: str) -> tuple[float, str | None]:
    """What a full date says for its year."""
    deadline = _first(("day",), before) if form == "day-month-year" else None
    if deadline:
        return deadline.weight, deadline.id
    return 0.0 if _ahead().search(before) else _WEIGHTS.get(form, 0.0), None


def _first(places: tuple[str, ...], text: str, only: str | None = None) -> YearSign | None:
    """The first sign of the file that stands in a text; "told" is for where no other does."""
    for place in places:
        for sign in _signs(place):
            if sign.id != "told" and only in (None, sign.id) and _finder(sign).search(text):
                return sign
    return None
