"""Runs of capitalised words, in which proper names stand.

In: the `Words` of a text and a word. Out: the run of capitals that begins there, up to the end of
its line or the word that opens the next sentence.
"""

from __future__ import annotations

from functools import lru_cache

from vanban.extraction.reading.words import Words
from vanban.extraction.vocabulary.names import middle_names, surnames
from vanban.extraction.vocabulary.organizations import fields, honour_at, openers
from vanban.lexicons import grammar as g
from vanban.segmentation.sentences import abbreviations
from vanban.text.spelling import fold_words

RUN_LIMIT = 12
"""Words of a run of capitals that are looked at: no proper name is longer."""

_SPEAKING = fold_words(g.word("speaking"))
_DOMAINS = frozenset({"vn", "com", "net", "org", "io", "ai"})
_APOSTROPHES = frozenset("'’‘`´")


@lru_cache(maxsize=1024)  # many rules ask about the same words of a page
def capitals(words: Words, i: int) -> tuple[int, int]:
    """The run of capitalised words from word i, on one line: its first and one past its last.

    A word that opens the next sentence ends it ("Hưng Lộc Phát | Theo ông …").
    """
    j = i
    while words.is_word(j) and j - i < RUN_LIMIT:
        if not words.is_capital(j) and not (j > i and _small_middle_name(words, j)):
            break
        if j > i and (words.breaks(j) or opens(words, j)):
            break
        j += 3 if apostrophe(words, j + 1) else 1
    return i, j


def hyphenated_capitals(words: Words, i: int) -> tuple[int, int]:
    """The run from word i with what a mark ties to it: "Coca-Cola Việt Nam", "Tiki.vn"."""
    _, j = capitals(words, i)
    while j > i and (_domain(words, j) or (hyphen(words, j) and words.is_capital(j + 1))):
        _, end = capitals(words, j + 1 + _domain(words, j))
        j = max(end, j + 2)
    return i, j


def _domain(words: Words, j: int) -> bool:
    """True where the end of an address of the web stands at word j: "Tiki | .vn"."""
    tight = words.form(j) == "." and words.touches(j) and words.touches(j + 1)
    return tight and words.form(j + 1) in _DOMAINS


def hyphen(words: Words, j: int) -> bool:
    """True where word j is a hyphen inside a name, without white space: "Tăng-già"."""
    tight = words.form(j) == "-" and words.touches(j) and words.touches(j + 1)
    return tight and words.is_word(j + 1)


def apostrophe(words: Words, j: int) -> bool:
    """True where word j is an apostrophe inside a name: "Ea H'leo", "H'Yam"."""
    marked = words.form(j) in _APOSTROPHES and words.touches(j) and words.touches(j + 1)
    return marked and words.is_word(j + 1)


def _small_middle_name(words: Words, j: int) -> bool:
    """True for a middle name in small letters inside a personal name: "Nguyễn | văn | Hải"."""
    if (
        not middle_names().get(words.forms[j : j + 1])
        or not words.is_capital(j + 1)
        or words.breaks(j + 1)
    ):
        return False
    surname = surnames().get(words.forms[j - 1 : j])
    return surname is not None and surname.rank != "rare" and words.is_capital(j - 1)


def opens(words: Words, j: int) -> bool:
    """True where word j of a run begins something else: an opener of a sentence, a rank or degree.

    No capital follows it: "xã Hướng Phùng | Đại úy"; behind an abbreviation a name does:
    "Bệnh viện E | BS. Mai Hưng".
    """
    if letters_at(words, j):
        return True
    if words.is_capital(j + 1) or not words.is_word(j + 1):
        return False
    if honour_at(words, j):
        return True
    field = fields().longest(words, j)
    if field and field.end > j + 1:  # Huấn luyện | Không quân
        return False
    return words.forms[j] in openers() or words.forms[j : j + 2] == _SPEAKING


def letters_at(words: Words, j: int) -> bool:
    """True where the letters of a degree or profession lead to a name: "Bệnh viện E | BS. Mai"."""
    return _letters(words, j) and _name_behind(words, j + 1)


def _letters(words: Words, j: int) -> bool:
    """True for the letters of a degree or profession at word j: "TS", "BS", "KTS"; not "Sen"."""
    form = words.surface(j, j + 1) if words.is_capital(j) else ""
    honour = form[1:].islower() and honour_at(words, j) is None
    return form in abbreviations()["before-name"] and not honour


def _name_behind(words: Words, j: int) -> bool:
    """True where a full stop and a capital stand at word j, or a family name, or other letters.

    "TS. | Mai Hưng", "TS | Nguyễn An", "TS | BS Mai Hưng".
    """
    k = j + (words.form(j) == ".")
    if words.breaks(k) or not words.is_capital(k):
        return False
    return k > j or _letters(words, k) or surnames().get(words.forms[k : k + 1]) is not None


def acronyms(words: Words, j: int) -> int:
    """The end of an acronym in parts: "TT&TT", "GD-ĐT", "KH&CN", "T&T"."""
    end = j + 1
    while words.form(end) in ("&", "-", g.AND):
        tight = words.touches(end) and words.touches(end + 1)
        letter = words.form(end) == "&" and tight and words.is_capital(end + 1)
        if not (letter or (words.is_acronym(end + 1) and (words.form(end) == "&" or tight))):
            break
        end += 2
    return end
