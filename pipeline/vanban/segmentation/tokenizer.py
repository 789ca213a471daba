"""The regex tokens of underthesea ("syllables"), each at its exact place in the text.

In: passages of texts. Out: `Syllables`. underthesea composes letters (NFC), rewrites some
(ð -> đ, hoà -> hòa, nghành -> ngành) and returns no places; here its own pattern runs over each
white-space chunk, whose characters are aligned with the rewritten ones. No token spans white
space, so a chunk is tokenized once and remembered, its tokens as rows of arrays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vanban.segmentation import models as package
from vanban.segmentation.fast.crfsuite import Integers
from vanban.segmentation.guards import Passage, cut

REMEMBERED = 150_000
"""Chunks that are remembered; beyond, all are forgotten at once."""


class PassagePart(NamedTuple):
    """A token of a chunk: as underthesea writes it, at its place from the chunk's start."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Syllables:
    """The tokens of several spans in a row: `lengths[i]` of them belong to span i."""

    forms: NDArray[np.object_]  # strings
    starts: Integers
    ends: Integers
    lengths: Integers


class ChunkTable:
    """Remembers the tokens of chunks."""

    def __init__(self, tokenize: Callable[[str], Sequence[PassagePart]]) -> None:
        self._known = _Known(self)
        self._tokenize = tokenize
        self._start()

    def _start(self) -> None:
        """Forget all chunks and set up empty arrays."""
        self._known.clear()
        self._first = np.zeros(1024, np.int64)
        self._count = np.zeros(1024, np.int64)
        self._used = 0
        self._forms = np.empty(1024, object)
        self._starts = np.zeros(1024, np.int64)
        self._ends = np.zeros(1024, np.int64)

    def bound(self) -> None:
        """Forget all chunks where too many are remembered."""
        if len(self._known) > REMEMBERED:
            self._start()

    def syllables(self, chunks: Sequence[str], places: Integers, sizes: Integers) -> Syllables:
        """The tokens of chunks that begin at `places`; `sizes` of them belong to each span."""
        numbers = np.fromiter(map(self._known.__getitem__, chunks), np.int64, len(chunks))
        counts = self._count[numbers]
        totals = np.cumsum(counts)
        source = np.repeat(self._first[numbers] - totals + counts, counts)
        source += np.arange(len(source))
        offsets = np.repeat(places, counts)
        lengths = np.diff(totals[np.cumsum(sizes) - 1], prepend=0)
        return Syllables(
            self._forms[source],
            offsets + self._starts[source],
            offsets + self._ends[source],
            lengths,
        )

    def number(self, chunk: str) -> int:
        """The number of a new chunk, which is tokenized."""
        parts = self._tokenize(chunk)
        number, begin = len(self._known), self._used
        self._used = end = begin + len(parts)
        if number == len(self._first):
            self._first, self._count = _double(self._first), _double(self._count)
        while end > len(self._forms):
            self._forms = _double(self._forms)
            self._starts, self._ends = _double(self._starts), _double(self._ends)
        self._first[number], self._count[number] = begin, len(parts)
        forms, starts, ends = zip(*parts, strict=True)
        self._forms[begin:end] = forms
        self._starts[begin:end], self._ends[begin:end] = starts, ends
        return number


class _Known(dict[str, int]):
    """The chunks that were seen, with their numbers."""

    def __init__(self, owner: ChunkTable) -> None:
        super().__init__()
        self._owner = owner

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = self._owner.number(chunk)
        return number


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

    def _tokenize(self, key: str) -> list[PassagePart]:
        """The tokens of a chunk, to which LAST is added where the sentence ends with it."""
        last = key.endswith(LAST)
        tokens: list[PassagePart] = []
        position = end = 0
        parts = cut(key.removesuffix(LAST))
        for number, part in enumerate(parts, 1):
            rewritten, starts, ends = self._align(part)
            # A blank stands for what follows: `$` must not match, `\s` may.
            shown = rewritten if last and number == len(parts) else f"{rewritten} "
            for match in self._matches(shown):
                start = max(end, position + starts[match.start()])
                end = max(end, position + ends[match.end() - 1])
                tokens.append(PassagePart(self._rewrite_token(match.group()), start, end))
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


def _double(array: NDArray[Any]) -> NDArray[Any]:
    """A copy with as much room again."""
    return np.concatenate((array, np.empty_like(array)))
