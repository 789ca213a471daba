"""The grammar of what follows a type word: a field of work, or a proper name.

In: a reading and a word. Out: a `FieldPhrase` or None: units that the lexicon knows, capitalised
words, and the nouns that carry them on, joined by "và", "&", "-", or by commas in a list that
ends with "và" ("Văn hóa, Thể thao và Du lịch").
"""

from __future__ import annotations

from dataclasses import dataclass

from vanban.extraction.organizations.capitals import acronyms, capitals, hyphen, letters_at, opens
from vanban.extraction.organizations.people import (
    foreigner,
    hyphenated,
    is_surname,
    marked,
    person_at,
    rare_person,
    split,
    surname_at,
)
from vanban.extraction.organizations.places import in_a_name, whole_word
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import Hit
from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.organizations import OrganizationType
from vanban.lexicons import grammar as g
from vanban.text.syllables import is_syllable

LIST_LIMIT = 6
"""Members of a list of fields: the longest name of a committee of the Assembly has five."""
UNIT_LIMIT = 12  # units of one member
NAME_LIMIT = 7
"""Words in small letters before a proper name: "Công ty | vàng bạc đá quý | Sài Gòn"."""
FOREIGN_LENGTH = 7
"""Letters of the longest Vietnamese syllable (nghiêng): a longer word is a foreign name."""

_AND = frozenset({g.AND, "&"})
_JOINERS = frozenset({g.AND, "&", "-", "–"})
_DASH = frozenset("-–")


@dataclass(frozen=True, slots=True)
class FieldPhrase:
    """A field of work or proper name: the words `start:end`; `about`: its subject may follow."""

    start: int
    end: int
    entries: tuple[str, ...]
    about: bool = False


def known(reading: Reading, i: int) -> FieldPhrase | None:
    """The field at word i as far as the lexicon knows its words: "Quốc phòng | James Mattis"."""
    words, end = reading.words, i
    entries: tuple[str, ...] = ()
    while not (end > i and words.breaks(end)):
        if words.form(end) == "," and (listed := _listed(reading, end, False, False)):
            end, entries = listed[0], entries + listed[1]  # Thương mại, Công nghiệp và Năng lượng
            continue
        start = end + 1 if end > i and words.form(end) in _JOINERS else end
        if start > i and words.breaks(start):
            break
        hit = lexicon.fields().longest(words, start)
        parted = end > i and (start == end or words.is_capital(i))  # no "thương mại và công nghiệp"
        if not hit or (not words.is_capital(start) and (hit.entry.verbal or parted)):
            break
        end, entries = hit.end, (*entries, hit.entry.id)
    return FieldPhrase(i, end, entries) if entries else None


def parse(
    reading: Reading, i: int, *, named: bool = False, apposed: bool = False
) -> FieldPhrase | None:
    """The field at word i; with `named` the proper name of a firm, school or paper."""
    first = _member(reading, i, named, apposed)
    if first is None:
        return None
    end, entries = first
    for _ in range(LIST_LIMIT):
        longer = _joined(reading, end, named, apposed)
        if longer is None:
            break
        end, entries = longer[0], entries + longer[1]
    about = bool(entries) and entries[-1] in lexicon.subject_fields()  # a subject may follow
    return FieldPhrase(i, end, entries, about=about)


_Piece = tuple[int, tuple[str, ...]]


def _joined(reading: Reading, j: int, named: bool, apposed: bool) -> _Piece | None:
    """What a joiner at word j adds: one member, or a list with commas that "và" closes."""
    words = reading.words
    if words.breaks(j):
        return None
    mark = words.form(j)
    second = second_name(reading, j) if named else None
    if second:
        return second, ()
    if pair := _pair(reading, j):
        return pair, ()
    if mark in _AND or (mark in _DASH and _tight(reading, j)):
        return _member_after(reading, j + 1, named, apposed, strict=mark in _AND)
    return _listed(reading, j, named, apposed) if mark == "," else None


def _listed(reading: Reading, j: int, named: bool, apposed: bool) -> _Piece | None:
    """The members that follow the comma at word j, if "và" closes their list."""
    words, end = reading.words, j
    entries: tuple[str, ...] = ()
    for _ in range(LIST_LIMIT):
        last = words.form(end) in _AND
        if end > j and not words.breaks(end) and words.form(end) in (g.OF, g.UNDER) and entries:
            return end, entries
        if not last and (words.form(end) != "," or words.breaks(end)):
            return None
        piece = _member_after(reading, end + 1, named, apposed, strict=True)
        if piece is None:
            return None
        last = last or any(form in _AND for form in words.forms[end + 1 : piece[0]])
        end, entries = piece[0], entries + piece[1]
        if last:
            return end, entries
    return None


def second_name(reading: Reading, dash: int) -> int | None:
    """One past the second half of a proper name, after a dash: "Phong Nha | - Kẻ Bàng"."""
    words, j = reading.words, dash + 1
    _, end = capitals(words, j)
    if words.form(dash) not in _DASH or words.breaks(dash) or words.breaks(j) or end == j:
        return None
    if person_at(reading, j) or any(lexicon.type_at(words, k) for k in range(j, end)):
        return None
    small = words.is_word(end) and not words.is_capital(end)
    carried = small and not words.breaks(end) and reading.same_token(end)
    if carried and end - j > 1:
        return whole_word(reading, end)  # – Việt Nam Cộng | hòa
    whole = end - j > 1 or words.is_acronym(j) or len(words.forms[j]) > FOREIGN_LENGTH
    return split(reading, j, end) if whole and not carried else None


def _pair(reading: Reading, dash: int) -> int | None:
    """One past a country that a dash ties to ours: "Hội Hữu nghị Việt | - Lào"."""
    words = reading.words
    if words.form(dash) not in _DASH or words.breaks(dash + 1):
        return None
    other = lexicon.places().longest(words, dash + 1)
    short = words.forms[dash - 1] == lexicon.VIET and words.is_capital(dash - 1)
    home = lexicon.places().before(words, dash)
    ours = short or (home is not None and home.entry.id == "viet-nam")
    return other.end if other and ours and other.entry.level == "foreign" else None


def _tight(reading: Reading, j: int) -> bool:
    """True where a dash joins and does not separate: both words capitalised, same on both sides."""
    words = reading.words
    same = words.touches(j) == words.touches(j + 1)
    hit = lexicon.fields().longest(words, j + 1)
    if words.is_capital(j + 1):
        return same and (words.touches(j) or hit is not None)
    if hit is None or not same:
        return False
    done = words.breaks(hit.end) or not words.is_word(hit.end) or words.is_capital(hit.end)
    return not hit.entry.verbal or done


def _member_after(
    reading: Reading, j: int, named: bool, apposed: bool, *, strict: bool
) -> _Piece | None:
    """A member after a joiner: no other body, person or place may begin there."""
    words = reading.words
    if words.breaks(j) or lexicon.bodies().longest(words, j):
        return None
    hit = lexicon.fields().longest(words, j)
    stop = lexicon.stops().longest(words, j)
    if lexicon.honour_at(words, j) or (stop and not (hit and hit.end >= stop.end)):
        return None
    kind = lexicon.type_at(words, j)
    if kind and not (hit and hit.end - words.is_capital(j) >= kind.end):
        return None  # và | khu kinh tế; no field in capitals: và Thanh tra
    if strict and hit and hit.entry.verbal and not named and not words.is_capital(j):
        lettered = _member(reading, j, named, apposed)  # và | hỗ trợ doanh nghiệp BSA
        return lettered if lettered and words.is_acronym(lettered[0] - 1) else None
    if strict and not hit and not (words.is_capital(j) and _continues(reading, j)):
        return None
    return _member(reading, j, named, apposed)


def _continues(reading: Reading, j: int) -> bool:
    """True where a capitalised word after "và" is a field and no name: lower case carries it on."""
    _, end = capitals(reading.words, j)
    return end - j == 1 and not reading.words.breaks(end) and reading.same_token(end)


def _member(reading: Reading, i: int, named: bool, apposed: bool) -> _Piece | None:
    """One member of a list: units in a row."""
    words, j, proper = reading.words, i, False
    entries: tuple[str, ...] = ()
    for _ in range(UNIT_LIMIT):
        if j > i and words.breaks(j):
            break
        unit = _unit(reading, j, j > i, named, apposed)
        small = unit is not None and not words.is_capital(j) and not unit[1]
        if unit is None or (proper and small and not reading.same_token(j)):
            break
        proper = named and not unit[1] and words.is_capital(j) and unit[0] - j > 1
        j, entries = unit[0], entries + unit[1]
    return (j, entries) if j > i else None


def _unit(reading: Reading, j: int, inside: bool, named: bool, apposed: bool) -> _Piece | None:
    """A known unit, a run of capitals, or a lower-case noun that carries the field on."""
    words = reading.words
    if not words.is_word(j):
        return None
    capital = words.is_capital(j)
    person = inside and foreigner(reading, j, named=named)
    other = person or (inside and (opens(words, j) or _other_part(reading, j)))
    if other or (_known_body(words, j, named) if inside else _no_field(reading, j, named)):
        return None
    for hit in lexicon.fields().at(words, j):
        if capital or not inside or named or not hit.entry.verbal:
            return hit.end, (hit.entry.id,)
    if capital:
        end = _run(reading, j, inside, named, apposed)
        while end and hyphen(words, end) and not words.is_capital(end + 1):
            end += 2  # Giáo hội Tăng-già
        return (end, ()) if end else None
    carried = inside or (named and _opens_name(reading, j))
    return (j + 1, ()) if carried and _noun(reading, j) else None


def _no_field(reading: Reading, j: int, named: bool) -> bool:
    """True where a place, a rank or a whole type of body begins at word j, no field or name."""
    words, kind = reading.words, None if named else _longer_type(reading.words, j)
    other = lexicon.ranks().longest(words, j) or letters_at(words, j) or (kind and kind.end - j > 2)
    return bool(other) or _place_alone(reading, j)


def _known_body(words: Words, j: int, named: bool) -> bool:
    """True where a known body begins at word j, no firm in another: "CP Xây dựng FLC"."""
    hit = lexicon.bodies().longest(words, j)
    return hit is not None and not (named and hit.entry.family == "company")


def _opens_name(reading: Reading, j: int) -> bool:
    """True where a lower-case noun opens a proper name: "Mỏ | than Hà Lầm"."""
    words, k = reading.words, j + 1
    while k - j < NAME_LIMIT and not words.breaks(k) and not words.is_capital(k):
        if not (reading.same_token(k) or (words.is_word(k) and _noun(reading, k))):
            return False
        k += 1
    return words.is_capital(k) and not words.breaks(k) and person_at(reading, k) is None


def _place_alone(reading: Reading, j: int) -> bool:
    """True where a place begins at word j that no proper name carries on."""
    words = reading.words
    field = lexicon.fields().longest(words, j)
    unit = lexicon.place_types().longest(words, j)
    if unit and not (field and field.end > unit.end):
        return True
    place = lexicon.places().longest(words, j)
    noun = place is not None and whole_word(reading, place.end) > place.end  # Mỹ | nghệ
    if place is None or noun or (field and field.end >= place.end):
        return False
    if not words.is_capital(place.end) or person_at(reading, place.end) is not None:
        return True
    return place.entry.type == "country" and not is_syllable(words.form(place.end))


def _longer_type(words: Words, j: int) -> Hit[OrganizationType] | None:
    """The type word of another body at word j, longer than any field: "Cơ quan | Tổng công ty"."""
    field, kind = lexicon.fields().longest(words, j), lexicon.type_at(words, j)
    named = kind is not None and (kind.end - j > 1 or words.is_capital(j))
    return kind if kind and named and (not field or field.end < kind.end) else None


def _other_part(reading: Reading, j: int) -> bool:
    """True where a place or another body begins at word j."""
    words = reading.words
    field = lexicon.fields().longest(words, j)
    unit = lexicon.place_types().longest(words, j)
    if _longer_type(words, j) or (unit and not (field and field.end > unit.end)):
        return True
    place = lexicon.places().longest(words, j)
    alone = place and (place.end - j > 1 or not in_a_name(reading, place))  # no "Mỹ Châu Pharmacy"
    return place is not None and bool(alone) and (not field or field.end <= place.end)


def _run(reading: Reading, j: int, inside: bool, named: bool, apposed: bool) -> int | None:
    """The end of a run of capitals that is part of the name, before any personal name."""
    words = reading.words
    if words.is_acronym(j) or (len(words.form(j)) == 1 and acronyms(words, j) > j + 1):  # T&T
        return acronyms(words, j)
    first_of_name = named and not inside
    person = person_at(reading, j, called=apposed or first_of_name)
    if (
        person
        or (inside and hyphenated(words, j))
        or ((inside or not named) and rare_person(reading, j))
    ):
        return None
    start, run = capitals(words, j)
    if inside and not named and run - j == 2 and _short_person(words, j):
        return None
    if (
        inside
        and (words.is_acronym(j - 1) or not words.surface(j - 1, j).isalpha())  # Z131
        and surname_at(words, j)
        and marked(words.form(j + 1))
    ):
        return None
    end = split(reading, start, run, apposed=apposed)
    if named:
        return end
    return next((k for k in range(start + 1, end) if _stops(reading, k)), end)


def _short_person(words: Words, j: int) -> bool:
    """True where a name of two syllables follows a field in small letters: "Văn kiện | Tô Lâm"."""
    return is_surname(words.forms[j]) and not words.is_capital(j - 1)


def _stops(reading: Reading, k: int) -> bool:
    """True where inside a run of capitals a known field or another body begins."""
    return lexicon.fields().longest(reading.words, k) is not None or _other_part(reading, k)


def _noun(reading: Reading, j: int) -> bool:
    """True where a lower-case word goes on with a field: same token, or tagged as a noun."""
    if reading.words.form(j) in (*_AND, g.NUMBER, g.GIVEN_ALSO) or reading.words.is_number(j):
        return False
    if reading.same_token(j) and is_syllable(reading.words.form(j - 1)):
        return True  # the tagger glues what follows to an abbreviation: GHPGVN | nhiệm kỳ
    token = reading.token(j)
    noun = token is not None and token.pos in ("N", "Nu")
    return noun and lexicon.stops().longest(reading.words, j) is None


def number(reading: Reading, j: int) -> int | None:
    """The end of the number of a delegation or team at word j: "số 471"."""
    words = reading.words
    if not words.breaks(j) and words.form(j) == g.NUMBER and words.is_number(j + 1):
        return j + 2
    return None
