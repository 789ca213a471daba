"""The words around a numeral -> why it is no quantity, if it is none.

A numeral that orders (Điều 10, quận 2), names (chú Ba), belongs to a code, a score, a date or a
time of day, or is part of a set phrase counts nothing. Every function gives the id of the lexicon
entry or of the rule of form that says so, or None.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.numbers import Numeral
from vanban.extraction.numbers.lexicon import word_pattern
from vanban.extraction.quantities.lexicon import (
    StopRole,
    counted_at,
    is_freed,
    lasting,
    lasting_after,
    stops,
)
from vanban.extraction.quantities.numbering import after_verb, provision_label
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.units import UnitMatch, unit_at, unit_before
from vanban.lexicons import dates
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.syllables import may_be_syllable

_CODE_BEFORE = re.compile(
    r"[^\W_][./:,\-\u2013_]\Z|[/:#@_]\Z|[^\W_]\Z|/[ck]?m[ \u00a0]\Z"  # NQ-18, 2/3/4, /m 2
)
_COUNT_BEFORE = re.compile(r"(?<![^\W_])[0-9.]{1,9}(?:[ \u00a0][^\W\d_]{2,7}){1,3}/\Z")
_LISTING = 36
"""Characters before a count in which another, with a slash behind, is looked for."""

_SCORE_BEFORE = re.compile(
    r"[0-9](?:[ \u00a0]?[-\u2013x×*][ \u00a0]?|:|[ \u00a0]:[ \u00a0]?)\Z"  # no "S24: 128 GB"
)
_SCORE_AFTER = re.compile(r"[ \u00a0]?(?:[-\u2013:]|[x×*](?=[ \u00a0]?[0-9]))[ \u00a0]?[0-9]")
_CODE_AFTER = re.compile(
    rf"[-\u2013_](?![A-Z$€]{{1,3}}[0-9])[^\W_]|[.,:][0-9]|/[0-9{g.CODE_CAPITALS}]"
    rf"|[-\u2013]?(?!USD|VN)[{g.CODE_CAPITALS}]+[0-9]"
)
_BLANKS, _SCORING = frozenset(" \u00a0"), frozenset("-\u2013:x×*m")
_DATING_YEAR = re.compile(
    rf"{g.YEAR}[ \u00a0](?:{g.any_of('year-follower', ' ')}(?!\w)"
    r"|(?P<year>(?:19|20)[0-9]{2})(?![\w-]))",
    re.IGNORECASE,
)
_MINUTES_BEHIND = re.compile(
    rf"[ \u00a0]?[0-9]{{1,2}}[ \u00a0]?(?:{g.MINUTE}|'|’|,|{g.DAY}|{g.any_of('after-minutes')})",
    re.IGNORECASE,
)
"""Minutes, or the day, behind an hour: "9 giờ 30 phút", "9h 5 ngày"."""

_MINUTES = re.compile(
    rf"[ \u00a0](?:{g.AND}[ \u00a0])?[0-9]{{1,2}}[ \u00a0]?{g.MINUTE}(?!\w)", re.IGNORECASE
)
_WHOLE_DAY = re.compile(
    rf"{g.DAY}[ \u00a0][0-9]{{1,2}}"
    rf"(?:[-/.][0-9]{{1,2}}(?![0-9%])|[ \u00a0]{g.MONTH}[ \u00a0][0-9])",
    re.IGNORECASE,
)
_DAYS = re.compile(
    rf"{g.DAY}[ \u00a0]([0-9]{{1,2}})(?:[ \u00a0]?[-\u2013][ \u00a0]?|[ \u00a0]{g.AND}[ \u00a0])"
    r"([0-9]{1,2})[/.\-]",
    re.IGNORECASE,
)
_TERM = "term-label"
"""Terms and courses are numbered, and last: "nhiệm kỳ 5", "nhiệm kỳ 5 năm"."""
_TIMES = g.forms("spans-of-time")  # smaller to larger
_DAY, _MONTH, _HOURS = 31, 12, 24  # the largest of each
_SCALE, _TOP = 100, 10  # of a map 1:100 and beyond; of a ranking "top 10" and beyond
_SEASONS = range(1900, 2100)


def code(page: PageText, numeral: Numeral) -> str | None:
    """A numeral that is glued to a code, a score, a fraction of a larger number or a chain."""
    text, span = page.text, numeral.span
    if _is_isolated(text, span):
        return None
    currency = unit_before(page, span.start)
    start = currency.start if currency and currency.end == span.start else span.start
    before = text[max(start - 4, 0) : start] if start == span.start else ""
    glued = _CODE_BEFORE.search(before) or _SCORE_BEFORE.search(before)
    glued = None if before.endswith("/") and _is_listed(page, span) else glued
    scored = text[span.start].isdigit() and _SCORE_AFTER.match(text, span.end)
    rated = numeral.factor > 1 and text[span.end : span.end + 1] == "/"  # 27 tỷ | /3 năm
    coded = not rated and _CODE_AFTER.match(text, span.end)
    return "form.code" if glued or scored or coded else None


def _is_listed(page: PageText, span: Span) -> bool:
    """True for the second of two counts with a slash between: "1.692 hộ/6.666 khẩu"."""
    counted = counted_at(page, page.skip(span.end))
    before = page.text[max(span.start - _LISTING, 0) : span.start]
    return counted is not None and _COUNT_BEFORE.search(before) is not None


def _is_isolated(text: str, span: Span) -> bool:
    """True where blanks stand on both sides, and beyond them no sign of a score."""
    start, end = span.start, span.end
    return (
        text[start - 1 : start] in _BLANKS
        and text[end : end + 1] in _BLANKS
        and text[start - 2 : start - 1] not in _SCORING
        and text[end + 1 : end + 2] not in _SCORING
    )


def label(page: PageText, numeral: Numeral, person: bool = False) -> str | None:
    """The word before that makes a numeral an ordinal or a name, where no measure follows.

    People are counted after a group ("tổ 3 người"); what only counting writes ("1.034") after any.
    """
    counted = is_counting(page.text, numeral)
    return (
        _calendar(page, numeral)
        or _number(page, numeral)
        or (None if counted else _order(page, numeral, person) or provision_label(page, numeral))
    )


def measured_label(page: PageText, numeral: Numeral, unit: UnitMatch) -> str | None:
    """The same where a unit of measure follows: only dates and, before a time, ordinals order."""
    if unit.entry.kind == "duration" and _is_remainder(page, numeral, unit):
        return None
    calendar = _calendar(page, numeral) if unit.entry.kind != "age" else None  # năm 15 tuổi
    if calendar == _TERM and not _DATING_YEAR.match(page.text, unit.start):
        calendar = None  # nhiệm kỳ 5 năm
    if calendar or unit.entry.kind != "duration":
        return calendar
    return _number(page, numeral) or _before(page, numeral, "label")


def _calendar(page: PageText, numeral: Numeral) -> str | None:
    """A date or an ordinal, as in "tháng 3"; amounts ("năm 500 tỷ") are neither."""
    match = stops("calendar").before(page, numeral.span.start)
    word = page.text[match[0] : numeral.span.start].strip().lower() if match else ""
    paid = word in (g.DAY, g.MONTH) and numeral.value > _DAY  # lương tháng | 40 USD
    counted = paid or is_counting(page.text, numeral)
    return None if counted else _before(page, numeral, "calendar")


def _is_remainder(page: PageText, numeral: Numeral, unit: UnitMatch) -> bool:
    """True for the months of "5 năm 6 tháng": a smaller unit after a number of a larger one."""
    larger = _larger().search(page.text[max(numeral.span.start - 16, 0) : numeral.span.start])
    written = page.text[unit.start : unit.end].lower()
    return bool(
        larger and written in _TIMES and _TIMES.index(written) < _TIMES.index(larger[1].lower())
    )


@cache
def _larger() -> re.Pattern[str]:
    """A number of years, months, days or minutes, before a number of a smaller unit."""
    return re.compile(
        rf"(?:[0-9]|(?:{word_pattern()}))[ \u00a0]({g.YEAR}|{g.AGE}|{g.MONTH}"
        rf"|{g.DAY}|{g.MINUTE})[ \u00a0](?:{g.AND}[ \u00a0])?\Z",
        re.IGNORECASE,
    )


def is_counting(text: str, numeral: Numeral) -> bool:
    """True for grouped thousands, decimals and scale words: no ordinal is written with them."""
    written = text[numeral.span.start : numeral.span.end]
    grouped = numeral.value >= 1000 and bool({".", " "} & set(written))
    decimal = "," in written and numeral.value != int(numeral.value)
    return numeral.factor > 1 or grouped or decimal


def _order(page: PageText, numeral: Numeral, person: bool) -> str | None:
    """The word before by which a numeral orders or names: an ordinal, an act, a group, a model."""
    hard = _before(page, numeral, "label") if not after_verb(page, numeral) else None
    soft = None
    if not person and not after_verb(page, numeral):
        soft = _before(page, numeral, "soft") or _top(page, numeral) or _model(page, numeral)
    return hard or _act(page, numeral) or soft


def _top(page: PageText, numeral: Numeral) -> str | None:
    """A group, as in "nhóm 2"; ten or more are counted ("nhóm 40 quốc gia")."""
    return None if numeral.value >= _TOP else _before(page, numeral, "top")


def _before(page: PageText, numeral: Numeral, role: StopRole) -> str | None:
    """The id of the stop of a role before a numeral, if it has its force there."""
    match = stops(role).before(page, numeral.span.start)
    if match is None or _is_torn(page, match[0], role) or is_freed(page, *match):
        return None
    return match[1].id


def _is_torn(page: PageText, start: int, role: StopRole) -> bool:
    """True where the stop is only the end of another word: triệu | tập, sưu | tập."""
    token = page.token_over(start)
    if token is None or token.start == start:
        return False
    pair = role in ("label", "soft") and len(page.text[token.start : token.end].split()) == 2
    return pair or token.pos in ("V", "A", "R")


def _number(page: PageText, numeral: Numeral) -> str | None:
    """The word "số" makes an ordinal of "số 5", not of "tổng số 5", "trong số 5", "dân số 5"."""
    match = stops("number").before(page, numeral.span.start)
    return None if match is None or is_freed(page, *match) else match[1].id


def _act(page: PageText, numeral: Numeral) -> str | None:
    """An act, as in "Quyết định 26"; in lower case it may be the verb ("quy định 3 mức")."""
    match = stops("act").before(page, numeral.span.start)
    return match[1].id if match and page.text[match[0]].isupper() else None


def _model(page: PageText, numeral: Numeral) -> str | None:
    """A name that is no Vietnamese word stands before: a model (Galaxy 7, Fazer 25)."""
    token = page.token_before(numeral.span.start)
    if token is None or token.pos not in ("Np", "N", "Ny", "FW", "M"):
        return None
    last = page.text[token.start : token.end].split()[-1:]
    if page.text.startswith(g.TIMES, page.skip(numeral.span.end)):
        return None  # đề cử giải Nobel 84 lần
    foreign = any(w[0].isupper() and w.isascii() and not may_be_syllable(w) for w in last)
    return "form.model" if foreign else None


def phrase(page: PageText, numeral: Numeral) -> str | None:
    """A set phrase that begins with the numeral: "hai chiều", "một số"."""
    match = stops("phrase").at(page, numeral.span.start)
    if match is None or is_freed(page, numeral.span.start, match[1]):
        return None
    longer = numeral.fraction is not None and match[0] < numeral.span.end  # một phần | tư
    percent = unit_at(page, numeral.span.end, numeral)  # 1 phần | trăm
    longer = longer or (percent is not None and percent.entry.kind == "percent")
    return None if longer else match[1].id


def word_sense(page: PageText, numeral: Numeral) -> str | None:
    """A numeral in words that is a name, a kinship number or a guess."""
    text, start = page.text, numeral.span.start
    if text[start].isdigit():
        return None
    unit = unit_at(page, numeral.span.end, numeral)
    aged = unit is not None and unit.entry.kind == "age"  # bà cụ | tám mươi tuổi
    beside = (not aged and _before(page, numeral, "kin")) or _before(page, numeral, "indefinite")
    written = text[start : numeral.span.end]
    if beside or not written[0].isupper() or written.isupper() or numeral.factor > 1:
        return beside
    following = page.skip(numeral.span.end)
    proper = text[following : following + 1].isupper() and not counted_at(page, following)
    broken = text[page.skip_back(start) - 1 : page.skip_back(start)].isdigit()  # 2-2 Hai đội
    named = proper or not (page.begins(start) or broken)
    return "form.name" if named else None


@cache
def _named_month() -> re.Pattern[str]:
    """A month by its number or name; not "tháng năm 5" người, (3) "tháng một lần"."""
    names = dates.pattern("month-name")
    return re.compile(
        rf"{g.MONTH}[ \u00a0](?:[0-9]|(?!{g.YEAR}[ \u00a0][0-9]){names}(?!\w)"
        rf"(?![ \u00a0]{g.TIMES}))",
        re.IGNORECASE,
    )


def calendar(page: PageText, numeral: Numeral) -> str | None:
    """A numeral before a named month ("6 tháng 5"), a whole day ("3 giờ 22 | ngày 4-5"), or a year
    that dates it ("đợt 2 năm 2017").
    """
    start = page.skip(numeral.span.end)
    days = _WHOLE_DAY.match(page.text, start) and not _are_counted(page.text, numeral, start)
    if days or _named_month().match(page.text, start):
        return "form.month"
    year = _DATING_YEAR.match(page.text, start)
    if year is None or lasting().before(page, numeral.span.start):
        return None
    code = numeral.value >= _SCALE and not is_counting(page.text, numeral)
    if year["year"] and (code or numeral.value % 1):
        return "form.code"  # ISO 2108 | năm 1970; 2,01 | năm 2022
    return _before(page, numeral, "soft") or _before(page, numeral, "act")


def _are_counted(text: str, numeral: Numeral, start: int) -> bool:
    """True for the two of "hai ngày 21-22/5": in words, or as many as the days that follow."""
    if not text[numeral.span.start].isdigit():
        return True
    days = _DAYS.match(text, start)
    return days is not None and int(days[2]) - int(days[1]) + 1 == numeral.value


def clock(page: PageText, numeral: Numeral, unit: UnitMatch) -> str | None:
    """A time of day: "9 giờ sáng", "lúc 20h"; a duration needs a word that says so."""
    start = numeral.span.start
    if _MINUTES.match(page.text, unit.end) and lasting().before(page, start):
        return None
    behind = stops("clock-after").at(page, page.skip(unit.end))
    if behind is not None or _MINUTES_BEHIND.match(page.text, unit.end):
        return behind[1].id if behind else "form.clock"
    match = stops("clock").before(page, start)
    free = lasting().before(page, start) or lasting_after().at(page, page.skip(unit.end))
    late = (numeral.value_max or numeral.value) > _HOURS or numeral.value != int(numeral.value)
    ranged = numeral.value_max is not None and match is None
    if free or late or ranged or (match and lasting().before(page, match[0])):
        return None
    return match[1].id if match else "form.clock"


def fraction(page: PageText, numeral: Numeral) -> str | None:
    """A fraction that may as well be a day and a month, or a scale."""
    if numeral.fraction is None or not page.text[numeral.span.start].isdigit():
        return None
    top, bottom = numeral.fraction
    if top == 0 or (top == 1 and bottom >= _SCALE):
        return "form.scale"
    if (top + 1) % _SCALE == bottom and top in _SEASONS:
        return "form.year"  # mùa 2016/17
    if bottom > _MONTH or top > _DAY:
        return None
    return _before(page, numeral, "date") or ("form.date" if top > bottom else None)


def scale_name(page: PageText, numeral: Numeral) -> str | None:
    """A scale word that is a name: "3 Triệu Thị Mai"."""
    last = numeral.span.of(page.text).split()[-1]
    name = last[0].isupper() and not (last.isupper() and len(last) > 1)
    opens = page.skip(numeral.span.end)
    return "form.name" if name and page.text[opens : opens + 1].isupper() else None


def no_head(page: PageText, numeral: Numeral) -> str | None:
    """A word behind the numeral that is never counted: "5 thế giới"."""
    match = stops("not-head").at(page, page.skip(numeral.span.end))
    return match[1].id if match else None
