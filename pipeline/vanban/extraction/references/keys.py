"""`cited_document`: one stable, readable key for one document.

A key is made of what identifies the document, in one spelling, whatever the page wrote:

    Chỉ thị 5-CT/TW khóa XII           numbered by a central Party body: numbers start anew with
                                       each congress, so the congress belongs to the key
    Nghị quyết 9-NQ/TU 2017 Thành ủy Hà Nội   numbered by another Party body: year and body
    Nghị định 100/2019/NĐ-CP           numbered by the state, year in the number
    Quyết định 749/QĐ-TTg (2020)       numbered by the state, year of issue not in the number
    Nghị quyết Trung ương 4 khóa XII   adopted by a plenum
    Nghị quyết Đại hội XIII Đảng       adopted by a congress, with the body that held it
    Luật Đất đai 2013, Hiến pháp 2013, Điều lệ Đảng khóa XI   unique names, with the edition

"?" stands where a part is not settled: such a key says what the page says and no more, and is no
key to join on. Keys are never given to another document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.draft import Draft, facts
from vanban.extraction.references.issuing import body_of, issuer_entry
from vanban.extraction.references.lexicon import (
    Law,
    Named,
    PartyDocument,
    congress,
    congress_on,
    law_of_number,
    laws,
    named_documents,
    organs,
    party_documents,
    type_of_code,
)
from vanban.extraction.references.resolution import central, plenum_key, roman_of

_CENTRAL_ORGANS = {"TW", "HNTW"}
"""What stands for the Central Committee, its Politburo and its Secretariat in symbols."""


_RULE_SYMBOL = re.compile(r"^Q(?:Đi|yĐ)/")
"""Writings of the symbol of a Quy định ("08-QĐi/TW"): the type of document tells it apart."""


def keyed(drafts: Sequence[Draft], published: dt.date | None) -> list[tuple[Draft, str]]:
    """Every draft with the key of its document.

    What one mention of a document says of its edition (date, year, congress, body) counts for the
    others on the page, where they agree.
    """
    said = facts(drafts, _group)
    shared = [_share(draft, said[_group(draft)]) for draft in drafts]
    return [_with_key(draft, more, published) for draft, more in zip(drafts, shared, strict=True)]


def _with_key(draft: Draft, more: Draft, published: dt.date | None) -> tuple[Draft, str]:
    key, entries = key_of(more, published)
    return replace(
        draft, entries=(*draft.entries, *(e for e in entries if e not in draft.entries))
    ), key


def _group(draft: Draft) -> tuple[object, ...]:
    """What two mentions of one document have in common on any page."""
    if draft.numbered:
        return draft.doc_type, draft.number, draft.symbol
    if draft.gathered:
        return draft.doc_type, draft.plenum, draft.congress, draft.congress or draft.term
    return draft.doc_type, _name(draft)


def _share(draft: Draft, said: Sequence[Draft]) -> Draft:
    """The draft with year, date, issuer and congress of its other mentions, where they agree."""
    if draft.plural and draft.symbol is None:
        return draft
    others = [d for d in said if draft.year in (None, d.year)]
    for field in ("year", "issued_on", "issuer", "congress"):
        if (field == "issuer" and draft.gathered) or getattr(draft, field) is not None:
            continue
        if field == "year" and draft.numbered and draft.symbol is None:
            continue
        values = {getattr(d, field) for d in others} - {None}
        if len(values) == 1:
            draft = replace(draft, **{field: values.pop()})
    return draft


def key_of(draft: Draft, published: dt.date | None) -> tuple[str, tuple[str, ...]]:
    """The key of a draft's document and the lexicon entries that settled it."""
    if draft.numbered and not set(draft.entries) & set(known_laws()):
        edition = _edition_by_number(draft)
        return edition or _numbered_key(draft, published)
    if draft.gathered and draft.plenum is not None:
        return _plenum_key(draft, draft.plenum)
    if draft.gathered:
        return _congress_key(draft), ()
    return _name_key(draft, published)


def _edition_by_number(draft: Draft) -> tuple[str, tuple[str, ...]] | None:
    """The key of a law by its number: "Luật số 45/2019/QH14" is the Bộ luật Lao động 2019."""
    if draft.rule == "reference.by-name" or draft.doc_type not in {"Luật", "Bộ luật"}:
        return None
    law = law_of_number().get(f"{draft.number}/{draft.year}/{draft.symbol}")
    return (f"{law.form} {law.name} {draft.year}", (law.id,)) if law else None


def _implied_symbol(draft: Draft) -> str | None:
    """The symbol that type and issuer imply where none is written ("Nghị định 100": NĐ-CP)."""
    if draft.symbol is not None:
        return draft.symbol
    code = next((c for c, entry in type_of_code().items() if entry.name == draft.doc_type), None)
    if draft.doc_type == "Nghị định":
        return "NĐ-CP"
    issuer = issuer_entry(draft.issuer) if draft.issuer else None
    by_term = issuer is not None and any(o[-1:].isdigit() for o in issuer.organs)
    if code is not None and draft.plenum is not None and central(draft):
        return f"{code}/TW"
    if code is None or issuer is None or issuer.open or by_term or not issuer.organs:
        return None
    return f"{code}/{issuer.organs[0]}" if issuer.party else f"{code}-{issuer.organs[0]}"


def _numbered_key(draft: Draft, published: dt.date | None) -> tuple[str, tuple[str, ...]]:
    symbol = _implied_symbol(draft)
    symbol = _RULE_SYMBOL.sub("QĐ/", symbol) if symbol else None
    if (draft.doc_type, symbol) == ("Nghị định", "CP") and draft.year is not None:
        symbol = "NĐ-CP"
    year = draft.year or (draft.issued_on.year if draft.issued_on else None)
    head = f"{draft.doc_type} {draft.number}"
    if symbol is None:
        who = f" {_body(draft.issuer)}" if draft.issuer else ""
        return f"{head}/{year or '?'}{who}/?", ()
    organ = symbol.partition("/")[2]
    if organ in _CENTRAL_ORGANS:
        number, entries = _central_term(draft, symbol, published)
        return f"{head}-{symbol} khóa {roman_of(number)}", entries
    if organ and (organ.upper() in organs(party=True) or organ.startswith("ĐU")):
        return f"{head}-{symbol} {year or '?'} {_body(draft.issuer)}", ()
    state = symbol.partition("-")[2].lower() or symbol.lower().rstrip("0123456789")
    local = state in {"ubnd", "hđnd"}
    who = f" {_body(draft.issuer)}" if local else ""
    if draft.year is not None:
        return f"{head}/{draft.year}/{symbol}{who}", ()
    if draft.symbol is None:
        return f"{head}/?/{symbol}{who}", ()
    return f"{head}/{symbol} ({year or '?'}){who}", ()


def _central_term(
    draft: Draft, symbol: str, published: dt.date | None
) -> tuple[int | None, tuple[str, ...]]:
    """The congress in whose term a central document was issued.

    As the page says, else by the day of issue, else by the lexicon of much-cited documents, if
    one document alone was issued before the page and is not older than the term before it.
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
        known = [e for e in known if e.issued_on.year == draft.year]
    if published is not None:
        known = [e for e in known if e.issued_on <= published]
    if len(known) == 1:
        return known[0].congress, (known[0].id,)
    return None, ()


def _is(entry: PartyDocument, draft: Draft, symbol: str) -> bool:
    return (entry.doc_type, entry.number, entry.symbol) == (draft.doc_type, draft.number, symbol)


def _plenum_key(draft: Draft, plenum: int) -> tuple[str, tuple[str, ...]]:
    """The plenum's key, or that of the one resolution it adopted."""
    if not central(draft):
        who = _body(draft.issuer)
        return f"{draft.doc_type} Hội nghị {plenum} {who} khóa {roman_of(draft.congress)}", ()
    entry = congress(draft.congress) if draft.congress else None
    adopted = [p.resolutions for p in entry.plenums if p.number == plenum] if entry else []
    if draft.doc_type == "Nghị quyết" and adopted and len(adopted[0]) == 1 and adopted[0][0] != "?":
        return f"Nghị quyết {adopted[0][0]} khóa {roman_of(draft.congress)}", ()
    return plenum_key(draft.doc_type, plenum, draft.congress), ()


def _congress_key(draft: Draft) -> str:
    number = roman_of(draft.congress) if draft.congress else f"nhiệm kỳ {draft.term}"
    return (
        f"{draft.doc_type} Đại hội {number} {'Đảng' if _national(draft) else _body(draft.issuer)}"
    )


def _national(draft: Draft) -> bool:
    return draft.issuer is None or plain(draft.issuer) in {
        "đảng",
        "đảng ta",
        "đảng cộng sản việt nam",
    }


def _body(issuer: str | None) -> str:
    """A body's name in one spelling; "?" where none is named."""
    return body_of(issuer) if issuer else "?"


def _name(draft: Draft) -> str:
    """The name of a law or another document in one spelling, without the edition."""
    law = next((known_laws()[e] for e in draft.entries if e in known_laws()), None)
    named = next((known_names()[e] for e in draft.entries if e in known_names()), None)
    if named is not None:
        return f"{named.key} {draft.issuer}" if named.national and _foreign(draft) else named.key
    revised = " (sửa đổi)" if draft.title and draft.title.endswith(")") else ""
    country = f" {draft.issuer}" if _foreign(draft) else ""
    if law is not None:
        form = draft.doc_type if draft.doc_type != "Luật" else law.form
        return f"{form} {law.name}{country}{revised}"
    title = draft.title or "?"
    return f"{draft.doc_type} {title[:1].upper()}{title[1:]}{country}"


@cache
def known_laws() -> dict[str, Law]:
    """Laws by id."""
    return {entry.id: entry for entry in laws()}


@cache
def known_names() -> dict[str, Named]:
    """Other named documents by id."""
    return {entry.id: entry for entry in named_documents()}


def _foreign(draft: Draft) -> bool:
    """True for another country's law, whose name may be that of a Vietnamese one."""
    return draft.issuer is not None and issuer_entry(draft.issuer) is None


def _name_key(draft: Draft, published: dt.date | None) -> tuple[str, tuple[str, ...]]:
    """Name and edition: the year it says, else the last edition passed before the page's year."""
    name = _name(draft)
    named = next((known_names()[e] for e in draft.entries if e in known_names()), None)
    law = next((known_laws()[e] for e in draft.entries if e in known_laws()), None)
    foreign = _foreign(draft) and (named is None or named.national)
    if named is not None and named.congresses:
        number = draft.congress or _edition_congress(named, draft, published)
        return f"{name} khóa {roman_of(number)}", ()
    if draft.year is not None:
        return (name if name.endswith(str(draft.year)) else f"{name} {draft.year}"), ()
    editions = () if foreign else named.years if named else law.years if law else ()
    if named is not None and not foreign and len(editions) <= 1:
        return name, ()
    past = [year for year in editions if published is not None and year < published.year]
    same_year = published is not None and published.year in editions
    settled = past and not same_year and not name.endswith(")")
    return f"{name} {past[-1] if settled else '?'}", ()


def _edition_congress(entry: Named, draft: Draft, published: dt.date | None) -> int | None:
    """The congress that adopted the edition in force on the day of the page."""
    if draft.year is not None:
        passed = [n for n in entry.congresses if (c := congress(n)) and c.end.year == draft.year]
        return passed[0] if passed else None
    if published is None:
        return None
    passed = [n for n in entry.congresses if (c := congress(n)) and c.end <= published]
    return passed[-1] if passed else None
