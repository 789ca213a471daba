"""Credits: who signed a text, and which paper or agency it is from, as its last words say.

In: a line that may be nothing but a signature, or the end of a paragraph that may carry one. Out:
a `Credit` with the spans of the bare personal names, or None. Words come from
`lexicons/credits.toml`, the grammar stands in `vanban.cleaning.signature`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from vanban.cleaning.byline_words import pattern, words
from vanban.cleaning.persons import written
from vanban.cleaning.signature import SignatureReading, read_word
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_MAX_CHARS = 140  # no signature is longer, the path of an address aside
_MAX_LINE = 400
_PATH = re.compile(r"(?<=[a-z])/[^\s\])]*")
_PARTS = re.compile(r"[|•·]")
"""What parts author, date and counts in one line."""
_SEPARATOR = re.compile(rf"\s+(?:{g.AND}|&|{g.ALONG})\s+|[\s,;/|()\[\]*_.:]+|[-–—]+")
_CLOCK = re.compile(
    rf"\s*[|–-]\s*\d[\d\s:/.,-]{{7,}}$|\s+(?:{g.INTO}\s)?{g.WHEN}\s\d{{1,2}}:\d\d(?:\s[AP]M)?$"
)
"""A clock and a day behind a name; some sites write a day that never was: 30/11/-0001. Or a clock
alone: "vào lúc 21:40"."""
_BEFORE_DAY = re.compile(rf"\s(?:on|{g.INTO})$")
_PRESENTED = re.compile(rf"\s(?:{g.IS}|{g.any_of('at-present')})\s|,\s")
"""What follows a name in a sentence that says who its bearer is."""
_ORIGIN_NAMED = re.compile(rf"\({g.any_of('origin')}\b[^()\n]{{0,60}}\)")
_SENTENCE_END = re.compile(r"[.!?…”\"’')\]][\"”’')\]/.]*\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a signature says. `names` are spans of the text it was read from, as is `span`."""

    span: Span
    names: tuple[Span, ...] = ()
    author: str | None = None
    source: str | None = None
    agency: str | None = None
    labelled: bool = False
    entries: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        """False where it names nobody: "Người viết: Admin"."""
        return bool(self.names or self.source or self.agency)

    @property
    def titled(self) -> bool:
        """True where a degree or a rank stands before a name."""
        return bool(set(self.entries) & set(words("rank").values()))


@lru_cache(maxsize=4096)
def credit(line: str) -> Credit | None:
    """The signature that a whole line is; None where a word of it belongs to none.

    >>> credit("Bài và ảnh: Lê Hoài Nam").author
    'Lê Hoài Nam'
    """
    if not line or len(line) > _MAX_LINE or line.endswith(":"):
        return None
    if len(line) > _MAX_CHARS and not ("://" in line and len(_PATH.sub("", line)) <= _MAX_CHARS):
        return None
    clock = _CLOCK.search(line)
    whole, line = line, line[: clock.start()] if clock else line
    reading = SignatureReading(line)
    while reading.position < len(line):
        gap = _SEPARATOR.match(line, reading.position)
        if gap:
            reading.photo = reading.photo and not set(gap.group()) & set(";.|")
            reading.position = gap.end()
        elif not read_word(reading):
            return None
    if not reading.said:
        return None
    return Credit(
        span=Span(0, len(whole)),
        names=tuple(reading.names),
        author=_author(line, reading.names),
        source=reading.source,
        agency=reading.agency,
        labelled=reading.labelled,
        entries=tuple(reading.entries),
    )


def credit_beside(rest: str) -> tuple[str, Credit] | None:
    """The signature with names beside a date, and its text: all of the rest, or a part of it.

    >>> credit_beside("Lê Nam •  | • 3 phút đọc")[0]
    'Lê Nam'
    """
    for part in (rest, *_PARTS.split(rest)):
        bare = _BEFORE_DAY.sub("", part.strip(" |-–—•·,.:()/"))
        found = credit(bare)
        if found is not None and found.names:
            return bare, found
    return None


def is_signed(line: str) -> bool:
    """True for a line that is a signature with names in it, a date beside them or not."""
    found = credit(line)
    return found is not None and bool(found.names)


def closing_credit(paragraph: str) -> Credit | None:
    """The signature at the end of a paragraph, behind its last sentence.

    >>> closing_credit("Cầu đã thông xe. Lê Nam (TTXVN)").agency
    'TTXVN'
    """
    offset = max(len(paragraph) - _MAX_CHARS, 0)
    window = paragraph[offset:]
    for match in _SENTENCE_END.finditer(window):
        start = match.end()
        found = credit(window[start:].rstrip())
        if found and (found.author or found.source or found.agency or "unsigned" in found.entries):
            return _moved(found, offset + start)
    return None


def inline_credits(paragraph: str) -> Iterator[Credit]:
    """Signatures inside a text that was scraped as one line: "… thông xe. Lê Nam (Theo TTXVN) …".

    Only a name with its origin in brackets counts: a sentence has neither at its head.
    """
    for origin in _ORIGIN_NAMED.finditer(paragraph):
        begin = max(origin.start() - _MAX_CHARS // 2, 0)
        window = paragraph[begin : origin.start()]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        start = begin + ends[-1] if ends else begin
        found = credit(paragraph[start : origin.end()]) if ends else None
        if found and found.names:
            source = None if found.agency else found.source
            yield replace(_moved(found, start), source=source)


def opening_credit(paragraph: str) -> Credit | None:
    """The author whom a paragraph behind a text presents.

    >>> opening_credit("Tác giả: Lê Hoài Nam là nhà báo.").author
    'Lê Hoài Nam'
    """
    label = pattern("label").match(paragraph)
    presented = _PRESENTED.search(paragraph[:_MAX_CHARS], label.end()) if label else None
    found = credit(paragraph[: presented.start()]) if presented else None
    return found if found and found.names else None


def _moved(found: Credit, by: int) -> Credit:
    """The credit with its spans moved by so many characters."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(found, span=move(found.span), names=tuple(map(move, found.names)))


def _author(text: str, names: list[Span]) -> str | None:
    """Names as one value, joined by "; "."""
    return "; ".join(dict.fromkeys(written(name.of(text)) for name in names)) or None
