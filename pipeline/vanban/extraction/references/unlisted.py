"""Names of laws that the lexicon lacks: the place after "Luật" -> where the name ends.

A name begins with a capital or with a word that names of laws begin with, and goes on until a word
that no such name holds at that place (`document_types`). An acronym in it that the page explains,
"bảo vệ môi trường (BVMT)", gives its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from vanban.extraction.reading.plain import PlainText
from vanban.extraction.references.entries import ACT, DocumentType
from vanban.extraction.references.issuing import issuer_forms
from vanban.extraction.references.lexicon import foreign_country, word_set, words
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_ACRONYM = re.compile(rf"(?<!\w)[{g.CODE_CAPITALS}Ư]{{2,9}}(?!\w)")

_IN_BRACKETS = re.compile(rf"\(([{g.CODE_CAPITALS}Ư]{{2,9}})\)")

_SYLLABLE = re.compile(r"[^\W\d_]+")

_REACH = 100
"""So far before its brackets the words of an acronym begin."""

WORD = re.compile(r"[^\W\d_][^\W_]*(?:/[^\W\d_]+)?")
"""A word of a name; HIV/AIDS is one."""

_GAP = re.compile(r" - |, {1,2}| {1,2}")
_LIMIT = 16
"""No name of a law has more words than this before it is cut off."""


def unlisted_name(
    reading: PlainText, entry: DocumentType, word: Span, position: int
) -> tuple[int, tuple[str, ...]] | None:
    """The end of the name of a law that the lexicon lacks, and the entries that bore it out.

    It begins with a capital, or with a word that names of laws begin with.
    """
    first = reading.match(WORD, position)
    opener = _phrase_in(reading, position, word_set("law-opener"))
    capital = reading.capital(position)
    if first is None or first[0] == g.LAW:
        return None
    opens = _may_open(reading, word, capital=capital, opener=opener)
    if not opens and not (opener and reading.capital(word.start)):
        return None
    if not (opener or capital) and _phrase_in(reading, position, word_set("law-stop")):
        return None
    used = () if capital else (words("law-opener").id,)
    last, end, count = position, first.end(), 1
    while count < _LIMIT:
        gap = reading.match(_GAP, end)
        following = reading.match(WORD, gap.end()) if gap else None
        if gap is None or following is None or _is_form(reading, gap.start(), following):
            break
        if _phrase_in(reading, gap.end(), word_set("law-stop")) and not _phrase_in(
            reading, last, word_set("title-inside")
        ):
            used = (*used, words("law-stop").id)
            break
        borne = () if entry.name == ACT else _continues(reading, position, end, gap.end())
        if borne is None:
            break
        used = (*used, *borne)
        last, end, count = gap.end(), following.end(), count + 1
    if (count == 1 and not capital) or _is_body(reading, Span(position, end)):
        return None
    if not opens and not reading.match(foreign_country(), end):
        return None
    return (end - 3 if reading.plain[:end].endswith(f" {g.AND}") else end), used


def _is_body(reading: PlainText, name: Span) -> bool:
    """True where a name is only that of who makes laws: "dự thảo Luật | Chính phủ trình"."""
    body = issuer_forms().get(name.of(reading.plain))
    return body is not None and not body.open


def _is_form(reading: PlainText, end: int, word: re.Match[str]) -> bool:
    """True where another law begins: "Luật" that is not the end of "pháp luật"."""
    return word[0] in {g.LAW, g.CODE} and not reading.plain.endswith(g.word("law-syllable"), 0, end)


def _may_open(reading: PlainText, word: Span, *, capital: bool, opener: bool) -> bool:
    """True where the capitals of a form and of the word after it let a name begin."""
    if capital:
        return opener or reading.capital(word.start)
    return opener and reading.capital(word.start) and not opens_sentence(reading, word.start)


def _continues(reading: PlainText, start: int, end: int, place: int) -> tuple[str, ...] | None:
    """The entries by which the name `start:end` goes on with the word at a place; None: it ends.

    After a comma only with a word that goes on there in names of laws; with a capital only where
    names of laws have one, in an acronym, or where all its words have capitals.
    """
    if "," in reading.plain[end:place]:
        return _by_list(reading, place, "law-link")
    written = reading.text[start:end].split()
    titled = all(part[0].isupper() for part in written)
    if not reading.capital(place) or "-" in reading.plain[end:place]:
        return None if titled and len(written) > 2 else ()
    inside = len(written) > 1 and written[-1][0].isupper()
    if titled or inside or reading.text[place : place + 2].isupper():
        return ()
    return _by_list(reading, place, "law-proper")


def _by_list(reading: PlainText, place: int, role: str) -> tuple[str, ...] | None:
    return (words(role).id,) if _phrase_in(reading, place, word_set(role)) else None


def _phrase_in(reading: PlainText, position: int, phrases: frozenset[str]) -> bool:
    """True where one of some phrases of up to four words stands at a place."""
    end = position
    for _ in range(4):
        found = reading.match(WORD, end)
        if found is None or reading.plain[position : found.end()] in phrases:
            return found is not None
        end = found.end() + 1
        if reading.plain[end - 1 : end] != " ":
            break
    return False


def opens_sentence(reading: PlainText, position: int) -> bool:
    """True where a sentence, a line or a quotation begins at a place."""
    left = reading.plain[max(0, position - 3) : position].rstrip(" ")
    return not left or left[-1] in ".!?:;\n\"“”'"


def spelled_out(reading: PlainText, name: str) -> str | None:
    """A name with the words for which the page says that its acronyms stand."""
    if _ACRONYM.search(name) is None:
        return None
    known = _explained(reading.text)
    out = _ACRONYM.sub(lambda found: known.get(found[0], found[0]), name)
    return out if out != name else None


@lru_cache(maxsize=2)
def _explained(text: str) -> dict[str, str]:
    """The acronyms that a text explains in brackets, and what they stand for."""
    table: dict[str, str] = {}
    for found in _IN_BRACKETS.finditer(text):
        short, begin = found[1], max(0, found.start() - _REACH)
        words = list(_SYLLABLE.finditer(text, begin, found.start()))[-len(short) :]
        if _initials(word[0] for word in words) == _initials(short):
            table.setdefault(short, text[words[0].start() : found.start()].strip())
    return table


def _initials(words: Iterable[str]) -> str:
    """The first letters of words, small and without marks (đ stays)."""
    return "".join(unicodedata.normalize("NFD", word)[0].lower() for word in words)
