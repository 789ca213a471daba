"""Texts -> which page is a copy of which: the same text twice, and near copies of one story.

`sketch` makes of a text its MinHash, `Copies` finds from the sketches of all pages the earliest
page that each one repeats. Two texts are near where they share about seven in ten of their runs
of three syllables, as agency text does that several papers reprint with another headline.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rensa import RMinHash

from vanban.schema.parts import SketchRow

NUMBERS = 128
"""Numbers in a sketch: the share of equal ones estimates the shared runs to about 0.04."""
SEED = 42  # of the hashes: sketches of two runs compare only with the same
BANDS = 32
"""Bands of four numbers, one of which must be equal: finds 99.9 % of pairs that share 0.7."""
NEAR = 0.7
"""Share of equal numbers from which on two texts are near copies."""
RUN = 3  # syllables of a run: single ones are shared by all pages
FEWEST = 50
"""Syllables below which a text is too short to be told from another by its runs."""
_MIX = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64
)
"""Odd numbers that make one of a band's four; bands that meet by chance are told apart later."""


class Copy(NamedTuple):
    """Of which page a page is the same text, and of which a near copy; None where of none."""

    duplicate_of: str | None
    near_duplicate_of: str | None


def sketch_row(doc_id: str, raw_path: str, published_on: dt.date | None, text: str) -> SketchRow:
    """A page's sketch; empty for a text too short to compare."""
    return SketchRow(
        doc_id=doc_id,
        raw_path=raw_path,
        published_on=published_on,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        sketch=sketch(text),
    )


def sketch(text: str) -> tuple[int, ...]:
    """The MinHash of a cleaned text's runs of syllables, `NUMBERS` signed 32-bit numbers."""
    syllables = text.lower().split()
    if len(syllables) < FEWEST:
        return ()
    runs = list(map(" ".join, zip(*(syllables[at:] for at in range(RUN)), strict=False)))
    minhash = RMinHash(num_perm=NUMBERS, seed=SEED)
    minhash.update(runs)  # many sets at once would be dealt to threads, which other workers need
    return tuple(np.asarray(minhash.digest(), np.uint32).view(np.int32).tolist())


class Copies:
    """All pages' sketches, as columns, and the copies among them."""

    def __init__(self, sketches: pa.Table) -> None:
        order = [("published_on", "ascending", "at_end"), ("raw_path", "ascending", "at_end")]
        table = sketches.take(pc.sort_indices(sketches, sort_keys=order)).combine_chunks()
        self._ids: list[str] = table["doc_id"].to_pylist()
        self._same = _first_of(table["text_sha256"].to_pylist())
        self._near = _near(table["sketch"].combine_chunks())

    def of_pages(self) -> dict[str, Copy]:
        """The copies, by the page that is one; a page that repeats none is not there.

        A page's original is the earliest, by day of publication (pages without one last), then by
        path. A near copy of a copy is one of the original; the same text is not a near copy too.
        """
        found = {}
        for at in sorted({*self._same, *self._near}):
            same, near = self._same.get(at), self._near.get(at)
            if same is not None:
                found[self._ids[at]] = Copy(self._ids[same], None)
            elif near is not None:
                found[self._ids[at]] = Copy(None, self._ids[self._same.get(near, near)])
        return found


def _first_of(values: Sequence[str]) -> dict[int, int]:
    """Place -> the first place of the same value, where that is another."""
    first: dict[str, int] = {}
    return {
        at: first[value] for at, value in enumerate(values) if first.setdefault(value, at) != at
    }


def _near(sketches: pa.ListArray) -> dict[int, int]:
    """Place -> the first place whose sketch is near, where that is another."""
    places = np.flatnonzero(pc.list_value_length(sketches).to_numpy(zero_copy_only=False))
    table = sketches.flatten().to_numpy().reshape(len(places), NUMBERS)
    found: dict[int, int] = {}
    width = NUMBERS // BANDS
    for band in range(BANDS):
        for one, other in _meeting(table[:, band * width : (band + 1) * width]):
            if found.get(other, other) > one and float((table[one] == table[other]).mean()) >= NEAR:
                found[other] = one
    return {int(places[other]): int(places[one]) for other, one in found.items()}


def _meeting(band: np.ndarray) -> Iterable[tuple[int, int]]:
    """Pairs of rows that are equal in a band: each row with the first that equals it."""
    keys = (band.astype(np.uint64) * _MIX[: band.shape[1]]).sum(axis=1, dtype=np.uint64)
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    firsts = first[group]
    for other in np.flatnonzero(firsts != np.arange(len(band))):
        yield int(firsts[other]), int(other)
