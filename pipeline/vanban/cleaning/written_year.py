"""The year in which a page was written, with its evidence.

In: the cleaned text of a page, its day of publication or signature, where known, and the days on
which its pictures were filed. Out: the year, what it rests on, and a year before which the page
cannot have been written. Dates, keys and offices ask it.

Evidence, the surest first:

    published   the day of publication or signature that page or input say
    signed      the line of place and date of an official document, or the gazette's own line
    stamp       a day with a clock time, as sites print it
    today       a full date behind "hôm nay", "sáng nay"
    picture     a picture filed on a day that the text names without its year
    sign        words beside a year or a full date: "năm nay (2017)" (see `year_signs`)
    news-day    the full date that news opens with, or names once more without its year
    filed       all pictures of the page were filed in this year

A year that merely stands in the text is no sign: news of spring tells of last November.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from vanban import lexicons as lexicon
from vanban.cleaning.full_days import (
    BEHIND,
    YEAR,
    Filed,
    FullDate,
    bare_days,
    full_dates,
    full_months,
    recent,
)
from vanban.cleaning.year_signs import (
    BARE_YEAR,
    Sign,
    is_ahead,
    is_in_effect,
    line_before,
    news_day,
    settled,
    today,
)
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK, YearSign
from vanban.schema.base import YearEvidence
from vanban.text.document import Page

_SYMBOL = re.compile(rf"\d/(?:{YEAR}/)?[{g.CODE_SMALL}]{{2}}[\w-]*,? (?:{g.DAY} )?\Z")


class _Told(NamedTuple):
    """A year that a text names, and whether it tells of its own time by it."""

    year: int
    own: bool


class WrittenYear(NamedTuple):
    """When a page was written; `year` and `evidence` are None where nothing settles it.

    `not_before`: a year before which it was hardly written: that of the latest act whose number it
    gives, or the year before its latest full date that no word says to lie ahead. `latest`: the
    latest year it tells of, where its own year is not settled (see `latest_year`). `sign` holds
    what the evidence says, with a day near which the page was written, where it names one.
    """

    year: int | None = None
    evidence: YearEvidence | None = None
    not_before: int | None = None
    sign: Sign | None = None
    latest: int | None = None


_ACT = re.compile(rf"/(?P<y>{YEAR})/[{g.CODE_SMALL}]{{2}}")
_SIGNED = re.compile(
    rf"{g.DAY} ?\d{{1,2}}\s?{g.MONTH} ?\d{{1,2}} ?"  # ngày 12 tháng 4
    rf"{g.YEAR} ?(?P<y>{YEAR}) *\*{{0,2}}(?=\n|$)"  # năm 2023, the line's end
)
_PLACE = re.compile(r"(?:^|\n)[^\n\d]{2,40}, ?$")
_GAZETTE = re.compile(
    rf"{g.any_of('gazette', ' ')}/{g.NUMBER}"
    rf" [^\n]{{1,30}}/{g.DAY} \d{{1,2}}-\d{{1,2}}-(?P<y>{YEAR})"
)
_HEAD = 1500
"""The line of place and date stands within so many characters of a document's start."""

_CLOCK = re.compile(r":\d\d")
_STAMP = re.compile(
    rf"\d:\d\d(?::\d\d)?(?: ?[ap]m)?,?(?: {g.DAY})?[ ,|-]{{0,3}}"  # 10:32, ngày
    rf"\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?(?P<y>{YEAR})(?!\d)"  # 13/10/2011
    rf"|[-/.]\d{{1,2}}[-/.](?P<y2>{YEAR})[ ,|-]{{1,4}}\d{{1,2}}:\d\d"  # /10/2011 10:32
)
_NEXT = dt.timedelta(days=1)
_YEARS_TO_EFFECT = 2
"""An act comes into force within so many years."""


def written_year(text: str, known: str | None = None, filed: Collection[Filed] = ()) -> WrittenYear:
    """The year in which a page was written.

    `known` is its day of publication or signature, ISO 8601, as exact as it is known; `filed` the
    days in the addresses of its pictures.

    >>> found = written_year("Sáng nay (8/6/2017), đoàn công tác rời Hà Nội.")
    >>> found.year, found.evidence
    (2017, 'today')
    """
    if known is not None:
        return WrittenYear(int(known[:4]), "published", int(known[:4]))
    evidence, sign, not_before, latest = _read(text)
    if sign is None or evidence in _WEAK:
        pictured = _pictured(text, filed)
        if pictured is not None:
            return WrittenYear(pictured.year, "picture", pictured.year, pictured)
    if sign is not None:
        return WrittenYear(sign.year, evidence, sign.year, sign)
    days = [one.day for one in filed if one.picture]
    if len({day.year for day in days}) == 1 and days[0].year >= (not_before or 0):
        return WrittenYear(days[0].year, "filed", not_before, Sign(days[0].year, max(days)))
    return WrittenYear(not_before=not_before, latest=latest)


def written_year_of(page: Page) -> WrittenYear:
    """The year in which a cleaned page was written; what cleaning read of it stands."""
    found = written_year(page.text, page.published_at)
    if page.written_year is None or page.written_year == found.year:
        return found
    not_before = found.not_before if found.year is None else None
    sign = Sign(page.written_year, page.written_day)
    return WrittenYear(page.written_year, page.written_year_evidence, not_before, sign)


_WEAK: tuple[YearEvidence, ...] = ("sign", "news-day")
"""Evidence that the pictures of a page outrank."""


_Read = tuple[YearEvidence | None, Sign | None, int | None, int | None]
_SHORT = 20_000
"""Characters of a text whose reading is kept till extraction asks; of longer ones the last is."""


def _read(text: str) -> _Read:
    """The strongest evidence in a text with what it says, the year it is not before, the latest."""
    return _short(text) if len(text) <= _SHORT else _long(text)


@lru_cache(maxsize=512)
def _short(text: str) -> _Read:
    return _found(text)


@lru_cache(maxsize=1)
def _long(text: str) -> _Read:
    return _found(text)


def _found(text: str) -> _Read:
    """Evidence, sign and year of a text, and the latest year that it names."""
    form = text.lower()
    dates = list(full_dates(form))
    for evidence, signs in _candidates(form, dates):
        if (sign := next(signs, None)) is not None:
            return evidence, sign, sign.year, None
    acts = (int(act["y"]) for act in _ACT.finditer(form))
    past = (year for date in recent(dates) if (year := _not_before(form, date)))
    return None, None, max((*acts, *past), default=None), latest_year(form, dates)


def _not_before(form: str, date: FullDate) -> int | None:
    """A year before which a text with a date was hardly written; None where it is a plan's."""
    before = line_before(form, date.start)
    if is_in_effect(before):
        return date.day.year - _YEARS_TO_EFFECT
    return None if is_ahead(before) else date.day.year - 1


def _candidates(
    form: str, dates: Sequence[FullDate]
) -> Iterator[tuple[YearEvidence, Iterator[Sign]]]:
    """What a text says of when it was written, the surest kind first."""
    yield "signed", (Sign(year) for year in _signed(form))
    if _CLOCK.search(form):
        yield "stamp", (Sign(int(found["y"] or found["y2"])) for found in _STAMP.finditer(form))
    yield "today", today(form, dates)
    yield "sign", iter(filter(None, [settled(form, dates)]))
    yield "news-day", iter(filter(None, [news_day(form, dates)]))


def _signed(form: str) -> Iterator[int]:
    """The years of the lines that say when the document itself was signed or printed."""
    for found in _SIGNED.finditer(form, 0, _HEAD):
        if _PLACE.search(form, max(0, found.start() - 50), found.start()):
            yield int(found["y"])
    yield from (int(found["y"]) for found in _GAZETTE.finditer(form))


def _pictured(text: str, filed: Collection[Filed]) -> Sign | None:
    """The day on which pictures were filed that the text names, or on the eve of which it does."""
    bare = bare_days(text) if filed else set()
    days = [
        day
        for day, _ in filed
        if {(day.month, day.day), ((day - _NEXT).month, (day - _NEXT).day)} & bare
    ]
    one = len({day.year for day in days}) == 1
    return Sign(days[0].year, max(days)) if one else None


def latest_year(form: str, dates: Sequence[FullDate]) -> int | None:
    """The latest year named, where it or the year before it is told of as past or present."""
    named = list(_years(form, dates))
    latest = max((one.year for one in named), default=0)
    return latest if any(one.own and one.year >= latest - 1 for one in named) else None


def _years(form: str, dates: Sequence[FullDate]) -> Iterator[_Told]:
    """The years named that no word says to lie ahead."""
    for date in (*recent(dates), *full_months(form)):
        if not is_ahead(line_before(form, date.start)):
            before = _before(form, date.start)
            yield _Told(date.day.year, not _SYMBOL.search(before) and not _start().search(before))
    for found in BARE_YEAR.finditer(form):
        before = _before(form, found.start())
        if not is_ahead(before, bare=True):
            yield _Told(int(found[0]), not _start().search(before))


def _before(form: str, place: int) -> str:
    return form[max(0, place - BEHIND) : place]


@cache
def _start() -> re.Pattern[str]:
    """What makes a year the start of a period, a measure of others, or the name of an act."""
    forms = words.alternation(
        form
        for sign in lexicon.load("dates.sign", YearSign)
        if sign.place == "start"
        for form in sign.forms
    )
    return re.compile(rf"(?<!\w){forms}(?:{BLANK}+{g.YEAR})?{BLANK}+\Z")
