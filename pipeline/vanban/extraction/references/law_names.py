"""Known names of laws, and the laws that an amending law names.

In: a reading and the place behind LAW. Out: the law of the lexicon whose name stands there, the
longest, and the place behind it; for "sửa đổi, bổ sung một số điều của Luật A và Luật B" the names
of A and B in one spelling.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.references.entries import CODE, LAW, DocumentType, Law
from vanban.extraction.references.lexicon import amending_laws, grammar, law_forms, laws
from vanban.extraction.references.numbers import read_number
from vanban.extraction.references.unlisted import WORD, unlisted_name
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_AMENDING = re.compile(
    rf"{grammar('amend')},? "  # sửa đổi, bổ sung
    rf"(?:(?:{grammar('some-of')}|\d{{1,3}}) )?"  # một số
    rf"(?:(?:{g.ARTICLE}|{g.CLAUSE})(?: \d{{1,3}}[{g.CODE_SMALL}]?)?"  # điều
    rf"(?:,? (?:{g.AND} )?[^.;:\n()]{{1,80}}?)?? )?"  # và phụ lục
    rf"(?:(?:{g.OF}|{g.AT}) )?"  # của
    rf"(?=(?:{g.PLURAL} |\d{{1,2}} |{g.ONE} {g.NUMBER} )?(?:{g.CODE}|{g.LAW})(?!\w)"
    rf"|(?:\d{{1,2}} |{g.PLURAL} )?{g.ORDINANCE})"
)
_OTHER_LAWS = re.compile(
    rf"(?:{grammar('some-of')}|\d{{1,2}}) (?:{g.CODE}|{g.LAW}|{g.ORDINANCE})"  # 11 luật
    rf"(?: {grammar('law-field')}[^.;:\n()]{{0,80}}?)?"  # trong lĩnh vực …
    # and then its number, its day, a mark, or a word that goes on from laws
    rf"(?= {g.NUMBER} \d| {g.DAY} \d|[,.;:\n)]|$| (?:{grammar('law-follower')}|(?:19|20)\d\d)\b"
    rf"| {g.AND} (?:{g.PLURAL} )?(?:{g.CODE}|{g.LAW}|{g.any_of('resolution-head')}))"
)
_OF_NEXT = rf"(?:{g.ARTICLE} \d{{1,3}}[{g.CODE_SMALL}]? {g.OF} )?"  # và điều 121 của Luật Đất đai
_NEXT_FORM = rf" {_OF_NEXT}(?=(?:{g.CODE}|{g.LAW})[ \n]|{g.ORDINANCE} )"
_NEXT_LAW = re.compile(rf"(?:,? {g.AND}|,){_NEXT_FORM}")
_NEXT_LAW_LOOSELY = re.compile(rf"(?:[,;]? {g.AND}|[,;]){_NEXT_FORM}")
"""As portals list them, with semicolons; so do lists of laws that have nothing in common."""

_NUMBER = re.compile(rf" {{1,2}}{g.NUMBER} {{1,2}}(?=\d)")
_ENDS = rf"(?:(?!\w)|(?=\d{{1,2}}(?!\w|[.,/-]\d))|(?={g.DAY} ?\d))"
"""The end of a name, to which a footnote's number or "ngày" may be glued: "Luật Đất đai1"."""


class Amended(NamedTuple):
    """The laws that an amending law names: the place behind them, their names, their entries."""

    end: int
    names: tuple[str, ...]
    entries: tuple[str, ...] = ()


def loose(name: str) -> str:
    """A pattern of a name in which commas and "và" may be missing or stand for each other.

    Behind each word of a name that lists things a comma too many may stand.
    """
    pattern = re.escape(plain(name)).replace(r"\ ", " ").replace(r"\-", "-")
    link = f" {g.AND}"
    pattern = pattern.replace(f"{link} ", rf"(?:,?{link}|,| &| -)? ")
    pattern = pattern.replace(", ", rf"(?:(?:,|,?{link}| &)? |\\x20,)")
    listed = ", " in name and f"{link} " in name
    return pattern.replace(" ", ",? {1,3}" if listed else " {1,3}")


def _law_at(form: str, reading: PlainText, position: int) -> tuple[Law, int] | None:
    """The law of a form whose name stands at a place, the longest, and the place after it."""
    first = reading.match(WORD, position)
    if first is None or first[0] not in _known(form):
        return None
    pattern, named = _names_pattern(form, first[0])
    found = reading.match(pattern, position)
    if found is None or found.lastindex is None:
        return None
    return named[found.lastindex - 1], found.end()


@cache
def _known(form: str) -> dict[str, list[tuple[str, Law]]]:
    """The names of the laws of a form by their first word, the longest first."""
    pairs = [(name, law) for law in laws() if law.form == form for name in law.forms]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    by_word: dict[str, list[tuple[str, Law]]] = {}
    for name, law in pairs:
        by_word.setdefault(WORD.findall(plain(name))[0], []).append((name, law))
    return by_word


@cache
def _names_pattern(form: str, word: str) -> tuple[Pattern, tuple[Law, ...]]:
    """A pattern of the names that begin with a word, and the law of each of its groups."""
    named = _known(form)[word]
    groups = "|".join(f"({loose(name)})" for name, _ in named)
    return re.compile(rf"(?:{groups}){_ENDS}"), tuple(law for _, law in named)


@cache
def law_form_pattern() -> Pattern:
    """Any word that a law's name follows, as a whole word."""
    return re.compile(rf"(?<![\w-])(?:{one_of(entry.name for entry in law_forms())})(?!\w)")


@cache
def form_entries() -> dict[str, DocumentType]:
    """The words that a law's name follows, by their plain form."""
    return {plain(entry.name): entry for entry in law_forms()}


def known_law(reading: PlainText, entry: DocumentType, position: int) -> tuple[Law, int] | None:
    """The known law whose name stands at a place behind its form, and the place after it.

    LAW may stand for CODE, and for the "Pháp lệnh" that a law has replaced it may not.
    """
    known = _law_at(entry.name, reading, position)
    if known is None and entry.name == LAW and reading.capital(position):
        known = _law_at(CODE, reading, position)
    return known


def amended_laws(reading: PlainText, position: int) -> Amended | None:
    """The laws of "sửa đổi, bổ sung một số điều của Luật Đầu tư và Luật Nhà ở" at a place."""
    amending = reading.match(_AMENDING, position)
    if amending is None:
        return None
    if others := reading.match(_OTHER_LAWS, amending.end()):
        name = reading.surface(Span(*others.span()))
        return Amended(others.end(), (name[:1].lower() + name[1:],))
    listed = _listed(reading, amending.end(), _NEXT_LAW)
    loosely = _listed(reading, amending.end(), _NEXT_LAW_LOOSELY)
    if len(loosely.names) > len(listed.names) and _is_known(loosely.names):
        return loosely
    return listed


def _is_known(names: tuple[str, ...]) -> bool:
    """True where a law on record amends just these laws."""
    wanted = set(map(plain, names))
    return any(set(map(plain, law.amends)) == wanted for law in amending_laws())


def _listed(reading: PlainText, place: int, link: Pattern) -> Amended:
    """The laws listed from a place on, with some link between them."""
    end = place
    names: list[str] = []
    entries: list[str] = []
    while form := law_form_pattern().match(reading.plain, place):
        one = _one_law(reading, form)
        if one is None:
            end = end if names else form.end()
            break
        end, name, used = one
        names.append(name)
        entries += used
        tie = reading.match(link, end)
        if tie is None:
            break
        place = tie.end()
    return Amended(len(reading.plain[:end].rstrip(" ,;")), tuple(names), tuple(entries))


def _one_law(reading: PlainText, form: re.Match[str]) -> tuple[int, str, tuple[str, ...]] | None:
    """One law in the name of an amending law, with its number: its end, name and entries."""
    own, start = form_entries()[re.sub(" +", " ", form[0])], form.end() + 1
    known = _law_at(own.name, reading, start)
    unknown = None if known else unlisted_name(reading, own, Span(*form.span()), start)
    if known is not None:
        law, end = known
        return _behind_number(reading, end), f"{law.form} {law.name}", (law.id,)
    if unknown is None:
        return None
    end, used = unknown
    written = reading.surface(Span(start, end))
    name = f"{own.name} {written[:1].upper()}{written[1:]}"
    return _behind_number(reading, end), name, used


def _behind_number(reading: PlainText, end: int) -> int:
    """The place behind the number of an amended law, where more laws or nothing follow it."""
    tie = reading.match(_NUMBER, end)
    number = read_number(reading, tie.end()) if tie else None
    if number is None or number.symbol is None:
        return end
    return number.end if reading.match(_NEXT_LAW, number.end) else end
