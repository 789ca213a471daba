"""Bodies that the registry does not list: by the unit of territory that has them, or by their name.

In: the folded words of an organisation, the head that they begin with, the unit where it has one.
Out: the `Body` (id, name, what followed it) and the id of the body over it: of its kind one level
up, else the government of its unit; None where the words are no name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.extraction.bodies import registry
from vanban.extraction.bodies.owners import owner_in, short_form
from vanban.extraction.bodies.places import (
    MERGED,
    Territory,
    heirs,
    outer_of,
    province_of,
    spot,
    type_level,
    unit_types,
)
from vanban.extraction.bodies.registry import Body, head_of, signs
from vanban.extraction.bodies.wording import Head, Words, body_words, in_print
from vanban.extraction.vocabulary.units import CITY
from vanban.lexicons import grammar as g
from vanban.schema.derived import BodyKind, BodyLevel
from vanban.text.spans import fold
from vanban.text.spelling import slug
from vanban.text.syllables import is_syllable

_COMMITTEES = ("provincial", "district")
"""Levels of the committees whose first word is the type of their unit."""


def body_at(words: Words, head: Head | None, unit: Territory) -> Body:
    """The body of a unit; party committees are called by the type of their unit."""
    words = _party(words, unit)
    kind = head.kind if head else "other"
    whole = registry.whole(words)
    printed = whole.name if whole and whole.short else in_print(words)
    name = f"{printed} {_place_as_written(words, unit)}"
    after = unit.renewed or (unit.merged and unit.level == "commune")
    country = registry.HOME
    body = Body(
        f"{slug(' '.join(short_form(words)))}-{unit.key}",
        name,
        kind,
        _level_said(words) or unit.level,
        unit.province,
        country,
        valid_from=MERGED if after else "",
    )
    end, successors = _abolished(words, unit)
    return replace(body, valid_to=end, successors=successors)


def _level_said(words: Words) -> BodyLevel | None:
    """The level of a unit that no list has, by its type: "UBND | xã Mường Lò" in a province."""
    tail = words[registry.after_head(words) :]
    kinds = (tail[:size] for size in (2, 1) if len(tail) > size)
    kind = next((kind for kind in kinds if kind in unit_types()), None)
    return type_level(kind) if kind else None


def _abolished(words: Words, unit: Territory) -> tuple[str, tuple[str, ...]]:
    """The day on which the mergers of July 2025 ended a body, "" if not; ids of its successors."""
    if unit.merged or unit.level == "commune":
        return "", ()
    heir = heirs().get(unit.province)
    after = province_of(heir, merged=True) if heir else None
    if unit.level == "district":
        return MERGED, ()
    if after is None or not (after.renewed or after.name != unit.name):
        return "", ()
    return MERGED, (_id_at(words, after),)


def _party(words: Words, unit: Territory) -> Words:
    """The committee's words by the type of its unit: "Thành ủy" for a city, "Quận ủy"."""
    inner = registry.nested(words)
    if inner:  # "Ban Thường vụ | Thành ủy"
        return (*words[:inner], *_party(words[inner:], unit))
    head = registry.whole(words)
    if head and head.kind == "mass" and head.above and unit.level in _COMMITTEES:
        words = body_words(head.above)  # "Đoàn Thanh niên | tỉnh" is the Tỉnh đoàn
        head = registry.whole(words)
    if head is None or head.kind not in ("party", "mass") or head.level not in _COMMITTEES:
        return words
    kind = g.PROVINCE if unit.level == "provincial" and unit.kind != CITY else unit.kind
    return (kind.split(" ")[0], *words[1:])


def _place_as_written(words: Words, unit: Territory) -> str:
    """The name of a unit as it stands behind its body's, with or without its type.

    "Tỉnh ủy | Hà Nam", "UBND | tỉnh Hà Nam".
    """
    own = words[-1] in g.word_set("committee-end")
    bare = own and unit.name not in g.forms("person-and-city") and not unit.name.isdigit()
    return unit.full.split(" ", unit.kind.count(" ") + 1)[-1] if bare else unit.full


def above(words: Words, head: Head | None, unit: Territory) -> str | None:
    """The id of the superior body of a local one, None where it has none.

    It is the body of its kind one level up, or the first one of its own unit (an office of a
    commune is under the commune's committee).
    """
    whole = registry.whole(words)
    outer = outer_of(unit)
    over = (whole.over if whole else None) or _centre_of(words)
    if over is None and outer and words[:1] == _BRANCH and _centre_of(words[1:]):
        return _id_at(words[1:], outer)  # "Chi cục Thuế huyện" -> "Cục Thuế tỉnh"
    if over is None:
        first = registry.first_of(head.kind) if head else None
        return _id_at(body_words(first.name), unit) if first else None
    if outer is None:
        return over
    return _id_at(body_words(whole.above) if whole and whole.above else words, outer)


_BRANCH, _GENERAL = ("chi",), ("tổng",)
"""What opens the names of offices below and above a Cục: "Chi cục Thuế", "Tổng cục Thuế"."""


def _centre_of(words: Words) -> str | None:
    """The central body that has a branch of this name in every unit: "Hội Nông dân", "Cục Thuế"."""
    country = body_words(registry.country_name(registry.VIET_NAM))
    for central in ((*_GENERAL, *words), words, words + country):
        known = registry.known(central, None)
        if known is None or known.level != "central":
            continue
        if known.kind == "mass" or (known.kind == "state" and body_words(known.name) == central):
            return known.id
    return None


def _id_at(words: Words, unit: Territory) -> str:
    """The id of a body that a unit of territory has, by its words in their short form."""
    return f"{slug(' '.join(short_form(_party(words, unit))))}-{unit.key}"


def by_own_name(words: Words, organization: str) -> Body | None:
    """The body that neither the registry nor a place settles, identified by its own name.

    None where the name is a common noun or leaves out whose it is.
    """
    head = head_of(words)
    if head is None:
        return _by_proper_name(words, organization)
    if not (is_national(words) or _is_proper(organization, words)):
        return None  # a common noun: "Hội đồng thẩm định"
    if head.kind == "enterprise" and not registry.whole(words):
        return _by_firm_name(words, organization)
    if (
        head.local
        or registry.whole(_national_stem(words))
        or registry.nested(words)
        or (spot(words)[1].units and head.kind != "other")  # "Giáo phận | Hà Nội"
    ):
        return None
    if head.shared and owner_in(words) is None and not is_national(words):
        return None
    central = head.level == "central" or is_national(words)
    level: BodyLevel | None = (
        "central" if central and head.kind not in ("enterprise", "international") else None
    )
    country = _country_at_end(words) if head.kind in _ANYWHERE else registry.HOME
    name = capitalised(organization)
    return Body(slug(" ".join(words)), name, head.kind, level, country=country)


def _country_at_end(words: Words) -> str:
    """The country that ends a name, ours where none does or where it is joined to ours."""
    found = registry.country_of(words)
    short = found is None or len(body_words(found[1].name)) == 1
    return registry.HOME if found is None or short or _HOME in words else found[1].id


_ANYWHERE: frozenset[BodyKind] = frozenset({"mass", "media", "school", "hospital"})
"""Kinds of bodies that are of the country that ends their name: "Liên đoàn Cờ | Thái Lan"."""
_HOME = body_words(registry.country_name(registry.VIET_NAM))[0]
"""The word for our country in a name that joins it to another: "Hội hữu nghị | Việt - Lào"."""


def _by_firm_name(words: Words, organization: str) -> Body | None:
    """The firm of a name, its id without the legal form; None where nothing else is left."""
    name = words
    while (shorter := signs("legal").behind(name)) != name:
        name = shorter
    if not name:
        return None
    return Body(slug(" ".join(name)), capitalised(organization), "enterprise")


def _by_proper_name(words: Words, organization: str) -> Body | None:
    """The body of a proper name alone ("VinFast", "FBI"); None for a field of work ("y tế")."""
    if not organization[0].isupper() and not organization[0].isdigit():
        return None
    if all(map(is_syllable, words)) and organization == organization.capitalize():
        return None  # the first words of a name that was cut, or a common noun: "Đoàn đại biểu"
    if not _national_stem(words) or words in unit_types() or all(len(word) == 1 for word in words):
        return None
    return Body(slug(" ".join(words)), fold(organization), "other", country=None)


def _is_proper(organization: str, words: Words) -> bool:
    """True where a capital or a figure stands behind the head of a name."""
    written = re.findall(r"\w+", organization)
    return any(not word[0].islower() for word in written[min(registry.after_head(words), 1) :])


def is_national(words: Words) -> bool:
    """True for a name that ends as those of central bodies do."""
    return signs("national").suffix(words) is not None


def _national_stem(words: Words) -> Words:
    """The words without the ending that central bodies have: "Ban Chỉ đạo | Trung ương"."""
    return signs("national").stem(words)


def capitalised(organization: str) -> str:
    """An organisation in the form in which surfaces compare, its first letter a capital."""
    name = fold(organization)
    return name[:1].upper() + name[1:]
