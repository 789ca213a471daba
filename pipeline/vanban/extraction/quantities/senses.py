"""năm, một and nửa: five or year, one or article, half or half-way."""

from __future__ import annotations

import re

from vanban.extraction.numbers import Numeral, find_numerals
from vanban.extraction.quantities.heads import UnitHead
from vanban.extraction.quantities.lexicon import (
    approximators,
    counted_at,
    is_out_of,
    lasting,
    lasting_one,
    stops,
)
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.units import UnitMatch, unit_at
from vanban.lexicons import grammar as g
from vanban.schema import Dimension

_CONTRAST = re.compile(
    rf"[^.;:!?()\n0-9]{{0,40}}(?:,|;|[ \u00a0]{g.AND}|[ \u00a0]{g.OR}|[ \u00a0]{g.OR_ELSE}"
    rf"|[ \u00a0]{g.ALONG})[ \u00a0]",
    re.IGNORECASE,
)
_HALF = g.word("half")
_AND_A_HALF = re.compile(rf"[ \u00a0]{g.AND_A_HALF}(?!\w)", re.IGNORECASE)
_LATER = re.compile(rf"[ \u00a0](?:sau|{g.BEFORE}|nay|qua)(?!\w)", re.IGNORECASE)
"""Behind "một tuần": that it is counted from a day of the text."""
_TO = re.compile(rf"[ \u00a0](?:{g.TO}|{g.UNTIL})[ \u00a0]", re.IGNORECASE)
_UPPER_ROOM = 40  # characters to the end of a range
_WORTH: tuple[Dimension, ...] = ("money", "percent", "mass", "length", "area", "volume")
_SURE = g.forms("sure-unit")
"""Units before which "năm" is five whatever stands before: sau năm năm."""
_YEAR_IS = re.compile(
    rf"(?<![0-9.,])(?:19|20)[0-9]{{2}}[ \u00a0][^.,;:!?()\n0-9]{{0,24}}(?<!\w){g.IS}[ \u00a0]\Z",
    re.IGNORECASE,
)
"""A year that is said to be a year of something: "2024 có phải là (năm giá vàng tăng)"."""
_YEAR_ROOM = 36  # characters before "năm" that make it a year
_YEAR_NEXT = re.compile(r"(?:(?:[ \u00a0]\w{1,8}){0,2}:)?[ \u00a0](?:1[89]|20)[0-9]{2}(?![\w.,])")
_NAMING = ("N", "Np", "M", "L", "Ny")
_CONTRAST_ROOM = 48  # characters between two counts that are set against each other
_SENTENCE_END = re.compile(r"[.!?\n]")
_PREDICATE = re.compile(rf"(?<!\w){g.any_of('predicate')}[ \u00a0]\Z", re.IGNORECASE)


def refusal(
    page: PageText, numeral: Numeral, unit: UnitMatch | None, head: UnitHead | None
) -> str | None:
    """Why a lone "năm", "một" or "nửa" counts nothing here, if so."""
    written = page.text[numeral.span.start : numeral.span.end].lower()
    if numeral.five is not None and numeral.five.value_max is None and unit is not None:
        match = counted_at(page, page.skip(unit.end))
        if match is not None and (match[1].person or match[1].role == "keeps"):
            return "sense.year"  # sáu mươi năm người: misspelt, or sixty years
    if written == g.YEAR:
        return _year(page, numeral, unit, head)
    if written == g.ONE and unit is not None:
        return None if _measures_one(page, numeral, unit) else "sense.article"
    if written.endswith(_HALF) and unit is None:
        whole = head is not None and (head.portion or (head.known and written != _HALF))
        return None if whole else "sense.half"
    return None


def _year(
    page: PageText, numeral: Numeral, unit: UnitMatch | None, head: UnitHead | None
) -> str | None:
    """The stop that makes "năm" a year; None where a unit or a counted noun makes it five."""
    start, end = numeral.span.start, numeral.span.end
    if unit is not None and page.text[unit.start : unit.end].lower() in _SURE:
        return None
    match = stops("year").before(page, start)
    if match is None and unit is None:
        match = stops("year-after").at(page, page.skip(end))
        if match and head is not None and head.known and head.end > match[0]:
            match = None  # năm học | sinh
    if match is not None or unit is not None:
        return match[1].id if match else None
    if _YEAR_IS.search(page.text[max(start - _YEAR_ROOM, 0) : start]) or _labels(
        page, numeral, head
    ):
        return "sense.year"
    before, token = page.token_before(start), page.token_at(start)
    named = before is not None and before.pos in _NAMING and not page.begins(start)
    tagged = token is not None and token.pos == "M" and token.end == end
    five = head is not None and (head.known or tagged)
    return None if five and (not named or is_out_of(page, start)) else "sense.year"


def _labels(page: PageText, numeral: Numeral, head: UnitHead | None) -> bool:
    """True for the label of a row or a column of years: "Năm hoạt động 1996", "Năm Cuộc thi …"."""
    if head is None:
        return False
    column = numeral.span.of(page.text).istitle() and page.text[head.start].isupper()
    return column or _YEAR_NEXT.match(page.text, head.end) is not None


def _measures_one(page: PageText, numeral: Numeral, unit: UnitMatch) -> bool:
    """True where "một" measures: with a time only after a word of duration or of closeness."""
    if unit.entry.kind != "duration":
        return True
    start = numeral.span.start
    close = approximators("before").before(page, start)
    said = lasting_one().before(page, start) or (close and close[1].caution != "limit")
    half = _AND_A_HALF.match(page.text, unit.end)
    later = _LATER.match(page.text, unit.end)
    return any((said, half, later)) or _begins_range(page, unit)


def _begins_range(page: PageText, unit: UnitMatch) -> bool:
    """True where the same unit ends a range: "(một) năm đến năm năm"."""
    link = _TO.match(page.text, unit.end)
    if link is None:
        return False
    upper = next(iter(find_numerals(page.text[link.end() : link.end() + _UPPER_ROOM])), None)
    if upper is None or upper.span.start:
        return False
    other = unit_at(page, link.end() + upper.span.end, upper)
    return other is not None and other.entry.id == unit.entry.id


def is_five(page: PageText, numeral: Numeral, other: Numeral) -> bool:
    """True where the "năm" behind a numeral is a five, by what follows it.

    "bốn năm người" is four to five, but "trong bốn năm" four years; "sáu mươi năm đồng" can only
    be sixty-five, misspelt.
    """
    unit = unit_at(page, other.span.end, other)
    if other.value_max is None:
        return unit is not None and unit.entry.kind in _WORTH
    start = numeral.span.start
    if lasting().before(page, start) or approximators("before").before(page, start):
        return False
    if unit is not None:
        return unit.entry.kind == "duration"
    match = counted_at(page, page.skip(other.span.end))
    return match is not None and (match[1].person or match[1].role == "keeps")


def contrasts(text: str, previous_end: int, start: int) -> bool:
    """True where a short coordination joins "một" to another number: "hai tàu và một xuồng"."""
    between = text[previous_end:start]
    return len(between) <= _CONTRAST_ROOM and bool(_CONTRAST.fullmatch(between))


def is_article(text: str, start: int) -> bool:
    """True where "một" follows a word of being or sameness: "là một", "cùng một"."""
    return _PREDICATE.search(text[max(start - 12, 0) : start]) is not None


def recounts(text: str, previous_end: int, start: int) -> bool:
    """True where two counts stand in one sentence: "khiển trách hai đảng viên, cảnh cáo một"."""
    between = text[previous_end:start]
    return len(between) <= _CONTRAST_ROOM and not _SENTENCE_END.search(between)
