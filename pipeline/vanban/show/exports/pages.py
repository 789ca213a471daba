"""A folder of tables -> its pages one after the other, each with its mentions and words.

Folders and names for files of pages keep the raw path, as far as the file system takes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from vanban.schema import FIELDS, MENTION_TABLES, Kind
from vanban.store.scan import Cursor, batches
from vanban.text.spans import Span

LONGEST = 60  # characters of a file name

_OTHER = re.compile(r"[^A-Za-z0-9_]+")

_ID = re.compile(r"[a-z0-9]{1,32}")

METADATA = ("title", "published_at", "source", "author", "agency")
"""What a page says of itself, as gold holds it."""

_DOCUMENT = ("doc_id", "raw_path", "text", "offsets", *METADATA)


@dataclass(frozen=True)
class MarkedText:
    """A mention as an annotation tool shows it: a span of the cleaned text, fields as texts."""

    kind: Kind
    span: Span
    fields: dict[str, str]
    optional: bool = False
    mention_id: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Word:
    """A word with its part of speech, and the sentence it belongs to."""

    sentence_id: str
    span: Span
    pos: str


@dataclass(frozen=True)
class ExportPage:
    """A page with all that the formats say of it; `words` only where they were asked for.

    `read_until` is how far gold judges the page (a raw offset), None where it was not read;
    `unseen` are gold's mentions in what cleaning cut, which no tool can show, as gold has them.
    """

    doc_id: str
    raw_path: str
    text: str
    offsets: tuple[int, ...]
    metadata: dict[str, str]
    mentions: tuple[MarkedText, ...]
    words: tuple[Word, ...] = ()
    read_until: int | None = None
    unseen: tuple[dict[str, Any], ...] = ()


def pages(output: Path, only: Sequence[str] = (), words: bool = False) -> Iterator[ExportPage]:
    """The pages of a folder of tables in their order; `only` those of these raw paths, if any.

    Raises StoreError where a table cannot be read, ValueError for a raw path that no page has.
    """
    wanted = set(only)
    tables = [*MENTION_TABLES.values(), *(["tokens"] if words else [])]
    parts = {name: Cursor(batches(output, name)) for name in tables}
    for doc_id, table in Cursor(batches(output, "documents", _DOCUMENT)).pages():
        rows = {name: part.rows(doc_id) for name, part in parts.items()}
        (document,) = table.to_pylist()
        if only and document["raw_path"] not in wanted:
            continue
        wanted.discard(document["raw_path"])
        yield _page(document, rows)
    if wanted:
        raise ValueError(f"no page {', '.join(sorted(wanted))}: name raw_path of documents.")


def field_texts(fields: dict[str, Any]) -> dict[str, str]:
    """The fields that say something, as texts that `vanban.show.exports.gold.read_field` reads."""
    return {
        name: field_text(value) for name, value in fields.items() if value not in (None, [], ())
    }


def field_text(value: Any) -> str:
    """A field's value as text: lists as JSON, days as ISO 8601."""
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _page(document: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> ExportPage:
    """A page with its mentions, as exporters take it."""
    mentions = [
        MarkedText(
            kind,
            Span(row["start"], row["end"]),
            field_texts({field: row[field] for field in FIELDS[kind].model_fields}),
            mention_id=row["mention_id"],
            rule=row["rule"],
        )
        for kind, name in MENTION_TABLES.items()
        for row in rows[name]
    ]
    return ExportPage(
        doc_id=document["doc_id"],
        raw_path=document["raw_path"],
        text=document["text"],
        offsets=tuple(document["offsets"]),
        metadata={name: document[name] for name in METADATA if document[name] is not None},
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        words=tuple(
            Word(row["sentence_id"], Span(row["start"], row["end"]), row["pos"])
            for row in rows.get("tokens", ())
        ),
    )


def file_name(raw_path: str, doc_id: str) -> str:
    """The name, without suffix, of the files of a page: its raw file's, and its id."""
    key = doc_id
    if not _ID.fullmatch(key):
        key = hashlib.sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{slug(PurePosixPath(raw_path).stem)}.{key}"


def slug(text: str) -> str:
    """A text as a short piece of a file name; 'page' where nothing of it can stand."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER.sub("-", letters).strip("-")[:LONGEST].strip("-") or "page"
