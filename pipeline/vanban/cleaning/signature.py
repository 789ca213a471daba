"""A signature, word by word: what each word may be, and what may follow what.

In: a text that may be a signature, read up to a position. Out: the same `SignatureReading`, read
one word further, with the names, the paper and the agency that were met; or False where no word of
a signature stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from vanban.cleaning.byline_words import UPPER, Role, entry_of, origin_behind, pattern, words
from vanban.cleaning.page_words import outlet
from vanban.cleaning.persons import INITIAL, names_office, persons
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.syllables import may_be_syllable

_ORIGIN = re.compile(rf"\s+{g.FROM}\s+(?:{g.word('paper-head')}\s+)?")
_OUTLET = re.compile(
    rf"(?i:{outlet()}|Website|Web)\s[^,;()/|\n]{{2,60}}"
    r"|[\w-]{2,30}(?:\.[\w-]{2,20})*\.(?i:vn|com|net|org|gov|info)\b|[Bb]ao[a-z]{4,20}\b"
)
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s\])]*")
_FOREIGN = re.compile(r"[A-Z][a-z'’-]+(?:\s[A-Z][\w.'’-]*){1,3}(?![\w’'])")
_DESK = re.compile(rf"\s[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,3}}(?=$|\s*[,;/])")
"""The paper or desk behind "Nhóm phóng viên", without a sign between them."""
_INITIALS = re.compile(
    rf"[{g.CODE_CAPITALS}]{{1,4}}(?:\.\s?[{g.CODE_CAPITALS}]{{1,3}}){{0,3}}\.?(?![\w.]|,\w"
    rf"|\s[{UPPER}][^\W\d_])"
)
_NAME = re.compile(
    rf"(?:{INITIAL})?[{UPPER}]\w{{1,6}}(?:\s(?:{INITIAL})?[{UPPER}]\w{{0,6}}){{0,7}}"
    rf"(?![\w.])"
)
_HIGHLAND = re.compile(
    rf"(?:(?:[{UPPER}]\w+\s){{0,2}}[HK]['’‘]\s?[{UPPER}]\w+|Y\s[{UPPER}][^\W\d_{UPPER}]+)"
    rf"(?:\s[{UPPER}][\w'’-]*){{0,3}}(?![\w.])"
)
"""A name of the Central Highlands: H'Bia Hlong, K'Brêu, Rơ Châm H'Lan, Y Thanh Kpă."""
_FREE = re.compile(
    rf"[{UPPER}][^,;()/|\n]{{1,60}}?(?=\s{g.either_case(g.ACCORDING)}\s|\s*[,;()/|]|\s*$)"
)


@dataclass(slots=True)
class SignatureReading:
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


def read_word(reading: SignatureReading) -> bool:
    """Read one word of the signature; False where none fits."""
    return any(step(reading) for step in _STEPS)


def _read_word(reading: SignatureReading, role: Role) -> re.Match[str] | None:
    """A word with a role where the signature is read to; it is read."""
    match = pattern(role).match(reading.text, reading.position)
    if match:
        reading.position = match.end()
        reading.entries.append(entry_of(match["word"], role))
    return match


def _read_agency(reading: SignatureReading) -> bool:
    """Read the agency at the position, with who writes for it; False where none stands."""
    match = pattern("agency").match(reading.text, reading.position)
    if match is None:
        return False
    if not reading.photo:
        reading.agency = reading.agency or match["word"]
        reading.said = True
        reading.entries.append(entry_of(match["word"], "agency"))
    reading.position = match.end()
    return True


def _read_paper(reading: SignatureReading) -> bool:
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


def _behind_a_person(reading: SignatureReading) -> re.Match[str] | None:
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


def _read_note(reading: SignatureReading) -> bool:
    """Read a note on how the text came about; it may say from which paper."""
    match = _read_word(reading, "note") if reading.said else None
    if match is None:
        return False
    origin = _ORIGIN.match(reading.text, match.end())
    reading.via = reading.via or origin is not None
    reading.position = origin.end() if origin else match.end()
    return True


def _read_teller(reading: SignatureReading) -> bool:
    """Read who told the story to the author, up to the bracket's end."""
    match = _read_word(reading, "teller") if reading.names else None
    if match:
        end = reading.text.find(")", match.end())
        reading.position = end if end >= 0 else len(reading.text)
    return match is not None


def _read_unsigned(reading: SignatureReading) -> bool:
    """Read words of a credit without a name (a desk, initials) at the place."""
    match = _read_word(reading, "unsigned")
    desk = _DESK.match(reading.text, match.end()) if match else None
    if match and desk and " " in match["word"]:
        paper = pattern("paper").match(reading.text, match.end() + 1)
        if paper and not reading.photo:
            reading.source = reading.source or paper["word"]
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


def _read_highland_name(reading: SignatureReading) -> bool:
    """Read a name of the Central Highlands, whose first word may be one letter."""
    match = _HIGHLAND.match(reading.text, reading.position)
    if match is None:
        return False
    if not reading.photo:
        reading.names.append(Span(*match.span()))
        reading.said = True
    reading.position = match.end()
    return True


def _read_names(reading: SignatureReading) -> bool:
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
    if not spans and _is_pen_name(reading.text, match):
        spans = [Span(*match.span())]
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


def _is_pen_name(text: str, match: re.Match[str]) -> bool:
    """True for one foreign word before the origin of the text in brackets: "Bora (Theo Osen)"."""
    behind, word = text[match.end() :], match.group()
    lone = match.start() == 0 and " " not in word and not may_be_syllable(word)
    return lone and behind.startswith(" (") and pattern("via").match(behind, 2) is not None


def _read_office(reading: SignatureReading) -> bool:
    """Read the office behind a name, up to the end; with a rank before it any office."""
    if not reading.names:
        return False
    ranked = any(entry in reading.entries for entry in words("rank").values())
    if _read_word(reading, "office") is None and not (
        ranked and names_office(reading.text[reading.position :])
    ):
        return False
    reading.position = len(reading.text)
    return True


_Step = Callable[[SignatureReading], bool]
"""Reads one word at the place where the signature is read to; False where it does not fit."""


def _word(role: Role, *, behind_names: bool = False, **flags: bool) -> _Step:
    """What reads a word with a role and sets what it says of the words behind it."""

    def step(reading: SignatureReading) -> bool:
        if (behind_names and not reading.names) or _read_word(reading, role) is None:
            return False
        for flag, value in flags.items():
            setattr(reading, flag, value)
        return True

    return step


_STEPS: tuple[_Step, ...] = (
    _word("picture", photo=True), _word("via", via=True, photo=False), _read_agency, _read_paper,
    _word("label", labelled=True, photo=False), _read_teller, _word("aside", behind_names=True),
    _read_note, _read_office, _read_highland_name, _read_unsigned, _word("rank"), _read_names,
)  # fmt: skip
"""What a word of a signature may be, the first that fits."""
