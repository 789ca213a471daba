"""The tables: one pydantic model a table, and everything else about a table follows from it.

A model's fields are the columns in order; their annotations give type, closed set and whether
null is allowed, their descriptions the data dictionary. `vanban.schema.arrow` turns a model into an
Arrow schema; nothing else in the project names a column type.
"""

from __future__ import annotations

from vanban.schema.base import ColumnUnit, Kind, Row, Text
from vanban.schema.derived import (
    ActRelationRow,
    ActRow,
    CitationRow,
    OfficeEventRow,
    OrganizationRow,
    PersonRow,
    PositionRow,
    RoleRow,
)
from vanban.schema.mentions import (
    FIELDS,
    MENTIONS,
    Approx,
    DateFields,
    DateRow,
    Dimension,
    Fields,
    MentionRow,
    NameFields,
    NameRow,
    QuantityFields,
    QuantityRow,
    ReferenceFields,
    ReferenceRow,
    TitleFields,
    TitleRow,
)
from vanban.schema.pages import CutRow, DocumentRow, RejectedRow, SentenceRow, TokenRow

__all__ = [
    "FIELDS",
    "MENTIONS",
    "MENTION_TABLES",
    "SCHEMA_VERSION",
    "TABLES",
    "ActRelationRow",
    "ActRow",
    "Approx",
    "CitationRow",
    "ColumnUnit",
    "CutRow",
    "DateFields",
    "DateRow",
    "Dimension",
    "DocumentRow",
    "Fields",
    "Kind",
    "MentionRow",
    "NameFields",
    "NameRow",
    "OfficeEventRow",
    "OrganizationRow",
    "PersonRow",
    "PositionRow",
    "QuantityFields",
    "QuantityRow",
    "ReferenceFields",
    "ReferenceRow",
    "RejectedRow",
    "RoleRow",
    "Row",
    "SentenceRow",
    "Text",
    "TitleFields",
    "TitleRow",
    "TokenRow",
]

SCHEMA_VERSION = "3"

TABLES: dict[str, type[Row]] = {
    "documents": DocumentRow,
    "rejected": RejectedRow,
    "cuts": CutRow,
    "sentences": SentenceRow,
    "tokens": TokenRow,
    "names": NameRow,
    "titles": TitleRow,
    "references": ReferenceRow,
    "quantities": QuantityRow,
    "dates": DateRow,
    "citations": CitationRow,
    "acts": ActRow,
    "act_relations": ActRelationRow,
    "organizations": OrganizationRow,
    "roles": RoleRow,
    "people": PersonRow,
    "positions": PositionRow,
    "office_events": OfficeEventRow,
}
"""Every table that a run writes, by the name of its file."""

MENTION_TABLES: dict[Kind, str] = {
    kind: next(name for name, model in TABLES.items() if model is row)
    for kind, row in MENTIONS.items()
}
"""The name of the table of each kind of mention."""
