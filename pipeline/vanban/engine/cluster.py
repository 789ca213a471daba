"""Jobs on a cluster: the workers of a dask scheduler, each page under the same supervision as here.

In: jobs, a top-level function that works one, and the address of a scheduler. Out: the result of
each job, as it is done. A dask worker hands its job to a process of its own under a supervisor
(`vanban.engine.pool`), so a page that hangs, dies or eats its memory costs that page alone. A
worker that is lost altogether costs its job, which another one takes; where that happens to a job
again and again, it is worked with each page reported to the scheduler first, and the page that was
at work when the worker was lost is rejected.
"""

from __future__ import annotations

import atexit
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any, TypeVar

from vanban.engine.pool import Job, Pool, WorkerError
from vanban.engine.process import Limits, Report

try:
    from distributed import (
        Client,
        Future,
        KilledWorker,
        Variable,
        Worker,
        WorkerPlugin,
        as_completed,
        get_client,
        get_worker,
    )
except ImportError as error:
    raise WorkerError(f"{error}. For clusters: pip install 'vanban[cluster]'") from error

J = TypeVar("J", bound=Job)

PATIENCE = 60
"""Seconds that a scheduler has to answer, and to have a worker."""

MOST_LOSSES = 3
"""Times a job may be lost with all its workers and no page at work, before the run ends."""


class Supervision(WorkerPlugin):
    """What each dask worker works with: supervised processes, which stay from job to job."""

    def __init__(self, limits: Limits) -> None:
        self.name, self._limits = f"vanban-{uuid.uuid4().hex}", limits

    def setup(self, worker: Worker) -> None:
        """Called by dask when the worker first hears of this run."""
        del worker
        self._idle: list[Pool] = []
        self._lock, self._over = threading.Lock(), False

    def teardown(self, worker: Worker) -> None:
        """Called by dask when the run, or the worker, is at its end."""
        del worker
        with self._lock:
            self._over = True
            while self._idle:
                self._idle.pop().stop()

    def work(self, call: _Call, progress: str | None) -> Any:
        """Work one call; where `progress` names a variable of the scheduler, pages stand there."""
        with self._lock:
            pool = self._idle.pop() if self._idle else Pool(work_call, 1, self._limits)
        report = Variable(progress, client=get_client()).set if progress else lambda _: None
        try:
            (result,) = pool.results([call], report, confirmed=progress is not None)
        except BaseException:
            pool.stop()
            raise
        with self._lock:
            if self._over:
                pool.stop()
            else:
                self._idle.append(pool)
        return result


@dataclass(frozen=True)
class _Call:
    """A job with the function that works it: what is sent to a dask worker, and to its process."""

    work: Callable[[Any, Report], Any]
    job: Any

    def without(self, pages: Sequence[str], reason: str, message: str) -> _Call:
        return _Call(self.work, self.job.without(pages, reason, message))


@dataclass
class _Task:
    """A call, how often it was lost, and the variable that holds its pages from then on."""

    call: _Call
    lost: int = 0
    progress: str | None = None


def work_call(call: _Call, report: Report) -> Any:
    """Work the job of a call."""
    return call.work(call.job, report)


def supervised(plugin: str, call: _Call, progress: str | None) -> Any:
    """What a dask worker is called with: work a call under the supervision of that name."""
    supervision: Any = get_worker().plugins[plugin]
    return supervision.work(call, progress)


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J, Report], Any],
    scheduler: str,
    limits: Limits,
    on_pages: Callable[[int], object],
) -> Iterator[Any]:
    """The results of `work(job, report)` for all jobs, in the order in which they are done.

    `scheduler` is an address, or the path of a scheduler file (*.json). `on_pages` hears of the
    pages of each job that is done. Raises WorkerError where there is no scheduler or no worker, or
    where a job cannot be done for a reason that is no page's.
    """
    if jobs:
        client, plugin = _joined(scheduler, limits)
        yield from _Run(client, plugin, on_pages).results([_Call(work, job) for job in jobs])


_JOINED: dict[tuple[str, Limits], tuple[Client, str]] = {}
"""The clients of this process, with the name of their plugin on the workers."""


def _joined(scheduler: str, limits: Limits) -> tuple[Client, str]:
    """A client whose plugin is on every worker until `leave`, and its name.

    All stages of a run use the same: its processes take seconds to start.
    """
    if (scheduler, limits) not in _JOINED:
        client, plugin = _connected(scheduler), Supervision(limits)
        client.register_plugin(plugin)
        _JOINED[scheduler, limits] = client, plugin.name
    return _JOINED[scheduler, limits]


@atexit.register
def leave() -> None:
    """Take the plugins of this process off all workers, and close its clients."""
    for client, plugin in _JOINED.values():
        if client.status == "running":
            client.unregister_worker_plugin(plugin)
        client.close()
    _JOINED.clear()


def _connected(scheduler: str) -> Client:
    """A client of a scheduler that has a worker."""
    where = {"scheduler_file" if scheduler.endswith(".json") else "address": scheduler}
    try:
        client = Client(**where, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkerError(f"{scheduler}: no scheduler answers: {error}. Start it first.") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise WorkerError(
            f"{scheduler}: has no workers. Start some: dask worker ADDRESS"
        ) from error
    return client


class _Run:
    """The jobs of one run: a few are with the scheduler at a time, the rest wait here."""

    def __init__(self, client: Client, plugin: str, on_pages: Callable[[int], object]) -> None:
        self._client, self._plugin, self._on_pages = client, plugin, on_pages
        self._running: dict[Future[Any], _Task] = {}
        self._done = as_completed(loop=client.loop)

    def results(self, calls: Sequence[_Call]) -> Iterator[Any]:
        """The results, as they come; a job that a dying worker held is tried again."""
        waiting = map(_Task, calls)
        self._fill(waiting)
        for future in self._done:
            task = self._running.pop(future)
            try:
                result = future.result()
            except (KilledWorker, CancelledError) as error:
                self._submit(self._retry(task, error))
            except Exception as error:
                raise WorkerError(f"{error}") from error
            else:
                self._on_pages(len(task.call.job))
                yield result
            self._fill(waiting)

    def _fill(self, waiting: Iterator[_Task]) -> None:
        """Keep two jobs for each thread of the cluster with the scheduler, however it grows."""
        most = 2 * sum(self._client.nthreads().values()) + 2
        while len(self._running) < most and (task := next(waiting, None)) is not None:
            self._submit(task)

    def _submit(self, task: _Task) -> None:
        key = f"{self._plugin}-{uuid.uuid4().hex}"
        asked = self._plugin, task.call, task.progress
        future = self._client.submit(supervised, *asked, key=key, pure=False)
        self._running[future] = task
        self._done.add(future)

    def _retry(self, task: _Task, error: BaseException) -> _Task:
        """The task to submit in place of one whose worker was lost.

        The page that was at work is rejected in it. Raises WorkerError where none was and the task
        was lost too often, or the cluster is gone.
        """
        pages = _at_work(self._client, task.progress)
        if pages:
            call = task.call.without(pages, "died", "the worker was lost on this page")
            return _Task(call, task.lost, _new_variable())
        if task.lost == MOST_LOSSES or self._client.status != "running":
            cure = "See that scheduler and workers live and have memory, then run again."
            raise WorkerError(f"{type(error).__name__}: {error}. {cure}")
        return _Task(task.call, task.lost + 1, _new_variable())


def _new_variable() -> str:
    return f"vanban-{uuid.uuid4().hex}"


def _at_work(client: Client, name: str | None) -> Sequence[str]:
    """The pages that a variable last held, which is done with; none where none was at work."""
    if name is None:
        return ()
    variable = Variable(name, client=client)
    try:
        pages: Sequence[str] = variable.get(timeout=1)
    except TimeoutError:
        return ()
    variable.delete()
    return pages
