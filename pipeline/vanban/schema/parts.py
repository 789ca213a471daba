"""The tables that only the stages see: what one page adds to tables that need all pages."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from vanban.schema.base import Row, Text, Year
from vanban.schema.derived import ActRelationRow, CitationRow


class ActMentionRow(Row):
    """What a page says of an act."""

    doc_id: Text = Field(description="the page")
    act: Text = Field(description="key of the act")
    doc_type: Text = Field(description="type of the document")
    number: Text | None = Field(default=None, description="number")
    symbol: Text | None = Field(default=None, description="symbol, normalised")
    year: Year | None = Field(default=None, description="year, where number or name holds it")
    issuer: Text | None = Field(default=None, description="whose act it is, as written")
    issued_on: dt.date | None = Field(default=None, description="day of issue")
    title: Text | None = Field(default=None, description="name or subject")
    surfaces: tuple[Text, ...] = Field(description="the mentions as written")
    mentions: int = Field(description="mentions in the page")


class SightingRow(Row):
    """A person in one page."""

    person_key: Text = Field(description="the name as names of pages compare; rows of one are met")
    name_id: Text = Field(description="the person's id, but for an office that it may need")
    doc_id: Text = Field(description="the page")
    name: Text = Field(description="canonical name in the page")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    surfaces: tuple[Text, ...] = Field(description="the mentions by name, as written")


class HoldingRow(Row):
    """A title that a page gives a person it names."""

    person_key: Text = Field(description="the holder, as in sightings")
    name_id: Text = Field(description="the holder, as in sightings")
    doc_id: Text = Field(description="the page")
    name: Text = Field(description="canonical name of the holder in the page")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    mention_id: Text = Field(description="the mention of the title")
    role: Text = Field(description="the role, as the mention has it")
    organization: Text | None = Field(default=None, description="its fullest form in the page")
    organization_id: Text | None = Field(default=None, description="id of that form")
    level: Text | None = Field(default=None, description="level of the organisation")
    status: Literal["current", "former", "acting"] | None = Field(
        default=None, description="only where a word says so"
    )
    kind: Literal["position", "rank", "degree"] = Field(description="office, rank or degree")
    from_year: int | None = Field(default=None, description="first year of the term before it")
    to_year: int | None = Field(default=None, description="last year of the term before it")


class SketchRow(Row):
    """A page's text in a few numbers, by which copies are found."""

    doc_id: Text = Field(description="the page")
    raw_path: Text = Field(description="path of the raw file below the raw folder")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    text_sha256: Text = Field(description="SHA-256 of the cleaned text")
    sketch: tuple[int, ...] = Field(description="MinHash of the text's shingles; none if short")


class MentionedRow(Row):
    """A name that a shard of pages mentions."""

    shard: Text = Field(description="name of the shard")
    name_id: Text = Field(description="the name, as in sightings")


PARTS: dict[str, type[Row]] = {
    "act_mentions": ActMentionRow,
    "act_relations": ActRelationRow,
    "citations": CitationRow,
    "holdings": HoldingRow,
    "sightings": SightingRow,
    "sketches": SketchRow,
}
"""What the stage `tables` keeps of each shard, by the name of its file."""
