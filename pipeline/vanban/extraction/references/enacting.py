"""The words before a reference: who issued its document, and when.

In: a reading, a draft, the dates of the page. Out: the draft with the issuer of "Bộ Chính trị ban
hành Chỉ thị 05" or "theo đề nghị của Sở Nội vụ tại Tờ trình", and the day that opens its clause.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.extraction.reading.plain import PlainText, one_of, plain
from vanban.extraction.references.bare import adopting_plenum
from vanban.extraction.references.days import Days, enacted, issued_before, issued_on
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import LAW_FORMS
from vanban.extraction.references.issuing import (
    NamedIssuer,
    issuer_at,
    issuer_entry,
    issuer_heads,
    may_issue,
    with_partners,
)
from vanban.extraction.references.lexicon import grammar, type_named, words
from vanban.extraction.references.ordinals import khoa
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, line_start

_OF_INSIDE = re.compile(rf" {g.OF} {{1,2}}")
_SIGNER = re.compile(rf"(?: [{g.CAPITALS}][^\W\d_]*){{2,5}}(?! [{g.CAPITALS}])")
WHERE = re.compile(
    r" {0,2}\([^().;\n\d]{2,40}\)"
    rf"|, {{1,2}}(?:{g.PROVINCE}|{g.CITY})(?: [^\W\d_]+){{1,5}}?(?=,? (?:{g.ABOUT}|{g.DAY}) )"
)
"""The place of a body: "UBND huyện Diễn Châu | (Nghệ An) ban hành", "…, tỉnh Nghệ An về"."""
_SESSION = re.compile(
    rf",? {{1,2}}(?:{g.AT} )?(?:{one_of(map(plain, g.forms('session')))})"
    rf" (?:(?:{g.TIMES} )?{g.ORDINAL} )?[^\W_]+"
)
_OF_BODY = re.compile(rf"(?<!\w){g.OF} {{1,2}}")
_IN_ACT = re.compile(rf"(?: {{1,2}}{g.AT})? {{1,2}}$")
_PREMIER, _GOVERNMENT = g.forms("government")
_SIGNS = tuple(f"{word} " for word in (g.DEPUTY, *g.forms("signing-office")))
_PROPOSAL = tuple(f"{word} " for word in g.forms("proposal"))
_IN_YEAR = re.compile(
    rf"(?:^|[.;:?!\n] ?|{g.INTO} )(?:(?:{g.EARLY}|{g.MID}|{g.LATE}|{g.WITHIN}) )?{g.YEAR}"
    r" ((?:19[4-9]|20[0-4])\d),? $"
)
"""The year that opens the clause of an issuer: "Năm 1961, | Thủ tướng ra Chỉ thị"."""

_ISSUED = re.compile(rf" {grammar('issue-verb')}(?!\w)")
_SUBJECT = re.compile(rf" (?:(?! (?:{g.WILL}|{g.ABOUT}) )[^,.;:\n()\d]){{3,80}}$")
"""Who issued a document, behind the day that opens its clause, where no lexicon has the body."""


def with_before(reading: PlainText, draft: Draft, start: int, days: Days) -> Draft:
    """The issuer of "Bộ Chính trị ban hành Chỉ thị 05" and the date that opens its sentence.

    `start` is where the reference and its provision begin. Of a law only the date is taken.
    """
    begin = line_start(reading.plain, start, start - 140)
    law = draft.doc_type in LAW_FORMS and not draft.numbered
    if not draft.numbered and not law:
        return draft
    if draft.issuer is None and (inside := _OF_INSIDE.search(reading.plain, *_gap(draft))):
        named = issuer_at(reading, inside.end())
        return by(reading, draft, named) if named else draft
    made = enacted().search(reading.plain, begin, start)
    if made is None or (law and g.PASSING not in made[0]):
        return draft if law else _of_proposal(reading, draft, begin, start)
    if adopting := adopting_plenum(reading, draft, Span(begin, made.start())):
        adopted, place = adopting
        dated = issued_before(reading, begin, place, days)
        return replace(adopted, edition=dated.year) if dated else adopted
    enacting = _enacting(reading, draft, Span(begin, made.start()))
    if enacting is not None:
        place, named, elected = enacting
        if elected and draft.congress is None and "/" in (draft.symbol or ""):
            draft = replace(draft, congress=elected)
        if draft.issuer is None and not law:
            draft = _of_government(by(reading, draft, named))
            draft = replace(draft, entries=(*draft.entries, words("enacts").id))
        return _with_day_before(reading, draft, Span(begin, place), days)
    subject = _SUBJECT.search(reading.plain, begin, made.start())
    if subject is not None and _ISSUED.search(made[0]):
        draft = _with_day_before(reading, draft, Span(begin, subject.start() + 1), days)
    return draft


def _enacting(
    reading: PlainText, draft: Draft, before: Span
) -> tuple[int, NamedIssuer, int | None] | None:
    """Where the issuer begins that stands right before the verb of issue, it, and its khóa."""
    for found in issuer_heads().finditer(reading.plain, *before):
        named = issuers_at(reading, found.start(), draft)
        if named is None:
            continue
        if reading.plain.endswith(_SIGNS, before.start, found.start()):
            named = _headed(reading, named)
        apposed = reading.plain.startswith(",", before.end)
        if apposed and not may_issue(reading.surface(named.span), draft.symbol):
            continue
        elected = khoa(reading, named.span.end)
        if _behind_signer(reading, elected[1] if elected else named.span.end) == before.end:
            return found.start(), named, elected[0][0] if elected else None
    return None


def _headed(reading: PlainText, named: NamedIssuer) -> NamedIssuer:
    """The body of one who signs for it: "Phó | Chủ tịch Thường trực UBND TP Huế"."""
    for head in issuer_heads().finditer(reading.plain, *named.span):
        body = Span(head.start(), named.span.end)
        entry = issuer_entry(reading.surface(body))
        if entry is not None and entry.open and not entry.office:
            return replace(named, span=body)
    return named


def _of_government(draft: Draft) -> Draft:
    """The draft; of an act of the Government, which the Prime Minister signs, with that."""
    signed = draft.symbol in {"NQ-CP", "NĐ-CP"} and (draft.issuer or "").startswith(_PREMIER)
    return replace(draft, issuer=_GOVERNMENT) if signed else draft


def _with_day_before(reading: PlainText, draft: Draft, before: Span, days: Days) -> Draft:
    """The draft with the date or year that the clause of its issuer opens with."""
    issued = issued_before(reading, before.start, before.end, days)
    year = _IN_YEAR.search(reading.plain, before.start, before.end)
    if issued is not None and draft.issued_on is None:
        return issued_on(draft, issued, reading)
    if year is not None and draft.settled_year is None:
        return replace(draft, edition=int(year[1]))
    return draft


def _of_proposal(reading: PlainText, draft: Draft, begin: int, start: int) -> Draft:
    """The issuer of "theo đề nghị của Sở Nội vụ tại Tờ trình", which the symbol bears out."""
    tie = _IN_ACT.search(reading.plain, begin, start)
    if tie is None or draft.issuer is not None or draft.symbol is None:
        return draft
    for of in _OF_BODY.finditer(reading.plain, begin, tie.start()):
        named = issuer_at(reading, of.end())
        if named is None or _behind_signer(reading, named.span.end) != tie.start():
            continue
        proposes = reading.plain.endswith(_PROPOSAL, begin, of.start())
        if proposes or may_issue(reading.surface(named.span), draft.symbol):
            return by(reading, draft, named)
        break
    return draft


def _behind_signer(reading: PlainText, position: int) -> int:
    """The place behind a body's place in brackets, its session, the name of who signs for it."""
    for aside in (WHERE, _SESSION):
        if found := reading.match(aside, position):
            position = found.end()
    signer = _SIGNER.match(reading.text, position)
    return signer.end() if signer else position


def _gap(draft: Draft) -> tuple[int, int]:
    """The place between a type word and a number far from it; empty for other drafts."""
    far = draft.rule == "reference.by-far-number"
    return draft.span.start, draft.span.end if far else draft.span.start


def by(reading: PlainText, draft: Draft, issuer: NamedIssuer) -> Draft:
    """The draft with its issuer."""
    name = reading.surface(issuer.span)
    return replace(draft, issuer=name, entries=(*draft.entries, *issuer.entries))


def issuers_at(reading: PlainText, position: int, draft: Draft) -> NamedIssuer | None:
    """The issuer named at a position, of a joint act with those that issue it too."""
    named, kind = issuer_at(reading, position), type_named(draft.doc_type)
    if named and draft.doc_type in LAW_FORMS:
        entry = issuer_entry(reading.surface(named.span))
        return None if entry is not None and entry.office else named
    return with_partners(reading, named) if named and kind and kind.joint else named
