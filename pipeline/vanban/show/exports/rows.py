"""Rows of the tables over the corpus, for the formats that are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vanban.store.scan import batches

TableRow = dict[str, Any]
Rows = list[TableRow]


def rows_of(output: Path, table: str) -> Iterator[TableRow]:
    """The rows of a published table. Raises StoreError where it cannot be read."""
    for part in batches(output, table):
        yield from part.to_pylist()
