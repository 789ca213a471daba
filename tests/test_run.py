"""Real runs: the five pages, the same bytes each time, every file accounted for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import RAW
from vanban import load
from vanban.cli import main
from vanban.schema import MENTION_TABLES, MENTIONS, TABLES, DocumentRow
from vanban.store.parquet import read_rows
from vanban.tables.publish import file_sha256
from vanban.text.spans import fold


def test_every_table_is_there_and_loads(output: Path) -> None:
    for name in TABLES:
        frame = load(name, output)
        assert list(frame.columns) == list(TABLES[name].model_fields)
    assert len(load("documents", output)) == 5


def test_surfaces_stand_in_both_texts(output: Path) -> None:
    documents = read_rows(output / "documents.parquet", DocumentRow)
    pages = {row.doc_id: row for row in documents}
    for kind, name in MENTION_TABLES.items():
        rows = list(read_rows(output / f"{name}.parquet", MENTIONS[kind]))
        assert rows, name
        for row in rows:
            page = pages[row.doc_id]
            raw = (RAW / page.raw_path).read_bytes().decode("utf-8")
            assert page.text[row.start : row.end] == row.surface
            assert fold(raw[row.raw_start : row.raw_end]) == fold(row.surface)


def test_two_runs_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    assert main(["run", str(RAW), str(tmp_path / "again")]) == 0
    for name in TABLES:
        file = f"{name}.parquet"
        assert file_sha256(output / file) == file_sha256(tmp_path / "again" / file), name


def test_pages_are_found_in_any_folder_and_none_is_lost(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    pages = sorted(RAW.glob("*.txt"))
    (raw / "2012" / "báo chí").mkdir(parents=True)
    shutil.copy(pages[0], raw / "2012" / "báo chí" / "trang một.txt")
    shutil.copy(pages[1], raw / "page.html")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "binary.txt").write_bytes(bytes(range(256)))
    (raw / "no such target.txt").symlink_to(tmp_path / "nowhere")
    (raw / ".gitignore").write_text("/corpus\n")
    (raw / "corpus.dvc").write_text("outs: []\n")
    assert main(["run", str(raw), str(tmp_path / "out")]) == 0
    documents, rejected = load("documents", tmp_path / "out"), load("rejected", tmp_path / "out")
    assert set(documents.raw_path) == {"2012/báo chí/trang một.txt", "page.html"}
    assert set(rejected.raw_path) == {"empty.txt", "binary.txt", "no such target.txt"}
    assert rejected.message.str.len().min() > 10
    assert main(["check", str(tmp_path / "out"), "--raw", str(raw)]) == 0


def test_strict_run_fails_on_a_rejected_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").write_bytes(b"")
    run = ["run", str(tmp_path / "raw"), str(tmp_path / "out")]
    assert main(run) == 0
    assert main([*run, "--strict"]) == 1
    assert "empty.txt" in capsys.readouterr().err


def test_dtypes_are_what_an_analyst_expects(output: Path) -> None:
    quantities, documents = load("quantities", output), load("documents", output)
    assert quantities.value.dtype == "float64"
    assert quantities.start.dtype == "Int32"
    assert isinstance(quantities.kind.dtype, pd.CategoricalDtype)
    assert pd.api.types.is_datetime64_any_dtype(documents.published_on)


def test_load_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there are documents"):
        load("nmaes", tmp_path)
    with pytest.raises(FileNotFoundError, match="Run 'make'"):
        load("names", tmp_path)
