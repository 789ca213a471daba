"""Tables on disk -> one page after the other with all its rows, in memory that does not grow.

All tables hold their rows page by page in one order, so a cursor a table that moves on with the
pages is enough. Rows are plain dictionaries: the tables were checked when they were published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vanban.schema import MENTION_TABLES, Kind
from vanban.store.parquet import StoreError
from vanban.store.scan import FEW, Cursor, DataRow, batches, rows


class PageMention(NamedTuple):
    """A row of one of the mention tables, and its kind."""

    kind: Kind
    row: DataRow


@dataclass(frozen=True)
class PageRows:
    """What the tables say of one page; mentions sorted by place, the longer first."""

    document: DataRow
    mentions: tuple[PageMention, ...]
    cuts: tuple[DataRow, ...]


def pages(output: Path) -> Iterator[PageRows]:
    """Every page of a folder of tables, in the order of `documents`.

    Raises StoreError where a table cannot be read or holds rows of no page in `documents`.
    """
    cursors = {
        table: Cursor(batches(output, table, size=FEW))
        for table in (*MENTION_TABLES.values(), "cuts")
    }
    for document in rows(output, "documents"):
        doc_id = document["doc_id"]
        _no_row_before(cursors, doc_id)
        found = {table: cursor.rows(doc_id) for table, cursor in cursors.items()}
        mentions = [
            PageMention(kind, row) for kind, table in MENTION_TABLES.items() for row in found[table]
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
