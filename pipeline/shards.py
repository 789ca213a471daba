"""A stage's output as shards, each worked anew only where its pages or its rules changed.

Pages are dealt to shards by the first digits of their id, so a page's shard never depends on the
other pages. A shard is a folder of small tables with a `key.json` beside them: the fingerprint of
the stage and the SHA-256 of every page that the tables hold. A page whose hash and fingerprint are
unchanged keeps its rows; the rest is worked; what is no longer asked for is gone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from pipeline.pages import RawFile
from pipeline.store import write_text

DIGITS = 2
"""Digits of the page id that name a shard: 256 shards, 400 pages each for a newspaper's archive."""

KEY = "key.json"


def shard_of(doc_id: str) -> str:
    """The shard that a page belongs to."""
    return doc_id[:DIGITS]


@dataclass(frozen=True)
class Key:
    """What a shard's tables were made from: the stage's fingerprint, and each page's SHA-256."""

    fingerprint: str
    pages: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The key of a shard; None where its tables are not there as a whole."""
        try:
            content = json.loads((folder / KEY).read_text("utf-8"))
            return cls(content["fingerprint"], content["pages"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Say that the shard's tables are whole; called last."""
        content = {"fingerprint": self.fingerprint, "pages": dict(sorted(self.pages.items()))}
        write_text(folder / KEY, json.dumps(content, indent=0) + "\n")


@dataclass(frozen=True)
class ShardJob:
    """A shard to work: which stage, where, on which pages, and which of them to reject unworked.

    `pages` maps page ids to the SHA-256 of their raw file, `files` are those files (for the stage
    that reads them), `blamed` maps page ids to reason and message.
    """

    stage: str
    name: str
    output: Path
    fingerprint: str
    pages: Mapping[str, str]
    files: tuple[RawFile, ...] = ()
    blamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def without(self, page: str, reason: str, message: str) -> ShardJob:
        """The same job, with one more page to reject unworked."""
        return replace(self, blamed={**self.blamed, page: (reason, message)})


def shard_folders(stage: Path) -> Iterator[Path]:
    """The folders of a stage's shards, in order."""
    if stage.is_dir():
        yield from sorted(p for p in stage.iterdir() if p.is_dir() and len(p.name) == DIGITS)


def drop_orphans(stage: Path, asked: set[str]) -> None:
    """Remove the shards that hold no page any more."""
    for folder in shard_folders(stage):
        if folder.name not in asked:
            shutil.rmtree(folder)
