"""Words around a title that make it several persons, a class, or no title at all.

In: words, and where the title stands. Out: whether what is before or behind it says so: "các bộ
trưởng", "hai Phó Chủ tịch", "cấp vụ trưởng", "thẩm quyền của Thủ tướng", "KT. BỘ TRƯỞNG", "từ Phó
trưởng ban trở lên", "Chủ tịch UBND xã có trách nhiệm".
"""

from __future__ import annotations

from typing import Literal

from vanban.extraction.reading.words import Words
from vanban.extraction.titles import lexicon
from vanban.lexicons import grammar as g

_CLOSING = frozenset(".,;:")

POWER_LIMIT = 12
"""Words back from an office to the power that it has: "thẩm quyền xử phạt … của | Cục trưởng"."""


def several(words: Words, start: int) -> bool:
    """True where the words before make the title several persons or a class."""
    listed = _listed(words, start)
    j = start - 1 - listed
    while listed and words.form(j) in g.word_set("office-end"):
        j -= 1
    while j >= 0 and not words.breaks(j + 1) and words.form(j) in lexicon.sign_words("classifier"):
        j -= 1
    if j < 0 or words.breaks(j + 1):
        return False
    form = words.form(j)
    if words.is_number(j):
        before = words.form(j - 1)
        return len(form) <= 3 and int(form) > 1 and before not in lexicon.sign_words("numbered")
    if form == g.YEAR:
        return words.form(j - 1) not in lexicon.sign_words("year")
    held = words.form(j - 1) in g.word_set("holds")
    if held and words.form(start - 1 - listed) in g.word_set("office-end"):
        return False
    return lexicon.signs("many").get((form,)) is not None or (form == g.ONE and j == start - 1)


def _listed(words: Words, start: int) -> bool:
    """True for a small letter behind a colon, in a list: "các chức vụ: | bí thư tỉnh ủy"."""
    return words.form(start - 1) == ":" and not words.is_capital(start)


def for_another(words: Words, start: int) -> bool:
    """True where somebody else signs in the place of the office: "KT. | BỘ TRƯỞNG"."""
    j = start - (words.form(start - 1) == ".")
    return not words.breaks(start) and lexicon.signs("behalf").before(words, j) is not None


def general(words: Words, start: int) -> bool:
    """True where the words before mean the office in general: "thẩm quyền của | Thủ tướng".

    Between "thẩm quyền" and "của" what it is about may stand.
    """
    if _preceded(words, start, "before"):
        return True
    of = start - 1
    while not words.breaks(of + 1) and words.form(of) in lexicon.sign_words("classifier"):
        of -= 1
    if words.form(of) != g.OF or words.breaks(of + 1):
        return False
    for k in range(of - 1, max(of - 1 - POWER_LIMIT, -1), -1):
        if words.breaks(k + 1) or words.form(k) in _CLOSING:
            return False
        if lexicon.signs("power").longest(words, k):
            return True
    return False


def in_a_place(words: Words, start: int) -> bool:
    """True where the title is part of a place's name: "Khu lưu niệm | Chủ tịch Hồ Chí Minh"."""
    return _preceded(words, start, "memorial")


def _preceded(words: Words, start: int, sign: Literal["before", "memorial"]) -> bool:
    """True where a sign of a kind ends before word `start`, on its line."""
    return not words.breaks(start) and lexicon.signs(sign).before(words, start) is not None


def after(words: Words, start: int, end: int, *, bare: bool) -> bool:
    """True where the words after make the title a class: "cấp xã", "trở lên", "các huyện".

    After an organisation "này" points to it: "Chủ tịch UBND tỉnh này". After "của" the words
    behind it are about what it has issued: "Thông tư của Bộ trưởng Bộ Y tế quy định …".
    """
    if words.breaks(end):
        return False
    if words.form(end) in lexicon.sign_words("class-word") and (bare or words.form(end) != g.THIS):
        return words.form(end + 1) != g.TERM
    issued = words.form(start - 1) == g.OF and not words.breaks(start)
    if not issued and lexicon.signs("class").longest(words, end):
        return True
    for k in range(end, min(end + 6, len(words))):
        if words.breaks(k) or words.form(k) in (",", ".", ";"):
            return False
        if lexicon.signs("upwards").longest(words, k):
            return True
    return False
