"""Days of issue beside a reference.

In: a reading, a place, the dates found on the page. Out: the date behind a document or before who
issued it, also one whose year the page leaves to its day; whether it was issued just now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from vanban.extraction.reading.plain import Pattern, PlainText
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.lexicon import any_word, grammar
from vanban.lexicons import grammar as g
from vanban.schema import DateFields
from vanban.text.mention import Mention
from vanban.text.spans import Span, line_start

_ISSUED = re.compile(
    rf" {{0,2}},? {{0,2}}(?P<open>\()?"
    rf"(?P<verb>(?:{g.PASSIVE} )?{grammar('issue-verb')}[^.;\n()]{{0,12}}? )?"  # được ban hành
    rf"(?:(?:{g.BACK_WHEN}|{g.WHEN}) [\d:h]{{1,6}}(?: {g.HOUR}(?: \d\d)?)? )?"  # lúc 9 giờ 30
    rf"(?:trong |{g.ALONG} )?"  # cùng (ngày)
    rf"(?:(?<=\w)(?P<glued>{g.DAY}) )?(?={g.DAY}|{g.MONTH} |\d)"
)
"""What leads from a document to its day of issue: ", (ban hành | ngày 5/3/2020)".

Converted pages lose the blank before or behind "ngày".
"""

_IN_YEAR = re.compile(
    rf",? {{0,2}}\(?(?:{g.PASSIVE} )?{grammar('issue-verb')}(?: {g.INTO})? {g.YEAR} "
    r"((?:19[4-9]|20[0-4])\d)(?!\d)"
)
"""The year of issue behind a verb: "Luật Nhà ở ban hành năm 2014"."""

_DAY_ENDS = re.compile(
    rf" {{0,2}}(?:$|[,.;:)\n]|(?:{g.OF}|{g.ABOUT}|{g.BY}|{grammar('issue-verb')}) )"
)
"""What follows a day of issue without a year; else it opens the clause of the sentence."""

_TO_ISSUER = re.compile(
    rf"\)?(?:[,:]| -)? {{0,2}}(?:{g.AT} [^,;.\n\d]{{2,30}}, )?"
    rf"(?:{g.DEPUTY} |{grammar('person')}(?: [^\W\d_]+){{0,5}},? )?"
)
"""What stands between a day and who issued a document on it."""


class Dated(NamedTuple):
    """A date of the page: its span, its year, and its day where it is one day."""

    span: Span
    year: int
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a page whose year is known, by the places where they start and end."""

    starting: dict[int, Dated] = field(default_factory=dict)
    ending: dict[int, Dated] = field(default_factory=dict)


def days_of(found: Iterable[Mention]) -> Days:
    """The dates among some mentions that lie in one year."""
    days = Days()
    for mention in found:
        date = mention.fields
        if not isinstance(date, DateFields) or date.start_date is None or date.end_date is None:
            continue
        first, last = date.start_date, date.end_date
        if first.year == last.year:
            dated = Dated(mention.span, first.year, first if first == last else None)
            days.starting[mention.span.start] = days.ending[mention.span.end] = dated
    return days


def issued_on(draft: Draft, dated: Dated, reading: PlainText) -> Draft:
    """The draft with its day of issue, or the year of a date that is no day.

    A day of another year than the number holds is misread, or another's.
    """
    if draft.year is not None and draft.year != dated.year:
        return draft
    if dated.day is None:
        return replace(draft, edition=draft.edition or dated.year)
    said = str(dated.year) in dated.span.of(reading.text)
    inferred = draft.inferred if said else (*draft.inferred, "issued_on")
    return replace(draft, issued_on=dated.day, inferred=inferred)


def issued_in(draft: Draft, reading: PlainText) -> Draft:
    """The draft with the year behind it in which it was issued, as a clause says."""
    found = reading.match(_IN_YEAR, draft.span.end)
    return replace(draft, edition=int(found[1])) if found else draft


def issued_behind(reading: PlainText, position: int, days: Days) -> Dated | None:
    """The date of issue behind a document; digits alone need a bracket or a verb before them."""
    lead = reading.match(_ISSUED, position)
    dated = days.starting.get(lead.end()) if lead else None
    if lead is None or dated is None:
        return None
    whole = str(dated.year) in dated.span.of(reading.text)
    words = (g.DAY, g.MONTH) if whole else (g.DAY,)
    led = (
        lead["open"]
        or lead["verb"]
        or lead["glued"]
        or reading.plain.startswith(words, dated.span.start)
    )
    opens = lead[0].startswith(",") and (
        reading.plain.startswith(":", dated.span.end)
        or not (whole or reading.match(_DAY_ENDS, dated.span.end))
    )
    return dated if led and not opens else None


def issued_before(reading: PlainText, begin: int, end: int, days: Days) -> Dated | None:
    """The date that opens the clause of an issuer: "Ngày 25/10, Phó | Thủ tướng … ký"."""
    places = (place for place in range(end - 1, begin, -1) if place in days.ending)
    place = next(places, None)
    tie = reading.match(_TO_ISSUER, place) if place is not None else None
    return days.ending[place] if place is not None and tie and tie.end() == end else None


@cache
def enacted() -> Pattern:
    """What a body does to its own document, right before it: "đã ký ban hành"."""
    return re.compile(
        rf",?(?: {{1,2}}{grammar('aspect')}){{0,3}} {{1,2}}{any_word('enacts')}"
        rf"(?:,? {g.ISSUING})?:? {{1,2}}(?:{grammar('plural')} {{1,2}})?$"
    )


def just_issued(reading: PlainText, position: int) -> bool:
    """True where the words before a place say that what follows was issued just now."""
    begin = line_start(reading.plain, position, position - 140)
    made = enacted().search(reading.plain, begin, position)
    just = _just().search(reading.plain, begin, position) if made else None
    return just is not None and not _future().search(just[0])


@cache
def _future() -> Pattern:
    return re.compile(rf"(?<!\w){grammar('future')}(?!\w)")


@cache
def _just() -> Pattern:
    """Words of the present before the verb of issue: "vừa ban hành", "sáng nay, … đã ký"."""
    return re.compile(
        rf"(?:{grammar('future')} )?(?<!\w){grammar('just')}(?!\w)[^.;\n]{{0,90}}$"  # sẽ biểu quyết
    )
