"""The stages' shards -> output/*.parquet, checked, complete and of one run.

In: the shards of clean, segment and extract, and the raw folder. Out: every table of the schema as
one Parquet file, made beside its goal, checked, and published together (`vanban.tables.publish`).
Where nothing changed since the tables that stand were made, they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pyarrow as pa

from vanban.engine.pool import Limits, Workers
from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.schema.parts import PARTS, MentionedRow
from vanban.stages.stages import STAGES, stage_folder
from vanban.store.location import Place, scratch
from vanban.store.parquet import TableWriter, write_table
from vanban.store.raw import RawFile, raw_files
from vanban.store.shard_file import shard_names
from vanban.tables.check import Fault
from vanban.tables.derive import Copies, Copy
from vanban.tables.join import join, shard_of_parts, shard_of_tables
from vanban.tables.people import telling
from vanban.tables.publish import MENTIONED, changed, made_of, publish, rows_of, standing
from vanban.tables.splice import Standing, rejected_before

MOST_FAULTS = 20
"""Faults that an error shows; the first few say what is wrong."""

WRITERS = 2
"""Threads that encode and write tables, beside the one that reads and sorts rows."""

Writers = Mapping[str, TableWriter]


class TablesError(Exception):
    """Tables that break a promise of the schema; the message lists the first faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        shown = "\n".join(f"  {fault}" for fault in faults[:MOST_FAULTS])
        super().__init__(f"{len(faults)} faults in the tables:\n{shown}")
        self.faults = faults


def tables_stage(
    raw: Place, output: Place, workers: Workers = 0, limits: Limits | None = None
) -> dict[str, int]:
    """Join, check and publish all tables; the number of rows of each.

    Raises TablesError where a check fails; what stood in `output` before then still stands.
    """
    files = raw_files(raw)
    faults = join(files, output, workers, limits or Limits())
    return published(files, output, faults, workers)


def published(
    files: Sequence[RawFile], output: Place, faults: Sequence[Fault], workers: Workers = 0
) -> dict[str, int]:
    """Publish all tables of joined shards in which `faults` were found; the rows of each.

    Raises TablesError as `tables_stage`.
    """
    if faults:
        raise TablesError(faults)
    output = output.absolute()  # a worker's own folder is another
    now, before = made_of([file.raw_path for file in files], output), standing(output)
    if now == before:
        return rows_of(output)
    with scratch(output) as made:
        with ExitStack() as writing:
            beside = writing.enter_context(ThreadPoolExecutor(WRITERS))
            writers = {
                name: writing.enter_context(TableWriter(made / f"{name}.parquet", model, beside))
                for name, model in TABLES.items()
            }
            paths, mentioned = _write_all(output, writers, changed(before, now), workers)
            for writer in writers.values():
                writer.end()  # all of them, before the first is waited for
        faults = accounting(files, paths)
        if faults:
            raise TablesError(faults)
        rows = {name: writer.rows for name, writer in writers.items()}
        write_table(made / MENTIONED, MentionedRow, [mentioned])
        publish(made, output, rows, now)
    return rows


def _write_all(
    output: Place, writers: Writers, stale: Sequence[str], workers: Workers
) -> tuple[list[str], pa.Table]:
    """Write every table, given the shards that changed.

    Returns the raw paths of all pages, and the names that each shard mentions.
    """
    parts = _parts(output, ("citations", "sketches"))
    writers["citations"].add(parts["citations"])
    with telling(output, stale, workers) as told:
        paths = _write_pages(output, writers, stale, Copies(parts["sketches"]).of_pages())
        people = told()
        writers["people"].add(people.people)
        writers["positions"].add(people.positions)
    return paths, people.mentioned


def _write_pages(
    output: Place, writers: Writers, stale: Sequence[str], copies: Mapping[str, Copy]
) -> list[str]:
    """Write what is said of each page; the raw paths of all pages.

    The rows of shards that are not stale come from the tables that stand.
    """
    told: list[str] = []

    def write(name: str, rows: pa.Table) -> None:
        if name == "documents":
            rows = with_copies(rows, copies)
            told.extend(rows["raw_path"].to_pylist())
        writers[name].add(rows)

    there = set(shard_names(stage_folder(output, "clean")))
    stays = not there <= set(stale)
    old = {
        name: Standing.of(output, name) if stays else Standing(())
        for stage in STAGES.values()
        for name in stage.tables
    }
    rejected = [rejected_before(output, set(stale))] if stays else []
    for shard in stale:
        fresh = shard_of_tables(output, shard) if shard in there else {}
        for name, standing_rows in old.items():
            for rows in standing_rows.before(shard):
                write(name, rows)
            if name in fresh:
                write(name, fresh[name])
        rejected += [fresh["rejected"]] if fresh else []
    for name, standing_rows in old.items():
        for rows in standing_rows.rest():
            write(name, rows)
    if rejected:
        refused = pa.concat_tables(rejected).sort_by("raw_path")
        write("rejected", refused)
        told += refused["raw_path"].to_pylist()
    return told


def _parts(output: Place, names: Sequence[str]) -> dict[str, pa.Table]:
    """Parts of all shards, each as one table of columns."""
    found: dict[str, list[pa.Table]] = {name: [] for name in names}
    for shard in shard_names(stage_folder(output, "tables")):
        for name, table in shard_of_parts(output, shard, names).items():
            found[name].append(table)
    schemas = {name: schema_of(model) for name, model in PARTS.items()}
    return {
        name: pa.concat_tables(tables) if tables else schemas[name].empty_table()
        for name, tables in found.items()
    }


def with_copies(documents: pa.Table, copies: Mapping[str, Copy]) -> pa.Table:
    """The documents, each with the pages that it is a copy of."""
    none = Copy(None, None)
    found = [copies.get(doc_id, none) for doc_id in documents["doc_id"].to_pylist()]
    for column in Copy._fields:
        values = pa.array([getattr(copy, column) for copy in found], pa.string())
        at = documents.schema.get_field_index(column)
        documents = documents.set_column(at, documents.schema.field(at), values)
    return documents


def accounting(files: Sequence[RawFile], told: Sequence[str]) -> list[Fault]:
    """Every raw file is in documents or in rejected, and in one of them only."""
    there = {file.raw_path for file in files}
    cure = "Run the stage 'clean' again."
    twice = [path for path, times in Counter(told).items() if times > 1]
    return [
        *(Fault("documents", path, f"no such file in raw. {cure}") for path in set(told) - there),
        *(Fault("documents", path, f"file is in no table. {cure}") for path in there - set(told)),
        *(Fault("documents", path, f"file is told of twice. {cure}") for path in twice),
    ]
