"""When an event was, and by which act: as exact as its sentence settles it."""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.events import lexicon
from vanban.extraction.events.page import Page, Title, When
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

LEAD = 4
"""Sentences of a page that tell its news."""
SETTLED_DAY = 4
"""Day of a month from which on the news of a page is of that month."""
_YEAR = re.compile(
    rf"(?<!\w)(?<![Ss]inh )(?:[Nn]ăm|[Đđ]ến|[Vv]ào)\s+(?:{g.YEAR}\s+)?(?P<year>1[89]\d\d"
    rf"|20\d\d)(?!\w)"
    r"|\((?P<bare>1[89]\d\d|20\d\d)\)"
)
_AFTER_ACT = 40
"""Characters behind the number of an act in which its day stands."""


@cache
def _to() -> re.Pattern[str]:
    """What stands between an office and the date since when it is held."""
    since = alternation((*lexicon.forms("since"), *lexicon.forms("time")))
    return re.compile(
        rf"[\s,]*(?:(?:{g.TERM}|{g.TERM_YEARS})\s[\w–-]+)?[\s,(]*(?:{since}\s*)*", re.IGNORECASE
    )


def date_of(
    page: Page, at: int, end: int, sentence: tuple[int, int], post: Title | None
) -> str | None:
    """The date of a verb: right behind its office, the nearest before it, else behind it."""
    start, stop = sentence
    dates = [*page.dates_in(start, stop), *_years(page, start, stop)]
    acts = [act.end for act in page.acts if start <= act.start < stop]
    dates = [d for d in dates if not any(0 <= d.start - act < _AFTER_ACT for act in acts)]
    dates = sorted((d for d in dates if _day(page, d.value)), key=lambda d: d.start)
    behind = [d for d in dates if d.start >= end]
    before = [d for d in dates if d.end <= at]
    if post and post.start >= end:
        beside = [d for d in behind if _to().fullmatch(page.text, post.end, d.start)]
        if beside:
            return _day(page, beside[0].value)
    for found in (before[-1:], behind[:1]):
        if found:
            return _day(page, found[0].value)
    return _of_news(page, start, at)


def _day(page: Page, value: str) -> str | None:
    """A day, month or year; one without a year is of the page's, where that is known."""
    if value.startswith("--") and page.year:
        value = f"{page.year}-{value[2:]}"
    return value if re.fullmatch(r"(?:\d{4}|-)(?:-\d\d(?:-\d\d)?)?", value) else None


def _years(page: Page, start: int, stop: int) -> list[When]:
    """Bare years, which are no mentions of dates."""
    return [
        When(match.start(), match.end(), match["year"] or match["bare"])
        for match in _YEAR.finditer(page.text, start, stop)
        if not any(d.start <= match.start() < d.end for d in page.dates_in(start, stop))
    ]


def _of_news(page: Page, start: int, at: int) -> str | None:
    """The month of a page whose first sentences tell the event, none where they look back."""
    day = page.published_on
    place = sum(1 for begin, _ in page.sentences if begin < start)
    if day is None or place >= LEAD or day.day < SETTLED_DAY:
        return None
    if lexicon.sign_pattern("past").search(page.text, start, at):
        return None
    return f"{day.year}-{day.month:02d}"


def act_of(page: Page, sentence: tuple[int, int]) -> str | None:
    """The key of the only decision that the sentence names."""
    start, stop = sentence
    keys = {
        act.key
        for act in page.acts
        if start <= act.start < stop
        and act.key.startswith(lexicon.forms("order"))
        and "?" not in act.key
    }
    return keys.pop() if len(keys) == 1 else None
