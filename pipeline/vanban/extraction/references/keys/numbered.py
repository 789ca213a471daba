"""Keys of numbered documents.

Chỉ thị 5-CT/TW khóa XII                numbers of central Party bodies start anew with each
congress
Nghị quyết 9-NQ/TU 2017 Thành ủy Hà Nội other Party bodies: year and body
Nghị quyết 1669/NQ-UBTVQH15             a symbol with its Assembly is unique by itself
Nghị định 100/2019/NĐ-CP                the year is part of the number
Quyết định 749/QĐ-TTg (2020)            numbers start anew each year, which stands apart
Quyết định 7/QĐ-UBND (2020) UBND tỉnh Hòa Bình   local bodies, which the symbol leaves open
QCVN 41:2019/BGTVT                      standards, as they are cited
"""

from __future__ import annotations

import datetime as dt

from vanban.extraction.references.draft import Draft
from vanban.extraction.references.keys.bodies import body, is_named
from vanban.extraction.references.keys.present import Present
from vanban.extraction.references.keys.settled import Settled
from vanban.extraction.references.keys.symbols import CENTRAL, is_assembly, is_local, symbol_of
from vanban.extraction.references.lexicon import PartyDocument, congress_on, organs, party_documents
from vanban.extraction.references.resolution import roman_of

_YEAR_INSIDE = ("NĐ-", "TT-", "TTLT-")
"""Symbols of acts whose number has held its year since 1997."""

_FIRST_YEAR_INSIDE = 1997


def numbered_key(draft: Draft, present: Present) -> Settled:
    """The key of a numbered document."""
    if draft.rule == "reference.by-standard":
        return Settled(_standard_key(draft))
    symbol = symbol_of(draft)
    year = draft.settled_year
    head = f"{draft.doc_type} {draft.number}"
    if symbol is None:
        who = f" {body(draft.issuer)}" if draft.issuer else ""
        return Settled(f"{head}/{year or '?'}{who}/?")
    organ = symbol.partition("/")[2]
    if organ in CENTRAL:
        number, entries = _central_term(draft, symbol, present)
        return Settled(f"{head}-{symbol} khóa {roman_of(number)}", entries)
    if organ and (organ.upper() in organs(party=True) or organ.startswith("ĐU")):
        return Settled(f"{head}-{symbol} {year or '?'} {_named_body(draft)}")
    return Settled(_state_key(draft, head, symbol, year))


def _state_key(draft: Draft, head: str, symbol: str, year: int | None) -> str:
    """The key of a document of the state."""
    who = f" {_named_body(draft)}" if is_local(symbol) else ""
    inside = draft.year is not None and not draft.apart
    if is_assembly(symbol):
        return f"{head}/{draft.year}/{symbol}" if inside else f"{head}/{symbol}"
    always = symbol.startswith(_YEAR_INSIDE) and (year is None or year >= _FIRST_YEAR_INSIDE)
    if inside or always:
        return f"{head}/{draft.year or year or '?'}/{symbol}{who}"
    if draft.symbol is None:
        return f"{head}/?/{symbol}{who}"
    return f"{head}/{symbol} ({year or '?'}){who}"


def _named_body(draft: Draft) -> str:
    """The local body that issued a document; "?" where the page does not name its place."""
    name = body(draft.issuer)
    return name if name == "?" or is_named(name) else f"{name} ?"


def _standard_key(draft: Draft) -> str:
    """The code, number and year as standards are cited: "QCVN 41:2019/BGTVT"."""
    code, _, organ = (draft.symbol or "").partition("/")
    return f"{code} {draft.number}:{draft.year}" + (f"/{organ}" if organ else "")


def _central_term(
    draft: Draft, symbol: str, present: Present
) -> tuple[int | None, tuple[str, ...]]:
    """The congress in whose term a central document was issued.

    As the page says, else by the day of issue, else by the lexicon of much-cited documents, if
    one document alone was issued before the page.
    """
    known = [e for e in party_documents() if _is(e, draft, symbol)]
    if draft.congress is not None:
        return draft.congress, tuple(e.id for e in known if e.congress == draft.congress)
    if draft.issued_on is not None:
        term = congress_on(draft.issued_on)
        return (term.number if term else None), tuple(
            e.id for e in known if e.issued_on == draft.issued_on
        )
    if draft.year is not None:
        of_year = [e for e in known if e.issued_on.year == draft.year]
        first, last = (congress_on(dt.date(draft.year, m, d)) for m, d in ((1, 1), (12, 31)))
        if first is not None and first == last:
            return first.number, tuple(e.id for e in of_year)
        known = of_year
    if present.last is not None:
        known = [e for e in known if e.issued_on <= present.last]
    if len(known) == 1:
        return known[0].congress, (known[0].id,)
    return None, ()


def _is(entry: PartyDocument, draft: Draft, symbol: str) -> bool:
    return (entry.doc_type, entry.number, entry.symbol) == (draft.doc_type, draft.number, symbol)
