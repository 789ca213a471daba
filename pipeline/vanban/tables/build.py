"""The shards of all stages -> output/*.parquet, checked, complete and of one run.

In: the shards, and the list of raw files. Out: every table of the schema as one Parquet file, made
beside its goal and published together (`vanban.tables.publish`). Where nothing changed, nothing is
written, and what joins the shards (`vanban.tables.join`) is not even loaded. `verify` finds what is
wrong with published tables, from here or elsewhere, as a run does before it publishes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress

import pyarrow as pa

from vanban.engine import Workers
from vanban.schema import TABLES
from vanban.schema.parts import PersonOfRow
from vanban.store.location import Place, scratch
from vanban.store.parquet import TableWriter, read_table, write_table
from vanban.store.raw import RawFile, raw_files
from vanban.store.scan import by_pages, columns_of
from vanban.store.stages import PAGE_TABLES
from vanban.tables.check import check, unique
from vanban.tables.promises import Fault
from vanban.tables.publish import (
    PERSONS,
    changed,
    made_of,
    manifest_faults,
    publish,
    published_sources,
    rows_of,
)
from vanban.tables.rawtext import raw_reader

MOST_FAULTS = 20
"""Faults that an error shows; the first few say what is wrong."""

WRITERS = 2
"""Threads that encode and write tables, beside the one that reads and sorts rows."""


class TablesError(Exception):
    """Tables that break a promise of the schema; the message lists the first faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        shown = "\n".join(f"  {fault}" for fault in self.faults[:MOST_FAULTS])
        return f"{len(self.faults)} faults in the tables:\n{shown}"


def publish_all(files: Sequence[RawFile], output: Place, workers: Workers = 0) -> dict[str, int]:
    """Publish all tables of the shards; the number of rows of each.

    Raises TablesError where a raw file would be in no table or in two; what was published in
    `output` before then stays.
    """
    output = output.absolute()  # a worker's own folder is another
    now, before = made_of([file.raw_path for file in files], output), published_sources(output)
    if now == before:
        return rows_of(output)
    from vanban.tables.join import write_all  # noqa: PLC0415 - loads all that is derived

    with _little_memory(), scratch(output) as made:
        with ExitStack() as writing:
            beside = writing.enter_context(ThreadPoolExecutor(WRITERS))
            writers = {
                name: writing.enter_context(TableWriter(made / f"{name}.parquet", model, beside))
                for name, model in TABLES.items()
            }
            paths, persons = write_all(output, writers, changed(before, now), workers)
            for writer in writers.values():
                writer.end()  # all of them, before the first is waited for
        faults = accounting(files, paths)
        if faults:
            raise TablesError(faults)
        rows = {name: writer.rows for name, writer in writers.items()}
        write_table(made / PERSONS, PersonOfRow, [persons])
        publish(made, output, rows, now)
    return rows


@contextmanager
def _little_memory() -> Iterator[None]:
    """Have Arrow take its memory by jemalloc, where it can: a sixth less of it at the peak.

    What is freed goes back at once; by Arrow's own choice it stays with the process.
    """
    before = pa.default_memory_pool()
    try:
        with suppress(NotImplementedError):  # Arrow may be built without jemalloc
            pa.set_memory_pool(pa.jemalloc_memory_pool())
            pa.jemalloc_set_decay_ms(0)
        yield
    finally:
        pa.set_memory_pool(before)


def accounting(files: Sequence[RawFile], paths: Sequence[str]) -> list[Fault]:
    """Every raw file is in documents or in rejected, and in one of them only.

    `paths` are the raw paths of both tables.
    """
    there = {file.raw_path for file in files}
    cure = "Run the stage 'clean' again."
    twice = [path for path, times in Counter(paths).items() if times > 1]
    return [
        *(Fault("documents", path, f"no such file in raw. {cure}") for path in set(paths) - there),
        *(Fault("documents", path, f"file is in no table. {cure}") for path in there - set(paths)),
        *(Fault("documents", path, f"file is in two rows. {cure}") for path in twice),
    ]


def verify(output: Place, raw: Place | None = None, pages_at_a_time: int = 500) -> list[Fault]:
    """What is wrong with a folder of published tables, with the raw pages compared if given.

    Memory holds so many pages and what is of all pages together, such as people. Raises StoreError
    where a table is missing or has other columns.
    """
    whole = {
        name: read_table(output / f"{name}.parquet", model)
        for name, model in TABLES.items()
        if name not in PAGE_TABLES
    }
    pages = columns_of(output, "documents", ["doc_id", "raw_path", "raw_sha256"])
    faults = manifest_faults(output)
    reader = None
    if raw is not None:
        files = raw_files(raw)
        paths, sha256 = (pages[name].to_pylist() for name in ("raw_path", "raw_sha256"))
        faults += accounting(files, [*paths, *whole["rejected"]["raw_path"].to_pylist()])
        reader = raw_reader(files, dict(zip(paths, sha256, strict=True)))
    ids = pages["doc_id"].combine_chunks()
    faults += [*unique("documents", pages), *check(whole, None, {"doc_id": ids})]
    beside = [name for name in PAGE_TABLES if name != "documents"]
    for part in by_pages(output, beside, pages_at_a_time):
        faults += check(part, reader, {"duplicate_of": ids, "near_duplicate_of": ids})
    return list(dict.fromkeys(faults))
