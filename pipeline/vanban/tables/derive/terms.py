"""The term of an office beside its title: "1997-2002: Chủ tịch", "Bí thư (2010 - 2015)".

In: a text and the span of a title, or all that pages say of one office. Out: the first and last day
or year, ISO 8601 as exact as given.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.events.lexicon import BEGINS, ENDS, ends_with, forms, sign_pattern, verbs
from vanban.extraction.vocabulary.names import Honorific
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation
from vanban.schema import OfficeEventRow
from vanban.schema.parts import HoldingRow

BEGINS_ONE = BEGINS | {"promoted"}
"""Kinds of events that an office begins with; who is promoted holds the higher rank from then."""
ENDS_ONE = ENDS - {"disciplined"}
"""Kinds of events that an office ends with; who is disciplined may keep it."""


_DAY = (
    rf"(?:(?:{g.DAY}\s+)?(?:(?P<{{0}}d>\d{{{{1,2}}}})[/.-])?(?P<{{0}}m>\d{{{{1,2}}}})[/.-]"
    rf"|(?:{g.MONTH}\s+)(?P<{{0}}n>\d{{{{1,2}}}})(?:\s+{g.YEAR}\s+|[/-])"
    rf"|{g.YEAR}\s+)?(?P<{{0}}y>(?:19|20)\d\d)"
)
"""A day, a month or a year; the field names its groups."""
_RANGE = (
    rf"(?<!{g.TERM_YEARS} )(?<!{g.TERM} )(?:(?:{g.FROM}|trong|{g.any_of('stretch', ' ')})\s+)?"
    rf"{_DAY.format('a')}"
    rf"\s*(?:-|–|—|{g.TO}|{g.UNTIL}|cho {g.TO})"
    rf"\s*(?:{_DAY.format('b')}|(?P<now>nay)|(?P<short>\d\d)(?![\d./])|)"
)
_AFTER = re.compile(
    rf"^\s*[(,]?\s*(?:{_RANGE}\s*[).,;]?|(?P<since>{g.FROM})\s+{_DAY.format('c')})", re.IGNORECASE
)
_BOX_DAY = (
    rf"(?:(?:(?P<{{0}}d>\d{{{{1,2}}}})\s+{g.MONTH}\s+(?P<{{0}}m>\d{{{{1,2}}}})"
    rf"|{g.MONTH}\s+(?P<{{0}}n>\d{{{{1,2}}}}))(?:\s+{g.YEAR}\s+|[,/\s]\s*))?(?P<{{0}}y>(?:19|20)\d\d)"
)
_BOX = re.compile(
    rf"[ \t|]*\n\s*{g.TERM_YEARS}[\s|:]*{_BOX_DAY.format('a')}"
    rf"(?:\s*[–—-]\s*(?:{_BOX_DAY.format('b')}|(?P<now>nay)|))?",
    re.IGNORECASE,
)
"""The term in the line below an office in the box of an encyclopedia."""
_OPENS = re.compile(r"\s*[,(]")
_ENDS = re.compile(rf"\s*(?:[).,;]|{g.TO}\s|$)")
_SENTENCE = re.compile(rf"[.!?]\s+{g.CAPITAL}")
_REACH, _LONGEST_ITEM = 60, 400
"""Characters on either side of a title in which its term is looked for, and of an item."""


@cache
def _before() -> re.Pattern[str]:
    """A term and the words that lead to its office: "từ 2010 ông được bổ nhiệm giữ chức"."""
    honorific = alternation(form for entry in load("honorifics", Honorific) for form in entry.forms)
    appointed = alternation(form for form, verb in verbs().items() if verb.voice == "object")
    links = alternation(forms("link"))
    held = rf"\s*[:,–-]?\s*(?:{honorific}\s+)?(?:(?:{g.PASSIVE}\s+)?{appointed}\s+)?(?:{links}|:)"
    return re.compile(
        rf"(?:(?:{_RANGE}|(?P<since>{g.FROM})\s+{_DAY.format('c')})(?:{held})?"
        rf"|(?P<in>(?<!sinh )(?:{g.YEAR}|{g.MONTH}|{g.DAY}))\s+{_DAY.format('d')}{held})\s*$",
        re.IGNORECASE,
    )


@cache
def _items() -> re.Pattern[str]:
    """An item of a career: a term, then a colon or who held them, the offices of that time."""
    return re.compile(
        rf"(?:^[\s+•*|-]*|[+•*;.|]\s|\s-\s)\s*(?:{_RANGE}|(?P<since>{g.FROM})\s+{_DAY.format('c')})"
        rf"\s*(?::|(?:,[^,;:.]{{0,45}}\s)?{alternation(forms('link'))}(?!\w))",
        re.IGNORECASE,
    )


@cache
def _become() -> re.Pattern[str]:
    """A verb by which an office begins, right before it: "trở thành | Giám đốc năm 2009"."""
    verb = alternation(form for form, verb in verbs().items() if verb.kind in BEGINS)
    links = alternation(forms("link"))
    become = alternation(forms("become"))
    return re.compile(rf"(?<!\w)(?:{become}|{verb}(?:\s+{links})?)\s+$", re.IGNORECASE)


_WHEN = re.compile(
    rf"^\s+(?:{g.INTO}\s+)?(?P<in>{g.YEAR}|{g.MONTH}|{g.DAY})\s+{_DAY.format('d')}", re.IGNORECASE
)


_UNTIL = re.compile(
    rf"^\s+(?:cho\s+)?(?:{g.TO}|{g.UNTIL})\s+{_DAY.format('d')}(?=\s*(?:[.;)]|,\s|{g.AND}\s|$))",
    re.IGNORECASE,
)
"""Until when an office is held that a word leads to: "ông làm Giám đốc | đến tháng 8/2011."."""


class TermOfOffice(NamedTuple):
    """First and last day of an office, ISO 8601, None where not given, and whether it lasts."""

    begin: str | None = None
    end: str | None = None
    lasts: bool = False


def term_of(text: str, start: int, end: int) -> TermOfOffice:
    """The term right before a title, or right behind it.

    >>> term_of("1997-2002: Chủ tịch UBND tỉnh", 11, 29)
    TermOfOffice(begin='1997', end='2002', lasts=False)
    >>> term_of("Năm 2012 ông là Giám đốc Sở", 16, 27)
    TermOfOffice(begin='2012', end=None, lasts=False)
    >>> term_of("Bí thư Tỉnh ủy (3/2010 - nay)", 0, 14)
    TermOfOffice(begin='2010-03', end=None, lasts=True)
    >>> term_of("Từ 1961 - 1974, ông là đại biểu Quốc hội; Bộ trưởng", 42, 51)
    TermOfOffice(begin='1961', end='1974', lasts=False)
    >>> term_of("Ông trở thành Giám đốc Sở Y tế vào năm 2010", 14, 30)
    TermOfOffice(begin='2010', end=None, lasts=False)
    """
    if _ANY_YEAR.search(text, max(start - _LONGEST_ITEM, 0), end + _REACH) is None:
        return TermOfOffice()
    box = _BOX.match(text, end)
    if box is not None:
        return TermOfOffice(_iso(box, "a"), _iso(box, "b"), box["now"] is not None)
    return _in_line_of(text, start, end)


def _in_line_of(text: str, start: int, end: int) -> TermOfOffice:
    """The term in the line of a title, before it or behind it.

    Tried in this order: what leads up to the title ("2010-2015:", "từ 2010 ông là"), what follows
    it ("(2010-2015)", "từ 2010"), the item of a career that it is in, the verb by which it begins.
    """
    before = text[max(start - _REACH, 0) : start].rpartition("\n")[2]
    after = text[end : end + _REACH].partition("\n")[0]
    behind = _AFTER.match(after)
    if behind and behind["since"] and _opens_another(after, behind):
        behind = None
    match = _before().search(before)
    if match is not None and _is_of_another(before[: match.start()]):
        match = None
    until = _UNTIL.match(after) if ends_with("link").search(before) else None
    if until is not None:
        return TermOfOffice(_begin_of(match), _iso(until, "d"))
    match = match or behind or _item_of(text, start)
    begun = _WHEN.match(after) if match is None and _become().search(before) else None
    if begun is not None:
        return TermOfOffice(_iso(begun, "d"))
    if match is None:
        return TermOfOffice()
    if match["since"] or match.groupdict().get("in"):
        return TermOfOffice(_begin_of(match))
    return TermOfOffice(
        _iso(match, "a"), _iso(match, "b") or _short(match), match["now"] is not None
    )


def _begin_of(match: re.Match[str] | None) -> str | None:
    """The first day of the term that a match before an office gives."""
    if match is None:
        return None
    groups = match.groupdict()
    return _iso(match, "c" if groups.get("since") else "d" if groups.get("in") else "a")


def _opens_another(after: str, since: re.Match[str]) -> bool:
    """True where a date behind an office begins the clause that follows.

    "Giám đốc, | từ năm 2014 khu vực này …"; "Giám đốc | Từ năm 2014, được bầu"; "(từ 2014 kiêm".
    """
    marked = _OPENS.match(after) and not _ENDS.match(after, since.end())
    return bool(marked) or since["since"][0].isupper()


def _item_of(text: str, start: int) -> re.Match[str] | None:
    """The last item that begins before a title in its line, where its sentence goes on."""
    line = text[max(start - _LONGEST_ITEM, 0) : start].rpartition("\n")[2]
    match = next(reversed(list(_items().finditer(line))), None)
    if match is None or _SENTENCE.search(line, match.end()) or _YEAR.search(line, match.end()):
        return None
    return match


def _is_of_another(before: str) -> bool:
    """True where a date is of something else: "Trước khi bị bắt vào | năm 2009, ông là"."""
    return sign_pattern("when").search(_CLAUSE.split(before)[-1]) is not None


_CLAUSE = re.compile(r"[,.;:]")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(rf"(?<!\d){_ANY_YEAR.pattern}(?!\d)")


def _short(match: re.Match[str]) -> str | None:
    """The last year of a term in two figures, of the century of its first: "1974-77"."""
    year = f"{match['ay'][:2]}{match['short']}"
    return year if match["short"] and not match["am"] and year > match["ay"] else None


def _iso(match: re.Match[str], which: str) -> str | None:
    """Year, month and day of one end of a term in ISO 8601, as far as they are given."""
    year = match[f"{which}y"]
    if year is None:
        return None
    month, day = match[f"{which}m"] or match[f"{which}n"], match[f"{which}d"]
    if month is None or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def whole_term(
    holdings: Sequence[HoldingRow], events: Sequence[OfficeEventRow]
) -> tuple[str | None, str | None]:
    """First and last day: the one most pages give, of terms and of events; the exacter of like.

    Where one page tells a life in periods, the whole of them; days in the wrong order are left out.
    """
    if periods := _periods(holdings):
        return periods
    begins = [h.from_date for h in holdings if h.from_date]
    ends = [h.to_date for h in holdings if h.to_date]
    events = [e for e in events if e.date and not e.date.startswith("--")]
    dated = [(e.kind, e.date) for e in events if e.date]
    begins += [day for kind, day in dated if kind in BEGINS_ONE]
    ends += [day for kind, day in dated if kind in ENDS_ONE - {"died"}]
    ends += [e.date for e in events if e.kind == "died" and e.date and _until_death(holdings, e)]
    begin, end = _day(begins), _day(ends)
    if begin and end and end < begin[: len(end)]:  # held twice: the first time is told whole
        begin = min(begins)
    if begin == end and len(begin or "") == len("2017-05-10"):  # one of the two is another's
        begin = None
    return (None, None) if begin and end and end < begin[: len(end)] else (begin, end)


def _until_death(holdings: Sequence[HoldingRow], death: OfficeEventRow) -> bool:
    """True for an office that is named beside the death of who holds it, and not as a former one.

    An obituary gives offices of all of a life farther from it.
    """
    return any(
        holding.doc_id == death.doc_id
        and holding.status != "former"
        and abs(_start_of(holding) - death.start) < _BESIDE
        for holding in holdings
    )


def _start_of(holding: HoldingRow) -> int:
    """Where a title begins in its page, as the id of its mention says."""
    return int(holding.mention_id.split(".")[-2])


_BESIDE = 60
"""Characters between the office of somebody and the verb of dying."""


def _periods(holdings: Sequence[HoldingRow]) -> tuple[str | None, str | None] | None:
    """The first day and the last of periods in a row on one page, the last of them maybe open."""
    by_page: dict[str, list[HoldingRow]] = defaultdict(list)
    for holding in holdings:
        if holding.from_date:
            by_page[holding.doc_id].append(holding)
    fullest = max(by_page.values(), key=len, default=[])
    if len({holding.from_date for holding in fullest}) < 2:
        return None
    last = max(fullest, key=lambda holding: holding.from_date or "")
    begins = [holding.from_date for holding in fullest if holding.from_date]
    return _day([day for day in begins if day[:4] == min(begins)[:4]]), last.to_date


def _day(days: Sequence[str]) -> str | None:
    """The day that most of these agree with, as exact as one of them is."""
    if not days:
        return None
    years = Counter(day[:4] for day in days)
    year = min(years, key=lambda y: (-years[y], y))
    return min((day for day in days if day.startswith(year)), key=lambda day: (-len(day), day))
