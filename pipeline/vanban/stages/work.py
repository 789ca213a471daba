"""What the stages do to a shard: clean, segment or extract its pages.

In: a job, which names a stage and a shard. Out: the shard of this run, in the old one's place. This
module loads the cleaner, the tagger and the extractors: workers import it, their supervisor not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vanban.cleaning import clean
from vanban.engine.process import TOGETHER, Tell
from vanban.extraction import extract
from vanban.params import params
from vanban.schema import CutRow, DocumentRow
from vanban.schema.arrow import to_rows
from vanban.segmentation import segment, segment_all
from vanban.segmentation.fast.decoder import BATCH
from vanban.stages.shard_tables import ByPage, PageTables, PageWork, ShardTables
from vanban.stages.stages import STAGES, StageName, fingerprint_of, stage_folder
from vanban.store import rows
from vanban.store.parquet import StoreError
from vanban.store.raw import RawFile, contents
from vanban.store.shard_file import Shard
from vanban.store.shards import ShardJob


def work_shard(job: ShardJob, tell: Tell) -> int:
    """Work one shard: keep the rows of unchanged pages, make the rest; the number made."""
    name: StageName = job.stage  # type: ignore[assignment]
    if job.fingerprint != fingerprint_of(name):
        raise StoreError("the code here is not the one that began the run. Install the same.")
    folder = stage_folder(job.output, name)
    tables = ShardTables(folder, job.name, name, STAGES[name].tables, job.fingerprint)
    made = 0
    for page in _WORK[name](job, tables, tell):
        if tables.keep(page):
            continue
        if page.doc_id not in job.blamed:
            tell(page.doc_id)
        tables.work(page, job.blamed.get(page.doc_id))
        made += 1
        if not job.pages:
            tell(None)  # reading the next page from afar is on no page's time
    tell(None)
    if made or not tables.stand():
        tables.write()
    return made


def _clean_work(job: ShardJob, tables: ShardTables, tell: Tell) -> Iterator[PageWork]:
    del tables, tell
    for file in job.files if job.pages else ():

        def make(file: RawFile = file) -> PageTables:
            return rows.page_tables(clean(file.read(), file.raw_path))

        yield PageWork(file.doc_id, file.raw_path, job.pages[file.doc_id], make)
    for file, hash_, content in contents(() if job.pages else job.files):

        def make_read(file: RawFile = file, content: bytes | OSError = content) -> PageTables:
            if isinstance(content, OSError):
                raise content
            return rows.page_tables(clean(content, file.raw_path))

        yield PageWork(file.doc_id, file.raw_path, hash_, make_read)


def _segment_work(job: ShardJob, tables: ShardTables, tell: Tell) -> Iterator[PageWork]:
    fast = params().segment.decoder == "fast"
    for batch in _batches(_documents(job)):
        fresh = [row for row in batch if not tables.holds(row.doc_id, row.raw_sha256)]
        able = [row for row in fresh if row.doc_id not in job.blamed]
        together = fast and len(able) > 1 and not job.apart
        made = _segmented(able, tell) if together else {}
        for row in batch:

            def make(row: DocumentRow = row, made: Mapping[str, PageTables] = made) -> PageTables:
                if row.doc_id in made:
                    return made[row.doc_id]
                return rows.word_tables([segment(rows.page_of_row(row), fast)])[0]

            yield PageWork(row.doc_id, row.raw_path, row.raw_sha256, make)


def _segmented(batch: Sequence[DocumentRow], tell: Tell) -> dict[str, PageTables]:
    """The tables of pages segmented side by side, by page; none where that fails.

    Then each page is segmented by itself, which shows the one to blame.
    """
    tell(TOGETHER)
    try:
        documents = segment_all([rows.page_of_row(row) for row in batch])
        made = rows.word_tables(documents)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # as in `ShardTables.work`
        return {}
    return {row.doc_id: tables for row, tables in zip(batch, made, strict=True)}


def _batches(found: Iterable[DocumentRow]) -> Iterator[list[DocumentRow]]:
    """Documents in their order, so many at a time as are decoded side by side."""
    batch: list[DocumentRow] = []
    size = 0
    for row in found:
        if batch and size + len(row.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(row.text)
    if batch:
        yield batch


def _extract_work(job: ShardJob, tables: ShardTables, tell: Tell) -> Iterator[PageWork]:
    del tables, tell
    shard = Shard(stage_folder(job.output, "segment"), job.name)
    sentences, tokens = (ByPage(shard, name) for name in STAGES["segment"].tables)
    cuts = ByPage(Shard(stage_folder(job.output, "clean"), job.name), "cuts")
    for row in _documents(job):

        def make(row: DocumentRow = row) -> PageTables:
            page = rows.page_of_row(row, to_rows(CutRow, cuts.of(row.doc_id)))
            parts = sentences.of(row.doc_id), tokens.of(row.doc_id)
            document = rows.document_of_tables(page, *parts)
            return rows.mention_tables(document, extract(document).mentions)

        yield PageWork(row.doc_id, row.raw_path, row.raw_sha256, make)


def _documents(job: ShardJob) -> Iterator[DocumentRow]:
    shard = Shard(stage_folder(job.output, "clean"), job.name)
    for row in to_rows(DocumentRow, shard.table("documents", DocumentRow)):
        if row.doc_id in job.pages:
            yield row


_WORK = {"clean": _clean_work, "segment": _segment_work, "extract": _extract_work}
