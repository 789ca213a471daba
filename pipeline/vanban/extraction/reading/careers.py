"""Where a text lists a career: the words in which a bare office is somebody's.

In: the words of a document. Out: the ranges of words that are an entry of a career ("- 1997 - 2002:
Chủ tịch UBND huyện …"), up to the end of its sentence; and whether a title is a sentence by itself
with its term ("Đại biểu Quốc hội khóa XIII; XIV.").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vanban.extraction.reading.words import Words
from vanban.lexicons import grammar as g

PREFIX_LIMIT = 24
"""Words of the dates before an entry: "Từ tháng 4 năm 1961 đến tháng 10 năm 1975"."""

ENTRIES = 3
"""Lines that are dates, each above an entry, of a page that tells a career so."""

_CALENDAR = g.word_set("career-date") | set("-–—/.,()")
BULLETS = frozenset("-–—•*+·●○▪")
_TERM = g.word_set("career-term") | set(",;-–()")
_NAMED = g.word_set("term-name")
"""Words without which numbers are no term of office."""


def inside(entries: Sequence[tuple[int, int]], i: int) -> bool:
    """True where place i lies in one of the ranges, which are in order."""
    at = bisect_right(entries, i, key=lambda entry: entry[0]) - 1
    return at >= 0 and i < entries[at][1]


def find(words: Words) -> Iterator[tuple[int, int]]:
    """The ranges of words of the entries of a career, in order.

    Before one stands a date with its year, and a colon or "là", or in several places a line end.
    """
    end = 0
    inline = (i + 1 for i in words.at((":", g.IS)) if not words.is_capital(i) and _dated(words, i))
    lines = [
        below for line, below in pairwise(sorted(words.line_starts)) if _is_date(words, line, below)
    ]
    for i in sorted((*inline, *(lines if len(lines) >= ENTRIES else ()))):
        if i >= end:
            end = _sentence_end(words, i)
            yield i, end


def _is_date(words: Words, start: int, end: int) -> bool:
    """True where the words `start:end` are a date with its year, and maybe a bullet."""
    short = end - start <= PREFIX_LIMIT
    dated = short and all(_of_a_date(words, j) for j in range(start, end))
    return dated and any(len(words.form(j)) == 4 for j in range(start, end) if words.is_number(j))


def _of_a_date(words: Words, j: int) -> bool:
    return words.is_number(j) or words.form(j) in _CALENDAR or words.form(j) in BULLETS


def _dated(words: Words, colon: int) -> bool:
    """True where only a date with its year stands between word `colon` and what is before it."""
    year, j = False, colon - 1
    while j >= 0 and colon - j <= PREFIX_LIMIT and not words.breaks(j + 1):
        form = words.form(j)
        if not _of_a_date(words, j):
            break
        if form == "." and not words.is_number(j - 1):
            return year
        year = year or (words.is_number(j) and len(form) == 4)
        j -= 1
    return year and (j < 0 or words.breaks(j + 1) or words.form(j) in (";", "."))


def _sentence_end(words: Words, i: int) -> int:
    """One past the last word of the sentence that word i stands in, as far as marks tell."""
    j = i
    while j < len(words) and not (j > i and words.breaks(j)):
        if words.form(j) == "." and not words.touches(j + 1) and len(words.form(j - 1)) > 2:
            break
        j += 1
    return j


def term_end(words: Words, i: int) -> int:
    """One past the term at word i: "khóa X; XI", ", nhiệm kỳ 2014-2019"; i without one."""
    since = words.form(i) == g.FROM and words.form(i + 1) in _NAMED
    j, named, last = i + since, False, i
    while not words.breaks(j) and j - i < PREFIX_LIMIT and _of_term(words, j):
        named = named or words.form(j) in _NAMED
        j += 1
        if words.form(j - 1) not in (",", ";", "-", "–", g.AND, g.PLURAL, "("):
            last = j
    return last if named else i


def _of_term(words: Words, j: int) -> bool:
    """True for a word of a term of office: its noun, a number, a Roman numeral."""
    form = words.form(j)
    return form in _TERM or words.is_number(j) or words.is_roman(j)


def _dated_bracket(words: Words, i: int) -> int:
    """One past a bracket with a year at word i: "(7.1954 - 1976)"; i without one."""
    if words.form(i) != "(" or words.breaks(i):
        return i
    for j in range(i + 1, min(i + PREFIX_LIMIT, len(words))):
        form = words.form(j)
        if form == ")":
            year = any(words.is_number(k) and len(words.form(k)) == 4 for k in range(i, j))
            return j + 1 if year else i
        if not (words.is_number(j) or form in _CALENDAR or form == g.FROM):
            break
    return i


def is_whole_sentence(words: Words, start: int, end: int) -> bool:
    """True where the words `start:end` and their term are a whole sentence, line, or first part."""
    if not (words.breaks(start) or words.form(start - 1) in (".", ";", "]", *BULLETS)):
        return False
    after = term_end(words, end)
    if after == end:
        after = _dated_bracket(words, end)
    return after > end and (words.breaks(after) or words.form(after) in (".", ";", ","))
