"""Tables on disk -> one page after the other with all its rows, in memory that does not grow.

All tables hold their rows page by page in one order, so a cursor a table that moves on with the
pages is enough. Rows are plain dictionaries: the tables were checked when they were published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from vanban.schema import MENTION_TABLES, TABLES, Kind
from vanban.schema.arrow import schema_of
from vanban.store.cursor import Cursor
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
    for part in _parts(output, table, columns, doc_ids):
        yield from part.to_pylist()


def _parts(
    output: Path,
    table: str,
    columns: Sequence[str] | None = None,
    doc_ids: Collection[str] | None = None,
) -> Iterator[pa.Table]:
    """A table in parts, of some documents or of all. Raises StoreError for other columns."""
    path = output / f"{table}.parquet"
    wanted = pa.array(sorted(doc_ids or ()), pa.string())
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER) as file:
            if not file.schema_arrow.equals(schema_of(TABLES[table])):
                raise StoreError(f"{path}: columns of another version. Run its stage again.")
            for batch in file.iter_batches(_BATCH, columns=columns, use_threads=False):
                rows = pa.Table.from_batches([batch])
                yield rows if doc_ids is None else rows.filter(pc.is_in(rows["doc_id"], wanted))
    except (FileNotFoundError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: no readable table: {error}. Run its stage again.") from error


def pages(output: Path) -> Iterator[PageRows]:
    """Every page of a folder of tables, in the order of `documents`.

    Raises StoreError where a table cannot be read or holds rows of no page in `documents`.
    """
    cursors = {table: Cursor(_parts(output, table)) for table in (*MENTION_TABLES.values(), "cuts")}
    for document in rows(output, "documents"):
        doc_id = document["doc_id"]
        _no_row_before(cursors, doc_id)
        found = {table: cursor.rows(doc_id) for table, cursor in cursors.items()}
        mentions = [
            Mention(kind, row) for kind, table in MENTION_TABLES.items() for row in found[table]
        ]
        mentions.sort(key=lambda mention: (mention.row["start"], -mention.row["end"]))
        yield PageRows(document, tuple(mentions), tuple(found["cuts"]))
    _no_row_before(cursors, None)


def _no_row_before(cursors: Mapping[str, Cursor], doc_id: str | None) -> None:
    """Raise StoreError where rows are left of a page before this one, or of any at the end."""
    for table, cursor in cursors.items():
        page = cursor.page
        if page is not None and (doc_id is None or page < doc_id):
            raise StoreError(
                f"{table}: row of page {page}, which is not in documents or not in its order."
                " Run the stage 'tables' again."
            )
