"""The titles of a page -> the body of each, what one title says completing another.

In: the titles of a page in order, with their holders, and the page. Out: for each its `Body`, None
where the page does not settle it. A bare "Bộ trưởng" is of the body that the same holder's fuller
title names, "Thành ủy" of the city that the page gives it elsewhere, "Vụ Pháp chế" of the ministry
behind it, "Thủ tướng" of the Government.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from functools import cache, lru_cache

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.abroad import abroad, is_foreign, posted
from vanban.extraction.bodies.context import LAST_PAGES, PageView
from vanban.extraction.bodies.identity import identify
from vanban.extraction.bodies.owners import ends_owner, is_shared, part_of
from vanban.extraction.bodies.parts import (
    by_ending,
    by_headline,
    by_kind,
    by_name,
    by_neighbour,
    by_new_place,
    by_owner,
    by_province,
    of_firm,
)
from vanban.extraction.bodies.places import Spot, spot
from vanban.extraction.bodies.posts import (
    Held,
    body_of,
    field_body,
    headed,
    member_of,
    rank_of,
    role_id,
)
from vanban.extraction.bodies.registry import VIET_NAM, Body, country_of, head_of
from vanban.extraction.bodies.wording import Words, body_words, in_print
from vanban.extraction.vocabulary.names import known_persons
from vanban.extraction.vocabulary.organizations import types
from vanban.extraction.vocabulary.units import CITY
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import whole_words
from vanban.text.spelling import slug

Found = list[Body | None]


def bodies_of(titles: Sequence[Held], page: PageView) -> Sequence[Body | None]:
    """The body of each title, in their order; asked for by the extraction and the tables."""
    return _bodies_of(tuple(titles), page)


@lru_cache(maxsize=LAST_PAGES)
def _bodies_of(asked: Sequence[Held], page: PageView) -> Sequence[Body | None]:
    """The body of each title: by its own words, then by what stands beside it, then by the page."""
    titles = [_spelled_out(title) for title in asked]
    found = [posted(title, _named(title, page), page) for title in titles]
    found = by_province(titles, _by_full_form(titles, by_name(titles, found, page)), page)
    found = abroad(titles, found, page)
    found = by_owner(titles, found, page)
    found = by_headline(titles, _by_holder(titles, found, page), page)
    found = by_kind(titles, by_ending(titles, found), page.text)
    found = by_new_place(titles, _by_beginning(titles, by_neighbour(titles, found)), page)
    return [
        _of_known_holder(title)
        or body
        or (_of_page(title, page) if not title.organization else None)
        for title, body in zip(titles, found, strict=True)
    ]


def _spelled_out(title: Held) -> Held:
    """A title with the organisation that its role holds: "Tỉnh ủy viên" is of the Tỉnh ủy.

    "Ủy viên Trung ương" is one of Trung ương Đảng.
    """
    if rank_of(title.role) == "member" and body_words(title.organization or "") == _CENTRAL:
        return title._replace(organization=in_print((*_CENTRAL, g.PARTY)))
    committee = member_of(title.role) if not title.organization else ()
    head = registry.whole(committee)
    known = head is not None and head.level is not None
    return title._replace(organization=in_print(committee)) if known else title


_CENTRAL = body_words(g.CENTRAL)


def _of_known_holder(title: Held) -> Body | None:
    """The body that a bare head's office is of where everybody knows it: "Chủ tịch Hồ Chí Minh"."""
    if title.organization or rank_of(title.role) != "head" or len(title.holders) != 1:
        return None
    person = known_persons().get(title.holders[0])
    own = person is not None and role_id(title.role) == person.role
    return registry.bodies().get(person.body or "") if person and own else None


def _of_page(title: Held, page: PageView) -> Body | None:
    """The body of a bare title: the one that the page is about, or the page's only ministry."""
    headline, family = _HEADLINE_END.sub("", page.text.partition("\n")[0]), headed(title.role)
    if family and len(headline) < _LONG and body_words(headline)[: len(family)] == family:
        about = identify(headline, "", page, 0)
        if about is not None:
            return about
    return _ministry(title, page)


def _in_headline(title: Held, page: PageView) -> Body | None:
    """The only body of the registry with the head of a bare title that the headline names."""
    headline, family = page.text.partition("\n")[0], headed(title.role)
    found = {
        body.id: body
        for match in (_bodies_with(family).finditer(headline) if family else ())
        if (body := registry.known(body_words(match[0]), page.day)) and not _is_organ(body)
    }
    return _single(found)


_HEADLINE_END = re.compile(r"\s*\([^()]*\)\s*$")
"""A bracket that tells the subject of a page from another of its name: "(Việt Nam)"."""
_LONG = 100
"""Characters from which on a headline is no name of a body."""


def _ministry(title: Held, page: PageView) -> Body | None:
    """The ministry of a bare minister: the one that nearly all its names on the page are of."""
    if not field_body(title.role) or is_foreign(title.holders):
        return None
    known = (registry.known(body_words(name), page.day) for name in _ministries_in(page.text))
    counted = Counter(body.id for body in known if body)
    best = max(counted, key=lambda id_: (counted[id_], id_), default="")
    return registry.bodies()[best] if counted[best] > MOST * sum(counted.values()) else None


MOST = 0.8
"""Share of the ministries that a page names above which a bare minister is of one."""


@lru_cache(maxsize=2)
def _ministries_in(text: str) -> Sequence[str]:
    """The ministries that a text names, one as often as it does."""
    return _ministries().findall(text)


@cache
def _ministries() -> re.Pattern[str]:
    """The names of ministries of the state, as whole words."""
    state = [id_ for id_, body in registry.bodies().items() if body.kind == "state"]
    names = (form for id_ in state for form in registry.forms()[id_])
    return re.compile(whole_words(n for n in names if n.startswith(f"{g.MINISTRY.capitalize()} ")))


@cache
def _bodies_with(family: Words) -> re.Pattern[str]:
    """The names of the bodies of the registry that begin with a head: Ban, Cục, Viện."""
    names = (form for forms in registry.forms().values() for form in forms)
    return re.compile(whole_words(n for n in names if body_words(n)[: len(family)] == family))


def _named(title: Held, page: PageView) -> Body | None:
    """The body that its role is of by itself, or that a title names.

    What a page names beside such a role is the country ("Chủ tịch nước | CHXHCN Việt Nam"), or the
    body over its own ("Tổng Bí thư | Đảng").
    """
    own = registry.bodies().get(body_of(title.role) or "")
    if not title.organization or (own and _is_home(title.organization)):
        return own
    if title.end is not None and is_shared(title.organization):
        owner, tail = _owner_behind(title, page)
        if owner is not None and not spot(body_words(title.organization))[1].units:
            whole = f"{title.organization}{tail}"
            return registry.known(body_words(whole), page.day) or part_of(whole, owner)
    found = identify(title.organization, title.role, page, title.start)
    if own and found and found.kind == own.kind and found.country != own.country:
        return registry.bodies().get(f"{own.id}-{found.country}", found)
    return own if own and found and own.parent == found.id else found


def _is_home(organization: str) -> bool:
    """True for Việt Nam itself."""
    found = country_of(body_words(organization))
    return found is not None and not found[0] and found[1].id == VIET_NAM


_OWNER = re.compile(
    rf"\s?(?:[,–-]\s|\()?(?:(?:{g.OF}|{g.UNDER}|{g.DIRECTLY_UNDER}) )?"
    rf"(?P<owner>[^\W\d_](?:[^,;.()\n]|(?<=\b[{g.CODE_CAPITALS}])\.(?=\w)){{3,70}})"
)
"""What a page writes behind a part of a body: "Vụ Pháp chế | (Bộ Y tế)"."""


def _owner_behind(title: Held, page: PageView) -> tuple[Body | None, str]:
    """The owner that stands behind a title, and the end of the part's name before it.

    "Vụ trưởng Vụ Pháp chế | , Bộ Y tế"; "Trưởng phòng Cấp phép | xây dựng, Sở Xây dựng".
    """
    end = title.end or 0
    tail = _TAIL.match(page.text, end)
    if tail and not ends_owner().search(tail[0]):
        end = tail.end()
    match = _OWNER.match(page.text, end)
    if match is None or not match["owner"][0].isupper():
        return None, ""
    begin, last = match.span("owner")
    until = min((name.start for name in page.names if begin < name.start < last), default=last)
    owner = ends_owner().split(page.text[begin:until], maxsplit=1)[0].rstrip()
    words = body_words(owner)
    head = head_of(words)
    if head is None or head.shared or set(words[1:2]) & set(g.forms("chief")):
        return None, ""  # "Bộ | trưởng Ngoại giao Lào" is an office
    return identify(owner, "", page, begin), page.text[title.end : end]


_TAIL = re.compile(rf"(?: [{g.SMALL}]+){{1,6}}(?=, [{g.CAPITALS}]| \()")
"""The rest of the name of a part in small letters, up to the comma or bracket before its owner."""


def _by_full_form(titles: Sequence[Held], found: Found) -> Found:
    """Bodies named without their place, by the only one of that name that the page places."""
    placed: dict[Words, dict[str, Body]] = defaultdict(dict)
    short: list[tuple[Words, Spot] | None] = []
    for title, body in zip(titles, found, strict=True):
        rest, place = spot(body_words(title.organization or ""))
        bare = not any(unit.name for unit in place.units) and not _is_field(title)
        short.append((rest, place) if bare else None)
        if not bare and body is not None and body.province:
            placed[rest][body.id] = body
    done: Found = []
    for form, body in zip(short, found, strict=True):
        listed = body is not None and body.level == "central" and body.id in registry.bodies()
        full = _single(placed.get(form[0], {})) if form and form[0] and not listed else None
        done.append(full if form and full and _is_of_type(full, form[1]) else body)
    return done


def _is_field(title: Held) -> bool:
    """True for what is a minister's field and no body: "Bộ trưởng | Công an"."""
    opener = field_body(title.role)
    return bool(opener) and body_words(title.organization or "")[: len(opener)] != opener


def _is_of_type(body: Body, place: Spot) -> bool:
    """True for the body of a unit of the type that a short form gives: "UBND | TP"."""
    kind = place.units[0].kind if place.units else ""
    provincial = body.level == "provincial" and kind in (g.PROVINCE, CITY)
    return not kind or provincial or f"-{slug(kind)}-" in body.id


def _single(bodies: dict[str, Body]) -> Body | None:
    """The body, where there is exactly one."""
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _by_holder(titles: Sequence[Held], found: Found, page: PageView) -> Found:
    """Bare titles, by the same holder's of that role, else by the only body that has it here.

    Which of several has it a headline may tell.
    """
    by_holder: dict[tuple[str, str], dict[str, Body]] = defaultdict(dict)
    by_role: dict[str, dict[str, Body]] = defaultdict(dict)
    firms: dict[str, dict[str, Body]] = defaultdict(dict)
    heading: dict[str, set[str]] = defaultdict(set)
    for title, body in zip(titles, found, strict=True):
        if body is None or not title.organization:
            continue
        by_role[role_id(title.role)][body.id] = body
        heading[role_id(title.role)].update(title.holders)
        for holder in title.holders:
            by_holder[holder, role_id(title.role)][body.id] = body
            if body.kind in _FIRMS:
                firms[holder][body.id] = body
    done: Found = []
    for title, body in zip(titles, found, strict=True):
        if not title.organization:
            role = role_id(title.role)
            own = [by_holder[holder, role] for holder in title.holders if by_holder[holder, role]]
            if own:
                body = _single(own[0]) or body  # noqa: PLW2901 - the body, completed
            elif body is None:
                same = {} if _is_another(title, heading[role]) else by_role[role]
                family = _of_family(title.role, titles, found)
                body = _single(same) or _in_headline(title, page) or _single(family)  # noqa: PLW2901
        if body is None and of_firm(title):
            own = [firms[holder] for holder in title.holders if firms[holder]]
            body = _single(own[0]) if own else None  # noqa: PLW2901
        done.append(body)
    return done


_FIRMS = ("enterprise", "other")
"""Kinds of bodies that have boards; a firm by a proper name alone is of the second."""


def _is_another(title: Held, holders: Set[str]) -> bool:
    """True for a head whose office is not that of these holders: a body has one head."""
    return (
        bool(title.holders and holders)
        and rank_of(title.role) == "head"
        and (holders.isdisjoint(title.holders))
    )


def _of_family(role: str, titles: Sequence[Held], found: Found) -> dict[str, Body]:
    """The bodies of the page whose name begins with what the role heads: Ban, Cục, Viện."""
    family = headed(role)
    like = [
        body
        for title, body in zip(titles, found, strict=True)
        if family and body and title.organization and body_words(body.name)[: len(family)] == family
        if (body.kind == "state" or not field_body(role)) and not _is_organ(body)
    ]
    counted = Counter(body.id for body in like)
    return {body.id: body for body in like if counted[body.id] > _MOSTLY * len(like)}


def _is_organ(body: Body) -> bool:
    """True for what has members and no head of its own: Ban Chấp hành, Ban Thường vụ."""
    kind = types().prefix(body_words(body.name))
    return body.id == _SECRETARIAT or (kind is not None and kind[0].family == "organ")


_SECRETARIAT = "ban-bi-thu"
_MOSTLY = 0.6
"""Share of the bodies with such a head above which a bare one is that one."""


def _by_beginning(titles: Sequence[Held], found: Found) -> Found:
    """Short names, by the only body of the page whose name begins so: "Sở", "Trung tâm"."""
    government = body_words(registry.bodies()[registry.GOVERNMENT].name)
    longer: dict[Words, dict[str, Body]] = defaultdict(dict)
    names = [body_words(title.organization or "") for title in titles]
    for words, body in zip(names, found, strict=True):
        if body is not None:
            for size in range(1, len(words)):
                longer[words[:size]][body.id] = body
    return [
        body or (_single(longer[words]) if head_of(words) and words != government else None)
        for words, body in zip(names, found, strict=True)
    ]
