"""Which edition of a law a decree implements: "Nghị định 43/2014/NĐ-CP … thi hành Luật Đất đai".

In: the drafts of a page in order of place and its plain text. Out: the drafts, a law that a dated
decree or circular right before it implements or guides with the year of the edition that the decree
can mean: the newest that was passed by then.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.reading.plain import BREAK, Pattern, one_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import Edition, Law
from vanban.extraction.references.keys.names import foreign, law_of
from vanban.extraction.references.lexicon import grammar, relation_words, type_named
from vanban.lexicons import grammar as g

_REACH = 200
"""So far before a law the decree ends that implements it."""

_YEARS_TO_EFFECT = 1


@cache
def _implements() -> Pattern:
    """The words of implementing and guiding, with nothing but a part of the law behind them."""
    forms = one_of(
        form
        for word in relation_words()
        if word.voice == "active" and word.relation in {"implements", "guides"}
        for form in word.forms
    )
    some = rf"{grammar('some-of')} {grammar('provision-unit')}"  # một số điều
    return re.compile(
        rf"(?<!\w)(?:{forms})"
        rf"(?: ?,? (?:{some}|{grammar('carrying-out')}|{g.ABOUT}|{g.OF}))* $"
    )


def with_implemented(drafts: Sequence[Draft], form: str) -> Iterator[Draft]:
    """The drafts; a law right behind the decree that implements it gets the year of its edition."""
    for before, draft in pairwise((None, *drafts)):
        if draft is None:
            continue
        edition = _meant(before, draft, form) if before is not None else None
        yield replace(draft, edition=edition.year) if edition else draft


def _meant(decree: Draft, draft: Draft, form: str) -> Edition | None:
    """The edition of a draft's law that the decree before it implements."""
    if draft.numbered or draft.settled_year or draft.amends or draft.stage or foreign(draft):
        return None
    kind, year = type_named(decree.doc_type), decree.settled_year
    gap = form[decree.span.end : draft.span.start]
    if year is None or kind is None or not (decree.numbered and kind.rank) or len(gap) > _REACH:
        return None
    if BREAK.search(gap) or not _implements().search(gap):
        return None
    law = law_of(draft)
    return _newest(law, year, decree.issued_on) if law else None


def _newest(law: Law, year: int, day: dt.date | None) -> Edition | None:
    """The newest edition passed by a day, or before a year; None where it may be a later one."""
    passed = [e for e in law.editions if (e.last_day <= day if day else e.year < year)]
    if not passed or (day is None and any(e.year == year for e in law.editions)):
        return None
    late = passed[-1].in_force is not None and passed[-1].in_force.year > year + _YEARS_TO_EFFECT
    return None if late else passed[-1]
