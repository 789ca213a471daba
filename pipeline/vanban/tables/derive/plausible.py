"""What relations between two acts can be, by their types and years.

In: the keys of two acts. Out: whether the one can stand so to the other. The ranks of types are
those of `document_types` (Luật Ban hành văn bản quy phạm pháp luật 2015, điều 4).
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.references.entries import DocumentType, Relation
from vanban.extraction.references.lexicon import document_types

ACT_YEAR = re.compile(r"[/ (]((?:19|20)\d\d)(?:/|\)|$)")
"""The year in the key of an act."""


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
