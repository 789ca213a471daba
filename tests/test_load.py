"""load: the types an analyst expects; and the questions of the docs on pages made for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from tests.conftest import ROOT
from tests.test_readme import PYTHON, SQL, squeezed
from vanban import load
from vanban.cli import main
from vanban.schema import TABLES
from vanban.schema.arrow import schema_of

PAGES = {
    "a.txt": "Hà Nội chi ngân sách\n\nTP chi hơn 1.500 tỷ đồng làm đường, thu 900 triệu đồng.\n",
    "b.txt": "Quỹ vì người nghèo\n\nQuỹ nhận 2,5 tỷ đồng và 3 triệu USD, gần 12 tỉ đồng đã chi.\n",
}


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `output` holds the tables of pages that name money."""
    folder = tmp_path_factory.mktemp("money")
    (folder / "raw").mkdir()
    for name, text in PAGES.items():
        (folder / "raw" / name).write_text(text, "utf-8")
    run = ["run", str(folder / "raw"), str(folder / "output"), "--workers", "0"]
    assert main([*run, "--strict"]) == 0
    return folder


def test_money_over_a_billion_in_pandas_and_sql(
    money: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(money)
    questions = (ROOT / "docs" / "questions.md").read_text("utf-8")
    section = questions.split("Which claims of money are over")[1]
    python, sql = PYTHON.search(section), SQL.search(section)
    assert python is not None
    assert sql is not None
    exec(compile(python[1], "README", "exec"), {})  # noqa: S102 - our own text
    shown = squeezed(capsys.readouterr().out)
    assert squeezed(duckdb.execute(sql[2]).df().to_string(index=False)) == shown
    surfaces = re.findall(r"^ *(.* đồng)\b", shown, re.MULTILINE)
    assert sorted(surfaces) == ["1.500 tỷ đồng", "12 tỉ đồng", "2,5 tỷ đồng"]


EXPECTED: dict[pa.DataType, Callable[[pd.Series], bool]] = {
    pa.string(): pd.api.types.is_string_dtype,
    pa.int32(): lambda series: series.dtype == "Int32",
    pa.float64(): lambda series: series.dtype == "float64",
    pa.bool_(): lambda series: series.dtype == "bool",
    pa.date32(): pd.api.types.is_datetime64_any_dtype,
    pa.dictionary(pa.int8(), pa.string()): lambda s: isinstance(s.dtype, pd.CategoricalDtype),
    pa.list_(pa.string()): lambda series: all(isinstance(value, tuple) for value in series),
    pa.list_(pa.int32()): lambda series: all(isinstance(value, tuple) for value in series),
}
"""What a column of each type must be in pandas."""


@pytest.mark.parametrize("name", list(TABLES))
def test_every_column_has_the_type_an_analyst_expects(name: str, output: Path) -> None:
    frame = load(name, output)
    for field in schema_of(TABLES[name]):
        assert EXPECTED[field.type](frame[field.name]), field.name


def test_a_closed_set_is_whole_even_where_few_values_occur(output: Path) -> None:
    kinds = load("quantities", output).kind.cat.categories
    assert {"count", "money", "area"} <= set(kinds)


def test_lists_compare_and_group(output: Path) -> None:
    references = load("references", output)
    assert references.groupby("inferred").size().sum() == len(references)


def test_another_output_folder(money: Path) -> None:
    assert set(load("documents", money / "output").raw_path) == set(PAGES)
    assert len(load("names", output=str(money / "output"))) == 0
