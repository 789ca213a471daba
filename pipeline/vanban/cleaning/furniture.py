"""What printing and filing put between the lines of a document: gone before lines are joined.

In: an aligned text with one line end a line. Out: the text without the running heads, page numbers
and signature stamps of a gazette and the attribute boxes of a law portal, and the cuts. It goes
first, since a sentence runs on from one page of print to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.cleaning.phrases import phrase
from vanban.text.document import Cut
from vanban.text.spans import AlignedText, Edit, Span, line_spans

_NUMBER = re.compile(r"[ \t]*[-–—]?[ \t]*\d{1,4}[ \t]*[-–—]?[ \t]*")
_NEAR = 3
"""A page number stands at most so many lines from the running head, blank ones included."""
_FEWEST = 3
"""So many attributes together are a box; one alone may be text."""


def without_furniture(aligned: AlignedText) -> tuple[AlignedText, list[Cut]]:
    """The text without its furniture, and the cuts that took it."""
    rows = list(line_spans(aligned.text))
    roles = [_role(aligned.text[row.start : row.end]) for row in rows]
    gone = sorted({*_running(aligned.text, rows, roles), *_boxes(rows, roles)})
    if not gone:
        return aligned, []
    cuts = [Cut(aligned.raw(rows[i].start, rows[i].end), roles[i] or "page-number") for i in gone]
    edits = [Edit(rows[i].start, min(rows[i].end + 1, len(aligned.text)), "") for i in gone]
    return aligned.edit(edits), cuts


def gazette_of(cuts: Sequence[Cut], raw: str) -> str | None:
    """The name of the gazette, as the first running head among the cuts has it."""
    head = next((cut.raw for cut in cuts if cut.fix == "running-head"), None)
    return raw[head.start : head.end].partition("/")[0].strip() or None if head else None


def _role(line: str) -> str | None:
    """The role of a line, where its first words are those of furniture or of an imprint."""
    known = phrase(line.strip()) if line and not line.isspace() else None
    return known.role if known and known.role in ("running-head", "stamp", "footer") else None


def _running(text: str, rows: Sequence[Span], roles: Sequence[str | None]) -> Iterator[int]:
    """Running heads, and the page numbers beside them."""
    for at, role in enumerate(roles):
        if role != "running-head":
            continue
        yield at
        for step in (1, -1):
            for near in range(at + step, at + step * (_NEAR + 1), step):
                line = text[rows[near].start : rows[near].end] if 0 <= near < len(rows) else "-"
                if _NUMBER.fullmatch(line):
                    yield near
                if line.strip():
                    break


def _boxes(rows: Sequence[Span], roles: Sequence[str | None]) -> Iterator[int]:
    """Stamps of signatures and attribute boxes: several such lines together, an address too."""
    box: list[int] = []
    for at, row in enumerate((*rows, Span(0, 1))):
        if at < len(rows) and (roles[at] == "stamp" or (box and roles[at] == "footer")):
            box.append(at)
        elif row.start < row.end and box:
            yield from box if len(box) >= _FEWEST else ()
            box = []
