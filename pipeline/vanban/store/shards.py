"""A stage's output as shards, each worked anew only where its pages or its rules changed.

Pages are dealt to shards by the first bits of their id, so a page's shard never depends on the
other pages. A page whose hash and fingerprint are unchanged keeps its rows; the rest is worked;
what is no longer asked for is gone. The shards of all stages are read as tables: the rows of pages,
and what a shard adds to the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from vanban.schema import RejectedRow
from vanban.schema.parts import PARTS
from vanban.store.location import Place
from vanban.store.raw import RawFile
from vanban.store.shard_file import Key, Shard, shard_names
from vanban.store.stages import MODELS, STAGES, StageName, stage_folder

FEWEST_BITS = 4
"""Bits of the page id that name a shard: 16 shards, or more where they would grow large."""

LARGEST = 100
"""Pages in a shard, on average, above which there are twice the shards.

A shard costs about as much as three pages, whatever is in it: fewer pages, and runs are slower.
More, and a worker holds more in memory, loses more if it dies, and the last shard is waited for.
"""


def bits_for(pages: int, least: int = FEWEST_BITS) -> int:
    """How many bits name a shard where there are so many pages: `least` or more."""
    bits = least
    while pages > LARGEST << bits:
        bits += 1
    return bits


def shard_of(doc_id: str, bits: int) -> str:
    """The shard of a page: the first bits of its id, written as 0 and 1."""
    return f"{int(doc_id, 16):0{4 * len(doc_id)}b}"[:bits]


def deal(files: Iterable[RawFile], bits: int) -> dict[str, tuple[RawFile, ...]]:
    """The files of each shard, by its name."""
    dealt: dict[str, list[RawFile]] = {}
    for file in files:
        dealt.setdefault(shard_of(file.doc_id, bits), []).append(file)
    return {name: tuple(found) for name, found in dealt.items()}


def held_before(stage: Place, name: str) -> str:
    """The name of the shard that held these pages when the stage last ran.

    It is another one where there are more shards now than there were.
    """
    for end in range(len(name), FEWEST_BITS, -1):
        if Key.read(stage, name[:end]):
            return name[:end]
    return name[:FEWEST_BITS]


@dataclass(frozen=True)
class ShardJob:
    """A shard to take through stages, one after the other: which pages, and which to reject.

    `stages` maps each stage to its fingerprint, in their order. `pages` maps page ids to the
    SHA-256 of their raw file: the pages of the first of the stages. `files` are those files, for
    the stages that read them; where they are elsewhere `pages` is empty and the worker takes the
    hashes. `blamed` maps page ids to the reason and message with which they are rejected unworked,
    in the first stage that has not done with them. With `apart`, pages are worked one by one where
    they could go together.
    """

    name: str
    output: Place
    stages: Mapping[StageName, str]
    pages: Mapping[str, str]
    files: tuple[RawFile, ...] = ()
    blamed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    apart: bool = False

    def __len__(self) -> int:
        return len(self.pages) or len(self.files)

    def without(self, pages: Sequence[str], reason: str, message: str) -> ShardJob:
        """The same job without the page that failed; of several at work at once, with all apart."""
        if len(pages) > 1:
            return replace(self, apart=True)
        return replace(self, blamed={**self.blamed, pages[0]: (reason, message)})


def is_current(job: ShardJob) -> bool:
    """Whether the shard is up to date in all its stages, as far as known without its raw files."""
    if job.files and not job.pages:
        return False
    pages = job.pages
    for stage, fingerprint in job.stages.items():
        key = Key.read(stage_folder(job.output, stage), job.name)
        if key is None or not key.fits(fingerprint, pages):
            return False
        pages = key.accepted
    return True


def all_shards(output: Place) -> list[str]:
    """The names of the shards that went through all stages, in the order of their pages."""
    return shard_names(stage_folder(output, "tables"))


def tables_of(output: Place, name: str, names: Sequence[str]) -> dict[str, pa.Table]:
    """These tables of the pages of one shard, without pages that any stage rejected.

    `rejected` holds what all of them rejected.
    """
    shards = {stage: Shard(stage_folder(output, stage), name) for stage in STAGES}
    lost = sorted(chain.from_iterable(shard.key.refused for shard in shards.values()))
    tables = {
        table: shards[stage].table(table, MODELS[table])
        for stage, about in STAGES.items()
        for table in about.tables
        if table in names
    }
    rejected = [shard.table("rejected", RejectedRow) for shard in shards.values()]
    return {**_without(tables, lost), "rejected": pa.concat_tables(rejected)}


def parts_of_shards(
    output: Place, names: Sequence[str]
) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """Some parts of each shard, by their names in `PARTS`."""
    folder = stage_folder(output, "tables")
    for name in all_shards(output):
        shard = Shard(folder, name)
        yield name, {part: shard.table(part, PARTS[part]) for part in names}


def _without(tables: Mapping[str, pa.Table], pages: Sequence[str]) -> dict[str, pa.Table]:
    """Tables without the rows of some pages."""
    if not pages:
        return dict(tables)
    gone = pa.array(pages, pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["doc_id"], gone)))
        for name, table in tables.items()
    }
