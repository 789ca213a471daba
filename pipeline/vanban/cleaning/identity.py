"""What an official document says of itself: number, issuer, day of signature, signer.

In: the lines of a document and of its head. Out: its `Identity`, each value where a line of the
head or the foot says it. A consolidated text without a number has that of the act that it restates.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from vanban.cleaning.byline_words import words
from vanban.cleaning.lines import Line
from vanban.cleaning.page_words import document_types, forms, one_of, type_of_code
from vanban.cleaning.persons import persons
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.document import Identity
from vanban.text.spans import Span
from vanban.text.spelling import slug

_TYPED = rf"(?:{document_types()}\s(?={g.NUMBER}\s?:))?"
"""What stands before the number of some acts: "Nghị quyết số: ", "Bản án số: "."""
_DIGITS = r"\d+(?:\.\d+)?[a-z]?|\d(?:\s\d){1,4}"
"""Numerals, and those that a reader of PDF parted: "5 7 8"."""
_NUMBER = re.compile(
    rf"{_TYPED}(?:(?:{g.MINISTRY}\s)?{g.LAW}\s|{g.any_of('order')}\s)?"  # Luật, Lệnh
    rf"{g.NUMBER}\s{{0,3}}[:.]?\s{{0,3}}(?P<number>{_DIGITS})\s?"  # số: 30
    r"(?:/\s?(?P<year>(?:19|20)\d\d)\s?/\s?|[-/]\s?)"  # /2020/
    r"(?P<symbol>[^\W\d_][\w.&Đđ]*(?:\s?[-–/]\s?[\w&]+(?:\.[\w&]+)*)*"  # NĐ-CP
    r"(?:(?<=QH)\s\d{1,2})?)",  # QH 14
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?P<place>[^\W\d_][^,\n]{{1,40}}),\s?{g.DAY}\s{{1,3}}(?P<day>\d{{1,2}})\s{{0,3}}{g.MONTH}"
    rf"\s{{1,3}}(?P<month>\d{{1,2}})\s{{0,3}}{g.YEAR}\s{{1,3}}(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_PASSED = re.compile(
    rf"(?:{g.LAW}|{g.RESOLUTION}|{g.ORDINANCE})\s{g.THIS}\s(?:{g.ALREADY}\s)?{g.PASSIVE}\s"
    rf"[^.;]{{5,160}}?{g.any_of('passed', ' ')}\s(?:\w+\s)?"
    rf"{g.DAY}\s(?P<day>\d{{1,2}})\s?{g.MONTH}\s(?P<month>\d{{1,2}})\s?{g.YEAR}\s(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_LABELLED_DAY = re.compile(
    rf"{g.DAY}\s?:\s?(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}})",
    re.IGNORECASE,
)
"""The day of a court's judgment, below its number."""
_STATED = re.compile(
    rf"(?P<type>{document_types()})\s"
    rf"(?:{g.OF}\s(?P<issuer>[^\d:;]{{2,90}}?)\s)?"  # CỦA CHÍNH PHỦ
    rf"{g.NUMBER}\s?:?\s?(?P<number>\d+[a-z]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d))?"  # SỐ 12/1997
    rf"(?:\s?[-/\s]\s?(?P<symbol>(?!{g.DAY}\b)[^\W\d_]{{1,12}}\d{{0,2}}"  # /NĐ
    r"(?:[-/][\w&]{1,12}){0,3}))?"  # -CP
    rf"(?:\s{g.DAY}\s(?P<day>\d{{1,2}})(?:\s{g.MONTH}\s|[-/.])(?P<month>\d{{1,2}})"
    rf"(?:\s{g.YEAR}\s|[-/.])(?P<signed>\d{{4}}))?(?!\w)"  # NGÀY 18 THÁNG 2 NĂM 1997
    rf"(?:\s{g.OF}\s(?P<by>.{{2,90}}?)\s(?={one_of('subject')}\s))?",  # CỦA CHÍNH PHỦ, behind
    re.IGNORECASE,
)
"""A head in one sentence: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 12/CP NGÀY 18 THÁNG 2 NĂM 1997 VỀ …"."""
RULED = re.compile(
    r"[\W_]+"  # a ruled line
    rf"|(?:.{{2,40}},\s?)?{g.DAY}|(?:(?:\d{{1,2}}\s)?{g.MONTH}\s)?(?:\d{{1,2}}\s)?{g.YEAR}\s\d{{4}}"
    rf"|{g.MONTH}"  # a blank day, or one without its place
    rf"|{_TYPED}{g.NUMBER}\s?:\s?[\d./-][\w./&-]{{0,40}}"  # the number
    rf"|(?:{g.LAW}\s)?{g.NUMBER}\s{{0,3}}[:.]?\s{{0,3}}(?:[\d./-].{{0,60}})?"
    r"|/[\w-]{2,30}"  # what stands behind a blank number
    rf"|.{{2,40}},\s?{g.DAY}\s.{{4,40}}|{_LABELLED_DAY.pattern}"  # place and date, or the day
    rf"|kh[oó][áa]\s[IVX]+,.{{4,40}}"
    rf"|\({g.FROM} {g.DAY}\s.{{4,60}}",  # the session that passed a law
    re.IGNORECASE,
)
_STATE = re.compile(alternation((form.upper() for form in forms("state-motto")), " "))
_BESIDE = re.compile(rf"(?<=\w)\s+{alternation(forms('motto'))}\s[-–—][^,.;]+$", re.IGNORECASE)
"""The second line of the motto, beside a name: "SỞ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc"."""
_RULE = re.compile(r"[_-]{3,}")
_LINE = 200
"""Characters of a line of a head in which its number stands."""
_COLUMN = re.compile(r"[;:]\s")
"""Between the recipients and the office beside them: "- Như trên; CHỦ TỊCH"."""
_MARK = re.compile(rf"\(?{one_of('signed')}\)?", re.IGNORECASE)
"""What stands for the signature itself."""
_FEW = 4
"""An office of fewer letters is one of many words: "ông"."""
_SHORT = 24
"""Words of a line that holds office, mark and name at most."""
_SIGNATURE = 6
"""The office stands so many lines above the name that signs, at most."""


def identity_of(
    lines: Sequence[Line], head: Sequence[Line], type_line: Line, kind: str
) -> Identity:
    """What head and foot of a document say; `kind` is its type in capitals."""
    number = _number(head)
    return Identity(
        doc_type=kind.capitalize(),
        **(_number_fields(number) if number else {}),
        issuer=issuer_of(_of_symbol(head, number["symbol"]) if number else head),
        signed_on=day_of(head) or _day_at_the_foot(lines[type_line.index + 1 :]),
        signer=signer_of(lines[type_line.index :]),
    )


def of_sentence(head: str, below: Sequence[Line]) -> Identity | None:
    """The identity that a head in one sentence states, None for any other text in capitals."""
    stated = _STATED.match(head)
    if stated is None or not (stated["symbol"] or stated["day"]):
        return None
    return Identity(
        doc_type=stated["type"].capitalize(),
        **_number_fields(stated),
        issuer=stated["issuer"] or stated["by"],
        signed_on=_date(stated, "signed") if stated["day"] else _day_at_the_foot(below),
        signer=signer_of(below),
    )


def kind_of(head: Sequence[Line]) -> str | None:
    """The type that the number of a document names: before it, or as the code in its symbol."""
    number = _number(head)
    if number is None:
        return None
    typed = re.match(document_types(), number.group(), re.IGNORECASE)
    symbol = re.split(r"[-/]", number["symbol"])
    return typed.group().capitalize() if typed else type_of_code(symbol[0])


def of_consolidated(found: Identity, below: Sequence[Line]) -> Identity:
    """The identity of a consolidated text without a number: that of the act that it restates.

    Its first sentence says so: "Thông tư số 12/2020/TT-BTC ngày … của …, được sửa đổi bởi:". The
    day of that act is none of the consolidated text.
    """
    for line in below:
        number = _NUMBER.search(line.text[:_LINE])
        if number and restates(line, found.doc_type or ""):
            by = line.key[number.end() : number.end() + _LINE // 2]
            own = found.issuer is not None and found.issuer.casefold() in by
            return replace(found, **_number_fields(number), issuer=found.issuer if own else None)
    return found


def restates(line: Line, kind: str) -> bool:
    """True for a sentence below the subject that begins with the document's own type and number."""
    number = _NUMBER.search(line.text[:_LINE])
    if number is None or not line.key.startswith(f"{kind.casefold()} "):
        return False
    return is_named(kind) or number.start() <= len(kind) + 1


def is_named(kind: str) -> bool:
    """True for a type of document whose name is all the subject there is: a law."""
    return kind.casefold() in forms("named-type")


def is_motto(line: Line) -> bool:
    """True for a line of the national motto, or of the Party's."""
    return _begins_motto(line.text) or _STATE.search(line.text) is not None


def _begins_motto(text: str) -> bool:
    return text.casefold().startswith((*forms("state-motto"), *forms("motto")))


def is_number(line: Line) -> bool:
    """True for a line that begins with the number of a document."""
    return _NUMBER.match(line.text) is not None


def bare_name(line: Line) -> str:
    """What a line of a head names, without a rule, a motto and a number that stand behind it."""
    bare = _RULE.sub(" ", line.text)
    signs = (_NUMBER.search(bare), _STATE.search(bare, 1), _BESIDE.search(bare))
    ends = (found.start() for found in signs if found)
    return bare[: min(ends, default=len(bare))].strip(" *-_")


def _number(head: Sequence[Line]) -> re.Match[str] | None:
    """The number of a document, in a line of its own before one behind other words."""
    own = (match for line in head if (match := _NUMBER.match(line.text)))
    behind = (match for line in head if (match := _NUMBER.search(line.text[:_LINE])))
    return next(own, None) or next(behind, None)


def _number_fields(number: re.Match[str]) -> dict[str, Any]:
    """Number, symbol and year of a document, as its number line has them."""
    return {
        "number": number["number"].replace(" ", "").lstrip("0") or "0",
        "symbol": re.sub(r"\s", "", number["symbol"] or "").replace("–", "-") or None,
        "year": int(number["year"]) if number["year"] else None,
    }


def day_of(head: Sequence[Line]) -> dt.date | None:
    """The day beside the place of signature; the line must be little else."""
    for line in head:
        match = _SIGNED.search(line.text[:200]) or _LABELLED_DAY.fullmatch(line.text)
        day = _date(match) if match else None
        if day is not None:
            return day
    return None


def _date(match: re.Match[str], year: str = "year") -> dt.date | None:
    """The day that a match says; None for one that does not exist."""
    try:
        return dt.date(int(match[year]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _day_at_the_foot(body: Sequence[Line]) -> dt.date | None:
    """The day of a document whose head has none: in a line of its own, or in its last sentence.

    A consolidated text is authenticated at its foot; a law says on which day it was passed.
    """
    alone = (line for line in body if _SIGNED.fullmatch(line.text.strip(" *_")))
    day = day_of(list(islice(alone, 1)))
    if day is not None:
        return day
    for line in body:
        match = _PASSED.search(line.text)
        if match is not None:
            return _date(match)
    return None


def issuer_of(head: Sequence[Line]) -> str | None:
    """The body named in capitals at the head, over one line or several; once where it stands twice.

    A gazette names it above the head again, and the part of the gazette above that: "VĂN BẢN HỢP
    NHẤT - BỘ TÀI CHÍNH", of which the body counts where the head names none.
    """
    named = collected = ""
    open_dash = False
    for line in head:
        if line.key in forms("in-the-name"):
            break
        part = bare_name(line)
        collects = line.text.casefold().startswith(forms("collection"))
        capitals = part.isupper() and not RULED.fullmatch(line.text)
        if open_dash and capitals and not _begins_motto(part):
            collected, open_dash = part, False
            continue
        open_dash = collects and line.text.rstrip().endswith("-")
        if not capitals or _begins_motto(part) or collects:
            continue
        longer = named and part.startswith(f"{named} ")
        if not (longer and is_motto(line)):  # "ỦY BAN NHÂN DÂN", then whose it is
            named = part if longer else " ".join(f"{named} {part}".split())
    words = (named or collected).split()
    half = len(words) // 2
    return " ".join(words[:half] if words[:half] == words[half:] else words) or None


def _of_symbol(head: Sequence[Line], symbol: str) -> Sequence[Line]:
    """A head from the body on whose first letters stand in the symbol.

    "Số: 12/TCT-CS" is of the second of "BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ".
    """
    codes = {slug(code) for code in re.split(r"\W+", symbol)}
    names = [bare_name(line) for line in head]
    begins = (at for at, name in enumerate(names) if name.isupper())
    return head[next((at for at in begins if _first_letters(names[at]) in codes), 0) :]


def _first_letters(name: str) -> str:
    words = (word for word in name.split() if word[:1].isalpha() and word != g.AND.upper())
    return slug("".join(word[0] for word in words))


def signer_of(lines: Sequence[Line]) -> str | None:
    """Who signed: the name alone in its line below an office in capitals, or over a mark.

    Or behind the office in one line: "PHÓ THỦ TƯỚNG (Đã ký) Lê Văn Ba".
    """
    for line in lines:
        if line.text[:2].isupper() and line.words <= _SHORT and (name := _behind_office(line.text)):
            return name
        if line.words > 6 or not line.label:
            continue
        place = line.index - lines[0].index
        if line.text.isupper():
            office = place > 0 and lines[place - 1].key in words("position")
            if office and _is_person(line.text.title()):
                return line.text.title()
            continue
        marked = any(_MARK.fullmatch(below.text) for below in lines[place + 1 : place + 2])
        named = line.words > 1 and (_is_person(line.text) or (marked and line.text.istitle()))
        if named and (marked or any(map(is_office, lines[max(place - _SIGNATURE, 0) : place]))):
            return line.text
    return None


def _behind_office(text: str) -> str | None:
    """The name behind an office in capitals, a mark of signature between them or not."""
    words = _MARK.sub(" ", text).split()
    begin = next((at for at, word in enumerate(words) if not word.isupper()), len(words))
    name = " ".join(words[begin:])
    return name if name and _is_office_text(" ".join(words[:begin])) and _is_person(name) else None


def _is_person(text: str) -> bool:
    """True for a text that is one name."""
    return persons(text, 0, len(text)) == [Span(0, len(text))]


def is_office(line: Line) -> bool:
    """True for an office in capitals, or for whom its holder signs: "T/M BỘ CHÍNH TRỊ"."""
    signs = line.role == "signing" and line.text.isupper()
    return line.words <= 12 and (signs or _is_office_text(_COLUMN.split(line.text)[-1]))


def _is_office_text(text: str) -> bool:
    """True for an office in capitals; what stood in lines of its own may be glued to it."""
    return text.isupper() and _offices().search(text.casefold()) is not None


@cache
def _offices() -> re.Pattern[str]:
    """What matches an office, as words of a text or glued at its end."""
    offices = alternation(office for office in words("position") if len(office) > _FEW)
    return re.compile(rf"(?<!\w){offices}(?!\w)|{offices}$")
