"""A text in the one spelling that the grammars of references are written in.

In: a text. Out: `Reading`, the text itself beside its plain form: lower case, tone marks in the
older place (hoà -> hòa), i for a lone y (quy -> qui), every dash a hyphen and every white space but
the line end a blank. Both have the same length, so a place in one is a place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.words import fold_word
from pipeline.text import Span

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {ord(dash): "-" for dash in "‐‑‒–—−"} | {ord(blank): " " for blank in "\t\r\v\f\u00a0"}
_SIGNS |= dict.fromkeys((*range(8192, 8203), 8239, 8287, 12288), " ")

Pattern = re.Pattern[str]


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    folded = fold_word(word)
    return folded if len(folded) == len(word) else word


def plain(text: str) -> str:
    """The plain form of a text, of the same length."""
    return _WORD.sub(lambda match: _word(match[0]), text).translate(_SIGNS)


@dataclass(frozen=True, slots=True)
class Reading:
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
def read(text: str) -> Reading:
    """The reading of a text (the last few are kept)."""
    return Reading(text, plain(text))


def one_of(phrases: Iterable[str]) -> str:
    """A pattern of any of some phrases in their plain form, the longest first."""
    forms = sorted({plain(phrase) for phrase in phrases}, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", " {1,3}") for form in forms)
