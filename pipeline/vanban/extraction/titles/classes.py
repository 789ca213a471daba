"""Words around a title that make it somebody's, several persons', a class, or no title at all.

In: words, and where the title stands. Out: whether what is before or behind it says so: "các bộ
trưởng", "hai Phó Chủ tịch", "cấp vụ trưởng", "thẩm quyền của Thủ tướng", "KT. BỘ TRƯỞNG", "từ Phó
trưởng ban trở lên", "Chủ tịch UBND xã có trách nhiệm".
"""

from __future__ import annotations

from typing import Literal

from vanban.extraction.organizations import phrase
from vanban.extraction.organizations.people import person_at
from vanban.extraction.reading.careers import BULLETS
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.titles import lexicon
from vanban.extraction.vocabulary import organizations
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g

_CLOSING = frozenset(".,;:")
PERSON_LIMIT = 9
"""Words back from an office to the word of address of whose it is."""

AGENT_LIMIT = 40
"""Words back from an office to "do" before whose it is, his other offices between."""

EXAMPLE_LIMIT = 14
"""Words back from the first example to the word for the offices it is one of."""

ITEMS_LIMIT = 40
"""Items of a list before an office among which the line above it is looked for."""

OFFICE_LIMIT = 8
"""Words back from the colon above a list to the word for offices."""

POWER_LIMIT = 12
"""Words back from an office to the power that it has: "thẩm quyền xử phạt … của | Cục trưởng"."""


def title_at(reading: Reading, j: int) -> bool:
    """True where another title begins at word j: "TGĐ", "TS", no body: "Đại sứ quán"."""
    words = reading.words
    role = lexicon.roles().longest(words, j)
    office = role is not None and not phrase.type_at(reading, j, longer_than=role.end)
    return bool(office or lexicon.degrees().longest(words, j) or lexicon.ranks().longest(words, j))


def several(words: Words, start: int) -> bool:
    """True where the words before make the title several persons or a class."""
    listed = _is_listed(words, start)
    j = start - 1 - listed
    while listed and words.form(j) in g.word_set("office-end"):
        j -= 1
    while j >= 0 and not words.breaks(j + 1) and words.form(j) in lexicon.sign_words("classifier"):
        j -= 1
    if j < 0 or words.breaks(j + 1):
        return False
    if j == start - 1 and words.form(j) in lexicon.sign_words("holding"):
        j = _counted(words, j)
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


def _counted(words: Words, i: int) -> int:
    """The word before those for people with the office: "| 8 | đồng chí giữ chức"; else i."""
    j = i
    while j >= 0 and not words.breaks(j) and words.form(j) in lexicon.sign_words("holding"):
        j -= 1
    people = j
    while j >= 0 and not words.breaks(j) and words.form(j) in lexicon.sign_words("classifier"):
        j -= 1
    return j if j < people and words.is_number(j) else i


def _is_listed(words: Words, start: int) -> bool:
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
    if _is_preceded(words, start, "before"):
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
    return _is_preceded(words, start, "memorial")


def _is_preceded(words: Words, start: int, sign: Literal["before", "memorial"]) -> bool:
    """True where a sign of a kind ends before word `start`, on its line."""
    return not words.breaks(start) and lexicon.signs(sign).before(words, start) is not None


def after(words: Words, start: int, end: int, *, bare: bool) -> bool:
    """True where the words after make the title a class: "cấp xã", "trở lên", "các huyện".

    After an organisation "này" points to it: "Chủ tịch UBND tỉnh này". After "của" the words
    behind it are about what it has issued: "Thông tư của Bộ trưởng Bộ Y tế quy định …".
    """
    if words.breaks(end):
        return False
    end = lexicon.past_among(words, end)  # Tổng thống | đương nhiệm | nào
    if words.form(end) in lexicon.sign_words("class-word") and (bare or words.form(end) != g.THIS):
        return words.form(end + 1) != g.TERM
    issued = words.form(start - 1) == g.OF and not words.breaks(start)
    if _places_follow(words, end) or (not issued and lexicon.signs("class").longest(words, end)):
        return True
    for k in range(end, min(end + 6, len(words))):
        if words.breaks(k) or words.form(k) in (",", ".", ";"):
            return False
        if lexicon.signs("upwards").longest(words, k):
            return True
    return False


def _places_follow(words: Words, j: int) -> bool:
    """True where a list of places goes on: "Chủ tịch UBND huyện Củ Chi | , Hóc Môn, Nhà Bè"."""
    place = organizations.places().longest(words, j + 1) if words.form(j) == "," else None
    if place is None or words.form(place.end) not in (",", g.AND):
        return False
    return organizations.places().longest(words, place.end + 1) is not None


def personal(reading: Reading, start: int) -> bool:
    """True where a person stands before, whose office it may be."""
    return _is_near(reading, start) or _is_made(reading.words, start)


def _is_near(reading: Reading, start: int) -> bool:
    """True for who stands some words before: "ông còn làm | …", "(ông) Lê Văn An làm | …"."""
    words, named = reading.words, 0
    between = lexicon.sign_words("holding") | g.word_set("tense") | {g.STILL}
    for j in range(start - 1, start - 1 - PERSON_LIMIT, -1):
        if j >= 0 and not words.breaks(j + 1) and words.form(j) in address_words():
            return True
        if named and not words.breaks(j + 1) and words.form(j) in lexicon.sign_words("going"):
            named = 0  # ông An | về Vietcombank | làm
        capital = words.is_capital(j) and not words.breaks(j + 1)
        if named and not capital:
            run = range(j + 1, j + named)
            return any(person_at(reading, k) == run.stop + 1 for k in run)
        if words.breaks(j + 1) or not (capital or words.form(j) in between):
            return False
        named += capital
    return False


def _is_made(words: Words, start: int) -> bool:
    """True for what who is told of with "do" is: "do ông An, Giám đốc X, làm | trưởng đoàn"."""
    verb = lexicon.signs("verb").before(words, start)
    for j in range(verb.start - 1, verb.start - 1 - AGENT_LIMIT, -1) if verb else ():
        if j < 0 or words.breaks(j + 1) or words.form(j) in _CLOSING - {","}:
            return False
        if words.form(j) == g.BY:
            return True
    return False


def addressed(words: Words, start: int) -> bool:
    """True behind a word of address, but of nobody certain: "có đồng chí | bộ trưởng"."""
    address = lexicon.sign_words("address")
    if words.breaks(start) or words.form(start - 1) not in address:
        return False
    j = start - 1
    while words.form(j) in address and not words.breaks(j):
        j -= 1
    return words.form(j) not in (g.HAS, g.ONE)


def examples(words: Words, start: int) -> int:
    """The place of the word for offices whose examples begin at word `start`, else `start`.

    "từng trải qua nhiều | vị trí công tác ở địa phương như Phó Chủ tịch".
    """
    like = start - 1 - (words.form(start - 1) == ":")
    if words.form(like) != g.LIKE or words.breaks(start):
        return start
    for j in range(like, max(start - 1 - EXAMPLE_LIMIT, 0), -1):
        if words.breaks(j) or words.form(j - 1) in _CLOSING:
            break
        offices = lexicon.signs("office").before(words, j)
        if offices:
            return offices.start
    return start


def in_a_list(words: Words, start: int) -> bool:
    """True for an item with a bullet, below a line for offices: "A giữ các chức vụ:", "- | X"."""
    line = start - 1
    if line < 1 or not words.breaks(line) or words.form(line) not in BULLETS:
        return False
    for _ in range(ITEMS_LIMIT):
        colon, line = line - 1, _line_start(words, line - 1)
        if words.form(line) not in BULLETS:
            break
    above = range(max(line, colon - OFFICE_LIMIT), colon)
    held = any(lexicon.signs("verb").longest(words, k) for k in above)
    office = any(lexicon.signs("office").longest(words, k) for k in above)
    return words.form(colon) == ":" and held and office


def _line_start(words: Words, i: int) -> int:
    """The first word of the line of word i."""
    while i > 0 and not words.breaks(i):
        i -= 1
    return i


def _is_predicate(words: Words, start: int) -> bool:
    """True for what else somebody is: "Lê An là nhà báo, | Ủy viên X", "Ông là kỹ sư, | …"."""
    if words.form(start - 1) != ",":
        return False
    for j in range(start - 2, max(start - 2 - EXAMPLE_LIMIT, 0), -1):
        if words.breaks(j + 1) or words.form(j) in _CLOSING - {","}:
            return False
        if words.form(j) == g.IS:
            subject = words.is_capital(j - 1) or words.form(j - 1) in (")", *address_words())
            return subject and not words.breaks(j)
    return False


def cued(words: Words, start: int) -> bool:
    """True where the words before say that somebody is given, holds or loses the title."""
    if examples(words, start) < start or _is_predicate(words, start):
        return True
    end = start - (words.form(start - 1) == ":")
    return lexicon.signs("cue").before(words, end) is not None
