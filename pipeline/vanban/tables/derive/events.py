"""Mentions of pages -> the events of offices that their sentences tell: `OfficeEventRow`s.

In: the tables of some pages. Out: the rows of `office_events` but for the ids of the persons, which
take all pages. A row depends on one page only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import pyarrow as pa

from vanban.extraction.bodies import Body, holders_of
from vanban.extraction.bodies.posts import role_id
from vanban.extraction.events import find
from vanban.extraction.events.coreference import Event
from vanban.extraction.events.lexicon import BEGINS, ENDS, Act, Name, Page, Title, When
from vanban.schema import DateRow, NameRow, OfficeEventRow, ReferenceRow, TitleRow
from vanban.schema.arrow import rows_of
from vanban.tables.derive.holdings import by_page
from vanban.tables.derive.keys import family_of
from vanban.text.spans import OffsetMap

Given = dict[tuple[str, int], list[str]]
"""Who gets or leaves an office, by the page and the place of its title."""


def events(
    tables: Mapping[str, pa.Table],
    names: Iterable[NameRow],
    titles: Iterable[TitleRow],
    references: Iterable[ReferenceRow],
    bodies: Mapping[str, Body],
) -> tuple[list[OfficeEventRow], Given]:
    """The events of some pages, sorted by page and place, and whose the offices are by them.

    `names`, `titles` and `references` are the rows of these tables, `bodies` by the ids of titles.
    """
    names_of, titles_of, acts_of = by_page(names), by_page(titles), by_page(references)
    dates_of = by_page(rows_of(DateRow, tables["dates"]))
    sentences: dict[str, list[tuple[int, int]]] = defaultdict(list)
    columns = (tables["sentences"][name].to_pylist() for name in ("doc_id", "start", "end"))
    for doc_id, start, end in zip(*columns, strict=True):
        sentences[doc_id].append((start, end))
    about = tables["documents"].select(
        ["doc_id", "text", "published_on", "written_year", "offsets"]
    )
    found: list[OfficeEventRow] = []
    given: Given = defaultdict(list)
    for row in about.to_pylist():
        doc_id = row["doc_id"]
        page = Page(
            row["text"],
            row["published_on"],
            row["written_year"],
            sorted(sentences[doc_id]),
            [Name(n.start, n.end, n.canonical) for n in names_of[doc_id] if n.context == "body"],
            [_title(title, bodies.get(title.mention_id)) for title in titles_of[doc_id]],
            [When(date.start, date.end, date.value) for date in dates_of[doc_id]],
            [Act(act.start, act.end, act.cited_document) for act in acts_of[doc_id]],
        )
        happened = find(page)
        offsets = OffsetMap.unflatten(row["offsets"]) if happened else OffsetMap(())
        found += [_row(doc_id, n, event, offsets) for n, event in enumerate(happened)]
        for event in happened:
            if event.post and event.kind in BEGINS | ENDS:
                given[doc_id, event.post.start].append(event.person)
    return found, given


def held_by_events(titles: Iterable[TitleRow], given: Given) -> list[TitleRow]:
    """The titles, each with those who get or leave the office by an event.

    An event knows better whose an office is than the words beside it: "Thủ tướng miễn nhiệm | Chủ
    tịch UBND tỉnh đối với ông A".
    """
    return [
        title.model_copy(update={"holder": _joined(title.holder, people)})
        if (people := given.get((title.doc_id, title.start)))
        else title
        for title in titles
    ]


def _joined(holder: str | None, people: Sequence[str]) -> str:
    """The holders of a title: those of events, with those who stand beside it where both agree."""
    beside = holders_of(holder)
    kept = beside if {*beside} & {*people} else ()
    return "; ".join(dict.fromkeys((*kept, *people)))


def dated_by_others(found: Sequence[OfficeEventRow]) -> list[OfficeEventRow]:
    """The events, those whose page leaves the year or all of the date out dated by other pages.

    Pages that tell the same of a person and an office agree on a month, or nothing is added; a page
    that gives no day gets the month alone.
    """
    months: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for event in found:
        if event.date and len(event.date) > _YEAR and not event.date.startswith("--"):
            months[_same_event_key(event)].add(event.date[:_MONTH])
    return [_dated(event, months[_same_event_key(event)]) for event in found]


_YEAR, _MONTH = len("2017"), len("2017-05")


def _same_event_key(event: OfficeEventRow) -> tuple[object, ...]:
    """What two pages agree on that tell of one event; somebody may be disciplined twice."""
    kind = "begins" if event.kind in BEGINS else event.kind
    decided = event.decided_by if kind == "disciplined" else None
    return event.person_id, kind, event.role_id, event.org_id, decided


def _dated(event: OfficeEventRow, months: Set[str]) -> OfficeEventRow:
    """An event dated by the one month that the corpus gives for it."""
    if not event.person_id or not (event.role_id and event.org_id) or len(months) != 1:
        return event
    (month,) = months
    date = event.date or month
    if date.startswith("--") and date[2:4] == month[-2:]:
        date = month[: _YEAR + 1] + date[2:]
    return event.model_copy(update={"date": date})


def _title(row: TitleRow, body: Body | None) -> Title:
    """A row of `titles` as the events read it, with its body."""
    return Title(
        row.start,
        row.end,
        row.role,
        row.role_id or role_id(row.role),
        row.organization or (body.name if body else None),
        body.id if body else row.organization_id,
        row.kind,
        holders_of(row.holder),
        row.status,
    )


def _row(doc_id: str, number: int, event: Event, offsets: OffsetMap) -> OfficeEventRow:
    """An event of a page as a row."""
    raw = offsets.to_raw(event.start, event.end)
    post = event.post
    return OfficeEventRow(
        event_id=f"{doc_id}.event.{event.start:06d}.{number}",
        doc_id=doc_id,
        person=event.person,
        kind=event.kind,
        role_id=post.role_id if post else None,
        org_id=post.org_id if post else None,
        role=post.role if post else None,
        organization=post.organization if post else None,
        date=event.date,
        decided_by=event.decided_by,
        act=event.act,
        start=event.start,
        end=event.end,
        raw_start=raw.start,
        raw_end=raw.end,
        rule=event.rule,
        name_id=family_of(event.person, doc_id),
    )
