"""Numbers of plenums and congresses, and years of editions: a place in a text -> value and end.

Numbers are Arabic (12, 04), Roman (XII) and in words (lần thứ tư); `khoa` reads "khóa XI" with its
brackets, `term` reads "nhiệm kỳ 2010-2015", `year_after` "năm 2013", "2013", "(2013)".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import ORDINALS, by_form, roman
from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.lexicons import grammar as g

_SAID = (
    rf"(?:{g.YEAR} {{1,2}})?(?P<%s>(?:1[89]\d|20[0-4])\d)(?! ?- ?(?:19|20)\d\d)(?![\w/%%]|[-.,]\d)"
)

_YEAR = re.compile(rf",? {{1,2}}(?:\( ?{_SAID % 'bracketed'} ?\)|{_SAID % 'plain'})")


class Year(NamedTuple):
    """A year, the place after it, and whether "năm" announces it."""

    value: int
    end: int
    announced: bool


_DIGITS = re.compile(
    rf"(?:{g.TIMES} {{1,2}})?(?:{g.ORDINAL} {{1,2}})?0?(\d{{1,2}})(?![\w/%]|\.\d"
    rf"| ?- ?[{g.CODE_SMALL}]{{2,5}}/)"
)
_ROMAN = re.compile(r"[ivxl]{1,7}(?!\w)")
_TWENTY = g.word("twenty")
_KHOA = re.compile(
    rf",? {{0,2}}\(? {{0,1}}(?:{g.OF} {g.PARTY},? )?{g.TERM}(?: {g.ORDINAL})? {{0,2}}\(? ?"
)
_MORE = re.compile(rf" ?(?:,|{g.AND}|&|;|-) ?(?:{g.TERM} )?")
_TERM = re.compile(
    rf",? {{0,2}}\(? ?{plain(g.TERM_YEARS)} {{1,2}}"
    r"((?:19|20)\d\d) {0,2}[-/] {0,2}((?:19|20)\d\d)(?!\d)"
)
_CLOSE = re.compile(r" ?\)")
LIMIT = 40
"""The highest count of a congress or plenum that is believed (old provincial ones reach thirty)."""


class Value(NamedTuple):
    """A number and the place after it."""

    value: int
    end: int


@cache
def _spelled() -> tuple[Pattern, dict[str, int]]:
    """The ordinals in words up to twenty, and their values."""
    digits = {plain(w): int(e.value) for w, e in by_form().items() if e.role == "digit"}
    units = {word: value for word, value in digits.items() if value}
    units |= {plain(w): int(e.value) for w, e in by_form().items() if e.role == "last"}
    (ten,) = {plain(word) for word, entry in by_form().items() if entry.role == "ten"}
    values = {f"{ten} {word}": 10 + value for word, value in units.items()}
    values |= units | ORDINALS | {ten: 10, _TWENTY: 20}
    return re.compile(f"({one_of(values)})(?!\\w| {{1,2}}\\d)"), values


def ordinal(reading: PlainText, position: int, *, spelled: bool) -> Value | None:
    """The number at a place; words count only where `spelled` (after "thứ")."""
    if found := reading.match(_DIGITS, position):
        value = int(found[1])
        return Value(value, found.end()) if 0 < value <= LIMIT else None
    if found := reading.match(_ROMAN, position):
        letters = reading.text[position : found.end()]
        number = roman(letters.upper())
        if number and number <= LIMIT and (letters.isupper() or spelled):
            return Value(number, found.end())
    pattern, values = _spelled()
    if spelled and (found := reading.match(pattern, position)):
        return Value(values[re.sub(" +", " ", found[1])], found.end())
    return None


def khoa(reading: PlainText, position: int) -> tuple[list[int], int] | None:
    """The congresses of "khóa XI", "(khóa XI, XII)", "khóa XI, khóa XII" and the place after."""
    head = reading.match(_KHOA, position)
    first = ordinal(reading, head.end(), spelled=True) if head else None
    if head is None or first is None:
        return None
    values, end = [first.value], first.end
    bracket = "(" in head[0]
    while more := reading.match(_MORE, end):
        following = ordinal(reading, more.end(), spelled=False)
        if following is None or not (
            bracket or g.TERM in more[0] or _series(reading, more, values)
        ):
            break
        values.append(following.value)
        end = following.end
    if bracket:
        closing = reading.match(_CLOSE, end)
        end = closing.end() if closing else end
    return values, end


def _series(reading: PlainText, link: re.Match[str], values: list[int]) -> bool:
    """True where a Roman numeral after a link counts on: "khóa XI, XII"."""
    found = reading.match(_ROMAN, link.end())
    if found is None or reading.match(_KHOA, found.end()):
        return False
    letters = reading.text[link.end() : found.end()]
    return letters.isupper() and roman(letters) == values[-1] + 1


def term(reading: PlainText, position: int) -> tuple[str, int] | None:
    """The congress term at a place, "2010-2015", and the place after it and its bracket."""
    found = reading.match(_TERM, position)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    if not 1 <= last - first <= 6:
        return None
    closing = reading.match(_CLOSE, found.end()) if "(" in found[0] else None
    return f"{first}-{last}", closing.end() if closing else found.end()


def year_after(reading: PlainText, position: int) -> Year | None:
    """The year of issue at a place; a range of years (2011-2025) is none."""
    found = reading.match(_YEAR, position)
    if found is None:
        return None
    return Year(int(found["plain"] or found["bracketed"]), found.end(), g.YEAR in found[0])
