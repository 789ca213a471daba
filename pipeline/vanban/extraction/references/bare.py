"""Documents without a symbol behind their type word: by a bare number, or by a meeting.

In: a type word and what stands behind it. Out: for a number the lexicon entry that speaks for a
document ("Kết luận 14 của Bộ Chính trị"), None where things are counted ("Quyết định 14 hộ"); for a
meeting drafts, one for each document: "Nghị quyết Trung ương 6, 7 khóa XII".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, one_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import RESOLUTION, DocumentType
from vanban.extraction.references.gatherings import (
    Gathering,
    body_evidence,
    gatherings,
    is_named,
    issuer_of,
)
from vanban.extraction.references.lexicon import grammar, issuers, words
from vanban.extraction.references.numbers import Number, read_number
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_OF = re.compile(
    rf"(?: {{1,2}}(?:{g.OF}|{g.AT}|{g.any_of('submits')}))? {{1,2}}"
    rf"|, {{1,2}}(?={grammar('plenum')})"
)


_PLENUM = re.compile(rf"(?<!\w){grammar('plenum')}")
_OWN_NUMBER = re.compile(rf" {{1,2}}{g.NUMBER} {{1,2}}(?=\d)")

_TIES = re.compile(
    rf"(?: {{1,2}}\( ?| {{0,2}},? {{1,2}})(?:{g.OF} {{1,2}}|{g.AT} {{1,2}})?"
    rf"(?={'|'.join(map(grammar, ('plenum', 'central', 'committee', 'congress')))})"
)

YEAR_BEHIND = re.compile(rf" {{1,2}}{g.YEAR} {{1,2}}((?:19[3-9]|20[0-4])\d)(?![\w/]|-\d)")
"""The year of issue behind a number: "Nghị định 100 năm 2019"."""

_ZERO = re.compile(rf" {{0,2}}(?:{g.NUMBER} ?:? ?)?0")
_OPENS = re.compile(r"(?:^|[.!?:\n])[^\w]*$")
"""Before the first word of a sentence, whose capital says nothing."""

_SMALL = 12
"""A number up to this one before a year, without "số", may be that of a month."""


@cache
def _followers() -> Pattern:
    """What may stand behind the bare number of a document."""
    return re.compile(
        rf" {{0,2}}(?:$|[\n.,;:)\]\"“”‘'!?(]|- |(?:{one_of(words('bare-follower').forms)})(?!\w))"
    )


@cache
def _counted() -> Pattern:
    """Behind a number: the things that it counts, so that it is no document's."""
    return re.compile(rf" {{1,2}}(?!{g.DAY} \d){grammar('counted')}(?!\w)")


@cache
def _issuer_follows() -> Pattern:
    names = one_of(form for entry in issuers() for form in entry.forms)
    return re.compile(rf" {{1,2}}{g.OF} {{1,2}}(?:{names})(?!\w)")


def accepts_bare(
    reading: PlainText, entry: DocumentType, word: Span, number: Number, short: bool
) -> str | None:
    """The id of the entry by which a number without a symbol counts; None: it does not."""
    zero = _ZERO.match(reading.plain, word.end) is not None
    marked = number.marked and reading.plain[word.end : word.end + 1] == " "
    alone = not short or entry.short_alone or zero or number.year is not None
    if entry.bare == "never" or not alone:
        return None
    if _counts(reading, number) and not marked:
        return None
    if number.year is not None and not marked:
        sure = not short and (entry.bare == "always" or reading.capital(word.start))
        return entry.id if sure or zero or not _may_be_month(number) else None
    if marked or entry.bare == "always":
        return entry.id
    if entry.bare == "marked" and not short and (zero or len(number.number) > 1):
        return words("bare-follower").id if _is_document_number(reading, word, number) else None
    return None


def may_repeat(reading: PlainText, entry: DocumentType, word: Span, number: Number) -> bool:
    """True where a number may be that of a document which the page names elsewhere in full.

    It stands right behind the type word, has two digits or more and nothing behind it to count.
    """
    if entry.bare == "never" or entry.named or number.year is not None:
        return False
    behind = reading.plain[word.end : word.end + 1] == " "
    long = len(number.number) >= len("10")
    return behind and long and not _counts(reading, number) and _continues(reading, number)


def _counts(reading: PlainText, number: Number) -> bool:
    """True where things are counted: "Nghị định 10 chương"."""
    return (
        number.year is None
        and reading.match(_counted(), number.end) is not None
        and not reading.match(YEAR_BEHIND, number.end)
    )


def _may_be_month(number: Number) -> bool:
    """True for a number that may be that of a month: "quyết định 8/2014"."""
    return int(re.sub(r"\D", "", number.number)) <= _SMALL


def _is_document_number(reading: PlainText, word: Span, number: Number) -> bool:
    """True for a bare number that is a document's by the capital of its type or by its issuer."""
    if not _continues(reading, number):
        return False
    if reading.match(_issuer_follows(), number.end):
        return True
    long = len(number.number) > len("10") or _ZERO.match(reading.plain, word.end)
    opens = _OPENS.search(reading.plain, max(0, word.start - 4), word.start)
    return reading.capital(word.start) and bool(long or not opens)


def _continues(reading: PlainText, number: Number) -> bool:
    """True where the sentence goes on after a number as it does after a document."""
    return reading.match(_followers(), number.end) is not None


def adopted(reading: PlainText, entry: DocumentType, word: Span) -> list[Draft]:
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


def _draft_of(
    reading: PlainText, entry: DocumentType, span: Span, item: Gathering, member: int
) -> Draft:
    """The draft of a document that a meeting adopted."""
    issuer = None
    if item.plenum is None:
        issuer = issuer_of(reading, item.body) if item.body else None
    elif item.body and (not item.central or is_named(reading, item)):
        issuer = reading.surface(item.body)
    rule = "reference.by-plenum" if item.plenum is not None else "reference.by-congress"
    return Draft(
        span,
        entry.name,
        rule,
        (entry.id, *body_evidence(reading, item)),
        plenum=item.plenum,
        congress=item.congress,
        term=item.term,
        issuer=issuer,
        member=member,
    )


def _is_counted_meeting(reading: PlainText, position: int, item: Gathering) -> bool:
    """True where words say that a meeting is counted: "Hội nghị Ban Chấp hành Trung ương 6".

    Without them the number behind the committee may be that of its term.
    """
    meeting = reading.plain[position : item.end]
    return re.match(grammar("plenum"), meeting) is not None or f" {g.ORDINAL} " in meeting


def at_plenum(reading: PlainText, entry: DocumentType, drafts: list[Draft]) -> list[Draft] | None:
    """Numbered drafts with the one plenum named behind them; None where none is.

    For example "Nghị quyết 18, 19 (Hội nghị Trung ương 6 khóa XII)".
    """
    tie = reading.match(_TIES, drafts[0].span.end) if entry.gathering else None
    items = gatherings(reading, tie.end()) if tie else []
    if tie is None or len(items) != 1 or items[0].plenum is None:
        return None
    (item,) = items
    if (
        item.congress is None
        and is_named(reading, item)
        and not _is_counted_meeting(reading, tie.end(), item)
    ):
        return None
    close = 1 if "(" in tie[0] and reading.plain[item.end : item.end + 1] == ")" else 0
    span = Span(drafts[0].span.start, item.end + close)
    return [replace(d, plenum=item.plenum, congress=item.congress, span=span) for d in drafts]


def adopting_plenum(reading: PlainText, draft: Draft, before: Span) -> tuple[Draft, int] | None:
    """The bare resolution with the number of the plenum that adopts it, and where that is named.

    For example "Hội nghị Trung ương 15 thông qua | Nghị quyết 15"; `before` is what stands before.
    """
    if draft.symbol is not None or draft.doc_type != RESOLUTION:
        return None
    for found in _PLENUM.finditer(reading.plain, before.start, before.end):
        met = gatherings(reading, found.start())
        if len(met) == 1 and met[0].central and str(met[0].plenum) == draft.number:
            its = replace(draft, plenum=met[0].plenum, congress=met[0].congress, issuer=None)
            return replace(its, number=None, rule="reference.by-plenum"), found.start()
    return None
