"""Spans, and the map between a cleaned text and the raw page it was cut from.

In: a raw text. Out: `AlignedText`, a string in which every character knows the raw characters it
stands for, through any number of edits; and `OffsetMap`, the same knowledge as a short list of
pieces, small enough to store beside the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

# What looks like a Vietnamese letter and is another character: the Icelandic eth and the African
# D with stroke stand for đ in pages typed with old keyboards, the letter gha for ư in texts that
# were converted from old encodings.
LOOK_ALIKES: dict[str, str] = {
    "\u00d0": "\u0110",  # Đ
    "\u0189": "\u0110",  # Đ
    "\u00f0": "\u0111",  # đ
    "\u0256": "\u0111",  # đ
    "\u01a2": "\u01af",  # Ư
    "\u01a3": "\u01b0",  # ư
}

_CYRILLIC = ("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS")
_GREEK = ("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX")


def _homoglyphs() -> dict[str, str]:
    """Letters of other scripts by the Latin letter they look like, with marks and without."""
    bare = dict(zip(*_CYRILLIC, strict=True)) | dict(zip(*_GREEK, strict=True)) | {"\u0251": "a"}
    found = dict(bare)
    for letter in map(chr, (*range(0x370, 0x530), *range(0x1F00, 0x2000))):
        whole = unicodedata.normalize("NFD", letter)
        base, marks = whole[0], whole[1:]
        if marks and base in bare:
            found[letter] = unicodedata.normalize("NFC", bare[base] + marks)
    return found


# What looks like a Latin letter and is Cyrillic or Greek: wrong in a word with Latin letters, right
# in a word of its own script.
HOMOGLYPHS: dict[str, str] = _homoglyphs()

# Characters of no width and no ink: controls, soft hyphen, zero-width spaces and joiners, marks of
# direction, byte order mark, interlinear notes.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)

# A character reference of HTML, once or several times escaped.
REFERENCE = re.compile(
    r"&(?:amp;){0,3}(?P<name>(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)

_MEND = {ord(wrong): right for wrong, right in (LOOK_ALIKES | HOMOGLYPHS).items()}
_SHAPES = "\u0302\u0306\u031b"
LATE_SHAPE = re.compile(f"[^\\W\\d_][\u0300-\u036f]*[{_SHAPES}][\u0300-\u036f]*")
"""A letter with the mark of its shape (â, ă, ơ) behind that of its tone: NFC does not join them."""
_SPACE = re.compile(r"\s+")
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD = re.compile(f"[\u0300-\u036f{_SPACES}{UNSEEN.pattern[1:-1]}{''.join(map(chr, _MEND))}]")
"""What folding changes, or may change, in a text in NFC; most texts have none of it."""

Offsets = npt.NDArray[np.int64]


class Span(NamedTuple):
    """A half-open range of characters: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where both cover a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]


def line_spans(text: str) -> Iterator[Span]:
    """The lines of a text, each without its end."""
    position = 0
    for line in text.split("\n"):
        yield Span(position, position + len(line))
        position += len(line) + 1


def line_start(text: str, place: int, floor: int = 0) -> int:
    """Where the line of a place begins; `floor` where that is further back."""
    floor = max(floor, 0)
    return max(text.rfind("\n", floor, place) + 1, floor)


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
        self._shifts = [p.raw_start - p.start if p.one_to_one else None for p in self.pieces]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    def to_raw(self, start: int, end: int) -> Span:
        """The smallest raw span that covers the cleaned characters `start:end`.

        Raises ValueError for an empty span or one outside the text.
        """
        if not self.pieces or not 0 <= start < end <= self.pieces[-1].end:
            raise ValueError(f"no raw span for {start}:{end}")
        first, last = self._ends_of(start, end)
        before, behind = self._shifts[first], self._shifts[last]
        return Span(
            self.pieces[first].raw_start if before is None else start + before,
            self.pieces[last].raw_end if behind is None else end + behind,
        )

    def divides(self, start: int, end: int) -> bool:
        """True where a span of the cleaned text begins or ends inside a piece that is one whole.

        Such a span has no raw span of its own: the raw characters there cannot be told apart.
        """
        first, last = self._ends_of(start, end)
        return (self._shifts[first] is None and start > self.pieces[first].start) or (
            self._shifts[last] is None and end < self.pieces[last].end
        )

    def _ends_of(self, start: int, end: int) -> tuple[int, int]:
        """The pieces in which a span of the cleaned text begins and ends."""
        first = bisect_right(self._starts, start) - 1
        within = first >= 0 and end <= self.pieces[first].end
        return first, first if within else bisect_left(self._starts, end) - 1

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

        A replacement as long as what it replaces keeps its characters one to one, unless it is
        they in another order; any other stands, as a whole, for everything it replaces. A
        deletion leaves nothing behind. Raises ValueError for edits out of order.
        """
        parts: list[str] = []
        starts: list[Offsets] = []
        ends: list[Offsets] = []
        kept, moved = 0, False
        for start, end, replacement in edits:
            if start < kept or end < start:
                raise ValueError(f"edits overlap or are not sorted at {start}:{end}")
            parts += (self.text[kept:start], replacement)
            size = len(replacement)
            if not size:
                moved = moved or end > start
                starts.append(self.starts[kept:start])
                ends.append(self.ends[kept:start])
            elif size != end - start or _reordered(self.text[start:end], replacement):
                moved = True
                place = self.raw(start, end)
                starts += (self.starts[kept:start], np.full(size, place.start, np.int64))
                ends += (self.ends[kept:start], np.full(size, place.end, np.int64))
            else:
                starts.append(self.starts[kept:end])
                ends.append(self.ends[kept:end])
            kept = end
        if not parts:
            return self
        text = "".join((*parts, self.text[kept:]))
        if not moved:
            return AlignedText(text, self.starts, self.ends)
        starts.append(self.starts[kept:])
        ends.append(self.ends[kept:])
        return AlignedText(text, np.concatenate(starts), np.concatenate(ends))

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
        """The same knowledge as pieces: runs that stand one to one, or as a whole for a whole."""
        if not self.text:
            return OffsetMap(())
        shared = (self.starts[1:] == self.starts[:-1]) & (self.ends[1:] == self.ends[:-1])
        single = self.ends - self.starts == 1
        single[1:] &= ~shared
        single[:-1] &= ~shared
        joined = (single[1:] & single[:-1] & (self.starts[1:] == self.ends[:-1])) | shared
        begins = np.concatenate(([0], np.flatnonzero(~joined) + 1))
        stops = np.concatenate((begins[1:], [len(self.text)]))
        columns = (begins, stops, self.starts[begins], self.ends[stops - 1])
        return OffsetMap(map(Piece, *(column.tolist() for column in columns)))


def _reordered(text: str, other: str) -> bool:
    """True for two texts of one length with the same characters in another order."""
    return text != other and len(text) > 1 and sorted(text) == sorted(other)


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

    Character references decoded, unseen characters dropped, look-alikes mended, NFC, white space
    as one space.
    """
    plain = "&" not in text or REFERENCE.search(text) is None
    if plain and _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split()) if "  " in text else text.strip()
    mended = UNSEEN.sub("", unescape(text)).translate(_MEND)
    composed = LATE_SHAPE.sub(in_order, unicodedata.normalize("NFC", mended))
    return _SPACE.sub(" ", composed).strip()


def in_order(letter: re.Match[str]) -> str:
    """A letter with its marks in the order in which they join it: shape, then tone; each once."""
    whole = unicodedata.normalize("NFD", letter.group())
    marks = sorted(dict.fromkeys(whole[1:]), key=lambda mark: mark not in _SHAPES)
    return unicodedata.normalize("NFC", "".join((whole[0], *marks)))
