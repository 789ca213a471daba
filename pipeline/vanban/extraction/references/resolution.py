"""Short forms against the full forms of their page.

In: the drafts of one document in order of place. Out: the same drafts with number, symbol, plenum
and congress filled in where the page settles them, with `candidates` where several documents are
possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, plain
from vanban.extraction.references.draft import REPEATS, Draft, facts
from vanban.extraction.references.entries import LAW_FORMS
from vanban.extraction.references.lexicon import any_word, congress, party_names, words
from vanban.lexicons import grammar as g
from vanban.text.spans import line_start

_LIST_LINK = re.compile(rf" ?(?:[;,]| {g.AND})[ \n]{{0,2}}(?:{g.AND} )?(?:[{g.CODE_SMALL}]\) ?)?")
_LIST_REACH = 500  # characters from the head of a list of bills to one in it


@cache
def _list_head() -> Pattern:
    """Words before a list of bills: "các dự án luật được xem xét, thông qua, gồm:", "… như"."""
    other = rf"(?:{g.WITH}|{g.ACCORDING}|{g.LAW})"  # dự án luật hợp với các luật như
    return re.compile(
        rf"(?<!\w){any_word('bill')}(?:(?:(?!{g.ALREADY} )[^.:\n]){{0,90}}: ?"
        rf"(?:(?:{g.LAW}|{g.CODE}|{g.ORDINANCE}) [^.:;\n]{{3,150}}; ?)*"  # Luật A; Luật B;
        rf"(?:[{g.CODE_SMALL}]\) ?)?"  # c)
        rf"| {g.LAW}(?:(?! {other} )[^.:,\n]){{0,80}} {g.LIKE} )$"  # luật … như
    )


def with_listed_bills(reading: PlainText, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the laws of a list of bills as bills: "dự án luật, gồm: Luật A; Luật B"."""
    out: list[Draft] = []
    for one in drafts:
        open_law = one.doc_type in LAW_FORMS and not one.numbered and one.stage is None
        if open_law and one.settled_year is None and _is_listed(reading, one, out[-1:]):
            out.append(replace(one, stage="bill", entries=(*one.entries, words("bill").id)))
        else:
            out.append(one)
    return out


def _is_listed(reading: PlainText, draft: Draft, before: Sequence[Draft]) -> bool:
    """True for a law that opens a list of bills or follows one of them in it."""
    start = draft.span.start
    for other in before:
        between = reading.plain[other.span.end : start]
        if other.stage == "bill" and _LIST_LINK.fullmatch(between):
            return True
    begin = line_start(reading.plain, start, start - _LIST_REACH)
    return _list_head().search(reading.plain, begin, start) is not None


def resolve(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what the page settles.

    A number that the page itself uses for several documents ("các nghị quyết 19") stays open.
    """
    full = {(d.doc_type, d.number) for d in drafts if d.rule not in REPEATS}
    drafts = [d for d in drafts if d.rule not in REPEATS or (d.doc_type, d.number) in full]
    series = {
        (d.doc_type, d.number) for d in drafts if d.plural and d.symbol is None and d.numbered
    }
    numbers = facts(drafts, lambda d: (d.doc_type, d.number) if d.numbered else None)
    out = []
    for draft in drafts:
        several = draft.year is None and (draft.doc_type, draft.number) in series
        same = numbers[draft.doc_type, draft.number] if draft.numbered and not several else ()
        out.append(_by_number(draft, same))
    plenums = facts(out, lambda d: d.plenum)
    out = [_as_plenum(d, plenums) for d in out]
    return [_by_plenum(d, plenums[d.plenum]) if d.plenum else d for d in out]


def _settle(
    draft: Draft, full: Sequence[Draft], pick: Callable[[Draft], tuple[object, ...]]
) -> Draft | None:
    """The one full form that all candidates agree on; of several, the one with the same issuer."""
    if len({pick(f) for f in full}) > 1 and draft.issuer:
        same = [f for f in full if f.issuer and f.issuer.lower() == draft.issuer.lower()]
        full = same or full
    return full[0] if full and len({pick(f) for f in full}) == 1 else None


def _by_number(draft: Draft, same: Sequence[Draft]) -> Draft:
    """A bare number takes symbol and year of the same number on the page."""
    if draft.symbol is None:
        draft = _by_full_form(draft, [d for d in same if draft.year in (None, d.year)])
    if draft.symbol and draft.plenum is None:
        agreed = [d for d in same if d.symbol == draft.symbol and (d.plenum or d.congress)]
        full = _settle(draft, agreed, lambda d: (d.plenum, d.congress))
        if full is not None and draft.congress in (None, full.congress):
            draft = replace(draft, plenum=full.plenum, congress=full.congress)
    return draft


def _by_full_form(draft: Draft, same: Sequence[Draft]) -> Draft:
    """The draft with what the one fuller form of the page says; with candidates where several do.

    Fuller is a form with a symbol, else one with a year ("Nghị định 100/2019").
    """
    fits = [d for d in same if d.symbol] or [d for d in same if d.year]
    full = _settle(draft, fits, lambda d: (d.symbol, d.year))
    if full is None and (years := {d.year for d in fits if d.year}) and len(years) == 1:
        # one document, written with and without its year
        dated = [d for d in fits if d.year]
        full = dated[0] if len({d.symbol for d in fits}) == 1 else None
    if full is not None:
        return replace(
            draft,
            symbol=full.symbol,
            year=draft.year or full.year,
            apart=draft.apart or (draft.year is None and full.apart),
        )
    names = sorted({f"{d.doc_type} {d.number}/{d.year or '?'}/{d.symbol}" for d in fits})
    return replace(draft, candidates=tuple(names)) if len(names) > 1 else draft


_BLOC = g.word("bloc")
"""Word of the party committees of agencies and firms of the centre, which are not the centre."""


def central(draft: Draft) -> bool:
    """True where the Party's own Central Committee or national congress is meant."""
    return (
        draft.issuer is None
        or plain(draft.issuer) in party_names()
        or (g.CENTRAL in draft.issuer.lower() and _BLOC not in draft.issuer.lower())
    )


def _as_plenum(draft: Draft, plenums: Mapping[Hashable, Sequence[Draft]]) -> Draft:
    """A bare number that is the plenum of a fuller form: "Nghị quyết 15" of "Trung ương 15"."""
    bare = draft.symbol is None and draft.settled_year is None and draft.issuer is None
    if not (bare and draft.number and draft.number.isdigit()) or draft.plenum is not None:
        return draft
    plenum = int(draft.number)
    if not any(d.doc_type == draft.doc_type and central(d) for d in plenums.get(plenum, ())):
        return draft
    return replace(draft, number=None, plenum=plenum, rule="reference.by-plenum")


def _by_plenum(draft: Draft, said: Sequence[Draft]) -> Draft:
    """A plenum without a congress takes the congress of the same plenum on the page."""
    if draft.plenum is None or draft.congress is not None or not central(draft):
        return draft
    same = [d for d in said if d.congress and central(d)]
    same = [d for d in same if d.doc_type == draft.doc_type] or same
    values = sorted({d.congress for d in same if d.congress is not None})
    if len(values) == 1:
        return replace(draft, congress=values[0])
    keys = tuple(plenum_key(draft.doc_type, draft.plenum, value) for value in values)
    return replace(draft, candidates=keys)


def plenum_key(doc_type: str, plenum: int, number: int | None) -> str:
    """The key of what a plenum of the Central Committee adopted."""
    return f"{doc_type} {g.CENTRAL.capitalize()} {plenum} {g.TERM} {roman_of(number)}"


def roman_of(number: int | None) -> str:
    """A congress in Roman numerals, "?" where it is not known."""
    if number is None:
        return "?"
    out = ""
    for value, letters in ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + letters, number - value
    return out


def congress_entry(draft: Draft) -> tuple[str, ...]:
    """The id of the congress a central draft names, for its entries."""
    entry = congress(draft.congress) if draft.congress and central(draft) else None
    return (entry.id,) if entry and entry.id not in draft.entries else ()
