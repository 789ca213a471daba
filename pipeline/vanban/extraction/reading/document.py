"""A document as its extractors read it: the one reading, made once and shared by all kinds.

In: a document. Out: its `Reading`: words, tagged tokens, careers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vanban.extraction.reading import careers
from vanban.extraction.reading.plain import PlainText, read
from vanban.extraction.reading.wording import Wording, wording_of
from vanban.extraction.reading.words import Words, words_of
from vanban.text.document import Document, Token


@dataclass(frozen=True, eq=False)
class Reading:
    """A document as all extractors read it; what is found once is shared.

    `words` are its words and marks with their folded forms. Everything else is worked out when
    first asked for.
    """

    document: Document
    words: Words

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading of a document; the last one is kept, for several extractors ask in turn."""
        last = _KEPT[0] if _KEPT else None
        if last is None or last.document is not document:
            last = cls(document, words_of(document.text))
            _KEPT[:] = [last]
        return last

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    @cached_property
    def wording(self) -> Wording:
        """The words that names are made of, letters only."""
        return wording_of(self.text)

    @cached_property
    def plain(self) -> PlainText:
        """The text beside its plain form, in which the patterns of references are written."""
        return read(self.text)

    def token(self, i: int) -> Token | None:
        """The tagged token that covers word i."""
        return self.document.token_over(self.words.starts[i])

    def same_token(self, i: int) -> bool:
        """True where words i - 1 and i are one tagged token."""
        token = self.token(i)
        return token is not None and token.start < self.words.starts[i]

    @cached_property
    def careers(self) -> tuple[tuple[int, int], ...]:
        """The ranges of words that are entries of a career."""
        return tuple(careers.find(self.words))

    def places_of(self, form: str) -> Sequence[int]:
        """The words of this folded form that have a capital, in order."""
        return list(filter(self.words.is_capital, self.words.at((form,))))

    @cached_property
    def explained(self) -> frozenset[str]:
        """Folded abbreviations that stand in brackets behind what they stand for."""
        words = self.words
        opened = (i + 1 for i in words.at("("))
        return frozenset(
            words.forms[i] for i in opened if words.is_acronym(i) and words.form(i + 1) == ")"
        )


_KEPT: list[Reading] = []
"""The reading made last."""
