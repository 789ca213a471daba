"""Credits: who signed a text, and which paper or agency it is from, as its last words say.

In: a line that may be nothing but a signature, or the end of a paragraph that may carry one. Out:
a `Credit` with the spans of the bare personal names, or None. Words come from
`lexicons/credits.toml`; here stands the grammar: what may follow what in a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vanban.cleaning.byline_words import UPPER, Role, entry_of, origin_behind, pattern, words
from vanban.cleaning.page_words import forms, one_of
from vanban.cleaning.persons import INITIAL, names_office, persons, written
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_MAX_CHARS = 140  # no signature is longer
_SEPARATOR = re.compile(rf"\s+(?:{g.AND}|&|{g.ALONG})\s+|[\s,;/|()\[\]*_.:]+|[-–—]+")
_ORIGIN = re.compile(rf"\s+{g.FROM}\s+(?:{forms('outlet')[0].lower()}\s+)?")
_OUTLET = re.compile(
    rf"(?i:{one_of('outlet')}|Website|Web)\s[^,;()/|\n]{{2,60}}"
    r"|[\w-]{2,30}(?:\.[\w-]{2,20})*\.(?i:vn|com|net|org|gov|info)\b|[Bb]ao[a-z]{4,20}\b"
)
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s\])]*")
_CLOCK = re.compile(r"\s*[|–-]\s*\d[\d\s:/.,-]{7,}$")
"""A clock and a day behind a name; some sites write a day that never was: 30/11/-0001."""
_FOREIGN = re.compile(r"[A-Z][a-z'’-]+(?:\s[A-Z][\w.'’-]*){1,3}(?![\w’'])")
_DESK = re.compile(rf"\s[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,3}}(?=$|\s*[,;/])")
"""The paper or desk behind "Nhóm phóng viên", without a sign between them."""
_PRESENTED = re.compile(rf"\s(?:{g.IS}|hiện)\s|,\s")
"""What follows a name in a sentence that says who its bearer is."""
_INITIALS = re.compile(
    rf"[{g.CODE_CAPITALS}]{{1,4}}(?:\.\s?[{g.CODE_CAPITALS}]{{1,3}}){{0,3}}\.?(?![\w.]|,\w"
    rf"|\s[{UPPER}][^\W\d_])"
)
_NAME = re.compile(
    rf"(?:{INITIAL})?[{UPPER}]\w{{1,6}}(?:\s(?:{INITIAL})?[{UPPER}]\w{{0,6}}){{0,7}}"
    rf"(?![\w.])"
)
_FREE = re.compile(
    rf"[{UPPER}][^,;()/|\n]{{1,60}}?(?=\s{g.either_case(g.ACCORDING)}\s|\s*[,;()/|]|\s*$)"
)
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
    def titled(self) -> bool:
        """True where a degree or a rank stands before a name."""
        return bool(set(self.entries) & set(words("rank").values()))


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
    if not line or len(line) > _MAX_CHARS or line.endswith(":"):
        return None
    clock = _CLOCK.search(line)
    whole, line = line, line[: clock.start()] if clock else line
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
        span=Span(0, len(whole)),
        names=tuple(reading.names),
        author=_author(line, reading.names),
        source=reading.source,
        agency=reading.agency,
        labelled=reading.labelled,
        entries=tuple(reading.entries),
    )


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
    """The author whom a paragraph behind a text presents: "Tác giả: Lê Nam là nhà báo."."""
    label = pattern("label").match(paragraph)
    told = _PRESENTED.search(paragraph[:_MAX_CHARS], label.end()) if label else None
    found = credit(paragraph[: told.start()]) if told else None
    return found if found and found.names else None


def _moved(found: Credit, by: int) -> Credit:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return replace(found, span=move(found.span), names=tuple(map(move, found.names)))


def _read(reading: _Reading) -> bool:
    """Read one word of the signature; False where none fits."""
    return any(step(reading) for step in _STEPS)


def _read_word(reading: _Reading, role: Role) -> re.Match[str] | None:
    """A word with a role where the signature is read to; it is read."""
    match = pattern(role).match(reading.text, reading.position)
    if match:
        reading.position = match.end()
        reading.entries.append(entry_of(match["word"], role))
    return match


def _read_picture(reading: _Reading) -> bool:
    match = _read_word(reading, "picture")
    reading.photo = reading.photo or match is not None
    return match is not None


def _read_via(reading: _Reading) -> bool:
    match = _read_word(reading, "via")
    if match:
        reading.via, reading.photo = True, False
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
    match = _read_word(reading, "label")
    if match:
        reading.labelled, reading.photo = True, False
    return match is not None


def _read_paper(reading: _Reading) -> bool:
    """Read a paper, a site or an outlet at the place; False where none stands there."""
    text, start = reading.text, reading.position
    known, other = pattern("paper").match(text, start), _OUTLET.match(text, start)
    if known and other and other.end() > known.end():
        known = None  # VTV in "VTV.VN"
    match = known or other
    if match is None and reading.via:
        match = _ADDRESS.match(text, start) or _behind_a_person(reading)
        if match is None and not _is_person(text, start):
            match = _FREE.match(text, start)
    if match is None:
        return False
    named = match.groupdict()
    found = named.get("word") or named.get("host") or match.group().strip()
    if len(found) <= 2 and not reading.via and not reading.names:
        return False
    if not reading.photo:
        reading.source = reading.source or found
        reading.said = True
        if known:
            reading.entries.append(entry_of(found, "paper"))
    reading.position = match.end()
    return True


def _behind_a_person(reading: _Reading) -> re.Match[str] | None:
    """The known paper behind a name without a sign between them: "Theo Lê Nam Tuổi Trẻ"."""
    text, start = reading.text, reading.position
    paper = pattern("paper").search(text, start + 1)
    end = start + len(text[start : paper.start()].rstrip()) if paper else start
    names = persons(text, start, end) if end > start and text[end : end + 1] == " " else []
    if len(names) != 1:
        return None
    reading.names += names
    return paper


def _is_person(text: str, start: int) -> bool:
    """True for a name where a paper may stand: "Theo Lê Nam", "Theo Lê Nam/VnExpress"."""
    name = _NAME.match(text, start) or _INITIALS.match(text, start)
    if name is None:
        return False
    if text[name.end() :].lstrip().startswith(("/", "-", "–", "(")):
        return True
    run = name.group().split()
    return bool(persons(text, *name.span())) and (len(run) == 2 or run[0] in words("surname"))


def _read_note(reading: _Reading) -> bool:
    match = _read_word(reading, "note") if reading.said else None
    if match is None:
        return False
    origin = _ORIGIN.match(reading.text, match.end())
    reading.via = reading.via or origin is not None
    reading.position = origin.end() if origin else match.end()
    return True


def _read_teller(reading: _Reading) -> bool:
    match = _read_word(reading, "teller") if reading.names else None
    if match:
        end = reading.text.find(")", match.end())
        reading.position = end if end >= 0 else len(reading.text)
    return match is not None


def _read_aside(reading: _Reading) -> bool:
    return bool(reading.names) and _read_word(reading, "aside") is not None


def _read_unsigned(reading: _Reading) -> bool:
    """Read words of a credit without a name (a desk, initials) at the place."""
    match = _read_word(reading, "unsigned")
    desk = _DESK.match(reading.text, match.end()) if match else None
    if match and desk and " " in match["word"]:
        reading.position = desk.end()  # Nhóm phóng viên Biển Xanh
    if match is None:
        start = reading.position
        match = _INITIALS.match(reading.text, start)
        if match is None:
            return False
        slash = reading.names and reading.text[start - 1 : start] == "/"
        if slash and len(match.group()) > 2 and not reading.photo:
            reading.source = reading.source or match.group()  # Lê Nam/HTTV
        reading.position = match.end()
    reading.said = True
    return True


def _read_rank(reading: _Reading) -> bool:
    return _read_word(reading, "rank") is not None


def _read_names(reading: _Reading) -> bool:
    """Read the names of persons at the place; False where none stands there."""
    match = _NAME.match(reading.text, reading.position)
    origin = origin_behind().search(match.group()) if match else None
    if match and origin:  # "Lê Nam Theo Tuổi Trẻ"
        end = match.start() + origin.start()
        match = _NAME.match(reading.text[:end], reading.position)
    if match is None:
        return False
    spans = persons(reading.text, match.start(), match.end(), reading.labelled)
    foreign = _FOREIGN.match(reading.text, match.start()) if reading.labelled else None
    if not spans and foreign:
        match, spans = foreign, [Span(*foreign.span())]
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
    if not reading.names:
        return False
    ranked = any(entry in reading.entries for entry in words("rank").values())
    if _read_word(reading, "office") is None and not (
        ranked and names_office(reading.text[reading.position :])
    ):
        return False
    reading.position = len(reading.text)
    return True


_STEPS = (
    _read_picture, _read_via, _read_agency, _read_paper, _read_label, _read_teller, _read_aside,
    _read_note, _read_office, _read_unsigned, _read_rank, _read_names,
)  # fmt: skip
"""What a word of a signature may be, the first that fits."""


def _author(text: str, names: list[Span]) -> str | None:
    """Names as one value, joined by "; "."""
    return "; ".join(dict.fromkeys(written(name.of(text)) for name in names)) or None
