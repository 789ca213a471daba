"""The tables of pages: what was read, rejected and cut, its sentences and its words."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from vanban.schema.base import Offset, PageKind, Row, Text, Year, YearEvidence


class DocumentRow(Row):
    """A page that was read: its cleaned text and what it says of itself."""

    doc_id: Text = Field(
        description="stable id of the page, made from raw_path", examples=["610dc4bb0a013702"]
    )
    raw_path: Text = Field(
        description="path of the raw file below the raw folder; of a record of a file of many with "
        "its place behind a hash: articles.csv#row=17",
        examples=["2012/trang-mot.txt"],
    )
    raw_sha256: Text = Field(
        description="SHA-256 of the raw file and what stands beside it, hexadecimal",
        examples=["558ddda3ee77729443b109222bd75b50d8f3f9c522c6432974b15f69ee54c11e"],
    )
    text: str = Field(
        description="cleaned text, one paragraph a line; every start/end refers to it",
        examples=["Hội nghị tổng kết\nSáng 5/6, Tỉnh ủy Hà Nam tổ chức hội nghị."],
    )
    encoding: Text = Field(
        description="encoding of the raw file: utf-8, utf-16-le, utf-16-be, windows-1258, tcvn3, "
        "vni or viscii; utf-8/tcvn3 for TCVN3 that was turned into UTF-8 as if it were Western; "
        "pdf or docx for a file that such a text was taken out of",
        examples=["utf-8"],
    )
    broken: int = Field(
        description="places of the raw file that could not be read: U+FFFD in text", examples=[0]
    )
    language: Text | None = Field(
        default=None,
        description="ISO 639-1 code of the language; null where the text is too short to say",
        examples=["vi"],
    )
    title: Text | None = Field(default=None, description="headline", examples=["Hội nghị tổng kết"])
    published_at: Text | None = Field(
        default=None,
        description="date and time of publication in Vietnam, ISO 8601, as exact as the page is; "
        "of an official document the day it was signed",
        examples=["2011-10-13T10:32"],
    )
    published_on: dt.date | None = Field(
        default=None, description="day of publication", examples=["2011-10-13"]
    )
    source: Text | None = Field(
        default=None,
        description="paper, site or broadcaster, as written",
        examples=["Báo Nhân Dân"],
    )
    author: Text | None = Field(
        default=None, description="who signed, several joined by '; '", examples=["Việt Thắng"]
    )
    agency: Text | None = Field(
        default=None, description="news agency that the text is taken from", examples=["TTXVN"]
    )
    section: Text | None = Field(
        default=None, description="section of the site, as written", examples=["Xây dựng Đảng"]
    )
    evidence: tuple[Text, ...] = Field(
        default=(),
        description="what title, day, source, author, agency, section and address were read from: "
        "front-matter, input, meta, text, address",
        examples=[["title: text", "published_at: meta"]],
    )
    kind: PageKind = Field(
        default="other",
        description="news; document (an official document); list (front page, directory); other",
        examples=["news"],
    )
    url: Text | None = Field(
        default=None,
        description="address of the page, where the page or its input says it",
        examples=["https://example.vn/tin/hoi-nghi-123.html"],
    )
    doc_type: Text | None = Field(
        default=None, description="of an official document: its type", examples=["Nghị định"]
    )
    number: Text | None = Field(
        default=None, description="its number without leading zeros", examples=["100"]
    )
    symbol: Text | None = Field(
        default=None, description="its symbol, behind number and year", examples=["NĐ-CP"]
    )
    year: Year | None = Field(
        default=None, description="the year that its number holds", examples=[2019]
    )
    issuer: Text | None = Field(
        default=None, description="the body named at its head", examples=["CHÍNH PHỦ"]
    )
    signed_on: dt.date | None = Field(
        default=None, description="the day it was signed", examples=["2019-12-30"]
    )
    signer: Text | None = Field(
        default=None, description="the name that signs it", examples=["Trần Văn Minh"]
    )
    duplicate_of: Text | None = Field(
        default=None,
        description="the earliest page with the very same cleaned text",
        examples=["0a5c1e9d27b34f60"],
    )
    near_duplicate_of: Text | None = Field(
        default=None,
        description="the earliest page that this one repeats but for some words",
        examples=["0a5c1e9d27b34f60"],
    )
    written_year: Year | None = Field(
        default=None,
        description="year in which the page was written, where page, input or text settle it",
        examples=[2011],
    )
    written_year_evidence: YearEvidence | None = Field(
        default=None,
        description="what it rests on: the day of publication; the line of place and date of a "
        "document; a day with a clock time; a full date behind 'hôm nay'; the days on which its "
        "pictures were filed; words beside a year; the full date that news opens with",
        examples=["published"],
    )
    written_day: dt.date | None = Field(
        default=None,
        description="a day near which the page was written, where that evidence names one and "
        "no day of publication is known",
        examples=["2011-10-13"],
    )
    title_start: Offset | None = Field(
        default=None, description="first character of the headline", examples=[0]
    )
    title_end: Offset | None = Field(
        default=None, description="one past the headline's last character", examples=[17]
    )
    bylines: tuple[Offset, ...] = Field(
        default=(),
        description="where the signatures stand in text: start, end, start, end …",
        examples=[[6776, 6786]],
    )
    offsets: tuple[Offset, ...] = Field(
        description="map to the raw page: pieces of four numbers, start, end, raw_start, raw_end",
        examples=[[0, 17, 70, 87]],
    )


class RejectedRow(Row):
    """A raw file that is not in documents, and why."""

    raw_path: Text = Field(
        description="path of the raw file below the raw folder", examples=["2012/trang-hai.txt"]
    )
    raw_sha256: Text | None = Field(
        default=None,
        description="SHA-256 of the raw file, if readable",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )
    stage: Literal["clean", "segment", "extract", "tables"] = Field(
        description="where it failed", examples=["clean"]
    )
    reason: Text = Field(
        description="reason code; docs/pages.md lists them with the cure", examples=["empty"]
    )
    message: Text = Field(
        description="what went wrong, for a person",
        examples=["the file is empty. Fetch the page again."],
    )


class CutRow(Row):
    """A stretch of a raw page that cleaning left out as no part of the article."""

    doc_id: Text = Field(description="the page", examples=["610dc4bb0a013702"])
    raw_start: Offset = Field(description="first character, in the decoded raw file", examples=[70])
    raw_end: Offset = Field(description="one past the last character", examples=[95])
    fix: Text = Field(description="the fix that cut it", examples=["header-marks"])


class SentenceRow(Row):
    """A sentence of a page."""

    sentence_id: Text = Field(
        description="doc_id and the sentence's number in the page",
        examples=["610dc4bb0a013702.s00001"],
    )
    doc_id: Text = Field(description="the page", examples=["610dc4bb0a013702"])
    start: Offset = Field(description="first character, in documents.text", examples=[75])
    end: Offset = Field(description="one past the last character", examples=[223])
    raw_start: Offset = Field(description="first character, in the decoded raw file", examples=[76])
    raw_end: Offset = Field(description="one past the last character", examples=[224])


class TokenRow(Row):
    """A word of a sentence, as underthesea segments and tags it."""

    sentence_id: Text = Field(description="the sentence", examples=["610dc4bb0a013702.s00001"])
    doc_id: Text = Field(description="the page", examples=["610dc4bb0a013702"])
    token: int = Field(description="number of the word in its sentence, from 0", examples=[0])
    start: Offset = Field(description="first character, in documents.text", examples=[75])
    end: Offset = Field(description="one past the last character", examples=[82])
    surface: Text = Field(
        description="the word as it stands in documents.text", examples=["Hội nghị"]
    )
    pos: Text = Field(description="part of speech, underthesea's tag set", examples=["N"])
