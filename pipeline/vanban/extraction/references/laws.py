"""Laws, codes and ordinances by name: "Luật Đất đai năm 2013", "BLHS".

In: a reading. Out: drafts. A known name is taken as the lexicon has it (`law_names`), with commas
and "và" where writers drop them; for the name of any other law see `unlisted`. What stands behind
the name and identifies the law belongs to it: acronym, "(sửa đổi)", number, year, country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain, read
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import ACT, CODE, ORDINANCE, DocumentType, Law
from vanban.extraction.references.law_names import (
    amended_laws,
    form_entries,
    known_law,
    law_form_pattern,
)
from vanban.extraction.references.lexicon import (
    amendments_of,
    foreign_country,
    grammar,
    law_named,
    law_of_number,
    laws,
)
from vanban.extraction.references.numbers import Number, read_number
from vanban.extraction.references.openers import matches
from vanban.extraction.references.ordinals import Year, year_after
from vanban.extraction.references.unlisted import opens_sentence, spelled_out, unlisted_name
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

_QUOTED = re.compile(r"[\"“][^\"”“.,;:\n]{5,100}(?=[\"”])")
"""A law of another country with its name in quotation marks."""

_INTERNATIONAL = re.compile(rf" {{1,2}}{g.INTERNATIONAL}(?!\w)")
"""Behind the name of a law it makes that of a field: "Luật Thương mại quốc tế"."""

_NUMBERED = re.compile(rf",? {{1,2}}\(?(?:{g.LAW} )?{g.NUMBER} ?:? ?(?=\d)")


class _Behind(NamedTuple):
    """What was read so far: the place behind it and the place where the title ends."""

    end: int
    title_end: int
    revised: bool = False


class _Name(NamedTuple):
    """A name in a list of laws: where it starts and ends, the year behind it."""

    law: Law
    start: int
    end: int
    year: Year | None

    @property
    def last(self) -> int:
        """The place behind the name and its year."""
        return self.year.end if self.year else self.end


_ONLY_YEAR = re.compile(rf" {{1,2}}(?:{g.YEAR} {{1,2}})?((?:19[4-9]|20[0-4])\d)(?![\w/]|[-.,]\d)")
_PLURAL = re.compile(rf"(?:{g.PLURAL}|{g.SOME}) {{1,2}}$")
_BLANK = re.compile(r" {1,3}")
_FURTHER_YEAR = re.compile(
    rf"(?:, | {g.AND} |, {g.AND} )(?:{g.YEAR} )?((?:19[4-9]|20[0-4])\d)(?![\w/]|[-.,]\d)"
)
_NAME_LINK = re.compile(rf", ?| {g.AND} |, {g.AND} ")


@cache
def _refusals(entry: DocumentType) -> tuple[Pattern, Pattern]:
    """The words before and behind a word for a law by which it is none: "pháp luật", "luật sư"."""
    before = one_of(entry.name_not_after) if entry.name_not_after else r"(?!)"
    after = one_of(entry.name_not_before) if entry.name_not_before else r"(?!)"
    return (
        re.compile(rf"(?<!\w)(?:{before})(?: -)? {{1,3}}$"),
        re.compile(rf" {{1,3}}(?:{after})(?!\w)"),
    )


def find_laws(reading: PlainText) -> Iterator[Draft]:
    """All laws, codes and ordinances by name."""
    for found in matches(reading, "law", law_form_pattern()):
        entry = form_entries()[re.sub(" +", " ", found[0])]
        word = Span(*found.span())
        before, after = _refusals(entry)
        if before.search(reading.plain, max(0, word.start - 24), word.start):
            continue
        blank = reading.match(_BLANK, word.end)
        if blank is None:
            continue
        yield from _law_at(reading, entry, word, blank.end(), after)
    yield from _abbreviated(reading)


def _law_at(
    reading: PlainText, entry: DocumentType, word: Span, position: int, refused: Pattern
) -> Iterator[Draft]:
    """The law whose name begins at a place after its form."""
    if entry.name != ACT and (amended := amended_laws(reading, position)):
        span, rule = Span(word.start, amended.end), "reference.by-name"
        draft = Draft(span, entry.name, rule, (entry.id, *amended.entries), amends=amended.names)
        yield with_tail(reading, draft, position)
        return
    known = known_law(reading, entry, position)
    if known is not None and reading.match(_INTERNATIONAL, known[1]):
        return
    if known is not None and _is_trusted(reading, entry, word, position, known):
        yield from _listed(reading, entry, word, position, known)
    elif not reading.match(refused, position - 1):
        yield from _by_year_or_unlisted(reading, entry, word, position)


def _by_year_or_unlisted(
    reading: PlainText, entry: DocumentType, word: Span, position: int
) -> Iterator[Draft]:
    """A law by its year alone ("Luật năm 2013"), or by a name that the lexicon lacks."""
    only = reading.match(_ONLY_YEAR, word.end)
    if only and reading.capital(word.start) and entry.name != ORDINANCE:
        span = Span(word.start, only.end())
        yield Draft(span, entry.name, "reference.by-year", (entry.id,), year=int(only[1]))
        return
    quoted = reading.match(_QUOTED, word.start - 1) if entry.name == ACT and word.start else None
    unknown = (quoted.end(), ()) if quoted else unlisted_name(reading, entry, word, position)
    if unknown is not None:
        end, used = unknown
        span, rule = Span(word.start, end), "reference.by-unlisted-name"
        if (law := _spelled_out(reading, entry, Span(position, end))) is not None:
            used, rule = (law.id,), "reference.by-name"
        yield with_tail(reading, Draft(span, entry.name, rule, (entry.id, *used)), position)


def _spelled_out(reading: PlainText, entry: DocumentType, name: Span) -> Law | None:
    """The known law of a name with an acronym that the page explains: "Luật Thuế BVMT"."""
    whole = spelled_out(reading, reading.surface(name))
    known = known_law(read(whole), entry, 0) if whole else None
    return known[0] if whole and known and known[1] == len(whole) else None


def _is_trusted(
    reading: PlainText, entry: DocumentType, word: Span, position: int, known: tuple[Law, int]
) -> bool:
    """True where a known name after a form is meant as one, by its capitals or its length."""
    law, end = known
    if reading.capital(position) or entry.name == CODE:
        return True
    following = year_after(reading, end) or reading.match(REVISED, end)
    if following is not None or (" " in reading.plain[position:end].strip() and law.lower):
        return True
    if not reading.capital(word.start):
        return False
    return not opens_sentence(reading, word.start) or law.lower


def _listed(
    reading: PlainText, entry: DocumentType, word: Span, position: int, first: tuple[Law, int]
) -> list[Draft]:
    """The laws of "các Luật Đất đai, Nhà ở", all with the span of the list; else one draft.

    Names with a year each are a list without a plural too: "Luật Nhà ở 2023, Đất đai 2024".
    """
    names = [_Name(first[0], position, first[1], year_after(reading, first[1]))]
    plural = _PLURAL.search(reading.plain, max(0, word.start - 8), word.start)
    while tie := reading.match(_NAME_LINK, names[-1].last):
        known = known_law(reading, entry, tie.end())
        if known is None or not reading.capital(tie.end()):
            break
        further = _Name(known[0], tie.end(), known[1], year_after(reading, known[1]))
        if not (plural or (names[-1].year and further.year)):
            break
        names.append(further)
    if len(names) == 1:
        base = Draft(Span(word.start, first[1]), entry.name, "reference.by-name")
        only = with_tail(reading, replace(base, entries=(entry.id, first[0].id)), position)
        return of_years(reading, only)
    return [
        Draft(
            Span(word.start, names[-1].last),
            entry.name,
            "reference.by-listed-name",
            entries=(entry.id, name.law.id),
            year=name.year.value if name.year else None,
            title=reading.surface(Span(name.start, name.end)),
            member=i,
            alone=False,
        )
        for i, name in enumerate(names)
    ]


def of_years(reading: PlainText, draft: Draft) -> list[Draft]:
    """The editions of "Luật Đất đai năm 2003, 2013 và 2024", all with the span of the list."""
    if draft.year is None or draft.numbered:
        return [draft]
    years, end = [draft.year], draft.span.end
    while further := reading.match(_FURTHER_YEAR, end):
        years.append(int(further[1]))
        end = further.end()
    if len(years) == 1:
        return [draft]
    whole = replace(draft, span=Span(draft.span.start, end), alone=False)
    return [replace(whole, year=year, member=i) for i, year in enumerate(years)]


@cache
def _shorts() -> tuple[Pattern, dict[str, Law]]:
    table = {plain(short): law for law in laws() for short in law.short}
    return re.compile(rf"(?<![\w(])(?:{one_of(table)})(?!\w)"), table


def _abbreviated(reading: PlainText) -> Iterator[Draft]:
    """Codes by their abbreviation: BLHS 2015."""
    pattern, table = _shorts()
    for found in matches(reading, "short-law", pattern):
        span = Span(*found.span())
        if not span.of(reading.text).isupper():
            continue
        law = table[found[0]]
        draft = Draft(span, law.form, "reference.by-abbreviation", (law.id,), title=law.name)
        yield with_tail(reading, draft, span.start)


def with_tail(reading: PlainText, draft: Draft, name_start: int) -> Draft:
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
    draft, end = _with_country(reading, draft, end)
    title = draft.title or reading.surface(Span(name_start, behind.title_end))
    span = Span(draft.span.start, end)
    return replace(draft, span=span, title=title, revised=behind.revised)


def _marks(reading: PlainText, end: int) -> _Behind:
    """The acronym and "(sửa đổi)" behind a name."""
    title_end, revised = end, False
    if acronym := reading.match(_ACRONYM, end):
        end = acronym.end()
    if mark := reading.match(REVISED, end):
        end, title_end, revised = mark.end(), mark.end(), True
    return _Behind(end, title_end, revised)


def _number(reading: PlainText, end: int) -> tuple[Number, int] | None:
    """The full number behind a name and the place behind it and its bracket."""
    tie = reading.match(_NUMBERED, end)
    own = reading.plain.endswith(f" {g.NUMBER}", 0, end)  # Luật Chuyển đổi số | 148/2025/QH15
    number = read_number(reading, tie.end() if tie else end) if tie or own else None
    if number is None or number.symbol is None:
        return None
    closed = tie is not None and "(" in tie[0] and reading.plain.startswith(")", number.end)
    return number, number.end + closed


def _of_the_amended(reading: PlainText, name_start: int, number: Number) -> bool:
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


def _with_year(reading: PlainText, draft: Draft, name_end: int, end: int) -> tuple[Draft, int]:
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


def _with_country(reading: PlainText, draft: Draft, end: int) -> tuple[Draft, int]:
    """The draft with the foreign country whose law it is, as its issuer, and the year behind it."""
    foreign = reading.match(foreign_country(), end)
    if foreign is None or not reading.capital(foreign.start("country")):
        return draft, end
    draft = replace(draft, issuer=reading.surface(Span(*foreign.span("country"))))
    dated = year_after(reading, foreign.end()) if draft.year is None else None
    return (replace(draft, year=dated.value), dated.end) if dated else (draft, end)
