"""Numerals: values of whole numerals, places in a text, ranges, and that no text breaks them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction.numbers import entries, find_numerals, parse_number, roman

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spoken(number: int) -> str:
    """A number below a billion in words, as a Vietnamese reader says it."""
    parts: list[str] = []
    for value, name in ((number // 10**6, "triệu"), (number // 1000 % 1000, "nghìn")):
        if value:
            parts += [hundreds(value, bool(parts)), name]
    if number % 1000 or not parts:
        parts.append(hundreds(number % 1000, bool(parts)))
    return " ".join(parts)


def hundreds(number: int, full: bool) -> str:
    """Three digits in words; `full` says the hundreds though they are zero."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    said = [f"{DIGITS[hundred]} trăm"] if hundred or full else []
    if ten == 0:
        if one or not said:
            said.append(f"linh {DIGITS[one]}" if said and one else DIGITS[one])
    else:
        last = {1: "mốt", 4: "tư", 5: "lăm"}.get(one, DIGITS[one]) if ten > 1 else DIGITS[one]
        last = "lăm" if one == 5 else last
        said.append(("mười" if ten == 1 else f"{DIGITS[ten]} mươi") + (f" {last}" if one else ""))
    return " ".join(part for part in said if part)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hai mươi mốt", 21),
        ("hai lăm", 25),
        ("ba mươi tư", 34),
        ("hai mươi nhăm", 25),
        ("một trăm linh năm", 105),
        ("một trăm lẻ 5", 105),
        ("hai trăm rưỡi", 250),
        ("một triệu hai", 1_200_000),
        ("hai trăm ba nghìn", 230_000),
        ("3 nghìn 500", 3_500),
        ("2 triệu rưỡi", 2_500_000),
        ("nửa triệu", 500_000),
        ("một nửa", 0.5),
        ("ba chục triệu", 30_000_000),
        ("năm nghìn tỷ", 5e12),
        ("hai nghìn ba trăm tỷ", 2.3e12),
        ("một tỷ tỷ", 1e18),
        ("hai phẩy năm", 2.5),
        ("âm 5", -5),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1.234,5", 1_234.5),
        ("1,234.5", 1_234.5),
        ("6,5", 6.5),
        ("9.6", 9.6),
        ("12 500", 12_500),
        ("04", 4),
        ("15tr", 15_000_000),
        ("1,214 triệu", 1_214_000),
        ("1,2M", 1_200_000),
        ("trăm", 100),
        ("hai phần ba", 2 / 3),
    ],
)
def test_value(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "1 triệu 200",  # 1,200,000 or 1,000,200
        "hai trăm năm nghìn",  # 250,000 or 205,000
        "0912345678",
        "1.23.4",
        "tỷ tỷ",
        "một tỷ tỷ tỷ",
        "hai tư nhân",
        "",
        "con số",
        "123456789012345678",
    ],
)
def test_refused(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("15 - 17 triệu", 15e6, 17e6),
        ("3,8 – 3,86", 3.8, 3.86),
        ("hai, ba ngày", 2, 3),
        ("ba bốn mươi người", 30, 40),
        ("năm sáu trăm hộ", 500, 600),
        ("từ 500 đến 1 nghìn", 500, 1000),
    ],
)
def test_range(text: str, low: float, high: float) -> None:
    (numeral,) = find_numerals(text)
    assert (float(numeral.value), float(numeral.value_max or 0)) == (low, high)


def test_no_range_downwards_or_across_open_scales() -> None:
    assert [float(n.value) for n in find_numerals("2-1")] == [2, 1]
    assert [float(n.value) for n in find_numerals("500 - 2 triệu")] == [500, 2e6]


def test_years_are_left_alone() -> None:
    assert [n.span.of("hai mươi năm nay") for n in find_numerals("hai mươi năm nay")] == [
        "hai mươi"
    ]
    assert not find_numerals("trăm năm trước")


def test_other_reading_is_kept() -> None:
    (numeral,) = find_numerals("1,234")
    assert (float(numeral.value), float(numeral.other or 0)) == (1.234, 1234)


@pytest.mark.parametrize(("text", "value"), [("XII", 12), ("IV", 4), ("LIX", 59), ("XVIII", 18)])
def test_roman(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", ["IIX", "", "VX", "xii", "M12"])
def test_no_roman(text: str) -> None:
    assert roman(text) is None


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_spoken_numbers_are_read_back(number: int) -> None:
    assert parse_number(spoken(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_are_read_back(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", ".")) == number


WORDS = st.sampled_from([form for entry in entries() for form in entry.forms])


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=12).map(" ".join))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    last = 0
    for numeral in find_numerals(text):
        assert last <= numeral.span.start < numeral.span.end <= len(text)
        last = numeral.span.end
        assert numeral.value_max is None or numeral.value < numeral.value_max


@pytest.mark.parametrize("unit", ["tỷ tỷ ", "1.1.", "một ", "2/3/", "1-2-", "hai ba ", "1 000 "])
def test_time_is_linear(unit: str) -> None:
    began = time.perf_counter()
    find_numerals(unit * (20_000 // len(unit)))
    assert time.perf_counter() - began < 5
