"""Keys of documents by number, and by the meeting that adopted them.

Chỉ thị 5-CT/TW khóa XII                central numbers start anew with each congress
Nghị quyết 36-NQ/TW khóa XII            the one resolution of its plenum, by its number
Nghị quyết Trung ương 4 khóa XII        adopted by a plenum of the Central Committee
Nghị quyết Đại hội XIII Đảng            adopted by a congress, with the body that held it
Nghị quyết 9-NQ/TU 2017 Thành ủy Hà Nội other Party bodies: year and body
Nghị quyết 1669/NQ-UBTVQH15             a symbol with its Assembly is unique by itself
Nghị định 100/2019/NĐ-CP                the year is part of the number
Quyết định 749/QĐ-TTg (2020)            numbers start anew each year, which stands apart
Quyết định 7/QĐ-UBND (2020) UBND tỉnh Hòa Bình   local bodies, which the symbol leaves open
QCVN 41:2019/BGTVT                      standards, as they are cited
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import RESOLUTION, NumberedAct
from vanban.extraction.references.issuing import issuer_entry
from vanban.extraction.references.keys.bodies import (
    as_committee,
    body,
    is_assembly,
    is_department,
    is_local,
    is_named,
    local_body,
    of_its_place,
    of_organ,
    spelled,
    standard_key,
    symbol_of,
)
from vanban.extraction.references.keys.present import Present, Settled
from vanban.extraction.references.lexicon import (
    acts,
    acts_by_number,
    congress,
    congress_on,
    congresses,
    organs,
    party_names,
    type_named,
    type_of_code,
)
from vanban.extraction.references.numbers import CENTRE
from vanban.extraction.references.resolution import central, plenum_key, roman_of
from vanban.extraction.references.subjects import act_of_subject, is_about_other, speaks_of
from vanban.lexicons import grammar as g
from vanban.lexicons.terms import Term

_MOST_CANDIDATES = 5
_YEAR_INSIDE = ("NĐ-", "TT-", "TTLT-")
"""Symbols of acts whose number has held its year since 1997."""
_FIRST_YEAR_INSIDE = 1997
_ONE_SERIES = ("NQ-CP",)
"""Symbols of acts whose numbers are one series a year, wherever the year stands."""
_APART = ("NQ-CP", "CT-TTg", "CĐ-TTg")
_FIRST_YEAR_APART = 2012
"""Symbols whose numbers hold no year since then."""
_NEVER_INSIDE = ("KH-", "BC-", "TTr-", "TB-", "SL")
"""Symbols whose numbers never hold a year."""
_HEADS = {"UBND": ("UBND",), "UB": ("UBND",), "HĐND": ("HĐND",), "TU": g.forms("province-party")}
"""The body of a province by what stands for it in symbols."""

_PLENUM, _CONGRESS = g.forms("party-meeting")


def numbered_key(draft: Draft, present: Present) -> Settled:
    """The key of a numbered document: of a standard, of the Party, or of the state.

    A year that is not said is that of publication for an act just issued, else that on record for
    the number; where it stays open the key has "?" and the subject may settle it.
    """
    if draft.rule == "reference.by-standard":
        return Settled(standard_key(draft))
    symbol = symbol_of(draft)
    year = draft.settled_year or draft.edition
    if year is None and draft.just and (issued := _year_of_issue(present)):
        settled = numbered_key(replace(draft, edition=issued), present)
        return settled._replace(inferred=(*settled.inferred, "year"))
    organ = symbol.partition("/")[2] if symbol else ""
    if symbol is not None and organ in CENTRE:
        return _central_key(draft, symbol, present)
    if symbol is not None and organ and (organ.upper() in organs(party=True) or "ĐU" in organ[:2]):
        who = _named_body(draft, symbol, present)
        who = (of_organ(organ) or who) if who == "?" else who
        return Settled(f"{_head(draft)}-{symbol} {year or '?'} {who}")
    key = _state_key(draft, symbol, year, present) if symbol else _key_without_symbol(draft, year)
    if "?" in key:
        return _by_subject(draft, symbol, present, key)
    key = _other_form(draft, symbol, year) or key
    on_record = _ids_by_key().get(key)
    return Settled(key, (on_record,) if on_record else ())


def _other_form(draft: Draft, symbol: str | None, year: int | None) -> str | None:
    """The key of an act on record whose year a page writes in the other place.

    For example "Nghị quyết 19/NQ-CP năm 2017" for that with the number 19-2017/NQ-CP.
    """
    if symbol not in _ONE_SERIES or year is None:
        return None
    forms = (f"{_head(draft)}/{year}/{symbol}", f"{_head(draft)}/{symbol} ({year})")
    known = [form for form in forms if form in _ids_by_key()]
    return known[0] if len(known) == 1 else None


def _year_of_issue(present: Present) -> int | None:
    """The year of what a page calls just issued; None in January, when it may be the one before."""
    if present.day is not None:
        return present.day.year if present.day.month > 1 else None
    years = {day.year if day is not None else None for day in (present.first, present.last)}
    return years.pop() if len(years) == 1 else None


def _head(draft: Draft) -> str:
    return f"{draft.doc_type} {draft.number}"


def _key_without_symbol(draft: Draft, year: int | None) -> str:
    """The key by type, number, year and issuer; "?" for what is not known."""
    who = f" {body(draft.issuer)}" if draft.issuer else ""
    issuer = issuer_entry(draft.issuer) if draft.issuer else None
    if issuer is not None and issuer.one_series:
        return f"{_head(draft)}{who}"
    return f"{_head(draft)}/{year or '?'}{who}/?"


def _state_key(draft: Draft, symbol: str, year: int | None, present: Present) -> str:
    """The key of a document of the state."""
    head = _head(draft)
    who = f" {_named_body(draft, symbol, present)}" if is_local(symbol) else ""
    inside = draft.year is not None and not draft.apart
    if is_assembly(symbol):
        return f"{head}/{draft.year}/{symbol}" if inside else f"{head}/{symbol}"
    always = symbol.startswith(_YEAR_INSIDE) and (year is None or year >= _FIRST_YEAR_INSIDE)
    if inside or always:
        return f"{head}/{draft.year or year or '?'}/{symbol}{who}"
    if draft.symbol is None and not _is_apart(draft, symbol, year):
        return f"{head}/?/{symbol}{who}"
    return f"{head}/{symbol} ({year or '?'}){who}"


def _is_apart(draft: Draft, symbol: str, year: int | None) -> bool:
    """True for an implied symbol behind which the year stands, as it does in most since 2012.

    Rules of the Prime Minister hold it ("12/2024/QĐ-TTg"), but are fewer than a hundred a year.
    """
    if symbol.startswith(_NEVER_INSIDE):
        return True
    if year is None or year < _FIRST_YEAR_APART:
        return False
    many = len((draft.number or "").rstrip("abcdđ")) > len("99")
    return symbol in _APART or (symbol == "QĐ-TTg" and many)


def _named_body(draft: Draft, symbol: str, present: Present) -> str:
    """The local body that issued a document; "?" where the page does not name its place."""
    name = body(draft.issuer)
    head = next((part for part in _HEADS if part in re.split("[-/]", symbol)), None)
    if head is None and is_department(name):
        return of_its_place((name,), name, present.form, draft.span) or f"{name} ?"
    if head is None:
        return name if name == "?" or is_named(name) else f"{name} ?"
    heads = _HEADS[head]
    return local_body(heads, as_committee(heads, name), present.form, draft.span)


def key_of_act(act: NumberedAct) -> str:
    """The key of an act on record."""
    head = f"{act.doc_type} {act.number}"
    if act.congress is not None:
        return f"{head}-{spelled(act.symbol)} {g.TERM} {roman_of(act.congress)}"
    if is_assembly(act.symbol) and act.apart:
        return f"{head}/{act.symbol}"
    year = act.issued_on.year
    return f"{head}/{act.symbol} ({year})" if act.apart else f"{head}/{year}/{act.symbol}"


@cache
def _ids_by_key() -> dict[str, str]:
    """The ids of the acts of the state on record by their keys."""
    return {key_of_act(act): act.id for act in acts() if act.congress is None}


def _on_record(draft: Draft, symbol: str | None, present: Present) -> list[NumberedAct]:
    """The acts on record that a draft may mean, the latest first."""
    year = draft.settled_year
    return [
        act
        for act in reversed(acts_by_number().get((draft.doc_type, draft.number or ""), ()))
        if (symbol is None or spelled(act.symbol) == symbol)
        and (year is None or act.issued_on.year == year)
        and (present.last is None or act.issued_on <= present.last)
    ]


def _by_subject(draft: Draft, symbol: str | None, present: Present, key: str) -> Settled:
    """An open key, settled by the act on record whose subject the page speaks of."""
    acts = [] if is_local(symbol or "") or draft.plural else _on_record(draft, symbol, present)
    act = act_of_subject(acts, present.form, draft.title) or _alone(draft, acts)
    if act is not None:
        inferred = "year" if act.congress is None else "congress"
        return Settled(key_of_act(act), (act.id,), (inferred,))
    return Settled(key, candidates=tuple(key_of_act(act) for act in acts[:_MOST_CANDIDATES]))


def _alone(draft: Draft, acts: Sequence[NumberedAct]) -> NumberedAct | None:
    """The one act on record whose number has a letter ("Nghị quyết 30a"), or whose issuer is on
    record and said: few have a letter, and few schemes are the Government's.
    """
    if len(acts) != 1 or acts[0].belief == "memory":
        return None
    lettered = (draft.number or "")[-1:].isalpha()
    return acts[0] if lettered or draft.issuer in (acts[0].issuer or "?").split("; ") else None


def _central_key(draft: Draft, symbol: str, present: Present) -> Settled:
    """The key of a document of a central Party body: the congress in whose term it was issued.

    As the page says, else by the day or year of issue, else by the subject of the documents on
    record with its number, else by the one of them that there is.
    """
    draft = _of_code(draft, symbol)
    known = _on_record(draft, symbol, present)
    term = congress_on(present.day) if present.day is not None else None
    now = term.number if term else None
    number = draft.congress or _term_of_issue(draft) or (now if draft.just else None)
    if number is not None:
        entries = tuple(a.id for a in known if key_of_act(a).endswith(f" {roman_of(number)}"))
        return Settled(f"{_head(draft)}-{symbol} {g.TERM} {roman_of(number)}", entries)
    alone = len(known) == 1 and known[0].belief != "memory"
    act = act_of_subject(known, present.form, draft.title, now)
    act = known[0] if act is None and alone and _may_mean(known[0], draft, present) else act
    if act is not None:
        return Settled(key_of_act(act), (act.id,), ("congress",))
    keys = tuple(key_of_act(act) for act in known[:_MOST_CANDIDATES])
    return Settled(f"{_head(draft)}-{symbol} {g.TERM} ?", candidates=keys)


def _of_code(draft: Draft, symbol: str) -> Draft:
    """The draft with the type that its symbol names: "Nghị định 39-NQ/TW" is a slip."""
    code = symbol.partition("/")[0]
    named, said = type_of_code().get(code), type_named(draft.doc_type)
    slip = named is not None and said is not None and said.codes and code not in said.codes
    return replace(draft, doc_type=named.name) if named is not None and slip else draft


def _may_mean(act: NumberedAct, draft: Draft, present: Present) -> bool:
    """True where the page may be of the time of the one act on record, or speaks of it.

    A title of other words than the act's subject is another's.
    """
    if draft.title is not None and is_about_other(act, draft.title):
        return False
    if speaks_of(act, present.form) or _names_term(roman_of(act.congress).lower(), present.form):
        return True
    return present.is_known and not _is_of_a_later_term(act, present)


def _is_of_a_later_term(act: NumberedAct, present: Present) -> bool:
    """True for a page of a later term, in which the number may have been given again."""
    term = congress_on(present.first) if present.first is not None else None
    return term is not None and act.congress is not None and term.number > act.congress


@lru_cache(maxsize=32)
def _names_term(numeral: str, form: str) -> bool:
    """True where a page names a congress: "khóa XII"."""
    return re.search(rf"{g.TERM} {numeral}(?!\w)", form) is not None


def _term_of_issue(draft: Draft) -> int | None:
    """The congress whose term the day, or the whole year, of issue lies in."""
    if draft.issued_on is not None:
        term = congress_on(draft.issued_on)
        return term.number if term else None
    year = draft.year or draft.edition
    if year is None:
        return None
    first, last = (congress_on(dt.date(year, *day)) for day in ((1, 1), (12, 31)))
    return first.number if first is not None and first == last else None


def with_term(draft: Draft, present: Present) -> Draft:
    """A plenum without a congress with that in whose term it was issued, or the page was written.

    Of the page only where that congress had held the plenum by then; else the last two that had
    are candidates.
    """
    plenum, number = draft.plenum, draft.congress or _term_of_issue(draft)
    if not (draft.gathered and plenum) or draft.congress or draft.candidates or not central(draft):
        return draft
    if number is None and present.first is not None and present.last is not None:
        first, last = congress_on(present.first), congress_on(present.last)
        held = [
            t.number for t in congresses() if _adopted(t, plenum, draft.doc_type, present.first)
        ]
        if first is None or first != last or first.number not in held:
            keys = [plenum_key(draft.doc_type, plenum, one) for one in sorted(held)[:-3:-1]]
            return replace(draft, candidates=tuple(keys) if present.day else ())
        number = first.number
    inferred = ("congress",) if number is not None else ()
    return replace(draft, congress=number, inferred=(*draft.inferred, *inferred))


def _adopted(term: Term, plenum: int, doc_type: str, day: dt.date) -> bool:
    """True where a Central Committee had held a plenum by a day, which adopted such a document."""
    held = (one for one in term.sessions if one.number == plenum and one.end <= day)
    return any(one.resolutions or doc_type != RESOLUTION for one in held)


def meeting_key(draft: Draft, present: Present) -> Settled:
    """The key of what a plenum or a congress adopted; of a plenum's one resolution that of it."""
    if draft.plenum is None:
        return Settled(_congress_key(draft, present))
    number = draft.congress
    if not central(draft):
        who = _meeting_body(draft, present)
        head = f"{draft.doc_type} {_PLENUM} {draft.plenum}"
        return Settled(f"{head} {who} {g.TERM} {roman_of(number)}")
    entry = congress(number) if number else None
    adopted = [p.resolutions for p in entry.sessions if p.number == draft.plenum] if entry else []
    if draft.doc_type == RESOLUTION and adopted and len(adopted[0]) == 1 and adopted[0][0] != "?":
        return Settled(f"{RESOLUTION} {adopted[0][0]} {g.TERM} {roman_of(number)}")
    return Settled(plenum_key(draft.doc_type, draft.plenum, number))


def _meeting_body(draft: Draft, present: Present) -> str:
    """The body that met, with the place that the page settles: "Đảng bộ tỉnh Tiền Giang"."""
    name = body(draft.issuer)
    head = " ".join(name.split(" ")[:2])
    return local_body((head,), name, present.form, draft.span)


def _congress_key(draft: Draft, present: Present) -> str:
    """The key of what a congress adopted: its count or its term, and its body."""
    number = roman_of(draft.congress) if draft.congress else f"{g.TERM_YEARS} {draft.term}"
    held = draft.congress is None or draft.congress <= congresses()[-1].number + 1
    own = held if draft.issuer is None else plain(draft.issuer) in party_names()
    who = g.PARTY.capitalize() if own else _meeting_body(draft, present)
    return f"{draft.doc_type} {_CONGRESS} {number} {who}"
