"""The best labels of many sentences at once, by Viterbi's algorithm on what is in doubt.

In: the score of each label on each token, and the model's transitions. Out: the best label of each
token. On most tokens one label is so far ahead that no neighbour can make up for it: they are
settled at once and cut the sentences into short runs, which are then labelled side by side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vanban.segmentation.fast.crfsuite import Floats, Integers

TIE = 1e-9
"""Two labellings whose scores differ by less: the order of additions may decide between them."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labelling:
    """`labels[i]`: the number of token i's label; `ties`: sentences that rounding might decide."""

    labels: Integers
    ties: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Runs:
    """Longest stretches of tokens in doubt within one sentence, from `starts` to before `ends`."""

    starts: Integers
    ends: Integers
    opens: Flags  # the sentence begins with the run
    closes: Flags  # the sentence ends with the run


class Decoder:
    """Finds the best labels under the transitions of a model."""

    def __init__(self, transitions: Floats) -> None:
        self._transitions = transitions
        self._backwards = np.ascontiguousarray(transitions.T)
        self._most = _most_gain(transitions)

    def __call__(self, scores: Floats, lengths: Integers) -> Labelling:
        """The labels of sentences of `lengths` (at least 1) tokens, given in a row."""
        best = scores.argmax(axis=1)
        reach = self._most.take(best, axis=0)
        reach += scores
        doubtful = _several(reach, _picked(scores, best))
        runs = _runs(doubtful, lengths)
        if not len(runs.starts):
            return Labelling(best, frozenset())
        self._hold(scores, best, runs)
        tied = self._label(scores, best, runs)
        sentences = np.searchsorted(np.cumsum(lengths), runs.starts[tied], side="right")
        return Labelling(best, frozenset(sentences.tolist()))

    def _hold(self, scores: Floats, best: Integers, runs: _Runs) -> None:
        """Add what the settled neighbours of each run bring to its first and last token."""
        starts = runs.starts[~runs.opens]
        scores[starts] += self._transitions.take(best[starts - 1], axis=0)
        ends = runs.ends[~runs.closes]
        scores[ends - 1] += self._backwards.take(best[ends], axis=0)

    def _label(self, scores: Floats, best: Integers, runs: _Runs) -> Flags:
        """Put the best labels of the runs into `best`; True for each run that has a tie."""
        sizes = runs.ends - runs.starts
        order = np.argsort(-sizes, kind="stable")  # longest first: the active runs are a prefix
        at = runs.starts[order]
        active = [int(count) for count in np.bincount(sizes)[::-1].cumsum()[::-1][1:]]
        paths: list[Floats] = []
        for step, count in enumerate(active):
            reached = scores.take(at[:count] + step, axis=0)
            if step:
                reached += (paths[-1][:count, :, None] + self._transitions).max(axis=1)
            paths.append(reached)
        labels = np.zeros(len(at), np.int64)
        tied = np.zeros(len(at), np.bool_)
        done = 0  # runs whose next token is labelled already
        for step, count in reversed(list(enumerate(active))):
            totals = paths[step]
            totals[:done] += self._backwards.take(labels[:done], axis=0)
            chosen = labels[:count] = totals.argmax(axis=1)
            tied[order[:count]] |= _several(totals, _picked(totals, chosen))
            best[at[:count] + step] = chosen
            done = count
        return tied


def _picked(scores: Floats, labels: Integers) -> Floats:
    """The score of one label for each token."""
    rows, columns = scores.shape
    picked: Floats = scores.ravel().take(np.arange(0, rows * columns, columns) + labels)
    return picked


def _several(scores: Floats, top: Floats) -> Flags:
    """True where more than one label reaches the top, or all but reaches it."""
    near = scores >= (top - TIE)[:, None]
    counts = near.astype(np.int8) @ np.ones(scores.shape[1], np.int8)  # faster than sum(axis=1)
    several: Flags = counts > 1
    return several


def _most_gain(transitions: Floats) -> Floats:
    """`[z, y]`: the most that label y can gain over z by its transitions, whatever stands beside.

    Not less than 0 on either side, because at the ends of a sentence nothing stands beside.
    """
    before = (transitions[:, None, :] - transitions[:, :, None]).max(axis=0)
    after = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
    gain: Floats = np.maximum(before, 0.0) + np.maximum(after, 0.0)
    return gain


def _runs(doubtful: Flags, lengths: Integers) -> _Runs:
    """The runs of doubtful tokens in sentences of `lengths`, given in a row."""
    first = np.zeros(len(doubtful) + 1, np.bool_)
    first[np.cumsum(lengths)] = True
    last = first[1:]
    first = first[:-1]
    first[0] = True
    goes_on = doubtful[1:] & doubtful[:-1] & ~first[1:]
    starts = doubtful.copy()
    starts[1:] &= ~goes_on
    ends = doubtful.copy()
    ends[:-1] &= ~goes_on
    return _Runs(np.flatnonzero(starts), np.flatnonzero(ends) + 1, first[starts], last[ends])
