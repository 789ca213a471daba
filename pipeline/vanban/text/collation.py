"""A text -> the key by which Vietnamese dictionaries sort it.

Letters in the order of the alphabet (a ă â b c d đ e ê …), words by their letters first and then
by their tones (level, grave, hook, tilde, acute, dot), as TCVN 6909 and dictionaries have them;
case and punctuation count last.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: at for at, letter in enumerate(_ALPHABET, 10)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

SortKey = tuple[tuple[tuple[tuple[int, ...], int], ...], str]


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
