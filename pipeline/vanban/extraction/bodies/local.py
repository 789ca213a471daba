"""The body of a name that a unit of territory has: id, name, what is over it, what followed.

In: the folded words of a body without its unit, the head that they begin with, and the unit. Out:
its `Body`, and the id of the body over it: of its kind one level up, or the committee of its unit.
"""

from __future__ import annotations

from dataclasses import replace

from vanban.extraction.bodies import heads, registry
from vanban.extraction.bodies.owners import short_form
from vanban.extraction.bodies.places import MERGED, Unit, heirs, outer_of, province_of
from vanban.extraction.bodies.registry import Body
from vanban.extraction.bodies.wording import Head, Words, body_words, in_print
from vanban.extraction.organizations.units import CITY
from vanban.lexicons import grammar as g
from vanban.text.spelling import slug


def body_at(words: Words, head: Head | None, unit: Unit) -> Body:
    """The body of a unit; party committees are called by the type of their unit."""
    words = _party(words, unit)
    kind = head.kind if head else "other"
    whole = heads.whole(words)
    printed = whole.name if whole and whole.short else in_print(words)
    name = f"{printed} {_place_as_written(words, unit)}"
    after = unit.renewed or (unit.merged and unit.level == "commune")
    country = registry.HOME
    body = Body(
        f"{slug(' '.join(short_form(words)))}-{unit.key}",
        name,
        kind,
        unit.level,
        unit.province,
        country,
        valid_from=MERGED if after else "",
    )
    end, successors = _abolished(words, unit)
    return replace(body, valid_to=end, successors=successors)


def _abolished(words: Words, unit: Unit) -> tuple[str, tuple[str, ...]]:
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


def _party(words: Words, unit: Unit) -> Words:
    """The committee's words by the type of its unit: "Thành ủy" for a city, "Quận ủy"."""
    inner = heads.nested(words)
    if inner:  # "Ban Thường vụ | Thành ủy"
        return (*words[:inner], *_party(words[inner:], unit))
    head = heads.whole(words)
    if head is None or head.kind not in ("party", "mass") or head.level not in _COMMITTEES:
        return words
    kind = g.PROVINCE if unit.level == "provincial" and unit.kind != CITY else unit.kind
    return (kind.split(" ")[0], *words[1:])


_COMMITTEES = ("provincial", "district")
"""Levels of the committees whose first word is the type of their unit."""


def _place_as_written(words: Words, unit: Unit) -> str:
    """The name of a unit as it stands behind its body's, with or without its type.

    "Tỉnh ủy | Hà Nam", "UBND | tỉnh Hà Nam".
    """
    own = words[-1:] == (g.PARTY_COMMITTEE,) or words[-1:] == ("đoàn",)
    bare = own and unit.name not in g.forms("person-and-city") and not unit.name.isdigit()
    return unit.full.split(" ", unit.kind.count(" ") + 1)[-1] if bare else unit.full


def above(words: Words, head: Head | None, unit: Unit) -> str | None:
    """The id of the body over a local one, None where it has none.

    It is the body of its kind one level up, or the first one of its own unit (an office of a
    commune is under the commune's committee).
    """
    whole = heads.whole(words)
    over = whole.over if whole else _union_over(words)
    if over is None:
        first = heads.first_of(head.kind) if head else None
        return _id_at(body_words(first.name), unit) if first else None
    outer = outer_of(unit)
    if outer is None:
        return over
    return _id_at(body_words(whole.above) if whole and whole.above else words, outer)


def _union_over(words: Words) -> str | None:
    """The central body of a mass organisation that has a branch in every unit."""
    for central in (words, words + body_words(heads.country_name(heads.VIET_NAM))):
        known = registry.known(central, None)
        if known is not None and known.kind == "mass" and known.level == "central":
            return known.id
    return None


def _id_at(words: Words, unit: Unit) -> str:
    return f"{slug(' '.join(short_form(_party(words, unit))))}-{unit.key}"
