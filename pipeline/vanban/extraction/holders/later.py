"""Holders of titles that take up a person named elsewhere: "Bộ trưởng nhấn mạnh".

In: all titles, the names, and the holders found so far. Out: holders for the rest: the person who
has the same role, in the same body where both name one, and was named last before; else the first
named after it (a headline comes before its names). Never a former holder for a present title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.bodies.posts import role_words
from vanban.extraction.bodies.wording import body_words
from vanban.extraction.holders.chains import canonical, title_fields
from vanban.extraction.holders.gaps import any_sign
from vanban.extraction.organizations.people import is_surname
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.titles.lexicon import roles, sign_forms
from vanban.extraction.vocabulary.names import KnownPerson
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.text.document import Document
from vanban.text.mention import Mention
from vanban.text.spans import line_start
from vanban.text.spelling import slug


class HeldLater(NamedTuple):
    """A title whose holder is known; `signs`: it stands bare in capitals, above a signature."""

    place: int
    role: tuple[str, ...]
    body: frozenset[str]
    words: tuple[str, ...]
    signs: bool
    foreign: bool
    abroad: bool
    placed: bool
    local: bool
    former: bool
    acting: bool
    kind: str
    holder: str


_WORD = re.compile(r" (\w+)")
_FIELDS = (re.compile(r" [^\W\d_]+ "), re.compile(r" [^\W\d_]+ [^\W\d_]+ "))
_SEVERAL, _APART = 2, 600
"""More holders of an office than this, and none named within so many characters: it stays open."""
_REACH = 16
"""Characters before a title in which the words of a post are looked for."""


def of_another(text: str, title: Mention) -> bool:
    """True for a title that says which of its holders is meant: a proper name stands behind it.

    Or it says which it was: "CEO đầu tiên của Uber".
    """
    surface = title.span.of(text)
    if any(f" {form} {g.OF} " in surface for form in sign_forms("rank-among")):
        return True
    word = _WORD.match(text, title.span.end)
    return word is not None and word[1][0].isupper() and not word[1].isupper()


def names_post(document: Document, title: Mention, names: Container[int]) -> bool:
    """True for a title of which the text says a post, and not who has it: "sẽ bầu | Chủ tịch X".

    So for a whole item of a list, and where its field and another's name follow: "Giám đốc | pháp
    lý Lê An". `names`: where names start.
    """
    text, start, end = document.text, title.span.start, title.span.end
    before, after = _post_words()
    if before.search(text, max(start - _REACH, 0), start) or after.match(text, end):
        return True
    opened = text[line_start(text, start) : start].strip(" \u00a0-–*•+")
    if not opened and text[end : end + 2] == ";\n":
        return True
    return any(
        field.end() in names and _is_noun(document, field.end() - 2)
        for field in filter(None, (pattern.match(text, end) for pattern in _FIELDS))
    )


def _is_noun(document: Document, place: int) -> bool:
    token = document.token_over(place)
    return token is not None and token.pos == "N" and document.text[token.start].islower()


@cache
def _post_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says directly before, and behind, a title that of the post is spoken."""
    before, after = (any_sign(sign) for sign in ("post", "post-after"))
    return (
        re.compile(rf"(?<!\w){before}[ \u00a0]+$", re.IGNORECASE),
        re.compile(rf"[ \u00a0]{after}(?!\w)", re.IGNORECASE),
    )


def later(
    titles: Sequence[Mention], names: Sequence[Mention], holders: Mapping[Mention, str]
) -> dict[Mention, str]:
    """Holders for the titles that have none yet."""
    held: dict[HeldLater, HeldLater] = {}
    for title in titles:
        if title in holders:
            one = _held(title, holders[title])
            held.setdefault(one._replace(place=0), one)
    by_role: dict[tuple[str, ...], list[HeldLater]] = defaultdict(list)
    for one in held.values():
        for size in range(len(one.role), 0, -1):
            by_role[one.role[:size]].append(one)
    seen: dict[str, list[int]] = defaultdict(list)
    for name in names:
        seen[canonical(name)].append(name.span.start)
    found: dict[Mention, str] = {}
    for title in titles:
        if title not in holders:
            holder = _holder(_held(title, ""), by_role, seen)
            if holder:
                found[title] = holder
    return found


def _held(title: Mention, holder: str) -> HeldLater:
    """What a title with its holder tells of later titles of the page."""
    fields = title_fields(title)
    words = body_words(fields.organization or "")
    return HeldLater(
        place=title.span.start,
        role=role_words(fields.role),
        body=frozenset(words),
        words=words,
        signs=fields.organization is None and fields.role.isupper(),
        foreign=fields.level == "foreign",
        abroad=not _abroad().isdisjoint(title.entries),
        placed=fields.level in ("central", "provincial", "district", "commune"),
        local=fields.level in ("district", "commune"),
        former=fields.status == "former",
        acting=fields.status == "acting",
        kind=fields.kind,
        holder=holder,
    )


@cache
def _abroad() -> frozenset[str]:
    """Ids of the offices that Vietnam does not have."""
    return frozenset(role.id for role in roles().entries if role.abroad)


@cache
def _leaders() -> frozenset[str]:
    """Persons known by several names: none of them has headed a commune while others led it."""
    return frozenset(person.name for person in load("person_names", KnownPerson))


def _holder(
    title: HeldLater,
    by_role: Mapping[tuple[str, ...], list[HeldLater]],
    seen: Mapping[str, list[int]],
) -> str | None:
    """The best holder for a title among those who have its role."""
    candidates = [
        one
        for one in by_role.get(title.role, ())
        if one.kind == title.kind
        and title.former == one.former
        and (title.acting or not one.acting)
    ]
    bodies: dict[str, list[HeldLater]] = defaultdict(list)
    for one in candidates:
        if one.body and one.role == title.role:
            bodies[one.holder].append(one)
    alone = {one.holder for one in candidates}
    known = title.local and not _leaders().isdisjoint(alone)  # Hồ Chí Minh is no | chủ tịch xã
    sole = (title.placed or title.abroad) and len(alone) == 1 and not known
    best: tuple[tuple[int, ...], int, str] | None = None
    able = set()
    for one in candidates:
        last = _last_before(title.place, one, seen)
        rank = _rank(title, one, bodies[one.holder], last, sole and not bodies[one.holder])
        if rank is not None:
            able.add(one.holder)
            best = max(best or (rank, last, one.holder), (rank, last, one.holder))
    if best is None:
        return None
    _, last, holder = best
    near = last >= 0 and title.place - last <= _APART
    return holder if near or len(able) <= _SEVERAL else None


def _rank(
    title: HeldLater, one: HeldLater, bodies: Sequence[HeldLater], last: int, sole: bool
) -> tuple[int, ...] | None:
    """How well a held title answers a bare one; None where it cannot be its person.

    `last`: where the person was named last before, -1 where not yet. `sole`: nobody else has the
    role, and no body is said, so that a body may be added.
    """
    whole = one.role == title.role
    if title.body:
        if not whole:
            return None
        same = _same_body(title, one)
        if not same and one.body:
            return None
        if not one.body and not (
            (sole and not one.signs) or any(_same_body(title, other) for other in bodies)
        ):
            return None
    else:
        same = 0
    near = last if last >= 0 else -one.place
    home = not one.foreign or title.foreign
    return (same, last >= 0, home, title.former == one.former, near, whole)


def _same_body(title: HeldLater, one: HeldLater) -> int:
    """2 where two bodies are one, 1 where one's words hold the other's, else 0.

    A body abroad is none that a Vietnamese name has without its country.
    """
    if title.body == one.body:
        return 2
    name = fold_phrase(one.holder)
    if title.foreign and not one.foreign and len(name) > 2 and is_surname(name[0]):
        return 0
    if _shortens(title.words, one.words) or _shortens(one.words, title.words):
        return 1
    return int(bool(one.body) and (title.body <= one.body or one.body <= title.body))


def _shortens(short: Sequence[str], full: Sequence[str]) -> bool:
    """True where a body is another's name with initials: "Sở KHĐT", "Sở Kế hoạch và Đầu tư …"."""
    at = initials = 0
    for word in short:
        run = "".join(slug(following)[:1] for following in full[at : at + len(word)])
        if at < len(full) and full[at] == word:
            at += 1
        elif len(word) > 1 and run == slug(word):
            at, initials = at + len(word), initials + 1
        elif at + 1 < len(full) and full[at] in g.word_set("unit-head") and full[at + 1] == word:
            at += 2
        else:
            return False
    return initials > 0


def _last_before(place: int, one: HeldLater, seen: Mapping[str, list[int]]) -> int:
    """Where the person was last named before a place, -1 where not yet."""
    places = [place for name in one.holder.split(";") for place in seen.get(name, ())]
    places.sort()
    at = bisect_left(places, place)
    return places[at - 1] if at else -1
