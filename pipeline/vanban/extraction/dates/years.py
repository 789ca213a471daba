"""Dates without a year -> the year that is meant, where the page settles it.

In: the dates of a document in order. Out: the same with years where a rule gives one: a word behind
the date (năm ngoái), the words around it (a report, a narrative, the same month with its year), the
day of publication, or the present of the page as the signs in its text tell it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates import sessions
from vanban.extraction.dates.narrative import ContextYear, context_years
from vanban.extraction.dates.partial import Partial, Written
from vanban.extraction.dates.present import Present
from vanban.extraction.numbers import parse_number
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK

_ARTICLES = tuple(
    re.compile(rf"^{g.ARTICLE.capitalize()} {number}\.", re.MULTILINE) for number in (1, 2, 3)
)
"""The articles of a law or a regulation: a day in a rule without a year is one of every year."""

_YEAR_BEHIND = re.compile(rf"{BLANK}*,{BLANK}*\w+{BLANK}+{g.YEAR}{BLANK}+[0-9]{{4}}", re.IGNORECASE)
"""Behind a comma a year of its own: "ngày 20/11, sang năm 2025 …"."""

_YEAR_NEXT = re.compile(rf"{BLANK}+(?:{g.YEAR}{BLANK}+)?[0-9]{{4}}", re.IGNORECASE)

_NAMED_YEAR = re.compile(rf"\b{g.YEAR}{BLANK}+([0-9]{{4}})\b", re.IGNORECASE)

_TENSES: tuple[words.Role, ...] = ("past", "future")
_REACH = 40  # characters around a date in which its tense stands
_OTHER_YEAR = 150  # days that a date is thought farther away for lying in another year
_AGAINST_TENSE = 4.0  # times farther a date is thought that lies where its tense does not point
_PLAN_REACH = 240  # characters between a month or quarter and the plan that names its year
_AGO: tuple[words.Role, ...] = ("ago", "exact", "back")
_SENTENCE_END = re.compile(r"[.!?…]\s")
_TURN = {1, 12}  # months on two sides of the turn of a year
_NEAR = dt.timedelta(days=60)
_HOLIDAY = "dip"
_FUTURE = 1.3  # news tells of the past rather than of the future


def settle_years(text: str, dates: Sequence[Written], known: Present | None) -> list[Written]:
    """The dates with the years that the page settles; `known` is its present, where it has one."""
    if not any(date.begin.year is None and not date.begin.lunar for date in dates):
        return list(dates)
    if all(article.search(text) for article in _ARTICLES):
        return [_settled(text, date, None, None, None) for date in dates]
    named = sessions.sessions_in(text)
    now = known or _by_session(dates, named)
    if now is not None and now.day is None:
        now = _with_day(now, dates)
    by_context = context_years(text, dates, now.day if now else None)
    settled = [
        _settled(text, date, now, by_context.get(index), sessions.session_of(date, named))
        for index, date in enumerate(dates)
    ]
    if now is None:
        return settled
    if now.day is not None:
        settled = _in_order(text, settled, dates, now.day)
    planned = [_planned_year(text, one, two, now.year) for one, two in pairwise(dates)]
    return [
        _in_year(bare, year) if year else date
        for bare, date, year in zip(dates, settled, [None, *planned], strict=False)
    ]


def _in_order(
    text: str, settled: Sequence[Written], dates: Sequence[Written], today: dt.date
) -> list[Written]:
    """The dates, those of a list that goes on in the year of the one before them.

    "Lễ 30/4 …; Quốc khánh 2/9": behind a date that lies ahead, in one paragraph, a later one lies
    ahead as well, though last year's is nearer.
    """
    ordered = list(settled)
    for index in range(1, len(ordered)):
        before, date = ordered[index - 1], ordered[index]
        first, year = before.begin.first_day(), before.begin.year
        if first is None or first <= today or year is None or date.begin.lunar:
            continue
        bare = dates[index].begin.year is None and dates[index - 1].begin.year is None
        last_year = date.begin.year is not None and date.begin.year < year
        later = before.last.place_in_year < dates[index].begin.place_in_year
        gap = text[before.span.end : date.span.start]
        months = date.form in ("month", "quarter") and before.form == date.form
        listed = "\n" not in gap and (months or not _SENTENCE_END.search(gap))
        tensed = _tense(text, date) or _word(text, date, "year-shift")
        if bare and last_year and later and listed and not tensed and len(gap) <= _PLAN_REACH:
            ordered[index] = _in_year(dates[index], year)
    return ordered


def _by_session(dates: Sequence[Written], named: Sequence[sessions.NamedSession]) -> Present | None:
    """The present of a page that tells of a day of a session whose days are known."""
    for date in dates:
        session = sessions.session_of(date, named)
        if session is not None:
            day = date.begin.in_year(session.start.year).first_day()
            return Present(session.start.year, day, session.entries[0])
    return None


def _with_day(now: Present, dates: Sequence[Written]) -> Present | None:
    """The present with the day that the page names first, where only its year is known.

    None where the page names days of December and of January: they may be of two years.
    """
    bare = [date.begin for date in dates if date.begin.year is None and not date.begin.lunar]
    if {date.month for date in bare} >= _TURN:
        return None
    first = next((date for date in bare if date.day is not None), None)
    return now._replace(day=first.in_year(now.year).first_day()) if first else now


def _planned_year(text: str, before: Written, date: Written, present: int) -> int | None:
    """The coming year that a plan has named: "phấn đấu quý I/2022 xong; đến tháng 6, …"."""
    year = before.last.year
    if date.begin.year is not None or year is None or year <= present or before.form == "term":
        return None
    gap = text[before.span.end : date.span.start]
    later = before.last.place_in_year < date.begin.place_in_year
    near = len(gap) <= _PLAN_REACH and not _SENTENCE_END.search(gap) and "\n" not in gap
    return year if date.form in ("month", "quarter") and later and near else None


def _settled(
    text: str,
    date: Written,
    now: Present | None,
    context: ContextYear | None,
    session: sessions.NamedSession | None,
) -> Written:
    """One date with its year, by the strongest of what speaks for one."""
    if date.begin.year is not None or date.begin.lunar:
        return date
    shifted = _shifted(text, date, now)
    if shifted is not None:
        return shifted
    yearly = _word(text, date, "yearly") or _yearly_before(text, date)
    if yearly:
        return replace(date, entries=(*date.entries, words.entry_of("yearly", yearly).id))
    tense = _tense(text, date)
    if context is not None and (not context.weak or tense is None or now is None):
        entries = (context.entry,) if context.entry else ()
        return _in_year(replace(date, entries=(*date.entries, *entries)), context.year)
    if session is not None:
        return _in_year(
            replace(date, entries=(*date.entries, *session.entries)), session.start.year
        )
    if tense:
        date = replace(date, entries=(*date.entries, tense.id))
    return _by_present(text, date, now, tense.role if tense else None)


def _shifted(text: str, date: Written, now: Present | None) -> Written | None:
    """The date in the year counted from the present: "tháng 3 năm ngoái", "hai năm trước"."""
    shift = _word(text, date, "year-shift")
    if shift and not _YEAR_BEHIND.match(text, date.span.end):
        entry = words.entry_of("year-shift", shift)
        moved = None if now is None else now.year + (entry.value or 0)
        return _in_year(replace(date, entries=(*date.entries, entry.id)), moved)
    behind = text[date.span.end : date.span.end + _REACH]
    ago = _ago().match(behind) or _ago().search(_clause_before(text, date))
    if ago is None:
        return None
    years = None if ago["more"] or ago["about"] else parse_number(ago["since"] or ago["until"])
    moved = None if now is None or years is None else now.year - int(years)
    rests = [words.entry_of(role, ago[role]).id for role in _AGO if ago[role] and not ago["more"]]
    return _in_year(replace(date, entries=(*date.entries, *rests)), moved)


@cache
def _ago() -> re.Pattern[str]:
    """Years counted back: "cách đây đúng 10 năm", "hai năm trước".

    They settle no year where they count from another year ("hai năm trước đó", "… trước khi mất"),
    are about so many ("hơn 10 năm") or no number ("vài năm trước").
    """
    b, number = BLANK, r"[0-9]{1,3}|[^\W\d_]{1,7}"
    ago, exact, back = (words.pattern(role) for role in _AGO)
    since = rf"(?P<ago>{ago}){b}+(?:(?:(?P<exact>{exact})|(?P<about>\w+)){b}+)?(?P<since>{number})"
    until = rf"(?P<until>{number}){b}+{g.YEAR}{b}+(?P<back>{back})(?!\w)(?P<more>{b}+\w)?"
    return re.compile(
        rf"(?<!\w)(?<!{g.WITHIN} ){b}*,?{b}*(?:{since}{b}+{g.YEAR}(?!\w)|{until})", re.IGNORECASE
    )


def _clause_before(text: str, date: Written) -> str:
    """What stands before a date in its clause, as far as it reaches."""
    return re.split(r"[.;:!?\n]", text[max(0, date.span.start - _REACH) : date.span.start])[-1]


def _by_present(text: str, date: Written, now: Present | None, tense: str | None) -> Written:
    """The date in the year that the present of the page gives it.

    A sentence that names the present year keeps its days in it, however near they lie to another.
    """
    if now is None:
        return date
    year = now.year
    if now.day is not None and not _names_year(text, date, now.year):
        year = nearest_year(date.begin, now.day, tense, date.weekday)
        meant = date.begin.in_year(year)
        if now.near and not _is_near(meant, now.day):
            return date
        if tense is None and date.weekday is None and _is_unannounced(text, date, meant, now.day):
            return date
    return _in_year(
        replace(date, entries=(*date.entries, *((now.sign,) if now.sign else ()))), year
    )


def _is_unannounced(text: str, date: Written, meant: Partial, today: dt.date) -> bool:
    """True for a day far ahead in a paragraph that announces nothing: it may as well be past."""
    first = meant.first_day()
    if first is None or first - today <= _NEAR:
        return False
    before = text[max(0, date.span.start - _PLAN_REACH) : date.span.start].rpartition("\n")[2]
    behind = _SENTENCE_END.split(text[date.span.end : date.span.end + _REACH].partition("\n")[0])[0]
    said = before + behind  # "Ngày 28/3, công ty sẽ tổ chức …"
    return not (_before("future").search(said) or _holidays().search(said))


@cache
def _holidays() -> re.Pattern[str]:
    """The words that name a holiday, which is told of before it comes."""
    holidays = next(entry.forms for entry in words.of_role("cue") if entry.id == _HOLIDAY)
    return re.compile(rf"(?<!\w){words.alternation(holidays)}(?!\w)", re.IGNORECASE)


def _names_year(text: str, date: Written, year: int) -> bool:
    """True where the sentence names a year before a date, and no other: "Năm 2025, … ngày 9-12"."""
    before = text[max(0, date.span.start - _PLAN_REACH) : date.span.start]
    clause = _SENTENCE_END.split(before.rpartition("\n")[2])[-1]
    return {int(found) for found in _NAMED_YEAR.findall(clause)} == {year}


def _is_near(date: Partial, day: dt.date) -> bool:
    """True where a date lies within two months of a day."""
    first, last = date.first_day(), date.last_day()
    if first is None or last is None:
        return False
    return first - _NEAR <= day <= last + _NEAR


def _yearly_before(text: str, date: Written) -> str | None:
    """The word that opens the clause of a date that comes every year: "Hằng năm, vào ngày 27/7"."""
    before = _clause_before(text, date)
    match = _before("yearly").search(before)
    if match is None or _YEAR_NEXT.match(before, match.end()):  # đại hội thường niên | 2024
        return None
    return match["word"]


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
        """Days from the publication to the date in a year, more where tense or weekday object."""
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
    before = _clause_before(text, date)
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
