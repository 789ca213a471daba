"""Where files are: a path on this machine, or a URL of any store that fsspec reaches.

In: what a user writes. Out: a `Place`, which is a `pathlib.Path` here and a `UPath` elsewhere; both
are used in the same words (`place / name`, `open`, `read_bytes`). Reading needs nothing more;
writing goes through `write_whole` and `write_parts`, after which the file is there as a whole or,
where the run was killed, not at all.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from upath import UPath

Place: TypeAlias = "Path | UPath"

PARTIAL = ".partial"
"""How the name of a file ends that is being written; what a killed run leaves of it is no file."""


class PlaceError(ValueError):
    """A place that cannot be reached with what is installed; the message says what to install."""


def place(text: str) -> Place:
    """The place that a path or URL names: `raw`, `/data/raw`, `s3://bucket/raw`, `memory://raw`.

    Raises PlaceError where the packages that reach it are not installed.
    """
    scheme, mark, rest = text.partition("://")
    if not mark:
        return Path(text)
    if scheme == "file":
        return Path(unquote(rest))
    try:
        from upath import UPath  # noqa: PLC0415 - a tenth of a second that local runs do without

        found = UPath(text)
        found.fs  # noqa: B018 - here and not in a worker is where a missing driver is told
    except (ImportError, ValueError) as error:
        cure = "pip install 'vanban[cluster]' and the driver of the store: s3fs, gcsfs, adlfs …"
        raise PlaceError(f"{text}: {error}. {cure}") from error
    return found


def is_local(where: Place) -> bool:
    """Whether a place is on this machine's file system."""
    return isinstance(where, Path)


def write_whole(where: Place, content: bytes) -> None:
    """Write a small file in one go; other writers of the same file do no harm."""
    if not isinstance(where, Path):
        where.write_bytes(content)  # a store shows an object when all of it has come
        return
    partial = where.with_name(f".{where.name}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        partial.write_bytes(content)
        partial.replace(where)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def write_parts(where: Place) -> Iterator[Path]:
    """A local path to write a large file to, which goes to its place when all went well.

    On this machine the file is on disk before it takes the old one's place.
    """
    if isinstance(where, Path):
        where.parent.mkdir(parents=True, exist_ok=True)
        partial = where.with_name(f".{where.name}{PARTIAL}")
        try:
            yield partial
            _sync(partial)
            partial.replace(where)
            if where.parent.name != _SCRATCH:  # what is there is yet to move to its place
                _sync(where.parent)
        finally:
            partial.unlink(missing_ok=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        partial = Path(folder, where.name)
        yield partial
        where.fs.put_file(str(partial), where.path)


_SCRATCH = ".next"


@contextmanager
def scratch(where: Place) -> Iterator[Path]:
    """A new local folder for files that are to move below `where`; at the end it is gone."""
    if not isinstance(where, Path):
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    made = where / _SCRATCH
    shutil.rmtree(made, ignore_errors=True)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def move(made: Path, where: Place) -> None:
    """Move a local file to its place."""
    if isinstance(where, Path):
        made.replace(where)
    else:
        where.fs.put_file(str(made), where.path)


def digest(content: IO[bytes]) -> str:
    """SHA-256 of an open file, hexadecimal."""
    found = hashlib.sha256()
    while part := content.read(_PART):
        found.update(part)
    return found.hexdigest()


_PART = 1 << 20


def remove(where: Place) -> None:
    """Remove a file, if it is there, or a folder with all that is in it."""
    if isinstance(where, Path) and where.is_dir() and not where.is_symlink():
        shutil.rmtree(where)
        return
    with suppress(FileNotFoundError):
        where.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
