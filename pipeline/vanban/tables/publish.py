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

from vanban.schema import SCHEMA_VERSION
from vanban.store.location import Place, digest, move, remove
from vanban.store.parquet import write_text
from vanban.store.shard_file import shard_file, shard_names
from vanban.store.stages import STAGES, fingerprint, stage_folder
from vanban.tables.dictionary import package_text
from vanban.tables.promises import Fault

MANIFEST = "manifest.json"
PACKAGE = "datapackage.json"
MENTIONED = ".mentioned.parquet"
"""Beside the tables: the names that each shard mentions, as of these tables."""

_MADE_OF = ".made-of"
"""Beside the tables: what they were made from, so that a run that changes nothing writes nothing.

Not in the manifest, which is the same for the same tables however they came to be.
"""
_CODE = ("vanban.tables.build",)
"""What makes tables of shards; nothing of the old tables stays if it changes."""

Sources = Mapping[str, str]
"""SHA-256 of all that tables are made from: the code, the raw paths, and each shard by its name."""

_BESIDE = {"manifest": MANIFEST, "mentioned names": MENTIONED}
"""The files whose hashes `_MADE_OF` holds under these names: it counts beside these alone."""

CODE, PATHS = "code", "raw paths"
"""The sources that are no shards: their names hold what no shard's does."""


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
    move(made / MENTIONED, output / MENTIONED)
    sha256 = {name: str(table["sha256"]) for name, table in about.items()}
    write_text(output / PACKAGE, package_text(sha256))
    content = {"schema_version": SCHEMA_VERSION, "tables": about}
    write_text(output / MANIFEST, json.dumps(content, indent=2) + "\n")
    beside = {name: file_sha256(output / file) for name, file in _BESIDE.items()}
    write_text(output / _MADE_OF, json.dumps({**sources, **beside}, indent=0) + "\n")


def made_of(raw_paths: Iterable[str], output: Place) -> Sources:
    """What tables published now would be made from."""
    paths = hashlib.sha256()
    for path in raw_paths:
        paths.update(path.encode("utf-8", "surrogateescape") + b"\0")
    found = {CODE: fingerprint(_CODE), PATHS: paths.hexdigest()}
    folders = [stage_folder(output, stage) for stage in STAGES]
    for name in sorted({name for folder in folders for name in shard_names(folder)}):
        files = [shard_file(folder, name) for folder in folders]
        hashes = [file_sha256(file) if file.exists() else "" for file in files]
        found[name] = hashlib.sha256(" ".join(hashes).encode()).hexdigest()
    return found


def published_sources(output: Place) -> Sources:
    """What the published tables were made from; nothing unless all is there and whole."""
    try:
        content: dict[str, str] = json.loads((output / _MADE_OF).read_text("utf-8"))
        beside = {name: content.pop(name) for name in _BESIDE}
        fits = beside == {name: file_sha256(output / file) for name, file in _BESIDE.items()}
        return content if fits and not manifest_faults(output) else {}
    except (OSError, ValueError, LookupError, AttributeError):
        return {}


def rows_of(output: Place) -> dict[str, int]:
    """The number of rows of each published table."""
    content = json.loads((output / MANIFEST).read_text("utf-8"))["tables"]
    return {name: table["rows"] for name, table in content.items()}


def changed(before: Sources, now: Sources) -> list[str]:
    """The shards that are not as they were, or are new or gone, in their order.

    All of them where nothing of the old tables may stay: other code, or shards of another size.
    """
    old, new = ({*sources} - {CODE, PATHS} for sources in (before, now))
    sizes = {len(name) for name in old | new}
    if before.get(CODE) != now[CODE] or len(sizes) > 1:
        return sorted(new)
    return sorted(name for name in old | new if before.get(name) != now.get(name))


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
