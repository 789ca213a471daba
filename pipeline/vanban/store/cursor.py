"""A cursor: the rows of a table sorted by page, handed out in the order of the pages.

In: the batches of a table, of a file or in memory. Out: the rows before a page, of a page, or of
each page in turn. The cursor only moves forward, so a table of any size is read once, with a batch
in memory; who asks for pages asks in their order, and what is passed is gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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
        """The batch with the next row."""
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
