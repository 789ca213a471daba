"""The tables of one shard: rows of unchanged pages kept, rows of worked pages added, all written.

In: a shard's folder as the last run left it. Out: the same folder with the tables of this run,
written file by file between the removal of the old key and the writing of the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.arrow import to_table
from pipeline.document import Rejected, document_id
from pipeline.schema import TABLES, RejectedRow
from pipeline.shards import KEY, Key
from pipeline.store import read_table, write_table

PageTables = Mapping[str, pa.Table]

FLEETING = {"unreadable", "died", "timeout", "memory"}
"""Reasons that may be gone next time: such a page is tried again by every run."""


class PageWork(NamedTuple):
    """A page that a stage is to work: who it is, and the work that makes its rows."""

    doc_id: str
    raw_path: str
    sha256: str
    make: Callable[[], PageTables]


class ShardTables:
    """What a shard's tables will be, page by page, in the order of the pages."""

    def __init__(self, folder: Path, stage: str, names: Sequence[str], fingerprint: str) -> None:
        self._folder, self._stage, self._fingerprint = folder, stage, fingerprint
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in (*names, "rejected")}
        key = Key.read(folder)
        self._kept = dict(key.pages) if key and key.fingerprint == fingerprint else {}
        self._old: dict[str, ByPage] = {}
        self._pages: dict[str, str] = {}

    def keep(self, page: PageWork) -> bool:
        """Take over the rows of an unchanged page; False where there are none to take over."""
        if not page.sha256 or self._kept.get(page.doc_id) != page.sha256:
            return False
        for name, parts in self._parts.items():
            if name not in self._old:
                self._old[name] = ByPage(self._folder, name)
            parts.append(self._old[name].of(page.doc_id))
        self._pages[page.doc_id] = page.sha256
        return True

    def work(self, page: PageWork, blamed: tuple[str, str] | None = None) -> None:
        """Work a page; where that fails, or the page is blamed already, reject it.

        A refusal (`Rejected`) keeps its reason. Anything else that is raised is told as what it is:
        `unreadable` from the file system, `memory`, or `crash` for a fault of ours. underthesea's
        Rust core panics with a BaseException, hence the wide net; an interrupt still ends the run.
        """
        self._pages[page.doc_id] = page.sha256
        if blamed is not None:
            self._reject(page, *blamed)
            return
        try:
            tables = page.make()
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except Rejected as refusal:
            self._reject(page, refusal.reason, refusal.message)
        except OSError as error:
            self._reject(page, "unreadable", f"{error}. Check that it exists and may be read.")
        except MemoryError:
            self._reject(page, "memory", "needs more memory than a page may take; see params.toml")
        except BaseException as error:
            message = f"{type(error).__name__}: {error}. Please report this page."
            self._reject(page, "crash", message)
        else:
            for name, table in tables.items():
                self._parts[name].append(table)

    def write(self) -> None:
        """Write all tables, then the key that says they are whole."""
        (self._folder / KEY).unlink(missing_ok=True)
        for name, parts in self._parts.items():
            write_table(self._folder / f"{name}.parquet", TABLES[name], parts)
        Key(self._fingerprint, self._pages).write(self._folder)

    def _reject(self, page: PageWork, reason: str, message: str) -> None:
        if reason in FLEETING:
            self._pages[page.doc_id] = ""
        row = RejectedRow(
            raw_path=page.raw_path,
            raw_sha256=page.sha256 or None,
            stage=self._stage,
            reason=reason,
            message=message,
        )
        self._parts["rejected"].append(to_table(RejectedRow, [row]))


class ByPage:
    """A table file of a shard, handed out page by page."""

    def __init__(self, folder: Path, name: str) -> None:
        self._table = read_table(folder / f"{name}.parquet", TABLES[name])
        column = "raw_path" if name == "rejected" else "doc_id"
        ids: list[str] = self._table.column(column).to_pylist()
        self._places = runs([document_id(path) for path in ids] if name == "rejected" else ids)

    def of(self, doc_id: str) -> pa.Table:
        """The rows of a page, none where the table has none of it."""
        place = self._places.get(doc_id, slice(0, 0))
        return self._table.slice(place.start, place.stop - place.start)


def runs(ids: Sequence[str]) -> dict[str, slice]:
    """Where each id stands in a sequence in which equal ids stand together."""
    places: dict[str, slice] = {}
    begin = 0
    for at in range(1, len(ids) + 1):
        if at == len(ids) or ids[at] != ids[begin]:
            places[ids[begin]] = slice(begin, at)
            begin = at
    return places
