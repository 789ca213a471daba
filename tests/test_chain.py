"""All stages in a row: the same as one after the other, and a page costs itself alone."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import RAW
from vanban.engine.pool import Limits, Tell
from vanban.engine.process import TOGETHER
from vanban.schema import DocumentRow, RejectedRow
from vanban.segmentation import segment
from vanban.stages import chain, stages
from vanban.stages import work as stage_work
from vanban.stages.chain import Chained, ChainJob, run_chain, work_chain
from vanban.stages.stages import STAGES, run_stage
from vanban.store import shards
from vanban.store.parquet import read_rows, read_table
from vanban.store.raw import raw_files
from vanban.tables import people as retell
from vanban.tables.build import published, tables_stage
from vanban.text.document import Document, Page, document_id

LIMITS = Limits(seconds=60)
DIES_AT = {"cleaned.txt": 1, "segmented.txt": 2, "extracted.txt": 3}
"""Pages that a worker dies of, and in which stage."""
STAGE_OF = dict(zip(DIES_AT, STAGES, strict=True))
HANGS = "hangs.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The five pages, and short ones of all the names above."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for path in RAW.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    for name in (*DIES_AT, HANGS):
        (folder / name).write_text(f"Bộ trưởng Tô Lâm ký {name} ngày 5/6/2017.\n", "utf-8")
    (folder / "empty.txt").touch()
    return folder


def content(output: Path) -> dict[str, bytes]:
    files = [path for path in output.rglob("*") if path.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def run(raw: Path, output: Path, workers: int, limits: Limits = LIMITS) -> Counter[str]:
    files = raw_files(raw)
    worked, faults = run_chain(files, output, workers, limits)
    published(files, output, faults, workers)
    return worked


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_it_leaves_what_the_stages_leave(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(chain, "PAGES_PER_WORKER", 2)
    monkeypatch.setattr(retell, "MANY", 1)  # people by a process of their own, where there are any
    for name in STAGES:
        run_stage(name, raw, tmp_path / "stages", 0, LIMITS)
    tables_stage(raw, tmp_path / "stages")
    assert run(raw, tmp_path / "chain", workers) == {"clean": 10, "segment": 9, "extract": 9}
    assert content(tmp_path / "chain") == content(tmp_path / "stages")


def befallen(job: ChainJob, tell: Tell) -> Chained:
    """Take a shard through, but some pages do what their names say."""
    begun: Counter[str | None] = Counter()

    def told(page: str | None) -> None:
        tell(page)
        begun[page] += 1
        for name, stage in DIES_AT.items():
            if page == document_id(name) and begun[page] == stage:
                os._exit(9)
        if page == document_id(HANGS) and begun[page] == 2:
            time.sleep(60)

    return work_chain(job, told)


def test_a_page_that_fails_costs_that_page_alone_in_its_stage(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "work_chain", befallen)
    run(raw, tmp_path / "out", 2, Limits(seconds=5))
    rejected = read_rows(tmp_path / "out" / "rejected.parquet", RejectedRow)
    assert {(row.raw_path, row.stage, row.reason) for row in rejected} == {
        *((name, stage, "died") for name, stage in STAGE_OF.items()),
        (HANGS, "segment", "timeout"),
        ("empty.txt", "clean", "empty"),
    }
    assert read_table(tmp_path / "out" / "documents.parquet", DocumentRow).num_rows == 5
    monkeypatch.undo()
    assert run(raw, tmp_path / "out", 2) == {"clean": 1, "segment": 3, "extract": 4}
    run(raw, tmp_path / "fresh", 2)
    for name, made in content(tmp_path / "fresh").items():
        assert (tmp_path / "out" / name).read_bytes() == made


def several_in_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shards, stages):
        monkeypatch.setattr(module, "FEWEST_BITS", 1)


def fatal_together(job: ChainJob, tell: Tell) -> Chained:
    """Take a shard through, but several pages at once kill the worker, and one page by itself."""

    def told(page: str | None) -> None:
        tell(page)
        if page == TOGETHER or (page == document_id("segmented.txt") and job.clean.apart):
            os._exit(9)

    return work_chain(job, told)


def test_pages_at_work_together_are_worked_apart_to_find_the_one_to_blame(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several_in_a_shard(monkeypatch)
    monkeypatch.setattr(chain, "work_chain", fatal_together)
    run(raw, tmp_path / "out", 1)
    rejected = read_rows(tmp_path / "out" / "rejected.parquet", RejectedRow)
    assert {(row.raw_path, row.stage, row.reason) for row in rejected} == {
        ("segmented.txt", "segment", "died"),
        ("empty.txt", "clean", "empty"),
    }


def test_a_page_that_cannot_be_segmented_costs_that_page_alone(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(page: Page, fast: bool = True) -> Document:
        if page.raw_path == "hangs.txt":
            raise ValueError("no words")
        return segment(page, fast)

    def all_fail(pages: Sequence[Page]) -> list[Document]:
        return [fails(page) for page in pages]

    several_in_a_shard(monkeypatch)
    monkeypatch.setattr(stage_work, "segment", fails)
    monkeypatch.setattr(stage_work, "segment_all", all_fail)
    run(raw, tmp_path / "out", 0)
    rejected = read_rows(tmp_path / "out" / "rejected.parquet", RejectedRow)
    assert {(row.raw_path, row.reason) for row in rejected} == {
        ("hangs.txt", "crash"),
        ("empty.txt", "empty"),
    }
