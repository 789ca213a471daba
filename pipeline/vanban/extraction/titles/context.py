"""Whether a title stands for one definite person: what stands around it.

In: a candidate of the grammar and its reading. Out: a `Setting`: the name beside it, the words that
give it to somebody, or those that make it a class.
"""

from __future__ import annotations

from typing import NamedTuple

from vanban.extraction.organizations.capitals import apostrophe, capitals
from vanban.extraction.organizations.people import is_surname, person_at
from vanban.extraction.reading import careers
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.titles import classes, lexicon
from vanban.extraction.titles.grammar import TitleCandidate
from vanban.extraction.vocabulary import organizations
from vanban.extraction.vocabulary.names import address_words
from vanban.lexicons import grammar as g

_OPENING = frozenset(",-–—(:|")
_CLOSING = frozenset(".,;:")
_INTRODUCING = frozenset(":-–—|")
_CLAUSE_OPENERS = frozenset({g.HAS, g.WITH, g.AND, *",;:.(-–"})
"""Words and marks behind which an office in small letters is what a clause speaks of."""
_ALSO = frozenset({g.AND, "&", g.BESIDES})
"""Words between a calling and an office of one person: "nhà sáng lập | kiêm | CEO"."""
_HONOURS = 4
"""Ranks and degrees that may stand between a title and its holder's name."""


BRACKET_LIMIT = 10
"""Words of a bracket behind a title: "(trúng cử tại Hà Nội)"."""

APPOSITION_LIMIT = 14
"""Words back from an apposition to the name it explains, age and birth between."""


class Setting(NamedTuple):
    """What stands around a title.

    `maybe_before`: what may be a name, by its tag alone; `listed`: it is an entry of a career;
    `personal`: somebody is spoken of just before it.
    """

    name_before: bool
    name_after: bool
    maybe_before: bool
    several: bool
    memorial: bool
    class_after: bool
    cue: bool
    addressed: bool
    capital: bool
    listed: bool
    termed: bool
    personal: bool


def setting(
    reading: Reading, candidate: TitleCandidate, *, name_before: bool, maybe_before: bool
) -> Setting:
    """What stands around a title that says whether it is somebody's: names, cues, a plural."""
    words, start, end = reading.words, candidate.start, candidate.end
    bare = candidate.organization is None
    many = classes.several(words, start)
    named = name_after(reading, start, end)
    return Setting(
        name_before=name_before,
        name_after=_several_named(reading, end, named) if many else named,
        maybe_before=maybe_before,
        several=many or classes.for_another(words, start) or classes.general(words, start),
        memorial=classes.in_a_place(words, start),
        class_after=classes.after(words, start, end, bare=bare),
        cue=not words.breaks(start) and classes.cued(words, start),
        addressed=classes.addressed(words, start),
        capital=words.is_capital(candidate.role_start),
        personal=classes.personal(reading, start),
        termed=careers.term_end(words, end) > end,
        listed=careers.inside(reading.careers, start)
        or classes.in_a_list(words, start)
        or careers.is_whole_sentence(words, start, end),
    )


def name_after(reading: Reading, start: int, j: int) -> bool:
    """True where a personal name follows the title `start:j`, an honorific or a mark before it.

    On the next line only where both stand alone: the signature of an act.
    """
    words = reading.words
    if words.breaks(j):
        return words.breaks(start) and _signature(reading, j)
    past = bracket_end(words, j)
    if past > j:
        return not words.breaks(past) and person_at(reading, past) is not None
    if words.form(j) in _INTRODUCING:
        labelled = words.breaks(start) and capitals(words, j + 1)[1] > j + 2
        return _is_introduced(reading, j + 1) or (labelled and name_shape(reading, j + 1))
    opening = words.is_capital(start) and _opens_sentence(words, start)
    if opening and words.form(j) == "," and _past_address(words, j + 1) > j + 1:
        return _follows(reading, j + 1)
    if words.form(j) == g.IS and (words.is_capital(start) or _opens_clause(words, start)):
        return _is_introduced(reading, j + 1 + (words.form(j + 1) == ":"))
    among = lexicon.past_among(words, j)
    past = careers.term_end(words, j if words.breaks(among) else among)
    past = _past_charge(words, past)
    return not words.breaks(past) and _follows(reading, past)


def _past_charge(words: Words, j: int) -> int:
    """One past what the holder looks after: "Phó Chủ tịch | phụ trách chuyên môn | Lê An"."""
    charge = lexicon.signs("charge").longest(words, j)
    k = charge.end if charge and not words.breaks(j) else j
    while j < k < j + lexicon.CHARGE_LIMIT and not words.is_capital(k) and not words.breaks(k):
        if organizations.stops().longest(words, k) or words.form(k) in address_words():
            return j
        k += 1
    return k if words.is_capital(k) else j


def _opens_sentence(words: Words, start: int) -> bool:
    """True for the first word of a sentence: "Tham mưu trưởng sư đoàn, đồng chí Lê An, …"."""
    return words.breaks(start) or words.form(start - 1) in _CLOSING - {","}


def _opens_clause(words: Words, start: int) -> bool:
    """True where an office is the subject of its clause: ", | phó chủ tịch là Lê An"."""
    return words.breaks(start) or words.form(start - 1) in _CLAUSE_OPENERS


def _follows(reading: Reading, j: int) -> bool:
    """True where a name stands at word j, ranks, degrees or a word of address before it."""
    words = reading.words
    honour = _past_honours(reading, j)
    if honour > j and not words.breaks(honour) and name_shape(reading, honour):
        return True
    j = _past_address(words, j)
    return not words.breaks(j) and name_shape(reading, j)


def _past_address(words: Words, j: int) -> int:
    """One past the callings and words of address at word j: "bác sĩ", "đồng chí"."""
    while not words.breaks(j):
        calling = lexicon.signs("calling").longest(words, j)
        address = words.form(j) in address_words() or words.forms[j : j + 2] == g.COMRADE
        if not (calling or address):
            break
        j = calling.end if calling else j + 1
    return j


def bracket_end(words: Words, i: int) -> int:
    """One past the short bracket at word i: "(6/2009)"; i where there is none."""
    if words.form(i) != "(" or words.breaks(i):
        return i
    ends = (k + 1 for k in range(i, min(i + BRACKET_LIMIT, len(words))) if words.form(k) == ")")
    return next(ends, i)


def _several_named(reading: Reading, end: int, named: bool) -> bool:
    """True where the names of several follow, in full: not "các Vua | Hùng"."""
    _, run = capitals(reading.words, end)
    return (named and run - end != 1) or _names_follow(reading, end)


def _names_follow(reading: Reading, j: int) -> bool:
    """True where the names of several follow: "hai Phó Chủ tịch | là các ông Lê An và Bùi Ba"."""
    words = reading.words
    j = careers.term_end(words, j)
    introduced = lexicon.signs("includes").longest(words, j) or lexicon.signs("given").longest(
        words, j
    )
    if introduced is None or words.breaks(j):
        return False
    first = k = introduced.end + (words.form(introduced.end) == ":")
    while not words.breaks(k) and words.form(k) in lexicon.sign_words("group") | {g.COMRADE[0]}:
        k += 1
    k = _past_address(words, k)
    return not words.breaks(k) and k > first and name_shape(reading, k)


def _signature(reading: Reading, j: int) -> bool:
    """True where a name, or degrees and a name, is the line at word j, or that below "(đã ký)"."""
    words = reading.words
    k = j + (words.form(j) in ("(", "["))
    sign = lexicon.signs("signed").longest(words, k)
    if sign and (words.breaks(sign.end) or words.form(sign.end) in (")", "]", ".")):
        j = sign.end + (not words.breaks(sign.end))
    if j >= len(words) or not words.breaks(j):
        return False
    name = _past_honours(reading, j)
    person = person_at(reading, name) if name == j or not words.breaks(name) else None
    return person is not None and words.breaks(person)


def _past_honours(reading: Reading, j: int) -> int:
    """One past the ranks and degrees from word j: "Giám đốc Z | , Thiếu tướng | Lê An"."""
    words, past = reading.words, j
    for _ in range(_HONOURS):
        marks = (",", "-", "–", ".") if past > j else (",", "-", "–")
        k = past + (words.form(past) in marks and not words.breaks(past + 1))
        hit = lexicon.honour_at(words, k)
        if hit is None or (k > j and words.breaks(k)):
            break
        past = hit.end
    return past + 1 if past > j and words.form(past) == "." else past


def _is_introduced(reading: Reading, j: int) -> bool:
    """True where after a colon a full name stands, ranks or degrees before it, or an honorific."""
    words = reading.words
    if words.breaks(j):
        return False
    name = _past_honours(reading, j)
    shaped = name > j and not words.breaks(name) and name_shape(reading, name)
    called = _past_address(words, j)
    return shaped or person_at(reading, called) is not None or words.form(j) in address_words()


def name_shape(reading: Reading, j: int) -> bool:
    """True where word j can be the first of a personal name."""
    words = reading.words
    if not (words.is_word(j) and words.is_capital(j)):
        return False
    if person_at(reading, j):
        return True
    if words.forms[j] in organizations.openers() and not is_surname(words.forms[j]):
        return False
    place = organizations.places().longest(words, j)
    alone = place and place.end - j == 1 and words.is_capital(j + 1) and not words.breaks(j + 1)
    if place and is_surname(words.forms[j]) and (place.entry.grouped or alone):
        return True
    known = (
        organizations.types().longest(words, j)
        or organizations.bodies().longest(words, j)
        or place
        or lexicon.roles().longest(words, j)
        or lexicon.modifiers("before").longest(words, j)
        or lexicon.ranks().longest(words, j)
        or lexicon.degrees().longest(words, j)
    )
    return known is None and not (words.is_acronym(j) and not words.is_acronym(j + 1))


def name_before(reading: Reading, start: int) -> bool:
    """True where the title explains a name that stands before it.

    Directly, or after a comma, dash, colon or bracket; age and birth may stand between, and
    "hiện là", "nguyên là".
    """
    return _name_ends(reading, *_back(reading, start))


def before(reading: Reading, start: int) -> tuple[bool, bool]:
    """Whether the title explains a name before it, and whether what may be one by its tag alone."""
    place, marked = _back(reading, start)
    named = _name_ends(reading, place, marked)
    return named, named or _name_ends(reading, place, marked, tagged=True)


def brand_follows(reading: Reading, j: int) -> bool:
    """True where several capitals follow that are no person's."""
    _, run = capitals(reading.words, j)
    return run - j >= 2 and person_at(reading, j) is None


def _back(reading: Reading, start: int) -> tuple[int, bool]:
    """The word that an apposition at word `start` explains, and whether a mark sets it off."""
    words, j, marked = reading.words, start - 1, False
    for _ in range(APPOSITION_LIMIT):
        form = words.form(j)
        if j < 0 or (words.breaks(j + 1) and form != ","):
            return -1, False
        if form == ")":
            marked, j = True, _bracket(words, j)
        elif form in _OPENING:
            marked = True
        elif form in _ALSO and (calling := lexicon.signs("calling").before(words, j)):
            j = calling.start
        elif form not in lexicon.sign_words("between") and not words.is_number(j):
            opener = None if _name_ends(reading, j, marked) else _life(words, j)
            if opener is None:
                break
            marked, j = True, opener
        j -= 1
    return j, marked


def _life(words: Words, j: int) -> int | None:
    """The mark before the part of a life that ends with word j: ", | trú tại xã Hòa Thắng"."""
    for k in range(j, max(j - APPOSITION_LIMIT, 0), -1):
        if words.breaks(k):
            return None
        if words.form(k - 1) in (",", "(", ";"):
            life = lexicon.signs("life").longest(words, k)
            return k - 1 if life or organizations.place_types().longest(words, k) else None
    return None


def _bracket(words: Words, j: int) -> int:
    """The opening bracket for the one at word j, on its line and near; else j."""
    for k in range(j - 1, max(j - APPOSITION_LIMIT, -1), -1):
        if words.breaks(k + 1):
            break
        if words.form(k) == "(":
            return k
    return j


def name_ends(reading: Reading, j: int) -> bool:
    """True where a personal name ends with word j, or a short one after a word of address."""
    words = reading.words
    address = words.form(j - 1) in address_words() and words.is_capital(j) and not words.breaks(j)
    return j >= 0 and (address or _name_ends(reading, j, marked=False))


def _name_ends(reading: Reading, j: int, marked: bool, *, tagged: bool = False) -> bool:
    """True where a personal name ends with word j."""
    words = reading.words
    first = j
    while first >= 0 and j - first < 5 and words.is_capital(first) and words.is_word(first):
        if person_at(reading, first) == j + 1 and (marked or j - first >= 1):
            return True
        if tagged and marked and j > first and _tagged_name(reading, first, j + 1):
            return True
        before = words.form(first - 1)
        if before in address_words() and not words.breaks(first) and (marked or j > first):
            return True
        if words.breaks(first):
            break
        first -= 2 if apostrophe(words, first - 1) else 1
    return False


def _tagged_name(reading: Reading, first: int, end: int) -> bool:
    """True where the words are one proper noun for the tagger, and for the lexicons no place."""
    words, token = reading.words, reading.token(first)
    if token is None or token.pos != "Np":
        return False
    if (token.start, token.end) != (words.starts[first], words.ends[end - 1]):
        return False
    if organizations.places().longest(words, first) or organizations.fields().longest(words, first):
        return False
    return not first or organizations.place_types().longest(words, first - 1) is None
