"""What a Vietnamese syllable is: an onset, a rime and a tone.

In: single words. Out: whether a word is built as a syllable, with its marks or, for texts that lost
them, without; and a syllable with its tone mark where the older spelling has it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMEMBERED = 1 << 16
_ONSET = re.compile("(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?")
_CODAS = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- ch m n nh p t u",
    "ia": "-",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- n o t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- c i m n p t",
    "u": "- c i m n ng p t",
    "ua": "-",
    "uâ": "n ng t y",
    "uê": "- ch nh",
    "uơ": "-",
    "uy": "- ch nh p t u",
    "uya": "-",
    "uyê": "n t",
    "uô": "c i m n ng t",
    "ư": "- c i m n ng t u",
    "ưa": "-",
    "ươ": "c i m n ng p t u",
    "y": "- ch nh t",
    "yê": "m n t u",
}
"""What may stand behind each vowel of a syllable: consonants, half-vowels, or nothing ("-")."""
_RIMES = frozenset(
    vowel + coda.strip("-") for vowel, codas in _CODAS.items() for coda in codas.split()
)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST = 7  # letters: nghiêng
_STOPPED = ("c", "p", "t", "ch")
_SHARP_OR_HEAVY = ("\u0301", "\u0323")
_MARKED_VOWELS = "ăâêôơư"
VOWELS = "aăâeêioôơuưy"
_CODA = re.compile("(?:ch|ng|nh|[cmnpt])$")
OWN_LETTER = re.compile("[đĐăĂơƠưƯ\u1ea0-\u1ef9]")
"""A letter that Vietnamese alone has; its others stand in French or Portuguese too."""


@lru_cache(maxsize=_REMEMBERED)
def bare(word: str) -> tuple[str, str]:
    """The word in lower case without tone marks, and the marks: combining signs, "" for none.

    >>> bare("Hoà")
    ('hoa', '̀')
    """
    lower = word.lower()
    if lower.isascii():
        return lower, ""
    apart = unicodedata.normalize("NFD", lower)
    marks = "".join(_TONE.findall(apart))
    return unicodedata.normalize("NFC", _TONE.sub("", apart)), marks


def without_marks(text: str) -> str:
    """A text in lower case without diacritics.

    >>> without_marks("Đào tạo")
    'dao tao'
    """
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_BARE_RIMES = frozenset(map(without_marks, _RIMES))


def _parts(letters: str, rimes: frozenset[str]) -> tuple[str, str] | None:
    """Onset and rime of a word without tone: the longest onset that leaves a rime."""
    match = _ONSET.match(letters)
    longest = match.end() if match else 0
    for end in (longest, 1, 0):
        if end <= longest and _ONSET.fullmatch(letters, 0, end) and letters[end:] in rimes:
            return letters[:end], letters[end:]
    return None


@lru_cache(maxsize=_REMEMBERED)
def is_syllable(word: str) -> bool:
    """True for a word that is built and spelled as a Vietnamese syllable, whatever its case.

    A syllable that ends in c, ch, p or t bears no other tone than sắc or nặng.

    >>> is_syllable("Nguyễn"), is_syllable("nghieng"), is_syllable("Smith"), is_syllable("Khoỏi")
    (True, False, False, False)
    """
    letters, marks = bare(word)
    if len(letters) > _LONGEST or len(marks) > 1 or _parts(letters, _RIMES) is None:
        return False
    return marks in _SHARP_OR_HEAVY if letters.endswith(_STOPPED) else True


@lru_cache(maxsize=_REMEMBERED)
def may_be_syllable(word: str) -> bool:
    """True for a syllable whose tone may be wrong, or that lost all its marks.

    >>> may_be_syllable("nghieng"), may_be_syllable("Nguyễn"), may_be_syllable("Smith")
    (True, True, False)
    """
    letters, marks = bare(word)
    rimes = _BARE_RIMES if word.isascii() else _RIMES
    return len(marks) <= 1 and _parts(letters, rimes) is not None


def retoned(word: str) -> str:
    """A lower-case word with its tone mark on the letter that bears it in the older spelling.

    The mark stands on a vowel that has another mark, the last of two; else before a coda on the
    last vowel, and without a coda on the one before the last. What is no syllable stays as it is.

    >>> retoned("hoà"), retoned("đòan"), retoned("quí"), retoned("tửơng"), retoned("gía")
    ('hòa', 'đoàn', 'quí', 'tưởng', 'giá')
    """
    letters, mark = bare(word)
    parts = _parts(letters, _RIMES) if len(mark) == 1 else None
    if parts is None:
        return word
    onset, rime = parts
    at = len(onset) + _tone_place(rime)
    return unicodedata.normalize("NFC", letters[: at + 1] + mark + letters[at + 1 :])


def _tone_place(rime: str) -> int:
    """The place in a rime of the vowel that bears the tone mark."""
    vowels = [i for i, letter in enumerate(rime) if letter in VOWELS]
    marked = [i for i in vowels if rime[i] in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    return vowels[-1] if len(vowels) == 1 or _CODA.search(rime) else vowels[-2]
