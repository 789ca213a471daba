"""Titles in a row that share an organisation.

In: the accepted titles of a document in order. Out: for each the organisation that it takes over
from the next one: "Phó Bí thư thường trực, Chủ nhiệm UBKT | Đảng ủy Trung ương Đoàn". A title
takes the first body of its neighbour's phrase that can have its role.
"""

from __future__ import annotations

from collections.abc import Sequence

from vanban.extraction.organizations.parts import Organization
from vanban.extraction.titles.judge import Seen


def shared(titles: Sequence[Seen]) -> list[Organization | None]:
    """The organisation of each title, its own or the one that it shares."""
    result: list[Organization | None] = [one.candidate.organization for one in titles]
    for n in range(len(titles) - 2, -1, -1):
        following = result[n + 1]
        if result[n] is None and following and titles[n + 1].chained and _close(titles, n):
            role = titles[n].candidate.role
            if role.bodies and not role.closed:
                result[n] = following.inner(frozenset(role.bodies))
    return result


def _close(titles: Sequence[Seen], n: int) -> bool:
    """True where nothing but one joiner stands between a title and the next of its holder.

    "A làm Trưởng ban, Phó Giám đốc Sở Y tế B": a verb gives the first, the next is of another.
    """
    if titles[n].setting.cue and titles[n + 1].setting.name_after:
        return False
    gap = titles[n + 1].candidate.start - titles[n].candidate.end
    return 0 <= gap <= 3
