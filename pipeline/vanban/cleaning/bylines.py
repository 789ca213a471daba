"""Credits: who signed a text, and which paper or agency it is from, as its last words say.

In: a line that may be nothing but a signature, or the end of a paragraph that may carry one. Out:
a `Credit` with the spans of the bare personal names, or None. Words come from
`lexicons/agencies.toml`; here stands the grammar: what may follow what in a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vanban.cleaning.byline_words import UPPER, entry_of, pattern, words
from vanban.cleaning.persons import INITIAL, persons, written
from vanban.text.spans import Span

_MAX_CHARS = 140  # no signature is longer
_SEPARATOR = re.compile(r"\s+(?:và|&|cùng)\s+|[\s,;/|()\[\]*_.:]+|[-–—]+")
_VIA = re.compile(r"(?:[Tt]heo|THEO|[Nn]guồn(?:\s+tin)?|NGUỒN)(?:\s*:|\s)\s*")
_ORIGIN = re.compile(r"\s+từ\s+(?:báo\s+)?")
_PHOTO = re.compile(r"(?:[ẢảA]nh|ẢNH|[Ảả]nh minh họa|[Vv]ideo|VIDEO|[Cc]lip|[Đđ]ồ họa)\s*:\s*")
_OUTLET = re.compile(
    r"(?:(?:Báo|báo|Tạp chí|TC|Đài|(?:Cổng|Trang)\s(?:tin|thông tin|TTĐT|điện tử)|Website|Web)\s"
    r"[^,;()/|\n]{2,60}"
    r"|[\w-]{2,30}(?:\.[\w-]{2,20})*\.(?:vn|com|net|org|gov|info)\b)"
)
_INITIALS = re.compile(
    rf"[A-ZĐ]{{1,4}}(?:\.\s?[A-ZĐ]{{1,3}}){{0,3}}\.?(?![\w.,]|\s[{UPPER}][^\W\d_])"
)
_NAME = re.compile(
    rf"(?:{INITIAL})?[{UPPER}]\w{{1,6}}(?:\s(?:{INITIAL})?[{UPPER}]\w{{0,6}}){{0,7}}"
    rf"(?![\w.])"
)
_FREE = re.compile(rf"[{UPPER}][^,;()/|\n]{{1,60}}?(?=\s[Tt]heo\s|\s*[,;()/|]|\s*$)")
_ORIGIN_NAMED = re.compile(r"\((?:[Tt]heo|THEO|[Tt]ổng hợp|TTXVN|[Nn]guồn)\b[^()\n]{0,60}\)")
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


@dataclass(slots=True)
class _Reading:
    """A signature as far as it is read."""

    text: str
    position: int = 0
    names: list[Span] = field(default_factory=list)
    source: str | None = None
    agency: str | None = None
    via: bool = False
    photo: bool = False
    labelled: bool = False
    said: bool = False
    entries: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)
def credit(line: str) -> Credit | None:
    """The signature that a whole line is; None where a word of it belongs to none.

    >>> credit("Bài và ảnh: Lê Hoài Nam").author
    'Lê Hoài Nam'
    """
    if not line or len(line) > _MAX_CHARS:
        return None
    reading = _Reading(line)
    while reading.position < len(line):
        gap = _SEPARATOR.match(line, reading.position)
        if gap:
            reading.photo = reading.photo and not set(gap.group()) & set(";.|")
            reading.position = gap.end()
        elif not _read(reading):
            return None
    if not reading.said:
        return None
    return Credit(
        span=Span(0, len(line)),
        names=tuple(reading.names),
        author=_author(line, reading.names),
        source=reading.source,
        agency=reading.agency,
        labelled=reading.labelled,
        entries=tuple(reading.entries),
    )


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


def _moved(found: Credit, by: int) -> Credit:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return Credit(
        move(found.span),
        tuple(move(name) for name in found.names),
        found.author,
        found.source,
        found.agency,
        found.labelled,
        found.entries,
    )


def _read(reading: _Reading) -> bool:
    """Read one word of the signature; False where none fits."""
    return any(step(reading) for step in _STEPS)


def _read_photo(reading: _Reading) -> bool:
    match = _PHOTO.match(reading.text, reading.position)
    if match:
        reading.photo, reading.position = True, match.end()
    return match is not None


def _read_via(reading: _Reading) -> bool:
    match = _VIA.match(reading.text, reading.position)
    if match:
        reading.via, reading.photo, reading.position = True, False, match.end()
    return match is not None


def _read_agency(reading: _Reading) -> bool:
    match = pattern("agency").match(reading.text, reading.position)
    if match is None:
        return False
    if not reading.photo:
        reading.agency = reading.agency or match["word"]
        reading.said = True
        reading.entries.append(entry_of(match["word"], "agency"))
    reading.position = match.end()
    return True


def _read_label(reading: _Reading) -> bool:
    match = pattern("label").match(reading.text, reading.position)
    if match:
        reading.labelled, reading.photo, reading.position = True, False, match.end()
        reading.entries.append(entry_of(match["word"], "label"))
    return match is not None


def _read_paper(reading: _Reading) -> bool:
    text, start = reading.text, reading.position
    known = pattern("paper").match(text, start)
    match = known or _OUTLET.match(text, start)
    if match is None and reading.via and not _person_before_outlet(text, start):
        match = _FREE.match(text, start)
    if match is None:
        return False
    found = match["word"] if known else match.group().strip()
    if len(found) <= 2 and not reading.via and not reading.names:
        return False
    if not reading.photo:
        reading.source = reading.source or found
        reading.said = True
        if known:
            reading.entries.append(entry_of(found, "paper"))
    reading.position = match.end()
    return True


def _person_before_outlet(text: str, start: int) -> bool:
    """True for the name in "Theo Lê Nam/VnExpress"."""
    name = _NAME.match(text, start)
    return name is not None and text[name.end() :].lstrip().startswith(("/", "-", "–", "("))


def _read_note(reading: _Reading) -> bool:
    match = pattern("note").match(reading.text, reading.position)
    if match is None or not reading.names:
        return False
    origin = _ORIGIN.match(reading.text, match.end())
    reading.via = reading.via or origin is not None
    reading.position = origin.end() if origin else match.end()
    reading.entries.append(entry_of(match["word"], "note"))
    return True


def _read_unsigned(reading: _Reading) -> bool:
    match = pattern("unsigned").match(reading.text, reading.position)
    if match:
        reading.entries.append("unsigned")
    else:
        match = _INITIALS.match(reading.text, reading.position)
    if match is None:
        return False
    reading.position, reading.said = match.end(), True
    return True


def _read_rank(reading: _Reading) -> bool:
    match = pattern("rank").match(reading.text, reading.position)
    if match is None:
        return False
    reading.position = match.end()
    reading.entries.append(entry_of(match["word"], "rank"))
    return True


def _read_names(reading: _Reading) -> bool:
    match = _NAME.match(reading.text, reading.position)
    if match is None:
        return False
    spans = persons(reading.text, match.start(), match.end(), reading.labelled)
    if not spans:
        return False
    if not reading.photo:
        reading.names += spans
        reading.said = True
        first = reading.text[spans[0].start :].split()[0]
        if first in words("surname"):
            reading.entries.append(entry_of(first, "surname"))
    reading.position = match.end()
    return True


def _read_office(reading: _Reading) -> bool:
    match = pattern("office").match(reading.text, reading.position)
    if match is None or not reading.names:
        return False
    reading.position = len(reading.text)
    reading.entries.append(entry_of(match["word"], "office"))
    return True


_STEPS = (
    _read_photo, _read_via, _read_agency, _read_paper, _read_label, _read_note, _read_office,
    _read_unsigned, _read_rank, _read_names,
)  # fmt: skip
"""What a word of a signature may be, the first that fits."""


def _author(text: str, names: list[Span]) -> str | None:
    """Names as one value, joined by "; "."""
    return "; ".join(dict.fromkeys(written(name.of(text)) for name in names)) or None
