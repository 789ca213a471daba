"""What is restored, damaged, removed or wrong as a whole: found, made anew, or refused by name."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vanban.bench.kills import differences
from vanban.cli import main
from vanban.stages.run import only_run
from vanban.store.sources import PACKAGE
from vanban.tables.build import verify


@pytest.fixture
def output(whole: Path, tmp_path: Path) -> Path:
    """A copy of the tables of the made pages, with their shards."""
    shutil.copytree(whole, tmp_path / "output")
    return tmp_path / "output"


def run(raw: Path, output: Path, *more: str) -> int:
    return main(["run", str(raw), str(output), "--workers", "0", *more])


def published(output: Path) -> list[Path]:
    return [path for path in output.iterdir() if path.is_file()]


@pytest.mark.parametrize("hidden", [True, False])
def test_older_tables_that_were_restored_are_made_anew(
    raw: Path, whole: Path, output: Path, tmp_path: Path, hidden: bool
) -> None:
    """As by dvc checkout, or by a backup that leaves out names with a dot."""
    more = tmp_path / "raw"
    shutil.copytree(raw, more)
    (more / "one.txt").write_text("Bộ trưởng Lê Văn Ba phát biểu ngày 5/6/2017.\n", "utf-8")
    assert run(more, output) == 0
    for path in published(output):
        if hidden or not path.name.startswith("."):
            shutil.copy(whole / path.name, path)
    (more / "two.txt").write_text("Bà Trần Thị Tư dự lễ ngày 7/6/2017.\n", "utf-8")
    assert run(more, output) == 0
    assert verify(output, more) == []
    assert run(more, tmp_path / "fresh") == 0
    assert differences(tmp_path / "fresh", output) == []


@pytest.mark.parametrize("stage", ["clean", "segment", "extract", "tables"])
def test_a_flipped_byte_in_a_shard_heals(raw: Path, whole: Path, output: Path, stage: str) -> None:
    choice = random.Random(stage)  # noqa: S311 - no secret
    for shard in sorted((output / "stages" / stage).iterdir())[:3]:
        content = bytearray(shard.read_bytes())
        content[choice.randrange(len(content) // 4, len(content) // 2)] ^= 0x10
        shard.write_bytes(bytes(content))
        assert run(raw, output) == 0
        assert set(differences(whole, output)) <= {".made-of differs"}
        assert verify(output, raw) == []


def test_a_stage_that_finds_a_damaged_shard_of_its_own_makes_it_anew(
    raw: Path, whole: Path, output: Path, tmp_path: Path
) -> None:
    more = tmp_path / "raw"
    shutil.copytree(raw, more)
    (more / "one.txt").write_text("Bộ trưởng Lê Văn Ba phát biểu ngày 5/6/2017.\n", "utf-8")
    for stage in ("clean", "extract"):
        for shard in (output / "stages" / stage).iterdir():
            content = bytearray(shard.read_bytes())
            content[len(content) // 3] ^= 0x10
            shard.write_bytes(bytes(content))
    assert run(more, output) == 0
    assert run(more, tmp_path / "fresh") == 0
    differ = differences(tmp_path / "fresh", output)
    assert set(differ) <= {".made-of differs"}  # a byte between the tables of a shard says nothing


def test_removing_a_file_lets_no_second_run_in(
    raw: Path, output: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with only_run(output):
        for path in published(output):
            if path.name.startswith("."):
                path.unlink()
        assert run(raw, output) == 2
    assert "another run" in capfd.readouterr().err


def test_an_empty_raw_folder_is_asked_about(
    output: Path, whole: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    assert run(tmp_path / "raw", output) == 2
    assert "--allow-empty" in capfd.readouterr().err
    assert differences(whole, output) == []
    assert run(tmp_path / "raw", output, "--allow-empty") == 0
    assert verify(output, tmp_path / "raw") == []


def test_folders_in_each_other_are_refused(
    tmp_path: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for one, other in ((raw, raw), (raw, raw / "output"), (raw, raw.parent)):
        assert run(one, other) == 2
        assert str(other) in capfd.readouterr().err
    (tmp_path / "link").symlink_to(raw)
    assert run(raw, tmp_path / "link" / "output") == 2
    assert not (raw / "output").exists()


def test_missing_raw_files_are_named(
    raw: Path, output: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    fewer = tmp_path / "raw"
    shutil.copytree(raw, fewer)
    gone, changed = sorted(fewer.rglob("*.txt"))[:2]
    gone.unlink()
    changed.write_text("Trang khác.\n", "utf-8")
    capfd.readouterr()
    assert main(["check", str(output), "--raw", str(fewer)]) == 1
    said = "".join(capfd.readouterr())
    assert gone.name in said
    assert f"{changed.name}: changed since it was cleaned" in said
    assert "Traceback" not in said


def test_a_fault_of_all_pages_ends_the_run_before_any(
    raw: Path, whole: Path, output: Path, tmp_path: Path
) -> None:
    """A lexicon with a typo: the message names file and entry, the tables stay as they were."""
    package = tmp_path / "source" / "vanban"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    lexicon = package / "lexicons" / "honorifics.toml"
    lexicon.write_text(lexicon.read_text("utf-8").replace("source =", "sourse =", 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "vanban", "run", str(raw), str(output), "--workers", "1"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "honorifics.toml" in done.stderr
    assert "sourse" in done.stderr
    assert "Traceback" not in done.stderr
    assert differences(whole, output) == []
    assert verify(output, raw) == []


def test_an_interrupt_is_one_line(raw: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "vanban", "run", str(raw), str(tmp_path / "out"), "--workers", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    while not (tmp_path / "out" / "stages").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("vanban: interrupted.")
    assert "Traceback" not in said


@pytest.mark.parametrize("workers", ["-1", "two", "1.5"])
def test_workers_that_are_no_number(
    workers: str, raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", str(raw), str(tmp_path / "out"), "--workers", workers])
    assert ended.value.code == 2
    assert "--workers" in capfd.readouterr().err
