"""What a run does to a shard: all stages, one after the other.

In: a `ChainJob`. Out: the shard of this run in every stage, and what came of it. Workers import
this module, their supervisor does not.
"""

from __future__ import annotations

from vanban.engine.pool import Tell
from vanban.stages.chain import Chained, ChainJob
from vanban.stages.stages import STAGES, made_by, stage_folder
from vanban.stages.work import work_shard
from vanban.store.parquet import StoreError
from vanban.store.shard_file import Key
from vanban.tables import join


def work_chain(job: ChainJob, tell: Tell) -> Chained:
    """Take one shard through all stages.

    What the next stage works on is read from the shard that the one before left: there is one way
    from stage to stage, in a run as in commands of their own.
    """
    worked = {"clean": work_shard(job.clean, tell)}
    key = _left(job, "clean")
    for stage in list(STAGES)[1:]:
        worked[stage] = work_shard(job.later(stage, made_by(key)), tell)
        key = _left(job, stage)
    faults = join.join_if_stale(job.later(join.STAGE, key.pages), tell)
    return Chained(len(job), worked, faults)


def _left(job: ChainJob, stage: str) -> Key:
    folder = stage_folder(job.clean.output, stage)
    key = Key.read(folder, job.clean.name)
    if key is None:
        raise StoreError(f"{folder}: {job.clean.name} was written and is not whole. Run again.")
    return key
