"""Dates, part by part: values, what exists, which year, and properties that hold on any text."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extraction.dates import find, written_dates
from vanban.extraction.dates.partial import Partial, coarser
from vanban.extraction.dates.years import nearest_year, with_century
from vanban.schema import DateFields
from vanban.text.document import Document, page_of
from vanban.text.mention import Mention

WORDS = (
    "ngày", "tháng", "quý", "năm", "nhiệm kỳ", "sáng", "thứ hai", "mùng", "từ", "đến", "và", "hôm",
    "18/8", "7-2", "10.2", "3/2009", "5-7/9", "30/2", "1/1/2020", "IV", "2010-2015", "âm lịch", "(",
    ")", ",", ".", " ", " ", "\n", "tới", "vừa qua", "người", "13", "giêng", "nay", "–",
)  # fmt: skip


def dates(text: str, published: str | None = None) -> list[Mention]:
    return list(find(Document(page_of(text, published)), ()))


def values(text: str, published: str | None = None) -> list[str]:
    return [m.fields.value for m in dates(text, published) if isinstance(m.fields, DateFields)]


@pytest.mark.parametrize(
    ("partial", "iso"),
    [
        (Partial(2012, 8, 18), "2012-08-18"),
        (Partial(2009, 3), "2009-03"),
        (Partial(2011, quarter=4), "2011-Q4"),
        (Partial(2010), "2010"),
        (Partial(None, 8, 18), "--08-18"),
        (Partial(None, 8), "--08"),
        (Partial(None, quarter=4), "--Q4"),
        (Partial(2017, 3, 10, lunar=True), "--03-10"),
    ],
)
def test_iso(partial: Partial, iso: str) -> None:
    assert partial.iso == iso


@pytest.mark.parametrize(
    "partial",
    [
        Partial(None, 2, 30), Partial(None, 4, 31), Partial(2017, 2, 29), Partial(None, 13),
        Partial(None, 0, 1), Partial(None, 1, 0), Partial(quarter=5), Partial(),
        Partial(None, 1, 31, lunar=True),
    ],
)  # fmt: skip
def test_impossible(partial: Partial) -> None:
    assert not partial.exists


def test_29_february_may_be_without_a_year() -> None:
    assert Partial(None, 2, 29).exists
    assert values("Lễ cưới diễn ra ngày 29/2.") == ["--02-29"]


def test_bounds() -> None:
    assert Partial(2011, quarter=4).first_day() == dt.date(2011, 10, 1)
    assert Partial(2011, quarter=4).last_day() == dt.date(2011, 12, 31)
    assert Partial(2016, 2).last_day() == dt.date(2016, 2, 29)
    assert Partial(2015).last_day() == dt.date(2015, 12, 31)
    assert Partial(None, 2).last_day() is None
    assert coarser("day", "month") == "month"


@pytest.mark.parametrize(
    ("day", "published", "tense", "year"),
    [
        ((28, 12), "2017-01-04", None, 2016),
        ((5, 1), "2016-12-28", None, 2017),
        ((5, 6), "2017-06-06", None, 2017),
        ((7, 6), "2017-06-06", None, 2017),
        ((1, 10), "2017-02-02", None, 2016),
        ((1, 10), "2017-02-02", "future", 2017),
        ((1, 3), "2017-11-20", "past", 2017),
        ((1, 3), "2017-11-20", "future", 2018),
        ((29, 2), "2017-02-01", None, 2016),
    ],
)
def test_nearest_year(day: tuple[int, int], published: str, tense: str | None, year: int) -> None:
    date = Partial(None, day[1], day[0])
    assert nearest_year(date, dt.date.fromisoformat(published), tense) == year


def test_weekday_outweighs_nearness() -> None:
    date, published = Partial(None, 6, 17), dt.date(2017, 12, 1)
    assert nearest_year(date, published, None, 6) == 2017
    assert nearest_year(date, published, None, 5) == 2016


def test_century_follows_the_page() -> None:
    assert with_century(Partial(26, 3, 12), 2025).year == 2026
    assert with_century(Partial(75, 4, 30), 2015).year == 1975
    assert with_century(Partial(1975, 4, 30), 2015).year == 1975


def test_the_page_s_own_day_wins_over_its_text() -> None:
    assert values("Sáng 18/8, tỉnh bàn kế hoạch năm 2013.", "2012-08-20") == ["2012-08-18"]


def test_range_keeps_order() -> None:
    assert values("Triển lãm mở từ 26/12 đến 2/1/2018.") == ["2017-12-26/2018-01-02"]
    assert values("Hồ sơ từ 5/6/2017 đến 3/6/2016.") == ["2017-06-05", "2016-06-03"]


def test_written_dates_do_not_overlap() -> None:
    found = written_dates("Tháng 1.2016 – 13.4.2016, ngày 22, 23 và 24/6; quý I và II/2017")
    ends = [written.span.end for written in found]
    starts = [written.span.start for written in found]
    assert all(end <= start for end, start in zip(ends[:-1], starts[1:], strict=True))


@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join))
def test_any_row_of_date_words(text: str) -> None:
    check(text, None)
    check(text, "2017-06-06")


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    check(text, "2017-06-06")


def check(text: str, published: str | None) -> None:
    """Spans lie in the text and apart, values fit their bounds, and twice gives the same."""
    found = dates(text, published)
    assert found == dates(text, published)
    spans = sorted(mention.span for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for mention in found:
        assert isinstance(mention.fields, DateFields)
        first, last = mention.fields.start_date, mention.fields.end_date
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip() == mention.span.of(text)
        assert (first is None) == (last is None)
        assert first is None or last is None or first <= last
        assert (first is None) == mention.fields.value.startswith("--")
