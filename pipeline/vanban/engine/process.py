"""A worker's process: how it starts, and its life until the pipe to its supervisor closes.

In: jobs, one after the other, through the pipe. Out, through the same pipe: ("page", id) for each
page begun and ("page", None) for none, then ("done", result) or ("failed", message).
"""

from __future__ import annotations

import gc
import math
import multiprocessing as mp
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any, Generic, Protocol, TypeVar

R = TypeVar("R")

Tell = Callable[[str | None], object]
"""Called by a job's work with the id of the page it begins; with None when none is at work."""

TOGETHER = "several pages"
"""Told in place of a page's id where several are at work at once.

A job that is to go on without it is worked page by page, so that the one to blame is found.
"""

Work = Callable[[Any, Tell], Any]
"""A top-level function that works a job."""


@dataclass(frozen=True)
class Named(Generic[R]):
    """Work by its name: a supervisor hands it on without loading what the work needs."""

    module: str
    name: str

    def __call__(self, job: Any, tell: Tell) -> R:
        """Work a job."""
        result: R = getattr(import_module(self.module), self.name)(job, tell)
        return result


@dataclass(frozen=True)
class Limits:
    """What one page may cost: wall seconds, and bytes of address space of its worker."""

    seconds: float = 60.0
    memory: int = 4_000_000_000


class Process(Protocol):
    """What a supervisor asks of a process."""

    def kill(self) -> None:
        """End it."""

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, but no longer than `timeout` seconds."""

    @property
    def exitcode(self) -> int | None:
        """Its exit code, None while it runs."""


def start(work: Work, limits: Limits) -> tuple[Process, Connection]:
    """A worker, and the pipe to it.

    Forked from a server that has loaded the code already, where that is allowed: dask's workers may
    have no such children, and start theirs from nothing.
    """
    if mp.current_process().daemon:
        return _from_nothing(work, limits)
    context = prepare(work)
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, work, limits), daemon=True)
    process.start()
    there.close()
    return process, here


def prepare(work: Work) -> ForkServerContext:
    """Start the server that loads the code of `work`, if none runs; it is not waited for."""
    context = mp.get_context("forkserver")
    module = work.module if isinstance(work, Named) else work.__module__
    context.set_forkserver_preload(["vanban.engine.preload", module])
    forkserver.ensure_running()
    return context


def serve(pipe: Connection, work: Work, limits: Limits) -> None:
    """The life of a worker.

    An alarm ends one whose supervisor is gone, and cannot, in the middle of a page that hangs.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends its workers
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    gc.freeze()  # code and lexicons stay: looking for garbage among them takes 3 % of the time
    gc.set_threshold(50_000, 20, 50)
    gc.enable()  # which `preload` has turned off
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(_outcome(pipe, work, math.ceil(2 * limits.seconds)))


def _outcome(pipe: Connection, work: Work, most: int) -> tuple[str, Any]:
    job, wait = pipe.recv()

    def tell(page: str | None) -> None:
        signal.alarm(0 if page is None else most)
        pipe.send(("page", page))
        if wait:
            pipe.recv()

    try:
        return "done", work(job, tell)
    except (BrokenPipeError, ConnectionResetError):
        raise  # the supervisor is gone
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


class _Started:
    """A process started from nothing."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def kill(self) -> None:
        self._process.kill()

    def join(self, timeout: float | None = None) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()


def _from_nothing(work: Work, limits: Limits) -> tuple[Process, Connection]:
    here, there = mp.Pipe()
    command = "import sys; from vanban.engine.process import main; main(int(sys.argv[1]))"
    process = subprocess.Popen(
        [sys.executable, "-c", command, str(there.fileno())],
        pass_fds=[there.fileno()],
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # an interrupt at the terminal is for the supervisor
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    there.close()
    here.send((work, limits))
    return _Started(process), here


def main(descriptor: int) -> None:
    """The worker at the other end of a pipe that it inherits as a file descriptor."""
    pipe = Connection(descriptor)
    work, limits = pipe.recv()
    serve(pipe, work, limits)
