"""Which relations between two acts can be: by the register of amending laws, by rank and year.

In: keys of acts. Out: the laws that an amending law amends, and whether one act can stand so to
the other. The ranks of types are those of `document_types` (Luật Ban hành văn bản quy phạm pháp
luật 2015, điều 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.entries import DocumentType, Edition, Law, Relation
from vanban.extraction.references.keys.names import key_of_edition
from vanban.extraction.references.lexicon import (
    amending_laws,
    amendments_of,
    document_types,
    law_named,
    laws,
)

ACT_YEAR = re.compile(r"[/ (]((?:19|20)\d\d)(?:/|\)|$)")
"""The year in the key of an act."""


@cache
def editions() -> dict[str, tuple[Law, Edition]]:
    """Laws and their editions by the keys of the editions."""
    return {
        key_of_edition(law, edition): (law, edition)
        for law in (*laws(), *amending_laws())
        for edition in law.editions
    }


def amended_by(act: str) -> Iterator[str]:
    """The laws that an amending law amends, in the editions that were there before it."""
    law = editions().get(act)
    for name in law[0].amends if law else ():
        amended = law_named(name)
        before = [e for e in amended.editions if e.year < law[1].year] if amended and law else []
        if amended is not None and before:
            yield key_of_edition(amended, before[-1])


def amendment_of(act: str, year: int) -> str | None:
    """The one law that amended a law in a year."""
    law = editions().get(act)
    found = amendments_of(law[0], year) if law else ()
    return key_of_edition(*found[0]) if len(found) == 1 else None


def amends(act: str, other: str) -> bool:
    """True where a law amends another by its name; `other` is the key of any of its editions."""
    law = editions().get(act)
    name = other.rsplit(" ", 1)[0]
    return law is not None and plain(name) in map(plain, law[0].amends)


def is_plausible(from_act: str, relation: Relation, to_act: str) -> bool:
    """False where an act would stand so to itself, to a later one, or guide one no higher."""
    first, other = (ACT_YEAR.search(act) for act in (from_act, to_act))
    if from_act == to_act or (first and other and int(first[1]) < int(other[1])):
        return False
    own, its = _rank(from_act), _rank(to_act)
    return relation not in {"implements", "guides"} or not own or not its or own < its


def may_amend(from_act: str, to_act: str) -> bool:
    """False where an act would change a higher one: no decree amends a law."""
    own, its = _rank(from_act), _rank(to_act)
    return not own or not its or own >= its


def _rank(act: str) -> int:
    """How high the type of an act stands among the others, 0 where it has no rank."""
    return next((entry.rank for name, entry in _ranked() if act.startswith(f"{name} ")), 0)


@cache
def _ranked() -> list[tuple[str, DocumentType]]:
    """The types of acts that have a rank, the longest name first."""
    ranked = [(entry.name, entry) for entry in document_types() if entry.rank]
    return sorted(ranked, key=lambda pair: -len(pair[0]))
