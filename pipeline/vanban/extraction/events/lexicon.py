"""What the extractor of events reads: the words of events, and a page with its mentions in order.

In: verbs, the words around them, and who decides, from `lexicons/events.toml`; spans of a text and
what mentions say. Out: forms and patterns of a role; a `Page` that gives the mentions between two
places.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple

from vanban.extraction.bodies.posts import role_id
from vanban.extraction.vocabulary.organizations import Rank
from vanban.lexicons import Entry, load
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation, whole_words
from vanban.schema import DateFields, NameFields, ReferenceFields, TitleFields
from vanban.schema.derived import EventKind
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
        """The titles of each holder, degrees aside."""
        found: dict[str, list[Title]] = {}
        for title in self.titles:
            for holder in title.holders if title.kind != "degree" else ():
                found.setdefault(holder, []).append(title)
        return found


Sign = Literal[
    "again", "approve", "become", "before", "behalf", "by", "called", "career", "cell", "class",
    "committee", "compound", "crowd", "decider", "decides", "deed", "demand", "doubt", "fact",
    "force", "governs", "higher", "instead", "joined", "kin", "leaving", "link", "meeting",
    "passes-on",
    "now", "of", "onto", "order", "passive", "past", "reason", "says", "seeks", "since", "still",
    "takes", "tells", "term", "then", "time", "when", "young",
]  # fmt: skip

ENDS = frozenset({"dismissed", "resigned", "retired", "disciplined", "died"})
"""Kinds of events that speak of an office the person has."""
BEGINS = frozenset({"appointed", "elected", "transferred"})
"""Kinds of events that an office begins with."""


class OfficeVerb(Entry):
    """A verb of what happens to an office.

    `voice`: the office is the object's (bổ nhiệm ông A), the subject's (ông A từ chức), or may be
    either's; `linked`: only where a word leads from the verb to the office; `seat`: a body may
    stand in the place of an office, whose member somebody becomes (bầu vào) or was.
    `unless_after`, `unless_before`: neighbours that make it a noun or another word (ứng | cử,
    cử | tri);
    `only_before`: it needs one of these behind it (mất | ngày 3/2).
    """

    kind: EventKind
    voice: Literal["object", "subject", "both"]
    linked: bool = False
    seat: bool = False
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()


@cache
def verbs() -> dict[str, OfficeVerb]:
    """The verbs by their folded forms; what ends with "chức" may go on: "bầu giữ chức | vụ"."""
    found = {form.lower(): verb for verb in load("events.verb", OfficeVerb) for form in verb.forms}
    office, *ends = g.forms("office-end")
    held = [form for form in found if form.split()[-1] == office]
    return {**{f"{form} {end}": found[form] for form in held for end in ends}, **found}


@cache
def verb_pattern() -> re.Pattern[str]:
    """The forms of the verbs of office, the longest first."""
    return _any_of(verbs())


@cache
def small_verb_pattern() -> re.Pattern[str]:
    """The verbs in small letters alone, twice as fast over a whole text in small letters."""
    return re.compile(whole_words(verbs()))


@cache
def forms(sign: Sign) -> tuple[str, ...]:
    """The words of one sign."""
    entries = {entry.id: entry for entry in load("events.sign", Entry)}
    return tuple(entries[f"event-{sign}"].forms)


@cache
def sign_pattern(sign: Sign) -> re.Pattern[str]:
    """The words of one sign as a pattern."""
    return _any_of(forms(sign))


@cache
def ends_with(sign: Sign) -> re.Pattern[str]:
    """One of the words of a sign at the end of a stretch of text."""
    return re.compile(rf"(?<!\w){alternation(forms(sign))}[\s:“\"'(]{{0,3}}$", re.IGNORECASE)


@cache
def decider_pattern() -> re.Pattern[str]:
    """Who decides, the longest form first; case counts."""
    return re.compile(rf"(?<!\w){alternation(forms('decider'))}(?!\w)")


@cache
def rank_pattern() -> re.Pattern[str]:
    """The forms of military and police ranks."""
    return _any_of(form for rank in load("roles.rank", Rank) for form in rank.forms)


@cache
def higher_pattern() -> re.Pattern[str]:
    """What leads from one rank to the next."""
    higher, link = alternation(forms("higher")), alternation(forms("link"))
    return re.compile(rf"\s+{higher}(?:\s+{link})?\s+", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(whole_words((), any_case=words))


@cache
def term_pattern() -> re.Pattern[str]:
    """The term of an office or a body: ", nhiệm kỳ 2021 - 2026", " khóa II,"."""
    number = r"[\dIVXL]+(?:\s?[–-]\s?[\dIVXL]+)?"
    return re.compile(rf"\s*,?\s{alternation(forms('term'))}\s{number}(?!\w),?", re.IGNORECASE)


@cache
def called() -> str:
    """A pattern of the words that stand for a person, or before a name; "anh hùng" holds none."""
    return rf"(?i:{alternation(forms('called'))})(?!\s{alternation(forms('compound'))}(?!\w))"


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
