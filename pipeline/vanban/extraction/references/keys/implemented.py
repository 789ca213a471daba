"""Which edition of a law another act implements or amends: "Nghị định 43/2014/NĐ-CP … thi hành".

In: the drafts of a page in order of place and its plain text. Out: the drafts, a law to which a
dated act stands in such a relation with the year of the edition that the act can mean: the newest
that was passed by then. The act stands before the law, or before a list of laws
("sửa đổi, bổ sung một số điều của Luật A, Luật B"), or right behind it ("được sửa đổi bởi").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import BREAK, Pattern, one_of
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import LAW_FORMS, Edition, Law, Relation, Voice
from vanban.extraction.references.keys.names import foreign, law_of
from vanban.extraction.references.lexicon import grammar, relation_words, type_named
from vanban.lexicons import grammar as g

_REACH = 200
"""So far before a law the act ends that implements it."""

_YEARS_TO_EFFECT = 1  # from the year of a law to that of its decrees

_OF_LAWS: frozenset[Relation] = frozenset({"amends"})
_OF_DECREES: frozenset[Relation] = frozenset({"implements", "guides"})
"""In which relation a law, and a decree or circular, stands to a law that was passed before."""

_LISTED = re.compile(rf"(?:,|;|,? {g.AND}) (?:{g.PLURAL} )?")


_SOME = rf"{grammar('some-of')} {grammar('provision-unit')}"  # một số điều


def _relation_pattern(voice: Voice, relations: frozenset[Relation]) -> str:
    """A pattern of the words of a voice that say one of some relations."""
    said = (w for w in relation_words() if w.voice == voice and w.relation in relations)
    return one_of(form for word in said for form in word.forms)


@cache
def _acts_on(relations: frozenset[Relation]) -> Pattern:
    """The words of implementing or amending, with nothing but a part of the law behind them."""
    return re.compile(
        rf"(?<!\w)(?:{_relation_pattern('active', relations)})"
        rf"(?: ?,? (?:{_SOME}|{grammar('carrying-out')}|{g.ABOUT}|{g.OF}))* $"
    )


@cache
def _acted_on() -> Pattern:
    """What stands between a law and the law that amends it."""
    return re.compile(
        rf",? \(?(?:{g.ALREADY} )?(?:{_relation_pattern('passive', _OF_LAWS)}),?"
        rf"(?: (?:{_SOME}|{g.BY_WHOM}|{g.AT}|{g.ACCORDING}|{g.PLURAL}))* "
    )


def with_implemented(drafts: Sequence[Draft], form: str) -> list[Draft]:
    """The drafts; a law that an act implements or amends gets the year of its edition."""
    out: list[Draft] = []
    acting: Draft | None = None
    for before, draft, after in zip((None, *drafts), drafts, (*drafts[1:], None), strict=False):
        acting = _acting(before, draft, acting, form)
        edition = _edition(acting, draft) or _amended(draft, after, form)
        out.append(replace(draft, edition=edition.year) if edition else draft)
    return out


def _acting(before: Draft | None, draft: Draft, last: Draft | None, form: str) -> Draft | None:
    """The act before a law that implements or amends it; `last` is that of the law before it."""
    if before is None:
        return None
    gap = form[before.span.end : draft.span.start]
    if last is not None and _LISTED.fullmatch(gap):
        return last
    near = len(gap) <= _REACH and not BREAK.search(gap)
    relations = _OF_LAWS if before.doc_type in LAW_FORMS else _OF_DECREES
    return before if near and _acts_on(relations).search(gap) else None


def _amended(draft: Draft, after: Draft | None, form: str) -> Edition | None:
    """The edition of a draft's law that the act right behind it amends."""
    if after is None or after.doc_type not in LAW_FORMS:
        return None
    if not _acted_on().fullmatch(form, draft.span.end, after.span.start):
        return None
    return _edition(after, draft)


def _edition(act: Draft | None, draft: Draft) -> Edition | None:
    """The edition of a draft's law that a dated act can mean."""
    if draft.numbered or draft.settled_year or draft.amends or draft.stage or foreign(draft):
        return None
    kind = type_named(act.doc_type) if act is not None else None
    if act is None or act.settled_year is None or kind is None or not (act.numbered and kind.rank):
        return None
    law = law_of(draft)
    return _newest(law, act.settled_year, act.issued_on) if law else None


def _newest(law: Law, year: int, day: dt.date | None) -> Edition | None:
    """The newest edition passed by a day, or before a year; None where it may be a later one."""
    passed = [e for e in law.editions if (e.last_day <= day if day else e.year < year)]
    if not passed or (day is None and any(e.year == year for e in law.editions)):
        return None
    if not passed[-1].looked_up:
        return None
    late = passed[-1].in_force is not None and passed[-1].in_force.year > year + _YEARS_TO_EFFECT
    return None if late else passed[-1]
