"""The lines of a page beside its elements: whose line is whose, how much of it is link.

In: an aligned text, its lines and the elements of its source. Out: the innermost block of each
line, the share of each line in links; and running sums, with which the sum of any range of lines
is a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from vanban.cleaning.elements import Element, Elements
from vanban.cleaning.lines import Line
from vanban.text.spans import AlignedText

Floats = npt.NDArray[np.float64]


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
