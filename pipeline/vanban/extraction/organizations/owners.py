"""Which kinds of body a part of a body may name behind a mark as what it belongs to.

In: the kind of a part ("Vụ Pháp chế"). Out: the kinds of its owners ("Bộ Y tế").
"""

from __future__ import annotations

from vanban.extraction.organizations.lexicon import Family

TOPMOST: frozenset[Family] = frozenset({"party", "organ", "ministry", "assembly", "government"})
"""Kinds of body that no other stands over behind a mark."""

_OVER: frozenset[Family] = frozenset({
    "assembly", "association", "committee", "company", "court", "department", "hospital",
    "institute", "media", "military", "ministry", "organ", "party", "police", "procuracy", "school",
})  # fmt: skip

OWNERS: dict[Family, frozenset[Family]] = {
    "department": _OVER,
    "office": _OVER,
    "unit": _OVER,
    "institute": _OVER - {"department"},
    "hospital": frozenset({"hospital", "school", "ministry", "company"}),
    "school": frozenset({"school", "hospital", "ministry", "company", "association", "union"}),
    "police": frozenset({"police", "ministry"}),
    "military": frozenset({"military", "ministry"}),
    "company": frozenset({"company"}),
    "committee": frozenset({"association"}),
    "union": frozenset({"company", "school", "ministry"}),
}
"""Which kinds of body a part of a body may name behind a mark as what it belongs to."""
