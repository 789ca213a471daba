"""What a role says of its body: which body a bare role is of, and what a role leaves out of it.

In: a role as written. Out: its folded words with short forms in full, its id and rank, the body
that it belongs to by itself ("Thủ tướng"), the words that open its body ("Bộ trưởng | Y tế").
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from vanban.extraction.bodies.wording import Words, body_words
from vanban.extraction.reading.phrases import Phrases
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g
from vanban.text.spans import fold
from vanban.text.spelling import fold_words, slug


class Held(NamedTuple):
    """A title: where it begins and ends in the text, role, organisation, holders."""

    start: int
    role: str
    organization: str | None
    holders: tuple[str, ...] = ()
    end: int | None = None


Rank = Literal["head", "deputy", "member", "other"]


class Post(Entry):
    """An office by its role: short forms, rank, and the body that it has or opens.

    `body`: the body of the registry that the role alone is of. `opens`: the first words of its
    body, which a page leaves out. `heads`: the first word of the bodies that have it.
    `at_province`, `at_district`, `at_commune`, `at_country`: the body that a bare place beside it
    stands for. `of_country`: alone it is the office of a country. `posted`: a country sends its
    holder to another one.
    """

    rank: Rank
    body: str | None = None
    opens: str | None = None
    heads: str | None = None
    at_province: str | None = None
    at_district: str | None = None
    at_commune: str | None = None
    at_country: str | None = None
    of_country: bool = False
    posted: bool = False


def role_id(role: str) -> str:
    """The id of a role: one for every way of writing it.

    >>> role_id("PGĐ") == role_id("Phó giám đốc")
    True
    """
    return slug(" ".join(role_words(role)))


def role_name(role: str) -> str:
    """The role in full, its first letter large."""
    text = " ".join(role_words(role))
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=20_000)
def role_words(role: str) -> Words:
    """The folded words of a role, short forms in full, "Phó trưởng ban" as "Phó ban" reads."""
    full = (
        _in_words(post.name) if post else [part[0].strip(",;:")]
        for post, part in _posts().cut(_in_words(role))
    )
    return tuple(filter(None, chain.from_iterable(full)))


def rank_of(role: str) -> Rank:
    """The rank of a role, by its first words: head, deputy, member or other."""
    words = role_words(role)
    opening = {" ".join(words[:size]) for size in (1, 2)}
    if opening & set(g.forms("deputy")):
        return "deputy"
    post = _post(words)
    return post.rank if post else "head" if opening & set(g.forms("chief")) else "other"


def body_of(role: str) -> str | None:
    """The id of the body that a role alone is of."""
    words = role_words(role)
    post = _post(words)
    return post.body if post else None


def field_body(role: str) -> Words:
    """The words that open the body of a role and that a page may leave out."""
    post = _post(role_words(role))
    return body_words(post.opens) if post and post.opens else ()


def member_of(role: str) -> Words:
    """The committee that a role names as the one of its members: "Tỉnh ủy | viên"."""
    words = role_words(role)
    return words[:-1] if words[-1:] == (g.MEMBER,) and words[-2:-1] == (g.PARTY_COMMITTEE,) else ()


def with_field(words: Words, role: str) -> Words:
    """The words of an organisation, with those that its role leaves out: "Bộ trưởng | Y tế"."""
    opener = field_body(role)
    return words if words[: len(opener)] == opener else (*opener, *words)


def headed(role: str) -> Words:
    """The first word of the bodies that have a role: Cục for "Phó Cục trưởng"."""
    post = _post(role_words(role))
    return body_words(post.heads) if post and post.heads else ()


def is_of_country(role: str) -> bool:
    """True for a role that alone is the office of a country: "Tổng thống"."""
    post = _post(role_words(role))
    return post is not None and post.of_country


def is_posted(role: str) -> bool:
    """True for a role whose holder is sent abroad: "Đại sứ"."""
    post = _post(role_words(role))
    return post is not None and post.posted


@cache
def missions() -> frozenset[Words]:
    """The words for the missions of countries: "Đại sứ quán"."""
    posts = load("roles.post", Post)
    return frozenset(body_words(post.at_country or "") for post in posts if post.posted)


def place_body(role: str, level: str) -> Words:
    """The body that a place of this level, or a country, stands for beside a role."""
    words = role_words(role)
    post = _post(words)
    if post is None:
        return ()
    at = {
        "provincial": post.at_province,
        "district": post.at_district,
        "commune": post.at_commune,
        "country": post.at_country,
    }
    name = at.get(level)
    return body_words(name) if name else ()


@lru_cache(maxsize=20_000)
def _post(words: Words) -> Post | None:
    """The office of a role, or of the one that it is a deputy or acting form of."""
    known = _posts()
    for start in range(min(3, len(words))):
        for end in range(len(words), start, -1):
            post = known.get(words[start:end])
            if post is not None and (start == 0 or words[start - 1] in g.forms("office-modifier")):
                return post
    return None


@cache
def _posts() -> Phrases[Post]:
    return Phrases(load("roles.post", Post), split=_in_words)


def _in_words(text: str) -> Words:
    """The folded words of a role, parted at full stops and hyphens too."""
    return fold_words(fold(text).replace(".", " ").replace("-", " "))


def holders_of(holder: str | None) -> tuple[str, ...]:
    """The canonical names of a title's holders, which its column joins by ";"."""
    return tuple(name.strip() for name in (holder or "").split(";") if name.strip())
