"""Bodies named by a proper name without a word for their type: "FBI", "Vinamilk", "Beta Group".

In: a reading and a word. Out: the body that begins there, or None. A run of capitals may as well be
a person: what follows, what the page says elsewhere and the last word of firms' names decide.
"""

from __future__ import annotations

from vanban.extraction.organizations import fields, places
from vanban.extraction.organizations.capitals import acronyms, capitals, hyphenated_capitals, opens
from vanban.extraction.organizations.parts import Organization, Part
from vanban.extraction.organizations.people import marked, person_at, split, surname_at
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.names import address_words, foreign_names, known_people
from vanban.lexicons import grammar as g
from vanban.text.syllables import is_syllable

_LEADING = frozenset(",-–") | {g.IS}

PERSON_SIZE = 3
"""Words of most names of people: a firm in apposition is hardly called so."""

_FIRM_ENDS = ("bank", "corp", "group", "milk", "tech", "soft", "invest", "pharma")
"""Ends of the one word that names a firm: "Vietbank"."""

FIRM_LIMIT = 20
"""Places of a word at which a firm of that name is looked for."""


def acronym(reading: Reading, i: int, *, board: bool) -> Part | None:
    """A body written as a bare acronym: "FBI", "PVTEX"; never in a line of capitals."""
    words = reading.words
    placed = lexicon.places().longest(words, i + 1) or lexicon.place_types().longest(words, i + 1)
    pair = words.is_acronym(i + 1) and not (words.breaks(i + 1) or opens(words, i + 1))
    crowd = (words.is_acronym(i - 1) and not board) or (pair and words.is_acronym(i + 2))
    alone = words.is_acronym(i) and not crowd
    if not alone or words.breaks(i) or _syllable(words.forms[i]) or _honour(words, i):
        return None
    if pair and not placed:
        return Part(i, i + 2, "company", "other", ())
    end = acronyms(words, i)
    ending = None if words.breaks(end) else lexicon.firm_endings().longest(words, end)
    return Part(i, ending.end if ending else end, "company", "other", ())


def shortened(reading: Reading, i: int) -> bool:
    """True where letters for a type of body stand at word i, its field behind: "TT Y tế"."""
    words = reading.words
    kind = lexicon.type_at(words, i)
    if kind is None or not words.is_acronym(i) or words.breaks(kind.end):
        return False
    other = lexicon.type_at(words, kind.end) or lexicon.bodies().longest(words, kind.end)
    return other is None and fields.known(reading, kind.end) is not None


def _honour(words: Words, i: int) -> bool:
    """True where a degree or rank stands at word i: "TS", no body."""
    return bool(lexicon.degrees().longest(words, i) or lexicon.ranks().longest(words, i))


def _syllable(form: str) -> bool:
    """True for letters that are a word of the language, an abbreviation by its capitals alone."""
    return not form.isascii() and is_syllable(form)


def proper_name(reading: Reading, i: int, *, apposed: bool) -> Organization | None:
    """A body named without a type word at word i: "Vinamilk", in apposition also "Him Lam".

    Only where a personal name follows it, with a comma before its honorific ("Chủ tịch Al Nassr,
    ông …"), or stands before the title; or where it is told for a firm's.
    """
    if reading.words.breaks(i):
        return None
    start, run = hyphenated_capitals(reading.words, i)
    firm = None if apposed else _firm(reading, start, run)
    if firm:
        firm = run if run - firm == 1 else firm  # a person has two names
        return Organization(start, firm, (Part(start, firm, "company", "other", ()),))
    end = split(reading, start, run, apposed=apposed)
    if end == run and not apposed:
        end = _foreigner(reading, start, run)
    person = person_at(reading, i, called=apposed and run - start != PERSON_SIZE)
    apposed = apposed or _addressed(reading, start, run)
    inside_word = places.whole_word(reading, end) > end
    person = person or any(marked(reading.words.forms[k]) for k in range(start, end))
    if end == start or (not apposed and end == run) or person or inside_word:
        return None
    return Organization(start, end, (Part(start, end, "company", "other", ()),))


def _foreigner(reading: Reading, start: int, run: int) -> int:
    """Where in the run a foreigner's two names begin: "Bayern Munich | Max Eberl"; else its end."""
    forms, k = reading.words.forms, run - 2
    given = foreign_names("given")
    return k if k > start and given.get((forms[k],)) and not given.get((forms[start],)) else run


def _firm(reading: Reading, start: int, run: int) -> int | None:
    """One past a firm's name in the run: by its last word, or as the page has it behind its type.

    "Beta Group | Bùi Quang Minh"; "Vạn Thịnh Phát" on a page with "Tập đoàn Vạn Thịnh Phát".
    """
    words = reading.words
    for k in range(start + 1, run):
        if lexicon.firm_endings().longest(words, k):
            return k + 1
    if run - start == 1 and words.forms[start].endswith(_FIRM_ENDS) and len(words.forms[start]) > 5:
        return run
    of_history = known_people().longest(words, start) is not None  # Công viên Hồ Chí Minh
    for other in reading.places_of(words.forms[start])[:FIRM_LIMIT] if start < run else ():
        kind = lexicon.types().before(words, other)
        size = capitals(words, other)[1] - other
        same = words.forms[start : start + size] == words.forms[other : other + size]
        firm = kind is not None and kind.entry.family == "company" and not of_history
        if firm and same and start + size <= run and size > 1:
            return start + size
    return None


def _addressed(reading: Reading, start: int, i: int) -> bool:
    """True where a comma, a dash or "là", an honorific and a name stand at word i, behind a run.

    Behind a dash a full name needs no honorific: "Vinalines - | Giang Kim Đạt".
    """
    words = reading.words
    led = words.form(i) in _LEADING and not words.breaks(i + 1)
    if led and words.form(i) != "," and person_at(reading, i + 1):
        return not surname_at(words, start) and not known_people().longest(words, start)
    given = words.is_capital(i + 1) and foreign_names("given").get(words.forms[i + 1 : i + 2])
    called = led and (words.form(i + 1) in address_words() or given)
    return bool(called) and not words.breaks(i + 1) and words.is_capital(i + 2)
