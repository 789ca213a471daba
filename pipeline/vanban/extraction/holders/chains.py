"""Titles in rows, with the names around them.

In: titles and names of a document, by place. Out: `Chain`s: titles that one person has or may have
("Ủy viên X, Bí thư Y"), with the nearest names before and behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from vanban.extraction.bodies.posts import rank_of
from vanban.extraction.holders.gaps import closes, ends_sentence, gaps, in_turn
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.vocabulary.names import genders
from vanban.lexicons import grammar as g
from vanban.schema import NameFields, TitleFields
from vanban.text.mention import Mention
from vanban.text.spans import line_start

GAP_LIMIT = 80
"""Characters between a title and its holder's name: age, birth and honorific fit in."""

NAMES_LIMIT = 8
"""Names on each side of a row that are looked at."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Titles in a row, with the names before them and after, each in order of place."""

    titles: tuple[Mention, ...]
    earlier: tuple[Mention, ...]
    after: tuple[Mention, ...]

    @property
    def before(self) -> Mention | None:
        """The nearest name before the titles."""
        return self.earlier[-1] if self.earlier else None

    def closes(self, text: str) -> bool:
        """True where the row ends with a mark or its line: who has it does nothing behind it."""
        end = self.titles[-1].span.end
        return text[end : end + 1] in ("", *".,;\n")


def chains(text: str, titles: Sequence[Mention], names: Sequence[Mention]) -> Iterator[Chain]:
    """The titles in rows, each row with the names around it."""
    starts = [name.span.start for name in names]
    row: list[Mention] = []
    for title in titles:
        if row and not _in_a_row(text, row[-1], title, names, starts):
            yield _chain(row, names, starts)
            row = []
        row.append(title)
    if row:
        yield _chain(row, names, starts)


def _in_a_row(
    text: str, one: Mention, other: Mention, names: Sequence[Mention], starts: list[int]
) -> bool:
    """True where two titles stand in one row: a short gap without a name or a line end.

    An office that fills its line is joined to the rank or degree below it, as in a signature.
    """
    gap = text[one.span.end : other.span.start]
    if len(gap) > GAP_LIMIT:
        return False
    if "\n" in gap:
        below = (
            kind(one) == "position" and kind(other) != "position" and gaps("signed").fullmatch(gap)
        )
        return bool(below) and not text[line_start(text, one.span.start) : one.span.start].strip()
    following = bisect_left(starts, other.span.start)
    between = bisect_left(starts, one.span.end) != following
    held = title_fields(other), title_fields(one)
    turns = in_turn(text[max(one.span.start - GAP_LIMIT, 0) : one.span.start])
    if between or (_deputy_of(*held) and not turns) or _foreign_colleague(*held):
        return False
    next_name = names[following] if following < len(names) else None
    before = names[following - 1] if following else None
    if next_name and _begins_anew(text, one, other, before, next_name):
        return False
    if ";" in gap and gaps("announced").match(text, other.span.end):
        return False
    return _joins(text, one, other, gap)


def _begins_anew(
    text: str, one: Mention, other: Mention, before: Mention | None, name: Mention
) -> bool:
    """True where the second of two titles is of the person named behind it, and the first is not.

    Behind a semicolon; behind a clause that the first closes; behind a comma where a verb gives
    the first to who is named before: "A làm trưởng ban, | Phó Giám đốc B".
    """
    mark = text[one.span.end : other.span.start].strip()
    if mark == "," and closes(text, one.span, other.span, name.span):
        return True
    if not _introduces(text, other, name):
        return False
    given = before and gaps("given_to").fullmatch(text[before.span.end : one.span.start])
    return ";" in mark or (mark == "," and bool(given))


def _joins(text: str, one: Mention, other: Mention, gap: str) -> bool:
    """True where a gap joins two titles of one person."""
    if gap.strip() == "(" and title_fields(other).status == "former":
        return True
    honour_behind = kind(one) == "position" != kind(other)
    if gaps("joined").fullmatch(gap) and not (honour_behind and g.AND in gap.split()):
        given = gaps("office").search(text[max(one.span.start - 20, 0) : one.span.start])
        both = kind(one) == kind(other) == "position"
        return not (both and given and not gap.strip())
    if kind(one) == "rank" and gaps("after_rank").fullmatch(gap):
        return True
    if kind(one) != "position":
        return bool(gaps("degrees").fullmatch(gap)) and not ends_sentence(text, one.span, gap)
    return kind(other) != "position" and bool(gaps("after_office").fullmatch(gap))


def _introduces(text: str, title: Mention, name: Mention) -> bool:
    """True where a title leads to the name behind it."""
    gap = gap_between(text, title.span.end, name.span.start)
    if kind(title) != "position":
        leads = gap is not None and bool(gaps("degree").fullmatch(gap))
        return leads and not ends_sentence(text, title.span, gap or "")
    return gap is not None and bool(gaps("after").fullmatch(gap) or gaps("mark").fullmatch(gap))


def _foreign_colleague(home: TitleFields, abroad: TitleFields) -> bool:
    """True for "của Thủ tướng Nga, Thủ tướng": one role, of a body and of the page's own."""
    same = home.role.casefold() == abroad.role.casefold()
    return same and abroad.level == "foreign" and home.organization is None


def _deputy_of(deputy: TitleFields, head: TitleFields) -> bool:
    """True for "Thủ tướng Chính phủ, Phó Thủ tướng": nobody is head and deputy of one body."""
    same = (
        deputy.role.casefold().removeprefix(f"{g.DEPUTY} ")
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
    """Titles in a row with the names before and behind them, so many at most."""
    at = bisect_left(starts, row[0].span.start)
    after = bisect_left(starts, row[-1].span.end)
    earlier = tuple(names[max(at - NAMES_LIMIT, 0) : at])
    return Chain(tuple(row), earlier, tuple(names[after : after + NAMES_LIMIT]))


def gap_between(text: str, start: int, end: int) -> str | None:
    """The text between two mentions, None where it is long."""
    return text[start:end] if 0 <= end - start <= GAP_LIMIT else None


def canonical(name: Mention) -> str:
    """The full name of a person; TypeError for a mention of another kind."""
    if not isinstance(name.fields, NameFields):
        raise TypeError(f"no name: {name.kind}")
    return name.fields.canonical


def gender(name: Mention, others: Sequence[Mention]) -> str | None:
    """The gender of a person by the middle name, or the honorifics of the mentions that agree."""
    person = canonical(name)
    if (middle := fold_phrase(person)[1:2]) in _MIDDLE:
        return _MIDDLE[middle]
    fields = [one.fields for one in others if isinstance(one.fields, NameFields)]
    said = {one.honorific or "" for one in fields if one.canonical == person}
    found = {genders()[honorific] for honorific in said if honorific in genders()}
    return found.pop() if len(found) == 1 else None


_MIDDLE = {(g.MARKING_FEMALE,): "female", (g.MARKING_MALE,): "male"}
"""Middle names that only persons of one gender have."""


def together(text: str, earlier: Sequence[Mention]) -> str:
    """The last of some names with those of whom the same is said.

    The whole of a group, an office of each between: "các ông A, Giám đốc X; B, Giám đốc Y | được
    bầu giữ chức"; else those that "và" joins to it: "A và B | từng giữ chức".
    """
    pairs = [
        (one, text[one.span.end : other.span.start])
        for one, other in reversed(list(pairwise(earlier)))
    ]
    grouped = takewhile(lambda pair: _in_a_group(pair[1]), pairs)
    group = [*reversed([one for one, _ in grouped]), earlier[-1]]
    before = text[max(group[0].span.start - 24, 0) : group[0].span.start].replace(":", "")
    if len(group) < 2 or not (gaps("several").search(before) or _each_apposed(text, group)):
        group = [earlier[-1]]
        for one, gap in pairs:
            joins = len(group) > 1 or _opens_clause(text, one)
            if not gaps("also" if joins else "both").fullmatch(gap):
                break
            group.insert(0, one)
    return ";".join(dict.fromkeys(map(canonical, group)))


def _each_apposed(text: str, names: Sequence[Mention]) -> bool:
    """True for names that open a clause, an office behind each: "A, Bí thư X và B, Bí thư Y"."""
    behind = (text[name.span.end : name.span.end + 2].lstrip()[:1] for name in names)
    return _opens_clause(text, names[0]) and all(mark in (",", "(", "-", "–") for mark in behind)


def _opens_clause(text: str, name: Mention) -> bool:
    """True for a name that opens its clause, an honorific at most before it."""
    return gaps("opening").search(text[max(name.span.start - 12, 0) : name.span.start]) is not None


def _in_a_group(gap: str) -> bool:
    """True where a gap joins two names of a list, offices of the first in it but nothing done."""
    return bool(gaps("also").fullmatch(gap) or gaps("listed").fullmatch(gap))


def dealt(titles: Sequence[Mention], behind: str) -> bool:
    """True where offices go to as many persons in order: "A, B được bầu làm | Bí thư, Chủ tịch".

    `behind`: from the names to the offices, which says so, or not that each had all. A head's is
    among them.
    """
    heads = any(rank_of(title_fields(title).role) == "head" for title in titles)
    return in_turn(behind) or (heads and g.word_set("of-each").isdisjoint(fold_phrase(behind)))
