"""Where on a page the article is: headline, body, end.

In: the lines of a page. Out: a `Layout`. The evidence is general: paragraphs stand together, what
stands around them is short; a headline is a line of some words before them, near the date, and its
words come back in the text; after the signature, and after the head of a list of other news or of
the readers' comments, comes no article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from vanban.cleaning.bylines import credit
from vanban.cleaning.documents import Official, is_basis, named_above, official
from vanban.cleaning.lines import Line
from vanban.cleaning.rows import announced_rows
from vanban.schema.base import PageKind
from vanban.text.spans import Span, fold

_HARD = {"comment", "tags", "footer"}
"""Roles that end an article for good."""
_GAP = 6
"""So many labels in a row between two paragraphs set them apart."""
_BOX = 12
"""A box of other news before the end of an article holds at most so many lines."""
_SITE = re.compile(
    r"\s+[|–—-]\s+(?=(?:Báo|Tạp chí|Cổng|Trang|Đài|[\w-]+\.(?:vn|com|net|org))\b)"
    r"|(?<=\S\s\S)\s+\|\s+(?=[^|]{2,30}$)"
)
_SEARCHED = 400
"""So many lines before the first paragraph are searched for the headline."""
_LONGEST = 400
"""No headline has more characters."""
_OUTLET = re.compile(r"(?i:Báo|Tạp chí|Cổng|Trang|Đài|Ban|Cơ quan)\s[^.,:]+")
_MARKED = 10.0
"""How sure a line is that the page itself marks as its heading."""
_NO_LEVELS: Mapping[int, int] = MappingProxyType({})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline: the line it stands in, its place in that line, and how sure that is."""

    line: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page, and which of them are the article.

    The body is `lines[first:last + 1]`, paragraph to paragraph; what is kept after it ends before
    `end`. A page without a paragraph has `first` None and is kept but for its boilerplate.
    `document` is the head of the official document that the page is, if it is one; `kind` what the
    layout says the page is, where it does; `rows` are lines of announced lists.
    """

    lines: Sequence[Line]
    headline: Headline | None
    first: int | None
    last: int
    end: int
    document: Official | None = None
    kind: PageKind | None = None
    rows: frozenset[int] = frozenset()


def layout(lines: Sequence[Line], levels: Mapping[int, int] = _NO_LEVELS) -> Layout:
    """Headline, body and end of a page; `levels` are those of lines marked as headings."""
    document = official(lines)
    if document is not None:
        return _of_document(lines, document)
    body = _body(lines)
    if body is None:
        return Layout(lines, _bare_headline(lines), None, -1, len(lines))
    first, last = body
    text = " ".join(line.text[:2_000] for line in lines[first : last + 1][:40])
    headline = _headline(lines, first, text, levels)
    if headline and headline.line == first:
        first = next((line.index for line in lines[first + 1 : last + 1] if line.prose), first)
    rows = announced_rows(lines, last + 1)
    return Layout(lines, headline, first, last, _end(lines, last, rows), rows=rows)


def is_marked(page: Layout) -> bool:
    """True where the page's own mark-up says which line is the headline."""
    return page.headline is not None and page.headline.score >= _MARKED


def list_layout(lines: Sequence[Line]) -> Layout:
    """The layout of a page that lists other articles: it has no headline, and all of it stays."""
    return Layout(lines, None, 0 if lines else None, len(lines) - 1, len(lines), kind="list")


def _of_document(lines: Sequence[Line], document: Official) -> Layout:
    """The layout of an official document: all of it is body, up to the furniture of the site."""
    above = named_above(lines, document)
    index = document.type if above is None else above
    first = min(document.subject + 1, len(lines) - 1)
    prose = (line.index for line in reversed(lines) if line.prose)
    last = max(first, next(prose, first))
    for line in lines[last + 1 :]:
        if not _closes(line):
            break
        last = line.index
    headline = Headline(index, Span(0, len(lines[index].text)), 3)
    return Layout(
        lines, headline, first, max(first, last), max(first, last) + 1, document, "document"
    )


def _closes(line: Line) -> bool:
    """True for a line that may stand behind the last paragraph: no menu, box or imprint."""
    return (line.role is None or line.role == "signing") and not line.dated


def _bare_headline(lines: Sequence[Line]) -> Headline | None:
    """The headline of a page without paragraphs; a block that somebody signs has none."""
    if any(line.role == "signing" for line in lines):
        return None
    return _headline(lines, len(lines), "")


@dataclass(slots=True)
class _Group:
    """Paragraphs that stand together, and how firmly they are set apart from those before."""

    paragraphs: list[int]
    size: int
    apart: str

    def weight(self, lines: Sequence[Line]) -> float:
        """How much it looks like the article: teasers and what follows a list count less."""
        teasers = 0.3 if self.teasers(lines) else 1.0
        return self.size * teasers * {"": 1.0, "gap": 0.9, "soft": 0.6, "hard": 0.3}[self.apart]

    def teasers(self, lines: Sequence[Line]) -> bool:
        """True for headline, teaser, headline, teaser: a list of other articles."""
        count = len(self.paragraphs)
        headed = sum(i > 0 and lines[i - 1].label for i in self.paragraphs)
        return count > 2 and headed >= count - 1 and self.size < 350 * count


def _body(lines: Sequence[Line]) -> tuple[int, int] | None:
    """First and last paragraph of the article."""
    paragraphs = [line.index for line in lines if line.prose]
    if not paragraphs:
        paragraphs = [
            line.index for line in lines if line.ends and line.words >= 8 and not line.phrase
        ]
    if not paragraphs:
        return None
    groups = [_Group([paragraphs[0]], len(lines[paragraphs[0]].text), "")]
    for before, after in pairwise(paragraphs):
        apart = _apart(lines[before + 1 : after])
        if apart:
            groups.append(_Group([], 0, apart))
        groups[-1].paragraphs.append(after)
        groups[-1].size += len(lines[after].text)
    weights = [group.weight(lines) for group in groups]
    main = weights.index(max(weights))
    first, last = _joined(lines, groups, main)
    return groups[first].paragraphs[0], groups[last].paragraphs[-1]


def _apart(between: Sequence[Line]) -> str:
    """How firmly the lines between two paragraphs set them apart: not, gap, soft or hard.

    A list of other news behind a signature ends the article.
    """
    roles = {line.role for line in between}
    if roles & _HARD:
        return "hard"
    if "related" in roles:
        signed = any(credit(line.text) is not None for line in between)
        return "hard" if signed else "soft"
    labels = sum(line.label and not line.counts_views for line in between)
    return "gap" if labels >= _GAP else ""


def _joined(lines: Sequence[Line], groups: list[_Group], main: int) -> tuple[int, int]:
    """First and last group of the article: the main one, and its neighbours that belong to it."""
    first = last = main
    size = groups[main].size
    for group in groups[main + 1 :]:
        if not _belongs(lines, group, group.apart, size):
            break
        last, size = last + 1, size + group.size
    while first > 0 and _belongs(lines, groups[first - 1], groups[first].apart, size):
        first -= 1
        size += groups[first].size
    return first, last


def _belongs(lines: Sequence[Line], group: _Group, apart: str, size: int) -> bool:
    """True for paragraphs that a box in the middle of the article only sets apart.

    Behind comments or keywords they must be most of the article; behind a list of other news, at
    least a run of paragraphs that are no teasers, or be signed.
    """
    after = lines[group.paragraphs[-1] + 1 : group.paragraphs[-1] + 3]
    if apart != "hard" and any(credit(line.text) is not None for line in after):
        return True
    if group.teasers(lines):
        return False
    if apart == "hard":
        return group.size >= 0.6 * size
    return (len(group.paragraphs) >= 2 and group.size >= 500) or group.size >= 0.25 * size


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, each looked for when it is asked after."""

    text: str
    known: dict[str, bool] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return _WORD.search(self.text) is not None

    def __contains__(self, word: str) -> bool:
        if word not in self.known:
            self.known[word] = self._holds(word)
        return self.known[word]

    def _holds(self, word: str) -> bool:
        at = self.text.find(word)
        while at >= 0:
            end = at + len(word)
            whole = not (at and _WORD.match(self.text, at - 1)) and not _WORD.match(self.text, end)
            if whole:
                return True
            at = self.text.find(word, at + 1)
        return False


def _headline(
    lines: Sequence[Line], first: int, body: str, levels: Mapping[int, int] = _NO_LEVELS
) -> Headline | None:
    """The line marked as the heading of the page, else the best before the first paragraph."""
    marked = next((line for line in lines[: first + 1] if levels.get(line.index) == 1), None)
    if marked is not None and any(map(str.isalpha, marked.text)):
        return Headline(marked.index, _without_site(marked), _MARKED)
    seen = _Words(fold(body).casefold())
    candidates = [(i, span) for i, span in _candidates(lines, first) if levels.get(i, 1) == 1]
    scored = [
        Headline(index, span, _score(lines, index, span, first, seen)) for index, span in candidates
    ]
    copies = Counter(_key(lines, headline) for headline in scored)
    scored = [
        replace(headline, score=headline.score + (copies[_key(lines, headline)] > 1))
        for headline in scored
    ]
    best = max(scored, key=lambda headline: (headline.score, -headline.line), default=None)
    if best is None or best.score < 3:
        return None
    key = _key(lines, best)
    copy = (other for other in scored if not lines[other.line].crumbs and _key(lines, other) == key)
    return replace(next(copy, best), score=best.score)


def _key(lines: Sequence[Line], headline: Headline) -> str:
    """The form in which copies of a headline are equal."""
    return fold(headline.span.of(lines[headline.line].text)).casefold().rstrip(" .…")


def _candidates(lines: Sequence[Line], first: int) -> Iterator[tuple[int, Span]]:
    """Lines that may be the headline: whole, without the name of the site, or the end of a path."""
    for line in lines[max(first - _SEARCHED, 0) : first + 1]:
        paragraph = line.words > 28 or line.text.endswith(".") or line.index > first
        item = line.marked and line.text.endswith((".", ";"))
        if len(line.text) > _LONGEST or (line.prose and paragraph) or item:
            continue
        if line.crumbs:
            yield line.index, line.crumbs[-1]
        elif not (
            line.phrase
            or "\t" in line.text
            or line.stamp
            or line.counts_views
            or line.bullet
            or line.dated
            or is_basis(line)
        ):
            yield line.index, _without_site(line)


def _without_site(line: Line) -> Span:
    """A headline without the name of the site behind a bar or a dash."""
    site = _SITE.search(line.text)
    return Span(0, site.start() if site else len(line.text))


def _score(lines: Sequence[Line], index: int, span: Span, first: int, seen: _Words) -> float:
    """How much a line looks like the headline; below 3 it does not."""
    line = lines[index]
    text = span.of(line.text)
    words = _WORD.findall(fold(text).casefold())
    if len(words) < 3 or len(words) > 45:
        return 0.0
    score = 2.0 + (len(words) >= 5) + (len(words) >= 8) - (len(words) > 22) - (len(words) > 28)
    score += 3.0 * sum(word in seen for word in words) / len(words) if seen else 1.0
    beside = lines[max(index - 1, 0) : index + 2]
    near = lines[max(index - 2, 0) : index + 4]
    score += 2.0 if any(other.stamp for other in beside) else 0.0
    score += 0.5 if any(other.stamp for other in near) else 0.0
    if index == 0:
        score += 3.0 if first <= 2 else 0.5
    score -= 2.0 if _OUTLET.fullmatch(text) and len(words) <= 10 else 0.0
    score -= 2.0 * text.rstrip().endswith((".", ",", ";")) + 3.0 * line.credited
    score -= 1.5 * bool(line.crumbs) + 1.0 * line.marked
    between = lines[index + 1 : first]
    skipped = sum(not (other.stamp or other.phrase or other.counts_views) for other in between)
    return score - 0.3 * min(skipped, 8)


def _end(lines: Sequence[Line], last: int, rows: Set[int]) -> int:
    """The index behind the last line of the article, its signature and lists included."""
    end, signed, signing, dropped, boxed = last + 1, False, 0, 0, 0
    for line in lines[last + 1 :]:
        if line.index < boxed:
            continue
        if line.index in rows:
            end, dropped, signed = line.index + 1, 0, False
            continue
        kind = _after_body(lines, line, signed, signing)
        if kind == "stop" and line.role == "related" and not signed:
            boxed = _behind_box(lines, line.index) or line.index
        if boxed > line.index:
            continue
        if kind == "stop":
            break
        dropped = dropped + 1 if kind == "drop" else 0
        if dropped > 3:
            break
        signed = signed or kind == "signature"
        signing = 8 if line.role == "signing" else max(signing - 1, 0)
        if kind != "drop":
            end = line.index + 1
    return end


def _behind_box(lines: Sequence[Line], head: int) -> int | None:
    """Where the article goes on behind a box of other news: with a sentence, then its signature."""
    for line in lines[head + 1 : head + 1 + _BOX]:
        if line.phrase is None and line.ends and line.words >= 4:
            after = lines[line.index + 1 : line.index + 3]
            return line.index if any(credit(other.text) is not None for other in after) else None
        if not (line.label or line.bullet or line.dated) or credit(line.text) is not None:
            return None
    return None


def _after_body(lines: Sequence[Line], line: Line, signed: bool, signing: int) -> str:
    """What a line behind the last paragraph is: keep, drop, signature or stop."""
    kind = "keep"
    if line.role == "signing" or (signing and line.label and line.phrase is None):
        kind = "keep"
    elif line.role in {"share", "media"} or line.counts_views or line.stamp or _pointer(line):
        kind = "drop"
    elif line.phrase is not None or line.dated or line.bullet or _heads_list(lines, line):
        kind = "stop"
    elif credit(line.text) is not None:
        kind = "signature"
    elif not (line.credited or line.marked):
        content = line.ends or line.words > 16 or _followed(lines, line.index)
        goes_on = not signed or (line.ends and line.words >= 5 and _signed_again(lines, line.index))
        kind = "keep" if content and goes_on else "stop"
    return kind


def _signed_again(lines: Sequence[Line], index: int) -> bool:
    """True where a sentence behind what looked like the signature is soon signed itself."""
    for line in lines[index + 1 : index + 5]:
        if line.phrase is not None or line.dated or line.bullet:
            return False
        if credit(line.text) is not None:
            return True
    return False


def _heads_list(lines: Sequence[Line], line: Line) -> bool:
    """True for a few words over headlines with their dates."""
    below = lines[line.index + 1 : line.index + 3]
    return line.words <= 8 and len(below) == 2 and all(other.dated for other in below)


def _pointer(line: Line) -> bool:
    """True for one line that points to other news, and heads no list."""
    return line.role == "related" and line.phrase is not None and line.phrase.where == "start"


def _followed(lines: Sequence[Line], index: int) -> bool:
    """True where a label behind the body leads to more of the article, or is its only tail."""
    after = lines[index + 1 : index + 4]
    if not lines[index + 1 : index + 2]:
        return True
    follows = (line.ends or line.marked or credit(line.text) for line in after[:2])
    if _behind_box(lines, index) is not None:
        return True
    return any(follows) and not any(line.phrase for line in after[:1])
