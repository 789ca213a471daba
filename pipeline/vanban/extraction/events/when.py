"""When an event was, and by which act: as exact as its sentence settles it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from vanban.extraction.events import lexicon
from vanban.extraction.events.lexicon import Page, Title, When, called, forms
from vanban.extraction.titles.lexicon import sign_forms
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

LEAD = 4
"""Sentences of a page that tell its news."""
SETTLED_DAY = 4
"""Day of a month from which on the news of a page is of that month."""
_SINCE = "|".join(map(g.either_case, (g.YEAR, g.TO, g.INTO, g.FROM)))
_YEAR = re.compile(
    rf"(?<!\w)(?<![Ss]inh )(?:{_SINCE})\s+(?:{g.YEAR}\s+)?"
    r"(?P<year>1\d\d\d|20\d\d)(?!\w)"
    r"|\((?P<bare>1\d\d\d|20\d\d)\)"
)
_CLOCK = rf"\d{{1,2}}\s?(?:{g.HOUR}|h|:)\s?(?:\d{{1,2}}(?:\s?{g.MINUTE})?)?"
"""The hour before a day: "hồi | 5 giờ 30 phút | ngày 21/6"."""
_BREAK = re.compile(r"\.(?:\[\d+\])*\s")
"""The end of a sentence that its footnotes hide."""
_AFTER_ACT = 40
"""Characters behind the number of an act in which its day stands."""


@cache
def _before_since() -> re.Pattern[str]:
    """A pattern of what stands between an office and the date since when it is held."""
    times = (form for form in lexicon.forms("time") if form != g.TO)  # "đến tháng 2" ends it
    since = alternation((*lexicon.forms("since"), *times))
    return re.compile(
        rf"[\s,]*(?:(?:{g.TERM}|{g.TERM_YEARS})\s[\w–-]+)?[\s,(]*(?:{since}\s*)*(?:{_CLOCK}[\s,]*(?:{since}\s*)*)?",
        re.IGNORECASE,
    )


def date_of(
    page: Page, verb: tuple[int, int], sentence: tuple[int, int], post: Title | None
) -> str | None:
    """The date of a verb: right behind its office or itself, else the nearest before it.

    Else the first that follows soon, the day of the meeting that is told of, or that of the news.
    """
    (at, end), (start, stop) = verb, sentence
    dates = _dates(page, start, stop)
    last = _end_of_clause(page, verb, sentence)
    behind = [_begun(date) for date in dates if end <= date.start < last]
    before = [date for date in dates if date.end <= at and _day(page, date.value)]
    if not before:
        before = [_begun(date) for date in dates[:1] if _opens(page, start, date, at)]
    anchors = [end, *((post.end,) if post and post.start >= end else ())]
    for anchor in reversed(anchors):
        beside = [d for d in behind if _before_since().fullmatch(page.text, anchor, d.start)]
        if beside:
            return _day(page, beside[0].value)
    soon = [d for d in behind if _is_soon(page, (end, anchors[-1]), d, stop)]
    if before and _is_of_another(page, before[-1].end, at):
        before = []
    for found in (_exacter(page, before), soon[:1]):
        if found:
            return _day(page, found[0].value)
    return _of_act(page, sentence) or _of_meeting(page, start, at) or _of_news(page, start, at)


def _exacter(page: Page, before: Sequence[When]) -> Sequence[When]:
    """The last of some dates, where it is a year alone a day of that year told with it."""
    year = before[-1].value if before else ""
    days = [
        date
        for date in before[:-1]
        if len(year) == _YEAR_ALONE
        and date.value.startswith(year)
        and _BREAK.search(page.text, date.end, before[-1].start) is None
    ]
    return days[-1:] or before[-1:]


_YEAR_ALONE = len("2017")


def _end_of_clause(page: Page, verb: tuple[int, int], sentence: tuple[int, int]) -> int:
    """Where the clause of a verb ends that tells of another time: "sau khi ông bị cách chức |,"."""
    (at, end), (start, stop) = verb, sentence
    comma = page.text.find(",", end, stop)
    return comma if comma >= 0 and _is_in_clause(page, start, at) else stop


def _is_in_clause(page: Page, start: int, at: int) -> bool:
    """True for a verb in a clause of another time than its sentence's: "sau khi ông | từ chức"."""
    opened = [match.end() for match in lexicon.sign_pattern("when").finditer(page.text, start, at)]
    return bool(opened) and "," not in page.text[opened[-1] : at]


def _of_act(page: Page, sentence: tuple[int, int]) -> str | None:
    """The day of the only decision that a sentence names: "Quyết định số 5 | ngày 8/9/2023"."""
    orders = [a for a in page.acts if sentence[0] <= a.start < sentence[1] and _is_order(a.key)]
    if len({order.key for order in orders}) != 1:
        return None
    end = orders[0].end
    days = [d for d in page.dates_in(orders[0].start, end + _AFTER_ACT) if _FULL.fullmatch(d.value)]
    return _day(page, days[0].value) if len(days) == 1 else None


def _is_order(key: str) -> bool:
    return key.startswith(lexicon.forms("order"))


def _is_soon(page: Page, ends: tuple[int, int], date: When, stop: int) -> bool:
    """True for a date behind a verb that may be its own: near its office, or after "vào".

    A day that closes the sentence, no other verb before it, may be far: "… Trung ương, | sáng 8/8."
    """
    verb, office = ends
    between = page.text[office : date.start]
    if _opens_reason().search(between):
        return False
    if date.start - office <= _SOON:
        suffers = lexicon.sign_pattern("passive").search(between)
        return ")" not in between and not (suffers and _has_other_verb(between))
    if _far_since().search(between) or ("," not in between and _before_far_date().search(between)):
        return not _has_other_verb(page.text[verb : date.start])
    closes = not page.text[date.end : stop].strip(" .\n")
    return bool(closes and _FULL.fullmatch(date.value)) and not _has_other_verb(
        page.text[verb : date.start]
    )


def _has_other_verb(text: str) -> bool:
    """True for a stretch of text with another verb of an office."""
    return any(
        match[0].lower() not in lexicon.forms("link")
        for match in lexicon.verb_pattern().finditer(text)
    )


def _is_of_another(page: Page, end: int, at: int) -> bool:
    """True where a date before a verb is of another clause, or of who says so.

    "Ngày 14/6, ông A thăm Lào, | kể từ khi đắc cử"; "Ngày 11/5, ông nói rằng | ông bị cách chức".
    """
    clause = lexicon.sign_pattern("when").search(page.text, end, at)
    opens = clause is not None and clause.start() - end > _OPENS
    return opens or lexicon.sign_pattern("says").search(page.text, end, at) is not None


@cache
def _opens_reason() -> re.Pattern[str]:
    """What leads to the time of another clause: "miễn nhiệm vì vào | ngày 21/8 ông được"."""
    return re.compile(rf"(?<!\w){alternation(forms('reason'))}\s+(?:{g.INTO}\s+)?$", re.IGNORECASE)


_OPENS = 3
"""Characters between a date and the clause that it opens: "Năm 2004, | sau khi tái đắc cử"."""


def _opens(page: Page, start: int, date: When, at: int) -> bool:
    """True for the time that a sentence opens with, and its verb is in: "Từ 2008, bà | được"."""
    opening = page.text[start : date.start].strip(_MARKS).lower()
    return date.end <= at and opening in ("", g.FROM) and ";" not in page.text[date.end : at]


_SOON = 70
"""Characters behind a verb or its office in which a date may be its own."""


@cache
def _far_since() -> re.Pattern[str]:
    """What leads to the day from which an office is given up, however far: ", kể từ | ngày 1/4"."""
    return re.compile(rf"(?<!\w){lexicon.forms('since')[0]}\s+$", re.IGNORECASE)


@cache
def _before_far_date() -> re.Pattern[str]:
    """A pattern of words before a date far from its verb: "… ô tô | vào đầu tháng 8"."""
    return re.compile(rf"\s{g.INTO}(?:\s{alternation(lexicon.forms('since'))})?\s+$")


def _dates(page: Page, start: int, stop: int) -> list[When]:
    """The dates of a sentence that may be an event's: none of an act, none of a birth."""
    acts = [act for act in page.acts if start <= act.start < stop]
    found = [
        date
        for date in (*page.dates_in(start, stop), *_years(page, start, stop))
        if _day(page, _begun(date).value)
        and not any(act.start <= date.start < act.end + _AFTER_ACT for act in acts)
        and not _born().search(page.text, max(date.start - _BORN, start), date.start)
    ]
    return sorted(found, key=lambda date: date.start)


def _begun(date: When) -> When:
    """A date, of a time with an end the beginning: "từ tháng 9/2022 đến tháng 8/2024"; no term."""
    begin = date.value.partition("/")[0]
    return date._replace(value=begin) if "-" in begin else date


_BORN = 12
"""Characters before a date in which a word makes it a birthday."""


@cache
def _born() -> re.Pattern[str]:
    """The words of birth, right before a year."""
    return re.compile(
        rf"(?<!\w){alternation(sign_forms('born'))}\W*(?:{g.YEAR})?\s*$", re.IGNORECASE
    )


def _of_meeting(page: Page, start: int, at: int) -> str | None:
    """The day told last before a sentence on the same meeting: "Tại hội nghị, | …".

    A sentence that names no meeting is on that of the sentence before; one that begins with its
    verb is an item of a list.
    """
    past = lexicon.sign_pattern("past").match(page.text, start, at)
    same_day = forms("meeting")[0] in page.text[start:at].lower()  # "Trước đó, sáng cùng ngày"
    if (past and not same_day) or _is_in_clause(page, start, at):
        return None
    goes_on = _tells_of_meeting(page, start, at) or _is_item(page, start, at)
    left, stop = (_LOOK_BACK if goes_on else 0), start
    for begin in [begin for begin, _ in page.sentences if begin < start][: -_FARTHEST - 1 : -1]:
        of_meeting = _tells_of_meeting(page, begin, stop)
        left -= not of_meeting
        if left < 0:
            return None
        days = [d for d in _dates(page, begin, stop) if _FULL.fullmatch(d.value)]
        if days and lexicon.sign_pattern("says").search(page.text, days[-1].end, stop):
            return None  # "Ngày 10/5, ông A đề cập việc"
        if days and (of_meeting or _is_recent(page, days[-1].value)):
            return _day(page, days[-1].value)
        stop = begin
    return None


def _is_recent(page: Page, day: str) -> bool:
    """True for a day of the latest year of which a page tells days, or of none: no birthday."""
    days = [date.value for date in page.dates if _FULL.fullmatch(date.value)]
    return day.startswith("--") or day[:_YEAR_ALONE] == max(days)[:_YEAR_ALONE]


def _is_item(page: Page, start: int, at: int) -> bool:
    """True for a sentence that begins with what is done to somebody: "Cử | ông Lê An làm"."""
    begins = not page.text[start:at].strip(_MARKS)
    return begins and _up_to_address().match(page.text, at) is not None


@cache
def _up_to_address() -> re.Pattern[str]:
    """The words of a verb up to how a person is addressed: "Điều động và bổ nhiệm ông"."""
    return re.compile(rf"[\w, ]+?\s{called()}(?!\w)")


_MARKS = " -–•+*\n"
"""Marks before an item of a list."""


def of_lead(page: Page) -> str | None:
    """The day that opens the sentence behind a headline, on which its news was: "Ngày 3/5, …"."""
    start, stop = next(iter(page.sentences[1:]), (0, 0))
    days = [d for d in _dates(page, start, stop) if _FULL.fullmatch(d.value)]
    opens = bool(days) and not page.text[start : days[0].start].strip(_MARKS)
    return _day(page, days[0].value) if opens else None


def _tells_of_meeting(page: Page, start: int, stop: int) -> bool:
    """True for a stretch of text with a word for a meeting, and not its name alone."""
    meetings = lexicon.sign_pattern("meeting").finditer(page.text, start, stop)
    return not all(_NAMED.match(page.text, meeting.end()) for meeting in meetings)


_NAMED = re.compile(rf"[\s:]+(?:{g.CAPITAL}|\d|[^,.;]{{0,40}}?\b{g.TIMES}\s)")
"""The name of a meeting, which may be another one: "Tại Hội nghị | Trung ương 8"."""
_LOOK_BACK, _FARTHEST = 4, 8
"""Sentences before one in which its day is looked for, those that go on left out, and in all."""
_FULL = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")


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
    if lexicon.sign_pattern("past").search(page.text, start, at) or _tells_other_day(
        page, day, start
    ):
        return None
    return f"{day.year}-{day.month:02d}"


def _tells_other_day(page: Page, day: dt.date, start: int) -> bool:
    """True where a sentence tells a day of another month than its page's, of an act."""
    stop = next((end for begin, end in page.sentences if begin == start), start)
    days = [date.value for date in page.dates_in(start, stop) if _FULL.fullmatch(date.value)]
    return any(value[:7] != f"{day.year}-{day.month:02d}" and value[0] != "-" for value in days)


def act_of(page: Page, at: int, sentence: tuple[int, int]) -> str | None:
    """The key of the only decision that the sentence names, up to where another one begins."""
    start, stop = sentence
    breaks = [match.end() for match in _BREAK.finditer(page.text, start, stop)]
    start = max((one for one in breaks if one <= at), default=start)
    stop = min((one for one in breaks if one > at), default=stop)
    keys = {
        act.key
        for act in page.acts
        if start <= act.start < stop and _is_order(act.key) and "?" not in act.key
    }
    return keys.pop() if len(keys) == 1 else None
