"""The year in which a page was written: what settles it, and what does not."""

from __future__ import annotations

import pytest

from vanban import lexicons
from vanban.cleaning import clean
from vanban.cleaning.full_days import filed_on, full_dates
from vanban.cleaning.written_year import written_year
from vanban.cleaning.year_signs import is_ahead, is_in_effect
from vanban.lexicons.dates import YearSign, lasting

SIGNS = lexicons.load("dates.sign", YearSign)


@pytest.mark.parametrize(
    ("text", "year", "evidence"),
    [
        ("Sáng nay (8/6/2017), đoàn rời Hà Nội.", 2017, "today"),
        ("Chiều qua, 12 tháng 3 năm 2021, cầu thông xe.", 2021, "today"),
        ("UBND TỈNH\nHà Nam, ngày 9 tháng 3 năm 2018\nQUYẾT ĐỊNH", 2018, "signed"),
        ("CÔNG BÁO/Số 12 + 13/Ngày 5-1-2020\nNội dung", 2020, "signed"),
        ("Cầu thông xe\n10:32 13/10/2011\nSáng 12/10, cầu thông xe.", 2011, "stamp"),
        ("Sáng 8/6/2017, đoàn rời Hà Nội. Ngày 9/6, đoàn tới Huế.", 2017, "news-day"),
        ("Đoàn rời Hà Nội ngày 8/6/2017. Ngày 9/6, đoàn tới Huế.", None, None),
        ("Lễ kỷ niệm (7/5/1954 - 7/5/2024) mở sáng mai.", 2024, "sign"),
        ("Trái phiếu (7/5/2016 - 7/5/2026) được bán.", None, None),
        ("Tháng 11/2016, xã đón nhà máy. Sáng 3/2, nhà máy chạy thử.", None, None),
        ("Dự án hoàn thành trước ngày 30/6/2030.", None, None),
    ],
)
def test_what_settles_a_year(text: str, year: int | None, evidence: str | None) -> None:
    found = written_year(text)
    assert (found.year, found.evidence) == (year, evidence)


def holds(sign: YearSign, text: str) -> bool:
    """True where an entry of dates.toml takes part in what is read of a text."""
    if sign.place == "ahead":
        form = text.lower()
        return any(is_ahead(form[: date.start]) for date in full_dates(form))
    if sign.place == "effect":
        return is_in_effect(text.lower().rpartition("ngày")[0])
    if sign.place == "start":
        return written_year(text).latest is None
    if sign.place == "lasting":
        return lasting().search(text) is not None
    if sign.place == "bare":
        return is_ahead(text.lower().rpartition("20")[0], bare=True)
    found = written_year(text).sign
    return found is not None and found.entry == sign.id


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: str(sign.id))
def test_year_signs(sign: YearSign) -> None:
    assert [text for text in sign.match if not holds(sign, text)] == []
    assert [text for text in sign.reject if holds(sign, text)] == []


@pytest.mark.parametrize(
    ("raw", "text", "year", "evidence"),
    [
        (b"![](https://a.vn/2025/01/22/cau.jpg)", "Ngày 22/1, cầu thông xe.", 2025, "picture"),
        (b"![](https://a.vn/2025/01/23/cau.jpg)", "Ngày 22/1, cầu thông xe.", 2025, "picture"),
        (b"![](https://a.vn/2025/01/23/cau.jpg)", "Ngày 9/3, cầu thông xe.", 2025, "filed"),
        (b"![](https://a.vn/images/202405/cau.jpg)", "Cầu thông xe.", 2024, "filed"),
        (b"![](https://a.vn/2025_01_22/cau.webp)", "Cầu thông xe.", 2025, "filed"),
        (b"![](https://a.vn/2024-09/cau.jpg)", "Cầu thông xe.", 2024, "filed"),
        (b"![](https://a.vn/092024/16/14/cau.jpg)", "Cầu thông xe.", 2024, "filed"),
        (b"![](https://a.vn/120240916143417.jpg)", "Cầu thông xe.", 2024, "filed"),
        (b"![](https://a.vn/cau-20240916143417584.jpg)", "Cầu thông xe.", 2024, "filed"),
        (b"![](https://a.vn/20250122093011/cau.png)", "Cầu thông xe.", 2025, "filed"),
        # pictures of two years, of a year before the text, an id, another page
        (b"https://a.vn/2025/01/a.jpg https://a.vn/2021/01/b.jpg", "Cầu thông xe.", None, None),
        (b"https://a.vn/2012/01/a.jpg", "Cầu thông xe ngày 5/3/2021.", None, None),
        (b"https://a.vn/203337114487291904/a.jpg", "Cầu thông xe.", None, None),
        (b"https://a.vn/2021/01/22/cau.htm", "Cầu thông xe.", None, None),
    ],
)
def test_pictures_settle_a_year(
    raw: bytes, text: str, year: int | None, evidence: str | None
) -> None:
    found = written_year(text, None, filed_on(raw))
    assert (found.year, found.evidence) == (year, evidence)


def test_the_day_of_publication_settles_it() -> None:
    assert written_year("Năm 2030, xã có cầu.", "2021-03").year == 2021


def test_acts_and_past_days_bound_it() -> None:
    assert written_year("Theo Nghị định 100/2019/NĐ-CP, mức phạt tăng.").not_before == 2019
    assert written_year("Đoàn rời Hà Nội ngày 8/6/2017.").not_before == 2016
    assert written_year("Dự án hoàn thành trước ngày 30/6/2030.").not_before is None


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Năm 2016, cả nước có 95 vụ; năm 2015 có 88 vụ.", 2016),
        ("Tháng 11/2016, xã đón nhà máy.", 2016),
        ("Đoàn rời Hà Nội ngày 8/6/2017.", 2017),
        ("Thu ngân sách năm 2016 tăng so với năm 2015.", 2016),
        ("Năm 2016, tỉnh lập quy hoạch đến năm 2030.", 2016),
        # starts, plans and days of acts
        ("Từ năm 2016 đến nay, cả nước có 95 vụ.", None),
        ("Quy hoạch đến năm 2030 được công bố.", None),
        ("Theo Nghị định 100/2019/NĐ-CP ngày 30/12/2019, mức phạt tăng.", None),
        ("Năm 2009, cả nước có 95 vụ. Từ năm 2016 đến nay, số vụ giảm.", None),
        ("Luật có hiệu lực từ ngày 1/7/2018.", None),
    ],
)
def test_the_latest_year_told_of(text: str, latest: int | None) -> None:
    found = written_year(text)
    assert (found.year, found.latest) == (None, latest)


def test_a_day_of_effect_bounds_it() -> None:
    assert written_year("Luật có hiệu lực từ ngày 1/7/2018.").not_before == 2016


def test_a_cleaned_page_bears_it() -> None:
    page = clean("Cầu mới\nSáng nay (8/6/2017), xã mở cầu bắc qua sông.\n".encode(), "a.txt")
    assert page.written_year == 2017
    assert page.written_year_evidence is not None
