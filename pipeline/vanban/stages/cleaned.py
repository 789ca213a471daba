"""The cleaned pages that a later stage is asked for: held from this job, or from their shard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from vanban.schema import CutRow, DocumentRow
from vanban.schema.arrow import runs, to_rows
from vanban.stages.shard import StageWork
from vanban.store import rows
from vanban.text.document import Page


class Source(NamedTuple):
    """A cleaned page: who it is, and what loads it."""

    doc_id: str
    raw_path: str
    sha256: str
    load: Callable[[], Page]


def sources(work: StageWork) -> Iterator[Source]:
    """The pages that a stage is asked for, in their order."""
    held = work.held.pages
    stored = None if work.asked.keys() <= held.keys() else _Stored(work)
    for doc_id in work.asked:
        if doc_id in held or stored is None:
            page = held[doc_id]
            yield Source(doc_id, page.raw_path, page.raw_sha256, partial(held.__getitem__, doc_id))
        else:
            yield stored.source(doc_id)


class _Stored:
    """The pages in the shard of `clean`, loaded one by one."""

    def __init__(self, work: StageWork) -> None:
        self._documents = work.table("clean", "documents")
        self._cuts = work.table("clean", "cuts")
        self._cuts_of = dict(runs(self._cuts["doc_id"]))
        names = ("doc_id", "raw_path", "raw_sha256")
        ids, *about = (self._documents[name].to_pylist() for name in names)
        self._about = dict(zip(ids, zip(*about, range(len(ids)), strict=True), strict=True))

    def source(self, doc_id: str) -> Source:
        """The page as the stage `clean` left it; it is read from its shard when asked for."""
        raw_path, sha256, row = self._about[doc_id]
        return Source(doc_id, raw_path, sha256, partial(self._load, doc_id, row))

    def _load(self, doc_id: str, row: int) -> Page:
        (document,) = to_rows(DocumentRow, self._documents.slice(row, 1))
        cuts = self._cuts_of.get(doc_id, slice(0, 0))
        part = self._cuts.slice(cuts.start, cuts.stop - cuts.start)
        return rows.page_of_row(document, to_rows(CutRow, part))
