"""The tables of a shard's pages -> its parts: acts, citations, sightings, holdings, sketches."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from vanban.schema import (
    ActRelationRow,
    CitationRow,
    DocumentRow,
    NameRow,
    ReferenceRow,
    TitleRow,
)
from vanban.schema.arrow import to_rows, to_table
from vanban.schema.parts import ActMentionRow, HoldingRow, SightingRow, SketchRow
from vanban.tables.derive.acts import act_mentions, page_relations
from vanban.tables.derive.citations import citations
from vanban.tables.derive.copies import sketch_row
from vanban.tables.derive.sightings import holdings, sightings


def parts_of(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """What whole pages add to the tables that need all pages, by the names of `PARTS`."""
    columns = ("doc_id", "raw_path", "published_on", "text")
    pages = list(zip(*(tables["documents"][name].to_pylist() for name in columns), strict=True))
    published = {doc_id: published_on for doc_id, _, published_on, _ in pages}
    texts = {doc_id: text for doc_id, _, _, text in pages}
    seen = sightings(to_rows(NameRow, tables["names"]), published)
    held = holdings(to_rows(TitleRow, tables["titles"]), seen, texts)
    references = list(to_rows(ReferenceRow, tables["references"]))
    cited = citations(references, published)
    related = page_relations(to_rows(DocumentRow, tables["documents"]), references)
    return {
        "act_mentions": to_table(ActMentionRow, act_mentions(references)),
        "act_relations": to_table(ActRelationRow, related),
        "citations": to_table(CitationRow, cited),
        "holdings": to_table(HoldingRow, held),
        "sightings": to_table(SightingRow, seen),
        "sketches": to_table(SketchRow, [sketch_row(*page) for page in pages]),
    }
