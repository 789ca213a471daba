"""What a worker does to a shard: takes it through stages, and writes what each made of it.

In: a `ShardJob`. Out: the shard of this run in every stage of the job, in the old one's place: rows
of unchanged pages kept, rows of worked pages new, and of a page that failed a row of `rejected`.
What a page became in one stage is held for the next; a stage that begins a run, or a page that is
too large to be held, is read from the shard that the stage before left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pyarrow as pa

from vanban.extras import MissingExtraError
from vanban.lexicons import LexiconError
from vanban.schema import RejectedRow
from vanban.schema.arrow import Columns, joined, to_table
from vanban.store.location import remove
from vanban.store.parquet import StoreError
from vanban.store.scan import Cursor
from vanban.store.shard_file import BrokenShardError, Key, Shard, write_shard
from vanban.store.shards import ShardJob, held_before
from vanban.store.stages import MODELS, STAGES, StageName, fingerprint_of, stage_folder
from vanban.text.document import Document, Page, Rejected, document_id

if TYPE_CHECKING:
    from vanban.engine import Report

PageTables = Mapping[str, pa.Table] | Mapping[str, Columns]
"""The rows of a page by the names of their tables."""

T = TypeVar("T")

FLEETING = {"unreadable", "died", "timeout", "memory"}
"""Reasons that may be gone next time: such a page is tried again by every run."""

_SHA256 = re.compile("[0-9a-f]{64}")
"""A hash; of a file too large to be read there is none, nor of one that cannot be read."""

HELD = 4_000_000
"""Characters of pages that a worker holds from stage to stage: some 200 MB with their words."""


class PageWork(NamedTuple):
    """A page that a stage is to work: who it is, and the work that makes its rows."""

    doc_id: str
    raw_path: str
    sha256: str
    make: Callable[[], PageTables]


@dataclass(frozen=True)
class ShardResult:
    """What came of a shard: how many pages it has, and how many each stage worked."""

    pages: int
    worked: Mapping[StageName, int]


@dataclass
class HeldPages:
    """What earlier stages of the same job made: tables, and pages as far as there is room."""

    room: int = HELD
    pages: dict[str, Page] = field(default_factory=dict)
    raw_texts: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)

    def keep_page(self, page: Page, raw_text: str) -> None:
        """Hold a page and its raw text, where there is room for them."""
        if len(raw_text) + len(page.text) <= self.room:
            self.room -= len(raw_text) + len(page.text)
            self.pages[page.doc_id], self.raw_texts[page.doc_id] = page, raw_text

    def keep_document(self, document: Document) -> None:
        """Hold the document of a page that is held."""
        if document.page.doc_id in self.pages:
            self.documents[document.page.doc_id] = document


def work_shard(job: ShardJob, report: Report) -> ShardResult:
    """Take a shard through the stages of its job.

    Raises StoreError where the code here is not that of the run, and what a stage raises that can
    do no work at all, before any page is worked.
    """
    for name, fingerprint in job.stages.items():
        if fingerprint != fingerprint_of(name):
            raise StoreError("the code here is not the one that began the run. Install the same.")
        _prepare(name)
    broken: set[str] = set()
    while True:
        try:
            return _worked(job, report)
        except BrokenShardError as error:  # damaged on disk: made anew, once
            if error.stage not in job.stages or str(error.path) in broken:
                raise
            broken.add(str(error.path))
            remove(error.path)


@cache
def _prepare(name: StageName) -> None:
    """Load what a stage needs, once in a process."""
    import_module(STAGES[name].module).prepare()


def _worked(job: ShardJob, report: Report) -> ShardResult:
    """A shard taken through its stages; pages that one rejects do not reach the next."""
    held = HeldPages()
    worked: dict[StageName, int] = {}
    pages = job.pages
    for name in job.stages:
        work = StageWork(job, name, pages, held, report)
        pages = work.run().accepted
        worked[name] = work.made
    return ShardResult(len(job), worked)


class StageWork:
    """A stage's work on a shard: which pages it is asked for, and what is there of them."""

    def __init__(
        self,
        job: ShardJob,
        stage: StageName,
        pages: Mapping[str, str],
        held: HeldPages,
        report: Report,
    ) -> None:
        self.job, self.stage, self.asked, self.held, self.report = job, stage, pages, held, report
        self.made = 0
        self._folder = stage_folder(job.output, stage)
        self._before = held_before(self._folder, job.name)
        self._key = Key.read(self._folder, self._before)
        self._old: dict[str, Cursor] = {}
        names = (*STAGES[stage].tables, "rejected")
        self._parts: dict[str, list[pa.Table]] = {name: [] for name in names}
        self._waiting: list[tuple[PageWork, PageTables]] = []
        self._pages: dict[str, str] = {}
        self._refused: set[str] = set()

    def run(self) -> Key:
        """Work all pages that changed, write the shard where it is another now; its key."""
        current = self._key
        if current is not None and self.asked and self._is_there(current, self.asked):
            return current
        for page in import_module(STAGES[self.stage].module).pages(self):
            if not self._keep(page):
                self._work(page)
        self._flush()
        self.report(())
        key = Key(self.job.stages[self.stage], self._pages, frozenset(self._refused))
        if self.made or not (current and self._is_there(current, self._pages)):
            write_shard(self._folder, self.job.name, key, self._parts, kept=bool(self._old))
        for name, parts in self._parts.items():
            if name != "rejected":
                self.held.tables[name] = _joined(name, parts)
        return key

    def is_fresh(self, doc_id: str, sha256: str) -> bool:
        """Whether a page is to be worked: it changed, and is not to be rejected unworked."""
        return not self._holds(doc_id, sha256) and doc_id not in self.job.blamed

    def table(self, stage: StageName, name: str) -> pa.Table:
        """A table of an earlier stage: as it was made in this job, else from its shard."""
        if name not in self.held.tables:
            shard = Shard(stage_folder(self.job.output, stage), self.job.name)
            self.held.tables |= {
                name: shard.table(name, MODELS[name]) for name in STAGES[stage].tables
            }
        return self.held.tables[name]

    def _is_there(self, key: Key, pages: Mapping[str, str]) -> bool:
        """Whether the shard that is there holds these very pages."""
        return self._before == self.job.name and key.fits(self.job.stages[self.stage], pages)

    def _holds(self, doc_id: str, sha256: str) -> bool:
        """Whether the last run left rows of a page that is unchanged since."""
        key = self._key
        if key is None or key.fingerprint != self.job.stages[self.stage] or not sha256:
            return False
        return key.pages.get(doc_id) == sha256

    def _keep(self, page: PageWork) -> bool:
        """Take over the rows of an unchanged page; False where there are none to take over."""
        if self._key is None or not self._holds(page.doc_id, page.sha256):
            return False
        if not self._old:
            shard = Shard(self._folder, self._before)
            self._old = {name: _cursor(shard, name) for name in self._parts}
        self._flush()
        for name, parts in self._parts.items():
            parts.extend(self._old[name].of(page.doc_id))
        self._pages[page.doc_id] = page.sha256
        self._refused |= {page.doc_id} & self._key.refused
        return True

    def _work(self, page: PageWork) -> None:
        """Work a page; where that fails, or the page is blamed already, reject it."""
        self.made += 1
        self._pages[page.doc_id] = page.sha256
        if page.doc_id in self.job.blamed:
            self._reject(page, *self.job.blamed[page.doc_id])
            return
        self.report((page.doc_id,))
        if tables := self._made_of(page, page.make):
            self._waiting.append((page, tables))
        if not self.job.pages:
            self.report(())  # reading the next page from afar is on no page's time

    def _flush(self) -> None:
        """Make tables of the rows that wait, those of all pages together.

        Where a value fits no column, page by page: that shows the page to reject.
        """
        waiting, self._waiting = self._waiting, []
        try:
            tables = _tables_of([rows for _, rows in waiting])
        except Exception:
            for page, rows in waiting:
                self._append(self._made_of(page, partial(_tables_of, [rows])))
        else:
            self._append(tables)

    def _append(self, tables: Mapping[str, pa.Table] | None) -> None:
        for name, table in (tables or {}).items():
            self._parts[name].append(table)

    def _made_of(self, page: PageWork, make: Callable[[], T]) -> T | None:
        """What is made of a page; where that fails, the page is rejected.

        A refusal (`Rejected`) keeps its reason. Anything else that is raised is recorded as what it
        is: `unreadable` from the file system, `memory`, or `crash` for a fault of ours.
        underthesea's Rust core panics with a BaseException, hence the wide net; an interrupt, and
        what would befall every page, still end the run.
        """
        try:
            return make()
        except MissingExtraError as error:
            self._reject(page, "no-reader", str(error))
        except (KeyboardInterrupt, SystemExit, GeneratorExit, LexiconError, ImportError):
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
        return None

    def _reject(self, page: PageWork, reason: str, message: str) -> None:
        """Note a page as rejected; one with a fleeting reason is tried again by the next run."""
        self._flush()  # pages before it come first
        if reason in FLEETING:
            self._pages[page.doc_id] = ""
        self._refused.add(page.doc_id)
        row = RejectedRow(
            raw_path=page.raw_path,
            raw_sha256=page.sha256 if _SHA256.fullmatch(page.sha256) else None,
            stage=self.stage,
            reason=reason,
            message=message,
        )
        self._parts["rejected"].append(to_table(RejectedRow, [row]))


def _cursor(shard: Shard, name: str) -> Cursor:
    """A cursor over a table of a shard."""
    table = shard.table(name, MODELS[name])
    return Cursor([table], _ids_of_paths) if name == "rejected" else Cursor([table])


def _ids_of_paths(rows: pa.Table) -> pa.ChunkedArray:
    return pa.chunked_array([list(map(document_id, rows["raw_path"].to_pylist()))], pa.string())


def _tables_of(pages: Sequence[PageTables]) -> dict[str, pa.Table]:
    """The rows of several pages, one after the other, table by table."""
    return {name: _whole(name, [rows[name] for rows in pages]) for name in chain(*pages[:1])}


def _whole(name: str, parts: Sequence[pa.Table | Columns]) -> pa.Table:
    """The rows of several parts as one table; Arrow makes it of plain values at once."""
    if isinstance(parts[0], pa.Table):
        return pa.concat_tables(parts)
    return joined(MODELS[name], parts)


def _joined(name: str, parts: Sequence[pa.Table]) -> pa.Table:
    return pa.concat_tables(parts) if parts else to_table(MODELS[name], [])
