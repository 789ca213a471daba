"""A text -> the names in it under which everybody knows one person ("Bác Hồ")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.extraction.names.blockers import block_before
from vanban.extraction.names.lexicon import Person, aliases
from vanban.extraction.reading.wording import Wording
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.spans import Span

_TENSE = g.word_set("tense")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.\-]){alternation(aliases(), ' ')}(?![\w\-])(?! Chí Minh)")


def known_aliases(wording: Wording) -> Iterator[tuple[Span, Person]]:
    """The aliases in a text that name their bearer, not a street or a doctrine."""
    text = wording.text
    if not any(form in text for form in aliases()):
        return
    for match in _pattern().finditer(text):
        blocked = block_before(wording, match.start()) and not _acts(wording, match.end())
        if not blocked and not _joined(text, match):
            yield Span(*match.span()), aliases()[match.group()]


def _acts(wording: Wording, position: int) -> bool:
    """True where a particle of tense follows: "một thời | Bác Hồ | đã sống tại đây"."""
    first, end = wording.following(position)
    return first < end and wording.keys[first] in _TENSE


def _joined(text: str, match: re.Match[str]) -> bool:
    """True in "Mác - Lênin", the name of a doctrine."""
    return bool(re.search(r"Mác\s?[-–]\s?\Z", text[max(0, match.start() - 8) : match.start()]))
