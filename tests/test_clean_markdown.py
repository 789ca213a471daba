"""Markdown, front matter and the remains of HTML: no sign of them is left, and offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.cleaning import clean
from vanban.cleaning.markdown import shown
from vanban.cleaning.markup import HIDDEN

BODY = (
    "Sáng 5/3, Ủy ban nhân dân tỉnh Hà Nam tổ chức hội nghị tổng kết công tác năm 2023 với sự tham "
    "dự của đại diện các sở, ngành và lãnh đạo các huyện, thị xã, thành phố trong toàn tỉnh."
)


def seen(text: str) -> str:
    return shown(text).text.replace(HIDDEN, "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Họp báo", "Họp báo"),
        ("### Họp *báo*", "Họp báo"),
        ("**Chủ tịch** nói", "Chủ tịch nói"),
        ("***Chủ tịch*** nói", "Chủ tịch nói"),
        ("__Chủ tịch__ nói", "Chủ tịch nói"),
        ("**Báo ***Nhân dân* vừa viết", "Báo Nhân dân vừa viết"),
        ("*Căn cứ Luật\nĐất đai;*", "Căn cứ Luật\nĐất đai;"),
        ("**Tin** do báo đưa.\n* Đại tướng Lê Văn Ba*", "Tin do báo đưa.\n Đại tướng Lê Văn Ba"),
        ("_Chủ tịch_ nói", "Chủ tịch nói"),
        ("[Họp báo](https://a.vn/tin-1.html)", "Họp báo"),
        ("[Họp](/tin/1) và [bàn](#phan-2)", "Họp và bàn"),
        ("[Họp](https://a.vn/Ky_(2).html) xong", "Họp xong"),
        ("![Toàn cảnh](https://a.vn/anh 1.jpg)", ""),
        ("[![Ảnh](https://a.vn/1.jpg)](https://a.vn/2)", ""),
        ("| Họ tên | Chức vụ |", "\t Họ tên \t Chức vụ \t"),
        ("|---|:--:|", ""),
        ("Số 12\\-NQ/TW", "Số 12-NQ/TW"),
        ("Hà Nội<br>Huế", "Hà Nội\nHuế"),
        ("<p>Hà <b>Nội</b></p>", "\nHà Nội\n"),
        ("```", ""),
        ("-", ""),
    ],
)
def test_mark_up_goes(written: str, read: str) -> None:
    assert seen(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 (*) có hiệu lực",
        "5 * 3 là 15",
        "[1] Xem Công báo",
        "[Họp báo] (ảnh)",
        "#HàNội",
        "Biển số 29A-123.45 | 30 chỗ",
        "Tên_tệp_dài",
        "- Như Điều 3;",
        "* Ghi chú: số liệu sơ bộ",
        "Khách sạn 5* ở Huế",
        "Tên nhân vật* đã thay",
        "Nhà văn viết: <Mùa lạc>",
        "Trần Văn A & con",
    ],
)
def test_what_prose_uses_stays(text: str) -> None:
    assert shown(text).text == text


@given(st.text(alphabet="[](!)*_#|<>/ab\n-\\`:", max_size=60))
def test_the_length_never_changes(text: str) -> None:
    assert len(shown(text).text) == len(text)


def test_front_matter_is_believed_before_the_text() -> None:
    raw = (
        '---\ntitle: "Họp tổng kết năm"\ndate: 2024-03-05\nurl: https://a.vn/1\n'
        f"author: Lê Hoài Nam\nlang: vi\n---\n\n{BODY}\n"
    )
    page = clean(raw.encode(), "page.md")
    assert (page.title, page.published_at) == ("Họp tổng kết năm", "2024-03-05")
    assert (page.author, page.url) == ("Lê Hoài Nam", "https://a.vn/1")
    assert page.text == f"Họp tổng kết năm\n{BODY}"
    assert "title: front-matter" in page.evidence


def test_a_linked_first_line_gives_title_and_address() -> None:
    raw = f"[Họp tổng kết năm 2023](https://a.vn/tin-20240305081500123.htm)\n\n{BODY}\n"
    page = clean(raw.encode(), "page.md")
    assert page.title == "Họp tổng kết năm 2023"
    assert page.url == "https://a.vn/tin-20240305081500123.htm"
    assert page.published_at == "2024-03-05"


def test_a_section_heading_is_no_headline() -> None:
    first = f"## Kết quả nổi bật trong năm 2023\n\n{BODY}\n"
    second = f"## Nhiệm vụ trong năm 2024\n\n{BODY.replace('huyện', 'xã')}\n"
    assert clean(f"{first}\n{second}".encode(), "page.md").title is None


def test_the_only_heading_at_the_top_is_the_headline() -> None:
    page = clean(f"### Kết quả nổi bật trong năm 2023\n\n{BODY}\n".encode(), "page.md")
    assert page.title == "Kết quả nổi bật trong năm 2023"
    assert page.text.startswith("Kết quả nổi bật")


def test_a_teaser_and_a_table_of_contents_are_copies() -> None:
    heads = ["Kết quả thực hiện nhiệm vụ", "Phương hướng của năm mới"]
    raw = "\n\n".join(
        ["# Họp tổng kết năm 2023", f"{BODY[:60]} ...", *(f"- {head}" for head in heads), BODY]
        + [part for head in heads for part in (f"**{head}**", BODY.replace("Hà Nam", head))]
    )
    page = clean(raw.encode(), "page.md")
    assert page.text.count("...") == 0
    assert all(page.text.count(f"{head}\n") == 1 for head in heads)


LINKED = "[Hà Nam tổng kết công tác năm 2023](https://a.vn/tong-ket-cong-tac.htm)"


def test_a_day_glued_behind_the_copy_of_the_headline() -> None:
    raw = f"{LINKED}\n\nHà Nam tổng kết công tác năm 2023 05/03/2024 17:20\n\n{BODY}\n"
    page = clean(raw.encode(), "page.md")
    assert page.published_at == "2024-03-05T17:20"
    assert page.text.split("\n") == ["Hà Nam tổng kết công tác năm 2023", BODY]


def test_a_section_and_the_headline_before_the_lead() -> None:
    raw = f"{LINKED}\n\nThời sự Hà Nam tổng kết công tác năm 2023 {BODY}\n"
    page = clean(raw.encode(), "page.md")
    assert page.text.split("\n") == ["Hà Nam tổng kết công tác năm 2023", BODY]


def test_a_sentence_may_begin_with_the_headline() -> None:
    lead = f"Hôm nay Hà Nam tổng kết công tác năm 2023, mở đầu đợt thi đua mới. {BODY}"
    page = clean(f"{LINKED}\n\n{lead}\n".encode(), "page.md")
    assert page.text.split("\n")[1] == lead


def test_the_name_of_the_site_behind_a_bar() -> None:
    raw = f"[Hà Nam tổng kết công tác năm | Sông Hậu](https://a.vn/1.htm)\n\n{BODY}\n"
    assert clean(raw.encode(), "page.md").title == "Hà Nam tổng kết công tác năm"


@pytest.mark.parametrize(
    ("signature", "author", "source"),
    [
        ("Bài và ảnh: Vàng A Chống", "Vàng A Chống", None),
        ("Cù Thị Hòa Bình", "Cù Thị Hòa Bình", None),
        ("Bảng A", None, None),
        ("Lê Hoài Nam | 17:35 27/08/2024", "Lê Hoài Nam", None),
        ("Lê Hoài Nam | 00:00 30/11/-0001", "Lê Hoài Nam", None),
        ("Theo Lê Hoài Nam", "Lê Hoài Nam", None),
        ("Theo Lê Hoài Nam Tuổi Trẻ", "Lê Hoài Nam", "Tuổi Trẻ"),
        ("Theo Lê Hoài Nam/songhau.vn", "Lê Hoài Nam", "songhau.vn"),
        ("Lê Hoài Nam/HTTV", "Lê Hoài Nam", "HTTV"),
        ("Lê Hoài Nam Theo Tuổi Trẻ", "Lê Hoài Nam", "Tuổi Trẻ"),
        ("Lê Hoài Nam Tổng hợp", "Lê Hoài Nam", None),
        ("Lê Hoài Nam (từ Seoul, Hàn Quốc)", "Lê Hoài Nam", None),
        ("Lê Hoài Nam từ Seoul trở về", None, None),
        ("Nguồn: https://songhau.vn/tin/tong-ket-1.htm", None, "songhau.vn"),
        ("Hoài Nam (Ghi theo lời kể của bác Trần Văn Tư)", "Hoài Nam", None),
        ("Tác giả: Michael Hirsh là nhà bình luận của một tạp chí ở Mỹ.", "Michael Hirsh", None),
        ("Đại tá Lê Hoài Nam - Ủy viên Thường vụ Đảng ủy", "Lê Hoài Nam", None),
        ("CHÚC MỪNG", None, None),
        ("NGHỊ ĐỊNH", None, None),
        ("LỊCH THI ĐẤU", None, None),
        ("Châu Phi:", None, None),
        ("Nhóm phóng viên Biển Xanh", None, None),
    ],
)
def test_who_signs_behind_the_text(signature: str, author: str | None, source: str | None) -> None:
    page = clean(f"{LINKED}\n\n{BODY}\n\n{signature}\n".encode(), "page.md")
    assert (page.author, page.source) == (author, source)


def test_an_author_and_the_office_above_the_text_are_no_headline() -> None:
    raw = f"Đại tướng Lê Hoài Nam\n\nỦy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng\n\n{BODY}\n"
    page = clean(raw.encode(), "page.txt")
    assert (page.title, page.author) == (None, "Lê Hoài Nam")
