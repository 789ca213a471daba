"""Cursors and splicing: the rows around changed shards stay, each page's rows are found whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from vanban.schema import SentenceRow, TitleRow
from vanban.schema.arrow import from_columns, recoded
from vanban.store.scan import Cursor
from vanban.store.shards import shard_of
from vanban.tables.join import splice
from vanban.tables.publish import CODE, PATHS, changed

BITS = 4
PAGES = st.lists(st.integers(0, 2**64 - 1), max_size=40).map(
    lambda numbers: sorted(f"{number:016x}" for number in numbers)
)
SHARDS = st.sets(st.integers(0, 2**BITS - 1)).map(
    lambda numbers: sorted(f"{number:0{BITS}b}" for number in numbers)
)


def batches(pages: list[str], size: int) -> Iterator[pa.Table]:
    for begin in range(0, len(pages), size):
        yield pa.table({"doc_id": pages[begin : begin + size]})


@given(PAGES, st.integers(1, 10), SHARDS)
def test_the_rows_of_other_shards_stay_in_their_order(
    pages: list[str], size: int, stale: list[str]
) -> None:
    cursor = Cursor(batches(pages, size))
    found: list[str] = []

    def write(_: str, rows: pa.Table) -> None:
        found.extend(rows["doc_id"].to_pylist())

    for shard in stale:
        splice(shard, {}, {"tokens": cursor}, write)
        assert all(shard_of(page, BITS) < shard for page in found)
    for rows in cursor.until():
        write("tokens", rows)
    assert found == [page for page in pages if shard_of(page, BITS) not in stale]


@given(PAGES, st.integers(1, 10), st.integers(1, 4), st.data())
def test_a_cursor_finds_the_rows_of_any_page(
    pages: list[str], size: int, times: int, data: st.DataObject
) -> None:
    rows = sorted(pages * times)
    each = {page: table.num_rows for page, table in Cursor(batches(rows, size)).pages()}
    assert each == {page: rows.count(page) for page in pages}
    asked = sorted(data.draw(st.sets(st.sampled_from([*pages, "0", "g"]))))
    cursor = Cursor(batches(rows, size))
    for page in asked:
        assert [row["doc_id"] for row in cursor.rows(page)] == [page] * rows.count(page)
    after = [page for page in rows if not asked or page > asked[-1]]
    assert cursor.page == (after[0] if after else None)


def test_what_changed_is_seen() -> None:
    before = {CODE: "c", PATHS: "p", "0000": "a", "0001": "b", "0010": "c"}
    now = {CODE: "c", PATHS: "q", "0000": "a", "0001": "x", "0011": "d"}
    assert changed(before, now) == ["0001", "0010", "0011"]
    assert changed(before, before) == []


def test_nothing_stays_of_other_code_or_other_shards() -> None:
    now = {CODE: "c", PATHS: "p", "0000": "a", "0001": "b"}
    assert changed({}, now) == ["0000", "0001"]
    assert changed({**now, CODE: "d"}, now) == ["0000", "0001"]
    assert changed({CODE: "c", PATHS: "p", "000": "a"}, now) == ["0000", "0001"]


def test_closed_sets_are_coded_as_when_they_were_made() -> None:
    empty = from_columns(SentenceRow, dict.fromkeys(SentenceRow.model_fields, ()))
    assert recoded(SentenceRow, empty).equals(empty)
    made: dict[str, list[str | None]] = {name: [None] * 3 for name in TitleRow.model_fields}
    made |= {"kind": ["rank", "position", "rank"], "status": ["former", None, "acting"]}
    table = from_columns(TitleRow, made)
    columns = [
        column.cast(pa.string()).dictionary_encode() if pa.types.is_dictionary(column.type)
        else column
        for column in table.columns
    ]  # fmt: skip
    read = pa.table(dict(zip(table.column_names, columns, strict=True)))
    assert recoded(TitleRow, read).equals(table)
    assert (
        recoded(TitleRow, read)["kind"]
        .chunk(0)
        .dictionary.equals(table["kind"].chunk(0).dictionary)
    )
