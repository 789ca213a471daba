"""The shards of all stages -> the rows of every table, in order.

In: the shards, and the tables that are published. Out: rows, table by table, to writers: those of
shards that did not change come from the tables that are published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial

import pyarrow as pa

from vanban.engine import Workers
from vanban.schema import TABLES, OrganizationRow, RejectedRow, RoleRow
from vanban.schema.arrow import recoded, schema_of, to_table
from vanban.schema.parts import PARTS
from vanban.store.location import Place
from vanban.store.parquet import TableWriter, read_table, row_group
from vanban.store.scan import Cursor, batches
from vanban.store.shards import (
    all_shards,
    first_page,
    page_behind,
    parts_of_shards,
    shard_of,
    tables_of,
)
from vanban.store.stages import PAGE_TABLES
from vanban.tables.derive import Copies, Copy, organizations, roles
from vanban.tables.derive.acts import acts_of, on_record
from vanban.tables.people import resolution
from vanban.text.document import document_id

OF_ALL = ("act_mentions", "act_relations", "citations", "sketches", "bodies_seen", "roles_seen")
"""Parts that are joined as a whole at every run."""

OF_PERSONS = ("names", "titles")
"""Tables of mentions that say which person of the corpus they mean."""

Writers = Mapping[str, TableWriter]
Finish = Callable[[str, pa.Table], pa.Table]
"""Gives rows of a table the columns that take all pages."""


def prepare() -> None:
    """Load the acts that are looked up, a quarter of a second, before there is what to join."""
    on_record()


def write_all(
    output: Place, writers: Writers, stale: Sequence[str], workers: Workers
) -> tuple[list[str], pa.Table]:
    """Write every table, given the shards that changed.

    Returns the raw paths of all pages, and the families of names that each shard mentions. Tables
    that say whom a mention means are written when that is known.
    """
    parts = _joined_parts(output, OF_ALL)
    writers["citations"].add(parts["citations"])
    writers["act_relations"].add(parts["act_relations"])
    writers["acts"].add(acts_of(parts["act_mentions"], parts["act_relations"]))
    writers["organizations"].add(to_table(OrganizationRow, organizations(parts["bodies_seen"])))
    writers["roles"].add(to_table(RoleRow, roles(parts["roles_seen"])))
    with resolution(output, stale, workers) as resolved:
        copies = Copies(parts["sketches"]).of_pages()
        first = [name for name in PAGE_TABLES if name not in OF_PERSONS]
        paths = _write_pages(output, writers, stale, first, partial(with_copies, copies=copies))
        corpus = resolved()
        of_pages = persons_by_page(corpus.persons_of)
        _write_pages(output, writers, stale, OF_PERSONS, partial(with_persons, persons=of_pages))
        for name in ("people", "positions", "office_events"):
            writers[name].add(getattr(corpus, name))
    return paths, corpus.mentioned


def _write_pages(
    output: Place, writers: Writers, stale: Sequence[str], tables: Sequence[str], finish: Finish
) -> list[str]:
    """Write the rows of all pages in these tables, finished; the raw paths of all pages.

    The rows of shards that are not stale come from the tables that are published.
    """
    paths: list[str] = []

    def write(name: str, rows: pa.Table) -> None:
        if name == "documents":
            paths.extend(rows["raw_path"].to_pylist())
        writers[name].add(finish(name, rows))

    there = set(all_shards(output))
    stays = not there <= set(stale)
    published = {name: _published(output, name) if stays else Cursor(()) for name in tables}
    rejected = [rejected_before(output, set(stale))] if stays else []
    fresh = (tables_of(output, shard, tables) if shard in there else {} for shard in stale)
    for shard, found in zip(stale, fresh, strict=True):
        splice(shard, found, published, write)
        rejected += [found["rejected"]] if found else []
    for name, cursor in published.items():
        for rows in cursor.until():
            write(name, rows)
    if rejected and "documents" in tables:
        refused = pa.concat_tables(rejected).sort_by("raw_path")
        write("rejected", refused)
        paths += refused["raw_path"].to_pylist()
    return paths


def splice(
    shard: str,
    tables: Mapping[str, pa.Table],
    published: Mapping[str, Cursor],
    write: Callable[[str, pa.Table], None],
) -> None:
    """Write the published rows before a shard, then its new ones in the place of its old ones."""
    for name, cursor in published.items():
        for rows in cursor.until(first_page(shard)):
            write(name, rows)
        cursor.skip(page_behind(shard))
        if name in tables:
            write(name, tables[name])


def _published(output: Place, name: str) -> Cursor:
    """The rows of a published table."""
    model = TABLES[name]

    def rows() -> Iterator[pa.Table]:
        for batch in batches(output, name, size=row_group(model) // 4):
            yield recoded(model, batch)

    return Cursor(rows())


def rejected_before(output: Place, shards: Set[str]) -> pa.Table:
    """The published rows of `rejected`, without those of some shards.

    The table is sorted by path, not by page.
    """
    rows = recoded(RejectedRow, read_table(output / "rejected.parquet", RejectedRow))
    pages = map(document_id, rows["raw_path"].to_pylist())
    sizes = {len(shard) for shard in shards}
    stays = [all(shard_of(page, size) not in shards for size in sizes) for page in pages]
    return rows.filter(pa.array(stays, pa.bool_()))


def _joined_parts(output: Place, names: Sequence[str]) -> dict[str, pa.Table]:
    """Parts of all shards, each as one table of columns."""
    found = {name: [schema_of(PARTS[name]).empty_table()] for name in names}
    for _, parts in parts_of_shards(output, names):
        for name, table in parts.items():
            found[name].append(table)
    return {name: pa.concat_tables(tables) for name, tables in found.items()}


def with_copies(name: str, documents: pa.Table, copies: Mapping[str, Copy]) -> pa.Table:
    """The documents, each with the pages that it is a copy of; other tables as they are."""
    if name != "documents":
        return documents
    none = Copy(None, None)
    found = [copies.get(doc_id, none) for doc_id in documents["doc_id"].to_pylist()]
    for column in Copy._fields:
        values = pa.array([getattr(copy, column) for copy in found], pa.string())
        at = documents.schema.get_field_index(column)
        documents = documents.set_column(at, documents.schema.field(at), values)
    return documents


def persons_by_page(persons_of: pa.Table) -> dict[str, dict[str, str]]:
    """Whom each canonical name of a page means, by page."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    columns = (persons_of[name].to_pylist() for name in ("doc_id", "name", "person_id"))
    for doc_id, name, person_id in zip(*columns, strict=True):
        found[doc_id][name] = person_id
    return found


def with_persons(table: str, rows: pa.Table, persons: Mapping[str, Mapping[str, str]]) -> pa.Table:
    """Names or titles, each with the person it means; rows of others keep what they have."""
    pages = rows["doc_id"].to_pylist()
    if persons.keys().isdisjoint(pages):
        return rows
    names = rows["canonical" if table == "names" else "holder"].to_pylist()
    before = rows["person_id"].to_pylist()
    ids = [
        persons[page].get(name, old) if name and page in persons else old
        for page, name, old in zip(pages, names, before, strict=True)
    ]
    at = rows.schema.get_field_index("person_id")
    return rows.set_column(at, rows.schema.field(at), pa.array(ids, pa.string()))
