"""Documents by the meeting that adopted them, in drafts: "Nghị quyết Trung ương 6, 7 khóa XII".

In: a reading, a type word and what stands behind it. Out: drafts, one for each document of a list.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.extraction.reading.plain import Reading
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import DocumentType
from vanban.extraction.references.gatherings import (
    Gathering,
    borne_by,
    gatherings,
    is_named,
    issuer_of,
)
from vanban.extraction.references.lexicon import grammar
from vanban.extraction.references.numbers import read_number
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_OF = re.compile(
    rf"(?: {{1,2}}(?:{g.OF}|{g.AT}|trình))? {{1,2}}|, {{1,2}}(?=" + grammar("plenum") + ")"
)
_OWN_NUMBER = re.compile(rf" {{1,2}}{g.NUMBER} {{1,2}}(?=\d)")
_TIES = re.compile(
    rf"(?: {{1,2}}\(| {{0,2}},)? {{1,2}}(?:{g.OF} {{1,2}}|{g.AT} {{1,2}})?"
    rf"(?={'|'.join(map(grammar, ('plenum', 'central', 'committee', 'congress')))})"
)


def adopted(reading: Reading, entry: DocumentType, word: Span) -> list[Draft]:
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
    reading: Reading, entry: DocumentType, span: Span, item: Gathering, member: int
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
        (entry.id, *borne_by(reading, item)),
        plenum=item.plenum,
        congress=item.congress,
        term=item.term,
        issuer=issuer,
        member=member,
    )


def _counted(reading: Reading, position: int, item: Gathering) -> bool:
    """True where words say that a meeting is counted: "Hội nghị Ban Chấp hành Trung ương 6".

    Without them the number behind the committee may be that of its term.
    """
    meeting = reading.plain[position : item.end]
    return re.match(grammar("plenum"), meeting) is not None or f" {g.ORDINAL} " in meeting


def at_plenum(reading: Reading, entry: DocumentType, drafts: list[Draft]) -> list[Draft] | None:
    """Numbered drafts with the one plenum named behind them; None where none is.

    For example "Nghị quyết 18, 19 (Hội nghị Trung ương 6 khóa XII)".
    """
    tie = reading.match(_TIES, drafts[0].span.end) if entry.gathering else None
    items = gatherings(reading, tie.end()) if tie else []
    if tie is None or len(items) != 1 or items[0].plenum is None:
        return None
    (item,) = items
    if item.congress is None and is_named(reading, item) and not _counted(reading, tie.end(), item):
        return None
    close = 1 if "(" in tie[0] and reading.plain[item.end : item.end + 1] == ")" else 0
    span = Span(drafts[0].span.start, item.end + close)
    return [replace(d, plenum=item.plenum, congress=item.congress, span=span) for d in drafts]
