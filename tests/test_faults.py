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
from vanban import load
from vanban.bench.kills import differences, published_faults, run_for
from vanban.cli import main
from vanban.stages.run import only_run
from vanban.tables.build import verify
from vanban.text.spans import OffsetMap, Span

KILLS = 6


def test_killed_at_any_moment(raw: Path, whole: Path, tmp_path: Path) -> None:
    choice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(KILLS):
        run_for(choice.uniform(0.2, 4), raw, tmp_path / "output", choice)
        assert published_faults(tmp_path / "output") == []
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
    assert "file too large" in done.stderr.lower()
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
    assert "not a directory" in capfd.readouterr().err.lower()
    assert main(["run", str(raw), "/proc/vanban", "--workers", "1"]) == 2
    assert "/proc/vanban" in capfd.readouterr().err


def test_two_runs_do_not_write_one_folder(
    raw: Path, whole: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with only_run(whole):
        assert main(["run", str(raw), str(whole)]) == 2
    assert "another run" in capfd.readouterr().err
    assert main(["run", str(raw), str(whole)]) == 0


def names(output: Path) -> list[str]:
    return list(load("names", output).surface)


JOINED = """Chuyện làng Bồng
Đình làng Bồng ở xã Minh Tân được dựng năm 1805, vào đầu thời nhà Nguyễn

[sửa | sửa mã nguồn]
Năm Gia Long thứ tư, dân làng góp tiền đúc chuông và sửa lại nhà tiền tế cho kịp ngày hội.

Năm 1999, tỉnh xếp hạng đình là di tích. Ông Lê Văn Hải, Trưởng ban quản lý, cho biết như vậy.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (JOINED, ["Lê Văn Hải"]),
        ("Phát biểu tại hội nghị là ông Trần Văn Tấ\u0302\n", ["Trần Văn Tấ"]),
        ("Phát biểu tại hội nghị là ông Trần Văn Tá\u0302\u0301m.\n", ["Trần Văn Tấm"]),
        ("Ngày 2/5, đồng chí Lê Văn Hải &#&#1;3; phát biểu tại hội nghị.\n", ["Lê Văn Hải"]),
        ("Ngày 2/5, đồng chí Lê Văn H&#&#1;7843;i phát biểu tại hội nghị.\n", None),
    ],
)
def test_odd_characters_and_cuts_leave_rows_that_hold(
    text: str, found: list[str] | None, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "page.txt").write_text(text, "utf-8")
    output = tmp_path / "out"
    assert main(["run", str(tmp_path / "raw"), str(output), "--workers", "0", "--strict"]) == 0
    assert main(["check", str(output), "--raw", str(tmp_path / "raw")]) == 0
    assert found is None or names(output) == found


def test_a_page_whose_rows_do_not_hold_is_rejected_and_costs_no_other(
    raw: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "raw"
    shutil.copytree(raw, more)
    text = "Bộ trưởng Tô Lâm phát biểu ngày 5/6/2017."
    (more / "odd.txt").write_text(text, "utf-8")

    def too_early(self: OffsetMap, start: int, end: int) -> Span:
        span = to_raw(self, start, end)
        return (
            Span(span.start - 2, span.end) if self.pieces[-1].end == len(text) and start else span
        )

    to_raw = OffsetMap.to_raw
    monkeypatch.setattr(OffsetMap, "to_raw", too_early)
    output = tmp_path / "out"
    run = ["run", str(more), str(output), "--workers", "0"]
    for _ in range(2):  # the second has nothing to do
        assert main(run) == 0
        (row,) = load("rejected", output).to_dict("records")
        assert (row["raw_path"], row["stage"], row["reason"]) == ("odd.txt", "tables", "crash")
        assert "is not 'Tô Lâm'" in row["message"] or "is not 'Bộ trưởng'" in row["message"]
        assert verify(output, more) == []
        assert load("names", output).equals(load("names", whole))
