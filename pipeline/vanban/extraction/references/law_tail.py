"""What stands behind the name of a law: acronym, "(sửa đổi)", number, year, country.

In: a reading and a draft whose span ends behind the name. Out: the draft with number, year and
title, its span up to the last element that identifies the law.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from vanban.extraction.reading.plain import Reading
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.lexicon import (
    amendments_of,
    foreign_country,
    grammar,
    law_named,
    law_of_number,
)
from vanban.extraction.references.numbers import Number, read_number
from vanban.extraction.references.years import year_after
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

REVISED = re.compile(rf" {{1,2}}\( ?{grammar('amend')} ?\)")
"""The mark of a law that replaces an older one of the same name."""

_REVISED_IN = re.compile(
    rf" {{1,2}}{grammar('amend')} {{1,2}}(?:{g.YEAR} {{1,2}})?(?P<year>(?:19[4-9]|20[0-4])\d)"
    r"(?![\w/]|[-.,]\d)"
)
"""The year of a law that replaces or amends the one named: "Luật Xây dựng sửa đổi 2020"."""

_ACRONYM = re.compile(
    rf" {{1,2}}\(([^()\n]{{2,12}})\)(?= {{1,2}}(?:{g.YEAR} |{g.NUMBER} |\d{{4}}|\())"
)
_NUMBERED = re.compile(rf",? {{1,2}}\(?(?:{g.LAW} )?{g.NUMBER} ?:? ?(?=\d)")


class _Behind(NamedTuple):
    """What was read so far: the place behind it and the place where the title ends."""

    end: int
    title_end: int
    revised: bool = False


def with_tail(reading: Reading, draft: Draft, name_start: int) -> Draft:
    """The draft with what follows its name, and with its title."""
    behind = _marks(reading, draft.span.end)
    read = _number(reading, behind.end)
    if read is not None and _of_the_amended(reading, name_start, read[0]):
        behind, read = behind._replace(end=read[1], title_end=read[1]), None
    if read is None and (revised := reading.match(_REVISED_IN, behind.end)):
        draft = replace(draft, year=int(revised["year"]))
        behind = behind._replace(end=revised.end(), revised=True)
        year, end = draft.year, behind.end
    elif read is not None:
        number, end = read
        year = number.year
        draft = replace(draft, number=number.number, symbol=number.symbol, year=year)
    else:
        year, end = None, behind.end
    if year is None:
        draft, end = _with_year(reading, draft, draft.span.end, end)
        if _is_of_the_amended(draft):
            draft = replace(draft, year=None)
    draft = _with_country(reading, draft, end)
    title = draft.title or reading.surface(Span(name_start, behind.title_end))
    span = Span(draft.span.start, end)
    return replace(draft, span=span, title=title, revised=behind.revised)


def _marks(reading: Reading, end: int) -> _Behind:
    """The acronym and "(sửa đổi)" behind a name."""
    title_end, revised = end, False
    if acronym := reading.match(_ACRONYM, end):
        end = acronym.end()
    if mark := reading.match(REVISED, end):
        end, title_end, revised = mark.end(), mark.end(), True
    return _Behind(end, title_end, revised)


def _number(reading: Reading, end: int) -> tuple[Number, int] | None:
    """The full number behind a name and the place behind it and its bracket."""
    tie = reading.match(_NUMBERED, end)
    number = read_number(reading, tie.end()) if tie else None
    if tie is None or number is None or number.symbol is None:
        return None
    closed = "(" in tie[0] and reading.plain.startswith(")", number.end)
    return number, number.end + closed


def _of_the_amended(reading: Reading, name_start: int, number: Number) -> bool:
    """True where the number behind an amending law is that of the law it amends."""
    whole = f"{number.number}/{number.year}/{number.symbol}"
    amending = reading.plain.startswith(g.AMENDING, name_start)
    known = law_of_number().get(whole)
    return amending and known is not None and not known[0].amends


def _is_of_the_amended(draft: Draft) -> bool:
    """True where the year behind an amending law is that of the law it amends."""
    if not draft.amends or draft.year is None:
        return False
    amended = law_named(draft.amends[-1])
    years = {edition.year for edition in amended.editions} if amended else set()
    return amended is not None and draft.year in years and not amendments_of(amended, draft.year)


def _with_year(reading: Reading, draft: Draft, name_end: int, end: int) -> tuple[Draft, int]:
    """The draft with the year behind its name, and the place behind all that was read.

    An acronym that neither number nor year follows is no part of the name.
    """
    dated = year_after(reading, end)
    if dated is None:
        lone = reading.match(_ACRONYM, name_end)
        return draft, name_end if lone and lone.end() == end else end
    draft, end = replace(draft, year=dated.value), dated.end
    if again := _number(reading, end):
        number, end = again
        draft = replace(draft, number=number.number, symbol=number.symbol)
    if mark := reading.match(REVISED, end):
        end = mark.end()
    return draft, end


def _with_country(reading: Reading, draft: Draft, end: int) -> Draft:
    """The draft with the foreign country whose law it is, as its issuer."""
    foreign = reading.match(foreign_country(), end)
    if foreign is None or not reading.capital(foreign.start("country")):
        return draft
    return replace(draft, issuer=reading.surface(Span(*foreign.span("country"))))
