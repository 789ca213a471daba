"""The shards of all stages -> the rows of every table, in order.

In: the shards. Out: rows, table by table, to writers, in the order of the pages. Only who is who
rests on the tables that are published, where pages did not change (`vanban.tables.people`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial

import pyarrow as pa

from vanban.engine import Workers
from vanban.schema import TABLES, DocumentRow, OrganizationRow, RoleRow
from vanban.schema.arrow import schema_of, to_table, with_values
from vanban.schema.parts import PARTS
from vanban.store.location import Place
from vanban.store.parquet import TableWriter
from vanban.store.shards import all_shards, parts_of_shards, tables_of
from vanban.store.stages import PAGE_TABLES
from vanban.tables.derive import Copies, Copy, organizations, roles
from vanban.tables.derive.acts import acts_of, on_record
from vanban.tables.people import resolution

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
    output: Place, writers: Writers, changed: Set[str], workers: Workers
) -> tuple[list[str], pa.Table]:
    """Write every table, given the pages that changed since the published ones.

    Returns the raw paths of all pages, and whom their names mean. Tables that say whom a mention
    means are written when that is known.
    """
    with resolution(output, changed, workers) as resolved:  # begins at once, and takes longest
        parts = _joined_parts(output, OF_ALL)
        writers["citations"].add(parts["citations"])
        writers["act_relations"].add(parts["act_relations"])
        writers["acts"].add(acts_of(parts["act_mentions"], parts["act_relations"]))
        writers["organizations"].add(to_table(OrganizationRow, organizations(parts["bodies_seen"])))
        writers["roles"].add(to_table(RoleRow, roles(parts["roles_seen"])))
        copies = Copies(parts["sketches"]).of_pages()
        first = [name for name in PAGE_TABLES if name not in OF_PERSONS]
        paths = _write_pages(output, writers, first, partial(with_copies, copies=copies))
        found = resolved()
        persons = persons_by_name(found.persons_of)
        _write_pages(output, writers, OF_PERSONS, partial(with_persons, persons=persons))
        for name in ("people", "positions", "office_events"):
            writers[name].add(getattr(found, name))
    return paths, found.persons_of


def _write_pages(
    output: Place, writers: Writers, tables: Sequence[str], finish: Finish
) -> list[str]:
    """Write the rows of all pages in these tables, finished; the raw paths of all pages.

    All come from the shards: to decode published tables takes longer than to read all shards.
    """
    paths: list[str] = []
    rejected: list[pa.Table] = []
    for shard in all_shards(output):
        found = tables_of(output, shard, tables)
        rejected.append(found["rejected"])
        for name in tables:
            writers[name].add(finish(name, found[name]))
        if "documents" in found:
            paths += found["documents"]["raw_path"].to_pylist()
    if rejected and "documents" in tables:
        refused = pa.concat_tables(rejected).sort_by("raw_path")
        writers["rejected"].add(refused)
        paths += refused["raw_path"].to_pylist()
    return paths


def _joined_parts(output: Place, names: Sequence[str]) -> dict[str, pa.Table]:
    """Parts of all shards, each as one table of columns."""
    found = {name: [schema_of(PARTS[name]).empty_table()] for name in names}
    for _, parts in parts_of_shards(output, names):
        for name, table in parts.items():
            found[name].append(table)
    return {name: pa.concat_tables(tables) for name, tables in found.items()}


def with_copies(name: str, rows: pa.Table, copies: Mapping[str, Copy]) -> pa.Table:
    """The documents, each with the pages that it is a copy of; other tables as they are."""
    if name != "documents":
        return rows
    found = [copies.get(doc_id, Copy(None, None)) for doc_id in rows["doc_id"].to_pylist()]
    originals = zip(*found, strict=True) if found else ((), ())
    return with_values(DocumentRow, rows, dict(zip(Copy._fields, originals, strict=True)))


def persons_by_name(persons_of: pa.Table) -> dict[tuple[str, str], str]:
    """Whom each canonical name of each page means."""
    pages, names, ids = (persons_of[name].to_pylist() for name in ("doc_id", "name", "person_id"))
    return dict(zip(zip(pages, names, strict=True), ids, strict=True))


def with_persons(name: str, rows: pa.Table, persons: Mapping[tuple[str, str], str]) -> pa.Table:
    """Names or titles, each with the person it means."""
    columns = ("doc_id", "canonical" if name == "names" else "holder")
    keys = zip(*(rows[column].to_pylist() for column in columns), strict=True)
    return with_values(TABLES[name], rows, {"person_id": [persons.get(key) for key in keys]})
