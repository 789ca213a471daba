"""Numerals: values of whole numerals, places in a text, ranges, and that no text breaks them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction.numbers import entries, find_numerals, parse_number, roman

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


class Style(NamedTuple):
    """How a writer of numerals writes: the words that differ by region and taste."""

    thousand: str = "nghìn"
    billion: str = "tỷ"
    link: str = "linh"
    four: str = "tư"
    five: str = "lăm"
    comma: str = " "


PLAIN = Style()
STYLES = st.builds(
    Style,
    st.sampled_from(["nghìn", "ngàn"]),
    st.sampled_from(["tỷ", "tỉ"]),
    st.sampled_from(["linh", "lẻ"]),
    st.sampled_from(["tư", "bốn"]),
    st.sampled_from(["lăm", "nhăm"]),
    st.sampled_from([" ", ", "]),
)


def spoken(number: int, style: Style = PLAIN) -> str:
    """A number below 10^15 in words, as a Vietnamese reader says it."""
    billions, rest = divmod(number, 10**9)
    parts: list[str] = []
    if billions >= 1000:
        parts.append(f"{below_billion(billions, style)} {style.billion}")
    elif billions:
        parts.append(f"{hundreds(billions, False, style)} {style.billion}")
    if rest or not parts:
        parts.append(below_billion(rest, style, bool(parts)))
    return style.comma.join(parts)


def below_billion(number: int, style: Style, full: bool = False) -> str:
    """Nine digits in words; after a larger part (`full`) hundreds are spoken though zero."""
    parts: list[str] = []
    for value, name in ((number // 10**6, "triệu"), (number // 1000 % 1000, style.thousand)):
        if value:
            parts.append(f"{hundreds(value, full or bool(parts), style)} {name}")
    tail = number % 1000
    if tail >= 100 and not number // 1000 % 1000 and (parts or full):
        parts.append(f"không {style.thousand}")  # else it could mean thousands
    if tail or not parts:
        parts.append(hundreds(tail, full or bool(parts), style))
    return style.comma.join(parts) if style.comma == " " else " ".join(parts)


def hundreds(number: int, full: bool, style: Style = PLAIN) -> str:
    """Three digits in words; `full` says the hundreds though they are zero."""
    hundred, ten, one = number // 100, number // 10 % 10, number % 10
    said = [f"{DIGITS[hundred]} trăm"] if hundred or full else []
    if ten == 0:
        if one or not said:
            said.append(f"{style.link} {DIGITS[one]}" if said and one else DIGITS[one])
    else:
        last = {1: "mốt", 4: style.four}.get(one, DIGITS[one]) if ten > 1 else DIGITS[one]
        last = style.five if one == 5 and ten > 1 else "lăm" if one == 5 else last
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
        ("ba phần tư", 0.75),
        ("hai nghìn tư", 2_400),
        ("một trăm mốt", 110),
        ("3 triệu tư", 3_400_000),
        ("năm nghìn tỷ năm tỷ", 5_005_000_000_000),
        ("một triệu không nghìn hai trăm", 1_000_200),
        ("một trăm lẽ sáu nghìn", 106_000),
        ("ba phẩy một bốn", 3.14),
        ("ba phẩy mười bốn", 3.14),
        ("hai phẩy không năm", 2.05),
        ("một trăm hai mươi phẩy năm triệu", 120_500_000),
        ("không phẩy một trăm hai mươi lăm", 0.125),
        ("hai tỷ, ba trăm triệu", 2_300_000_000),
        ("\uff11\uff0e\uff12\uff13\uff14\uff0e\uff15\uff16\uff17", 1_234_567),
        (
            "ba trăm ba mươi sáu tỷ hai trăm tám mươi mốt triệu bốn trăm năm mươi sáu nghìn"
            " không trăm bốn mươi sáu",
            336_281_456_046,
        ),
    ],
)
def test_value(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "1 triệu 200",  # 1,200,000 or 1,000,200
        "một triệu hai trăm",  # 1,000,200 or 1,200,000
        "hai trăm năm nghìn",  # 250,000 or 205,000
        "mười năm triệu",  # ten years, or 15,000,000
        "hai phẩy ba trăm",  # 2.3 or 230
        "hai hai",
        "một chín bốn lăm",
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
        ("mười hai, mười ba xã", 12, 13),
        ("mười hai mười ba xã", 12, 13),
        ("hai, ba chục hộ", 20, 30),
        ("hai mươi, ba mươi hộ", 20, 30),
        ("mười, mười lăm người", 10, 15),
        ("bốn năm trăm người", 400, 500),
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


NUMERAL_WORDS = ["hai", "ba", "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ", "linh", "mốt", "tư"]
ENDS = {"nghìn", "trăm", "triệu", "tỷ", "mươi"}
"""Scales that no number stands before ("trăm hai" is cut off, "trăm. hai" is not)."""


def digits_of(count: int) -> st.SearchStrategy[int]:
    """Numbers of so many digits, so that small ones are drawn as often as large ones."""
    return st.integers(min_value=10 ** (count - 1), max_value=10**count - 1)


@given(st.integers(min_value=1, max_value=14).flatmap(digits_of), STYLES)
def test_spoken_numbers_are_read_back(number: int, style: Style) -> None:
    text = f"Số tiền là {spoken(number, style)} đồng chẵn."
    assert [float(numeral.value) for numeral in find_numerals(text)] == [number]


@given(st.integers(min_value=0, max_value=9999), st.text("0123456789", min_size=1, max_size=3))
def test_spoken_decimals_are_read_back(whole: int, decimals: str) -> None:
    written = " ".join(DIGITS[int(digit)] for digit in decimals)
    text = f"Chỉ số tăng {spoken(whole)} phẩy {written} phần trăm."
    value = float(f"{whole}.{decimals}")
    assert [float(n.value) for n in find_numerals(text)] == pytest.approx([value])


@given(st.lists(st.sampled_from(NUMERAL_WORDS), min_size=1, max_size=10))
def test_a_refused_numeral_leaves_no_tail(said: list[str]) -> None:
    """Whatever number words follow each other, no numeral begins behind a word it should hold."""
    text = " ".join(said)
    for numeral in find_numerals(text):
        before = text[: numeral.span.start].split()
        assert not before or before[-1] in ENDS, (text, numeral.span.of(text))


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
def test_hostile_repeats_are_read_to_their_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert all(numeral.span.end <= len(text) for numeral in find_numerals(text))
