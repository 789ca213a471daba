"""A text and the spans marked in it -> HTML in which every character stands once.

Spans of several kinds nest, cross and coincide. The text is cut at every edge, and each stretch
names all the marks that cover it: flat HTML, whatever the spans. The first stretch of a mark is a
link to the mark's row in the page's table, with an id to link to. What cleaning cut stands where
it stood, in elements that the style sheet hides until they are asked for.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_SPECIAL = re.compile("[&<>\"']").search


class Mark(NamedTuple):
    """A span to mark: its place in the text, its number in the table, its anchor and classes."""

    start: int
    end: int
    number: int
    anchor: str
    classes: str


class Gap(NamedTuple):
    """A cut stretch: the place in the text before which it stood, and its raw place and text."""

    at: int
    raw_start: int
    raw_end: int
    text: str
    fix: str


def escape(text: str) -> str:
    """A text as HTML, safe in elements and in quoted attributes."""
    return html.escape(text) if _SPECIAL(text) else text


def article(
    text: str, marks: Iterable[Mark], gaps: Sequence[Gap], raw_at: Callable[[int], int]
) -> str:
    """The text as paragraphs, a line each, with its marks and gaps.

    `raw_at` gives the raw offset of a character, shown beside its paragraph. Marks that are empty
    or leave the text are not shown.
    """
    whole = sorted(mark for mark in marks if 0 <= mark.start < mark.end <= len(text))
    edges = sorted({edge for mark in whole for edge in mark[:2]} | {gap.at for gap in gaps})
    pen = _Pen(whole, gaps)
    parts: list[str] = []
    start, next_edge = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        inner = []
        while next_edge < len(edges) and edges[next_edge] <= end:
            inner.append(edges[next_edge])
            next_edge += 1
        parts += pen.paragraph(text, start, end, inner, raw_at)
        start = end + 1
    return "\n".join(parts)


class _Pen:
    """Writes paragraph after paragraph; marks may run on from one into the next."""

    def __init__(self, marks: Sequence[Mark], gaps: Iterable[Gap]) -> None:
        self._to_open = deque(marks)
        self._open: list[Mark] = []
        self._gaps: dict[int, list[Gap]] = defaultdict(list)
        for gap in gaps:
            self._gaps[gap.at].append(gap)

    def paragraph(
        self, text: str, start: int, end: int, edges: Sequence[int], raw_at: Callable[[int], int]
    ) -> list[str]:
        """The blocks of one line: what was cut before it, and the line itself if not empty."""
        blocks = self._cut_blocks(start)
        parts = []
        for here, after in pairwise(sorted({start, *edges, end})):
            if here > start:
                parts += _inline(self._gaps.get(here, ()))
            parts.append(self._stretch(text[here:after], self._move_to(here)))
        if end > start:
            if end < len(text):
                parts += _inline(self._gaps.get(end, ()))
            about = f'data-raw="{raw_at(start)}" data-start="{start}"'
            blocks.append(f"<p {about}>{''.join(parts)}</p>")
            if end == len(text):
                blocks += self._cut_blocks(end)
        return blocks

    def _cut_blocks(self, at: int) -> list[str]:
        return [f'<div class="cut" role="note">{_gap(gap)}</div>' for gap in self._gaps.get(at, ())]

    def _move_to(self, here: int) -> list[Mark]:
        """Close the marks that end before or at a character, open and return those that begin."""
        begun = []
        while self._to_open and self._to_open[0].start <= here:
            begun.append(self._to_open.popleft())
        if begun or self._open:
            self._open = [mark for mark in (*self._open, *begun) if mark.end > here]
            self._open.sort(key=lambda mark: (mark.end - mark.start, mark.number))
        return begun

    def _stretch(self, text: str, begun: Sequence[Mark]) -> str:
        """HTML of a stretch of text inside the mentions that are open."""
        shown = escape(text)
        if not self._open:
            return shown
        numbers = " ".join(str(mark.number) for mark in self._open)
        more = f' data-n="{len(self._open)}"' if len(self._open) > 1 else ""
        about = f'class="m {self._open[0].classes}" data-m="{numbers}"{more}'
        if not begun:
            return f"<span {about}>{shown}</span>"
        first, *others = begun
        anchors = "".join(f'<span id="{escape(mark.anchor)}"></span>' for mark in others)
        link = f'id="{escape(first.anchor)}" href="#r{first.number}"'
        return f"{anchors}<a {link} {about}>{shown}</a>"


def _inline(gaps: Iterable[Gap]) -> list[str]:
    return [f'<span class="cut" role="note">{_gap(gap)}</span>' for gap in gaps]


def _gap(gap: Gap) -> str:
    about = f"{escape(gap.fix)} {gap.raw_start}–{gap.raw_end}"
    return f'<del>{escape(gap.text)}</del> <small lang="en">{about}</small>'
