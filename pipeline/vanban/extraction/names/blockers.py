"""What turns a row of capitalised words into the name of a street, a place, a body or an award.

In: a text and where the would-be name begins. Out: the blocker that stands before it, if any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from vanban.extraction.reading.wording import Wording
from vanban.extraction.vocabulary.names import (
    Blocker,
    between_words,
    blockers,
    eponyms,
    numbered_units,
    person_nouns,
    places,
)
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.spelling import fold_words

_HOUSE = g.word("house")
_NUMBER = re.compile(
    r"(?:\d{1,4}[A-Za-zĐđ]?(?:[/\-]\d{1,4}[A-Za-z]?){0,3}[ \u00a0]{1,2}"
    rf"|(?:{g.NUMBER}|{_HOUSE})(?: {_HOUSE})? "
    rf"\d{{1,4}}[A-Za-zĐđ]?(?:/\d{{1,4}}[A-Za-z]?){{0,3}},[ \u00a0])\Z"
)
_SHORT_AREA = re.compile(
    r"(?<![^\W_])(?:(?:TP|Tp|T\.P|TX|TT|H|Q|P|X|Đ|Tx)\.[ \u00a0]{0,2}|(?:TP|TX)\)[ \u00a0])\Z"
)
"""The short form of a unit's type before its name: "TP.", "Q.", "Thành phố (TP)"."""
_WARD = rf"(?:{g.either_case(g.WARD)}|P\.|{g.either_case(g.URBAN_DISTRICT)}|Q\.|TP)"
_PAIR_OF_STREETS = re.compile(
    rf"(?:[ \u00a0]?[-–][ \u00a0]?[^\W\d_][^,;()\n]{{2,30}})[ \u00a0]?\({_WARD}"
)
"""From one street to the other that it meets, and the ward: "Trần Phú | - Lê Duẩn (Phường 1)"."""
_IN_WARD = re.compile(rf",[ \u00a0]{_WARD}")
"""From a street to its ward: "Trần Phú | , phường 1"."""
_ARROWS = ("→", "⇒", "->", "=>", "➔", "➜")
_QUOTES = "“\"'‘«"
_PAIR = 2  # words
_DIGIT = re.compile(r"\d")
_NUMBER_LIMIT = 16  # characters of the number of a house before its street
_INDENT = 8  # characters before a name in which its line may begin
_AREA_LIMIT = 6  # characters of the short form of a unit
HO_CHI_MINH = fold_words(g.word("person-and-city"))
"""The name that most bodies and places bear."""
_BEARER = "person-ho-chi-minh"
"""Entry of who gives more bodies and places a name than tell of streets."""
_NOWHERE = frozenset({"blocker-award", "blocker-work"})
"""Blockers of what bears a name and stands at no place."""
_STREETS = frozenset({"blocker-road", "blocker-crossing"})
_NAMED_BODIES = frozenset({"blocker-body", "blocker-school"})


@dataclass(frozen=True, slots=True)
class Block:
    """A blocker before a would-be name, and the key of its first word.

    `start` is where it begins; `office`: the two belong to somebody's office; `plain`: the head
    is a small common noun with nothing between it and the name ("công ty | Trần Văn Cảnh").
    """

    id: str
    head: str | None
    start: int = 0
    office: bool = False
    plain: bool = False
    lists: bool = False
    many: bool = False
    alone: bool = False


def block_before(
    wording: Wording, position: int, inside_word: Callable[[int], bool] = lambda place: False
) -> Block | None:
    """What stands before a place and makes the next capitalised words no person, if anything.

    `inside_word` says of a place whether a longer word runs over it ("Quốc hội").
    """
    text = wording.text
    if address := _address(wording, position):
        return address
    short = text[max(0, position - _AREA_LIMIT) : position]
    if ("." in short or ")" in short) and _SHORT_AREA.search(short):
        return Block("blocker-area", None, lists=True)
    quoted = position and text[position - 1] in _QUOTES
    first, last = wording.before(position - 1 if quoted else position)
    end = last
    allowed: frozenset[str] | None = None
    while end > first:
        keys = wording.keys[first:end]
        found = blockers().suffix(keys)
        if found and (allowed is None or found[0].id in allowed):
            place = end - found[1]
            if inside_word(wording.starts[place]):
                return None
            return _block(wording, (first, place, end, last), found[0])
        step = _between(wording, keys, end)
        if step is None:
            return None
        ids, size = step
        allowed = ids if allowed is None else allowed & ids
        end -= size
    return None


def _between(
    wording: Wording, keys: tuple[str, ...], end: int
) -> tuple[frozenset[str], int] | None:
    """What may stand between a head and its name at the end of a row: whose, and how many words."""
    if found := between_words().suffix(keys):
        entries = between_words().all(keys[-found[1] :])
        return frozenset(entry.id for entry in entries), found[1]
    return _acronym(wording, end - 1)


def _address(wording: Wording, position: int) -> Block | None:
    """A house number before the name of its street ("18 Nguyễn Du")."""
    text, start = wording.text, number_before(wording.text, position)
    if start is None:
        return None
    if start and (text[start - 1].isalnum() or text[start - 1] in "-–./,"):
        return None
    if numbered_unit(wording, start):
        return None
    return None if _opens_row(text, start) else Block("blocker-address", None)


def _opens_row(text: str, position: int) -> bool:
    """True where a place is the first of its line, or of a cell of a table: it numbers the row."""
    before = text[max(0, position - _INDENT) : position].rstrip(" \t\u00a0*•-")
    return not before or before[-1] in "\n|"


def _meets_street(text: str, span: Span) -> bool:
    """True where another street is named that this one meets or leads to: "Láng → Bưởi"."""
    before, after = text[max(0, span.start - 4) : span.start], text[span.end : span.end + 4]
    on_route = before.rstrip().endswith(_ARROWS) or after.lstrip().startswith(_ARROWS)
    return on_route or _PAIR_OF_STREETS.match(text, span.end) is not None


def block_around(wording: Wording, words: tuple[int, int], row: int, acts: bool) -> Block | None:
    """What else makes some words of a row no person: the street they meet, the place before them.

    `row` is the first word of the row; `acts`: a verb of persons follows.
    """
    first, end = words
    span = Span(wording.starts[first], wording.ends[end - 1])
    tail = row < first and end - first == _PAIR  # xã Thải | Giàng Phố
    if tail and (block := block_before(wording, wording.starts[row])):
        return block
    city = wording.keys[first:end] == HO_CHI_MINH and not acts
    if city and _behind_place(wording, span.start):
        return Block("blocker-area", None)
    if _meets_street(wording.text, span):
        return Block("blocker-crossing", None, lists=True)
    return None


def _behind_place(wording: Wording, start: int) -> bool:
    """True where a comma stands before a row, and a place before it: "Gò Vấp, | Hồ Chí Minh"."""
    first, end = wording.before(start - 2)
    comma = wording.text[start - 2 : start] == ", "
    return comma and places().suffix(wording.keys[first:end]) is not None


def rather_street(wording: Wording, first: int, span: Span) -> bool:
    """True where the name of a person of history from word `first` on is rather a street's.

    The page names streets, its ward follows, or a word of place stands before it: "qua | Lê Lợi".
    """
    way = first > 0 and wording.joined(first) and wording.keys[first - 1] in g.word_set("way")
    way = way and wording.keys[first - 2] not in g.word_set("thought-of")  # biết đến | Kim Đồng
    return way or _IN_WARD.match(wording.text, span.end) is not None or _names_places(wording)


@lru_cache(maxsize=2)
def _names_places(wording: Wording) -> bool:
    """True where a page names a street, or a place or body after a person of history."""
    return any(_names_place(wording, i) for i, form in enumerate(wording.forms) if form.capitalised)


def _names_place(wording: Wording, i: int) -> bool:
    """True where the name of a street begins with word i, or that of a place with an eponym's."""
    block = block_before(wording, wording.starts[i])
    if block is None or block.alone or block.id in _NOWHERE:
        return False
    famous = eponyms().prefix(wording.keys[i : wording.row_end(i + 1)])
    return block.id in _STREETS or (famous is not None and famous[0].id != _BEARER)


def numbered_unit(wording: Wording, position: int) -> str | None:
    """The id of the entry of a numbered unit that stands before a place."""
    first, end = wording.before(position, 3)
    found = numbered_units().suffix(wording.keys[first:end])
    return found[0].id if found else None


def number_before(text: str, position: int) -> int | None:
    """Where the number begins that stands directly before a place, if one does."""
    window = text[max(0, position - _NUMBER_LIMIT) : position]
    if not _DIGIT.search(window):
        return None
    match = _NUMBER.search(window)
    return position - len(window) + match.start() if match else None


def _acronym(wording: Wording, i: int) -> tuple[frozenset[str], int] | None:
    """Between a body and its name any abbreviation may stand ("Cty | TNHH TMDV | Phan Thành")."""
    form = wording.forms[i]
    return (_NAMED_BODIES, 1) if form.upper and not form.vietnamese else None


def _block(wording: Wording, row: tuple[int, int, int, int], entry: Blocker) -> Block:
    """The blocker in a row of words: first word, first and one past the last of the head, end."""
    first, place, end, last = row
    head = wording.forms[place]
    counted = place > first and wording.keys[place - 1] in g.word_set("some-people")
    return Block(
        entry.id,
        head.key,
        wording.starts[place],
        office=_office_further(wording.keys[first:place]),
        plain=(end == last and not head.capitalised) or _own_name(wording, end, last),
        lists=entry.lists,
        many=counted or entry.many,
        alone=entry.alone,
    )


def _own_name(wording: Wording, end: int, last: int) -> bool:
    """True where an abbreviation that is no legal form ends the body's name."""
    if end == last or _acronym(wording, last - 1) is None:
        return False
    return between_words().get(wording.keys[last - 1 : last]) is None


def _office_further(keys: tuple[str, ...]) -> bool:
    """True where an office stands before the body ("Chủ tịch UBND | huyện")."""
    for end in range(len(keys), 0, -1):
        found = person_nouns().suffix(keys[:end])
        if found:
            return found[0].id == "person-office"
    return False
