"""Which units of territory a page speaks of, and which of them a short form means.

In: a page's text and day. Out: the units that the page names, in order; and the unit that an
organisation's place is ("tỉnh", "xã Nhơn Đức") where the page settles it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from vanban.extraction.bodies.places import (
    MERGED,
    NamedUnit,
    Spot,
    Territory,
    province_of,
    provinces,
    type_and_name,
    type_level,
    unit_types,
    units_of,
)
from vanban.extraction.bodies.wording import body_words
from vanban.extraction.vocabulary import organizations as lexicon
from vanban.extraction.vocabulary.units import CITY, spellings
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import whole_words
from vanban.schema.derived import BodyLevel
from vanban.text.spans import Span, line_start
from vanban.text.spelling import slug

MOST = 0.7
"""Share of a page's mentions of provinces from which on the page is about one."""
_LONGEST_NAME = 6  # words of the name of a unit

_CAPITAL = re.compile(r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ0-9]")


@cache
def _typed() -> re.Pattern[str]:
    """A word for a unit, or its short form, and what follows it, the name among it."""
    names = [entry.name for entry in unit_types().values()]
    return re.compile(
        rf"(?P<kind>{whole_words(_short_types(), any_case=names)})(?:\.\s?|\s)"
        r"(?P<name>[^\W_][\w'’]*(?:\s?[-–]\s?\w+|\s[\w'’]+){0,5})"
    )


@cache
def _short_types() -> dict[str, str]:
    """The short forms of the types of units, without their last full stop: TP, TX, P, Q."""
    return {
        form.removesuffix("."): entry.name
        for entry in unit_types().values()
        for form in entry.variants
        if " " not in form and form[0].isupper()
    }


class PlaceOfPage(NamedTuple):
    """Units that one mention of a place may mean, and where it stands."""

    start: int
    units: tuple[Territory, ...]


LAST_PAGES = 256
"""Pages whose units and bodies are remembered: the tables of a shard ask for them again."""


@lru_cache(maxsize=LAST_PAGES)
def _units_in(
    text: str, day: dt.date | None
) -> tuple[Sequence[PlaceOfPage], Sequence[tuple[Span, PlaceOfPage]]]:
    """The units that a text names with their types, and the provinces without."""
    page = PageView(text, day)
    return tuple(page._typed()), tuple(page._bare())


@dataclass(frozen=True)
class PageView:
    """What settles the organisations of a page: its text, day, source, address, names of people.

    `names` are spans that hold no place: "Thái Bình" in the name of a person.
    """

    text: str
    day: dt.date | None = None
    source: str = ""
    names: tuple[Span, ...] = field(default=())
    url: str = ""

    @property
    def merged(self) -> bool:
        """True for a page since the provinces were merged."""
        return self.day is not None and self.day.isoformat() >= MERGED

    @cached_property
    def places(self) -> tuple[PlaceOfPage, ...]:
        """The units that the page names, by place."""
        named, short = _units_in(self.text, self.day)
        typed = {place.start: place for place in named}
        taken = {at for span in self.names for at in range(span.start, span.end)} | typed.keys()
        bare = {
            span.start: place
            for span, place in short
            if taken.isdisjoint(range(span.start, span.end))
        }
        found = bare | typed
        return tuple(found[start] for start in sorted(found))

    def _typed(self) -> Iterable[PlaceOfPage]:
        """The places that a page names with their type: "huyện Lộc Hà"."""
        for match in _typed().finditer(self.text):
            if not _CAPITAL.match(match["name"]):
                continue
            kind = _short_types().get(match["kind"], match["kind"].lower())
            name = body_words(match["name"])
            for size in range(min(len(name), _LONGEST_NAME), 0, -1):
                if meant := self.of(NamedUnit(kind, name[:size])):
                    yield PlaceOfPage(match.start("name"), meant)
                    break

    def _bare(self) -> Iterable[tuple[Span, PlaceOfPage]]:
        """The provinces that a page names without their type, with the spans of the names."""
        for match in _provinces().finditer(self.text):
            after = self.text[match.end() : match.end() + 2]
            if match[0] in _opening() and _CAPITAL.match(after.strip()):
                continue
            unit = province_of(match[0], self.merged)
            if unit:
                yield Span(*match.span()), PlaceOfPage(match.start(), (unit,))

    def of(self, named: NamedUnit) -> tuple[Territory, ...]:
        """The units that a name with its type may mean on a page of this day."""
        level = type_level(tuple(named.kind.split()))
        found = [*units_of(level, named.name)]
        if named.kind == CITY:
            found += [u for u in units_of("provincial", named.name) if u.kind != g.PROVINCE]
            old = self.day is not None and self.day.year < _HUE
            found = [u for u in found if u.name != _BECAME_CITY or (u.level == "district") == old]
        kinds = (named.kind, "") if named.kind else ()
        other = [u for u in found if named.kind != CITY or u.kind != g.DISTRICT]
        exact = [u for u in found if not kinds or u.kind in kinds] or other
        now = [u for u in exact if u.merged == self.merged]
        return tuple(now or exact)

    def settle(self, spot: Spot, at: int, level: BodyLevel | None = None) -> Territory | None:
        """The unit that an organisation at place `at` names; None where the page does not say.

        `level` is the level of the organisation, where its first word says so.
        """
        if not spot.units:
            return self._pointed(level, at) if level else None
        inner, *outer = spot.units
        if not inner.name:
            return self._typed_alone(inner.kind, at)
        meant = self.of(inner)
        if not inner.kind and level in ("provincial", None):
            return meant[0] if meant else None
        if not meant and inner.name and inner.name[0].isdigit():
            return self._numbered(inner, outer, at)
        for home in outer:
            meant = tuple(u for u in meant if _lies_in(u, home)) or meant
        return self._one_of(meant, at)

    def _one_of(self, meant: Sequence[Territory], at: int) -> Territory | None:
        """The only unit, or the only one in a district or province that the page names."""
        if len(meant) <= 1:
            return meant[0] if meant else None
        near = {
            (u.level, u.kind, u.name) for p in self.places for u in p.units if len(p.units) == 1
        }
        districts = {f"{kind} {name}" for level, kind, name in near if level == "district"}
        by_district = [u for u in meant if u.district and u.district in districts]
        if len(by_district) == 1:
            return by_district[0]
        provinces = {u.province for p in self.places for u in p.units if u.level == "provincial"}
        home = self._pointed("provincial", at)
        for among in ({home.province} if home else set(), provinces):
            inside = [u for u in by_district or meant if u.province in among]
            if len(inside) == 1:
                return inside[0]
        return None

    def _numbered(self, inner: NamedUnit, outer: Sequence[NamedUnit], at: int) -> Territory | None:
        """A district or ward with a number: of the city named with it, or of the page's."""
        home = self.settle(Spot(tuple(outer)), at) if outer else self._pointed("provincial", at)
        if home is None:
            return None
        level = type_level(tuple(inner.kind.split()))
        return Territory(level, inner.kind, " ".join(inner.name), "", home.province, home.merged)

    def _typed_alone(self, kind: str, at: int) -> Territory | None:
        """What "tỉnh", "thành phố" or "huyện này" means: the unit of this type spoken of."""
        if kind == g.PROVINCE:
            return self._pointed("provincial", at, kind)
        named = [p for p in self.places if any(u.kind == kind for u in p.units)]
        return self._most(named, at, kind)

    def _pointed(self, level: BodyLevel, at: int, kind: str | None = None) -> Territory | None:
        """The unit of a level, and of a type where one is said, that the page speaks of."""

        def fits(unit: Territory | None) -> bool:
            if unit is None or unit.level != level:
                return False
            return kind in (None, unit.kind) or _was_of_type(unit, kind)

        named = [p for p in self.places if any(map(fits, p.units))]
        found = self._most(named, at, None, level)
        if found is None and level == "provincial":
            around = self._around() if not named else None
            likely = (self._headline(), around, self._home())
            return next(filter(fits, likely), None)
        return found

    def _headline(self) -> Territory | None:
        """The only province that the first line of the page names."""
        end = self.text.find("\n")
        first = [p.units for p in self.places if p.start < end]
        named = {u for units in first for u in units if len(units) == 1 and u.level == "provincial"}
        return next(iter(named)) if len(named) == 1 else None

    def _around(self) -> Territory | None:
        """The province in which nearly all districts and communes lie that the page names."""
        homes = ({u.province for u in p.units} for p in self.places if p.units)
        counted = Counter(next(iter(home)) for home in homes if len(home) == 1)
        best = max(counted, key=lambda name: (counted[name], name), default="")
        clear = best and counted[best] >= MOST * sum(counted.values())
        return province_of(best, self.merged) if clear else None

    def _most(
        self,
        named: Sequence[PlaceOfPage],
        at: int,
        kind: str | None,
        level: BodyLevel | None = None,
    ) -> Territory | None:
        """The unit of most (a province: of half) of these mentions, or the last in its line."""
        meant = ((p.start, self._one_of_place(p, kind, level)) for p in named)
        single = [(start, unit) for start, unit in meant if unit is not None]
        counted = Counter(unit for _, unit in single)
        best, times = max(counted.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
        if best is None:
            return None
        inside = best.level == "provincial" and all(u.province == best.province for u in counted)
        if times >= MOST * len(single) or (inside and times > len(single) / 2):
            return best
        line = line_start(self.text, at)
        before = [unit for start, unit in single if line <= start < at]
        return before[-1] if before else None

    def _one_of_place(
        self, place: PlaceOfPage, kind: str | None, level: BodyLevel | None
    ) -> Territory | None:
        """The one unit of this type or level, or the one in a province of the page."""
        fits = [u for u in place.units if u.kind == kind or u.level == level]
        if len(fits) <= 1:
            return fits[0] if fits else None
        provinces = {u.province for p in self.places for u in p.units if u.level == "provincial"}
        inside = [u for u in fits if u.province in provinces]
        return inside[0] if len(inside) == 1 else None

    def _home(self) -> Territory | None:
        """The province of the paper, where its name or its site holds one: "Báo Hải Dương"."""
        match = _provinces().search(self.source)
        name = match[0] if match else _of_site(self.url)
        return province_of(name, self.merged) if name else None


_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[a-z0-9.-]+)", re.IGNORECASE)
_SHORTEST = 5
"""Letters of the shortest name of a province that no other word of an address holds."""


def _of_site(url: str) -> str | None:
    """The province that a label of an address begins or ends with: "baobinhduong.vn"."""
    match = _HOST.match(url)
    labels = match["host"].lower().split(".") if match else []
    held = [
        (len(form), name)
        for form, name in _in_addresses()
        for label in labels
        if label.startswith(form) or label.endswith(form)
    ]
    return max(held)[1] if held else None


@cache
def _in_addresses() -> Sequence[tuple[str, str]]:
    """The names of provinces as addresses write them, each with the name."""
    names = ((slug(name).replace("-", ""), name) for name in provinces())
    return sorted((form, name) for form, name in names if len(form) >= _SHORTEST)


def _lies_in(unit: Territory, home: NamedUnit) -> bool:
    """True where a unit lies in the named one, or may."""
    if not home.name:
        return True
    district = type_and_name(unit.district)[1] if unit.district else ()
    return home.name in (district, body_words(unit.province))


def _was_of_type(unit: Territory, kind: str | None) -> bool:
    """True for the province that became a city, which pages call by either type."""
    return kind == g.PROVINCE and unit.name == _BECAME_CITY


_BECAME_CITY, _HUE = "Huế", 2025
"""The province that became a city, its city two districts, and the year in which it did."""
_PERSON = frozenset(g.forms("person-and-city"))
"""The name of a city that without its type is a person's, a road's, a school's."""


@cache
def _opening() -> frozenset[str]:
    """The forms of provinces that begin other names: "Thái Bình Dương"."""
    entries = [place for place in lexicon.provinces() if place.opens]
    return frozenset(form for place in entries for name in place.forms for form in spellings(name))


@cache
def _provinces() -> re.Pattern[str]:
    """The provinces by any of their names."""
    known = [form for place in lexicon.provinces() for form in place.forms]
    names = {form for name in (*provinces(), *known) for form in spellings(name)} - _PERSON
    return re.compile(whole_words(names, blank=" "))


def provinces_in(text: str) -> list[str]:
    """The provinces that a stretch of text names, in its order."""
    found = (province_of(match[0], merged=False) for match in _provinces().finditer(text))
    return [unit.name for unit in found if unit]


def main_province(page: PageView) -> str | None:
    """The province that most mentions of provinces in a page are of."""
    counted = Counter(
        place.units[0].province for place in page.places if place.units[0].level == "provincial"
    )
    best = max(counted, key=lambda name: (counted[name], name), default=None)
    return best if best and counted[best] > sum(counted.values()) / 2 else None
