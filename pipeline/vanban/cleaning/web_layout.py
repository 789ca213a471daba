"""Which lines of a page of HTML are its article, by its elements: headline, furniture, teasers.

In: the lines of a page and its elements. Out: a `WebLayout`: the line of the headline, the lines
that are furniture (menus, comments, boxes), those that are teasers of other articles, those of the
block that holds the article, and whether the page is nothing but teasers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vanban.cleaning.elements import Element, Elements
from vanban.cleaning.lines import Line
from vanban.cleaning.page_parts import part_name
from vanban.cleaning.phrases import phrase
from vanban.cleaning.web_boxes import (
    LEVELS,
    Floats,
    WebLines,
    furniture,
    is_frame,
    next_articles,
    sum_of,
    sums,
)
from vanban.text.spans import AlignedText

_LEVELS = dict(zip(LEVELS, (3.0, 1.5, 0.5), strict=True))
"""How much a heading of a level looks like the headline."""
_SMALL = frozenset(("h4", "h5", "h6"))
"""Headings that are set above teasers, and above no part of a text that is a link."""
_HEADED = 3.5
"""So sure must a heading be."""
_TITLED = 0.9
"""A line that is no heading has so many of the words of the page's title, where it is it."""
_LINKED = 0.7
"""The share of a line's characters in links from which it is a link."""
_POINTS = 4
"""A link of fewer words is a menu's, not another article's headline."""
_WHOLE = 0.95
"""The share in a link from which the whole line is one."""
_LABELLED = 0.6
"""The share of a link behind a label: "Đọc thêm Rơm rạ thành giá thể"."""
_LEADING = frozenset(("related", "share"))
"""Roles of words that lead to another page."""
_HEADLINE, _LONGEST = 6, 30
"""Words of a headline to which such a line points."""
_TEASER = 700
"""Characters of a teaser at most."""
_BOX = 300
"""And of one that stands alone in the text."""
_TEASERS = 4
"""So many teasers make a page a list."""
_LISTED = 3
"""On a list, teasers are so many times the rest."""
_STRAY = 3
"""So many teasers of a list may not look like the others."""
_MOST = 0.7
"""The article's block holds so much of what is left of the page."""
_BODY = 100.0
"""So much text at least has a block that is declared the article's."""
_LARGE = 0.3
"""So much of a page holds the block that its name says is the article's text."""
_SHARE = 0.4
"""The headline is so much of the page's title at least."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WebLayout:
    """What the elements of a page say of its lines, by their index.

    `article` is empty where no block is known to hold it; `declared` where the page itself names
    that block.
    """

    headline: int | None
    furniture: frozenset[int]
    teasers: frozenset[int]
    article: range
    declared: bool
    listing: bool


def web_layout(
    fixed: AlignedText, lines: Sequence[Line], page: Elements, title: str | None, site: str | None
) -> WebLayout:
    """The layout of a page that names itself `title` and its site `site`."""
    return _Reader(fixed, lines, page).layout(title, site)


class _Reader(WebLines):
    """What the lines of a page are: its headline, its teasers, its article."""

    def layout(self, title: str | None, site: str | None) -> WebLayout:
        """Headline, furniture, teasers and the lines of the article of a page of the web."""
        headline = self._headline(title, site)
        weights = np.array([_weight(line) for line in self.lines], dtype=float)
        around = self._around(headline, sums(weights))
        own = self.lines[headline].key if headline is not None else None
        pointers = {line.index for line in self.lines if self._points(line, own)}
        taken = self.of(furniture(self, around, weights))
        if headline is not None and _likeness(self.lines[headline].key, title) >= _TITLED:
            taken |= self.of(next_articles(self, headline))
        taken |= {line.index for line in self.lines if self._is_button(line)}
        teasers = self._teasers(pointers - taken, around) - taken
        rows = {line.index for line in self.lines if self._is_entry(line)} - taken
        weights[list(taken | teasers)] = 0.0
        listing = self._is_list(headline, teasers, pointers, weights)
        if not listing and len(rows) >= _TEASERS:
            bare = weights.copy()
            bare[list(rows)] = 0.0
            if self._is_list(headline, rows, rows, bare):
                listing, teasers = True, rows
        return WebLayout(
            headline,
            frozenset(taken),
            frozenset(teasers),
            *self._article(headline, weights),
            listing,
        )

    def _headline(self, title: str | None, site: str | None) -> int | None:
        """The line that is the headline: a heading, or the line that the page's title names."""
        scored = [(self._headed(line, title, site), -line.index) for line in self.lines]
        best = max(scored, default=(0.0, 0))
        return -best[1] if best[0] >= _HEADED else None

    def _headed(self, line: Line, title: str | None, site: str | None) -> float:
        """How much the page's own mark-up says that a line is its headline; 0: nothing."""
        chain = [self.blocks[place] for place in self.chain(self.owner[line.index])]
        if self._is_titled(line, title) and not any(map(is_frame, chain)):
            return _HEADED
        if line.words < 3 or line.words > 45 or line.key == site:
            return 0.0
        level = next((_LEVELS[one.name] for one in chain if one.name in _LEVELS), 0.0)
        level = level or 0.5 * any(map(_is_title, chain[:1]))
        likeness = _likeness(line.key, title)
        if (not level and likeness < _TITLED) or any(map(is_frame, chain)):
            return 0.0
        linked = self.linked[line.index] >= _LINKED and line.key != title
        return level + 3.0 * likeness - 2.0 * linked - 2.0 * (line.phrase is not None)

    def _is_titled(self, line: Line, title: str | None) -> bool:
        """True for the page's title, or what is named a title, above nothing but a stamp."""
        below = self.lines[line.index + 1 : line.index + 2]
        owner = self.owner[line.index]
        named = line.key == title or (owner >= 0 and _is_title(self.blocks[owner]))
        bare = line.label and line.phrase is None and self.linked[line.index] < _LINKED
        return named and bare and any(other.stamp and other.stamp.bare for other in below)

    def _around(self, headline: int | None, text: Floats) -> set[int]:
        """The blocks around the headline and around the text that is declared the article's.

        Whatever they are called, they hold the article.
        """
        around = set(self.chain(self.owner[headline])) if headline is not None else set()
        for place, block in enumerate(self.blocks):
            large = sum_of(text, self.own(place)) >= _LARGE * text[-1] > 0
            if "articlebody" in block.itemprop or (large and _is_body(block)):
                around.update(self.chain(place))
        return around

    def _points(self, line: Line, own: str | None) -> bool:
        """True for a line that is a link to another article, its date beside it or not.

        The page's `own` headline, as posts of a forum repeat it, leads to none.
        """
        share = self.linked[line.index]
        words = len(line.stamp.rest.split()) if line.stamp else line.words
        if words < _POINTS or "\t" in line.text or (own and line.key.endswith(own)):
            return False
        return share >= _LINKED or (line.dated and share >= _LINKED / 2)

    def _is_button(self, line: Line) -> bool:
        """True for a link of words known from menus and boxes, behind such words, or a hashtag."""
        share = self.linked[line.index]
        if line.phrase is None and _LABELLED <= share < _WHOLE:
            words = line.text.split()[:_POINTS]
            heads = (phrase(" ".join(words[:count])) for count in range(1, len(words) + 1))
            return any(head and head.where == "line" and head.role in _LEADING for head in heads)
        return (line.phrase is not None or line.text.startswith("#")) and share >= _LINKED

    def _is_entry(self, line: Line) -> bool:
        """True for a row of a table that is, for the most part, links to what it lists."""
        return "\t" in line.text and self.linked[line.index] >= _LINKED / 2

    def _teasers(self, pointers: set[int], around: set[int]) -> set[int]:
        """The lines of blocks that begin with a link to another article, two or more in a row."""
        counts = [0] * len(self.blocks)
        for index in pointers:
            for place in self.chain(self.owner[index]):
                counts[place] += 1
        items: dict[int, list[range]] = {}
        for index in sorted(pointers):
            parent, item = self._item(index, counts, around)
            if sum_of(self.size, item) <= _TEASER:
                items.setdefault(parent, []).append(item)
        many = sum(len(group) for group in items.values() if len(group) > 1) >= _TEASERS - 1
        return {
            index
            for group in items.values()
            for item in group
            if len(group) > 1
            or (many and (len(item) > 1 or self._is_pointer(item.start)))
            or (self._is_pointer(item.start) and self._is_lone(item))
            for index in item
        }

    def _item(self, index: int, counts: Sequence[int], around: set[int]) -> tuple[int, range]:
        """The largest block that holds this link to an article alone, and the block around it."""
        place, item = self.owner[index], range(index, index + 1)
        for at in self.chain(place):
            begins = all(self._heads_item(i) for i in range(self.first[at], index))
            if counts[at] > 1 or at in around or not begins:
                return at, item
            item = range(self.first[at], self.last[at] + 1)
        return -1, item

    def _is_pointer(self, index: int) -> bool:
        """True for a line in the text that is nothing but a headline with a link to it."""
        line = self.lines[index]
        block = self.blocks[self.owner[index]].name if self.owner[index] >= 0 else ""
        return (
            self.linked[index] >= _WHOLE
            and _HEADLINE <= line.words <= _LONGEST
            and not (line.ends or line.marked or block in _LEVELS)
        )

    def _is_lone(self, item: range) -> bool:
        """True for a list of one link, a small heading, or a box of a link and its lead."""
        block = self.blocks[self.owner[item.start]]
        if len(item) == 1:
            return block.name in _SMALL or (block.name == "li" and len(self.own(block.parent)) == 1)
        return sum_of(self.size, item) <= _BOX

    def _heads_item(self, index: int) -> bool:
        """True for what may stand above the link of a teaser: a section, a date."""
        line = self.lines[index]
        return line.words < _POINTS or line.stamp is not None or line.phrase is not None

    def _is_list(
        self, headline: int | None, teasers: set[int], pointers: set[int], weights: Floats
    ) -> bool:
        """True for a page that is nothing but teasers and links to articles."""
        if len(teasers & pointers) < _TEASERS:
            return False
        shown = sum(_weight(self.lines[index]) for index in teasers)
        below = self.lines[headline + 1 :] if headline is not None else []
        prose = [line for line in below if line.prose and weights[line.index] > 0]
        if prose and not (_heads(self.lines, prose[0], pointers) and len(prose) <= _STRAY):
            return False
        return shown > _LISTED * float(weights.sum())

    def _article(self, headline: int | None, weights: Floats) -> tuple[range, bool]:
        """The lines of the smallest block around the headline that holds most of the page.

        Or that holds the text that is declared the article's, up to the end of that text.
        """
        if headline is None:
            return range(0), False
        text = sums(weights)
        below = sum_of(text, range(headline, len(self.lines)))
        body = self._body(headline, text)
        for place in self.chain(self.owner[headline]):
            own = range(self.first[place], self.last[place] + 1)
            if body and own.start <= body.start and body.stop <= own.stop:
                return range(own.start, body.stop), True
            if (
                not body
                and sum_of(text, range(max(own.start, headline), own.stop)) >= _MOST * below
            ):
                return own, False
        return range(len(self.lines)), False

    def _body(self, headline: int, text: Floats) -> range:
        """The lines of the largest block behind the headline that is declared the article's text.

        Empty where none is. With those of the same name below, up to another headline: the posts
        of a thread.
        """
        own = [
            place
            for place, block in enumerate(self.blocks)
            if headline <= self.first[place] <= self.last[place] and _is_body(block)
        ]
        largest = max(
            own, key=lambda at: (sum_of(text, self.own(at)), len(self.own(at))), default=-1
        )
        if largest < 0 or sum_of(text, self.own(largest)) < _BODY:
            return range(0)
        best = self.own(largest)
        for place in own:
            between = self.lines[best.stop : self.first[place]]
            alike = self.blocks[place].words == self.blocks[largest].words
            if alike and self.first[place] >= best.stop and not self._begin(between, headline):
                best = range(best.start, self.own(place).stop)
        return best

    def _begin(self, lines: Sequence[Line], headline: int) -> bool:
        """True where another article begins among lines: a heading that is not the headline's."""
        key = self.lines[headline].key
        return any(
            self.blocks[self.owner[line.index]].name in _LEVELS and not line.key.endswith(key)
            for line in lines
        )


def _heads(lines: Sequence[Line], line: Line, pointers: set[int]) -> bool:
    """True where a link to an article stands above a line, its date between them or not."""
    above = (other for other in reversed(lines[: line.index]) if other.stamp is None)
    return next(above, line).index in pointers


def _is_body(block: Element) -> bool:
    """True for a block that its name or property says is the text of an article."""
    named = part_name(block.words)
    return "articlebody" in block.itemprop or (named is not None and named.part == "article")


def _is_title(block: Element) -> bool:
    named = part_name(block.words)
    return named is not None and named.part == "headline"


def _weight(line: Line) -> float:
    """How much a line counts as text: a paragraph with all its characters, a label with few."""
    size = min(len(line.text), 2_000)
    return float(size if line.prose or line.ends or "\t" in line.text else 0.3 * size)


def _likeness(key: str, title: str | None) -> float:
    """How much a line is the title of a page: 1 where it is all of it but the site's name.

    A few words of a long title may be the site's name themselves: "Báo Sông Hậu: Headline".
    """
    if not title:
        return 0.0
    own, named = _WORD.findall(key), _WORD.findall(title)
    if key.startswith(title) or (title.startswith(key) and len(own) >= _SHARE * len(named)):
        return 1.0
    part = 0.5 if len(own) < _SHARE * len(named) else 1.0
    return part * sum(word in set(named) for word in own) / max(len(own), 1)
