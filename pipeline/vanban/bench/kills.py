"""Kill -9 at random moments: `python -m vanban.bench.kills [--kills N] [--pages N]`.

In: nothing; pages are made here. A run is killed with all its processes, or its first process
alone, at a moment drawn over its whole length, and started again until one ends. Out: how many
kills, how many runs ended, and whether their tables were, byte for byte, those of an unbroken run.
Between kills, whatever set of tables stands must be whole. Exit code 1 if anything differed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vanban.bench.cost import ROOT, pipeline_cost
from vanban.bench.pages import made_pages
from vanban.tables.build import verify
from vanban.tables.publish import MANIFEST

WORKERS = (1, 2, 4)


def main(kills: int, pages: int, seed: int) -> int:
    """Kill and compare; 0 where all was equal."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as temporary:
        raw, whole, out = (Path(temporary) / name for name in ("raw", "whole", "out"))
        made_pages(pages, raw)
        length = pipeline_cost(raw, whole, 2).wall
        killed = ended = wrong = 0
        while killed < kills:
            survived = run_for(choice.uniform(0, length * 1.1), raw, out, choice)
            killed += not survived
            faults = published_faults(out)
            if survived or killed == kills:
                pipeline_cost(raw, out, 2, fresh=False)
                ended += 1
                faults += differences(whole, out)
                shutil.rmtree(out)
            for fault in faults:
                print(f"after kill {killed}: {fault}")
            wrong += bool(faults)
            print(f"\r{killed} of {kills} kills", end="", file=sys.stderr)
    print(f"\n{killed} kills over {pages} pages, {ended} runs ended, {wrong} wrong")
    return int(bool(wrong))


def run_for(seconds: float, raw: Path, out: Path, choice: random.Random) -> bool:
    """Run the pipeline and kill it after so many seconds; true where it ended before that."""
    workers = str(choice.choice(WORKERS))
    command = [sys.executable, "-m", "vanban", "run", str(raw), str(out), "--workers", workers]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            if choice.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()  # its workers see that it is gone, and end
            time.sleep(choice.choice((0, 0, 0.3)))
            return False


def published_faults(out: Path) -> list[str]:
    """What is wrong with the tables that stand, if a manifest says that they are whole."""
    return [str(fault) for fault in verify(out)] if (out / MANIFEST).exists() else []


def differences(whole: Path, out: Path) -> list[str]:
    """The published files of two runs that are not the same bytes, or stand in one only."""
    names = {path.name for folder in (whole, out) for path in folder.iterdir() if path.is_file()}
    return [
        f"{name} differs"
        for name in sorted(names)
        if not (whole / name).exists()
        or not (out / name).exists()
        or (whole / name).read_bytes() != (out / name).read_bytes()
    ]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m vanban.bench.kills", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    sys.exit(main(options.kills, options.pages, options.seed))
