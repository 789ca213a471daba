"""Document numbers: "18-NQ/TW", "100/2019/NĐ-CP", "30a/2008/NQ-CP", and how they are miswritten.

In: a reading and a place. Out: `Number`, with number, year and symbol in normal form, and the place
after it. The Party writes 18-NQ/TW, the state 100/2019/NĐ-CP or 35/NQ-CP; pages mix the two up,
drop or add blanks, use long dashes and old spellings of organs (T.Ư, TƯ).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban.extraction.numbers.lexicon import roman
from vanban.extraction.reading.plain import PlainText
from vanban.extraction.references.lexicon import organs, type_of_code
from vanban.lexicons import grammar as g
from vanban.text.spans import HOMOGLYPHS

_LOOK_ALIKES = {ord(wrong): right for wrong, right in HOMOGLYPHS.items() if wrong.isupper()}
_UPPER = "A-ZĐƯƠÂĂÊÔ" + "".join(map(chr, _LOOK_ALIKES))  # a whole organ may be Cyrillic: NĐ-СР
_PART = (
    rf"(?:T\.[ƯWU]|[{_UPPER}][{_UPPER}0-9&]{{0,14}}"
    rf"(?:[{g.CODE_SMALL}]{{1,2}}[{_UPPER}0-9]{{0,6}})?)(?:(?![^\W_])|(?={g.DAY} ?\d))"
)
_DASH = "‐‑‒–—−-"
_BAR = "/\u2044"
_GAP = r"[^\S\n]"
_TIGHT = (  # a line may end behind the dash
    rf"(?:[{_BAR}{_DASH}]"
    rf"|(?:[{_DASH}] |{_GAP}?[{_DASH}]\n)(?=[{_UPPER}][a-z]?[{_UPPER}]))"
)
_LOOSE = rf"{_GAP}{{0,2}}[{_BAR}{_DASH}]{_GAP}{{0,2}}"

# A letter behind the number is one of the first of the alphabet (30a); an l, I, o or O is a digit
# that was scanned wrong, and such a number is not read.
# The acts that carry out a resolution of the Politburo are numbered below it: 66.17/2026/NQ-CP.
_NUMBER = re.compile(r"(?P<number>\d{1,5}(?:[a-hA-H]|\.\d{1,3}(?=/20\d\d/))?)(?!\w|[.,]\d)")
_GLUED = re.compile(rf"(?P<number>\d{{1,5}})(?=(?![OI])[{_UPPER}]{{2,3}}[{_BAR}{_DASH}])")
_YEAR = re.compile(rf"{_LOOSE}(?P<year>(?:19[3-9]|20[0-4])\d)(?![^\W_])")
# A dot ties only the first two parts of a symbol: TTr.UB.
_SYMBOL = re.compile(rf"{_PART}(?:\.(?=[{_UPPER}]{{2}}){_PART})?(?:{_TIGHT}{_PART}){{0,5}}")
_TIGHT_SYMBOL = re.compile(rf"{_TIGHT}(?P<symbol>{_SYMBOL.pattern})")
_LOOSE_SYMBOL = re.compile(
    rf"(?:{_LOOSE}|{_GAP}{{0,2}})(?P<symbol>{_PART}(?:{_GAP}{_PART})?(?:{_LOOSE}{_PART}){{0,4}})"
)
_SEPARATOR = re.compile(rf"(?:{_GAP}*([{_BAR}{_DASH}]){_GAP}*\n?|{_GAP}|\.(?=[{_UPPER}]{{2}}))")
_ANOTHER = re.compile(rf"{_GAP}{{0,2}}[{_BAR}{_DASH}]{_GAP}{{0,2}}\d")
_LEADING = re.compile(
    rf"(?:{_GAP}|\n(?={g.NUMBER} )){{0,2}}"
    rf"(?:(?i:{g.NUMBER}){_GAP}{{0,2}}[:.]?(?:{_GAP}?\n(?=\d+[a-z]?[/-]))?"
    rf"|:)?{_GAP}{{0,2}}"
)
_ROMAN_ASSEMBLY = re.compile(r"^(QH|UBTVQH)([IVX]{1,5})$")  # QHXV
_ASSEMBLY = re.compile(r"^QH(?:[IVX]{1,5}|\d{1,2})$")
"""What a symbol of the National Assembly is, whatever stands before it: 26/2004/NQ-QH11."""

_CENTRAL = {"T.Ư": "TW", "T.W": "TW", "T.U": "TW", "TƯ": "TW", "TW": "TW"}


CENTRE = frozenset({"TW", "HNTW"})
"""What stands for the Central Committee, its Politburo and its Secretariat in symbols."""


@dataclass(frozen=True, slots=True)
class Number:
    """A document number in normal form; `end` is the place after it."""

    number: str
    year: int | None
    symbol: str | None
    end: int
    marked: bool = False

    @property
    def bare(self) -> bool:
        """True where nothing but digits is there."""
        return self.year is None and self.symbol is None


@cache
def _codes() -> dict[str, str]:
    """Type codes as written in capitals and without marks -> their right form."""
    table: dict[str, str] = {}
    for code in type_of_code():
        for form in (code, code.upper(), code.upper().replace("Đ", "D")):
            table.setdefault(form, code)
    return table


def _part(part: str) -> str:
    """A part of a symbol in its normal form: "T.Ư" is TW."""
    return _CENTRAL.get(part.upper(), part)


def _unglued(symbol: str) -> list[str] | None:
    """Code and organ of a symbol whose dash is lost: "NĐCP", "TTVPCP"; None for another."""
    known = organs(party=False)
    ends = (end for end in (3, 2) if symbol[:end] in _codes() and symbol[end:].upper() in known)
    end = next(ends, None)
    return [symbol[:end], symbol[end:]] if end else None


def normal_symbol(written: str, *, party_style: bool) -> str:
    """The normal form of a symbol as written after a number.

    `party_style`: a dash stood before it (18-NQ/TW). A Party organ takes a slash, an organ of the
    state a dash, whatever was written; of any other the separators stay.
    """
    pieces = _SEPARATOR.split(written.translate(_LOOK_ALIKES))
    parts, signs = (
        [_part(p) for p in pieces[::2]],
        ["/" if s and s in _BAR else "-" for s in pieces[1::2]],
    )
    if len(parts) == 1 and (glued := _unglued(parts[0])):
        parts, signs = glued, ["-"]
    if len(parts) > 1 and _ASSEMBLY.match(parts[1].upper()):
        parts, signs = parts[1:], signs[1:]
    parts = [p.upper() if _ASSEMBLY.match(p.upper()) else p for p in parts]
    parts = [_ROMAN_ASSEMBLY.sub(lambda m: f"{m[1]}{roman(m[2])}", part) for part in parts]
    parts[0] = _codes().get(parts[0], parts[0])
    if not signs:
        return parts[0]
    organ = "".join(sign + part for sign, part in zip(signs, parts[1:], strict=True))[1:]
    organ = organ.replace("TTG", "TTg")
    known = parts[0] in _codes().values()
    if known and organ.upper() in organs(party=True):
        return f"{parts[0]}/{organ}"
    if known and (not party_style or organ.upper() in organs(party=False)):
        return f"{parts[0]}-{organ.replace('/', '-')}"
    return f"{parts[0]}{signs[0]}{organ}"


_SMALL_SYMBOL = re.compile(r"/((?:nđ|tt|qđ|nq|ct)-[a-zđ]{2,10})(?![\w-])")
"""A symbol as addresses and hurried writers have it: "58/2020/tt-bca"."""


def _symbol_at(text: str, position: int, *, yearless: bool) -> tuple[str, int] | None:
    """The symbol after a number (and year), in normal form, and the place after it."""
    loose = _LOOSE_SYMBOL.match(text, position)
    tight = _TIGHT_SYMBOL.match(text, position)
    found = tight
    if loose is not None and (tight is None or loose.end() > tight.end()):
        parts = _SEPARATOR.split(loose["symbol"])[::2]
        code = parts[0] in _codes()
        known = {part.upper() for part in map(_part, parts[1:])} <= organs(True) | organs(False)
        if code and known and (len(parts) > 1 or tight is not None):
            found = loose
    if found is None and (small := _SMALL_SYMBOL.match(text, position)):
        return normal_symbol(small[1].upper().replace("TTG", "TTg"), party_style=False), small.end()
    if found is None:
        return None
    between = text[position : found.start("symbol")]
    party_style = yearless and not set(_BAR) & set(between)
    return normal_symbol(found["symbol"], party_style=party_style), found.end()


def read_number(reading: PlainText, position: int) -> Number | None:
    """The document number at a place, with "số" before it or not; None where there is none.

    What goes on as a date (12/3/2017), a decimal or a range of digits is no number.
    """
    text = reading.text
    lead = _LEADING.match(text, position)
    start = lead.end() if lead else position
    found = _NUMBER.match(text, start) or _GLUED.match(text, start)
    if found is None:
        return None
    digits, letter = found["number"], ""
    if digits[-1].isalpha():
        digits, letter = digits[:-1], digits[-1]
    end = found.end()
    year = _YEAR.match(text, end)
    if year is not None:
        end = year.end()
    symbol = _symbol_at(text, end, yearless=year is None)
    if symbol is not None:
        end = symbol[1]
        year = year or _YEAR.match(text, end)  # 92/CP/2015
        end = year.end() if year and year.start() == end else end
    elif _ANOTHER.match(text, end):
        return None
    return Number(
        number=(digits.lstrip("0") or "0") + letter,
        year=int(year["year"]) if year else None,
        symbol=symbol[0] if symbol else None,
        end=end,
        marked=lead is not None and g.NUMBER in lead[0].lower(),
    )
