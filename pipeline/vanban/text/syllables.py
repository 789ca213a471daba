"""What a Vietnamese syllable is, and when two spellings are one.

In: single words in Unicode form NFC. Out: whether a word can be a Vietnamese syllable, and a key
that is the same for every way of placing its tone mark (hoà, hòa) and of writing its i (Lý, Lí).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMEMBERED = 1 << 16
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_VOWELS = (
    r"(?:iêu|yêu|oai|oay|oao|oeo|uao|uay|uây|uôi|uya|uyu|ươi|ươu|uyê|uê|uơ|uy|uâ|uă|oa|oă|oe|oo"
    r"|iê|yê|uô|ươ|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|iư|iơ|io|iă|iâ|[aăâeêioôơuưy])"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])?"
_SYLLABLE = re.compile(_ONSET + _VOWELS + _CODA)
_Y_AS_I = re.compile(r"(?<=[bcdghklmnprstvx])y$|(?<=qu)y$")


@lru_cache(maxsize=_REMEMBERED)
def bare(word: str) -> tuple[str, str]:
    """The word in lower case without its tone mark, and the tone: "" or a digit from 1 to 5."""
    lower = word.lower()
    if lower.isascii():
        return lower, ""
    letters, tone = [], ""
    for character in unicodedata.normalize("NFD", lower):
        if character in _TONES:
            tone = _TONES[character]
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def is_syllable(word: str) -> bool:
    """True where the word is spelled like one Vietnamese syllable: onset, vowels, coda, tone.

    A syllable that ends in c, ch, p or t bears no other tone than sắc or nặng.
    """
    if len(word) > 7:
        return False
    letters, tone = bare(word)
    if not _SYLLABLE.fullmatch(letters):
        return False
    stopped = letters.endswith(("c", "p", "t", "ch"))
    return tone in ("1", "5") if stopped else True


@lru_cache(maxsize=_REMEMBERED)
def key(word: str) -> str:
    """One form for all spellings of a syllable: lower case, tone last, final y as i."""
    letters, tone = bare(word)
    return _Y_AS_I.sub("i", letters) + tone


def name_key(name: str) -> tuple[str, ...]:
    """One form for all spellings of a name: the keys of its syllables."""
    return tuple(key(syllable) for syllable in name.split())
