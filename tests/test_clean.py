"""The clean stage as a whole: the pages with gold, any text whatever, time."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vanban.cleaning import clean
from vanban.cleaning.decode import decode
from vanban.cleaning.stamps import is_view_count, stamp
from vanban.text.document import Page, Rejected
from vanban.text.spans import fold

ROOT = Path(__file__).parent.parent
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
FIELDS = ("title", "published_at", "source", "author", "agency")
PIECES = st.sampled_from(
    [
        "Trang chủ", "Tin liên quan", "Bình luận (0)", "img", " » ", " | ", "\n", "\n\n", "   ",
        "Thứ Tư, 13/3/2024 14:31'(GMT+7)", "Lượt xem: 345", "• ", "Lê Hoài Nam", "(TTXVN)", "Theo ",
        "Sáng nay, Ban Bí thư họp và cho ý kiến về năm đề án trình Trung ương. ", "Xem thêm: ",
        "Đồng chí Bí thư phát biểu.", "TM. BAN BÍ THƯ", "Tags: đảng", "© Báo Sông Hậu", "\ufeff",
    ]
)  # fmt: skip
ANYTHING = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)


def page_and_gold(path: Path) -> tuple[str, Page, dict[str, Any]]:
    gold = json.loads(path.read_text("utf-8"))
    raw = (ROOT / "raw" / gold["doc"]).read_bytes()
    return raw.decode(), clean(raw, gold["doc"]), gold


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_metadata_of_gold(path: Path) -> None:
    _, page, gold = page_and_gold(path)
    got = {name: value for name in FIELDS if (value := getattr(page, name)) is not None}
    assert got == gold["metadata"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_mention_is_cut(path: Path) -> None:
    _, page, gold = page_and_gold(path)
    kept: set[int] = set()
    for piece in page.offsets.pieces:
        kept.update(range(piece.raw_start, piece.raw_end))
    for mention in gold["mentions"]:
        whole = set(range(mention["raw_start"], mention["raw_end"])) <= kept
        assert whole or mention.get("optional"), mention["surface"]


def check(raw: str, page: Page) -> None:
    """What holds for every page: spans that are true, cuts that are apart from the text."""
    for piece in page.offsets.pieces:
        clean_text = page.text[piece.start : piece.end]
        assert fold(raw[piece.raw_start : piece.raw_end]) == fold(clean_text)
    lines = page.text.split("\n")
    assert all(line == " ".join(line.split(" ")) and line.strip() for line in lines)
    assert page.title is None or (
        page.title_span and page.title_span.of(page.text).replace("\n", " ") == page.title
    )
    for name in page.bylines:
        assert name.of(page.text).strip() == name.of(page.text) != ""
    kept = [(piece.raw_start, piece.raw_end) for piece in page.offsets.pieces]
    spans = sorted([*kept, *((cut.raw.start, cut.raw.end) for cut in page.cuts)])
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@settings(max_examples=300)
@example("Theo Xem thêm: A")
@given(ANYTHING)
def test_any_text_is_cleaned_or_refused(raw: str) -> None:
    try:
        encoded = raw.encode()
    except UnicodeEncodeError:
        return
    page = cleaned(encoded)
    if isinstance(page, str):
        assert page in {"blank", "empty", "binary", "no-article", "double-utf-8"}
        return
    check(decode(encoded), page)
    assert clean(encoded, "page.txt").text == page.text


def cleaned(raw: bytes) -> Page | str:
    """The page, or the reason why there is none."""
    try:
        return clean(raw, "page.txt")
    except Rejected as refusal:
        return refusal.reason


SENTENCE = "Ngày 18/8, Ban Thường vụ Đảng ủy họp phiên thường kỳ tại trụ sở huyện. "


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 10_000,
        SENTENCE.replace(" ", "\u00a0 ") * 5_000,
        SENTENCE + ". " * 200_000,
        SENTENCE + "(" * 200_000,
        SENTENCE + " Xem thêm:" * 50_000,
        SENTENCE + " " * 300_000 + "x",
        "&amp;" * 100_000 + SENTENCE,
        "e\u0323\u0302 " * 100_000 + SENTENCE,
        "Trang chủ » Tin » " * 20_000 + SENTENCE,
        "• Thủ tướng tiếp Đại sứ | 25/10/2012\n" * 5_000 + SENTENCE,
        (SENTENCE + "\nTin liên quan\n" + "Một nhãn\n" * 7) * 600,
        "Nguyễn Văn An\n" * 6_000,
    ],
    ids=[
        "one-line", "no-break", "dots", "brackets", "see-also", "spaces", "references", "marks",
        "path", "list", "boxes", "names",
    ],
)  # fmt: skip
def test_a_hostile_text_comes_to_an_end(text: str) -> None:
    assert cleaned(text.encode()) not in {"blank", "binary", "too-large"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Thứ Tư, 13/3/2024 14:31'(GMT+7)", "2024-03-13T14:31+07:00"),
        ("09:49 31/05/2019     434", "2019-05-31T09:49"),
        ("Cập nhật lúc 14h30, ngày 12/3/2018", "2018-03-12T14:30"),
        ("Thứ hai, 26 Tháng 10 2020 14:49", "2020-10-26T14:49"),
        ("Chủ Nhật, ngày 24 tháng 11 năm 2024", "2024-11-24"),
        ("8 Tháng Ba, 2021", "2021-03-08"),
        ("3/13/2024 2:31:00 PM", "2024-03-13T14:31:00"),
        ("Đăng lúc: 05-05-2005 10:30:15 SA", "2005-05-05T10:30:15"),
        ("Lê Hoài Nam - 12.03.2018", "2018-03-12"),
        ("2016-08-03 07:05", "2016-08-03T07:05"),
        ("Đăng ngày 30-02-2015", None),
        ("Hội nghị diễn ra ngày 12/3/2018 tại thành phố Cửa Lục.", None),
        ("Kỷ niệm 70 năm ngày thành lập Đảng bộ tỉnh 3/2/1947 và đón Huân chương", None),
        ("Giá vàng 12/3", None),
        ("August 12, 2021", "2021-08-12"),
        ("Created: Thursday, 12 August 2021 09:10", "2021-08-12T09:10"),
        ("Sep 3 2015", "2015-09-03"),
        ("August 2021", None),
    ],
)
def test_stamp(line: str, value: str | None) -> None:
    found = stamp(line)
    assert (found.value if found else None) == value


@pytest.mark.parametrize("line", ["Lượt xem: 7.370", "1387 Lượt xem", "Đã xem: 12", "345 lượt đọc"])
def test_view_count(line: str) -> None:
    assert is_view_count(line)


@pytest.mark.parametrize("line", ["Trang có 345 lượt xem mỗi ngày", "12 lượt ý kiến", "345"])
def test_no_view_count(line: str) -> None:
    assert not is_view_count(line)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Trao đổi với Báo Sông Hậu, ông Thịnh cho biết xã còn dư hai cấp phó.", "Báo Sông Hậu"),
        ("Như Tuổi Trẻ đã đưa tin, xã còn dư hai cấp phó sau khi sắp xếp bộ máy.", "Tuổi Trẻ"),
        ("Trao đổi với chúng tôi, ông Lại Văn Thịnh cho biết xã còn dư hai cấp phó.", None),
        ("Ông Lại Văn Thịnh đọc Báo Sông Hậu và biết xã còn dư hai cấp phó.", None),
    ],
)  # fmt: skip
def test_paper_that_speaks_of_itself(sentence: str, source: str | None) -> None:
    body = " Chính quyền địa phương đang chờ ý kiến của Sở Nội vụ để giải quyết dứt điểm."
    page = clean(f"Xã dư cấp phó dù đã cam kết\n{sentence}{body}".encode(), "page.txt")
    assert page.source == source


def test_day_in_a_legal_basis_is_no_date_of_publication() -> None:
    assert stamp("Ngày 26/11/2003;") is None
    assert stamp("Ngày 26/11/2003") is not None
