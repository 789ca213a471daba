"""Questions to the tables over the corpus against the answers that readers give.

In: positions with their persons and bodies, and `questions.tsv`: a row for each answer, with the
name of its question, what it asks for (role; kind, level and province of the body, empty where
any; where the column is there, body: how its id begins, several with ";") and the person. Out:
precision and recall of each question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vanban.evaluation.clustering import ratio
from vanban.extraction.bodies.posts import role_id
from vanban.tables.derive.keys import words_of

Row = Mapping[str, Any]

ASKED = ("kind", "level", "province")
"""Columns of a body that a question may ask for."""


def score_questions(
    held: Iterable[Row], gold: Iterable[Mapping[str, str]]
) -> dict[str, dict[str, float]]:
    """Precision and recall of each question, by its name.

    `held` are positions that nobody has left, with the columns role_id, name, kind, level, province
    and org_id.
    """
    rows = list(held)
    answers: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in gold:
        answers[row["question"]].append(row)
    return {name: _score(rows, expected) for name, expected in sorted(answers.items())}


def _score(held: Sequence[Row], expected: Sequence[Mapping[str, str]]) -> dict[str, float]:
    asked = expected[0]
    found = {words_of(row["name"]) for row in held if _is_asked_for(row, asked)}
    right = {words_of(row["person"]) for row in expected}
    both = len(found & right)
    return {"precision": ratio(both, len(found)), "recall": ratio(both, len(right))}


def _is_asked_for(row: Row, asked: Mapping[str, str]) -> bool:
    bodies = tuple(filter(None, (asked.get("body") or "").split(";")))
    return (
        (not asked["role"] or row["role_id"] == role_id(asked["role"]))
        and all(not asked[column] or row[column] == asked[column] for column in ASKED)
        and (not bodies or (row["org_id"] or "").startswith(bodies))
    )
