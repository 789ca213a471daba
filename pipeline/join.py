"""A shard of the three stages -> checked, with what it adds to the tables of all pages beside it.

In: the tables of one shard from clean, segment and extract, and its raw files. Out: the faults, and
where there are none the shard's parts (pipeline/derive) under a key, so that a shard that stays is
neither checked nor read for people again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.check import Fault, check
from pipeline.derive import parts_of
from pipeline.fingerprint import fingerprint
from pipeline.pages import RawFile, Reader
from pipeline.places import Place
from pipeline.schema import TABLES, RejectedRow
from pipeline.schema.parts import PARTS
from pipeline.shard_file import Key, Shard, drop_orphans, shard_names, write_shard
from pipeline.shards import ShardJob, deal
from pipeline.stages import STAGES, fingerprint_of, fitting, keys_of, stage_folder
from pipeline.store import StoreError
from pipeline.workers import Limits, Tell, Workers, at_most, run_jobs

STAGE = "tables"
SOURCES = (
    "arrow.py", "check.py", "clean", "derive", "fingerprint.py", "join.py", "pages.py",
    "schema", "shard_file.py", "shards.py", "spelling.py", "store.py", "text.py",
)  # fmt: skip
"""What a shard's parts rest on below `pipeline/`, beside the stages before."""


def join(files: Sequence[RawFile], output: Place, workers: Workers, limits: Limits) -> list[Fault]:
    """Bring the parts of all shards up to date; the faults in those that changed.

    Raises WorkerError where a worker cannot work at all, StoreError where a stage has not run.
    """
    output = output.absolute()  # a worker's own folder is another
    folder = stage_folder(output, STAGE)
    jobs = list(_jobs(files, output))
    folder.mkdir(parents=True, exist_ok=True)
    drop_orphans(folder, {job.name for job in jobs})
    keys = zip(jobs, keys_of(folder, [job.name for job in jobs]), strict=True)
    stale = [job for job, key in keys if not (key and key.fits(job.fingerprint, job.pages))]
    found = run_jobs(stale, join_shard, at_most(workers, 1 + len(stale) // 16), limits)
    return sorted((fault for faults in found for fault in faults), key=str)


def join_shard(job: ShardJob, tell: Tell) -> list[Fault]:
    """Check one shard and write its parts; its faults."""
    del tell  # a fault here is no page's: nothing to be blamed
    tables = shard_of_tables(job.output, job.name)
    faults = list(check(tables, raw_reader(job.files)))
    if not faults:
        parts = {name: [table] for name, table in parts_of(tables).items()}
        key = Key(job.fingerprint, job.pages)
        write_shard(stage_folder(job.output, STAGE), job.name, key, parts)
    return faults


def join_if_stale(job: ShardJob, tell: Tell) -> list[Fault]:
    """`join_shard` where the shard's parts are not up to date."""
    return [] if fitting(job) else join_shard(job, tell)


def stamp() -> str:
    """What the parts of a shard rest on beside its pages."""
    return fingerprint(SOURCES, fingerprint_of("extract"))


def _jobs(files: Sequence[RawFile], output: Place) -> Iterator[ShardJob]:
    made = stage_folder(output, "extract")
    names = shard_names(made)
    raw = deal(files, len(names[0]) if names else 0)
    now = stamp()
    for name, key in zip(names, keys_of(made, names), strict=True):
        if key is None:
            raise StoreError(f"{made}: {name} is not whole. Run the stage 'extract' again.")
        yield ShardJob(STAGE, name, output, now, key.pages, raw.get(name, ()))


def shard_of_tables(output: Place, name: str) -> dict[str, pa.Table]:
    """The tables of one shard, all stages together, without the pages that any stage rejected.

    `rejected` holds what all of them rejected.
    """
    shards = {stage: Shard(stage_folder(output, stage), name) for stage in STAGES}
    lost = {page for shard in shards.values() for page in shard.key.refused}
    tables = {
        table: shards[stage].table(table, TABLES[table])
        for stage, about in STAGES.items()
        for table in about.tables
    }
    rejected = [shard.table("rejected", RejectedRow) for shard in shards.values()]
    if lost:
        gone = pa.array(sorted(lost))
        tables = {
            name: table.filter(pc.invert(pc.is_in(table["doc_id"], value_set=gone)))
            for name, table in tables.items()
        }
    return {**tables, "rejected": pa.concat_tables(rejected)}


def shard_of_parts(output: Place, name: str, parts: Sequence[str]) -> dict[str, pa.Table]:
    """Parts of one shard, by their names in `PARTS`."""
    shard = Shard(stage_folder(output, STAGE), name)
    return {part: shard.table(part, PARTS[part]) for part in parts}


def raw_reader(files: Sequence[RawFile]) -> Callable[[str], str]:
    """A function from a page's raw_path to its decoded raw text."""
    from pipeline.clean.decode import decode  # noqa: PLC0415 - where no shard changed, no cleaner

    read = Reader(files)
    return lambda raw_path: decode(read(raw_path))
