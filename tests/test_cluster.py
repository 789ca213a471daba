"""A real dask scheduler with two worker processes on this machine: the output is the local run's.

The work functions here stand for what befalls workers: the production code knows none of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT, content
from vanban.cli import main
from vanban.engine import Limits, Report, WorkerError, Workers, cluster, run_jobs
from vanban.schema import TABLES, RejectedRow
from vanban.stages import run as loop
from vanban.stages.run import ALL, run_stages
from vanban.stages.shard import ShardResult, work_shard
from vanban.store.parquet import read_rows
from vanban.store.shards import ShardJob
from vanban.text.document import document_id

DIES, HANGS, TAKES_ALL_DOWN = "khối 0/0.txt", "khối 1/1.txt", "khối 2/2.txt"
LIMITS = Limits(seconds=15.0, memory=3_000_000_000, patience=1.0)
NAMES = ("Nguyễn Văn Bình", "Lê Thị Hoa", "Trần Quốc Toản", "Phạm Minh Đức")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The scheduler file of a cluster of two workers, which are started again when they die."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    worker = ["--nworkers", "2", "--nthreads", "1", "--local-directory", str(file.parent)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "pipeline"), str(ROOT))),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",  # have us try again, not dask
    }
    started = []
    with (file.parent / "log").open("w") as log:
        for command in (["scheduler", "--port", "0", *common], ["worker", *common, *worker]):
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", *command],
                    env=environment,
                    stdout=log,
                    stderr=log,
                )
            )
            while not file.exists():
                assert started[0].poll() is None, (file.parent / "log").read_text()
                time.sleep(0.05)
        yield str(file)
        cluster.leave()
        for process in reversed(started):
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short pages of our own."""
    folder = tmp_path_factory.mktemp("raw")
    for number in range(40):
        name = NAMES[number % len(NAMES)]
        text = (
            f"Hội nghị lần thứ {number + 1}\n"
            f"Ngày {number % 27 + 1}/6/2017, Bộ trưởng {name} cho biết hơn {number + 2} nghìn người"
            f" dự hội nghị theo Nghị quyết số {number + 1}-NQ/TW của Trung ương.\n"
        )
        path = folder / f"khối {number % 3}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def local(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the local run makes of the pages."""
    return run(raw, tmp_path_factory.mktemp("local"), 1)


def run(raw: Path, output: Path, workers: Workers) -> Path:
    for name in ALL:
        run_stages((name,), raw, output, workers, LIMITS)
    return output


def test_the_command_gives_the_local_run_byte_for_byte(
    raw: Path, local: Path, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", raw.as_uri(), "tables", "--scheduler", scheduler]) == 0
    assert {f"{name}.parquet" for name in TABLES} < set(content(local))
    made = content(tmp_path / "tables")
    assert made == content(local)


def lost_once(job: ShardJob, report: Report) -> ShardResult:
    """Work a shard, but in the middle of the first one the dask worker is killed."""

    def reported(pages: Sequence[str]) -> None:
        report(pages)
        with suppress(FileExistsError):
            (Path(str(job.output)) / "killed").touch(exist_ok=False)
            os.kill(os.getppid(), signal.SIGKILL)

    return work_shard(job, reported)


def test_a_worker_killed_in_the_middle_changes_nothing(
    raw: Path, local: Path, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "work_of", lambda _: lost_once)
    run(raw, tmp_path, scheduler)
    made = content(tmp_path)
    assert made.pop("killed") == b""
    assert made == content(local)


def befallen(job: ShardJob, report: Report) -> ShardResult:
    """Work a shard, but three pages do what their names say."""

    def reported(pages: Sequence[str]) -> None:
        report(pages)
        if document_id(DIES) in pages:
            os._exit(9)
        if document_id(HANGS) in pages:
            time.sleep(60)
        if document_id(TAKES_ALL_DOWN) in pages:
            os.kill(os.getppid(), signal.SIGKILL)
            os._exit(9)

    return work_shard(job, reported)


def test_a_page_that_fails_costs_that_page_alone(
    raw: Path, local: Path, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "work_of", lambda _: befallen)
    run(raw, tmp_path, scheduler)
    rejected = list(read_rows(tmp_path / "rejected.parquet", RejectedRow))
    assert {(row.raw_path, row.stage, row.reason) for row in rejected} == {
        (DIES, "clean", "died"),
        (HANGS, "clean", "timeout"),
        (TAKES_ALL_DOWN, "clean", "died"),
    }
    monkeypatch.undo()
    assert run_stages(("clean",), raw, tmp_path, scheduler, LIMITS).worked == {"clean": 3}
    run(raw, tmp_path, scheduler)
    assert content(tmp_path) == content(local)


def refuse(job: ShardJob, report: Report) -> ShardResult:
    raise ValueError("no shard to work")


def test_a_fault_that_is_no_page_s_ends_the_run(scheduler: str, tmp_path: Path) -> None:
    job = ShardJob("ab", tmp_path, {"clean": ""}, {"ab": "c"})
    with pytest.raises(WorkerError, match="no shard to work"):
        list(run_jobs([job], refuse, scheduler, LIMITS))


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("vanban.engine.cluster.PATIENCE", 1)
    job = ShardJob("ab", tmp_path, {"clean": ""}, {"ab": "c"})
    with pytest.raises(WorkerError, match="no scheduler answers"):
        list(run_jobs([job], refuse, "tcp://127.0.0.1:9", LIMITS))
