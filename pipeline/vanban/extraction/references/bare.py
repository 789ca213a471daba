"""A number without a symbol behind a type word: is it a document, or are things counted?

In: a type word and the number behind it. Out: the lexicon entry that speaks for a document
("Kết luận 14 của Bộ Chính trị"), None where nothing does ("Quyết định 14 hộ").
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.reading.plain import Pattern, Reading, one_of
from vanban.extraction.references.entries import DocumentType
from vanban.extraction.references.lexicon import issuers, words
from vanban.extraction.references.numbers import Number
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

YEAR_BEHIND = re.compile(rf" {{1,2}}{g.YEAR} {{1,2}}((?:19[3-9]|20[0-4])\d)(?![\w/]|-\d)")
"""The year of issue behind a number: "Nghị định 100 năm 2019"."""

_ZERO = re.compile(rf" {{0,2}}(?:{g.NUMBER} ?:? ?)?0")
_TERM = re.compile(rf",? {{1,2}}\(?{g.TERM} {{1,2}}[ivx\d]")
_SMALL = 12
"""A number up to this one before a year, without "số", may be that of a month."""


@cache
def _followers() -> Pattern:
    return re.compile(
        rf" {{0,2}}(?:$|[\n.,;:)\]\"”'!?(]|- |(?:{one_of(words('bare-follower').forms)})(?!\w))"
    )


@cache
def _counted(entry: DocumentType) -> Pattern:
    listed = one_of(entry.not_before) if entry.not_before else r"(?!)"
    return re.compile(rf" {{1,2}}(?!{g.DAY} \d)(?:{listed})(?!\w)")


@cache
def _issuer_follows() -> Pattern:
    names = one_of(form for entry in issuers() for form in entry.forms)
    return re.compile(rf" {{1,2}}{g.OF} {{1,2}}(?:{names})(?!\w)")


def accepts_bare(
    reading: Reading, entry: DocumentType, word: Span, number: Number, short: bool
) -> str | None:
    """The id of the entry by which a number without a symbol counts; None: it does not."""
    zero = _ZERO.match(reading.plain, word.end) is not None
    marked = number.marked and reading.plain[word.end : word.end + 1] == " "
    if entry.bare == "never" or (short and not (entry.short_alone or zero)):
        return None
    if _counts(reading, entry, number) and not marked:
        return None
    if number.year is not None and not marked:
        return _with_year(reading, entry, word, number)
    if marked or entry.bare == "always":
        return entry.id
    if entry.bare == "marked" and not short and (zero or len(number.number) > 1):
        return words("bare-follower").id if _stands_as_document(reading, word, number) else None
    return None


def may_repeat(reading: Reading, entry: DocumentType, word: Span, number: Number) -> bool:
    """True where a number may be that of a document which the page names elsewhere in full.

    It stands right behind the type word, has two digits or more and nothing behind it to count.
    """
    if (
        entry.bare == "never"
        or entry.named
        or number.year is not None
        or len(number.number) < len("10")
    ):
        return False
    behind = reading.plain[word.end : word.end + 1] == " "
    long = len(number.number) >= len("10")
    return behind and long and not _counts(reading, entry, number) and _goes_on(reading, number)


def _counts(reading: Reading, entry: DocumentType, number: Number) -> bool:
    """True where things are counted: "Nghị định 10 chương"."""
    return (
        number.year is None
        and reading.match(_counted(entry), number.end) is not None
        and not reading.match(YEAR_BEHIND, number.end)
    )


def _with_year(reading: Reading, entry: DocumentType, word: Span, number: Number) -> str | None:
    """A number and a year ("Quyết định 78/2014") count, unless they look like a month of a year."""
    strict = entry.bare != "always" and not reading.capital(word.start)
    month = int(re.sub(r"\D", "", number.number)) <= _SMALL
    return None if strict and month else entry.id


def _stands_as_document(reading: Reading, word: Span, number: Number) -> bool:
    """True for a bare number that is a document's by the capital of its type or by its issuer."""
    if reading.match(_TERM, number.end):
        return True
    if not _goes_on(reading, number):
        return False
    return reading.capital(word.start) or bool(reading.match(_issuer_follows(), number.end))


def _goes_on(reading: Reading, number: Number) -> bool:
    """True where the sentence goes on after a number as it does after a document."""
    return reading.match(_followers(), number.end) is not None
