"""The page's own time, as far as keys need it, by its day and by the office holders that it names.

All whom a page names in office were in office on its day, but for who is named with "nguyên" or
"cựu"; who is named in office on a page that names a later year was so in the past, and says only
that the page is no older.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from vanban.cleaning.full_days import bare_days
from vanban.cleaning.written_year import WrittenYear
from vanban.extraction.dates.sessions import NamedSession as Session
from vanban.extraction.dates.sessions import sessions_in
from vanban.extraction.reading.phrases import Hit, Openers, Phrases
from vanban.extraction.reading.plain import Pattern, PlainText, one_of
from vanban.extraction.reading.words import Words, words_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import Incumbent
from vanban.extraction.references.lexicon import any_word, grammar, last_year_on_record
from vanban.lexicons import grammar as g
from vanban.lexicons import load

_REACH = 80
"""So far before a name its office begins."""

_CLAUSE = re.compile(r"[.;:\n()\"“”]")

_LATER = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]\d|\d)")

_BEFORE_YEAR = 24  # characters before a year in which a plan is named


class InOffice(NamedTuple):
    """The days between which a page was written, None where nothing says so, and the entries."""

    first: dt.date | None = None
    last: dt.date | None = None
    entries: tuple[str, ...] = ()


class Settled(NamedTuple):
    """A key, the lexicon entries that settled it, and what was taken from outside the page.

    `inferred` names the fields that the page's year or general knowledge filled; `candidates` are
    the keys of the documents it may be where it stays open, the likeliest first.
    """

    key: str
    entries: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


_YEARS_BEHIND = 3
"""A page was hardly written so many years after the latest year it tells of: of 153 laws that news
of 2017 name without an edition all were settled rightly so."""

_ISSUE_REACH = 60
"""So far behind a reference its day of issue stands."""

_NEW_YEARS = 3
"""Most pages are older than acts of the last years on record."""

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")

_KNOWN_YEARS = 1  # a present so wide still tells which edition holds

_FIRST_YEAR = 2000
"""Pages of the web that tell of no later year than those before are about history."""


@dataclass(frozen=True, slots=True)
class Present:
    """Between which two days a page was written, as far as it is known.

    `first` is None where nothing is known, `last` where the page may be of any later day; both are
    the day itself where that is known. `form` is the plain text of the page, `entries` are those of
    the lexicon that say so.
    """

    form: str
    first: dt.date | None = None
    last: dt.date | None = None
    entries: tuple[str, ...] = ()
    passing: tuple[Session, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day of the page, where it is known."""
        return self.first if self.first == self.last else None

    def passed_on(self, day: dt.date) -> bool:
        """True for a day of a session that passed laws, as the page says."""
        return any(one.start <= day <= one.end for one in self.passing)

    @property
    def is_known(self) -> bool:
        """True where the time of the page is known to a year or two."""
        if self.first is None or self.last is None:
            return False
        return self.last.year - self.first.year <= _KNOWN_YEARS

    def names_year_from(self, year: int) -> bool:
        """True where the page names a year or a later one, and is not older itself."""
        older = self.last is not None and self.last.year < year
        return not older and (_latest_named(self.form) or 0) >= year

    def is_before(self, year: int) -> bool:
        """True where an act of `year` is so new that the page names no year near it."""
        latest = _latest_named(self.form)
        new = year > last_year_on_record() - _NEW_YEARS
        return new and latest is not None and latest < year - 1


@lru_cache(maxsize=2)
def _latest_named(form: str) -> int | None:
    """The latest year that a text names in whatever way, up to the last one on record."""
    years = map(int, _YEAR.findall(form))
    return max((year for year in years if year <= last_year_on_record()), default=None)


def present_of(
    reading: PlainText, written: WrittenYear, day: dt.date | None, drafts: Sequence[Draft]
) -> Present:
    """The time of a page: its day, else its year, else not before the acts that it names.

    Those whom it names in office say between which days it was written, else the latest year that
    it tells of.
    """
    sessions = sessions_in(reading.text) if drafts else []
    present = _present(reading, written, day, drafts, sessions)
    return replace(present, passing=tuple(s for s in sessions if _passed_laws(reading.plain, s)))


def _passed_laws(form: str, session: Session) -> bool:
    """True where the sentence that names a session says that something was passed in it."""
    begin = max(form.rfind(sign, 0, session.span.start) for sign in ".;\n") + 1
    ends = (form.find(sign, session.span.end) for sign in ".;\n")
    sentence = form[begin : min((end for end in ends if end >= 0), default=len(form))]
    return g.PASSING in sentence and not _planned_act().search(sentence)


@cache
def _planned_act() -> Pattern:
    return re.compile(rf"(?<!\w)(?:{grammar('future')}|{any_word('bill')})(?!\w)")


def _present(
    reading: PlainText,
    written: WrittenYear,
    day: dt.date | None,
    drafts: Sequence[Draft],
    sessions: Sequence[Session],
) -> Present:
    """The time of a page on which some sessions are named."""
    form = reading.plain
    if day is not None:
        return Present(form, day, day)
    if written.year is not None:
        return Present(form, dt.date(written.year, 1, 1), dt.date(written.year, 12, 31))
    if not drafts:
        return Present(form)
    if sessions and (held := _sitting(reading.text, sessions)):
        return Present(form, held.start, dt.date(held.start.year, 12, 31), held.entries)
    named = (d.settled_year for d in drafts if d.stage is None and d.settled_year)
    years = [year for year in (written.not_before, *named) if year is not None]
    begin = dt.date(max(years), 1, 1) if years else None
    office = in_office(reading.text, form)
    first = max((day for day in (begin, office.first) if day is not None), default=None)
    latest = _latest_year(form, written, {session.start.year for session in sessions}, drafts)
    if office.last is None and latest is not None:
        first = max(first or dt.date.min, dt.date(latest - 1, 1, 1))
    by_text = dt.date(latest + _YEARS_BEHIND, 12, 31) if latest is not None else None
    last = min((day for day in (office.last, by_text) if day is not None), default=None)
    if last is None or first is None or first > last:
        return Present(form, first, None, office.entries)
    return Present(form, first, last, office.entries)


def _sitting(text: str, sessions: Sequence[Session]) -> Session | None:
    """The session that a page tells of, one of whose days it names without its year."""
    days = bare_days(text)
    held = [one for one in sessions if any(_is_day_of(one, *day) for day in days)]
    return held[0] if len({session.start for session in held}) == 1 else None


def _is_day_of(session: Session, month: int, day: int) -> bool:
    first, last = session.start, session.end
    return (first.month, first.day) <= (month, day) <= (last.month, last.day)


def _latest_year(
    form: str, written: WrittenYear, sitting: Collection[int], drafts: Sequence[Draft]
) -> int | None:
    """The latest year that a page tells of, `sitting` being the years of sessions that it names.

    None where acts that it names are of a later year, or nothing but such acts is of that year.
    """
    named = {draft.settled_year for draft in drafts if draft.stage is None and draft.settled_year}
    latest = max((written.latest or 0, *sitting))
    if not max((_FIRST_YEAR, written.not_before or 0, *named)) <= latest <= last_year_on_record():
        return None
    beside = latest in sitting or latest not in named or _is_beside(form, latest, drafts)
    return latest if beside else None


def _is_beside(form: str, year: int, drafts: Sequence[Draft]) -> bool:
    """True where a page names a year elsewhere than in references and right behind them."""
    starts = [draft.span.start for draft in drafts]
    for found in re.finditer(str(year), form):
        before = bisect_right(starts, found.start())
        if before == 0 or found.start() >= drafts[before - 1].span.end + _ISSUE_REACH:
            return True
    return False


@cache
def _names() -> tuple[Phrases[Incumbent], Openers]:
    names = Phrases(load("terms.incumbent", Incumbent), capital=True)
    return names, Openers(names)


@cache
def _office(entry: Incumbent) -> Pattern:
    """The office and its body right before a name: "Bộ trưởng Bộ Y tế", "Thủ tướng"."""
    return re.compile(
        rf"(?<!\w)(?<!{g.DEPUTY} )(?:{one_of(entry.offices)})"
        rf"(?:,? (?!{grammar('person')})[^,]{{2,60}}?)? ?(?:- ?)?$"
    )


@cache
def _former() -> Pattern:
    return re.compile(rf"(?<!\w){grammar('former')}(?!\w)")


@cache
def _planned() -> Pattern:
    return re.compile(rf"(?:(?<!\w){grammar('until')}(?: {g.YEAR})?|\d{{4}} ?-) ?$")


def in_office(text: str, form: str) -> InOffice:
    """The days in office common to those whom a text names so; `form` is its plain text."""
    words = words_of(text)
    names, openers = _names()
    hits = (hit for i in openers.places(words) for hit in names.at(words, i))
    found = {hit.entry.id: hit.entry for hit in hits if _holds(form, words, hit)}
    if not found:
        return InOffice()
    first = max(entry.start for entry in found.values())
    last = min((entry.end for entry in found.values() if entry.end), default=None)
    if last is not None and (last < first or _names_later_year(form, last.year)):
        return InOffice(first, None, tuple(found))
    return InOffice(first, last, tuple(found))


def _holds(form: str, words: Words, hit: Hit[Incumbent]) -> bool:
    """True where a name stands behind its office, and nothing says that it is a former one."""
    start = words.starts[hit.start]
    clause = _CLAUSE.split(form[max(0, start - _REACH) : start])[-1]
    office = _office(hit.entry).search(clause)
    return office is not None and not _former().search(clause)


def _names_later_year(form: str, year: int) -> bool:
    """True where a page names a later year that is no plan."""
    return any(
        int(found[0]) > year
        and not _planned().search(form, max(0, found.start() - _BEFORE_YEAR), found.start())
        for found in _LATER.finditer(form)
    )
