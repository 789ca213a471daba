"""Credits: who signed a text, and which paper or agency it is from, as its last words say.

In: a line that may be nothing but a signature, or the end of a paragraph that may carry one. Out:
a `Credit` with the spans of the bare personal names, or None. Words come from
`lexicons/agencies.toml`; here stands the grammar: what may follow what in a signature.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from vanban.cleaning.byline_words import UPPER, entry_of, pattern, small, words
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
INITIAL = r"[A-ZĐ](?:[A-ZĐ]|[hgr]h?)?[.,]\s?"
_NAME = re.compile(
    rf"(?:{INITIAL})?[{UPPER}]\w{{1,6}}(?:\s(?:{INITIAL})?[{UPPER}]\w{{0,6}}){{0,7}}"
    rf"(?![\w.])"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
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


def persons(text: str, start: int, end: int, labelled: bool = True) -> list[Span]:
    """The personal names in a run of capitalised syllables; none where one of them is no name.

    A lone syllable is a name only behind a label or beside another ("Hưng - Thủy").
    """
    run = text[start:end]
    if run in words("place") or run.title() in words("place") or _is_body(run):
        return []
    tokens = [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", run)]
    if tokens and tokens[0].of(text).endswith((".", ",")) and len(tokens) > 1:
        tokens = [Span(tokens[0].start, tokens[1].end), *tokens[2:]]
    if not all(_is_syllable(token.of(text)) for token in tokens):
        return []
    lone = len(tokens) == 1 and not re.match(INITIAL, run)
    dashed = re.search(r"[-–,]\s*$", text[:start]) or re.match(r"\s*[-–]\s*\w", text[end:])
    if lone and not (labelled or dashed):
        return []
    parts = _apart(text, tokens)
    if any(len(part) > 5 for part in parts):
        return []
    return [Span(part[0].start, part[-1].end) for part in parts]


def _is_body(run: str) -> bool:
    """True where a run begins with words of an institution or a position: Ủy ban, Bí thư."""
    syllables = run.casefold().split()
    if len(syllables) > 1 and " ".join(syllables[:2]) in small("office"):
        return True
    return f"{run.casefold()} ".startswith(_positions())


@cache
def _positions() -> tuple[str, ...]:
    return tuple(f"{form} " for form in words("position"))


def _is_syllable(token: str) -> bool:
    """True for a capitalised syllable, with initials glued before it or not."""
    core = re.sub(rf"^{INITIAL}", "", token)
    if len(core) < 2 or not (core.istitle() or core.isupper()):
        return False
    plain = unicodedata.normalize("NFD", core.casefold().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SYLLABLE.fullmatch(letters) is not None


def _apart(text: str, tokens: list[Span]) -> list[list[Span]]:
    """Tokens of names without a comma between them, one list a person."""
    surnames = words("surname")
    parts: list[list[Span]] = [[]]
    for index, token in enumerate(tokens):
        begins = token.of(text).capitalize() in surnames
        if begins and len(parts[-1]) >= 2 and len(tokens) - index >= 2 and len(tokens) >= 4:
            parts.append([])
        parts[-1].append(token)
    return [half for part in parts for half in _pen_names(text, part)]


def _pen_names(text: str, part: list[Span]) -> list[list[Span]]:
    """Four or six syllables that no family name begins are pen names of two."""
    full_name = part[0].of(text).capitalize() in words("surname")
    if len(part) in {4, 6} and not full_name:
        return [part[i : i + 2] for i in range(0, len(part), 2)]
    return [part]


def _author(text: str, names: list[Span]) -> str | None:
    """Names as one value, joined by "; "."""
    return "; ".join(dict.fromkeys(written(name.of(text)) for name in names)) or None


def written(name: str) -> str:
    """A name in its usual case, where a paper sets its bylines in capitals.

    >>> written("LÊ HOÀI NAM"), written("H.YẾN"), written("HƯNG - THỦY"), written("T.H")
    ('Lê Hoài Nam', 'H.Yến', 'Hưng - Thủy', 'T.H')
    """
    if not name.isupper():
        return name
    return _CAPITALS.sub(lambda word: word.group().capitalize(), name)
