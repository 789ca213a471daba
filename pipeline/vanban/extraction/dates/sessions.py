"""Days of sessions whose year is known: a session of the National Assembly, a plenum of the Party.

In: a text and its dates. Out: for a date without a year that lies in the days of a session named
beside it ("Sáng 23/5, tại Kỳ họp thứ 3, Quốc hội khóa XIV"), the year of that session.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from vanban import lexicons as lexicon
from vanban.extraction.dates.partial import Written
from vanban.extraction.numbers import parse_number, roman
from vanban.extraction.numbers.lexicon import ORDINALS
from vanban.extraction.reading.plain import lower, places
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.lexicons.terms import Term
from vanban.text.spans import Span

_REACH = 300  # characters between the start of a session's name and a day of it
_SLACK = dt.timedelta(days=2)  # meetings the day before, closing the day after

_NUMBER = rf"(?P<number>[0-9]{{1,2}}|[^\W\d_]+(?:[ \u00a0](?:{g.ONE}|hai))?)"
_TERM = rf"{words.alternation([g.TERM])}{BLANK}+(?P<term>[IVX]+|[0-9]{{1,2}})(?!\w)"


@cache
def _session() -> re.Pattern[str]:
    """Kỳ họp thứ 3, Quốc hội khóa XIV."""
    session, assembly = words.pattern("session"), words.pattern("assembly")
    return re.compile(
        rf"(?P<head>{session}){BLANK}+{_NUMBER}{BLANK}*,?{BLANK}*(?:{g.OF}{BLANK}+)?"
        rf"(?P<body>{assembly}){BLANK}+{_TERM}",
        re.IGNORECASE,
    )


@cache
def _session_behind() -> re.Pattern[str]:
    """Quốc hội khóa XIV khai mạc Kỳ họp thứ 3."""
    session, assembly = words.pattern("session"), words.pattern("assembly")
    return re.compile(
        rf"(?P<body>{assembly}){BLANK}+{_TERM}[^.;\n]{{0,40}}?"
        rf"(?<!\w)(?P<head>{session}){BLANK}+{_NUMBER}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _plenum() -> re.Pattern[str]:
    """Hội nghị lần thứ 5 Ban Chấp hành Trung ương Đảng khóa XII; Hội nghị Trung ương 5 khóa XII."""
    plenum, committee = words.pattern("plenum"), words.pattern("committee")
    return re.compile(
        rf"(?P<head>{plenum}){BLANK}+{_NUMBER}{BLANK}*,?{BLANK}*"
        rf"(?:(?P<body>{committee}){BLANK}*,?{BLANK}*)?\(?{_TERM}",
        re.IGNORECASE,
    )


class NamedSession(NamedTuple):
    """A session where a text names it, with its days and the lexicon entries it rests on."""

    span: Span
    start: dt.date
    end: dt.date
    entries: tuple[str, ...]


def session_of(date: Written, named: Sequence[NamedSession]) -> NamedSession | None:
    """The session named near a date without a year in whose days it lies."""
    if date.begin.year is not None or date.begin.day is None or date.begin.lunar:
        return None
    first = bisect_left(named, date.span.start - _REACH, key=_start)
    last = bisect_left(named, date.span.end + _REACH, key=_start)
    for session in named[first:last]:
        day = date.begin.in_year(session.start.year).first_day()
        if day and session.start - _SLACK <= day <= session.end + _SLACK:
            return session
    return None


def _start(session: NamedSession) -> int:
    return session.span.start


def sessions_in(text: str) -> list[NamedSession]:
    """The sessions of known days that a text names, in order of place."""
    return sorted(_found(text))


def _found(text: str) -> Iterator[NamedSession]:
    """Sessions and plenums that a text names by number and term, with their days on record."""
    low = lower(text)
    kinds: tuple[tuple[words.Role, words.Role, re.Pattern[str], _Known], ...] = (
        ("session", "assembly", _session(), _sessions("assembly")),
        ("assembly", "session", _session_behind(), _sessions("assembly")),
        ("plenum", "committee", _plenum(), _sessions("party")),
    )
    for role, other, pattern, known in kinds:
        heads = places(low, words.small_forms(role))
        for match in filter(None, (pattern.match(text, place) for place in heads)):
            session = known.get((_term(match["term"]), _ordinal(match["number"])))
            if session is not None:
                start, end, entry = session
                names = (_entry(match, "head", role, other), _entry(match, "body", role, other))
                yield NamedSession(Span(*match.span()), start, end, (entry, *filter(None, names)))


def _entry(match: re.Match[str], group: str, one: words.Role, other: words.Role) -> str | None:
    """The lexicon entry of a word of a session's name."""
    for role in (one, other):
        try:
            return words.entry_of(role, match[group] or "").id
        except KeyError:
            continue
    return None


def _term(written: str) -> int | None:
    return int(written) if written.isdigit() else roman(written.upper())


def _ordinal(written: str) -> int | None:
    """The value of an ordinal in words or a number; None for another word."""
    word = " ".join(written.lower().split())
    number = ORDINALS.get(word) or parse_number(word)
    return int(number) if number is not None else None


_Known = dict[tuple[int | None, int | None], tuple[dt.date, dt.date, str]]
"""First and last day and lexicon entry, by the number of the term and that of the session."""


@cache
def _sessions(body: Literal["party", "assembly"]) -> _Known:
    """First and last day of the sessions on record, by the number of the term and their own."""
    return {
        (term.number, session.number): (session.start, session.end, term.id)
        for term in lexicon.load("terms.session", Term)
        if term.body == body
        for session in term.sessions
    }
