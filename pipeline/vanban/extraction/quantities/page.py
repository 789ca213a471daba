"""Document -> what the rules of quantities ask of it: its words, and where they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from vanban.extraction.quantities.separators import Convention, convention
from vanban.extraction.reading.forms import Lettering
from vanban.text.document import Document, Token
from vanban.text.mention import Mention
from vanban.text.spans import Span


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
        sentences = self._document.sentences
        tokens = sentences[self._document.sentence_index(position)].tokens if sentences else ()
        index = bisect_left(tokens, (position + 1,)) - 1
        return tokens[index] if index >= 0 and position < tokens[index].end else None

    def token_before(self, position: int) -> Token | None:
        """The token that ends at a position, blanks apart."""
        end = self.skip_back(position)
        return self.token_over(end - 1) if end else None

    def word(self, token: Token) -> str:
        """A token's letters, in lower case."""
        return self.text[token.start : token.end].lower()

    def taken(self, span: Span) -> bool:
        """True where a reference or a date stands."""
        index = bisect_left(self._taken, (span.end, 0)) - 1
        return any(end > span.start for _, end in self._taken[max(index - 3, 0) : index + 1])

    def begins(self, position: int) -> bool:
        """True at the start of a sentence, a line or a quotation, list marks apart."""
        before = self.text[max(position - 4, 0) : position].rstrip(" \u00a0")
        return not before or before[-1] in "\n.!?:;“\"‘'(-–•*+…"
