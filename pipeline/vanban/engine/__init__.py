"""Processes, here and on a cluster; the engine knows nothing of pages but their ids.

In: jobs, each a list of pages, and a top-level function that works one. Out: the result of each
job, as it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from vanban.engine.pool import Job, Pool, WorkerError
from vanban.engine.process import Limits, Report, Work, WorkName, prepare

__all__ = [
    "Job",
    "Limits",
    "Pool",
    "Report",
    "WorkName",
    "WorkerError",
    "Workers",
    "at_most",
    "run_jobs",
    "warm",
]

J = TypeVar("J", bound=Job)

Workers = int | str
"""Who works: so many processes here, or the cluster whose scheduler has this address."""


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J, Report], Any],
    workers: Workers,
    limits: Limits,
    on_pages: Callable[[int], object] = lambda _: None,
) -> Iterator[Any]:
    """The results of `work(job, report)` for all jobs, in the order in which they are done.

    `workers=0` works in this very process, without limits: for profiling and debugging. `on_pages`
    hears how many pages were begun or, by a cluster, done since. Raises WorkerError where workers
    die and no page is to blame.
    """
    if isinstance(workers, str):
        from vanban.engine import cluster  # noqa: PLC0415 - an optional extra

        yield from cluster.run_jobs(jobs, work, workers, limits, on_pages)
    elif workers == 0:
        for job in jobs:
            yield work(job, lambda pages: on_pages(len(pages)))
    else:
        with Pool(work, min(workers, len(jobs)), limits) as pool:
            yield from pool.results(jobs, lambda pages: on_pages(len(pages)))


def at_most(workers: Workers, useful: int) -> Workers:
    """No more processes than there is work for; a cluster deals its work itself."""
    return workers if isinstance(workers, str) else min(workers, useful)


def warm(work: Work, workers: Workers) -> None:
    """Have the code of `work` loaded for workers to come, while the caller goes on."""
    if isinstance(workers, int) and workers:
        prepare(work)
