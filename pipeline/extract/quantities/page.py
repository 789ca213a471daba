"""Document -> what the rules of quantities ask of it: its words, and where they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from pipeline.document import Document, Token
from pipeline.extract.mention import Mention
from pipeline.extract.quantities.lexicon import BLANK
from pipeline.extract.quantities.separators import Convention, convention
from pipeline.text import Span

_BLANKS = set(BLANK[1:-1])


class PageText:
    """A document's text with its tokens by place and the spans that other kinds have taken."""

    def __init__(self, document: Document, found: Sequence[Mention] = ()) -> None:
        self.text = document.text
        self.tokens: list[Token] = [t for s in document.sentences for t in s.tokens]
        self.sentence_starts = [s.span.start for s in document.sentences]
        self._taken = sorted(
            (m.span.start, m.span.end) for m in found if m.kind in ("reference", "date")
        )

    @cached_property
    def convention(self) -> Convention | None:
        """How this page writes thousands and decimals, where it shows."""
        return convention(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def token_at(self, position: int) -> Token | None:
        """The token that begins exactly at a position."""
        index = bisect_left(self._starts, position)
        if index < len(self.tokens) and self._starts[index] == position:
            return self.tokens[index]
        return None

    def token_over(self, position: int) -> Token | None:
        """The token that covers a position."""
        index = bisect_left(self._starts, position + 1) - 1
        if index >= 0 and self.tokens[index].start <= position < self.tokens[index].end:
            return self.tokens[index]
        return None

    def token_before(self, position: int) -> Token | None:
        """The token that ends at a position, blanks apart."""
        end = self.skip_back(position)
        return self.token_over(end - 1) if end else None

    def word(self, token: Token) -> str:
        """A token's letters, in lower case."""
        return self.text[token.start : token.end].lower()

    def skip(self, position: int) -> int:
        """The next position that is no blank (a line end is none)."""
        while position < len(self.text) and self.text[position] in _BLANKS:
            position += 1
        return position

    def skip_back(self, position: int) -> int:
        """One past the last character before a position that is no blank."""
        while position and self.text[position - 1] in _BLANKS:
            position -= 1
        return position

    def taken(self, span: Span) -> bool:
        """True where a reference or a date stands."""
        index = bisect_left(self._taken, (span.end, 0)) - 1
        return any(end > span.start for _, end in self._taken[max(index - 3, 0) : index + 1])

    def begins(self, position: int) -> bool:
        """True at the start of a sentence, a line or a quotation, list marks apart."""
        before = self.text[max(position - 4, 0) : position].rstrip(" \u00a0")
        return not before or before[-1] in "\n.!?:;“\"‘'(-–•*+…"
