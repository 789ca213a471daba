"""The stages in their order: what each makes, where its shards are, and what they rest on.

    raw/ --clean--> documents, cuts --segment--> sentences, tokens --extract--> five mention tables
         --tables--> what each shard of pages adds to the tables of the whole corpus

Every stage keeps what it made in shards (`vanban.store.shards`), with a key that says which pages
they hold and which code made them. What a stage rests on is read from the import statements of the
module that works its pages (`vanban.store.sources`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from vanban.schema import MENTION_TABLES, TABLES, Row
from vanban.schema.parts import PARTS
from vanban.store import sources
from vanban.store.location import Place, is_local
from vanban.store.shard_file import Key

_LIBRARIES = (
    "underthesea", "underthesea_core", "pyarrow", "rensa",
    "trafilatura", "htmldate", "lxml", "py3langid",
)  # fmt: skip
"""The libraries that make the words and the bytes of the output."""

StageName = Literal["clean", "segment", "extract", "tables"]

WORKER = "vanban.stages.shard"
"""The module that takes a shard through its stages; every stage rests on it."""


@dataclass(frozen=True)
class Stage:
    """A stage: the one before it, the module that works its pages, the tables of its shards."""

    before: StageName | None
    module: str
    tables: tuple[str, ...]


STAGES: dict[StageName, Stage] = {
    "clean": Stage(None, "vanban.stages.clean", ("documents", "cuts")),
    "segment": Stage("clean", "vanban.stages.segment", ("sentences", "tokens")),
    "extract": Stage("segment", "vanban.stages.extract", tuple(MENTION_TABLES.values())),
    "tables": Stage("extract", "vanban.stages.tables", tuple(PARTS)),
}

PAGE_TABLES = tuple(t for name, stage in STAGES.items() if name != "tables" for t in stage.tables)
"""The published tables whose rows the stages make page by page, `rejected` beside."""

MODELS: dict[str, type[Row]] = {**PARTS, **TABLES}
"""The models of all tables that shards hold."""


def entries_of(name: StageName) -> tuple[str, ...]:
    """The modules whose imports hold all that a stage rests on, beside the stages before it."""
    return (STAGES[name].module, WORKER)


def fingerprint_of(name: StageName) -> str:
    """What a stage's output rests on beside its pages, all stages before it included."""
    before = STAGES[name].before
    return fingerprint(entries_of(name), fingerprint_of(before) if before else "")


def stage_folder(output: Place, name: str) -> Place:
    """Where a stage keeps its shards below the output folder."""
    return output / "stages" / name


def keys_of(folder: Place, names: Sequence[str]) -> list[Key | None]:
    """The keys of shards, None where there is none; many at a time where each takes a journey."""
    if is_local(folder):
        return [Key.read(folder, name) for name in names]
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(lambda name: Key.read(folder, name), names))


_READERS = 32
"""Keys read at once from a store elsewhere."""


@cache
def fingerprint(modules: tuple[str, ...], before: str = "") -> str:
    """SHA-256 over what these modules rest on, the libraries' versions and the stage before.

    `before` is the fingerprint of the stage whose output is read.
    """
    digest = hashlib.sha256(before.encode())
    for library in _LIBRARIES:
        digest.update(f"{library}=={_version(library)}\0".encode())
    for path in sources.sources(modules):
        digest.update(path.relative_to(sources.PACKAGE).as_posix().encode() + b"\0")
        digest.update(sources.content(path) + b"\0")
    return digest.hexdigest()


@cache
def _version(library: str) -> str:
    """The version of a library; empty for one of an extra that is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
