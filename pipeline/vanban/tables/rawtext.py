"""A decoded raw page as cleaning reads it: what stands under a raw span, in cleaned characters.

In: the decoded text of a raw page, and the stretches that cleaning cut out. Out: for a raw span,
the characters that the fixes of `vanban.cleaning.fixes` make of the page there. The whole page is
fixed, not the stretch alone, so what comes out is what cleaning had before it, whatever stands
around the span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vanban.cleaning.decode import decode
from vanban.cleaning.fixes import fix
from vanban.store.raw import RawFile, Reader
from vanban.text.spans import AlignedText, Offsets, Span


class RawText:
    """A decoded raw page; fixed when first asked, since most spans are equal as they are."""

    def __init__(self, text: str, cuts: Sequence[Span] = ()) -> None:
        self.text, self._cuts = text, cuts

    def fixed(self, span: Span, *, without_cuts: bool = False) -> str:
        """What cleaning reads under a raw span; `without_cuts` leaves out what it cut there."""
        found = self._fixed
        first, last = found.under(span)
        text = found.text[first:last]
        if not without_cuts:
            return text
        kept = self._kept[first:last].tolist()
        return "".join(c for c, stays in zip(text, kept, strict=True) if stays)

    @cached_property
    def _fixed(self) -> _Fixed:
        return _Fixed.of(self.text)

    @cached_property
    def _kept(self) -> npt.NDArray[np.bool_]:
        """For each character of the fixed page whether no cut took it."""
        kept = np.ones(len(self._fixed.text), np.bool_)
        for cut in self._cuts:
            first, last = self._fixed.under(cut)
            kept[first:last] = False
        return kept


class _Fixed(NamedTuple):
    """A page fixed, and the raw place of each of its characters, as its offset map gives them."""

    text: str
    starts: Offsets
    ends: Offsets

    @classmethod
    def of(cls, raw: str) -> _Fixed:
        """The fixed page of a raw text."""
        aligned = fix(AlignedText.of(raw))
        starts, ends = aligned.starts.copy(), aligned.ends.copy()
        for piece in aligned.offsets().pieces:
            if piece.one_to_one:  # by its length: the map says no more of it
                starts[piece.start : piece.end] = np.arange(piece.raw_start, piece.raw_end)
                ends[piece.start : piece.end] = np.arange(piece.raw_start, piece.raw_end) + 1
        return cls(aligned.text, starts, ends)

    def under(self, span: Span) -> tuple[int, int]:
        """The characters that stand for raw ones inside a span: the first, and behind the last."""
        first = int(np.searchsorted(self.starts, span.start, "left"))
        return first, int(np.searchsorted(self.ends, span.end, "right"))


def squeezed(text: str) -> str:
    """A text without white space, which cleaning adds and takes where lines and stretches join."""
    return "".join(text.split())


def raw_reader(files: Sequence[RawFile], hashes: Mapping[str, str]) -> Callable[[str], str]:
    """A function from a page's raw_path to its decoded raw text.

    `hashes` gives the SHA-256 that each raw file had. The function raises OSError for a file that
    cannot be read or has another one now.
    """
    read = Reader(files)
    return lambda raw_path: decode(read(raw_path, hashes.get(raw_path)))
