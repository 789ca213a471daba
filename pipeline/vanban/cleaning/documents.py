"""An official document on a page: where its head is, and what head and foot say of it.

In: the lines of a page. Out: an `Official`: the lines of head, subject and end, and the identity of
the document: type, number, symbol, year, issuer, day of signature, signer. The order of the head is
that of Nghị định 30/2020/NĐ-CP and of Hướng dẫn 36-HD/VPTW, of PDF often with its columns mixed:

    ỦY BAN NHÂN DÂN TỈNH …              issuer, in capitals
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM  motto
    Số: 12/QĐ-UBND                      number
    …, ngày 9 tháng 3 năm 2018          place and date
    QUYẾT ĐỊNH                          type
    Về việc …                           subject
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vanban.cleaning.byline_words import words
from vanban.cleaning.lines import Line
from vanban.cleaning.page_words import document_types, forms, one_of
from vanban.cleaning.persons import names_office, persons
from vanban.lexicons import grammar as g
from vanban.text.document import Identity
from vanban.text.spans import Span

_TYPE = re.compile(
    rf"(?P<type>{document_types()})(?:\s(?:{g.forms('joint')[0]}|{g.OF.upper()}\s.{{2,80}}))?\d?\s?:?"
)
_SUBJECT = re.compile(rf"{one_of('subject')}[\s,]", re.IGNORECASE)
_BASIS = re.compile(rf"{one_of('basis')}\s", re.IGNORECASE)
_OPENING = re.compile(rf"{one_of('opening')}\s|[IVX1-9]{{1,4}}[.\-]\s", re.IGNORECASE)
"""What follows the subject: legal bases, recipients, the first article."""
_NUMBER = re.compile(
    rf"(?:(?:bộ\s)?{g.LAW}\s|lệnh\s)?{g.NUMBER}\s{{0,3}}[:.]?\s{{0,3}}(?P<number>\d+(?:\.\d+)?[a-z]?)\s?"
    r"(?:/\s?(?P<year>(?:19|20)\d\d)\s?/\s?|[-/]\s?)(?P<symbol>[^\W\d_][\w.&Đđ]*(?:\s?[-/]\s?\w+)*"
    r"(?:(?<=QH)\s\d{1,2})?)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?P<place>[^\W\d_][^,\n]{{1,40}}),\s?{g.DAY}\s(?P<day>\d{{1,2}})\s?{g.MONTH}\s"
    rf"(?P<month>\d{{1,2}})\s?"
    rf"{g.YEAR}\s(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_PASSED = re.compile(
    rf"(?:{g.LAW}|{g.RESOLUTION}|{g.ORDINANCE})\s{g.THIS}\s(?:{g.ALREADY}\s)?{g.PASSIVE}\s"
    rf"[^.;]{{5,160}}?{g.any_of('passed', ' ')}\s(?:\w+\s)?"
    rf"{g.DAY}\s(?P<day>\d{{1,2}})\s?{g.MONTH}\s(?P<month>\d{{1,2}})\s?{g.YEAR}\s(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"[\W_]+"  # a ruled line
    rf"|(?:.{{2,40}},\s?)?{g.DAY}|(?:{g.MONTH}\s)?{g.YEAR}\s\d{{4}}|{g.MONTH}"  # a blank day
    rf"|(?:{g.LAW}\s)?{g.NUMBER}\s{{0,3}}[:.]?\s{{0,3}}[\d./-].{{0,60}}"  # the number
    rf"|.{{2,40}},\s?{g.DAY}\s.{{4,40}}"  # place and date
    rf"|kh[oó][áa]\s[IVX]+,.{{4,40}}"
    rf"|\({g.FROM} {g.DAY}\s.{{4,60}}",  # the session that passed a law
    re.IGNORECASE,
)
_RULE = re.compile(r"[_-]{3,}")
_LINE = 200
"""Characters of a line of a head in which its number stands."""
_TWICE = 3
"""Lines at most over which a gazette names the issuer before the head."""
_WIDE = 40
"""Characters of a line of the subject that goes on in the next, at least."""
_ABOVE = 14
"""So many lines at most stand above the type."""
_SEARCHED = 90
"""A page's document begins within so many lines."""
_HEAD = 3_000
"""Characters in which a document's motto stands."""
_SUBJECT_LINES = 8
"""So many lines at most hold the subject."""
_SIGNATURE = 6
"""The office stands so many lines above the name that signs, at most."""


@dataclass(frozen=True, slots=True)
class Official:
    """Lines of the head (its first, the one with the type, the last of the subject); identity."""

    begin: int
    type: int
    subject: int
    identity: Identity


def official(lines: Sequence[Line]) -> Official | None:
    """The official document that a page is, None for any other page.

    A type in capitals counts where a number, a motto or a place with its date stands above it, or
    where its subject follows.
    """
    for line in lines[:_SEARCHED]:
        match = _TYPE.fullmatch(line.text)
        if match is None:
            continue
        begin = _begin(lines, line.index)
        head = lines[begin : line.index]
        subject = _subject(lines, line, match["type"])
        signs = sum((any(map(_is_motto, head)), any(map(_is_number, head)), _day(head) is not None))
        followed = subject > line.index and _is_subject(lines[line.index + 1], match["type"])
        if signs >= 2 or followed:
            head = head if signs else _displaced(lines[subject + 1 : _SEARCHED])
            below = lines[subject + 1 : subject + 2]
            found = _identity(lines, head, line, match["type"])
            identity = replace(found, issuer=found.issuer or _issuer(list(filter(_is_body, below))))
            return Official(begin, line.index, subject, identity)
    return None


def _is_body(line: Line) -> bool:
    """True for who decides, below the subject: "QUỐC HỘI"."""
    held = line.text.casefold().startswith(tuple(words("position")))
    return line.text.isupper() and names_office(line.text) and not held


def _displaced(below: Sequence[Line]) -> Sequence[Line]:
    """The head of a document that a reader of PDF took for the foot of its first page."""
    motto = next((place for place, line in enumerate(below) if _is_motto(line)), None)
    if motto is None:
        return ()
    begin = end = motto
    while begin > 0 and below[begin - 1].text.isupper():
        begin -= 1
    while end < len(below) and (_is_motto(below[end]) or _RULED.fullmatch(below[end].text)):
        end += 1
    return below[begin:end]


def _is_subject(line: Line, kind: str) -> bool:
    return line.text.isupper() if is_named(kind) else _SUBJECT.match(line.text) is not None


def may_be_official(text: str) -> bool:
    """True where a text begins with the motto that heads official documents."""
    return any(motto in text[:_HEAD].casefold() for motto in forms("state-motto"))


def named_above(lines: Sequence[Line], document: Official) -> int | None:
    """The line over the head in which a site names the document: its type, then more words."""
    kind = f"{lines[document.type].text.rstrip(':').casefold()} "
    for line in reversed(lines[max(document.begin - 40, 0) : document.begin]):
        if line.text.casefold().startswith(kind) and line.words >= 5 and not line.phrase:
            return line.index
    return None


def is_basis(line: Line) -> bool:
    """True for a line of the legal basis: "Căn cứ Luật …"."""
    return _BASIS.match(line.text) is not None


def is_named(kind: str) -> bool:
    """True for a type of document whose name is all the subject there is: a law."""
    return kind.casefold() in forms("named-type")


def _is_motto(line: Line) -> bool:
    begins = line.text.casefold().startswith((*forms("state-motto"), *forms("motto")))
    return begins or any(motto.upper() in line.text for motto in forms("state-motto"))


def _is_number(line: Line) -> bool:
    return _NUMBER.match(line.text) is not None


def _named(line: Line) -> str:
    """What a line of a head names, without the rule and the number that may stand behind it."""
    bare = _RULE.sub(" ", line.text)
    number = _NUMBER.search(bare)
    return (bare[: number.start()] if number else bare).strip(" *-_")


def _number(head: Sequence[Line]) -> re.Match[str] | None:
    """The number of a document, in a line of its own before one behind other words."""
    own = (match for line in head if (match := _NUMBER.match(line.text)))
    behind = (match for line in head if (match := _NUMBER.search(line.text[:_LINE])))
    return next(own, None) or next(behind, None)


def _day(head: Sequence[Line]) -> dt.date | None:
    """The day beside the place of signature; the line must be little else."""
    for line in head:
        match = _SIGNED.search(line.text[:200])
        day = _date(match) if match else None
        if day is not None:
            return day
    return None


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _day_at_the_foot(body: Sequence[Line]) -> dt.date | None:
    """The day of a document whose head has none: in a line of its own, or in its last sentence.

    A consolidated text is authenticated at its foot; a law says on which day it was passed.
    """
    alone = (line for line in body if _SIGNED.fullmatch(line.text.strip(" *_")))
    day = _day(list(islice(alone, 1)))
    if day is not None:
        return day
    for line in body:
        match = _PASSED.search(line.text)
        if match is not None:
            return _date(match)
    return None


def _begin(lines: Sequence[Line], type_line: int) -> int:
    """The first line of the head: what stands over the type in capitals, or as a number, a date.

    A gazette sets the name of the issuer above the head once more: that line is not the head's.
    """
    begin = type_line
    for line in reversed(lines[max(type_line - _ABOVE, 0) : type_line]):
        # the issuer may be the name of a section of a site, too: CHÍNH PHỦ
        capitals = _named(line).isupper() and line.role in (None, "label") and not line.crumbs
        if not (_is_motto(line) or capitals or _RULED.fullmatch(line.text)):
            break
        begin = line.index
    head = [line for line in lines[begin:type_line] if not _is_motto(line)]
    for place, line in enumerate(head[:_TWICE]):
        rest = " ".join(other.key for other in head[place + 1 :])
        above = " ".join(other.key for other in head[: place + 1])
        named = line.key if any(map(str.isalpha, line.key)) else above
        if any(map(str.isalpha, above)) and rest.startswith((named, above)):
            return line.index + 1
    return begin


def _subject(lines: Sequence[Line], type_line: Line, kind: str) -> int:
    """The last line that says what the document is about; the type's own where none does."""
    last = type_line.index
    for line in lines[last + 1 : last + 1 + _SUBJECT_LINES]:
        prose = line.prose and not (last == type_line.index and _SUBJECT.match(line.text))
        known = line.phrase and not (is_named(kind) and line.text.isupper())
        opens = _OPENING.match(line.text) or known or prose
        above = lines[last].text
        wrapped = above.isupper() and len(above) >= _WIDE and not names_office(line.text)
        issuer = line.text.isupper() and not is_named(kind) and last > type_line.index
        issuer = issuer and not wrapped
        if opens or issuer or not any(map(str.isalpha, line.text)):
            break
        if is_named(kind) and not line.text.isupper() and last > type_line.index:
            break
        last = line.index
    return last


def _identity(lines: Sequence[Line], head: Sequence[Line], type_line: Line, kind: str) -> Identity:
    number = _number(head)
    return Identity(
        doc_type=kind.capitalize(),
        number=number["number"].lstrip("0") or "0" if number else None,
        symbol=re.sub(r"\s", "", number["symbol"]) if number else None,
        year=int(number["year"]) if number and number["year"] else None,
        issuer=_issuer(head),
        signed_on=_day(head) or _day_at_the_foot(lines[type_line.index + 1 :]),
        signer=_signer(lines[type_line.index :]),
    )


def _issuer(head: Sequence[Line]) -> str | None:
    """The body named in capitals at the head, over one line or several; once where it stands twice.

    A gazette names it above the head again, and the part of the gazette above that.
    """
    named = ""
    for line in head:
        part = _named(line)
        capitals = part.isupper() and not _RULED.fullmatch(line.text)
        if not capitals or _is_motto(line) or line.text.casefold().startswith(forms("collection")):
            continue
        if not (named and part.startswith(f"{named} ")):
            named = " ".join(f"{named} {part}".split())
    words = named.split()
    half = len(words) // 2
    return " ".join(words[:half] if words[:half] == words[half:] else words) or None


def _signer(lines: Sequence[Line]) -> str | None:
    """Who signed: the name alone in its line below an office in capitals."""
    for line in lines:
        if line.words > 6 or not line.label or line.text.isupper():
            continue
        names = persons(line.text, 0, len(line.text))
        if len(names) != 1 or names[0] != Span(0, len(line.text)) or line.words < 2:
            continue
        place = line.index - lines[0].index
        if any(map(_is_office, lines[max(place - _SIGNATURE, 0) : place])):
            return line.text
    return None


def _is_office(line: Line) -> bool:
    """True for an office in capitals, with the sign of whom it stands for or not."""
    if not line.text.isupper() or line.words > 12:
        return False
    folded = f" {line.text.casefold()} "
    return any(f" {office} " in folded for office in words("position") if len(office) > 4)
