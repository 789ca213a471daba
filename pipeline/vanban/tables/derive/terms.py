"""The term of an office beside its title: "1997-2002: Chủ tịch", "Bí thư (2010 - 2015)".

In: a text and the span of a title. Out: the first and last day or year, ISO 8601 as exact as given.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban.extraction.events.lexicon import BEGINS, forms, sign_pattern, verbs
from vanban.extraction.vocabulary.names import Honorific
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation

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


class TermOfOffice(NamedTuple):
    """First and last day of an office, ISO 8601, None where not given, and whether it lasts."""

    begin: str | None = None
    end: str | None = None
    lasts: bool = False


def term_of(text: str, start: int, end: int) -> TermOfOffice:
    """The term right before a title, or right behind it.

    >>> term_of("1997-2002: Chủ tịch UBND tỉnh", 11, 29)
    Term(begin='1997', end='2002', lasts=False)
    >>> term_of("Năm 2012 ông là Giám đốc Sở", 16, 27)
    Term(begin='2012', end=None, lasts=False)
    >>> term_of("Bí thư Tỉnh ủy (3/2010 - nay)", 0, 14)
    Term(begin='2010-03', end=None, lasts=True)
    >>> term_of("Từ 1961 - 1974, ông là đại biểu Quốc hội; Bộ trưởng", 42, 51)
    Term(begin='1961', end='1974', lasts=False)
    >>> term_of("Ông trở thành Giám đốc Sở Y tế vào năm 2010", 14, 30)
    Term(begin='2010', end=None, lasts=False)
    """
    if _ANY_YEAR.search(text, max(start - _LONGEST_ITEM, 0), end + _REACH) is None:
        return TermOfOffice()
    before = text[max(start - _REACH, 0) : start].rpartition("\n")[2]
    after = text[end : end + _REACH].partition("\n")[0]
    behind = _AFTER.match(after)
    if behind and behind["since"] and _opens_another(after, behind):
        behind = None
    match = _before().search(before)
    if match is not None and _is_of_another(before[: match.start()]):
        match = None
    match = match or behind or _item_of(text, start)
    begun = _WHEN.match(after) if match is None and _become().search(before) else None
    if begun is not None:
        return TermOfOffice(_iso(begun, "d"))
    if match is None:
        return TermOfOffice()
    if match["since"]:
        return TermOfOffice(_iso(match, "c"))
    if match.groupdict().get("in"):
        return TermOfOffice(_iso(match, "d"))
    return TermOfOffice(
        _iso(match, "a"), _iso(match, "b") or _short(match), match["now"] is not None
    )


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
    year = match[f"{which}y"]
    if year is None:
        return None
    month, day = match[f"{which}m"] or match[f"{which}n"], match[f"{which}d"]
    if month is None or not 1 <= int(month) <= 12:
        return year
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
