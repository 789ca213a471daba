"""Rows of tables against the letters of their texts, all rows of a table at once.

In: a table that says of each row where it is in the cleaned text, and mostly in the raw one, and
the texts. Out: the rows of which that cannot be seen at a glance. In most pages a mention stands in
the raw text as it does in the cleaned one, so that few rows are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanban.schema.arrow import runs
from vanban.text.spans import Offsets

Codes = npt.NDArray[np.uint32]
"""Letters as their code points."""


class Letters:
    """The letters of several texts, one text behind the other."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.codes = _codes("".join(texts.values()))
        self._place = {page: place for place, page in enumerate(texts)}
        self.sizes = np.fromiter(map(len, texts.values()), np.int64, len(texts))
        self.begins = np.cumsum(self.sizes) - self.sizes

    def places(self, pages: pa.ChunkedArray) -> Offsets:
        """The number of the text of each row, -1 where it is none of these."""
        found = [(self._place.get(page, -1), rows.stop - rows.start) for page, rows in runs(pages)]
        numbers, times = np.array(found, np.int64).reshape(-1, 2).T
        return np.repeat(numbers, times)

    def under(self, spans: _Spans, rows: Offsets) -> Codes:
        """The letters under some spans that hold, one span behind the other."""
        sizes = spans.sizes[rows]
        begins = self.begins[spans.place[rows]] + spans.start[rows]
        index = np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
        index += np.arange(len(index))
        return self.codes[index]


class _Spans(NamedTuple):
    """Where the rows of a table are in their texts; `letters` is None where those are not known."""

    letters: Letters | None
    place: Offsets
    start: Offsets
    end: Offsets

    @property
    def sizes(self) -> Offsets:
        """How many letters are under each."""
        return self.end - self.start

    def hold(self) -> npt.NDArray[np.bool_]:
        """True for each that is a span of its text."""
        inside = self.letters is None or self.end <= self.letters.sizes[self.place]
        return (self.start >= 0) & (self.start < self.end) & inside


def doubtful(table: pa.Table, clean: Letters, raw: Letters | None) -> list[int]:
    """The rows that may say something else than their texts at their places.

    Rows of pages that are not among the texts are passed over. Where `raw` is None, raw places are
    looked at for their order alone.
    """
    place = clean.places(table["doc_id"])
    both = (_spans(table, clean, place, ""), _spans(table, raw, place, "raw_"))
    there = [spans for spans in both if spans is not None]
    good = np.logical_and.reduce([place >= 0, *(spans.hold() for spans in there)])
    known = [(spans, spans.letters) for spans in there if spans.letters is not None]
    said = table["surface"].combine_chunks() if "surface" in table.column_names else None
    sizes = [spans.sizes for spans, _ in known]
    sizes += [] if said is None else [pc.utf8_length(said).to_numpy()]
    for size in sizes[1:]:
        good &= sizes[0] == size
    rows = np.flatnonzero(good)
    letters = [texts.under(spans, rows) for spans, texts in known]
    letters += [] if said is None else [_codes_of(said.take(pa.array(rows)))]
    for other in letters[1:]:
        if (differs := letters[0] != other).any():
            firsts = np.cumsum(sizes[0][rows]) - sizes[0][rows]
            good[rows[np.logical_or.reduceat(differs, firsts)]] = False
    found: list[int] = np.flatnonzero((place >= 0) & ~good).tolist()
    return found


def _spans(table: pa.Table, letters: Letters | None, place: Offsets, prefix: str) -> _Spans | None:
    """The spans of a table's rows, None where it has no such columns."""
    names = [f"{prefix}start", f"{prefix}end"]
    if not set(names) <= set(table.column_names):
        return None
    start, end = (table[name].to_numpy().astype(np.int64) for name in names)
    return _Spans(letters, place, start, end)


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _codes_of(strings: pa.StringArray) -> Codes:
    """The letters of strings, one string behind the other."""
    _, offsets, letters = strings.buffers()
    if letters is None:
        return _codes("")
    ends = np.frombuffer(offsets, np.int32)[strings.offset : strings.offset + len(strings) + 1]
    return _codes(str(letters[int(ends[0]) : int(ends[-1])].to_pybytes(), "utf-8"))
