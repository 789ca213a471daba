"""Where a personal name begins: the end of an organisation phrase that a name follows.

In: a `Reading` of a document. Out: whether a personal name stands at a word, and where in a run
of capitalised words one begins ("Hưng Phát | Nguyễn Văn An"). The evidence is the surname, the
length, and whom the document calls by an honorific; neither tagging nor case alone decides.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Literal

from vanban.extraction.names.lexicon import Surname
from vanban.extraction.organizations import lexicon
from vanban.extraction.reading import careers
from vanban.extraction.reading.words import Words, fold_phrase, fold_set, words_of
from vanban.lexicons import load
from vanban.text.document import Document, Token

RUN_LIMIT = 12
"""Words of a run of capitals that are looked at: no proper name is longer."""

_MIDDLE = fold_set("văn thị đình hữu đức ngọc quang xuân thanh minh công bá")
"""Middle names that mark a rarer family name as one."""

_MARKING = fold_set("văn thị")
"""Middle names that a personal name has and a place has not, once a place stands before it."""

_MONK = "thích"
"""The family name of Buddhist monks and nuns."""

HONORIFICS = fold_set("ông bà anh chị cô chú cụ chí")
"""Last words of the honorifics; "chí" ends "đồng chí"."""

OPENERS = fold_set(
    "theo tại trong khi sau trước hay và với ngày chiều ông bà chị các những đây đó tuy nhưng do "
    "vì để từ qua cùng được bị là có thưa tôi chúng nhiều một nếu bên cho nói chia cũng đã đang sẽ "
    "không về đến tới ngoài riêng song ở lúc hôm cụ trên như mới còn vừa"
)
"""Words that open a sentence where a caption or headline runs into it without a mark."""


@cache
def surnames(rank: Literal["sure", "likely"]) -> frozenset[str]:
    """Folded family names of one syllable; the sure ones hardly open a place or a firm."""
    entries = [entry for entry in load("surnames", Surname) if entry.rank == rank]
    phrases = [fold_phrase(form) for entry in entries for form in entry.forms]
    return frozenset(phrase[0] for phrase in phrases if len(phrase) == 1)


def is_surname(form: str) -> bool:
    """True where a folded word is a family name that says something by itself."""
    return form in surnames("sure") or form in surnames("likely")


@dataclass(frozen=True)
class Reading:
    """A document as the phrase grammars read it: its words, and the words' tagged tokens."""

    document: Document
    words: Words

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading of a document."""
        return cls(document, words_of(document.text))

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        return tuple(chain.from_iterable([s.tokens for s in self.document.sentences]))

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self._tokens]

    def token(self, i: int) -> Token | None:
        """The tagged token that covers word i."""
        start = self.words.starts[i]
        at = bisect_right(self._token_starts, start) - 1
        token = self._tokens[at] if at >= 0 else None
        return token if token and token.end > start else None

    def same_token(self, i: int) -> bool:
        """True where words i - 1 and i are one tagged token."""
        token = self.token(i)
        return token is not None and token.start < self.words.starts[i]

    @cached_property
    def careers(self) -> tuple[tuple[int, int], ...]:
        """The ranges of words that are entries of a career."""
        return tuple(careers.find(self.words))

    @cached_property
    def people(self) -> frozenset[tuple[str, ...]]:
        """Folded names that an honorific introduces somewhere in the document, in full."""
        words = self.words
        runs = (capitals(words, i + 1) for i, f in enumerate(words.forms) if f in HONORIFICS)
        return frozenset(words.forms[run[0] : run[1]] for run in runs if 2 <= run[1] - run[0] <= 5)


def capitals(words: Words, i: int) -> tuple[int, int]:
    """The run of capitalised words from word i, on one line: its first and one past its last.

    A word that opens the next sentence ends it ("Hưng Lộc Phát | Theo ông …").
    """
    j = i
    while words.is_word(j) and words.is_capital(j) and j - i < RUN_LIMIT:
        if j > i and (words.breaks(j) or opens(words, j)):
            break
        j += 1
    return i, j


def hyphenated(words: Words, i: int) -> bool:
    """True where a foreign name in the Korean manner begins at word i: "Ban Ki-moon"."""
    _, end = capitals(words, i)
    joined = words.form(end) == "-" and words.touches(end) and words.touches(end + 1)
    return end > i and joined and words.is_word(end + 1) and not words.is_capital(end + 1)


def opens(words: Words, j: int) -> bool:
    """True where word j of a run begins another sentence: an opener that no capital follows."""
    if words.is_capital(j + 1) or not words.is_word(j + 1):
        return False
    return words.forms[j] in OPENERS or words.forms[j : j + 2] == ("phát", "biểu")


def marked(form: str) -> bool:
    """True for a middle name that only a person has: văn, thị."""
    return form in _MARKING


def person_at(reading: Reading, i: int, *, called: bool = False) -> int | None:
    """One past a full personal name at word i, or None.

    A run of two to five capitalised words: one that an honorific introduces elsewhere, or (unless
    `called`) one after a family name. A place known by name is none.
    """
    words = reading.words
    _, end = capitals(words, i)
    size = end - i
    if size < 2:
        return None
    for stop in range(min(end, i + 5), i + 1, -1):
        if words.forms[i:stop] in reading.people:
            return stop
    if called:
        return None
    known = lexicon.places().longest(words, i)
    if known and known.entry.level == "commune" and not after_unit(words, i):
        known = None
    if known and (known.end == end or _begins_in(words.forms, known.end, end)):
        return None
    if words.forms[i] in surnames("sure"):
        return end if size <= 5 else None
    likely = size in (3, 4) or words.form(i + 1) in _MIDDLE
    return end if likely and not known and words.forms[i] in surnames("likely") else None


def after_unit(words: Words, i: int) -> bool:
    """True where a word for a unit of territory ends before word i: "phường | Nguyễn Du"."""
    dots = 1 if words.form(i - 1) == "." else 0
    hits = (lexicon.place_types().longest(words, i - dots - size) for size in (1, 2))
    return any(hit is not None and hit.end + dots == i for hit in hits)


def _begins_in(forms: tuple[str, ...], start: int, end: int) -> bool:
    """True where another personal name begins in the run `start:end`."""
    return any(forms[k] in surnames("sure") for k in range(start, end - 1))


def split(
    reading: Reading, start: int, end: int, *, apposed: bool = False, place: bool = False
) -> int:
    """Where in the run `start:end` the personal name after a proper name begins, else `end`.

    `place`: the proper name is a place's, of two syllables as a rule. `apposed`: no name is
    expected, so that only whom the document knows and long names count.
    """
    forms = reading.words.forms
    if place:
        for k in range(max(start + 1, end - 4), end - 1):
            if forms[k + 1] in _MARKING and k + 2 < end:
                return k
    monk = next((k for k in range(start + 1, end - 1) if forms[k] == _MONK), None)
    if monk:
        return monk
    for k in range(start + 1, end - 1):
        if forms[k:end] in reading.people or forms[k : min(k + 4, end)] in reading.people:
            return k
    common = [k for k in range(start + 1, end - 1) if _common(reading, k, end, start, apposed)]
    if common:
        return min(common, key=lambda k: (forms[k + 1] in surnames("sure"), k < start + 2, k))
    for k in range(start + 2, end - 1):
        likely = forms[k] in surnames("likely") and 2 <= end - k <= 4
        three = end - k == 3 and (place or not apposed)
        if likely and (three or forms[k + 1] in _MIDDLE or _one_token(reading, k, end)):
            return k
    return end


def _common(reading: Reading, k: int, end: int, start: int, apposed: bool) -> bool:
    """True where a frequent family name at word k has a name of likely length after it."""
    form, size = reading.words.forms[k], end - k
    if form not in surnames("sure") or size > 5:
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
