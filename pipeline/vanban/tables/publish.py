"""Tables made -> tables published, as a whole and of one run.

In: a folder of finished tables. Out: the same tables in the output folder, `datapackage.json` that
describes them, and `manifest.json` with the SHA-256 of each. The old manifest is removed first and
the new one written last: where there is a manifest, the tables beside it are a whole, checked set.
What the tables were made from is kept beside them, with the hash of their manifest: it counts only
beside the very tables that it tells of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from vanban.schema import SCHEMA_VERSION
from vanban.store.location import Place, digest, move, remove
from vanban.store.parquet import write_text
from vanban.store.shard_file import shard_file, shard_names
from vanban.store.stages import STAGES, fingerprint, fingerprint_of, keys_of, stage_folder
from vanban.tables.dictionary import package_text
from vanban.tables.promises import Fault

MANIFEST = "manifest.json"
PACKAGE = "datapackage.json"
PERSONS = ".persons.parquet"
"""Beside the tables: whom the names of pages mean, as of these tables."""

_MADE_OF = ".made-of"
"""Beside the tables: what they were made from, so that a run that changes nothing writes nothing.

Not in the manifest, which is the same for the same tables however they came to be.
"""
_CODE = ("vanban.tables.build",)
"""What makes tables of shards; nothing of the old tables stays if it changes."""


class Sources(NamedTuple):
    """All that tables are made from: hashes of the code, of the raw paths and of each shard.

    `pages` are the pages that have rows, each with the SHA-256 of its raw file.
    """

    code: str = ""
    paths: str = ""
    shards: Mapping[str, str] = {}
    pages: Mapping[str, str] = {}


_BESIDE = {"manifest": MANIFEST, "persons": PERSONS}
"""The files whose hashes `_MADE_OF` holds under these names: it counts beside these alone."""


def publish(made: Path, output: Place, rows: dict[str, int], sources: Sources) -> None:
    """Move the tables to their place, then write the manifest that says they belong together.

    `rows` is the number of rows of each table, `sources` what `made_of` says they were made from.
    """
    about = {
        name: {"rows": count, "sha256": file_sha256(made / f"{name}.parquet")}
        for name, count in rows.items()
    }
    remove(output / _MADE_OF)
    remove(output / MANIFEST)
    for name in rows:
        move(made / f"{name}.parquet", output / f"{name}.parquet")
    move(made / PERSONS, output / PERSONS)
    sha256 = {name: str(table["sha256"]) for name, table in about.items()}
    write_text(output / PACKAGE, package_text(sha256))
    content = {"schema_version": SCHEMA_VERSION, "tables": about}
    write_text(output / MANIFEST, json.dumps(content, indent=2) + "\n")
    beside = {name: file_sha256(output / file) for name, file in _BESIDE.items()}
    write_text(output / _MADE_OF, json.dumps({**sources._asdict(), **beside}, indent=0) + "\n")


def made_of(raw_paths: Iterable[str], output: Place) -> Sources:
    """What tables published now would be made from."""
    paths = hashlib.sha256()
    for path in raw_paths:
        paths.update(path.encode("utf-8", "surrogateescape") + b"\0")
    folders = [stage_folder(output, stage) for stage in STAGES]
    shards = {}
    for name in sorted({name for folder in folders for name in shard_names(folder)}):
        files = [shard_file(folder, name) for folder in folders]
        hashes = [file_sha256(file) if file.exists() else "" for file in files]
        shards[name] = hashlib.sha256(" ".join(hashes).encode()).hexdigest()
    keys = keys_of(folders[-1], shard_names(folders[-1]))
    pages = {page: sha256 for key in keys if key for page, sha256 in key.accepted.items()}
    code = fingerprint(_CODE, fingerprint_of("tables"))
    return Sources(code, paths.hexdigest(), shards, pages)


def published_sources(output: Place) -> Sources:
    """What the published tables were made from; nothing unless all is there and whole."""
    try:
        content: dict[str, Any] = json.loads((output / _MADE_OF).read_text("utf-8"))
        beside = {name: content.pop(name) for name in _BESIDE}
        fits = beside == {name: file_sha256(output / file) for name, file in _BESIDE.items()}
        return Sources(**content) if fits and not manifest_faults(output) else Sources()
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return Sources()


def rows_of(output: Place) -> dict[str, int]:
    """The number of rows of each published table."""
    content = json.loads((output / MANIFEST).read_text("utf-8"))["tables"]
    return {name: table["rows"] for name, table in content.items()}


def changed(before: Sources, now: Sources) -> frozenset[str]:
    """The pages that are not as they were, or are new or gone; all that are of other code."""
    old = before.pages.items() if before.code == now.code else set()
    return frozenset(page for page, _ in now.pages.items() ^ old)


def manifest_faults(output: Place) -> list[Fault]:
    """Tables that are not those of the manifest, which says what one run wrote."""
    path = output / MANIFEST
    if not path.exists():
        return [Fault("manifest", MANIFEST, "is missing: the last run did not end. Run it again.")]
    content = json.loads(path.read_text("utf-8"))["tables"]
    return [
        Fault(name, f"{name}.parquet", "is not the file of this run. Run the stage 'tables' again.")
        for name, about in content.items()
        if file_sha256(output / f"{name}.parquet") != about["sha256"]
    ]


def file_sha256(path: Place) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return digest(file)
