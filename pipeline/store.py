"""Files on disk: whole or not at all, and the same bytes for the same rows.

`TableWriter` streams Arrow tables into a Parquet file in row groups of fixed size, `read_table`
and `read_rows` read one back, `write_text` writes any other file. Each writes beside its goal and
renames when all is on disk: a run killed at any moment leaves either the old file or the new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.arrow import schema_of, to_rows
from pipeline.schema import Row

R = TypeVar("R", bound=Row)

ROW_GROUP = 65_536
"""Rows in a row group: bounds the memory of a writer, and part of the bytes, so never changed."""

_OPTIONS = {"compression": "zstd", "version": "2.6", "use_dictionary": True, "store_schema": True}


class StoreError(OSError):
    """A table that cannot be read; the message names the file and the cure."""


class TableWriter:
    """Writes one table to `path`, which appears when the writer closes unharmed."""

    def __init__(self, path: Path, model: type[Row]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.schema, self.rows = path, schema_of(model), 0
        self._partial = _partial(path)
        self._waiting: list[pa.Table] = []
        self._file = pq.ParquetWriter(self._partial, self.schema, **_OPTIONS)

    def add(self, table: pa.Table) -> None:
        """Append a table of the same schema; full row groups go to disk at once."""
        self.rows += table.num_rows
        self._waiting.append(table)
        if sum(waiting.num_rows for waiting in self._waiting) >= ROW_GROUP:
            self._flush(ROW_GROUP)

    def _flush(self, least: int) -> None:
        """Write row groups while at least `least` rows wait."""
        rest = pa.concat_tables(self._waiting) if self._waiting else self.schema.empty_table()
        while rest.num_rows >= least:
            self._file.write_table(rest.slice(0, ROW_GROUP).combine_chunks(), ROW_GROUP)
            rest = rest.slice(ROW_GROUP)
        self._waiting = [rest]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with self._file:
                if error is None:
                    self._flush(1)
            if error is None:
                _into_place(self._partial, self.path)
        finally:
            self._partial.unlink(missing_ok=True)


def write_table(path: Path, model: type[Row], tables: Sequence[pa.Table]) -> None:
    """Write tables, one after the other, as one file."""
    with TableWriter(path, model) as writer:
        for table in tables:
            writer.add(table)


def read_table(path: Path, model: type[Row], columns: Sequence[str] | None = None) -> pa.Table:
    """A table file, or some of its columns.

    Raises StoreError where the file is missing, no Parquet, or of another schema.
    """
    try:
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(schema_of(model)):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            return file.read(columns)
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def read_rows(path: Path, model: type[R]) -> Iterator[R]:
    """The rows of a table file in order, each checked against the model; errors as `read_table`."""
    for batch in read_table(path, model).to_batches(max_chunksize=8192):
        yield from to_rows(model, batch)


def write_text(path: Path, text: str) -> None:
    """Write a text file (UTF-8) as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(path)
    partial.write_text(text, encoding="utf-8", newline="\n")
    _into_place(partial, path)


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.partial")


def _into_place(partial: Path, path: Path) -> None:
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
