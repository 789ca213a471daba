"""Between which days a page was written, by the office holders that it names.

In: a text. Out: the days between which all whom it names in office were in office, with the entries
that say so. Who is named with "nguyên" or "cựu" is not in office; who is named in office on a page
that names a later year was so in the past, and says only that the page is no older.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from vanban.extraction.reading.phrases import Hit, Openers, Phrases
from vanban.extraction.reading.plain import Pattern, one_of
from vanban.extraction.reading.words import Words, words_of
from vanban.extraction.references.entries import Incumbent
from vanban.extraction.references.lexicon import grammar
from vanban.lexicons import grammar as g
from vanban.lexicons import load

_REACH = 80
"""So far before a name its office begins."""

_CLAUSE = re.compile(r"[.;:\n()\"“”]")
_LATER = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,]\d|\d)")
_BEFORE_YEAR = 24


class InOffice(NamedTuple):
    """The days between which a page was written, None where nothing says so, and the entries."""

    first: dt.date | None = None
    last: dt.date | None = None
    entries: tuple[str, ...] = ()


@cache
def _names() -> tuple[Phrases[Incumbent], Openers]:
    names = Phrases(load("terms.incumbent", Incumbent), capital=True)
    return names, Openers(names)


@cache
def _office(entry: Incumbent) -> Pattern:
    """The office and its body right before a name: "Bộ trưởng Bộ Y tế", "Thủ tướng"."""
    return re.compile(
        rf"(?<!\w)(?<!{g.DEPUTY} )(?:{one_of(entry.offices)})"
        rf"(?:,? (?!{grammar('person')})[^,]{{2,60}}?)? ?(?:- ?)?$"
    )


@cache
def _former() -> Pattern:
    return re.compile(rf"(?<!\w){grammar('former')}(?!\w)")


@cache
def _planned() -> Pattern:
    return re.compile(rf"(?:(?<!\w){grammar('until')}(?: {g.YEAR})?|\d{{4}} ?-) ?$")


def in_office(text: str, form: str) -> InOffice:
    """The days in office common to those whom a text names so; `form` is its plain text."""
    words = words_of(text)
    names, openers = _names()
    hits = (hit for i in openers.places(words) for hit in names.at(words, i))
    found = {hit.entry.id: hit.entry for hit in hits if _holds(form, words, hit)}
    if not found:
        return InOffice()
    first = max(entry.start for entry in found.values())
    last = min((entry.end for entry in found.values() if entry.end), default=None)
    if last is not None and (last < first or _goes_on(form, last.year)):
        return InOffice(first, None, tuple(found))
    return InOffice(first, last, tuple(found))


def _holds(form: str, words: Words, hit: Hit[Incumbent]) -> bool:
    """True where a name stands behind its office, and nothing says that it is a former one."""
    start = words.starts[hit.start]
    clause = _CLAUSE.split(form[max(0, start - _REACH) : start])[-1]
    office = _office(hit.entry).search(clause)
    return office is not None and not _former().search(clause)


def _goes_on(form: str, year: int) -> bool:
    """True where a page names a later year that is no plan."""
    return any(
        int(found[0]) > year
        and not _planned().search(form, max(0, found.start() - _BEFORE_YEAR), found.start())
        for found in _LATER.finditer(form)
    )
