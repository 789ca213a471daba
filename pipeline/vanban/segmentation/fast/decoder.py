"""The fast path: underthesea's words and tags, decoded from its models over arrays.

In: texts and the spans of their sentences. Out: the tokens of each, the same as `slow` gives. A
sentence on which two readings score alike to within rounding is given to underthesea itself,
because there the order of additions decides. In news that is one in five thousand, rows of control
characters are little else: so very long ones, and more than a page can hold, are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np

from vanban.kept import kept
from vanban.segmentation import models as package
from vanban.segmentation.fast.joiner import Tagger, WordJoiner
from vanban.segmentation.guards import Passage, pieces
from vanban.segmentation.slow import Tagged, Words, place, retagged, tagged
from vanban.segmentation.tokenizer import Tokenizer
from vanban.text.document import Token, scrub
from vanban.text.spans import Span

BATCH = 50_000
"""Characters that are decoded side by side: bounds the arrays on a huge page.

Several pages at once take half the time of page by page: arrays pay off when they are long.
"""

Ask = Callable[[], Tagged]
"""Gives the words and tags of a sentence as underthesea itself does."""

LONGEST_ASKED = 300
"""Words of the longest sentence that is given to the slow path, which is quadratic in them."""

MOST_ASKED = 10_000
"""Words of a text that are given to the slow path."""


class FastTagger:
    """Tags by decoding the models of the installed underthesea."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._joiner, self._tagger = kept("models", f"{np.__version__} {package.KNOWN}", _models)

    def __call__(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Words]]:
        """For each text, the tokens of each of its spans; what others there are is nothing."""
        tokens: list[list[list[Token]]] = [[[] for _ in spans] for _, spans in texts]
        asked = [0] * len(texts)
        for batch in _batches(texts):
            found, asking = self._decode([piece.passage for piece in batch])
            for number, ask in sorted(asking.items()):
                (text, _, passage), size = batch[number], len(found[number])
                if size <= LONGEST_ASKED and asked[text] + size <= MOST_ASKED:
                    asked[text] += size
                    found[number] = place(self._tokenizer, passage, ask())
            for piece, words in zip(batch, found, strict=True):
                tokens[piece.text][piece.sentence] += words
        return [list(map(tuple, sentences)) for sentences in tokens]

    def _decode(self, passages: list[Passage]) -> tuple[list[list[Token]], dict[int, Ask]]:
        """The tokens of passages of at most LONGEST_PIECE characters, and whom to ask of ties."""
        syllables = self._tokenizer(passages)
        forms = syllables.forms.tolist()
        joins = self._joiner(forms, syllables.lengths)
        begins = np.flatnonzero(~joins.flags)
        borders = np.append(begins, len(forms))
        words = syllables.forms[begins].tolist()
        edges = borders.tolist()
        for number in np.flatnonzero(np.diff(borders) > 1).tolist():
            words[number] = " ".join(forms[edges[number] : edges[number + 1]])
        bounds = np.searchsorted(begins, np.cumsum(syllables.lengths))  # where sentences end
        tags = self._tagger(words, np.diff(bounds, prepend=0))
        starts, ends = syllables.starts[begins], syllables.ends[borders[1:] - 1]
        fields = zip(starts.tolist(), ends.tolist(), tags.tags, strict=True)
        tokens = list(map(tuple.__new__, repeat(Token), fields))  # Token._make, in half the time
        found = [tokens[i:j] for i, j in pairwise([0, *bounds.tolist()])]
        if (starts >= ends).any():  # a letter that underthesea takes apart has one place
            found = [[token for token in words if token.start < token.end] for words in found]
        asking: dict[int, Ask] = {}
        for number in tags.ties:
            begin = int(bounds[number - 1]) if number else 0
            asking[number] = partial(retagged, words[begin : int(bounds[number])])
        for number in joins.ties:
            asking[number] = partial(tagged, passages[number].characters)
        return found, asking


def _models() -> tuple[WordJoiner, Tagger]:
    return WordJoiner(), Tagger()


class _Piece(NamedTuple):
    """A passage that is decoded in one go: of which text, and which of its sentences."""

    text: int
    sentence: int
    passage: Passage


def _batches(texts: Sequence[tuple[str, Sequence[Span]]]) -> Iterator[list[_Piece]]:
    """The spans of all texts in pieces, some BATCH characters at a time."""
    batch: list[_Piece] = []
    size = 0
    for number, (text, spans) in enumerate(texts):
        scrubbed = scrub(text)
        for sentence, span in enumerate(spans):
            for passage in pieces(scrubbed, span):
                batch.append(_Piece(number, sentence, passage))
                size += passage.span.end - passage.span.start
                if size >= BATCH:
                    yield batch
                    batch, size = [], 0
    if batch:
        yield batch
