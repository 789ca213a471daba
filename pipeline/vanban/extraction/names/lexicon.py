"""The lexicons of names, as the grammar asks for them.

In: the TOML files that name surnames, honorifics, verbs and the like. Out: indexes over them, built
once a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Generic, Literal, TypeVar

from pydantic import Field

from vanban.lexicons import Entry, load
from vanban.text.syllables import name_key

E = TypeVar("E", bound=Entry)
V = TypeVar("V")


MIDDLE_NAMES = ("Văn", "Thị")
"""Middle names that mark what stands before them as a surname."""


OTHER_NAME = frozenset({"person-pen-name", "person-also-called"})
"""Entries of the nouns after which one more name of the same person stands."""


COUNTRY = "place-country"
"""Entry of the places that are countries."""


class Surname(Entry):
    """A surname; `rank` says how much it tells where nothing else speaks of a person."""

    rank: Literal["sure", "likely", "rare"]
    peoples: tuple[str, ...]


class Place(Entry):
    """Places; `hold` says whether further name syllables can make a person of them."""

    hold: Literal["always", "alone"]


class Honorific(Entry):
    """A word of address: `field` is what it puts into the honorific column, if anything.

    After a word of `not_after` it is no address but the end of another word.
    """

    field: str | None = None
    plural: bool = False
    not_after: tuple[str, ...] = ()


class PersonNoun(Entry):
    """Nouns before a name; `bare` where the name after them may lack a surname."""

    bare: bool = False
    weight: int = Field(default=4, ge=1, le=5)


class Verb(Entry):
    """What follows a name, and whether it is said of persons or of bodies too."""

    weight: Literal["strong", "light"]


class Blocker(Entry):
    """Heads whose name is no person; `between` may stand between head and name.

    `lists`: a row of names after one head shares it. `alone`: only a surname or a clan follows.
    """

    between: tuple[str, ...] = ()
    lists: bool = False
    alone: bool = False


class Alias(Entry):
    """A name that everybody understands, and the full name of its bearer."""

    bearer: str


class Index(Generic[V]):
    """What stands for rows of words, by their keys: which of it a row begins or ends with."""

    def __init__(self, values: Mapping[tuple[str, ...], V]) -> None:
        self._values = values
        self._openers = _sizes((keys[0], len(keys)) for keys in values)
        self._closers = _sizes((keys[-1], len(keys)) for keys in values)

    @property
    def closers(self) -> Iterable[str]:
        """The words with which a row ends that it knows."""
        return self._closers.keys()

    def get(self, keys: tuple[str, ...]) -> V | None:
        """What stands for exactly these words."""
        return self._values.get(keys)

    def prefix(self, keys: tuple[str, ...]) -> tuple[V, int] | None:
        """What stands for the front of a row of words, the longest, and how many words it takes."""
        for size in self._openers.get(keys[0], ()) if keys else ():
            if size <= len(keys) and (value := self._values.get(keys[:size])) is not None:
                return value, size
        return None

    def suffix(self, keys: tuple[str, ...]) -> tuple[V, int] | None:
        """What stands for the back of a row of words, the longest, and how many words it takes."""
        for size in self._closers.get(keys[-1], ()) if keys else ():
            if size <= len(keys) and (value := self._values.get(keys[-size:])) is not None:
                return value, size
        return None


def _sizes(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each first (or last) word how long the rows are that it begins (ends), longest first."""
    found: dict[str, set[int]] = {}
    for word, size in words:
        found.setdefault(word, set()).add(size)
    return {word: tuple(sorted(sizes, reverse=True)) for word, sizes in found.items()}


def _index(entries: Iterable[E]) -> Index[E]:
    """The entries by the words of their forms; of two with one form the first counts."""
    values: dict[tuple[str, ...], E] = {}
    for entry in entries:
        for form in entry.forms:
            values.setdefault(name_key(form), entry)
    return Index(values)


@cache
def surnames() -> Index[Surname]:
    """Surnames by their syllables."""
    return _index(load("surnames", Surname))


@cache
def unfinished() -> frozenset[str]:
    """Syllables after which a name goes on: the surest surnames, and the commonest middle names."""
    sure = (entry for entry in load("surnames", Surname) if entry.rank == "sure")
    kinh = (entry.name for entry in sure if "Kinh" in entry.peoples)
    return frozenset(name_key(name)[-1] for name in (*kinh, *MIDDLE_NAMES))


@cache
def stops() -> Index[Entry]:
    """Words at which a name ends."""
    return _index(load("name_stops", Entry))


@cache
def places() -> Index[Place]:
    """Places that look like a name or stand before one."""
    return _index(load("name_places", Place))


@cache
def honorifics() -> Index[Honorific]:
    """Words of address before a name."""
    return _index(load("honorifics", Honorific))


@cache
def person_nouns() -> Index[PersonNoun]:
    """Nouns before the name of the person they speak of."""
    return _index(load("person_nouns", PersonNoun))


@cache
def cue_ends() -> frozenset[str]:
    """Words that can stand directly before a name where somebody is called something."""
    nations = (entry for entry in load("name_places", Place) if entry.id == COUNTRY)
    return frozenset((*honorifics().closers, *person_nouns().closers, *_index(nations).closers))


@cache
def verbs() -> Index[Verb]:
    """Verbs and particles after a name."""
    return _index(load("speech_verbs", Verb))


@cache
def blockers() -> Index[Blocker]:
    """Heads of names that are no person's."""
    return _index(load("name_blockers", Blocker))


@cache
def between_words() -> Index[frozenset[str]]:
    """Words that may stand between a head and its name, with the blockers that allow them."""
    found: dict[tuple[str, ...], set[str]] = {}
    for entry in load("name_blockers", Blocker):
        for form in entry.between:
            found.setdefault(name_key(form), set()).add(entry.id)
    return Index({keys: frozenset(ids) for keys, ids in found.items()})


@cache
def numbered_units() -> Index[Entry]:
    """What bears a number of its own."""
    return _index(load("numbered_units", Entry))


@cache
def eponyms() -> Index[Entry]:
    """Persons of history after whom streets, wards and schools are named."""
    return _index(load("eponyms", Entry))


@cache
def aliases() -> tuple[Alias, ...]:
    """Names under which everybody knows one person."""
    return load("aliases", Alias)


@cache
def foreign_names() -> Index[Entry]:
    """Given names of other countries."""
    return _index(load("foreign_names", Entry))


@cache
def baptismal_names() -> Index[Entry]:
    """Names of saints before the full name of a Catholic."""
    return _index(load("baptismal_names", Entry))


@cache
def credit_sources() -> Index[Entry]:
    """Agencies, papers and phrases that stand where a photographer's name could."""
    return _index(load("credit_sources", Entry))
