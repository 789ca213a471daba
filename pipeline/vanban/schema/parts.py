"""The tables that only the stages see: what one page adds to tables that need all pages."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from vanban.schema.base import Row, Text, Year
from vanban.schema.derived import ActRelationRow, BodyKind, BodyLevel, CitationRow, OfficeEventRow


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
    """A person in one page, with what the page says of who it is."""

    person_key: Text = Field(description="the name as names of pages compare")
    name_id: Text = Field(description="family of names that may be one person's")
    doc_id: Text = Field(description="the page")
    name: Text = Field(description="canonical name in the page")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    source: Text | None = Field(default=None, description="paper or site")
    surfaces: tuple[Text, ...] = Field(description="the mentions by name, as written")
    gender: Literal["male", "female"] | None = Field(default=None, description="from honorifics")
    born: int | None = Field(default=None, description="year of birth, from it or an age")
    home: Text | None = Field(default=None, description="province of the home")
    byline: bool = Field(description="named in bylines and credits alone")
    trades: tuple[Text, ...] = Field(description="ids of trades of few before the name")
    parts: tuple[Text, ...] = Field(description="ids of parts of many before the name")
    worlds: tuple[Text, ...] = Field(description="the worlds of these trades")
    topics: tuple[Text, ...] = Field(default=(), description="the world that the page is about")
    places: tuple[Text, ...] = Field(description="the province that the page is about")
    companions: tuple[Text, ...] = Field(description="other people of the page, rarest first")
    around: tuple[Text, ...] = Field(default=(), description="bodies of the titles of the page")


class HoldingRow(Row):
    """A title that a page gives a person it names."""

    person_key: Text = Field(description="the holder, as in sightings")
    name_id: Text = Field(description="the holder, as in sightings")
    doc_id: Text = Field(description="the page")
    name: Text = Field(description="canonical name of the holder in the page")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    written_year: Year | None = Field(default=None, description="year in which it was written")
    mention_id: Text = Field(description="the mention of the title")
    role: Text = Field(description="the role, as the mention has it")
    role_id: Text = Field(description="id of the role")
    organization: Text | None = Field(default=None, description="its fullest form in the page")
    organization_id: Text | None = Field(default=None, description="id of that form")
    level: Text | None = Field(default=None, description="level of the organisation")
    province: Text | None = Field(default=None, description="province of the organisation")
    parent_id: Text | None = Field(default=None, description="the body over the organisation")
    status: Literal["current", "former", "acting"] | None = Field(
        default=None, description="only where a word says so"
    )
    kind: Literal["position", "rank", "degree"] = Field(description="office, rank or degree")
    from_date: Text | None = Field(default=None, description="first day of the term beside it")
    to_date: Text | None = Field(default=None, description="last day of the term beside it")


class BodyRow(Row):
    """A body that titles of one page name, or one over such a body."""

    doc_id: Text = Field(description="the page")
    org_id: Text = Field(description="id of the body")
    name: Text = Field(description="its official name, or as the page writes it")
    kind: BodyKind = Field(description="kind of body")
    level: BodyLevel | None = Field(default=None, description="level")
    province: Text | None = Field(default=None, description="province")
    country: Text | None = Field(default=None, description="country, ISO 3166-1")
    parent_id: Text | None = Field(default=None, description="the body over it")
    valid_from: Text | None = Field(default=None, description="since when")
    valid_to: Text | None = Field(default=None, description="until when")
    successor_id: Text | None = Field(default=None, description="what took its place")
    surfaces: tuple[Text, ...] = Field(description="as titles of the page write it, each time")


class RoleSeenRow(Row):
    """A role that titles of one page name."""

    doc_id: Text = Field(description="the page")
    role_id: Text = Field(description="id of the role")
    surfaces: tuple[Text, ...] = Field(description="as titles of the page write it, each time")


class PersonOfRow(Row):
    """Whom a canonical name of a page means."""

    doc_id: Text = Field(description="the page")
    name: Text = Field(description="canonical name in the page")
    person_id: Text = Field(description="the person")
    name_id: Text = Field(description="the family of the name")


class SketchRow(Row):
    """A page's text in a few numbers, by which copies are found."""

    doc_id: Text = Field(description="the page")
    raw_path: Text = Field(description="path of the raw file below the raw folder")
    published_on: dt.date | None = Field(default=None, description="day of publication")
    text_sha256: Text = Field(description="SHA-256 of the cleaned text")
    sketch: tuple[int, ...] = Field(description="MinHash of the text's shingles; none if short")


PARTS: dict[str, type[Row]] = {
    "act_mentions": ActMentionRow,
    "act_relations": ActRelationRow,
    "bodies_seen": BodyRow,
    "citations": CitationRow,
    "events": OfficeEventRow,
    "holdings": HoldingRow,
    "roles_seen": RoleSeenRow,
    "sightings": SightingRow,
    "sketches": SketchRow,
}
"""What the stage `tables` keeps of each shard, by the name of its file."""
