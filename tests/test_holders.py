"""Titles and their holders: beside, by verb, later. Names are given, marked in braces."""

from __future__ import annotations

import re

import pytest

from vanban.extraction.holders import link
from vanban.extraction.titles import find
from vanban.schema import NameFields, TitleFields
from vanban.text.document import Document, Sentence, page_of
from vanban.text.mention import Mention
from vanban.text.spans import Span

NAME = re.compile(r"\{([^}=]+)(?:=([^}]+))?\}")


def holders(marked: str) -> list[str | None]:
    """The holder of each title of a text in which names stand as {surface=canonical}."""
    plain, names, position = "", [], 0
    for match in NAME.finditer(marked):
        plain += marked[position : match.start()]
        span = Span(len(plain), len(plain) + len(match[1]))
        names.append(Mention("name", span, NameFields(canonical=match[2] or match[1]), "given"))
        plain += match[1]
        position = match.end()
    plain += marked[position:]
    ends = [m.end() for m in re.finditer(r"[.?!](?=\s)", plain)] + [len(plain)]
    starts = [0, *ends[:-1]]
    spans = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    document = Document(page_of(plain), tuple(Sentence(span) for span in spans))
    found = sorted([*names, *find(document, names)], key=lambda mention: mention.span)
    linked = link(document, found)
    return [m.fields.holder for m in linked if isinstance(m.fields, TitleFields)]


BESIDE = [
    ("Bí thư Tỉnh ủy {Lò Văn Ơn} dự họp.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn}, Bí thư Tỉnh ủy, dự họp.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn} (Bí thư Tỉnh ủy) dự họp.", ["Lò Văn Ơn"]),
    ("{Lò Văn Ơn} - Bí thư Tỉnh ủy; {Sùng A Hồ} - Giám đốc Sở Nội vụ.", ["Lò Văn Ơn", "Sùng A Hồ"]),
    ("Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy {Lò Văn Ơn} nói.", ["Lò Văn Ơn"] * 2),
    ("Đồng chí {Lò Văn Ơn}, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy nói.", ["Lò Văn Ơn"] * 2),
    ("Bí thư Tỉnh ủy, đồng chí {Lò Văn Ơn}, nói.", ["Lò Văn Ơn"]),
    ("Bí thư Tỉnh ủy là ông {Lò Văn Ơn}.", ["Lò Văn Ơn"]),
    ("Hội có chủ tịch là {Lò Văn Ơn} và phó chủ tịch là {Sùng A Hồ}.", ["Lò Văn Ơn", "Sùng A Hồ"]),
    (
        "Chủ tịch Hội là {Lò Văn Ơn}, phó chủ tịch là {Sùng A Hồ}, {Vừ A Dế} và {Giàng A Chu}.",
        ["Lò Văn Ơn", "Sùng A Hồ;Vừ A Dế;Giàng A Chu"],
    ),
    ("Ông {Lò Văn Ơn}, Bí thư Tỉnh ủy, là anh của ông {Lò Văn Lả}.", ["Lò Văn Ơn"]),
    ("Cha của chủ tịch là {Lò Văn Lả}.", []),
    (
        "PGS {Lò Văn Ơn} – Trưởng khoa Nội, PGS {Sùng A Hồ} – Phó Trưởng khoa Nhi, TS {Vừ A Dế}.",
        ["Lò Văn Ơn", "Lò Văn Ơn", "Sùng A Hồ", "Sùng A Hồ", "Vừ A Dế"],
    ),
    ("{Lò Văn Ơn} (mũ đỏ) Tư lệnh Quân đoàn 1 chỉ huy trận ấy.", ["Lò Văn Ơn"]),
    ("Đại biểu Quốc hội chuyên trách {Lò Văn Ơn} nói.", ["Lò Văn Ơn"]),
    (
        "Ông {Lò Văn Ơn} có trình độ tiến sĩ kinh tế. Bà {Vừ A Dế} có trình độ thạc sĩ Luật.",
        ["Lò Văn Ơn", "Vừ A Dế"],
    ),
    ("Ông {Lò Văn Ơn} có bằng Tiến sĩ. Bà {Vừ A Dế} dạy học.", ["Lò Văn Ơn"]),
    (
        "TS. {Lò Văn Ơn}, ThS. {Vừ A Dế} và NSƯT. {Sùng A Hồ}.",
        ["Lò Văn Ơn", "Vừ A Dế", "Sùng A Hồ"],
    ),
    ("Tiến sĩ. {Lò Văn Ơn} giảng.", ["Lò Văn Ơn"]),
    ("GS.TS {Vũ Minh Giang} giảng.", ["Vũ Minh Giang"] * 2),
    ("Đại tá {Đỗ Hữu Ca}, Giám đốc Công an TP Hải Phòng, ra lệnh.", ["Đỗ Hữu Ca"] * 2),
    ("Ông {Vừ A Dế}, 52 tuổi, Chủ tịch UBND xã Lóng Luông, kể.", ["Vừ A Dế"]),
    (
        "Có các Phó Chủ tịch Quốc hội: {Tòng Thị Phóng}, {Uông Chu Lưu} và {Đỗ Bá Tỵ}.",
        ["Tòng Thị Phóng;Uông Chu Lưu;Đỗ Bá Tỵ"],
    ),
    (
        "Chủ tịch nước {Trần Đức Lương} và Thủ tướng {Phan Văn Khải} đến.",
        ["Trần Đức Lương", "Phan Văn Khải"],
    ),
]

CARDS = [
    (
        "Danh sách:\nBà {Vừ A Dế}\nGiám đốc Sở Y tế\nTS {Sùng A Hồ}\nPhó Giám đốc Sở Y tế\n"
        "Bí thư Đảng ủy Sở Y tế\nHết.",
        ["Vừ A Dế", "Sùng A Hồ", "Sùng A Hồ", "Sùng A Hồ"],
    ),
    (
        "Giám đốc Sở Y tế\n{Lò Văn Ơn}\nGiám đốc Sở Nội vụ\n{Vừ A Dế}",
        ["Lò Văn Ơn", "Vừ A Dế"],
    ),
]

VERBS = [
    (
        "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n{Lò Văn Ơn}\nTHỦ TƯỚNG CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        ["Lò Văn Ơn", None],
    ),
    (
        "{Lò Văn Ơn}\nGiám đốc Sở Y tế\n{Vừ A Dế}\nGiám đốc Sở Nội vụ\n",
        ["Lò Văn Ơn", "Vừ A Dế"],
    ),
    ("Họ hủy Bằng khen của Thủ tướng Chính phủ đối với {Lò Văn Ơn}.", [None]),
    ("Sự ủng hộ của Tổng thống Pháp cho {Lò Văn Ơn} là rõ.", [None]),
    ("Họ miễn nhiệm chức vụ Bộ trưởng Bộ Y tế đối với {Lò Văn Ơn}.", ["Lò Văn Ơn"]),
    (
        "MC {Lò Văn Ơn} nghỉ. Về già, ông giữ chức Trưởng ban. {Vừ A Dế} sinh năm 1990.",
        ["Lò Văn Ơn"],
    ),
    ("{Lò Văn Ơn} bị bắt vì vụ đội mua {Vừ A Dế}, mà ông phải từ chức Chủ tịch.", ["Lò Văn Ơn"]),
    ("Họ quyết định {Lò Văn Ơn} thay ông {Vừ A Dế} làm tổng bí thư.", ["Lò Văn Ơn"]),
    ("{Lò Văn Ơn} giao cho ông việc mời {Vừ A Dế} họp và do ông làm Chủ tịch.", [None]),
    ("Khi {Vừ A Dế} về nước, ông được bầu làm Chủ tịch.", ["Vừ A Dế"]),
    ("Hồi ký của {Lò Văn Ơn} kể các cháu mang hoa đến tặng Chủ tịch nước và hát.", [None]),
    ("Năm 1990 {Lò Văn Ơn} được tặng danh hiệu Nhà giáo Nhân dân.", ["Lò Văn Ơn"]),
    ("{Lò Văn Ơn} thăng chức Giám đốc Sở Nội vụ cho đến năm 1990.", ["Lò Văn Ơn"]),
    ("Giám mục {Lò Văn Ơn} phong chức Linh mục cho ba thầy.", ["Lò Văn Ơn", None]),
    ("{Lò Văn Ơn} được phong chức Linh mục cho giáo phận Vinh.", ["Lò Văn Ơn"]),
    ("{Lò Văn Ơn} giữ chức Giám đốc Sở Nội vụ cho đến năm 1990.", ["Lò Văn Ơn"]),
    ("Ủy ban do Sáu Bình làm Chủ tịch, {Lò Văn Ơn} làm Phó Chủ tịch.", [None, "Lò Văn Ơn"]),
    ("Vừa được bầu làm Chủ tịch Hội, ông {Lò Văn Ơn} nói.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn} trúng cử Chủ tịch UBND tỉnh.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn} (SN 1968) tái đắc cử bí thư Tỉnh ủy Sơn La.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn} trao quyết định thăng quân hàm lên Đại tá cho sĩ quan.", [None]),
    ("Ông {Lò Văn Ơn} nhận quyết định bổ nhiệm làm Giám đốc Sở Y tế.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn} làm Tổng cục phó Tổng cục Thuế.", ["Lò Văn Ơn"]),
    (
        "Bà {Lò Thị Ơn} được bầu làm Chủ tịch HĐND tỉnh, Bí thư Tỉnh ủy {Sùng A Hồ} đề nghị.",
        ["Lò Thị Ơn", "Sùng A Hồ"],
    ),
    (
        "Ông {Lò Văn Ơn} được bổ nhiệm giữ chức Giám đốc Sở Nội vụ, Tổng Bí thư, "
        "Chủ tịch nước {Trần Đức Lương} chúc mừng.",
        ["Lò Văn Ơn", "Trần Đức Lương", "Trần Đức Lương"],
    ),
    (
        "Ông {Lò Văn Ơn} được bầu giữ chức Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh.",
        ["Lò Văn Ơn", "Lò Văn Ơn"],
    ),
    ("Tiếp thu ý kiến của Bí thư Tỉnh ủy, đồng chí {Lò Văn Ơn} hứa cố gắng.", [None]),
    (
        "Giải trình ý kiến của đại biểu Quốc hội, Bộ trưởng Bộ Y tế {Lò Văn Ơn} cho biết sẽ sửa.",
        [None, "Lò Văn Ơn"],
    ),
    (
        "Theo ý kiến của Ủy viên Bộ Chính trị, Bí thư Tỉnh ủy Hà Nam {Lò Văn Ơn}, việc này đúng.",
        ["Lò Văn Ơn", "Lò Văn Ơn"],
    ),
    (
        "Ông {Lê An} từng là Thư ký cho Bí thư Tỉnh ủy Hà Nam {Lò Văn Ơn}, là Phó Chánh Văn phòng.",
        ["Lò Văn Ơn", "Lê An"],
    ),
    ("Theo đại biểu {Lò Văn Ơn}, Bí thư Tỉnh ủy Hà Nam phải làm rõ việc này.", [None]),
    ("Theo ông {Ơn}, Bí thư Tỉnh ủy Hà Nam nói như vậy là sai.", [None]),
    ("Theo ông {Lò Văn Ơn}, Bí thư Tỉnh ủy Hà Nam cho biết, sai ở đây.", ["Lò Văn Ơn"]),
    ("Theo ông {Lò Văn Ơn}, Bí thư Tỉnh ủy Hà Nam, việc này đúng.", ["Lò Văn Ơn"]),
    ("Ông {Lò Văn Ơn}, Bí thư Tỉnh ủy Hà Nam phải làm rõ.", ["Lò Văn Ơn"]),
    (
        "Thiếu tướng {Lê An}, 52 tuổi, quê Hà Nam. Năm 2012 ông là Giám đốc Công an tỉnh Hà Nam.",
        ["Lê An", "Lê An"],
    ),
    ("Đây là ý của Bí thư Tỉnh ủy, ông {Lò Văn Ơn}, tại cuộc họp.", ["Lò Văn Ơn"]),
    ("Bộ Chính trị phân công ông {Lê An} giữ chức Bí thư Tỉnh ủy Hà Nam.", ["Lê An"]),
    ("Ông {Lê An} thôi chức Chủ tịch UBND huyện Ba Vì.", ["Lê An"]),
    ("Quyết định bổ nhiệm chức vụ Giám đốc Sở Y tế cho bà {Lê An}.", ["Lê An"]),
    ("Miễn nhiệm chức danh Chủ tịch UBND tỉnh Lai Châu đối với ông {Lê An}.", ["Lê An"]),
    ("Thời gian giữ chức Bí thư Tỉnh ủy Hà Nam, ông {Lê An} sai phạm.", ["Lê An"]),
    ("Ông {Lê An} về hưu. Ông từng là Giám đốc Sở Nội vụ Hà Nam.", ["Lê An"]),
]

GROUPS = [
    ("Ông {Lê An}, quê ở huyện Điện Bàn (Quảng Nam), Giám đốc Sở Y tế, nói.", ["Lê An"]),
    (
        "Các đồng chí {Lê An}, {Vũ Khoan}, {Sùng A Hồ} được bầu giữ chức Phó Bí thư.",
        ["Lê An;Vũ Khoan;Sùng A Hồ"],
    ),
    (
        "Các ông: {Lê An}, Bí thư Tỉnh ủy; {Vũ Khoan}, Giám đốc Sở Y tế "
        "được bầu làm Chủ tịch Hội Chữ thập đỏ.",
        ["Lê An", "Vũ Khoan", "Lê An;Vũ Khoan"],
    ),
    (
        "Hai ông {Lê An}, Giám đốc Sở Y tế và {Vũ Khoan} được bầu làm Phó Chủ tịch UBND tỉnh.",
        ["Lê An", "Lê An;Vũ Khoan"],
    ),
    (
        "Các ông {Lê An}, {Vũ Khoan} vào ban; ông {Sùng A Hồ} được bầu làm Bí thư Tỉnh ủy.",
        ["Sùng A Hồ"],
    ),
    ("Ông {Lê An}, {Vũ Khoan} dự. Ông {Sùng A Hồ} được bầu làm Bí thư Tỉnh ủy.", ["Sùng A Hồ"]),
    (
        "Ông {Lê An} trải qua nhiều vị trí công tác ở địa phương như Bí thư Huyện ủy Ba Bể.",
        ["Lê An"],
    ),
]
"""One office of several who are named as a group; offices told as examples."""

POSTS = [
    (
        "Thủ tướng {Lê An} họp. Trong nhiệm kỳ thủ tướng của ông {Vũ Khoan}, giá tăng.",
        ["Lê An", "Vũ Khoan"],
    ),
    ("Tổng Bí thư {Lê An} họp. Đại hội bầu Tổng Bí thư trong số ủy viên.", ["Lê An", None]),
    ("Tổng Bí thư {Lê An} họp. Người đứng đầu được gọi là Tổng Bí thư.", ["Lê An", None]),
    ("Chủ tịch nước {Lê An} họp. Luật quy định Chủ tịch nước xét đặc xá.", ["Lê An", None]),
    ("Thủ tướng {Lê An} họp. Chưa rõ ai sẽ làm thủ tướng.", ["Lê An", None]),
    ("Thủ tướng {Lê An} họp. Danh sách Thủ tướng", ["Lê An", None]),
    ("Thủ tướng {Lê An} họp. Thủ tướng phải là công dân.", ["Lê An", None]),
    (
        "Thủ tướng {Lê An} họp. Quốc tang dành cho:\n- Thủ tướng;\n- Phó Thủ tướng",
        ["Lê An", None, None],
    ),
    (
        "Chủ tịch Hội lo việc chung.\nChủ tịch Hội {Lê An}\nChủ tịch Hội {Vũ Khoan}\n"
        "Chủ tịch Hội {Sùng A Hồ}",
        [None, "Lê An", "Vũ Khoan", "Sùng A Hồ"],
    ),
    ("Chủ tịch {Hồ Chí Minh} về thăm bản. Bác cùng chủ tịch xã đi bộ.", ["Hồ Chí Minh", None]),
]
"""Posts of which the page speaks, and not of who has them."""

LATER = [
    ("Tổng Bí thư {Lê An} họp. Đại hội cảm ơn Tổng Bí thư.", ["Lê An", "Lê An"]),
    ("Chủ tịch {Lê An} về thăm bản. Dân bản tiễn chủ tịch xã.", ["Lê An", "Lê An"]),
    ("Bộ trưởng Bộ Y tế {Lê An} họp. Bộ trưởng nhấn mạnh.", ["Lê An", "Lê An"]),
    ("Bí thư Hà Nam: Phải làm ngay\nBí thư Tỉnh ủy Hà Nam {Lê An} nói.", ["Lê An", "Lê An"]),
    (
        "Phó Thủ tướng {Vũ Khoan} họp. Phó Thủ tướng {Phạm Gia Khiêm} tiếp khách. "
        "Phó Thủ tướng cảm ơn.",
        ["Vũ Khoan", "Phạm Gia Khiêm", "Phạm Gia Khiêm"],
    ),
    (
        "Chủ tịch UBND tỉnh Hà Nam {Lê An} hỏi. Chủ tịch UBND tỉnh Lai Châu chưa trả lời.",
        ["Lê An", None],
    ),
    (
        "Nguyên Bí thư Tỉnh ủy Hà Nam {Lê An} bị kỷ luật. Bí thư Tỉnh ủy đề nghị giữ bí mật.",
        ["Lê An", None],
    ),
    (
        "Thủ tướng Nhật Bản {Abe Shinzo} đến. Thủ tướng {Phan Văn Khải} đón. Thủ tướng nêu rõ.",
        ["Abe Shinzo", "Phan Văn Khải", "Phan Văn Khải"],
    ),
    ("Thủ tướng yêu cầu các bộ vào cuộc.", [None]),
    (
        "Tổng Giám đốc Thông tấn xã Việt Nam {Lê An} ký. Sau lễ, Tổng Giám đốc TTXVN cảm ơn.",
        ["Lê An", "Lê An"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*BESIDE, *CARDS, *VERBS, *GROUPS, *POSTS, *LATER])
def test_holder(text: str, expected: list[str | None]) -> None:
    assert holders(text) == expected


def test_signer_holds_no_title() -> None:
    text = "Giám đốc Sở Y tế Lê An"
    name = Mention("name", Span(17, 22), NameFields(canonical="Lê An", context="byline"), "given")
    document = Document(page_of(text))
    linked = link(document, [*find(document, []), name])
    assert [m.fields.holder for m in linked if isinstance(m.fields, TitleFields)] == [None]


def test_a_chronicle_tells_nobodys_life() -> None:
    text = (
        "Ngày 19/12/1896: Ngày sinh nhà thơ {Lê Văn An}, sinh ở Hà Nam.\n"
        "Ngày 19/12/1946: Bộ trưởng Bộ Y tế ra lệnh cho các bệnh viện."
    )
    assert holders(text) == [None]
    assert holders(text.replace("Ngày 19/12/1896: Ngày sinh nhà", "Nhà")) == ["Lê Văn An"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Vợ tỷ phú {Lê Văn An} giữ vị trí Phó Chủ tịch HĐQT.", None),
        ("Tỷ phú {Lê Văn An} giữ vị trí Phó Chủ tịch HĐQT.", "Lê Văn An"),
        ("Điều động ông {Lê Văn An} từ Bí thư Tỉnh ủy sang nơi khác.", "Lê Văn An"),
        ("Điều động ông {Lê Văn An} từ chức vụ Bí thư Tỉnh ủy sang nơi khác.", "Lê Văn An"),
        ("Ông {Lê Văn An} nhận thư từ Bí thư Tỉnh ủy.", None),
        ("Ông {Lê Văn An} gửi đơn kiến nghị lên Bí thư Tỉnh ủy.", None),
        ("Bí thư Tỉnh ủy: Ông {Lê Văn An} làm việc rất tốt", None),
        ("Bí thư Tỉnh ủy: Ông {Lê Văn An}", "Lê Văn An"),
        ("Báo cáo với Bí thư Tỉnh ủy, ông {An=Lê Văn An} nói là khó.", None),
        ("Báo cáo với Bí thư Tỉnh ủy, ông {Lê Văn An}, kế toán, nói là khó.", None),
        ("Bức thư gửi Bí thư Tỉnh ủy, ông {Lê Văn An}, nói là khó.", "Lê Văn An"),
    ],
)
def test_who_is_moved_from_an_office_holds_it_and_a_relative_does_not(
    text: str, holder: str | None
) -> None:
    assert holders(text) == [holder]


def test_the_line_above_a_career_says_whose_it_is() -> None:
    text = (
        "Bà {Bùi Thị Vinh} (sinh năm 1970) là vợ ông.\n"
        "Quá trình công tác của ông {Lê Văn An}:\n"
        "2012 - 2015: Giám đốc Sở Y tế\n"
        "2015 - 2020: Phó Chủ tịch UBND tỉnh"
    )
    assert holders(text) == ["Lê Văn An"] * 2
