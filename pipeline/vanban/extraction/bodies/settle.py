"""The titles of a page -> the body of each, what one title says completing another.

In: the titles of a page in order, with their holders, and the page. Out: for each its `Body`, None
where the page does not settle it. A bare "Bộ trưởng" is of the body that the same holder's fuller
title names, "Thành ủy" of the city that the page gives it elsewhere, "Thủ tướng" of the Government.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.heads import VIET_NAM, countries_named, country_of
from vanban.extraction.bodies.identity import identify
from vanban.extraction.bodies.places import spot
from vanban.extraction.bodies.posts import body_of, headed, role_id
from vanban.extraction.bodies.registry import Body
from vanban.extraction.bodies.wording import Words, body_words
from vanban.text.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Held:
    """A title as far as it matters for its body: place in the text, role, organisation, holders."""

    start: int
    role: str
    organization: str | None
    holders: tuple[str, ...] = ()


def holders_of(holder: str | None) -> tuple[str, ...]:
    """The canonical names of a title's holders, which its column joins by ";"."""
    return tuple(name.strip() for name in (holder or "").split(";") if name.strip())


def bodies_of(titles: Sequence[Held], page: PageView) -> list[Body | None]:
    """The body of each title, in their order."""
    found = [_named(title, page) for title in titles]
    found = _by_full_form(titles, found)
    found = _abroad(titles, found, page)
    return _by_holder(titles, found)


def _named(title: Held, page: PageView) -> Body | None:
    """The body that its role is of by itself, or that a title names.

    What a page names beside such a role is the country ("Chủ tịch nước | CHXHCN Việt Nam"), or the
    body over its own ("Tổng Bí thư | Đảng").
    """
    own = registry.bodies().get(body_of(title.role) or "")
    if not title.organization or (own and _home(title.organization)):
        return own
    found = identify(title.organization, title.role, page, title.start)
    return own if own and found and own.parent == found.id else found


def _home(organization: str) -> bool:
    """True for Việt Nam itself."""
    found = country_of(body_words(organization))
    return found is not None and not found[0] and found[1].id == VIET_NAM


def _by_full_form(titles: Sequence[Held], found: Sequence[Body | None]) -> list[Body | None]:
    """Bodies named without their place, by the only one of that name that the page places."""
    placed: dict[Words, dict[str, Body]] = defaultdict(dict)
    short: list[Words | None] = []
    for title, body in zip(titles, found, strict=True):
        rest, place = spot(body_words(title.organization or ""))
        bare = not place.units or not any(unit.name for unit in place.units)
        short.append(rest if bare else None)
        if not bare and body is not None and body.province:
            placed[rest][body.id] = body
    return [
        _only(placed.get(rest, {})) or body if rest else body
        for rest, body in zip(short, found, strict=True)
    ]


def _only(bodies: dict[str, Body]) -> Body | None:
    return next(iter(bodies.values())) if len(bodies) == 1 else None


def _abroad(
    titles: Sequence[Held], found: Sequence[Body | None], page: PageView
) -> list[Body | None]:
    """Bodies of the state whose holder is a foreigner: of his country, None where none is told.

    A body of a province, district or commune is ours, whatever its holder is called.
    """
    countries: dict[str, set[str]] = defaultdict(set)
    for title, body in zip(titles, found, strict=True):
        for holder in title.holders:
            if body and body.country not in (None, registry.HOME):
                countries[holder].add(str(body.country))
    done: list[Body | None] = []
    for title, body in zip(titles, found, strict=True):
        foreign = body is not None and _foreign(title.holders) and body.country == registry.HOME
        local = body is not None and body.level not in (None, "central")
        if not foreign or body is None or local or body.kind not in _STATE:
            done.append(body)
            continue
        told = {c for holder in title.holders for c in countries[holder]}
        told = told or set(countries_named(page.text, _line(page.text, title.start)))
        done.append(_of(body, told.pop()) if len(told) == 1 else None)
    return done


_STATE = ("state", "assembly", "military")
"""Kinds of body that every country has."""


def _of(body: Body, country: str) -> Body:
    """The like body of another country."""
    return Body(f"{body.id}-{country}", f"{body.name} ({country})", body.kind, country=country)


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _foreign(holders: Iterable[str]) -> bool:
    """True where a holder's name has words that are no Vietnamese syllables."""
    words = [word for name in holders for word in name.replace("-", " ").split()]
    return bool(words) and not all(is_syllable(word.lower()) for word in words)


def _by_holder(titles: Sequence[Held], found: Sequence[Body | None]) -> list[Body | None]:
    """Bare titles, by the same holder's of that role, else by the only body that has it here."""
    by_holder: dict[tuple[str, str], dict[str, Body]] = defaultdict(dict)
    by_role: dict[str, dict[str, Body]] = defaultdict(dict)
    for title, body in zip(titles, found, strict=True):
        if body is None or not title.organization:
            continue
        by_role[role_id(title.role)][body.id] = body
        for holder in title.holders:
            by_holder[holder, role_id(title.role)][body.id] = body
    done: list[Body | None] = []
    for title, body in zip(titles, found, strict=True):
        if not title.organization:
            role = role_id(title.role)
            own = [by_holder[holder, role] for holder in title.holders if by_holder[holder, role]]
            if own:
                body = _only(own[0]) or body  # noqa: PLW2901 - the body, completed
            elif body is None:
                body = _only(by_role[role]) or _only(_of_family(title.role, titles, found))  # noqa: PLW2901
        done.append(body)
    return done


def _of_family(role: str, titles: Sequence[Held], found: Sequence[Body | None]) -> dict[str, Body]:
    """The bodies of the page whose name begins with what the role heads: Ban, Cục, Viện."""
    family = headed(role)
    return {
        body.id: body
        for title, body in zip(titles, found, strict=True)
        if family and body and title.organization and body_words(body.name)[:1] == family
    }
