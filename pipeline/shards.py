"""A stage's output as shards, each worked anew only where its pages or its rules changed.

Pages are dealt to shards by the first digits of their id, so a page's shard never depends on the
other pages. A page whose hash and fingerprint are unchanged keeps its rows; the rest is worked;
what is no longer asked for is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.pages import RawFile
from pipeline.places import Place
from pipeline.shard_file import Key

FEWEST_DIGITS = 2
"""Digits of the page id that name a shard: 256 shards, or more where they would grow large."""

LARGEST = 400
"""Pages in a shard, on average, above which there are sixteen times the shards.

What a worker holds in memory grows with its shard, and a worker that dies costs one.
"""


def digits_for(pages: int, least: int = FEWEST_DIGITS) -> int:
    """How many digits name a shard where there are so many pages: `least` or more."""
    digits = least
    while pages > LARGEST * 16**digits:
        digits += 1
    return digits


def deal(files: Iterable[RawFile], digits: int) -> dict[str, tuple[RawFile, ...]]:
    """The files of each shard, by its name."""
    dealt: dict[str, list[RawFile]] = {}
    for file in files:
        dealt.setdefault(file.doc_id[:digits], []).append(file)
    return {name: tuple(found) for name, found in dealt.items()}


def held_before(stage: Place, name: str) -> str:
    """The name of the shard that held these pages when the stage last ran.

    It is another one where there are more shards now than there were.
    """
    for end in range(len(name), FEWEST_DIGITS, -1):
        if Key.read(stage, name[:end]):
            return name[:end]
    return name[:FEWEST_DIGITS]


@dataclass(frozen=True)
class ShardJob:
    """A shard to work: which stage, where, on which pages, and which of them to reject unworked.

    `pages` maps page ids to the SHA-256 of their raw file, `files` are those files (for the stage
    that reads them, which takes the hashes itself where `pages` is empty), `blamed` maps page ids
    to reason and message.
    """

    stage: str
    name: str
    output: Place
    fingerprint: str
    pages: Mapping[str, str]
    files: tuple[RawFile, ...] = ()
    blamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pages) or len(self.files)

    def without(self, page: str, reason: str, message: str) -> ShardJob:
        """The same job, with one more page to reject unworked."""
        return replace(self, blamed={**self.blamed, page: (reason, message)})
