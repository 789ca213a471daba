"""Laws, codes and ordinances by name: "Luật Đất đai năm 2013", "BLHS".

In: a reading. Out: drafts. A known name is taken as the lexicon has it, with commas and "và" where
writers drop them; for the name of any other law see `unlisted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.lexicon import (
    Law,
    LawForm,
    foreign_country,
    law_forms,
    law_of_number,
    laws,
)
from vanban.extraction.references.numbers import read_number
from vanban.extraction.references.openers import matches
from vanban.extraction.references.unlisted import WORD, opens_sentence, unlisted_name
from vanban.extraction.references.years import year_after
from vanban.text.spans import Span

_AMENDING = re.compile(
    r"sửa đổi(?:,? (?:và )?bổ sung)?,? (?:(?:một số|một|các|\d{1,3}) )?điều "
    r"(?:và .{0,60}? )?(?:của|tại)? ?"
    r"(?=(?:các |\d{1,2} |một số |bộ )?luật|pháp lệnh|bộ luật)"
)
_OTHER_LAWS = re.compile(
    r"(?:các |\d{1,2} |một số )(?:bộ )?luật"
    r"(?: (?:về|liên quan|có liên quan)[^.;:\n()]{0,80}?)?"
    r"(?= số \d|[,.;:\n)]| (?:có|là|được|đã|và|năm)\b|$)"
)
_NEXT_LAW = re.compile(r"(?:,| và|, và) (?=(?:bộ )?luật )")
_ACRONYM = re.compile(r" {1,2}\(([^()\n]{2,12})\)(?= {1,2}(?:năm |số |\d{4}|\())")
_REVISED = re.compile(r" {1,2}\( ?sửa đổi(?:,? (?:và )?bổ sung)? ?\)")
_NUMBERED = re.compile(r",? {1,2}\(?số ?:? ?(?=\d)")
_ONLY_YEAR = re.compile(r" {1,2}(?:năm {1,2})?((?:19[4-9]|20[0-4])\d)(?![\w/]|[-.,]\d)")
_PLURAL = re.compile(r"(?:các|những) {1,2}$")
_BLANK = re.compile(r" {1,3}")
_NAME_LINK = re.compile(r", ?| và |, và ")


def _loose(name: str) -> str:
    """A pattern of a name in which commas and "và" may be missing or stand for each other."""
    pattern = re.escape(plain(name)).replace(r"\ ", " ").replace(r"\-", "-")
    pattern = pattern.replace(" và ", "(?:,? và|,| &)? ").replace(", ", "(?:,|,? và| &)? ")
    return pattern.replace(" ", " {1,3}")


@dataclass(frozen=True)
class _Names:
    """Known names of one law form: by their first word a pattern and the law of each group."""

    by_word: dict[str, tuple[Pattern, tuple[Law, ...]]]

    def at(self, reading: Reading, position: int) -> tuple[Law, int] | None:
        """The law whose name stands at a place, the longest, and the place after it."""
        first = reading.match(WORD, position)
        names = self.by_word.get(first[0]) if first else None
        found = reading.match(names[0], position) if names else None
        if names is None or found is None or found.lastindex is None:
            return None
        return names[1][found.lastindex - 1], found.end()


@cache
def _known(form: str) -> _Names:
    pairs = [(name, law) for law in laws() if law.form == form for name in law.forms]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    by_word: dict[str, list[tuple[str, Law]]] = {}
    for name, law in pairs:
        by_word.setdefault(WORD.findall(plain(name))[0], []).append((name, law))
    table = {}
    for word, named in by_word.items():
        groups = "|".join(f"({_loose(name)})" for name, _ in named)
        table[word] = (re.compile(rf"(?:{groups})(?!\w)"), tuple(law for _, law in named))
    return _Names(table)


@cache
def _forms() -> Pattern:
    return re.compile(rf"(?<![\w-])(?:{one_of(entry.name for entry in law_forms())})(?!\w)")


@cache
def _form_entries() -> dict[str, LawForm]:
    return {plain(entry.name): entry for entry in law_forms()}


@cache
def _refusals(entry: LawForm) -> tuple[Pattern, Pattern]:
    before = one_of(entry.not_after) if entry.not_after else r"(?!)"
    after = one_of(entry.not_before) if entry.not_before else r"(?!)"
    return (
        re.compile(rf"(?<!\w)(?:{before})(?: -)? {{1,3}}$"),
        re.compile(rf" {{1,3}}(?:{after})(?!\w)"),
    )


def find_laws(reading: Reading) -> Iterator[Draft]:
    """All laws, codes and ordinances by name."""
    for found in matches(reading, "law", _forms()):
        entry = _form_entries()[re.sub(" +", " ", found[0])]
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
    reading: Reading, entry: LawForm, word: Span, position: int, refused: Pattern
) -> Iterator[Draft]:
    """The law whose name begins at a place after its form."""
    known = _known(entry.name).at(reading, position)
    amending = reading.match(_AMENDING, position) if entry.name != "Đạo luật" else None
    capital = reading.capital(word.start)
    rule = "reference.by-name"
    entries: tuple[str, ...] = (entry.id,)
    if amending is not None:
        end = _amended(reading, amending.end())
        yield _finish(reading, Draft(Span(word.start, end), entry.name, rule, entries), position)
        return
    if known is None and entry.name == "Luật":
        known = _known("Bộ luật").at(reading, position) if reading.capital(position) else None
    if known is not None and _trusted(reading, entry, word, position, known):
        yield from _listed(reading, entry, word, position, known)
        return
    if reading.match(refused, position - 1):
        return
    if (
        capital
        and (only := _ONLY_YEAR.match(reading.plain, word.end))
        and entry.name != "Pháp lệnh"
    ):
        span = Span(word.start, only.end())
        yield Draft(span, entry.name, "reference.by-year", entries, year=int(only[1]))
        return
    unknown = unlisted_name(reading, entry, word, position)
    if unknown is not None:
        end, used = unknown
        draft = Draft(
            Span(word.start, end), entry.name, "reference.by-unlisted-name", entries + used
        )
        yield _finish(reading, draft, position)


def _trusted(
    reading: Reading, entry: LawForm, word: Span, position: int, known: tuple[Law, int]
) -> bool:
    """True where a known name after a form is meant as one, by its capitals or its length."""
    law, end = known
    if reading.capital(position) or (entry.name == "Bộ luật"):
        return True
    if plain(law.name) == "luật sư":
        return False
    following = year_after(reading, end) or reading.match(_REVISED, end)
    if following is not None or (" " in reading.plain[position:end].strip() and law.lower):
        return True
    if not reading.capital(word.start):
        return False
    return not opens_sentence(reading, word.start) or law.lower


def _amended(reading: Reading, position: int) -> int:
    """The end of the laws that an amending law names: "của Luật Đầu tư và Luật Nhà ở"."""
    if others := reading.match(_OTHER_LAWS, position):
        return others.end()
    end = position
    while True:
        form = _forms().match(reading.plain, end)
        if form is None:
            break
        start = form.end() + 1
        own = _form_entries()[re.sub(" +", " ", form[0])]
        known = _known(own.name).at(reading, start)
        unknown = None if known else unlisted_name(reading, own, Span(*form.span()), start)
        if known is None and unknown is None:
            end = form.end()
            break
        end = known[1] if known else unknown[0] if unknown else end
        link = reading.match(_NEXT_LAW, end)
        if link is None:
            break
        end = link.end()
    return len(reading.plain[:end].rstrip(" ,"))


def _listed(
    reading: Reading, entry: LawForm, word: Span, position: int, first: tuple[Law, int]
) -> list[Draft]:
    """The laws of "các Luật Đất đai, Nhà ở", all with the span of the list; else one draft."""
    names = [(first[0], position, first[1])]
    plural = _PLURAL.search(reading.plain, max(0, word.start - 8), word.start)
    while plural and (tie := reading.match(_NAME_LINK, names[-1][2])):
        known = _known(entry.name).at(reading, tie.end())
        if known is None or not reading.capital(tie.end()):
            break
        names.append((known[0], tie.end(), known[1]))
    span = Span(word.start, names[-1][2])
    base = Draft(span, entry.name, "reference.by-name")
    if len(names) == 1:
        return [_finish(reading, replace(base, entries=(entry.id, first[0].id)), position)]
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


def _finish(reading: Reading, draft: Draft, name_start: int) -> Draft:
    """The draft with what follows a name: acronym, "(sửa đổi)", number, year; and its title."""
    end = draft.span.end
    title_end = end
    if acronym := reading.match(_ACRONYM, end):
        end = acronym.end()
    if revised := reading.match(_REVISED, end):
        end = title_end = revised.end()
    year, number, symbol = None, None, None
    tie = reading.match(_NUMBERED, end)
    found = read_number(reading, tie.end()) if tie else None
    if tie and found and found.symbol is not None:
        end = found.end + (1 if "(" in tie[0] and reading.plain[found.end :][:1] == ")" else 0)
        whole = f"{found.number}/{found.year}/{found.symbol}"
        if reading.plain.startswith("sửa đổi", name_start) and whole in law_of_number():
            title_end = end  # the number of the law that is amended
        else:
            number, symbol, year = found.number, found.symbol, found.year
    if year is None and (dated := year_after(reading, end)):
        year, end = dated.value, dated.end
        if revised_after := reading.match(_REVISED, end):
            end = revised_after.end()
    if end == (acronym.end() if acronym else -1) and year is None:
        end = draft.span.end
    foreign = reading.match(foreign_country(), end)
    if foreign and reading.capital(foreign.start("country")):
        draft = replace(draft, issuer=reading.surface(Span(*foreign.span("country"))))
    title = reading.surface(Span(name_start, title_end))
    return replace(
        draft,
        span=Span(draft.span.start, end),
        year=year,
        number=number,
        symbol=symbol,
        title=draft.title or title,
    )


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
        yield _finish(reading, draft, span.start)
