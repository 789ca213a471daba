"""Published files: whole or not at all, and the same bytes for the same rows.

`TableWriter` streams Arrow tables into a Parquet file in row groups of fixed size, `read_table`
and `read_rows` read one back, `write_text` writes any other file. A run killed at any moment leaves
either the old file or the new one (`vanban.store.location`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from contextlib import ExitStack
from types import TracebackType
from typing import Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from vanban.schema import DocumentRow, Row, TokenRow
from vanban.schema.arrow import schema_of, to_rows
from vanban.store.location import Place, is_local, write_parts

R = TypeVar("R", bound=Row)

ROW_GROUP = 16_384
"""Rows in a row group: bounds the memory of a writer, and part of the bytes, so never changed."""

PAGE_GROUP = 2_048
"""Rows in a row group of `documents`, each of which holds a whole page."""

TOKEN_GROUP = 65_536
"""Rows in a row group of `tokens`: few bytes in each, and a hundred times as many."""

_OPTIONS = {
    "compression": "zstd",
    "version": "2.6",
    "store_schema": True,
    "dictionary_pagesize_limit": 1 << 30,
}
"""With that limit a column of a row group is either all codes or all values: of one that begins as
codes and goes on as values fastparquet loses rows, in silence."""


class StoreError(OSError):
    """A table that cannot be read; the message names the file and the cure."""


def row_group(model: type[Row]) -> int:
    """Rows in a row group of a table."""
    return {DocumentRow: PAGE_GROUP, TokenRow: TOKEN_GROUP}.get(model, ROW_GROUP)


def _repeating(model: type[Row]) -> list[str]:
    """The columns whose values are worth a dictionary, by their paths in the file.

    All but the texts of whole pages, of which no two are alike.
    """
    return [
        f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name
        for field in schema_of(model)
        if not (model is DocumentRow and field.name == "text")
    ]


class TableWriter:
    """Writes one table to `path`, which appears when the writer closes unharmed.

    With `beside`, its threads encode and write, one row group of the table after the other, while
    the caller prepares the next.
    """

    def __init__(self, path: Place, model: type[Row], beside: Executor | None = None) -> None:
        self.schema, self.rows = schema_of(model), 0
        self._beside = beside
        self._last: Future[None] | None = None  # the row group that is being written
        self._waiting: list[pa.Table] = []
        self._wait = 0  # rows that wait
        self._group = row_group(model)
        self._whole = ExitStack()
        local = self._whole.enter_context(write_parts(path))
        options = {**_OPTIONS, "use_dictionary": _repeating(model)}
        self._file = self._whole.enter_context(pq.ParquetWriter(local, self.schema, **options))

    def add(self, table: pa.Table) -> None:
        """Append a table of the same schema; full row groups go to disk at once."""
        self.rows += table.num_rows
        self._waiting.append(table)
        self._wait += table.num_rows
        if self._wait >= self._group:
            self._flush(self._group)

    def end(self) -> None:
        """Hand on the rows that wait; the last row group is written when the writer closes."""
        self._flush(1)

    def _flush(self, least: int) -> None:
        """Write row groups while at least `least` rows wait."""
        rest = pa.concat_tables(self._waiting) if self._waiting else self.schema.empty_table()
        while rest.num_rows >= least:
            self._write(rest.slice(0, self._group))
            rest = rest.slice(self._group)
        self._waiting, self._wait = [rest], rest.num_rows

    def _write(self, rows: pa.Table) -> None:
        """Write a row group, behind the one before it."""
        self._written()
        if self._beside is None:
            self._encode(rows)
        else:
            self._last = self._beside.submit(self._encode, rows)

    def _encode(self, rows: pa.Table) -> None:
        self._file.write_table(rows.combine_chunks(), self._group)

    def _written(self) -> None:
        """Wait for the row group that is being written; raises what went wrong with it."""
        last, self._last = self._last, None
        if last is not None:
            last.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            if self._last is not None:
                wait([self._last])
            self._whole.__exit__(kind, error, trace)
            return
        with self._whole:
            self.end()
            self._written()


def write_table(path: Place, model: type[Row], tables: Sequence[pa.Table]) -> None:
    """Write tables, one after the other, as one file."""
    with TableWriter(path, model) as writer:
        for table in tables:
            writer.add(table)


def read_table(path: Place, model: type[Row]) -> pa.Table:
    """A table file.

    Raises StoreError where the file is missing, no Parquet, or of another schema.
    """
    try:
        with pq.ParquetFile(path if is_local(path) else path.open("rb")) as file:
            if not file.schema_arrow.equals(schema_of(model)):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            return file.read()
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def read_rows(path: Place, model: type[R]) -> Iterator[R]:
    """The rows of a table file in order, each checked against the model; errors as `read_table`."""
    for batch in read_table(path, model).to_batches(max_chunksize=8192):
        yield from to_rows(model, batch)


def write_text(path: Place, text: str) -> None:
    """Write a text file (UTF-8) as a whole."""
    with write_parts(path) as local:
        local.write_text(text, encoding="utf-8", newline="\n")
