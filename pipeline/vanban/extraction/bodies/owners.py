"""Parts of bodies: whose they are, and whether their owner is part of their id.

In: folded words of a part, and its owner where a page gives one. Out: the `Body` of the part, one
of the registry where that knows it. Many owners have a "Vụ Pháp chế" each, the country has one "Cục
Trồng trọt".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.places import spot
from vanban.extraction.bodies.registry import VIET_NAM, Body, head_of, signs
from vanban.extraction.bodies.wording import Words, body_words, in_print
from vanban.extraction.vocabulary.names import PersonWord
from vanban.extraction.vocabulary.organizations import sign_forms
from vanban.extraction.vocabulary.units import CITY
from vanban.lexicons import load
from vanban.lexicons.patterns import alternation
from vanban.schema.derived import BodyKind
from vanban.text.spelling import slug


def registered(words: Words, page: PageView) -> Body | None:
    """The body of the registry, with or without the owner that its name ends with.

    A firm is also known by its short name behind what it is: "Ngân hàng | Sacombank".
    """
    known = registry.known(words, page.day) or registry.known(signs("owner").stem(words), page.day)
    known = known or _before_parent(words, page) or _in_its_city(words, page)
    known = known or _of_the_whole(words, page)
    head = None if known else head_of(words)
    if head is None or head.kind != "enterprise":
        return known
    firm = registry.known(words[registry.after_head(words) :], page.day)
    return firm if firm and firm.kind == "enterprise" else None


def _before_parent(words: Words, page: PageView) -> Body | None:
    """The body that words name before the one it is of: "Bộ đội Biên phòng, | Bộ Quốc phòng"."""
    cut = owner_in(words)
    part = registry.known(words[:cut], page.day) if cut else None
    owner = registry.known(words[cut:], page.day) if part else None
    return part if part and owner and part.parent == owner.id else None


def _of_the_whole(words: Words, page: PageView) -> Body | None:
    """The central body that words name without its country: "Cục Đường bộ | (Việt Nam)"."""
    head = head_of(words)
    if head is None or not head.sole:
        return None
    found = registry.known((*words, *body_words(registry.country_name(VIET_NAM))), page.day)
    return found or registry.known(signs("national").stem(words), page.day)


def _in_its_city(words: Words, page: PageView) -> Body | None:
    """A hospital of the country with the city that it is in: "Bệnh viện Chợ Rẫy | TP.HCM"."""
    rest, place = spot(words)
    found = registry.known(rest, page.day) if place.units else None
    if found is None or found.kind != "hospital" or place.units[-1].kind not in ("", CITY):
        return None
    city = page.of(place.units[-1])
    here = not place.units[-1].name or (city and city[0].level == "provincial")
    return found if here and (not city or city[0].kind == CITY) else None


def is_shared(organization: str) -> bool:
    """True for a name that many owners have a body of, and that tells none: "Vụ Pháp chế"."""
    words = body_words(organization)
    head = head_of(words)
    if head is None or owner_in(words) is not None or registry.known(words, None):
        return False
    if signs("board").prefix(words):
        return False
    bare = registry.whole(words) is not None and head.kind == "state" and not head.local
    return head.shared or bare


def part_of(organization: str, owner: Body) -> Body | None:
    """The body of this name that an owner has: "Vụ Pháp chế" of the Bộ Y tế."""
    words = body_words(organization)
    head = head_of(words)
    own = body_words(owner.name)
    size = registry.after_head(words)
    if head is None or own[:size] == words[:size]:
        return owner if own[: len(words)] == words else None
    known = registry.known((*words, *own), None)
    if known is not None:
        return known
    of = owner.id
    if head.kind == "police" and owner.kind == "police" and owner.province:
        # a unit has one body of each part of its police: "Phòng CSGT | Công an | tỉnh"
        of = of.removeprefix(f"{slug(' '.join(local_police()))}-")
    return Body(
        f"{slug(' '.join(short_form(words)))}-{of}",
        f"{in_print(words)} {owner.name}",
        part_kind(head.kind, registry.kind_under(owner.id) or owner.kind),
        owner.level,
        owner.province,
        owner.country,
        owner.id,
    )


def local_police() -> Words:
    """The folded words for the police of a unit: "Công an"."""
    first = registry.first_of("police")
    return body_words(first.name) if first else ()


def part_kind(kind: BodyKind, owner: BodyKind) -> BodyKind:
    """The kind of a part: an office or a faculty is of the kind of the body that it is in."""
    return owner if kind in _OF_ANY and owner not in ("other", "international") else kind


_OF_ANY: frozenset[BodyKind] = frozenset({"state", "school"})
"""Kinds of heads that bodies of every kind have as a part: Ban, Phòng, Văn phòng, Khoa."""


def owned(words: Words, page: PageView) -> Body | None:
    """A body whose name ends with that of its owner, which the registry knows.

    The owner is part of its id, but where the country has one body of that name.
    """
    head = head_of(words)
    free = head is not None and (head.shared or head.anywhere or head.owners)
    own_place = head is not None and head.local and not free
    if head is None or registry.whole(words) or own_place:
        return None
    if head.kind == "enterprise":
        return None
    first = registry.after_head(words)
    for cut in range(max(first, 1), len(words)):
        known = registry.known(words[:cut], page.day)
        owner = registry.known(words[cut:], page.day)
        if owner is None and cut == first:  # "Hội đồng trường | (Trường) Đại học Mở"
            owner = registry.known(words[cut - 1 :], page.day)
        section = head.local and head.owners  # "Ban Nội chính Trung ương họp với | Ban …"
        apart = section and any(signs("national").prefix(words[n:]) for n in range(first, cut))
        if owner is None or apart or not _may_own(words, cut, owner):
            continue
        if known is not None and (known.parent is None or _is_over(owner, known)):
            return known
        if registry.nested(words[:cut]):
            continue
        whole = part_of(" ".join(words[:cut]), owner)
        number = head.kind == "military" and cut == first + 1 and words[first].isdigit()
        unit = number and len(words[first]) > 1  # "Sư đoàn 308, | Quân đoàn 1"
        if whole is None or not (unit or (head.sole and owner.id.startswith(_MINISTRY))):
            return whole
        return replace(whole, id=slug(" ".join(words[:cut])), name=in_print(words[:cut]))
    return None


def _is_over(owner: Body, known: Body) -> bool:
    """True where a body of the registry is part of the one that a page names behind it."""
    over = (known.parent, *known.parents)
    return owner.id in over or owner.parent in over


_MINISTRY = ("bo-", "thanh-tra-")
"""What ids of ministries, and of the Government's inspectorate, begin with."""


def _may_own(words: Words, cut: int, owner: Body) -> bool:
    """True where the words behind name an owner: they begin with a head, or are a committee's."""
    committee = owner.kind in ("party", "mass") and registry.whole(words[:cut]) is not None
    firm = owner.kind == "enterprise" and registry.after_head(words) == cut
    return committee or firm or head_of(words[cut:]) is not None


def owner_in(words: Words) -> int | None:
    """Where another head begins inside the words that is no part of an ordinary name."""
    at = max(registry.after_head(words), 1)
    while at < len(words):
        head = head_of(words[at:])
        if head is None or words[at - 1] in head.unless_after:
            at += 1
            continue
        size = registry.after_head(words[at:])
        bare = not head.local and registry.whole(words[at:])
        behind = head_of(words[at + size :])
        field = head.kind == "enterprise" and behind is not None and behind.kind != head.kind
        if not (head.plain or head.shared or bare or field):  # "Khoa … Ngân hàng | Trường …"
            return at
        at += size
    return None


def short_form(words: Words) -> Words:
    """The words of an id, the commonest committees by their short form."""
    whole = registry.whole(words)
    if whole is not None and whole.short:
        return (whole.short,)
    text = " ".join(words)
    for full, short in registry.short_forms().items():
        text = text.replace(full, short)
    return tuple(text.split())


@cache
def ends_owner() -> re.Pattern[str]:
    """A pattern of words that end the name of an owner: "Bệnh viện K | cho biết"."""
    verbs = (word for word in load("name_words.person", PersonWord) if word.sign == "verb")
    said = [form for word in verbs for form in word.forms]
    return re.compile(rf"\s{alternation((*sign_forms('stop'), *said))}(?!\w)")
