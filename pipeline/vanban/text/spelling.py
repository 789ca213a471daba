"""Words -> the one spelling in which they compare.

In: a word as a page spells it. Out: the form that is one for spellings that differ by convention
only: hoà and hòa, uỷ and ủy, đòan and đoàn, sỹ and sĩ, Ð and Đ; and a text as part of an id.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vanban.text.spans import LOOK_ALIKES
from vanban.text.syllables import retoned

_LOOK_ALIKES = str.maketrans(dict(LOOK_ALIKES))
_LATE_I = re.compile(r"^(h|k|l|m|s|t|v|qu)([yỳýỷỹỵ])$")
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_NO_ASCII_LETTER = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The form in which words compare: lower case, tone marks in the older place, i for a lone y.

    >>> fold_word("Hoà"), fold_word("SỸ"), fold_word("đòan")
    ('hòa', 'sĩ', 'đoàn')
    """
    lower = unicodedata.normalize("NFC", word).translate(_LOOK_ALIKES).lower()
    toned = lower if lower.isascii() else retoned(lower)
    return _LATE_I.sub(lambda m: m[1] + _I_FOR_Y[m[2]], toned)


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, which is parted at white space only."""
    return tuple(map(fold_word, text.split()))


@lru_cache(maxsize=50_000)
def slug(text: str) -> str:
    """A text as part of an id: ASCII letters and digits in lower case, words joined by hyphens.

    >>> slug("Sở Y tế")
    'so-y-te'
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NO_ASCII_LETTER.sub("-", plain).strip("-")
