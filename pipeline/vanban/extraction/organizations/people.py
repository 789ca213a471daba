"""Where a personal name begins: the end of an organisation phrase that a name follows.

In: a `Reading` of a document. Out: whether a personal name stands at a word, and where in a run
of capitalised words one begins ("Hưng Phát | Nguyễn Văn An"). The evidence is the surname, the
length, and whom the document calls by an honorific; neither tagging nor case alone decides.
"""

from __future__ import annotations

from functools import lru_cache

from vanban.extraction.organizations.capitals import apostrophe, capitals, hyphen
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.names import (
    address_words,
    foreign_names,
    marking_names,
    middle_names,
    surnames,
)
from vanban.lexicons import grammar as g
from vanban.text.spelling import fold_word
from vanban.text.syllables import is_syllable

_PARTICLES = frozenset("AYHK")
"""Letters that open personal names of the Central Highlands: Y Hằng, A Sếnh, H'Yam, K'Sơn."""

_MONK = fold_word(g.word("monk"))
"""The family name of Buddhist monks and nuns."""


def is_surname(form: str, *ranks: str) -> bool:
    """True where a folded word is a family name of these ranks, else a sure or likely one."""
    entry = surnames().get((form,))
    return entry is not None and entry.rank in (ranks or ("sure", "likely"))


def hyphenated(words: Words, i: int) -> bool:
    """True where a foreign name in the Korean manner begins at word i: "Ban Ki-moon"."""
    _, end = capitals(words, i)
    return end > i and hyphen(words, end) and not words.is_capital(end + 1)


def marked(form: str) -> bool:
    """True for a middle name that only a person has: văn, thị."""
    return form in marking_names()


@lru_cache(maxsize=1024)
def person_at(reading: Reading, i: int, *, called: bool = False) -> int | None:
    """One past a full personal name at word i, or None.

    A run of two to five capitalised words: one that an honorific introduces elsewhere, or (unless
    `called`) one after a family name. A place known by name is none.
    """
    words = reading.words
    _, end = capitals(words, i)
    found = called_person(reading, i)
    if found or called or end - i < 2:
        return found
    behind = end - i > 2 and surname_at(words, i) and _ethnic(words, i + 1)  # Vàng | A Chống
    if behind or _ethnic(words, i) or baptised(words.forms, i):
        return end
    known = lexicon.places().longest(words, i)
    if known and known.end - i == 1 and is_surname(words.forms[i]):
        known = None
    if known and (known.end == end or _begins_in(words.forms, known.end, end)):
        return None
    return end if _of_a_family(words, i, end - i, known=known is not None) else None


def _of_a_family(words: Words, i: int, size: int, *, known: bool) -> bool:
    """True where a run of `size` capitals at word i begins with a family name as people have it."""
    if is_surname(words.forms[i], "sure"):
        return size <= 5
    likely = size in (3, 4) or _is_middle(words.form(i + 1))
    return likely and not known and is_surname(words.forms[i], "likely")


@lru_cache(maxsize=1)
def introduced(reading: Reading) -> frozenset[tuple[str, ...]]:
    """Folded names that an honorific introduces somewhere in the document, in full."""
    words = reading.words
    runs = (capitals(words, i + 1) for i in words.at(address_words()) if _addresses(reading, i))
    return frozenset(words.forms[run[0] : run[1]] for run in runs if 2 <= run[1] - run[0] <= 5)


def _addresses(reading: Reading, i: int) -> bool:
    """True where word i ends a word of address, and no other word: "báo | chí"."""
    comrade = reading.words.forms[max(i - 1, 0) : i + 1] == g.COMRADE
    return comrade or not reading.same_token(i)


def called_person(reading: Reading, i: int) -> int | None:
    """One past the name at word i that an honorific introduces somewhere in the document."""
    words = reading.words
    _, end = capitals(words, i)
    for stop in range(min(end, i + 5), i + 1, -1):
        if words.forms[i:stop] in introduced(reading):
            return stop
    return None


def _is_middle(form: str) -> bool:
    """True for a middle name: it marks a rarer family name as one."""
    return middle_names().get((form,)) is not None


def surname_at(words: Words, i: int) -> bool:
    """True for a family name of any rank at word i: "Vàng | A Chống"."""
    return surnames().get(words.forms[i : i + 1]) is not None


def rare_person(reading: Reading, i: int) -> bool:
    """True for three capitals that are a name with a rare family name: one name for the tagger, or
    syllables behind a foreign word, which end it: "Vinalines | Giang Kim Đạt".
    """
    words = reading.words
    _, end = capitals(words, i)
    if end - i != 3 or not surname_at(words, i):
        return False
    token = reading.token(i)
    named = token is not None and token.pos == "Np" and _one_token(reading, i, end)  # Ngọ Duy Hiểu
    behind = words.is_capital(i - 1) and not is_syllable(words.forms[i - 1])
    native = all(map(is_syllable, words.forms[i:end]))
    return named or (behind and native and lexicon.places().longest(words, i) is None)


def _ethnic(words: Words, i: int) -> bool:
    """True where a name of the Central Highlands begins at word i: "Y Blim", "H'Yam", "K'Sơn"."""
    first = words.surface(i, i + 1)
    if len(first) != 1 or first not in _PARTICLES:
        return False
    return apostrophe(words, i + 1) or (first in "AY" and words.is_capital(i + 1))


def _begins_in(forms: tuple[str, ...], start: int, end: int) -> bool:
    """True where another personal name begins in the run `start:end`."""
    return any(is_surname(forms[k], "sure") for k in range(start, end - 1))


def split(
    reading: Reading, start: int, end: int, *, apposed: bool = False, place: bool = False
) -> int:
    """Where in the run `start:end` the personal name after a proper name begins, else `end`.

    `place`: the proper name is a place's, of two syllables as a rule. `apposed`: no name is
    expected, so that only whom the document knows and long names count.
    """
    forms = reading.words.forms
    sure = _surely(reading, start, end, place=place)
    if sure:
        return sure
    common = [k for k in range(start + 1, end - 1) if _common(reading, k, end, start, apposed)]
    if common:
        return min(common, key=lambda k: (is_surname(forms[k + 1], "sure"), k < start + 2, k))
    for k in range(start + 2, end - 1):
        likely = is_surname(forms[k], "likely") and 2 <= end - k <= 4
        three = end - k == 3 and (place or not apposed)
        if likely and (three or _is_middle(forms[k + 1]) or _one_token(reading, k, end)):
            return k
    return end


def _surely(reading: Reading, start: int, end: int, *, place: bool) -> int | None:
    """Where in the run a person's name begins that needs no family name to be one."""
    words, forms = reading.words, reading.words.forms
    inside = range(start + 1, end - 1)
    ethnic = next((k for k in inside if _ethnic(words, k)), None)
    if ethnic:
        family = ethnic - 1  # huyện Mù Cang Chải | Sùng A Lử
        return family if family > start and surname_at(words, family) else ethnic
    family = end - 2  # Samsung | Lee Jae-yong
    if (
        family > start
        and hyphenated(words, family)
        and foreign_names("given").get((forms[family],))
    ):
        return family
    for k in inside:
        if baptised(forms, k) or rare_person(reading, k):
            return k
    if not place and (abroad := next((k for k in inside if foreigner(reading, k)), None)):
        return abroad
    for k in range(max(start + 1, end - 4), end - 1) if place else ():
        if (forms[k + 1] in marking_names() and k + 2 < end) or foreign_names("given").get(
            (forms[k],)
        ):
            return k
    monk = next((k for k in inside if forms[k] == _MONK), None)
    called = (k for k in inside if {forms[k:end], forms[k : min(k + 4, end)]} & introduced(reading))
    return monk or next(called, None)


def foreigner(reading: Reading, i: int, *, named: bool = True) -> bool:
    """True where foreign words end a run of capitals behind a firm: "Honda Việt Nam | Toshio
    Kuwahara": a country ends the firm's name, or the first of two is a given name. Behind what is
    not called after people (not `named`) they need no run: "Hội đồng Giám sát | Cindy Chavez",
    nor a given name that is known: "Bộ trưởng Phúc lợi | Katsunobu Kato".
    """
    words = reading.words
    size, start = capitals(words, i)[1] - i, i
    if size not in (2, 3):
        return False
    while words.is_capital(start - 1) and not words.breaks(start):
        start -= 1
    first = words.forms[i : i + 1]
    overseas = not is_syllable(first[0]) and is_surname(words.form(i + 1), "sure")  # Bee Nguyễn
    given = size == 2 and (overseas or foreign_names("given").get(first) is not None)
    place = lexicon.places().longest(words, i) or lexicon.place_types().before(words, i)
    given = given or not (named or place or any(map(is_syllable, words.forms[i : i + size])))
    opened = lexicon.types().before(words, start) or lexicon.fields().before(words, i)
    behind = i - start >= 2 or (i > start and opened is not None)  # Đại học Yale | Peter Salovey
    if given and not lexicon.firm_endings().before(words, i + size) and behind:
        return True
    if given and i == start and not named:
        return True
    places = (lexicon.places().longest(words, j) for j in range(start, i))
    ended = any(place and place.end == i and place.entry.type == "country" for place in places)
    return ended and not all(map(is_syllable, words.forms[i : i + size]))


def baptised(forms: tuple[str, ...], k: int) -> bool:
    """True where a saint's name stands at word k, a family name behind: "Giuse | Vũ Văn Thiên"."""
    saint = foreign_names("saint").get((forms[k],))
    return saint is not None and any(map(is_surname, forms[k + 1 : k + 2]))


def _common(reading: Reading, k: int, end: int, start: int, apposed: bool) -> bool:
    """True where a frequent family name at word k has a name of likely length after it."""
    form, size = reading.words.forms[k], end - k
    if not is_surname(form, "sure") or size > 5:
        return False
    short = k >= start + 2 and not apposed
    return size >= 3 or short or _one_token(reading, k, end)


def _one_token(reading: Reading, start: int, end: int) -> bool:
    """True where the words `start:end` are one tagged token that begins there."""
    token = reading.token(start)
    words = reading.words
    return token is not None and (token.start, token.end) == (
        words.starts[start],
        words.ends[end - 1],
    )
