"""A place in a text -> the head of what is counted there.

The head is the first noun word: a lexicon noun, else a word that the tagger calls a noun. A
classifier takes the noun behind it along, a prefix the noun before which it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.extraction.numbers import parse_number
from vanban.extraction.quantities.lexicon import Counted, counted_at, is_out_of, stops
from vanban.extraction.quantities.page import PageText
from vanban.extraction.quantities.units import rate_end, unit_word_at
from vanban.lexicons import grammar as g
from vanban.text.document import Token

_PRIZES = "document-noun"  # 1 Giải Nhì is no house number
_NOUN = ("N", "Nc", "Nu", "Ny", "Nb", "Ni", "FW")
_NAMING = ("N", "Nc", "Np", "Ny", "M", "Nu")
_ACRONYM = re.compile(rf"[{g.CODE_CAPITALS}]{{2,8}}(?!\w)")
_TIE = f" {g.TO}"
_BOUND = re.compile(rf"[ \u00a0](?:{g.any_of('bound')}[ \u00a0])?[0-9]")
"""The other end of a range: "đến | dưới 75", "đến | 40"."""
_MORE = re.compile(r"[^\W\d_]+")
_GLUED = re.compile(r"[a-zà-ỹ][0-9]")  # 16 giờ15
_COUNT = re.compile(r"[ \u00a0]?[0-9][0-9.]*(?=[ \u00a0])")
_LETTERED = re.compile(rf"(?<=[a-zà-ỹ])[ \u00a0][{g.CODE_CAPITALS}]{{1,5}}\Z")


Match = tuple[int, Counted]
"""Where a noun of the lexicon ends, and its entry."""


class UnitHead(NamedTuple):
    """A counted noun: where it ends, the lexicon entries it rests on, and how sure it is.

    `known` where the lexicon has it, `person` where it is people, `portion` for "số" and the like.
    """

    start: int
    end: int
    entries: tuple[str, ...] = ()
    known: bool = False
    person: bool = False
    portion: bool = False


def head_at(page: PageText, position: int) -> UnitHead | None:
    """The head that begins after a numeral which ends at `position`; None where no noun stands."""
    start = page.skip(position)
    if start == position or start >= len(page.text) or not page.text[start].isalpha():
        return None
    head = _head(page, start, depth=2)
    if head is None:
        return None
    return head if _is_list(page, head) else head._replace(end=rate_end(page, head.end))


def _is_list(page: PageText, head: UnitHead) -> bool:
    """True at "5 tỉnh/thành phố", "5 xã/12 thôn": a slash between nouns, or counts, is no rate."""
    slash = page.skip(head.end)
    if page.text[slash : slash + 1] != "/":
        return False
    count = _COUNT.match(page.text, slash + 1)
    match = counted_at(page, page.skip(count.end() if count else slash + 1))
    return match is not None and (bool(count) or match[1].id in head.entries)


def _head(page: PageText, start: int, depth: int) -> UnitHead | None:
    """The counted noun at a place, with up to `depth` nouns that it takes along."""
    token, match = page.token_at(start), _untied(page, start, counted_at(page, start))
    other = stops("not-head").at(page, start)
    if other is not None and (match is None or match[0] < other[0]):  # 257 | Giải Phóng
        return None
    if match and match[1].id != _PRIZES and _is_street_name(page, start, match[0]):
        return None
    if match and token and token.pos == "V" and token.end > match[0] and not match[1].verbal:
        if _is_object(page, start, match[1]):
            return UnitHead(start, token.end, (match[1].id,), True, match[1].person)
        return None  # sắc lệnh 72 | ban hành
    if match and (token is None or not _longer(page, token, match[0])):
        return _known(page, start, match[0], match[1], depth)
    return _noun(page, start, token)


def _untied(page: PageText, start: int, match: Match | None) -> Match | None:
    """The match without a "đến" that leads to a number: "từ 60 điểm | đến dưới 75 điểm"."""
    if match is None or not page.text.endswith(_TIE, start, match[0]):
        return match
    return (match[0] - len(_TIE), match[1]) if _BOUND.match(page.text, match[0]) else match


def _is_object(page: PageText, start: int, entry: Counted) -> bool:
    """True for a thing behind a verb and its numeral, whatever its tag: "thu 47 | khẩu pháo/V"."""
    numeral = page.token_before(start)
    before = page.token_before(numeral.start) if numeral else None
    return entry.role == "keeps" and before is not None and before.pos == "V"


def _is_street_name(page: PageText, start: int, end: int) -> bool:
    """True at "71 Hàng Trống": one capitalised syllable before another is a name."""
    written = page.text[start:end]
    following = page.text[page.skip(end) : page.skip(end) + 2]
    title_case = written[0].isupper() and not written.isupper() and " " not in written
    return title_case and following[:1].isupper() and not following.isupper()


def _longer(page: PageText, token: Token, end: int) -> bool:
    """True where the tagger's noun goes on after a one-syllable lexicon noun (vụ -> vụ việc)."""
    syllables = page.text[token.start : end].split()
    named = page.text[page.skip(end) : page.skip(end) + 1].isupper()  # kỳ | Olympic
    if len(syllables) > 1 or token.end <= end or token.pos not in _NOUN or named:
        return False
    short = len(page.text[token.start : token.end].split()) <= 3
    return short and page.is_word(token)  # no word: bàn | chóng vánh


def _known(page: PageText, start: int, end: int, entry: Counted, depth: int) -> UnitHead | None:
    """A lexicon noun, with the noun that it takes along."""
    head = UnitHead(
        start, end, (entry.id,), not entry.verbal, entry.person, entry.role == "portion"
    )
    if entry.role == "prefix" and page.token_at(page.skip(end)) is None:
        return _noun(page, start, page.token_at(start))
    lone = head if entry.person else None
    if entry.role in ("ends", "whole") or not depth:
        return head
    following = page.skip(end)
    if following == end or page.begins(following):
        return lone if entry.role == "prefix" else head
    inner = _head(page, following, depth - 1)
    if inner is None and entry.role == "nominal":
        token = page.token_at(following)
        if token is not None and token.pos in ("V", "A") and token.end > following:
            inner = UnitHead(following, token.end)
    if inner is None or _is_name(page, following):
        return lone if entry.role == "prefix" else head
    entries = (entry.id, *inner.entries)
    return UnitHead(start, inner.end, entries, True, entry.person or inner.person, head.portion)


def _is_name(page: PageText, start: int) -> bool:
    token = page.token_at(start)
    return token is not None and token.pos == "Np"


def _noun(page: PageText, start: int, token: Token | None) -> UnitHead | None:
    """A word that the tagger calls a noun and that is no name."""
    if stops("not-head").at(page, start):
        return None
    token = token or _glued(page, start)
    if token is None:
        return None
    acronym = _ACRONYM.match(page.text, start, token.end)
    listed = counted_at(page, start) is not None  # 20 HC | Vàng; no name: 3 SEA Games
    if acronym and (listed or page.text[start : token.end].isupper()):
        return UnitHead(start, acronym.end()) if _is_free(page, start) else None
    written = page.text[start : token.end]
    if token.pos not in _NOUN or not _MORE.match(written) or _GLUED.search(written):
        return None
    named = token.pos == "FW" or not _is_free(page, start)  # Snapdragon 8 | Elite
    if written[0].isupper() and not written.isupper() and named:
        return None
    lettered = _LETTERED.search(written)  # 3 bảng | A, B, C
    return UnitHead(start, start + lettered.start() if lettered else token.end)


def _glued(page: PageText, start: int) -> Token | None:
    """The token of a rare noun that the tagger glued to its numeral: "hai ngạch", "21.719 NNT"."""
    token = page.token_over(start)
    if token is None or page.is_word(token) or unit_word_at(page, start):
        return None
    return token if parse_number(page.text[token.start : start].strip()) is not None else None


def _is_free(page: PageText, start: int) -> bool:
    """True where no noun stands before the numeral, which could make it an ordinal or a name."""
    numeral = page.token_before(start)
    if numeral is None or numeral.start == 0:
        return True
    before = page.token_before(numeral.start)
    at_break = page.begins(numeral.start)
    plain = before is None or before.pos not in _NAMING
    return at_break or plain or is_out_of(page, numeral.start)
