"""The tables of a shard's pages -> its parts: what pages add to the tables of all pages.

A row of `citations` says that a page cites a document; it depends on that page alone, so it is
made here whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import pyarrow as pa

from vanban.extraction.bodies import Body, Held, PageView, bodies_of, holders_of
from vanban.schema import (
    ActRelationRow,
    CitationRow,
    DocumentRow,
    NameRow,
    OfficeEventRow,
    ReferenceRow,
    TitleRow,
)
from vanban.schema.arrow import rows_of, to_table
from vanban.schema.parts import (
    ActMentionRow,
    BodyRow,
    HoldingRow,
    RoleSeenRow,
    SightingRow,
    SketchRow,
)
from vanban.tables.derive.acts import act_mentions, page_relations
from vanban.tables.derive.copies import sketch_row
from vanban.tables.derive.events import events, held_by_events
from vanban.tables.derive.holdings import holdings
from vanban.tables.derive.organizations import bodies_seen, roles_seen
from vanban.tables.derive.sightings import PageAbout, sightings
from vanban.text.spans import Span


def parts_of(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """What whole pages add to the tables that need all pages, by the names of `PARTS`."""
    columns = ("doc_id", "raw_path", "published_on", "text")
    documents = tables["documents"]
    years = dict(zip(*(documents[n].to_pylist() for n in ("doc_id", "written_year")), strict=True))
    pages = list(zip(*(documents[name].to_pylist() for name in columns), strict=True))
    published = {doc_id: published_on for doc_id, _, published_on, _ in pages}
    texts = {doc_id: text for doc_id, _, _, text in pages}
    references = rows_of(ReferenceRow, tables["references"])
    cited = citations(references, published)
    related = page_relations(rows_of(DocumentRow, documents), references)
    seen_at = zip(*(documents[name].to_pylist() for name in ("source", "url")), strict=True)
    about = {
        page: PageAbout(texts[page], published[page], source, url)
        for page, (source, url) in zip(texts, seen_at, strict=True)
    }
    names = rows_of(NameRow, tables["names"])
    titles = sorted(rows_of(TitleRow, tables["titles"]), key=lambda t: (t.doc_id, t.start))
    settled = bodies_by_title(titles, names, about)
    seen = sightings(names, titles, about, settled)
    office_events, given = events(tables, names, titles, references, settled)
    held = held_by_events(titles, given)
    return {
        "act_mentions": to_table(ActMentionRow, act_mentions(references)),
        "act_relations": to_table(ActRelationRow, related),
        "bodies_seen": to_table(BodyRow, bodies_seen(titles, settled)),
        "citations": to_table(CitationRow, cited),
        "events": to_table(OfficeEventRow, office_events),
        "holdings": to_table(HoldingRow, holdings(held, seen, texts, settled, years)),
        "roles_seen": to_table(RoleSeenRow, roles_seen(titles)),
        "sightings": to_table(SightingRow, seen),
        "sketches": to_table(SketchRow, [sketch_row(*page) for page in pages]),
    }


def bodies_by_title(
    titles: Sequence[TitleRow], names: Sequence[NameRow], pages: Mapping[str, PageAbout]
) -> dict[str, Body]:
    """The bodies of titles by the ids of the mentions, page by page."""
    spans: dict[str, list[Span]] = {}
    for name in names:
        spans.setdefault(name.doc_id, []).append(Span(name.start, name.end))
    found: dict[str, Body] = {}
    for page, group in groupby(titles, key=lambda title: title.doc_id):
        offices = [title for title in group if title.kind == "position"]
        about = pages[page]
        names_of = tuple(spans.get(page, ()))
        view = PageView(
            about.text, about.published_on, about.source or "", names_of, about.url or ""
        )
        held = [
            Held(one.start, one.role, one.organization, holders_of(one.holder), one.end)
            for one in offices
        ]
        for title, body in zip(offices, bodies_of(held, view), strict=True):
            if body is not None:
                found[title.mention_id] = body
    return found


def citations(
    references: Iterable[ReferenceRow], published: Mapping[str, dt.date | None]
) -> list[CitationRow]:
    """The citations of some pages, sorted by page and key.

    `published` gives the day of publication by doc_id, None or nothing where the page has none.
    """
    rows = sorted(references, key=lambda row: (row.doc_id, row.cited_document, row.start))
    return [
        _citation(list(group), published.get(page))
        for (page, _), group in groupby(rows, key=lambda row: (row.doc_id, row.cited_document))
    ]


def _citation(mentions: list[ReferenceRow], published_on: dt.date | None) -> CitationRow:
    """A row of `citations` from the references of one page to one document."""
    first = mentions[0]
    return CitationRow(
        doc_id=first.doc_id,
        cited_document=first.cited_document,
        doc_type=first.doc_type,
        mentions=len(mentions),
        settled="?" not in first.cited_document,
        first_mention_id=first.mention_id,
        first_cited_on=published_on,
    )
