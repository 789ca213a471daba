"""A text in the one spelling that the grammars of references are written in.

In: a text. Out: `PlainText`, the text itself beside its plain form: lower case, tone marks in the
older place (hoà -> hòa), i for a lone y (quy -> qui), every dash a hyphen and every white space but
the line end a blank. Both have the same length, so a place in one is a place in the other; so has
the text in lower case alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from vanban.extraction.reading.words import Spelling, words_of
from vanban.lexicons.patterns import branches
from vanban.text.spans import LOOK_ALIKES, Span
from vanban.text.spelling import Remembered, fold_word

Pattern = re.Pattern[str]

BREAK = re.compile(r"[.;\n](?!\d)")
"""What ends a clause of a plain text; a stop before a figure stands inside a number or a date."""

_WORDS = re.compile(r"([^\W\d_]+)")
_SIGNS = dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\t\r\v\f\u00a0", " ")
_SIGNS |= dict.fromkeys(map(chr, (*range(8192, 8203), 8239, 8287, 12288)), " ")
_SIGNS |= {sign: letter for sign, letter in LOOK_ALIKES.items() if sign.islower()}
_SIGN = re.compile(f"[{re.escape(''.join(_SIGNS))}]")


def _plain(piece: str) -> str:
    """The plain form of a piece of text that cuts no word."""
    pieces = _WORDS.split(piece)  # gap, word, gap, …, word, gap
    pieces[1::2] = map(_folded, pieces[1::2])
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], "".join(pieces))


_PLAIN = Remembered(_plain)


def _folded(word: str) -> str:
    """A word in its folded form, where that has as many letters."""
    folded = fold_word(word)
    return folded if len(folded) == len(word) else word


def plain(text: str) -> str:
    """The plain form of a text, of the same length."""
    return " ".join(map(_PLAIN.__getitem__, text.split(" ")))


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text and its plain form, place for place."""

    text: str
    plain: str

    def match(self, pattern: Pattern, position: int) -> re.Match[str] | None:
        """The match of a pattern in the plain form, at exactly this place."""
        return pattern.match(self.plain, position)

    def capital(self, position: int) -> bool:
        """True where a capital letter stands at this place."""
        return position < len(self.text) and self.text[position].isupper()

    def surface(self, span: Span) -> str:
        """The text under a span, white space folded."""
        return " ".join(span.of(self.text).split())


@lru_cache(maxsize=4)
def read(text: str) -> PlainText:
    """A text beside its plain form (the last few are kept)."""
    words = words_of(text)
    pieces = list(words.pieces)
    pieces[::2] = map(_PLAIN.__getitem__, pieces[::2])  # the gaps
    pieces[1::2] = [spelling.plain or _learnt(spelling) for spelling in words.spellings]
    return PlainText(text, "".join(pieces))


def _learnt(spelling: Spelling) -> str:
    spelling.plain = plain = _plain(spelling.word)
    return plain


def one_of(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases in their plain form, the longest first."""
    return branches(map(plain, phrases), " {1,3}")


@lru_cache(maxsize=4)
def lower(text: str) -> str:
    """The text in lower case, but for letters that become several (İ)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def places(text: str, words: Iterable[str]) -> list[int]:
    """The places at which one of some words stands in a text, whole or inside others, in order."""
    found = set[int]()
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.add(place)
            place = text.find(word, place + 1)
    return sorted(found)
