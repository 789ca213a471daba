"""The lexicons of names, as the grammar asks for them.

In: the TOML files of surnames, honorifics, verbs and the like. Out: their phrases, built once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Literal, NamedTuple, TypeVar

from pydantic import Field

from vanban.extraction.reading.phrases import Phrases
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.vocabulary.organizations import countries, provinces, sign_forms
from vanban.extraction.vocabulary.units import units
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.spelling import fold_word, fold_words, slug

E = TypeVar("E", bound=Entry)

MARKING = "middle-marking"
"""Entry of the middle names that mark what stands before them as a surname: Văn, Thị."""

_PEN_NAME = "person-pen-name"
ALSO_CALLED = "person-also-called"
OTHER_NAME = frozenset({_PEN_NAME, ALSO_CALLED})
"""Entries of the nouns after which a pen name or the like of the person named before stands."""

CLUB_OWNER = "address-club-owner"
"""Entry of the word for who pays for a club, which is also the verb of elections: "bầu"."""
STAGE = frozenset({"person-profession", "person-merit"})
"""Entries of the nouns before which people have stage names, or the names of a reign."""

NAMING = frozenset({*OTHER_NAME, "person-real-name", "person-given-name", "person-naming"})
"""Entries of the nouns after which anything that bears a name may stand."""

_OTHER_COUNTRIES = "place-country"
"""Entry of the ways to write a country that no officer bears in the name of an office."""

FOREIGN_BODY = "blocker-foreign"
"""Entry of the words of which foreign bodies are named."""


class Surname(Entry):
    """A surname; `rank` says how much it tells where nothing else speaks of a person.

    Those of rank "middle" are no surnames but middle names.
    """

    rank: Literal["sure", "likely", "rare", "middle"]
    peoples: tuple[str, ...]


Hold = Literal["always", "alone"]


class StopWord(Entry):
    """Words beside a name that are no part of it.

    `hold`, of places: whether further name syllables can make a person of them.
    """

    hold: Hold | None = None


class PlaceName(NamedTuple):
    """A place of any lexicon, as names meet it."""

    id: str
    forms: tuple[str, ...]
    hold: Hold
    country: bool = False


class Honorific(Entry):
    """A word of address: `field` is what it puts into the honorific column, if anything.

    `gender` is that of the person so addressed; `plural`: it is said to several people. After a
    word of `not_after` it is no address but the end of another word.
    """

    field: str | None = None
    gender: Literal["male", "female"] | None = None
    plural: bool = False
    not_after: tuple[str, ...] = ()


PersonSign = Literal["noun", "modifier", "verb", "detail"]

SAYING = 2
"""Weight from which on a verb is one of what people alone do: "cho biết"."""


class PersonWord(Entry):
    """Words beside a name: a noun before it, a modifier between, a verb or a detail behind it.

    `weight` is how strongly they say that a person is named.
    """

    sign: PersonSign
    weight: int = Field(ge=1, le=5)


class Blocker(Entry):
    """Heads whose name is no person; `between` may stand between head and name.

    `lists`: a row of names after one head shares it; `many`: the head stands before such rows only
    ("ngã tư"). `alone`: only a surname or a clan follows.
    """

    between: tuple[str, ...] = ()
    lists: bool = False
    many: bool = False
    alone: bool = False


NamePart = Literal["given", "surname", "saint", "syllable"]


class ForeignName(Entry):
    """Names of other countries, and of saints, by the part of a name that they are.

    `weight`: how surely a row that begins with a given name is a person's name; `famous`: a surname
    by itself means one person.
    """

    part: NamePart
    weight: int = Field(default=3, ge=0, le=4)
    famous: bool = False


class CreditLabel(Entry):
    """Words before a name that signs the text or a picture."""

    role: Literal["text", "picture"]


class KnownPerson(Entry):
    """A person known by several names, or a list of people after whom `streets` are named.

    The name is the bearer's; `variants` lead to the bearer in every corpus, `known_as` on every
    page, without a sign of a person beside them, and so do the names in `known_with`, each behind
    its word of address ("cụ Hồ"). `role`, `body`: the ids of the office that everybody knows the
    bearer by; `country`: where a foreigner holds office, and what an office without a body is of.
    """

    known_as: tuple[str, ...] = ()
    known_with: tuple[str, ...] = ()
    role: str | None = None
    body: str | None = None
    country: str | None = None
    streets: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, its variants and the names that everybody knows."""
        return tuple(dict.fromkeys((*super().forms, *self.known_as, *self.known_with)))


def _names(file: str, model: type[E], keep: Callable[[E], bool] = lambda entry: True) -> Phrases[E]:
    """The entries of a file by the words of their forms, as `Wording` parts words."""
    return Phrases(filter(keep, load(file, model)), split=fold_words)


@cache
def surnames() -> Phrases[Surname]:
    """Surnames by their syllables."""
    return _names("surnames", Surname, lambda surname: surname.rank != "middle")


@cache
def middle_names() -> Phrases[Surname]:
    """Middle names that are written in small letters too, between surname and given name."""
    return _names("surnames", Surname, lambda surname: surname.rank == "middle")


@cache
def marking_names() -> frozenset[str]:
    """The middle names that mark what stands before them as a surname: văn, thị."""
    return frozenset(
        fold_word(f) for e in middle_names().entries if e.id == MARKING for f in e.forms
    )


@cache
def unfinished() -> frozenset[str]:
    """Syllables after which a name goes on: the surest surnames, and the commonest middle names."""
    sure = (entry for entry in load("surnames", Surname) if entry.rank == "sure")
    kinh = (entry.name for entry in sure if "Kinh" in entry.peoples)
    return marking_names() | {fold_words(name)[-1] for name in kinh}


@cache
def openers() -> frozenset[str]:
    """Words that open a sentence, behind a name as well."""
    return frozenset(map(fold_word, sign_forms("opener")))


@cache
def stops() -> Phrases[StopWord]:
    """Words at which a name ends, places apart."""
    return _names("name_words.stop", StopWord, lambda stop: stop.hold is None)


@cache
def places() -> Phrases[PlaceName]:
    """Places that look like a name or stand before one: countries, provinces, districts, others."""
    return Phrases(_spots(), split=fold_words)


def _spots() -> Iterator[PlaceName]:
    """The places of all lexicons; of two with one form the first counts."""
    for stop in load("name_words.stop", StopWord):
        if stop.hold:
            yield PlaceName(stop.id, stop.forms, stop.hold, stop.id == _OTHER_COUNTRIES)
    for place in (*countries(), *provinces()):
        forms = tuple(form for form in place.forms if not _of_persons(form))
        yield PlaceName(place.id, forms, "always", place.type == "country")
    for unit in units("district").entries:
        words = fold_words(unit.name)
        named_after = eponyms().get(words) and surnames().prefix(words)
        if len(words) > 1 and not named_after:
            yield PlaceName(slug(f"district {unit.name}"), unit.forms, "alone")


def _of_persons(form: str) -> bool:
    """True for the name of a country that persons bear as well: Thái, Jordan."""
    words = fold_words(form)
    return bool(surnames().get(words) or foreign_names("given").get(words))


@cache
def honorifics() -> Phrases[Honorific]:
    """Words of address before a name."""
    return _names("honorifics", Honorific)


@cache
def address_words() -> frozenset[str]:
    """The last folded word of each word of address: "ông", the "chí" of "đồng chí"."""
    return frozenset(fold_phrase(e.name)[-1] for e in load("honorifics", Honorific) if e.field)


@cache
def genders() -> dict[str, str]:
    """The gender that an honorific says, by what stands in the honorific column."""
    entries = load("honorifics", Honorific)
    return {entry.field: entry.gender for entry in entries if entry.field and entry.gender}


@cache
def person_words(sign: PersonSign) -> Phrases[PersonWord]:
    """The words beside a name that are of one kind."""
    return _names("name_words.person", PersonWord, lambda word: word.sign == sign)


person_nouns = partial(person_words, "noun")
"""Nouns before the name of the person they speak of."""

verbs = partial(person_words, "verb")
"""Verbs and particles after a name."""


@cache
def is_pen_name() -> str:
    """A pattern of what says behind a name that it is a pen name: "(chính) là bút danh"."""
    names = alternation(f for e in person_nouns().entries if e.id == _PEN_NAME for f in e.forms)
    return rf"(?:{g.any_of('exactly')}\s)?{g.IS}\s(?:{g.ONE}\s)?{names}"


@cache
def cue_ends() -> frozenset[str]:
    """Words that can stand directly before a name where somebody is called something."""
    names = Phrases((spot for spot in _spots() if spot.country), split=fold_words)
    nouns = (*person_nouns().closers, *person_words("modifier").closers)
    return frozenset((*honorifics().closers, *nouns, *names.closers))


@cache
def blockers() -> Phrases[Blocker]:
    """Heads of names that are no person's."""
    return _names("name_words.head", Blocker, lambda blocker: blocker.id != FOREIGN_BODY)


@cache
def foreign_bodies() -> frozenset[str]:
    """Words of which foreign bodies, media, works and brands are named: "… University Press"."""
    heads = load("name_words.head", Blocker)
    return frozenset(fold_word(f) for head in heads if head.id == FOREIGN_BODY for f in head.forms)


@cache
def between_words() -> Phrases[Blocker]:
    """Blockers by the words that may stand between their head and its name."""
    entries = load("name_words.head", Blocker)
    return Phrases(entries, split=fold_words, forms=lambda entry: entry.between)


@cache
def numbered_units() -> Phrases[Entry]:
    """What bears a number of its own."""
    return _names("name_words.numbered", Entry)


@cache
def known_people() -> Phrases[KnownPerson]:
    """People known by several names, and people after whom streets are named."""
    return _names("person_names", KnownPerson)


@cache
def eponyms() -> Phrases[KnownPerson]:
    """Persons of history after whom streets, wards and schools are named."""
    return _names("person_names", KnownPerson, lambda person: person.streets)


@cache
def known_persons() -> dict[str, KnownPerson]:
    """The persons whose office everybody knows, by each of their names."""
    known = load("person_names", KnownPerson)
    return {name: one for one in known if one.body or one.country for name in one.forms}


@cache
def foreign_names(part: NamePart) -> Phrases[ForeignName]:
    """Names of other countries and of saints that are this part of a name."""
    return _names("person_names.foreign", ForeignName, lambda name: name.part == part)


@cache
def credit_sources() -> Phrases[Entry]:
    """Agencies, papers and phrases that stand where a photographer's name could."""
    return _names("credits.other", Entry)


@cache
def credit_words(role: Literal["text", "picture"]) -> dict[str, str]:
    """The words before a name that signs, as written, each with the id of its entry."""
    entries = (entry for entry in load("credits.word", CreditLabel) if entry.role == role)
    return {form: entry.id for entry in entries for form in entry.forms}


@cache
def person_details() -> dict[str, PersonWord]:
    """The words behind a name and a comma or bracket, each with its entry."""
    return {form: word for word in person_words("detail").entries for form in word.forms}
