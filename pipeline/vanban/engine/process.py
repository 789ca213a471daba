"""A worker's process: how it starts, and its life until the pipe to its supervisor closes.

In: jobs, one after the other, through the pipe. Out, through the same pipe: ("pages", ids) for the
pages that are begun, none where none is at work, then ("done", result) or ("failed", message). The
process ends by a signal where its pages take more processor time than they may.
"""

from __future__ import annotations

import ctypes
import gc
import math
import multiprocessing as mp
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, TypeVar

R = TypeVar("R")

Report = Callable[[Sequence[str]], object]
"""Called by a job's work with the ids of the pages it begins; with none when none is at work."""

Work = Callable[[Any, Report], Any]
"""A top-level function that works a job."""


@dataclass(frozen=True)
class WorkName(Generic[R]):
    """Work by its name: a supervisor hands it on without loading what the work needs.

    `needs` are the modules that it imports when it is called, to be loaded before.
    """

    module: str
    name: str
    needs: tuple[str, ...] = ()

    def __call__(self, job: Any, report: Report) -> R:
        """Work a job."""
        result: R = getattr(import_module(self.module), self.name)(job, report)
        return result


@dataclass(frozen=True)
class Limits:
    """What one page may cost: seconds of processor, bytes of address space of its worker.

    `patience` times as many seconds may pass by the clock, for a page that waits and computes
    nothing; sleep of the whole machine does not count.
    """

    seconds: float = 60.0
    memory: int = 4_000_000_000
    patience: float = 10.0

    @property
    def wall(self) -> float:
        """Seconds by the clock."""
        return self.seconds * self.patience


OVER_TIME = (-signal.SIGPROF, -signal.SIGALRM)
"""Exit codes of a worker that ended because of the time its pages took."""


def start(work: Work, limits: Limits) -> tuple[ForkServerProcess, Connection]:
    """A worker, forked from a server that has loaded the code already, and the pipe to it."""
    context = prepare(work)
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there, work, limits), daemon=True)
    with _as_parent(), _without_script(work), uninterrupted():
        process.start()
    there.close()
    return process, here


def prepare(work: Work) -> ForkServerContext:
    """Start the server that loads the code of `work`, if none runs; it is not waited for."""
    context = mp.get_context("forkserver")
    modules = [work.module, *work.needs] if isinstance(work, WorkName) else [work.__module__]
    context.set_forkserver_preload(["vanban.engine.preload", *modules])
    forkserver.ensure_running()
    return context


@contextmanager
def _as_parent() -> Iterator[None]:
    """Let this process have children, which multiprocessing forbids to its own children.

    It does so lest they outlive their parent; ours end with their pipe. Workers of dask are such.
    """
    config: dict[str, Any] = mp.current_process()._config  # type: ignore[attr-defined]
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before


@contextmanager
def _without_script(work: Work) -> Iterator[None]:
    """Hide the script that runs from a process that starts, unless its work is a function there.

    It would import the script, and so run all of it again that is not below a check of `__name__`.
    """
    script = sys.modules["__main__"]
    if isinstance(work, WorkName):
        sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep an interrupt waiting: a process that is half started would trace back.

    A thread that is started inside never takes one: else it would wake the interpreter through it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(pipe: Connection, work: Work, limits: Limits) -> None:
    """Work job after job that comes through the pipe, within the limits, until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends its workers
    for timer in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(timer, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    gc.freeze()  # code and lexicons stay: looking for garbage among them takes 3 % of the time
    gc.set_threshold(500_000, 20, 50)
    gc.enable()  # which `preload` has turned off
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(_outcome(pipe, work, limits))


def _outcome(pipe: Connection, work: Work, limits: Limits) -> tuple[str, Any]:
    """Work the next job of the pipe: what came of it, and its result or its error."""
    job, confirmed = pipe.recv()
    if time.process_time() > _LONG:
        _on_large_pages()

    def report(pages: Sequence[str]) -> None:
        _set_timers(limits if pages else None)
        pipe.send(("pages", tuple(pages)))
        if confirmed:
            pipe.recv()

    try:
        return "done", work(job, report)
    except (BrokenPipeError, ConnectionResetError):
        raise  # the supervisor is gone
    except Exception as error:
        return "failed", f"{type(error).__name__}: {error}"
    finally:
        _set_timers(None)


_LONG = 4.0
"""Seconds of processor after which, with more to do, `_on_large_pages` saves what it costs."""
_COLLAPSE = 25
"""Linux's MADV_COLLAPSE, since 6.1: put memory on large pages, at once."""


@cache
def _on_large_pages() -> None:
    """Have the system put this process's memory on pages of 2 MB; where it cannot, nothing happens.

    Lexicons and models are looked up all over some 200 MB. On pages of 4 kB nearly every look-up
    has to find its page first, twice in a virtual machine: that is 6 to 8 % of the time, and
    moving once takes 0.3 seconds.
    """
    with suppress(OSError, AttributeError):
        advise = ctypes.CDLL(None).madvise
        for line in Path("/proc/self/maps").read_text().splitlines():
            place, rights, *_, inode, name = f"{line} -".split()[:6]
            if rights == "rw-p" and inode == "0" and name in ("-", "[heap]"):  # no file's memory
                start, end = (int(address, 16) for address in place.split("-"))
                advise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _COLLAPSE)


def _set_timers(limits: Limits | None) -> None:
    """Give the pages that begin their time; with None, no end of it.

    By the clock the supervisor ends a worker; where that is gone, an alarm does.
    """
    signal.setitimer(signal.ITIMER_PROF, limits.seconds if limits else 0)
    signal.alarm(math.ceil(2 * limits.wall) if limits else 0)
