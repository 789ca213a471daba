"""The stages: what each reads, what it makes of one page, and what its output rests on.

    raw/ --clean--> documents, cuts --segment--> sentences, tokens --extract--> five mention tables

`run_stage` brings a stage's shards up to date on all cores; only what changed is worked. A page
that fails becomes a row of the stage's `rejected` table: a run never dies of one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from tqdm import tqdm

from pipeline import rows
from pipeline.arrow import to_rows
from pipeline.clean import clean
from pipeline.extract import extract
from pipeline.fingerprint import fingerprint
from pipeline.pages import RawFile, contents, hash_of, raw_files
from pipeline.params import params
from pipeline.places import Place, is_local
from pipeline.schema import MENTION_TABLES, DocumentRow
from pipeline.segment import segment
from pipeline.shard_file import Key, Shard, drop_orphans, shard_names
from pipeline.shard_tables import ByPage, PageTables, PageWork, ShardTables
from pipeline.shards import FEWEST_DIGITS, ShardJob, deal, digits_for
from pipeline.store import StoreError
from pipeline.workers import Limits, Tell, Workers, at_most, run_jobs

StageName = Literal["clean", "segment", "extract"]

_COMMON = (
    "arrow.py", "document.py", "fingerprint.py", "lexicon.py", "rows.py", "schema",
    "shard_file.py", "shard_tables.py", "shards.py", "stages.py", "text.py",
)  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A stage: the one before it, its tables, and its sources below `pipeline/`."""

    before: StageName | None
    tables: tuple[str, ...]
    sources: tuple[str, ...]


STAGES: dict[StageName, Stage] = {
    "clean": Stage(
        None,
        ("documents", "cuts"),
        (
            *_COMMON, "clean", "pages.py", "params.py", "params.toml",
            "lexicons/agencies.toml", "lexicons/boilerplate.toml",
        ),
    ),
    "segment": Stage(
        "clean",
        ("sentences", "tokens"),
        (*_COMMON, "segment", "params.py", "params.toml", "lexicons/abbreviations.toml"),
    ),
    "extract": Stage(
        "segment",
        tuple(MENTION_TABLES.values()),
        (*_COMMON, "extract", "lexicons"),
    ),
}  # fmt: skip


PAGES_PER_WORKER = 50
"""Another process pays its own start, about a second, from some fifty pages on."""


def stage_folder(output: Place, name: str) -> Place:
    """Where a stage keeps its shards below the output folder."""
    return output / "stages" / name


def fingerprint_of(name: StageName) -> str:
    """What a stage's output rests on beside its pages, all stages before it included."""
    stage = STAGES[name]
    return fingerprint(stage.sources, fingerprint_of(stage.before) if stage.before else "")


def run_stage(name: StageName, raw: Place, output: Place, workers: Workers, limits: Limits) -> int:
    """Bring a stage's output up to date; the number of pages worked.

    Reads `raw` in the stage `clean` alone. Raises WorkerError where a worker cannot work at all.
    """
    output = output.absolute()  # a worker's own folder is another
    folder, stamp = stage_folder(output, name), fingerprint_of(name)
    before = STAGES[name].before
    if before is not None:
        jobs = _jobs(name, before, output, stamp)
    else:
        jobs = _raw_jobs(raw, output, stamp, hashed=is_local(raw) and isinstance(workers, int))
    folder.mkdir(parents=True, exist_ok=True)
    keys = keys_of(folder, [job.name for job in jobs])
    stale = [job for job, key in zip(jobs, keys, strict=True) if not _stands(job, key)]
    pages = sum(map(len, stale))
    workers = at_most(workers, 1 + pages // PAGES_PER_WORKER)
    with tqdm(desc=name, unit=" pages", total=pages, disable=None) as bar:
        worked: int = sum(run_jobs(stale, work_shard, workers, limits, bar.update))
    drop_orphans(folder, {job.name for job in jobs})
    return worked


def work_shard(job: ShardJob, tell: Tell) -> int:
    """Work one shard: keep the rows of unchanged pages, make the rest; the number made."""
    name: StageName = job.stage  # type: ignore[assignment]
    if job.fingerprint != fingerprint_of(name):
        raise StoreError("the code here is not the one that began the run. Install the same.")
    folder = stage_folder(job.output, name)
    tables = ShardTables(folder, job.name, name, STAGES[name].tables, job.fingerprint)
    made = 0
    for page in _WORK[name](job):
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


def keys_of(folder: Place, names: Sequence[str]) -> list[Key | None]:
    """The keys of shards, None where there is none; many at a time where each takes a journey."""
    if is_local(folder):
        return [Key.read(folder, name) for name in names]
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(lambda name: Key.read(folder, name), names))


_READERS = 32
"""Keys read at once from a store elsewhere."""


def _stands(job: ShardJob, key: Key | None) -> bool:
    """Whether a shard is up to date, as far as that is known without its raw files."""
    if job.files and not job.pages:
        return False
    return key is not None and key.fits(job.fingerprint, job.pages)


def _raw_jobs(raw: Place, output: Place, stamp: str, *, hashed: bool) -> list[ShardJob]:
    """The shards of `clean`: all raw files, each with its SHA-256, empty where unreadable.

    Where not `hashed`, whoever works a shard takes the hashes: files elsewhere are read once, and
    by many.
    """
    files = raw_files(raw)
    held = max(map(len, shard_names(stage_folder(output, "clean"))), default=FEWEST_DIGITS)
    return [
        ShardJob(
            "clean",
            name,
            output,
            stamp,
            {file.doc_id: hash_of(file) for file in found} if hashed else {},
            found,
        )
        for name, found in deal(files, digits_for(len(files), held)).items()
    ]


def _jobs(name: StageName, before: StageName, output: Place, stamp: str) -> list[ShardJob]:
    """The shards of a later stage: the pages that the stage before made and did not reject."""
    made = stage_folder(output, before)
    if not made.is_dir():
        raise StoreError(f"{made}: not there. Run the stage '{before}' first.")
    shards = shard_names(made)
    jobs = []
    for shard, key in zip(shards, keys_of(made, shards), strict=True):
        if key is None:
            raise StoreError(f"{made}: {shard} is not whole. Run the stage '{before}' again.")
        pages = {page: hash_ for page, hash_ in key.pages.items() if page not in key.refused}
        jobs.append(ShardJob(name, shard, output, stamp, pages))
    return jobs


def _clean_work(job: ShardJob) -> Iterator[PageWork]:
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


def _segment_work(job: ShardJob) -> Iterator[PageWork]:
    fast = params().segment.decoder == "fast"
    for row in _documents(job):

        def make(row: DocumentRow = row) -> PageTables:
            return rows.word_tables(segment(rows.page_of_row(row), fast))

        yield PageWork(row.doc_id, row.raw_path, row.raw_sha256, make)


def _extract_work(job: ShardJob) -> Iterator[PageWork]:
    shard = Shard(stage_folder(job.output, "segment"), job.name)
    sentences, tokens = (ByPage(shard, name) for name in STAGES["segment"].tables)
    for row in _documents(job):

        def make(row: DocumentRow = row) -> PageTables:
            page = rows.page_of_row(row)
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
