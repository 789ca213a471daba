"""Text -> every numeral in it, with its place and value.

Numerals in digits, in words and mixed ("2 triệu rưỡi"), fractions ("2/3", "hai phần ba") and,
where asked for, ranges ("15 - 17 triệu", "ba đến năm", "hai, ba", "mười hai, mười ba").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from vanban.extraction.numbers.atoms import half_width, runs
from vanban.extraction.numbers.lexicon import GAP, by_form
from vanban.extraction.numbers.terms import Atom, Parse
from vanban.extraction.numbers.words import parse
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_BAR = re.compile(f"{GAP}?/{GAP}?")
_JOINT = re.compile(
    rf"(?:{GAP}?[-\u2013\u2014\u2212\u00f7~]{GAP}?|{GAP}(?:{g.TO}|{g.UNTIL}){GAP})", re.IGNORECASE
)
_OVER = g.word_set("fraction-bar")
_COMMA = re.compile(f",{GAP}")
_LONGEST_BAR, _LONGEST_JOINT = 8, 5  # characters: " phần ", " đến "
_SUFFIXES = {"k": Decimal(1000), "m": Decimal(10) ** 6, "g": Decimal(10) ** 9}
_CUT = ("scale", "tens", "half", "last", "link")
"""Roles of words that a numeral cannot begin with: what follows is the tail of one."""

_FIVE_TO_SEVEN = (Decimal(5), Decimal(7))
"""The idiom năm bảy."""

_WIDEST = 100
"""A range from a bare number to a scaled one ("500 - 2 triệu") leaves the first scale open."""


class Numeral(NamedTuple):
    """A number in a text.

    `value_max` is the upper end of a range; `factor` what scale words make of the first figure
    (1,000,000 in "17 triệu"); `other` the value if the separator of the digits means the reverse
    ("1,234"), `other_max` that of the upper end; `fraction` numerator and denominator as
    written; `entries` the number words used.
    `five` is what it is if the "năm" behind it means five ("bốn năm (người)").
    """

    span: Span
    value: Decimal
    value_max: Decimal | None = None
    factor: Decimal = Decimal(1)
    other: Decimal | None = None
    other_max: Decimal | None = None
    fraction: tuple[int, int] | None = None
    entries: tuple[str, ...] = ()
    five: Numeral | None = None


def find_numerals(text: str, ranges: bool = True) -> list[Numeral]:
    """Every numeral of a text in order; with `ranges`, the two ends of a range as one."""
    text = half_width(text)
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


# -- one run of number words -----------------------------------------------------------------------


def _parse_run(run: Sequence[Atom]) -> Iterator[Numeral]:
    """The numerals of a run; none of a stretch of number words that has no one reading."""
    if len(run) == 1 and run[0].role in ("literal", "digit"):
        if _speaks(run):
            yield _of_one_atom(run[0])
        return
    position = 0
    while position < len(run):
        following, numerals = _stretch(run, position)
        yield from numerals
        position = following


def _stretch(run: Sequence[Atom], start: int) -> tuple[int, list[Numeral]]:
    """The numerals from `start` to the next boundary of a run, and where that is.

    Number words that follow each other without a boundary are one numeral, a range of two
    neighbours ("mười hai mười ba") or nothing: a number is never read by its tail.
    """
    found: list[Numeral] = []
    position, whole = start, True
    while position < len(run):
        couple = _couple(run, position)
        state = parse(run, position + couple)
        if state is None:
            word = run[position]
            position += 1
            if word.role == "scale" and _is_lone_year(run, position):
                position += 1
            if word.role not in _CUT or not _is_cut_off(run, position):
                break
            whole = False
            continue
        atoms = run[position : state.position]
        position = state.position
        numeral = None if state.refused else _numeral(atoms, state, couple)
        whole = whole and numeral is not None
        if numeral is not None and _speaks(atoms):
            found.append(numeral)
        if _is_lone_year(run, position):
            if found and numeral is not None:
                found[-1] = _with_five(found[-1], atoms[-1], run[position])
            position += 1
            break
        if _is_boundary(run, position):
            break
    return position, _accepted(found, whole)


def _accepted(numerals: list[Numeral], whole: bool) -> list[Numeral]:
    """What stands of the numerals of a stretch: one, or two neighbours as a range."""
    if not whole:
        return []
    if len(numerals) == 2 and _are_neighbours(*numerals):
        one, two = numerals
        span = Span(one.span.start, two.span.end)
        entries = tuple(dict.fromkeys((*one.entries, *two.entries)))
        return [two._replace(span=span, value=one.value, value_max=two.value, entries=entries)]
    return numerals if len(numerals) < 2 else []


def _is_cut_off(run: Sequence[Atom], position: int) -> bool:
    """True where a digit follows a bare scale: "nghìn hai" is cut off from its head."""
    if position >= len(run) or run[position].is_five:
        return False
    return run[position].role in ("digit", "ten", "last")


def _is_boundary(run: Sequence[Atom], position: int) -> bool:
    """True where the number words behind a numeral do not belong to it."""
    if position >= len(run):
        return True
    before, here = run[position - 1], run[position]
    if here.role in ("over", "comma", "point", "minus", "link"):
        return True
    if before.role == "literal" or here.role == "literal":
        return here.role not in ("last", "tens")
    if here.role in ("scale", "half") or before.is_five:
        return True
    return here.role == "digit" and here.value == 1 and before.role == "scale"


def _of_one_atom(atom: Atom) -> Numeral:
    """The numeral that is a single atom, as most are: digits ("12") or one word ("ba")."""
    entries = (atom.entry,) if atom.entry else ()
    return Numeral(Span(atom.start, atom.end), atom.value, other=atom.other, entries=entries)


def _couple(run: Sequence[Atom], position: int) -> bool:
    """True at "hai ba (ngày)", "năm sáu (trăm)": two neighbouring digits, a range.

    "bốn năm" is one only before a scale; else năm may be the years.
    """
    if position + 1 >= len(run):
        return False
    one, two = run[position], run[position + 1]
    if one.role != "digit" or two.role != "digit" or not one.value:
        return False
    if two.value != one.value + 1 and (one.value, two.value) != _FIVE_TO_SEVEN:
        return False
    scaled = position + 2 < len(run) and run[position + 2].role in ("scale", "tens")
    return scaled or not two.is_five


def _speaks(atoms: Sequence[Atom]) -> bool:
    """False for a lone "không", which is "not" rather than zero."""
    return not (len(atoms) == 1 and atoms[0].role == "digit" and atoms[0].value == 0)


def _is_lone_year(run: Sequence[Atom], position: int) -> bool:
    """True for a "năm" behind a number, which counts years: "hai mươi năm", "trăm năm"."""
    if position >= len(run) or not run[position].is_five:
        return False
    return position + 1 == len(run) or run[position + 1].role not in ("tens", "scale")


def _with_five(numeral: Numeral, last: Atom, five: Atom) -> Numeral:
    """The numeral with its other reading before a "năm".

    "bốn năm (người)" is four to five; "sáu mươi năm (đồng)" is a misspelling of sixty-five.
    """
    span = Span(numeral.span.start, five.end)
    entries = (*numeral.entries, five.entry or "")
    if numeral.entries == ("bon",) and numeral.value == 4:
        return numeral._replace(five=Numeral(span, numeral.value, five.value, entries=entries))
    if last.role in ("tens", "ten") and numeral.value_max is None:
        whole = numeral.value + five.value
        return numeral._replace(five=Numeral(span, whole, entries=entries))
    return numeral


def _numeral(atoms: Sequence[Atom], state: Parse, couple: bool) -> Numeral | None:
    """The numeral of some atoms; None for a couple of digits that the words do not bear out."""
    entries = tuple(dict.fromkeys(atom.entry for atom in atoms if atom.entry))
    span = Span(atoms[0].start, atoms[-1].end)
    if couple:
        low, high = atoms[0].value, atoms[1].value
        factor = state.value / high
        plain = factor in (1, 10) or factor == state.factor
        return Numeral(span, low * factor, state.value, factor, entries=entries) if plain else None
    first = atoms[0]
    other = None
    if first.other is not None and len(state.parts) == 1:
        other = first.other * state.factor
    half = (1, 2) if atoms[-1].entry == "nua" else None
    return Numeral(span, state.value, None, state.factor, other, None, half, entries)


# -- fractions and ranges --------------------------------------------------------------------------


def _fractions(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join "2/3" and "hai phần ba"; longer chains of bars (2/3/2017) stay apart."""
    return _pairs_joined(numerals, partial(_barred, text), partial(_fraction, text))


def _pairs_joined(
    numerals: list[Numeral],
    linked: Callable[[Numeral, Numeral], bool],
    join_pair: Callable[[Numeral, Numeral], Numeral | None],
) -> list[Numeral]:
    """The numerals, each two that are linked joined where they can be; longer chains stay apart."""
    result: list[Numeral] = []
    index = 0
    while index < len(numerals):
        last = index
        while last + 1 < len(numerals) and linked(numerals[last], numerals[last + 1]):
            last += 1
        joined = join_pair(numerals[index], numerals[last]) if last == index + 1 else None
        result += [joined] if joined else numerals[index : last + 1]
        index = last + 1
    return result


def _barred(text: str, one: Numeral, two: Numeral) -> bool:
    """True where a bar stands between two numerals: "3/4", "ba phần tư"."""
    if two.span.start - one.span.end >= _LONGEST_BAR:
        return False
    if _BAR.fullmatch(text, one.span.end, two.span.start):
        return True
    between = text[one.span.end : two.span.start]
    return between.strip().lower() in _OVER and two.value <= 10


def _fraction(text: str, one: Numeral, two: Numeral) -> Numeral | None:
    """Two numerals with a bar or "phần" between as a fraction; None where they are none."""
    top, bottom = one.value, two.value
    plain = one.factor == two.factor == 1 and one.value_max is None
    whole = top == int(top) or "," in one.span.of(text)  # 25,7/30 ha, not 2.4/5 GHz
    if not (plain and whole) or bottom < 2 or bottom != int(bottom):
        return None
    span = Span(one.span.start, two.span.end)
    over = () if _BAR.fullmatch(text, one.span.end, two.span.start) else ("phan",)
    entries = (*one.entries, *over, *two.entries)
    return Numeral(span, top / bottom, fraction=(int(top), int(bottom)), entries=entries)


def _ranges(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Join neighbours that a dash, "đến" or "tới" makes a range; chains stay apart."""
    return _pairs_joined(numerals, partial(_joint, text), join)


def _joint(text: str, one: Numeral, two: Numeral) -> bool:
    """True where a dash, a link word or a comma joins two numerals as a range."""
    if two.span.start - one.span.end > _LONGEST_JOINT:
        return False
    if _JOINT.fullmatch(text, one.span.end, two.span.start):
        return True
    comma = _COMMA.fullmatch(text, one.span.end, two.span.start)
    return bool(comma) and _in_words(text, one) and _in_words(text, two) and _are_steps(one, two)


def _in_words(text: str, numeral: Numeral) -> bool:
    """True for a numeral in words: "hai mươi"."""
    written = numeral.span.of(text)
    return written[:1].isalpha() and written[-1:].isalpha()


def _are_steps(one: Numeral, two: Numeral) -> bool:
    """True for numbers in words that a comma makes a range: "hai, ba (chục)", "mười, mười lăm"."""
    if one.factor == 1 < two.factor:
        return 0 < one.value < 10 and two.value == (one.value + 1) * two.factor
    return _are_neighbours(one, two) or (one.value % 5 == 0 and two.value - one.value == 5)


def _are_neighbours(one: Numeral, two: Numeral) -> bool:
    """True for two numbers below a hundred that follow each other, by ones or by tens."""
    if one.value_max is not None or two.value_max is not None or one.fraction or two.fraction:
        return False
    if not 0 < one.value < two.value < 100 or one.factor != two.factor:
        return False
    step = two.value - one.value
    return step == 1 or (step == 10 and one.value % 10 == 0)


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
    return high._replace(
        span=span,
        value=bottom,
        value_max=high.value,
        entries=entries,
        other=low.other,
        other_max=high.other,
    )
