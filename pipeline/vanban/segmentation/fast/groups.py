"""What pairs and triples of neighbouring words bring to the scores.

In: the numbers of the words. Out: the scores, added where the model or its dictionary knows the
group. A group is known by one key, made of the numbers of its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, compress, pairwise, repeat
from operator import not_

import numpy as np
from numpy.typing import NDArray

from vanban.segmentation.fast.crfsuite import Crf, Floats, Integers
from vanban.segmentation.fast.forms import OUTSIDE, Template, Values
from vanban.segmentation.fast.viterbi import Flags

_BITS = 21
"""Bits of a word's number in a key; three of them fit in 63 bits."""

_NONE = np.empty(0, np.int64)
_HASH_BITS = 19  # half a million slots for some 10,000 keys: few collide
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads neighbouring keys


class Groups:
    """What a model adds to each label for groups of `width` words in a row.

    `group` are the templates of this width with the values that the model has weights for;
    `dictionary` are the groups that are words of the dictionary.
    """

    def __init__(
        self,
        model: Crf,
        width: int,
        group: Mapping[Template, Values],
        dictionary: Sequence[str],
        numbers: Numbers,
    ) -> None:
        self._width = width
        self._firsts = sorted({template.first for template in group})
        own = _Table(self, model, numbers)
        lower = _Table(self, model, numbers)
        gains = np.zeros((len(self._firsts), 1, len(model.labels)))  # of the dictionary's groups
        self._titles: list[tuple[int, Floats]] = []
        for template, values in group.items():
            gain = model.weight(f"{template.name}=True") - model.weight(f"{template.name}=False")
            if template.function == "istitle":
                self._titles.append((template.first, np.array([np.zeros_like(gain), gain])))
            elif template.function == "is_in_dict":
                gains[self._firsts.index(template.first)] += gain
            else:
                table = lower if template.function == "lower" else own
                known = [value for value in values if value not in OUTSIDE]
                keys, sources = table.keys(known)
                attributes = np.array([values[value] for value in known], np.int64)
                slot = self._firsts.index(template.first)
                table.add(slot, keys, model.weights[attributes[sources]])
        words, _ = lower.keys(dictionary)
        lower.add(slice(None), words, gains)
        self._tables = own.freeze(), lower.freeze()

    @property
    def width(self) -> int:
        """The number of words in a group."""
        return self._width

    @property
    def firsts(self) -> list[int]:
        """Where the groups begin, counted from the word that is labelled."""
        return self._firsts

    def add(self, scores: Floats, own: Integers, lower: Integers, title: Flags) -> None:
        """Add what each group of words brings to the scores (padded places x labels)."""
        for known, words in zip(self._tables, (own, lower), strict=True):
            places, rows = known.find(_pack(words, self._width))
            for first, table in zip(self._firsts, known.weights, strict=True):
                scores[places - first] += table.take(rows, axis=0)
        if self._titles:
            size = len(title) - self._width + 1
            capitals = title[:size].astype(np.int64)
            for i in range(1, self._width):
                capitals &= title[i : i + size]
            for first, table in self._titles:
                _add_shifted(scores, table, capitals, first)


class Numbers(dict[str, int]):
    """The numbers of words, from 1; a word that is asked for by `[]` gets one."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) + 1
        return number


class _Table:
    """Collects keys and, for each place of the group, their weights."""

    def __init__(self, groups: Groups, model: Crf, numbers: Numbers) -> None:
        self._width, self._firsts = groups.width, groups.firsts
        self._labels = len(model.labels)
        self._numbers = numbers
        self._added: list[tuple[int | slice, Integers, Floats]] = []

    def keys(self, values: Sequence[str]) -> tuple[Integers, list[int]]:
        """The keys of the groups that the values stand for, and the number of each one's value."""
        blanks = list(map(str.count, values, repeat(" ")))
        fits = list(map((self._width - 1).__eq__, blanks))  # nearly all
        sources = list(compress(range(len(values)), fits))
        words = " ".join(compress(values, fits)).split(" ") if sources else []
        for source in compress(range(len(values)), map(not_, fits)):
            for group in _splits(values[source].split(" "), self._width):
                words += group
                sources.append(source)
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        return _pack(numbers, self._width)[:: self._width], sources

    def add(self, slot: int | slice, keys: Integers, weights: Floats) -> None:
        """Add weights to keys, each of which stands there once, at a place of the group or all."""
        self._added.append((slot, keys, weights))

    def freeze(self) -> _Known:
        """All keys with the sum of their weights."""
        sizes = [len(keys) for _, keys, _ in self._added]
        together = np.concatenate([_NONE, *(keys for _, keys, _ in self._added)])
        known, rows = np.unique(together, return_inverse=True)
        weights = np.zeros((len(self._firsts), len(known), self._labels))
        parts = np.split(rows, np.cumsum(sizes))
        for (slot, _, added), part in zip(self._added, parts, strict=False):
            weights[slot, part] += added
        return _Known(known, weights)


class _Known:
    """The known groups: their sorted keys, and their weights (places of the group x keys x labels).

    Most groups of a text are unknown. A table of bits, one for each hash of a known key, tells so
    of nearly all of them, and only the others are searched for among the keys.
    """

    def __init__(self, keys: Integers, weights: Floats) -> None:
        self._keys, self.weights = keys, weights
        self._seen = np.zeros(1 << _HASH_BITS, np.bool_)
        self._seen[_hash(keys)] = True

    def find(self, wanted: Integers) -> tuple[Integers, Integers]:
        """Where in `wanted` a known key stands, and the row of each."""
        places = np.flatnonzero(self._seen.take(_hash(wanted)))
        likely = wanted.take(places)
        rows = np.searchsorted(self._keys, likely)
        found = self._keys.take(rows, mode="clip") == likely if len(self._keys) else likely < 0
        return places[found], rows[found]


def _hash(keys: Integers) -> NDArray[np.uint64]:
    """Multiplicative hashes of keys, of `_HASH_BITS` bits."""
    return (keys.view(np.uint64) * _FACTOR) >> np.uint64(64 - _HASH_BITS)


def _splits(syllables: list[str], width: int) -> list[list[str]]:
    """All groups of `width` words that, joined by blanks, are the syllables joined by blanks."""
    return [
        [" ".join(syllables[i:j]) for i, j in pairwise((0, *cuts, len(syllables)))]
        for cuts in combinations(range(1, len(syllables)), width - 1)
    ]


def _add_shifted(scores: Floats, table: Floats, rows: Integers, first: int) -> None:
    """Add a table's rows to the scores, for groups that begin `first` words from the scored one."""
    begin, end = max(0, first), min(len(rows), len(scores) + first)
    scores[begin - first : end - first] += table.take(rows[begin:end], axis=0)


def _pack(numbers: Integers, width: int) -> Integers:
    """The key of each run of `width` numbers; one with a 0 in it is that of no group."""
    size = len(numbers) - width + 1
    keys = numbers[:size]
    for i in range(1, width):
        keys = (keys << _BITS) | numbers[i : i + size]
    return keys
