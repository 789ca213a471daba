"""Each fix by its own example, and what must hold for any text."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vanban.cleaning import fixes, wrapping
from vanban.cleaning.fixes import FIXES, fix
from vanban.text.spans import AlignedText, fold

TYPED = st.text(
    alphabet=st.one_of(
        st.sampled_from("Đảng ủy Khối ÐðƢƣ\u0301\u0323\u0309a\u00a0\t\r\n\u200b\ufeff\u00ad.,;&"),
        st.characters(),
    ),
    max_size=80,
)


@given(TYPED)
@example("\ufb2a")  # a Hebrew letter that NFC takes apart into two characters
def test_every_character_still_folds_to_its_raw_place(raw: str) -> None:
    """A stretch between two characters that are left as typed folds as its raw stretch does."""
    fixed = fix(AlignedText.of(raw))
    assert len(fixed.text) == len(fixed.starts) == len(fixed.ends)
    for i, character in enumerate(fixed.text):
        place = fixed.raw(i, i + 1)
        assert 0 <= place.start < place.end <= len(raw)
        if place.end - place.start > 1:
            continue
        typed = unicodedata.normalize("NFC", place.of(raw))  # may take one character apart
        assert fold(character) == fold(typed) or (len(typed) > 1 and character in typed)
    assert fold(fixed.text) == fold(raw)


@given(TYPED)
def test_offsets_only_grow(raw: str) -> None:
    fixed = fix(AlignedText.of(raw))
    starts, ends = fixed.starts.tolist(), fixed.ends.tolist()
    assert starts == sorted(starts)
    assert ends == sorted(ends)


@given(TYPED)
def test_fixed_text_is_nfc_and_stays_as_it_is(raw: str) -> None:
    once = fix(AlignedText.of(raw)).text
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\r\u00a0\u200b\ufeff\u00ad")


@given(TYPED)
def test_typed_in_parts_or_whole(raw: str) -> None:
    """Decomposed or composed, the same text comes out."""
    composed = unicodedata.normalize("NFC", raw)
    decomposed = unicodedata.normalize("NFD", raw)
    assert fix(AlignedText.of(composed)).text == fix(AlignedText.of(decomposed)).text


@pytest.mark.parametrize("step", FIXES, ids=lambda step: step.__name__)
def test_clean_text_is_left_alone(step: fixes.Fix) -> None:
    text = AlignedText.of("Đảng ủy Khối họp.\nNgày 18/8, Tổng Bí thư dự.\nR&D; 5 < 6")
    assert step(text).text == text.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u0110a\u0309ng", "Đảng"),
        ("Đ\u1ea3ng", "Đảng"),
        ("c\u00e1\u0302p", "cấp"),
        ("ca\u0301\u0302p", "cấp"),
        ("nghie\u0323\u0302p", "nghiệp"),
        ("nghi\u00ea\u0323p", "nghiệp"),
        ("ngu\u031bo\u031b\u0300i", "người"),
        ("Ðảng, ðảng, \u0189ảng", "Đảng, đảng, Đảng"),
        ("Guðmundsson", "Guðmundsson"),
        ("Trƣờng, dƣ\u0301t", "Trường, dứt"),
        ("\u0421hính phủ", "Chính phủ"),
        ("Н\u043eàng Văn \u0410n", "Hoàng Văn An"),
        ("Đ\u0430\u0309ng ủ\u0443", "Đảng ủy"),
        ("\u039fnline", "Online"),
        ("Путин, Κίνα", "Путин, Κίνα"),
        ("TNFα và μm", "TNFα và μm"),
        ("Bí\u00a0thư\u202fTỉnh\u2003ủy", "Bí thư Tỉnh ủy"),
        ("Bí\u200b th\u00adư\ufeff", "Bí thư"),
        ("B&iacute; th&shy;ư &amp;amp; T&#7881;nh", "Bí thư & Tỉnh"),
        ("\u202eTỉnh ủy\u202c", "Tỉnh ủy"),
        ("Tỉnh\u034f ủy\ufe0f", "Tỉnh ủy"),
    ],
)
def test_typed_and_read(typed: str, read: str) -> None:
    """What a careful reader sees; every character still at its raw place."""
    fixed = fix(AlignedText.of(typed))
    assert fixed.text == read
    assert fold(typed) == fold(read)
    assert fixed.raw(0, len(read)).of(typed).strip("\u202e\u202c\ufeff\ufe0f") == typed.strip(
        "\u202e\u202c\ufeff\ufe0f"
    )


def test_marks_behind_a_blank_stand_alone() -> None:
    """The blank may be cut off before them, so it is no part of what stands for them."""
    fixed = fix(AlignedText.of("a » \u0327\u0323\u031bĐảng"))
    place = fixed.text.index("\u0327")
    assert fixed.text[place - 1] == " "
    assert fixed.starts[place] == place


def test_wrapped_block() -> None:
    """Lines of one length are one paragraph, even where a line begins with a capital."""
    lines = [
        "Sáng 12-3, tại trụ sở Ủy ban nhân dân huyện, Ban Chỉ đạo thực hiện",
        "quy chế dân chủ ở cơ sở tổ chức hội nghị tổng kết năm. Đồng chí",
        "Nguyễn Thị Sen, Phó Bí thư Thường trực Huyện ủy, dự và phát biểu",
        "chỉ đạo hội nghị.",
    ]
    text = wrapping.join_wrapped_lines(AlignedText.of("\n".join(lines))).text
    assert text == " ".join(lines)


def test_paragraphs_of_many_widths() -> None:
    """No width is that of a fifth of the lines: each paragraph is joined by its own."""
    words = "hội nghị đã thảo luận và thông qua báo cáo công tác quý ba của ủy ban " * 4
    blocks = [textwrap.wrap(words, width) for width in range(54, 84, 5)]
    assert len({max(map(len, lines)) for lines in blocks}) == len(blocks)
    text = "\n\n".join("\n".join(lines) for lines in blocks)
    joined = wrapping.join_wrapped_lines(AlignedText.of(text)).text
    assert joined.split("\n\n") == [words.strip()] * len(blocks)


def test_headlines_under_each_other_are_no_wrapped_block() -> None:
    text = "\n".join(
        f"Thủ tướng tiếp Đại sứ {country} đến chào xã giao nhân dịp nhận nhiệm vụ"
        for country in ("Lào", "Cuba", "Pháp", "Nga", "Áo")
    )
    assert wrapping.join_wrapped_lines(AlignedText.of(text)).text == text


def test_a_headline_does_not_run_into_a_long_lead() -> None:
    lead = "ngày 1/7, đoàn công tác của Quốc hội " + "thăm và làm việc tại nhiều địa phương " * 4
    text = "Đoàn công tác của Quốc hội thăm và làm việc tại các tỉnh miền núi\n" + lead
    assert wrapping.join_wrapped_lines(AlignedText.of(text)).text == text


def test_a_line_that_leads_to_a_name_runs_on() -> None:
    """Whatever the width: "của", "Bộ Lao động -", "khoản 1" end no paragraph; a full title may."""
    ends = ("tháng 9 năm 2022 của", "với Bộ Lao động -", "tại khoản 1", "theo đề nghị của Bộ")
    for end in ends:
        line = f"Căn cứ các quy định đã nêu ở phần trên và {end}"
        text = f"{line}\nNội vụ và các cơ quan có liên quan cùng ban hành văn bản này."
        assert "\n" not in wrapping.join_wrapped_lines(AlignedText.of(text)).text
    text = f"{line[:-3]} cơ quan\nCăn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"
    assert wrapping.join_wrapped_lines(AlignedText.of(text)).text == text


def test_an_item_whose_first_word_stands_alone_goes_on() -> None:
    text = "(3) Xây\ndựng công trình trong khu vực cấm\n\nb) Các\nCục và Vụ thuộc Bộ"
    joined = wrapping.join_wrapped_lines(AlignedText.of(text)).text
    assert joined == "(3) Xây dựng công trình trong khu vực cấm\n\nb) Các\nCục và Vụ thuộc Bộ"
