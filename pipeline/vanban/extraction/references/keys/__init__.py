"""`cited_document`: one stable, readable key for one document.

A key is made of what identifies the document, in one spelling, whatever the page wrote; the modules
of this room show the keys of their kinds: `numbered`, `names`. What settles a key, in this order:
the number with its symbol; what the words beside it say (year, day of issue, khóa, issuer); what
the other mentions on the page say; the page's own day or year, with general knowledge of what was
in force (then `inferred` names the field). An edition of the criminal code is also settled by an
article and the offence named with it ("tội giết người theo Điều 93": that of 1999).

"?" stands where a part is not settled: such a key says what the page says and no more, and is no
key to join on. Keys are never given to another document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.draft import Draft, facts
from vanban.extraction.references.entries import LAW_FORMS, Law, Offence
from vanban.extraction.references.keys.implemented import with_implemented
from vanban.extraction.references.keys.names import (
    has_one_edition,
    law_of,
    name_key,
    name_of,
    numbered_law,
    with_passed,
)
from vanban.extraction.references.keys.numbered import meeting_key, numbered_key, with_term
from vanban.extraction.references.keys.present import Present, Settled
from vanban.extraction.references.lexicon import amendments_of
from vanban.lexicons import grammar as g
from vanban.lexicons import load

_CODE = "bo-luat-hinh-su"

_ARTICLE = re.compile(rf"{g.ARTICLE} (\d{{1,3}}[a-z]?)(?!\w)")

_BEFORE, _BEHIND = 300, 120
"""Characters around a reference in which the offence is looked for first, then on the page."""

__all__ = ["keyed"]

_NAMED_RULES = frozenset(
    {
        "reference.by-name",
        "reference.by-unlisted-name",
        "reference.by-treaty-name",
        "reference.by-abbreviation",
    }
)
"""Rules of documents that a name identifies, also where a number stands behind it."""

_BY_YEAR = "reference.by-year"

_SHARED = ("year", "issued_on", "issuer", "congress", "edition")
"""What one mention of a document says for all others on the page."""


def keyed(drafts: Sequence[Draft], present: Present) -> list[tuple[Draft, str]]:
    """Every draft with the key of its document; `present` is the page's own day or year.

    What one mention of a document says of its edition (date, year, congress, body) counts for the
    others on the page, where they agree.
    """
    drafts = _of_their_page(drafts)
    drafts = [
        with_passed(by_offence(draft, present.form), present)
        for draft in with_implemented(drafts, present.form)
    ]
    drafts = _of_the_next_edition(drafts, present)
    said = facts((draft for draft in drafts if not draft.former), _group)
    shared = _of_their_provision([_share(draft, said.get(_group(draft), ())) for draft in drafts])
    shared = [with_term(draft, present) for draft in shared]
    return _as_in_full(
        [
            _with_key(draft, more, _settle(more, present))
            for draft, more in zip(drafts, shared, strict=True)
        ]
    )


def _as_in_full(drafts: Sequence[tuple[Draft, str]]) -> list[tuple[Draft, str]]:
    """The drafts; a law by its name takes number and year of its full form on the page."""
    full: dict[str, Draft] = {}
    for draft, key in drafts:
        if draft.doc_type in LAW_FORMS and draft.year and (draft.number or key not in full):
            full[key] = draft
    return [
        (replace(draft, number=its.number, symbol=its.symbol, year=its.year), key)
        if (its := full.get(key)) and draft.number is None and draft.year in (None, its.year)
        else (draft, key)
        for draft, key in drafts
    ]


def _of_their_page(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those by a year alone as the one law of the page with an edition of it.

    "So với Luật năm 2015" on a page about Luật Đầu tư is that of 2015.
    """
    named = {law.id: law for draft in drafts if (law := law_of(draft)) and not draft.amends}
    out = []
    for draft in drafts:
        known = [law for law in named.values() if _has_edition(law, draft.year)]
        if draft.rule == _BY_YEAR and len(known) == 1:
            out.append(replace(draft, entries=(*draft.entries, known[0].id)))
        else:
            out.append(draft)
    return out


def _of_the_next_edition(drafts: Sequence[Draft], present: Present) -> list[Draft]:
    """The drafts; a law that a page sets against an older one is the next edition after that.

    The page names a year from then on, and no bill of that law.
    """
    older = {law.id: d.year for d in drafts if d.former and d.year and (law := law_of(d))}
    bills = {law.id for d in drafts if (d.stage or d.revised) and (law := law_of(d))}
    out = []
    for draft in drafts:
        law = None if _says_edition(draft) else law_of(draft)
        year = older.get(law.id) if law and law.id not in bills else None
        later = [e for e in law.editions if e.year > year] if law and year else []
        known = bool(later) and present.names_year_from(later[0].year)
        out.append(replace(draft, edition=later[0].year) if known else draft)
    return out


def _says_edition(draft: Draft) -> bool:
    """True where the words of a draft settle its edition."""
    return bool(
        draft.settled_year or draft.edition or draft.stage or draft.newest or draft.numbered
    )


def _of_their_provision(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of laws with the one edition with which the page names the same provision."""
    places = [
        (name_of(draft), draft.provision.lower()) if draft.provision and law_of(draft) else None
        for draft in drafts
    ]
    years: dict[tuple[str, str], set[int]] = {}
    for draft, place in zip(drafts, places, strict=True):
        if place and draft.year is not None:
            years.setdefault(place, set()).add(draft.year)
    out = []
    for draft, place in zip(drafts, places, strict=True):
        open_ = draft.settled_year is None and draft.edition is None and draft.stage is None
        said = years.get(place, set()) if place and open_ else set()
        out.append(replace(draft, edition=min(said)) if len(said) == 1 else draft)
    return out


def _has_edition(law: Law, year: int | None) -> bool:
    return any(edition.year == year for edition in law.editions)


def _with_key(draft: Draft, more: Draft, settled: Settled) -> tuple[Draft, str]:
    """The draft with its key, `more` being the draft with what the page says elsewhere."""
    return replace(
        draft,
        congress=more.congress if draft.gathered else draft.congress,
        entries=tuple(dict.fromkeys((*draft.entries, *settled.entries))),
        inferred=tuple(dict.fromkeys((*more.inferred, *settled.inferred))),
        candidates=more.candidates or settled.candidates,
    ), settled.key


def _group(draft: Draft) -> tuple[object, ...]:
    """What two mentions of one document have in common on any page."""
    if _is_numbered(draft):
        return draft.doc_type, draft.number, draft.symbol
    if draft.gathered:
        return draft.doc_type, draft.plenum, draft.congress, draft.congress or draft.term
    return draft.doc_type, name_of(draft), draft.stage, draft.revised and draft.year


def _is_numbered(draft: Draft) -> bool:
    """True where a number and no name of a law or treaty identifies a document."""
    return draft.numbered and draft.rule not in _NAMED_RULES


def _share(draft: Draft, said: Sequence[Draft]) -> Draft:
    """The draft with year, date, issuer and congress of its other mentions, where they agree."""
    if (draft.plural and draft.symbol is None) or has_one_edition(draft) or draft.stage == "bill":
        return draft
    own = draft.settled_year or draft.edition
    others = [d for d in said if None in (own, (its := d.settled_year or d.edition)) or own == its]
    for field in _SHARED:
        if (field == "issuer" and draft.gathered) or getattr(draft, field) is not None:
            continue
        values = {getattr(d, field) for d in others} - {None}
        if field == "year" and (law := law_of(draft)) and law.editions:  # a slip says no more
            values = {v for v in values if _has_edition(law, v) or amendments_of(law, v)}
        if field == "year" and draft.newest and values:
            old = _newest_on_record(draft) if draft.newest == g.AMENDING else 0
            values = {max(values)} - set(range(old))
        if len(values) == 1:
            value = values.pop()
            apart = draft.apart or (field == "year" and any(d.apart for d in others))
            draft = replace(draft, apart=apart, **{field: value})
    return draft


def _newest_on_record(draft: Draft) -> int:
    """The year of the newest edition of a draft's law, 0 for a law without one on record."""
    law = law_of(draft)
    return law.editions[-1].year if law and law.editions else 0


def _settle(draft: Draft, present: Present) -> Settled:
    """The key of a draft's document and what settled it."""
    if _is_numbered(draft):
        return numbered_law(draft) or numbered_key(draft, present)
    if draft.gathered:
        return meeting_key(draft, present)
    if draft.numbered and draft.stage is None and (by_number := numbered_law(draft)):
        return by_number
    return name_key(draft, present)


@cache
def _offences() -> tuple[Pattern, dict[str, Offence]]:
    table = {plain(form): entry for entry in load("laws.offence", Offence) for form in entry.forms}
    return re.compile(rf"(?<!\w)(?:{one_of(table)})(?!\w)"), table


@lru_cache(maxsize=4)
def _named(form: str) -> frozenset[Offence]:
    """The offences that a text names."""
    pattern, table = _offences()
    return frozenset(table[re.sub(" +", " ", found[0])] for found in pattern.finditer(form))


def _fits(articles: set[str], offences: frozenset[Offence]) -> list[tuple[int, str]]:
    """The editions in which one of some articles is about one of some offences."""
    return [
        (of.edition, offence.id)
        for offence in offences
        for of in offence.articles
        if not articles.isdisjoint(of.numbers)
    ]


def by_offence(draft: Draft, form: str) -> Draft:
    """The draft with the edition that its article and an offence beside it settle."""
    if draft.provision is None or _CODE not in draft.entries or draft.settled_year is not None:
        return draft
    articles = set(_ARTICLE.findall(plain(draft.provision)))
    begin, end = max(0, draft.span.start - _BEFORE), draft.span.end + _BEHIND
    fits = _fits(articles, _named(form[begin:end])) or _fits(articles, _named(form))
    if len({edition for edition, _ in fits}) != 1:
        return draft
    ids = sorted(entry for _, entry in fits)
    return replace(draft, edition=fits[0][0], entries=(*draft.entries, *ids))
