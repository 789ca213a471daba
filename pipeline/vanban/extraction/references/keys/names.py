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
from functools import cache

from vanban.extraction.references.draft import Draft
from vanban.extraction.references.issuing import issuer_entry
from vanban.extraction.references.keys.settled import Settled
from vanban.extraction.references.lexicon import (
    Edition,
    Law,
    Named,
    amendments_of,
    congress,
    law_by_name,
    law_of_number,
    laws,
    named_documents,
)
from vanban.extraction.references.resolution import roman_of

_UNSETTLED_DAYS = 550
"""An edition whose first day in force is not on record may come into force so late."""

_NEW_DAYS = 365
"""A page may call an edition by its bare name so long before it comes into force."""


@cache
def known_laws() -> dict[str, Law]:
    """Laws by id."""
    return {entry.id: entry for entry in laws()}


@cache
def known_names() -> dict[str, Named]:
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
    listed = f"{', '.join(others)} và {last}" if others else last
    return f"sửa đổi, bổ sung một số điều của {listed}"


def name_of(draft: Draft) -> str:
    """The name of a law or another document in one spelling, without the edition."""
    law = law_of(draft)
    named = next((known_names()[e] for e in draft.entries if e in known_names()), None)
    if named is not None:
        return f"{named.key} {draft.issuer}" if named.national and foreign(draft) else named.key
    country = f" {draft.issuer}" if foreign(draft) else ""
    if draft.amends:
        return f"{draft.doc_type} {amending_name(draft)}{country}"
    if law is not None:
        form = draft.doc_type if draft.doc_type == "Đạo luật" else law.form
        return f"{form} {law.name}{country}"
    title = draft.title or "?"
    return f"{draft.doc_type} {title[:1].upper()}{title[1:]}{country}"


def foreign(draft: Draft) -> bool:
    """True for another country's law, whose name may be that of a Vietnamese one."""
    return draft.issuer is not None and issuer_entry(draft.issuer) is None


def numbered_law(draft: Draft) -> Settled | None:
    """The key of a law by its number alone: "Luật số 45/2019/QH14" is Bộ luật Lao động 2019."""
    if draft.doc_type not in {"Luật", "Bộ luật", "Pháp lệnh"}:
        return None
    found = law_of_number().get(f"{draft.number}/{draft.year}/{draft.symbol}")
    return Settled(key_of_edition(*found), (found[0].id,)) if found else None


def key_of_edition(law: Law, edition: Edition) -> str:
    """The key of one edition of a law."""
    own = edition.key_suffix
    return f"{law.form} {law.name} {edition.year}" + (f" ({own})" if own else "")


def name_key(draft: Draft, day: dt.date | None, year: int | None) -> Settled:
    """Name and edition; `day` and `year` are those of the page, where known."""
    name = name_of(draft)
    named = next((known_names()[e] for e in draft.entries if e in known_names()), None)
    if named is not None:
        return _named_key(draft, named, name, day, year)
    law = None if foreign(draft) else law_of(draft)
    if draft.stage == "bill":
        return _bill_key(draft, law, name, day, year)
    if law is None:
        return Settled(f"{name} {draft.settled_year or '?'}")
    settled = _law_key(draft, law, name, day, year)
    return settled._replace(entries=(law.id, *settled.entries))


def _law_key(draft: Draft, law: Law, name: str, day: dt.date | None, year: int | None) -> Settled:
    said = draft.settled_year
    if said is not None:
        edition = _edition_said(law, draft)
        if edition is not None:
            return Settled(key_of_edition(law, edition))
        amended = amendments_of(law, said)
        if len(amended) == 1:
            return Settled(key_of_edition(*amended[0]), (amended[0][0].id,))
        return Settled(f"{name} {said}")
    if draft.revised or not law.editions:
        return Settled(f"{name} ?")
    return _in_force(law, name, day, year)


def _edition_said(law: Law, draft: Draft) -> Edition | None:
    """The edition of the year or day that the page says; by its day in force where it must be."""
    year = draft.settled_year
    of_year = [e for e in law.editions if e.year == year]
    if draft.issued_on is not None and len(of_year) > 1:
        of_year = [e for e in of_year if e.issued_on == draft.issued_on] or of_year
    if of_year:
        return of_year[-1]
    if draft.issued_on is not None or year is None or amendments_of(law, year):
        return None
    later = [e for e in law.editions if e.in_force and e.in_force.year == year == e.year + 1]
    return later[0] if len(later) == 1 else None


def _in_force(law: Law, name: str, day: dt.date | None, year: int | None) -> Settled:
    """The one edition that the bare name can mean on the day, or in the year, of the page."""
    first = day or (dt.date(year, 1, 1) if year else None)
    last = day or (dt.date(year, 12, 31) if year else None)
    newest_first = tuple(reversed(law.editions))
    if first is None or last is None:
        return Settled(f"{name} ?", candidates=tuple(key_of_edition(law, e) for e in newest_first))
    possible = [e for e in newest_first if e.first_day <= last]
    for place, edition in enumerate(possible):
        if edition.surely_by(_UNSETTLED_DAYS) <= first:
            possible = possible[: place + 1]
            break
    # what is passed but far from its first day is not meant by the bare name
    possible = [e for e in possible if not e.far_ahead(last, _NEW_DAYS)]
    if len(possible) == 1:
        return Settled(key_of_edition(law, possible[0]), inferred=("year",))
    return Settled(f"{name} ?", candidates=tuple(key_of_edition(law, e) for e in possible))


def _bill_key(
    draft: Draft, law: Law | None, name: str, day: dt.date | None, year: int | None
) -> Settled:
    """The key of a bill: that of the edition which was passed within three years, if one alone."""
    until = day or (dt.date(year, 1, 1) if year else None)
    coming = [
        e
        for e in (law.editions if law else ())
        if until is not None and until <= e.last_day and e.year <= until.year + 3
    ]
    which = str(coming[0].year) if len(coming) == 1 else "?"
    inferred = ("year",) if len(coming) == 1 else ()
    return Settled(f"Dự án {name} {which}", (law.id,) if law else (), inferred)


def _named_key(
    draft: Draft, named: Named, name: str, day: dt.date | None, year: int | None
) -> Settled:
    """The key of a charter, a constitution, a platform, a treaty."""
    own = not (foreign(draft) and named.national)
    if named.congresses:
        number = draft.congress or _edition_congress(named, draft, day)
        inferred = () if draft.congress or draft.year or number is None else ("congress",)
        return Settled(f"{name} khóa {roman_of(number)}", (), inferred)
    if draft.settled_year is not None:
        said = str(draft.settled_year)
        return Settled(name if name.endswith(said) else f"{name} {said}")
    if own and len(named.years) <= 1:
        return Settled(name)
    first = day.year if day else year
    past = [y for y in named.years if own and first is not None and y < first]
    changes = [y for y in named.years if first is not None and first - 1 <= y <= first]
    if past and not changes:
        return Settled(f"{name} {past[-1]}", (), ("year",))
    newest_first = tuple(f"{name} {y}" for y in reversed(named.years)) if own else ()
    return Settled(f"{name} ?", candidates=newest_first)


def _edition_congress(entry: Named, draft: Draft, day: dt.date | None) -> int | None:
    """The congress that adopted the edition in force on the day of the page."""
    if draft.year is not None:
        passed = [n for n in entry.congresses if (c := congress(n)) and c.end.year == draft.year]
        return passed[0] if passed else None
    if day is None:
        return None
    passed = [n for n in entry.congresses if (c := congress(n)) and c.end <= day]
    return passed[-1] if passed else None
