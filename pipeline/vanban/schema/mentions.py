"""The tables of mentions: the fields of each kind, and the columns that all kinds share."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from vanban.schema.base import ColumnUnit, Kind, Offset, Row, Text, Year


class NameFields(Row):
    """What a name mention says."""

    canonical: Text = Field(
        description="full name of the person in this page", examples=["Trần Văn Minh"]
    )
    honorific: Text | None = Field(
        default=None,
        description="honorific directly before the name, lower case: ông, bà, đồng chí",
        examples=["đồng chí"],
    )
    context: Literal["body", "byline", "credit"] = Field(
        default="body",
        description="where the name stands: text, signature, photo credit",
        examples=["body"],
    )


class TitleFields(Row):
    """What a title mention says."""

    role: Text = Field(
        description="the title without organisation, status and field: Phó Bí thư",
        examples=["Bí thư"],
    )
    role_id: Text | None = Field(
        default=None,
        description="stable id of the role, one for all spellings: key of roles",
        examples=["bi-thu"],
    )
    organization: Text | None = Field(
        default=None, description="organisation as written", examples=["Tỉnh ủy Hà Nam"]
    )
    organization_id: Text | None = Field(
        default=None,
        description="stable id of the organisation, where the page settles it",
        examples=["tinh-uy-ha-nam"],
    )
    level: Literal["central", "provincial", "district", "commune", "foreign", "other"] | None = (
        Field(default=None, description="level of the organisation", examples=["provincial"])
    )
    status: Literal["current", "former", "acting"] | None = Field(
        default=None,
        description="only where a word says so: nguyên, cựu, từng; quyền",
        examples=["former"],
    )
    kind: Literal["position", "rank", "degree"] = Field(
        default="position",
        description="office, military or police rank, academic degree or honour",
        examples=["position"],
    )
    holder: Text | None = Field(
        default=None,
        description="canonical name of the person, several joined by ';'",
        examples=["Trần Văn Minh"],
    )


class ReferenceFields(Row):
    """What a reference to a document says."""

    doc_type: Text = Field(
        description="type of the document in full: Nghị quyết, Chỉ thị, Luật",
        examples=["Nghị định"],
    )
    number: Text | None = Field(
        default=None, description="number without leading zeros: 5, 30a", examples=["100"]
    )
    symbol: Text | None = Field(
        default=None, description="symbol, normalised: CT/TW, NĐ-CP", examples=["NĐ-CP"]
    )
    year: Year | None = Field(
        default=None, description="year, where number or name holds it", examples=[2019]
    )
    plenum: int | None = Field(default=None, description="number of the plenum", examples=[4])
    congress: int | None = Field(default=None, description="number of the congress", examples=[11])
    term: Text | None = Field(
        default=None, description="congress term: 2010-2015", examples=["2010-2015"]
    )
    issuer: Text | None = Field(
        default=None, description="whose act it is, as written", examples=["Chính phủ"]
    )
    issued_on: dt.date | None = Field(
        default=None, description="date of issue", examples=["2019-12-30"]
    )
    title: Text | None = Field(
        default=None, description="title, subject or unique name", examples=["xây dựng Đảng"]
    )
    provision: Text | None = Field(
        default=None, description="part cited: khoản 2 Điều 5", examples=["khoản 2 Điều 5"]
    )
    inferred: tuple[Text, ...] = Field(
        default=(),
        description="fields settled by date or general knowledge, not by the page",
        examples=[["congress"]],
    )
    candidates: tuple[Text, ...] = Field(
        default=(),
        description="keys of the documents it may be, where it cannot be settled",
        examples=[["Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XII"]],
    )
    cited_document: Text = Field(
        description="stable key of the document, one for all spellings",
        examples=["Nghị định 100/2019/NĐ-CP"],
    )


Approx = Literal["exact", "about", "more_than", "nearly", "less_than", "at_least", "at_most"]
"""What an approximator says of a quantity."""

Dimension = Literal[
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
]
"""What a unit measures."""


class QuantityFields(Row):
    """What a quantity mention says."""

    value: Annotated[float, ColumnUnit("the column unit")] = Field(
        description="number after scaling: 6,5 vạn is 65000", examples=[65000.0]
    )
    value_max: Annotated[float, ColumnUnit("the column unit")] | None = Field(
        default=None, description="upper end of a range", examples=[70000.0]
    )
    approx: Approx = Field(
        default="exact", description="what the approximator says", examples=["more_than"]
    )
    unit: Text | None = Field(
        default=None,
        description="head of the unit as written, a rate whole: cán bộ, %, đồng/m2;"
        " null where the thing is understood (25 triệu)",
        examples=["cán bộ"],
    )
    kind: Dimension = Field(description="dimension of the unit", examples=["count"])
    normal_value: Annotated[float, ColumnUnit("the column normal_unit")] | None = Field(
        default=None,
        description="value in normal_unit, for money and measures of a fixed size",
        examples=[1500000000.0],
    )
    normal_value_max: Annotated[float, ColumnUnit("the column normal_unit")] | None = Field(
        default=None, description="value_max in normal_unit", examples=[2000000000.0]
    )
    normal_unit: Text | None = Field(
        default=None,
        description="ISO 4217 currency or SI unit: VND, USD, m, m2, kg, m3, s; a rate of money"
        " is in its currency for the thing as written: VND/m2, VND/người/năm",
        examples=["VND"],
    )


class DateFields(Row):
    """What a date mention says."""

    value: Text = Field(
        description="ISO 8601: 2012-08-18, 2009-03, 2011-Q4, 2010/2015, --08-18 without a year",
        examples=["2012-08-18"],
    )
    precision: Literal["day", "month", "quarter", "year"] = Field(
        description="how exact the value, or each end of a range, is", examples=["day"]
    )
    start_date: dt.date | None = Field(
        default=None,
        description="first day that the value covers; null without a year",
        examples=["2012-08-18"],
    )
    end_date: dt.date | None = Field(
        default=None, description="last day that the value covers", examples=["2012-08-18"]
    )
    calendar: Literal["gregorian", "lunar"] = Field(
        default="gregorian",
        description="calendar of month and day; a lunar date has no year and no bounds",
        examples=["gregorian"],
    )


class MentionRow(Row):
    """The columns that every mention table begins with."""

    mention_id: Text = Field(
        description="stable id: doc_id, kind, raw_start, number in its span",
        examples=["610dc4bb0a013702.quantity.000114.0"],
    )
    doc_id: Text = Field(description="the page", examples=["610dc4bb0a013702"])
    sentence_id: Text = Field(
        description="the sentence it starts in", examples=["610dc4bb0a013702.s00001"]
    )
    start: Offset = Field(description="first character, in documents.text", examples=[113])
    end: Offset = Field(description="one past the last character", examples=[123])
    raw_start: Offset = Field(
        description="first character, in the decoded raw file", examples=[114]
    )
    raw_end: Offset = Field(description="one past the last character", examples=[124])
    surface: Text = Field(description="documents.text[start:end]", examples=["63 đảng bộ"])
    rule: Text = Field(description="the rule that found it", examples=["quantity.count"])
    entries: tuple[Text, ...] = Field(
        default=(), description="ids of the lexicon entries it rests on", examples=[["party-body"]]
    )
    confidence: Annotated[float, ColumnUnit("share")] | None = Field(
        default=None,
        description=(
            "how often the rule was right on marked pages, in this kind of context: the lower end "
            "of an interval of 95 %; null where fewer than 20 were marked"
        ),
        examples=[0.946],
    )


class NameRow(NameFields, MentionRow):
    """A mention of a person by name."""

    person_id: Text | None = Field(
        default=None,
        description="the person over all pages: key of people",
        examples=["tran-van-minh-1a2b"],
    )


class TitleRow(TitleFields, MentionRow):
    """A mention of a position, rank or degree."""

    person_id: Text | None = Field(
        default=None,
        description="the holder over all pages: key of people; null where there are several",
        examples=["tran-van-minh-1a2b"],
    )


class ReferenceRow(ReferenceFields, MentionRow):
    """A mention of an identified document."""


class QuantityRow(QuantityFields, MentionRow):
    """A mention of a number of something."""


class DateRow(DateFields, MentionRow):
    """A mention of a calendar date, month, quarter or term."""


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
