"""Documents with a unique name that are no laws: "Điều lệ Đảng khóa XI", "Hiến pháp năm 2013".

In: a reading. Out: drafts of the charters, constitutions, platforms and treaties of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.lexicon import Named, foreign_country, named_documents
from vanban.extraction.references.openers import matches
from vanban.extraction.references.ordinals import khoa
from vanban.extraction.references.years import year_after
from vanban.text.spans import Span

ACRONYM = re.compile(r" {1,2}\([A-ZĐ][A-Za-z0-9-]{1,11}\)")
"""The abbreviation that a treaty is known by, in brackets after its name."""

_KINDS = ("Hiệp định", "Hiệp ước", "Công ước", "Nghị định thư", "Thỏa thuận", "Tuyên bố")
"""Kinds of treaties: a page may call one treaty by several of them."""

_DEVELOPED = re.compile(r" {1,2}\(bổ sung, phát triển(?: năm)? (\d{4})\)")


@cache
def _named_pattern() -> tuple[Pattern, dict[str, Named]]:
    table = {plain(form): entry for entry in named_documents() for form in entry.forms}
    return re.compile(rf"(?<![\w-])(?:{one_of(table)})(?!\w)"), table


def named_at(reading: Reading, position: int) -> bool:
    """True where a known name stands at a place."""
    return _named_pattern()[0].match(reading.plain, position) is not None


def find_named(reading: Reading) -> Iterator[Draft]:
    """Charters, constitutions, platforms and treaties that the lexicon knows."""
    pattern, table = _named_pattern()
    for found in matches(reading, "named", pattern):
        entry = table[re.sub(" +", " ", found[0])]
        span = Span(*found.span())
        if entry.capital and not reading.capital(span.start):
            continue
        if entry.not_after and _after(reading, entry, span.start):
            continue
        kind = next((k for k in _KINDS if found[0].startswith(plain(k))), entry.doc_type)
        draft = Draft(span, kind, "reference.by-name", (entry.id,), title=entry.title)
        yield _edition(reading, entry, draft)


@cache
def _not_after(entry: Named) -> Pattern:
    return re.compile(rf"(?<!\w)(?:{one_of(entry.not_after)}) {{1,3}}$")


def _after(reading: Reading, entry: Named, position: int) -> bool:
    return _not_after(entry).search(reading.plain, max(0, position - 32), position) is not None


def _edition(reading: Reading, entry: Named, draft: Draft) -> Draft:
    """The draft with the year or khóa that says which edition is meant."""
    end = draft.span.end
    foreign = reading.match(foreign_country(), end) if entry.national else None
    if foreign and reading.capital(foreign.start("country")):
        draft = replace(draft, issuer=reading.surface(Span(*foreign.span("country"))))
        if dated := year_after(reading, foreign.end()):
            return replace(draft, year=dated.value, span=Span(draft.span.start, dated.end))
    if entry.congresses and (found := khoa(reading, end)):
        return replace(draft, congress=found[0][0], span=Span(draft.span.start, found[1]))
    if bracket := reading.match(_DEVELOPED, end):
        return replace(draft, year=int(bracket[1]), span=Span(draft.span.start, bracket.end()))
    dated = year_after(reading, end)
    if dated and (dated.announced or not entry.congresses):
        draft = replace(draft, year=dated.value, span=Span(draft.span.start, dated.end))
    if acronym := ACRONYM.match(reading.text, draft.span.end):
        draft = replace(draft, span=Span(draft.span.start, acronym.end()))
    return draft
