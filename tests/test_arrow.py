"""Models to Arrow and back: types, closed sets, nulls, descriptions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from vanban.schema import TABLES, QuantityRow, Row
from vanban.schema.arrow import schema_of, to_rows, to_table
from vanban.store.parquet import StoreError, TableWriter, read_rows, write_text


class Sample(Row):
    """A table of the test."""

    day: dt.date | None = None
    parts: tuple[int, ...]


def quantity(start: int) -> QuantityRow:
    return QuantityRow(
        mention_id=f"d.quantity.{start}",
        doc_id="d",
        sentence_id="d.s0",
        start=start,
        end=start + 9,
        raw_start=start,
        raw_end=start + 9,
        surface="ba cán bộ",
        rule="quantity.count",
        value=3,
        unit="cán bộ",
        kind="count",
    )


def test_columns_follow_the_annotations() -> None:
    schema = schema_of(QuantityRow)
    assert schema.field("start").type == pa.int32()
    assert schema.field("value").type == pa.float64()
    assert schema.field("kind").type == pa.dictionary(pa.int8(), pa.string())
    assert schema.field("value_max").nullable
    assert not schema.field("value").nullable
    assert schema.field("entries").type == pa.list_(pa.string())
    assert schema_of(Sample).field("day").type == pa.date32()


@pytest.mark.parametrize("name", TABLES)
def test_every_column_says_what_it_holds(name: str) -> None:
    for field in schema_of(TABLES[name]):
        assert field.metadata[b"description"], field.name


def test_rows_come_back() -> None:
    rows = [quantity(1), quantity(20)]
    assert list(to_rows(QuantityRow, to_table(QuantityRow, rows))) == rows


def test_the_dictionary_is_the_closed_set_whatever_the_rows() -> None:
    column = to_table(QuantityRow, [quantity(1)]).column("approx").combine_chunks()
    assert column.dictionary.to_pylist()[0] == "exact"
    assert len(column.dictionary) == 7


def test_a_type_without_a_column_is_refused() -> None:
    class Wrong(Row):
        """No table."""

        pair: set[int]

    with pytest.raises(TypeError, match="no column type"):
        schema_of(Wrong)


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "quantities.parquet"
    with TableWriter(path, QuantityRow) as writer:
        writer.add(to_table(QuantityRow, [quantity(1)]))
    writer = TableWriter(path, QuantityRow)
    with pytest.raises(ValueError, match="schema"), writer:
        writer.add(pa.table({"another": [1]}))
    assert [row.start for row in read_rows(path, QuantityRow)] == [1]
    assert [file.name for file in tmp_path.iterdir()] == ["quantities.parquet"]


def test_a_missing_table_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Run its stage again"):
        list(read_rows(tmp_path / "names.parquet", QuantityRow))


def test_text_is_written_whole(tmp_path: Path) -> None:
    write_text(tmp_path / "a" / "b.txt", "Điều lệ\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "Điều lệ\n".encode()
