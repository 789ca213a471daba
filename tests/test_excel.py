"""Workbooks as another reader of Excel sees them: types, harmless texts, cut cells, full sheets."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vanban.cli import main
from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.show.exports.excel import LONGEST, write_rows, write_table
from vanban.store.scan import batches


def rows(path: Path, sheet: int = 0) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize("name", ["quantities", "documents", "people"])
def test_a_table_comes_back_with_its_types(output: Path, tmp_path: Path, name: str) -> None:
    write_table(output, name, tmp_path)
    head, *found = rows(tmp_path / f"{name}.xlsx")
    assert list(head) == schema_of(TABLES[name]).names
    stored = [row for part in batches(output, name) for row in part.to_pylist()]
    assert len(found) == len(stored)
    for cells, row in zip(found, stored, strict=True):
        for key, cell in zip(head, cells, strict=True):
            value = row[key]
            if isinstance(value, list):
                value = "; ".join(map(str, value)) or None
            if isinstance(value, dt.date):
                value = dt.datetime(value.year, value.month, value.day)
            assert cell == (None if value == "" else value), key


def test_texts_stay_texts_and_end_where_a_cell_does(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "https://example.org",
        "007",
        "\x01",
        "a" * (LONGEST + 1),
        "\U00020000" * LONGEST,
    ]
    write_rows(tmp_path / "a.xlsx", "a", ["text"], [(text,) for text in texts])
    _, *found = rows(tmp_path / "a.xlsx")
    assert [cell for (cell,) in found[:3]] == texts[:3]
    assert found[4] == ("a" * LONGEST,)
    assert found[5] == ("\U00020000" * (LONGEST // 2),)  # Excel counts each as two
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.xlsx", "a", ["n"], [(n,) for n in range(5)], most=3)
    assert [rows(tmp_path / "a.xlsx", sheet) for sheet in range(3)] == [
        [("n",), (0,), (1,)],
        [("n",), (2,), (3,)],
        [("n",), (4,)],
    ]
    write_rows(tmp_path / "b.xlsx", "a", ["n"], [])
    assert rows(tmp_path / "b.xlsx") == [("n",)]


def test_the_same_rows_are_the_same_bytes(output: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_table(output, "names", folder)
    first, second = (path.read_bytes() for path in sorted(tmp_path.rglob("names.xlsx")))
    assert first == second


def test_the_review_site_offers_its_tables(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "tables", ignore=shutil.ignore_patterns("review", "stages"))
    assert main(["review", str(tmp_path / "tables")]) == 0
    site = tmp_path / "tables" / "review"
    shown = (site / "people" / "1.html").read_text("utf-8")
    for name in re.findall(r'href="\.\./(tables/[^"]*)" download', shown):
        assert (site / name).exists()
    assert "tables/people.csv" in shown
    assert rows(site / "tables" / "people.xlsx")[0][0] == "person_id"


def test_the_command_writes_all_tables_but_tokens(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "excel", str(output), str(tmp_path / "excel")]) == 0
    names = {path.stem for path in (tmp_path / "excel").glob("*.xlsx")}
    assert names == set(TABLES) - {"tokens"}
    assert capsys.readouterr().out.endswith(f"{len(names)} tables\n")
