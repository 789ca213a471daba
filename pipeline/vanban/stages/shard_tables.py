"""The tables of one shard: rows of unchanged pages kept, rows of worked pages added, all written.

In: a shard as the last run left it. Out: the shard of this run, in the old one's place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from vanban.schema import TABLES, RejectedRow
from vanban.schema.arrow import runs, to_table
from vanban.store.location import Place
from vanban.store.shard_file import Key, Shard, write_shard
from vanban.store.shards import held_before
from vanban.text.document import Rejected, document_id

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

    def __init__(
        self, folder: Place, shard: str, stage: str, names: Sequence[str], fingerprint: str
    ) -> None:
        self._folder, self._shard, self._stage = folder, shard, stage
        self._fingerprint = fingerprint
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in (*names, "rejected")}
        self._pages: dict[str, str] = {}
        self._refused: set[str] = set()
        self._before = held_before(folder, shard)
        self._key = Key.read(folder, self._before)
        self._old: dict[str, ByPage] = {}

    def holds(self, doc_id: str, sha256: str) -> bool:
        """Whether the last run left rows of a page that is unchanged since."""
        key = self._key
        if key is None or key.fingerprint != self._fingerprint or not sha256:
            return False
        return key.pages.get(doc_id) == sha256

    def keep(self, page: PageWork) -> bool:
        """Take over the rows of an unchanged page; False where there are none to take over."""
        if self._key is None or not self.holds(page.doc_id, page.sha256):
            return False
        if not self._old:
            shard = Shard(self._folder, self._before)
            self._old = {name: ByPage(shard, name) for name in self._parts}
        for name, parts in self._parts.items():
            parts.append(self._old[name].of(page.doc_id))
        self._pages[page.doc_id] = page.sha256
        self._refused |= {page.doc_id} & self._key.refused
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
        """Write the shard."""
        key = Key(self._fingerprint, self._pages, frozenset(self._refused))
        write_shard(self._folder, self._shard, key, self._parts)

    def stand(self) -> bool:
        """Whether the shard that is there holds these very pages; asked where none was worked."""
        return (
            self._key is not None
            and self._before == self._shard
            and self._key.fits(self._fingerprint, self._pages)
        )

    def _reject(self, page: PageWork, reason: str, message: str) -> None:
        if reason in FLEETING:
            self._pages[page.doc_id] = ""
        self._refused.add(page.doc_id)
        row = RejectedRow(
            raw_path=page.raw_path,
            raw_sha256=page.sha256 or None,
            stage=self._stage,
            reason=reason,
            message=message,
        )
        self._parts["rejected"].append(to_table(RejectedRow, [row]))


class ByPage:
    """A table of a shard, handed out page by page."""

    def __init__(self, shard: Shard, name: str) -> None:
        self._table = shard.table(name, TABLES[name])
        if name == "rejected":
            paths = self._table["raw_path"].to_pylist()
            self._places = {document_id(path): slice(i, i + 1) for i, path in enumerate(paths)}
        else:
            self._places = dict(runs(self._table["doc_id"].to_pylist()))

    def of(self, doc_id: str) -> pa.Table:
        """The rows of a page, none where the table has none of it."""
        place = self._places.get(doc_id, slice(0, 0))
        return self._table.slice(place.start, place.stop - place.start)
