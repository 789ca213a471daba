"""How well ids tell things apart: B-cubed and pairwise figures of a clustering against labels.

In: pairs of a reader's label and a row's id, None where the tables give none. Out: precision,
recall and F1, by mention (B-cubed; Bagga and Baldwin 1998) and by pair of mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Item = tuple[str, str | None]
"""A label, and the id that the tables give."""


@dataclass(frozen=True)
class Figures:
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


def _alone(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Items without an id, each under one of its own."""
    return [(label, id_ or f"?{n}") for n, (label, id_) in enumerate(items)]


def b_cubed(items: Sequence[Item]) -> Figures:
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
    return Figures(right / total, found / total, len(whole))


def pairwise(items: Sequence[Item]) -> Figures:
    """Pairs of mentions under one id that have one label, and the reverse."""
    whole = _alone(items)
    both, ids, labels = (
        sum(n * (n - 1) // 2 for n in Counter(keys).values())
        for keys in (whole, [id_ for _, id_ in whole], [label for label, _ in whole])
    )
    return Figures(both / ids if ids else 1.0, both / labels if labels else 1.0, len(whole))


def ratio(right: int, total: int) -> float:
    """A share to three places; 1 of nothing."""
    return round(right / total, 3) if total else 1.0
