"""What a stage's output depends on beside its pages, as one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent.parent

_LIBRARIES = (
    "underthesea", "underthesea_core", "pyarrow", "rensa",
    "trafilatura", "htmldate", "lxml", "py3langid",
)  # fmt: skip
"""The libraries that make the words and the bytes of the output."""


@cache
def fingerprint(sources: tuple[str, ...], before: str = "") -> str:
    """SHA-256 over a stage's sources, the libraries' versions and the stage before.

    `sources` are the files and folders below the package that hold its code, lexicons and
    parameters; `before` is the fingerprint of the stage whose output it reads. Raises
    FileNotFoundError for a source that is not there.
    """
    digest = hashlib.sha256(before.encode())
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}\0".encode())
    for path in sorted(file for source in sources for file in files(source)):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def files(source: str) -> Iterable[Path]:
    """The files of a source, without what Python compiled."""
    path = PACKAGE / source
    if path.is_dir():
        return [p for p in path.rglob("*") if p.is_file() and p.suffix in (".py", ".toml")]
    if not path.is_file():
        raise FileNotFoundError(f"{path}: a stage names it as its source, and it is not there.")
    return [path]
