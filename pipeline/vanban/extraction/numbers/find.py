"""Text -> every numeral in it, with its place and value.

Numerals in digits, in words and mixed ("2 triệu rưỡi"), fractions ("2/3", "hai phần ba") and,
where asked for, ranges ("15 - 17 triệu", "ba đến năm", "hai, ba").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from vanban.extraction.numbers.atoms import runs
from vanban.extraction.numbers.lexicon import GAP, by_form
from vanban.extraction.numbers.words import Atom, Parse, parse
from vanban.text.spans import Span

_BAR = re.compile(f"{GAP}?/{GAP}?")
_JOINT = re.compile(
    rf"(?:{GAP}?[-\u2013\u2014\u2212\u00f7~]{GAP}?|{GAP}(?:đến|tới){GAP})", re.IGNORECASE
)
_COMMA = re.compile(f",{GAP}")
_LONGEST_BAR, _LONGEST_JOINT = 8, 5  # characters: " phần ", " đến "
_SUFFIXES = {"k": Decimal(1000), "m": Decimal(10) ** 6, "g": Decimal(10) ** 9}
_WIDEST = 100
"""A range from a bare number to a scaled one ("500 - 2 triệu") leaves the first scale open."""


class Numeral(NamedTuple):
    """A number in a text.

    `value_max` is the upper end of a range; `factor` what scale words make of the first figure
    (1,000,000 in "17 triệu"); `other` the value if the separator of the digits means the reverse
    ("1,234"); `fraction` numerator and denominator as written; `entries` the number words used.
    """

    span: Span
    value: Decimal
    value_max: Decimal | None = None
    factor: Decimal = Decimal(1)
    other: Decimal | None = None
    fraction: tuple[int, int] | None = None
    entries: tuple[str, ...] = ()


def find_numerals(text: str, ranges: bool = True) -> list[Numeral]:
    """Every numeral of a text in order; with `ranges`, the two ends of a range as one."""
    numerals = [numeral for run in runs(text) for numeral in _parse_run(run)]
    numerals = _fractions(text, numerals)
    return _ranges(text, numerals) if ranges else numerals


@lru_cache(maxsize=1024)
def parse_number(text: str) -> float | None:
    """The value of a text that is one whole numeral ("hai mươi mốt", "1,2M", "- 5"), else None."""
    bare = text.strip()
    sign = -1 if bare[:1] in ("-", "\u2212") else 1
    bare = bare.lstrip("-\u2212 \u00a0") if sign < 0 else bare
    factor = Decimal(1)
    if len(bare) > 1 and bare[-1].lower() in _SUFFIXES and bare[-2].isdigit():
        bare, factor = bare[:-1], _SUFFIXES[bare[-1].lower()]
    if bare.startswith(",") and bare[1:].isdigit():
        bare = "0" + bare
    found = find_numerals(bare, ranges=False)
    if len(found) == 1 and found[0].span == Span(0, len(bare)):
        return float(sign * found[0].value * factor)
    word = by_form().get(bare.lower())
    return float(sign * word.value) if word and word.role in ("scale", "digit") else None


def _parse_run(run: Sequence[Atom]) -> Iterator[Numeral]:
    if len(run) == 1 and run[0].role in ("literal", "digit"):
        if _speaks(run):
            yield _alone(run[0])
        return
    position = 0
    while position < len(run):
        couple = _couple(run, position)
        state = parse(run, position + couple)
        if state is None:
            position += 1
            position += run[position - 1].role == "scale" and _is_lone_year(run, position)
            continue
        atoms = run[position : state.position]
        position = state.position
        if not state.refused and _speaks(atoms):
            yield _numeral(atoms, state, couple)
        position += _is_lone_year(run, position)


def _alone(atom: Atom) -> Numeral:
    """A literal or a digit in words by itself, as most numerals are."""
    entries = (atom.entry,) if atom.entry else ()
    return Numeral(Span(atom.start, atom.end), atom.value, other=atom.other, entries=entries)


def _couple(run: Sequence[Atom], position: int) -> bool:
    """True at "hai ba (ngày)", "năm sáu (trăm)": two neighbouring digits, a range."""
    if position + 1 >= len(run):
        return False
    one, two = run[position], run[position + 1]
    if one.role != "digit" or two.role != "digit" or two.value != one.value + 1 or two.is_five:
        return False
    return one.value > 0 and position + 2 <= len(run)


def _speaks(atoms: Sequence[Atom]) -> bool:
    """False for a lone "không"."""
    return not (len(atoms) == 1 and atoms[0].role == "digit" and atoms[0].value == 0)


def _is_lone_year(run: Sequence[Atom], position: int) -> bool:
    """True for a "năm" behind a number, which counts years: "hai mươi năm", "trăm năm"."""
    if position >= len(run) or not run[position].is_five:
        return False
    return position + 1 == len(run) or run[position + 1].role not in ("tens", "scale")


def _numeral(atoms: Sequence[Atom], state: Parse, couple: bool) -> Numeral:
    entries = tuple(dict.fromkeys(atom.entry for atom in atoms if atom.entry))
    span = Span(atoms[0].start, atoms[-1].end)
    if couple:
        low = atoms[0].value * state.value / atoms[1].value
        return Numeral(span, low, state.value, state.factor, entries=entries)
    first = atoms[0]
    other = None
    if first.other is not None and len(state.parts) == 1:
        other = first.other * state.factor
    half = (1, 2) if atoms[-1].entry == "nua" else None
    return Numeral(span, state.value, None, state.factor, other, half, entries)


def _fractions(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join "2/3" and "hai phần ba"; longer chains of bars (2/3/2017) stay apart."""
    result: list[Numeral] = []
    index = 0
    while index < len(numerals):
        chain = index
        while chain + 1 < len(numerals) and _barred(text, numerals[chain], numerals[chain + 1]):
            chain += 1
        joined = None
        if chain == index + 1:
            joined = _fraction(text, numerals[index], numerals[chain])
        result += [joined] if joined else numerals[index : chain + 1]
        index = chain + 1
    return result


def _barred(text: str, one: Numeral, two: Numeral) -> bool:
    if two.span.start - one.span.end >= _LONGEST_BAR:
        return False
    if _BAR.fullmatch(text, one.span.end, two.span.start):
        return True
    between = text[one.span.end : two.span.start]
    return between.strip().lower() == "phần" and two.value <= 10


def _fraction(text: str, one: Numeral, two: Numeral) -> Numeral | None:
    top, bottom = one.value, two.value
    whole = top == int(top) and bottom == int(bottom) and one.factor == two.factor == 1
    if not whole or bottom < 2 or one.value_max is not None:
        return None
    span = Span(one.span.start, two.span.end)
    over = () if _BAR.fullmatch(text, one.span.end, two.span.start) else ("phan",)
    entries = (*one.entries, *over, *two.entries)
    return Numeral(span, top / bottom, fraction=(int(top), int(bottom)), entries=entries)


def _ranges(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join neighbours that a dash, "đến" or "tới" makes a range; chains stay apart."""
    result: list[Numeral] = []
    index = 0
    while index < len(numerals):
        chain = index
        while chain + 1 < len(numerals) and _joint(text, numerals[chain], numerals[chain + 1]):
            chain += 1
        joined = join(numerals[index], numerals[chain]) if chain == index + 1 else None
        result += [joined] if joined else numerals[index : chain + 1]
        index = chain + 1
    return result


def _joint(text: str, one: Numeral, two: Numeral) -> bool:
    if two.span.start - one.span.end > _LONGEST_JOINT:
        return False
    if _JOINT.fullmatch(text, one.span.end, two.span.start):
        return True
    words = _is_digit_word(text, one) and _is_digit_word(text, two)
    comma = words and two.value - one.value == 1 and one.value_max is None
    return comma and bool(_COMMA.fullmatch(text, one.span.end, two.span.start))


def _is_digit_word(text: str, numeral: Numeral) -> bool:
    """True for a lone "hai", "ba": with a comma between they are a range, "hai, ba ngày"."""
    return numeral.value <= 9 and text[numeral.span.start : numeral.span.end].isalpha()


def join(low: Numeral, high: Numeral) -> Numeral | None:
    """The range from `low` to `high`, the scale of the second shared; None where it is none."""
    if low.value_max is not None or high.value_max is not None or low.fraction or high.fraction:
        return None
    bottom = low.value
    if low.factor == 1 and high.factor > 1 and bottom * high.factor <= high.value:
        bottom *= high.factor
    if not 0 <= bottom < high.value:
        return None
    if low.factor == 1 < high.factor and bottom == low.value < high.value / _WIDEST:
        return None
    entries = tuple(dict.fromkeys((*low.entries, *high.entries)))
    span = Span(low.span.start, high.span.end)
    return high._replace(span=span, value=bottom, value_max=high.value, entries=entries)
