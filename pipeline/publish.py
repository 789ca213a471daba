"""Tables made -> tables published, as a whole and of one run.

In: a folder of finished tables. Out: the same tables in the output folder, `datapackage.json` that
describes them, and `manifest.json` with the SHA-256 of each. The old manifest is removed first and
the new one written last: where a manifest stands, the tables beside it are a whole, checked set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.check import Fault
from pipeline.dictionary import package_text
from pipeline.fingerprint import fingerprint
from pipeline.places import Place, digest, move, remove
from pipeline.schema import SCHEMA_VERSION
from pipeline.shard_file import shard_file, shard_names
from pipeline.stages import STAGES, stage_folder
from pipeline.store import write_text

MANIFEST = "manifest.json"
PACKAGE = "datapackage.json"
_MADE_OF = ".made-of"
"""Beside the tables: what they were made from, so that a run that changes nothing writes nothing.

Not in the manifest, which is the same for the same tables however they came to be.
"""
_CODE = ("derive", "dictionary.py", "publish.py", "schema", "store.py", "tables.py")


def publish(made: Path, output: Place, rows: dict[str, int], sources: str) -> None:
    """Move the tables into their place, then write the manifest that says they belong together.

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
    sha256 = {name: str(table["sha256"]) for name, table in about.items()}
    write_text(output / PACKAGE, package_text(sha256))
    content = {"schema_version": SCHEMA_VERSION, "tables": about}
    write_text(output / MANIFEST, json.dumps(content, indent=2) + "\n")
    write_text(output / _MADE_OF, sources + "\n")


def made_of(raw_paths: Iterable[str], output: Place) -> str:
    """SHA-256 over all that tables are made from: the raw paths, every shard, and the code."""
    found = hashlib.sha256(fingerprint(_CODE).encode())
    for path in raw_paths:
        found.update(path.encode("utf-8", "surrogateescape") + b"\0")
    for stage in (*STAGES, "tables"):
        folder = stage_folder(output, stage)
        for name in shard_names(folder):
            found.update(f"{stage}/{name} {file_sha256(shard_file(folder, name))}\0".encode())
    return found.hexdigest()


def standing(output: Place, sources: str) -> dict[str, int] | None:
    """The rows of the tables that stand, if they are whole and made from these very sources."""
    try:
        if (output / _MADE_OF).read_text("utf-8").strip() != sources or manifest_faults(output):
            return None
        told = json.loads((output / MANIFEST).read_text("utf-8"))["tables"]
    except OSError:
        return None
    return {name: table["rows"] for name, table in told.items()}


def manifest_faults(output: Place) -> list[Fault]:
    """Tables that are not those of the manifest, which says what one run wrote."""
    path = output / MANIFEST
    if not path.exists():
        return [Fault("manifest", MANIFEST, "is missing: the last run did not end. Run it again.")]
    told = json.loads(path.read_text("utf-8"))["tables"]
    return [
        Fault(name, f"{name}.parquet", "is not the file of this run. Run the stage 'tables' again.")
        for name, about in told.items()
        if file_sha256(output / f"{name}.parquet") != about["sha256"]
    ]


def file_sha256(path: Place) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return digest(file)
