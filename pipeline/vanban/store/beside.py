"""What stands beside raw files: `NAME.json`, and index tables with a row a file.

In: the paths of a raw folder, and how to open one. Out: the values for each page by its path, and
the paths of the files that hold them, which are no pages themselves. `NAME.json` is about the file
`NAME` or the file `NAME` with another ending; a table is an index where it has a column with paths
("file", "path" …) of which one is there, and none with a text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import IO

from vanban.params import params
from vanban.store.records import short_values

Open = Callable[[str], IO[bytes]]
Values = dict[str, str]

_TABLES = (".csv", ".tsv")
_LARGEST = 1_000_000
"""Bytes of a JSON file about one page, at most."""


def beside(paths: Iterable[str], opened: Open) -> tuple[dict[str, Values], set[str]]:
    """The values beside each file that has any, and the files that hold them."""
    there = set(paths)
    found: dict[str, Values] = {}
    used: set[str] = set()
    for path, rows in chain(_indexes(there, opened), _objects(there, opened)):
        used.add(path)
        for about, values in rows:
            found.setdefault(about, {}).update(values)
    return found, used


def _objects(there: set[str], opened: Open) -> Iterator[tuple[str, Iterable[tuple[str, Values]]]]:
    """Each JSON file that is about pages, with what it says of them."""
    by_stem: dict[str, list[str]] = {}
    for path in there:
        by_stem.setdefault(str(PurePosixPath(path).with_suffix("")), []).append(path)
    for path in sorted(there):
        if not path.lower().endswith(".json"):
            continue
        stem = path[: -len(".json")]
        pages = [stem] if stem in there else [one for one in by_stem[stem] if one != path]
        values = _values(path, opened) if pages else None
        if values is not None:
            yield path, [(page, values) for page in pages]


def _indexes(there: set[str], opened: Open) -> Iterator[tuple[str, Iterable[tuple[str, Values]]]]:
    """Each index table, with what it says of pages."""
    for path in sorted(there):
        rows = _index(path, there, opened) if path.lower().endswith(_TABLES) else None
        if rows is not None:
            yield path, rows


def _values(path: str, opened: Open) -> Values | None:
    """The values of a JSON object, None for what is none."""
    try:
        with opened(path) as file:
            content = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return short_values(content) if isinstance(content, dict) else None


def _index(path: str, there: set[str], opened: Open) -> list[tuple[str, Values]] | None:
    """The rows of an index table with the file each is about, None for a table about no file."""
    try:
        with opened(path) as file:
            first = file.readline(1 << 16).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    delimiter = "\t" if path.lower().endswith(".tsv") else max(",;\t|", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    names = [name.strip().lower() for name in header]
    key = next((i for i, name in enumerate(names) if name in params().records.file), None)
    if key is None or any(name in params().records.text for name in names):
        return None
    return list(_rows(path, there, opened, delimiter, header, key)) or None


def _rows(  # noqa: PLR0913, PLR0917 - what was read of the header
    path: str, there: set[str], opened: Open, delimiter: str, header: list[str], key: int
) -> Iterator[tuple[str, Values]]:
    """The rows of a list of pages: path of each page that is there, and its values."""
    folder = PurePosixPath(path).parent
    with opened(path) as file:
        rows = csv.reader(
            io.TextIOWrapper(file, "utf-8-sig", "replace", newline=""), delimiter=delimiter
        )
        next(rows, None)
        for row in rows:
            if len(row) != len(header):
                continue
            named = (str(folder / row[key]), row[key])
            about = next((name for name in named if name in there), None)
            if about is not None:
                yield about, short_values(dict(zip(header, row, strict=True)))
