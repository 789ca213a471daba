"""The stages: what each reads, what it makes of one page, and what its output rests on.

    raw/ --clean--> documents, cuts --segment--> sentences, tokens --extract--> five mention tables

`run_stage` brings a stage's shards up to date on all cores; only what changed is worked. A page
that fails becomes a row of the stage's `rejected` table: a run never dies of one page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tqdm import tqdm

from pipeline import rows
from pipeline.clean import clean
from pipeline.document import document_id
from pipeline.extract import extract
from pipeline.fingerprint import fingerprint
from pipeline.pages import RawFile, raw_files
from pipeline.schema import MENTION_TABLES, DocumentRow, RejectedRow
from pipeline.segment import segment
from pipeline.shard_tables import ByPage, PageTables, PageWork, ShardTables
from pipeline.shards import Key, ShardJob, drop_orphans, shard_folders, shard_of
from pipeline.store import StoreError, read_rows, read_table
from pipeline.workers import Limits, Tell, run_jobs

StageName = Literal["clean", "segment", "extract"]

_COMMON = (
    "arrow.py", "document.py", "fingerprint.py", "lexicon.py", "rows.py", "schema.py",
    "shard_tables.py", "shards.py", "stages.py", "store.py", "text.py",
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
        (*_COMMON, "segment", "lexicons/abbreviations.toml"),
    ),
    "extract": Stage(
        "segment",
        tuple(MENTION_TABLES.values()),
        (*_COMMON, "extract", "lexicons"),
    ),
}  # fmt: skip


PAGES_PER_WORKER = 50
"""Another process pays its own start, about a second, from some fifty pages on."""


def stage_folder(output: Path, name: str) -> Path:
    """Where a stage keeps its shards below the output folder."""
    return output / "stages" / name


def fingerprint_of(name: StageName) -> str:
    """What a stage's output rests on beside its pages, all stages before it included."""
    stage = STAGES[name]
    return fingerprint(stage.sources, fingerprint_of(stage.before) if stage.before else "")


def run_stage(name: StageName, raw: Path, output: Path, workers: int, limits: Limits) -> int:
    """Bring a stage's output up to date; the number of pages worked.

    Reads `raw` in the stage `clean` alone. Raises WorkerError where a worker cannot work at all.
    """
    folder, stamp = stage_folder(output, name), fingerprint_of(name)
    before = STAGES[name].before
    jobs = _raw_jobs(raw, output, stamp) if before is None else _jobs(name, before, output, stamp)
    folder.mkdir(parents=True, exist_ok=True)
    drop_orphans(folder, {job.name for job in jobs})
    stale = [job for job in jobs if Key.read(folder / job.name) != Key(stamp, job.pages)]
    pages = sum(len(job.pages) for job in stale)
    workers = min(workers, 1 + pages // PAGES_PER_WORKER)
    with tqdm(desc=name, unit=" pages", total=pages, disable=None) as bar:
        return sum(run_jobs(stale, work_shard, workers, limits, bar.update))


def work_shard(job: ShardJob, tell: Tell) -> int:
    """Work one shard: keep the rows of unchanged pages, make the rest; the number made."""
    name: StageName = job.stage  # type: ignore[assignment]
    folder = stage_folder(job.output, name) / job.name
    tables = ShardTables(folder, name, STAGES[name].tables, job.fingerprint)
    made = 0
    for page in _WORK[name](job):
        if not tables.keep(page):
            tell(page.doc_id)
            tables.work(page, job.blamed.get(page.doc_id))
            made += 1
    tables.write()
    return made


def _raw_jobs(raw: Path, output: Path, stamp: str) -> list[ShardJob]:
    """The shards of `clean`: all raw files, each with its SHA-256, empty where unreadable."""
    shards: dict[str, list[RawFile]] = {}
    for file in raw_files(raw):
        shards.setdefault(shard_of(file.doc_id), []).append(file)
    return [
        ShardJob("clean", name, output, stamp, {f.doc_id: _sha256(f) for f in files}, tuple(files))
        for name, files in shards.items()
    ]


def _jobs(name: StageName, before: StageName, output: Path, stamp: str) -> list[ShardJob]:
    """The shards of a later stage: the pages that the stage before made and did not reject."""
    made = stage_folder(output, before)
    if not made.is_dir():
        raise StoreError(f"{made}: not there. Run the stage '{before}' first.")
    jobs = []
    for folder in shard_folders(made):
        key = Key.read(folder)
        if key is None:
            raise StoreError(f"{folder}: not finished. Run the stage '{before}' again.")
        refused = {document_id(path) for path in rejected_paths(folder)}
        pages = {page: sha256 for page, sha256 in key.pages.items() if page not in refused}
        jobs.append(ShardJob(name, folder.name, output, stamp, pages))
    return jobs


def rejected_paths(shard: Path) -> list[str]:
    """The raw paths of the pages that a shard rejected."""
    paths: list[str] = read_table(shard / "rejected.parquet", RejectedRow)["raw_path"].to_pylist()
    return paths


def _sha256(file: RawFile) -> str:
    try:
        with file.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def _clean_work(job: ShardJob) -> Iterator[PageWork]:
    for file in job.files:

        def make(file: RawFile = file) -> PageTables:
            return rows.page_tables(clean(file.path.read_bytes(), file.raw_path))

        yield PageWork(file.doc_id, file.raw_path, job.pages[file.doc_id], make)


def _segment_work(job: ShardJob) -> Iterator[PageWork]:
    for row in _documents(job):

        def make(row: DocumentRow = row) -> PageTables:
            return rows.word_tables(segment(rows.page_of_row(row)))

        yield PageWork(row.doc_id, row.raw_path, row.raw_sha256, make)


def _extract_work(job: ShardJob) -> Iterator[PageWork]:
    folder = stage_folder(job.output, "segment") / job.name
    sentences, tokens = (ByPage(folder, name) for name in STAGES["segment"].tables)
    for row in _documents(job):

        def make(row: DocumentRow = row) -> PageTables:
            page = rows.page_of_row(row)
            parts = sentences.of(row.doc_id), tokens.of(row.doc_id)
            document = rows.document_of_tables(page, *parts)
            return rows.mention_tables(document, extract(document).mentions)

        yield PageWork(row.doc_id, row.raw_path, row.raw_sha256, make)


def _documents(job: ShardJob) -> Iterator[DocumentRow]:
    folder = stage_folder(job.output, "clean") / job.name
    for row in read_rows(folder / "documents.parquet", DocumentRow):
        if row.doc_id in job.pages:
            yield row


_WORK = {"clean": _clean_work, "segment": _segment_work, "extract": _extract_work}
