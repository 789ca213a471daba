"""Bodies of other countries whose titles leave the country out: "Bộ trưởng Quốc phòng | Mattis".

In: the titles of a page, the bodies that they name, the page. Out: the bodies, those of the state
whose holder is a foreigner, or that only other countries have, as the country's that the page gives
the holder, else its line, else most of the page; None where none is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.context import PageView
from vanban.extraction.bodies.heads import VIET_NAM, countries_named, country_name, head_of
from vanban.extraction.bodies.posts import body_of, field_body, is_of_country, place_body
from vanban.extraction.bodies.registry import Body, bodies
from vanban.extraction.bodies.titles import Held
from vanban.extraction.bodies.wording import Words, body_words, in_print
from vanban.extraction.organizations.people import is_surname
from vanban.text.spelling import slug
from vanban.text.syllables import is_syllable

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
    told: dict[str, set[str]] = defaultdict(set)
    for title, body in zip(titles, found, strict=True):
        for holder in title.holders:
            if body and body.country not in (None, registry.HOME):
                told[holder].add(str(body.country))
    return [
        _settled(title, body, told, page) if _is_abroad(title, body) else _firm(title, body)
        for title, body in zip(titles, found, strict=True)
    ]


def _firm(title: Held, body: Body | None) -> Body | None:
    """A firm without a country where a foreigner holds an office of it; any other as it is."""
    unknown = body and body.kind == "enterprise" and not body.level and body.id not in bodies()
    return replace(body, country=None) if body and unknown and is_foreign(title.holders) else body


def _is_abroad(title: Held, body: Body | None) -> bool:
    """True for a title of a body that is another country's, which it does not name."""
    if body is None:
        return title.organization is None and is_of_country(title.role)
    if body.country != registry.HOME or body.level not in (None, "central"):
        return False
    if country_name(VIET_NAM) in body.name:
        return False
    head = head_of(body_words(body.name))
    return bool(head and head.foreign) or (body.kind in _STATE and is_foreign(title.holders))


def _settled(
    title: Held, body: Body | None, told: Mapping[str, set[str]], page: PageView
) -> Body | None:
    """The title's body as the country's that the page tells."""
    countries = {country for holder in title.holders for country in told[holder]}
    start = page.text.rfind("\n", 0, title.start) + 1
    end = page.text.find("\n", title.start)
    line = (start, end if end >= 0 else len(page.text))
    if not countries:
        named, most = set(countries_named(page.text, line)), _spoken_of(page)
        countries = (
            named if len(named) == 1 and body else named & most or (set() if named else most)
        )
    return _of(title, body, *countries) if len(countries) == 1 else None


def _spoken_of(page: PageView) -> set[str]:
    """The country that most of a page's mentions of other countries are of."""
    counted = Counter(countries_named(page.text, (0, len(page.text))))
    best = max(counted, key=lambda country: (counted[country], country), default="")
    most = counted[best] >= max(MOST * sum(counted.values()), FEWEST)
    return {best} if most else set()


def _of(title: Held, body: Body | None, country: str) -> Body:
    """The like body of another country; the country itself beside who is its head."""
    name = country_name(country)
    if body is None or (body.id in _SELF and body_of(title.role) == body.id):
        opener: Words = place_body(title.role, "country")
        own = "-".join(filter(None, (slug(" ".join(opener)), country)))
        return Body(own, f"{in_print(opener)} {name}".strip(), "state", country=country)
    words = _written(title) if body.kind == "state" else ()
    if words:
        own = f"{slug(' '.join(words))}-{country}"
        return Body(own, f"{in_print(words)} {name}", body.kind, country=country)
    return Body(f"{body.id}-{country}", f"{body.name} {name}", body.kind, country=country)


def _written(title: Held) -> Words:
    """The words of the body that a title names, with what its role leaves out."""
    words, opener = body_words(title.organization or ""), field_body(title.role)
    return words if not words or words[: len(opener)] == opener else (*opener, *words)


def is_foreign(holders: Iterable[str]) -> bool:
    """True where a holder's name is no Vietnamese one, of whichever people of Việt Nam.

    Words that are no syllables tell it, unless others have letters that only our script has, or the
    first is a surname; a name with hyphens is one written as it sounds.
    """
    words = [word for name in holders for word in name.split()]
    strange = [word for word in words if not is_syllable(word.lower())]
    if not strange:
        return False
    if any("-" in word for word in words):
        return True
    ours = is_surname(words[0]) and words[0] in strange
    return not ours and _OURS.isdisjoint("".join(words).lower())


_OURS = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
"""Letters that names of no other script have."""
