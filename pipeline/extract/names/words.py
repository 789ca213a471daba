"""Text -> words, and the runs of capitalised words in which names stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.extract.names.syllables import is_syllable, key
from pipeline.extract.names.vocabulary import unfinished
from pipeline.text import Span

# A word may hold apostrophes and hyphens between letters: K'ré, H'Hen, Vla-đi-mia, Geun-hye.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+){0,3}(?:-[^\W\d_]+(?:['’][^\W\d_]+)?){0,8}")
_SPACES = re.compile(r"[ \t\u00a0]{1,6}")
_BREAK = re.compile(r"[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3}")
_STOP = re.compile(r"\.[ \u00a0]?")
_LONGEST = 40
_ROMANCE = ("da", "de", "del", "di", "dos", "du", "la")
_GERMANIC = ("den", "der", "ter", "van", "von")
PARTICLES = frozenset(("al", "bin", "el", "ibn", *_ROMANCE, *_GERMANIC))
"""Small words inside foreign names."""


def is_capital(word: str) -> bool:
    """True where a word begins with a capital, an Arabic article before it apart ("al-Sisi")."""
    return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())


@dataclass(frozen=True)
class Word:
    """A word at its place in the text."""

    start: int
    end: int
    text: str

    @cached_property
    def key(self) -> str:
        """The form in which spellings of one syllable are equal."""
        return key(self.text)

    @property
    def capitalised(self) -> bool:
        """True where the first letter is a capital, or the one after an Arabic article."""
        return is_capital(self.text)

    @property
    def upper(self) -> bool:
        """True where all letters are capitals and there are at least two."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def vietnamese(self) -> bool:
        """True where the word is spelled like a Vietnamese syllable."""
        return is_syllable(self.text)


@dataclass(frozen=True)
class Run:
    """Capitalised words in a row, parted by spaces only; `after` are the small words that follow.

    The first words after a row may belong to its last one: "Phạm Dũng | Chủ | tịch".
    """

    words: tuple[Word, ...]
    after: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return tuple(word.key for word in self.words)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Its words as written."""
        return tuple(word.text for word in self.words)

    @property
    def capitals(self) -> bool:
        """True where all its words are in capitals, as in a headline."""
        return self.words[0].upper and all(w.upper or len(w.text) == 1 for w in self.words)

    def span(self, begin: int, end: int) -> Span:
        """The span of its words from `begin` to before `end`."""
        return Span(self.words[begin].start, self.words[end - 1].end)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words that begin in a stretch of text and end in it.

    Hyphens hold a foreign or transcribed name together; Vietnamese words that stand on both sides
    of one, each with its capital, are words of their own ("Hưng-Thủy").
    """
    starts, ends = _index(text)
    limit = len(text) if end is None else end
    for place in range(bisect_left(starts, start), len(starts)):
        if ends[place] > limit:
            return
        yield Word(starts[place], ends[place], text[starts[place] : ends[place]])


@lru_cache(maxsize=2)
def _index(text: str) -> tuple[array[int], array[int]]:
    """Where the words of a text begin and end; kept while one document is worked on."""
    starts, ends = array("q"), array("q")
    for match in _WORD.finditer(text):
        parts = match.group().split("-") if "-" in match.group() else ()
        if len(parts) > 1 and not _one_name(parts):
            at = match.start()
            for part in parts:
                starts.append(at)
                ends.append(at + len(part))
                at += len(part) + 1
        else:
            starts.append(match.start())
            ends.append(match.end())
    return starts, ends


def _one_name(parts: Sequence[str]) -> bool:
    """True where hyphened parts are one name: the later ones small, or foreign."""
    if any(part.isupper() and len(part) > 1 for part in parts):
        return False
    return any(part[0].islower() or not is_syllable(part) for part in parts[1:])


def adjoin(text: str, left: int, right: int) -> bool:
    """True where nothing but a few spaces stands between two places of one line."""
    return bool(_SPACES.fullmatch(text, left, right))


def runs(text: str, taken: Sequence[Span]) -> Iterator[Run]:
    """The runs of capitalised words outside the spans that are taken (sorted, disjoint).

    A run breaks where the case changes between words in capitals and others ("TP HCM | Đinh La
    Thăng"); a small particle stays inside a foreign name ("Ursula von der Leyen").
    """
    current: list[Word] = []
    pending: list[Word] = []
    spans = iter(taken)
    span = next(spans, None)
    for word in words(text):
        while span and span.end <= word.start:
            span = next(spans, None)
        inside = span is not None and span.start < word.end
        last = pending[-1] if pending else current[-1] if current else None
        joined = last is not None and not inside and _joined(text, last, word)
        if joined and word.capitalised and _same_case(current, word) and len(current) < _LONGEST:
            current += [*pending, word]
            pending = []
        elif joined and word.text in PARTICLES and len(pending) < 2 and _foreign(current):
            pending.append(word)
        else:
            if current:
                yield _run(text, current)
            current = [word] if word.capitalised and not inside else []
            pending = []
    if current:
        yield _run(text, current)


def _joined(text: str, last: Word, word: Word) -> bool:
    """True where two words stand in one row.

    A line may break after a surname or a middle name; the full stop of an initial stands before a
    foreign surname ("A. Patti", "M.Gorbachev").
    """
    if adjoin(text, last.end, word.start):
        return True
    if len(last.text) == 1 and _STOP.fullmatch(text, last.end, word.start):
        surname = len(word.text) > 2 and not word.vietnamese and not word.upper
        return surname and last.capitalised
    return last.key in unfinished() and bool(_BREAK.fullmatch(text, last.end, word.start))


def _run(text: str, row: Sequence[Word]) -> Run:
    after = []
    for word in following(text, row[-1].end, 2):
        if word.capitalised:
            break
        after.append(word.text)
    return Run(tuple(row), tuple(after))


def _same_case(current: Sequence[Word], word: Word) -> bool:
    fixed = next((other for other in current if len(other.text) > 1), word)
    return len(word.text) == 1 or fixed.upper == word.upper or len(fixed.text) == 1


def _foreign(row: Sequence[Word]) -> bool:
    return any(not word.vietnamese for word in row[-2:])


def before(text: str, position: int, limit: int = 8) -> tuple[Word, ...]:
    """Up to `limit` words that stand directly before a place, parted by spaces only, in order."""
    starts, ends = _index(text)
    row: list[Word] = []
    right = position
    for place in range(bisect_right(ends, position) - 1, -1, -1):
        start, end = starts[place], ends[place]
        if len(row) == limit or not (end == right or adjoin(text, end, right)):
            break
        row.append(Word(start, end, text[start:end]))
        right = start
    return tuple(reversed(row))


def following(text: str, position: int, limit: int = 4) -> tuple[Word, ...]:
    """Up to `limit` words that stand directly after a place, parted by spaces only."""
    row: list[Word] = []
    left = position
    for word in words(text, position):
        if len(row) == limit or not adjoin(text, left, word.start):
            break
        row.append(word)
        left = word.end
    return tuple(row)
