"""Copies: the same page twice, the same story with another headline, and what is no copy."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from vanban.schema.arrow import to_table
from vanban.schema.parts import SketchRow
from vanban.tables.derive.copies import Copies, Copy, sketch_row

STORY = " ".join(
    f"Đoàn công tác số {n} đã đến thăm xã thứ {n}, làm việc với đảng ủy và trao {n} suất quà."
    for n in range(1, 25)
)
OTHER = " ".join(
    f"Kỳ họp bàn việc thứ {n}: ngân sách năm {n} của huyện, đường {n} km, trường {n} lớp học."
    for n in range(1, 25)
)
CUT = STORY[: len(STORY) * 9 // 10]
"""What a paper prints that leaves out the last paragraph."""


def page(doc: str, text: str, day: int | None = None) -> SketchRow:
    return sketch_row(doc, f"{doc}.txt", dt.date(2017, 6, day) if day else None, text)


@pytest.mark.parametrize(
    ("pages", "copies"),
    [
        pytest.param([page("a", STORY), page("b", STORY)], {"b": Copy("a", None)}, id="same text"),
        pytest.param(
            [page("a", STORY, 9), page("b", STORY, 8)],
            {"a": Copy("b", None)},
            id="the earlier page is the original",
        ),
        pytest.param(
            [page("a", STORY), page("b", STORY, 8)],
            {"a": Copy("b", None)},
            id="a page without a day comes last",
        ),
        pytest.param(
            [page("a", STORY), page("b", f"Tin mới.\n{STORY}")],
            {"b": Copy(None, "a")},
            id="another headline",
        ),
        pytest.param(
            [page("a", STORY), page("b", CUT)], {"b": Copy(None, "a")}, id="the end left out"
        ),
        pytest.param(
            [page("a", STORY), page("b", STORY), page("c", CUT)],
            {"b": Copy("a", None), "c": Copy(None, "a")},
            id="a near copy of a copy is one of the original",
        ),
        pytest.param([page("a", STORY), page("b", OTHER)], {}, id="two stories"),
        pytest.param(
            [page("a", STORY[:150]), page("b", STORY[:160])], {}, id="too short to compare"
        ),
        pytest.param(
            [page("a", "Tin vắn"), page("b", "Tin vắn")], {"b": Copy("a", None)}, id="short, same"
        ),
        pytest.param([page("a", STORY), page("b", STORY + OTHER)], {}, id="half of it is new"),
        pytest.param([], {}, id="no page"),
    ],
)
def test_copies(pages: list[SketchRow], copies: dict[str, Copy]) -> None:
    for order in permutations(pages):
        assert Copies(to_table(SketchRow, order)).of_pages() == copies


def test_letters_of_two_spellings_are_one() -> None:
    assert page("a", STORY).sketch == page("b", STORY.upper()).sketch
