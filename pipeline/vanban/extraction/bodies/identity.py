"""An organisation as a title gives it -> the body it is.

In: an organisation as written, the role beside it, where it stands, and the page. Out: its `Body`:
one of the registry, or one that the grammar names: head [field] [inner body] unit | country |
owner. None where the page does not settle it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.owners import (
    local_police,
    owned,
    owner_in,
    part_kind,
    part_of,
    registered,
)
from vanban.extraction.bodies.places import NamedUnit, Spot, district_after, spot, units_of
from vanban.extraction.bodies.posts import body_of, headed, place_body, with_field
from vanban.extraction.bodies.registry import VIET_NAM, Body, country_of, head_of, signs
from vanban.extraction.bodies.unlisted import above, body_at, by_own_name, capitalised, is_national
from vanban.extraction.bodies.wording import Head, Words, body_words, in_print
from vanban.extraction.organizations.people import is_surname
from vanban.extraction.vocabulary.organizations import Place
from vanban.extraction.vocabulary.units import CITY
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyKind
from vanban.text.spelling import fold_word, fold_words, slug
from vanban.text.syllables import is_syllable

_STATE_KINDS: frozenset[BodyKind] = frozenset(
    {"state", "assembly", "court", "procuracy", "military", "police", "party", "international"}
)
"""Kinds of body that a country has one of: the name of the country tells them apart."""
_LONGEST = 24
"""Words of the longest organisation that names one body; more is a sentence read as a name."""


def identify(organization: str, role: str, page: PageView, at: int) -> Body | None:
    """The body that an organisation, written at place `at` of a page, is."""
    words = _without_board(_with_field(_before_member(body_words(organization)), role, page))
    organization = _after_board(organization)
    if not words or len(words) > _LONGEST:
        return None
    known = registered(words, page)
    if known is not None:
        return known
    inner = spot(words)[1].units[-1:]
    foreign = None if inner and inner[0].kind and inner[0].name else country_of(words)
    if foreign is not None and _in_name(organization, len(words) - len(foreign[0])):
        foreign = None
    if foreign is not None and (found := _of_country(*foreign, role, page)):
        return found
    part = (
        owned(words, page)
        or _of_named(words, organization, page, at, _FOUNDED)
        or (_local(words, role, page, at) if _ends_with_place(organization, *inner) else None)
    )
    if part is None:
        return (
            _of_named(words, organization, page, at)
            or _under_firm(organization, page, at)
            or by_own_name(words, organization)
        )
    typed = any(unit.kind for unit in spot(words)[1].units)
    if part.kind == "school" and part.province and not typed:  # "Đại học Nam Cần Thơ"
        return replace(part, name=capitalised(organization))
    return part


def _after_board(organization: str) -> str:
    """An organisation as written, without the board that it begins with: "HĐQT | PVTEX"."""
    words = body_words(organization)
    return _written_after(organization, len(words) - len(_without_board(words))) or organization


def _written_after(organization: str, size: int) -> str:
    """An organisation as written behind its first words, which are so many when in full."""
    words, written = body_words(organization), organization.split()
    cuts = range(1, len(written)) if size else ()
    cut = next((n for n in cuts if body_words(" ".join(written[:n])) == words[:size]), None)
    return " ".join(written[cut:]).removeprefix(f"{g.OF} ") if cut else ""


def _of_named(
    words: Words,
    organization: str,
    page: PageView,
    at: int,
    kinds: frozenset[BodyKind] | None = None,
) -> Body | None:
    """A part whose owner, no body of the registry, stands behind: "Phòng Đào tạo | Công ty A".

    With `kinds` only where the owner's name begins as those of such bodies do.
    """
    head, cut = head_of(words), owner_in(words)
    if head is None or cut is None or not (head.shared or head.anywhere):
        return None
    inner = head_of(words[cut:])
    if kinds is not None and (inner is None or inner.kind not in kinds):
        return None
    behind = _written_after(organization, cut)
    owner = identify(behind, "", page, at) if behind else None
    whole = owner is not None and (owner.kind in _FOUNDED or owner.province is not None)
    return part_of(" ".join(words[:cut]), owner) if owner and whole else None


_FOUNDED: frozenset[BodyKind] = frozenset({"enterprise", "school", "hospital", "media"})
"""Kinds of bodies that a proper name alone tells from all others: "Công ty | An Phát"."""


def is_board(organization: str) -> bool:
    """True for a board that is no body of its own, without the firm that it is of."""
    return not _without_board(body_words(organization))


def _under_firm(organization: str, page: PageView, at: int) -> Body | None:
    """A firm before the one that it belongs to: "FPT Digital, | Tập đoàn FPT"."""
    own, _, behind = organization.partition(", ")
    owner = identify(behind, "", page, at) if behind else None
    if owner is None or owner.kind != "enterprise" or head_of(body_words(own)):
        return None
    firm = by_own_name(body_words(own), own)
    return replace(firm, kind="enterprise", parent=owner.id) if firm else None


def _before_member(words: Words) -> Words:
    """The words before another office that was read as part: "Bộ Công an, | Ủy viên …"."""
    starts = (n for n in range(1, len(words)) if signs("member").prefix(words[n:]))
    return words[: next(starts, len(words))]


def _with_field(words: Words, role: str, page: PageView) -> Words:
    """The words with what the role leaves out: "Bộ trưởng | Y tế" is of "Bộ Y tế".

    A body that is known without it, as who heads it is a minister too, stays as it is.
    """
    opener = headed(role)
    office = head_of(opener) if opener else None
    if registry.known(words, page.day) is not None:
        return words
    field = head_of(words) is None and all(map(is_syllable, words)) and spot(words)[0]
    if office and office.level == "central" and field:
        return (*opener, *words)  # "Cục trưởng | Hải quan TP.HCM"
    return with_field(words, role)


def _without_board(words: Words) -> Words:
    return signs("board").behind(words)


def _of_country(rest: Words, country: Place, role: str, page: PageView) -> Body | None:
    """A body of a country: the country itself, its ministry, or Việt Nam's where it is."""
    ours = registry.known(rest, page.day)
    if country.id == VIET_NAM:
        return ours
    if not rest or (ours and ours.id == body_of(role) == registry.GOVERNMENT):
        opener = place_body(role, "country")
        prefix = slug(" ".join(opener)) + "-" if opener else ""
        name = f"{in_print(opener)} {country.name}".strip()
        listed = registry.known(body_words(name), page.day)
        return listed or Body(f"{prefix}{country.id}", name, "state", country=country.id)
    rest = _without_party(rest)
    head = head_of(rest)
    if head is None and registry.known((*_MINISTRY, *rest), page.day):
        rest = (*_MINISTRY, *rest)
        head = head_of(rest)
    own = registry.known(rest, page.day) or head
    if own is None or own.kind not in _STATE_KINDS or rest == _MINISTRY:
        return None  # which of its ministries is not said
    if head is not None and head.local and _ends_names(country):
        return None
    words = (*rest, *body_words(country.name))
    known = registry.known(words, page.day)
    inner = head_of(rest[owner_in(words) or 0 :]) or own
    kind = own.kind if own is not head else part_kind(own.kind, inner.kind)
    name = f"{in_print(rest)} {country.name}"
    return known or Body(f"{slug(' '.join(rest))}-{country.id}", name, kind, country=country.id)


def _without_party(rest: Words) -> Words:
    """The words of an organ of another country's party: "Bộ Chính trị | Đảng Cộng sản" Lào."""
    for at in range(1, len(rest)):
        if rest[at] == _PARTY:
            organ = next((w for w in (rest[:at], rest[: at + 1]) if registry.known(w, None)), ())
            known = registry.known(organ, None)
            return organ if known and known.kind == "party" else rest
    return rest


_PARTY = fold_word(g.PARTY)


def _in_name(organization: str, size: int) -> bool:
    """True where the country that ends an organisation ends a name: "ấp Phú | Mỹ", "Lê | Anh"."""
    pair = organization.split()[-2:]
    if size > 1 or not all(word[0].isupper() for word in pair):
        return False
    words = body_words(" ".join(pair))
    return is_surname(words[0]) or units_of("commune", words) != ()


def _ends_names(country: Place) -> bool:
    """True for a country whose name ends those of our districts too: Đông Anh, Phù Mỹ, Mộ Đức."""
    words = body_words(country.name)
    return len(words) == 1 and is_syllable(words[0])


_MINISTRY = body_words(g.MINISTRY)


def _local(words: Words, role: str, page: PageView, at: int) -> Body | None:
    """A body of a unit of territory."""
    rest, place = spot(words)
    if not rest:
        return _of_place(place, role, page, at)
    central = registry.known(rest, page.day) if place.units else None
    branch = registry.branch_of(central.id) if central else None
    rest = body_words(branch.name) if branch else rest  # "UBTƯ MTTQ Việt Nam | tỉnh Hà Nam"
    if signs("sent").get(rest):
        return registry.known(rest, page.day)
    head = head_of(rest)
    if head and not any(_is_inner(unit) for unit in place.units):
        rest, place = district_after(rest, place, head)
    inner = registry.nested(rest, committees=bool(place.units))
    owner = head_of(rest[inner:]) if inner else None
    if not _is_of_unit(rest, place, head, owner):
        return None
    level = owner.level if owner and owner.level else head.level if head else None
    unit = page.settle(place, at, level or ("provincial" if not place.units else None))
    of = (owner or head) if not place.units else None
    if of and unit and unit.level == "provincial" and _type_of(of) not in ("", unit.kind):
        unit = page.settle(Spot((NamedUnit(_type_of(of), ()),)), at)
    if unit is None:
        return None
    if head and head.local and head.owners and registry.whole(rest) and unit.level != "commune":
        first = body_words(head.owners[0])  # "Ban Tổ chức | (Quận ủy) quận 7"
        rest, inner, owner = (*rest, *first), len(rest), head_of(first)
    parent = body_at(rest[inner:], owner, unit) if inner and owner else None
    if inner and head and head.kind == "police" and rest[inner:] == local_police():
        rest = rest[:inner]
    found = body_at(rest, head, unit)
    if parent is None:
        return replace(found, parent=above(rest, head, unit))
    return replace(found, kind=part_kind(found.kind, parent.kind), parent=parent.id)


def _ends_with_place(organization: str, unit: NamedUnit | None = None) -> bool:
    """False for common words that are a province's with capitals: "Hội đồng vì Hòa | bình"."""
    last = organization.split()[-len(unit.name) :] if unit and unit.name and not unit.kind else []
    return not last or not last[0][0].isupper() or not last[-1].islower()


def _type_of(head: Head) -> str:
    """The type of the provinces that have a body, where its name says so: Thành ủy, Tỉnh ủy."""
    if head.unit == CITY:
        return CITY
    return g.PROVINCE if body_words(head.name)[:1] == (g.PROVINCE,) else ""


def _is_of_unit(rest: Words, place: Spot, head: Head | None, owner: Head | None) -> bool:
    """True for the words of a body of a unit; `owner` is the local body that it is a part of."""
    if head is None:
        return owner is not None or any(unit.kind for unit in place.units)
    whole = registry.whole(rest) is not None
    if whole and not place.units and (head.shared or head.anywhere or needs_field(head)):
        return False
    inner = head_of(rest[registry.after_head(rest) :])
    of_another = head.anywhere and not head.shared and owner is None and inner
    of_event = head.kind == "party" and head.plain and not (head.anywhere or whole or owner)
    if head.kind in _NOWHERE or of_another or of_event or _is_central(rest, head):
        return False
    if not place.units and owner is None and _needs_owner(rest, head, whole=whole):
        return False
    return bool(place.units or owner or head.local)


def _needs_owner(rest: Words, head: Head, *, whole: bool) -> bool:
    """True for what does not belong to the unit that the page is about, without more words.

    It is of a unit that no list has ("Tỉnh ủy Sơn Tây"), of an owner that is not named ("Phòng
    Đào tạo"), or of one that is of no unit ("Phòng Hành chính | Công ty An Phát").
    """
    committee = head.kind == "party" and head.level is not None and not whole
    return committee or (head.shared and (head.anywhere or owner_in(rest) is not None))


_NOWHERE: frozenset[BodyKind] = frozenset({"enterprise", "other"})
"""Kinds of body that are of no unit, whatever place their name ends with."""


def needs_field(head: Head) -> bool:
    """True for a word that is no name without a field: "Sở"."""
    return head.plain and head.level is not None


def _is_inner(unit: NamedUnit) -> bool:
    """True for a unit of less than a province, by its type."""
    return bool(unit.kind) and unit.kind not in (g.PROVINCE, CITY)


_HIGHEST = next(pairwise(fold_words(g.word("high-level"))))
"""Two words by which a body is above those of the provinces."""


def _is_central(words: Words, head: Head | None) -> bool:
    """True for what is called of the whole country, whatever place its name ends with."""
    high = _HIGHEST in pairwise(words)
    return high or (is_national(words) and not (head and head.local))


def _of_place(place: Spot, role: str, page: PageView, at: int) -> Body | None:
    """What a place stands for beside a role: "Bí thư | Hà Nội" is of its party committee."""
    unit = page.settle(place, at)
    opener = place_body(role, unit.level) if unit else ()
    if unit is None or not opener:
        return None
    head = head_of(opener)
    return replace(body_at(opener, head, unit), parent=above(opener, head, unit))
