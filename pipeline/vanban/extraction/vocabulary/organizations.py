"""The lexicons of organisation phrases: types, known bodies, fields and places."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from vanban.extraction.reading.phrases import Hit, Phrases
from vanban.extraction.reading.words import Words, fold_phrase
from vanban.lexicons import FOLDER, Entry, grammar, load
from vanban.text.spelling import fold_word

Level = Literal["central", "provincial", "district", "commune", "foreign", "other"]

Family = Literal[
    "party", "union", "assembly", "government", "ministry", "committee", "department", "office",
    "court", "procuracy", "police", "military", "company", "board", "school", "hospital",
    "institute", "media", "association", "religion", "unit", "delegation", "place", "world",
    "secretariat", "organ",
]  # fmt: skip
"""What kind of body it is: decides which roles it can have."""


class OrganizationType(Entry):
    """A word that opens the name of a body: Sở, UBND, Công ty.

    `tail` says what its name goes on with: nothing of
    its own, a place, a field of work, or a proper name. `unless_before` holds words that make it
    another word: "hội" in "hội nghị". `unit`: the type of unit that its place is, where the word
    says it: "Huyện ủy | Ý Yên", "Thành ủy | Thái Bình". `steering`: what it is about may follow:
    "Ban Chỉ đạo | về phòng, chống mua bán người".
    """

    family: Family
    tail: Literal["none", "place", "field", "name"] = "field"
    level: Level | None = None
    unless_before: tuple[str, ...] = ()
    unit: Literal["city", "district", "commune"] | None = None
    steering: bool = False


class KnownBody(Entry):
    """A body that is known by name. `place`: branches and
    counterparts abroad are named with a place ("BHXH tỉnh Sơn La").
    """

    family: Family
    level: Level
    place: bool = False


class Field(Entry):
    """Words for a field of work, the second half of Sở Y tế or Ban Tuyên giáo.

    `verbal` words go on with a field only in capitals; in lower case they are the verb that
    follows: "Cục Quản lý giá kiểm tra …". `closes`: the name of a body ends with it: Việt Nam.
    `about`: what it is about may follow: "tội phạm | về tham nhũng, kinh tế, buôn lậu".
    """

    verbal: bool = False
    closes: bool = False
    about: bool = False


@cache
def subject_fields() -> frozenset[str]:
    """Ids of the fields behind which stands what they are about."""
    return frozenset(entry.id for entry in load("organizations.field", Field) if entry.about)


VIET = fold_word(grammar.word("our-country").split()[0])
"""The first word of our country's name, as names of friends' associations have it."""

BodySignKind = Literal[
    "stop",
    "firm",
    "board",
    "legal",
    "national",
    "owner",
    "member",
    "pointing",
    "state",
    "firm",
    "sent",
    "opener",
    "body-opener",
]


class BodySign(Entry):
    """Words in and around the name of a body; `lexicons/body_words.toml` tells the kinds."""

    sign: BodySignKind


class Rank(Entry):
    """A military or police rank."""


class Degree(Entry):
    """An academic degree or an honour; `field`: a field of study may follow."""

    field: bool = False


class PlaceType(Entry):
    """A word for a unit of territory: tỉnh, quận, xã.

    `named`: one only before a name that the lexicons know ("nước | Lào"). `listed`: one of the
    types in the list of units. `unless_after`, `unless_before`: neighbours that make it another
    word in the name of a body ("hợp tác | xã", "xã | hội").
    """

    level: Level
    named: bool = False
    listed: bool = False
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()


class Place(Entry):
    """A province, a country or a town by name; `grouped`: each variant is another place.

    `opens`: it also begins other names ("Thái Bình | Dương"). `since_2025`: the province that a
    province is part of since the mergers of July 2025. `code`: the country in ISO 3166.
    """

    type: Literal["province", "country", "town"]
    level: Level
    grouped: bool = False
    opens: bool = False
    since_2025: str | None = None
    code: str | None = None


@cache
def types() -> Phrases[OrganizationType]:
    """The words that open the name of a body."""
    return Phrases(load("organizations.type", OrganizationType))


@cache
def type_of(entry: str) -> OrganizationType:
    """The type word with this id; KeyError for none."""
    return {one.id: one for one in types().entries}[entry]


def type_at(words: Words, i: int) -> Hit[OrganizationType] | None:
    """The longest type word at word i that the next word does not make another: not "Hội | chợ"."""
    for hit in types().at(words, i):
        if not any(_form_at(words, hit.end, form) for form in hit.entry.unless_before):
            return hit
    return None


def _form_at(words: Words, i: int, form: str) -> bool:
    """True where a form stands at word i, no name in its second word: not "xã | Hội Xuân"."""
    phrase = fold_phrase(form)
    end = i + len(phrase)
    named = len(phrase) > 1 and words.is_capital(end - 1) and not words.is_capital(i)
    return words.forms[i:end] == phrase and not named


@cache
def bodies() -> Phrases[KnownBody]:
    """The bodies known by name."""
    return Phrases(load("organizations.known", KnownBody))


class ListedBody(NamedTuple):
    """A row of bodies.tsv: the names of one body, and its family where its kind settles it."""

    id: str
    family: Family | None
    forms: tuple[str, ...]


_FAMILIES: dict[str, Family] = {
    "enterprise": "company", "media": "media", "international": "world", "mass": "association",
    "military": "military", "police": "police", "school": "school", "hospital": "hospital",
}  # fmt: skip


@cache
def listed() -> Phrases[ListedBody]:
    """The names of bodies.tsv of more than one word: where a listed name ends, the body does."""
    rows = [line.split("\t") for line in (FOLDER / "bodies.tsv").read_text("utf-8").splitlines()]
    named = (
        (row, tuple(form for form in (row[1], *row[2].split(";")) if " " in form))
        for row in rows
        if len(row) > 3 and row[0] != "id"
    )
    return Phrases(
        ListedBody(row[0], _FAMILIES.get(row[3]), forms) for row, forms in named if forms
    )


@cache
def fields() -> Phrases[Field]:
    """The words for fields of work."""
    return Phrases(load("organizations.field", Field))


@cache
def firm_endings() -> Phrases[BodySign]:
    """What ends the name of a firm without a word for its type: "Beta | Group"."""
    return Phrases(sign for sign in load("body_words.sign", BodySign) if sign.sign == "firm")


@cache
def stops() -> Phrases[BodySign]:
    """What begins something new behind the name of a body."""
    return Phrases(sign for sign in load("body_words.sign", BodySign) if sign.sign == "stop")


def sign_forms(sign: BodySignKind) -> tuple[str, ...]:
    """The forms of the signs of a kind, as they are written."""
    entries = load("body_words.sign", BodySign)
    return tuple(form for entry in entries if entry.sign == sign for form in entry.forms)


@cache
def openers() -> frozenset[str]:
    """Folded words that open a sentence where a caption or headline runs into it without a mark."""
    forms = (*sign_forms("opener"), *sign_forms("body-opener"))
    return frozenset(word for form in forms for word in fold_phrase(form))


@cache
def closings() -> Phrases[Field]:
    """The words that end the name of a body."""
    return Phrases(field for field in load("organizations.field", Field) if field.closes)


@cache
def ranks() -> Phrases[Rank]:
    """The military and police ranks: no name of a body goes on with one."""
    return Phrases(load("roles.rank", Rank))


@cache
def degrees() -> Phrases[Degree]:
    """The degrees and honours."""
    return Phrases(load("roles.degree", Degree))


def honour_at(words: Words, i: int) -> Hit[Rank] | Hit[Degree] | None:
    """The rank at word i, else the degree or honour."""
    return ranks().longest(words, i) or degrees().longest(words, i)


@cache
def place_types() -> Phrases[PlaceType]:
    """The words for units of territory."""
    return Phrases(load("places.type", PlaceType))


@cache
def places() -> Phrases[Place]:
    """The places known by name."""
    return Phrases(load("places.place", Place), capital=True)


@cache
def provinces() -> tuple[Place, ...]:
    """The provinces and cities under the centre, former and present."""
    return tuple(place for place in load("places.place", Place) if place.type == "province")


@cache
def countries() -> tuple[Place, ...]:
    """The countries, Việt Nam among them."""
    return tuple(place for place in load("places.place", Place) if place.type == "country")
