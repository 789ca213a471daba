"""Scoring of cleaning: content lines that readers kept against what stands in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban.cleaning import clean
from vanban.evaluation.gold import GoldError, GoldPage
from vanban.evaluation.report import f1, keep_path, read_keep, score_content
from vanban.store.rows import document_row

RAW = (
    "Trang chủ\nHội nghị tổng kết năm 2023 của tỉnh\n"
    "Sáng 5/3, Ủy ban nhân dân tỉnh **Hà Nam** tổ chức hội nghị tổng kết công tác năm 2023 với sự "
    "tham dự của đại diện các sở, ngành và lãnh đạo các huyện trong toàn tỉnh.\nBình luận\n"
)


def page(until: int = len(RAW)) -> GoldPage:
    return GoldPage("page.txt", until, {}, ())


def score(keep: set[int], until: int = len(RAW)) -> tuple[int, int, int]:
    row = document_row(clean(RAW.encode(), "page.txt"))
    found = score_content(page(until), RAW.encode(), frozenset(keep), row)
    return found.right, found.extra, found.lost


def inked(line: int) -> int:
    return len("".join(RAW.split("\n")[line - 1].replace("*", "").split()))


def test_white_space_and_mark_up_do_not_count() -> None:
    assert score({2, 3}) == (inked(2) + inked(3), 0, 0)


def test_what_was_kept_wrongly_and_what_was_lost() -> None:
    assert score({1, 3}) == (inked(3), inked(2), inked(1))


def test_nothing_behind_the_marked_part_is_judged() -> None:
    assert score({2}, until=RAW.index("Sáng")) == (inked(2), 0, 0)


def test_f1_of_nothing_is_one() -> None:
    assert f1(0, 0, 0) == 1.0
    assert f1(1, 1, 0) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("written", "lines"), [("3", {3}), ("1-3,5", {1, 2, 3, 5}), (" 2 , 4-4 \n", {2, 4})]
)
def test_keep_files(written: str, lines: set[int], tmp_path: Path) -> None:
    (tmp_path / "page.keep").write_text(written, "utf-8")
    path = keep_path(tmp_path, "page.txt")
    assert path is not None
    assert read_keep(path) == lines


@pytest.mark.parametrize("written", ["", "a", "1-", "3;4"])
def test_a_keep_file_of_another_form_names_its_fault(written: str, tmp_path: Path) -> None:
    (tmp_path / "page.keep").write_text(written, "utf-8")
    with pytest.raises(GoldError, match="Write 3-7,9,12-40"):
        read_keep(tmp_path / "page.keep")
