"""A text as words: what the phrase grammars of titles and organisations read.

In: a text. Out: `Words`, its words and punctuation marks in order with their places and a folded
form in which spellings that differ only by convention (hoà/hòa, uỷ/ủy, sỹ/sĩ, Ð/Đ) are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from vanban.text.spans import Span
from vanban.text.spelling import FOLDED, Remembered, fold_word

if TYPE_CHECKING:
    from vanban.extraction.reading.wording import Form

_WORD = re.compile(r"[^\W_]+|\S")
_WORDS = re.compile(f"({_WORD.pattern})")
_LINE_END = re.compile(r"\n")
_ROMAN = re.compile(r"[ivxl]{1,6}$")


class Spelling:
    """A word as it is spelled, with what the readings of a text make of it: it is looked up once.

    `plain` and `form` are filled in by `plain.read` and by `wording`, when they first meet it.
    """

    __slots__ = ("folded", "form", "plain", "word")

    def __init__(self, word: str) -> None:
        self.word, self.folded = word, fold_word(word)
        self.plain: str | None = None
        self.form: Form | Literal[False] | None = False


_SPELLINGS = Remembered(Spelling)


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text; word i stands at `text[starts[i]:ends[i]]`.

    `pieces` are the text in parts: gap, word, gap, …, word, gap.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    pieces: Sequence[str]
    spellings: Sequence[Spelling]

    def __len__(self) -> int:
        return len(self.forms)

    def form(self, i: int) -> str:
        """The folded form of word i, empty outside the text."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def surface(self, start: int, end: int) -> str:
        """The text from the first character of word `start` to the last of word `end` - 1."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def span(self, start: int, end: int) -> Span:
        """The span of the words `start:end`."""
        return Span(self.starts[start], self.ends[end - 1])

    def is_word(self, i: int) -> bool:
        """True where word i exists and is letters or digits."""
        return 0 <= i < len(self.forms) and self.text[self.starts[i]].isalnum()

    def is_capital(self, i: int) -> bool:
        """True where word i begins with a capital letter."""
        return 0 <= i < len(self.forms) and self.text[self.starts[i]].isupper()

    def is_acronym(self, i: int) -> bool:
        """True where word i is two capital letters or more, and nothing else but digits."""
        word = self.surface(i, i + 1) if 0 <= i < len(self.forms) else ""
        return len(word) > 1 and word.isupper()

    def is_roman(self, i: int) -> bool:
        """True where word i is a small Roman numeral in capitals: "khóa | XIV"."""
        return self.is_capital(i) and _ROMAN.match(self.forms[i]) is not None

    def is_number(self, i: int) -> bool:
        """True where word i is digits."""
        return 0 <= i < len(self.forms) and self.forms[i].isdecimal()

    def breaks(self, i: int) -> bool:
        """True where a line ends before word i, or the text."""
        if not 0 < i < len(self.forms):
            return True
        return i in self.line_starts

    def touches(self, i: int) -> bool:
        """True where no space stands between word i - 1 and word i."""
        return 0 < i < len(self.forms) and self.ends[i - 1] == self.starts[i]

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each folded form stands, in order; those of many lexicons are asked for."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(self.forms):
            found[form].append(i)
        return dict(found)

    def at(self, forms: Iterable[str]) -> list[int]:
        """The words of one of these folded forms, in order."""
        return sorted(chain.from_iterable(self.places.get(form, ()) for form in forms))

    def matches(self, pattern: re.Pattern[str], forms: Iterable[str]) -> Iterator[re.Match[str]]:
        """What `finditer` finds of a pattern that begins with a word of one of these forms."""
        return matches_at(pattern, self.text, map(self.starts.__getitem__, self.at(forms)))

    @cached_property
    def following(self) -> tuple[str, ...]:
        """For each word the folded form of the one behind it, empty behind the last."""
        return (*self.forms[1:], "")

    @cached_property
    def line_starts(self) -> frozenset[int]:
        """The words that begin a line."""
        breaks = (match.start() for match in _LINE_END.finditer(self.text))
        return frozenset(bisect_left(self.starts, place) for place in breaks)


def matches_at(
    pattern: re.Pattern[str], text: str, places: Iterable[int]
) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern at some places of a text, which are in order."""
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            end = match.end()
            yield match


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """The words of a text (the last few texts are kept: several extractors read one document)."""
    pieces = _WORDS.split(text)
    places = tuple(accumulate(map(len, pieces)))
    spellings = list(map(_SPELLINGS.__getitem__, pieces[1::2]))
    forms = tuple(map(attrgetter("folded"), spellings))
    return Words(text, places[:-1:2], places[1::2], forms, pieces, spellings)


@lru_cache(maxsize=65536)
def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(map(FOLDED.__getitem__, _WORD.findall(phrase)))


def fold_set(text: str) -> frozenset[str]:
    """The folded words of a text as a set."""
    return frozenset(fold_phrase(text))
