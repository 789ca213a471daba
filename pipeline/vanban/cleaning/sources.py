"""Where a text is from: the paper, site or broadcaster that the page names.

In: an `Article` and what its signature says. Out: the source as written, or None. In the order of
trust: the mark before the lead ("(Chinhphu.vn) - "), the signature ("Theo Tuổi Trẻ"), the reporter
of an interview ("phóng viên Báo Nhân Dân"), the name of the site above the headline or beside ©.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.cleaning.article import Article
from vanban.cleaning.byline_words import UPPER, small, words
from vanban.cleaning.lead_marks import OUTLET, lead_agency, lead_mark
from vanban.cleaning.page_words import forms, one_of, tails
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

_PAPER = g.either_case(g.word("paper-head"))
_AFTER = rf"(?=\s*[,.;:)“”–—\"]|\s{one_of('after-outlet')}\b)"
_PRESENTS = re.compile(
    rf"(?P<outlet>(?i:{OUTLET})\s[^.,:;()“”\n]{{2,40}}?)\s"
    rf"(?:{one_of('polite')}\s){{1,2}}{one_of('presents')}"
)
_OWNER = re.compile(
    rf"(?:©|(?i:{one_of('owner')}))[^.\n]{{0,30}}?(?P<outlet>{OUTLET}\s[^.,:;()\n-]{{2,50}})"
)
_SENT = re.compile(
    rf"(?:^|,\s)(?i:{one_of('sent-to')})\s"
    rf"(?P<outlet>[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,4}})(?=\s{g.FROM}\s[{UPPER}])"
)
"""Where a guest writes from: "Gửi cho Sóng Việt từ Paris"."""
_HEAD = 6
"""So many lines at the top may say so."""
_SITE = re.compile(rf"(?i:{OUTLET})\s\S.{{1,80}}")
_READ = 4_000
"""Characters of the article in which an interview names its reporter."""
_CLOSING = 1_000
"""Characters at its end in which a paper presents what follows."""


def source(article: Article, signed: str | None, *, named: bool = False) -> str | None:
    """The paper, site or broadcaster that a page names.

    Of a site that its meta tags name (`named`), no line above the headline is looked at.
    """
    leads = list(_leads(article))
    marks = ((text, lead_mark(text)) for text in leads)
    marked = next((mark.of(text) for text, mark in marks if mark), None)
    found = marked or signed or _interview(article.text.text)
    if found and found.casefold() not in small("other"):
        return found
    return None if named else _site(article)


def agency_before_lead(article: Article) -> str | None:
    """The news agency that a text names before its lead."""
    return next(filter(None, map(lead_agency, _leads(article))), None)


def _leads(article: Article) -> Iterator[str]:
    """The lines in which a lead may begin, as they stand on the page: columns still apart.

    And as they stand in the article, where something before the lead was cut.
    """
    headline = article.page.headline
    for kept, line in zip(article.kept[:5], article.lines[:5], strict=False):
        if headline is None or kept.index != headline.line:
            yield from (kept.text[:200], line.text[:200])


def _interview(text: str) -> str | None:
    """The outlet whose reporter asks the questions, or that presents the text."""
    head = text[:_READ]
    small = head.lower()
    if any(form.lower().split()[0] in small for form in forms("reporter")):
        for match in _reporter().finditer(head):
            if match["by"] or match["acts"]:
                return match["outlet"]
    presented = _presented(head) or _presented(text[-_CLOSING:])
    sent = next(filter(None, map(_SENT.search, head.split("\n", _HEAD)[:_HEAD])), None)
    return presented or (sent["outlet"] if sent else None) or _self_named(head)


def _presented(text: str) -> str | None:
    """The outlet that presents what follows ("Báo An Ninh xin giới thiệu …"), None without."""
    polite = any(word in text for word in forms("polite"))
    found = _PRESENTS.search(text) if polite else None
    return found["outlet"] if found else None


def _self_named(text: str) -> str | None:
    """The paper that first speaks of itself."""
    may_tell = any(word in text for word in tails("reported"))
    may_ask = any(f"{word} {g.WITH}" in text for word in tails("asked"))
    quoted = _quoted_paper().search(text) if may_tell else None
    asked = _paper_that_asked().search(text) if may_ask else None
    found = [match for match in (quoted, asked) if match]
    return min(found, key=lambda match: match.start())["outlet"] if found else None


@cache
def _reporter() -> re.Pattern[str]:
    """What matches "phóng viên Báo Nhân Dân", and by which words it is the asking one."""
    return re.compile(
        rf"(?P<by>{one_of('before-reporter')}\s)?"
        rf"(?i:{one_of('reporter')})\s(?:\(PV\)\s)?"
        # a known paper, or a word for papers and sites and the name behind it
        rf"(?P<outlet>(?:{_PAPER}\s(?:{g.any_of('paper-kind', ' ')}\s)?)?{_known_papers()}(?!\w)"
        rf"|(?i:{OUTLET}|{g.any_of('site-head')})\s[^.,:;()“”–—\n]{{2,40}}?{_AFTER})"
        rf"(?P<acts>\s{one_of('after-reporter')}\b)?"
    )


def _known_papers() -> str:
    """A pattern of the papers that are known by name, those of two letters left out."""
    return alternation((form for form in words("paper") if len(form) > 2), " ")


def _papers() -> str:
    """A pattern for a paper, with the group `outlet`."""
    own = rf"{g.any_of_either_case('paper-head', ' ')}\s[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,4}}"
    return rf"(?P<outlet>(?:{_PAPER}\s)?{_known_papers()}|{own})(?!\w)"


@cache
def _quoted_paper() -> re.Pattern[str]:
    """What matches "như Tuổi Trẻ đã đưa tin"."""
    return re.compile(
        rf"{g.either_case(g.LIKE)}\s{_papers()}\s(?:{g.ALREADY}\s)?{one_of('reported')}\b"
    )


@cache
def _paper_that_asked() -> re.Pattern[str]:
    """What matches "Trao đổi với Tuổi Trẻ,"."""
    return re.compile(rf"(?i:{one_of('asked')}) {g.WITH}\s{_papers()},")


def _site(article: Article) -> str | None:
    """The name of the site above the headline, or beside the copyright."""
    page = article.page
    above = page.lines[: page.headline.line] if page.headline else ()
    for line in above[:40]:
        if line.words <= 12 and not line.ends and _SITE.fullmatch(line.text):
            return line.text
    for line in page.lines[page.end :]:
        match = _OWNER.search(line.text[:300])
        if match:
            return match["outlet"].strip()
    return None
