"""What tables promise: the keys that name their rows; and a fault, where one does not hold.

`vanban.tables.check` holds tables to it; who only tells of the keys need not load that.
"""

from __future__ import annotations

from dataclasses import dataclass

from vanban.schema import TABLES, MentionRow

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id",),
    "rejected": ("raw_path",),
    "cuts": ("doc_id", "raw_start"),
    "sentences": ("sentence_id",),
    "tokens": ("sentence_id", "token"),
    "citations": ("doc_id", "cited_document"),
    "acts": ("act",),
    "act_relations": ("doc_id", "from_act", "relation", "to_act"),
    "organizations": ("org_id",),
    "roles": ("role_id",),
    "people": ("person_id",),
    "positions": ("position_id",),
    "office_events": ("event_id",),
    **{name: ("mention_id",) for name, model in TABLES.items() if issubclass(model, MentionRow)},
}
"""The columns that name a row of each table."""

CORPUS = (
    "acts", "act_relations", "citations", "organizations", "roles", "people", "positions",
    "office_events",
)  # fmt: skip
"""Tables whose rows are of no one page."""

FOREIGN: dict[str, str] = {
    "doc_id": "documents",
    "duplicate_of": "documents",
    "near_duplicate_of": "documents",
    "sentence_id": "sentences",
    "person_id": "people",
    "org_id": "organizations",
    "organization_id": "organizations",
    "role_id": "roles",
}
"""A column of this name holds a key of that table, or null where it may."""


@dataclass(frozen=True)
class Fault:
    """Something that must hold and does not; `doc_id` is the page of the row, where it is one's."""

    table: str
    row: str
    message: str
    doc_id: str | None = None

    def __str__(self) -> str:
        return f"{self.table}: row {self.row}: {self.message}"
