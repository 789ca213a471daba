"""The stage `extract`: documents with their words -> the five tables of mentions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyarrow as pa

from vanban.extraction import extract
from vanban.schema.arrow import to_table
from vanban.segmentation import segment
from vanban.stages.cleaned import Source, sources
from vanban.stages.shard import PageTables, PageWork, StageWork
from vanban.store import rows
from vanban.store.scan import Cursor
from vanban.store.stages import MODELS, STAGES
from vanban.text.document import Document, page_of
from vanban.text.sample import sample


def prepare() -> None:
    """Load the lexicons; raises LexiconError for one that is wrong."""
    extract(segment(page_of(sample())))


def pages(work: StageWork) -> Iterator[PageWork]:
    """The pages asked for, with the words that the stage before found."""
    words = _Words(work)
    for source in sources(work):
        make = partial(_tables, work, words, source)
        yield PageWork(source.doc_id, source.raw_path, source.sha256, make)


def _tables(work: StageWork, words: _Words, source: Source) -> PageTables:
    document = work.held.documents.get(source.doc_id) or words.of(source)
    return rows.mention_columns(document, extract(document).mentions)


class _Words:
    """The sentences and tokens in the shard of `segment`, read where they are not held."""

    def __init__(self, work: StageWork) -> None:
        self._work = work
        self._cursors: dict[str, Cursor] = {}

    def of(self, source: Source) -> Document:
        """The document of a page; pages are asked for in their order."""
        names = STAGES["segment"].tables
        if not self._cursors:
            self._cursors = {name: Cursor([self._work.table("segment", name)]) for name in names}
        sentences, tokens = (self._rows(name, source.doc_id) for name in names)
        return rows.document_of_tables(source.load(), sentences, tokens)

    def _rows(self, name: str, doc_id: str) -> pa.Table:
        parts = self._cursors[name].of(doc_id)
        return pa.concat_tables(parts) if parts else to_table(MODELS[name], [])
