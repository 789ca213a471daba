"""Pages -> Documents: sentences, words and parts of speech by underthesea, at exact places.

Two paths give the same tokens: `slow` calls underthesea, `fast` decodes the models that the
installed underthesea ships, ten to thirty times as fast. Where those are not the models it knows,
the slow path is taken and a warning says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cache

from vanban.segmentation import models as package
from vanban.segmentation.sentences import sentence_spans
from vanban.segmentation.slow import SlowTagger, Words
from vanban.text.document import Document, Page, Sentence
from vanban.text.spans import Span

__all__ = ["segment", "segment_all"]

TokenTagger = Callable[[Sequence[tuple[str, Sequence[Span]]]], list[list[Words]]]
"""Texts, each with the spans of its sentences -> the tokens of each sentence of each text."""

_log = logging.getLogger(__name__)


def segment(page: Page, fast: bool = True) -> Document:
    """The page with its sentences and tagged words; `fast=False` takes underthesea's own path.

    Sentences and the white space between them give back the text; so do the tokens of a sentence.
    """
    return segment_all([page], fast)[0]


def segment_all(pages: Sequence[Page], fast: bool = True) -> list[Document]:
    """Each page as `segment` gives it; several at once take half the time of one by one."""
    spans = [sentence_spans(page.text) for page in pages]
    tokens = tagger(fast)([(page.text, found) for page, found in zip(pages, spans, strict=True)])
    return [
        Document(page, tuple(map(Sentence, found, words)))
        for page, found, words in zip(pages, spans, tokens, strict=True)
    ]


def tagger(fast: bool = True) -> TokenTagger:
    """The tagger of a path, loaded once a process; the slow one where the fast one cannot be."""
    return _fast_tagger() if fast else _slow_tagger()


@cache
def _fast_tagger() -> TokenTagger:
    """The fast tagger; the slow one, with a warning, where underthesea is of another version."""
    strange = package.strangers()
    if strange:
        _log.warning(
            "underthesea is not the version that the fast path decodes (%s): taking the slow path. "
            "Install the pinned version with 'make' to be fast again.",
            ", ".join(strange),
        )
        return _slow_tagger()
    from vanban.segmentation.fast.decoder import FastTagger  # noqa: PLC0415 - not needed by the slow path

    return FastTagger()


@cache
def _slow_tagger() -> TokenTagger:
    return SlowTagger()
