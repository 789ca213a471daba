"""The tables made from all pages together: citations, acts, and who is who, of what, when."""

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
        description="how it is said: A changes B; B changed by A; B lapses by this act "
        "or is listed; on the basis of B; B as amended in a year; an amending law by its name",
        examples=["active"],
    )


BodyKind = Literal[
    "party", "state", "assembly", "court", "procuracy", "military", "police", "mass",
    "enterprise", "school", "hospital", "media", "international", "other",
]  # fmt: skip
"""What kind of body an organisation is."""

BodyLevel = Literal["central", "provincial", "district", "commune"]
"""The level of a Vietnamese body; null abroad and for enterprises."""

Decision = Literal[
    "same office", "same body and rank", "same story", "same byline", "same rare name",
    "unproven", "kept apart",
]  # fmt: skip
"""Why the mentions of a row of `people` are one person."""

EventKind = Literal[
    "appointed", "elected", "nominated", "dismissed", "resigned", "transferred", "retired",
    "disciplined", "promoted", "died",
]  # fmt: skip
"""What happened to an office, or to who held it."""


class OrganizationRow(Row):
    """A body that titles name."""

    org_id: Text = Field(
        description="stable id, one for all ways of writing: that of titles.organization_id",
        examples=["tinh-uy-ha-nam"],
    )
    name: Text = Field(description="official name", examples=["Tỉnh ủy Hà Nam"])
    aliases: tuple[Text, ...] = Field(
        description="other ways in which pages write it", examples=[["Tỉnh ủy"]]
    )
    kind: BodyKind = Field(description="what kind of body it is", examples=["party"])
    level: BodyLevel | None = Field(
        default=None, description="level; null abroad and for enterprises", examples=["provincial"]
    )
    province: Text | None = Field(
        default=None, description="province of a local body", examples=["Hà Nam"]
    )
    country: Text | None = Field(
        default=None, description="country, ISO 3166-1; null where not known", examples=["VN"]
    )
    parent_id: Text | None = Field(
        default=None,
        description="id of the body over it, which pages need not name",
        examples=["trung-uong-dang"],
    )
    valid_from: Text | None = Field(
        default=None, description="since when, ISO 8601 as exact as known", examples=["2007-04-11"]
    )
    valid_to: Text | None = Field(
        default=None, description="first day without it", examples=["2025-07-01"]
    )
    successor_id: Text | None = Field(
        default=None,
        description="id of the body that took its place",
        examples=["tinh-uy-ninh-binh-2025"],
    )
    documents: int = Field(description="pages that name it in a title", examples=[3])
    mentions: int = Field(description="titles of it", examples=[7])


class RoleRow(Row):
    """A role that titles name."""

    role_id: Text = Field(
        description="stable id, one for all ways of writing", examples=["pho-giam-doc"]
    )
    name: Text = Field(description="the role in full", examples=["Phó giám đốc"])
    rank: Literal["head", "deputy", "member", "other"] = Field(
        description="place in its body", examples=["deputy"]
    )
    aliases: tuple[Text, ...] = Field(
        description="other ways in which pages write it", examples=[["PGĐ"]]
    )
    documents: int = Field(description="pages that name it", examples=[3])
    mentions: int = Field(description="titles with it", examples=[7])


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
    gender: Literal["male", "female"] | None = Field(
        default=None, description="from honorifics and middle names", examples=["male"]
    )
    birth_year: Year | None = Field(
        default=None, description="year of birth, where pages give it or an age", examples=[1966]
    )
    home: Text | None = Field(
        default=None, description="province where the person lives", examples=["Hà Nam"]
    )
    by_byline: bool = Field(description="known from bylines and credits alone", examples=[False])
    documents: int = Field(description="pages that name the person", examples=[3])
    mentions: int = Field(description="mentions by name", examples=[7])
    first_date: dt.date | None = Field(
        default=None, description="earliest day of publication", examples=["2011-10-13"]
    )
    last_date: dt.date | None = Field(
        default=None, description="latest day of publication", examples=["2019-05-31"]
    )
    decision: Decision = Field(
        description="why mentions of several pages are one person; of one page alone: whether "
        "others bear the name",
        examples=["same office"],
    )
    evidence: tuple[Text, ...] = Field(
        default=(),
        description="what the decision rests on, the strongest first",
        examples=[["office bi-thu tinh-uy-ha-nam: 3 pages"]],
    )
    name_id: Text = Field(
        description="family of names in which the person was told from others",
        examples=["van-minh-1a2b"],
    )


class PositionRow(Row):
    """An office that a person holds or held."""

    position_id: Text = Field(
        description="stable id: person, role, organisation",
        examples=["tran-van-minh-1a2b/bi-thu/tinh-uy-ha-nam"],
    )
    person_id: Text = Field(description="the person", examples=["tran-van-minh-1a2b"])
    role_id: Text = Field(description="the role: key of roles", examples=["bi-thu"])
    org_id: Text | None = Field(
        default=None, description="the body: key of organizations", examples=["tinh-uy-ha-nam"]
    )
    role: Text = Field(description="the role, as written most often", examples=["Bí thư"])
    organization: Text | None = Field(
        default=None, description="organisation, its fullest form", examples=["Tỉnh ủy Hà Nam"]
    )
    kind: Literal["position", "rank", "degree"] = Field(
        description="office, rank or degree", examples=["position"]
    )
    status: Literal["current", "former", "acting"] | None = Field(
        default=None,
        description="as words, terms, events and later holders say",
        examples=["former"],
    )
    stated: Literal["current", "former", "acting"] | None = Field(
        default=None, description="as pages about this person alone say", examples=["former"]
    )
    from_date: Text | None = Field(
        default=None, description="since when, ISO 8601 as exact as known", examples=["2010-11"]
    )
    to_date: Text | None = Field(
        default=None, description="until when, ISO 8601 as exact as known", examples=["2015"]
    )
    first_seen: dt.date | None = Field(
        default=None, description="earliest page that says so", examples=["2011-10-13"]
    )
    last_seen: dt.date | None = Field(
        default=None, description="latest page that says so", examples=["2019-05-31"]
    )
    year: Year | None = Field(
        default=None,
        description="year in which the middle one of the pages that say so was written",
        examples=[2017],
    )
    documents: int = Field(description="pages that say so", examples=[2])
    mention_ids: tuple[Text, ...] = Field(
        description="the mentions of titles that say so",
        examples=[["610dc4bb0a013702.title.000541.0"]],
    )
    name_id: Text = Field(description="the person's family of names", examples=["van-minh-1a2b"])


class OfficeEventRow(Row):
    """Something that happened to a person's office, as one sentence tells it."""

    event_id: Text = Field(
        description="stable id: page, place, number", examples=["610dc4bb0a013702.event.000541.0"]
    )
    doc_id: Text = Field(description="the page", examples=["610dc4bb0a013702"])
    person_id: Text | None = Field(
        default=None, description="the person", examples=["tran-van-minh-1a2b"]
    )
    person: Text = Field(description="canonical name in the page", examples=["Trần Văn Minh"])
    kind: EventKind = Field(description="what happened", examples=["appointed"])
    role_id: Text | None = Field(default=None, description="the role", examples=["bi-thu"])
    org_id: Text | None = Field(default=None, description="the body", examples=["tinh-uy-ha-nam"])
    role: Text | None = Field(default=None, description="the role as written", examples=["Bí thư"])
    organization: Text | None = Field(
        default=None, description="organisation as written", examples=["Tỉnh ủy Hà Nam"]
    )
    date: Text | None = Field(
        default=None,
        description="when, ISO 8601 as exact as the page settles it",
        examples=["2017-05-10"],
    )
    decided_by: Text | None = Field(
        default=None, description="who decided, as written", examples=["Bộ Chính trị"]
    )
    act: Text | None = Field(
        default=None,
        description="key of the document that decided it",
        examples=["Quyết định 702/QĐ-TTg (2017)"],
    )
    start: int = Field(description="first character of the verb in the text", examples=[541])
    end: int = Field(description="one past its last character", examples=[552])
    raw_start: int = Field(description="first character in the raw file", examples=[571])
    raw_end: int = Field(description="one past the last in the raw file", examples=[582])
    rule: Text = Field(description="rule that found it", examples=["event.passive"])
    name_id: Text = Field(description="the person's family of names", examples=["van-minh-1a2b"])
