"""Who else a verb gives an office: "bầu ông A làm Chủ tịch, các ông B, C | làm Phó Chủ tịch".

In: a page and the office that a verb gives somebody. Out: people and offices that follow in the
list, each with a linking word of its own and no verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vanban.extraction.events import who
from vanban.extraction.events.lexicon import forms
from vanban.extraction.events.page import Name, Page, Title
from vanban.lexicons.patterns import alternation

_LONGEST = 160
"""Characters from one office of a list to the next, with the offices its person leaves."""


def others_of(page: Page, post: Title, stop: int) -> Iterator[tuple[Sequence[Name], Title]]:
    """People and their offices in a list behind an office, up to where another verb begins."""
    end = post.end
    while True:
        people = who.listed_behind(page, end, min(end + _LONGEST, stop))
        if not people:
            return
        last = people[-1].end
        offices = page.titles_in(last, min(last + _LONGEST, stop))
        given = next((t for t in offices if _leads_to(page, last, t)), None)
        if given is None:
            return
        yield people, given
        end = given.end


def _leads_to(page: Page, end: int, office: Title) -> bool:
    """True for the office that a linking word leads to, no word but other offices before it."""
    gap = who.without_titles(page, end, office.start)
    return office.kind == "position" and _leads().fullmatch(gap) is not None


@cache
def _leads() -> re.Pattern[str]:
    """What leads from people, their offices taken out, to the one they are given."""
    link = alternation(forms("link"))
    return re.compile(rf"[\s,;–-]*(?:{link}\s+)+", re.IGNORECASE)
