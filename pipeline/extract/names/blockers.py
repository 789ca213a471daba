"""What turns a row of capitalised words into the name of a street, a place, a body or an award.

In: a text and where the would-be name begins. Out: the blocker that stands before it, if any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.extract.names.vocabulary import (
    Blocker,
    between_words,
    blockers,
    numbered_units,
    person_nouns,
)
from pipeline.extract.names.words import Word, before

_NUMBER = re.compile(
    r"(?:\d{1,4}[A-Za-zĐđ]?(?:[/\-]\d{1,4}[A-Za-z]?){0,3}[ \u00a0]{1,2}"
    r"|(?:số|nhà)(?: nhà)? \d{1,4}[A-Za-zĐđ]?(?:/\d{1,4}[A-Za-z]?){0,3},[ \u00a0])\Z"
)
_SHORT_AREA = re.compile(r"(?<![^\W_])(?:TP|Tp|T\.P|TX|TT|H|Q|P|X|Đ|Tx)\.[ \u00a0]{0,2}\Z")
_MANY = frozenset({"cac1", "nhưng4", "hai", "ba", "bôn1", "nhiêu2"})
_MEETING = frozenset({"nga4", "nut1", "giao", "đoan5"})
_QUOTES = "“\"'‘«"


@dataclass(frozen=True, slots=True)
class Block:
    """A blocker before a would-be name; `office` where the two belong to somebody's office."""

    id: str
    head: Word | None
    office: bool = False
    plain: bool = False
    lists: bool = False
    many: bool = False
    alone: bool = False


def block_before(
    text: str, position: int, inside_word: Callable[[int], bool] = lambda place: False
) -> Block | None:
    """What stands before a place and makes the next capitalised words no person, if anything.

    `inside_word` says of a place whether a longer word runs over it ("Quốc hội").
    """
    if address := _address(text, position):
        return address
    if _SHORT_AREA.search(text, max(0, position - 6), position):
        return Block("blocker-area", None, lists=True)
    quoted = position and text[position - 1] in _QUOTES
    row = before(text, position - 1 if quoted else position)
    keys = tuple(word.key for word in row)
    end = len(row)
    allowed: frozenset[str] | None = None
    while end > 0:
        found = blockers().suffix(keys[:end])
        if found and (allowed is None or found[0].id in allowed):
            if inside_word(row[end - found[1]].start):
                return None
            return _block(row, end - found[1], end, found[0])
        step = _between(keys[:end]) or _acronym(row[end - 1])
        if step is None:
            return None
        size, ids = step
        allowed = ids if allowed is None else allowed & ids
        end -= size
    return None


def _address(text: str, position: int) -> Block | None:
    """A house number before the name of its street ("18 Nguyễn Du")."""
    start = number_before(text, position)
    if start is None:
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in "-./,"):
        return None
    if numbered_unit(text, start):
        return None
    line_start = not text[max(0, start - 2) : start].strip(" \t\u00a0")
    return None if line_start else Block("blocker-address", None)


def numbered_unit(text: str, position: int) -> str | None:
    """The id of the entry of a numbered unit that stands before a place."""
    found = numbered_units().suffix(tuple(word.key for word in before(text, position, 3)))
    return found[0].id if found else None


def number_before(text: str, position: int) -> int | None:
    """Where the number begins that stands directly before a place, if one does."""
    window = text[max(0, position - 16) : position]
    match = _NUMBER.search(window)
    return position - len(window) + match.start() if match else None


def _between(keys: tuple[str, ...]) -> tuple[int, frozenset[str]] | None:
    """How many words before the end may stand between a head and its name, and for which heads."""
    words = between_words()
    for size in (3, 2, 1):
        if len(keys) >= size and (ids := words.get(keys[-size:])):
            return size, ids
    return None


def _acronym(word: Word) -> tuple[int, frozenset[str]] | None:
    """Between a body and its name any abbreviation may stand ("Cty | TNHH TMDV | Phan Thành")."""
    if word.upper and not word.vietnamese:
        return 1, frozenset({"blocker-body", "blocker-school"})
    return None


def _block(row: tuple[Word, ...], place: int, end: int, entry: Blocker) -> Block:
    """The blocker whose head is `row[place:end]`.

    `office`: somebody's office stands before the head; `plain`: the head is a small common noun
    with nothing between it and the name ("Giám đốc công ty | Trần Văn Cảnh").
    """
    many = bool(place and row[place - 1].key in _MANY) or row[place].key in _MEETING
    return Block(
        entry.id,
        row[place],
        office=_office_further(row[:place]),
        plain=(end == len(row) and not row[place].capitalised) or _own_name(row[end:]),
        lists=entry.lists,
        many=many,
        alone=entry.alone,
    )


def _own_name(between: tuple[Word, ...]) -> bool:
    """True where an abbreviation that is no legal form ends the body's name."""
    return bool(between) and _acronym(between[-1]) is not None and not _between((between[-1].key,))


def _office_further(row: tuple[Word, ...]) -> bool:
    """True where an office stands before the body ("Chủ tịch UBND | huyện")."""
    keys = tuple(word.key for word in row)
    for end in range(len(keys), 0, -1):
        found = person_nouns().suffix(keys[:end])
        if found:
            return found[0].id == "person-office"
    return False
