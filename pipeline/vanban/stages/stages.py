"""The stages: what each reads and makes, and what its output rests on.

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

from vanban.engine.pool import Limits, Named, Workers, at_most, run_jobs
from vanban.schema import MENTION_TABLES
from vanban.store.fingerprint import fingerprint
from vanban.store.location import Place, is_local
from vanban.store.parquet import StoreError
from vanban.store.raw import RawFile, hash_of, raw_files
from vanban.store.shard_file import Key, drop_orphans, shard_names
from vanban.store.shards import FEWEST_BITS, ShardJob, bits_for, deal

StageName = Literal["clean", "segment", "extract"]

_COMMON = ("schema", "stages", "store", "text", "lexicons/__init__.py")


@dataclass(frozen=True)
class Stage:
    """A stage: the one before it, its tables, and its sources below the package."""

    before: StageName | None
    tables: tuple[str, ...]
    sources: tuple[str, ...]


STAGES: dict[StageName, Stage] = {
    "clean": Stage(
        None,
        ("documents", "cuts"),
        (
            *_COMMON, "cleaning", "params.py", "params.toml",
            "lexicons/agencies.toml", "lexicons/boilerplate.toml", "lexicons/page_parts.toml",
        ),
    ),
    "segment": Stage(
        "clean",
        ("sentences", "tokens"),
        (*_COMMON, "segmentation", "params.py", "params.toml", "lexicons/abbreviations.toml"),
    ),
    "extract": Stage(
        "segment",
        tuple(MENTION_TABLES.values()),
        (*_COMMON, "extraction", "lexicons"),
    ),
}  # fmt: skip


work_shard: Named[int] = Named("vanban.stages.work", "work_shard")
"""Works one shard; its module loads cleaner, tagger and extractors, which a supervisor lacks."""

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
        jobs = list(raw_jobs(raw_files(raw), output, stamp, workers))
    folder.mkdir(parents=True, exist_ok=True)
    keys = keys_of(folder, [job.name for job in jobs])
    stale = [job for job, key in zip(jobs, keys, strict=True) if not _stands(job, key)]
    pages = sum(map(len, stale))
    workers = at_most(workers, 1 + pages // PAGES_PER_WORKER)
    with tqdm(desc=name, unit=" pages", total=pages, disable=None) as bar:
        worked: int = sum(run_jobs(stale, work_shard, workers, limits, bar.update))
    drop_orphans(folder, {job.name for job in jobs})
    return worked


def keys_of(folder: Place, names: Sequence[str]) -> list[Key | None]:
    """The keys of shards, None where there is none; many at a time where each takes a journey."""
    if is_local(folder):
        return [Key.read(folder, name) for name in names]
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(lambda name: Key.read(folder, name), names))


_READERS = 32
"""Keys read at once from a store elsewhere."""


def fitting(job: ShardJob) -> Key | None:
    """The key of the shard that a job would make, if that stands already."""
    key = Key.read(stage_folder(job.output, job.stage), job.name)
    return key if key is not None and key.fits(job.fingerprint, job.pages) else None


def _stands(job: ShardJob, key: Key | None) -> bool:
    """Whether a shard is up to date, as far as that is known without its raw files."""
    if job.files and not job.pages:
        return False
    return key is not None and key.fits(job.fingerprint, job.pages)


def raw_jobs(
    files: Sequence[RawFile], output: Place, stamp: str, workers: Workers
) -> Iterator[ShardJob]:
    """The shards of `clean`: all raw files, each with its SHA-256, empty where unreadable.

    Where files are elsewhere, or the workers, whoever works a shard takes the hashes: they are read
    once, and by many.
    """
    held = max([FEWEST_BITS, *map(len, shard_names(stage_folder(output, "clean")))])
    hashed = isinstance(workers, int) and all(is_local(file.path) for file in files[:1])
    for name, found in deal(files, bits_for(len(files), held)).items():
        pages = {file.doc_id: hash_of(file) for file in found} if hashed else {}
        yield ShardJob("clean", name, output, stamp, pages, found)


def made_by(key: Key) -> dict[str, str]:
    """The pages that a stage made and did not reject, with their hashes: the next one's work."""
    return {page: hash_ for page, hash_ in key.pages.items() if page not in key.refused}


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
        jobs.append(ShardJob(name, shard, output, stamp, made_by(key)))
    return jobs
