"""The fast path: underthesea's words and tags, decoded from its models over arrays.

In: a text and the spans of its sentences. Out: the tokens of each, the same as `slow` gives. A
sentence on which two readings score alike to within rounding is given to the slow path, because
there the order of additions decides. Text in Vietnamese has none of them, rows of control
characters have little else: so very long ones, and more than a page can hold, are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat

import numpy as np

from pipeline.document import Token
from pipeline.segment.guards import pieces, scrub
from pipeline.segment.slow import SlowTagger
from pipeline.segment.tags import Tagger
from pipeline.segment.tokenizer import Tokenizer
from pipeline.segment.words import WordJoiner
from pipeline.text import Span

BATCH = 50_000
"""Characters that are decoded side by side: bounds the arrays on a huge page."""


LONGEST_ASKED = 300
"""Words of the longest sentence that is given to the slow path, which is quadratic in them."""

MOST_ASKED = 10_000
"""Words of a text that are given to the slow path."""


class FastTagger:
    """Tags by decoding the models of the installed underthesea."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._joiner = WordJoiner()
        self._tagger = Tagger()
        self._slow: SlowTagger | None = None

    def __call__(self, text: str, spans: Sequence[Span]) -> list[tuple[Token, ...]]:
        """The tokens of each span of the text."""
        text = scrub(text)
        tokens: list[list[Token]] = [[] for _ in spans]
        asked = 0
        for batch in _batches(text, spans):
            parts = [piece for _, piece in batch]
            found, tied = self._decode(text, parts)
            for number in tied:
                size = len(found[number])
                if size <= LONGEST_ASKED and asked + size <= MOST_ASKED:
                    asked += size
                    found[number] = self._ask(text, parts[number])
            for (sentence, _), words in zip(batch, found, strict=True):
                tokens[sentence] += words
        return [tuple(words) for words in tokens]

    def _decode(self, text: str, spans: list[Span]) -> tuple[list[list[Token]], list[int]]:
        """The tokens of spans of at most LONGEST_PIECE characters, and which spans have ties."""
        syllables = self._tokenizer(text, spans)
        forms = syllables.forms.tolist()
        joins = self._joiner(forms, syllables.lengths)
        begins = np.flatnonzero(~joins.flags)
        borders = np.append(begins, len(forms))
        words = syllables.forms[begins].tolist()
        for number in np.flatnonzero(np.diff(borders) > 1).tolist():
            words[number] = " ".join(forms[borders[number] : borders[number + 1]])
        bounds = np.searchsorted(begins, np.cumsum(syllables.lengths))  # where sentences end
        tags = self._tagger(words, np.diff(bounds, prepend=0))
        starts, ends = syllables.starts[begins], syllables.ends[borders[1:] - 1]
        fields = zip(starts.tolist(), ends.tolist(), tags.tags, strict=True)
        tokens = list(map(tuple.__new__, repeat(Token), fields))  # Token._make, in half the time
        found = [tokens[i:j] for i, j in pairwise([0, *bounds.tolist()])]
        if (starts >= ends).any():  # a letter that underthesea takes apart has one place
            found = [[token for token in words if token.start < token.end] for words in found]
        return found, sorted(joins.ties | tags.ties)

    def _ask(self, text: str, span: Span) -> list[Token]:
        """The tokens of a span by underthesea itself."""
        if self._slow is None:
            self._slow = SlowTagger(self._tokenizer)
        return self._slow.piece(text, span)


def _batches(text: str, spans: Sequence[Span]) -> Iterator[list[tuple[int, Span]]]:
    """The spans in pieces, each with the number of its span, some BATCH characters at a time."""
    batch: list[tuple[int, Span]] = []
    size = 0
    for number, span in enumerate(spans):
        for piece in pieces(text, span):
            batch.append((number, piece))
            size += piece.end - piece.start
            if size >= BATCH:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch
