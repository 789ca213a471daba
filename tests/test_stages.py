"""The loop: all stages in a row as one after the other, and a page costs itself alone."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.conftest import RAW, content
from vanban.engine import Limits, Report
from vanban.schema import DocumentRow, RejectedRow
from vanban.segmentation import segment
from vanban.stages import run as loop
from vanban.stages import segment as segment_stage
from vanban.stages.run import ALL, run_stages
from vanban.stages.shard import ShardResult, work_shard
from vanban.store import shards
from vanban.store.parquet import read_rows, read_table
from vanban.store.shard_file import shard_file
from vanban.store.shards import ShardJob
from vanban.store.stages import STAGES, StageName, stage_folder
from vanban.tables import people
from vanban.text.document import Document, Page, document_id

LIMITS = Limits(seconds=60)
DIES_IN: dict[StageName, str] = {
    "clean": "cleaned.txt", "segment": "segmented.txt", "extract": "extracted.txt",
    "tables": "tabled.txt",
}  # fmt: skip
"""Pages that a worker dies of, and in which stage."""
HANGS, SPINS = "hangs.txt", "spins.txt"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The five pages, and short ones of all the names above."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for path in RAW.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    for name in (*DIES_IN.values(), HANGS, SPINS):
        (folder / name).write_text(f"Bộ trưởng Tô Lâm ký {name} ngày 5/6/2017.\n", "utf-8")
    (folder / "empty.txt").touch()
    return folder


def run(raw: Path, output: Path, workers: int, limits: Limits = LIMITS) -> Mapping[StageName, int]:
    return run_stages(ALL, raw, output, workers, limits).worked


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_it_leaves_what_the_stages_leave(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(loop, "PAGES_PER_WORKER", 2)
    monkeypatch.setattr(people, "MANY", 1)  # people by a process of their own, where there are any
    for name in STAGES:
        run_stages((name,), raw, tmp_path / "stages", 0, LIMITS)
    assert run(raw, tmp_path / "chain", workers) == {
        "clean": 12, "segment": 11, "extract": 11, "tables": 11
    }  # fmt: skip
    assert content(tmp_path / "chain") == content(tmp_path / "stages")


def test_pages_too_large_to_be_held_are_read_from_their_shards(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(raw, tmp_path / "held", 0)
    monkeypatch.setattr("vanban.stages.shard.HeldPages.keep_page", lambda *_: None)
    run(raw, tmp_path / "read", 0)
    assert content(tmp_path / "read") == content(tmp_path / "held")


def stage_at_work(job: ShardJob) -> StageName | None:
    """The first stage that has not written its shard."""
    made = (shard_file(stage_folder(job.output, stage), job.name).exists() for stage in STAGES)
    return next((stage for stage, done in zip(STAGES, made, strict=True) if not done), None)


def befallen(job: ShardJob, report: Report) -> ShardResult:
    """Take a shard through, but some pages do what their names say."""

    def reported(pages: Sequence[str]) -> None:
        report(pages)
        stage = stage_at_work(job)
        if stage and document_id(DIES_IN[stage]) in pages:
            os._exit(9)
        if stage == "segment" and document_id(HANGS) in pages:
            time.sleep(60)
        if stage == "extract" and document_id(SPINS) in pages:
            while True:
                pass

    return work_shard(job, reported)


def test_a_page_that_fails_costs_that_page_alone_in_its_stage(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "work_of", lambda _: befallen)
    run(raw, tmp_path / "out", 2, Limits(seconds=2, patience=2))
    rejected = read_rows(tmp_path / "out" / "rejected.parquet", RejectedRow)
    assert {(row.raw_path, row.stage, row.reason) for row in rejected} == {
        *((name, stage, "died") for stage, name in DIES_IN.items()),
        (HANGS, "segment", "timeout"),
        (SPINS, "extract", "timeout"),
        ("empty.txt", "clean", "empty"),
    }
    assert read_table(tmp_path / "out" / "documents.parquet", DocumentRow).num_rows == 5
    monkeypatch.undo()
    assert run(raw, tmp_path / "out", 2) == {"clean": 1, "segment": 3, "extract": 5, "tables": 6}
    run(raw, tmp_path / "fresh", 2)
    for name, made in content(tmp_path / "fresh").items():
        assert (tmp_path / "out" / name).read_bytes() == made, name


def several_in_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shards, loop):
        monkeypatch.setattr(module, "FEWEST_BITS", 1)


def fatal_together(job: ShardJob, report: Report) -> ShardResult:
    """Take a shard through, but several pages at once kill the worker, and one page by itself."""

    def reported(pages: Sequence[str]) -> None:
        report(pages)
        alone = tuple(pages) == (document_id("segmented.txt"),) and job.apart
        if len(pages) > 1 or (alone and stage_at_work(job) == "segment"):
            os._exit(9)

    return work_shard(job, reported)


def test_pages_at_work_together_are_worked_apart_to_find_the_one_to_blame(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several_in_a_shard(monkeypatch)
    monkeypatch.setattr(loop, "work_of", lambda _: fatal_together)
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
    monkeypatch.setattr(segment_stage, "segment", fails)
    monkeypatch.setattr(segment_stage, "segment_all", all_fail)
    run(raw, tmp_path / "out", 0)
    rejected = read_rows(tmp_path / "out" / "rejected.parquet", RejectedRow)
    assert {(row.raw_path, row.reason) for row in rejected} == {
        ("hangs.txt", "crash"),
        ("empty.txt", "empty"),
    }
