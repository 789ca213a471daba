"""Whether the words before a title say that it is over: "thôi chức", "từng là", "thời gian giữ".

In: the words and where the title begins. Out: "former" or None. Words inside the title (nguyên,
quyền) are the grammar's.
"""

from __future__ import annotations

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
        over = lexicon.signs("over").before(words, j + 1)
        if over or (holding and lexicon.signs("held").before(words, j + 1)):
            return "former"
        if words.forms[j] not in lexicon.sign_words("holding"):
            return None
        holding = True
    return None
