"""What a rule of cleaning takes from a page: a line, or part of one."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.cleaning.lines import Line
from vanban.text.spans import Span


@dataclass(frozen=True, slots=True)
class Removal:
    """Part of a line that goes, as a span of the line's text."""

    line: int
    span: Span


def whole(line: Line) -> Removal:
    """All of a line."""
    return Removal(line.index, Span(0, len(line.text)))
