"""What one page is on its way through the stages.

A raw file becomes a `Page` (cleaned text, metadata, map to the raw file), a page with sentences
and tagged words becomes a `Document`, and the extractors read documents only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from vanban.schema.base import PageKind, YearEvidence
from vanban.text.spans import OffsetMap, Piece, Span

_DAY = len("2024-03-05")
"""A day of publication written less exactly is a month or a year."""


class Rejected(Exception):  # noqa: N818 - the word of the table that it becomes a row of
    """A page that a stage refuses: a short stable reason code, and a message with the cure."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason, self.message = reason, message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the raw page that cleaning left out, and the fix that did it."""

    raw: Span
    fix: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What an official document says of itself at head and foot; None where it does not.

    `doc_type` is the full word ("Nghị định"), `number` is without leading zeros, `symbol` as
    written behind number and year, `issuer` the body named in the head, `signer` the name that
    signs.
    """

    doc_type: str
    number: str | None = None
    symbol: str | None = None
    year: int | None = None
    issuer: str | None = None
    signed_on: dt.date | None = None
    signer: str | None = None


@dataclass(frozen=True)
class Page:
    """A cleaned page: content only, one paragraph a line.

    `encoding` is that of the raw file, `broken` the places of it that could not be read, `language`
    the ISO 639-1 code of the text.
    `published_at` is ISO 8601 as exact as the page is; `title_span` and `bylines` (the bare
    personal names of those who signed) are spans of `text`; `identity` is that of the official
    document that the page is, `evidence` says what each value of the metadata was read from,
    `written_year` the year in which the page was written, with what that rests on, and
    `written_day` a day near which it was, where that names one.
    """

    doc_id: str
    raw_path: str
    raw_sha256: str
    text: str
    offsets: OffsetMap
    encoding: str = "utf-8"
    broken: int = 0
    language: str | None = None
    title: str | None = None
    published_at: str | None = None
    source: str | None = None
    author: str | None = None
    agency: str | None = None
    section: str | None = None
    title_span: Span | None = None
    bylines: tuple[Span, ...] = ()
    cuts: tuple[Cut, ...] = ()
    kind: PageKind = "other"
    url: str | None = None
    identity: Identity | None = None
    evidence: tuple[str, ...] = ()
    written_year: int | None = None
    written_year_evidence: YearEvidence | None = None
    written_day: dt.date | None = None

    def is_continuous(self, span: Span) -> bool:
        """True where a span of the text stands for one stretch of the raw page, and only for it.

        False where cleaning cut something out between its words, and where one of its ends falls
        among characters that only as a whole stand for raw ones.
        """
        if self.offsets.divides(span.start, span.end):
            return False
        raw = self.offsets.to_raw(span.start, span.end)
        before = bisect_left(self._cut_starts, raw.end) - 1
        return before < 0 or self._cut_ends[before] <= raw.start

    @cached_property
    def _cut_starts(self) -> list[int]:
        return sorted(cut.raw.start for cut in self.cuts)

    @cached_property
    def _cut_ends(self) -> list[int]:
        """For each cut in the order of their starts, how far it and those before it reach."""
        raw = sorted((cut.raw for cut in self.cuts), key=lambda span: span.start)
        return list(accumulate((span.end for span in raw), max))

    @cached_property
    def published_on(self) -> dt.date | None:
        """The day of publication, where the page names one."""
        day = (self.published_at or "")[:10]
        return dt.date.fromisoformat(day) if len(day) == _DAY else None


class Token(NamedTuple):
    """A word as underthesea sees it, at its exact place in the text, with its part of speech."""

    start: int
    end: int
    pos: str


class Sentence(NamedTuple):
    """A sentence: a span of the text without outer white space, and its words in order."""

    span: Span
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Document:
    """A page with its sentences: what every extractor reads."""

    page: Page
    sentences: tuple[Sentence, ...] = field(default=())

    @property
    def text(self) -> str:
        """The cleaned text that all spans refer to."""
        return self.page.text

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_index(self, position: int) -> int:
        """The number of the sentence at or before a position of the text (0 where none is)."""
        return max(bisect_right(self._starts, position) - 1, 0)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all sentences."""
        return tuple(chain.from_iterable([sentence.tokens for sentence in self.sentences]))

    @cached_property
    def _token_starts(self) -> list[int]:
        return list(map(itemgetter(0), self.tokens))

    def token_over(self, position: int) -> Token | None:
        """The token that covers a position of the text."""
        at = bisect_right(self._token_starts, position) - 1
        return self.tokens[at] if at >= 0 and self.tokens[at].end > position else None

    def tokens_over(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that cover some of the characters `start:end`, in order."""
        first = bisect_left(self._token_starts, start)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        return self.tokens[first : bisect_left(self._token_starts, end)]


def document_id(raw_path: str) -> str:
    """The stable id of a raw file: 16 hexadecimal digits from its path below raw/.

    The path and not the content: a page that is fetched again stays the same document.
    """
    return hashlib.sha256(raw_path.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def content_hash(content: Iterable[bytes], beside: Mapping[str, str] | None = None) -> str:
    """SHA-256 of a page's bytes and of the values that stand beside them, hexadecimal."""
    found = hashlib.sha256()
    for part in content:
        found.update(part)
    if beside:
        found.update(b"\0" + json.dumps(dict(beside), sort_keys=True).encode())
    return found.hexdigest()


_SURROGATE = re.compile("[\ud800-\udfff]")


def scrub(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which no table can hold; as long as before."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def page_of(text: str, published_at: str | None = None) -> Page:
    """A page whose cleaned text is `text` itself, for a single sentence or a test; see `scrub`."""
    text = scrub(text)
    whole = [Piece(0, len(text), 0, len(text))] if text else []
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Page(document_id(text), "-", sha256, text, OffsetMap(whole), published_at=published_at)
