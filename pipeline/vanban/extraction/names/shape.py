"""What a full Vietnamese name looks like: surname, middle names, given name.

In: a text and a place in it. Out: where a plausible full name that starts there ends. Shape alone,
without context: extractors of other kinds ask it so that their phrases stop before a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from vanban.extraction.names.lexicon import (
    foreign_names,
    marking_names,
    middle_names,
    openers,
    places,
    stops,
    surnames,
)
from vanban.extraction.reading.wording import PARTICLES, is_capital, wording_of
from vanban.text.spelling import fold_word

_LONGEST = 7
_GIVEN = 4
_SURE = 3
_WINDOW = 80
_REMEMBERED = 1 << 16
_SYLLABLE = 6
_HYPHENED = re.compile(r"[^\W\d_]{1,5}-[a-z]{1,5}")


def name_at(text: str, position: int) -> int | None:
    """The end of a plausible full name that starts exactly at `position`, or None.

    Full means a surname and at least one more syllable, all capitalised, parted by spaces only. A
    name whose surname is mostly another word ("Quảng", "Sơn", "Phú") needs three syllables. A
    foreign name counts that begins with a known given name or is hyphened ("Ban Ki-moon").
    """
    if position and (text[position - 1].isalnum() or text[position - 1] in "-'’"):
        return None
    wording = wording_of(text)
    first = bisect_left(wording.starts, position)
    if wording.starts[first : first + 1] != (position,):
        return None
    end, limit = first, min(len(text), position + _WINDOW)
    for i in range(first, min(first + _LONGEST, len(wording.forms))):
        form = wording.forms[i]
        apart = i > first and not wording.joined(i)
        if apart or wording.ends[i] > limit or not form.capitalised:
            break
        if form.upper != wording.forms[first].upper:
            break
        end = i + 1
    if end == first:
        return None
    texts = tuple(form.text for form in wording.forms[first:end])
    after = wording.forms[end : wording.row_end(end, 2)]
    size = full_name(texts, tuple(form.text for form in after)) or _foreign_name(texts)
    return wording.ends[first + size - 1] if size else None


def _foreign_name(run: tuple[str, ...]) -> int:
    """How many words of a run are a foreign name by its given name or its hyphen; 0: none."""
    if len(run) < 2 or place_at(tuple(map(fold_word, run))):
        return 0
    given = foreign_names("given").get((fold_word(run[0]),))
    if given and (given.weight >= _SURE or foreign_names("surname").get((fold_word(run[1]),))):
        return min(len(run), _GIVEN)
    return 2 if _HYPHENED.fullmatch(run[1]) and len(run[0]) < _SYLLABLE else 0


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
    usable = stop_at((*run, *after), size)
    if usable - size < (2 if surname.rank == "rare" else 1):
        return 0
    usable = min(usable, size + _GIVEN)
    opens = usable == len(run) and opens_sentence(keys, size + 2, after)
    return usable - 1 if opens else usable


def opens_sentence(keys: tuple[str, ...], least: int, after: tuple[str, ...]) -> bool:
    """True where the last word of a row opens the next sentence: more than `least` stand before it.

    `after` are the small words that follow ("Lê Xuân Tiến | Có nhiều …").
    """
    return len(keys) > least and bool(after) and keys[-1] in openers()


@lru_cache(maxsize=_REMEMBERED)
def stop_at(run: tuple[str, ...], begin: int = 0) -> int:
    """The first place of a run, from `begin` on, at which no name syllable can stand."""
    keys = tuple(map(fold_word, run))
    for place in range(begin, len(run)):
        if stops().prefix(keys[place:]) and not (place and keys[place - 1] in marking_names()):
            return place
        rest = next((word for word in run[place:] if word not in PARTICLES), "-")
        inside = run[place] in PARTICLES and is_capital(rest)
        inside = inside or (place == 1 and _small_middle(keys[place], run[place + 1 :]))
        if not is_capital(run[place]) and not inside:
            return place
    return len(run)


def _small_middle(key: str, rest: tuple[str, ...]) -> bool:
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
