"""Which of the things written like a date are dates.

In: a text and what is written like a date in it. Out: the dates. "18/8" may be a fraction, a
score, a class or a house; it is a date where the words around it say so, or another date does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.dates import leads
from vanban.extraction.dates.partial import Written
from vanban.lexicons import dates as words
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import BLANK

_REACH = 48  # characters before and behind a date that are looked at
_FRACTION = 12  # no month is later: a first number above it makes no proper fraction


def dates_in(text: str, found: list[Written]) -> list[Written]:
    """The dates among what is written like one."""
    likely = [w for w in found if w.exists and not _named_otherwise(text, w)]
    sure = [_with_cue(text, written) for written in likely]
    marks = {w.mark for w in sure if w is not None and w.led and w.form == "day-month"}
    kept: list[Written | None] = []
    for written, certain in zip(likely, sure, strict=True):
        likely_date = not certain and _is_probable(text, written, marks)
        kept.append(_with_lead(text, written) if likely_date else certain)
    return [w for w in _vouched(text, likely, kept) if w is not None]


# -- what it is not --------------------------------------------------------------------------------


def _named_otherwise(text: str, written: Written) -> bool:
    """True where the words around say that this is no date: a street, a score, a count."""
    before, after = _before(text, written), _after(text, written)
    form = words.form(written.form)
    bare = written.span.start == written.core.start
    other = form.not_after
    named = any(word.id in written.entries for word in words.of_role("month-name"))
    dated = written.begin.year is not None or _SOME_DAYS.search(before)
    if written.form == "month" and dated and not named:
        other = tuple(word for word in other if word != g.DAY)  # một ngày | tháng 3/1973
    if bare and other and words.directly_after(other).search(before):
        return True
    if not form.not_before or not words.directly_before(form.not_before).match(after):
        return False
    return _may_be_count(written)


_SOME_DAYS = re.compile(rf"(?<!\w)(?:{g.SOME}|{g.ONE}){BLANK}+{g.DAY}{BLANK}*$", re.IGNORECASE)
"""Days of a month that are not counted: "những ngày | tháng 5"."""


def _may_be_count(written: Written) -> bool:
    """True where the numbers could count something: "5-6 người", "2/3 số", "tháng 3 lần"."""
    if written.form == "month":
        return written.begin.year is None and written.end is None
    if written.form != "day-month" or written.end is not None:
        return False
    if written.mark == g.MONTH:
        return not written.led
    day, month = written.begin.day or 0, written.begin.month or 0
    timed = written.led and written.mark == "/" and bool(_parts_of_day() & set(written.entries))
    return (day < month and not timed) or (not written.led and day <= _FRACTION)


@cache
def _parts_of_day() -> frozenset[str]:
    return frozenset(word.id for word in words.of_role("part-of-day"))


# -- what says that it is --------------------------------------------------------------------------


@cache
def _cue_pattern() -> re.Pattern[str]:
    """What says before digits that they are a day: "lúc", "sáng nay", "thứ hai", "9h30"."""
    return re.compile(
        rf"(?<!\w)(?:(?P<cue>{words.pattern('cue')})"
        rf"|(?:{words.pattern('day')}|{words.pattern('part-of-day')}|{g.ON_DAY}){BLANK}+"
        rf"(?P<deictic>{words.pattern('deictic')})"  # sáng | nay
        rf"|(?P<weekday>{words.pattern('weekday')})"
        rf"|(?P<clock>[0-9]{{1,2}}(?:{BLANK}?(?:h|g|{g.HOUR})(?:{BLANK}?[0-9]{{1,2}})?"  # 9h30
        rf"|:[0-9]{{2}})'?)(?:{BLANK}*[-–])?)"  # 9:30 -
        rf"(?:{BLANK}+(?:{g.IS}|{g.word('purpose')}))?[,:]?{BLANK}*\(?{BLANK}*$",  # nhằm, (
        re.IGNORECASE,
    )


def _with_cue(text: str, written: Written) -> Written | None:
    """The date, with its cue among its entries, where its form or the words before it settle it."""
    settled = written.form in ("quarter", "term") or written.begin.lunar
    if settled or (written.mark == g.MONTH and written.led):
        return written
    if written.form == "month" or written.mark == g.MONTH:
        return _month(text, written)
    before = _before(text, written)
    match = None if written.led else _cue_pattern().search(before)
    if match and not (
        match["weekday"] and not leads.weekday_before().search(before[: match.start()])
    ):
        return replace(written, entries=(*written.entries, *_cue_entries(match)))
    if written.form == "day-month-year" or written.led:
        return written
    return None


def _cue_entries(match: re.Match[str]) -> tuple[str, ...]:
    """The lexicon entries of what says that digits are a date."""
    if match["cue"]:
        return (words.entry_of("cue", match["cue"]).id,)
    if match["deictic"]:
        return (words.entry_of("deictic", match["deictic"]).id,)
    return (words.entry_of("weekday", match["weekday"]).id,) if match["weekday"] else ()


_NUMBER_BEFORE = re.compile(rf"[0-9]{BLANK}*$")


def _month(text: str, written: Written) -> Written | None:
    """The date, where "tháng năm" is May, not months and years, nor "4 tháng năm" four months."""
    names = [entry for entry in words.of_role("month-name") if entry.id in written.entries]
    if not any(entry.guarded for entry in names) or written.core.of(text).split()[-1][:1].isupper():
        return written
    if written.mark or _NUMBER_BEFORE.search(_before(text, written)):
        return None
    led = _with_lead(text, written)
    return led if written.begin.year is not None or led != written else None


# -- what makes it likely --------------------------------------------------------------------------

_IN_BRACKETS = re.compile(rf"(?:^|[^\d%\s])\s*\({BLANK}*$")
_CENTURY = 100  # a year below is written with two digits
_ALWAYS = (24, 7)  # round the clock
_NAMED_DAY = re.compile(rf"(?<!\w){g.DAY} [^,.;:()]{{3,45}}\($", re.IGNORECASE)
_OPEN_END = re.compile(r"[-–—]\s?$")
_HEADLINE = re.compile(r"(?:^|\n)[^\n:]*$")
_ADDRESS = re.compile(rf"{BLANK}+(?-i:{g.CAPITAL})\w+")
_AT_START = re.compile(r"(?:^|\n|[.!?…]\s)[\s\-–•*+]*$")


@cache
def _continuation() -> re.Pattern[str]:
    """What stands behind a date and no count: a break, or a word that follows dates."""
    following = words.alternation(words.form("day-month").followed_by)
    return re.compile(rf"{BLANK}*(?:[,.;:)\]!?”\"]|$|\n|{following}(?!\w))", re.IGNORECASE)


@cache
def _holiday() -> re.Pattern[str]:
    """The name of a day, directly before its date: "Ngày Thầy thuốc 27/2", "ngày hội 18/11"."""
    named = words.alternation(words.form("day-month").named_days)
    return re.compile(
        rf"(?<!\w){g.either_case(g.DAY)} (?:{g.CAPITAL}|{named})[^,.;:()\d\n]{{2,45}} $"
    )


@cache
def _lead_word() -> re.Pattern[str]:
    """A word that leads to a date, right before it: "từ", "đến hết"."""
    return re.compile(
        rf"(?<!\w)(?P<lead>{words.pattern('lead')})(?:{BLANK}+{g.END_OF})?{BLANK}+$", re.IGNORECASE
    )


def _with_lead(text: str, written: Written) -> Written:
    """The date with the entry of the word that leads it in, where one does."""
    match = _lead_word().search(_before(text, written))
    entries = (words.entry_of("lead", match["lead"]).id,) if match else ()
    return replace(written, entries=(*written.entries, *entries))


def _is_probable(text: str, written: Written, marks: set[str]) -> bool:
    """True where a bare day and month, or month and year, stands where dates stand.

    `marks` are the separators of the dates that are sure in this text.
    """
    before, after = _before(text, written), _after(text, written)
    led = bool(_lead_word().search(before))
    short_year = (written.begin.year or _CENTURY) < _CENTURY
    if short_year or " " in written.mark:
        return short_year and written.mark == "/"
    if written.form == "month-year":
        ranged = written.end is not None or bool(_OPEN_END.search(before))
        dashed = written.mark == "-"
        return led or (not dashed and (ranged or _is_isolated(text, written)))
    usual = written.mark in marks or written.mark == "/"
    if written.end is not None:
        return usual or led
    if _is_bracketed(before, after) and _NAMED_DAY.search(before) and after.startswith(")"):
        return True
    day, month = written.begin.day or 0, written.begin.month or 0
    goes_on = bool(_continuation().match(after))
    led = led or bool(_holiday().search(before))
    usual = usual or bool(_holiday().search(before))
    if written.mark != "/":
        return led and (day > _FRACTION or (usual and (day > month or goes_on)))
    improper = day > _FRACTION and (day, month) != _ALWAYS and not _ADDRESS.match(after)
    return improper or _is_isolated(text, written) or (led and goes_on)


def _is_isolated(text: str, written: Written) -> bool:
    """True where it stands alone in brackets, opens an entry of a chronicle or ends a headline."""
    before, after = _before(text, written), _after(text, written)
    if _is_bracketed(before, after):
        return True
    if written.form == "month-year":
        return bool(_AT_START.search(before))
    if (written.begin.day, written.begin.month) == _ALWAYS:
        return False
    if after.startswith(":") and _HEADLINE.search(_before(text, written, 2 * _REACH)):
        return True
    return bool(_AT_START.search(before)) and after.lstrip()[:1] in (":", ",")


def _is_bracketed(before: str, after: str) -> bool:
    return bool(_IN_BRACKETS.search(before)) and after[:1] in (")", ",", ";")


# -- what a neighbour vouches for ------------------------------------------------------------------


@cache
def _link() -> re.Pattern[str]:
    """What joins two dates of one row."""
    return re.compile(
        rf"{BLANK}*(?:[,;&]|[-–—]|{g.AND}|{g.OR}|{g.OR_ELSE}|{g.any_of('instead')}|{words.pattern('through')})"
        rf"(?:{BLANK}+{g.END_OF})?{BLANK}*",
        re.IGNORECASE,
    )


_LONGEST_LINK = 16  # characters between two dates of one row


def _vouched(text: str, likely: list[Written], kept: list[Written | None]) -> list[Written | None]:
    """What stands in one row with a date, written alike, is a date too."""
    for step in (1, -1):
        order = range(len(likely))[::step]
        for i, j in pairwise(order):
            one, other = likely[i], likely[j]
            first, second = (one, other) if step == 1 else (other, one)
            gap = text[first.span.end : second.span.start]
            alike = kept[i] and not kept[j] and one.mark == other.mark
            if alike and len(gap) < _LONGEST_LINK and _link().fullmatch(gap):
                kept[j] = other
    return kept


def _before(text: str, written: Written, reach: int = _REACH) -> str:
    return text[max(0, written.span.start - reach) : written.span.start]


def _after(text: str, written: Written) -> str:
    return text[written.span.end : written.span.end + _REACH]
