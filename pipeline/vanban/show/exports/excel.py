"""Excel: each table as a workbook, its cells texts, numbers and days as the table has them.

No text becomes a formula or a link. A text is cut where a cell ends; rows beyond the last of a
sheet go on in a second one. Lists are joined by "; ", absent is an empty cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any

import xlsxwriter

from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.show.exports.csv_tables import cells
from vanban.store.scan import batches

LONGEST = 32_767
"""Characters that a cell of Excel holds, counted in UTF-16 as Excel does."""

ROWS = 1_048_576
"""Rows that a sheet of Excel holds, its head among them."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The same bytes for the same rows: the library would write down the time."""


def write(output: Path, folder: Path) -> int:
    """Write every table but tokens, which nobody reads in a spreadsheet; the number of tables."""
    names = [name for name in TABLES if name != "tokens"]
    for name in names:
        write_table(output, name, folder)
    return len(names)


def write_table(output: Path, name: str, folder: Path) -> None:
    """Write one table as `name`.xlsx into a folder."""
    heads = schema_of(TABLES[name]).names
    parts = (cells(part).to_pydict().values() for part in batches(output, name))
    rows = chain.from_iterable(zip(*columns, strict=True) for columns in parts)
    write_rows(folder / f"{name}.xlsx", name, heads, rows)


def write_rows(
    path: Path, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], most: int = ROWS
) -> None:
    """Write rows below their heads, at most so many a sheet."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        bold = book.add_format({"bold": True})
        rest = iter(rows)
        following = next(rest, None)
        for number in count(1):
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, heads, bold)
            at = 1
            while following is not None and at < most:
                sheet.write_row(at, 0, map(_cut, following))
                at, following = at + 1, next(rest, None)
            sheet.autofilter(0, 0, at - 1, len(heads) - 1)
            if following is None:
                return


def _cut(value: Any) -> Any:
    """A value as a cell holds it: a long text without its end."""
    if not isinstance(value, str) or len(value) <= LONGEST // 2:
        return value
    return value.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")
