"""The stage `tables`: a shard of all stages, checked -> what it adds to the tables of the corpus.

The rows of a page are checked against its raw file; where they do not hold, the page is rejected.
What is left adds its part to citations, people and positions, and to the search for copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from vanban.stages.shard import PageTables, PageWork, StageWork
from vanban.store.scan import Cursor
from vanban.store.stages import PAGE_TABLES, STAGES
from vanban.tables.check import check
from vanban.tables.derive import parts_of
from vanban.tables.rawtext import raw_reader
from vanban.text.document import Rejected

Checked = dict[str, PageTables | Rejected]
"""What a page adds, or why it is rejected, by page."""


def prepare() -> None:
    """Nothing to load."""


def pages(work: StageWork) -> Iterator[PageWork]:
    """The pages asked for; those to be worked are checked together."""
    documents = work.table("clean", "documents").select(["doc_id", "raw_path", "raw_sha256"])
    about = dict(zip(documents["doc_id"].to_pylist(), documents.to_pylist(), strict=True))
    hashes = {doc_id: about[doc_id]["raw_sha256"] for doc_id in work.asked}
    fresh = [doc_id for doc_id, sha256 in hashes.items() if work.is_fresh(doc_id, sha256)]
    ready: Checked = {}

    def make(doc_id: str) -> PageTables:
        if doc_id not in ready:
            batch = [doc_id] if work.job.apart else fresh
            work.report(batch)
            ready.update(_checked(work, batch))
            work.report((doc_id,))
        found = ready.pop(doc_id)
        if isinstance(found, Rejected):
            raise found
        return found

    for doc_id, sha256 in hashes.items():
        yield PageWork(doc_id, about[doc_id]["raw_path"], sha256, partial(make, doc_id))


def _checked(work: StageWork, asked: Sequence[str]) -> Checked:
    """What each of these pages adds, or why it is rejected."""
    raw = _raw_texts(work, asked)
    made: Checked = {page: text for page, text in raw.items() if isinstance(text, Rejected)}
    tables = _only(_tables(work), [page for page in asked if page not in made])
    paths = dict(
        zip(*(tables["documents"][c].to_pylist() for c in ("raw_path", "doc_id")), strict=True)
    )
    for fault in check(tables, lambda raw_path: str(raw[paths[raw_path]])):
        message = f"{fault} Please report this page."
        made.setdefault(fault.doc_id or asked[0], Rejected("crash", message))
    good = [page for page in asked if page not in made]
    parts = parts_of(_only(tables, good))
    nothing = {name: part.slice(0, 0) for name, part in parts.items()}
    cursors = {name: Cursor([part]) for name, part in parts.items()}
    for page in good:
        of_page = ((name, cursor.table(page)) for name, cursor in cursors.items())
        made[page] = {name: nothing[name] if rows is None else rows for name, rows in of_page}
    return made


def _tables(work: StageWork) -> dict[str, pa.Table]:
    """The tables of this shard that the stages before have made, by name."""
    return {
        name: work.table(stage, name)
        for stage, about in STAGES.items()
        for name in about.tables
        if name in PAGE_TABLES
    }


def _only(tables: Mapping[str, pa.Table], pages: Sequence[str]) -> dict[str, pa.Table]:
    """The rows of these pages."""
    wanted = pa.array(pages, pa.string())
    if len(wanted) == tables["documents"].num_rows:
        return dict(tables)
    return {name: t.filter(pc.is_in(t["doc_id"], wanted)) for name, t in tables.items()}


def _raw_texts(work: StageWork, asked: Sequence[str]) -> dict[str, str | Rejected]:
    """The decoded raw text of each page: held, or read again with its hash compared."""
    documents = work.table("clean", "documents").select(["doc_id", "raw_path", "raw_sha256"])
    about = {row["doc_id"]: row for row in documents.to_pylist()}
    read = raw_reader(work.job.files, {r["raw_path"]: r["raw_sha256"] for r in about.values()})
    found: dict[str, str | Rejected] = {}
    for doc_id in asked:
        try:
            found[doc_id] = work.held.raw_texts.get(doc_id) or read(about[doc_id]["raw_path"])
        except (OSError, Rejected) as error:
            found[doc_id] = Rejected("unreadable", f"{error}. Run again.")
    return found
