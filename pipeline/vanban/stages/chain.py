"""All stages in a row: each shard goes from raw pages to checked tables in one go.

In: the raw folder and the output folder. Out: the shards of clean, segment, extract and tables up
to date, the same as if the stages had run one after the other. A worker takes a shard through all
of them, so code and models are loaded once a run, and no stage waits for the slowest shard of the
one before. Only what changed is worked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tqdm import tqdm

from vanban.engine.pool import Limits, Named, Workers, at_most, run_jobs
from vanban.stages.stages import (
    PAGES_PER_WORKER,
    STAGES,
    fingerprint_of,
    fitting,
    made_by,
    raw_jobs,
    stage_folder,
)
from vanban.store.location import Place
from vanban.store.raw import RawFile
from vanban.store.shard_file import Key, drop_orphans
from vanban.store.shards import ShardJob
from vanban.tables import join
from vanban.tables.check import Fault


@dataclass(frozen=True)
class ChainJob:
    """A shard to take through all stages.

    `clean` is its job in the first of them, `stamps` gives the fingerprints of the later ones.
    """

    clean: ShardJob
    stamps: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.clean)

    def without(self, page: str, reason: str, message: str) -> ChainJob:
        """The same job, with one more page to reject, in the stage in which it was at work."""
        return replace(self, clean=self.clean.without(page, reason, message))

    def later(self, stage: str, pages: Mapping[str, str]) -> ShardJob:
        """The job of a later stage on the pages that the one before made."""
        files = self.clean.files if stage == join.STAGE else ()
        stamp = self.stamps[stage]
        return replace(self.clean, stage=stage, fingerprint=stamp, pages=pages, files=files)


@dataclass(frozen=True)
class Chained:
    """What came of a shard: its pages, how many each stage worked, and what is wrong with it."""

    pages: int
    worked: Mapping[str, int]
    faults: Sequence[Fault]


work_chain: Named[Chained] = Named("vanban.stages.chain_work", "work_chain")
"""Takes one shard through; its module loads cleaner, tagger and extractors, as stages' does."""


def run_chain(
    files: Sequence[RawFile], output: Place, workers: Workers, limits: Limits
) -> tuple[Counter[str], list[Fault]]:
    """Bring the shards of all stages up to date; the pages that each worked, and the faults.

    A shard with faults has no tables, as in `vanban.tables.join`. Raises WorkerError where a worker
    cannot work at all.
    """
    output = output.absolute()  # a worker's own folder is another
    first = fingerprint_of("clean")
    later: dict[str, str] = {name: fingerprint_of(name) for name in STAGES if name != "clean"}
    later |= {join.STAGE: join.stamp()}
    jobs = [ChainJob(job, later) for job in raw_jobs(files, output, first, workers)]
    stale = [job for job in jobs if not _stands(job)]
    folders = [stage_folder(output, name) for name in (*STAGES, join.STAGE)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    pages = sum(map(len, stale))
    workers = at_most(workers, 1 + pages // PAGES_PER_WORKER)
    worked: Counter[str] = Counter(dict.fromkeys(STAGES, 0))
    faults: list[Fault] = []
    with tqdm(desc="pages", unit=" pages", total=pages, disable=None) as bar:
        for done in run_jobs(stale, work_chain, workers, limits):
            bar.update(done.pages)
            worked.update(done.worked)
            faults += done.faults
    for folder in folders:
        drop_orphans(folder, {job.clean.name for job in jobs})
    return worked, sorted(faults, key=str)


def _stands(job: ChainJob) -> bool:
    """Whether the shard is up to date in all stages, as far as known without its raw files."""
    clean = job.clean
    if not clean.pages:
        return False
    key = fitting(clean)
    return key is not None and all(_fits_on(job, key))


def _fits_on(job: ChainJob, key: Key) -> Iterator[bool]:
    """For each later stage, whether its shard fits that of the stage before."""
    for stage in job.stamps:
        pages = key.pages if stage == join.STAGE else made_by(key)
        after = fitting(job.later(stage, pages))
        yield after is not None
        if after is not None:
            key = after
