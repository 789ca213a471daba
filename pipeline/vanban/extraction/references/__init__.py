"""Document -> references: resolutions, decrees, laws and other documents that it names.

Grammars find drafts (`numbered`, `laws`, `named`, `treaties`), the words beside them give date,
issuer, title and provision (`surroundings`), the page and its day settle short forms
(`resolution`), and every draft gets the key of the document it cites (`keys`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from vanban.cleaning.written_year import written_year_of
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.plain import Pattern, PlainText, one_of
from vanban.extraction.references.apart import find_symbols
from vanban.extraction.references.days import days_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.issuing import province_pattern
from vanban.extraction.references.keys import keyed
from vanban.extraction.references.keys.names import law_of
from vanban.extraction.references.keys.present import present_of
from vanban.extraction.references.law_names import form_entries, known_law, law_form_pattern
from vanban.extraction.references.laws import find_laws
from vanban.extraction.references.lexicon import law_of_number
from vanban.extraction.references.named import find_named, find_treaties
from vanban.extraction.references.numbered import find_numbered, find_standards
from vanban.extraction.references.resolution import (
    congress_entry,
    resolve,
    with_listed_bills,
)
from vanban.extraction.references.surroundings import with_surroundings
from vanban.lexicons import grammar as g
from vanban.schema import ReferenceFields
from vanban.text.document import Document, Identity
from vanban.text.mention import Mention

__all__ = ["find"]

_GRAMMARS = (
    find_numbered,
    find_laws,
    find_named,
    find_treaties,
    find_symbols,
    find_standards,
)


def find(document: Document, found: Sequence[Mention]) -> Iterable[Mention]:
    """All references of a document, in order of place; those of one list share its span.

    The dates among the mentions `found` before give days of issue.
    """
    reading = unwrapped(Reading.of(document).plain)
    days = days_of(found)
    drafts = with_listed_bills(reading, with_surroundings(reading, drafts_of(reading), days))
    page = document.page
    drafts = [_with_own_year(draft, page.identity) for draft in drafts]
    resolved = resolve(drafts)
    present = present_of(reading, written_year_of(page), page.published_on, resolved)
    return [_mention(draft, key) for draft, key in keyed(resolved, present)]


def _with_own_year(draft: Draft, identity: Identity | None) -> Draft:
    """The draft with the year of the page's own act, where it is that act by number or name."""
    if identity is None or identity.signed_on is None or draft.settled_year is not None:
        return draft
    same = (draft.number, draft.symbol) == (identity.number, identity.symbol)
    if not draft.numbered and draft.stage is None:
        own = law_of_number().get(f"{identity.number}/{identity.year}/{identity.symbol}")
        return replace(draft, edition=own[1].year) if own and law_of(draft) == own[0] else draft
    return replace(draft, edition=identity.signed_on.year) if same and draft.symbol else draft


_WRAPPED = re.compile(r"\n(?=[^\W\d_](?![).]))")
_PLACE_BEFORE = re.compile(rf"(?<!\w)(?:{g.PROVINCE}|{g.CITY}|tp\.?) (?=[^\W\d_]+$)")


def unwrapped(reading: PlainText) -> PlainText:
    """The reading with blanks for line ends where a paragraph is wrapped.

    That is before a small letter, behind a word that ends no line of its own, and within the name
    of a known law or of a province.
    """
    text = reading.text
    wraps = [
        end.start()
        for end in _WRAPPED.finditer(text)
        if text[end.end()].islower()
        or _goes_on().search(reading.plain, max(0, end.start() - _WORD), end.start())
        or _law_on_next_line(reading, end)
        or _province_on_next_line(reading, end.start())
    ]
    if not wraps:
        return reading
    begins = (0, *(place + 1 for place in wraps))
    lines = (reading.plain[a:b] for a, b in zip(begins, (*wraps, None), strict=True))
    return replace(reading, plain=" ".join(lines))


_WORD = 12


@cache
def _goes_on() -> Pattern:
    """A word that always has another behind it: "của ⏎ Bộ Y tế", "ban hành ⏎ Quy chế"."""
    leads = one_of((g.OF, g.AND, g.PLURAL, g.ABOUT, g.ACCORDING, g.ISSUING))
    return re.compile(rf"\w {{1,2}}(?:{leads}) ?$")


def _province_on_next_line(reading: PlainText, end: int) -> bool:
    """True where the name of a province goes on behind a line's end: "tỉnh An ⏎ Giang"."""
    kind = _PLACE_BEFORE.search(reading.plain, max(0, end - 2 * _WORD), end)
    place = kind.end() if kind else end
    near = f"{reading.plain[place:end]} {reading.plain[end + 1 : end + 2 * _WORD]}"
    found = province_pattern().match(near) if kind else None
    return found is not None and found.end() > end - place


_LAW_BEFORE = re.compile(rf"{law_form_pattern().pattern}(?=[ \n])")
_REACH = 80  # characters on either side of a place that is looked at


def _law_on_next_line(reading: PlainText, end: re.Match[str]) -> bool:
    """True where the name of a known law goes on, or begins, behind a line's end: "Luật ⏎ Giá"."""
    place, begin = end.start(), max(0, end.start() - _REACH)
    begin = max(begin, reading.plain.rfind("\n", begin, place) + 1)
    forms = list(_LAW_BEFORE.finditer(reading.plain, begin, place + 1))
    if not forms or forms[-1].start() == begin == place - len(forms[-1][0]):
        return False
    form, last = forms[-1], place + _REACH
    near = f"{reading.plain[form.end() : place]} {reading.plain[place + 1 : last]}"
    known = known_law(PlainText(reading.text[form.end() : last], near), form_entries()[form[0]], 1)
    return known is not None and known[1] > place - form.end()


def drafts_of(reading: PlainText) -> list[Draft]:
    """The drafts of all grammars; of those that overlap, the longest list or reference stands."""
    every = [(rank, draft) for rank, find in enumerate(_GRAMMARS) for draft in find(reading)]
    every.sort(
        key=lambda pair: (pair[1].span.start - pair[1].span.end, pair[1].span.start, pair[0])
    )
    owner: dict[int, tuple[int, int, int]] = {}
    kept: list[Draft] = []
    for rank, draft in every:
        group = (draft.span.start, draft.span.end, rank)
        places = range(draft.span.start, draft.span.end)
        if any(owner.get(place, group) != group for place in places):
            continue
        owner.update(dict.fromkeys(places, group))
        kept.append(draft)
    return sorted(kept, key=lambda draft: (draft.span.start, draft.member))


def _mention(draft: Draft, key: str) -> Mention:
    """A draft as a mention with its key."""
    fields = ReferenceFields(
        doc_type=draft.doc_type,
        number=draft.number,
        symbol=draft.symbol,
        year=draft.year,
        plenum=draft.plenum,
        congress=draft.congress,
        term=draft.term,
        issuer=draft.issuer,
        issued_on=draft.issued_on,
        title=draft.title,
        provision=draft.provision,
        inferred=draft.inferred,
        candidates=draft.candidates,
        cited_document=key,
    )
    entries = dict.fromkeys((*draft.entries, *congress_entry(draft)))
    return Mention("reference", draft.span, fields, draft.rule, tuple(entries))
