"""Published tables, read in batches or page by page: a table of any size in little memory.

In: an output folder. Out: batches of a table, its rows, the columns of one, or all tables of so
many pages at a time. A `Cursor` hands out the rows of a table sorted by page, in the order of the
pages: it only moves forward, and what is passed is gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.store.location import Place
from vanban.store.parquet import StoreError

Ids = Callable[[pa.Table], pa.ChunkedArray]
"""Gives the page's id of each row of a batch."""


def _doc_ids(rows: pa.Table) -> pa.ChunkedArray:
    return rows["doc_id"]


class Cursor:
    """The rows of a table sorted by page; `ids` gives their pages where no column does."""

    def __init__(self, batches: Iterable[pa.Table], ids: Ids = _doc_ids) -> None:
        self._batches, self._ids = iter(batches), ids
        self._batch: _Batch | None = None

    def until(self, page: str | None = None) -> Iterator[pa.Table]:
        """The rows of pages before this one, in parts; without one, all that is left."""
        while (batch := self._at_hand()) is not None:
            part = batch.until(page)
            if part.num_rows:
                yield part
            if batch.page is not None:
                return

    def skip(self, page: str) -> None:
        """Pass the rows of all pages before this one."""
        for _ in self.until(page):
            pass

    def of(self, page: str) -> list[pa.Table]:
        """The rows of a page, in parts; none where it has none."""
        self.skip(page)
        return list(self.until(behind(page)))

    def table(self, page: str) -> pa.Table | None:
        """The rows of a page as one table; None where it has none."""
        parts = self.of(page)
        return parts[0] if len(parts) == 1 else pa.concat_tables(parts) if parts else None

    def rows(self, page: str) -> list[dict[str, Any]]:
        """The rows of a page as dictionaries."""
        return [row for part in self.of(page) for row in part.to_pylist()]

    def pages(self) -> Iterator[tuple[str, pa.Table]]:
        """The pages that have rows, each with its rows."""
        while (page := self.page) is not None:
            yield page, pa.concat_tables(self.of(page))

    @property
    def page(self) -> str | None:
        """The page of the next row; None at the end."""
        batch = self._at_hand()
        return None if batch is None else batch.page

    def _at_hand(self) -> _Batch | None:
        """The batch that holds the next row, read when needed; None at the end."""
        while self._batch is None or self._batch.page is None:
            rows = next(self._batches, None)
            if rows is None:
                return None
            self._batch = _Batch(rows, self._ids(rows)) if rows.num_rows else None
        return self._batch


class _Batch:
    """Rows at hand: where the rows of each page end, and up to where they were handed out."""

    def __init__(self, rows: pa.Table, ids: pa.ChunkedArray) -> None:
        runs = pc.run_end_encode(ids.combine_chunks())
        self._rows, self._pages = rows, runs.values.to_pylist()
        self._ends = [0, *runs.run_ends.to_pylist()]
        self._next = 0  # the number of the page whose rows come next

    @property
    def page(self) -> str | None:
        page: str | None = self._pages[self._next] if self._next < len(self._pages) else None
        return page

    def until(self, page: str | None) -> pa.Table:
        begin, pages = self._next, self._pages
        self._next = len(pages) if page is None else bisect_left(pages, page, begin)
        start, end = self._ends[begin], self._ends[self._next]
        return self._rows.slice(start, end - start)


def behind(page: str) -> str:
    """What sorts behind a page's id, and before every other that does."""
    return f"{page}\0"


DataRow = dict[str, Any]
"""A row of a published table, by the names of its columns."""

FEW = 512
"""Rows that are held at a time where memory is to stay small."""

_BUFFER = 1 << 16

_MANY = 65_536  # rows read at a time


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
