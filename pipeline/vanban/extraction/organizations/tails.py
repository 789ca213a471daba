"""The rest of a body's name in small letters, after what the grammar of fields has read.

In: a reading, and the word after the phrase so far. Out: one past the end of the whole name, or
None: "Hiệp hội | các nhà thầu xây dựng Việt Nam", "Cục Quản lý | , giám sát bảo hiểm", "Công ty
phát điện | 1", "Ban Chỉ đạo Trung ương | về phòng, chống tham nhũng". Nouns, words for work and
numbers count, up to a name that closes (a place, Trung ương), a mark, or the holder's name.
"""

from __future__ import annotations

import re

from vanban.extraction.organizations import places
from vanban.extraction.organizations.capitals import capitals, opens
from vanban.extraction.organizations.people import person_at, rare_person, split
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words, fold_set
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g
from vanban.text.syllables import is_syllable

TAIL_LIMIT = 14
"""Words of a tail: the longest name of an association has about as many."""

SUBJECT_LIMIT = 30
"""Words of what a steering committee is about."""

_ROMAN = re.compile(r"[ivx]+$")
PARTING = frozenset(",-–")
_ENDS = frozenset(";.()[]")
_AND = frozenset({g.AND, "&"})
_AT = fold_set(g.AT)
_OF = frozenset({g.OF, g.UNDER})
_FIRST = frozenset({g.PLURAL, g.SOME})
_ABOUT = g.word_set("about-body")
_NOUNS = frozenset({"N", "Nc", "Nu", "Ny", "A"})


def tail(reading: Reading, j: int, *, begun: bool, listed: bool, apposed: bool) -> int | None:
    """One past the rest of a name that goes on at word j, or None where it does not.

    `begun`: its field has begun, so that a number may follow, or with `listed` another field.
    `apposed`: the title stands behind its holder, so that a comma closes it.
    """
    words = reading.words
    if words.breaks(j):
        return None
    if words.form(j) in _AT:
        return _seated(reading, j + 1, apposed)
    if words.form(j) == ",":
        return _further(reading, j + 1, apposed) if begun and listed else None
    numbered = _number(reading, j) if begun or words.form(j) == g.NUMBER else None
    return numbered or _bridge(reading, j, apposed) or _verbal_field(reading, j, apposed)


def _seated(reading: Reading, j: int, apposed: bool) -> int | None:
    """One past the place where a branch sits, if it ends the phrase: "Phân viện … tại | TPHCM"."""
    if reading.words.breaks(j):
        return None
    place = places.place(reading, j)
    if place is None or not place.known:
        return None
    closed = reading.words.form(place.end) == "," or end_here(reading, place.end, apposed)
    return place.end if closed else None


def seat_of_association(reading: Reading, start: int, j: int, apposed: bool) -> int | None:
    """One past the seat or the region of the association `start:j`, if it ends the phrase.

    "Hội đồng hương Quảng Nam | tại TP.HCM", "Hội doanh nhân Quảng Nam | phía Nam"; abroad in any
    phrase: "Hội người Việt Nam | tại Pháp".
    """
    words = reading.words
    seated = words.form(j) in _AT
    k = j + seated
    if words.breaks(j) or words.breaks(k):
        return None
    place = places.place(reading, k) if seated else None
    region = lexicon.fields().longest(words, k)
    if place is not None and place.known:
        end = place.end
    elif region is not None and region.entry.closes:
        end = region.end
    else:
        return None
    abroad = {g.PERSON, lexicon.VIET} <= set(words.forms[start:j])  # Hội người Việt tại Đức
    return end if (seated and abroad) or end_here(reading, end, apposed) else None


def _further(reading: Reading, j: int, apposed: bool) -> int | None:
    """More fields in small letters after commas: "Chính sách, | chiến lược Trung ương"."""
    words, end = reading.words, j - 1
    while words.form(end) == "," and not words.breaks(end + 1):
        hit = lexicon.fields().longest(words, end + 1)
        if hit is None or words.is_capital(end + 1):
            break
        end = hit.end
    if end < j or (words.form(end) in _AND and not words.breaks(end)):
        return None
    if words.form(end) == "," or end_here(reading, end, apposed):
        return end
    return _bridge(reading, end, apposed)


def _bridge(reading: Reading, i: int, apposed: bool) -> int | None:
    """Words in small letters from word i up to what closes the name."""
    words, j = reading.words, i
    while j - i < TAIL_LIMIT:
        if j > i and end_here(reading, j, apposed):
            return j
        if words.breaks(j) or not words.is_word(j):
            return None
        if j > i and words.form(j - 1) not in _AND and _other_body(reading, j):
            return j
        closed = None if words.form(j - 1) in _FIRST else _closing(reading, j)
        if closed:
            return closed
        after = _step(reading, j, first=j == i)
        if after is None:
            return (_number(reading, j) or _foreign(reading, j, apposed)) if j > i else None
        j = after
    return None


def _verbal_field(reading: Reading, i: int, apposed: bool) -> int | None:
    """The end of a field that is a verb elsewhere, where the holder's name or a comma follows.

    "Cục Quản lý | giám sát bảo hiểm | Lê An"; else "giám sát" is a verb of the sentence.
    """
    words = reading.words
    hit = lexicon.fields().longest(words, i)
    if hit is None or not hit.entry.verbal or words.is_capital(i):
        return None
    j = hit.end
    while j - i < TAIL_LIMIT and not words.breaks(j):
        if person_at(reading, j) or (apposed and words.form(j) == ","):
            return j if j > hit.end else None
        after = _step(reading, j, first=False)
        if after is None:
            return None
        j = after
    return None


def end_here(reading: Reading, j: int, apposed: bool) -> bool:
    """True where at word j a phrase ends by a mark, its line, the name of its holder or owner."""
    words = reading.words
    owned = words.form(j) in _OF and _other_body(reading, j + 1)
    if closed_by_mark(words, j) or owned or (words.is_capital(j) and opens(words, j)):
        return True
    return (apposed and words.form(j) == ",") or person_at(reading, j) is not None


def honoured(reading: Reading, j: int) -> bool:
    """True where at word j a rank, degree or word of address leads to the holder, maybe a comma."""
    words = reading.words
    k = j + (words.form(j) == "," and not words.breaks(j + 1))
    named = words.form(k) in address_words() and words.is_capital(k + 1)
    return named or lexicon.honour_at(words, k) is not None


def _other_body(reading: Reading, j: int) -> bool:
    """True where another body begins at word j, which the grammar of phrases reads."""
    words = reading.words
    kind = lexicon.type_at(words, j)
    long = kind is not None and (kind.end - j > 1 or words.is_capital(j))
    return long or lexicon.bodies().longest(words, j) is not None


def closed_by_mark(words: Words, j: int) -> bool:
    """True where a mark or the end of the line stands at word j, no comma."""
    return words.breaks(j) or words.form(j) in _ENDS


def _closing(reading: Reading, j: int) -> int | None:
    """One past a name at word j that closes the name of a body: a place, Trung ương, Việt Nam."""
    words = reading.words
    body = lexicon.closings().longest(words, j)
    if body:
        return body.end
    place = places.place(reading, j)
    return place.end if place and place.known and words.form(j) != g.COUNTRY else None


def _step(reading: Reading, j: int, *, first: bool) -> int | None:
    """One past the noun or the word for work at word j."""
    words = reading.words
    form = words.form(j)
    hit = lexicon.fields().longest(words, j)
    if words.is_capital(j) and (opens(words, j) or not (hit or words.is_acronym(j))):
        return None
    if hit and not (first and hit.entry.verbal and not closed_by_mark(words, hit.end)):
        return hit.end
    if first and (form in _FIRST or form == g.PERSON):
        return j + 1
    if form in _AND and not first and not words.is_capital(j + 1):
        return j + 1
    token = reading.token(j)
    noun = token is not None and token.pos in _NOUNS and lexicon.stops().longest(words, j) is None
    return j + 1 if noun else None


def _number(reading: Reading, j: int) -> int | None:
    """One past a number that ends a name, with what belongs to it: "10", "29-03V", "2 Nhơn Hòa".

    No number of something: "Công ty A | 3 lần bị phạt".
    """
    words = reading.words
    k = j + (words.form(j) == g.NUMBER)
    roman = words.is_acronym(k) and _ROMAN.match(words.form(k)) is not None
    if not (words.is_number(k) or roman) or words.breaks(k) or len(words.forms[k]) > 3:
        return None
    end = k + 1
    while words.form(end) in ("-", ".", "/") and words.touches(end) and words.touches(end + 1):
        end += 2
    if words.form(end) in ("-", "–") and (seat := _seat(reading, end + 1)):
        return seat
    if words.breaks(end):
        return end
    token = reading.token(end)
    counts = words.is_word(end) and token is not None and token.pos in ("N", "Nc", "Nu", "M")
    person = person_at(reading, end) is not None or rare_person(reading, end)
    if words.is_capital(end) and not (person or opens(words, end) or _other_body(reading, end)):
        _, run = capitals(words, end)
        end = split(reading, end, run)
        carried = end == run and words.is_word(end) and not words.breaks(end)
        return end + (carried and reading.same_token(end))
    return None if counts and not words.is_capital(end) else end


def _foreign(reading: Reading, j: int, apposed: bool) -> int | None:
    """One past a foreign name at word j that closes the phrase: "trí tuệ nhân tạo | Stanford"."""
    form = reading.words.form(j)
    _, end = capitals(reading.words, j)
    foreign = end == j + 1 and form.isascii() and not is_syllable(form)
    return end if foreign and end_here(reading, end, apposed) else None


def _seat(reading: Reading, j: int) -> int | None:
    """One past the place after a number and a dash: "khu vực 2 - | Ba Vì"."""
    if reading.words.breaks(j):
        return None
    return places.any_place(reading, j)


def subject(reading: Reading, j: int, *, apposed: bool) -> int | None:
    """One past what a steering committee is about: "về phòng, chống tham nhũng, tiêu cực".

    Commas inside the subject stand before a known field in small letters.
    """
    words = reading.words
    if words.breaks(j) or words.form(j) not in _ABOUT:
        return None
    end = None
    k = j + 1
    while k - j < SUBJECT_LIMIT and not words.breaks(k):
        hit = lexicon.fields().longest(words, k)
        if hit:
            k = end = hit.end
        elif words.form(k) in PARTING and _continues_at(reading, k + 1, dash=words.form(k) != ","):
            k += 1
        elif (after := _step(reading, k, first=False)) is not None:
            k = after
            end = k if words.form(k - 1) not in _AND else end
        else:
            break
    return end


def _continues_at(reading: Reading, k: int, *, dash: bool) -> bool:
    """True where a known field stands at word k; after a comma, in small letters."""
    words = reading.words
    hit = lexicon.fields().longest(words, k)
    return hit is not None and not words.breaks(k) and (dash or not words.is_capital(k))


def region(reading: Reading, j: int) -> int:
    """One past a region that closes the name of a body at word j: "Liên tỉnh ủy | miền Tây"."""
    words = reading.words
    hit = None if words.breaks(j) else lexicon.fields().longest(words, j)
    closes = hit is not None and hit.entry.closes and words.is_capital(hit.end - 1)
    return hit.end if hit is not None and closes else j


def numbered(words: Words, i: int, *, roman: bool) -> int | None:
    """The end of a number, or a day, that a type word has for a name: "Quân khu 4"."""
    if roman and places.roman(words, i):
        return i + 1
    code = words.is_acronym(i) and words.form(i)[1:].isdecimal()  # Mặt trận B8
    short = (words.is_number(i) or code) and not words.breaks(i) and len(words.forms[i]) <= 4
    day = short and words.form(i + 1) == "/" and words.touches(i + 1) and words.is_number(i + 2)
    if day and words.touches(i + 2):
        return i + 3  # Trường Mầm non 19/5
    counts = words.form(i + 1) in (g.YEAR, g.MONTH, g.AGE, g.PERSON) and not words.breaks(i + 1)
    return i + 1 if short and not counts else None
