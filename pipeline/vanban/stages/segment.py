"""The stage `segment`: documents -> sentences and tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from vanban.params import params
from vanban.segmentation import segment, segment_all
from vanban.segmentation.fast.decoder import BATCH
from vanban.stages.cleaned import sources
from vanban.stages.shard import PageTables, PageWork, StageWork
from vanban.store import rows
from vanban.text.document import Document, Page, page_of
from vanban.text.sample import sample

Made = dict[str, tuple[Document, PageTables]]
"""What pages became that were segmented side by side, by page."""


def prepare() -> None:
    """Load the models; raises OSError for one that is missing."""
    segment(page_of(sample()), _fast())


def pages(work: StageWork) -> Iterator[PageWork]:
    """The pages asked for; those to be worked are segmented several at a time."""
    found = list(sources(work))
    fresh = [source for source in found if work.is_fresh(source.doc_id, source.sha256)]
    together = _fast() and len(fresh) > 1 and not work.job.apart
    batches = _batches(source.load() for source in fresh) if together else iter(())
    ready: Made = {}

    def make(doc_id: str, load: Callable[[], Page]) -> PageTables:
        if doc_id not in ready and (batch := next(batches, None)):
            ready.update(_segmented(batch, work))
            work.report((doc_id,))
        document, tables = ready.pop(doc_id) if doc_id in ready else _alone(load())
        work.held.keep_document(document)
        return tables

    for source in found:
        work_of_page = partial(make, source.doc_id, source.load)
        yield PageWork(source.doc_id, source.raw_path, source.sha256, work_of_page)


def _fast() -> bool:
    return params().segment.decoder == "fast"


def _alone(page: Page) -> tuple[Document, PageTables]:
    document = segment(page, _fast())
    return document, rows.word_tables([document])[0]


def _segmented(batch: Sequence[Page], work: StageWork) -> Made:
    """Pages segmented side by side; none where that fails.

    Then each page is segmented by itself, which shows the one to blame.
    """
    work.report([page.doc_id for page in batch])
    try:
        documents = segment_all(batch)
        made = rows.word_tables(documents)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # as in `StageWork`: underthesea panics with one
        return {}
    pairs = zip(documents, made, strict=True)
    return {document.page.doc_id: (document, tables) for document, tables in pairs}


def _batches(found: Iterable[Page]) -> Iterator[list[Page]]:
    """Pages in their order, so many at a time as are decoded side by side."""
    batch: list[Page] = []
    size = 0
    for page in found:
        if batch and size + len(page.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += len(page.text)
    if batch:
        yield batch
