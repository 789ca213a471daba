"""Laws, codes and ordinances by name: "Luật Đất đai năm 2013", "BLHS".

In: a reading. Out: drafts. A known name is taken as the lexicon has it (`law_names`), with commas
and "và" where writers drop them; for the name of any other law see `unlisted`; what stands behind
the name is read by `law_tail`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of, plain, read
from vanban.extraction.references.acronyms import spelled_out
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import ACT, CODE, ORDINANCE, DocumentType, Law
from vanban.extraction.references.law_names import (
    amended_laws,
    form_entries,
    known_law,
    law_form_pattern,
)
from vanban.extraction.references.law_tail import REVISED, with_tail
from vanban.extraction.references.lexicon import laws
from vanban.extraction.references.openers import matches
from vanban.extraction.references.unlisted import opens_sentence, unlisted_name
from vanban.extraction.references.years import year_after
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

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


def find_laws(reading: Reading) -> Iterator[Draft]:
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
    reading: Reading, entry: DocumentType, word: Span, position: int, refused: Pattern
) -> Iterator[Draft]:
    """The law whose name begins at a place after its form."""
    if entry.name != ACT and (amended := amended_laws(reading, position)):
        span, rule = Span(word.start, amended.end), "reference.by-name"
        draft = Draft(span, entry.name, rule, (entry.id, *amended.entries), amends=amended.names)
        yield with_tail(reading, draft, position)
        return
    known = known_law(reading, entry, position)
    if known is not None and _trusted(reading, entry, word, position, known):
        yield from _listed(reading, entry, word, position, known)
    elif not reading.match(refused, position - 1):
        yield from _by_year_or_unlisted(reading, entry, word, position)


def _by_year_or_unlisted(
    reading: Reading, entry: DocumentType, word: Span, position: int
) -> Iterator[Draft]:
    """A law by its year alone ("Luật năm 2013"), or by a name that the lexicon lacks."""
    only = reading.match(_ONLY_YEAR, word.end)
    if only and reading.capital(word.start) and entry.name != ORDINANCE:
        span = Span(word.start, only.end())
        yield Draft(span, entry.name, "reference.by-year", (entry.id,), year=int(only[1]))
        return
    unknown = unlisted_name(reading, entry, word, position)
    if unknown is not None:
        end, used = unknown
        span, rule = Span(word.start, end), "reference.by-unlisted-name"
        if (law := _spelled_out(reading, entry, Span(position, end))) is not None:
            used, rule = (law.id,), "reference.by-name"
        yield with_tail(reading, Draft(span, entry.name, rule, (entry.id, *used)), position)


def _spelled_out(reading: Reading, entry: DocumentType, name: Span) -> Law | None:
    """The known law of a name with an acronym that the page explains: "Luật Thuế BVMT"."""
    whole = spelled_out(reading, reading.surface(name))
    known = known_law(read(whole), entry, 0) if whole else None
    return known[0] if whole and known and known[1] == len(whole) else None


def _trusted(
    reading: Reading, entry: DocumentType, word: Span, position: int, known: tuple[Law, int]
) -> bool:
    """True where a known name after a form is meant as one, by its capitals or its length."""
    law, end = known
    if reading.capital(position) or entry.name == CODE:
        return True
    if plain(law.name) == "luật sư":
        return False
    following = year_after(reading, end) or reading.match(REVISED, end)
    if following is not None or (" " in reading.plain[position:end].strip() and law.lower):
        return True
    if not reading.capital(word.start):
        return False
    return not opens_sentence(reading, word.start) or law.lower


def _listed(
    reading: Reading, entry: DocumentType, word: Span, position: int, first: tuple[Law, int]
) -> list[Draft]:
    """The laws of "các Luật Đất đai, Nhà ở", all with the span of the list; else one draft."""
    names = [(first[0], position, first[1])]
    plural = _PLURAL.search(reading.plain, max(0, word.start - 8), word.start)
    while plural and (tie := reading.match(_NAME_LINK, names[-1][2])):
        known = known_law(reading, entry, tie.end())
        if known is None or not reading.capital(tie.end()):
            break
        names.append((known[0], tie.end(), known[1]))
    span = Span(word.start, names[-1][2])
    base = Draft(span, entry.name, "reference.by-name")
    if len(names) == 1:
        only = with_tail(reading, replace(base, entries=(entry.id, first[0].id)), position)
        return _of_years(reading, only)
    return [
        replace(
            base,
            rule="reference.by-listed-name",
            entries=(entry.id, law.id),
            title=reading.surface(Span(start, end)),
            member=i,
            alone=False,
        )
        for i, (law, start, end) in enumerate(names)
    ]


def _of_years(reading: Reading, draft: Draft) -> list[Draft]:
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


def _abbreviated(reading: Reading) -> Iterator[Draft]:
    """Codes by their abbreviation: BLHS 2015."""
    pattern, table = _shorts()
    for found in matches(reading, "short-law", pattern):
        span = Span(*found.span())
        if not span.of(reading.text).isupper():
            continue
        law = table[found[0]]
        draft = Draft(span, law.form, "reference.by-abbreviation", (law.id,), title=law.name)
        yield with_tail(reading, draft, span.start)
