"""The tables made from all pages together: citations, acts, their relations, people, positions."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from vanban.schema.base import Offset, Row, Text, Year


class CitationRow(Row):
    """A document that a page cites."""

    doc_id: Text = Field(description="the citing page", examples=["610dc4bb0a013702"])
    cited_document: Text = Field(
        description="key of the cited document", examples=["Nghị quyết Trung ương 4 khóa XI"]
    )
    doc_type: Text = Field(description="type of the cited document", examples=["Nghị quyết"])
    mentions: int = Field(description="mentions of the cited document in the page", examples=[4])
    settled: bool = Field(
        description="false where a part of the key is not known: '?' is in it", examples=[True]
    )
    first_mention_id: Text = Field(
        description="the first of the mentions", examples=["610dc4bb0a013702.reference.002770.0"]
    )
    first_cited_on: dt.date | None = Field(
        default=None,
        description="day of publication of the citing page, the date of its citation",
        examples=["2011-10-13"],
    )


Stage = Literal["bill", "in_force", "amended", "replaced", "unknown"]
"""Where an act stands: not passed, as it was passed, changed by a later act, given up for one."""


class ActRow(Row):
    """An act that pages cite, over all pages."""

    act: Text = Field(
        description="its key, that of references.cited_document",
        examples=["Nghị định 100/2019/NĐ-CP"],
    )
    doc_type: Text = Field(description="type of the document", examples=["Nghị định"])
    number: Text | None = Field(default=None, description="number", examples=["100"])
    symbol: Text | None = Field(default=None, description="symbol, normalised", examples=["NĐ-CP"])
    year: Year | None = Field(default=None, description="year of issue", examples=[2019])
    issuer_id: Text | None = Field(
        default=None, description="id of the body named most often", examples=["chinh-phu"]
    )
    issued_on: dt.date | None = Field(
        default=None, description="day of issue, on record or as pages say", examples=["2019-12-30"]
    )
    title: Text | None = Field(
        default=None, description="name or subject", examples=["xử phạt vi phạm giao thông"]
    )
    aliases: tuple[Text, ...] = Field(
        default=(),
        description="the commonest ways to write it",
        examples=[["Nghị định 100", "NĐ 100/2019"]],
    )
    stage: Stage = Field(
        description="bill, in force, amended or replaced, by record and pages", examples=["amended"]
    )
    official: Text | None = Field(
        default=None, description="number as the act writes it", examples=["100/2019/NĐ-CP"]
    )
    documents: int = Field(description="pages that cite it", examples=[3])
    mentions: int = Field(description="mentions", examples=[7])


class ActRelationRow(Row):
    """That one act amends, replaces, repeals, implements or guides another, or rests on it."""

    doc_id: Text = Field(description="the page that says so", examples=["610dc4bb0a013702"])
    from_act: Text = Field(
        description="key of the acting document", examples=["Nghị định 123/2021/NĐ-CP"]
    )
    relation: Literal["amends", "replaces", "repeals", "implements", "based_on", "guides"] = Field(
        description="how it stands to the other", examples=["amends"]
    )
    to_act: Text = Field(description="key of the other", examples=["Nghị định 100/2019/NĐ-CP"])
    start: Offset = Field(
        description="first character of the words, in documents.text", examples=[9]
    )
    end: Offset = Field(description="one past the last character", examples=[97])
    raw_start: Offset = Field(description="first character, in the decoded raw file", examples=[9])
    raw_end: Offset = Field(description="one past the last character", examples=[97])
    rule: Literal["active", "passive", "lapse", "basis", "year", "name"] = Field(
        description="how it is said: A changes B; B changed by A; B lapses by this act; on the "
        "basis of B; B as amended in a year; an amending law by its name",
        examples=["active"],
    )


class PersonRow(Row):
    """A person, over all pages."""

    person_id: Text = Field(
        description="stable id: the name in ASCII and four digits, with an office where needed",
        examples=["tran-van-minh-1a2b"],
    )
    name: Text = Field(
        description="full name, the spelling met most often", examples=["Trần Văn Minh"]
    )
    variants: tuple[Text, ...] = Field(
        description="other surfaces that stand for the person", examples=[["Minh"]]
    )
    documents: int = Field(description="pages that name the person", examples=[3])
    mentions: int = Field(description="mentions by name", examples=[7])
    first_date: dt.date | None = Field(
        default=None, description="earliest day of publication", examples=["2011-10-13"]
    )
    last_date: dt.date | None = Field(
        default=None, description="latest day of publication", examples=["2019-05-31"]
    )
    decision: Literal["one page", "same name", "same office", "kept apart"] = Field(
        description="why mentions of several pages are one person, or two of one name are two",
        examples=["same office"],
    )
    evidence: tuple[Text, ...] = Field(
        default=(),
        description="the offices, with their pages, that the decision rests on",
        examples=[["Bí thư Tỉnh ủy Hà Nam: 610dc4bb0a013702"]],
    )


class PositionRow(Row):
    """An office that a person holds or held."""

    position_id: Text = Field(
        description="stable id: person, role, organisation, status",
        examples=["tran-van-minh-1a2b/bi-thu/tinh-uy-ha-nam"],
    )
    person_id: Text = Field(description="the person", examples=["tran-van-minh-1a2b"])
    role: Text = Field(description="the role, as written most often", examples=["Bí thư"])
    organization: Text | None = Field(
        default=None, description="organisation, its fullest form", examples=["Tỉnh ủy Hà Nam"]
    )
    organization_id: Text | None = Field(
        default=None, description="id of the organisation", examples=["tinh-uy-ha-nam"]
    )
    kind: Literal["position", "rank", "degree"] = Field(
        description="office, rank or degree", examples=["position"]
    )
    status: Literal["current", "former", "acting"] | None = Field(
        default=None, description="only where a word says so", examples=["former"]
    )
    from_year: Year | None = Field(
        default=None, description="first year, where a text gives terms", examples=[2010]
    )
    to_year: Year | None = Field(
        default=None, description="last year, where a text gives terms", examples=[2015]
    )
    first_date: dt.date | None = Field(
        default=None, description="earliest page that says so", examples=["2011-10-13"]
    )
    last_date: dt.date | None = Field(
        default=None, description="latest page that says so", examples=["2019-05-31"]
    )
    documents: int = Field(description="pages that say so", examples=[2])
    mention_ids: tuple[Text, ...] = Field(
        description="the mentions of titles that say so",
        examples=[["610dc4bb0a013702.title.000541.0"]],
    )
