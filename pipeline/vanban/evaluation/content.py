"""Cleaning against the lines that careful readers kept: how many characters it kept rightly.

In: raw pages, the numbers of their content lines (`NAME.keep`: 1-based ranges, "3-7,9,12-40"), and
what the tables say of which raw characters stand in the text. Out: a `Content` a page. White space
and mark-up count for neither side; nothing behind the part of a page that was read is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vanban.cleaning.decode import decode
from vanban.cleaning.markup import HIDDEN
from vanban.evaluation.gold import GoldError, GoldPage
from vanban.schema import DocumentRow
from vanban.text.spans import OffsetMap, Span, line_spans

_RANGE = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?")
_SHOWN = 70
"""Characters of a line that a report shows."""


@dataclass(frozen=True)
class Content:
    """Characters of a page that were kept rightly, kept wrongly and lost; the lines at fault."""

    doc: str
    right: int
    extra: int
    lost: int
    faults: tuple[str, ...] = field(default=())

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over characters."""
        return f1(self.right, self.extra, self.lost)


def f1(right: int, extra: int, lost: int) -> float:
    """F1 of counts; 1 where there was nothing to keep and nothing was kept."""
    whole = 2 * right + extra + lost
    return 2 * right / whole if whole else 1.0


def keep_path(gold: Path, doc: str) -> Path | None:
    """The file with the content lines of a page: beside its gold, or in `keep` beside that."""
    name = f"{Path(doc).stem}.keep"
    return next(
        (path for path in (gold / name, gold.parent / "keep" / name) if path.exists()), None
    )


def read_keep(path: Path) -> frozenset[int]:
    """The numbers of the content lines. Raises GoldError where the file has another form."""
    found: set[int] = set()
    for part in path.read_text("utf-8").strip().split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise GoldError(f"{path}: '{part}' is no range of lines. Write 3-7,9,12-40.")
        first = int(match["first"])
        found.update(range(first, int(match["last"] or first) + 1))
    return frozenset(found)


def score_content(page: GoldPage, raw: bytes, keep: frozenset[int], row: DocumentRow) -> Content:
    """What cleaning kept of a page, held against the lines that readers kept."""
    text = decode(raw)
    signs = np.array([not (sign.isspace() or sign == HIDDEN) for sign in text], bool)
    signs[page.annotated_until :] = False
    lines = list(line_spans(text))
    wanted, kept = np.zeros(len(text), bool), np.zeros(len(text), bool)
    for number, line in enumerate(lines, 1):
        wanted[line.start : line.end] = number in keep
    for piece in OffsetMap.unflatten(row.offsets).pieces:
        kept[piece.raw_start : piece.raw_end] = True
    extra, lost = signs & kept & ~wanted, signs & wanted & ~kept
    return Content(
        page.doc,
        right=int(np.count_nonzero(signs & wanted & kept)),
        extra=int(np.count_nonzero(extra)),
        lost=int(np.count_nonzero(lost)),
        faults=(*_faults("kept", extra, text, lines), *_faults("lost", lost, text, lines)),
    )


def _faults(
    what: str, wrong: npt.NDArray[np.bool_], text: str, lines: Sequence[Span]
) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        count = int(np.count_nonzero(wrong[line.start : line.end]))
        if count:
            shown = line.of(text).replace(HIDDEN, "").strip()[:_SHOWN]
            yield f"{what} {count} characters of line {number}: {shown!r}"
