"""What tables of the site are made of: columns, rows, cells. Templates only set them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Sort = Literal["vi", "number", "day", "word", "code", "plain"]
"""What a cell holds: Vietnamese, a number, a day, a key of words.toml, code, or other text."""


class Cell(NamedTuple):
    """A cell: its text, where it leads (from the root of the site), and a small note behind it."""

    text: str | int | None
    sort: Sort = "vi"
    link: str | None = None
    note: str | None = None


class TableRow(NamedTuple):
    """A row of cells; where it has an id, that can be linked to."""

    cells: tuple[Cell, ...]
    id: str | None = None


class Column(NamedTuple):
    """The head of a column: the key of its words, and what its cells hold."""

    key: str
    sort: Sort = "vi"


class Table(NamedTuple):
    """A table: its columns and rows, and how many rows had no room."""

    columns: tuple[Column, ...]
    rows: Iterable[TableRow]
    left_out: int = 0


def columns(*described: str | tuple[str, Sort]) -> tuple[Column, ...]:
    """Columns by the keys of their words, with what they hold where it is not Vietnamese."""
    return tuple(Column(one) if isinstance(one, str) else Column(*one) for one in described)
