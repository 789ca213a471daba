"""Sentences: the examples of the lexicon, what underthesea cuts wrongly, what always holds."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.lexicons import FOLDER
from vanban.segmentation.sentences import sentence_spans

LEXICON = tomllib.loads((FOLDER / "grammar.toml").read_text("utf-8"))["abbreviation"]

CASES = {
    "degrees": "PGS.TS. Nguyễn Lân Hiệp và ThS. Trịnh Thu Hà phát biểu. | Hội nghị bế mạc.",
    "closing-quote": "Ông nói: “Việc đã xong rồi.” | Cả hội trường vỗ tay.",
    "closing-quote-after-blank": "Ông nói: “Việc đã xong rồi. ” | Cả hội trường vỗ tay.",
    "straight-quotes": 'Ông nói: "Việc đã xong." | "Chưa đâu", bà đáp.',
    "question-goes-on": "“Bao giờ thì xong?” – vị đại biểu hỏi. | Không ai trả lời.",
    "address": "Xem tại www.dangcongsan.vn. | Báo đăng hai kỳ.",
    "symbol": "Chỉ thị 12-CT.TW ngày 1.5.2012 của TP.HCM. | Các quận triển khai.",
    "list-numbers": "1. Mục tiêu chung. | 2. Nhiệm vụ, giải pháp.",
    "list-letters": "a) Về đất đai. | b) Về môi trường; c. Về nhà ở.",
    "article-of-a-law": "Điều 5. Phạm vi điều chỉnh",
    "end-of-an-act": "Văn bản có hiệu lực từ ngày ký./. | Nơi nhận: như trên.",
    "ellipsis": "Vốn, đất, con người… | Thiếu thứ nào cũng khó.",
    "ellipsis-goes-on": "Họ trồng mía, lạc… rồi nuôi bò.",
    "left-out": "“Cán bộ gương mẫu […]. | Dân sẽ theo”, báo viết (...) Ngoài ra, không gì khác.",
    "letter-of-a-group": "Đội vào nhóm A. | Nhóm B đá ngày mai.",
    "initial-of-a-name": "Tổng thống George W. Bush thăm Hà Nội.",
    "initials-of-a-victim": "Cháu Ng. Th. H. bị ngã. | Người nhà của chị H. | Sau đó báo công an.",
    "grouped-digits": "Tổng số là 160 000. | Trong đó nữ chiếm nửa.",
    "measure": "Cầu cao 153,8 m. | Nhịp dài nhất 90 km/h. | Trời rét 11 độ C. | Tuyết rơi.",
    "decimal": "Lãi suất 9.6 phần trăm, tăng 1.5 lần. | Giá 12.500.000 đồng.",
    "capitals": "Đoàn họp với Đảng PAP. | Ông Bình nhiệt liệt chào mừng.",
    "bracket": "Giá vàng lại tăng (theo TTXVN.) | Chứng khoán giảm.",
    "and-so-on": "Bàn, ghế, tủ, v.v. và vật tư được cấp đủ.",
}  # fmt: skip


def cut(text: str) -> str:
    """The text with `|` between its sentences."""
    return " | ".join(span.of(text) for span in sentence_spans(text))


def examples(kind: str) -> list[object]:
    """The examples of a kind, under the id of their entry."""
    return [
        pytest.param(text, id=f"{entry['id']}/{number}")
        for entry in LEXICON
        for number, text in enumerate(entry[kind])
    ]


@pytest.mark.parametrize("text", examples("match") + examples("reject"))
def test_lexicon(text: str) -> None:
    assert cut(text.replace(" | ", " ")) == text


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_cut(text: str) -> None:
    assert cut(text.replace(" | ", " ")) == text


def test_forgotten_blank() -> None:
    assert cut("Hội nghị kết thúc.Ông về Hà Nội.") == "Hội nghị kết thúc. | Ông về Hà Nội."
    assert cut("Theo baochinhphu.Vn, giá tăng.") == "Theo baochinhphu.Vn, giá tăng."


def test_lines_end_sentences() -> None:
    text = "Đảng ủy Khối làm việc\r\n\n  Ngày 18/8, ông đến\u2028Hết\n"
    assert [span.of(text) for span in sentence_spans(text)] == [
        "Đảng ủy Khối làm việc", "Ngày 18/8, ông đến", "Hết",
    ]  # fmt: skip


PIECES = st.sampled_from(
    ["TS", "Ông", "anh", "nhóm", "A", "v.v", "12", "5", "m", " ", " ", "\n", "\u00a0", ".", ".",
     "…", "...", "?", "!", "”", '"', ")", "(", "/", "-", "\u200b", "\ud800", "\x00", "a\u0301"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_gaps_hold_white_space_only(text: str) -> None:
    position = 0
    for span in sentence_spans(text):
        assert position <= span.start < span.end
        assert text[position : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip()
        position = span.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize("unit", ["a.", "A.", ". A", '". ', "… ", "x", "1.", "(", "a. b ", "?!"])
def test_hostile_repeats_are_parted(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(span.end <= len(text) for span in sentence_spans(text))
