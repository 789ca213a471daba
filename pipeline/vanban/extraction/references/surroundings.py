"""What stands around a reference: provision before it, date, issuer and title after it.

In: a reading and a draft. Out: the draft with the fields that the words beside it give. The span
never changes here, but that an issuer may carry the khóa that identifies the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, plain
from vanban.extraction.references.days import (
    Days,
    issued_behind,
    issued_in,
    issued_on,
    just_issued,
)
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.enacting import WHERE, by, issuers_at, with_before
from vanban.extraction.references.entries import LAW_FORMS
from vanban.extraction.references.gatherings import ENLARGED, gatherings
from vanban.extraction.references.issuing import (
    NamedIssuer,
    is_ruled_out,
    issuer_at,
    issuer_behind,
    issuer_entry,
    may_issue,
)
from vanban.extraction.references.lexicon import any_word, grammar, type_named, words
from vanban.extraction.references.ordinals import khoa, term
from vanban.extraction.references.titles import provision_of, title_after
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_OF = re.compile(rf" {{0,2}},?[ \n]{{1,3}}(?:(?:{g.OF}|do) {{1,2}}|(?={grammar('committee')}))")
_LEVEL = re.compile(
    rf" {{1,2}}(?:{g.PROVINCE}|{g.CITY}|{g.DISTRICT}|{g.URBAN_DISTRICT}|{g.TOWN}|{g.COMMUNE})"
    rf"(?=,? {{1,2}}(?:{g.DAY}|{g.OF}|{g.ABOUT}) )"
)
"""The level of a body, said behind its symbol: "Nghị quyết 10/2016/NQ-HĐND | tỉnh"."""
_HOUSED = re.compile(rf",? {{1,2}}(?:{g.OF} {{1,2}})?(?={grammar('party-house')})")
_APPOSED = re.compile(r", {1,2}")
_NEW = re.compile(
    rf" {{1,2}}(?P<word>{g.NEW}|{g.AMENDING}"
    rf"(?!,| (?:{g.LAW}|{g.CODE}|{g.ARTICLE}|{g.ONE}|{g.any_of('supplemented')})))(?!\w)"
)
"""Behind a law: the newest of its name ("Luật Đất đai mới", "Luật Đất đai sửa đổi")."""

_AMENDS = re.compile(rf"(?<!\w){grammar('amend')}(?: [^.,;\n]{{1,40}})? $")
_TO_SUBJECT = re.compile(
    rf"(?:(?! {g.RULING} | {g.ISSUING} )[^,;:.\n()\"“]){{3,90}}?(?= {g.ABOUT} )"
)
_MET_IN = re.compile(r" \((?:\d{1,2} ?[/-] ?)?((?:19|20)\d\d)\)")  # Trung ương 8 (5/1941)
_ADDRESSED = re.compile(
    rf",? {g.any_of('sent-to')} [^;:.\n()\"“]{{3,120}}?"  # gửi các sở
    rf"(?= {g.ABOUT} {g.any_of('matter')} )"
)
_YEAR_BEHIND = re.compile(
    rf" \(?{g.YEAR} ((?:19[4-9]|20[0-4])\d)(?= ?[,.;:()\n]|$| (?:{g.ABOUT}|{g.RULING}) )"
)
_SIGNED = re.compile(
    rf",? ?(?:do |(?:{g.ALREADY} )?{g.PASSIVE} )[^.;\n]{{3,90}}? {grammar('issue-verb')}"
    rf"(?: {g.any_of('signs-last')})?(?: {g.INTO})? (?={g.DAY} \d)"
)


@cache
def _acts() -> Pattern:
    """Behind an issuer: the verb by which it issues or applies a document."""
    return re.compile(
        rf" {{1,2}}(?:(?:{g.ALREADY}|{g.ALSO}|{g.WILL}|{g.any_of('just-now')}) )?"
        + any_word("issuer-acts")
    )


@cache
def _former() -> Pattern:
    """Words before a document that another one replaces or is set against."""
    return re.compile(rf"(?<!\w){grammar('against')} (?:{g.PLURAL} )?$")


_ITEMS = re.compile(
    r"(?:[\s,;/\d()-]|(?<=\d)\.(?=\d)|(?<!\w)(?:"
    rf"{g.AND}|{g.PLURAL}|{g.DAY}|{g.MONTH}|{g.YEAR}|{g.WITH}|{g.ALONG}|{grammar('about')})(?!\w))*"
)
"""What stands between two documents of a list, but for their titles: links, days of issue."""


def with_surroundings(reading: PlainText, drafts: Sequence[Draft], days: Days) -> list[Draft]:
    """The drafts with provision, date, issuer and title from the words beside them.

    Those of a list share who stands before its first or behind its last: "các Nghị định
    5/2016/NĐ-CP ngày 3/2/2016 và 7/2017/NĐ-CP | của Chính phủ"; so of a plenum.
    """
    out: list[Draft] = []
    openers: list[int | None] = []
    for draft in drafts:
        opener = None
        if out and _follows(reading, out[-1], draft):
            opener = out[-1].span.start if openers[-1] is None else openers[-1]
        openers.append(opener)
        out.append(_around(reading, draft, days, opener))
    for i in range(len(out) - 1, 0, -1):
        if openers[i] is not None:
            out[i - 1] = _with_next(out[i - 1], out[i])
    return out


def _follows(reading: PlainText, before: Draft, draft: Draft) -> bool:
    """True where a numbered draft is the next of a list that another one opens or goes on."""
    start, end = before.span.end, draft.span.start
    if start >= end or not (before.numbered and draft.numbered):
        return False
    between = reading.plain[start:end].replace(plain(before.title or "\n"), "", 1)
    return _ITEMS.fullmatch(between) is not None


def _with_next(draft: Draft, after: Draft) -> Draft:
    """A draft with the issuer and plenum of the next of its list, where its symbol fits."""
    if draft.symbol is None:
        return draft
    unsaid = draft.issuer is None and draft.plenum is None
    if unsaid and after.issuer and may_issue(after.issuer, draft.symbol):
        draft = replace(draft, issuer=after.issuer)
    if draft.symbol == after.symbol and draft.plenum is None and draft.congress is None:
        draft = replace(draft, plenum=after.plenum, congress=after.congress)
    return draft


def _around(reading: PlainText, draft: Draft, days: Days, opener: int | None) -> Draft:
    """The draft with provision, date, issuer and title from the words beside it.

    `opener` is where the list begins that it goes on, None for one that goes on no list.
    """
    provision = provision_of(reading, draft.span)
    begin = provision[1] if provision else draft.span.start
    draft = _with_after(reading, replace(draft, provision=provision and provision[0]), days)
    before = with_before(reading, draft, begin if opener is None else opener, days)
    if opener is None or (before.issuer and may_issue(before.issuer, before.symbol)):
        draft = before
    if (not draft.numbered or draft.doc_type in LAW_FORMS) and _former().search(
        reading.plain, max(0, begin - 24), begin
    ):
        draft = replace(draft, former=True)
    newest = None if draft.numbered else reading.match(_NEW, draft.span.end)
    draft = replace(draft, newest=newest["word"] if newest else None)
    if draft.settled_year is None and just_issued(reading, begin):
        draft = replace(draft, just=True)
    start, certain = draft.span.start, draft.numbered or draft.gathered
    coming = draft.doc_type in LAW_FORMS and reading.match(_coming(), draft.span.end)
    if certain or not (coming or _bill().search(reading.plain, max(0, start - 40), start)):
        return draft
    return replace(draft, stage="bill", entries=(*draft.entries, words("bill").id))


@cache
def _coming() -> Pattern:
    """Behind a law: "dự kiến được Quốc hội | thông qua"."""
    return re.compile(
        rf" {grammar('future')} (?:{g.PASSIVE} )?(?:[^\W\d_]+ ){{0,5}}?{g.PASSING}(?!\w)"
    )


@cache
def _bill() -> Pattern:
    """Before a law: the words by which it is not passed yet."""
    # "dự án | Luật", "dự thảo sửa đổi | Luật", "dự thảo của | Nghị định"
    return re.compile(
        rf"(?<!\w){any_word('bill')}(?: (?:{g.AMENDING}|(?:{g.TIMES} )?\d|{g.OF}|{g.ABOUT}"
        rf"|{g.PLURAL}))? {{1,2}}$"
    )


def _with_after(reading: PlainText, draft: Draft, days: Days) -> Draft:
    """Date, issuer (with its khóa) and title, in whatever order they follow."""
    end, dated = draft.span.end, False
    if draft.symbol is not None and (level := reading.match(_LEVEL, end)):
        end = level.end()
    draft = issued_in(draft, reading) if draft.settled_year is None else draft
    if draft.gathered and not draft.last:
        return draft
    if draft.gathered and (month := reading.match(_MET_IN, end)):
        draft, end = replace(draft, edition=int(month[1])), month.end()
    if draft.plenum and (enlarged := reading.match(ENLARGED, end)):
        end = enlarged.end()
    for _ in range(4):
        if (signed := reading.match(_SIGNED, end)) and draft.issued_on is None:
            end = signed.end() - 1
        issued = issued_behind(reading, end, days) if not dated else None
        if issued is not None:
            draft, end, dated = issued_on(draft, issued, reading), issued.span.end, True
            end += reading.plain.startswith(")", end)
            continue
        of = reading.match(_HOUSED if _is_housed(draft) else _OF, end)
        if dated and draft.numbered and draft.plenum is None:
            met = gatherings(reading, of.end() if of else end + 1)
            if len(met) == 1 and met[0].plenum is not None:
                end = met[0].end
                draft = replace(draft, plenum=met[0].plenum, congress=met[0].congress)
                continue
        beside = end == draft.span.end or dated
        named = issuers_at(reading, of.end(), draft) if of else None
        named = _beside(reading, draft, end) if beside and not of else named
        if named and is_ruled_out(reading, named, draft.symbol):
            end = named.span.end
            continue
        if named and draft.issuer is None:
            draft, end = _beyond_issuer(reading, by(reading, draft, named), named.span.end, dated)
            year = reading.match(_YEAR_BEHIND, end) if draft.settled_year is None else None
            draft = replace(draft, edition=int(year[1])) if year else draft
            continue
        break
    return _with_title(reading, *_with_issuer(reading, draft, end), days)


def _beside(reading: PlainText, draft: Draft, end: int) -> NamedIssuer | None:
    """The issuer right behind a symbol that names it: "1/2007/NQ-HĐTP | TANDTC"."""
    if draft.symbol is None or not reading.capital(end + 1):
        return None
    named = issuer_at(reading, end + 1) if reading.plain.startswith(" ", end) else None
    fits = named and may_issue(reading.surface(named.span), draft.symbol)
    return named if fits else None


def _with_issuer(reading: PlainText, draft: Draft, end: int) -> tuple[Draft, int]:
    """The draft with an issuer of other forms, and the place where its title may begin."""
    if draft.issuer is not None:
        where = reading.match(WHERE, end)
        return draft, where.end() if where else end
    if not draft.numbered:
        return draft, end
    draft, end = _unlisted(reading, draft, end)
    return _apposed(reading, draft, end), end


def _with_title(reading: PlainText, draft: Draft, end: int, days: Days) -> Draft:
    """The draft with the title that stands at a place, and the issuer behind that."""
    untitled = draft.title is None and (draft.numbered or draft.gathered)
    if untitled and (addressed := reading.match(_ADDRESSED, end)):
        end = addressed.end()
    if untitled and (
        titled := title_after(reading, end, draft.span.start, part=draft.provision is not None)
    ):
        title, used, end = titled
        draft = replace(draft, title=title, entries=(*draft.entries, *used))
        if draft.numbered and draft.issuer is None:
            draft = _apposed(reading, draft, end)
    if not draft.numbered or draft.issuer is not None or _is_amended(reading, draft.span.start):
        return draft
    named = issuer_behind(reading, draft.span.end)
    if named and (
        draft.title or (draft.symbol and may_issue(reading.surface(named.span), draft.symbol))
    ):
        draft = by(reading, draft, named)
        issued = issued_behind(reading, named.span.end, days) if not draft.issued_on else None
        draft = issued_on(draft, issued, reading) if issued else draft
    return draft


def _is_amended(reading: PlainText, position: int) -> bool:
    """True behind the words of amending: who issued the act is told of that which amends."""
    return _AMENDS.search(reading.plain, max(0, position - 60), position) is not None


def _unlisted(reading: PlainText, draft: Draft, end: int) -> tuple[Draft, int]:
    """The issuer that no lexicon has, between "của" and "về", and the place after it."""
    of = reading.match(_OF, end)
    name = reading.match(_TO_SUBJECT, of.end()) if of else None
    if of is None or name is None or not reading.capital(of.end()):
        return draft, end
    return replace(draft, issuer=reading.surface(Span(of.end(), name.end()))), name.end()


def _is_housed(draft: Draft) -> bool:
    """True for a congress: its body may stand right after its count ("Đại hội XVI Đảng bộ")."""
    return draft.gathered and draft.plenum is None


def _beyond_issuer(reading: PlainText, draft: Draft, end: int, dated: bool) -> tuple[Draft, int]:
    """The draft with the khóa or term that its issuer carries, and the place after them.

    They identify the document, so they and the issuer are in its span, unless a date, which is a
    mention of its own, stands between.
    """
    if _is_housed(draft):
        period = term(reading, end) if draft.term is None else None
        if period is None:
            return draft, end
        span = Span(draft.span.start, period[1]) if draft.alone else draft.span
        return replace(draft, term=period[0], span=span), period[1]
    found = khoa(reading, end)
    if found is None or len(found[0]) != 1:
        return draft, end
    party = issuer_entry(draft.issuer) if draft.issuer and draft.symbol is None else None
    if draft.congress is None and ("/" in (draft.symbol or "") or (party and party.party)):
        draft = replace(draft, congress=found[0][0])
        if not dated and draft.alone:
            draft = replace(draft, span=Span(draft.span.start, found[1]))
    return draft, found[1]


def _apposed(reading: PlainText, draft: Draft, end: int) -> Draft:
    """The issuer that the sentence goes on with: "tại Quyết định số 12, Ban Thường vụ … đã"."""
    tie = reading.match(_APPOSED, end)
    named = issuer_at(reading, tie.end()) if tie else None
    if named is None or not reading.capital(named.span.start):
        return draft
    acts, kind = reading.match(_acts(), named.span.end), type_named(draft.doc_type)
    judged = acts and kind is not None and not kind.codes  # its symbol names no body
    if not (acts or draft.symbol) or not (
        judged or may_issue(reading.surface(named.span), draft.symbol)
    ):
        return draft
    used = (*named.entries, words("issuer-acts").id)
    return by(reading, draft, replace(named, entries=used))
