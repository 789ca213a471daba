"""Offices in the text of a law, or on a page that explains one: classes, not persons.

In: the reading of a document and its candidates. Out: for each whether it stands in a rule ("do
Bộ trưởng Bộ Y tế ban hành", "Chánh án quyết định"). No class is who has a name beside it, who
proposed or issued a document ("Theo đề nghị của …", "Thông tư số 5 ngày … của …", "… ban hành
Thông tư"), who signs it, and to whom it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vanban.extraction.reading.document import Reading, address_words
from vanban.extraction.titles.judge import Seen
from vanban.extraction.titles.lexicon import sign_forms, signs
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

_PROVISION = re.compile(rf"(?i)\b(?:{g.ARTICLE}|{g.CLAUSE}) \d")
"""A provision, cited or at its head: Điều 5, khoản 2."""
PROVISIONS = 4
"""Provisions of a page that states rules."""
PER_PERSON = 4
"""So many provisions a person who has an office on it; news of a trial has more persons."""

_HEAD = re.compile(rf"(?mi)^\W{{0,3}}{g.ARTICLE} 1\b")
_ISSUED = re.compile(rf"(?:\d{{4}}|[-/][{g.CODE_CAPITALS}]{{2,}}\d{{0,2}})\)?,?\s+{g.OF}\s+\Z")
"""A document's year or symbol, and "của" before its issuer."""
_DOCUMENT = re.compile(rf"\s+[{g.CODE_CAPITALS}][^\s]*\s+(?:[^\s\d]+\s+){{0,3}}(?P<number>\d)?")
"""A word for a document with a capital, its number or without: "Thông tư số 5"."""
_LOOK_BACK = 40
_LOOK_AHEAD = 50


@cache
def _sent() -> re.Pattern[str]:
    """What opens the list of those to whom a document is sent, at the beginning of a line."""
    return re.compile(rf"(?mi)^\W{{0,3}}{alternation(sign_forms('sent'), ' ')}\b")


def ruled(reading: Reading, seen: Sequence[Seen]) -> list[bool]:
    """For each candidate, whether it is an office in a rule."""
    held = sum(one.setting.name_after or one.setting.name_before for one in seen)
    enough = max(PROVISIONS, PER_PERSON * held)
    named = sum(len(reading.words.places.get(word, ())) for word in (g.ARTICLE, g.CLAUSE))
    if named < enough or len(_PROVISION.findall(reading.text)) < enough:
        return [False] * len(seen)
    return list(_ruled(reading, seen))


def _ruled(reading: Reading, seen: Sequence[Seen]) -> Iterator[bool]:
    text = reading.text
    head = _HEAD.search(text)
    opening = head.start() if head else 0
    sent = next((match.start() for match in _sent().finditer(text, opening)), len(text))
    last = True
    for one in seen:
        start = reading.words.starts[one.candidate.start]
        follows = one.chained and not last
        last = not (follows or start > sent or _definite(reading, one, opening))
        yield last


def _definite(reading: Reading, one: Seen, opening: int) -> bool:
    """True where an office is one person's; the articles begin at `opening`."""
    words, setting, first = reading.words, one.setting, one.candidate.start
    capitals = words.is_acronym(first)
    if setting.name_after or setting.name_before or capitals or _issuing(reading, one, opening):
        return True
    start = words.starts[first]
    before = reading.text[max(0, start - _LOOK_BACK) : start]
    proposing = signs("proposing").before(words, first)
    if (proposing and words.is_capital(proposing.start)) or _ISSUED.search(before):
        return True
    return setting.cue and _named(reading, first)


def _issuing(reading: Reading, one: Seen, opening: int) -> bool:
    """True where the office issues a document: one with a number, or before or between articles."""
    words, end = reading.words, one.candidate.end
    verb = signs("issuing").longest(words, end)
    if verb is None or words.breaks(end):
        return False
    place = words.ends[verb.end - 1]
    found = _DOCUMENT.match(reading.text, place, place + _LOOK_AHEAD)
    preamble = place < opening or words.breaks(one.candidate.start)
    return found is not None and (preamble or found["number"] is not None)


def _named(reading: Reading, i: int) -> bool:
    """True where an honorific and a name stand before word i on its line."""
    words = reading.words
    while i > 0 and not words.breaks(i):
        i -= 1
        if words.form(i) in address_words() and words.is_capital(i + 1):
            return True
    return False
