"""The part of speech of each word: underthesea's CRF of 2017.

In: the words of sentences. Out: their tags, those of `underthesea.pos_tag`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vanban.segmentation import models as package
from vanban.segmentation.fast import crfsuite
from vanban.segmentation.fast.crfsuite import Integers
from vanban.segmentation.fast.scores import Scorer
from vanban.segmentation.fast.viterbi import Decoder


def is_title(form: str) -> str:
    """`text_istitle` of underthesea: each part begins with a capital."""
    return str(all(part[:1].istitle() for part in form.split(" ")))


@dataclass(frozen=True, slots=True)
class Tags:
    """`tags[i]`: of word i; `ties`: sentences that rounding might decide."""

    tags: list[str]
    ties: frozenset[int]


class Tagger:
    """Decodes the tagging model of 2017 of the installed underthesea."""

    def __init__(self) -> None:
        model = crfsuite.read(package.folder() / package.TAG_MODEL)
        self._scorer = Scorer(model, {"lower": str.lower, "istitle": is_title})
        self._decode = Decoder(model.transitions)
        self._labels = np.array(model.labels, dtype=object)

    def __call__(self, forms: Sequence[str], lengths: Integers) -> Tags:
        """The tags of sentences of `lengths` (at least 1) words, given in a row."""
        labelling = self._decode(self._scorer(forms, lengths), lengths)
        return Tags(self._labels[labelling.labels].tolist(), labelling.ties)
