"""White-space chunks that were tokenized before, and the tokens of many of them at once.

In: chunks and where they begin. Out: `Syllables`. The tokens of all known chunks lie in a row in
growing arrays; a chunk is the number of its first and how many they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vanban.segmentation.fast.crfsuite import Integers

REMEMBERED = 150_000
"""Chunks that are remembered; beyond, all are forgotten at once."""


class Part(NamedTuple):
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

    def __init__(self, tokenize: Callable[[str], Sequence[Part]]) -> None:
        self._known = _Known(self)
        self._tokenize = tokenize
        self._start()

    def _start(self) -> None:
        """Forget all chunks."""
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


def _double(array: NDArray[Any]) -> NDArray[Any]:
    """A copy with as much room again."""
    return np.concatenate((array, np.empty_like(array)))
