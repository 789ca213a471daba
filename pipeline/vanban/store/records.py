"""Files of many documents -> their records, one after the other, in flat memory.

In: an open file and its name. Out: a `Record` for each row of CSV, TSV, JSON Lines and Parquet and
each document of a WARC or WET archive, all of them also behind gzip: the bytes of its text, the
values beside it, where in the file it stands. A record that cannot be used is one with its
`fault`, so that documents and faults together are all records. Which column holds the text stands
in `params.toml`; all other columns with a short value come along under their own names, and
`vanban.cleaning.about` knows which of them mean something.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import IO, Any

from vanban.params import params

_DELIMITERS = ",;\t|"
_LONGEST = 4_000
"""A longer value beside the text is no title, day or name."""
_ROWS = 256
"""Rows of Parquet decoded together."""
_OK = ("200", "")
"""HTTP status codes of answers that are the page asked for."""
_TEXTS = ("text/", "application/xhtml", "application/xml", "application/json")
_UNREADABLE = (OSError, EOFError, zlib.error)
"""What reading a compressed file that is cut off or broken raises."""


@dataclass(frozen=True, slots=True)
class Record:
    """A document in a file of many; `place` tells it from the others: "row=17", "record=5120".

    `fault` is the reason and message with which it is rejected, where it cannot be used.
    """

    place: str
    text: bytes
    beside: Mapping[str, str] = field(default_factory=dict)
    fault: tuple[str, str] | None = None


Reader = Callable[[IO[bytes]], Iterator[Record]]


def reader_of(name: str) -> Reader | None:
    """What reads the records of a file of that name, None for a file that is one page."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes[-2:]]
    zipped = suffixes[-1:] == [".gz"]
    suffix = (suffixes[:-1] if zipped else suffixes)[-1:]
    if not suffix or suffix[0] not in READERS:
        return None
    read = READERS[suffix[0]]
    return _unzipped(read) if zipped and read is not _archive else read


def records(file: IO[bytes], name: str) -> Iterator[Record]:
    """The records of a file; one that breaks off ends with a record that says so.

    Raises ValueError for a file that is one page.
    """
    read = reader_of(name)
    if read is None:
        raise ValueError(f"{name}: one page, no file of records")
    number = 0
    try:
        for record in read(file):
            number += 1
            yield record
    except _UNREADABLE as error:
        message = f"The file cannot be read behind record {number}: {error}. Fetch it again."
        yield _fault(f"behind={number}", "broken-file", message)


def _unzipped(read: Reader) -> Reader:
    def through(file: IO[bytes]) -> Iterator[Record]:
        with gzip.open(file) as content:
            yield from read(content)  # type: ignore[arg-type] # a GzipFile reads bytes

    return through


def _csv(file: IO[bytes], delimiter: str | None = None) -> Iterator[Record]:
    """The rows of a table below its header; broken bytes come through as they are."""
    csv.field_size_limit(params().clean.max_bytes * 2)
    text = io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="")
    first = text.readline()
    header = next(csv.reader([first], delimiter=delimiter or _delimiter(first)), [])
    columns = _Columns(header)
    rows = csv.reader(text, delimiter=delimiter or _delimiter(first))
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _fault(f"row={number}", "broken-record", f"The row is no CSV: {error}. Mend it.")
            continue
        if row is None:
            break
        if not row:
            number -= 1
        elif len(row) != len(header):
            message = f"The row has {len(row)} values for {len(header)} columns. Mend its quotes."
            yield _fault(f"row={number}", "broken-record", message, row)
        else:
            yield columns.record(number, dict(zip(header, row, strict=True)))
    text.detach()


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _json_lines(file: IO[bytes]) -> Iterator[Record]:
    """The objects of a file with one a line; empty lines do not count as records."""
    most = params().clean.max_bytes * 8
    seen: set[int] = set()
    columns = _Columns((), seen=seen)
    for number, line in enumerate(iter(lambda: file.readline(most), b""), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = f"The line is no JSON: {error}. Mend it."
            yield _fault(f"row={number}", "broken-record", message, line)
            continue
        if not isinstance(values, dict):
            message = "The line is JSON but no object with a text. Write {'text': …}."
            yield _fault(f"row={number}", "broken-record", message, line)
            continue
        columns = columns if columns.text in values else _Columns(values, seen=seen)
        yield columns.record(number, values)


def _parquet(file: IO[bytes]) -> Iterator[Record]:
    """The rows of a Parquet file, a few decoded at a time."""
    import pyarrow as pa  # noqa: PLC0415 - the file's own reader
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(file)
        columns, number = _Columns(table.schema_arrow.names), 0
        for batch in table.iter_batches(_ROWS):
            for values in batch.to_pylist():
                number += 1
                yield columns.record(number, values)
    except pa.ArrowException as error:
        yield _fault("row=0", "broken-file", f"The file is no Parquet: {error}. Write it again.")


@dataclass(slots=True)
class _Columns:
    """The columns of a table: which holds the text, which tells records apart."""

    names: Iterable[str]
    text: str | None = None
    key: str | None = None
    seen: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        by_key = {str(name).strip().lower(): name for name in reversed([*self.names])}
        known = params().records
        self.text = next((by_key[name] for name in known.text if name in by_key), None)
        self.key = next((by_key[name] for name in known.id if name in by_key), None)

    def record(self, number: int, values: Mapping[str, Any]) -> Record:
        """The record of a row: its text as bytes, what stands beside it."""
        place = self._place(number, values)
        if self.text is None:
            names = ", ".join(map(str, self.names))[:200]
            message = f"No column of the file holds a text: {names}. Name it in params.toml."
            return _fault(place, "no-text-column", message)
        text = values[self.text]
        if not isinstance(text, str):
            kind = "nothing" if text is None else type(text).__name__
            return _fault(place, "broken-record", f"'{self.text}' holds {kind}, no text. Mend it.")
        others = {name: value for name, value in values.items() if name != self.text}
        return Record(place, _bytes(text), short_values(others))

    def _place(self, number: int, values: Mapping[str, Any]) -> str:
        """The row by its own id, where the table has one; a second time with its number."""
        own = values.get(self.key) if self.key is not None else None
        if own is None or not str(own).strip() or not _is_short(own):
            return f"row={number}"
        key = str(own).strip().encode("utf-8", "backslashreplace").decode()
        again = hash(key) in self.seen
        self.seen.add(hash(key))
        return f"id={key}&row={number}" if again else f"id={key}"


def short_values(values: Mapping[str, Any]) -> dict[str, str]:
    """The values beside a text that may be its title, day or name, under the names we know."""
    known = params().records.columns
    return {
        known.get(str(name).strip().lower(), str(name)): str(value)
        for name, value in values.items()
        if value not in (None, "") and _is_short(value)
    }


def _is_short(value: object) -> bool:
    return not isinstance(value, dict | list | bytes) and len(str(value)) <= _LONGEST


def _bytes(text: str) -> bytes:
    """The bytes of a text, those that were no UTF-8 as they came."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, as JSON may hold it
        return text.encode("utf-8", "surrogatepass")


def _archive(file: IO[bytes]) -> Iterator[Record]:
    """The documents of a WARC or WET archive: answers, texts and resources, not the requests."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError:
        yield _fault("record=0", "no-reader", "WARC needs warcio: pip install 'vanban[warc]'.")
        return
    archive = ArchiveIterator(file)
    offset = 0
    try:
        for record in archive:
            offset = archive.offset  # its own question for it would read the record
            if record.rec_type in ("response", "conversion", "resource"):
                yield _of_archive(f"record={offset}", record)
    except ArchiveLoadFailed as error:
        message = f"The archive is broken behind its record at {offset}: {error}. Fetch it again."
        yield _fault(f"behind={offset}", "broken-file", message)


def _of_archive(place: str, record: Any) -> Record:
    """The record of one document of an archive."""
    http = record.http_headers
    status = (http.get_statuscode() or "") if http else ""
    kind = (http or record.rec_headers).get_header("Content-Type") or "text/"
    content = record.content_stream().read(params().clean.max_bytes + 1)
    if status not in _OK:
        return _fault(place, "http-status", f"The site answered {status}. Fetch the page again.")
    if not kind.lower().startswith(_TEXTS):
        return _fault(place, "binary", f"The record is {kind}, no text. Leave it out.")
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Record(place, content, {"url": url} if url else {})


def _fault(place: str, reason: str, message: str, what: object = b"") -> Record:
    """A record that cannot be used; `what` it holds tells one that was mended from it."""
    raw = what if isinstance(what, bytes) else repr(what).encode("utf-8", "backslashreplace")
    return Record(place, raw, {}, (reason, message))


READERS: Mapping[str, Reader] = {
    ".csv": _csv,
    ".tsv": partial(_csv, delimiter="\t"),
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".warc": _archive,
    ".wet": _archive,
}
"""What reads a file, by the end of its name."""
