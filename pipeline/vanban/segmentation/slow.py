"""The slow path: `underthesea.pos_tag` itself, its words put back to their places in the text.

In: texts and the spans of their sentences. Out: the tokens of each. It takes ten to thirty times
as long as `fast` and defines what that must give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from vanban.segmentation import models as package
from vanban.segmentation.guards import Passage, pieces, spaced
from vanban.segmentation.tokenizer import Tokenizer
from vanban.text.document import Token, scrub
from vanban.text.spans import Span

A = TypeVar("A")
R = TypeVar("R")

Tagged = list[tuple[str, str]]

Words = tuple[Token, ...]
"""The tokens of a sentence."""


class TaggerPanicError(RuntimeError):
    """Compiled code of underthesea gave up; its own exception is no `Exception`."""


class SlowTagger:
    """Tags by calling underthesea, sentence by sentence."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._pos_tag: Callable[[str], Tagged] = package.module("").pos_tag

    def __call__(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Words]]:
        """For each text, the tokens of each of its spans."""
        return [[self._words(scrub(text), span) for span in spans] for text, spans in texts]

    def _words(self, text: str, span: Span) -> Words:
        return tuple(token for piece in pieces(text, span) for token in self.piece(piece))

    def piece(self, piece: Passage) -> list[Token]:
        """The tokens of a passage of a scrubbed text, of at most LONGEST_PIECE characters."""
        return self.place(piece, self.tagged(piece.characters))

    def tagged(self, sentence: str) -> Tagged:
        """The words and tags of a sentence as underthesea gives them."""
        return guarded(self._pos_tag, spaced(sentence))

    def place(self, piece: Passage, words: Tagged) -> list[Token]:
        """The words of a passage at their places."""
        return place(self._tokenizer, piece, words)


def guarded(work: Callable[[A], R], argument: A) -> R:
    """What compiled code makes of an argument; raises TaggerPanicError where it gives up."""
    try:
        return work(argument)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as panic:
        raise TaggerPanicError(f"underthesea failed on a sentence: {panic!r}") from panic


def place(tokenizer: Tokenizer, piece: Passage, words: Tagged) -> list[Token]:
    """The words of a passage at their places.

    A word is its syllables joined by single blanks, so that counting them is enough.
    """
    syllables = tokenizer([piece])
    starts, ends = syllables.starts.tolist(), syllables.ends.tolist()
    tokens = []
    begin = 0
    for word, tag in words:
        end = begin + word.count(" ") + 1
        if starts[begin] < ends[end - 1]:  # a letter that underthesea takes apart has one place
            tokens.append(Token(starts[begin], ends[end - 1], tag))
        begin = end
    return tokens


def tagged(sentence: str) -> Tagged:
    """The words and tags of a sentence, by the two steps of which `pos_tag` is made.

    Each step loads its model when it is first asked: who asks about tags alone, with `retagged`,
    is spared the model of words, a third of a second.
    """
    tokenize = package.module("pipeline.word_tokenize").word_tokenize
    return retagged(guarded(tokenize, spaced(sentence)))


def retagged(words: Sequence[str]) -> Tagged:
    """Words, written as underthesea writes them, with their tags."""
    tagger = package.module("pipeline.pos_tag.model_crf").CRFPOSTagPredictor.Instance()
    return guarded(tagger.predict, words)
