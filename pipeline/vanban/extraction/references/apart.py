"""Documents whose number stands apart from the type word, or that have a symbol or year alone.

In: a reading. Out: drafts of "Quyết định giám đốc thẩm số 05/2021/KDTM-GĐT" (the subject between),
"(số 11-NQ/TW)" (no type word), "Kết luận thanh tra năm 2018" (no number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, one_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import LAW_FORMS, DocumentType
from vanban.extraction.references.issuing import issuer_at
from vanban.extraction.references.lexicon import type_at, type_of_code, type_pattern, words
from vanban.extraction.references.numbers import read_number
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, line_start

_GAP = re.compile(rf"(?: {{1,2}}[^\W\d_]+(?: -|,)?){{1,9}}? {{1,2}}{g.NUMBER} ?:? ?(?=\d)")
_GAP_ENDS = re.compile(rf",? {{1,2}}{g.NUMBER} ?:? ?(?=\d)")
_NUMBER_BEHIND = re.compile(rf" {{1,2}}(?:{g.TIMES} \d {{1,2}})?{g.NUMBER} ?:? ?(?=\d)")
_OF = re.compile(rf" {{1,2}}{g.OF} {{1,2}}")
_YEAR = re.compile(rf" {{1,2}}{g.YEAR} {{1,2}}(?P<year>(?:19[5-9]|20[0-4])\d)(?![\w/]|-\d)")

# Both begin where the engine can skip to digits; what stands before them is looked at after.
_CODED = re.compile(rf"\d{{1,5}}[a-z]? ?[/-] ?(?=[\d{g.CODE_SMALL}ư])")
_BEFORE_CODE = re.compile(rf"(?<![\w/.,-])(?:{g.NUMBER} ?:? {{0,2}})?\Z")
_LONGEST_BEFORE = 7  # characters of a number before its symbol
_SENTENCE = 200
"""So far before a symbol its type word is looked for."""


@cache
def _kind() -> Pattern:
    return re.compile(rf" {{1,2}}(?:{one_of(words('decision-kind').forms)})(?= )")


def by_far_number(reading: PlainText, entry: DocumentType, word: Span) -> list[Draft]:
    """The document whose subject stands between type word and number.

    Only where the symbol repeats the type ("Quyết định phê duyệt đề án số 12/QĐ-UBND"), or the
    subject is a kind of decision ("Quyết định giám đốc thẩm số 05/2021/KDTM-GĐT").
    """
    if not ((entry.codes and entry.name not in LAW_FORMS) or entry.free_symbol or entry.kinds):
        return []
    kind = reading.match(_kind(), word.end) if entry.kinds else None
    behind = reading.match(_NUMBER_BEHIND, kind.end()) if kind else None
    gap = behind or reading.match(_GAP, word.end)
    number = read_number(reading, gap.end()) if gap else None
    if gap is None or number is None or number.symbol is None:
        return []
    between = Span(word.end, gap.end())
    if behind is None and not (
        _repeats(reading, entry, between, number.symbol) or _is_issuer(reading, between)
    ):
        return []
    entries = (entry.id, words("decision-kind").id) if behind else (entry.id,)
    return [
        Draft(
            Span(word.start, number.end),
            entry.name,
            "reference.by-far-number",
            entries,
            number=number.number,
            year=number.year,
            symbol=number.symbol,
        )
    ]


def _is_issuer(reading: PlainText, gap: Span) -> bool:
    """True where who issued it alone stands in a gap: "Nghị định | của Chính phủ số | 05-CP"."""
    of = reading.match(_OF, gap.start)
    named = issuer_at(reading, of.end()) if of else None
    return named is not None and reading.match(_GAP_ENDS, named.span.end) is not None


def _repeats(reading: PlainText, entry: DocumentType, gap: Span, symbol: str) -> bool:
    """True where a symbol far from its type word names that type, and no other word is nearer."""
    code = re.split("[-/]", symbol)[0]
    between = type_pattern().finditer(reading.plain, gap.start, gap.end)
    if any(code in type_at(found).codes for found in between):
        return False
    near = entry.free_symbol and gap.of(reading.plain).count(" ") <= 5
    return near or code in entry.codes


def by_year_of_issue(reading: PlainText, entry: DocumentType, word: Span) -> list[Draft]:
    """A document of a type of which a body has one a year: "Kết luận thanh tra của … năm 2018"."""
    if not entry.yearly or not reading.capital(word.start):
        return []
    issuer, end = None, word.end
    of = reading.match(_OF, end)
    named = issuer_at(reading, of.end()) if of else None
    if named is not None:
        issuer, end = reading.surface(named.span), named.span.end
    year = reading.match(_YEAR, end)
    if year is None:
        return []
    span = Span(word.start, year.end())
    entries = (entry.id, *(named.entries if named else ()))
    rule = "reference.by-year-of-issue"
    kind = entry.short_name or entry.name
    return [Draft(span, kind, rule, entries, year=int(year["year"]), issuer=issuer, apart=True)]


def find_symbols(reading: PlainText) -> Iterator[Draft]:
    """Numbers with a full symbol and no type word: "(số 11-NQ/TW)"; the code names the type."""
    for start in _standalone(reading.plain):
        number = read_number(reading, start)
        if number is None or number.symbol is None:
            continue
        code, _, organ = number.symbol.replace("/", "-").partition("-")
        entry = type_of_code().get(code)
        if entry is None or not (organ or number.year) or len(code) < 2:
            continue
        entry = _announced(reading, start, code) or entry
        yield Draft(
            Span(start, number.end),
            entry.name,
            "reference.by-symbol",
            (entry.id,),
            number=number.number,
            symbol=number.symbol,
            year=number.year,
        )


def _standalone(text: str) -> Iterator[int]:
    """The places of numbers with a dash or bar behind them, with "số" before them or not."""
    for found in _CODED.finditer(text):
        digits = found.start()
        floor = max(0, digits - _LONGEST_BEFORE)
        if before := _BEFORE_CODE.search(text, floor, digits):
            yield before.start()


def _announced(reading: PlainText, position: int, code: str) -> DocumentType | None:
    """The type word with a code that stands before a symbol in its sentence, the nearest one."""
    begin = line_start(reading.plain, position, position - _SENTENCE)
    nearest = None
    for found in type_pattern().finditer(reading.plain, begin, position):
        entry = type_at(found)
        if code in entry.codes:
            nearest = entry
    return nearest
