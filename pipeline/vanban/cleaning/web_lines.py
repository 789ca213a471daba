"""The lines of a page beside its elements: whose line is whose, how much of it is link.

In: an aligned text, its lines and the elements of its source. Out: `WebLines`: the innermost block
of each line, the lines of each block, the share of each line in links; and running sums, with which
the sum of any range of lines is a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from vanban.cleaning.elements import Element, Elements
from vanban.cleaning.lines import Line
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
        """The lines of a block."""
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
