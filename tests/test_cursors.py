"""What is read again: each page's rows are found whole, and what changed is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from vanban.schema import SentenceRow, TitleRow
from vanban.schema.arrow import from_columns, recoded
from vanban.store.scan import Cursor
from vanban.tables.publish import Sources, changed

PAGES = st.lists(st.integers(0, 2**64 - 1), max_size=40).map(
    lambda numbers: sorted(f"{number:016x}" for number in numbers)
)


def batches(pages: list[str], size: int) -> Iterator[pa.Table]:
    for begin in range(0, len(pages), size):
        yield pa.table({"doc_id": pages[begin : begin + size]})


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
    before = Sources("c", "p", {"0000": "s"}, {"0a": "a", "0b": "b", "0c": "c"})
    now = Sources("c", "q", {"0000": "t"}, {"0a": "a", "0b": "x", "0d": "d"})
    assert changed(before, now) == {"0b", "0c", "0d"}
    assert changed(before, before) == set()


def test_nothing_stays_of_other_code() -> None:
    now = Sources("c", "p", {"0000": "s"}, {"0a": "a", "0b": "b"})
    assert changed(Sources(), now) == {"0a", "0b"}
    assert changed(now._replace(code="d"), now) == {"0a", "0b"}


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
