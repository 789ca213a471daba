"""The score of each label on each token, by array look-ups.

In: the forms of the tokens of many sentences. Out: scores (tokens x labels), summed over what the
forms around bring (`forms`), what pairs and triples of them bring (`groups`), and what the
distance to the ends of the sentence brings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress, repeat

import numpy as np

from vanban.segmentation.fast.crfsuite import Crf, Floats, Integers
from vanban.segmentation.fast.forms import FormRows, Function, Template, templates
from vanban.segmentation.fast.groups import Groups, Numbers

_PAD = 2  # empty places around each sentence: no template over words looks further away
_BEFORE, _AFTER = 3, 2  # how far templates look back and ahead, those over tags included


class Scorer:
    """Scores labels on tokens: by the forms around, by pairs and triples of forms, and by place."""

    def __init__(
        self, model: Crf, functions: Mapping[str, Function], dictionary: Collection[str] = ()
    ) -> None:
        known = templates(model)
        over = {
            width: {t: v for t, v in known.items() if t.width == width and not t.constant}
            for width in (1, 2, 3)
        }
        numbers = Numbers()
        self._labels = len(model.labels)
        words = list(dictionary)
        blanks = list(map(str.count, words, repeat(" ")))
        self._groups = [
            Groups(model, width, over[width], _chosen(words, blanks, width - 1), numbers)
            for width in (2, 3)
            if over[width]
        ]
        self._forms = FormRows(model, over[1], functions, numbers)
        self._places = _place_scores(model, known)

    def __call__(self, forms: Sequence[str], lengths: Integers) -> Floats:
        """The scores (tokens x labels) of sentences of `lengths` tokens, given in a row."""
        rows = self._forms.rows(forms)
        seats = np.arange(len(rows)) + _PAD * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        padded = np.zeros(len(rows) + _PAD * (len(lengths) + 1), np.int64)
        padded[seats] = rows
        scores = np.zeros((len(padded), self._labels))
        inner = scores[_PAD:-_PAD]
        for offset, table in self._forms.tables():
            begin = _PAD + offset
            inner += table.take(padded[begin : begin + len(inner)], axis=0)
        own, lower, title = self._forms.numbers(padded)
        for groups in self._groups:
            groups.add(scores, own, lower, title)
        total: Floats = scores.take(seats, axis=0)
        total += self._places.take(_place_codes(lengths), axis=0)
        return total


def _chosen(words: Sequence[str], counts: Sequence[int], count: int) -> list[str]:
    """The words with this count."""
    return list(compress(words, map(count.__eq__, counts)))


def _place_scores(model: Crf, known: Collection[Template]) -> Floats:
    """The scores (12 x labels) that only depend on the distance to the sentence's ends.

    Row 3 * before + after; 3 before and 2 after stand for all that is further away. Pairs and
    triples are taken as not in the dictionary and not capitalised; `Groups` knows the others.
    """
    scores = np.zeros(((_BEFORE + 1) * (_AFTER + 1), len(model.labels)))
    for code in range(len(scores)):
        before, after = divmod(code, _AFTER + 1)
        for template in known:
            if before + template.first < 0:
                value = "BOS"
            elif template.last > after:
                value = "EOS"
            elif template.constant:
                value = " ".join("X" * template.width)
            elif template.width > 1 and template.function in {"istitle", "is_in_dict"}:
                value = "False"
            else:
                continue
            scores[code] += model.weight(f"{template.name}={value}")
    return scores


def _place_codes(lengths: Integers) -> Integers:
    """The row of `_place_scores` for each token."""
    before = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    after = np.repeat(lengths, lengths) - 1 - before
    codes: Integers = np.minimum(before, _BEFORE) * (_AFTER + 1) + np.minimum(after, _AFTER)
    return codes
