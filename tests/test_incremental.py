"""Only new work is done, and what comes out is what a clean rebuild gives, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.conftest import RAW
from vanban.cli import main
from vanban.engine import Limits
from vanban.schema import TABLES
from vanban.stages import run as loop
from vanban.stages import tables as tables_stage
from vanban.stages.run import ALL, run_stages
from vanban.store import sources, stages
from vanban.store.stages import STAGES
from vanban.tables import people
from vanban.tables.check import check as check_all
from vanban.tables.derive import Who, who
from vanban.tables.promises import Fault
from vanban.tables.publish import file_sha256

NEW = "new.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder of 40 pages: the five, eight times over with a line of their own."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for path in sorted(RAW.glob("*.txt")):
        for number in range(8):
            text = path.read_text("utf-8")[:1500]
            (folder / f"{number}-{path.name}").write_text(f"{text}\nTrang {number}.\n", "utf-8")
    return folder


Work = Callable[..., dict[str, int]]


def stage_by_stage(raw: Path, output: Path, workers: int = 0) -> dict[str, int]:
    worked = [run_stages((name,), raw, output, workers, Limits()).worked for name in STAGES]
    return {str(name): pages for of_stage in worked for name, pages in of_stage.items()}


def in_one_go(raw: Path, output: Path, workers: int = 0) -> dict[str, int]:
    worked = run_stages(ALL, raw, output, workers, Limits()).worked
    return {str(name): pages for name, pages in worked.items()}


@pytest.fixture(params=[stage_by_stage, in_one_go])
def work(request: pytest.FixtureRequest) -> Work:
    """What DVC does, and what `run` does."""
    way: Work = request.param
    return way


def same_tables(one: Path, other: Path) -> bool:
    files = [f"{name}.parquet" for name in TABLES] + ["manifest.json"]
    return all(file_sha256(one / file) == file_sha256(other / file) for file in files)


def all_stages(count: int) -> dict[str, int]:
    return dict.fromkeys(STAGES, count)


def test_added_changed_removed(work: Work, raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert work(raw, output) == all_stages(40)
    assert work(raw, output) == all_stages(0)
    (raw / "deep").mkdir()
    (raw / "deep" / "new.txt").write_text("Bộ trưởng Tô Lâm phát biểu ngày 5/6/2017.\n", "utf-8")
    assert work(raw, output) == all_stages(1)
    changed = min(raw.glob("3-*"))
    changed.write_text(changed.read_text("utf-8") + "Thêm một dòng.\n", "utf-8")
    min(raw.glob("4-*")).unlink()
    assert work(raw, output) == all_stages(1)
    work(raw, tmp_path / "rebuilt")
    assert same_tables(output, tmp_path / "rebuilt")


def test_the_shards_too_are_those_of_a_clean_run(raw: Path, tmp_path: Path) -> None:
    output, clean = tmp_path / "out", tmp_path / "clean"
    in_one_go(raw, output)
    for page in sorted(raw.glob("*.txt"))[3:12]:
        page.unlink()
    (raw / "0-moved.txt").write_bytes(min(raw.glob("*.txt")).read_bytes())
    sorted(raw.glob("*.txt"))[5].rename(raw / "renamed.txt")
    in_one_go(raw, output)
    in_one_go(raw, clean)
    stages = [
        {path.relative_to(out): path.read_bytes() for path in (out / "stages").rglob("*.shard")}
        for out in (output, clean)
    ]
    assert stages[0] == stages[1]


def test_a_page_more_is_checked_alone_and_only_its_shard_s_names_are_resolved(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "other.txt").write_text("Ông Hà Sỹ Đồng phát biểu ngày 5/6/2017.\n", "utf-8")
    in_one_go(raw, tmp_path / "out")
    checked: list[str] = []
    resolved: list[str] = []

    def check(tables: dict[str, pa.Table], *others: Any) -> Iterator[Fault]:
        checked.extend(tables["documents"]["raw_path"].to_pylist())
        return check_all(tables, *others)

    def resolve(parts: dict[str, pa.Table]) -> Who:
        resolved.extend(parts["sightings"]["name"].to_pylist())
        return who(parts)

    monkeypatch.setattr(tables_stage, "check", check)
    monkeypatch.setattr(people, "who", resolve)
    text = "Bộ trưởng Tô Lâm và bà Đặng Thị Ngọc Thịnh dự lễ ngày 5/6/2017.\n"
    (raw / NEW).write_text(text, "utf-8")
    in_one_go(raw, tmp_path / "out")
    assert checked == [NEW]
    assert {"Tô Lâm", "Đặng Thị Ngọc Thịnh"} <= set(resolved)
    assert "Hà Sỹ Đồng" not in resolved
    in_one_go(raw, tmp_path / "rebuilt")
    assert same_tables(tmp_path / "out", tmp_path / "rebuilt")


@pytest.mark.parametrize("lost", [".persons.parquet", ".made-of", "people.parquet"])
def test_what_is_lost_beside_the_tables_is_made_again(raw: Path, tmp_path: Path, lost: str) -> None:
    in_one_go(raw, tmp_path / "out")
    (tmp_path / "out" / lost).unlink()
    (raw / NEW).write_text("Bộ trưởng Tô Lâm dự lễ ngày 5/6/2017.\n", "utf-8")
    in_one_go(raw, tmp_path / "out")
    in_one_go(raw, tmp_path / "rebuilt")
    assert same_tables(tmp_path / "out", tmp_path / "rebuilt")
    assert (tmp_path / "out" / lost).exists()


def test_workers_and_order_change_nothing(
    work: Work, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "PAGES_PER_WORKER", 5)
    work(raw, tmp_path / "one", 1)
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for path in sorted(raw.iterdir(), key=lambda path: path.name[::-1]):
        shutil.copy(path, shuffled / path.name)
    for workers in (2, 4):
        work(shuffled, tmp_path / f"{workers}", workers)
        assert same_tables(tmp_path / "one", tmp_path / f"{workers}")


def forget() -> None:
    sources.forget()
    stages.fingerprint.cache_clear()


def test_a_changed_rule_redoes_what_rests_on_it(
    work: Work, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    work(raw, output)
    package = tmp_path / "pipeline"
    shutil.copytree(sources.PACKAGE, package)
    monkeypatch.setattr(sources, "PACKAGE", package)
    forget()
    assert work(raw, output) == all_stages(0)
    with (package / "lexicons" / "roles.toml").open("a", encoding="utf-8") as lexicon:
        lexicon.write("# another line\n")
    forget()
    assert work(raw, output) == {**all_stages(0), "extract": 40, "tables": 40}
    with (package / "cleaning" / "__init__.py").open("a", encoding="utf-8") as code:
        code.write("# another line\n")
    forget()
    assert work(raw, output) == all_stages(40)
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("kept", [0, 1, 100, -1])
def test_a_shard_that_is_cut_off_is_made_again(
    work: Work, raw: Path, tmp_path: Path, kept: int
) -> None:
    output = tmp_path / "output"
    work(raw, output)
    shard = min((output / "stages" / "segment").iterdir())
    whole = shard.read_bytes()
    shard.write_bytes(whole[:kept])
    worked = work(raw, output)
    assert worked["clean"] == 0
    assert worked["segment"] >= 1
    assert shard.read_bytes() == whole


def test_a_killed_publication_is_seen(work: Work, raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    work(raw, output)
    (output / "manifest.json").unlink()
    assert main(["check", str(output)]) == 1
    work(raw, output)
    assert main(["check", str(output), "--raw", str(raw)]) == 0
