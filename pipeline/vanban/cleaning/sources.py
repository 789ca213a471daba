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
from vanban.cleaning.byline_words import UPPER, pattern, words
from vanban.cleaning.lead_marks import OUTLET, lead_agency, lead_mark

_AFTER = (
    r"(?=\s*[,.;:)“”\"]|\s(?:đã|về|xung quanh|bên lề|vào|sáng|trưa|chiều|tối|ngày|trong|tại|có|"
    r"ghi|liên quan|xin|nhân|đồng thời|và|cho biết|phỏng vấn|tiếp tục|trước|sau|thường trú|"
    r"thực hiện)\b)"
)
_PRESENTS = re.compile(
    rf"(?P<outlet>(?:báo|{OUTLET})\s[^.,:;()“”\n]{{2,40}}?)\s"
    r"(?:(?:xin|trân trọng)\s){1,2}(?:giới thiệu|lược ghi|trích|đăng|gửi|lược trích|đưa)"
)
_OWNER = re.compile(rf"(?:©|[Bb]ản quyền)[^.\n]{{0,30}}?(?P<outlet>{OUTLET}\s[^.,:;()\n-]{{2,50}})")
_SITE = re.compile(rf"(?i:{OUTLET})\s\S.{{1,80}}")
_REPORTERS = ("hóng viên", "PV", "P.V")
_TOLD = ("đưa", "thông tin", "phản ánh", "đăng tải")
_ASKED = ("rao đổi với", "rả lời với", "ói với", "hia sẻ với")
"""Words without which the slow patterns below match nothing."""
_READ = 4_000
"""Characters of the article in which an interview names its reporter."""
_CLOSING = 1_000
"""Characters at its end in which a paper presents what follows."""


def source(article: Article, signed: str | None) -> str | None:
    """The paper, site or broadcaster that a page names."""
    leads = list(_leads(article))
    marks = ((text, lead_mark(text)) for text in leads)
    marked = next((mark.of(text) for text, mark in marks if mark), None)
    said = marked or signed or _beside_the_date(article)
    return said or _interview(article.text.text) or _site(article)


def agency_before_lead(article: Article) -> str | None:
    """The news agency that a text names before its lead."""
    return next(filter(None, map(lead_agency, _leads(article))), None)


def _leads(article: Article) -> Iterator[str]:
    """The lines in which a lead may begin, as they stand on the page: columns still apart."""
    headline = article.page.headline
    for kept in article.kept[:5]:
        if headline is None or kept.index != headline.line:
            yield kept.text[:200]


def _beside_the_date(article: Article) -> str | None:
    """The known paper in the line of the date below the headline: "Tuổi Trẻ 12/3/2018 9:00"."""
    page = article.page
    if page.headline is None or page.first is None:
        return None
    for line in page.lines[page.headline.line + 1 : page.first]:
        found = line.stamp and pattern("paper").fullmatch(line.stamp.rest.strip(" |-–—,.:()/"))
        if found:
            return found["word"]
    return None


def _interview(text: str) -> str | None:
    """The outlet whose reporter asks the questions, or that presents the text."""
    head = text[:_READ]
    if any(word in head for word in _REPORTERS):
        for match in _reporter().finditer(head):
            if match["by"] or match["acts"]:
                return match["outlet"]
    presented = _presented(head) or _presented(text[-_CLOSING:])
    return presented or _of_its_own(head)


def _presented(text: str) -> str | None:
    """The outlet that presents what follows."""
    polite = "xin" in text or "trân trọng" in text
    found = _PRESENTS.search(text) if polite else None
    return found["outlet"] if found else None


def _of_its_own(text: str) -> str | None:
    """The paper that first speaks of itself."""
    told = any(word in text for word in _TOLD) and _paper_that_told().search(text)
    asked = any(word in text for word in _ASKED) and _paper_that_asked().search(text)
    found = [match for match in (told, asked) if match]
    return min(found, key=lambda match: match.start())["outlet"] if found else None


@cache
def _reporter() -> re.Pattern[str]:
    """What matches "phóng viên Báo Nhân Dân", and by which words it is the asking one."""
    known = sorted((form for form in words("paper") if len(form) > 2), key=len, reverse=True)
    papers = "|".join(map(re.escape, known))
    return re.compile(
        r"(?P<by>(?:với|của|cùng|trả lời|cho|gặp|nhóm)\s)?"
        r"(?:[Pp]hóng viên|PV|P\.V)\s(?:\(PV\)\s)?"
        rf"(?P<outlet>(?:[Bb]áo\s(?:điện tử\s)?)?(?:{papers})(?!\w)"
        r"|(?:[Bb]áo|[Tt]ạp chí|[Đđ]ài|[Cc]ổng|[Tt]rang)\s"
        rf"[^.,:;()“”\n]{{2,40}}?{_AFTER})"
        r"(?P<acts>\s(?:đã|có cuộc|phỏng vấn|ghi|thực hiện|tiếp tục|xin)\b)?"
    )


def _papers() -> str:
    """A pattern for a paper, with the group `outlet`."""
    known = sorted((form for form in words("paper") if len(form) > 2), key=len, reverse=True)
    own = rf"(?:[Bb]áo|[Tt]ạp chí)\s[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,4}}"
    return rf"(?P<outlet>(?:[Bb]áo\s)?(?:{'|'.join(map(re.escape, known))})|{own})(?!\w)"


@cache
def _paper_that_told() -> re.Pattern[str]:
    """What matches "như Tuổi Trẻ đã đưa tin"."""
    return re.compile(
        rf"[Nn]hư\s{_papers()}\s(?:đã\s)?(?:đưa tin|thông tin|phản ánh|đưa|đăng tải)\b"
    )


@cache
def _paper_that_asked() -> re.Pattern[str]:
    """What matches "Trao đổi với Tuổi Trẻ,"."""
    return re.compile(rf"(?:[Tt]rao đổi|[Tt]rả lời|[Nn]ói|[Cc]hia sẻ) với\s{_papers()},")


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
