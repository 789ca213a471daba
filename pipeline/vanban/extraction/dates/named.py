"""Text -> what is written like a date with tháng, quý or nhiệm kỳ before its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from vanban.extraction.dates.partial import DASH, MODERN_YEAR, MONTH, YEAR, Form, Partial, Written
from vanban.extraction.reading.plain import lower, places
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK
from vanban.text.spans import Span

_END = r"(?![\w%])(?![.,][0-9])(?![/\-–][^\W\d_])"
_TO = rf"(?:{DASH}|{BLANK}+(?:{g.TO}|{g.UNTIL}){BLANK}+(?:{g.END_OF}{BLANK}+)?)"
_AND = rf"(?:{BLANK}?[,&]{BLANK}?|{BLANK}+(?:{g.AND}|{g.OR}){BLANK}+)"
_LONGEST_TERM = 25  # years; longer spans behind nhiệm kỳ are slips or plans


@cache
def _year() -> str:
    """The year behind a month or quarter."""
    return (
        rf"(?:{BLANK}?[/.\-–]{BLANK}?(?P<ya>{YEAR})(?![0-9])"  # tháng 8/2012
        rf"|{BLANK}?,?(?:{BLANK}+(?:{g.OF}{BLANK}+)?|{BLANK}*\n{BLANK}*)"  # one line end
        rf"{g.YEAR}(?:{BLANK}*|{BLANK}*\n{BLANK}*)(?P<yb>{YEAR})(?!\w)"  # tháng 8 năm 2012
        rf"|,?{BLANK}+(?P<yc>{MODERN_YEAR})"  # 18 tháng 8, 2012
        rf"(?={BLANK}*(?:[,.;:?!()|\]”\"*–\-]|$|\n|(?-i:{g.CAPITAL})|(?:{g.AT}|{g.IN}|{g.WHEN}|{g.AND}"
        rf"|{g.TO}|{g.IS}|{g.any_of('behind-a-year', BLANK)})(?!\w))))"
    )


def in_words(text: str) -> Iterator[Written]:
    """Months, quarters and terms, in any order of place."""
    low = lower(text)
    yield from _months(text, places(low, words.small_forms("month")))
    yield from _short_months(text)
    yield from _quarters(text, places(low, words.small_forms("quarter")))
    yield from _terms(text, places(low, words.small_forms("term")))


# -- months: tháng 8, tháng Tám, tháng 8/2012, tháng 8 năm 2012, tháng 6-7/2017, T8/2012 -----------


@cache
def _month_head() -> re.Pattern[str]:
    """The word for a month and its number or name, a year behind it or not."""
    return re.compile(
        rf"(?<!\w)(?P<head>{words.pattern('month')})"
        rf"(?:{BLANK}*(?P<number>{MONTH})(?![0-9])|{BLANK}+"
        rf"(?P<name>{words.pattern('month-name')})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _year_after() -> re.Pattern[str]:
    return re.compile(_year(), re.IGNORECASE)


@cache
def _further_month() -> re.Pattern[str]:
    """The second month of a range or pair that shares one tháng."""
    return re.compile(
        rf"(?:(?P<to>{_TO})|{_AND}){BLANK}?(?:(?P<number>{MONTH})(?!:?[0-9])"
        rf"|(?P<name>{words.pattern('month-name')})(?!\w))(?:{_year()})?",
        re.IGNORECASE,
    )


_END_AFTER = re.compile(_END)


def _months(text: str, heads: Iterable[int]) -> Iterator[Written]:
    """Months with their years, one or several that share tháng, from their first words."""
    position = 0
    for head in heads:
        match = _month_head().match(text, head) if head >= position else None
        if match is None:
            continue
        position = match.end()
        for written in _month_list(text, match):
            position = max(position, written.core.end)
            yield written


def _month_list(text: str, match: re.Match[str]) -> Iterator[Written]:
    """The month behind a tháng, and the further ones that share it."""
    month, entries = _month(match)
    head = words.entry_of("month", match["head"])
    year, end = _year_at(text, match.end())
    start = match.start()
    entries = (head.id, *entries)
    last: Partial | None = None
    while True:
        more = _further_month().match(text, end)
        if not more or not _ends(text, more.end()):
            break
        further, names = _month(more)
        more_year = _year_in(more)
        if more["to"]:
            if further.month is not None and (more_year or not year):
                until = further.in_year(more_year)
                yield _written_months(
                    start, more.end(), month.in_year(year), until, (*entries, *names)
                )
                return
            break
        if not (more_year or _is_unfollowed(text, more.end())):
            break
        listed = g.OR not in more.group().lower()
        if listed and _follows(last or month, further) and not year:
            last, year, end = further, more_year, more.end()
            entries = (*entries, *names)
            continue
        if last is not None:
            break
        yield _written_months(start, end, month.in_year(year), None, entries)
        start = more.start("number") if more["number"] else more.start("name")
        month, year, end = further, more_year, more.end()
        entries = (head.id, *names)
    if _ends(text, end):
        last = last and last.in_year(year)
        yield _written_months(start, end, month.in_year(year), last, entries)


def _written_months(
    start: int, end: int, begin: Partial, until: Partial | None, entries: tuple[str, ...]
) -> Written:
    """A month, or a range of months, as `text[start:end]` writes it."""
    span = Span(start, end)
    return Written(span, span, "month", begin, until, entries)


def _follows(one: Partial, other: Partial) -> bool:
    """True for a month and the next one: "tháng 5, 6/2017" is a range."""
    return one.month is not None and other.month == one.month + 1 and not one.lunar


def _month(match: re.Match[str]) -> tuple[Partial, tuple[str, ...]]:
    """A month by its number or name, and the entry of the name."""
    if match["number"]:
        return Partial(month=int(match["number"])), ()
    entry = words.entry_of("month-name", match["name"])
    return Partial(month=entry.value, lunar=entry.lunar), (entry.id,)


def _year_in(match: re.Match[str]) -> int | None:
    year = match["ya"] or match["yb"] or match["yc"]
    return int(year) if year else None


def _year_at(text: str, position: int) -> tuple[int | None, int]:
    """The year behind a month or quarter, and where it ends."""
    match = _year_after().match(text, position)
    return (_year_in(match), match.end()) if match else (None, position)


def _ends(text: str, position: int) -> bool:
    return bool(_END_AFTER.match(text, position))


@cache
def _free() -> re.Pattern[str]:
    """What stands behind a month or quarter where no noun follows."""
    following = words.alternation(words.form("month").followed_by)
    return re.compile(
        rf"{BLANK}*(?:[.,;:)\]”\"!?]|$|\n|{following}(?!\w)"
        rf"|(?:{g.AND}|{g.OR}){BLANK}+{MONTH}(?:{BLANK}+{g.YEAR}{BLANK}+|[/\-]){YEAR}(?!\w))",
        re.IGNORECASE,
    )


def _is_unfollowed(text: str, position: int) -> bool:
    """True where no noun follows: "tháng 6 và 7." is two months, "tháng 6 và 7 tuần" is one."""
    return bool(_free().match(text, position))


_SHORT = re.compile(
    rf"T(?<![\w/\-.]T)\.?{BLANK}?(?P<number>{MONTH})[/.\-–](?P<year>{YEAR})(?![\w])(?![/\-]\w)"
)


def _short_months(text: str) -> Iterator[Written]:
    """Months written short: "T8/2012"."""
    for match in _SHORT.finditer(text):
        span = Span(*match.span())
        yield Written(span, span, "month", Partial(int(match["year"]), int(match["number"])))


# -- quarters: quý IV/2011, quý 4, quý tư năm 2011, Q4/2011 ----------------------------------------


@cache
def _quarter_pattern() -> re.Pattern[str]:
    """A quarter with its number: "quý 3", "quý IV/2016"."""
    return re.compile(
        rf"(?<!\w)(?P<head>{words.pattern('quarter')})(?P<gap>{BLANK}*)"
        rf"(?P<name>{words.pattern('quarter-name')})(?![\w])(?:{_year()})?",
        re.IGNORECASE,
    )


@cache
def _further_quarter() -> re.Pattern[str]:
    """The second quarter of a range or pair that shares one quý."""
    return re.compile(
        rf"(?:(?P<to>{_TO})|{_AND})(?P<name>{words.pattern('quarter-name')})(?!\w)(?:{_year()})?",
        re.IGNORECASE,
    )


def _quarters(text: str, heads: Iterable[int]) -> Iterator[Written]:
    """Quarters that are named, alone or as a range: "quý I/2031", "quý I đến quý III"."""
    for match in filter(None, (_quarter_pattern().match(text, head) for head in heads)):
        head = words.entry_of("quarter", match["head"])
        name = words.entry_of("quarter-name", match["name"])
        year, end, start = _year_in(match), match.end(), match.start()
        if (head.guarded and not year) or not (match["gap"] or head.guarded):
            continue
        if _in_a_name(text, match):
            continue
        if name.guarded and not (year or _is_unfollowed(text, end)):
            continue
        begin = Partial(quarter=name.value)
        entries = (head.id, name.id)
        while more := _further_quarter().match(text, end):
            further = words.entry_of("quarter-name", more["name"])
            more_year = _year_in(more)
            if further.guarded or not _ends(text, more.end()):
                break
            if not (more_year or (match["name"].isalpha() and more["name"].isalpha())):
                break
            if more["to"]:
                last = Partial(more_year, quarter=further.value)
                span = Span(start, more.end())
                yield Written(
                    span, span, "quarter", begin.in_year(year), last, (*entries, further.id)
                )
                start = -1
                break
            yield _one("quarter", Span(start, end), begin.in_year(year), entries)
            start, end, year = more.start("name"), more.end(), more_year
            begin, entries = Partial(quarter=further.value), (head.id, further.id)
        if start >= 0 and _ends(text, end):
            yield _one("quarter", Span(start, end), begin.in_year(year), entries)


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """True where capitals before and in it make a quarter a person's: "Trần | Quý Hai"."""
    before = text[: match.start()].rpartition(" ")[0].rpartition(" ")[2]
    titled = match["head"].istitle() and match["name"].istitle() and match["name"][1:].islower()
    return titled and text[match.start() - 1] == " " and before.istitle()


def _one(form: Form, span: Span, value: Partial, entries: tuple[str, ...]) -> Written:
    return Written(span, span, form, value, entries=entries)


# -- terms: nhiệm kỳ 2010-2015, nhiệm kỳ V (2012 - 2017) -------------------------------------------

_YEARS = (
    rf"(?:{g.YEAR}{BLANK}+)?(?P<first>{YEAR})(?:{DASH}|{BLANK}+(?:{g.TO}|{g.UNTIL}){BLANK}+)"
    rf"(?:{g.YEAR}{BLANK}+)?(?P<last>{YEAR}|[0-9]{{2}})(?![\w])(?![/\-]\w)"
)


@cache
def _term_pattern() -> re.Pattern[str]:
    """A term of office with its first and last year: "nhiệm kỳ 2016-2021"."""
    return re.compile(
        rf"(?<!\w)(?P<head>{words.pattern('term')})"
        rf"(?:{BLANK}+(?:(?:{g.TIMES}{BLANK}+)?{g.ORDINAL}{BLANK}+)?"  # lần thứ
        r"(?P<number>[IVXL]{1,7}|[0-9]{1,2})(?!\w))?"
        rf"(?:{BLANK}*[:,]?{BLANK}+|{BLANK}*(?P<bracket>\(){BLANK}?)(?:{g.FROM}{BLANK}+)?{_YEARS}"
        rf"(?(bracket){BLANK}?\))",
        re.IGNORECASE,
    )


@cache
def _further_term() -> re.Pattern[str]:
    return re.compile(rf"{_AND}(?P<core>{_YEARS})", re.IGNORECASE)


def _last_year(years: re.Match[str]) -> int:
    """The last year of a term, of which two digits may be written: "2016-21"."""
    written = years["last"]
    return int(written) if len(written) > len("21") else int(years["first"][:2] + written)


def _terms(text: str, heads: Iterable[int]) -> Iterator[Written]:
    """Terms as dates of years, several in a row with one head."""
    for match in filter(None, (_term_pattern().match(text, head) for head in heads)):
        entries = (words.entry_of("term", match["head"]).id,)
        years, span = match, Span(*match.span())
        while 0 < _last_year(years) - int(years["first"]) <= _LONGEST_TERM:
            first, last = Partial(int(years["first"])), Partial(_last_year(years))
            yield Written(span, span, "term", first, last, entries)
            more = _further_term().match(text, span.end)
            if more is None:
                break
            years, span = more, Span(more.start("core"), more.end())
