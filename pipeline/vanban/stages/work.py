"""The work of a shard by its name: what a supervisor sends to workers without loading it itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vanban.engine import Workers, WorkName, warm

if TYPE_CHECKING:
    from vanban.stages.shard import ShardResult
    from vanban.store.stages import StageName


def work_of(names: Sequence[StageName]) -> WorkName[ShardResult]:
    """Takes a shard through these stages; their modules are loaded by workers alone.

    Where it is several, the process that workers are forked from loads models and lexicons too.
    """
    needs = tuple(f"vanban.stages.{name}" for name in names)
    if len(names) > 1:
        needs += ("vanban.stages.ready",)
    return WorkName("vanban.stages.shard", "work_shard", needs)


def warm_up(names: Sequence[StageName], workers: Workers) -> None:
    """Have workers to come load what these stages need, while the caller goes on."""
    warm(work_of(names), workers)
