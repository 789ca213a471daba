"""The scorer itself: hand-made finds against hand-made gold, figures worked out on paper."""

from __future__ import annotations

from typing import Any

import pytest

from vanban.evaluation.gold import GoldMention, GoldPage
from vanban.evaluation.scoring import Found, Tally, same_value, score_page
from vanban.schema import Kind
from vanban.text.spans import Span


def gold(*mentions: GoldMention, until: int = 1000) -> GoldPage:
    return GoldPage("page.txt", until, {}, mentions)


def marked(
    kind: Kind, start: int, surface: str, optional: bool = False, **fields: str
) -> GoldMention:
    return GoldMention(kind, Span(start, start + len(surface)), surface, fields, optional)


def found(kind: Kind, start: int, surface: str, **fields: Any) -> Found:
    return Found(kind, Span(start, start + len(surface)), surface, fields)


def tally(page: GoldPage, kind: Kind, *finds: Found) -> Tally:
    result = Tally()
    result.add(score_page(page, finds), kind)
    return result


def test_a_right_find_counts_for_all() -> None:
    page = gold(marked("name", 5, "Tô Lâm"))
    got = tally(page, "name", found("name", 5, "Tô Lâm", canonical="Tô Lâm", context="body"))
    assert (got.found, got.gold, got.overlap, got.exact, got.valued) == (1, 1, 1, 1, 1)


def test_an_overlapping_find_with_the_right_value_is_no_exact_span() -> None:
    page = gold(marked("date", 5, "ngày 5/6/2017", value="2017-06-05"))
    got = tally(page, "date", found("date", 10, "5/6/2017", value="2017-06-05"))
    assert (got.overlap, got.exact, got.valued) == (1, 0, 1)


def test_a_find_answers_one_gold_mention_only() -> None:
    page = gold(marked("name", 0, "Lê A"), marked("name", 6, "Lê B"))
    got = tally(page, "name", found("name", 0, "Lê A, Lê B", canonical="Lê A, Lê B"))
    assert (got.found, got.gold, got.overlap) == (1, 2, 1)
    assert got.f1(got.overlap) == pytest.approx(2 / 3)


def test_members_of_a_list_are_matched_by_their_values() -> None:
    surface = "Nghị quyết Trung ương 6, 7 khóa XII"
    members = [
        marked("reference", 0, surface, doc_type="Nghị quyết", plenum=str(n), congress="12")
        for n in (6, 7)
    ]
    finds = [
        found("reference", 0, surface, doc_type="Nghị quyết", plenum=n, congress=12, inferred=[])
        for n in (7, 6)
    ]
    assert tally(gold(*members), "reference", *finds).valued == 2


def test_optional_gold_is_neither_merit_nor_fault() -> None:
    page = gold(marked("title", 0, "đại biểu", optional=True, role="đại biểu"))
    missed = tally(page, "title")
    hit = tally(page, "title", found("title", 0, "đại biểu", role="đại biểu"))
    assert (missed.found, missed.gold, hit.found, hit.gold) == (0, 0, 0, 0)
    assert missed.f1(0) == hit.f1(0) == 1.0


def test_nothing_is_judged_after_the_annotated_part() -> None:
    page = gold(until=10)
    assert tally(page, "name", found("name", 10, "Lê A", canonical="Lê A")).found == 0
    assert tally(page, "name", found("name", 9, "Lê A", canonical="Lê A")).found == 1


def test_a_field_that_gold_leaves_out_must_be_absent_unless_inferred() -> None:
    page = gold(
        marked("reference", 0, "Nghị quyết Trung ương 6", doc_type="Nghị quyết", plenum="6")
    )
    fields = {"doc_type": "Nghị quyết", "plenum": 6, "congress": 12}
    plain = found("reference", 0, "Nghị quyết Trung ương 6", **fields, inferred=[])
    inferred = found("reference", 0, "Nghị quyết Trung ương 6", **fields, inferred=["congress"])
    assert tally(page, "reference", plain).valued == 0
    assert tally(page, "reference", inferred).valued == 1


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        ("77.8", 77.8, True),
        ("2342000000000", 2342000000000.0, True),
        ("195/160", 1.21875, True),
        ("5", "5", True),
        ("5", "05", False),
        ("Ủy viên Trung ương", "Ủy viên\u00a0Trung  ương", True),
        ("Bí thư", "Bí Thư", False),
        (None, None, True),
        (None, "ông", False),
        ("ông", None, False),
        ("không số", 5.0, False),
    ],
)
def test_values_compare_as_a_reader_would(want: str | None, got: Any, same: bool) -> None:
    assert same_value(want, got) is same
