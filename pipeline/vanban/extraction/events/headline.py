"""Offices given without a verb of their own: in a headline, and further down a list.

In: a page. Out: of "Ông Lê An giữ chức Bí thư Tỉnh ủy Hà Nam" as first line the places of the verb,
the person and the office; of "bầu ông A làm Chủ tịch, các ông B, C | làm Phó Chủ tịch" the people
and offices behind the first, each with a linking word of its own and no verb; from whom an
office is taken behind it, in such a list too; and the people of a list of those disciplined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from vanban.extraction.events import lexicon, who
from vanban.extraction.events.lexicon import Name, OfficeVerb, Page, Title, called, forms
from vanban.extraction.events.subjects import is_doubtful
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

_LONGEST_LIST = 160
"""Characters from one office of a list to the next, with the offices its person leaves."""

_LONGEST, _NEAR = 160, 45
"""Characters of a headline, and from a name to its verb: the person's offices fit in."""


class Announcement(NamedTuple):
    """Where the verb of a headline stands, of whom it is said, and the office."""

    start: int
    end: int
    person: str
    post: Title


def announcements(page: Page) -> Iterator[Announcement]:
    """The offices that a headline gives, each to somebody; none where it doubts them."""
    line = page.text.partition("\n")[0]
    if len(line) > _LONGEST or len(line) == len(page.text):
        return
    for match in _taking_verbs().finditer(line):
        posts = [t for t in page.titles_in(match.end(), match.end() + 1) if t.kind == "position"]
        gone = who.predecessor(page, 0, (0, match.start()))
        names = [name for name in page.names_in(0, match.start()) if name is not gone]
        last = gone or (names[-1] if names else None)
        if not posts or not names or last is None or match.start() - last.end > _NEAR:
            continue
        if _led_by().search(line[: names[-1].start]):
            continue
        before = line[: match.start()]
        if any(lexicon.sign_pattern(sign).search(before) for sign in ("doubt", "demand", "past")):
            return
        end = match.start() + len(match[0].rstrip())
        yield Announcement(match.start(), end, names[-1].canonical, posts[0])


def replacements(page: Page) -> Iterator[tuple[Announcement, Name, tuple[int, int]]]:
    """Who has an office in somebody's place, no verb saying how; that one, and the sentence.

    "bà A giữ chức Chủ tịch | thay ông B", "bà A | thay ông B làm Chủ tịch"; none where it is
    doubted.
    """
    for start, stop in page.sentences:
        for instead in lexicon.sign_pattern("instead").finditer(page.text, start, stop):
            gone = who.predecessor(page, instead.start(), (start, stop))
            taken = gone and _taken_instead(page, instead, gone, (start, stop))
            if gone is None or taken is None or is_doubtful(page, taken[0], start):
                continue
            at, end, post = taken
            for name in who.before(page, min(at, instead.start()), (start, stop)):
                yield Announcement(at, end, name.canonical, post), gone, (start, stop)


def _taken_instead(
    page: Page, instead: re.Match[str], gone: Name, sentence: tuple[int, int]
) -> tuple[int, int, Title] | None:
    """The verb by which an office is taken in somebody's place, and the office."""
    posts = page.titles_in(max(sentence[0], instead.start() - _LONGEST), instead.start())
    if posts and _until_instead().fullmatch(page.text, posts[-1].end, instead.start()):
        taking = _taken().search(page.text, sentence[0], posts[-1].start)
        found = taking and posts[-1].kind == "position"
        return (taking.start(), taking.end(), posts[-1]) if taking and found else None
    subject = page.names_in(max(sentence[0], instead.start() - _NEAR), instead.start())[-1:]
    if not subject or who.without_titles(page, subject[0].end, instead.start()).strip(" ,"):
        return None
    for post in page.titles_in(gone.end, sentence[1])[:1]:
        if _leads_to(page, gone.end, post):
            return instead.start(), instead.end(), post
    return None


@cache
def _taken() -> re.Pattern[str]:
    """A verb right before an office that somebody has."""
    return re.compile(rf"(?<!\w){alternation(forms('takes'))}(?=\s+$)", re.IGNORECASE)


@cache
def _until_instead() -> re.Pattern[str]:
    """What may stand between an office and in whose place it is held: its term, a firm."""
    new = rf"(?:\s{g.NEW})?(?:\s{g.OF}\s[^,.;:()]{{2,40}}?)?"
    return re.compile(rf"{new}(?:{lexicon.term_pattern().pattern})?[\s,(\d–)-]*", re.IGNORECASE)


@cache
def _taking_verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(forms('takes'))}\s+", re.IGNORECASE)


@cache
def _led_by() -> re.Pattern[str]:
    """What makes an office part of another sentence: "Công ty do ông | An làm Giám đốc mở chợ"."""
    return re.compile(rf"(?<!\w)(?:{g.BY}|{g.OF})\s+(?:{called()}\s+)?$", re.IGNORECASE)


def announced(page: Page, verb: OfficeVerb, at: int, start: int) -> tuple[int, int] | None:
    """The line that announces a list of those disciplined, and where its verb stands.

    "UBKT quyết định | thi hành kỷ luật: / - Cảnh cáo ông A và ông B / - Khiển trách ông C": the
    sentence of `at`, which begins at `start`, is an item with hardly a mark before its verb.
    """
    if verb.kind != "disciplined" or page.text[start:at].strip(_MARKS):
        return None
    before = [span for span in page.sentences if span[0] < start][-_ITEMS:]
    for begin, end in reversed(before):
        found = lexicon.verb_pattern().search(page.text, begin, end)
        if found is None or lexicon.verbs()[" ".join(found[0].lower().split())].kind != verb.kind:
            return None
        if page.text[begin:end].rstrip().endswith(":"):
            return begin, found.start()
        if page.text[begin : found.start()].strip(_MARKS):
            return None
    return None


_MARKS, _ITEMS = " -–•+*\n", 8
"""Marks before an item of a list, and how many items are looked over for what announces them."""


def enumerated(page: Page, end: int, stop: int) -> list[Name]:
    """The people of an item, bodies beside them left out: "Đảng ủy Sở X và các ông | A, B"."""
    return [
        name
        for name in page.names_in(end, stop)
        if _one_more().search(page.text[end : name.start])
        and not _led_by().search(page.text[end : name.start])
    ]


@cache
def _one_more() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[:;,]|\s{g.AND}|(?<!\w){called()})\s*$")


def others_of(page: Page, post: Title, stop: int) -> Iterator[tuple[Sequence[Name], Title]]:
    """People and their offices in a list behind an office, up to where another verb begins."""
    end = post.end
    while True:
        people = who.listed_behind(page, end, min(end + _LONGEST_LIST, stop))
        if not people:
            return
        last = people[-1].end
        offices = page.titles_in(last, min(last + _LONGEST_LIST, stop))
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


@cache
def _removal_links(of: bool) -> re.Pattern[str]:
    """What leads from an office to whom it is taken from: "đại biểu Quốc hội | đối với ông".

    `of`: or to whose it is: "từ chức Tổng giám đốc | của ông".
    """
    onto, terms = alternation(forms("onto")), lexicon.term_pattern().pattern
    whose = rf"|(?:{g.OF}|{g.IS})\s+{called()}\s+" if of else ""
    found = rf"(?:{terms})*[^,;.]{{0,25}}?\s(?:{onto}\s+(?:{called()}\s+)?{whose})"
    return re.compile(found, re.IGNORECASE)


def removed_people(page: Page, end: int, sentence: tuple[int, int], of: bool = False) -> list[Name]:
    """Whom an office that ends at `end` is taken from: "thôi chức Bí thư | đối với ông Lê An".

    `of`: or whose it is, the office being named.
    """
    match = _removal_links(of).match(page.text, _end_of_row(page, end, sentence[1]), sentence[1])
    first = list(page.names_in(match.end(), match.end() + 1)) if match else []
    return [*first, *who.listed_behind(page, first[0].end, sentence[1])] if first else []


def further_removals(
    page: Page, end: int, sentence: tuple[int, int]
) -> Iterator[tuple[list[Name], Title]]:
    """From whom else offices are taken: "ông A và chức danh | Phó Chủ tịch đối với ông B"."""
    for title in page.titles_in(end, sentence[1]):
        if not _and_office().fullmatch(page.text, end, title.start):
            return
        people = removed_people(page, title.end, sentence)
        if not people:
            return
        yield people, title
        end = people[-1].end


@cache
def _and_office() -> re.Pattern[str]:
    link = alternation(forms("link"))
    return re.compile(rf"\s*[,;]?\s*(?:{g.AND}\s+)?(?:{link}\s+)+", re.IGNORECASE)


def _end_of_row(page: Page, end: int, stop: int) -> int:
    """Where the last of the offices ends that a place is followed by, with terms between them."""
    for title in page.titles_in(end, stop):
        if not _between_offices().fullmatch(page.text, end, title.start):
            break
        end = title.end
    return end


@cache
def _between_offices() -> re.Pattern[str]:
    term = alternation(forms("term"))
    return re.compile(rf"(?:,?\s{term}\s[\w\s–-]{{1,14}})*\s*[,;]\s+(?:{g.AND}\s+)?", re.IGNORECASE)
