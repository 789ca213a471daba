"""What every start would work out of the same files again, kept beside Python's compiled code.

In: a name, what the thing rests on, and what makes it. Out: the thing, as the last process made it
from the very same, or made now and kept for the next in `__pycache__`, where that can be written.
Whatever goes wrong there costs the time of making the thing, and nothing else.
"""

from __future__ import annotations

import gc
import hashlib
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def kept(name: str, rests_on: str, make: Callable[[], T]) -> T:
    """The thing of this name, made from exactly this by this code; `make` may raise.

    A file holds the hash of what its thing rests on, and that of the rest of the file: one that is
    stale or damaged is made anew. It takes its place whole, whoever else writes it.
    """
    digest = hashlib.sha256(f"{_code()} {rests_on}".encode()).digest()
    with suppress(Exception):  # no folder, no file, or one that another version wrote
        found: T = _read(_file(name), digest)
        return found
    made = make()
    with suppress(Exception):
        _write(_file(name), digest, made)
    return made


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: what is loaded stays, and looking takes a sixth of a start."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _code() -> str:
    """What tells this code from any other: Python's version, and every module's size and time."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    seen = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return f"{sys.version} {seen}"


def _file(name: str) -> Path:
    """The file in which the thing of this name is kept."""
    return Path(cache_from_source(__file__)).with_name("kept") / f"{name}.pickle"


def _read(path: Path, digest: bytes) -> Any:
    """The thing in a file; raises ValueError where it is not the one that is asked for."""
    with path.open("rb") as file:
        head, content = file.read(2 * len(digest)), file.read()
    if head != digest + hashlib.sha256(content).digest():
        raise ValueError(f"{path}: stale or damaged")
    return pickle.loads(content)  # noqa: S301 - where code lies that would run too


def _write(path: Path, digest: bytes, made: object) -> None:
    """Write what was made, with hashes of source and content, beside the path; then move it."""
    content = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(digest + hashlib.sha256(content).digest() + content)
            file.close()
            Path(file.name).replace(path)
        finally:
            Path(file.name).unlink(missing_ok=True)
