"""Documents with a unique name that are no laws: "Điều lệ Đảng khóa XI", "Hiến pháp năm 2013".

In: a reading. Out: drafts of the charters, constitutions, platforms and treaties of the lexicon,
and of treaties that it lacks: a proper name, an acronym, a number or a year must be in the name
("Hiệp định Biên giới Việt - Lào năm 1977"; "Hiệp định thương mại tự do" alone names no treaty).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import NamedDocument
from vanban.extraction.references.gatherings import gatherings
from vanban.extraction.references.laws import of_years
from vanban.extraction.references.lexicon import (
    any_word,
    foreign_country,
    grammar,
    grammar_words,
    named_documents,
    words,
)
from vanban.extraction.references.openers import TREATIES, matches
from vanban.extraction.references.ordinals import khoa, year_after
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_TREATY = re.compile(
    rf"(?<![\w-])(?P<word>{one_of(TREATIES)})(?!\w)"
    rf"(?P<gap> {{1,2}}(?:{g.OF} {{1,2}})?(?:{g.NUMBER} {{1,2}})?)"
)

_BODY = re.compile(rf"(?<!\w)(?:{grammar('treaty-member')}|\d) {{1,2}}$")

_NUMBER = re.compile(r"(?:(?:1[89]|20)\d\d|\d{1,3})(?![\w/%]|[.,]\d)")

_LABOUR = re.compile(
    rf",? {{1,2}}(?:{g.OF} {{1,2}})?(?P<body>{g.any_of('labour-body', ' ').lower()})(?!\w)"
)

_WORD = re.compile(r"[^\W_][\w/-]*")

_GAP = re.compile(r" - |-| {1,2}")

ACRONYM = re.compile(rf" {{1,2}}\([{g.CODE_CAPITALS}][A-Za-z0-9-]{{1,11}}\)")
"""The abbreviation that a treaty is known by, in brackets after its name."""

_KINDS = (*grammar_words("treaty-kind"), *g.forms("agreement-kind"))
"""Kinds of treaties: a page may call one treaty by several of them."""

_CHARTERS = frozenset(g.forms("charter"))
"""Types of documents whose body is named with more or fewer words from page to page."""

_DEVELOPED = re.compile(rf" {{1,2}}\({g.any_of('developed', ' ')}(?: {g.YEAR})? (\d{{4}})\)")

# Điều lệ Đảng | do | Đại hội đại biểu toàn quốc lần thứ XI | của Đảng thông qua
_ADOPTED = re.compile(rf",? \(?(?:{g.ALREADY} )?(?:{g.PASSIVE}|{g.BY}) (?={grammar('congress')})")
_BY_IT = re.compile(rf"(?: {g.OF} {g.PARTY})? {g.PASSING}")


@cache
def _named_pattern() -> tuple[Pattern, dict[str, NamedDocument]]:
    """The named documents that no other shares a form with: their pattern, and each by its form."""
    table = {
        plain(form): entry
        for entry in named_documents()
        for form in entry.forms
        if form not in {name.form for name in entry.shared}
    }
    return re.compile(rf"(?<![\w-])(?:{one_of(table)})(?!\w)"), table


@cache
def _bloc() -> Pattern:
    """Words behind which the abbreviation of a treaty is the group of its members."""
    return re.compile(rf"(?<!\w){any_word('treaty-bloc')} {{1,2}}$")


@cache
def _shared() -> dict[str, list[tuple[NamedDocument, Pattern]]]:
    """Documents that bear another's name, with the words by which a page means them."""
    table: dict[str, list[tuple[NamedDocument, Pattern]]] = {}
    for entry in named_documents():
        for name in entry.shared:
            pattern = re.compile(rf"(?<!\w)(?:{one_of(name.near)})(?!\w)")
            table.setdefault(plain(name.form), []).append((entry, pattern))
    return table


def _disambiguated(reading: PlainText, form: str, entry: NamedDocument) -> NamedDocument:
    """The document that a page means by a name that several bear."""
    others = _shared().get(form, ())
    return next((other for other, near in others if near.search(reading.plain)), entry)


def named_at(reading: PlainText, position: int) -> bool:
    """True where a known name stands at a place."""
    return _named_pattern()[0].match(reading.plain, position) is not None


def find_named(reading: PlainText) -> Iterator[Draft]:
    """Charters, constitutions, platforms and treaties that the lexicon knows."""
    pattern, table = _named_pattern()
    for found in matches(reading, "named", pattern):
        form = re.sub(" +", " ", found[0])
        entry = _disambiguated(reading, form, table[form])
        span = Span(*found.span())
        if entry.capital and not _is_proper(reading, found[0], span.start):
            continue
        if entry.not_after and _after(reading, entry, span.start):
            continue
        abbreviation = " " not in form and span.of(reading.text).isupper()
        if abbreviation and _bloc().search(reading.plain, max(0, span.start - 24), span.start):
            continue
        kind = next((k for k in _KINDS if found[0].startswith(plain(k))), entry.doc_type)
        title = _as_written(reading, span) if entry.doc_type in _CHARTERS else entry.title
        used = (entry.id, words("treaty-bloc").id) if abbreviation else (entry.id,)
        draft = Draft(span, kind, "reference.by-name", used, title=title)
        draft = _edition(reading, entry, draft)
        if draft.issuer is None:
            draft = replace(draft, issuer=_labour(reading, draft.span.end))
        needed = form in map(plain, entry.edition_needed)
        if not needed or draft.year is not None or draft.congress is not None:
            yield from of_years(reading, draft) if entry.years else (draft,)


def _is_proper(reading: PlainText, form: str, start: int) -> bool:
    """True for a name with a capital, in its kind or behind it: "công ước Liên hợp quốc"."""
    kind = next((kind for kind in map(plain, _KINDS) if form.startswith(f"{kind} ")), None)
    return reading.capital(start) or (kind is not None and reading.capital(start + len(kind) + 1))


def _labour(reading: PlainText, position: int) -> str | None:
    """The body, behind the number of a convention, that numbers its conventions."""
    found = reading.match(_LABOUR, position)
    return reading.surface(Span(*found.span("body"))) if found else None


def _as_written(reading: PlainText, span: Span) -> str | None:
    """What a charter is the charter of, as the page writes it."""
    words = reading.surface(span).split(" ", 2)
    return words[2].removeprefix(f"{g.OF} ") if len(words) > 2 else None


@cache
def _not_after(entry: NamedDocument) -> Pattern:
    return re.compile(rf"(?<!\w)(?:{one_of(entry.not_after)}) {{1,3}}$")


def _after(reading: PlainText, entry: NamedDocument, position: int) -> bool:
    return _not_after(entry).search(reading.plain, max(0, position - 32), position) is not None


def _edition(reading: PlainText, entry: NamedDocument, draft: Draft) -> Draft:
    """The draft with the year or khóa that says which edition is meant."""
    end = draft.span.end
    foreign = reading.match(foreign_country(), end) if entry.national else None
    if foreign and reading.capital(foreign.start("country")):
        draft = replace(draft, issuer=reading.surface(Span(*foreign.span("country"))))
        if dated := year_after(reading, foreign.end()):
            return replace(draft, year=dated.value, span=Span(draft.span.start, dated.end))
    charter = entry.congresses or entry.doc_type in _CHARTERS
    if charter and (found := khoa(reading, end)):
        return replace(draft, congress=found[0][0], span=Span(draft.span.start, found[1]))
    if entry.congresses and (adopted := reading.match(_ADOPTED, end)):
        met = gatherings(reading, adopted.end())
        if len(met) == 1 and met[0].central and reading.match(_BY_IT, met[0].end):
            draft = replace(draft, congress=met[0].congress)
    if bracket := reading.match(_DEVELOPED, end):
        return replace(draft, year=int(bracket[1]), span=Span(draft.span.start, bracket.end()))
    dated = year_after(reading, end)
    if dated and (dated.announced or not entry.congresses):
        later = reading.match(_DEVELOPED, dated.end)
        year = int(later[1]) if later else dated.value
        last = later.end() if later else dated.end
        draft = replace(draft, year=year, span=Span(draft.span.start, last))
    if acronym := ACRONYM.match(reading.text, draft.span.end):
        draft = replace(draft, span=Span(draft.span.start, acronym.end()))
        behind = year_after(reading, acronym.end()) if draft.year is None else None
        if behind is not None and behind.announced:
            return replace(draft, year=behind.value, span=Span(draft.span.start, behind.end))
    return draft


@cache
def _stop_word() -> Pattern:
    return re.compile(any_word("treaty-stop"))


_SELF, _GOODS = g.forms("free-trade")


@cache
def _stop() -> Pattern:
    """What ends the name of a treaty."""
    return re.compile(
        rf"(?:(?<!{_SELF} )do(?!\w)|{g.MID} (?:hai|{g.PLURAL}|ba)"
        rf"|{g.AND} (?={g.any_of('treaty-head')})"
        r"|(?:19|20)\d\d(?!\w)"
        rf"|(?<!{_GOODS} ){any_word('treaty-stop')})"
    )


@cache
def _unordered() -> dict[frozenset[str], NamedDocument]:
    """The named documents by their words, whatever their order."""
    return {_words(plain(form)): entry for entry in named_documents() for form in entry.forms}


def _words(form: str) -> frozenset[str]:
    """The words of a treaty's plain name but those between its parties: "giữa A và B", "A - B"."""
    return frozenset(re.findall(r"\w+", form)) - {g.MID, g.AND, g.ABOUT}


def find_treaties(reading: PlainText) -> Iterator[Draft]:
    """Treaties by a name that the lexicon lacks, or has with its parties in another order.

    A proper name or an acronym must be in it.
    """
    for found in matches(reading, "treaty", _TREATY):
        start = found.start()
        lower = not reading.capital(start)
        if (lower and not reading.capital(found.end())) or _BODY.search(
            reading.plain, max(0, start - 12), start
        ):
            continue
        if named_at(reading, start):
            continue
        draft = Draft(
            Span(start, found.end()),
            TREATIES[" ".join(found["word"].split())],
            "reference.by-treaty-name",
        )
        if number := reading.match(_NUMBER, found.end()):
            year = int(number[0]) if len(number[0]) == 4 else None
            issuer = _labour(reading, number.end())
            if year or g.NUMBER in found["gap"] or issuer:
                span, digits = Span(start, number.end()), None if year else number[0]
                yield replace(draft, span=span, year=year, number=digits, issuer=issuer)
            continue
        end = _treaty_name(reading, found.end())
        if end is None:
            continue
        title = reading.surface(Span(found.end(), end))
        stopped = reading.match(_stop_word(), end + 1)
        known = _unordered().get(_words(reading.plain[start:end]))
        used = (*((words("treaty-stop").id,) if stopped else ()), *((known.id,) if known else ()))
        draft = replace(draft, span=Span(start, end), title=title, entries=used)
        if acronym := ACRONYM.match(reading.text, end):
            end = acronym.end()
            draft = replace(draft, span=Span(start, end))
        dated = year_after(reading, end)
        yield replace(draft, year=dated.value, span=Span(start, dated.end)) if dated else draft


def _treaty_name(reading: PlainText, position: int) -> int | None:
    """The end of a treaty's name; None where nothing in it is a proper name."""
    end, proper, count, about = None, 0, 0, None
    place = position
    while count < 24:
        word = reading.match(_WORD, place)
        if word is None or reading.match(_stop(), place):
            break
        surface = reading.text[place : word.end()]
        joined = reading.plain[:place].endswith(f"{g.AND} ")
        if word[0] == g.ABOUT and proper:
            about = about or end
        elif surface[0].isupper():
            about = None
        proper += surface[0].isupper() and (surface.isascii() if count == 0 else not joined)
        end, count = word.end(), count + 1
        gap = reading.match(_GAP, end)
        if gap is None:
            break
        place = gap.end()
    if end is None or not proper:
        return None
    acronym = ACRONYM.match(reading.text, end)
    if about and not acronym and not year_after(reading, end):
        end = about
    first = reading.capital(position)
    return end if first or acronym or proper > 1 else None
