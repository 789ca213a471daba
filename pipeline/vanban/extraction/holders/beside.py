"""Holders that stand beside their titles.

In: titles and names of a document, by place. Out: `Chain`s of titles in a row with the names around
them, and for a chain the holder of each title: "Ủy viên X, Bí thư Y Lê An", "Lê An, Ủy viên X,
Bí thư Y", "Lê An - Giám đốc Z", "Bí thư Y, ông Lê An", "Bí thư Y là ông Lê An".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.schema import NameFields, TitleFields
from vanban.text.mention import Mention

GAP_LIMIT = 80
"""Characters between a title and its holder's name: age, birth and honorific fit in."""

_HONORIFIC = (
    r"(?:(?:(?:các\s+)?đồng\s+chí|đ/c|đc|ông|bà|anh|chị|em|cô|chú|cụ|bác|ngài|thầy|nhà\s+báo|"
    r"luật\s+sư|LS\.?|bác\s+s[ĩỹ]|BS\.?|kỹ\s+sư|KTS\.?|KS\.?|kiến\s+trúc\s+sư|dược\s+s[ĩỹ]|nhà\s+văn|nữ|đức|cố)\s*\.?\s*){0,2}"
)
_TERM = (
    r"(?:,?\s*\(?(?:(?:các\s+)?khóa|nhiệm\s+kỳ|giai\s+đoạn)\s+[\dIVXL]{1,6}"
    r"(?:\s*(?:[,;–-]|và)\s*[\dIVXL]{1,6}\b){0,4}\)?)?"
)
_JOINED = re.compile(
    rf"{_TERM}\s*(?:[,/–—-]|là|rồi|;|,\s*rồi|và|kiêm|rồi|,?\s*đồng\s+thời\s+là|,\s*(?:kiêm|và|nguyên\s+là|nay\s+là))?\s*",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"\s*[.,/–-]?\s*")
_AFTER_OFFICE = re.compile(r"\s*[,/–-]?\s*")
_AFTER = re.compile(rf"(?:\s+mới)?(?:\s*\([^()\n]{{2,50}}\))?{_TERM}\s*{_HONORIFIC}", re.IGNORECASE)
_AFTER_DEGREE = re.compile(
    rf"\s*(?:\.|,(?=\s*(?:luật|bác|kỹ|kiến|dược|nhà)\s))?\s*{_HONORIFIC}", re.IGNORECASE
)
_AFTER_MARK = re.compile(
    rf"{_TERM}\s*(?:phụ\s+trách\s[^,.;:\n]{{3,50}}\s)?"
    rf"(?:[,:(–—-]\s*(?:là\s+)?|(?:hiện\s+(?:nay\s+)?)?là\s+|[:]\s*){_HONORIFIC}",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"{_TERM},?\s*(?:cho|đối\s+với|với)\s+{_HONORIFIC}", re.IGNORECASE)
_OF = re.compile(rf"{_TERM}\s*của\s+{_HONORIFIC}", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:chức|chức\s+vụ|chức\s+danh|cương\s+vị|vị\s+trí|tư\s+cách)\s+$", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\s*(?:\((?:[^()]{0,40})\)|,\s*(?:\d{2}\s+tuổi|sinh\s+năm\s+\d{4}|SN\s+\d{4}))?\s*"
    r"(?:[,:(–—-]|,\s*[–-])\s*(?:SN\s+\d{4},\s*|sinh\s+năm\s+\d{4},\s*|\d{2}\s+tuổi,\s*)?"
    r"(?:(?:hiện|nay|đang|hiện\s+nay|khi\s+đó|lúc\s+đó|nguyên|từng)?\s*(?:là|giữ\s+chức(?:\s+vụ)?|làm)\s+)?",
    re.IGNORECASE,
)
_TOUCHING = re.compile(r"\s+")
_AND = re.compile(rf"\s*(?:,|và|,\s*và|;|cùng)\s*{_HONORIFIC}", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:các|những|hai|ba|bốn|năm|sáu|\d{1,2})\s+(?:đồng\s+chí\s+|ông\s+|bà\s+|vị\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Titles in a row, with the nearest name before them and the names after, in order."""

    titles: tuple[Mention, ...]
    before: Mention | None
    after: tuple[Mention, ...]


def chains(text: str, titles: Sequence[Mention], names: Sequence[Mention]) -> Iterator[Chain]:
    """The titles in rows, each row with the names around it."""
    starts = [name.span.start for name in names]
    row: list[Mention] = []
    for title in titles:
        if row and not _in_a_row(text, row[-1], title, starts):
            yield _chain(row, names, starts)
            row = []
        row.append(title)
    if row:
        yield _chain(row, names, starts)


def _in_a_row(text: str, one: Mention, other: Mention, starts: list[int]) -> bool:
    gap = text[one.span.end : other.span.start]
    if "\n" in gap or len(gap) > GAP_LIMIT:
        return False
    if bisect_left(starts, one.span.end) != bisect_left(starts, other.span.start):
        return False
    if _deputy_of(title_fields(other), title_fields(one)):
        return False
    if _JOINED.fullmatch(gap):
        return True
    if kind(one) != "position":
        return bool(_DEGREES.fullmatch(gap))
    return kind(other) != "position" and bool(_AFTER_OFFICE.fullmatch(gap))


def _deputy_of(deputy: TitleFields, head: TitleFields) -> bool:
    """True for "Thủ tướng Chính phủ, Phó Thủ tướng": nobody is head and deputy of one body."""
    same = (
        deputy.role.casefold().removeprefix("phó ")
        == head.role.casefold()
        != deputy.role.casefold()
    )
    bodies = {deputy.organization, head.organization} - {None}
    return same and len(bodies) < 2


def kind(title: Mention) -> str:
    """The kind of a title: position, rank or degree."""
    return title_fields(title).kind


def title_fields(title: Mention) -> TitleFields:
    """The fields of a title; TypeError for a mention of another kind."""
    if not isinstance(title.fields, TitleFields):
        raise TypeError(f"no title: {title.kind}")
    return title.fields


def _chain(row: Sequence[Mention], names: Sequence[Mention], starts: list[int]) -> Chain:
    at = bisect_left(starts, row[0].span.start)
    after = bisect_left(starts, row[-1].span.end)
    return Chain(tuple(row), names[at - 1] if at else None, tuple(names[after : after + 8]))


def beside(text: str, chain: Chain) -> dict[Mention, str]:
    """The holder of each title of a chain that has a name beside it."""
    first, last = chain.titles[0], chain.titles[-1]
    following = _gap(text, last.span.end, chain.after[0].span.start) if chain.after else None
    preceding = _gap(text, chain.before.span.end, first.span.start) if chain.before else None
    explains = preceding is not None and bool(_BEFORE.fullmatch(preceding))
    after = _AFTER if kind(last) == "position" else _AFTER_DEGREE
    if following is not None and "\n" in following and not _signed(text, chain):
        following = None
    if following is not None and after.fullmatch(following):
        later = _people(text, chain)
        cut = _cut(text, chain.titles)
        if cut:
            rest = (
                dict.fromkeys(chain.titles[:cut], canonical(chain.before))
                if explains and chain.before
                else {}
            )
            return {**rest, **dict.fromkeys(chain.titles[cut:], later)}
        if explains and chain.before and len(chain.titles) > 1 and kind(last) == "position":
            rest = {title: canonical(chain.before) for title in chain.titles[:-1]}
            return {**rest, last: later}
        return dict.fromkeys(chain.titles, later)
    touching = preceding is not None and bool(_TOUCHING.fullmatch(preceding))
    if chain.before and (explains or touching) and "\n" not in (preceding or ""):
        return dict.fromkeys(chain.titles, canonical(chain.before))
    if (
        following is not None
        and _points(text, following, first.span.start)
        and not _subject(text, following, chain.after[0])
    ):
        return dict.fromkeys(chain.titles, _people(text, chain))
    return {}


def _cut(text: str, titles: Sequence[Mention]) -> int:
    """The number of titles before the last semicolon of a row: another person's begin there."""
    gaps = [text[one.span.end : other.span.start] for one, other in pairwise(titles)]
    return max((n for n, gap in enumerate(gaps, 1) if ";" in gap), default=0)


def _subject(text: str, gap: str, name: Mention) -> bool:
    """True where a single word after a comma is who acts next: "nhà Giám đốc Z, Bích dừng lại"."""
    return gap.strip() == "," and " " not in name.span.of(text).strip()


def _points(text: str, following: str, start: int) -> bool:
    """True where the words after a title point to the name: "là ông", "đối với bà"."""
    if _AFTER_MARK.fullmatch(following) or _GIVEN.fullmatch(following):
        return True
    office = _OFFICE.search(text[max(start - 20, 0) : start])
    return bool(office and _OF.fullmatch(following))


def _gap(text: str, start: int, end: int) -> str | None:
    """The text between two mentions on one line, None where it is long."""
    gap = text[start:end] if 0 <= end - start <= GAP_LIMIT else None
    return None if gap is None or ("\n" in gap and gap.strip()) else gap


def _signed(text: str, chain: Chain) -> bool:
    """True where the title and the name after it stand alone on lines of their own."""
    end = chain.after[0].span.end
    start = chain.titles[-1].span.start
    before = text[max(text.rfind("\n", 0, start), start - 12) : start]
    return text[end : end + 1] in ("", "\n") and before.strip() in ("", "KT.", "TM.", "TL.", "TUQ.")


def _people(text: str, chain: Chain) -> str:
    """The name after a chain; all names of the list that follows where the title is several."""
    people = [canonical(chain.after[0])]
    before = text[max(chain.titles[0].span.start - 20, 0) : chain.titles[0].span.start]
    if _SEVERAL.search(before):
        for one, other in zip(chain.after, chain.after[1:], strict=False):
            if not _AND.fullmatch(text[one.span.end : other.span.start]):
                break
            people.append(canonical(other))
    return ";".join(dict.fromkeys(people))


def canonical(name: Mention) -> str:
    """The full name of a person; TypeError for a mention of another kind."""
    if not isinstance(name.fields, NameFields):
        raise TypeError(f"no name: {name.kind}")
    return name.fields.canonical
