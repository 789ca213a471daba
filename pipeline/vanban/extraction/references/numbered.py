"""Documents by type word and number: "Nghị định 46, 100 và 123", "Nghị quyết số 18-NQ/TW".

In: a reading. Out: drafts, those of one list with one span. The type word may also be followed by a
plenum or congress (`gatherings`), or a number by the plenum that adopted it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of
from vanban.extraction.references.draft import BY_ABBREVIATION, Draft
from vanban.extraction.references.gatherings import Gathering, borne_by, gatherings, issuer_of
from vanban.extraction.references.lexicon import (
    DocumentType,
    issuers,
    type_of_code,
    type_pattern,
    types_by_form,
    words,
)
from vanban.extraction.references.numbers import Number, read_number
from vanban.extraction.references.openers import matches
from vanban.extraction.references.ordinals import khoa
from vanban.text.spans import Span

_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|năm|phiên bản|bản) {1,2}$")
_SERIES = re.compile(r" {1,2}(?:của các năm|các năm|trước(?! {1,2}(?:ngày|khi|đây|đó)))")
_LINK = re.compile(r" {0,2}(?:,? {0,2}(?:và|cùng|hay|hoặc)(?: các)? {1,2}|[,;&] {0,2})")
_ENDS_BARE = re.compile(r" {0,2}(?:$|[\n.,;:)\]\"”'!?(/]|- |(?:của|về|và|do|ngày|được|đã)(?!\w))")
_YEAR = re.compile(r" {1,2}năm {1,2}((?:19[3-9]|20[0-4])\d)(?![\w/]|-\d)")
_YEAR_ENDS = re.compile(r" {0,2}(?:của|về|do|qui định|,? sửa|\(|\)|[.;\n]|$)")
_REPEATED = re.compile(r" {1,2}(?:số {1,2})?(?=[a-zđ]{2,4} {0,2}\d)")
_GAP = re.compile(r"(?: {1,2}[^\W\d_]+(?: -|,)?){1,9}? {1,2}số ?:? ?(?=\d)")
_OF = re.compile(r"(?: {1,2}(?:của|tại|trình))? {1,2}")
_TIES = re.compile(
    r"(?: {1,2}\(| {0,2},)? {1,2}(?:của {1,2}|tại {1,2})?"
    r"(?=hội nghị|hn |trung ương|bch|ban chấp hành|đại hội)"
)
_ZERO = re.compile(r" {0,2}(?:số ?:? ?)?0")
_OWN_NUMBER = re.compile(r" {1,2}số {1,2}(?=\d)")


@cache
def _followers() -> Pattern:
    return re.compile(
        rf" {{0,2}}(?:$|[\n.,;:)\]\"”'!?(]|- |(?:{one_of(words('bare-follower').forms)})(?!\w))"
    )


@cache
def _counted(entry: DocumentType) -> Pattern:
    listed = one_of(entry.not_before) if entry.not_before else r"(?!)"
    return re.compile(rf" {{1,2}}(?!ngày \d)(?:{listed})(?!\w)")


@cache
def _issuer_follows() -> Pattern:
    names = one_of(form for entry in issuers() for form in entry.forms)
    return re.compile(rf" {{1,2}}của {{1,2}}(?:{names})(?!\w)")


def type_words(reading: Reading) -> Iterator[tuple[DocumentType, Span, bool]]:
    """Every type word: its type, its span, whether it is an abbreviation."""
    for found in matches(reading, "type", type_pattern()):
        span = Span(*found.span())
        short = found["short"] is not None
        if short and not span.of(reading.text).isupper():
            continue
        yield _type_at(found), span, short


def _type_at(found: re.Match[str]) -> DocumentType:
    """The type of a type word."""
    return types_by_form()[re.sub(" +", " ", found[0])]


def find_numbered(reading: Reading) -> Iterator[Draft]:
    """All documents that a type word and a number, plenum or congress identify."""
    for entry, word, short in type_words(reading):
        yield from (
            _by_number(reading, entry, word, short)
            or _by_gathering(reading, entry, word)
            or _by_far_number(reading, entry, word)
        )


def _is_plural(reading: Reading, word: Span) -> bool:
    return _PLURAL.search(reading.plain, max(0, word.start - 12), word.start) is not None


def _accept_bare(
    reading: Reading, entry: DocumentType, word: Span, number: Number, short: bool
) -> str | None:
    """The lexicon entry or reason by which a number without a symbol counts; None: it does not."""
    zero = _ZERO.match(reading.plain, word.end) is not None
    marked = number.marked and reading.plain[word.end : word.end + 1] == " "
    counted = (
        number.year is None
        and reading.match(_counted(entry), number.end)
        and not reading.match(_YEAR, number.end)
    )
    refused = entry.bare == "never" or (short and not (entry.short_alone or zero))
    if refused or (counted and not marked):
        return None
    if number.year is not None and not marked:
        strict = entry.bare != "always" and not reading.capital(word.start)
        return None if strict and int(re.sub(r"\D", "", number.number)) <= 12 else entry.id
    if marked or entry.bare == "always":
        return entry.id
    if entry.bare == "marked" and not short and (zero or len(number.number) > 1):
        follows = reading.match(_followers(), number.end)
        if follows and (
            reading.capital(word.start) or reading.match(_issuer_follows(), number.end)
        ):
            return words("bare-follower").id
    return None


def _by_number(reading: Reading, entry: DocumentType, word: Span, short: bool) -> list[Draft]:
    """The documents of a type word with a number or a list of numbers."""
    start = word.end
    if repeated := reading.match(_REPEATED, start):
        code = type_pattern().match(reading.plain, repeated.end())
        if code and code["short"] and types_by_form()[code[0]].codes == entry.codes:
            start = code.end()
    first = read_number(reading, start)
    if first is None:
        return []
    rule = "reference.by-number"
    entries = [entry.id]
    if first.bare or first.symbol is None:
        reason = _accept_bare(reading, entry, word, first, short)
        if reason is None:
            return []
        entries += [reason] if reason != entry.id else []
        rule = "reference.by-short-number"
        if short and not entry.short_alone:
            rule = BY_ABBREVIATION
    numbers = _list_of_numbers(reading, first)
    shared = numbers[-1] if all(n.bare for n in numbers[:-1]) else first
    base = Draft(
        Span(word.start, numbers[-1].end),
        entry.name,
        rule,
        tuple(entries),
        plural=_is_plural(reading, word) or reading.match(_SERIES, numbers[-1].end) is not None,
    )
    drafts = [
        replace(
            base,
            number=n.number,
            year=n.year or shared.year,
            symbol=n.symbol or shared.symbol,
            member=i,
            alone=len(numbers) == 1,
        )
        for i, n in enumerate(numbers)
    ]
    return _tail(reading, entry, drafts)


def _list_of_numbers(reading: Reading, first: Number) -> list[Number]:
    """The numbers that share a type word, in order."""
    numbers = [first]
    while len(numbers) < 20 and (link := reading.match(_LINK, numbers[-1].end)):
        following = read_number(reading, link.end())
        if following is None:
            break
        plain_bare = following.bare and not following.marked
        if plain_bare and not reading.match(_ENDS_BARE, following.end):
            break
        if plain_bare and first.symbol is not None:
            break
        numbers.append(following)
    return numbers


def _tail(reading: Reading, entry: DocumentType, drafts: list[Draft]) -> list[Draft]:
    """The drafts with what identifies them further: khóa, plenum, year of issue."""
    end = drafts[0].span.end
    found: Draft | None = None
    if len(drafts) > 1 and entry.gathering and (tie := reading.match(_TIES, end)):
        return _of_plenum(reading, drafts, tie)
    if len(drafts) == 1:
        only = drafts[0]
        if congress := khoa(reading, end):
            found = replace(only, congress=congress[0][0], span=Span(only.span.start, congress[1]))
        elif entry.gathering and (tie := reading.match(_TIES, end)):
            (met,) = _of_plenum(reading, drafts, tie)
            found = met if met.plenum is not None else None
        if found is None and only.year is None and (year := reading.match(_YEAR, end)):
            state = only.symbol is None or "/TW" not in only.symbol
            if reading.match(_YEAR_ENDS, year.end()) and (state or only.symbol):
                span = Span(only.span.start, year.end())
                found = replace(only, year=int(year[1]), span=span)
    return [found] if found else drafts


def _of_plenum(reading: Reading, drafts: list[Draft], tie: re.Match[str]) -> list[Draft]:
    """The drafts with the one plenum that adopted them, where one stands after a tie."""
    items = gatherings(reading, tie.end())
    if len(items) != 1 or items[0].plenum is None:
        return drafts
    (item,) = items
    close = 1 if "(" in tie[0] and reading.plain[item.end : item.end + 1] == ")" else 0
    span = Span(drafts[0].span.start, item.end + close)
    return [replace(d, plenum=item.plenum, congress=item.congress, span=span) for d in drafts]


def _draft_of(
    reading: Reading, entry: DocumentType, span: Span, item: Gathering, member: int
) -> Draft:
    """The draft of a document that a meeting adopted."""
    issuer = None
    if item.plenum is None:
        issuer = issuer_of(reading, item.body) if item.body else None
    elif item.body and not item.central:
        issuer = reading.surface(item.body)
    rule = "reference.by-congress" if item.plenum is None else "reference.by-plenum"
    return Draft(
        span,
        entry.name,
        rule,
        (entry.id, *borne_by(reading, item)),
        plenum=item.plenum,
        congress=item.congress,
        term=item.term,
        issuer=issuer,
        member=member,
    )


def _by_gathering(reading: Reading, entry: DocumentType, word: Span) -> list[Draft]:
    """The documents of a type word with a plenum or congress, or a list of them."""
    if not entry.gathering:
        return []
    of = reading.match(_OF, word.end)
    items = gatherings(reading, of.end() if of else word.end)
    if not items:
        return []
    span = Span(word.start, items[-1].end)
    if len(items) == 1 and (own := reading.match(_OWN_NUMBER, span.end)):
        number = read_number(reading, own.end())
        if number is not None and number.symbol is not None:
            span = Span(word.start, number.end)
            only = _draft_of(reading, entry, span, items[0], 0)
            return [replace(only, number=number.number, symbol=number.symbol, year=number.year)]
    drafts = [_draft_of(reading, entry, span, item, i) for i, item in enumerate(items)]
    last = len(drafts) - 1
    return [replace(d, alone=not last, last=d.member == last) for d in drafts]


_BY_NAME = {"Luật", "Bộ luật", "Pháp lệnh"}


def _by_far_number(reading: Reading, entry: DocumentType, word: Span) -> list[Draft]:
    """The document whose subject stands between type word and number.

    Only where the symbol repeats the type ("Quyết định phê duyệt đề án số 12/QĐ-UBND").
    """
    open_gap = (entry.codes and entry.name not in _BY_NAME) or entry.free_symbol
    gap = reading.match(_GAP, word.end) if open_gap else None
    number = read_number(reading, gap.end()) if gap else None
    if gap is None or number is None or number.symbol is None:
        return []
    code = re.split("[-/]", number.symbol)[0]
    between = type_pattern().finditer(reading.plain, word.end, gap.end())
    nearer = any(code in _type_at(found).codes for found in between)
    near = entry.free_symbol and gap[0].count(" ") <= 5
    if nearer or (not near and code not in entry.codes):
        return []
    span = Span(word.start, number.end)
    base = Draft(span, entry.name, "reference.by-far-number", (entry.id,))
    return [replace(base, number=number.number, year=number.year, symbol=number.symbol)]


# Both begin where the engine can skip to digits; what stands before them is looked at after.
_CODED = re.compile(r"\d{1,5}[a-z]? ?[/-] ?(?=[\da-zđư])")
_BEFORE_CODE = re.compile(r"(?<![\w/.,-])(?:số ?:? {0,2})?\Z")
_LONGEST_BEFORE = 7


def find_symbols(reading: Reading) -> Iterator[Draft]:
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


def _announced(reading: Reading, position: int, code: str) -> DocumentType | None:
    """The type word with a code that stands before a symbol in its sentence, the nearest one."""
    begin = max(0, position - 200)
    begin = max(begin, reading.plain.rfind("\n", begin, position) + 1)
    nearest = None
    for found in type_pattern().finditer(reading.plain, begin, position):
        entry = _type_at(found)
        if code in entry.codes:
            nearest = entry
    return nearest
