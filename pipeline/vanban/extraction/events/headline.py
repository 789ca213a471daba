"""What a headline tells without a verb of giving: "Ông Lê An giữ chức Bí thư Tỉnh ủy Hà Nam".

In: a page. Out: the places of the verbs, the people and the offices that its first line names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import forms
from vanban.extraction.events.page import Page, Title
from vanban.lexicons.patterns import alternation

_LONGEST, _NEAR = 160, 45
"""Characters of a headline, and from a name to its verb: the person's offices fit in."""


class Told(NamedTuple):
    """Where the verb of a headline stands, of whom it is said, and the office."""

    start: int
    end: int
    person: str
    post: Title


def told(page: Page) -> Iterator[Told]:
    """The offices that a headline gives, each to somebody; none where it doubts them."""
    line = page.text.partition("\n")[0]
    if len(line) > _LONGEST or len(line) == len(page.text):
        return
    for match in _takes().finditer(line):
        posts = [t for t in page.titles_in(match.end(), match.end() + 1) if t.kind == "position"]
        names = page.names_in(0, match.start())
        if not posts or not names or match.start() - names[-1].end > _NEAR:
            continue
        before = line[: match.start()]
        if any(lexicon.sign_pattern(sign).search(before) for sign in ("doubt", "demand", "past")):
            return
        end = match.start() + len(match[0].rstrip())
        yield Told(match.start(), end, names[-1].canonical, posts[0])


@cache
def _takes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(forms('takes'))}\s+", re.IGNORECASE)
