"""Jobs on all cores, under a supervisor that no page can stop.

In: jobs, each a list of pages, and a top-level function that works one. Out: the result of each
job, as it is done. Every worker is a process of its own that reports which pages it begins; where
one dies, or a page takes longer than its limit, the supervisor blames the page and has the job
worked again without it. Nothing else is lost.

Why not a library: what is supervised is a page, what is sent to a worker a shard of a hundred of
them. concurrent.futures and loky give up all running jobs when one worker dies; pebble ends and
replaces that worker alone, but knows the time of a job, not of a page, so the report of pages, the
blame, the limits of time and memory and the loading before the fork would be ours all the same: of
this module and `vanban.engine.process` some 80 lines would go, for 1,200 lines of pebble. In speed
there is nothing in it (1,000 empty jobs with two workers: pebble 5.2 0.22 s, this 0.22 s).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, Protocol, Self

from vanban.engine.process import OVER_TIME, Limits, Report, Work, start


class Job(Protocol):
    """A job that can be worked again without a page."""

    def without(self, pages: Sequence[str], reason: str, message: str) -> Self:
        """The same job, with a page to be rejected for the reason given instead of worked.

        Where several pages were at work at once, one of them is to be blamed, and which is seen
        when they are worked one by one.
        """


class WorkerError(RuntimeError):
    """A job that cannot be done for a reason that is no page's; the message says what happened."""


@dataclass
class _Task:
    """A job, and how often a worker died of it while no page was at work."""

    job: Any
    deaths: int = 0


@dataclass
class _Worker:
    """A process, the pipe to it, what it is doing, on which pages, and since when."""

    process: ForkServerProcess
    pipe: Connection
    task: _Task | None = None
    pages: Sequence[str] = ()
    since: float = field(default_factory=time.monotonic)


MOST_DEATHS = 3
"""Workers that a job may cost while no page is at work, before it is given up."""


class Pool:
    """Worker processes under one supervisor; they start when there is work, and stay for more."""

    def __init__(self, work: Work, workers: int, limits: Limits) -> None:
        self._work, self._count, self._limits = work, workers, limits
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._report: Report = lambda _: None
        self._confirmed = False

    def results(
        self, jobs: Sequence[Any], report: Report = lambda _: None, *, confirmed: bool = False
    ) -> Iterator[Any]:
        """The results of the jobs, as they are done; errors as `run_jobs`.

        `report` hears what the workers report; with `confirmed`, before a page is begun.
        """
        self._report, self._confirmed = report, confirmed
        self._waiting = deque(map(_Task, jobs))
        self._workers += [self._start() for _ in range(self._count - len(self._workers))]
        for worker in self._workers:
            self._give(worker)
        while busy := {worker.pipe: worker for worker in self._workers if worker.task is not None}:
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
        worker.pages, worker.since = (), time.monotonic()
        if worker.task is not None:
            worker.pipe.send((worker.task.job, self._confirmed))

    def _hear(self, worker: _Worker) -> Iterator[Any]:
        """What a worker sends: pages begun, a result, or, by a closed pipe, its death."""
        try:
            what, content = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if what == "pages":
            self._report(content)
            worker.pages, worker.since = content, time.monotonic()
            if self._confirmed:
                worker.pipe.send("begin")
        elif what == "failed":
            raise WorkerError(f"{content}. Mend the cause and run again; finished pages are kept.")
        else:
            self._give(worker)
            yield content

    def _end_the_late(self) -> None:
        for worker in self._workers:
            late = time.monotonic() - worker.since > self._limits.wall
            if worker.pages and worker.task is not None and late:
                self._replace(worker, late=True)

    def _replace(self, worker: _Worker, *, late: bool = False) -> None:
        """Replace a worker, and have its job worked again without the page it had begun."""
        if not late:
            worker.process.join(timeout=0.5)  # a dying worker's exit code, before it is killed
        code = worker.process.exitcode
        _end(worker)
        task = worker.task or _Task(None)
        if not worker.pages:
            task.deaths += 1
        elif late or code in OVER_TIME:
            message = f"took longer than {self._limits.seconds:g} seconds"
            task.job = task.job.without(worker.pages, "timeout", message)
        else:
            task.job = task.job.without(worker.pages, "died", "the worker died on this page")
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
