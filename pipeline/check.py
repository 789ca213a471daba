"""What must hold in a set of tables, and where it does not.

In: the tables of whole pages, and where at hand the decoded raw pages. Out: `Fault`s that name
table, row, what is wrong and the cure. Columns, types and closed sets are those of the schema when
a table is read; this module checks what holds between rows: keys, references, spans, their texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pyarrow as pa

from pipeline.arrow import closed_set
from pipeline.schema import TABLES, MentionRow
from pipeline.text import fold

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id",),
    "rejected": ("raw_path",),
    "cuts": ("doc_id", "raw_start"),
    "sentences": ("sentence_id",),
    "tokens": ("sentence_id", "token"),
    "citations": ("doc_id", "cited_document"),
    "people": ("person_id",),
    "positions": ("position_id",),
    **{name: ("mention_id",) for name, model in TABLES.items() if issubclass(model, MentionRow)},
}
"""The columns that name a row of each table."""

FOREIGN: dict[str, str] = {
    "doc_id": "documents",
    "sentence_id": "sentences",
    "person_id": "people",
}
"""A column of this name, in any other table, holds a key of that table."""

Tables = Mapping[str, pa.Table]
RawText = Callable[[str], str]

_PLACE = ("start", "end", "surface", "raw_start", "raw_end")


@dataclass(frozen=True)
class Fault:
    """Something that must hold and does not."""

    table: str
    row: str
    message: str

    def __str__(self) -> str:
        return f"{self.table}: row {self.row}: {self.message}"


def check(tables: Tables, raw_text: RawText | None = None) -> Iterator[Fault]:
    """Every fault in a set of tables that hold the same pages.

    `raw_text` gives the decoded raw page of a `raw_path`; without it, raw spans are checked for
    their order alone.
    """
    for name, table in tables.items():
        if name in KEYS:
            keys = keys_of(name, table)
            yield from unique(name, keys)
            yield from foreign(name, keys, tables)
            yield from in_order(name, keys, table)
            yield from closed(name, keys, table)
    yield from spans(tables, raw_text)


def keys_of(name: str, table: pa.Table) -> list[str]:
    """The key of each row as one string."""
    columns = (table[column].to_pylist() for column in KEYS[name])
    return ["/".join(map(str, values)) for values in zip(*columns, strict=True)]


def unique(name: str, keys: list[str]) -> Iterator[Fault]:
    """No two rows of a table have one key."""
    for key, count in Counter(keys).items():
        if count > 1:
            yield Fault(name, key, f"key stands {count} times. Run the stage 'tables' again.")


def foreign(name: str, keys: list[str], tables: Tables) -> Iterator[Fault]:
    """Every foreign key names a row that is there."""
    for column, target in FOREIGN.items():
        if name == target or column not in tables[name].column_names or target not in tables:
            continue
        known = set(tables[target][column].to_pylist())
        for key, value in zip(keys, tables[name][column].to_pylist(), strict=True):
            if value not in known:
                message = f"{column} '{value}' is not in {target}. Load tables of one run only."
                yield Fault(name, key, message)


def in_order(name: str, keys: list[str], table: pa.Table) -> Iterator[Fault]:
    """Rows are sorted by page and place."""
    if "start" in table.column_names:
        places = zip(table["doc_id"].to_pylist(), table["start"].to_pylist(), strict=True)
        for key, (here, after) in zip(keys, pairwise(places), strict=False):
            if here > after:
                yield Fault(name, key, "stands before a row of an earlier place. Sort the table.")


def closed(name: str, keys: list[str], table: pa.Table) -> Iterator[Fault]:
    """A column of a closed set holds nothing else."""
    for column, info in TABLES[name].model_fields.items():
        allowed = closed_set(info.annotation)
        if allowed is None:
            continue
        for key, value in zip(keys, table[column].to_pylist(), strict=True):
            if value is not None and value not in allowed:
                message = f"{column} is '{value}', allowed are {', '.join(allowed)}."
                yield Fault(name, key, message)


def spans(tables: Tables, raw_text: RawText | None) -> Iterator[Fault]:
    """Every span lies in its text, and both texts under it say its surface."""
    columns = (tables["documents"][c].to_pylist() for c in ("doc_id", "raw_path", "text"))
    pages = {doc_id: (raw_path, text) for doc_id, raw_path, text in zip(*columns, strict=True)}
    raws = {id_: raw_text(path) if raw_text else None for id_, (path, _) in pages.items()}
    for name, table in tables.items():
        here = [column for column in _PLACE if column in table.column_names]
        if name not in KEYS or not here:
            continue
        keys, doc_ids = keys_of(name, table), table["doc_id"].to_pylist()
        values = zip(*(table[column].to_pylist() for column in here), strict=True)
        for key, doc_id, row in zip(keys, doc_ids, values, strict=True):
            if doc_id in pages:
                place = dict(zip(here, row, strict=True))
                text = pages[doc_id][1]
                fault = _clean_fault(text, place) or _raw_fault(raws[doc_id], text, place)
                if fault:
                    yield Fault(name, key, fault)


def _clean_fault(text: str, place: Mapping[str, Any]) -> str | None:
    if "start" not in place:
        return None
    start, end = place["start"], place["end"]
    if not 0 <= start < end <= len(text):
        return f"span {start}:{end} is not in its text of {len(text)} characters."
    if "surface" in place and text[start:end] != place["surface"]:
        return f"surface is {place['surface']!r}, text[{start}:{end}] is {text[start:end]!r}."
    return None


def _raw_fault(raw: str | None, text: str, place: Mapping[str, Any]) -> str | None:
    if "raw_start" not in place:
        return None
    start, end = place["raw_start"], place["raw_end"]
    if not 0 <= start < end or (raw is not None and end > len(raw)):
        return f"raw span {start}:{end} is not in the raw page."
    if raw is not None and "start" in place:
        clean = text[place["start"] : place["end"]]
        if fold(raw[start:end]) != fold(clean):
            return f"raw text {raw[start:end]!r} is not {clean!r}. The raw file was changed."
    return None
