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

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from vanban.cleaning.byline_words import words
from vanban.cleaning.identity import (
    RULED,
    bare_name,
    day_of,
    identity_of,
    is_motto,
    is_named,
    is_number,
    issuer_of,
    kind_of,
    of_consolidated,
    of_sentence,
    restates,
)
from vanban.cleaning.lines import Line
from vanban.cleaning.page_words import document_types, forms, one_of
from vanban.cleaning.persons import names_office
from vanban.lexicons import grammar as g
from vanban.text.document import Identity

_TYPE = re.compile(
    rf"(?P<type>{document_types()})(?:\s(?:{g.word('joint')}|{g.OF.upper()}\s.{{2,80}}))?"
    r"(?:\s\([^()]{3,30}\))?\d?\s?:?"
)
_BEGUN = re.compile(rf"{document_types()}(?=\s|$)")
_NAMED = re.compile(rf"(?P<type>{document_types()})\s(?i:{one_of('subject')})\s.{{8,300}}")
"""Type and subject in one line: "HƯỚNG DẪN VỀ THỂ THỨC VĂN BẢN"."""
_SUBJECT = re.compile(rf"{one_of('subject')}[\s,]", re.IGNORECASE)
_BASIS = re.compile(rf"{one_of('basis')}\s", re.IGNORECASE)
_OPENING = re.compile(
    rf"(?:[-–*+]\s*)?{one_of('opening')}(?:[\s:]|$)|[IVX1-9]{{1,4}}[.\-]\s|.*:$|[-–+]\s",
    re.IGNORECASE,
)
"""What follows the subject: legal bases, recipients, the first article; no subject announces."""
_PART = re.compile(rf"{one_of('opening')}\s(?:[IVX\d]+|{g.ORDINAL.upper()})\b", re.IGNORECASE)
"""What of it may stand in capitals: "CHƯƠNG I"."""
_LETTER = g.word("official-letter").upper()
"""The type of a document that has none in its head: an official letter."""
_TWICE = 3
"""Lines at most over which a gazette names the issuer before the head."""
_WIDE = 40
"""Characters of a line of the subject that goes on in the next, at least."""
_ABOVE = 14
"""So many lines at most stand above the type."""
_SEARCHED = 90
"""A page's document begins within so many lines."""
HEAD = 3_000
"""Characters in which a document's motto stands."""
_REST, _FOOT = 20, 5
"""So many lines follow the signature at most where no annex does; so many may be a site's."""
_SUBJECT_LINES = 8
"""So many lines at most hold the subject."""


@dataclass(frozen=True, slots=True)
class Official:
    """Lines of the head (its first, the one with the type, the last of the subject); identity.

    Of a document that is not `typed` the last line of the head stands for type and subject.
    """

    begin: int
    type: int
    subject: int
    identity: Identity
    typed: bool = True


def official(lines: Sequence[Line]) -> Official | None:
    """The official document that a page is, None for any other page.

    A type in capitals counts where a number, a motto or a place with its date stands above it, or
    where its subject follows.
    """
    letter = _letter(lines)
    for line in lines[: letter.begin if letter else _SEARCHED]:
        named = line.text.isupper() and _NAMED.match(line.text)
        match = _TYPE.fullmatch(line.text) or named
        stated = _stated(lines, line)
        if stated is not None:
            return stated
        if not match:
            continue
        begin = _begin(lines, line.index)
        head = lines[begin : line.index]
        subject = line.index if named else _subject(lines, line, match["type"])
        signs = sum((any(map(is_motto, head)), any(map(is_number, head)), day_of(head) is not None))
        followed = subject > line.index and _is_subject(lines[line.index + 1], match["type"])
        if signs >= 2 or followed:
            head = head if signs else _displaced(lines[subject + 1 : _SEARCHED])
            below = lines[subject + 1 : subject + 2]
            found = identity_of(lines, head, line, match["type"])
            if found.number is None:
                found = of_consolidated(found, lines[subject + 1 : subject + 3])
            issuer = found.issuer or issuer_of(list(filter(_is_body, below)))
            begin = _behind_collections(lines, begin, line.index)
            return Official(begin, line.index, subject, replace(found, issuer=issuer))
    return letter or _untyped(lines)


def _stated(lines: Sequence[Line], first: Line) -> Official | None:
    """A document whose head is one sentence in capitals, over its legal bases or who decides."""
    begun = first.text.isupper() and _BEGUN.match(first.text)
    if not begun or any(map(is_number, lines[_begin(lines, first.index) : first.index])):
        return None
    within = lines[first.index : first.index + _SUBJECT_LINES]
    head = list(takewhile(lambda line: line.text.isupper() and line.text[-1] != ":", within))
    found = of_sentence(" ".join(line.text for line in head), lines[head[-1].index :])
    if found is None:
        return None
    kind = found.doc_type.upper()
    who = (found.issuer or kind, kind)
    decides = (line.index for line in head[1:] if line.text.startswith(who))
    last = next(decides, head[-1].index + 1) - 1
    last += any(_SUBJECT.match(line.text) for line in lines[last + 1 : last + 2])
    below = lines[last + 1 : last + 1 + _TWICE]
    if not any(is_basis(line) or line.text.isupper() for line in below):
        return None
    return Official(first.index, first.index, last, found)


def _untyped(lines: Sequence[Line]) -> Official | None:
    """A document whose page leaves its type out: the code in its symbol names it."""
    motto = next((line.index for line in lines[:_SEARCHED] if is_motto(line)), None)
    if motto is None:
        return None
    begin, last = _begin(lines, motto), motto
    while last + 1 < len(lines) and _is_of_head(lines[last + 1]):
        last += 1
    head = lines[begin : last + 1]
    found, kind = identity_of(lines, head, lines[last], ""), kind_of(head)
    if kind is None or day_of(head) is None:
        return None
    return Official(begin, last, last, replace(found, doc_type=kind), typed=False)


def _letter(lines: Sequence[Line]) -> Official | None:
    """An official letter, which has no type: its subject stands in the head, over "Kính gửi"."""
    named = (line for line in lines[:_SEARCHED] if line.key.startswith(forms("recipients")))
    to = next(named, None)
    above = lines[max(to.index - _ABOVE, 0) : to.index] if to else ()
    about = next((line for line in above if line.key.startswith(forms("letter"))), None)
    if to is None or about is None:
        return None
    begin, last = _begin(lines, about.index), about.index
    while not (_is_of_head(lines[last + 1]) or lines[last + 1] is to):
        last += 1
    if day_of(lines[last + 2 : last + 3]):
        last += 1  # the last word of the subject, in capitals: "V/v thuế", "GTGT"
    head = [*lines[begin : about.index], *lines[last + 1 : to.index]]
    typed = any(_TYPE.fullmatch(line.text) for line in head)
    if typed or not (any(map(is_motto, head)) and any(map(is_number, head))):
        return None
    return Official(begin, about.index, last, identity_of(lines, head, about, _LETTER))


def _is_of_head(line: Line) -> bool:
    """True for a line of a head: a motto, a name in capitals, a number, a place and a date."""
    # the issuer may be the name of a section of a site, too: CHÍNH PHỦ
    capitals = bare_name(line).isupper() and line.role in (None, "label") and not line.crumbs
    return is_motto(line) or capitals or RULED.fullmatch(line.text) is not None


def _is_body(line: Line) -> bool:
    """True for who decides, below the subject: "QUỐC HỘI"."""
    held = line.text.casefold().startswith(tuple(words("position")))
    return line.text.isupper() and names_office(line.text) and not held


def _displaced(below: Sequence[Line]) -> Sequence[Line]:
    """The head of a document that a reader of PDF took for the foot of its first page."""
    motto = next((place for place, line in enumerate(below) if is_motto(line)), None)
    if motto is None:
        return ()
    begin = end = motto
    while begin > 0 and _is_of_head(below[begin - 1]):
        begin -= 1
    while end < len(below) and (is_motto(below[end]) or RULED.fullmatch(below[end].text)):
        end += 1
    return below[begin:end]


def _is_subject(line: Line, kind: str) -> bool:
    return line.text.isupper() if is_named(kind) else _SUBJECT.match(line.text) is not None


def may_be_official(text: str) -> bool:
    """True where a text begins with the motto that heads official documents."""
    head = text[:HEAD].casefold()
    return any(motto in head for motto in forms("state-motto"))


def is_headed(text: str) -> bool:
    """True where the State's or the Party's motto stands at the top in capitals, broken or not."""
    mottos = [motto.upper() for motto in (*forms("state-motto"), *forms("motto"))]
    if not any(motto.split()[0] in text[:HEAD] for motto in mottos):  # nearly all
        return False
    head = " ".join(text[:HEAD].split())
    return any(motto in head for motto in mottos)


def named_above(lines: Sequence[Line], document: Official) -> int | None:
    """The line over the head in which a site names the document: its type, then more words."""
    kind = f"{(document.identity.doc_type or '').casefold()} "
    for line in reversed(lines[max(document.begin - 40, 0) : document.begin]):
        if line.text.casefold().startswith(kind) and line.words >= 5 and not line.phrase:
            return line.index
    return None


def last_signed(lines: Sequence[Line], signer: str | None) -> int:
    """The last line of a document that ends with its signer and the recipients; else the page's.

    A few lines in small letters behind them are the site's.
    """
    signed = next((line.index for line in reversed(lines) if line.text == signer), len(lines))
    rest = lines[signed + 1 :]
    own = (line for line in rest if line.role == "signing" or line.marked or line.text[:1] == "(")
    last = max((line.index for line in own), default=signed)
    small = len(rest) <= _REST and not any(
        line.text.isupper() or "\t" in line.text for line in rest
    )
    return last if small and len(lines) - last - 1 <= _FOOT else len(lines) - 1


def is_basis(line: Line) -> bool:
    """True for a line of the legal basis: "Căn cứ Luật …"."""
    return _BASIS.match(line.text) is not None


def _begin(lines: Sequence[Line], type_line: int) -> int:
    """The first line of the head: what stands over the type in capitals, or as a number, a date.

    A gazette sets the name of the issuer above the head once more: that line is not the head's.
    """
    begin = type_line
    for line in reversed(lines[max(type_line - _ABOVE, 0) : type_line]):
        if not _is_of_head(line):
            break
        begin = line.index
    head = [line for line in lines[begin:type_line] if not is_motto(line)]
    for place, line in enumerate(head[:_TWICE]):
        rest = " ".join(other.key for other in head[place + 1 :])
        above = " ".join(other.key for other in head[: place + 1])
        own = line.key if any(map(str.isalpha, line.key)) else above
        if any(map(str.isalpha, above)) and rest.startswith((own, above)):
            return line.index + 1
    return begin


def _behind_collections(lines: Sequence[Line], begin: int, end: int) -> int:
    """The first line of a head behind the names of the gazette's parts, which are none of it.

    Such a name may run over two lines: "VĂN BẢN HỢP NHẤT -", "BỘ TÀI CHÍNH".
    """
    place = begin
    while place < end and lines[place].text.casefold().startswith(forms("collection")):
        dashed = lines[place].text.rstrip().endswith("-")
        below = lines[place + 1]
        place += 2 if dashed and below.text.isupper() and not is_motto(below) else 1
    return place


def _subject(lines: Sequence[Line], type_line: Line, kind: str) -> int:
    """The last line that says what the document is about; the type's own where none does."""
    last = type_line.index
    for line in lines[last + 1 : last + 1 + _SUBJECT_LINES]:
        sentence = line.ends and not _SUBJECT.match(line.text)
        prose = line.prose and (last > type_line.index or sentence)
        known = line.phrase and not (is_named(kind) and line.text.isupper())
        above = lines[last].text
        runs_on = above.isupper() and line.text.isupper() and not _PART.match(line.text)
        opens = (_OPENING.match(line.text) and not runs_on) or known or prose
        wide = len(above) >= _WIDE or (last == type_line.index + 1 and len(line.text) >= _WIDE)
        wrapped = above.isupper() and wide and not names_office(line.text)
        issuer = line.text.isupper() and not is_named(kind) and last > type_line.index
        issuer = issuer and not wrapped
        if opens or issuer or not any(map(str.isalpha, line.text)) or restates(line, kind):
            break
        if is_named(kind) and not line.text.isupper() and last > type_line.index:
            break
        last = line.index
    return last
