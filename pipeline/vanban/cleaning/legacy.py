"""Vietnamese before Unicode: which of the older encodings a text is in, and the text it stands for.

In: a text as it looks when its bytes are read as Windows-1252, whether the file holds those bytes
or they were once turned into UTF-8 so ("§¶ng ñy" for "Đảng ủy"). Out: the name of the encoding, or
None, and the letters. No maintained library converts TCVN3 and VNI, so their tables stand here:
TCVN 5712:1993 (VN3), VNI for Windows, VISCII (RFC 1456); Windows-1258 is Python's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from vanban.text.syllables import OWN_LETTER, may_be_syllable

_TCVN3 = (
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_VNI_LETTERS = ("ñÑôÔöÖìÌíÍæÆóÓòÒîÎ", "đĐơƠưƯìÌíÍỉỈĩĨịỊỵỴ")
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""The second character of a letter in VNI: the marks of the vowel before it."""
_VISCII_LOW = {2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"}
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
"""The letters of the bytes 0x80 to 0xFF."""

_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 20_000
"""So many characters tell the encoding of a text."""
_FEWEST = 4
"""Words with marks, of two letters at least, that a text must have for its encoding to be told."""


def as_windows_1252(raw: bytes) -> str:
    """The bytes as Windows-1252 shows them, one character a byte; what it leaves out as Latin-1."""
    return raw.decode("latin-1").translate(_WINDOWS_1252)


def recognised(seen: str) -> str | None:
    """The encoding in which a text, seen as Windows-1252, is Vietnamese; None where in none.

    It must turn nearly all words with marks into Vietnamese syllables, many of them with letters
    that no other language has, so that French or Portuguese is never taken for it.
    """
    scores = {name: _score(convert(seen[:_SEEN], name)) for name in TABLES}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else None


def convert(seen: str, encoding: str) -> str:
    """The text that a text of `encoding`, seen as Windows-1252, stands for; marks may be apart.

    >>> import unicodedata
    >>> convert("§¶ng ñy", "tcvn3"), unicodedata.normalize("NFC", convert("Ñaûng uûy", "vni"))
    ('Đảng ủy', 'Đảng ủy')
    """
    return seen.translate(TABLES[encoding])


def _score(text: str) -> float:
    """How Vietnamese a text is, from 0 (not) to 1."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    marked = [word for word in words if len(word) > 1 and not word.isascii()]
    if len(marked) < _FEWEST:
        return 0.0
    good = sum(map(may_be_syllable, marked)) / len(marked)
    own = sum(OWN_LETTER.search(word) is not None for word in marked) / len(marked)
    plain = sum(map(may_be_syllable, words)) / len(words)
    return good if good >= 0.8 and own >= 0.3 and plain >= 0.6 else 0.0


def _windows_1252() -> dict[int, str]:
    shown = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0)}
    return {byte: sign for byte, sign in shown.items() if sign != "\ufffd"}


_WINDOWS_1252 = _windows_1252()


def _by_byte(signs: Mapping[int, str]) -> dict[int, str]:
    """A table by bytes as one by the characters of Windows-1252."""
    return {ord(_WINDOWS_1252.get(byte, chr(byte))): sign for byte, sign in signs.items()}


def _windows_1258() -> dict[int, str]:
    letters = {byte: bytes([byte]).decode("cp1258", "replace") for byte in range(0x80, 0x100)}
    return _by_byte({byte: letter for byte, letter in letters.items() if letter != "\ufffd"})


def _vni() -> dict[int, str]:
    """The table from VNI to letters and combining marks, for `str.translate`."""
    marks = {ord(sign): marks for sign, marks in _VNI_MARKS.items()}
    capitals = {ord(sign.upper()): marks for sign, marks in _VNI_MARKS.items()}
    return marks | capitals | _letters(*_VNI_LETTERS)


def _letters(signs: str, letters: str) -> dict[int, str]:
    """The n-th sign stands for the n-th letter."""
    return {ord(sign): letter for sign, letter in zip(signs, letters, strict=True)}


TABLES: Mapping[str, Mapping[int, str]] = {
    "windows-1258": _windows_1258(),
    "tcvn3": _letters(*_TCVN3),
    "vni": _vni(),
    "viscii": _VISCII_LOW
    | dict(enumerate(_VISCII, 0x80))
    | _by_byte(dict(enumerate(_VISCII, 0x80))),
}
"""For each encoding, what the characters of Windows-1252 stand for."""
