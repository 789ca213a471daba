"""What is known of bodies: those with a name of their own, and what the first words of others say.

In: `lexicons/bodies.tsv` and the heads of `lexicons/body_words.toml`; folded words. Out: `Body`s by
their words or by id, with when they existed and what they became; the `Head` that words begin with
(kind, level, whether it needs a place), or None; countries at their end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import get_args

from vanban.extraction.bodies.wording import Head, Words, body_words
from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.vocabulary.organizations import BodySign, BodySignKind, Place, countries
from vanban.lexicons import FOLDER, LexiconError, load
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import whole_words
from vanban.schema.derived import BodyKind, BodyLevel
from vanban.text.spans import Span
from vanban.text.syllables import is_syllable

VIET_NAM = "viet-nam"
"""Id of the country of the pages."""

HOME = "VN"
"""The country of a body that none is named for."""
GOVERNMENT = "chinh-phu"
"""The Government, which its head is also said to be of by the country alone."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: one row of the table `organizations`, whatever mentions it.

    `valid_to` is the first day without it, `successors` the ids of what took its place; days are
    ISO 8601, as exact as known, "" where not known. `parents` are the bodies that it was part of,
    one after the other, where it was of several; `parent` is the last of them.
    """

    id: str
    name: str
    kind: BodyKind
    level: BodyLevel | None = None
    province: str | None = None
    country: str | None = HOME
    parent: str | None = None
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def existed(self, day: str) -> bool:
        """True where the body was there on a day, as far as is known."""
        return self.valid_from <= day and (not self.valid_to or day < self.valid_to)


@cache
def bodies() -> dict[str, Body]:
    """The bodies of the registry by id."""
    return {body.id: body for body, _ in _entries()}


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """The names under which the registry knows each body, by id."""
    return {body.id: names for body, names in _entries()}


def known(words: Words, day: dt.date | None) -> Body | None:
    """The body that these words name on a page of that day; None where several might be meant.

    Of bodies of one name, one after the other, it is the one of the day; without a day, or before
    and after all of them, the latest. Its parent is that of the day.
    """
    found = _one_of(_by_words().get(words, ()), day)
    if found is None or not found.parents or day is None:
        return found
    there = (id_ for id_ in found.parents if bodies()[id_].existed(day.isoformat()))
    return replace(found, parent=next(there, found.parent))


def _one_of(found: Sequence[Body], day: dt.date | None) -> Body | None:
    """The body of the day among those of one name."""
    if len(found) < 2:
        return found[0] if found else None
    there = [body for body in found if day and body.existed(day.isoformat())]
    if len(there) == 1:
        return there[0]
    lasting = [body for body in found if not body.valid_to]
    if len(there) > 1 or len(lasting) > 1:
        return None
    return lasting[0] if lasting else max(found, key=lambda body: body.valid_to)


@cache
def _by_words() -> dict[Words, tuple[Body, ...]]:
    """The bodies on record that each name stands for, with its legal form and without."""
    found: dict[Words, list[Body]] = defaultdict(list)
    for body, names in _entries():
        for words in dict.fromkeys(map(body_words, names)):
            found[words].append(body)
    short = {_without_legal_form(words): known for words, known in found.items()}
    return {words: tuple(known) for words, known in {**short, **found}.items()}


def _without_legal_form(words: Words) -> Words:
    """The words of a name without its legal form: "Ngân hàng | TMCP | Á Châu"."""
    head = after_head(words)
    return (*words[:head], *(signs("legal").behind(words[head:]) or words[head:]))


@cache
def _entries() -> tuple[tuple[Body, tuple[str, ...]], ...]:
    """Each body with its names. Raises LexiconError where a line is wrong."""
    lines = (FOLDER / "bodies.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple(_entry(row) for row in rows)


def _entry(row: list[str]) -> tuple[Body, tuple[str, ...]]:
    """A row of bodies.tsv: a body and the forms of its name. Raises LexiconError for a bad row."""
    if len(row) != 11:
        raise LexiconError(f"bodies.tsv: '{row[0]}' has {len(row)} columns. Give it 11.")
    id_, name, variants, kind, level, parent, begin, end, successors, _, country = row
    if kind not in get_args(BodyKind) or level not in ("", *get_args(BodyLevel)):
        raise LexiconError(f"bodies.tsv: '{id_}': '{kind}' or '{level}' is not allowed.")
    parents = tuple(filter(None, parent.split(";")))
    body = Body(
        id_,
        name,
        kind,  # type: ignore[arg-type]
        level or None,  # type: ignore[arg-type]
        None,
        country or (None if kind == "international" else HOME),
        parents[-1] if parents else None,
        begin,
        end,
        tuple(filter(None, successors.split(";"))),
        parents if len(parents) > 1 else (),
    )
    return body, (name, *filter(None, variants.split(";")))


@cache
def signs(sign: BodySignKind) -> Phrases[BodySign]:
    """The signs of a kind by the words of bodies."""
    entries = load("body_words.sign", BodySign)
    return Phrases((entry for entry in entries if entry.sign == sign), split=body_words)


@lru_cache(maxsize=50_000)
def head_of(words: Words) -> Head | None:
    """The longest head that the words begin with."""
    found = _heads().prefix(words)
    return found[0] if found else None


def after_head(words: Words) -> int:
    """How many words the head is that the words begin with; 0 for none."""
    return len(words) - len(_heads().behind(words))


def whole(words: Words) -> Head | None:
    """The head that the words are, with nothing behind it."""
    return _heads().get(words)


@cache
def first_of(kind: BodyKind) -> Head | None:
    """The head of the body of a unit that is over the others of its kind there: UBND, Công an."""
    heads = load("body_words.head", Head)
    return next((head for head in heads if head.first and head.kind == kind), None)


@cache
def branch_of(central: str) -> Head | None:
    """The head of the bodies that units have under a central one, where all have one: MTTQ."""
    heads = load("body_words.head", Head)
    found = [head for head in heads if head.over == central and head.local and not head.level]
    return found[0] if len(found) == 1 and found[0].kind == "mass" else None


@cache
def kind_under(central: str) -> BodyKind | None:
    """The kind of all bodies under a ministry that has some in every unit: Bộ Công an."""
    heads = load("body_words.head", Head)
    return next((h.kind for h in heads if h.over == central and h.kind in _ARMED), None)


_ARMED: frozenset[BodyKind] = frozenset({"police", "military"})


@cache
def short_forms() -> dict[str, str]:
    """The folded words of heads and their form in ids."""
    heads = load("body_words.head", Head)
    return {" ".join(body_words(head.name)): head.short for head in heads if head.short}


def nested(words: Words, *, committees: bool = False) -> int | None:
    """Where a local head begins inside the words: "văn phòng | ủy ban nhân dân"; the last one.

    With `committees` also one that bodies of every kind have: "ban chấp hành | đảng bộ".
    """
    first = head_of(words)
    if first is not None and first.sole:  # "Cục | Cảnh sát hình sự"
        return None
    for at in range(len(words) - 1, max(after_head(words), 1) - 1, -1):
        head = head_of(words[at:])
        committee = committees and head is not None and head.kind == "party" and head.anywhere
        named = head is not None and (not head.plain or head.unless_after or committee)
        if head is not None and head.local and named and words[at - 1] not in head.unless_after:
            return at
    return None


@cache
def _heads() -> Phrases[Head]:
    return Phrases(load("body_words.head", Head), split=body_words)


@lru_cache(maxsize=50_000)
def country_of(words: Words) -> tuple[Words, Place] | None:
    """The words before the country that ends them, and the country."""
    found = _countries().suffix(words)
    if found is None:
        return None
    rest = words[: -found[1]]
    while (shorter := signs("state").stem(rest)) != rest:  # "Cộng hòa | Liên bang | Đức"
        rest = shorter
    return rest, found[0]


@cache
def _countries() -> Phrases[Place]:
    # of two with one name the later entry counts: the Republic in the south, not the country
    return Phrases(reversed(countries()), split=body_words)


def country_name(country: str) -> str:
    """The name of a country by its id."""
    return _names()[country]


@cache
def _names() -> dict[str, str]:
    return {place.id: place.name for place in countries()}


def countries_named(text: str, span: Span, persons: Sequence[Span] = ()) -> list[str]:
    """The ids of the countries that a stretch of text names, Việt Nam aside, in order.

    A country in the name of a person counts for none: "Anh | Thư", "Phương | Anh".
    """
    inside = [name for name in persons if name.overlaps(span)]
    found = _country_names().finditer(text, *span)
    found = (m for m in found if not _ends_given_name(text, m))
    free = (m for m in found if not any(Span(*m.span()).overlaps(name) for name in inside))
    known = (_countries().get(body_words(match[0])) for match in free)
    return [country.id for country in known if country]


def _ends_given_name(text: str, country: re.Match[str]) -> bool:
    """True for a country of one of our syllables behind another in a capital."""
    before = text[max(country.start() - _SYLLABLE, 0) : country.start()]
    return is_syllable(country[0].lower()) and _GIVEN.search(before) is not None


_GIVEN, _SYLLABLE = re.compile(rf"(?<!\w){g.CAPITAL}[{g.SMALL}]+ $"), 9
"""A syllable in a capital before a country of one, which with it is a given name."""


@cache
def _country_names() -> re.Pattern[str]:
    forms = {f for c in countries() if c.id != VIET_NAM for f in c.forms}
    return re.compile(whole_words(forms, blank=" "))
