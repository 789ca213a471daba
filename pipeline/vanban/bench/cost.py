"""What a command costs: wall seconds, and the most memory that any one of its processes held.

On a machine that is one guest of several, the others may take processor time meanwhile; how much
is told beside.
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
_LOOK = 0.3
"""Seconds between two looks at the processes."""


class Cost(NamedTuple):
    """Wall seconds, MB of resident memory of the largest process, and what others took.

    `stolen`: the share of all processors' time, between 0 and 1, that the host gave to its other
    guests; 0 where the system does not tell.
    """

    wall: float
    peak: float
    stolen: float


def cost_of(*arguments: str) -> Cost:
    """Run `python ARGUMENTS` in the project's folder.

    Raises RuntimeError with what it printed where it fails.
    """
    peak, begin, taken = 0, time.perf_counter(), _taken()
    with tempfile.TemporaryFile() as printed:
        process = psutil.Popen(
            [sys.executable, *arguments], stdout=printed, stderr=subprocess.STDOUT, cwd=ROOT
        )
        while process.poll() is None:
            peak = max(peak, _largest(process))
            with contextlib.suppress(psutil.TimeoutExpired):
                process.wait(_LOOK)
        wall = time.perf_counter() - begin
        if process.returncode:
            printed.seek(0)
            told = printed.read().decode()
            raise RuntimeError(f"python {' '.join(arguments)} failed:\n{told}")
    return Cost(wall, peak / 1e6, (_taken() - taken) / wall / (psutil.cpu_count() or 1))


def _taken() -> float:
    """Processor seconds that the host gave to other guests since it started."""
    taken: float = getattr(psutil.cpu_times(), "steal", 0.0)
    return taken


def _largest(process: psutil.Process) -> int:
    """Bytes of resident memory of the largest of a process and all below it."""
    sizes = [0]
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                sizes.append(one.memory_info().rss)
    return max(sizes)


def pipeline_cost(raw: Path, output: Path, workers: int, fresh: bool = True) -> Cost:
    """What `vanban run` costs, from nothing where `fresh`."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    return cost_of("-m", "vanban", "run", str(raw), str(output), "--workers", str(workers))
