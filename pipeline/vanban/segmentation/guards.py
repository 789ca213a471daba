"""What keeps the tokenizer and the tagger fast and alive on any text.

In: texts. Out: the same texts, cut where the regular expressions of underthesea would take more
than linear time. Both paths read texts through these guards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vanban.text.spans import Span

LONGEST_CHUNK = 500
"""Characters without white space that the pattern sees at once: it is quadratic in their number."""

LONGEST_PIECE = 6_000
"""Characters of a sentence that are tagged at once: underthesea's tagger is quadratic in them."""

_CHUNK = re.compile(r"\S+")
# The URL pattern takes 2**n steps for n of these characters in a row after the head of a URL.
_URL_HEAD = re.compile(r"(?:ftp|http)s?:|\.[a-z]{2,13}/")
_STOPS = re.compile(r"([`!;:'\".,<>?«»“”‘’]{10,})")


class Passage(NamedTuple):
    """A span of a text, with the text: several texts are read side by side."""

    text: str
    span: Span

    @property
    def characters(self) -> str:
        """What stands there."""
        return self.text[self.span.start : self.span.end]


def pieces(text: str, span: Span) -> Iterator[Passage]:
    """A span in stretches of at most LONGEST_PIECE characters, cut at white space where there is.

    Like the span, they begin and end with no white space.
    """
    start = span.start
    while span.end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        cut = next((i for i in range(limit, start, -1) if text[i].isspace()), limit)
        yield Passage(text, Span(start, start + len(text[start:cut].rstrip())))
        start = cut
        while text[start].isspace():
            start += 1
    if start < span.end:
        yield Passage(text, span if start == span.start else Span(start, span.end))


def cut(chunk: str) -> list[str]:
    """A chunk without white space in parts that the pattern reads in time."""
    parts = [chunk]
    head = _URL_HEAD.search(chunk)
    if head:
        first, *rest = _STOPS.split(chunk[head.end() :])
        parts = [part for part in (chunk[: head.end()] + first, *rest) if part]
    if len(chunk) <= LONGEST_CHUNK:
        return parts
    return [
        part[i : i + LONGEST_CHUNK] for part in parts for i in range(0, len(part), LONGEST_CHUNK)
    ]


def spaced(text: str) -> str:
    """The text with a blank wherever `cut` cuts a chunk."""
    return _CHUNK.sub(lambda chunk: " ".join(cut(chunk.group())), text)
