"""Where on a page the article is: headline, body, end.

In: the lines of a page. Out: a `Layout`. The evidence is general: paragraphs stand together, what
stands around them is short; lists of other news and comments set them apart. Short rows that a text
announces ("Danh sách gồm:") belong to the article: people, offices, figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vanban.cleaning.bylines import credit
from vanban.cleaning.documents import Official, last_signed, named_above, official
from vanban.cleaning.ending import end_of
from vanban.cleaning.headline import LINKED, MARKED, NO_LEVELS, Headline, headline_of
from vanban.cleaning.lines import Line
from vanban.cleaning.page_words import forms
from vanban.cleaning.persons import names_office
from vanban.schema.base import PageKind
from vanban.text.spans import Span

_COLUMNS = re.compile(r"\S\s*\t\s*\S")

_NUMBERED = re.compile(r"\(?\d{1,3}(?:[.)/]|\s?[-–—])?\s+\S")

_PAIR = re.compile(r"\S\s[-–—:]\s\S|\S,\s\S")
"""Two things said of one: "Trần Văn Nam - Giám đốc", "Đồng chí Lê Thị Hoa, Phó Bí thư"."""

_LONGEST = 40
"""Words of a row at most: more are a paragraph."""

_FEWEST = 2
"""So many rows at least are a list where nothing announces it."""

_HARD = {"comment", "tags", "footer"}
"""Roles that end an article for good."""
_BLANK = "....."
"""What is to be filled in, in a form of a document."""
_TOP = 20
"""So many lines above a headline are a site's, whatever they say."""
_NAME = 4
"""Words of a site's or a section's name at most."""
_GAP = 6
"""So many labels in a row between two paragraphs set them apart."""


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


def layout(lines: Sequence[Line], levels: Mapping[int, int] = NO_LEVELS) -> Layout:
    """Headline, body and end of a page; `levels` are those of lines marked as headings."""
    document = official(lines)
    if document is not None:
        return _of_document(lines, document)
    body = _body(lines)
    if body is None:
        return Layout(lines, _bare_headline(lines, levels), None, -1, len(lines))
    first, last = body
    text = " ".join(line.text[:2_000] for line in lines[first : last + 1][:40])
    headline = headline_of(lines, first, text, levels)
    if headline and headline.score < MARKED and _begins_with_text(lines, headline.line):
        named = _NAME < lines[0].words <= _LONGEST and not lines[0].ends
        headline = Headline(0, Span(0, len(lines[0].text)), 3) if named else None
    if headline and headline.line >= first:
        below = lines[headline.line + 1 : last + 1]
        first = next((line.index for line in below if line.prose), first)
    rows = announced_rows(lines, last + 1)
    extracted = headline is not None and headline.score >= LINKED
    end = end_of(lines, last, rows, extracted=extracted)
    return Layout(lines, headline, first, last, end, rows=rows)


def _begins_with_text(lines: Sequence[Line], headline: int) -> bool:
    """True where text, and nothing that sites set there, stands above a headline without a date."""
    above, below = lines[:headline], lines[headline + 1 : headline + 2]
    marks = (
        one.phrase or one.stamp or one.crumbs or one.bullet or one.counts_views for one in above
    )
    said = any(one.ends or (one.numbered and one.words > _NAME) for one in above)
    return said and len(above) <= _TOP and not any((*marks, *(one.stamp for one in below)))


def is_marked(page: Layout) -> bool:
    """True where the page's own mark-up says which line is the headline."""
    return page.headline is not None and page.headline.score >= MARKED


def is_linked(page: Layout) -> bool:
    """True where the headline is a link to the page itself, as lists of search results have it."""
    return page.headline is not None and page.headline.score >= LINKED


def list_layout(lines: Sequence[Line]) -> Layout:
    """The layout of a page that lists other articles: it has no headline, and all of it stays."""
    return Layout(lines, None, 0 if lines else None, len(lines) - 1, len(lines), kind="list")


def entry_layout(lines: Sequence[Line], levels: Mapping[int, int]) -> Layout:
    """The layout of an entry of an encyclopedia: under its title all is body, up to its sources.

    What its last sections list, each under a name known for it, are sources and links.
    """
    title = headline_of(lines, 0, "", levels) or Headline(0, Span(0, len(lines[0].text)), MARKED)
    end = len(lines)
    for line in reversed(lines):
        if line.index in levels and line.index > title.line:
            if line.key not in forms("apparatus"):
                break
            end = line.index
    first = next((line.index for line in lines[title.line + 1 : end] if line.prose), None)
    return Layout(lines, title, first, end - 1, end, kind="other")


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
    last = min(last, last_signed(lines, document.identity.signer))
    named = above is not None or document.typed
    headline = Headline(index, Span(0, len(lines[index].text)), 3) if named else None
    return Layout(
        lines, headline, first, max(first, last), max(first, last) + 1, document, "document"
    )


def _closes(line: Line) -> bool:
    """True for a line that may stand behind the last paragraph: no menu, box or imprint.

    The name of a form may be the word of a menu: "ĐĂNG KÝ".
    """
    form = (line.text.isupper() and line.role in ("menu", "label")) or _BLANK in line.text
    return (line.role is None or line.role == "signing" or form) and not line.dated


def _bare_headline(lines: Sequence[Line], levels: Mapping[int, int]) -> Headline | None:
    """The headline of a page without paragraphs; a block that somebody signs has none."""
    if any(line.role == "signing" for line in lines):
        return None
    return headline_of(lines, len(lines), "", levels)


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
        apart = _separation(lines[before + 1 : after])
        if apart:
            groups.append(_Group([], 0, apart))
        groups[-1].paragraphs.append(after)
        groups[-1].size += len(lines[after].text)
    weights = [group.weight(lines) for group in groups]
    main = weights.index(max(weights))
    first, last = _joined(lines, groups, main)
    return groups[first].paragraphs[0], groups[last].paragraphs[-1]


def _separation(between: Sequence[Line]) -> str:
    """How firmly the lines between two paragraphs set them apart: not, gap, soft or hard.

    A list of other news behind a signature ends the article.
    """
    roles = {line.role for line in between if not (line.role == "footer" and _is_of_text(line))}
    if roles & _HARD:
        return "hard"
    if "related" in roles:
        signed = any(credit(line.text) is not None for line in between)
        return "hard" if signed else "soft"
    labels = sum(line.label and not line.counts_views for line in between)
    return "gap" if labels >= _GAP else ""


def _is_of_text(line: Line) -> bool:
    """True for an item of a list or a sentence that speaks of what imprints say: of copyright."""
    sentence = line.text.endswith(".") and line.text[0].isalpha() and not line.numbered
    return sentence or line.marked


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


def announced_rows(lines: Sequence[Line], begin: int) -> frozenset[int]:
    """The rows of lists that begin at a line or behind it, headings between them included."""
    found = _persons(lines, begin)
    place = begin
    while place < len(lines):
        run = _run(lines, place)
        if run:
            found.update(run)
        place = run.stop if run else place + 1
    return frozenset(found)


def _persons(lines: Sequence[Line], begin: int) -> set[int]:
    """The lines from the first to the last of several persons, each over his office."""
    named = [
        line.index
        for line, below in pairwise(lines[begin:])
        if (found := credit(line.text)) and found.names and names_office(below.text)
    ]
    return set(range(named[0], named[-1] + 2)) if len(named) >= _FEWEST else set()


def _run(lines: Sequence[Line], begin: int) -> range:
    """The list that begins at a line, empty where none does."""
    announced = begin > 0 and lines[begin - 1].text.endswith(":")
    headed = not announced and _heads(lines, begin)
    stop = begin + 1 if headed else begin
    while stop < len(lines) and _may_be_row(lines[stop]):
        alike = lines[stop].index and _is_row(lines[stop])
        between = _heads(lines, stop) or _is_last_part(lines, stop)
        if not (alike or between or (announced and not _is_signature(lines, stop, begin))):
            break
        stop += 1
    rows = sum(_is_row(lines[place]) for place in range(begin, stop))
    return range(begin, stop if rows >= _FEWEST or (announced and stop > begin) else begin)


def _may_be_row(line: Line) -> bool:
    """False for what is known from menus, for links with their date, and for paragraphs.

    A row with a number in one of its columns may hold the words of a menu: "6 | Xổ số | 15".
    """
    known = line.phrase and not (line.numbered and _COLUMNS.search(line.text))
    return not (known or line.stamp or line.dated or line.bullet or line.prose) and (
        line.words <= _LONGEST
    )


def _is_row(line: Line) -> bool:
    """True for a line that has columns, a number, or two parts that say something of each other."""
    if _COLUMNS.search(line.text) or _NUMBERED.match(line.text):
        return True
    return line.numbered is False and line.text.endswith((",", ";")) and line.words <= _LONGEST


def _heads(lines: Sequence[Line], place: int) -> bool:
    """True for a label over two rows or more: the name of the list, of a part of it."""
    below = [line for line in lines[place + 1 : place + 5] if _may_be_row(line)][:4]
    return lines[place].label and sum(map(_is_row, below)) >= _FEWEST


def _is_last_part(lines: Sequence[Line], place: int) -> bool:
    """True for the last part of a row written over several lines, before the next row."""
    before = lines[place - 1 : place]
    return any(line.text.endswith((",", ";")) for line in before)


def _is_signature(lines: Sequence[Line], place: int, begin: int) -> bool:
    """True where the line at `place` signs the text and is no row of the list above it.

    The list is `lines[begin:place]`. A credit with a label signs; a bare name does behind a
    sentence, or where the rows hold more than names.
    """
    found = credit(lines[place].text)
    if found is None:
        return False
    if found.labelled and found.names:
        return True
    rows = lines[begin:place]
    closed = lines[place - 1].text.endswith((".", "!", "?"))
    paired = any(_PAIR.search(line.text) for line in rows)
    return closed or not rows or paired or all(line.numbered for line in rows)
