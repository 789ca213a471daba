"""The stages' shards -> output/*.parquet, checked, complete and of one run.

In: the shards of clean, segment and extract, and the raw folder. Out: every table of the schema as
one Parquet file, and `manifest.json` with the SHA-256 of each. All files are made beside their
goal, checked, and moved between the removal of the old manifest and the writing of the new one:
where a manifest stands, the tables beside it are a whole, checked set.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.arrow import to_table
from pipeline.check import Fault, check, keys_of, unique
from pipeline.clean.decode import decode
from pipeline.derive import Corpus
from pipeline.document import document_id
from pipeline.pages import RawFile, raw_files
from pipeline.schema import SCHEMA_VERSION, TABLES, RejectedRow
from pipeline.shards import shard_folders
from pipeline.stages import STAGES, stage_folder
from pipeline.store import TableWriter, read_rows, read_table, write_text

MANIFEST = "manifest.json"
MOST_FAULTS = 20
"""Faults that an error shows; the first few say what is wrong."""


class TablesError(Exception):
    """Tables that break a promise of the schema; the message lists the first faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        shown = "\n".join(f"  {fault}" for fault in faults[:MOST_FAULTS])
        super().__init__(f"{len(faults)} faults in the tables:\n{shown}")
        self.faults = faults


def tables_stage(raw: Path, output: Path) -> dict[str, int]:
    """Join, check and publish all tables; the number of rows of each.

    Raises TablesError where a check fails; what stood in `output` before then still stands.
    """
    files = raw_files(raw)
    rejected = rejections(output)
    lost = {document_id(row.raw_path) for row in rejected}
    raw_text = raw_reader(files)
    made = output / ".next"
    faults: list[Fault] = []
    told: list[str] = [row.raw_path for row in rejected]
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, made, ignore_errors=True)
        with ExitStack() as writing:
            writers = {
                name: writing.enter_context(TableWriter(made / f"{name}.parquet", model))
                for name, model in TABLES.items()
            }
            corpus = Corpus()
            for tables in shards(output, lost):
                told += tables["documents"]["raw_path"].to_pylist()
                faults += check(tables, raw_text)
                for name, table in tables.items():
                    writers[name].add(table)
                writers["citations"].add(corpus.add(tables))
            writers["rejected"].add(to_table(RejectedRow, rejected))
            for name, table in corpus.tables().items():
                faults += unique(name, keys_of(name, table))
                writers[name].add(table)
        faults += accounting(files, told)
        if faults:
            raise TablesError(faults)
        publish(made, output, {name: writer.rows for name, writer in writers.items()})
    return {name: writer.rows for name, writer in writers.items()}


def rejections(output: Path) -> list[RejectedRow]:
    """What all stages rejected, sorted by path."""
    rows = [
        row
        for name in STAGES
        for folder in shard_folders(stage_folder(output, name))
        for row in read_rows(folder / "rejected.parquet", RejectedRow)
    ]
    return sorted(rows, key=lambda row: row.raw_path)


def shards(output: Path, lost: set[str]) -> Iterator[dict[str, pa.Table]]:
    """The tables of one shard after the other, all stages together, without the pages lost."""
    for clean in shard_folders(stage_folder(output, "clean")):
        tables = {}
        for name, stage in STAGES.items():
            folder = stage_folder(output, name) / clean.name
            for table in stage.tables:
                rows = read_table(folder / f"{table}.parquet", TABLES[table])
                if lost:
                    rows = rows.filter(pc.invert(pc.is_in(rows["doc_id"], pa.array(sorted(lost)))))
                tables[table] = rows
        yield tables


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


def raw_reader(files: Sequence[RawFile]) -> Callable[[str], str]:
    """A function from a page's raw_path to its decoded raw text."""
    paths = {file.raw_path: file.path for file in files}
    return lambda raw_path: decode(paths[raw_path].read_bytes())


def publish(made: Path, output: Path, rows: dict[str, int]) -> None:
    """Move the tables into their place, then write the manifest that says they belong together."""
    about = {
        name: {"rows": count, "sha256": file_sha256(made / f"{name}.parquet")}
        for name, count in rows.items()
    }
    (output / MANIFEST).unlink(missing_ok=True)
    for name in rows:
        (made / f"{name}.parquet").replace(output / f"{name}.parquet")
    content = {"schema_version": SCHEMA_VERSION, "tables": about}
    write_text(output / MANIFEST, json.dumps(content, indent=2) + "\n")


def verify(output: Path, raw: Path | None = None) -> list[Fault]:
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


def manifest_faults(output: Path) -> list[Fault]:
    """Tables that are not those of the manifest, which says what one run wrote."""
    path = output / MANIFEST
    if not path.exists():
        return [Fault("manifest", MANIFEST, "is missing: the last run did not end. Run it again.")]
    told = json.loads(path.read_text("utf-8"))["tables"]
    return [
        Fault(name, f"{name}.parquet", "is not the file of this run. Run the stage 'tables' again.")
        for name, about in told.items()
        if file_sha256(output / f"{name}.parquet") != about["sha256"]
    ]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
