"""What every table's model is made of: the row, and the kinds of text and mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
"""A string that says something: absent is null, never the empty string."""


@dataclass(frozen=True)
class Unit:
    """What a number counts, for the data dictionary: `Annotated[int, Unit("character")]`."""

    name: str


Offset = Annotated[int, Unit("character")]
"""A place in a text: Unicode code points before it."""

Year = Annotated[int, Unit("calendar year")]

PageKind = Literal["news", "document", "list", "other"]
"""What a page is: a report, an official document, a front page or directory, none of these."""

YearEvidence = Literal["published", "signed", "stamp", "today", "picture"]
"""What the year in which a page was written rests on: see `vanban.cleaning.written_year`."""

Kind = Literal["name", "title", "reference", "quantity", "date"]


class Row(BaseModel):
    """A row of any table: immutable, and only the columns that the model names."""

    # Most processes fill columns and validate few rows: validators are built when first used.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
