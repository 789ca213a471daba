"""Records of large files where any of them can be read at once: a spool on this machine's disk.

In: a file of records, read once from its beginning to its end. Out: a `SpooledPart` for each
record: its place in the spool, its hash. A shard reads its records from there in any order, which
neither gzip nor Parquet allows. The spool goes when the program ends. Where there is none, as on
another machine of a cluster, the record is looked for in the file itself.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from vanban.store.records import Record, records
from vanban.text.document import content_hash


class SpooledPart(NamedTuple):
    """A record of a file: the number of it, and where in which spool it stands.

    `size` are the bytes of its text and `about` those of what stands beside it, right behind.
    """

    spool: str
    number: int
    at: int
    size: int
    about: int
    sha256: str


def spooled(file: IO[bytes], name: str) -> Iterator[tuple[str, SpooledPart]]:
    """The places and parts of the records of a file, each in the spool when it comes."""
    handle, path = tempfile.mkstemp(dir=_folder(), suffix=".spool")
    at = 0
    with os.fdopen(handle, "wb", buffering=1 << 20) as spool:
        for number, record in enumerate(records(file, name)):
            about = _about(record)
            spool.write(record.text)
            spool.write(about)
            size = len(record.text)
            yield record.place, SpooledPart(path, number, at, size, len(about), _sha256(record))
            at += size + len(about)


def taken(part: SpooledPart, file: IO[bytes], name: str) -> Record:
    """The record of a part, from its spool, or from `file` where there is no spool here.

    Raises OSError where the file has no such record any more.
    """
    try:
        with Path(part.spool).open("rb") as spool:
            spool.seek(part.at)
            text, about = spool.read(part.size), json.loads(spool.read(part.about))
        return Record(about["place"], text, about["beside"], _fault(about["fault"]))
    except FileNotFoundError:
        found = next((r for n, r in enumerate(records(file, name)) if n == part.number), None)
    if found is None or _sha256(found) != part.sha256:
        raise OSError(f"{name}: changed since the run began")
    return found


def _sha256(record: Record) -> str:
    return content_hash([record.text], record.beside)


def _about(record: Record) -> bytes:
    said = {"place": record.place, "beside": dict(record.beside), "fault": record.fault}
    return json.dumps(said).encode()


def _fault(said: list[str] | None) -> tuple[str, str] | None:
    return (said[0], said[1]) if said else None


@cache
def _folder() -> str:
    """This program's folder for spools; gone when the program ends, workers leave it alone."""
    folder, owner = tempfile.mkdtemp(prefix="vanban-"), os.getpid()

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder
