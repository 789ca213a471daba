"""The raw folder -> its pages, in the order in which every table holds them.

A page is a file, or a record of a file of many: a row of a table, a document of a web archive. The
path of a record is that of its file with the record behind a hash: "articles.csv#row=17".
"""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from vanban.params import params
from vanban.store.beside import beside
from vanban.store.location import Place
from vanban.store.records import Record, reader_of
from vanban.store.spool import SpooledPart, spooled, taken
from vanban.text.document import Rejected, content_hash, document_id

if TYPE_CHECKING:
    from upath import UPath

Content = bytes | OSError | Rejected
"""The bytes of a page, or why there are none."""

AT_ONCE = 32
"""Raw files fetched together from a store, where each alone would wait for a journey."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A page below the raw folder: where its file is, its path below the folder, its id.

    `size` is the file's bytes as a store lists them; files of this machine are not asked. Of a
    record, `part` is its place among those of the file. `given` are values that another file says
    of the page. `leads_out`: it is a link out of the raw folder, which the parameters forbid.
    """

    path: Place
    raw_path: str
    doc_id: str
    size: int = 0
    part: SpooledPart | None = None
    given: Mapping[str, str] | None = None
    leads_out: bool = False

    def read(self) -> bytes:
        """Its bytes, of a page that is too large one more than `clean.max_bytes`.

        Raises OSError where it cannot be read or is no file, Rejected for a broken record.
        """
        if self.part is not None:
            record = self._record(self.part)
            if record.fault is not None:
                raise Rejected(*record.fault)
            return record.text
        with self._content() as content:
            return content.read(params().clean.max_bytes + 1)

    def beside(self) -> Mapping[str, str] | None:
        """What stands beside its text: the other columns of its row, a file about it."""
        return self._record(self.part).beside if self.part is not None else self.given

    def sha256(self) -> str:
        """SHA-256 of its bytes and of what stands beside them, hexadecimal; OSError as `read`.

        Of a page that is too large, its `change_mark`: no more is read of it than is refused.
        """
        if self.part is not None:
            return self.part.sha256
        read = self.read()
        too_large = len(read) > params().clean.max_bytes
        return self.change_mark() if too_large else content_hash([read], self.given)

    def change_mark(self) -> str:
        """What stands in the place of a hash where a page is too large to be read: its size."""
        size = self.path.stat().st_size if isinstance(self.path, Path) else self.size
        return f"{size} bytes"

    def open(self) -> IO[bytes]:
        """Its file; OSError where it cannot be opened, is no file, or may not be followed."""
        if self.leads_out:
            raise OSError(
                f"{self.raw_path} is a link out of the raw folder; copy the page, or set"
                " outside_links in params.toml"
            )
        return _opened(self.path)

    @contextmanager
    def _content(self) -> Iterator[IO[bytes]]:
        """The content of its file, of one behind gzip what it holds."""
        with self.open() as content:
            if not self.path.name.lower().endswith(".gz"):
                yield content
                return
            try:
                with gzip.open(content) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            except (EOFError, zlib.error) as error:
                raise OSError(f"{self.path.name}: {error}") from error

    def _record(self, part: SpooledPart) -> Record:
        with self.open() as content:
            return taken(part, content, self.path.name)


def _opened(path: Place) -> IO[bytes]:
    """A regular file, opened without waiting: what is none is refused before it is read."""
    if not isinstance(path, Path):
        return path.open("rb")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path.name} is no file but a folder, pipe, socket or device")
    return os.fdopen(descriptor, "rb")


def raw_files(folder: Place) -> list[RawFile]:
    """Every file in any folder below `folder`, sorted by page id.

    Left out is what tools put there: names that begin with a dot, and DVC's *.dvc. A link to a
    folder is not followed, for it may lead in circles; it counts as a file that cannot be read, as
    does a folder that cannot be listed, and a link that leads out of the raw folder unless the
    parameters allow it. A name that is not UTF-8 shows as "./" and the name with its bytes escaped,
    which is no other file's path. Raises OSError where there is no such folder, or it cannot be
    listed.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder. Name the folder with the raw pages.")
    folder = folder.absolute()  # a worker's own folder is another
    found = list(_here(folder) if isinstance(folder, Path) else _in_store(folder))
    return sorted(_pages(found), key=lambda file: (file.doc_id, file.raw_path))


def _pages(files: Sequence[RawFile]) -> Iterator[RawFile]:
    """The pages of files: each record of a file of many, and what stands beside the others."""
    places = {file.raw_path: file for file in files}
    given, used = beside(places, lambda raw_path: places[raw_path].open())
    for file in files:
        if file.raw_path in used:
            continue
        if reader_of(file.path.name) is None:
            yield replace(file, given=given[file.raw_path]) if file.raw_path in given else file
            continue
        try:
            with file.open() as content:
                yield from _records(file, content)
        except OSError:
            yield file  # whoever reads it says what is wrong


def _records(file: RawFile, content: IO[bytes]) -> Iterator[RawFile]:
    """The records of a file as pages; a file without a single byte stands for itself."""
    empty = True
    for place, part in spooled(content, file.path.name):
        raw_path, empty = f"{file.raw_path}#{place}", False
        yield RawFile(file.path, raw_path, document_id(raw_path), part=part)
    if empty and not content.tell():
        yield file


def contents(files: Sequence[RawFile]) -> Iterator[tuple[RawFile, str, Content]]:
    """Each file with its hash and its bytes as `read` gives them, each read once.

    The hash is empty and an OSError in the place of the bytes where it cannot be read. From a
    store, many files are fetched at once.
    """
    for start in range(0, len(files), AT_ONCE):
        batch = files[start : start + AT_ONCE]
        fetched = _fetched(batch)
        for file in batch:
            content = fetched.get(file.raw_path) or _read(file)
            yield file, hash_of(file, content), content


class Reader:
    """Reads raw files by their `raw_path`; a few are held, so in their order each is read once."""

    def __init__(self, files: Sequence[RawFile]) -> None:
        self._files = files
        self._places = {file.raw_path: place for place, file in enumerate(files)}
        self._held: dict[str, tuple[str, Content]] = {}

    def __call__(self, raw_path: str, sha256: str | None = None) -> bytes:
        """The file's bytes as `RawFile.read` gives them; errors too.

        Raises OSError for a file that is not among those given, or whose hash is not `sha256`.
        """
        if raw_path not in self._held:
            if raw_path not in self._places:
                raise FileNotFoundError(f"{raw_path}: no such file in the raw folder")
            start = self._places[raw_path] // AT_ONCE * AT_ONCE
            batch = self._files[start : start + AT_ONCE]
            self._held = {file.raw_path: (hash_, what) for file, hash_, what in contents(batch)}
        hash_, content = self._held[raw_path]
        if not isinstance(content, bytes):
            raise content
        if sha256 is not None and hash_ != sha256:
            raise OSError(f"{raw_path}: changed since it was cleaned")
        return content


def hash_of(file: RawFile, content: Content | None = None) -> str:
    """SHA-256 of a page, of which `content` may have been read; empty where it cannot be read.

    Of a page that is too large to be read, its size: it is refused, and not read for its hash.
    """
    try:
        if not isinstance(content, bytes) or file.part is not None:
            return file.sha256()
        if len(content) > params().clean.max_bytes:
            return file.change_mark()
        return content_hash([content], file.given)
    except OSError:
        return ""


def _fetched(files: Sequence[RawFile]) -> dict[str, bytes]:
    """The bytes of files of a store that came in one go; too large ones are left to be read."""
    most = params().clean.max_bytes
    asked = {
        file.path.path: file.raw_path
        for file in files
        if not isinstance(file.path, Path) and file.size <= most and _is_plain(file)
    }
    if not asked:
        return {}
    store = files[0].path.fs  # type: ignore[union-attr] # not a path here, as asked for above
    found = store.cat(list(asked), on_error="return")
    return {asked[name]: content for name, content in found.items() if isinstance(content, bytes)}


def _is_plain(file: RawFile) -> bool:
    """True for a page whose bytes are those of its file."""
    return file.part is None and not file.path.name.lower().endswith(".gz")


def _read(file: RawFile) -> Content:
    try:
        return file.read()
    except (OSError, Rejected) as error:
        return error


def _here(folder: Path) -> list[RawFile]:
    """The files below a folder of this machine; OSError where that cannot be listed."""
    found: list[RawFile] = []
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if place == folder:
                raise
            found.append(_raw_file(place, folder))  # whoever reads it says what is wrong
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    waiting.append(Path(entry.path))
            elif _is_page(entry.name):
                found.append(_raw_file(Path(entry.path), folder, is_link=entry.is_symlink()))
    return found


def _in_store(folder: UPath) -> Iterator[RawFile]:
    """The files below a folder of a store, which lists them all at once."""
    root = folder.path.rstrip("/")
    for path, about in folder.fs.find(root, detail=True).items():
        raw_path = path[len(root) :].lstrip("/")
        *folders, name = raw_path.split("/")
        if _is_page(name) and not any(part.startswith(".") for part in folders):
            yield RawFile(folder / raw_path, raw_path, document_id(raw_path), about["size"])


def _is_page(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(".dvc")


def _raw_file(path: Path, folder: Path, *, is_link: bool = False) -> RawFile:
    """A file with its path below the folder and its document id; what is no UTF-8 is escaped."""
    below = os.fsencode(path.relative_to(folder).as_posix())
    try:
        raw_path = below.decode("utf-8")
    except UnicodeDecodeError:
        raw_path = "./" + below.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    leaves = is_link and not params().raw.outside_links and _leads_out(path, folder)
    return RawFile(path, raw_path, document_id(raw_path), leads_out=leaves)


def _leads_out(link: Path, folder: Path) -> bool:
    """Whether a link leads to something outside the folder."""
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(folder))
