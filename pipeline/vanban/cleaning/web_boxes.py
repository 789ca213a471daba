"""The lines of a page of HTML beside its elements, and which blocks are furniture.

In: an aligned text, its lines, the elements of its source, the blocks around its headline. Out:
`WebLines`: the innermost block of each line, the lines of each block, the share of each line in
links; and the places of the blocks that are no article (menus, boxes, comments, forms), by their
element and role, by the words of their class and id, by their first and last line, and by the links
that they are made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from vanban.cleaning.elements import Element, Elements
from vanban.cleaning.lines import Line
from vanban.cleaning.page_parts import part_name
from vanban.text.spans import AlignedText

Floats = npt.NDArray[np.float64]

_DEEPEST = 100
"""So many blocks around a line are looked at: no site nests more, and broken pages do."""


class WebLines:
    """The lines of a page beside its blocks: whose line is whose, what is in links."""

    def __init__(self, fixed: AlignedText, lines: Sequence[Line], page: Elements) -> None:
        self.lines = lines
        self.blocks = page.blocks
        self.owner = list(owners(fixed, lines, page.blocks))
        self.linked = linked(fixed, lines, page)
        self.first, self.last = self._ranges()
        sizes = [len(line.text) for line in lines]
        self.size = sums(sizes)
        self.link_size = sums(a * b for a, b in zip(sizes, self.linked, strict=True))
        self.prose = sums(line.prose for line in lines)

    def _ranges(self) -> tuple[list[int], list[int]]:
        """First and last line of every block; an empty block has none."""
        first, last = [len(self.lines)] * len(self.blocks), [-1] * len(self.blocks)
        for index, owner in enumerate(self.owner):
            if owner >= 0:
                first[owner], last[owner] = min(first[owner], index), max(last[owner], index)
        for place in range(len(self.blocks) - 1, 0, -1):
            parent = self.blocks[place].parent
            if parent >= 0:
                first[parent] = min(first[parent], first[place])
                last[parent] = max(last[parent], last[place])
        return first, last

    def own(self, place: int) -> range:
        """The numbers of the lines of a block."""
        return range(self.first[place], self.last[place] + 1)

    def chain(self, place: int) -> Iterator[int]:
        """A block and those around it, the nearest ones."""
        for _ in range(_DEEPEST):
            if place < 0:
                return
            yield place
            place = self.blocks[place].parent

    def of(self, places: Sequence[int]) -> set[int]:
        """The lines of blocks that stand in the order of the page."""
        found: set[int] = set()
        end = 0
        for at in places:
            found.update(range(max(self.first[at], end), self.last[at] + 1))
            end = max(end, self.last[at] + 1)
        return found


LEVELS = ("h1", "h2", "h3")
"""Headings that a headline may be."""
_FRAMES = frozenset(("nav", "aside", "marquee", "button"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog"))
_MENU = 0.8
"""Links are so much of a menu."""
_BOX = 0.5
"""A box that only its first line names holds at most so much of the page."""
_LINKS = 0.1
"""And a block that is named a box, but holds most of the page, has so much of it in links."""
_FORM = 0.25
"""And a form to fill in so much."""
_SAYS = 8
"""Words of a row of a list of documents at least; a menu's have fewer."""
_HEADS = frozenset(("related", "comment", "widget"))
"""Roles of lines that head a box, whatever stands below."""


def furniture(page: WebLines, around: set[int], weights: Floats) -> list[int]:
    """The places of the blocks that are no article, in the order of the page.

    `around` are the blocks around the headline: whatever they are called, they hold the article.
    """
    text = sums(weights)
    return [
        place
        for place, block in enumerate(page.blocks)
        if page.last[place] >= 0
        and (place not in around or block.name in _FRAMES)
        and _is_furniture(page, place, text, headed=bool(around))
    ]


def next_articles(page: WebLines, headline: int) -> list[int]:
    """The blocks beside the article's that are named as it is and have a heading as it has.

    Sites that load the next article below show pages so.
    """
    chain = list(page.chain(page.owner[headline]))
    level = next((n for at in chain if (n := page.blocks[at].name) in LEVELS), None)
    beside = {page.blocks[at].parent: at for at in chain}
    headings = [place for place, block in enumerate(page.blocks) if block.name == level]
    return [
        place
        for place, block in enumerate(page.blocks)
        if (own := beside.get(block.parent)) is not None
        and place > own
        and block.words
        and (block.name, block.words) == (page.blocks[own].name, page.blocks[own].words)
        and any(block.start <= page.blocks[at].start < block.end for at in headings)
    ]


def is_frame(block: Element) -> bool:
    """True for an element whose name or role says that it holds no article."""
    return block.name in _FRAMES or block.role in _ROLES


def _is_furniture(page: WebLines, place: int, text: Floats, *, headed: bool) -> bool:
    """True for a box of the frame of a page: by its name, or small and full of links."""
    block, own = page.blocks[place], page.own(place)
    named = part_name(block.words)
    said = named is not None and named.part == "furniture"
    share = sum_of(text, own) / max(float(text[-1]), 1.0)
    small = share <= _BOX
    lists = headed and sum_of(page.link_size, own) >= _LINKS * sum_of(page.size, own)
    return (
        is_frame(block)
        or _is_edge(page, place)
        or (said and (small or lists or (named is not None and named.id == "comments")))
        or (small and (block.hidden or _is_box(page, own)))
        or (share <= _FORM and _is_form(page, place))
        or _is_menu(page, own)
    )


def _is_edge(page: WebLines, place: int) -> bool:
    """True for the header or footer of the page; an article has its own."""
    if page.blocks[place].name not in ("footer", "header"):
        return False
    return all(page.blocks[at].name != "article" for at in page.chain(place))


def _is_box(page: WebLines, own: range) -> bool:
    """True for a block that begins with the head of a box, such as "Tin liên quan".

    Or that ends with the button of one that asks its readers: "Bình chọn".
    """
    if len(own) < 2:
        return False
    head, foot = page.lines[own.start], page.lines[own.stop - 1]
    if foot.role == "widget" and foot.phrase and foot.phrase.where == "line":
        return sum_of(page.prose, own) == 0
    if head.phrase is None or head.phrase.where != "line":
        return False
    below = range(own.start + 1, own.stop)
    links = sum_of(page.link_size, below) >= _MENU * sum_of(page.size, below)
    return links or head.role in _HEADS


def _is_form(page: WebLines, place: int) -> bool:
    """True for a form, and for a block that holds nothing but one and a few words about it."""
    return page.blocks[place].name == "form" or (
        page.blocks[place].asks and sum_of(page.prose, page.own(place)) == 0
    )


def _is_menu(page: WebLines, own: range) -> bool:
    """True for a block of three links or more and next to nothing else."""
    if len(own) < 3 or sum_of(page.prose, own) > 0:
        return False
    if own.start and page.lines[own.start - 1].text.endswith(":"):
        return False
    if page.prose[-1] == 0 and sum(_is_record(page.lines[at].text) for at in own) * 2 > len(own):
        return False
    return sum_of(page.link_size, own) >= _MENU * sum_of(page.size, own)


def _is_record(text: str) -> bool:
    """True for a row of a table that says several things of what it links to."""
    return "\t" in text and len(text.split()) >= _SAYS


def owners(fixed: AlignedText, lines: Sequence[Line], blocks: Sequence[Element]) -> Iterator[int]:
    """The innermost block of each line, -1 for none."""
    upcoming, stack = 0, [-1]
    for line in lines:
        at = int(fixed.starts[line.span.start])
        while upcoming < len(blocks) and blocks[upcoming].start <= at:
            stack.append(upcoming)
            upcoming += 1
        while stack[-1] >= 0 and blocks[stack[-1]].end <= at:
            stack.pop()
        yield stack[-1]


def linked(fixed: AlignedText, lines: Sequence[Line], page: Elements) -> list[float]:
    """The share of each line's characters that stand in links."""
    if not page.links:
        return [0.0] * len(lines)
    begins, ends = np.array([(link.start, link.end) for link in page.links]).T
    at = np.searchsorted(begins, fixed.starts, "right") - 1
    inside = sums((at >= 0) & (fixed.starts < ends[np.maximum(at, 0)]))
    spans = (range(line.span.start, line.span.end) for line in lines)
    return [sum_of(inside, span) / len(span) for span in spans]


def sums(values: Iterable[float]) -> Floats:
    """Running sums, with which the sum of any range is a difference."""
    return np.concatenate(([0.0], np.cumsum(np.fromiter(values, float))))


def sum_of(sums: Floats, of: range) -> float:
    """The sum of a range, by its running sums."""
    return float(sums[of.stop] - sums[of.start])
