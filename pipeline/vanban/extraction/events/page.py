"""A page as the extractor of events reads it: its text, sentences and mentions, in order.

In: spans of a text and what mentions say. Out: a `Page` that gives the mentions between two places.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from vanban.extraction.bodies.posts import role_id
from vanban.schema import DateFields, NameFields, ReferenceFields, TitleFields
from vanban.text.document import Document
from vanban.text.mention import Mention


class Name(NamedTuple):
    """A mention of a person by name."""

    start: int
    end: int
    canonical: str


class Title(NamedTuple):
    """A mention of a title: role and organisation as written, their ids, holders, status."""

    start: int
    end: int
    role: str
    role_id: str
    organization: str | None
    org_id: str | None
    kind: str
    holders: tuple[str, ...]
    status: str | None = None


class When(NamedTuple):
    """A mention of a date: ISO 8601."""

    start: int
    end: int
    value: str


class Act(NamedTuple):
    """A mention of a document, by its key."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Page:
    """A page: its day, the year it was written in, sentences as (start, end), mentions in order."""

    text: str
    published_on: dt.date | None
    year: int | None
    sentences: Sequence[tuple[int, int]]
    names: Sequence[Name] = ()
    titles: Sequence[Title] = ()
    dates: Sequence[When] = ()
    acts: Sequence[Act] = ()

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]

    @cached_property
    def _title_starts(self) -> list[int]:
        return [title.start for title in self.titles]

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """The names that begin in a stretch of text."""
        begin = bisect_left(self._name_starts, start)
        return self.names[begin : bisect_left(self._name_starts, end, begin)]

    def titles_in(self, start: int, end: int) -> Sequence[Title]:
        """The titles that begin in a stretch of text."""
        begin = bisect_left(self._title_starts, start)
        return self.titles[begin : bisect_left(self._title_starts, end, begin)]

    def dates_in(self, start: int, end: int) -> list[When]:
        """The dates that begin in a stretch of text."""
        return [date for date in self.dates if start <= date.start < end]

    def offices_of(self, person: str) -> list[Title]:
        """The titles of the page that a person holds, offices and ranks, in order."""
        return self._by_holder.get(person, [])

    @cached_property
    def _by_holder(self) -> dict[str, list[Title]]:
        found: dict[str, list[Title]] = {}
        for title in self.titles:
            for holder in title.holders if title.kind != "degree" else ():
                found.setdefault(holder, []).append(title)
        return found


def page_of(document: Document, mentions: Sequence[Mention], year: int | None = None) -> Page:
    """A document with its mentions, as a page of events; `year` is the one it was written in."""
    names, titles, dates, acts = list[Name](), list[Title](), list[When](), list[Act]()
    for mention in sorted(mentions, key=lambda m: (m.span.start, m.span.end)):
        start, end, fields = mention.span.start, mention.span.end, mention.fields
        if isinstance(fields, NameFields) and fields.context == "body":
            names.append(Name(start, end, fields.canonical))
        elif isinstance(fields, TitleFields):
            holders = tuple(filter(None, (h.strip() for h in (fields.holder or "").split(";"))))
            role = fields.role_id or role_id(fields.role)
            office = (fields.role, role, fields.organization, fields.organization_id)
            titles.append(Title(start, end, *office, fields.kind, holders, fields.status))
        elif isinstance(fields, DateFields):
            dates.append(When(start, end, fields.value))
        elif isinstance(fields, ReferenceFields):
            acts.append(Act(start, end, fields.cited_document))
    sentences = [(one.span.start, one.span.end) for one in document.sentences]
    day = document.page.published_on
    return Page(document.text, day, year, sentences, names, titles, dates, acts)
