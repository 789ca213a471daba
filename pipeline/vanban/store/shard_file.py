"""A shard as a file: its tables and the key that says what they were made from.

In: Arrow tables by name and a `Key`. Out: one zip file of Arrow streams (compressed by zstd) and
the key as JSON, written in one go: a shard that is there is whole, and one that is cut off or of
another version counts as not there. Same tables, same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
import pyarrow as pa

from vanban.schema import Row
from vanban.schema.arrow import schema_of
from vanban.store.location import Place, remove, write_whole
from vanban.store.parquet import StoreError

_SUFFIX = ".shard"
_KEY = "key.json"
_BEGINNING_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # one time for all, so that bytes are equal

_BROKEN = (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, OSError)
"""What reading raises where there is no shard, or one cut off or of another version."""


class BrokenShardError(StoreError):
    """A shard's file that is cut off, damaged or of another version; `path` is to be made anew."""

    def __init__(self, path: Place, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path}: no readable shard: {self.why}. Run its stage again."

    @property
    def stage(self) -> str:
        """The stage whose shard it is."""
        return str(self.path.parent.name)


@dataclass(frozen=True)
class Key:
    """What a shard's tables were made from: the stage's fingerprint, and each page's SHA-256.

    `refused` are the pages among them that are rows of the stage's `rejected`.
    """

    fingerprint: str
    pages: Mapping[str, str]
    refused: frozenset[str] = frozenset()

    @classmethod
    def read(cls, stage: Place, name: str) -> Self | None:
        """The key of a shard; None where there is no whole shard of this version."""
        try:
            with shard_file(stage, name).open("rb") as file, zipfile.ZipFile(file) as members:
                return cls.of(members)
        except _BROKEN:
            return None

    @classmethod
    def of(cls, members: zipfile.ZipFile) -> Self:
        """The key in a shard's file; raises one of `_BROKEN` where there is none."""
        content = json.loads(members.read(_KEY))
        return cls(content["fingerprint"], content["pages"], frozenset(content["refused"]))

    def fits(self, fingerprint: str, pages: Mapping[str, str]) -> bool:
        """Whether the tables hold these very pages, made by this fingerprint."""
        return self.fingerprint == fingerprint and self.pages == pages

    @property
    def accepted(self) -> dict[str, str]:
        """The pages that were not refused, with their hashes: the work of the next stage."""
        return {page: hash_ for page, hash_ in self.pages.items() if page not in self.refused}

    def dumps(self) -> str:
        """The key as JSON, the same for the same key."""
        content = {
            "fingerprint": self.fingerprint,
            "pages": dict(sorted(self.pages.items())),
            "refused": sorted(self.refused),
        }
        return json.dumps(content, indent=0) + "\n"


class Shard:
    """A shard as it stands in its file: the key, and the tables by name."""

    def __init__(self, stage: Place, name: str) -> None:
        """Read the file; raises BrokenShardError where there is no whole shard."""
        self._path = shard_file(stage, name)
        try:
            self._members = zipfile.ZipFile(io.BytesIO(self._path.read_bytes()))
            self.key = Key.of(self._members)
        except _BROKEN as error:
            raise self._unreadable(error) from error

    def table(self, name: str, model: type[Row]) -> pa.Table:
        """A table of the shard, empty where nothing was written of it.

        Raises BrokenShardError where it is damaged or its columns are of another version.
        """
        schema = schema_of(model)
        if name not in self._members.NameToInfo:
            return schema.empty_table()
        try:
            packed = self._members.read(name)
            with pa.CompressedInputStream(pa.BufferReader(packed), "zstd") as stream:
                found = pa.ipc.open_stream(stream.read()).read_all()
        except _BROKEN as error:
            raise self._unreadable(error) from error
        if not found.schema.equals(_bare(schema)):
            raise self._unreadable(f"{name} has the columns of another version")
        return pa.Table.from_arrays(found.columns, schema=schema)

    def _unreadable(self, why: object) -> BrokenShardError:
        return BrokenShardError(self._path, str(why))


def write_shard(
    stage: Place, name: str, key: Key, tables: Mapping[str, Sequence[pa.Table]], *, kept: bool
) -> None:
    """Write a shard; each of its tables is the given ones, one after the other.

    `kept`: rows of an older shard are among them.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as members:
        members.writestr(_member(_KEY), key.dumps())
        for table, parts in tables.items():
            if any(part.num_rows for part in parts):
                members.writestr(_member(table), _packed(_copied(parts) if kept else parts))
    write_whole(shard_file(stage, name), file.getvalue())


def shard_file(stage: Place, name: str) -> Place:
    """Where a shard's file stands, or will."""
    return stage / f"{name}{_SUFFIX}"


def shard_names(stage: Place) -> list[str]:
    """The names of a stage's shards, in the order of their pages."""
    found = [path.name for path in _files(stage)]
    return sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX))


def drop_orphans(stage: Place, asked: Iterable[str]) -> None:
    """Remove the shards that hold no page any more, and what a killed run left half-written."""
    wanted = {f"{name}{_SUFFIX}" for name in asked}
    for path in _files(stage):
        if path.name not in wanted:
            remove(path)


def _files(stage: Place) -> list[Place]:
    """What stands in a stage's folder; nothing where there is no folder."""
    found: Iterable[Place] = stage.iterdir() if stage.is_dir() else ()
    return list(found)


def _member(name: str) -> zipfile.ZipInfo:
    """A member whose bytes do not say when and on what system it was written."""
    member = zipfile.ZipInfo(name, _BEGINNING_OF_ZIP_TIME)
    member.create_system = 3
    return member


def _copied(parts: Sequence[pa.Table]) -> list[pa.Table]:
    """The rows of tables as one table with memory of its own.

    A slice that is kept of an older shard would bring the bitmaps of rows that are gone, and the
    file would not be that of a run from nothing.
    """
    whole = pa.concat_tables(parts)
    return [whole.take(pa.array(np.arange(len(whole))))]


def _packed(parts: Sequence[pa.Table]) -> memoryview:
    """Tables of one model as a compressed Arrow stream of one batch."""
    whole = pa.concat_tables(parts).combine_chunks()
    schema = _bare(whole.schema)
    sink = pa.BufferOutputStream()
    with (
        pa.CompressedOutputStream(sink, "zstd") as stream,
        pa.ipc.new_stream(stream, schema) as writer,
    ):
        for batch in whole.to_batches():
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    return memoryview(sink.getvalue())


@cache
def _bare(schema: pa.Schema) -> pa.Schema:
    """A schema without the descriptions, which a small shard would be full of."""
    return pa.schema([pa.field(field.name, field.type, field.nullable) for field in schema])
