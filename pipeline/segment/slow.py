"""The slow path: `underthesea.pos_tag` itself, its words put back to their places in the text.

In: a text and the spans of its sentences. Out: the tokens of each. It takes ten to thirty times
as long as `fast` and defines what that must give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.document import Token
from pipeline.segment import package
from pipeline.segment.guards import pieces, scrub, spaced
from pipeline.segment.tokenizer import Tokenizer
from pipeline.text import Span

Tagged = list[tuple[str, str]]


class TaggerPanicError(RuntimeError):
    """Compiled code of underthesea gave up; its own exception is no `Exception`."""


class SlowTagger:
    """Tags by calling underthesea, sentence by sentence."""

    def __init__(self, tokenizer: Tokenizer | None = None) -> None:
        self._tokenizer = tokenizer or Tokenizer()
        self._pos_tag: Callable[[str], Tagged] = package.module("").pos_tag

    def __call__(self, text: str, spans: Sequence[Span]) -> list[tuple[Token, ...]]:
        """The tokens of each span of the text."""
        text = scrub(text)
        return [
            tuple(token for piece in pieces(text, span) for token in self.piece(text, piece))
            for span in spans
        ]

    def piece(self, text: str, piece: Span) -> list[Token]:
        """The tokens of one span of a scrubbed text of at most LONGEST_PIECE characters."""
        return self.place(text, piece, self.tagged(piece.of(text)))

    def tagged(self, sentence: str) -> Tagged:
        """The words and tags of a sentence as underthesea gives them."""
        try:
            return self._pos_tag(spaced(sentence))
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as panic:
            raise TaggerPanicError(f"underthesea failed on a sentence: {panic!r}") from panic

    def place(self, text: str, piece: Span, words: Tagged) -> list[Token]:
        """The words of a span at their places.

        A word is its syllables joined by single blanks, so that counting them is enough.
        """
        syllables = self._tokenizer(text, [piece])
        starts, ends = syllables.starts.tolist(), syllables.ends.tolist()
        tokens = []
        begin = 0
        for word, tag in words:
            end = begin + word.count(" ") + 1
            if starts[begin] < ends[end - 1]:  # a letter that underthesea takes apart has one place
                tokens.append(Token(starts[begin], ends[end - 1], tag))
            begin = end
        return tokens
