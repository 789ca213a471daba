"""The parts of the review site: marks in a text, verdicts, numbers for charts."""

from __future__ import annotations

import datetime as dt
import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.evaluation.gold import GoldMention, GoldPage
from vanban.schema import Kind
from vanban.show.review.charts import bars, columns, months
from vanban.show.review.feed import PageMention, PageRows
from vanban.show.review.markup import Gap, Mark, article
from vanban.show.review.verdicts import judge
from vanban.show.review.view import RawPlaces, view
from vanban.text.spans import Span


def shown(text: str, *spans: tuple[int, int, str]) -> str:
    marks = [Mark(start, end, n, f"m{n}", kind) for n, (start, end, kind) in enumerate(spans)]
    return article(text, marks, [], lambda at: at)


def words(markup: str) -> str:
    """What a reader sees: the text of the markup, a line a paragraph."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_a_mark_is_a_link_to_its_row_and_can_be_linked_to() -> None:
    assert shown("ông Minh nói", (4, 8, "name")) == (
        '<p data-raw="0" data-start="0">ông '
        '<a id="m0" href="#r0" class="m name" data-m="0">Minh</a> nói</p>'
    )


@pytest.mark.parametrize(
    ("spans", "covering"),
    [
        pytest.param([(0, 4, "a"), (4, 8, "b")], ["0", "1"], id="adjacent"),
        pytest.param([(0, 8, "a"), (2, 4, "b")], ["0", "1 0", "0"], id="nested, inner first"),
        pytest.param([(0, 5, "a"), (3, 8, "b")], ["0", "0 1", "1"], id="crossing"),
        pytest.param([(0, 8, "a")] * 3, ["0 1 2"], id="a list: three mentions of one span"),
        pytest.param([(0, 0, "a"), (6, 99, "b")], [], id="empty, or out of the text"),
    ],
)
def test_every_stretch_names_the_marks_that_cover_it(
    spans: list[tuple[int, int, str]], covering: list[str]
) -> None:
    assert re.findall(r'data-m="([^"]*)"', shown("abcdefgh", *spans)) == covering


def test_each_mark_has_one_anchor_however_it_is_cut() -> None:
    markup = shown("abc\ndef", (1, 6, "name"), (1, 6, "name"), (2, 3, "date"))
    assert sorted(re.findall(r'id="(m\d)"', markup)) == ["m0", "m1", "m2"]
    assert words(markup) == "abc\ndef"


spans_of_20 = st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["name", "date"]))


@given(st.text(min_size=20, max_size=20), st.lists(spans_of_20, max_size=6))
def test_no_mark_changes_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    lines = [line for line in text.split("\n") if line]
    assert words(shown(text, *spans)) == "\n".join(lines)


@given(st.text(min_size=20, max_size=20), st.lists(spans_of_20, max_size=6))
def test_tags_are_balanced(text: str, spans: list[tuple[int, int, str]]) -> None:
    opened: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Balance().feed(shown(text, *spans))
    assert opened == []


def test_what_was_cut_stands_where_it_stood() -> None:
    gaps = [Gap(0, 0, 5, "Menu\n", "menu"), Gap(3, 8, 11, "<b>", "tags")]
    assert article("abcdef\ngh", [], gaps, lambda at: at + 5).split("\n\n") == [
        '<div class="cut" role="note"><del>Menu\n</del> <small lang="en">menu 0–5</small></div>\n'
        '<p data-raw="5" data-start="0">abc<span class="cut" role="note"><del>&lt;b&gt;</del> '
        '<small lang="en">tags 8–11</small></span>def</p>\n<p data-raw="12" data-start="7">gh</p>'
    ]


def test_what_was_cut_after_the_last_paragraph_stands_on_its_own() -> None:
    markup = article("ab", [], [Gap(2, 3, 9, "Footer", "after")], lambda at: at)
    assert markup.startswith('<p data-raw="0" data-start="0">ab</p>\n<div class="cut"')


def test_a_long_line_of_many_marks_is_quick() -> None:
    marks = [(at, at + 12, "name") for at in range(0, 200_000, 10)]
    assert shown("a" * 200_012, *marks).count("<a ") == len(marks)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [(0, 0), (4, 0), (5, 0), (6, 1), (9, 4), (12, 4), (15, 5), (99, 6)],
)
def test_raw_offsets_find_their_character_or_the_next(raw: int, clean: int) -> None:
    places = RawPlaces([0, 4, 5, 9, 4, 5, 12, 15, 5, 6, 15, 16])
    assert places.to_clean(raw) == clean


def test_a_piece_that_stands_as_a_whole_begins_where_the_raw_piece_begins() -> None:
    assert RawPlaces([0, 4, 0, 4, 4, 5, 4, 9]).to_raw(4) == 4


def mention(kind: Kind, start: int, surface: str, **fields: Any) -> PageMention:
    frame = {
        "mention_id": f"0.{kind}.{start}.0",
        "doc_id": "0",
        "start": start,
        "end": start + len(surface),
        "raw_start": start,
        "raw_end": start + len(surface),
        "surface": surface,
        "rule": f"{kind}.rule",
        "entries": [],
    }
    return PageMention(kind, frame | fields)


NAME = {"canonical": "Minh", "honorific": None, "context": "body"}
DATE = {"value": "2017-05-09", "precision": "day", "start_date": dt.date(2017, 5, 9)}
DATE |= {"end_date": None, "calendar": "gregorian"}


def gold(*mentions: tuple[Kind, int, str, dict[str, str]], until: int = 99) -> GoldPage:
    marked = [
        GoldMention(kind, Span(start, start + len(surface)), surface, fields)
        for kind, start, surface, fields in mentions
    ]
    return GoldPage("p", until, {}, tuple(marked))


def test_verdicts() -> None:
    found = [
        mention("name", 0, "Minh", **NAME),
        mention("date", 10, "9/5", **DATE),
        mention("name", 20, "Hà", **NAME),
        mention("name", 60, "Nam", **NAME),
    ]
    page = gold(
        ("name", 0, "Minh", {}),
        ("date", 10, "9/5", {"value": "2016-05-09"}),
        ("name", 30, "Lan", {}),
        until=50,
    )
    judged = judge(found, page)
    assert [opinion.verdict for opinion in judged.opinions] == ["hit", "wrong", "false", "open"]
    assert judged.opinions[1].notes == ("gold has value 2016-05-09",)
    assert [missed.surface for missed in judged.missed] == ["Lan"]
    assert judged.count("missed") == judged.count("false") == 1


def test_another_span_is_wrong_and_says_what_gold_has() -> None:
    judged = judge([mention("name", 0, "ông Minh", **NAME)], gold(("name", 4, "Minh", {})))
    assert judged.opinions[0].verdict == "wrong"
    assert "gold has the span “Minh”" in judged.opinions[0].notes


def test_a_page_shows_its_mentions_and_what_was_missed() -> None:
    text = "Minh nói ngày 9/5 với Lan"
    rows = PageRows(
        {"text": text, "offsets": [0, 25, 0, 25]},
        (mention("name", 0, "Minh", **NAME), mention("date", 9, "ngày 9/5", **DATE)),
        (),
    )
    page = gold(("name", 0, "Minh", {}), ("name", 22, "Lan", {}))
    links = {"canonical": "../people/1.html#minh"}
    made = view(rows, text, judge(rows.mentions, page), lambda _: links)
    assert made.kinds == {"name": 2, "date": 1}
    assert made.verdicts == {"hit": 1, "false": 1, "missed": 1}
    assert made.rules == (("date.rule", 1), ("name.rule", 1))
    assert 'class="m name missed"' in made.article
    assert '<a href="../people/1.html#minh">Minh</a>' in made.table
    assert "2017-05-09" in made.table


def test_absent_fields_are_not_shown_and_numbers_read_well() -> None:
    fields: dict[str, Any] = dict.fromkeys(
        ("value_max", "normal_value", "normal_value_max", "normal_unit")
    )
    row = mention("quantity", 0, "1", value=1_500_000_000.0, approx="exact", unit="đồng")
    row.row.update(fields, kind="money")
    made = view(PageRows({"text": "1", "offsets": [0, 1, 0, 1]}, (row,), ()), None, None)
    assert '<dd lang="vi" data-f="value" data-v="1500000000">1,500,000,000</dd>' in made.table
    assert "value_max" not in made.table


@pytest.mark.parametrize(
    ("days", "series"),
    [
        pytest.param([], [], id="no day"),
        pytest.param(
            ["2016-11-30", "2017-01-02", "2017-01-31"],
            [("2016-11", 1), ("2016-12", 0), ("2017-01", 2)],
            id="months, none left out",
        ),
        pytest.param(
            ["1990-01-01", "2012-05-01"],
            [("1990", 1), *((str(year), 0) for year in range(1991, 2012)), ("2012", 1)],
            id="years where there are too many months",
        ),
    ],
)
def test_documents_by_month(days: list[str], series: list[tuple[str, int]]) -> None:
    assert months([dt.date.fromisoformat(day) for day in days]) == series


def test_columns_are_as_high_as_their_counts_and_lie_in_the_chart() -> None:
    chart = columns([("a", 1), ("b", 0), ("c", 4)])
    one, none, four = chart.columns
    assert four.height == pytest.approx(4 * one.height)
    assert none.height == 0
    assert four.y == chart.top
    assert four.x + four.width <= chart.width
    assert columns([]).columns == ()


def test_many_months_are_labelled_by_years_few_of_them() -> None:
    series = [(f"{n // 12}-{n % 12 + 1:02d}", 1) for n in range(2000 * 12 + 5, 2020 * 12)]
    labels = [column.label for column in columns(series).columns if column.label]
    assert len(labels) <= 8
    assert all(re.fullmatch(r"20[01]\d", label) for label in labels)


def test_the_longest_bar_is_whole() -> None:
    made = bars([("a", 4, None, ""), ("b", 1, None, "")])
    assert [bar.share for bar in made] == [100.0, 25.0]
