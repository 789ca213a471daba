"""What is no part of the article, cut: an ordered list of named rules over the lines of a page.

In: a `Layout`. Out: `Removal`s, whole lines or parts of one, each under the name of its rule. A
rule sees which lines the rules before it took. Where it is not sure a line stays: a menu in the
text is a blemish, a lost paragraph is a loss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from vanban.cleaning.bylines import credit, credit_beside
from vanban.cleaning.lead_marks import lead_mark
from vanban.cleaning.lines import Line, Removal, whole
from vanban.cleaning.other_news import below_the_lead, pointers, related_news, see_also
from vanban.cleaning.page_words import forms, one_of
from vanban.cleaning.persons import names_office
from vanban.cleaning.phrases import phrase
from vanban.cleaning.regions import Layout, is_linked
from vanban.cleaning.repeats import contents, copies, doubled, headline_copies, teasers
from vanban.cleaning.stamps import is_view_count
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_LEAD = 3
"""The date may stand below the lead: so many lines of the body are its head."""
_BYLINE = 3
"""The author may stand so many lines above the headline."""
_SECTION = 4
"""Words of a section's name at most."""
_FIGURES = re.compile(r"(?!\d{1,2}\s?/\s?\d{1,2}$)[\W\d_]+")
"""Figures without a word, but not the count of pictures: "2/14"."""
_CELLS = 2
"""So many lines above and below a cell of a table show that it is one."""
_TAIL_WORDS = 4
"""Words of a button behind a date at most."""
_WORD = re.compile(r"\S+")
_COLUMN = re.compile(r"\s{2,}|\t")
_HEAD = 5
"""So many lines hold the title of an entry and what stands below it."""
_LINKS = 6
"""Words of the links to edit a section at most."""
_BUTTON = re.compile(
    r"https?://\S+|[^.!?:]{0,80}\shttps?://\S+\.(?:png|jpe?g|gif|svg|webp)"
    rf"|{one_of('follow')}\s[^.,:]{{2,30}}\s{g.ON}",
    re.IGNORECASE,
)
"""An address alone, or that of a picture behind its name; "Theo dõi Sóng Việt trên"."""


def before_headline(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """All before the headline but its author; in its line the path and the site's name."""
    if page.headline is None:
        yield from map(whole, page.lines[: page.document.begin if page.document else 0])
        return
    begin = page.document.begin if page.document else page.headline.line
    for line in page.lines[: min(begin, page.headline.line)]:
        if is_linked(page) and line.index and line.text.endswith(("...", "…")):
            continue  # a teaser: it goes where the article says the same
        if not (line.index >= page.headline.line - _BYLINE and is_byline(line)):
            yield whole(line)
    line, span = page.lines[page.headline.line], page.headline.span
    if span.start > 0:
        yield Removal(line.index, Span(0, span.start))
    if span.end < len(line.text):
        yield Removal(line.index, Span(span.end, len(line.text)))


def is_byline(line: Line) -> bool:
    """True for an author behind a label: "Tác giả: Lê Nam"."""
    found = credit(line.text)
    return found is not None and found.labelled and bool(found.names)


def header_marks(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Menus, labels, dates, counts and buttons between the headline and the first paragraph."""
    begin = page.headline.line + 1 if page.headline else 0
    header = page.lines[begin : len(page.lines) if page.first is None else page.first]
    for line in header:
        found = credit(line.text)
        unsigned = found is not None and found.labelled and not found.names_somebody
        known = line.phrase and line.role != "signing" and not (found or line.counts)
        path = line.crumbs and (line.stamp is None or _bare_stamp(line))
        link = line.counts_views or path or (line.bullet and line.dated)
        row = "\t" in line.text  # of a table: a day in it is none of publication
        goes = (
            known or unsigned or (not row and (link or _bare_stamp(line) or _section(page, line)))
        )
        if goes and not _heads_items(page, line):
            yield whole(line)


def _heads_items(page: Layout, line: Line) -> bool:
    """True for a sub-headline in capitals over the first of several items: no menu is set so."""
    below = page.lines[line.index + 1 : line.index + 2]
    return line.text.isupper() and any(other.marked and other.ends for other in below)


def _bare_stamp(line: Line) -> bool:
    """True for a date with nothing beside it that the text needs, such as an author."""
    if line.stamp is None:
        return False
    signed = credit_beside(line.stamp.rest) or credit_beside(line.stamp.words)
    return line.stamp.bare or ((line.stamp.timed or line.stamp.labelled) and signed is None)


def _section(page: Layout, line: Line) -> bool:
    """True for a few words beside a date that no lexicon knows: the name of a section."""
    if line.words > 4 or not line.label or line.numbered or names_office(line.text):
        return False
    if credit(line.text) is not None:
        return False
    around = page.lines[max(line.index - 1, 0) : line.index + 2]
    return any(other.stamp for other in around)


def lead_label(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """A label glued before the lead, a column apart: "3 Chương trình   Web.ĐTN: Chiều 30/5"."""
    begin = page.headline.line + 1 if page.headline else 0
    for line in page.lines[begin : begin + 6]:
        mark = lead_mark(line.text[:200])
        before = line.text[: mark.start].rstrip("( ") if mark else ""
        column = mark is not None and _COLUMN.search(line.text[len(before) : mark.start])
        if mark and column and len(before.split()) <= 5:
            yield Removal(line.index, Span(0, len(before)))


def after_article(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Comments, keywords, other news, boxes and footers behind the signature."""
    yield from map(whole, page.lines[page.end :])


def buttons(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Buttons, marks of pictures and counts of readers, wherever they stand."""
    cut = {"share", "media", "comment", "tags"}
    for line in page.lines:
        known = line.role in cut or _BUTTON.fullmatch(line.text) is not None
        if line.index not in gone and (known or _outside(page, line)):
            yield whole(line)


def _outside(page: Layout, line: Line) -> bool:
    """True for a count of readers, and for a date behind the body or beside the lead."""
    if page.first is not None and page.first <= line.index <= page.last:
        counts = line.counts_views and not _FIGURES.fullmatch(line.text)
        stamped = line.stamp is not None and line.stamp.labelled and line.stamp.timed
        if stamped and _bare_stamp(line):
            return True
        return counts or (line.index <= page.first + _LEAD and _bare_stamp(line))
    counts = line.counts_views and not _is_cell(page, line)
    return counts or (line.index > page.last >= 0 and _bare_stamp(line))


def _is_cell(page: Layout, line: Line) -> bool:
    """True for a number among short lines with other numbers: a table written a cell a line."""
    around = page.lines[max(line.index - _CELLS, 0) : line.index + _CELLS + 1]
    figures = sum(_FIGURES.fullmatch(other.text) is not None for other in around)
    below = page.first is not None and line.index > page.first and _FIGURES.fullmatch(line.text)
    return bool(below) and figures > 1 and sum(other.label for other in around) >= _CELLS


def beside_the_date(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """A button or a count of readers or minutes at the end of the line with author and date."""
    begin = page.headline.line + 1 if page.headline else 0
    for line in page.lines[begin : (page.first or 0) + _LEAD]:
        words = list(_WORD.finditer(line.text)) if line.stamp and line.index not in gone else []
        for word in words[-_TAIL_WORDS:]:
            known, tail = phrase(line.text[word.start() :]), line.text[word.start() :]
            button = known is not None and known.where == "line" and known.role == "share"
            if button or (is_view_count(tail) and any(map(str.isalpha, tail))):
                yield Removal(line.index, Span(word.start(), len(line.text)))
                break


def section_labels(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Section and menu below the lead, where the page begins with a link to itself."""
    if not is_linked(page) or page.headline is None or page.first is None:
        return
    for line in page.lines[page.headline.line + 1 : page.first + _LEAD]:
        label = line.role == "label" and line.phrase and line.phrase.where == "line"
        known = (label and line.words <= _SECTION) or line.role == "menu"
        if line.index not in gone and known:
            yield whole(line)


Rule = Callable[[Layout, Set[int]], Iterator[Removal]]

CUTS: tuple[Rule, ...] = (
    before_headline,
    header_marks,
    headline_copies,
    lead_label,
    after_article,
    buttons,
    beside_the_date,
    section_labels,
    related_news,
    below_the_lead,
    pointers,
    see_also,
    contents,
    teasers,
    copies,
    doubled,
)
"""Every rule, in order; the name of the rule is the `fix` of its cuts."""


def above_head(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """What stands between the name that a site gives a document and its head, paragraphs aside."""
    if page.headline is None or page.document is None:
        return
    for line in page.lines[page.headline.line + 1 : page.document.begin]:
        if not line.prose:
            yield whole(line)


def rulers(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Lines drawn below the motto and the issuer: "-------", "*"."""
    for line in page.lines:
        if line.index not in gone and not any(map(str.isalnum, line.text)):
            yield whole(line)


OF_DOCUMENTS: tuple[Rule, ...] = (before_headline, above_head, after_article, rulers)
"""The rules for an official document: what it repeats or points to is part of it."""


def title_again(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """The title of an entry once more, over its box of facts."""
    title = page.lines[page.headline.line] if page.headline else None
    for line in page.lines:
        if title and line.index != title.index and line.key == title.key:
            yield whole(line)


def edit_links(page: Layout, gone: Set[int]) -> Iterator[Removal]:
    """Links alone in their line, to edit a section or to a note: "[sửa | sửa mã nguồn]", "[9]".

    And what stands below the title: "Giao diện", "(Đổi hướng từ …)", notices to its editors.
    """
    head = range(page.headline.line + 1 if page.headline else 0, _HEAD)
    for line in page.lines:
        link = line.text.startswith("[") and line.text.endswith("]") and line.words <= _LINKS
        known = line.role in ("menu", "share") or line.key.startswith(forms("notice"))
        if link or (line.index in head and known):
            yield whole(line)


OF_ENTRIES: tuple[Rule, ...] = (before_headline, title_again, edit_links, after_article, rulers)
"""The rules for an entry of an encyclopedia: its lists of names, offices and years are its text."""


def removals(page: Layout) -> list[tuple[Removal, str]]:
    """What the rules of `CUTS` take, in the order of the page; nothing is taken twice."""
    gone: set[int] = set()
    taken: list[tuple[Removal, str]] = []
    for rule in _rules(page):
        name = rule.__name__.replace("_", "-")
        found = [removal for removal in rule(page, gone) if removal.line not in gone]
        taken += [(removal, name) for removal in found]
        gone |= {removal.line for removal in found if _is_whole(page, removal)}
    left = [item for item in taken if item[0].line not in gone or _is_whole(page, item[0])]
    left.sort(key=lambda item: (item[0].line, item[0].span))
    apart: list[tuple[Removal, str]] = []
    for removal, name in left:
        last = apart[-1][0] if apart else None
        if last and last.line == removal.line and removal.span.start < last.span.end:
            continue
        apart.append((removal, name))
    return apart


def _rules(page: Layout) -> tuple[Rule, ...]:
    """The rules of cuts that a page of its kind gets, in order."""
    if page.document:
        return OF_DOCUMENTS
    return OF_ENTRIES if page.kind == "other" else CUTS


def _is_whole(page: Layout, removal: Removal) -> bool:
    return removal.span == Span(0, len(page.lines[removal.line].text))
