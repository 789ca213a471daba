"""Gold: what careful readers marked in raw pages, read from standoff JSON.

In: a folder of JSON files, one a page: `doc` (name of the raw file), `annotated_until` (a raw
offset; nothing after it is judged), `metadata`, `mentions` with `type`, `raw_start`, `raw_end`,
`surface`, fields as strings, and `optional` where readers would differ. Out: `GoldPage` objects.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from vanban.schema import Kind
from vanban.text.spans import Span

_FRAME = {"type", "raw_start", "raw_end", "surface", "optional"}


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file and the fault."""


@dataclass(frozen=True)
class GoldMention:
    """A marked mention: raw span, surface, and its fields as strings."""

    kind: Kind
    raw: Span
    surface: str
    fields: dict[str, str]
    optional: bool = False


@dataclass(frozen=True)
class GoldPage:
    """A page that was read, up to the raw offset `annotated_until`."""

    doc: str
    annotated_until: int
    metadata: dict[str, str]
    mentions: tuple[GoldMention, ...]


def read_gold(folder: Path) -> list[GoldPage]:
    """The pages of a gold folder, sorted by name.

    Raises GoldError where the folder has no gold or a file does not have the form.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(f"{folder}: no gold (*.json) here. Name a folder of gold: --gold FOLDER.")
    return [_page(path) for path in files]


def gold_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of a folder's gold files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _page(path: Path) -> GoldPage:
    """The gold of one page; raises GoldError for a file that is none."""
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        mentions = tuple(_mention(entry) for entry in data["mentions"])
        return GoldPage(data["doc"], int(data["annotated_until"]), data["metadata"], mentions)
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: not a gold file: {error!r}") from error


def _mention(entry: dict[str, Any]) -> GoldMention:
    """A mention as an entry of a gold file says it; raises ValueError for an unknown type."""
    if entry["type"] not in get_args(Kind):
        raise ValueError(f"unknown type {entry['type']!r}")
    return GoldMention(
        kind=entry["type"],
        raw=Span(entry["raw_start"], entry["raw_end"]),
        surface=entry["surface"],
        fields={key: str(value) for key, value in entry.items() if key not in _FRAME},
        optional=bool(entry.get("optional", False)),
    )
