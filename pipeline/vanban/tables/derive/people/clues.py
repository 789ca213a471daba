"""What a page says of a person -> clues, each with a weight, and facts that may contradict.

In: a sighting and the offices that its page gives. Out: a `Sighting` with its clues. A clue is a
pair of a kind and a value; two sightings that share clues are the more likely one person, the
more their weights add up to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from vanban.extraction.bodies.posts import rank_of
from vanban.schema.parts import HoldingRow, SightingRow
from vanban.tables.derive.keys import frequency, is_foreign, words_of
from vanban.text.spelling import slug

ClueKind = Literal[
    "office", "body", "post", "byline", "birth", "companion", "above", "trade", "part", "home",
    "place", "rank", "circle", "seat", "around", "role", "world", "beat",
]  # fmt: skip

WEIGHTS: dict[ClueKind, float] = {
    "office": 5.0,
    "body": 4.0,
    "byline": 4.0,
    "birth": 3.0,
    "post": 2.5,
    "companion": 2.5,
    "beat": 2.4,
    "above": 2.5,
    "trade": 3.5,
    "home": 1.5,
    "circle": 2.0,
    "around": 1.5,
    "world": 1.5,
    "part": 1.0,
    "rank": 1.0,
    "role": 1.0,
    "place": 0.7,
    "seat": 0.0,
}
"""How much a shared clue says.

`companion`: both pages name another person, who is no celebrity; `above`: of bodies of one owner;
`trade`: of a trade of few (coach, singer); `part`: of one of many (driver, pupil, accused);
`circle`: both head, or nearly, a central body; `around`: both pages name a body; `world`: both
pages are of one world (sport, show); `beat`: two bylines are; `seat`: the province of an office,
which joins nobody.
"""

MEMBERS = frozenset({"quoc-hoi", "trung-uong-dang", "bo-chinh-tri"})
"""Bodies of hundreds of members: to be of one is no more than a post."""


PARTY = frozenset({"trung-uong-dang", "bo-chinh-tri"})
"""Those of them whose members are leaders of the party."""


class Clue(NamedTuple):
    """Something that two pages may say of one person."""

    kind: ClueKind
    value: str

    @property
    def weight(self) -> float:
        """How much it says."""
        return WEIGHTS[self.kind]


SEATS = tuple(Clue("post", f"uy-vien {body}") for body in sorted(PARTY))
"""A seat in a body of the party that leads it."""


@dataclass(frozen=True)
class Sighting:
    """A person in one page, as far as it tells who it is; sightings sort by day, page and name."""

    day: dt.date
    doc_id: str
    name: str
    row: SightingRow
    clues: tuple[Clue, ...]

    @property
    def key(self) -> tuple[dt.date, str, str]:
        """Its place in the order of all sightings of a family."""
        return self.day, self.doc_id, self.name


def sighting(row: SightingRow, held: Sequence[HoldingRow]) -> Sighting:
    """The sighting of a row, with the offices that its page gives the person."""
    clues = [*_of_offices(held), *_of_page(row)]
    clues += _of_delegate(row, clues)
    strongest = sorted(dict.fromkeys(clues), key=lambda clue: (-clue.weight, clue))
    return Sighting(row.published_on or dt.date.max, row.doc_id, row.name, row, tuple(strongest))


def _of_delegate(row: SightingRow, clues: Sequence[Clue]) -> Iterable[Clue]:
    """A delegate to the Assembly of a province, which sends some eight."""
    sent = [c.value for c in clues if c.kind == "body" and c.value.startswith(_DELEGATION)]
    for body in sent:
        yield Clue("post", f"{_DELEGATE} {body.removeprefix(_DELEGATION)}")
    is_delegate = _SEAT in clues or _TRADE in row.parts
    if is_delegate and row.home:
        yield Clue("post", f"{_DELEGATE} {slug(row.home)}")


_DELEGATE, _TRADE, _DELEGATION = "dai-bieu", "trade-delegate", "doan-dai-bieu-quoc-hoi-"
_SEAT = Clue("post", f"{_DELEGATE} quoc-hoi")
"""What a page says of a delegate: the role, the word before the name, the body of a province."""


def _of_offices(held: Sequence[HoldingRow]) -> Iterable[Clue]:
    """The clues of who somebody is by what they hold: ranks, posts, bodies, roles."""
    for office in held:
        if office.kind != "position":
            yield Clue("rank", office.role_id)
        elif office.organization_id:
            yield from _of_office(office, office.organization_id)
        elif office.organization:
            yield Clue("post", f"{office.role_id} {office.organization.lower()}")
        if office.kind == "position":
            yield Clue("role", office.role_id)


def _of_office(office: HoldingRow, body: str) -> Iterable[Clue]:
    """The clues of an office of a settled body; a seat in an assembly is one of hundreds."""
    if body in MEMBERS and rank_of(office.role) == "member":
        yield Clue("post", f"{office.role_id} {body}")
    else:
        yield Clue("office", f"{office.role_id} {body}")
    leads = rank_of(office.role) in ("head", "deputy")
    if body not in MEMBERS:
        yield Clue("body", body)
    if body not in MEMBERS or leads:
        yield Clue("above", body)
    high = office.parent_id is None or office.parent_id in MEMBERS | _OVER_MANY
    if leads and high and office.level == "central":
        yield Clue("circle", "central")
    over = (_ASSEMBLY, _GOVERNMENT) if leads else (_ASSEMBLY,)
    if office.level == "central" and office.parent_id and office.parent_id in over:
        yield Clue("above", office.parent_id)
    if office.parent_id and office.parent_id not in MEMBERS | _OVER_MANY:
        yield Clue("above", office.parent_id)
    if office.province:
        yield Clue("home", office.province)
        yield Clue("place", office.province)
        yield Clue("seat", office.province)


_ASSEMBLY, _GOVERNMENT = "quoc-hoi", "chinh-phu"
_OVER_MANY = frozenset({"chinh-phu", "uy-ban-trung-uong-mttq-viet-nam"})
"""Bodies over so many that to be of two of theirs says nothing."""


def _of_page(row: SightingRow) -> Iterable[Clue]:
    """The clues that a page gives to who a sighting is; those of its story tell writers too."""
    yield from _of_byline(row) if row.byline else _of_person(row)
    for body in row.around:
        yield Clue("around", body)
    ours = not is_foreign(words_of(row.name))
    for companion in row.companions:
        words = words_of(companion)
        if ours and is_foreign(words):
            continue  # foreigners are known everywhere: an expert whom two pages quote joins nobody
        if frequency(words) < _KNOWN_BY_NAME:
            yield Clue("companion", companion)


def _of_byline(row: SightingRow) -> Iterable[Clue]:
    """For which paper somebody signs, else from where, and of what."""
    yield from (Clue("byline", paper) for paper in ([row.source] if row.source else row.places))
    yield from (Clue("beat", topic) for topic in row.topics)


def _of_person(row: SightingRow) -> Iterable[Clue]:
    """What a page says of a person whom it tells of, and of its own world and place."""
    yield from (Clue("world", topic) for topic in row.topics)
    if row.born:
        yield Clue("birth", str(row.born))
        yield Clue("birth", str(row.born + 1))
    yield from (Clue("trade", trade) for trade in row.trades)
    yield from (Clue("part", part) for part in row.parts)
    if row.home:
        yield Clue("home", row.home)
    yield from (Clue("place", place) for place in row.places)


_KNOWN_BY_NAME = 1e-4
"""How often a name may be borne so that two pages that name it mean one person."""
