"""CSV: every table as a file that a spreadsheet opens, UTF-8 with a byte order mark.

A spreadsheet takes a text that begins with = + - @ (or their full-width forms, a tab or a line
break) for a formula and runs it; such a text gets an apostrophe before it, which shows it as text.
Columns of numbers stay numbers, also negative ones: they cannot hold a formula. Lists are joined by
"; ", absent is an empty cell.
"""

from __future__ import annotations

import csv as text_csv
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.store.scan import batches

FORMULA = "^[=+\\-@\t\r\n＝＋－＠]"


def write(output: Path, folder: Path) -> int:
    """Write every table; the number of tables."""
    for name in TABLES:
        write_table(output, name, folder)
    return len(TABLES)


def write_table(output: Path, name: str, folder: Path) -> None:
    """Write one table as `name`.csv into a folder.

    A float has a point even where it is whole: who guesses types from the first rows (polars) takes
    it for an integer otherwise. Arrow writes none, so tables with floats are written by Python.
    """
    empty = harmless(schema_of(TABLES[name]).empty_table())
    if any(pa.types.is_floating(kind) for kind in empty.schema.types):
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as text:
            rows = text_csv.writer(text, lineterminator="\n")
            rows.writerow(empty.column_names)
            for part in batches(output, name):
                rows.writerows(zip(*harmless(part).to_pydict().values(), strict=True))
        return
    with (folder / f"{name}.csv").open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        with csv.CSVWriter(file, empty.schema) as writer:
            for part in batches(output, name):
                writer.write_table(harmless(part))


def harmless(table: pa.Table) -> pa.Table:
    """The table as cells, with texts that could be formulas marked as text."""
    plain = cells(table)
    return pa.table({name: _marked(plain[name]) for name in plain.column_names})


def cells(table: pa.Table) -> pa.Table:
    """The table with one value a cell: lists are joined, closed sets are texts."""
    return pa.table({name: _single(table[name]) for name in table.column_names})


def _single(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column with one value a cell: words for codes, lists joined by "; "."""
    if pa.types.is_dictionary(column.type):
        return column.cast(pa.string())
    if pa.types.is_list(column.type):
        joined = pc.binary_join(column.cast(pa.list_(pa.string())), "; ")
        return pc.if_else(pc.equal(joined, ""), None, joined)
    return column


def _marked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of text in which no cell is read as a formula by a spreadsheet."""
    if not pa.types.is_string(column.type):
        return column
    marked = pc.binary_join_element_wise("'", column, "")
    return pc.if_else(pc.match_substring_regex(column, FORMULA), marked, column)
