"""Whether the words before a title say that it is over: "thôi chức", "từng là", "thời gian giữ".

In: the words and where the title begins. Out: "former" or None. Words inside the title (nguyên,
quyền) are the grammar's.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from vanban.extraction.reading.words import Words
from vanban.extraction.titles import lexicon

LOOK_BACK = 10
"""Words before a title in which a verb can say that it is over."""


def of(words: Words, start: int) -> Literal["former"] | None:
    """The status that the words before word `start` give a title."""
    holding = False
    for j in range(start - 1, max(start - 1 - LOOK_BACK, -1), -1):
        if words.breaks(j + 1):
            return None
        for size in (1, 2):
            mark = words.forms[max(j - size + 1, 0) : j + 1]
            if mark in lexicon.signs("over") or (holding and mark in lexicon.signs("held")):
                return "former"
        if words.forms[j] not in _holding():
            return None
        holding = True
    return None


@cache
def _holding() -> frozenset[str]:
    """The words of holding that may stand between."""
    return frozenset(word for sign in lexicon.signs("holding") for word in sign)
