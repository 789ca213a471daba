"""Document -> what the rules of quantities ask of it: words, places, what separators mean.

"1,234" is a decimal on a Vietnamese page and a thousand on an English-style one; "1.234" the other
way round. Unit and page settle it; where nothing does the number is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, cached_property
from typing import Literal

from vanban.extraction.numbers import Numeral
from vanban.extraction.numbers.lexicon import GAP, scale_forms
from vanban.extraction.quantities.forms import Lettering
from vanban.lexicons.patterns import alternation
from vanban.schema import Dimension
from vanban.segmentation.models import vocabulary
from vanban.text.document import Document, Token
from vanban.text.mention import Mention
from vanban.text.spans import Span

Convention = Literal["vietnamese", "english"]

_FIRST = r"[0-9](?<![\w.,].)"  # the digit first: the engine skips to it

_VIETNAMESE = re.compile(
    rf"{_FIRST}(?:[0-9]{{0,2}}(?:\.[0-9]{{3}}){{2,5}}|[0-9]{{0,5}},[0-9]{{1,2}})(?![\w.,])"
)

_ENGLISH = re.compile(
    rf"{_FIRST}[0-9]{{0,2}}(?:(?:,[0-9]{{3}}){{2,5}}(?![\w,])|,[0-9]{{3}}\.[0-9])"
)

_POINT_AND_THREE = re.compile(rf"{_FIRST}[0-9]{{0,2}}\.[0-9]{{3}}(?![\w.,])")
"""Thousands as a Vietnamese page writes them, or three decimals: it proves neither."""


class PageText(Lettering):
    """A document's text with its tokens by place and the spans that other kinds have taken."""

    def __init__(self, document: Document, found: Sequence[Mention] = ()) -> None:
        super().__init__(document.text)
        self._document = document
        self._taken = sorted(
            (m.span.start, m.span.end) for m in found if m.kind in ("reference", "date")
        )

    @cached_property
    def convention(self) -> Convention | None:
        """How this page writes thousands and decimals, where it shows."""
        return convention(self.text)

    def token_at(self, position: int) -> Token | None:
        """The token that begins exactly at a position."""
        token = self.token_over(position)
        return token if token is not None and token.start == position else None

    def token_over(self, position: int) -> Token | None:
        """The token that covers a position."""
        return self._document.token_over(position)

    def token_before(self, position: int) -> Token | None:
        """The token that ends at a position, blanks apart."""
        end = self.skip_back(position)
        return self.token_over(end - 1) if end else None

    def is_word(self, token: Token) -> bool:
        """True where a token is a word of the vocabulary, and no slip of the tagger."""
        words = vocabulary()
        return not words or " ".join(self.text[token.start : token.end].lower().split()) in words

    def is_covered(self, span: Span) -> bool:
        """True where a reference or a date stands."""
        index = bisect_left(self._taken, (span.end, 0)) - 1
        return any(end > span.start for _, end in self._taken[max(index - 3, 0) : index + 1])

    def begins(self, position: int) -> bool:
        """True at the start of a sentence, a line or a quotation, list marks apart."""
        before = self.text[max(position - 4, 0) : position].rstrip(" \u00a0")
        return not before or before[-1] in "\n.!?:;“\"‘'(-–•*+…"


@cache
def _point_and_decimals() -> re.Pattern[str]:
    """A point before decimals, which the percent sign or a scale behind them proves: "1.5 tỷ"."""
    scales = alternation(scale_forms(), " ")
    return re.compile(rf"{_FIRST}[0-9]{{0,3}}\.[0-9]{{1,2}}{GAP}?(?:%|{scales}(?!\w))")


def convention(text: str) -> Convention | None:
    """How a page writes numbers, where it has one that only one convention can write."""
    if _VIETNAMESE.search(text):
        return "vietnamese"
    if _ENGLISH.search(text):
        return "english"
    points = _point_and_decimals().search(text) and not _POINT_AND_THREE.search(text)
    return "english" if points else None


def settle(
    numeral: Numeral, kind: Dimension, style: Convention | None
) -> tuple[Decimal, Decimal | None] | None:
    """The value of a numeral and of its upper end; None where a separator leaves it open."""
    scaled = numeral.factor > 1
    value = _settled(numeral.value, numeral.other, scaled, kind, style)
    upper = numeral.value_max
    if upper is not None:
        upper = _settled(upper, numeral.other_max, scaled, kind, style)
    missing = value is None or (upper is None and numeral.value_max is not None)
    return None if value is None or missing or (upper and value >= upper) else (value, upper)


def _settled(
    value: Decimal, other: Decimal | None, scaled: bool, kind: Dimension, style: Convention | None
) -> Decimal | None:
    """The one of two readings of digits with a separator that their unit, or the page, means."""
    if other is None:
        return value
    comma = abs(value) < abs(other)
    thousands, decimal = (other, value) if comma else (value, other)
    if style == "english":
        return thousands if comma else decimal
    if scaled:
        return value
    if not comma:
        return thousands if kind != "percent" or thousands % 10 == 0 else None
    if kind in ("count", "money", "age") or thousands % 100 == 0:
        return thousands
    return decimal if kind in ("percent", "ratio", "other") or style == "vietnamese" else None
