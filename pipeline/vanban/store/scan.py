"""A published table, read in batches: a table of any size in little memory.

In: an output folder. Out: batches of a table, its rows, the columns of one, or all tables of so
many pages at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.store.cursor import Cursor, behind
from vanban.store.location import Place
from vanban.store.parquet import StoreError

DataRow = dict[str, Any]
"""A row of a published table, by the names of its columns."""

FEW = 512
"""Rows that are held at a time where memory is to stay small."""

_BUFFER = 1 << 16

_MANY = 65_536


def batches(
    output: Place,
    name: str,
    columns: Sequence[str] | None = None,
    *,
    any_version: bool = False,
    size: int = 8192,
) -> Iterator[pa.Table]:
    """The rows of a table, `size` at a time.

    Where few are asked for at a time, columns too are read through a small buffer.
    Raises StoreError where the file is missing, no Parquet, or of another schema; `any_version`
    takes any schema and leaves out the columns that it does not have.
    """
    path = output / f"{name}.parquet"
    buffer = _BUFFER if size <= FEW else 0
    try:
        with path.open("rb") as content, pq.ParquetFile(content, buffer_size=buffer) as file:
            if any_version:
                there = file.schema_arrow.names
                columns = [column for column in columns or there if column in there]
            elif not file.schema_arrow.equals(schema_of(TABLES[name])):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            for batch in file.iter_batches(size, columns=columns):
                yield pa.Table.from_batches([batch])
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def rows(
    output: Place,
    name: str,
    columns: Sequence[str] | None = None,
    doc_ids: Collection[str] | None = None,
) -> Iterator[DataRow]:
    """The rows of a table as dictionaries, or those of some documents; errors as `batches`."""
    wanted = pa.array(sorted(doc_ids or ()), pa.string())
    for part in batches(output, name, columns, size=FEW):
        kept = part if doc_ids is None else part.filter(pc.is_in(part["doc_id"], wanted))
        yield from kept.to_pylist()


def columns_of(output: Place, name: str, columns: Sequence[str]) -> pa.Table:
    """Some columns of a table as a whole; errors as `batches`."""
    schema = schema_of(TABLES[name])
    none = schema.empty_table().select(columns)
    return pa.concat_tables([none, *batches(output, name, columns)])


def by_pages(
    output: Place, names: Sequence[str], pages: int = 500
) -> Iterator[dict[str, pa.Table]]:
    """`documents` and the tables named, so many pages at a time; errors as `batches`.

    Rows of no document come with the documents around them.
    """
    empty = {name: schema_of(TABLES[name]).empty_table() for name in ("documents", *names)}
    cursors = {name: Cursor(batches(output, name, size=_MANY)) for name in names}

    def until(name: str, end: str | None) -> pa.Table:
        return pa.concat_tables([empty[name], *cursors[name].until(end)]).unify_dictionaries()

    for documents in batches(output, "documents", size=pages):
        end = behind(documents["doc_id"][-1].as_py())
        yield {"documents": documents, **{name: until(name, end) for name in names}}
    rest = {name: until(name, None) for name in names}
    if any(table.num_rows for table in rest.values()):
        yield {"documents": empty["documents"], **rest}
