"""Quantities: stops hold numerals back, amounts are normalised, and no text breaks the finder."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.extraction.quantities import Refusal, find, read_all
from vanban.lexicons import FOLDER
from vanban.schema import DateFields, QuantityFields
from vanban.segmentation import segment
from vanban.text.document import Document, page_of
from vanban.text.mention import Mention
from vanban.text.spans import Span

STOPS = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))["stop"]


def document(text: str) -> Document:
    return segment(page_of(text))


def fields(text: str) -> list[QuantityFields]:
    found = find(document(text), ())
    return [m.fields for m in found if isinstance(m.fields, QuantityFields)]


def reasons(text: str) -> set[str]:
    return {o.reason for o in read_all(document(text)) if isinstance(o, Refusal)}


def stop_texts(kind: str) -> list[Any]:
    return [
        pytest.param(entry["id"], text, id=f"{entry['id']}/{number}")
        for entry in STOPS
        for number, text in enumerate(entry[kind])
    ]


@pytest.mark.parametrize(("stop", "text"), stop_texts("match"))
def test_stop_holds_back(stop: str, text: str) -> None:
    assert stop in reasons(text)


@pytest.mark.parametrize(("stop", "text"), stop_texts("reject"))
def test_stop_leaves_alone(stop: str, text: str) -> None:
    assert stop not in reasons(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Kinh phí 2,5 tỷ đồng.", 2.5e9, "VND"),
        ("Khoản vay 3 triệu USD.", 3e6, "USD"),
        ("Rừng mất 12 ha.", 120_000, "m2"),
        ("Đường dài 3,4 km.", 3_400, "m"),
        ("Thu 2 tấn cá.", 2_000, "kg"),
        ("Bài thi kéo dài 90 phút.", 5_400, "s"),
        ("Bồn chứa 500 lít dầu.", 0.5, "m3"),
        ("Kế hoạch thực hiện trong 5 năm.", None, None),  # years differ in length
        ("Năng suất 62 tạ/ha.", None, None),  # a rate
        ("Đoàn có 12 người.", None, None),
    ],
)
def test_normal_value(text: str, value: float | None, unit: str | None) -> None:
    (quantity,) = fields(text)
    assert quantity.normal_value == (pytest.approx(value) if value else None)
    assert quantity.normal_unit == unit


def test_page_settles_separators() -> None:
    vietnamese, english = "Lúa đạt 6,5 tấn. Kho còn 2,345 kg.", "Vốn 1,200,000 USD. Kho 2,345 kg."
    assert [q.value for q in fields(vietnamese)] == [6.5, 2.345]
    assert [q.value for q in fields(english)] == [1_200_000, 2345]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Lãi 3,240 tỷ đồng, doanh thu 18.6 nghìn tỷ đồng.", [3240e9, 18.6e12]),
        ("Giá 7,250 đồng, giảm 1.5%.", [7250, 1.5]),
        ("Lãi 3,240 tỷ đồng, phí 1.5% trên 160.000 đồng.", [3.24e9, 1.5, 160_000]),
        ("Lãi 3,24 tỷ đồng, tăng 1.5%.", [3.24e9, 1.5]),
    ],
)
def test_points_before_decimals_show_the_style_of_a_page(text: str, values: list[float]) -> None:
    assert [q.value for q in fields(text)] == values
    assert fields("Kho còn 2,345 kg.") == []


def test_dates_found_before_are_left_out() -> None:
    text = "Sáng 5/9 học sinh tựu trường."
    date = Mention("date", Span(0, 8), DateFields(value="--09-05", precision="day"), "date.test")
    assert list(find(document(text), [date])) == []


def test_amounts_are_never_cut_short() -> None:
    for text in ("Thưởng 1 triệu 200 đồng.", "Giảm 12, 5% giá.", "Có 1.23.4 kg hàng."):
        assert fields(text) == [], text


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["5", "1,2", "hai", "năm", "-", "%", "tỷ", "đồng", "/", "người", "từ"]),
            st.text(max_size=4),
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_is_read(text: str) -> None:
    page = document(text)
    first, second = list(find(page, ())), list(find(page, ()))
    assert first == second
    for mention in first:
        assert 0 <= mention.span.start < mention.span.end <= len(page.text)
        assert mention.span.of(page.text).strip() == mention.span.of(page.text)
