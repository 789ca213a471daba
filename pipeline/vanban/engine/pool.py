"""Jobs on all cores, under a supervisor that no page can stop.

In: jobs, each a list of pages, and a top-level function that works one. Out: the result of each
job, as it is done. Every worker is a process of its own that tells which page it begins; where one
dies, or a page takes longer than its limit, the supervisor ends the worker, blames the page, and
has the job worked again without it. Nothing else is lost.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, Self, TypeVar

from vanban.engine.process import TOGETHER, Limits, Named, Process, Tell, Work, prepare, start

__all__ = [
    "Job",
    "Limits",
    "Named",
    "Pool",
    "Tell",
    "WorkerError",
    "Workers",
    "at_most",
    "run_jobs",
    "warm",
]

Workers = int | str
"""Who works: so many processes here, or the cluster whose scheduler has this address."""


class Job(Protocol):
    """A job that can be worked again without a page."""

    def without(self, page: str, reason: str, message: str) -> Self:
        """The same job, with a page to be rejected for the reason given instead of worked."""


J = TypeVar("J", bound=Job)


class WorkerError(RuntimeError):
    """A job that cannot be done for a reason that is no page's; the message says what happened."""


@dataclass
class _Task:
    """A job, and how often a worker died of it while no page was at work."""

    job: Any
    deaths: int = 0


@dataclass
class _Worker:
    """A process, the pipe to it, and what it is doing."""

    process: Process
    pipe: Connection
    task: _Task | None = None
    page: str | None = None
    since: float = field(default_factory=time.monotonic)


MOST_DEATHS = 3
"""Workers that a job may cost while no page is at work, before it is given up."""


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J, Tell], Any],
    workers: Workers,
    limits: Limits,
    on_pages: Callable[[int], object] = lambda _: None,
) -> Iterator[Any]:
    """The results of `work(job, tell)` for all jobs, in the order in which they are done.

    `workers=0` works in this very process, without limits: for profiling and debugging. `on_pages`
    hears how many pages were begun or, by a cluster, done since. Raises WorkerError where workers
    die and no page is to blame.
    """
    if isinstance(workers, str):
        from vanban.engine import cluster  # noqa: PLC0415 - an optional extra

        yield from cluster.run_jobs(jobs, work, workers, limits, on_pages)
    elif workers == 0:
        for job in jobs:
            yield work(job, _counted(on_pages))
    else:
        with Pool(work, min(workers, len(jobs)), limits) as pool:
            yield from pool.results(jobs, _counted(on_pages))


def _counted(on_pages: Callable[[int], object]) -> Tell:
    """What hears of pages and tells how many."""
    return lambda page: None if page in (None, TOGETHER) else on_pages(1)


def at_most(workers: Workers, useful: int) -> Workers:
    """No more processes than there is work for; a cluster deals its work itself."""
    return workers if isinstance(workers, str) else min(workers, useful)


def warm(work: Work, workers: Workers) -> None:
    """Have the code of `work` loaded for workers to come, while the caller goes on."""
    if isinstance(workers, int) and workers:
        prepare(work)


class Pool:
    """Worker processes under one supervisor; they start when there is work, and stay for more."""

    def __init__(self, work: Work, workers: int, limits: Limits) -> None:
        self._work, self._count, self._limits = work, workers, limits
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._on_page: Tell = lambda _: None
        self._acknowledge = False

    def results(
        self, jobs: Sequence[Any], on_page: Tell | None = None, *, wait_for_me: bool = False
    ) -> Iterator[Any]:
        """The results of the jobs, as they are done; errors as `run_jobs`.

        `on_page` hears what the workers tell; with `wait_for_me`, before a page is begun.
        """
        self._on_page, self._acknowledge = on_page or (lambda _: None), wait_for_me
        self._waiting = deque(map(_Task, jobs))
        self._workers += [self._start() for _ in range(self._count - len(self._workers))]
        for worker in self._workers:
            self._give(worker)
        while any(worker.task is not None for worker in self._workers):
            busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
            for pipe in wait(list(busy), timeout=0.2):
                if isinstance(pipe, Connection):
                    yield from self._hear(busy[pipe])
            self._end_the_late()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all workers, idle or not."""
        for worker in self._workers:
            _end(worker)
        self._workers = []

    def _start(self) -> _Worker:
        return _Worker(*start(self._work, self._limits))

    def _give(self, worker: _Worker) -> None:
        worker.task = self._waiting.popleft() if self._waiting else None
        worker.page, worker.since = None, time.monotonic()
        if worker.task is not None:
            worker.pipe.send((worker.task.job, self._acknowledge))

    def _hear(self, worker: _Worker) -> Iterator[Any]:
        """What a worker tells: a page begun, a result, or, by a closed pipe, its death."""
        try:
            what, content = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker, "died", "the worker died on this page")
            return
        if what == "page":
            self._on_page(content)
            worker.page, worker.since = content, time.monotonic()
            if self._acknowledge:
                worker.pipe.send("begin")
        elif what == "failed":
            raise WorkerError(f"{content}. Mend the cause and run again; finished pages are kept.")
        else:
            self._give(worker)
            yield content

    def _end_the_late(self) -> None:
        for worker in self._workers:
            late = time.monotonic() - worker.since > self._limits.seconds
            if worker.page is not None and worker.task is not None and late:
                message = f"took longer than {self._limits.seconds:g} seconds"
                self._replace(worker, "timeout", message)

    def _replace(self, worker: _Worker, reason: str, message: str) -> None:
        """Replace a worker, and have its job worked again without the page it had begun."""
        worker.process.join(timeout=0.5)  # a dying worker's exit code, before it is killed
        code = worker.process.exitcode
        _end(worker)
        task = worker.task or _Task(None)
        if worker.page is not None:
            task.job = task.job.without(worker.page, reason, message)
        else:
            task.deaths += 1
        if task.deaths == MOST_DEATHS:
            raise WorkerError(
                f"{MOST_DEATHS} workers ended, the last with code {code}, with no page at work."
                " Give them more memory, then run again; finished pages are kept."
            )
        self._waiting.appendleft(task)
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        self._give(fresh)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
