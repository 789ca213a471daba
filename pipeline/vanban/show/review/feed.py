"""Tables on disk -> one page after the other with all its rows, in memory that does not grow.

All tables hold their rows page by page in one order, so a reader a table that moves on with the
pages is enough. Rows are plain dictionaries: the tables were checked when they were published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vanban.schema import MENTION_TABLES, TABLES, Kind
from vanban.schema.arrow import schema_of
from vanban.store.parquet import StoreError

TableRow = dict[str, Any]

_BATCH = 512
_BUFFER = 1 << 16


class Mention(NamedTuple):
    """A row of one of the mention tables, and its kind."""

    kind: Kind
    row: TableRow


@dataclass(frozen=True)
class PageRows:
    """What the tables say of one page; mentions sorted by place, the longer first."""

    document: TableRow
    mentions: tuple[Mention, ...]
    cuts: tuple[TableRow, ...]


def rows(
    output: Path,
    table: str,
    columns: Sequence[str] | None = None,
    doc_ids: Collection[str] | None = None,
) -> Iterator[TableRow]:
    """The rows of a published table, or some of their columns, or of some pages, a few at a time.

    Raises StoreError where the file is missing, no Parquet, or of another schema.
    """
    path = output / f"{table}.parquet"
    wanted = pa.array(sorted(doc_ids or ()), pa.string())
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER) as file:
            if not file.schema_arrow.equals(schema_of(TABLES[table])):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            for batch in file.iter_batches(_BATCH, columns=columns, use_threads=False):
                if doc_ids is None:
                    yield from batch.to_pylist()
                else:
                    yield from batch.filter(pc.is_in(batch["doc_id"], wanted)).to_pylist()
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def pages(output: Path) -> Iterator[PageRows]:
    """Every page of a folder of tables, in the order of `documents`.

    Raises StoreError where a table cannot be read or holds rows of no page in `documents`.
    """
    readers = {kind: _ByPage(output, table) for kind, table in MENTION_TABLES.items()}
    cuts = _ByPage(output, "cuts")
    for document in rows(output, "documents"):
        doc_id = document["doc_id"]
        mentions = [
            Mention(kind, row) for kind, reader in readers.items() for row in reader.take(doc_id)
        ]
        mentions.sort(key=lambda mention: (mention.row["start"], -mention.row["end"]))
        yield PageRows(document, tuple(mentions), tuple(cuts.take(doc_id)))
    for reader in (*readers.values(), cuts):
        reader.must_be_done()


class _ByPage:
    """A table's rows, taken page by page."""

    def __init__(self, output: Path, table: str) -> None:
        self._table = table
        self._rows = rows(output, table)
        self._next = next(self._rows, None)

    def take(self, doc_id: str) -> list[TableRow]:
        """The rows of the page, which must be the next page with rows or one without."""
        taken = []
        while self._next is not None and self._next["doc_id"] == doc_id:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken

    def must_be_done(self) -> None:
        """Raise StoreError where rows are left that no page took."""
        if self._next is not None:
            raise StoreError(
                f"{self._table}: row of page {self._next['doc_id']}, which is not in documents or"
                " not in its order. Run the stage 'tables' again."
            )
