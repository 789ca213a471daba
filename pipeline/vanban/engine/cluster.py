"""Jobs on a cluster: the workers of a dask scheduler, each page under the same supervision as here.

In: jobs, a top-level function that works one, and the address of a scheduler. Out: the result of
each job, as it is done. A dask worker hands its job to a process of its own under a supervisor
(`vanban.engine.pool`), so a page that hangs, dies or eats its memory costs that page alone. A
worker that is lost altogether costs its job, which another one takes; where that happens to a job
again and again, it is worked with each page told to the scheduler first, and the page that was at
work when the worker was lost is rejected.
"""

from __future__ import annotations

import atexit
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any, TypeVar

from vanban.engine.pool import Job, Limits, Pool, Tell, WorkerError

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
    raise WorkerError(f"{error}. For clusters: pip install '.[cluster]'.") from error

J = TypeVar("J", bound=Job)

PATIENCE = 60
"""Seconds that a scheduler has to answer, and to have a worker."""

MOST_LOSSES = 3
"""Times a job may be lost with all its workers and no page at work, before the run ends."""


class Hands(WorkerPlugin):
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

    def do(self, errand: _Errand, told: str | None) -> Any:
        """Do one errand; where `told` names a variable of the scheduler, it says the page first."""
        with self._lock:
            pool = self._idle.pop() if self._idle else Pool(run_errand, 1, self._limits)
        tell = Variable(told, client=get_client()).set if told else None
        try:
            (result,) = pool.results([errand], tell, wait_for_me=told is not None)
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
class _Errand:
    """A job with the function that works it: what is sent to a dask worker, and to its process."""

    work: Callable[[Any, Tell], Any]
    job: Any

    def without(self, page: str, reason: str, message: str) -> _Errand:
        return _Errand(self.work, self.job.without(page, reason, message))


@dataclass
class _Task:
    """An errand, how often it was lost, and where its pages are told from then on."""

    errand: _Errand
    lost: int = 0
    told: str | None = None


def run_errand(errand: _Errand, tell: Tell) -> Any:
    """Work the job of an errand."""
    return errand.work(errand.job, tell)


def do(hands: str, errand: _Errand, told: str | None) -> Any:
    """What a dask worker is called with: do an errand with the hands of that name."""
    plugin: Any = get_worker().plugins[hands]
    return plugin.do(errand, told)


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J, Tell], Any],
    scheduler: str,
    limits: Limits,
    on_pages: Callable[[int], object],
) -> Iterator[Any]:
    """The results of `work(job, tell)` for all jobs, in the order in which they are done.

    `scheduler` is an address, or the path of a scheduler file (*.json). `on_pages` hears of the
    pages of each job that is done. Raises WorkerError where there is no scheduler or no worker, or
    where a job cannot be done for a reason that is no page's.
    """
    if jobs:
        client, hands = _joined(scheduler, limits)
        yield from _Run(client, hands, on_pages).results([_Errand(work, job) for job in jobs])


_JOINED: dict[tuple[str, Limits], tuple[Client, str]] = {}
"""The clients of this process, with the name of their hands on the workers."""


def _joined(scheduler: str, limits: Limits) -> tuple[Client, str]:
    """A client whose hands are on every worker until `leave`, and their name.

    All stages of a run use the same: a process of the hands takes seconds to start.
    """
    if (scheduler, limits) not in _JOINED:
        client, hands = _connected(scheduler), Hands(limits)
        client.register_plugin(hands)
        _JOINED[scheduler, limits] = client, hands.name
    return _JOINED[scheduler, limits]


@atexit.register
def leave() -> None:
    """Take the hands of this process off all workers, and close its clients."""
    for client, hands in _JOINED.values():
        if client.status == "running":
            client.unregister_worker_plugin(hands)
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

    def __init__(self, client: Client, hands: str, on_pages: Callable[[int], object]) -> None:
        self._client, self._hands, self._on_pages = client, hands, on_pages
        self._running: dict[Future[Any], _Task] = {}
        self._done = as_completed(loop=client.loop)

    def results(self, errands: Sequence[_Errand]) -> Iterator[Any]:
        """The results, as they come."""
        waiting = map(_Task, errands)
        self._fill(waiting)
        for future in self._done:
            task = self._running.pop(future)
            try:
                result = future.result()
            except (KilledWorker, CancelledError) as error:
                self._submit(self._again(task, error))
            except Exception as error:
                raise WorkerError(f"{error}") from error
            else:
                self._on_pages(len(task.errand.job))
                yield result
            self._fill(waiting)

    def _fill(self, waiting: Iterator[_Task]) -> None:
        """Keep two jobs for each thread of the cluster with the scheduler, however it grows."""
        most = 2 * sum(self._client.nthreads().values()) + 2
        while len(self._running) < most and (task := next(waiting, None)) is not None:
            self._submit(task)

    def _submit(self, task: _Task) -> None:
        key = f"{self._hands}-{uuid.uuid4().hex}"
        future = self._client.submit(do, self._hands, task.errand, task.told, key=key, pure=False)
        self._running[future] = task
        self._done.add(future)

    def _again(self, task: _Task, error: BaseException) -> _Task:
        """A lost task to try again, without the page that was at work when its worker was lost.

        Raises WorkerError where that is no use.
        """
        page = _told(self._client, task.told)
        if page is not None:
            errand = task.errand.without(page, "died", "the worker was lost on this page")
            return _Task(errand, task.lost, _new_variable())
        if task.lost == MOST_LOSSES or self._client.status != "running":
            cure = "See that scheduler and workers live and have memory, then run again."
            raise WorkerError(f"{type(error).__name__}: {error}. {cure}")
        return _Task(task.errand, task.lost + 1, _new_variable())


def _new_variable() -> str:
    return f"vanban-{uuid.uuid4().hex}"


def _told(client: Client, name: str | None) -> str | None:
    """The page last told under a name, and the name is done with; None where no page was."""
    if name is None:
        return None
    variable = Variable(name, client=client)
    try:
        page: str | None = variable.get(timeout=1)
    except TimeoutError:
        return None
    variable.delete()
    return page
