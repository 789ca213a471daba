"""Documents by type word and number: "Nghị định 46, 100 và 123", "Nghị quyết số 18-NQ/TW".

In: a reading. Out: drafts, those of one list with one span. The type word may also be followed by a
plenum or congress (`bare`), or by its subject and then the number (`apart`). Technical regulations
and standards go by their code, "QCVN 41:2019/BGTVT": a colon stands before the year, the body that
issued it behind a bar (Luật Tiêu chuẩn và quy chuẩn kỹ thuật 2006, Thông tư 23/2007/TT-BKHCN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.references.apart import by_far_number, by_year_of_issue
from vanban.extraction.references.bare import (
    YEAR_BEHIND,
    accepts_bare,
    adopted,
    at_plenum,
    may_repeat,
)
from vanban.extraction.references.draft import BY_ABBREVIATION, BY_REPEATED_NUMBER, Draft
from vanban.extraction.references.entries import DocumentType
from vanban.extraction.references.lexicon import (
    grammar,
    standards,
    type_at,
    type_of_code,
    type_pattern,
    types_by_form,
)
from vanban.extraction.references.numbers import Number, read_number
from vanban.extraction.references.openers import matches
from vanban.extraction.references.ordinals import khoa
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_STANDARD = (
    r" {0,2}(?:: ?)?(?P<number>\d{1,5}(?:-\d{1,3}){0,2})"
    r" {0,1}[:/-] {0,1}(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)"
    rf"(?:/(?P<organ>[{g.CODE_SMALL}][{g.CODE_SMALL}&-]{{1,14}}))?(?!\w)"
)

_PLURAL = re.compile(rf"(?<!\w){grammar('plural')} {{1,2}}$")
_SERIES = re.compile(
    rf" {{1,2}}(?:{g.OF} {g.PLURAL} {g.YEAR}|{g.PLURAL} {g.YEAR}"
    rf"|{g.BEFORE}(?! {{1,2}}(?:{g.DAY}|{g.any_of('before-this')})))"
)
_LINK = re.compile(
    rf" {{0,2}}(?:,? {{0,2}}{grammar('link')}(?: {g.PLURAL})? {{1,2}}|[,;&] {{0,2}})"
)
_DATED_LINK = re.compile(
    rf",? \(?{g.DAY} {{1,2}}\d{{1,2}}(?: ?[-/.] ?\d{{1,2}} ?[-/.] ?"
    rf"| {g.MONTH} \d{{1,2}},? {g.YEAR} )\d{{4}}(?!\d)\)?"
    rf"(?:,? {g.AND} |[,;] ?)(?={g.NUMBER} |\d)"
)
_ENDS_BARE = re.compile(rf" {{0,2}}(?:$|[\n.,;:)\]\"”'!?(/]|- |{grammar('number-follower')}(?!\w))")
_YEAR_ENDS = re.compile(
    rf" {{0,2}}(?:$|[*()\[\].,;:?\n]|,? {g.AMENDING.split()[0]}|{g.DAY} \d"
    rf"|{grammar('year-follower')}(?!\w))"
)
_BARE_YEAR = re.compile(r" ((?:19[5-9]|20[0-4])\d)(?=[.,;)\n]|$| [^\W\d_])(?![.,]\d)")
"""The year alone behind a number with a symbol: "Quyết định 874/QĐ-BTTTT 2021"."""

_BRACKETED_YEAR = re.compile(rf" \((?:{g.YEAR} )?((?:19[5-9]|20[0-4])\d)\)")

_ISSUE_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_UNION = re.compile(
    rf"(?: {{1,2}}\((?P<before>eu|ec|eec)\))? {{1,2}}(?:{g.NUMBER} )?"
    r"(?P<first>\d{1,4})/(?P<other>\d{1,4})(?:/(?P<behind>eu|ec|eec))?(?![\w/])"
)
_REPEATED = re.compile(
    rf" {{1,2}}(?:{g.NUMBER} {{1,2}})?(?P<open>\()?(?=[{g.CODE_SMALL}]{{2,4}}\)? {{0,2}}\d)"
)
_LONGEST_LIST = 20  # numbers under one type word


def find_numbered(reading: PlainText) -> Iterator[Draft]:
    """All documents that a type word and a number, plenum or congress identify."""
    for entry, word, short in type_words(reading):
        yield from (
            _of_the_union(reading, entry, word)
            or _by_number(reading, entry, word, short)
            or adopted(reading, entry, word)
            or by_far_number(reading, entry, word)
            or by_year_of_issue(reading, entry, word)
        )


def _of_the_union(reading: PlainText, entry: DocumentType, word: Span) -> list[Draft]:
    """An act of the European Union: "Quy định (EU) 2023/1115", "Chỉ thị 2009/28/EC"."""
    found = reading.match(_UNION, word.end)
    if found is None:
        return []
    parts = found["first"], found["other"]
    years = [part for part in parts if _ISSUE_YEAR.fullmatch(part)]
    if len(years) != 1 or not (found["before"] or found["behind"]):
        return []
    number = parts[parts[0] == years[0]]
    return [
        Draft(
            Span(word.start, found.end()),
            entry.name,
            "reference.by-number",
            (entry.id,),
            number=number.lstrip("0"),
            year=int(years[0]),
            symbol=(found["before"] or found["behind"]).upper(),
        )
    ]


def type_words(reading: PlainText) -> Iterator[tuple[DocumentType, Span, bool]]:
    """Every type word: its type, its span, whether it is an abbreviation."""
    for found in matches(reading, "type", type_pattern()):
        span = Span(*found.span())
        short = found["short"] is not None
        if short and not span.of(reading.text).isupper():
            continue
        yield type_at(found), span, short


def _by_number(reading: PlainText, entry: DocumentType, word: Span, short: bool) -> list[Draft]:
    """The documents of a type word with a number or a list of numbers."""
    first = read_number(reading, _number_begins(reading, entry, word))
    ruled = _rule_of(reading, entry, word, first, short) if first else None
    if first is None or ruled is None:
        return []
    rule, entries = ruled
    numbers = _list_of_numbers(reading, first)
    shared = numbers[-1] if all(n.bare for n in numbers[:-1]) else first
    plural = _PLURAL.search(reading.plain, max(0, word.start - 12), word.start) is not None
    base = Draft(
        Span(word.start, numbers[-1].end),
        entry.name,
        rule,
        entries,
        plural=plural or reading.match(_SERIES, numbers[-1].end) is not None,
    )
    drafts = [
        replace(
            base,
            doc_type=_named_by(entry, n.symbol or shared.symbol),
            number=n.number,
            year=n.year or shared.year,
            symbol=n.symbol or shared.symbol,
            member=i,
            alone=len(numbers) == 1,
        )
        for i, n in enumerate(numbers)
    ]
    return [*_with_tail(reading, entry, drafts), *_behind_day(reading, entry, drafts[-1])]


def _behind_day(reading: PlainText, entry: DocumentType, before: Draft) -> Iterator[Draft]:
    """The further documents of a list whose members have days of issue between them.

    Each has a span of its own: "Nghị định | 46/2016 | ngày 26/5/2016 và | số 100/2019".
    """
    end = before.span.end
    for _ in range(_LONGEST_LIST):
        link = reading.match(_DATED_LINK, end)
        start = link.end() if link else end
        number = read_number(reading, start)
        if link is None or number is None or (number.bare and not number.marked):
            return
        kind = _named_by(entry, number.symbol or before.symbol)
        yield Draft(
            Span(start, number.end),
            kind,
            "reference.by-number" if number.symbol else "reference.by-short-number",
            (entry.id,),
            number=number.number,
            symbol=number.symbol,
            year=number.year,
        )
        end = number.end


def _number_begins(reading: PlainText, entry: DocumentType, word: Span) -> int:
    """The place behind a type word, and behind its abbreviation where that repeats it."""
    repeated = reading.match(_REPEATED, word.end)
    if repeated is None:
        return word.end
    code = type_pattern().match(reading.plain, repeated.end())
    if code and code["short"] and types_by_form()[code[0]].codes == entry.codes:
        return code.end() + len(repeated["open"] or "")
    return word.end


def _rule_of(
    reading: PlainText, entry: DocumentType, word: Span, first: Number, short: bool
) -> tuple[str, tuple[str, ...]] | None:
    """The rule by which a number counts, and the entries it rests on; None: it does not."""
    if first.symbol is not None:
        return "reference.by-number", (entry.id,)
    reason = accepts_bare(reading, entry, word, first, short)
    if reason is None:
        rule = BY_ABBREVIATION if short else BY_REPEATED_NUMBER
        return (rule, (entry.id,)) if may_repeat(reading, entry, word, first) else None
    alone = not short or entry.short_alone or first.year is not None
    rule = "reference.by-short-number" if alone else BY_ABBREVIATION
    return rule, (entry.id, reason) if reason != entry.id else (entry.id,)


def _named_by(entry: DocumentType, symbol: str | None) -> str:
    """The type: that which the symbol names where the word is general ("văn bản số 87/TB-VPCP")."""
    code = re.split("[-/]", symbol)[0] if symbol else ""
    named = type_of_code().get(code)
    if named and code in entry.stands_for:
        return named.name
    return entry.name


def _list_of_numbers(reading: PlainText, first: Number) -> list[Number]:
    """The numbers that share a type word, in order."""
    numbers = [first]
    while len(numbers) < _LONGEST_LIST:
        link = reading.match(_LINK, numbers[-1].end)
        following = read_number(reading, link.end()) if link else None
        if following is None:
            break
        plain_bare = following.bare and not following.marked
        if plain_bare and (first.symbol or not reading.match(_ENDS_BARE, following.end)):
            break
        numbers.append(following)
    return numbers


def _with_tail(reading: PlainText, entry: DocumentType, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what identifies them further: khóa, plenum, year of issue."""
    if len(drafts) > 1:
        return at_plenum(reading, entry, drafts) or drafts
    (only,) = drafts
    if congress := khoa(reading, only.span.end):
        return [replace(only, congress=congress[0][0], span=Span(only.span.start, congress[1]))]
    if met := at_plenum(reading, entry, drafts):
        return met
    return [_with_year(reading, only)]


def _year_ends(reading: PlainText, position: int) -> bool:
    """True where a year of issue may end: before a stop, a word that may follow, a name."""
    blank = reading.plain.startswith(" ", position) and reading.capital(position + 1)
    return blank or reading.match(_YEAR_ENDS, position) is not None


def _with_year(reading: PlainText, draft: Draft) -> Draft:
    """The draft with the year of issue behind its number: "Quyết định 2229/QĐ-TTg năm 2025"."""
    year = reading.match(YEAR_BEHIND, draft.span.end)
    if year is None or not _year_ends(reading, year.end()):
        behind = (_BARE_YEAR, _BRACKETED_YEAR) if draft.symbol else (_BRACKETED_YEAR,)
        year = next(filter(None, (reading.match(p, draft.span.end) for p in behind)), None)
    if year is None or draft.year not in (None, int(year[1])):
        return draft
    span = Span(draft.span.start, year.end())
    return replace(draft, year=int(year[1]), span=span, apart=draft.apart or draft.year is None)


@cache
def _standard() -> tuple[Pattern, dict[str, DocumentType]]:
    """A number of a standard (TCVN 5687:2010): the pattern, and each type by its code."""
    table = {plain(code): entry for entry in standards() for code in entry.standards}
    full = one_of(form for entry in standards() for form in entry.forms)
    word = rf"(?:(?P<word>{full}) {{1,2}}(?:{g.NUMBER} {{1,2}})?)?"
    return re.compile(rf"(?<![\w/-]){word}(?P<code>{one_of(table)}){_STANDARD}"), table


def find_standards(reading: PlainText) -> Iterator[Draft]:
    """All standards by code, number and year."""
    pattern, table = _standard()
    if not any(code in reading.plain for code in table):
        return
    for found in pattern.finditer(reading.plain):
        entry, span = table[found["code"]], Span(*found.span())
        if not reading.text[found.start("code") : found.end("code")].isupper():
            continue
        organ = reading.text[slice(*found.span("organ"))] if found["organ"] else None
        yield Draft(
            span,
            entry.name,
            "reference.by-standard",
            (entry.id,),
            number=found["number"].lstrip("0"),
            year=int(found["year"]),
            symbol=f"{found['code'].upper()}/{organ}" if organ else found["code"].upper(),
        )
