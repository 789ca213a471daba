"""Published tables, read page by page: memory holds a few pages, whatever the size of the corpus.

In: a folder of tables, each sorted by page. Out: the rows of one page after the other, and tables
read in step with each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vanban.schema import TABLES
from vanban.schema.arrow import runs, schema_of
from vanban.store.location import Place
from vanban.store.parquet import StoreError


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


def columns_of(output: Place, name: str, columns: Sequence[str]) -> pa.Table:
    """Some columns of a table as a whole; errors as `batches`."""
    schema = schema_of(TABLES[name])
    none = schema.empty_table().select(columns)
    return pa.concat_tables([none, *batches(output, name, columns)])


def by_page(tables: Iterator[pa.Table]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of a table page by page: doc_id and rows."""
    rest: pa.Table | None = None
    for table in tables:
        joined = table if rest is None else pa.concat_tables([rest, table])
        *whole, (_, last) = runs(joined["doc_id"].to_pylist())
        yield from ((page, _part(joined, place)) for page, place in whole)
        rest = _part(joined, last)
    if rest is not None:
        yield rest["doc_id"][0].as_py(), rest


def _part(table: pa.Table, place: slice) -> pa.Table:
    return table.slice(place.start, place.stop - place.start)


def parts(output: Place, names: Sequence[str], pages: int = 500) -> Iterator[dict[str, pa.Table]]:
    """`documents` and the tables named, so many pages at a time; errors as `batches`.

    Rows of no document come with the documents around them.
    """
    empty = {name: schema_of(TABLES[name]).empty_table() for name in ("documents", *names)}
    others = {name: _UpTo(batches(output, name, size=_MANY), empty[name]) for name in names}
    for documents in batches(output, "documents", size=pages):
        bound = documents["doc_id"][-1].as_py()
        yield {"documents": documents, **{n: others[n].rows(bound) for n in names}}
    rest = {name: others[name].rows(None) for name in names}
    if any(table.num_rows for table in rest.values()):
        yield {"documents": empty["documents"], **rest}


class _UpTo:
    """A table sorted by page, handed out up to one page after the other."""

    def __init__(self, tables: Iterator[pa.Table], none: pa.Table) -> None:
        self._tables, self._none = tables, none
        self._rest: pa.Table | None = next(tables, None)

    def rows(self, bound: str | None) -> pa.Table:
        """The next rows, to that page or, without one, to the end."""
        found = [self._none]
        while self._rest is not None:
            ids = self._rest["doc_id"]
            count = len(ids) if bound is None else pc.sum(pc.less_equal(ids, bound)).as_py() or 0
            found.append(self._rest.slice(0, count))
            if count < len(ids):
                self._rest = self._rest.slice(count)
                break
            self._rest = next(self._tables, None)
        return pa.concat_tables(found).unify_dictionaries()


_MANY = 65_536


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
