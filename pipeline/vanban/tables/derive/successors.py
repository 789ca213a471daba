"""Later holders of an office: who has one nobody else has at the same time ended the one before.

In: the positions of all people. Out: the same, with `status` for those that a later holder ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from vanban.extraction.bodies.posts import rank_of
from vanban.schema import PositionRow


def with_successors(rows: Sequence[PositionRow]) -> list[PositionRow]:
    """The positions of all people, those whose sole office has a later holder as former.

    Only the heads of settled bodies are sole; a later holder is one whom pages first give the
    office after the last page that gave it the other, and more than one page does, or a term. Where
    pages have no day, one whom nearly all of them name is the holder.
    """
    posts: dict[tuple[str, str], list[PositionRow]] = defaultdict(list)
    for row in rows:
        if row.kind == "position" and row.org_id and row.role_id and _sole(row.role_id, row.role):
            posts[row.role_id, row.org_id].append(row)
    former: set[str] = set()
    for holders in posts.values():
        order = sorted(
            (h for h in holders if h.last_seen), key=lambda h: (h.last_seen, h.position_id)
        )
        for earlier, later in pairwise(order):
            if later.stated != "former" and earlier.last_seen and _after(earlier, later):
                former.add(earlier.position_id)
        former.update(_overruled(holders))
    return [
        row.model_copy(update={"status": "former" if row.position_id in former else row.stated})
        for row in rows
    ]


def _overruled(holders: Sequence[PositionRow]) -> list[str]:
    """The ids of holders whom nearly no page gives an office that nearly all give to another."""
    now = [holder for holder in holders if holder.stated != "former"]
    known = max(now, key=lambda one: (one.documents, one.position_id), default=None)
    if known is None or known.documents < _WELL_KNOWN:
        return []
    return [
        holder.position_id
        for holder in now
        if holder.stated is None
        and holder.documents * _TIMES <= known.documents
        and not _is_later(holder, known)
    ]


def _is_later(holder: PositionRow, known: PositionRow) -> bool:
    """True for a holder met after the last page of a better known one: who has just begun."""
    return holder.last_seen is not None and (
        known.last_seen is None or holder.last_seen > known.last_seen
    )


_WELL_KNOWN, _TIMES = 5, 5
"""Pages that give somebody an office, and how many times as many as give it to another."""


def _sole(role_id: str, role: str) -> bool:
    """True for a role that one person of a body has at a time."""
    return rank_of(role) == "head" and role_id not in _SHARED


_SHARED = frozenset({"chu-tich-danh-du", "truong-doan", "dai-su", "chuyen-gia"})
"""Heads of whom a body may have several."""


def _after(earlier: PositionRow, later: PositionRow) -> bool:
    """True where an office's later holder is met for the first time after the earlier one."""
    if not (earlier.last_seen and later.first_seen):
        return False
    begun = later.from_date is not None and later.stated == "current"
    return later.first_seen > earlier.last_seen and (later.documents > 1 or begun)
