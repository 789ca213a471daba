"""Spans, and the map between a cleaned text and the raw page it was cut from.

In: a raw text. Out: `AlignedText`, a string in which every character knows the raw characters it
stands for, through any number of edits; and `OffsetMap`, the same knowledge as a short list of
pieces, small enough to store beside the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

# What looks like a Vietnamese letter and is another character: the Icelandic eth and the African
# D with stroke stand for đ in pages typed with old keyboards, the letter gha for ư in texts that
# were converted from old encodings.
LOOK_ALIKES: Mapping[str, str] = {
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\u00f0": "đ",
    "\u0256": "đ",
    "\u01a2": "Ư",
    "\u01a3": "ư",
}

# Characters of no width and no ink: controls, soft hyphen, zero-width spaces and joiners, marks of
# direction, byte order mark, interlinear notes.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)

# A character reference of HTML, once or several times escaped.
REFERENCE = re.compile(
    r"&(?:amp;){0,3}(?P<name>(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)

_MEND = {ord(wrong): right for wrong, right in LOOK_ALIKES.items()}
_SPACE = re.compile(r"\s+")

Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where both cover a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]


class Edit(NamedTuple):
    """Put `replacement` in the place of `text[start:end]`."""

    start: int
    end: int
    replacement: str


class Piece(NamedTuple):
    """A stretch of cleaned text and the raw stretch it stands for.

    Equal lengths: character stands for character. Unequal: the whole stands for the whole.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int

    @property
    def one_to_one(self) -> bool:
        """True where the n-th cleaned character stands for the n-th raw one."""
        return self.end - self.start == self.raw_end - self.raw_start


class OffsetMap:
    """Raw offsets of any span of a cleaned text, by binary search over its pieces."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces: tuple[Piece, ...] = tuple(pieces)
        self._starts = [piece.start for piece in self.pieces]

    def to_raw(self, start: int, end: int) -> Span:
        """The smallest raw span that covers the cleaned characters `start:end`.

        Raises ValueError for an empty span or one outside the text.
        """
        if not self.pieces or not 0 <= start < end <= self.pieces[-1].end:
            raise ValueError(f"no raw span for {start}:{end}")
        first, last = self._piece_at(start), self._piece_at(end - 1)
        raw_start = first.raw_start + (start - first.start if first.one_to_one else 0)
        raw_end = last.raw_start + (end - last.start) if last.one_to_one else last.raw_end
        return Span(raw_start, raw_end)

    def _piece_at(self, position: int) -> Piece:
        return self.pieces[bisect_right(self._starts, position) - 1]

    def flatten(self) -> list[int]:
        """The pieces as one list of integers, four a piece, for storage."""
        return [number for piece in self.pieces for number in piece]

    @classmethod
    def unflatten(cls, numbers: Sequence[int]) -> OffsetMap:
        """The map that `flatten` wrote."""
        return cls(Piece(*numbers[i : i + 4]) for i in range(0, len(numbers), 4))


@dataclass(frozen=True, slots=True, eq=False)
class AlignedText:
    """A text whose i-th character stands for `raw[starts[i]:ends[i]]`.

    `starts` and `ends` are arrays of as many integers as the text has characters.
    """

    text: str
    starts: Offsets
    ends: Offsets

    @classmethod
    def of(cls, raw: str) -> AlignedText:
        """The raw text itself, each character standing for itself."""
        offsets = np.arange(len(raw) + 1, dtype=np.int64)
        return cls(raw, offsets[:-1], offsets[1:])

    def edit(self, edits: Iterable[Edit]) -> AlignedText:
        """A copy with the edits made; they must be sorted and must not overlap.

        A replacement as long as what it replaces keeps its characters one to one; any other
        stands, as a whole, for everything it replaces. A deletion leaves nothing behind. Raises
        ValueError for edits out of order.
        """
        parts: list[str] = []
        places: list[int] = []
        sizes: list[int] = []
        kept = 0
        for start, end, replacement in edits:
            if start < kept or end < start:
                raise ValueError(f"edits overlap or are not sorted at {start}:{end}")
            parts += (self.text[kept:start], replacement)
            places += (start, end)
            sizes.append(len(replacement))
            kept = end
        if not parts:
            return self
        parts.append(self.text[kept:])
        starts, ends = self._moved(np.array(places, dtype=np.int64).reshape(-1, 2), sizes)
        return AlignedText("".join(parts), starts, ends)

    def _moved(self, places: Offsets, sizes: Sequence[int]) -> tuple[Offsets, Offsets]:
        """Raw offsets after edits: from `places` (start, end), each to so many characters."""
        begin, end, size = places[:, 0], places[:, 1], np.array(sizes, dtype=np.int64)
        width = end - begin
        grown = np.cumsum(size - width)
        now = begin + grown - (size - width)
        old = _outside(begin, end, len(self.text))
        new = _outside(now, now + size, len(self.text) + int(grown[-1]))
        first = np.append(self.starts, self._raw_end())
        last = np.append(self.ends, self._raw_end())
        raw_end = np.where(width > 0, last[end - 1], first[begin])
        within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        one_to_one = np.repeat(size == width, size)
        at = np.minimum(np.repeat(begin, size) + within, len(self.text))
        starts, ends = np.empty_like(new, np.int64), np.empty_like(new, np.int64)
        starts[new], ends[new] = self.starts[old], self.ends[old]
        starts[~new] = np.where(one_to_one, first[at], np.repeat(first[begin], size))
        ends[~new] = np.where(one_to_one, last[at], np.repeat(raw_end, size))
        return starts, ends

    def sub(self, pattern: re.Pattern[str], replacement: str) -> AlignedText:
        """`pattern.sub(replacement, text)` for a literal replacement, raw offsets kept."""
        return self.edit(Edit(*m.span(), replacement) for m in pattern.finditer(self.text))

    def raw(self, start: int, end: int) -> Span:
        """The raw span that `text[start:end]` stands for; an empty one stands at a point."""
        if start < end:
            return Span(int(self.starts[start]), int(self.ends[end - 1]))
        at = int(self.starts[start]) if start < len(self.text) else self._raw_end()
        return Span(at, at)

    def _raw_end(self) -> int:
        return int(self.ends[-1]) if self.text else 0

    def offsets(self) -> OffsetMap:
        """The same knowledge as pieces: runs of characters that stand one to one."""
        if not self.text:
            return OffsetMap(())
        single = self.ends - self.starts == 1
        joined = single[1:] & single[:-1] & (self.starts[1:] == self.ends[:-1])
        begins = np.concatenate(([0], np.flatnonzero(~joined) + 1))
        stops = np.concatenate((begins[1:], [len(self.text)]))
        columns = (begins, stops, self.starts[begins], self.ends[stops - 1])
        return OffsetMap(map(Piece, *(column.tolist() for column in columns)))


def _outside(begins: Offsets, stops: Offsets, count: int) -> npt.NDArray[np.bool_]:
    """Which of `count` positions lie in none of the ranges, which are sorted and apart."""
    depth = np.zeros(count + 1, dtype=np.int64)
    np.add.at(depth, begins, 1)
    np.add.at(depth, stops, -1)
    outside: npt.NDArray[np.bool_] = np.cumsum(depth[:-1]) == 0
    return outside


def unescape(text: str) -> str:
    """Character references decoded, those that were escaped twice too: `&amp;nbsp;` is a space.

    Text without references comes back as it is; so does what only looks like one (`R&D;`).
    """
    if "&" not in text:
        return text
    return REFERENCE.sub(_decode_reference, text)


def _decode_reference(match: re.Match[str]) -> str:
    bare = "&" + match["name"]
    decoded = html.unescape(bare)
    return decoded if len(decoded) <= 2 else match.group()


def fold(text: str) -> str:
    """The form in which surfaces compare, whatever cleaning did to one of them.

    Character references decoded, unseen characters dropped, NFC, look-alikes mended, white space
    as one space.
    """
    plain = UNSEEN.sub("", unescape(text))
    mended = unicodedata.normalize("NFC", plain).translate(_MEND)
    return _SPACE.sub(" ", mended).strip()
