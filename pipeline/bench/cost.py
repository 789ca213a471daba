"""What a command costs: wall seconds, and the most memory that any one of its processes held."""

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

ROOT = Path(__file__).parent.parent.parent
_LOOK = 0.3
"""Seconds between two looks at the processes."""


class Cost(NamedTuple):
    """Wall seconds, and MB of resident memory of the largest process."""

    wall: float
    peak: float


def cost_of(*arguments: str) -> Cost:
    """Run `python ARGUMENTS` in the project's folder.

    Raises RuntimeError with what it printed where it fails.
    """
    peak, begin = 0, time.perf_counter()
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
    return Cost(wall, peak / 1e6)


def _largest(process: psutil.Process) -> int:
    """Bytes of resident memory of the largest of a process and all below it."""
    sizes = [0]
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                sizes.append(one.memory_info().rss)
    return max(sizes)


def pipeline_cost(raw: Path, output: Path, workers: int, fresh: bool = True) -> Cost:
    """What `python -m pipeline run` costs, from nothing where `fresh`."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    return cost_of("-m", "pipeline", "run", str(raw), str(output), "--workers", str(workers))
