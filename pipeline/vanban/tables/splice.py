"""Tables that stand, with the rows of some shards replaced.

In: the batches of a published table, sorted by page, and shards that changed since. Out: the rows
around those shards, as they were, so that a page more does not have all other pages read from their
shards again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import pyarrow as pa
import pyarrow.compute as pc

from vanban.schema import TABLES, RejectedRow
from vanban.schema.arrow import recoded
from vanban.store.location import Place
from vanban.store.parquet import read_table, row_group
from vanban.store.scan import batches
from vanban.store.shards import first_page, page_behind, shard_of
from vanban.text.document import document_id


class Standing:
    """The rows of a published table, handed out up to one shard after the other."""

    def __init__(self, batches_of: Iterable[pa.Table]) -> None:
        self._batches = iter(batches_of)
        self._held: pa.Table | None = None

    @classmethod
    def of(cls, output: Place, name: str) -> Standing:
        """A table of an output folder."""
        model = TABLES[name]
        return cls(
            recoded(model, rows) for rows in batches(output, name, size=row_group(model) // 4)
        )

    def before(self, shard: str) -> Iterator[pa.Table]:
        """The rows before a shard's; its own are left out. Shards are asked for in their order."""
        while (rows := self._next()) is not None:
            begin = _below(rows, first_page(shard))
            if begin:
                yield rows.slice(0, begin)
            rest = rows.slice(_below(rows, page_behind(shard)))
            if rest.num_rows:
                self._held = rest
                return

    def rest(self) -> Iterator[pa.Table]:
        """The rows behind the last shard asked for."""
        while (rows := self._next()) is not None:
            yield rows

    def _next(self) -> pa.Table | None:
        held, self._held = self._held, None
        return held if held is not None else next(self._batches, None)


def rejected_before(output: Place, shards: Set[str]) -> pa.Table:
    """The rows of `rejected` in an output folder, without those of some shards.

    The table is sorted by path, not by page.
    """
    rows = recoded(RejectedRow, read_table(output / "rejected.parquet", RejectedRow))
    pages = map(document_id, rows["raw_path"].to_pylist())
    sizes = {len(shard) for shard in shards}
    stays = [all(shard_of(page, size) not in shards for size in sizes) for page in pages]
    return rows.filter(pa.array(stays, pa.bool_()))


def _below(rows: pa.Table, page: str) -> int:
    """How many rows, sorted by page, are of pages before this one."""
    ids = rows["doc_id"]
    if ids[0].as_py() >= page:
        return 0
    if ids[-1].as_py() < page:
        return len(ids)
    count: int = pc.sum(pc.less(ids, page)).as_py()
    return count
