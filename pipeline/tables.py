"""The stages' shards -> output/*.parquet, checked, complete and of one run.

In: the shards of clean, segment and extract, and the raw folder. Out: every table of the schema as
one Parquet file, made beside its goal, checked, and published together (pipeline/publish.py).
Where nothing changed since the tables that stand were made, they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

import pyarrow as pa

from pipeline.arrow import schema_of, to_rows, to_table
from pipeline.check import Fault, check
from pipeline.derive import Copies, Copy, people_and_positions
from pipeline.join import join, raw_reader, shard_of_parts, shard_of_tables
from pipeline.pages import RawFile, raw_files
from pipeline.places import Place, scratch
from pipeline.publish import made_of, manifest_faults, publish, standing
from pipeline.schema import TABLES, RejectedRow
from pipeline.schema.parts import PARTS
from pipeline.shard_file import Shard, shard_names
from pipeline.stages import STAGES, stage_folder
from pipeline.store import TableWriter, read_table
from pipeline.workers import Limits, Workers

MOST_FAULTS = 20
"""Faults that an error shows; the first few say what is wrong."""

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
    if faults:
        raise TablesError(faults)
    sources = made_of([file.raw_path for file in files], output)
    rows = standing(output, sources)
    if rows is not None:
        return rows
    with scratch(output) as made:
        with ExitStack() as writing:
            writers = {
                name: writing.enter_context(TableWriter(made / f"{name}.parquet", model))
                for name, model in TABLES.items()
            }
            told = _write_all(output, writers)
        faults = accounting(files, told)
        if faults:
            raise TablesError(faults)
        rows = {name: writer.rows for name, writer in writers.items()}
        publish(made, output, rows, sources)
    return rows


def _write_all(output: Place, writers: Writers) -> list[str]:
    """Write every table; the raw paths that documents and rejected tell of."""
    rejected = rejections(output)
    writers["rejected"].add(to_table(RejectedRow, rejected))
    told = [row.raw_path for row in rejected]
    parts = _all_parts(output)
    writers["citations"].add(parts["citations"])
    copies = Copies(parts["sketches"]).of_pages()
    for people, positions in people_and_positions(parts["sightings"], parts["holdings"]):
        writers["people"].add(people)
        writers["positions"].add(positions)
    for shard in shard_names(stage_folder(output, "clean")):
        for name, table in shard_of_tables(output, shard).items():
            if name == "documents":
                told += table["raw_path"].to_pylist()
                writers[name].add(with_copies(table, copies))
            else:
                writers[name].add(table)
    return told


def _all_parts(output: Place) -> dict[str, pa.Table]:
    """The parts of all shards, each as one table of columns."""
    found: dict[str, list[pa.Table]] = {name: [] for name in PARTS}
    for shard in shard_names(stage_folder(output, "tables")):
        for name, table in shard_of_parts(output, shard).items():
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


def rejections(output: Place) -> list[RejectedRow]:
    """What all stages rejected, sorted by path."""
    rows = [
        row
        for name in STAGES
        for shard in shard_names(stage_folder(output, name))
        for row in to_rows(
            RejectedRow, Shard(stage_folder(output, name), shard).table("rejected", RejectedRow)
        )
    ]
    return sorted(rows, key=lambda row: row.raw_path)


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


def verify(output: Place, raw: Place | None = None) -> list[Fault]:
    """What is wrong with a folder of published tables, with the raw pages compared if given.

    Raises StoreError where a table is missing or has other columns.
    """
    tables = {name: read_table(output / f"{name}.parquet", model) for name, model in TABLES.items()}
    faults = manifest_faults(output)
    if raw is None:
        return faults + list(check(tables))
    files = raw_files(raw)
    told = [path for n in ("documents", "rejected") for path in tables[n]["raw_path"].to_pylist()]
    return faults + accounting(files, told) + list(check(tables, raw_reader(files)))
