"""The year in which a page was written: what settles it, and what does not."""

from __future__ import annotations

import pytest

from vanban.cleaning import clean
from vanban.cleaning.written_year import written_year


@pytest.mark.parametrize(
    ("text", "year", "evidence"),
    [
        ("Sáng nay (8/6/2017), đoàn rời Hà Nội.", 2017, "today"),
        ("Chiều qua, 12 tháng 3 năm 2021, cầu thông xe.", 2021, "today"),
        ("UBND TỈNH\nHà Nam, ngày 9 tháng 3 năm 2018\nQUYẾT ĐỊNH", 2018, "signed"),
        ("CÔNG BÁO/Số 12 + 13/Ngày 5-1-2020\nNội dung", 2020, "signed"),
        ("Cầu thông xe\n10:32 13/10/2011\nSáng 12/10, cầu thông xe.", 2011, "stamp"),
        ("Ngày 8/6/2017, đoàn rời Hà Nội. Ngày 9/6, đoàn tới Huế.", None, None),
        ("Tháng 11/2016, xã đón nhà máy. Sáng 3/2, nhà máy chạy thử.", None, None),
        ("Dự án hoàn thành trước ngày 30/6/2030.", None, None),
    ],
)
def test_what_settles_a_year(text: str, year: int | None, evidence: str | None) -> None:
    found = written_year(text)
    assert (found.year, found.evidence) == (year, evidence)


def test_the_day_of_publication_settles_it() -> None:
    assert written_year("Năm 2030, xã có cầu.", "2021-03").year == 2021


def test_acts_and_past_days_bound_it() -> None:
    assert written_year("Theo Nghị định 100/2019/NĐ-CP, mức phạt tăng.").not_before == 2019
    assert written_year("Ngày 8/6/2017, đoàn rời Hà Nội.").not_before == 2016
    assert written_year("Dự án hoàn thành trước ngày 30/6/2030.").not_before is None


def test_a_cleaned_page_bears_it() -> None:
    page = clean("Cầu mới\nSáng nay (8/6/2017), xã mở cầu bắc qua sông.\n".encode(), "a.txt")
    assert page.written_year == 2017
    assert page.written_year_evidence is not None
