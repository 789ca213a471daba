"""What one page says of a person: the offices it gives, and how two offices stand to each other.

In: roles and bodies, folded. Out: `Office`s, which may be one, or such that nobody holds both, and
`Sighting`s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from vanban.text.spelling import fold_word

MEMBER = fold_word("ủy") + " viên"
"""The role that one person may have in many bodies at once."""

_PAIRS = 100_000
"""Pairs of offices of which it is remembered how they stand to each other."""


class Office(NamedTuple):
    """An office as pages compare by it: role and body, folded, and the body's id if settled."""

    role: str
    body: str
    body_id: str = ""
    level: str = ""
    status: str = ""

    def same_body(self, other: Office) -> bool:
        """True where the two bodies may be one: one is the other, or its short form."""
        return _within(self.body.split(), other.body.split()) or (
            bool(self.body_id and other.body_id)
            and _within(self.body_id.split("-"), other.body_id.split("-"))
        )

    @lru_cache(maxsize=_PAIRS)  # noqa: B019 - offices are small, and the pairs bounded
    def excludes(self, other: Office) -> bool:
        """True where nobody holds both: one role in two settled bodies of one sort and level.

        Members sit in many bodies, a head of one may head a body of another sort, and who was the
        head of one may be the head of another today.
        """
        return (
            self.role == other.role
            and not self.role.startswith(MEMBER)
            and "former" not in (self.status, other.status)
            and bool(self.body_id and other.body_id and self.level)
            and self.level == other.level
            and self.body_id.split("-")[0] == other.body_id.split("-")[0]
            and not self.same_body(other)
        )

    @lru_cache(maxsize=_PAIRS)  # noqa: B019
    def shared(self, other: Office) -> bool:
        """True where two pages that give these offices speak of one."""
        return bool(self.role == other.role and self.body and other.body and self.same_body(other))


@dataclass(frozen=True)
class Sighting:
    """A person in one page: the canonical name, its mentions, the offices that the page gives."""

    doc_id: str
    name: str
    published_on: dt.date | None
    surfaces: tuple[str, ...]
    offices: frozenset[Office]

    def telling(self) -> list[Office]:
        """The offices that tell the person from others of the name, sorted.

        Two that nobody holds both say nothing of who it is: the page means two, or was misread.
        """
        return [
            office
            for office in sorted(self.offices)
            if not any(office.excludes(other) for other in self.offices)
        ]


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where all words of one are among the other's."""
    return set(one) <= set(other) or set(other) <= set(one)
