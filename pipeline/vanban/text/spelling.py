"""Words -> the one spelling in which they compare.

In: a word as a page spells it. Out: the form that is one for spellings that differ by convention
only: hoà and hòa, uỷ and ủy, sỹ and sĩ, Ð and Đ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vanban.text.spans import LOOK_ALIKES

_LOOK_ALIKES = str.maketrans(dict(LOOK_ALIKES))
_NEW_MARK = re.compile(r"(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])$")
_LATE_I = re.compile(r"^(h|k|l|m|s|t|v|qu)([yỳýỷỹỵ])$")
_BARE = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))
_MARKED = {
    "o": dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "òóỏõọòóỏõọòóỏõọ", strict=True)),
    "u": dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "ùúủũụùúủũụùúủũụ", strict=True)),
}
_I_FOR_Y = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """A word in lower case, in the older spelling of tone marks, with i for a lone y."""
    lower = unicodedata.normalize("NFC", word).translate(_LOOK_ALIKES).lower()
    lower = _NEW_MARK.sub(lambda m: _MARKED[m[1]][m[2]] + _BARE[m[2]], lower)
    return _LATE_I.sub(lambda m: m[1] + _I_FOR_Y[m[2]], lower)
