"""underthesea's two CRFs: which syllables are joined to words, and the part of speech of each word.

In: the syllables, or the words, of sentences. Out: for each syllable whether it carries on the word
before it (the model has two labels: B-W begins a word, I-W carries it on); for each word its tag,
as `underthesea.pos_tag` gives it (the model of 2017).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from vanban.segmentation import models as package
from vanban.segmentation.fast import crfsuite
from vanban.segmentation.fast.crfsuite import Integers
from vanban.segmentation.fast.forms import Function
from vanban.segmentation.fast.scores import Scorer
from vanban.segmentation.fast.viterbi import Decoder, Flags


@dataclass(frozen=True, slots=True)
class Tags:
    """`tags[i]`: of word i; `ties`: sentences that rounding might decide."""

    tags: list[str]
    ties: frozenset[int]


class Tagger:
    """Decodes the tagging model of 2017 of the installed underthesea."""

    def __init__(self) -> None:
        model = crfsuite.read(package.folder() / package.TAG_MODEL)
        self._scorer = Scorer(model, {"lower": str.lower, "istitle": begins_with_capitals})
        self._decode = Decoder(model.transitions)
        self._labels = np.array(model.labels, dtype=object)

    def __call__(self, forms: Sequence[str], lengths: Integers) -> Tags:
        """The tags of sentences of `lengths` (at least 1) words, given in a row."""
        labelling = self._decode(self._scorer(forms, lengths), lengths)
        return Tags(self._labels[labelling.labels].tolist(), labelling.ties)


def is_title(form: str) -> str:
    """`istitle` of underthesea_core: no first character of a part has another upper case."""
    return str(all(part[:1] == part[:1].upper() for part in form.split(" ")))


def is_digit(form: str) -> str:
    """`isdigit` of underthesea_core: the form is an integer of 32 bits."""
    return str(form.isascii() and form.isdigit() and int(form) < 2**31)


def is_in(dictionary: Collection[str], form: str) -> str:
    """`is_in_dict` of underthesea_core: the dictionary, in small letters, holds the form."""
    return str(form.lower() in dictionary)


@dataclass(frozen=True, slots=True)
class Joins:
    """`flags[i]`: syllable i carries on a word; `ties`: sentences that rounding might decide."""

    flags: Flags
    ties: frozenset[int]


class WordJoiner:
    """Decodes the segmentation model of the installed underthesea."""

    def __init__(self) -> None:
        model = crfsuite.read(package.folder() / package.WORD_MODEL)
        dictionary = package.vocabulary()
        functions: dict[str, Function] = {
            "lower": str.lower,
            "istitle": is_title,
            "isdigit": is_digit,
            "is_in_dict": partial(is_in, dictionary),
        }
        self._scorer = Scorer(model, functions, dictionary)
        self._decode = Decoder(model.transitions)
        self._inside = model.labels.index("I-W")

    def __call__(self, forms: Sequence[str], lengths: Integers) -> Joins:
        """The joins of sentences of `lengths` (at least 1) syllables, given in a row."""
        labelling = self._decode(self._scorer(forms, lengths), lengths)
        flags = labelling.labels == self._inside
        flags[np.cumsum(lengths) - lengths] = False  # underthesea never joins the first to anything
        return Joins(flags, labelling.ties)


def begins_with_capitals(form: str) -> str:
    """`text_istitle` of underthesea: each part begins with a capital."""
    return str(all(part[:1].istitle() for part in form.split(" ")))
