"""Acronyms in the names of laws that the page itself explains: "bảo vệ môi trường (BVMT)".

In: a reading and a name as written ("Thuế BVMT"). Out: the name with what its acronyms stand for
("Thuế bảo vệ môi trường"); None where it has none that the page explains.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from vanban.extraction.reading.plain import Reading
from vanban.lexicons import grammar as g

_ACRONYM = re.compile(rf"(?<!\w)[{g.CODE_CAPITALS}Ư]{{2,9}}(?!\w)")
_IN_BRACKETS = re.compile(rf"\(([{g.CODE_CAPITALS}Ư]{{2,9}})\)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_REACH = 100
"""So far before its brackets the words of an acronym begin."""


def spelled_out(reading: Reading, name: str) -> str | None:
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
