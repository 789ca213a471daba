"""diff: mentions aligned by page, kind and span; what was won, lost and changed is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.cli import main
from vanban.evaluation.diff import Comparison, Difference, align, as_markdown, as_text, compare
from vanban.schema import FIELDS, NameRow, TitleRow
from vanban.schema.arrow import to_table
from vanban.store.parquet import read_table, write_table


def mention(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"raw_start": start, "raw_end": end, "rule": "r", **fields}


A, B = mention(0, 4, role="a"), mention(0, 4, role="b")
LONG = mention(0, 9, role="a")


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([A], [A], [(A, A)]),
        ([A], [], [(A, None)]),
        ([], [A], [(None, A)]),
        ([A], [B], [(A, B)]),
        ([A], [LONG], [(A, LONG)]),
        ([A], [mention(4, 8)], [(A, None), (None, mention(4, 8))]),
        ([A, B], [B, A], [(A, A), (B, B)]),
        ([A, B], [B], [(B, B), (A, None)]),
        ([mention(0, 4), mention(5, 9)], [LONG], [(mention(0, 4), LONG), (mention(5, 9), None)]),
        ([LONG], [mention(0, 2), mention(3, 9)], [(LONG, mention(3, 9)), (None, mention(0, 2))]),
    ],
)
def test_align(old: list[Any], new: list[Any], pairs: list[Any]) -> None:
    assert list(align(old, new)) == pairs


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8).map(
    lambda spans: [mention(start, start + width) for start, width in spans]
)


@given(old=SPANS, new=SPANS)
def test_every_mention_is_in_one_pair(old: list[Any], new: list[Any]) -> None:
    pairs = list(align(old, new))
    assert sorted(map(repr, old)) == sorted(repr(one) for one, _ in pairs if one)
    assert sorted(map(repr, new)) == sorted(repr(two) for _, two in pairs if two)
    assert all(
        one["raw_start"] < two["raw_end"] and two["raw_start"] < one["raw_end"]
        for one, two in pairs
        if one and two
    )


@pytest.fixture
def edited(output: Path, tmp_path: Path) -> Path:
    """The tables of the five pages, one title lost, one changed, one name won."""
    folder = tmp_path / "new"
    folder.mkdir()
    for path in output.glob("*.parquet"):
        shutil.copy(path, folder)
    titles = read_table(output / "titles.parquet", TitleRow).to_pylist()
    lost = next(row for row in titles if row["surface"] == "Bí thư Đảng ủy Trung ương Đoàn")
    titles.remove(lost)
    changed = next(row for row in titles if row["holder"] == "Lê Quốc Phong")
    changed["holder"], changed["rule"] = "Lê `Quốc` | Phong", "title.other"
    rows = [TitleRow.model_validate(row) for row in titles]
    write_table(folder / "titles.parquet", TitleRow, [to_table(TitleRow, rows)])
    names = read_table(output / "names.parquet", NameRow)
    won = {**names.to_pylist()[-1], "raw_start": 90_000, "raw_end": 90_005, "mention_id": "x"}
    more = to_table(NameRow, [NameRow.model_validate(won)])
    write_table(folder / "names.parquet", NameRow, [pa.concat_tables([names, more])])
    return folder


def test_what_was_lost_changed_and_won_is_listed(output: Path, edited: Path) -> None:
    comparison = compare(output, edited)
    assert comparison.kinds == {("title", "lost"): 1, ("title", "changed"): 1, ("name", "won"): 1}
    assert comparison.rules["title.other", "changed"] == 1
    assert comparison.changed_fields == {("title", "holder"): 1}
    assert comparison.pages == 5
    (lost,) = comparison.listed["lost"]
    assert lost.old is not None
    assert lost.old["surface"] == "Bí thư Đảng ủy Trung ương Đoàn"
    shown = as_text(comparison)
    assert "1 lost" in shown
    assert "holder Lê Quốc Phong → Lê 'Quốc' ¦ Phong" in shown


def test_markdown_holds_no_active_text(output: Path, edited: Path) -> None:
    shown = as_markdown(compare(output, edited))
    assert "`Lê Quốc Phong` → `Lê 'Quốc' ¦ Phong`" in shown
    assert "| title |" in shown
    assert all(line.count("`") % 2 == 0 for line in shown.splitlines())


def test_a_moved_span_shows_where_it_was_and_is() -> None:
    old, new = mention(0, 4, surface="Bí thư"), mention(0, 9, surface="Bí thư xã")
    comparison = Comparison()
    comparison.add(Difference("a.txt", "title", old, new, ("surface",)), limit=1)
    assert "surface Bí thư [0:4] → Bí thư xã [0:9]" in as_text(comparison)


def test_nothing_differs_from_itself(output: Path) -> None:
    comparison = compare(output, output)
    assert not comparison.kinds
    assert all(comparison.same[kind] for kind in FIELDS)


def test_a_page_that_is_gone_takes_its_mentions_along(output: Path, tmp_path: Path) -> None:
    for path in output.glob("*.parquet"):
        shutil.copy(path, tmp_path)
    gone = "000_276f3b63be207bdd.txt"
    documents = pq.read_table(output / "documents.parquet")
    kept = documents.filter(pc.not_equal(documents["raw_path"], gone))
    pq.write_table(kept, tmp_path / "documents.parquet")
    doc_id = documents.filter(pc.equal(documents["raw_path"], gone))["doc_id"][0]
    lost = 0
    for name in ("names", "titles", "references", "quantities", "dates"):
        table = pq.read_table(output / f"{name}.parquet")
        rest = table.filter(pc.not_equal(table["doc_id"], doc_id))
        lost += table.num_rows - rest.num_rows
        pq.write_table(rest, tmp_path / f"{name}.parquet")
    comparison = compare(output, tmp_path)
    assert comparison.pages_lost == [gone]
    assert comparison.total("lost") == lost > 0
    assert compare(tmp_path, output).pages_won == [gone]


def test_tables_of_another_schema_are_compared_by_the_columns_both_have(
    output: Path, tmp_path: Path
) -> None:
    for path in output.glob("*.parquet"):
        shutil.copy(path, tmp_path)
    titles = pq.read_table(output / "titles.parquet").drop_columns(["level"])
    pq.write_table(titles, tmp_path / "titles.parquet")
    assert not compare(tmp_path, output).kinds


def test_the_command(output: Path, edited: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(output), str(edited)]) == 0
    assert main(["diff", str(output), str(edited), "--fail-on-loss"]) == 1
    assert main(["diff", str(output), str(output), "--fail-on-loss"]) == 0
    capsys.readouterr()
    assert main(["diff", str(output), str(edited), "--markdown", "--limit", "0"]) == 0
    shown = capsys.readouterr().out
    assert "| title |" in shown
    assert "<details>" not in shown
    assert main(["diff", "nowhere", str(output)]) == 2


def test_a_page_of_thousands_of_mentions_is_aligned() -> None:
    old = [mention(10 * n, 10 * n + 5) for n in range(5000)]
    new = [mention(10 * n + 1, 10 * n + 6) for n in range(5000)]
    assert sum(1 for one, two in align(old, new) if one and two) == 5000
