"""What every table's model is made of: the row, and the kinds of text and mention."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
"""A string that says something: absent is null, never the empty string."""


@dataclass(frozen=True)
class ColumnUnit:
    """What a number counts, for the data dictionary: `Annotated[int, Unit("character")]`."""

    name: str


Offset = Annotated[int, ColumnUnit("character")]
"""A place in a text: Unicode code points before it."""

Year = Annotated[int, ColumnUnit("calendar year")]

PageKind = Literal["news", "document", "list", "other"]
"""What a page is: a report, an official document, a front page or directory, none of these."""

YearEvidence = Literal[
    "published", "signed", "stamp", "today", "picture", "sign", "news-day", "filed"
]
"""What the year in which a page was written rests on: see `vanban.cleaning.written_year`."""

Kind = Literal["name", "title", "reference", "quantity", "date"]


class Row(BaseModel):
    """A row of any table: immutable, and only the columns that the model names."""

    # Most processes fill columns and validate few rows: validators are built when first used.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def description_of(model: type[Row]) -> str:
    """What a table holds: the docstring of its model, read from its source where `-OO` drops it.

    The descriptions are part of the tables' bytes, which are the same however Python is started.
    """
    if model.__doc__ is not None:
        return model.__doc__
    source = ast.parse(Path(str(import_module(model.__module__).__file__)).read_text("utf-8"))
    for node in source.body:
        if isinstance(node, ast.ClassDef) and node.name == model.__name__:
            return ast.get_docstring(node, clean=False) or ""
    return ""
