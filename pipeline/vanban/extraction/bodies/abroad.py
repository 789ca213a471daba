"""Bodies of other countries whose titles leave the country out: "Bộ trưởng Quốc phòng | Mattis".

In: the titles of a page, the bodies that they name, the page. Out: the bodies, those of the state
whose holder is a foreigner, or that only other countries have, as the country's that the page gives
the holder, else its line, else most of the page; None where none is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import LAST_PAGES, PageView
from vanban.extraction.bodies.posts import (
    Held,
    body_of,
    is_of_country,
    is_posted,
    missions,
    place_body,
    role_id,
    with_field,
)
from vanban.extraction.bodies.registry import (
    VIET_NAM,
    Body,
    bodies,
    countries_named,
    country_name,
    country_of,
    head_of,
)
from vanban.extraction.bodies.wording import Head, Words, body_words, in_print
from vanban.extraction.organizations.people import is_surname
from vanban.extraction.vocabulary.names import known_persons
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyLevel
from vanban.text.spans import Span, line_start
from vanban.text.spelling import slug
from vanban.text.syllables import OWN_LETTER, is_syllable

MOST = 0.7
"""Share of a page's mentions of other countries from which on the page is about one."""
FEWEST = 3
"""Mentions of a country from which on a page may be about it."""
_STATE = ("state", "assembly", "military", "party")
"""Kinds of body that every country has."""
_SELF = ("chinh-phu", "chu-tich-nuoc", "nha-nuoc")
"""Bodies whose heads are said to be of the country itself."""


def abroad(
    titles: Sequence[Held], found: Sequence[Body | None], page: PageView
) -> list[Body | None]:
    """The body of each title, those of other countries with their country.

    A body of a province, district or commune is ours, whatever its holder is called.
    """
    countries_of: dict[str, set[str]] = defaultdict(set)
    for title, body in zip(titles, found, strict=True):
        for holder in title.holders:
            if home := home_of(holder):
                countries_of[holder] = {home}
                continue
            if body and body.country not in (None, registry.HOME):
                countries_of[holder].add(str(body.country))
    return [
        _in_named_country(title, body, countries_of, page)
        if _is_abroad(title, body)
        else _stateless(title, body)
        for title, body in zip(titles, found, strict=True)
    ]


def posted(title: Held, body: Body | None, page: PageView) -> Body | None:
    """A mission with where it is: "Đại sứ Nga | tại Lào"; without, it is the one in Việt Nam.

    Việt Nam has none at home: without its place one of ours is not settled.
    """
    sender, _, place = (title.organization or "").partition(f" {g.AT} ")
    own = country_of(body_words(sender))
    if own is None or (own[0] and own[0] not in missions()):
        return body
    if not own[0] and not is_posted(title.role):
        return body
    opener = own[0] or place_body(title.role, "country")
    sent, name = own[1].id, f"{in_print(opener)} {own[1].name}"
    found = _POST.search(page.text, title.start, (title.end or title.start) + _NEAR)
    seat = _seat(place or (found["seat"] if found else ""))
    if seat:
        whole = f"{name} {g.AT} {seat}"
        ours = sent == VIET_NAM
        level: BodyLevel | None = "central" if ours else None
        return Body(slug(whole), whole, "state", level, country=registry.HOME if ours else sent)
    return None if sent == VIET_NAM else Body(slug(name), name, "state", country=sent)


def _seat(text: str) -> str | None:
    """The country, or the international body, that a text begins with."""
    words = body_words(text)
    for size in range(len(words), 0, -1):
        known = registry.known(words[:size], None)
        country = country_of(words[:size])
        if country and not country[0] and country[1].id != VIET_NAM:
            return country[1].name
        if known is not None and known.kind == "international":
            return known.name
    return None


_POST = re.compile(rf"\b{g.AT} (?P<seat>[^,.;()\n]{{2,40}})")
_NEAR = 40
"""Characters behind a title in which the place of a mission stands."""


def _stateless(title: Held, body: Body | None) -> Body | None:
    """The body; an unknown one loses its country where a foreigner holds an office of it."""
    ours = body and body.country == registry.HOME and not body.level and body.id not in bodies()
    return replace(body, country=None) if body and ours and is_foreign(title.holders) else body


def _is_abroad(title: Held, body: Body | None) -> bool:
    """True for a title of a body that is another country's, which it does not name."""
    if body is None:
        of_country = is_of_country(title.role) or _is_known_office(title)
        return title.organization is None and of_country
    if body.country != registry.HOME or body.level not in (None, "central"):
        return False
    if country_name(VIET_NAM) in _written_in_full(title):
        return False
    head = head_of(body_words(body.name))
    foreign = bool(head and head.foreign) or _is_unlisted(body)
    of_every_country = body.level or body.id in bodies() or _is_of_state(head)
    return foreign or bool(body.kind in _STATE and of_every_country and is_foreign(title.holders))


def _is_of_state(head: Head | None) -> bool:
    """True for a word that opens the names of a state's or a party's bodies: Bộ, Đảng."""
    return head is not None and (head.level is not None or head.kind == "party")


def _is_known_office(title: Held) -> bool:
    """True for the office by which everybody knows a foreigner: "Chủ tịch | Mao Trạch Đông"."""
    known = (known_persons().get(holder) for holder in title.holders)
    return any(one and one.country and one.role == role_id(title.role) for one in known)


def _written_in_full(title: Held) -> str:
    """The organisation of a title as it is printed, its short forms in full."""
    return in_print(body_words(title.organization or ""))


def _is_unlisted(body: Body) -> bool:
    """True for a ministry that the registry, which lists all of ours, does not know."""
    head = head_of(body_words(body.name))
    return head is not None and head.id == _MINISTRY and body.id not in bodies()


_MINISTRY = "head-bo"
"""The id of the word for a ministry."""


def _in_named_country(
    title: Held, body: Body | None, countries_of: Mapping[str, set[str]], page: PageView
) -> Body | None:
    """The counterpart of a title's body in the one country that its holders, line or page name."""
    countries = {country for holder in title.holders for country in countries_of[holder]}
    start = line_start(page.text, title.start)
    end = page.text.find("\n", title.start)
    line = Span(start, end if end >= 0 else len(page.text))
    if not countries:
        near = () if body and _is_unlisted(body) else countries_named(page.text, line, page.names)
        named, most = set(near), set(_main_country(page))
        countries = (
            named if len(named) == 1 and body else named & most or (set() if named else most)
        )
    party = body is not None and body.id == _PARTY  # which of its parties is not said
    return _counterpart(title, body, *countries) if len(countries) == 1 and not party else None


_PARTY = "dang-cong-san-viet-nam"


@lru_cache(maxsize=LAST_PAGES)
def _main_country(page: PageView) -> frozenset[str]:
    """The country that a page mentions by far most often, in a set; empty where none stands out."""
    counted = Counter(countries_named(page.text, Span(0, len(page.text)), page.names))
    best = max(counted, key=lambda country: (counted[country], country), default="")
    most = counted[best] >= max(MOST * sum(counted.values()), FEWEST)
    return frozenset({best}) if most else frozenset()


def _counterpart(title: Held, body: Body | None, country: str) -> Body:
    """The body of another country that corresponds to one of ours.

    Beside the head of a country it is the country itself.
    """
    name = country_name(country)
    if body is None or (body.id in _SELF and body_of(title.role) == body.id):
        opener: Words = place_body(title.role, "country")
        own = "-".join(filter(None, (slug(" ".join(opener)), country)))
        return Body(own, f"{in_print(opener)} {name}".strip(), "state", country=country)
    words = body_words(title.organization or "") if body.kind == "state" else ()
    if words:
        words = with_field(words, title.role)
        own = f"{slug(' '.join(words))}-{country}"
        return Body(own, f"{in_print(words)} {name}", body.kind, country=country)
    called = body.name.removesuffix(f" {country_name(VIET_NAM)}").removesuffix(_OUR_PARTY)
    own = f"{body.id}-{country}"
    return bodies().get(own) or Body(own, f"{called} {name}", body.kind, country=country)


_OUR_PARTY = f" {g.word('communist')}"
"""What the name of a body of the party loses with another country: "Trung ương Đảng | Lào"."""


def home_of(holder: str) -> str | None:
    """The country in which a foreigner whom everybody knows holds office."""
    person = known_persons().get(holder)
    return person.country if person else _homes_by_surname().get(holder)


@cache
def _homes_by_surname() -> Mapping[str, str]:
    """The country of foreigners whom everybody knows by their last name alone: "Merkel"."""
    homes: dict[str, set[str]] = defaultdict(set)
    for name, person in known_persons().items():
        last = name.split()[-1]
        if person.country and not is_syllable(last.lower()):
            homes[last].add(person.country)
    return {name: next(iter(found)) for name, found in homes.items() if len(found) == 1}


def is_foreign(holders: Iterable[str]) -> bool:
    """True where a holder is a foreigner whom everybody knows, or by the name.

    Words that are no syllables tell it, unless others have letters that only our script has, or the
    first is a surname; a name with hyphens is one written as it sounds.
    """
    holders = tuple(holders)
    if any(map(home_of, holders)):
        return True
    words = [word for name in holders for word in name.split()]
    strange = [word for word in words if not is_syllable(word.lower())]
    if not strange:
        return False
    if any("-" in word for word in words):
        return True
    ours = is_surname(words[0].lower()) and words[0] in strange
    return not ours and OWN_LETTER.search("".join(words)) is None
