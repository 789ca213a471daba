"""Words -> the one spelling in which they compare, and the order in which they are sorted.

In: a word as a page spells it. Out: the form that is one for spellings that differ by convention
only: hoà and hòa, uỷ and ủy, đòan and đoàn, sỹ and sĩ, Ð and Đ; a text as part of an id; and its
key in the order of dictionaries (TCVN 6909): letters (a ă â b c d đ e ê …), then tones (level,
grave, hook, tilde, acute, dot), case and punctuation last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from vanban.text.spans import LOOK_ALIKES
from vanban.text.syllables import retoned, without_marks

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_LETTERS = {letter: at for at, letter in enumerate(_ALPHABET, 10)}

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

SortKey = tuple[tuple[tuple[tuple[int, ...], int], ...], str]

_LOOK_ALIKES = str.maketrans(dict(LOOK_ALIKES))
_LATE_I = re.compile(r"^(h|k|l|m|s|t|v|qu)([yỳýỷỹỵ])$")
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_NO_ASCII_LETTER = re.compile(r"[^0-9a-z]+")
_REMEMBERED = 1 << 16
_LONGEST = 40
"""Letters of the longest word that is remembered: a longer one hardly comes again."""


T = TypeVar("T")


class Remembered(dict[str, T]):
    """A function of words, by word: what it gives for a short word is remembered.

    `remembered.__getitem__` costs a third of a call. Of too many words all are forgotten at once.
    """

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> T:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self._work(word)
        if len(word) <= _LONGEST:
            self[word] = value
        return value


def _folded(word: str) -> str:
    """A word in lower case, look-alike letters, tone marks and final i or y made one way."""
    lower = unicodedata.normalize("NFC", word).translate(_LOOK_ALIKES).lower()
    toned = lower if lower.isascii() else retoned(lower)
    return _LATE_I.sub(lambda m: m[1] + _I_FOR_Y[m[2]], toned)


FOLDED = Remembered(_folded)
"""Words by their form for `fold_word`."""


def fold_word(word: str) -> str:
    """The form in which words compare: lower case, tone marks in the older place, i for a lone y.

    >>> fold_word("Hoà"), fold_word("SỸ"), fold_word("đòan")
    ('hòa', 'sĩ', 'đoàn')
    """
    return FOLDED[word]


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, which is parted at white space only."""
    return tuple(map(FOLDED.__getitem__, text.split()))


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """A text as part of an id: ASCII letters and digits in lower case, words joined by hyphens.

    >>> slug("Sở Y tế")
    'so-y-te'
    """
    return _NO_ASCII_LETTER.sub("-", without_marks(text)).strip("-")


def sort_key(text: str) -> SortKey:
    """The key of a text; texts sort as their words do, one after the other."""
    words = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in text).split()
    return tuple(map(_word_key, words)), text


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> tuple[tuple[int, ...], int]:
    """The letters of a word as numbers, and its tone."""
    tone = 0
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        elif unicodedata.combining(char) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    return tuple(_place(letter) for letter in letters), tone


def _place(letter: str) -> int:
    """Digits, then letters in the order of the alphabet, then all others by their code point."""
    if letter.isdecimal():
        return unicodedata.decimal(letter)
    return _LETTERS.get(letter, 100 + ord(letter[0]))
