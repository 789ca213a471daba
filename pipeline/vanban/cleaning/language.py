"""The language of a page, as its letters and words tell.

In: a cleaned text. Out: its ISO 639-1 code, or None where it is too short to say. A Vietnamese page
tells itself by letters that no other language has; one typed without marks, by words that are built
as Vietnamese syllables. Only the rest is shown to py3langid, which takes a second to load.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from vanban.text.syllables import may_be_syllable

if TYPE_CHECKING:
    from collections.abc import Callable

_OWN = re.compile("[đĐăĂơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 4_000
"""So many characters tell the language of a text."""
_SHARE = 25
"""In Vietnamese one character of so many is its own, at least; with names on a foreign page not."""
_FEWEST = 3
"""Letters of its own that a short Vietnamese text has."""
_WORDS = 20
"""Words that a text must have for any other language to be told."""
_UNMARKED = 0.85
"""Share of Vietnamese syllables in Vietnamese without marks; in English it is below a half."""


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in.

    >>> language("Thu tuong Chinh phu chu tri hop. " * 4), language("Bộ Chính trị họp.")
    ('vi', 'vi')
    """
    seen = text[:_SEEN]
    enough = max(_FEWEST, -(-len(seen) // _SHARE))  # counting all of them takes longer
    if len(list(islice(_OWN.finditer(seen), enough))) == enough:
        return "vi"
    words = _WORD.findall(seen)
    if len(words) < _WORDS and sum(map(len, words)) < 10 * _WORDS:
        return None
    if sum(map(may_be_syllable, words)) >= _UNMARKED * len(words):
        return "vi"
    code = _classifier()(seen)
    return code if len(code) == 2 else None


@cache
def _classifier() -> Callable[[str], str]:
    # Loading its model takes a second, and few pages need it; it ships no types.
    from py3langid.langid import classify  # type: ignore[import-untyped] # noqa: PLC0415

    return lambda text: str(classify(text)[0])
