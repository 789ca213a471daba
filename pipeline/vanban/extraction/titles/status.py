"""Whether the words before a title say that it is over: "thôi chức", "từng là", "thời gian giữ".

In: the words and where the title begins. Out: "former" or None. Words inside the title (nguyên,
quyền) are the grammar's.
"""

from __future__ import annotations

from typing import Literal

from vanban.extraction.reading.words import Words, fold_marks, fold_set
from vanban.extraction.titles import lexicon

LOOK_BACK = 10
"""Words before a title in which a verb can say that it is over."""

_HOLDING = fold_set(
    "giữ chức vụ danh cương vị trọng trách đảm nhiệm nhận làm là các trên ở với vai trò ghế đang "
    "được bầu khi kinh trải qua lần lượt nắm công tác nhiều tiếp tục "
    "tham gia cử bổ nhiệm đồng thời :"
)
"""Words that may stand between such a verb and the title."""

_HELD = frozenset(
    fold_marks(
        "thời gian", "thời kỳ", "rời", "rời khỏi", "nghỉ", "trước đây", "trước đó", "còn", "từ chức"
    )
)  # fmt: skip
"""Words that say so where a word of holding follows them."""


def of(words: Words, start: int) -> Literal["former"] | None:
    """The status that the words before word `start` give a title."""
    holding = False
    for j in range(start - 1, max(start - 1 - LOOK_BACK, -1), -1):
        if words.breaks(j + 1):
            return None
        for size in (1, 2):
            mark = words.forms[max(j - size + 1, 0) : j + 1]
            if mark in lexicon.signs("over") or (holding and mark in _HELD):
                return "former"
        if words.forms[j] not in _HOLDING:
            return None
        holding = True
    return None
