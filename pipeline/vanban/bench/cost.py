"""What a command costs: wall and processor seconds, and the memory of its largest process.

Where others are at work on the machine, wall seconds tell of them too and processor seconds hardly
do; what other guests of a host took is told beside.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parent.parent.parent.parent
_LOOK = 0.2
"""Seconds between two looks at the processes."""


class Cost(NamedTuple):
    """Wall seconds, MB of resident memory of the largest process, and what others took.

    `processor`: seconds of all its processes, as seen every `_LOOK` seconds. `stolen`: the share of
    all processors' time, between 0 and 1, that the host gave to its other guests; 0 where the
    system does not tell.
    """

    wall: float
    processor: float
    peak: float
    stolen: float


def cost_of(*arguments: str) -> Cost:
    """Run `python ARGUMENTS` in the project's folder.

    Raises RuntimeError with what it printed where it fails.
    """
    peak, begin, taken = 0, time.perf_counter(), _taken()
    used: dict[int, float] = {}
    with tempfile.TemporaryFile() as printed:
        process = psutil.Popen(
            [sys.executable, *arguments], stdout=printed, stderr=subprocess.STDOUT, cwd=ROOT
        )
        while process.poll() is None:
            peak = max(peak, _largest(process))
            used |= _used(process)
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(_LOOK)
        wall = time.perf_counter() - begin
        if process.returncode:
            printed.seek(0)
            output = printed.read().decode()
            raise RuntimeError(f"python {' '.join(arguments)} failed:\n{output}")
    stolen = (_taken() - taken) / wall / (psutil.cpu_count() or 1)
    return Cost(wall, sum(used.values()), peak / 1e6, stolen)


def _taken() -> float:
    """Processor seconds that the host gave to other guests since it started."""
    taken: float = getattr(psutil.cpu_times(), "steal", 0.0)
    return taken


def _largest(process: psutil.Process) -> int:
    """Bytes of resident memory of the largest of a process and all below it."""
    sizes = [0]
    for one in _family(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            sizes.append(one.memory_info().rss)
    return max(sizes)


def _used(process: psutil.Process) -> dict[int, float]:
    """Processor seconds of a process and of each below it, by their ids."""
    used = {}
    for one in _family(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            used[one.pid] = times.user + times.system
    return used


def _family(process: psutil.Process) -> list[psutil.Process]:
    """A process and all below it, as far as they live."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def pipeline_cost(raw: Path, output: Path, workers: int, fresh: bool = True) -> Cost:
    """What `vanban run` costs, from nothing where `fresh`."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    return cost_of("-m", "vanban", "run", str(raw), str(output), "--workers", str(workers))
