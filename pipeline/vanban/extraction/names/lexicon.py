"""The lexicons of names, as the grammar asks for them.

In: the TOML files that name surnames, honorifics, verbs and the like. Out: phrases of them, built
once a process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from pydantic import Field

from vanban.extraction.organizations.lexicon import Place as Territory
from vanban.extraction.organizations.units import units
from vanban.extraction.reading.phrases import Phrases
from vanban.lexicons import Entry, load
from vanban.text.spelling import fold_word, fold_words, slug

E = TypeVar("E", bound=Entry)


MIDDLE_NAMES = ("Văn", "Thị")
"""Middle names that mark what stands before them as a surname."""


SMALL_MIDDLE_NAMES = (
    "văn", "thị", "đình", "hữu", "ngọc", "bá", "đức", "xuân", "doãn", "đăng", "trọng", "sĩ", "khắc",
    "ái",
)  # fmt: skip
"""Middle names that are written in small letters too, between a surname and a given name."""


OTHER_NAME = frozenset({"person-pen-name", "person-also-called"})
"""Entries of the nouns after which a pen name or the like of the person named before stands."""


NAMING = frozenset({*OTHER_NAME, "person-real-name", "person-naming"})
"""Entries of the nouns after which anything that bears a name may stand."""


_OTHER_COUNTRIES = "place-country"
"""Entry of the ways to write a country that no officer bears in the name of an office."""


FOREIGN_BODY = "blocker-foreign"
"""Entry of the words of which foreign bodies are named."""


class Surname(Entry):
    """A surname; `rank` says how much it tells where nothing else speaks of a person."""

    rank: Literal["sure", "likely", "rare"]
    peoples: tuple[str, ...]


Hold = Literal["always", "alone"]


class Place(Entry):
    """Places; `hold` says whether further name syllables can make a person of them."""

    hold: Hold


class Spot(NamedTuple):
    """A place of any lexicon, as names meet it."""

    id: str
    forms: tuple[str, ...]
    hold: Hold
    country: bool = False


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

    `lists`: a row of names after one head shares it; `many`: the head stands before such rows only
    ("ngã tư"). `alone`: only a surname or a clan follows.
    """

    between: tuple[str, ...] = ()
    lists: bool = False
    many: bool = False
    alone: bool = False


class ForeignName(Entry):
    """Given names of other countries; `weight` says how surely a row that begins with one is a
    person's name.
    """

    weight: int = Field(default=3, ge=1, le=4)


class ForeignSurname(Entry):
    """Surnames of other countries; `famous` where one by itself means one person."""

    famous: bool = False


class CreditWord(Entry):
    """Words before a name that signs the text or a picture."""

    role: Literal["text", "picture"]


class Alias(Entry):
    """A name that everybody understands, and the full name of its bearer."""

    bearer: str


def _names(file: str, model: type[E]) -> Phrases[E]:
    """The entries of a file by the words of their forms, as `Wording` parts words."""
    return Phrases(load(file, model), split=fold_words)


@cache
def surnames() -> Phrases[Surname]:
    """Surnames by their syllables."""
    return _names("surnames", Surname)


@cache
def unfinished() -> frozenset[str]:
    """Syllables after which a name goes on: the surest surnames, and the commonest middle names."""
    sure = (entry for entry in load("surnames", Surname) if entry.rank == "sure")
    kinh = (entry.name for entry in sure if "Kinh" in entry.peoples)
    return frozenset(fold_words(name)[-1] for name in (*kinh, *MIDDLE_NAMES))


@cache
def stops() -> Phrases[Entry]:
    """Words at which a name ends."""
    return _names("name_stops", Entry)


@cache
def places() -> Phrases[Spot]:
    """Places that look like a name or stand before one: countries, provinces, districts, others."""
    return Phrases(_spots(), split=fold_words)


def _spots() -> Iterator[Spot]:
    """The places of all lexicons; of two with one form the first counts."""
    for place in load("name_places", Place):
        yield Spot(place.id, place.forms, place.hold, place.id == _OTHER_COUNTRIES)
    for file in ("countries", "provinces"):
        for entry in load(file, Territory):
            forms = tuple(form for form in entry.forms if not _of_persons(form))
            yield Spot(entry.id, forms, "always", file == "countries")
    for unit in units("district").entries:
        words = fold_words(unit.name)
        named_after = eponyms().get(words) and surnames().prefix(words)
        if len(words) > 1 and not named_after:
            yield Spot(slug(f"district {unit.name}"), unit.forms, "alone")


def _of_persons(form: str) -> bool:
    """True for the name of a country that persons bear as well: Thái, Jordan."""
    words = fold_words(form)
    return bool(surnames().get(words) or foreign_names().get(words))


@cache
def honorifics() -> Phrases[Honorific]:
    """Words of address before a name."""
    return _names("honorifics", Honorific)


@cache
def person_nouns() -> Phrases[PersonNoun]:
    """Nouns before the name of the person they speak of."""
    return _names("person_nouns", PersonNoun)


@cache
def cue_ends() -> frozenset[str]:
    """Words that can stand directly before a name where somebody is called something."""
    names = Phrases((spot for spot in _spots() if spot.country), split=fold_words)
    return frozenset((*honorifics().closers, *person_nouns().closers, *names.closers))


@cache
def verbs() -> Phrases[Verb]:
    """Verbs and particles after a name."""
    return _names("speech_verbs", Verb)


@cache
def blockers() -> Phrases[Blocker]:
    """Heads of names that are no person's."""
    entries = load("name_blockers", Blocker)
    return Phrases((e for e in entries if e.id != FOREIGN_BODY), split=fold_words)


@cache
def foreign_bodies() -> frozenset[str]:
    """Words of which foreign bodies, media, works and brands are named: "… University Press"."""
    entries = (entry for entry in load("name_blockers", Blocker) if entry.id == FOREIGN_BODY)
    return frozenset(fold_word(form) for entry in entries for form in entry.forms)


@cache
def between_words() -> Phrases[Blocker]:
    """Blockers by the words that may stand between their head and its name."""
    entries = load("name_blockers", Blocker)
    return Phrases(entries, split=fold_words, forms=lambda entry: entry.between)


@cache
def numbered_units() -> Phrases[Entry]:
    """What bears a number of its own."""
    return _names("numbered_units", Entry)


@cache
def eponyms() -> Phrases[Entry]:
    """Persons of history after whom streets, wards and schools are named."""
    return _names("eponyms", Entry)


@cache
def aliases() -> tuple[Alias, ...]:
    """Names under which everybody knows one person."""
    return load("aliases", Alias)


@cache
def foreign_names() -> Phrases[ForeignName]:
    """Given names of other countries."""
    return _names("foreign_names", ForeignName)


@cache
def foreign_surnames() -> Phrases[ForeignSurname]:
    """Surnames of other countries."""
    return _names("foreign_surnames", ForeignSurname)


@cache
def baptismal_names() -> Phrases[Entry]:
    """Names of saints before the full name of a Catholic."""
    return _names("baptismal_names", Entry)


@cache
def credit_sources() -> Phrases[Entry]:
    """Agencies, papers and phrases that stand where a photographer's name could."""
    return _names("credit_sources", Entry)


@cache
def credit_words(role: Literal["text", "picture"]) -> dict[str, str]:
    """The words before a name that signs, as written, each with the id of its entry."""
    entries = (entry for entry in load("credit_words", CreditWord) if entry.role == role)
    return {form: entry.id for entry in entries for form in entry.forms}


@cache
def person_signs() -> dict[str, str]:
    """The words behind a name and a comma or bracket, each with the id of its entry."""
    return {form: entry.id for entry in load("person_signs", Entry) for form in entry.forms}
