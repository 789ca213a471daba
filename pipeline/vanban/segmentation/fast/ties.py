"""Sentences on which two readings score alike to within rounding: underthesea itself decides.

In: a sentence, or its words. Out: its words and their tags, by the two steps of which
`underthesea.pos_tag` is made. Each loads only its own model, and only when it is first asked: most
ties are between tags, and the model of words takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Sequence

from vanban.segmentation import models as package
from vanban.segmentation.guards import spaced
from vanban.segmentation.slow import Tagged, guarded


def tagged(sentence: str) -> Tagged:
    """The words and tags of a sentence."""
    tokenize = package.module("pipeline.word_tokenize").word_tokenize
    return retagged(guarded(tokenize, spaced(sentence)))


def retagged(words: Sequence[str]) -> Tagged:
    """Words, written as underthesea writes them, with their tags."""
    tagger = package.module("pipeline.pos_tag.model_crf").CRFPOSTagPredictor.Instance()
    return guarded(tagger.predict, words)
