"""A shard of the three stages -> checked, with what it adds to the tables of all pages beside it.

In: the tables of one shard from clean, segment and extract, and its raw files. Out: the faults, and
where there are none the shard's parts (`vanban.tables.derive`) under a key, so that a page that
stays is neither checked nor read for people again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from vanban.engine.pool import Limits, Tell, Workers, at_most, run_jobs
from vanban.schema import TABLES, RejectedRow
from vanban.schema.arrow import to_table
from vanban.schema.parts import PARTS
from vanban.stages.stages import STAGES, fingerprint_of, fitting, keys_of, stage_folder
from vanban.store.fingerprint import fingerprint
from vanban.store.location import Place
from vanban.store.parquet import StoreError
from vanban.store.raw import RawFile, Reader
from vanban.store.shard_file import Key, Shard, drop_orphans, shard_names, write_shard
from vanban.store.shards import ShardJob, deal, held_before
from vanban.tables.check import Fault, check
from vanban.tables.derive import parts_of

STAGE = "tables"
SOURCES = ("cleaning", "schema", "stages", "store", "tables", "text")
"""What a shard's parts rest on below the package, beside the stages before."""


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
    """Check the pages of one shard that changed and write its parts; its faults."""
    del tell  # no page is at work for long
    folder = stage_folder(job.output, STAGE)
    before = held_before(folder, job.name)
    stay = _unchanged(job, Key.read(folder, before))
    tables = _without(_stage_tables(job.output, job.name), stay)
    faults = list(check(tables, raw_reader(job.files)))
    if any(fault.doc_id is None for fault in faults):
        return faults
    refused = {fault.doc_id: fault for fault in reversed(faults) if fault.doc_id}
    rejected = _rejected(tables["documents"], refused)
    tables = _without(tables, sorted(refused))
    parts = {**parts_of(tables), "rejected": rejected}
    if stay:
        kept = _of_shard(folder, before, tuple(PARTS))
        parts |= {name: _both(kept[name], stay, parts[name]) for name in PARTS}
    key = Key(job.fingerprint, job.pages, frozenset(refused))
    write_shard(folder, job.name, key, {name: [table] for name, table in parts.items()})
    return []


def _unchanged(job: ShardJob, before: Key | None) -> list[str]:
    """The pages that are as they were when their shard was last joined, and were whole then."""
    if before is None or before.fingerprint != job.fingerprint:
        return []
    return [
        page
        for page, hash_ in job.pages.items()
        if hash_ and before.pages.get(page) == hash_ and page not in before.refused
    ]


def _rejected(documents: pa.Table, refused: Mapping[str, Fault]) -> pa.Table:
    """The rows of `rejected` of pages whose rows broke a promise: the first fault of each."""
    columns = (documents[name].to_pylist() for name in ("doc_id", "raw_path", "raw_sha256"))
    return to_table(
        RejectedRow,
        [
            RejectedRow(
                raw_path=raw_path,
                raw_sha256=sha256,
                stage=STAGE,
                reason="crash",
                message=f"{refused[doc_id]} Please report this page.",
            )
            for doc_id, raw_path, sha256 in zip(*columns, strict=True)
            if doc_id in refused
        ],
    )


def _both(kept: pa.Table, stay: Sequence[str], fresh: pa.Table) -> pa.Table:
    """The rows of a part that stay, and the fresh ones, page by page in the order of the pages."""
    stays = pc.is_in(kept["doc_id"], pa.array(stay, pa.string()))
    both = pa.concat_tables([kept.filter(stays), fresh])
    return both.take(pc.sort_indices(both["doc_id"]))  # a stable sort


def _without(tables: Mapping[str, pa.Table], pages: Sequence[str]) -> dict[str, pa.Table]:
    """Tables without the rows of some pages; `rejected` as it is, which has no pages."""
    gone = pa.array(pages, pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["doc_id"], gone)))
        if pages and name != "rejected"
        else table
        for name, table in tables.items()
    }


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
    """The tables of one joined shard without the pages that any stage rejected, this one too.

    `rejected` holds what all of them rejected.
    """
    tables = _stage_tables(output, name)
    joined = Shard(stage_folder(output, STAGE), name)
    rejected = [tables["rejected"], joined.table("rejected", RejectedRow)]
    found = _without(tables, sorted(joined.key.refused))
    return {**found, "rejected": pa.concat_tables(rejected)}


def _stage_tables(output: Place, name: str) -> dict[str, pa.Table]:
    """The tables of one shard as the stages before left them, without what they rejected."""
    shards = {stage: Shard(stage_folder(output, stage), name) for stage in STAGES}
    lost = sorted({page for shard in shards.values() for page in shard.key.refused})
    tables = {
        table: shards[stage].table(table, TABLES[table])
        for stage, about in STAGES.items()
        for table in about.tables
    }
    rejected = [shard.table("rejected", RejectedRow) for shard in shards.values()]
    return {**_without(tables, lost), "rejected": pa.concat_tables(rejected)}


def shard_of_parts(output: Place, name: str, parts: Sequence[str]) -> dict[str, pa.Table]:
    """Parts of one shard, by their names in `PARTS`."""
    return _of_shard(stage_folder(output, STAGE), name, parts)


def _of_shard(folder: Place, name: str, parts: Sequence[str]) -> dict[str, pa.Table]:
    shard = Shard(folder, name)
    return {part: shard.table(part, PARTS[part]) for part in parts}


def raw_reader(files: Sequence[RawFile]) -> Callable[[str], str]:
    """A function from a page's raw_path to its decoded raw text."""
    from vanban.cleaning.decode import decode  # noqa: PLC0415 - where no shard changed, no cleaner

    read = Reader(files)
    return lambda raw_path: decode(read(raw_path))
