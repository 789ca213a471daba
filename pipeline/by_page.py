"""Published tables, read page by page: memory holds a few pages, whatever the size of the corpus.

In: a folder of tables, each sorted by page. Out: the rows of one page after the other, and tables
read in step with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.arrow import schema_of
from pipeline.places import Place
from pipeline.schema import TABLES
from pipeline.store import StoreError


def batches(
    output: Place,
    name: str,
    columns: Sequence[str] | None = None,
    *,
    any_version: bool = False,
    size: int = 8192,
) -> Iterator[pa.Table]:
    """The rows of a table, `size` at a time.

    Raises StoreError where the file is missing, no Parquet, or of another schema; `any_version`
    takes any schema and leaves out the columns that it does not have.
    """
    path = output / f"{name}.parquet"
    try:
        with path.open("rb") as content, pq.ParquetFile(content) as file:
            if any_version:
                there = file.schema_arrow.names
                columns = [column for column in columns or there if column in there]
            elif not file.schema_arrow.equals(schema_of(TABLES[name])):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            for batch in file.iter_batches(size, columns=columns):
                yield pa.Table.from_batches([batch])
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def by_page(tables: Iterator[pa.Table]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of a table page by page: doc_id and rows."""
    rest: pa.Table | None = None
    for table in tables:
        joined = table if rest is None else pa.concat_tables([rest, table])
        *whole, rest = _runs(joined)
        yield from ((part["doc_id"][0].as_py(), part) for part in whole)
    if rest is not None:
        yield rest["doc_id"][0].as_py(), rest


class InStep:
    """A table asked for pages in their order."""

    def __init__(self, tables: Iterator[pa.Table]) -> None:
        self._parts = by_page(tables)
        self._next = next(self._parts, None)

    def of(self, doc_id: str) -> pa.Table | None:
        """The rows of a page, None where it has none."""
        while self._next is not None and self._next[0] < doc_id:
            self._next = next(self._parts, None)
        return self._next[1] if self._next is not None and self._next[0] == doc_id else None

    def rows(self, doc_id: str) -> list[dict[str, Any]]:
        """The rows of a page as dictionaries."""
        table = self.of(doc_id)
        return table.to_pylist() if table is not None else []


def _runs(table: pa.Table) -> Iterator[pa.Table]:
    """The parts of a table that stand together under one doc_id; at least one."""
    ids = table["doc_id"].to_pylist()
    begin = 0
    for at in range(1, len(ids) + 1):
        if at == len(ids) or ids[at] != ids[begin]:
            yield table.slice(begin, at - begin)
            begin = at
