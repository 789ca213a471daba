"""Jobs on all cores, under a supervisor that no page can stop.

In: jobs, each a list of pages, and a top-level function that works one. Out: the result of each
job, as it is done. Every worker is a process of its own that tells which page it begins; where one
dies, or a page takes longer than its limit, the supervisor ends the worker, blames the page, and
has the job worked again without it. Nothing else is lost.
"""

from __future__ import annotations

import multiprocessing as mp
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, Self, TypeVar

Tell = Callable[[str], None]
"""Called by a job's work with the id of the page it begins."""


class Job(Protocol):
    """A job that can be worked again without a page."""

    def without(self, page: str, reason: str, message: str) -> Self:
        """The same job, with a page to be rejected for the reason given instead of worked."""


J = TypeVar("J", bound=Job)


class WorkerError(RuntimeError):
    """A job that cannot be done for a reason that is no page's; the message says what happened."""


@dataclass(frozen=True)
class Limits:
    """What one page may cost: wall seconds, and bytes of address space of its worker."""

    seconds: float = 60.0
    memory: int = 4_000_000_000


@dataclass
class _Worker:
    """A process, the pipe to it, and what it is doing."""

    process: BaseProcess
    pipe: Connection
    job: Any = None
    page: str | None = None
    since: float = field(default_factory=time.monotonic)


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J, Tell], Any],
    workers: int,
    limits: Limits,
    on_page: Callable[[], None] = lambda: None,
) -> Iterator[Any]:
    """The results of `work(job, tell)` for all jobs, in the order in which they are done.

    `workers=0` works in this very process, without limits: for profiling and debugging. Raises
    WorkerError where a worker dies with no page begun.
    """
    if workers == 0:
        for job in jobs:
            yield work(job, lambda _: on_page())
        return
    supervisor = _Supervisor(deque(jobs), work, limits, on_page)
    try:
        yield from supervisor.results(min(workers, len(jobs)))
    finally:
        supervisor.stop()


class _Supervisor:
    def __init__(
        self,
        jobs: deque[Any],
        work: Callable[[Any, Tell], Any],
        limits: Limits,
        on_page: Callable[[], None],
    ) -> None:
        self._jobs, self._work, self._limits, self._on_page = jobs, work, limits, on_page
        self._context = mp.get_context("forkserver")
        self._context.set_forkserver_preload([work.__module__])
        self._workers: list[_Worker] = []

    def results(self, count: int) -> Iterator[Any]:
        self._workers = [self._start() for _ in range(count)]
        for worker in self._workers:
            self._give(worker)
        while any(worker.job is not None for worker in self._workers):
            busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
            for pipe in wait(list(busy), timeout=0.2):
                if isinstance(pipe, Connection):
                    yield from self._hear(busy[pipe])
            self._end_the_late()

    def stop(self) -> None:
        """End all workers, idle or not."""
        for worker in self._workers:
            _end(worker)

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(there, self._work, self._limits.memory), daemon=True
        )
        process.start()
        there.close()
        return _Worker(process, here)

    def _give(self, worker: _Worker) -> None:
        worker.job = self._jobs.popleft() if self._jobs else None
        worker.page, worker.since = None, time.monotonic()
        if worker.job is not None:
            worker.pipe.send(worker.job)

    def _hear(self, worker: _Worker) -> Iterator[Any]:
        """What a worker tells: a page begun, a result, or, by a closed pipe, its death."""
        try:
            what, content = worker.pipe.recv()
        except (EOFError, OSError):
            self._blame(worker, "died", "the worker died on this page")
            return
        if what == "page":
            worker.page, worker.since = content, time.monotonic()
            self._on_page()
        elif what == "failed":
            raise WorkerError(f"{content}. Mend the cause and run again; finished pages are kept.")
        else:
            self._give(worker)
            yield content

    def _end_the_late(self) -> None:
        for worker in self._workers:
            late = time.monotonic() - worker.since > self._limits.seconds
            if worker.page is not None and worker.job is not None and late:
                message = f"took longer than {self._limits.seconds:g} seconds"
                self._blame(worker, "timeout", message)

    def _blame(self, worker: _Worker, reason: str, message: str) -> None:
        """Replace a worker, and have its job worked again without the page it had begun."""
        worker.process.join(timeout=0.5)  # a dying worker's exit code, before it is killed
        code = worker.process.exitcode
        _end(worker)
        if worker.page is None:
            raise WorkerError(f"a worker ended with code {code} before any page. Run again.")
        self._jobs.appendleft(worker.job.without(worker.page, reason, message))
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        self._give(fresh)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, work: Callable[[Any, Tell], Any], memory: int) -> None:
    """The life of a worker: a job in, its pages and its result out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends its workers
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            result = work(job, lambda page: pipe.send(("page", page)))
        except Exception as error:
            pipe.send(("failed", f"{type(error).__name__}: {error}"))
        else:
            pipe.send(("done", result))
