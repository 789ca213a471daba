"""What a full Vietnamese name looks like: surname, middle names, given name.

In: a row of capitalised words. Out: how many of them are a plausible full name. Shape alone,
without what stands around it.
"""

from __future__ import annotations

from functools import lru_cache

from vanban.extraction.names.lexicon import (
    marking_names,
    middle_names,
    openers,
    places,
    stops,
    surnames,
)
from vanban.extraction.reading.wording import PARTICLES, is_capital
from vanban.text.spelling import fold_word

_GIVEN = 4
_REMEMBERED = 1 << 16


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
