"""Keys of documents by name: laws with their edition, charters, treaties.

    Luật Đất đai 2013                       name and year of the edition
    Luật sửa đổi, bổ sung một số điều của Bộ luật Hình sự 2017   an amending law, with its year
    Dự án Luật Nhà giáo ?                   a bill is no law yet
    Điều lệ Đảng khóa XI, Hiến pháp 2013    other documents with a unique name

The edition is settled, in this order: by the number, by the year said, by the day of issue, by the
other mentions of the page, and last by the law in force in the page's own year.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache, lru_cache

from vanban.extraction.reading.plain import Pattern
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import ACT, BILL, LAW_FORMS, Edition, Law, NamedDocument
from vanban.extraction.references.issuing import issuer_entry
from vanban.extraction.references.keys.bodies import spelled
from vanban.extraction.references.keys.present import Present, Settled
from vanban.extraction.references.lexicon import (
    amendments_of,
    congress,
    grammar_words,
    law_by_name,
    law_of_number,
    laws,
    named_documents,
)
from vanban.extraction.references.resolution import roman_of
from vanban.lexicons import grammar as g

_UNSETTLED_DAYS = 550
"""An edition whose first day in force is not on record may come into force so late."""

_BILL_YEARS = 3
"""A bill is passed within so many years, if it is."""

_HOME = g.word("our-country").lower()

_NEW_YEARS = 1
"""A law is called revised for so many years after it was passed."""

_NEW_DAYS = 365
"""A page may call an edition by its bare name so long before it comes into force."""


@cache
def known_laws() -> dict[str, Law]:
    """Laws by id."""
    return {entry.id: entry for entry in laws()}


@cache
def known_names() -> dict[str, NamedDocument]:
    """Other named documents by id."""
    return {entry.id: entry for entry in named_documents()}


def law_of(draft: Draft) -> Law | None:
    """The law of the lexicon that a draft names, amending laws too."""
    if draft.amends:
        return law_by_name(amending_name(draft))
    return next((known_laws()[e] for e in draft.entries if e in known_laws()), None)


def amending_name(draft: Draft) -> str:
    """The name of an amending law in one spelling: the laws it amends by their known names."""
    *others, last = draft.amends
    listed = f"{', '.join(others)} {g.AND} {last}" if others else last
    amending, some = grammar_words("amend")[0], grammar_words("some-of")[0]
    return f"{amending} {some} {g.ARTICLE} {g.OF} {listed}"


def _named(draft: Draft) -> NamedDocument | None:
    return next((known_names()[e] for e in draft.entries if e in known_names()), None)


def has_one_edition(draft: Draft) -> bool:
    """True for a document with a unique name of which there is one edition only."""
    named = _named(draft)
    return named is not None and len(named.years) <= 1 and not named.congresses


def name_of(draft: Draft) -> str:
    """The name of a law or another document in one spelling, without the edition."""
    law, named = law_of(draft), _named(draft)
    if named is not None:
        return f"{named.key} {draft.issuer}" if named.national and foreign(draft) else named.key
    country = f" {draft.issuer}" if foreign(draft) else ""
    if draft.amends:
        return f"{draft.doc_type} {amending_name(draft)}{country}"
    if law is not None and not (country and draft.title):
        form = draft.doc_type if draft.doc_type == ACT else law.form
        return f"{form} {law.name}{country}"
    title = draft.title or (f"{g.NUMBER} {draft.number}" if draft.issuer else "?")
    return f"{draft.doc_type} {title[:1].upper()}{title[1:]}{country}"


def foreign(draft: Draft) -> bool:
    """True for another country's law, whose name may be that of a Vietnamese one."""
    return draft.issuer is not None and issuer_entry(draft.issuer) is None


def numbered_law(draft: Draft) -> Settled | None:
    """The key of a law by its number alone: "Luật số 45/2019/QH14" is Bộ luật Lao động 2019."""
    if draft.doc_type not in LAW_FORMS:
        return None
    symbol = spelled(draft.symbol) if draft.symbol else None
    found = law_of_number().get(f"{draft.number}/{draft.year}/{symbol}")
    return Settled(key_of_edition(*found), (found[0].id,)) if found else None


def key_of_edition(law: Law, edition: Edition) -> str:
    """The key of one edition of a law."""
    own = edition.key_suffix
    return f"{law.form} {law.name} {edition.year}" + (f" ({own})" if own else "")


def with_passed(draft: Draft, present: Present) -> Draft:
    """The draft of a law that was just passed, with the edition of the year of the page.

    Or of one that was passed in a session of which the page says that it passed laws.
    """
    law = law_of(draft) if draft.stage is None and not foreign(draft) else None
    if law is None or draft.settled_year is not None:
        return draft
    passed = [e for e in law.editions if e.issued_on and present.passed_on(e.issued_on)]
    if len(passed) == 1 and passed[0].looked_up and draft.edition is None:
        return replace(draft, edition=passed[0].year)
    if draft.newest == g.NEW and present.day is not None:
        return _with_newest(draft, law, present.day)
    if not draft.just:
        return draft
    first, last = present.first or dt.date.min, present.last or dt.date.max
    again = draft.revised or draft.newest == g.AMENDING
    may_be = law.editions[1:] if again else law.editions if first.year == last.year else ()
    new = [e for e in may_be if first.year <= e.year and e.first_day <= last]
    sure = len(new) == 1 and new[0].looked_up
    return replace(draft, edition=new[0].year) if sure else draft


def _with_newest(draft: Draft, law: Law, day: dt.date) -> Draft:
    """The draft of "Luật Đất đai mới" with the edition that is new on the day of the page."""
    passed = [e for e in law.editions if e.looked_up and e.last_day <= day]
    new = passed and day.year - passed[-1].year <= _BILL_YEARS
    return replace(draft, edition=passed[-1].year) if new else draft


def name_key(draft: Draft, present: Present) -> Settled:
    """The key of a document by name: the name, and the year that settles which edition it is."""
    name = name_of(draft)
    if (named := _named(draft)) is not None:
        return _named_key(draft, named, name, present)
    law = None if foreign(draft) else law_of(draft)
    if draft.stage == "bill":
        return _bill_key(law, name, present)
    if law is None:
        numbered = draft.numbered and draft.title is None and draft.issuer  # "Công ước số 190 ILO"
        return Settled(name if numbered else f"{name} {draft.settled_year or '?'}")
    settled = _law_key(draft, law, name, present)
    return settled._replace(entries=(law.id, *settled.entries))


def _law_key(draft: Draft, law: Law, name: str, present: Present) -> Settled:
    """The key of a law: its name and the year of the edition that the page means."""
    said = draft.settled_year or draft.edition
    inferred = () if draft.settled_year else ("year",)
    if said is not None:
        edition = _stated_edition(law, draft, present)
        if edition is not None:
            return Settled(key_of_edition(law, edition), (), inferred)
        amended = amendments_of(law, said)
        if len(amended) == 1:
            return Settled(key_of_edition(*amended[0]), (amended[0][0].id,))
        keys = tuple(key_of_edition(*one) for one in amended)
        return Settled(f"{name} ?", candidates=keys) if draft.revised else Settled(f"{name} {said}")
    if draft.revised:
        return _revised_key(law, name, present)
    return in_force(law, name, present) if law.editions else Settled(f"{name} ?")


def _revised_key(law: Law, name: str, present: Present) -> Settled:
    """The key of "Luật Du lịch (sửa đổi)": the edition passed near the time of the page.

    Before the day on which it was passed it is a bill.
    """
    if present.first is None or present.last is None:
        return Settled(f"{name} ?", candidates=tuple(key_of_edition(law, e) for e in law.editions))
    begin, end = present.first.year - _NEW_YEARS, present.last.year + _BILL_YEARS
    near = [e for e in law.editions[1:] if begin <= e.year <= end]
    if len({e.year for e in near}) == 1:  # a law may be passed twice in a year
        near = _passed(law, near[0].year, present)[-1:] or near
    if len(near) != 1 or not near[0].looked_up:
        return Settled(f"{name} ?", candidates=tuple(key_of_edition(law, e) for e in near))
    if near[0].last_day <= present.first:
        return Settled(key_of_edition(law, near[0]), present.entries, ("year",))
    if near[0].first_day <= present.last:
        return Settled(f"{name} ?", candidates=(key_of_edition(law, near[0]),))
    return Settled(f"{BILL} {name} {near[0].year}", present.entries, ("year",))


def _stated_edition(law: Law, draft: Draft, present: Present) -> Edition | None:
    """The edition passed in the year or on the day stated, else the one in force from that year."""
    year = draft.settled_year or draft.edition
    of_year = _passed(law, year, present) or [e for e in law.editions if e.year == year]
    if draft.issued_on is not None and len(of_year) > 1:
        of_year = [e for e in of_year if e.issued_on == draft.issued_on] or of_year
    if of_year:
        return of_year[-1]
    if draft.issued_on is not None or year is None or amendments_of(law, year):
        return None
    later = [e for e in law.editions if e.in_force and e.in_force.year == year == e.year + 1]
    return later[0] if len(later) == 1 else None


def _passed(law: Law, year: int | None, present: Present) -> list[Edition]:
    """The editions of a year that were passed by the day of the page, where that is known."""
    day = present.day
    return [e for e in law.editions if day and e.year == year and e.last_day <= day]


def in_force(law: Law, name: str, present: Present) -> Settled:
    """The one edition that the bare name can mean in the time of the page.

    It is that in force; where another is passed and comes into force soon, either may be meant.
    """
    newest_first = tuple(reversed(law.editions))
    if len(newest_first) == 1 and newest_first[0].looked_up:
        only = newest_first[0]
        known = not present.is_before(only.year) if present.last is None else None
        if known or _is_coming(only, present.last):
            return Settled(key_of_edition(law, only), inferred=("year",))
    if present.first is None:
        return Settled(f"{name} ?", candidates=tuple(key_of_edition(law, e) for e in newest_first))
    possible = _possible(law, present.first, present.last or dt.date.max)
    if not possible and not law.amending and _is_coming(law.editions[0], present.last):
        possible = [law.editions[0]]
    keys = tuple(key_of_edition(law, e) for e in possible)
    sure = len(keys) == 1 and possible[0].looked_up
    if sure and (present.last or possible[0].year <= present.first.year):
        return Settled(keys[0], present.entries, ("year",))
    return Settled(f"{name} ?", candidates=keys)


def _is_coming(edition: Edition, last: dt.date | None) -> bool:
    """True for the first law of its name, which a page may name before it is passed."""
    return last is not None and edition.year <= last.year + _BILL_YEARS


def _possible(law: Law, first: dt.date, last: dt.date) -> list[Edition]:
    """The editions that a page written between two days may mean, the newest first.

    An amending law is called by its name alone while it is news, any other while it is in force.
    """
    newest_first = reversed(law.editions)
    if law.amending:
        begin, end = first.year - _BILL_YEARS, last.year + _BILL_YEARS
        return [edition for edition in newest_first if begin <= edition.year <= end]
    possible: list[Edition] = []
    for edition in newest_first:
        if edition.first_day <= last and not edition.far_ahead(last, _NEW_DAYS):
            possible.append(edition)
        if edition.surely_by(_UNSETTLED_DAYS) <= first:
            break
    return possible


def _bill_key(law: Law | None, name: str, present: Present) -> Settled:
    """The key of a bill: with the year in which it was passed, if that was within three years."""
    entries = (law.id,) if law else ()
    until = present.first if present.last is not None else None
    coming = [
        e
        for e in (law.editions if law else ())
        if until is not None and until <= e.last_day and e.year <= until.year + _BILL_YEARS
    ]
    if len(coming) != 1 or not coming[0].looked_up:
        return Settled(f"{BILL} {name} ?", entries)
    return Settled(f"{BILL} {name} {coming[0].year}", (*entries, *present.entries), ("year",))


def _named_key(draft: Draft, named: NamedDocument, name: str, present: Present) -> Settled:
    """The key of a charter, a constitution, a platform, a treaty."""
    own = not (foreign(draft) and named.national)
    if named.congresses or draft.congress is not None:
        number = draft.congress or _edition_congress(named, draft, present)
        inferred = () if draft.congress or draft.year or number is None else ("congress",)
        return Settled(f"{name} {g.TERM} {roman_of(number)}", (), inferred)
    said = draft.settled_year
    if own and (said is None or said in (named.years or (said,))) and len(named.years) <= 1:
        year = next((f" {year}" for year in named.years), "")
        return Settled(name if name.endswith(year.strip() or name) else f"{name}{year}")
    if said is not None:
        return Settled(name if name.endswith(str(said)) else f"{name} {said}")
    own = own and not (named.national and _is_abroad(present.form))
    newest_first = tuple(f"{name} {year}" for year in reversed(named.years)) if own else ()
    if not own or present.first is None:
        return Settled(f"{name} ?", candidates=newest_first)
    last_year = present.last.year if present.last else dt.date.max.year
    past = [year for year in named.years if year < present.first.year]
    begin = present.first.year - (present.day is None)  # in force by the next year
    changes = [year for year in named.years if begin <= year <= last_year]
    if past and not changes:
        return Settled(f"{name} {past[-1]}", present.entries, ("year",))
    return Settled(f"{name} ?", candidates=newest_first)


@cache
def _foreign_state() -> Pattern:
    return re.compile(rf"(?<!\w){g.any_of('foreign-state', ' ')}(?!\w)")


@lru_cache(maxsize=4)
def _is_abroad(form: str) -> bool:
    """True for a page about another state: it has offices that Vietnam lacks, and no Vietnam."""
    return _HOME not in form and _foreign_state().search(form) is not None


def _edition_congress(entry: NamedDocument, draft: Draft, present: Present) -> int | None:
    """The congress that adopted the edition in force in the time of the page."""
    known = [c for n in entry.congresses if (c := congress(n))]
    if draft.year is not None:
        return next((c.number for c in known if c.end.year == draft.year), None)
    if present.first is None:
        return None
    first = [c.number for c in known if c.end <= present.first]
    last = [c.number for c in known if present.last is None or c.end <= present.last]
    return last[-1] if last and first and first[-1] == last[-1] else None
