"""Questions to the tables over the corpus against the answers that readers give.

In: positions with their persons and bodies, and `questions.tsv`: a row for each answer, with the
name of its question, what it asks for (role; kind, level and province of the body, empty where
any; where the column is there, body: how its id begins, several with ";") and the person. Out:
precision and recall of each question; and how well ids tell things apart, as precision, recall and
F1 by mention (B-cubed; Bagga and Baldwin 1998) and by pair of mentions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vanban.extraction.bodies.posts import role_id
from vanban.tables.derive.keys import words_of

Item = tuple[str, str | None]
"""A label, and the id that the tables give."""


@dataclass(frozen=True)
class QuestionScore:
    """Precision, recall and F1, and what they were counted over."""

    precision: float
    recall: float
    count: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def rounded(self) -> dict[str, float]:
        """The figures to three places."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "count": self.count,
        }


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
    """Precision and recall of who is found to hold one office."""
    asked = expected[0]
    found = {words_of(row["name"]) for row in held if _is_asked_for(row, asked)}
    right = {words_of(row["person"]) for row in expected}
    both = len(found & right)
    return {"precision": ratio(both, len(found)), "recall": ratio(both, len(right))}


def _is_asked_for(row: Row, asked: Mapping[str, str]) -> bool:
    """True for a position that a question asks for, by role, body and other columns."""
    bodies = tuple(filter(None, (asked.get("body") or "").split(";")))
    return (
        (not asked["role"] or row["role_id"] == role_id(asked["role"]))
        and all(not asked[column] or row[column] == asked[column] for column in ASKED)
        and (not bodies or (row["org_id"] or "").startswith(bodies))
    )


def _alone(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Items without an id, each under one of its own."""
    return [(label, id_ or f"?{n}") for n, (label, id_) in enumerate(items)]


def b_cubed(items: Sequence[Item]) -> QuestionScore:
    """Each mention's share of right ones among those of its id, and of its label.

    >>> b_cubed([("a", "1"), ("a", "1"), ("b", "1")]).rounded()["precision"]
    0.556
    """
    whole = _alone(items)
    both, ids = Counter(whole), Counter(id_ for _, id_ in whole)
    labels = Counter(label for label, _ in whole)
    right = sum(n * n / ids[id_] for (_, id_), n in both.items())
    found = sum(n * n / labels[label] for (label, _), n in both.items())
    total = max(len(whole), 1)
    return QuestionScore(right / total, found / total, len(whole))


def pairwise(items: Sequence[Item]) -> QuestionScore:
    """Pairs of mentions under one id that have one label, and the reverse."""
    whole = _alone(items)
    both, ids, labels = (
        sum(n * (n - 1) // 2 for n in Counter(keys).values())
        for keys in (whole, [id_ for _, id_ in whole], [label for label, _ in whole])
    )
    return QuestionScore(both / ids if ids else 1.0, both / labels if labels else 1.0, len(whole))


def ratio(right: int, total: int) -> float:
    """A share to three places; 1 of nothing."""
    return round(right / total, 3) if total else 1.0
