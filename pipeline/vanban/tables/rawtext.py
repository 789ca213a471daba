"""A decoded raw page as cleaning reads it: what stands under a raw span, in cleaned characters.

In: the decoded text of a raw page, and the stretches that cleaning cut out. Out: for a raw span,
the characters that the fixes of `vanban.cleaning.fixes` make of the page there. The whole page is
fixed, not the stretch alone, so what comes out is what cleaning had before it, whatever stands
around the span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np

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
        whole, kept = self._fixed
        first = int(np.searchsorted(whole.starts, span.start, "left"))
        last = int(np.searchsorted(whole.ends, span.end, "right"))
        text = whole.text[first:last]
        if not without_cuts:
            return text
        return "".join(c for c, stays in zip(text, kept[first:last].tolist(), strict=True) if stays)

    @cached_property
    def _fixed(self) -> tuple[AlignedText, Offsets]:
        """The page fixed, and for each of its characters whether no cut took it."""
        whole = fix(AlignedText.of(self.text))
        kept = np.ones(len(whole.text), np.int64)
        for cut in self._cuts:
            first = int(np.searchsorted(whole.starts, cut.start, "left"))
            last = int(np.searchsorted(whole.ends, cut.end, "right"))
            kept[first:last] = 0
        return whole, kept


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
