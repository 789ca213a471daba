"""The lexicons of names, as the grammar asks for them.

In: the TOML files that name surnames, honorifics, verbs and the like. Out: indexes over them, built
once a process.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Generic, Literal, TypeVar

from pydantic import Field

from pipeline.extract.names.syllables import name_key
from pipeline.lexicon import Entry, load

E = TypeVar("E", bound=Entry)


MIDDLE_NAMES = ("Văn", "Thị")
"""Middle names that mark what stands before them as a surname."""


OTHER_NAME = frozenset({"person-pen-name", "person-also-called"})
"""Entries of the nouns after which one more name of the same person stands."""


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


class Index(Generic[E]):
    """Entries by the keys of their words: which of them a row of words begins or ends with."""

    def __init__(self, entries: Iterable[E]) -> None:
        self._entries: dict[tuple[str, ...], E] = {}
        for entry in entries:
            for form in entry.forms:
                self._entries.setdefault(name_key(form), entry)
        self.longest = max(map(len, self._entries), default=0)

    def get(self, keys: tuple[str, ...]) -> E | None:
        """The entry that has exactly these words."""
        return self._entries.get(keys)

    def prefix(self, keys: tuple[str, ...]) -> tuple[E, int] | None:
        """The longest entry at the front of a row of words, and how many words it takes."""
        for size in range(min(self.longest, len(keys)), 0, -1):
            if entry := self._entries.get(keys[:size]):
                return entry, size
        return None

    def suffix(self, keys: tuple[str, ...]) -> tuple[E, int] | None:
        """The longest entry at the back of a row of words, and how many words it takes."""
        for size in range(min(self.longest, len(keys)), 0, -1):
            if entry := self._entries.get(keys[-size:]):
                return entry, size
        return None


@cache
def surnames() -> Index[Surname]:
    """Surnames by their syllables."""
    return Index(load("surnames", Surname))


@cache
def unfinished() -> frozenset[str]:
    """Syllables after which a name goes on: the surest surnames, and the commonest middle names."""
    sure = (entry for entry in load("surnames", Surname) if entry.rank == "sure")
    kinh = (entry.name for entry in sure if "Kinh" in entry.peoples)
    return frozenset(name_key(name)[-1] for name in (*kinh, *MIDDLE_NAMES))


@cache
def stops() -> Index[Entry]:
    """Words at which a name ends."""
    return Index(load("name_stops", Entry))


@cache
def places() -> Index[Place]:
    """Places that look like a name or stand before one."""
    return Index(load("name_places", Place))


@cache
def honorifics() -> Index[Honorific]:
    """Words of address before a name."""
    return Index(load("honorifics", Honorific))


@cache
def person_nouns() -> Index[PersonNoun]:
    """Nouns before the name of the person they speak of."""
    return Index(load("person_nouns", PersonNoun))


@cache
def verbs() -> Index[Verb]:
    """Verbs and particles after a name."""
    return Index(load("speech_verbs", Verb))


@cache
def blockers() -> Index[Blocker]:
    """Heads of names that are no person's."""
    return Index(load("name_blockers", Blocker))


@cache
def between_words() -> dict[tuple[str, ...], frozenset[str]]:
    """Words that may stand between a head and its name, with the blockers that allow them."""
    found: dict[tuple[str, ...], set[str]] = {}
    for entry in load("name_blockers", Blocker):
        for form in entry.between:
            found.setdefault(name_key(form), set()).add(entry.id)
    return {keys: frozenset(ids) for keys, ids in found.items()}


@cache
def numbered_units() -> Index[Entry]:
    """What bears a number of its own."""
    return Index(load("numbered_units", Entry))


@cache
def eponyms() -> Index[Entry]:
    """Persons of history after whom streets, wards and schools are named."""
    return Index(load("eponyms", Entry))


@cache
def aliases() -> tuple[Alias, ...]:
    """Names under which everybody knows one person."""
    return load("aliases", Alias)


@cache
def foreign_names() -> Index[Entry]:
    """Given names of other countries."""
    return Index(load("foreign_names", Entry))


@cache
def baptismal_names() -> Index[Entry]:
    """Names of saints before the full name of a Catholic."""
    return Index(load("baptismal_names", Entry))


@cache
def credit_sources() -> Index[Entry]:
    """Agencies, papers and phrases that stand where a photographer's name could."""
    return Index(load("credit_sources", Entry))
