"""Is a word a Vietnamese syllable? By its build alone, an initial and a rime, marks or none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INITIAL = re.compile("(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?")
_ALL_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uât uâng uây uê uêch uênh uơ uy uya uych
    uynh uyt uyp uyu uyên uyêt uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yêm yên yêt yêu
"""
_RIMES = frozenset(_ALL_RIMES.split())
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_BARE_RIMES = frozenset(map(_bare, _RIMES))


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """True for a word that is built as a Vietnamese syllable, whatever its case.

    >>> is_syllable("Nguyễn"), is_syllable("nghieng"), is_syllable("Smith"), is_syllable("Khoỏi")
    (True, True, False, False)
    """
    low = word.lower()
    tones = _TONE.findall(unicodedata.normalize("NFD", low))
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", low)))
    rimes = _BARE_RIMES if word.isascii() else _RIMES
    initial = _INITIAL.match(plain)
    ends = {initial.end(), 0, 1} if initial else {0}
    return any(plain[end:] in rimes for end in ends if end == 0 or _INITIAL.fullmatch(plain[:end]))
