"""What must hold in a set of tables, and where it does not.

In: the tables of whole pages, and where at hand the decoded raw pages. Out: `Fault`s that name
table, row, what is wrong and the cure. Columns, types and closed sets are those of the schema when
a table is read; this module checks what holds between rows: keys, references, spans, their texts.
All rows of a table are held against the letters of their texts at once, and only those in doubt
one by one. That a raw span says what its surface says is asked of the fixes of cleaning themselves
(`vanban.tables.rawtext`), so that there is one notion of the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanban.schema import TABLES
from vanban.schema.arrow import closed_set, runs
from vanban.tables.promises import CORPUS, FOREIGN, KEYS, Fault
from vanban.tables.rawtext import RawText, squeezed
from vanban.text.document import Rejected
from vanban.text.spans import Offsets, Span

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
        """The length of each span, in letters of its text."""
        return self.end - self.start

    def hold(self) -> npt.NDArray[np.bool_]:
        """True for each that is a span of its text."""
        inside = self.letters is None or self.end <= self.letters.sizes[self.place]
        return (self.start >= 0) & (self.start < self.end) & inside


_PAGE = re.compile("[./]")
"""What follows the page's id in a key."""

Tables = Mapping[str, pa.Table]
ReadRaw = Callable[[str], str]
"""Gives the decoded raw page of a `raw_path`."""


def check(
    tables: Tables, raw_text: ReadRaw | None = None, known: Mapping[str, pa.Array] | None = None
) -> Iterator[Fault]:
    """Every fault in a set of tables that hold the same pages.

    `raw_text` gives the decoded raw page of a `raw_path`; without it, raw spans are checked for
    their order alone. `known` gives the keys that a column may hold where its target is not
    in the set, or not as a whole.
    """
    keys = {column: _key_column(target, tables) for column, target in FOREIGN.items()}
    keys.update(known or {})
    for name, table in tables.items():
        if name in KEYS:
            yield from unique(name, table)
            yield from foreign(name, table, keys)
            yield from in_order(name, table)
            yield from closed(name, table)
    if "documents" in tables:
        yield from spans(tables, raw_text)


def key_of(name: str, table: pa.Table, row: int) -> str:
    """The key of a row as one string."""
    return "/".join(str(table[column][row].as_py()) for column in KEYS[name])


def _fault(name: str, table: pa.Table, key: str, message: str) -> Fault:
    """A fault of a row; every key of a page's row begins with the page's id."""
    own = "doc_id" in table.column_names and name not in CORPUS
    return Fault(name, key, message, _PAGE.split(key)[0] if own else None)


def unique(name: str, table: pa.Table) -> Iterator[Fault]:
    """No two rows of a table have one key."""
    columns = KEYS[name]
    if _all_differ([table[column].combine_chunks() for column in columns]):
        return
    counted = table.select(columns).group_by(list(columns)).aggregate([([], "count_all")])
    if counted.num_rows < table.num_rows:
        for *values, count in zip(*counted.to_pydict().values(), strict=True):
            if count > 1:
                message = f"key stands {count} times. Run the stage 'tables' again."
                yield _fault(name, table, "/".join(map(str, values)), message)


def _all_differ(columns: Sequence[pa.Array]) -> bool:
    """Whether no two rows are the same; False may mean only that this cannot be seen at a glance.

    Grouping starts an engine, a millisecond each time, where most tables have one column for a key
    or are in the order of their keys.
    """
    if any(column.null_count for column in columns):
        return False
    if len(columns) == 1:
        return bool(pc.count_distinct(columns[0], mode="all").as_py() == len(columns[0]))
    *others, last = columns
    rises = pc.less(last[:-1], last[1:])
    for column in reversed(others):
        same = pc.equal(column[:-1], column[1:])
        rises = pc.or_(pc.less(column[:-1], column[1:]), pc.and_(same, rises))
    return bool(pc.all(rises, min_count=0).as_py())


def _key_column(target: str, tables: Tables) -> pa.Array | None:
    return tables[target][KEYS[target][0]].combine_chunks() if target in tables else None


def foreign(name: str, table: pa.Table, keys: Mapping[str, pa.Array | None]) -> Iterator[Fault]:
    """Every foreign key names a row that is there; `keys` gives the keys that a column may hold."""
    for column, known in keys.items():
        own = KEYS[name] == (column,)
        if own or column not in table.column_names or known is None:
            continue
        values = table[column].cast(known.type)
        lost = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=known)))
        for row in _rows_where(lost):
            value = table[column][row].as_py()
            message = (
                f"{column} '{value}' is not in {FOREIGN[column]}. Load tables of one run only."
            )
            yield _fault(name, table, key_of(name, table, row), message)


def in_order(name: str, table: pa.Table) -> Iterator[Fault]:
    """Rows of pages are sorted by page and place; those of the corpus by their keys."""
    if "start" not in table.column_names or table.num_rows < 2 or name in CORPUS:
        return
    pages, starts = (table[column].combine_chunks() for column in ("doc_id", "start"))
    page, start, next_page, next_start = pages[:-1], starts[:-1], pages[1:], starts[1:]
    late = pc.and_(pc.equal(page, next_page), pc.greater(start, next_start))
    for row in _rows_where(pc.or_(pc.greater(page, next_page), late)):
        message = "stands before a row of an earlier place. Sort the table."
        yield _fault(name, table, key_of(name, table, row), message)


def closed(name: str, table: pa.Table) -> Iterator[Fault]:
    """A column of a closed set holds nothing else."""
    for column, info in TABLES[name].model_fields.items():
        allowed = closed_set(info.annotation)
        if allowed is None or set(pc.unique(table[column]).to_pylist()) <= {None, *allowed}:
            continue
        for row, value in enumerate(table[column].to_pylist()):
            if value is not None and value not in allowed:
                message = f"{column} is '{value}', allowed are {', '.join(allowed)}."
                yield _fault(name, table, key_of(name, table, row), message)


def _rows_where(mask: pa.ChunkedArray | pa.Array) -> list[int]:
    rows: list[int] = pc.indices_nonzero(mask).to_pylist()
    return rows


class _Row(NamedTuple):
    """Where a row is; None where its table has no such column."""

    start: int | None
    end: int | None
    surface: str | None
    raw_start: int | None
    raw_end: int | None

    @classmethod
    def of(cls, table: pa.Table, row: int) -> _Row:
        """The places of a row of a table."""
        there = table.column_names
        return cls(*(table[c][row].as_py() if c in there else None for c in cls._fields))


def spans(tables: Tables, raw_text: ReadRaw | None) -> Iterator[Fault]:
    """Every span lies in its text, and both texts under it say its surface."""
    columns = (tables["documents"][c].to_pylist() for c in ("doc_id", "raw_path", "text"))
    texts, raws, faults = {}, {}, {}
    cuts = _cuts(tables)
    for doc_id, raw_path, text in zip(*columns, strict=True):
        try:
            raws[doc_id] = RawText(raw_text(raw_path), cuts.get(doc_id, ())) if raw_text else None
            texts[doc_id] = text
        except (OSError, Rejected) as error:
            faults[doc_id] = Fault("documents", doc_id, f"raw file: {error}", doc_id)
    yield from faults.values()
    clean = Letters(texts)
    raw = Letters({page: one.text for page, one in raws.items() if one}) if raw_text else None
    for name, table in tables.items():
        if name in KEYS and not set(_Row._fields).isdisjoint(table.column_names):
            for row in doubtful(table, clean, raw):
                doc_id, one = table["doc_id"][row].as_py(), _Row.of(table, row)
                fault = _clean_fault(texts[doc_id], one) or _raw_fault(
                    raws[doc_id], texts[doc_id], one
                )
                if fault:
                    yield _fault(name, table, key_of(name, table, row), fault)


def _cuts(tables: Tables) -> dict[str, list[Span]]:
    """The cuts of each page, where their table is at hand."""
    if "cuts" not in tables:
        return {}
    columns = (tables["cuts"][name].to_pylist() for name in ("doc_id", "raw_start", "raw_end"))
    found: dict[str, list[Span]] = {}
    for doc_id, start, end in zip(*columns, strict=True):
        found.setdefault(doc_id, []).append(Span(start, end))
    return found


def _clean_fault(text: str, one: _Row) -> str | None:
    """Why the span of a row is not in its clean text, or says another surface; else None."""
    start, end = one.start, one.end
    if start is None or end is None:
        return None
    if not 0 <= start < end <= len(text):
        return f"span {start}:{end} is not in its text of {len(text)} characters."
    if one.surface is not None and text[start:end] != one.surface:
        return f"surface is {one.surface!r}, text[{start}:{end}] is {text[start:end]!r}."
    return None


def _raw_fault(raw: RawText | None, text: str, one: _Row) -> str | None:
    """What is wrong with the raw span of a row, or None."""
    if one.raw_start is None or one.raw_end is None:
        return None
    span = Span(one.raw_start, one.raw_end)
    if not 0 <= span.start < span.end or (raw is not None and span.end > len(raw.text)):
        return f"raw span {span.start}:{span.end} is not in the raw page."
    if raw is None or one.start is None or one.end is None:
        return None
    clean = text[one.start : one.end]
    if squeezed(span.of(raw.text)) == squeezed(clean):
        return None
    is_mention = one.surface is not None  # a sentence may have lost a stretch, a mention not
    if squeezed(raw.fixed(span, without_cuts=not is_mention)) == squeezed(clean):
        return None
    return f"raw text {span.of(raw.text)!r} is not {clean!r}. The raw file was changed."


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
