"""For each promise of the tables: break it on purpose, see table, row and cure named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import RAW
from vanban.cli import main
from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.store.parquet import StoreError, read_table
from vanban.store.raw import raw_files
from vanban.tables.build import verify
from vanban.tables.check import check
from vanban.tables.promises import Fault
from vanban.tables.rawtext import raw_reader

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def rows(output: Path) -> Rows:
    return {
        name: read_table(output / f"{name}.parquet", model).to_pylist()
        for name, model in TABLES.items()
    }


def faults_of(rows: Rows) -> list[Fault]:
    tables = {name: pa.Table.from_pylist(table) for name, table in rows.items() if table}
    return list(check(tables, raw_reader(raw_files(RAW), {})))


BREAKS: dict[str, tuple[Callable[[Rows], Any], str, str]] = {
    "key twice": (lambda t: t["names"].append(t["names"][-1]), "names", "stands 2 times"),
    "page unknown": (lambda t: t["dates"][0].update(doc_id="zz"), "dates", "not in documents"),
    "original unknown": (
        lambda t: t["documents"][0].update(duplicate_of="zz"),
        "documents",
        "duplicate_of 'zz' is not in documents",
    ),
    "sentence unknown": (
        lambda t: t["titles"][0].update(sentence_id="zz"),
        "titles",
        "not in sentences",
    ),
    "out of order": (lambda t: t["tokens"].insert(0, t["tokens"].pop()), "tokens", "earlier place"),
    "span past the end": (
        lambda t: t["names"][0].update(end=10**6),
        "names",
        "is not in its text",
    ),
    "empty span": (lambda t: t["sentences"][0].update(end=0), "sentences", "is not in its text"),
    "surface of another place": (
        lambda t: t["quantities"][0].update(surface="không"),
        "quantities",
        "surface is",
    ),
    "raw span past the end": (
        lambda t: t["references"][0].update(raw_end=10**6),
        "references",
        "not in the raw page",
    ),
    "no member of a closed set": (
        lambda t: t["titles"][0].update(kind="office"),
        "titles",
        "allowed are position",
    ),
    "raw text differs": (
        lambda t: t["dates"][0].update(raw_start=0, raw_end=9),
        "dates",
        "The raw file was changed",
    ),
}


def test_a_good_set_has_no_fault(rows: Rows) -> None:
    assert faults_of(rows) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_promise_is_named(rows: Rows, name: str) -> None:
    damage, table, message = BREAKS[name]
    damage(rows)
    faults = faults_of(rows)
    assert any(fault.table == table and message in fault.message for fault in faults), faults


@pytest.mark.parametrize("pages", [1, 3, 500])
@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_promise_is_named_in_tables_that_came_from_elsewhere(
    rows: Rows, tmp_path: Path, name: str, pages: int
) -> None:
    damage, broken, message = BREAKS[name]
    damage(rows)
    for table, model in TABLES.items():
        content = pa.Table.from_pylist(rows[table], schema=schema_of(model))
        pq.write_table(content, tmp_path / f"{table}.parquet")
    faults = verify(tmp_path, RAW, pages)
    assert any(fault.table == broken and message in fault.message for fault in faults), faults


def test_a_table_of_another_run_is_seen(output: Path, tmp_path: Path) -> None:
    for path in output.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert verify(tmp_path) == []
    table = pq.read_table(tmp_path / "names.parquet")
    pq.write_table(table.slice(1), tmp_path / "names.parquet")
    faults = verify(tmp_path)
    assert any(fault.table == "names" and "this run" in fault.message for fault in faults)
    assert main(["check", str(tmp_path)]) == 1
    (tmp_path / "manifest.json").unlink()
    assert any("last run did not end" in fault.message for fault in verify(tmp_path))


def test_a_table_of_other_columns_is_refused(output: Path, tmp_path: Path) -> None:
    for path in output.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pq.read_table(tmp_path / "names.parquet").drop(["canonical"])
    pq.write_table(table, tmp_path / "names.parquet")
    with pytest.raises(StoreError, match="columns of another version"):
        verify(tmp_path)
    assert main(["check", str(tmp_path)]) == 2
