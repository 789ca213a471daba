"""What a stage's output depends on beside its pages, as one hash."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from vanban.store import sources

_LIBRARIES = (
    "underthesea", "underthesea_core", "pyarrow", "rensa",
    "trafilatura", "htmldate", "lxml", "py3langid",
)  # fmt: skip
"""The libraries that make the words and the bytes of the output."""


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
