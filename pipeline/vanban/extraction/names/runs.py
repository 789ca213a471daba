"""The runs of capitalised words of a text, and how much of one can be a full Vietnamese name.

In: the `Wording` of a text. Out: `Run`s, the rows of capitalised words in it; and how many words of
a row are a plausible full name (surname, middle names, given name) by their shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vanban.cleaning.persons import name_of_many
from vanban.extraction.reading.wording import PARTICLES, Form, Wording, is_capital
from vanban.extraction.vocabulary.names import (
    Surname,
    foreign_names,
    known_people,
    marking_names,
    middle_names,
    openers,
    places,
    stops,
    surnames,
    unfinished,
)
from vanban.lexicons import grammar as g
from vanban.segmentation.models import dictionary
from vanban.text.spans import Span
from vanban.text.spelling import fold_word

_GIVEN = 4  # words of a name behind a surname, at most
_SEVERAL = 2  # words
_REMEMBERED = 1 << 16

_BREAK = re.compile(r"[ \t\u00a0]{0,3}\n[ \t\u00a0]{0,3}")
_STOP = re.compile(r"\.[ \u00a0]?")
_LONGEST = 40  # words of a row, so that the time stays linear
_ACRONYM = 3
"""Letters of most abbreviations."""


class Run(NamedTuple):
    """Capitalised words in a row, parted by spaces only: word `first` of a text and those after.

    `small` are the small words that follow. The first of them may belong to the last word of the
    row: "Phạm Dũng | Chủ | tịch".
    """

    wording: Wording
    first: int
    forms: tuple[Form, ...]
    keys: tuple[str, ...]
    small: tuple[Form, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its words as they are written."""
        return tuple([form.text for form in self.forms])

    @property
    def after(self) -> tuple[str, ...]:
        """The small words after it as they are written."""
        return tuple([form.text for form in self.small])

    @property
    def after_keys(self) -> tuple[str, ...]:
        """The keys of the small words after it."""
        end = self.first + len(self.forms)
        return self.wording.keys[end : end + len(self.small)]

    @property
    def capitals(self) -> bool:
        """True where all its words are in capitals, as in a headline."""
        forms = self.forms
        return forms[0].upper and all(f.upper or len(f.text) == 1 for f in forms)

    def start(self, place: int) -> int:
        """Where its word `place` begins in the text."""
        return self.wording.starts[self.first + place]

    def end(self, place: int) -> int:
        """Where its word `place` ends in the text."""
        return self.wording.ends[self.first + place]

    def span(self, begin: int, end: int) -> Span:
        """The span of its words from `begin` to before `end`."""
        return Span(self.start(begin), self.end(end - 1))


def run_of(wording: Wording, first: int, end: int, after: Sequence[Form]) -> Run:
    """The run of the words `first:end` of a text, with the small words after it."""
    return Run(wording, first, wording.forms[first:end], wording.keys[first:end], tuple(after))


def run_at(wording: Wording, first: int, end: int) -> Run:
    """The run of the words `first:end` of a text, with two small words at most after it."""
    small = wording.forms[end : wording.row_end(end, 2)]
    big = (n for n, form in enumerate(small) if form.capitalised)
    return run_of(wording, first, end, small[: next(big, len(small))])


def rows(wording: Wording, taken: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The rows (first, one past the last) of capitalised words outside the spans that are taken.

    A row breaks where the case changes between words in capitals and others ("TP HCM | Đinh La
    Thăng"); a small particle stays inside a foreign name ("Ursula von der Leyen").
    """
    closed = wording.under(taken)
    end = 0
    for first in [i for i, form in enumerate(wording.forms) if form.capitalised]:
        if first >= end and first not in closed:
            end = _end(wording, first, closed)
            yield first, end


def runs(wording: Wording, taken: Iterable[Span]) -> Iterator[Run]:
    """The runs of all such rows of a text."""
    return (run_at(wording, first, end) for first, end in rows(wording, taken))


def _end(wording: Wording, first: int, closed: Container[int]) -> int:
    """One past the last word of the row that begins with a word."""
    forms = wording.forms
    end = i = first + 1
    while i < len(forms) and i not in closed and _is_joined(wording, i):
        form = forms[i]
        inside = form.capitalised and end - first < _LONGEST
        if (inside and _same_case(forms[first:end], form)) or _small_middle(wording, i):
            end = i + 1
        elif not (form.text in PARTICLES and i - end < 2 and _foreign(forms[first:end])):
            if "-" in form.text and _is_transcribed(form, forms[first:end]):
                end = i + 1  # Bun-thoong Chít | ma-ny
            break
        i += 1
    return end


def _is_transcribed(form: Form, row: Sequence[Form]) -> bool:
    """True for a word of syllables with hyphens in small letters behind one with a capital."""
    hyphened = any("-" in other.text for other in row)
    return hyphened and all(part.isalpha() for part in form.text.split("-"))


def _small_middle(wording: Wording, i: int) -> bool:
    """True for a middle name in small letters: "Nguyễn | văn | Hải".

    Nothing but a surname stands before it in its row, and a capital behind it.
    """
    forms = wording.forms
    if (
        middle_names().get((forms[i].key,)) is None
        or i + 1 == len(forms)
        or not wording.joined(i + 1)
    ):
        return False
    surname = surnames().get(wording.keys[i - 1 : i])
    next_form = forms[i + 1]
    capital = next_form.capitalised and not next_form.upper and next_form.vietnamese
    return capital and surname is not None and surname.rank != "rare" and forms[i - 1].capitalised


def _is_joined(wording: Wording, i: int) -> bool:
    """True where word i stands in one row with the word before it.

    A line may break after a surname or a middle name; the full stop of an initial stands before a
    foreign surname ("A. Patti", "M.Gorbachev").
    """
    gap = wording.ends[i - 1], wording.starts[i]
    if wording.joined(i):
        return "\t" not in wording.text[slice(*gap)]  # cells of a table
    last, form = wording.forms[i - 1], wording.forms[i]
    if len(last.text) == 1 and _STOP.fullmatch(wording.text, *gap):
        saint = foreign_names("saint").get(wording.keys[i - 2 : i - 1]) if i > 1 else None
        return last.capitalised and bool(
            saint or _foreign_surname(form) or _initial_before(wording, i)
        )
    wrapped = last.capitalised and form.capitalised and _BREAK.fullmatch(wording.text, *gap)
    if wrapped and (form.key in openers() or form.key == g.YEAR or _begins_word(wording, i)):
        return False  # Myra Trần | Năm 2022, Trần Tất Văn | Chức vụ
    return bool(wrapped) and (last.key in unfinished() or _known_over(wording, i))


def _begins_word(wording: Wording, i: int) -> bool:
    """True where word i and the small one after it are one word."""
    small = i + 1 < len(wording.forms) and wording.joined(i + 1)
    small = small and not wording.forms[i + 1].capitalised
    return small and any(" ".join(wording.keys[i : i + n]) in dictionary() for n in (2, 3))


def _known_over(wording: Wording, i: int) -> bool:
    """True where a name that everybody knows goes on over the line end before word i."""
    rows = ((i - before, i + after) for before in (1, 2) for after in (1, 2))
    return any(known_people().get(wording.keys[max(a, 0) : b]) for a, b in rows)


def _foreign_surname(form: Form) -> bool:
    return len(form.text) > 2 and form.capitalised and not form.vietnamese and not form.upper


def _initial_before(wording: Wording, i: int) -> bool:
    """True where word i is one more initial before a foreign surname: "J. | R. R. Tolkien"."""
    if len(wording.forms[i].text) > 1 or i + 1 == len(wording.forms):
        return False
    gap = wording.ends[i], wording.starts[i + 1]
    surname = _foreign_surname(wording.forms[i + 1]) or _initial_before(wording, i + 1)
    return bool(_STOP.fullmatch(wording.text, *gap)) and surname


def _same_case(row: Sequence[Form], form: Form) -> bool:
    """True where a word is in capitals as its row is, or not as that; single letters fit both."""
    fixed = next((other for other in row if len(other.text) > 1), form)
    return len(form.text) == 1 or fixed.upper == form.upper or _surname_in_capitals(fixed, form)


def _surname_in_capitals(given: Form, family: Form) -> bool:
    """True for a given name, or a saint's, before the rest in capitals: "Jean | DUPONT"."""
    foreign = not family.vietnamese and len(family.text) > _ACRONYM
    if foreign:
        return foreign_names("given").get((given.key,)) is not None
    return family.upper and foreign_names("saint").get((given.key,)) is not None


def _foreign(row: Sequence[Form]) -> bool:
    """True where one of the last two words of a row is not spelled as Vietnamese."""
    return any(not form.vietnamese for form in row[-2:])


@lru_cache(maxsize=_REMEMBERED)
def full_name(run: tuple[str, ...], after: tuple[str, ...] = ()) -> int:
    """How many words of a capitalised run are a plausible full name from its first word; 0: none.

    `after` are the small words that follow the run: with the last capital they may be a word of
    their own ("Phạm Dũng | Chủ tịch"), or open the next sentence ("Lê Xuân Tiến | Có nhiều …").
    """
    keys = tuple(map(fold_word, run))
    found = surnames().prefix(keys)
    if not found or place_at(keys):
        return 0
    surname, size = found
    usable = min(stop_at((*run, *after), size), len(run))
    if usable - size < (2 if surname.rank == "rare" else 1):
        return 0
    usable = min(usable, size + _GIVEN)
    if usable == size + 1 == len(run) and word_behind(keys[-1], after):
        return 0  # đỗ Trạng | nguyên
    opens = usable == len(run) and opens_sentence(keys, size + 2, after)
    return usable - 1 if opens else usable


def opens_sentence(keys: tuple[str, ...], least: int, after: tuple[str, ...]) -> bool:
    """True where the last word of a row opens the next sentence: more than `least` stand before it.

    `after` are the small words that follow ("Lê Xuân Tiến | Có nhiều …"), of which the first may be
    the end of a word ("Lê Thị Kim Ngân | Ưu tiên …") that takes none from the word behind it.
    """
    if len(keys) <= least or not after:
        return False
    begins_word = least >= _GIVEN - 1 and word_behind(keys[-1], after)
    return begins_word or keys[-1] in openers()


def word_behind(last: str, after: tuple[str, ...]) -> bool:
    """True where a word takes the first of the small words `after` it, the next one none."""
    words = [" ".join(pair) for pair in pairwise((last, *map(fold_word, after)))]
    found = [word in dictionary() for word in words]
    return found[:1] == [True] and not any(found[1:])


def clan_last(surname: Surname) -> bool:
    """True for peoples who put the name of the clan last ("H'Ngăm Niê Kđăm")."""
    return surname.peoples == g.forms("clan-last")


def before_namesake(run: Run, place: int, size: int) -> int:
    """The size of a name up to where its family name stands again: rows of a table."""
    keys = run.keys
    again = (n for n in range(_SEVERAL, size) if keys[place + n] == keys[place])
    inner = next(again, size)
    twice = keys[place : place + inner] == keys[place + inner : place + 2 * inner]
    return inner if twice or len(keys) - place - inner > _SEVERAL else size


def next_sentence(run: Run, place: int) -> bool:
    """True where a foreign row ends with what opens a sentence: "James Rodriguez | Tình thế".

    That word bears Vietnamese marks, is no surname, and small letters follow it.
    """
    if len(run.forms) - place < _SEVERAL or not run.small:
        return False
    before, last = run.forms[-2:]
    latin = before.key.isascii() and not before.vietnamese and "-" not in before.key
    latin = latin and foreign_names("saint").get((before.key,)) is None
    if foreign_names("given").get((before.key,)) and name_of_many(last.key):
        return False  # Pierre Tú
    word = last.vietnamese and not last.key.isascii()
    return latin and word and surnames().get((last.key,)) is None


@lru_cache(maxsize=_REMEMBERED)
def stop_at(run: tuple[str, ...], begin: int = 0) -> int:
    """The first place of a run, from `begin` on, at which no name syllable can stand."""
    keys = tuple(map(fold_word, run))
    for place in range(begin, len(run)):
        stop = stops().prefix(keys[place:])
        if stop and not (
            place and (keys[place - 1] in marking_names() or _whole(run, place, stop[1]))
        ):
            return place
        rest = next((word for word in run[place:] if word not in PARTICLES), "-")
        inside = (run[place] in PARTICLES and is_capital(rest)) or "-" in run[place]
        inside = inside or (place == 1 and _is_middle(keys[place], run[place + 1 :]))
        if not is_capital(run[place]) and not inside:
            return place
    return len(run)


def _whole(run: tuple[str, ...], place: int, size: int) -> bool:
    """True where capitals that end a row leave a surname alone before them: "Mai | Quốc Hội"."""
    pair = size == _SEVERAL and place == 1 and len(run) == place + size
    return pair and all(map(is_capital, run)) and surnames().get((fold_word(run[0]),)) is not None


def _is_middle(key: str, rest: tuple[str, ...]) -> bool:
    """True for a middle name in small letters with the given name behind it."""
    return middle_names().get((key,)) is not None and bool(rest) and is_capital(rest[0])


@lru_cache(maxsize=_REMEMBERED)
def place_at(keys: tuple[str, ...]) -> int:
    """How many words at the front of a run, given by their keys, are a place; 0: none.

    A place that could be the beginning of a name ("Hoàng Mai | Hương") is one only at the end of
    the run or before a full name ("Mai Châu | Hà Công Thẻo").
    """
    found = places().prefix(keys)
    if not found:
        return 0
    place, size = found
    rest = keys[size:]
    if place.hold == "always" or not rest:
        return size
    surname = surnames().prefix(rest)
    begins = surname is not None and surname[0].rank != "rare" and len(rest) > surname[1]
    return size if begins else 0
