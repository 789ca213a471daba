"""A run of number words and digits -> the one number it starts with.

In: atoms, the number words and literals of a text in order. Out: a `Parse` of the longest numeral
that starts at an atom, or one that says that the words have two readings or none.

The grammar of Vietnamese numerals:

    numeral  = [âm] (terms | terms phẩy decimals scales | nửa scales)
    terms    = term+            each smaller than the place of the one before
    term     = chunk scales     hai mươi mốt triệu; 1,5 nghìn tỷ
    chunk    = a number below a hundred in words, or a literal
    scales   = (chục | trăm | nghìn | vạn | triệu | tỷ)+    each gathers the smaller terms before it
    tail     = the last term, which may have no scale:
               linh năm | năm mươi sáu | tư (of "hai nghìn tư": a tenth of the place) | rưỡi
    decimals = digits in words  hai phẩy năm, ba phẩy mười bốn; "hai phẩy ba trăm" has two readings

"Place" is the scale that a term ends with: 10^6 in "hai triệu", 10^12 in "hai nghìn tỷ".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from vanban.extraction.numbers.terms import (
    BILLION,
    HUNDRED,
    THOUSAND,
    ZERO,
    Atom,
    Parse,
    is_year,
    read_chunk,
    read_scales,
)

_MOST_WHOLE, _MOST_DECIMALS = Decimal(10) ** 6, 6


def parse(atoms: Sequence[Atom], start: int) -> Parse | None:
    """The numeral at `atoms[start]`; None where none starts there."""
    state = Parse(atoms, start)
    negative = state.role() == "minus"
    state.position += negative
    if not _first(state):
        return None
    while not state.refused and _next(state):
        pass
    if _is_open(state):
        state.refuse()
    if not state.refused and state.role() == "point":
        decimals(state, _next)
    if negative:
        state.parts = [-part for part in state.parts]
    return state


def _is_open(state: Parse) -> bool:
    """True for hundreds directly behind millions: "một triệu hai trăm" may mean thousands."""
    large = [index for index, place in enumerate(state.places) if place >= THOUSAND]
    if not large or state.places[large[-1]] == THOUSAND:
        return False
    return HUNDRED <= sum(state.parts[large[-1] + 1 :], ZERO) < THOUSAND


def _first(state: Parse) -> bool:
    """The first term; "nửa triệu" and "không trăm" included."""
    chunk = Decimal("0.5") if _half(state) else _denominator(state) or read_chunk(state)
    if chunk is None and _one_and_a_half(state):
        chunk = Decimal(1)
    if chunk is None:
        return False
    state.add(chunk)
    state.empty = chunk == 0
    read_scales(state)
    state.factor = state.value / chunk if chunk else Decimal(1)
    return True


def _one_and_a_half(state: Parse) -> bool:
    """True at a scale with its half and no number before: "triệu rưỡi", "tỷ rưỡi"."""
    atom = state.atom()
    half = state.atom(1)
    if atom is None or half is None or atom.role != "scale" or half.entry != "ruoi":
        return False
    return atom.value >= HUNDRED


def _half(state: Parse) -> bool:
    """Move over "nửa" or "một nửa"; "nửa" may take a scale (nửa triệu)."""
    atom = state.atom()
    one = atom is not None and atom.role in ("digit", "literal") and atom.value == 1
    half = state.atom(1) if one else atom
    if half is None or half.entry != "nua":
        return False
    state.position += 1 + one
    return True


def _denominator(state: Parse) -> Decimal | None:
    """The four of "ba phần tư", which is no number by itself."""
    atom = state.atom()
    if atom is None or atom.role != "last" or state.position == 0:
        return None
    if state.atoms[state.position - 1].role != "over":
        return None
    state.position += 1
    return atom.value


# -- further terms ---------------------------------------------------------------------------------


def _next(state: Parse) -> bool:
    """A further term after a scale, smaller than its place; False where the numeral ends."""
    place, role = state.place, state.role()
    if place is None:
        return False
    if role in _FURTHER:
        return _FURTHER[role](state, place)
    return False if is_year(state) else _term(state, place)


def _and_a_half(state: Parse, place: Decimal) -> bool:
    """Add half of the place: "hai triệu rưỡi"; a scale may follow ("hai trăm rưỡi triệu").

    False: no further term of the numeral can follow.
    """
    state.add(place / 2)
    state.position += 1
    read_scales(state)
    return False


def _term(state: Parse, place: Decimal) -> bool:
    """A chunk with its scales, or without one as the tail of the numeral."""
    before, atom = state.position, state.atom()
    chunk = read_chunk(state)
    if chunk is None or atom is None:
        return False
    if chunk >= place or (atom.role == "digit" and chunk == 1 and not _scaled(state)):
        state.position = before  # "5 triệu một tháng": one more would be mốt
        return False
    single = state.position == before + 1 and 0 < chunk < 10
    if _scaled(state):
        return _scaled_term(state, place, chunk, single)
    if single:
        state.position = before
        return _colloquial(state, place)
    return _tail(state, place, chunk)


def _scaled(state: Parse) -> bool:
    return state.role() == "scale"


def _scaled_term(state: Parse, place: Decimal, chunk: Decimal, single: bool) -> bool:
    """The term whose scale follows: "(hai triệu) ba trăm nghìn", "(hai trăm) ba nghìn"."""
    follower = state.atom()
    scale = follower.value if follower else Decimal(1)
    if single and place == HUNDRED and scale > place:
        return _short_hundreds(state, chunk)
    state.empty = chunk == 0
    state.add(chunk)
    read_scales(state)
    return state.place is not None


def _short_hundreds(state: Parse, chunk: Decimal) -> bool:
    """Two hundred and "ba nghìn" is 230,000, short for ba mươi; "năm nghìn" may be 205,000."""
    if state.empty or state.atoms[state.position - 1].is_five:
        return state.refuse()
    state.add(chunk * 10)
    read_scales(state)
    return state.place is not None


def _colloquial(state: Parse, place: Decimal) -> bool:
    """A lone last digit counts tenths of the place: "một triệu hai", "ba nghìn tư"."""
    atom = state.atom()
    fits = atom is not None and place >= HUNDRED and place <= BILLION and not state.empty
    if atom is None or not fits or atom.is_five or state.role(1) in ("last", "tens", "digit"):
        return state.refuse()
    if atom.role == "last" and atom.value == 5:
        return state.refuse()
    state.position += 1
    state.add(atom.value * place / 10)
    if _scaled(state):
        read_scales(state)
        return state.place is not None
    state.place = None
    return False


def _tail(state: Parse, place: Decimal, chunk: Decimal) -> bool:
    """The last two or three digits: "(hai nghìn) mười bảy"; "1 triệu 200" has two readings."""
    if place >= THOUSAND * 10 and not state.empty:
        return state.refuse()
    state.add(chunk)
    state.place = None
    return False


def _linked(state: Parse, place: Decimal) -> bool:
    """The last digits after an empty place: "linh năm", "lẻ 5", "lẻ mười lăm"."""
    following = state.atom(1)
    if place < HUNDRED or following is None:
        return False
    if following.role not in ("digit", "literal", "last", "ten"):
        return False
    state.position += 1
    chunk = read_chunk(state) if following.role != "last" else following.value
    state.position += following.role == "last"
    if chunk is None or chunk >= HUNDRED:
        return state.refuse()
    state.add(chunk)
    read_scales(state)
    return state.place is not None


def _after_comma(state: Parse, place: Decimal) -> bool:
    """A term after a comma, as amounts are written in words: "hai tỷ, ba trăm triệu đồng".

    It belongs to the numeral where it has a smaller scale of its own, or fills the last three
    places in full ("sáu nghìn, không trăm bốn mươi sáu").
    """
    ahead = Parse(state.atoms, state.position + 1)
    if not _first(ahead):
        return False
    while not ahead.refused and ahead.role() != "comma" and _next(ahead):
        pass
    last = ahead.place == HUNDRED or (ahead.place is None and len(ahead.parts) > 1)
    zero = state.atom(1)
    spoken = place == THOUSAND or (zero is not None and not zero.value)
    full = spoken and ahead.value < THOUSAND and last
    smaller = any(THOUSAND <= at < place for at in ahead.places)
    if ahead.refused or ahead.value >= place or not (full or smaller):
        return False
    state.position, state.place = ahead.position, ahead.place
    for part, at in zip(ahead.parts, ahead.places, strict=True):
        state.add(part, at)
    return state.place is not None


_FURTHER: dict[str | None, Callable[[Parse, Decimal], bool]] = {
    "comma": _after_comma,
    "half": _and_a_half,
    "link": _linked,
    "last": _colloquial,
}
"""How a numeral goes on, by the role of the next word: True where a further term may follow."""


def decimals(state: Parse, go_on: Callable[[Parse], bool]) -> None:
    """Read the decimals and the scales behind them; `go_on` reads a further term of a numeral."""
    whole = state.value
    if whole != int(whole) or whole >= _MOST_WHOLE:
        return
    start = state.position
    state.position += 1
    written = _decimal_digits(state, go_on)
    if not written:
        state.position = start
        state.refused = state.role(1) in ("digit", "ten", "literal")
        return
    if state.refused or len(written) > _MOST_DECIMALS:
        state.refuse()
        return
    value = whole + Decimal("0." + written)
    state.parts, state.places = [value], [Decimal(1)]
    read_scales(state)
    state.factor = state.value / value if value else Decimal(1)


def _decimal_digits(state: Parse, go_on: Callable[[Parse], bool]) -> str:
    """The digits behind the decimal sign: read one by one, or as a number below a thousand."""
    atom = state.atom()
    if atom is not None and atom.role == "literal":
        state.position += 1
        whole = atom.value == int(atom.value) and atom.other is None
        return str(int(atom.value)) if whole else ""
    zeros = ""
    while (atom := state.atom()) is not None and atom.role == "digit" and atom.value == 0:
        if state.role(1) == "scale":
            break
        zeros += "0"
        state.position += 1
    if atom is None or atom.role not in ("digit", "ten", "link"):
        return zeros
    if atom.role == "link":
        state.position += 1
        zeros += "0"
    return zeros + _decimal_rest(state, go_on)


def _decimal_rest(state: Parse, go_on: Callable[[Parse], bool]) -> str:
    """The digits after leading zeros: "một bốn một năm", "hai mươi lăm", "một trăm linh hai"."""
    singles = _singles(state)
    if len(singles) > 1:
        state.position += len(singles)
        return "".join(singles)
    chunk = read_chunk(state)
    if chunk is None:
        return ""
    hundreds = state.atom()
    if hundreds is None or hundreds.role != "scale" or hundreds.value != HUNDRED:
        return str(int(chunk))
    inner = Parse(state.atoms, state.position, [chunk], [Decimal(1)])
    read_scales(inner)
    if inner.place != HUNDRED or inner.role() not in ("link", "digit", "ten"):
        state.refuse()  # "hai phẩy ba trăm" is 2.3 or 230
        return "0"
    if not is_year(inner):
        go_on(inner)
    state.position, state.refused = inner.position, inner.refused or inner.place is not None
    return f"{int(inner.value):03d}"


def _singles(state: Parse) -> list[str]:
    """Digits read one by one; a last "năm" only before "phần": it may count years."""
    digits: list[str] = []
    place = state.position
    while place < len(state.atoms) and state.atoms[place].role in ("digit", "last"):
        digits.append(str(int(state.atoms[place].value)))
        place += 1
    following = state.atoms[place] if place < len(state.atoms) else None
    if following is not None and following.role in ("tens", "scale"):
        return digits[:-1] if following.role == "tens" and len(digits) > 2 else []
    year = len(digits) > 1 and state.atoms[place - 1].is_five
    if year and (following is None or following.role != "over"):
        state.refuse()
    return digits
