"""The tables: one pydantic model a table, and everything else about a table follows from it.

A model's fields are the columns in order; their annotations give type, closed set and whether
null is allowed, their descriptions the data dictionary. `pipeline.arrow` turns a model into an
Arrow schema; nothing else in the project names a column type.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA_VERSION = "1"

Text = Annotated[str, StringConstraints(min_length=1)]
"""A string that says something: absent is null, never the empty string."""

Kind = Literal["name", "title", "reference", "quantity", "date"]


class Row(BaseModel):
    """A row of any table: immutable, and only the columns that the model names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentRow(Row):
    """A page that was read: its cleaned text and what it says of itself."""

    doc_id: Text = Field(description="stable id of the page, made from raw_path")
    raw_path: Text = Field(description="path of the raw file below the raw folder")
    raw_sha256: Text = Field(description="SHA-256 of the raw file, hexadecimal")
    text: str = Field(
        description="cleaned text, one paragraph a line; every start/end refers to it"
    )
    title: Text | None = Field(default=None, description="headline")
    published_at: Text | None = Field(
        default=None, description="date and time of publication, ISO 8601, as exact as the page is"
    )
    published_on: dt.date | None = Field(default=None, description="day of publication")
    source: Text | None = Field(default=None, description="paper, site or broadcaster, as written")
    author: Text | None = Field(default=None, description="who signed, several joined by '; '")
    agency: Text | None = Field(default=None, description="news agency that the text is taken from")
    title_start: int | None = Field(default=None, description="first character of the headline")
    title_end: int | None = Field(
        default=None, description="one past the headline's last character"
    )
    bylines: tuple[int, ...] = Field(
        default=(), description="where the signatures stand in text: start, end, start, end …"
    )
    offsets: tuple[int, ...] = Field(
        description="map to the raw page: pieces of four numbers, start, end, raw_start, raw_end"
    )


class RejectedRow(Row):
    """A raw file that is not in documents, and why."""

    raw_path: Text = Field(description="path of the raw file below the raw folder")
    raw_sha256: Text | None = Field(
        default=None, description="SHA-256 of the raw file, if readable"
    )
    stage: Literal["clean", "segment", "extract", "tables"] = Field(description="where it failed")
    reason: Text = Field(description="reason code; README lists them with the cure")
    message: Text = Field(description="what went wrong, for a person")


class CutRow(Row):
    """A stretch of a raw page that cleaning left out as no part of the article."""

    doc_id: Text = Field(description="the page")
    raw_start: int = Field(description="first character, in the decoded raw file")
    raw_end: int = Field(description="one past the last character")
    fix: Text = Field(description="the fix that cut it")


class SentenceRow(Row):
    """A sentence of a page."""

    sentence_id: Text = Field(description="doc_id and the sentence's number in the page")
    doc_id: Text = Field(description="the page")
    start: int = Field(description="first character, in documents.text")
    end: int = Field(description="one past the last character")
    raw_start: int = Field(description="first character, in the decoded raw file")
    raw_end: int = Field(description="one past the last character")


class TokenRow(Row):
    """A word of a sentence, as underthesea segments and tags it."""

    sentence_id: Text = Field(description="the sentence")
    doc_id: Text = Field(description="the page")
    token: int = Field(description="number of the word in its sentence, from 0")
    start: int = Field(description="first character, in documents.text")
    end: int = Field(description="one past the last character")
    surface: Text = Field(description="the word as it stands in documents.text")
    pos: Text = Field(description="part of speech, underthesea's tag set")


class NameFields(Row):
    """What a name mention says."""

    canonical: Text = Field(description="full name of the person in this page")
    honorific: Text | None = Field(
        default=None,
        description="honorific directly before the name, lower case: ông, bà, đồng chí",
    )
    context: Literal["body", "byline", "credit"] = Field(
        default="body", description="where the name stands: text, signature, photo credit"
    )


class TitleFields(Row):
    """What a title mention says."""

    role: Text = Field(description="the title without organisation, status and field: Phó Bí thư")
    organization: Text | None = Field(default=None, description="organisation as written")
    organization_id: Text | None = Field(
        default=None, description="stable id of the organisation, where it is settled"
    )
    level: Literal["central", "provincial", "district", "commune", "foreign", "other"] | None = (
        Field(default=None, description="level of the organisation")
    )
    status: Literal["current", "former", "acting"] | None = Field(
        default=None, description="only where a word says so: nguyên, cựu, từng; quyền"
    )
    kind: Literal["position", "rank", "degree"] = Field(
        default="position", description="office, military or police rank, academic degree or honour"
    )
    holder: Text | None = Field(
        default=None, description="canonical name of the person, several joined by ';'"
    )


class ReferenceFields(Row):
    """What a reference to a document says."""

    doc_type: Text = Field(description="type of the document in full: Nghị quyết, Chỉ thị, Luật")
    number: Text | None = Field(default=None, description="number without leading zeros: 5, 30a")
    symbol: Text | None = Field(default=None, description="symbol, normalised: CT/TW, NĐ-CP")
    year: int | None = Field(default=None, description="year, where number or name holds it")
    plenum: int | None = Field(default=None, description="number of the plenum")
    congress: int | None = Field(default=None, description="number of the congress")
    term: Text | None = Field(default=None, description="congress term: 2010-2015")
    issuer: Text | None = Field(default=None, description="whose act it is, as written")
    issued_on: dt.date | None = Field(default=None, description="date of issue")
    title: Text | None = Field(default=None, description="title, subject or unique name")
    provision: Text | None = Field(default=None, description="part cited: khoản 2 Điều 5")
    inferred: tuple[Text, ...] = Field(
        default=(), description="fields settled by date or general knowledge, not by the page"
    )
    candidates: tuple[Text, ...] = Field(
        default=(), description="keys of the documents it may be, where it cannot be settled"
    )
    cited_document: Text = Field(description="stable key of the document, one for all spellings")


class QuantityFields(Row):
    """What a quantity mention says."""

    value: float = Field(description="number after scaling: 6,5 vạn is 65000")
    value_max: float | None = Field(default=None, description="upper end of a range")
    approx: Literal["exact", "about", "more_than", "nearly", "less_than", "at_least", "at_most"] = (
        Field(default="exact", description="what the approximator says")
    )
    unit: Text = Field(description="head of the unit as written: cán bộ, đồng, %")
    kind: Literal[
        "count",
        "percent",
        "money",
        "duration",
        "age",
        "length",
        "area",
        "mass",
        "volume",
        "ratio",
        "other",
    ] = Field(description="dimension of the unit")
    normal_value: float | None = Field(
        default=None, description="value in normal_unit, for money and measures"
    )
    normal_value_max: float | None = Field(default=None, description="value_max in normal_unit")
    normal_unit: Text | None = Field(
        default=None, description="ISO 4217 currency or SI unit: VND, USD, m, m2, kg, m3, s"
    )


class DateFields(Row):
    """What a date mention says."""

    value: Text = Field(
        description="ISO 8601: 2012-08-18, 2009-03, 2011-Q4, 2010/2015, --08-18 without a year"
    )
    precision: Literal["day", "month", "quarter", "year"] = Field(
        description="how exact the value, or each end of a range, is"
    )
    start_date: dt.date | None = Field(
        default=None, description="first day that the value covers; null without a year"
    )
    end_date: dt.date | None = Field(default=None, description="last day that the value covers")


class MentionRow(Row):
    """The columns that every mention table begins with."""

    mention_id: Text = Field(description="stable id: doc_id, kind, raw_start, number in its span")
    doc_id: Text = Field(description="the page")
    sentence_id: Text = Field(description="the sentence it starts in")
    start: int = Field(description="first character, in documents.text")
    end: int = Field(description="one past the last character")
    raw_start: int = Field(description="first character, in the decoded raw file")
    raw_end: int = Field(description="one past the last character")
    surface: Text = Field(description="documents.text[start:end]")
    rule: Text = Field(description="the rule that found it")
    entries: tuple[Text, ...] = Field(
        default=(), description="ids of the lexicon entries it rests on"
    )


class NameRow(NameFields, MentionRow):
    """A mention of a person by name."""


class TitleRow(TitleFields, MentionRow):
    """A mention of a position, rank or degree."""


class ReferenceRow(ReferenceFields, MentionRow):
    """A mention of an identified document."""


class QuantityRow(QuantityFields, MentionRow):
    """A mention of a number of something."""


class DateRow(DateFields, MentionRow):
    """A mention of a calendar date, month, quarter or term."""


class CitationRow(Row):
    """A document that a page cites."""

    doc_id: Text = Field(description="the citing page")
    cited_document: Text = Field(description="key of the cited document")
    doc_type: Text = Field(description="type of the cited document")
    mentions: int = Field(description="mentions of the cited document in the page")
    settled: bool = Field(description="false where a part of the key is not known: '?' is in it")
    first_mention_id: Text = Field(description="the first of the mentions")
    first_cited_on: dt.date | None = Field(
        default=None, description="day of publication of the citing page, the date of its citation"
    )


class PersonRow(Row):
    """A person, over all pages."""

    person_id: Text = Field(
        description="stable id: the name in ASCII and four digits, with an office where needed"
    )
    name: Text = Field(description="full name, the spelling met most often")
    variants: tuple[Text, ...] = Field(description="other surfaces that stand for the person")
    documents: int = Field(description="pages that name the person")
    mentions: int = Field(description="mentions by name")
    first_date: dt.date | None = Field(default=None, description="earliest day of publication")
    last_date: dt.date | None = Field(default=None, description="latest day of publication")
    decision: Literal["one page", "same name", "same office", "kept apart"] = Field(
        description="why mentions of several pages are one person, or two of one name are two"
    )
    evidence: tuple[Text, ...] = Field(
        default=(), description="the offices, with their pages, that the decision rests on"
    )


class PositionRow(Row):
    """An office that a person holds or held."""

    position_id: Text = Field(description="stable id: person, role, organisation, status")
    person_id: Text = Field(description="the person")
    role: Text = Field(description="the role, as written most often")
    organization: Text | None = Field(default=None, description="organisation, its fullest form")
    organization_id: Text | None = Field(default=None, description="id of the organisation")
    kind: Literal["position", "rank", "degree"] = Field(description="office, rank or degree")
    status: Literal["current", "former", "acting"] | None = Field(
        default=None, description="only where a word says so"
    )
    from_year: int | None = Field(default=None, description="first year, where a text gives terms")
    to_year: int | None = Field(default=None, description="last year, where a text gives terms")
    first_date: dt.date | None = Field(default=None, description="earliest page that says so")
    last_date: dt.date | None = Field(default=None, description="latest page that says so")
    documents: int = Field(description="pages that say so")
    mention_ids: tuple[Text, ...] = Field(description="the mentions of titles that say so")


Fields = NameFields | TitleFields | ReferenceFields | QuantityFields | DateFields

FIELDS: dict[Kind, type[Row]] = {
    "name": NameFields,
    "title": TitleFields,
    "reference": ReferenceFields,
    "quantity": QuantityFields,
    "date": DateFields,
}

MENTIONS: dict[Kind, type[MentionRow]] = {
    "name": NameRow,
    "title": TitleRow,
    "reference": ReferenceRow,
    "quantity": QuantityRow,
    "date": DateRow,
}

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
    "people": PersonRow,
    "positions": PositionRow,
}
"""Every table that a run writes, by the name of its file."""

MENTION_TABLES: dict[Kind, str] = {
    kind: next(name for name, model in TABLES.items() if model is row)
    for kind, row in MENTIONS.items()
}
"""The name of the table of each kind of mention."""
