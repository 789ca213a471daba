"""Parquet by readers of other makers: all rows, all texts, whatever the size of the table."""

from __future__ import annotations

from pathlib import Path

import fastparquet
import pandas as pd
import polars
import pyarrow as pa
import pytest

from vanban.schema import TABLES, DocumentRow
from vanban.store.parquet import read_table, write_table


@pytest.fixture(scope="module")
def long_documents(output: Path) -> pa.Table:
    """The documents two hundred times, no two texts alike: more than a dictionary page holds."""
    one = read_table(output / "documents.parquet", DocumentRow)
    at = one.column_names.index("text")
    parts = []
    for number in range(200):
        texts = [f"{number} {text}" for text in one["text"].to_pylist()]
        parts.append(one.set_column(at, one.schema.field("text"), pa.array(texts)))
    return pa.concat_tables(parts)


def by_fastparquet(path: Path, columns: list[str] | None = None) -> pd.DataFrame:
    with path.open("rb") as file:  # by a path of its own it leaves files open
        read: pd.DataFrame = fastparquet.ParquetFile(file).to_pandas(columns=columns)
    return read


def test_all_texts_are_read(long_documents: pa.Table, tmp_path: Path) -> None:
    """A column that begins as a dictionary and goes on without one loses rows in fastparquet."""
    path = tmp_path / "documents.parquet"
    write_table(path, DocumentRow, [long_documents])
    texts = long_documents["text"].to_pylist()
    assert sum(map(len, texts)) > 2_000_000
    assert by_fastparquet(path, ["text"])["text"].tolist() == texts
    assert polars.read_parquet(path)["text"].to_list() == texts


@pytest.mark.parametrize("name", TABLES)
def test_all_rows_of_every_table_are_read(output: Path, name: str) -> None:
    path = output / f"{name}.parquet"
    rows = read_table(path, TABLES[name]).num_rows
    assert len(by_fastparquet(path)) == rows
    assert polars.read_parquet(path).height == rows
