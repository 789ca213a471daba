"""The regex tokens of underthesea ("syllables"), each at its exact place in the text.

In: passages of texts. Out: `Syllables`. underthesea composes letters (NFC), rewrites some
(ð -> đ, hoà -> hòa, nghành -> ngành) and returns no places; here its own pattern runs over each
white-space chunk, whose characters are aligned with the rewritten ones. No token spans white
space, so a chunk is tokenized once and remembered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from vanban.segmentation import models as package
from vanban.segmentation.chunks import ChunkTable, Part, Syllables
from vanban.segmentation.fast.crfsuite import Integers
from vanban.segmentation.guards import Passage, cut

LAST = " "
"""Added to the last chunk of a sentence, where the pattern cuts otherwise: "A." is "A" and "."."""

_CHUNK = re.compile(r"\S+")


class Tokenizer:
    """Tokenizes by the pattern and the rewriting rules of the installed underthesea."""

    def __init__(self) -> None:
        regexes = package.module("pipeline.word_tokenize.regex_tokenize")
        # Compiled anew: `regexes.patterns` changes for good when somebody passes `fixed_words`.
        pattern = re.compile(regexes.regex_patterns_combine, re.VERBOSE | re.UNICODE)
        self._matches = pattern.finditer
        self._rewrite_text: Callable[[str], str] = regexes.normalize_characters_in_text
        self._rewrite_token: Callable[[str], str] = regexes.token_normalize
        self._chunks = ChunkTable(self._tokenize)

    def __call__(self, passages: Sequence[Passage]) -> Syllables:
        """The tokens of passages of scrubbed texts, which begin and end with no white space."""
        self._chunks.bound()
        keys: list[str] = []
        sizes: list[int] = []
        for passage in passages:
            chunks = passage.characters.split()
            keys += chunks
            keys[-1] += LAST
            sizes.append(len(chunks))
        counts = np.array(sizes, np.int64)
        return self._chunks.syllables(keys, _places(passages, keys, counts), counts)

    def _tokenize(self, key: str) -> list[Part]:
        """The tokens of a chunk, to which LAST is added where the sentence ends with it."""
        last = key.endswith(LAST)
        tokens: list[Part] = []
        position = end = 0
        parts = cut(key.removesuffix(LAST))
        for number, part in enumerate(parts, 1):
            rewritten, starts, ends = self._align(part)
            # A blank stands for what follows: `$` must not match, `\s` may.
            shown = rewritten if last and number == len(parts) else f"{rewritten} "
            for match in self._matches(shown):
                start = max(end, position + starts[match.start()])
                end = max(end, position + ends[match.end() - 1])
                tokens.append(Part(self._rewrite_token(match.group()), start, end))
            position += len(part)
        return tokens

    def _align(self, part: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """The rewritten part, and where in the part each of its characters starts and ends."""
        rewritten = self._rewrite_text(part)
        if len(rewritten) == len(part) and unicodedata.is_normalized("NFC", part):
            return rewritten, range(len(part)), range(1, len(part) + 1)
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for cluster in self._clusters(part):
            size = len(self._rewrite_text(cluster))
            starts += [position] * size
            position += len(cluster)
            ends += [position] * size
        if len(starts) != len(rewritten):  # no text is known to come here: one place for all
            starts, ends = [0] * len(rewritten), [len(part)] * len(rewritten)
        return rewritten, starts, ends

    def _clusters(self, part: str) -> Iterator[str]:
        """The part in the smallest stretches that are rewritten apart from their neighbours."""
        cluster = part[0]
        for character in part[1:]:
            both = self._rewrite_text(cluster + character)
            apart = self._rewrite_text(cluster) + self._rewrite_text(character)
            if unicodedata.combining(character) or both != apart:
                cluster += character
            else:
                yield cluster
                cluster = character
        yield cluster


def _places(passages: Sequence[Passage], keys: list[str], sizes: Integers) -> Integers:
    """Where the chunks of the passages, `sizes` of them in each, begin in their texts."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    ends = np.cumsum(sizes)
    lengths[ends - 1] -= len(LAST)
    starts = np.array([passage.span.start for passage in passages], np.int64)
    stops = np.array([passage.span.end for passage in passages], np.int64)
    # If single blanks lie between the chunks, each begins one after the end of the one before.
    places = np.cumsum(lengths + 1) - lengths - 1
    places += np.repeat(starts - places[ends - sizes], sizes)
    for number in np.flatnonzero(places[ends - 1] + lengths[ends - 1] != stops).tolist():
        (text, span), end = passages[number], int(ends[number])
        found = [match.start() for match in _CHUNK.finditer(text, span.start, span.end)]
        places[end - len(found) : end] = found
    return places
