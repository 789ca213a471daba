"""What pairs and triples of neighbouring words bring to the scores.

In: the numbers of the words. Out: the scores, added where the model or its dictionary knows the
group. A group is known by one key, made of the numbers of its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from pipeline.segment.crfsuite import Crf, Floats, Integers
from pipeline.segment.templates import OUTSIDE, Template, Values
from pipeline.segment.viterbi import Flags

_BITS = 21
"""Bits of a word's number in a key; three of them fit in 63 bits."""


class Groups:
    """The templates of a model over groups of `width` words."""

    def __init__(
        self,
        model: Crf,
        width: int,
        group: Mapping[Template, Values],
        dictionary: Collection[str],
        numbers: Numbers,
    ) -> None:
        self._width = width
        self._firsts = sorted({template.first for template in group})
        own = _Table(self, model, numbers)
        lower = _Table(self, model, numbers)
        words, _ = lower.rows([word for word in dictionary if word.count(" ") == width - 1])
        self._titles: list[tuple[int, Floats]] = []
        for template, values in group.items():
            gain = model.weight(f"{template.name}=True") - model.weight(f"{template.name}=False")
            if template.function == "istitle":
                self._titles.append((template.first, np.array([np.zeros_like(gain), gain])))
            elif template.function == "is_in_dict":
                lower.add(template, words, gain)
            else:
                table = lower if template.function == "lower" else own
                known = [value for value in values if value not in OUTSIDE]
                rows, sources = table.rows(known)
                attributes = np.array([values[value] for value in known], np.int64)
                table.add(template, rows, model.weights[attributes[sources]])
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
        for (keys, weights), words in zip(self._tables, (own, lower), strict=True):
            if not len(keys):
                continue
            wanted = _pack(words, self._width)
            rows = np.searchsorted(keys, wanted)
            rows[keys.take(rows, mode="clip") != wanted] = len(keys)  # the zero row of the unknown
            for first, table in zip(self._firsts, weights, strict=True):
                _add_shifted(scores, table, rows, first)
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

    def key(self, words: Iterable[str]) -> int:
        """The key of a group of words."""
        key = 0
        for word in words:
            key = key << _BITS | self[word]
        return key


class _Table:
    """Collects keys and, for each place of the group, their weights."""

    def __init__(self, groups: Groups, model: Crf, numbers: Numbers) -> None:
        self._width, self._firsts = groups.width, groups.firsts
        self._labels = len(model.labels)
        self._numbers = numbers
        self._row_of: dict[int, int] = {}
        self._added: list[tuple[int, list[int], Floats]] = []

    def rows(self, values: Sequence[str]) -> tuple[list[int], list[int]]:
        """The rows of the groups that the values stand for, and the number of each one's value."""
        rows: list[int] = []
        sources: list[int] = []
        row_of = self._row_of
        for source, value in enumerate(values):
            for words in _splits(value.split(" "), self._width):
                rows.append(row_of.setdefault(self._numbers.key(words), len(row_of)))
                sources.append(source)
        return rows, sources

    def add(self, template: Template, rows: list[int], weights: Floats) -> None:
        """Add the weights of a template to rows."""
        self._added.append((self._firsts.index(template.first), rows, weights))

    def freeze(self) -> tuple[Integers, Floats]:
        """The keys in order, and the weights (places of the group x keys and one more x labels).

        The last row is zero.
        """
        weights = np.zeros((len(self._firsts), len(self._row_of) + 1, self._labels))
        for slot, rows, added in self._added:
            weights[slot, rows] += added
        keys = np.fromiter(self._row_of, np.int64, len(self._row_of))
        order = np.argsort(keys)
        return keys[order], weights.take(np.append(order, len(order)), axis=1)


def _splits(syllables: list[str], width: int) -> Iterator[Sequence[str]]:
    """All groups of `width` words that, joined by blanks, are the syllables joined by blanks."""
    if len(syllables) == width:
        yield syllables
        return
    for cuts in combinations(range(1, len(syllables)), width - 1):
        yield [" ".join(syllables[i:j]) for i, j in pairwise((0, *cuts, len(syllables)))]


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
