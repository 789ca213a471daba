"""Names of issuers: a place in a text -> the body or office that stands there.

A name that the lexicon has whole ends where it ends; after a head ("Bộ", "UBND", "Chủ tịch") the
name goes on with words with a capital and kinds of places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban.extraction.reading.plain import Pattern, PlainText, one_of, plain
from vanban.extraction.references.entries import Issuer
from vanban.extraction.references.lexicon import (
    any_word,
    grammar,
    issuers,
    type_pattern,
    word_set,
    words,
)
from vanban.extraction.references.numbers import CENTRE
from vanban.extraction.vocabulary.names import surnames
from vanban.extraction.vocabulary.organizations import provinces
from vanban.lexicons import grammar as g
from vanban.text.spans import Span
from vanban.text.spelling import fold_words

_WORD = re.compile(r"(?:tp|t)\.[^\W_]+|tp\.(?= )|[^\W_][\w&/]*(?:-[^\W_]+)?")
_TAIL = re.compile(rf" {g.AND} (?=[^\W_])| - |, (?=[^\W_])| |\n(?=[^\W\d_])")
_ENUMERATED = re.compile(rf"[^\W_]\w*(?: \w+){{0,3}} {g.AND} ")
_BESIDES = re.compile(r", | - ")  # Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc
_PARTNER = re.compile(rf"(?:,| -| {g.AND}|, {g.AND}) |-")
_LAST_WORD = re.compile(r"[^\W_]+$")
_PERSON = re.compile(rf"[^\W\d_][^\W\d_]*(?: [{g.CAPITALS}][^\W\d_]*){{1,3}}(?!\w)")
_I = frozenset("iìíỉĩị")
_TERRITORIES = frozenset(
    kind.split()[-1]
    for kind in (g.PROVINCE, g.CITY, g.DISTRICT, g.URBAN_DISTRICT, g.TOWN, g.COMMUNE, g.WARD)
)
"""Behind them stands the name of a place, all in capitals."""
_NUMBERED = re.compile(rf" {{1,2}}(?:{g.NUMBER} ?:? ?)?\d")
_HEADS = 3  # words of a body that may stand one before another
_JOINT = re.compile(f"{g.word('jointly')} ")
_BEHIND_TITLE = 200  # characters of a title before "do" and the issuer
_BY = re.compile(rf"[^.;\n]{{0,{_BEHIND_TITLE}}}? {g.BY} ")
_ISSUES = re.compile(rf" {{1,2}}(?:{grammar('aspect')} )?{grammar('issue-verb')}")


@dataclass(frozen=True, slots=True)
class NamedIssuer:
    """An issuer as a text names it, and the lexicon entries that bear it out."""

    span: Span
    entries: tuple[str, ...]


@cache
def issuer_forms() -> dict[str, Issuer]:
    """Issuers by the plain form of each way to write them."""
    return {plain(form): entry for entry in issuers() for form in entry.forms}


@cache
def issuer_heads() -> Pattern:
    """Any issuer of the lexicon as whole words."""
    return re.compile(rf"(?<!\w)(?<!{g.word('cadre')} )(?:{one_of(issuer_forms())})(?!\w)")


@cache
def _stop() -> Pattern:
    return re.compile(any_word("issuer-stop"))


@cache
def province_pattern() -> Pattern:
    """A province or city under the centre, with which the name of a local body ends."""
    names = one_of(form for place in provinces() for form in place.forms)
    return re.compile(rf"(?:{names})(?!\w| - )")


@cache
def _other_word(entry: Issuer) -> Pattern:
    return re.compile(rf" {{1,2}}(?:{one_of(entry.not_before)})(?!\w)")


def _parted(name: str) -> tuple[Issuer | None, str]:
    """The lexicon entry that the name of an issuer begins with, and what follows it."""
    found = issuer_heads().match(plain(name))
    if found is None:
        return None, name
    return issuer_forms()[re.sub(" +", " ", found[0])], name[found.end() :].strip(" ,")


def issuer_entry(name: str) -> Issuer | None:
    """The lexicon entry that the name of an issuer begins with."""
    return _parted(name)[0]


def organs_of(issuer: str) -> tuple[str, ...]:
    """What stands in symbols for a body; of a head or committee those of the body it heads."""
    entry, tail = _parted(issuer)
    if entry is None:
        return ()
    return organs_of(tail) if entry.office and tail else entry.organs


def body_of(issuer: str) -> str:
    """A body's name in the spelling of keys: without its office, "Tỉnh uỷ" as "Tỉnh ủy"."""
    entry, tail = _parted(issuer)
    if entry is None:
        return _tidy(issuer)
    if entry.id == "issuer-dang" and issuer_entry(tail):
        return body_of(tail)
    if not entry.open:
        return entry.key or entry.name
    if entry.office and tail:
        return body_of(tail)
    return _tidy(f"{entry.key} {tail}".strip() if entry.key else issuer)


def _tidy(name: str) -> str:
    """A name with a capital first letter and the tone marks of `plain`, its capitals kept."""
    old = plain(name)
    kept = "".join(
        mark.upper() if written.isupper() else mark if mark not in _I else written
        for written, mark in zip(name, old, strict=True)
    )
    return kept[:1].upper() + kept[1:]


def issuer_at(reading: PlainText, position: int, heads: int = _HEADS) -> NamedIssuer | None:
    """The issuer at a place: a name the lexicon has, or a head and what follows it.

    `heads` bounds how many heads may follow one another ("Ban Thường vụ | Đảng ủy | Bộ Công an").
    """
    found = reading.match(issuer_heads(), position)
    if found is None:
        return None
    entry = issuer_forms()[re.sub(" +", " ", found[0])]
    if entry.not_before and (other := reading.match(_other_word(entry), found.end())):
        after = other.end() - len(other[0].lstrip())
        if not (entry.open and reading.capital(after) and reading.match(issuer_heads(), after)):
            return None
    if not entry.open and heads < _HEADS and (entry.party or not entry.organs):
        return None
    if not entry.open:
        return NamedIssuer(Span(position, found.end()), (entry.id,))
    besides = reading.match(_BESIDES, found.end()) if entry.office and heads else None
    office = issuer_at(reading, besides.end(), heads - 1) if besides else None
    if office is not None and (held := issuer_entry(reading.surface(office.span))) and held.office:
        return NamedIssuer(Span(position, office.span.end), (entry.id, *office.entries))
    end, stopped = _open_name(reading, entry, Span(position, found.end()), heads - 1)
    place = found.end() < end and not reading.capital(found.end() + 1)
    entries = (entry.id, *((words("issuer-place").id,) if place else ()))
    if stopped:
        entries = (*entries, words("issuer-stop").id)
    return NamedIssuer(Span(position, end), entries)


def with_partners(reading: PlainText, first: NamedIssuer) -> NamedIssuer:
    """The issuer with those that act with it: "Bộ Xây dựng, Tổng cục Địa chính và Bộ Tài chính"."""
    named = first
    for _ in range(6):
        link = reading.match(_PARTNER, named.span.end)
        other = issuer_at(reading, link.end()) if link else None
        if other is None or not reading.capital(other.span.start):
            break
        entries = tuple(dict.fromkeys((*named.entries, *other.entries)))
        named = NamedIssuer(Span(named.span.start, other.span.end), entries)
    return named


def issuer_behind(reading: PlainText, position: int) -> NamedIssuer | None:
    """The issuer behind a title: "Thông tư 22/2014 | về kho số do | Bộ TT&TT ban hành"."""
    by = reading.match(_BY, position)
    named = issuer_at(reading, by.end()) if by else None
    return named if named and reading.match(_ISSUES, named.span.end) else None


def may_issue(issuer: str, symbol: str | None) -> bool:
    """True where the symbol of a document names the body, or there is no symbol."""
    if symbol is None:
        return True
    parts = set(re.split("[-/]", symbol.upper()))
    return not parts.isdisjoint(o.upper() for o in organs_of(issuer))


def is_ruled_out(reading: PlainText, named: NamedIssuer, symbol: str | None) -> bool:
    """True where the symbol names the Party's centre and the page a body of the state.

    "Chỉ thị 13-CT/TW của Chính phủ" is a slip: the number stands, the body does not.
    """
    organ = (symbol or "").partition("/")[2]
    entry = issuer_entry(reading.surface(named.span)) if organ in CENTRE else None
    return entry is not None and not entry.party and bool(entry.organs)


def _open_name(reading: PlainText, entry: Issuer, head: Span, heads: int) -> tuple[int, bool]:
    """The end of a name that goes on after its head, and whether a stop word ended it.

    Words with a capital and the syllables after them ("Bộ Giáo dục và Đào tạo"); before the first,
    or where names of places alone follow, no lower case but kinds of places. Another head takes
    over ("Bộ trưởng | Bộ Giao thông vận tải").
    """
    start, end = head.start, head.end
    lower, local = 3, entry.local
    for _ in range(16):
        gap = reading.match(_TAIL, end)
        found = reading.match(_WORD, gap.end()) if gap else None
        if gap is None or found is None:
            break
        capital = reading.capital(gap.end()) or _is_place_number(reading, end, found[0])
        if not capital and reading.match(_stop(), gap.end()):
            return end, True
        if capital and gap[0] == " " and (place := reading.match(province_pattern(), gap.end())):
            return place.end(), False
        holder = entry.office and end == head.end
        if capital and gap[0] == " " and _ends_before_another(reading, end, gap.end(), holder):
            return end, True
        if heads and capital and gap[0] == " ":
            further = issuer_at(reading, gap.end(), heads)
            if further is not None:
                return further.span.end, words("issuer-stop").id in further.entries
        if gap[0] != " " and not _another_part(reading, start, gap):
            break
        if capital:
            lower = 3 if local else 0
        elif found[0] in word_set("issuer-place") and gap[0] == " ":
            lower, local = 3, local or found[0] in _TERRITORIES
        else:
            lower += 1
        if lower > 3 or (lower and gap[0] != " "):
            break
        end = found.end()
    return end, False


def _is_place_number(reading: PlainText, end: int, word: str) -> bool:
    """True for the number of a place: "UBND quận | 12", "Tòa án nhân dân khu vực | 3"."""
    if not word.isdigit() or len(word) > len("12"):
        return False
    last = _LAST_WORD.search(reading.plain, max(0, end - 24), end)
    return last is not None and last[0] in word_set("issuer-place")


def _is_unfinished(reading: PlainText, start: int, end: int) -> bool:
    """True for a head that names no body by itself: "Bộ" at the end of a wrapped line."""
    entry = issuer_forms().get(reading.plain[start:end])
    return entry is not None and entry.open and not entry.local and not entry.office


def _ends_before_another(reading: PlainText, end: int, position: int, holder: bool) -> bool:
    """True where a numbered document, or the name of who signs, begins behind a body."""
    kind = reading.match(type_pattern(), position)
    document = kind is not None and reading.match(_NUMBERED, kind.end()) is not None
    return document or _ends_before_signer(reading, end, position, holder)


def _ends_before_signer(reading: PlainText, end: int, position: int, holder: bool) -> bool:
    """True where a body's name is whole and a person's begins: "UBND tỉnh A | Trần Văn Minh".

    The word before it has a capital and is no kind of place and no abbreviation ("TP"), or is
    "tỉnh", whose names are known, or an office, whose `holder` may follow. A surname with one more
    capital behind it, two where the surname is another word too, follows.
    """
    last = _LAST_WORD.search(reading.plain, max(0, end - 24), end)
    if last is None:
        return False
    kind = last[0] in word_set("issuer-place") or reading.text[last.start() : end].isupper()
    whole = reading.capital(last.start()) and not kind
    if not (whole or holder or last[0] == g.PROVINCE):
        return False
    person = _PERSON.match(reading.text, position)
    words = person[0].split(" ") if person else []
    surname = surnames().prefix(fold_words(" ".join(words))) if words else None
    if surname is None or surname[0].rank == "rare":
        return False
    return len(words) >= (2 if surname[0].rank == "sure" else 3) + surname[1] - 1


def _another_part(reading: PlainText, start: int, gap: re.Match[str]) -> bool:
    """True where the name goes on after "và", a dash or a comma, and nothing else begins there.

    After a comma only in a list that "và" closes ("Bộ Văn hóa, Thể thao và Du lịch") or where
    bodies act together ("liên Bộ Tài chính, Bộ Y tế").
    """
    if gap[0] == " - ":
        return True
    if gap[0] == "\n":
        return reading.capital(gap.end()) and _is_unfinished(reading, start, gap.start())
    if reading.plain.startswith(g.AND, gap.start() + 1):
        return (
            reading.match(type_pattern(), gap.end()) is None
            or reading.match(_JOINT, start) is not None
        )
    return (
        reading.match(_ENUMERATED, gap.end()) is not None
        and reading.match(issuer_heads(), gap.end()) is None
    )
