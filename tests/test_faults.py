"""A run that is killed, finds its disk full, or may not write: what stands is whole, the next
run completes, and the tables are those of a run that nothing befell.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vanban.bench.kills import differences, run_for, standing_faults
from vanban.bench.pages import made_pages
from vanban.cli import main
from vanban.store.lock import only_run
from vanban.tables.verify import verify

PAGES = 24
KILLS = 6


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_pages(PAGES, tmp_path_factory.mktemp("pages") / "raw")


@pytest.fixture(scope="module")
def whole(raw: Path) -> Path:
    """The tables of a run that nothing befell."""
    output = raw.parent / "whole"
    assert main(["run", str(raw), str(output), "--workers", "1"]) == 0
    return output


def test_killed_at_any_moment(raw: Path, whole: Path, tmp_path: Path) -> None:
    choice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(KILLS):
        run_for(choice.uniform(0.2, 4), raw, tmp_path / "output", choice)
        assert standing_faults(tmp_path / "output") == []
    assert main(["run", str(raw), str(tmp_path / "output"), "--workers", "1"]) == 0
    assert differences(whole, tmp_path / "output") == []


def run_with_disk(size: int, raw: Path, output: Path) -> subprocess.CompletedProcess[str]:
    """A run in which no file may grow beyond `size` bytes: the disk is full there."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [sys.executable, "-m", "vanban", "run", str(raw), str(output), "--workers", "1"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        preexec_fn=small,
    )


@pytest.mark.parametrize("size", [2_000, 40_000])
def test_a_full_disk(size: int, raw: Path, whole: Path, tmp_path: Path) -> None:
    output, more = tmp_path / "output", tmp_path / "raw"
    shutil.copytree(whole, output)
    shutil.copytree(raw, more)
    (more / "added.txt").write_text("Bộ trưởng Tô Lâm phát biểu ngày 5/6/2017.\n", "utf-8")
    done = run_with_disk(size, more, output)
    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert verify(output, raw) == []
    (more / "added.txt").unlink()
    assert main(["run", str(more), str(output), "--workers", "1"]) == 0
    assert differences(whole, output) == []


def test_an_output_that_may_not_be_written(
    raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    assert main(["run", str(raw), str(file / "output"), "--workers", "1"]) == 2
    assert "Not a directory" in capfd.readouterr().err
    assert main(["run", str(raw), "/proc/vanban", "--workers", "1"]) == 2
    assert "/proc/vanban" in capfd.readouterr().err


def test_two_runs_do_not_write_one_folder(
    raw: Path, whole: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with only_run(whole):
        assert main(["run", str(raw), str(whole)]) == 2
    assert "another run" in capfd.readouterr().err
    assert main(["run", str(raw), str(whole)]) == 0
