"""An organisation as a title gives it -> the body it is.

In: an organisation as written, the role beside it, where it stands, and the page. Out: its `Body`:
one of the registry, or one that the grammar names: head [field] [inner body] unit | country |
owner. None where the page does not settle it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from vanban.extraction.bodies import heads, registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.heads import VIET_NAM, country_of, head_of
from vanban.extraction.bodies.owners import LOCAL_POLICE, owned, owner_in, short_form
from vanban.extraction.bodies.places import (
    MERGED,
    Spot,
    Unit,
    heirs,
    named_without_type,
    province_of,
    spot,
)
from vanban.extraction.bodies.posts import body_of, field_body, place_body
from vanban.extraction.bodies.registry import Body
from vanban.extraction.bodies.wording import Head, Words, body_words, in_print
from vanban.extraction.organizations.lexicon import BodySignKind, Place, sign_forms
from vanban.extraction.organizations.units import CITY
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyKind, BodyLevel
from vanban.text.spans import fold
from vanban.text.spelling import slug
from vanban.text.syllables import is_syllable

_STATE_KINDS: frozenset[BodyKind] = frozenset(
    {"state", "assembly", "court", "procuracy", "military", "police", "party", "international"}
)
"""Kinds of body that a country has one of: the name of the country tells them apart."""
_LONGEST = 24
"""Words of the longest organisation that names one body; more is a sentence read as a name."""


@cache
def _signs(sign: BodySignKind) -> tuple[Words, ...]:
    """The folded words of the signs of a kind, the longest first."""
    return tuple(sorted(map(body_words, sign_forms(sign)), key=len, reverse=True))


def identify(organization: str, role: str, page: PageView, at: int) -> Body | None:
    """The body that an organisation, written at place `at` of a page, is."""
    words = _with_field(_before_member(body_words(organization)), role, page)
    words = _without_board(words)
    if not words or len(words) > _LONGEST:
        return None
    known = _registered(words, page)
    if known is not None:
        return known
    foreign = country_of(words)
    if foreign is not None and (found := _of_country(*foreign, role, page)):
        return found
    part = owned(words, page)
    return part or _local(words, role, page, at) or _plain(words, organization)


def is_board(organization: str) -> bool:
    """True for a board that is no body of its own, without the firm that it is of."""
    return not _without_board(body_words(organization))


def _registered(words: Words, page: PageView) -> Body | None:
    """The body of the registry, with or without the owner that its name ends with."""
    for ending in ((), *_signs("owner")):
        if words[len(words) - len(ending) :] != ending:
            continue
        known = registry.known(words[: len(words) - len(ending)], page.day)
        if known is not None:
            return known
    return None


def _before_member(words: Words) -> Words:
    """The words before another office that was read as part: "Bộ Công an, | Ủy viên …"."""
    starts = (n for n in range(1, len(words)) for sign in _signs("member") if _at(words, n, sign))
    return words[: next(starts, len(words))]


def _at(words: Words, start: int, part: Words) -> bool:
    """True where a part stands at word `start`."""
    return words[start : start + len(part)] == part


def _with_field(words: Words, role: str, page: PageView) -> Words:
    """The words with what the role leaves out: "Bộ trưởng | Y tế" is of "Bộ Y tế".

    A body that is known without it, as who heads it is a minister too, stays as it is.
    """
    opener = field_body(role)
    known = registry.known(words, page.day) is not None
    return words if not opener or known or words[: len(opener)] == opener else (*opener, *words)


def _without_board(words: Words) -> Words:
    board = next((board for board in _signs("board") if _at(words, 0, board)), ())
    return words[len(board) :]


def _of_country(rest: Words, country: Place, role: str, page: PageView) -> Body | None:
    """A body of a country: the country itself, its ministry, or Việt Nam's where it is."""
    if country.id == VIET_NAM:
        return registry.known(rest, page.day) if rest else None
    if not rest or (rest == _GOVERNMENT and body_of(role) == registry.GOVERNMENT):
        opener = place_body(role, "country")
        prefix = slug(" ".join(opener)) + "-" if opener else ""
        name = f"{in_print(opener)} {country.name}".strip()
        return Body(f"{prefix}{country.id}", name, "state", country=country.id)
    head = head_of(rest)
    if head is None or head.kind not in _STATE_KINDS or head.local:
        return None
    name = f"{in_print(rest)} {country.name}"
    return Body(f"{slug(' '.join(rest))}-{country.id}", name, head.kind, country=country.id)


_GOVERNMENT = body_words("Chính phủ")


def _local(words: Words, role: str, page: PageView, at: int) -> Body | None:
    """A body of a unit of territory."""
    rest, place = spot(words)
    if not rest:
        return _of_place(place, role, page, at)
    if rest in _signs("sent"):
        return registry.known(rest, page.day)
    head = head_of(rest)
    if head and not place.units:
        rest, place = _district_after(rest)
    if head and head.shared and heads.whole(rest) and not place.units:
        return None
    inner = heads.nested(rest)
    owner = head_of(rest[inner:]) if inner else None
    local = owner or (head and head.local and not _anywhere(rest))
    if _central(rest, head) or not (place.units or local):
        return None
    level = owner.level if owner and owner.level else head.level if head else None
    unit = page.settle(place, at, level or ("provincial" if not place.units else None))
    if unit is None:
        return None
    parent = _body_at(rest[inner:], owner, unit) if inner and owner else None
    if inner and head and head.kind == "police" and rest[inner:] == body_words(LOCAL_POLICE):
        rest = rest[:inner]
    return replace(_body_at(rest, head, unit), parent=parent.id if parent else _above(rest, unit))


def _district_after(words: Words) -> tuple[Words, Spot]:
    """The head and the district behind it, where its own word says the type of the unit."""
    for size in (2, 1):
        head = heads.whole(words[:size])
        named = named_without_type(words[size:], head.unit) if head and head.unit else None
        if named is not None:
            return words[:size], Spot((named,))
    return words, Spot(())


def _anywhere(words: Words) -> bool:
    """True for a committee that bodies of every kind have: no place follows from the page."""
    head = heads.whole(words)
    return head is not None and head.anywhere


def _central(words: Words, head: Head | None) -> bool:
    """True for what is called of the whole country, whatever place its name ends with."""
    high = ("cấp", "cao") in pairwise(words)
    return high or (_national(words) and not (head and head.local))


def _national(words: Words) -> bool:
    """True for a name that ends as those of central bodies do."""
    return any(words[-len(ending) :] == ending for ending in _signs("national"))


def _of_place(place: Spot, role: str, page: PageView, at: int) -> Body | None:
    """What a place stands for beside a role: "Bí thư | Hà Nội" is of its party committee."""
    unit = page.settle(place, at)
    opener = place_body(role, unit.level) if unit else ()
    if unit is None or not opener:
        return None
    return _body_at(opener, head_of(opener), unit)


def _body_at(words: Words, head: Head | None, unit: Unit) -> Body:
    """The body of a unit; party committees are called by the type of their unit."""
    words = _party(words, unit)
    kind = head.kind if head else "other"
    name = f"{in_print(words)} {_named(words, unit)}"
    after = unit.renewed or (unit.merged and unit.level == "commune")
    country = registry.HOME
    body = Body(
        f"{slug(' '.join(short_form(words)))}-{unit.key}",
        name,
        kind,
        unit.level,
        unit.province,
        country,
        valid_from=MERGED if after else "",
    )
    end, heirs = _end(words, unit)
    return replace(body, valid_to=end, successors=heirs)


def _end(words: Words, unit: Unit) -> tuple[str, tuple[str, ...]]:
    """What became of a body of a unit of the time before July 2025."""
    if unit.merged or unit.level == "commune":
        return "", ()
    heir = heirs().get(unit.province)
    after = province_of(heir, merged=True) if heir else None
    if unit.level == "district":
        return MERGED, ()
    if after is None or not (after.renewed or after.name != unit.name):
        return "", ()
    ending = f"{slug(' '.join(short_form(_party(words, after))))}-{after.key}"
    return MERGED, (ending,)


def _party(words: Words, unit: Unit) -> Words:
    """The committee's words by the type of its unit: "Thành ủy" for a city, "Quận ủy"."""
    head = heads.whole(words)
    if head is None or head.kind not in ("party", "mass") or head.level not in _COMMITTEES:
        return words
    kind = g.PROVINCE if unit.level == "provincial" and unit.kind != CITY else unit.kind
    return (kind.split(" ")[0], *words[1:])


_COMMITTEES = ("provincial", "district")
"""Levels of the committees whose first word is the type of their unit."""


def _named(words: Words, unit: Unit) -> str:
    """The unit behind the body's name: "Tỉnh ủy | Hà Nam", "UBND | tỉnh Hà Nam"."""
    own = words[-1:] == (g.PARTY_COMMITTEE,) or words[-1:] == ("đoàn",)
    return unit.full.split(" ", unit.kind.count(" ") + 1)[-1] if own else unit.full


def _above(words: Words, unit: Unit) -> str | None:
    """The body over a local one: of its kind one level up, or the committee of its own unit."""
    head = heads.whole(words)
    if head is None or head.over is None:
        return f"ubnd-{unit.key}"
    if unit.level == "provincial":
        return head.over
    outer = province_of(unit.province, unit.merged)
    same = body_words(head.above) if head.above else words
    if outer is None:
        return None
    return f"{slug(' '.join(short_form(_party(same, outer))))}-{outer.key}"


def _plain(words: Words, organization: str) -> Body | None:
    """A body that neither the registry nor a place tells: by its own name."""
    head = head_of(words)
    if head is None:
        return _proper(words, organization)
    if head.local or heads.whole(words) or spot(words)[1].units:
        return None
    if head.shared and owner_in(words) is None:
        return None
    if head.kind == "enterprise":
        return _firm(words, organization)
    central = head.level == "central" or _national(words)
    level: BodyLevel | None = (
        "central" if central and head.kind not in ("enterprise", "international") else None
    )
    return Body(slug(" ".join(words)), fold(organization), head.kind, level)


def _firm(words: Words, organization: str) -> Body | None:
    """A firm: its legal form is no part of its id."""
    name = words
    while form := next((form for form in _signs("legal") if _at(name, 0, form)), None):
        name = name[len(form) :]
    if not name:
        return None
    return Body(slug(" ".join(name)), fold(organization), "enterprise")


def _proper(words: Words, organization: str) -> Body | None:
    """A body by a proper name alone: "VinFast", "FBI"; not a field of work in small letters."""
    if not organization[0].isupper() and not organization[0].isdigit():
        return None
    if len(words) == 1 and is_syllable(words[0]) and not organization.isupper():
        return None  # the first word of a name that was cut
    return Body(slug(" ".join(words)), fold(organization), "other", country=None)
