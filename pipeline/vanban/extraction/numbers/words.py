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

"Place" is the scale that a term ends with: 10^6 in "hai triệu", 10^12 in "hai nghìn tỷ".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import Role

LIMIT = Decimal(10) ** 21
"""No amount in a newspaper is larger; "tỷ tỷ tỷ" is no number."""

_ZERO, _TEN, _HUNDRED, _THOUSAND = Decimal(0), Decimal(10), Decimal(100), Decimal(1000)
_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9
_MOST_DECIMALS = 6
_LARGE_SCALES = 3
"""At most so many scales above a hundred behind one chunk: "nghìn tỷ tỷ"."""


class Atom(NamedTuple):
    """A number word or a literal: `role` is "literal" for digits, "comma" for a comma between."""

    start: int
    end: int
    role: Role | str
    value: Decimal
    other: Decimal | None = None
    entry: str | None = None

    @property
    def is_five(self) -> bool:
        """True for năm, which may be the year."""
        return self.entry == "nam"


@dataclass(slots=True)
class Parse:
    """A numeral while it is read, and when it is read.

    `parts` are its terms, largest first, and `places` the scales they end with; `place` is that of
    the last term, None where no scale stands (the numeral may not go on). `factor` is what the scales make of the first
    chunk: 1,000,000 in "17 triệu". `empty` is set after an empty place that is spoken ("không
    trăm"). `refused` is set where the words go on in a way that has two readings or none.
    """

    atoms: Sequence[Atom]
    position: int
    parts: list[Decimal] = field(default_factory=list)
    places: list[Decimal] = field(default_factory=list)
    place: Decimal | None = None
    factor: Decimal = Decimal(1)
    empty: bool = False
    refused: bool = False

    def atom(self, ahead: int = 0) -> Atom | None:
        """The atom at the reading position, or one further on."""
        index = self.position + ahead
        return self.atoms[index] if index < len(self.atoms) else None

    def role(self, ahead: int = 0) -> str | None:
        """The role of that atom."""
        atom = self.atom(ahead)
        return atom.role if atom else None

    @property
    def value(self) -> Decimal:
        """What has been read so far."""
        return sum(self.parts, _ZERO)

    def add(self, part: Decimal, place: Decimal = Decimal(1)) -> None:
        """A further term and its place."""
        self.parts.append(part)
        self.places.append(place)

    def pop(self) -> Decimal:
        """The last term, taken off."""
        self.places.pop()
        return self.parts.pop()

    def refuse(self) -> bool:
        """Say that the words have no one reading; False, for the numeral ends here."""
        self.refused = True
        return False


def parse(atoms: Sequence[Atom], start: int) -> Parse | None:
    """The numeral at `atoms[start]`; None where none starts there."""
    state = Parse(atoms, start)
    negative = state.role() == "minus"
    state.position += negative
    if not _first(state):
        return None
    while not state.refused and _next(state):
        pass
    if not state.refused and state.role() == "point":
        _decimals(state)
    if negative:
        state.parts = [-part for part in state.parts]
    return state


def _first(state: Parse) -> bool:
    """The first term; "nửa triệu" and "không trăm" included."""
    chunk = Decimal("0.5") if _half(state) else _denominator(state) or _chunk(state)
    if chunk is None:
        return False
    state.add(chunk)
    state.empty = chunk == 0
    _scales(state)
    state.factor = state.value / chunk if chunk else Decimal(1)
    return True


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


# -- a number below a hundred ----------------------------------------------------------------------


def _chunk(state: Parse) -> Decimal | None:
    """A number below a hundred in words, or a literal; None (and no move) where none stands."""
    atom = state.atom()
    if atom is None or atom.role not in ("digit", "ten", "literal"):
        return None
    state.position += 1
    if atom.role == "literal":
        return atom.value
    if atom.role == "ten":
        return _TEN + _last(state)
    if state.role() == "tens":
        state.position += 1
        return atom.value * 10 + _last(state)
    if state.role() == "last" and atom.value > 1:
        return atom.value * 10 + _last(state)  # hai lăm
    return atom.value


def _last(state: Parse) -> Decimal:
    """The digit after tens; 0 where there is none, as before "năm" (years)."""
    atom = state.atom()
    if atom is None or atom.role not in ("digit", "last") or not atom.value:
        return _ZERO
    if atom.is_five and state.role(1) not in ("point", "over"):
        return _ZERO
    if atom.role == "digit" and state.role(1) in ("tens", "last"):
        return _ZERO
    state.position += 1
    return atom.value


# -- scales ----------------------------------------------------------------------------------------


def _scales(state: Parse) -> None:
    """Multiply by the scales that follow; each gathers the terms that are smaller than itself."""
    state.place = None
    large = 0
    while (atom := state.atom()) is not None and atom.role == "scale":
        gathered = _gather(state, atom.value)
        if gathered is None:
            state.refuse()
            return
        large += atom.value >= _THOUSAND
        if large > _LARGE_SCALES or abs(gathered * atom.value) > LIMIT:
            state.refuse()
            return
        compound = state.place is not None and state.place >= _THOUSAND and atom.value == _BILLION
        state.place = (state.place or _ZERO) * atom.value if compound else atom.value
        state.add(gathered * atom.value, state.place)
        state.position += 1
    if len(state.parts) > 1 and state.parts[-1] >= state.places[-2]:
        state.refuse()


def _gather(state: Parse, scale: Decimal) -> Decimal | None:
    """The sum of the last terms that are smaller than a scale, taken off; None where none is.

    Directly behind another scale the last term is taken in any case: "một tỷ tỷ".
    """
    gathered, found = _ZERO, False
    while state.parts and abs(state.parts[-1]) < scale:
        gathered += state.pop()
        found = True
    if found:
        return gathered
    if state.place is not None and state.place >= _THOUSAND and scale == _BILLION:
        return state.pop()
    return None


# -- further terms ---------------------------------------------------------------------------------


def _next(state: Parse) -> bool:
    """A further term after a scale, smaller than its place; False where the numeral ends."""
    place, role = state.place, state.role()
    if place is None:
        return False
    if role == "comma":
        return _after_comma(state, place)
    if role == "half":
        return _and_a_half(state, place)
    if role == "link":
        return _linked(state, place)
    if role == "last":
        return _colloquial(state, place)
    if _is_year(state):
        return False
    return _term(state, place)


def _is_year(state: Parse) -> bool:
    """True for the "năm" of "hai trăm năm": years, not a last digit."""
    atom = state.atom()
    return atom is not None and atom.is_five and state.role(1) not in ("tens", "scale", "last")


def _and_a_half(state: Parse, place: Decimal) -> bool:
    """Half of the place: "hai triệu rưỡi"; a scale may follow ("hai trăm rưỡi triệu")."""
    state.add(place / 2)
    state.position += 1
    _scales(state)
    return False


def _term(state: Parse, place: Decimal) -> bool:
    """A chunk with its scales, or without one as the tail of the numeral."""
    before, atom = state.position, state.atom()
    chunk = _chunk(state)
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
    if single and place == _HUNDRED and scale > place:
        return _short_hundreds(state, chunk)
    state.empty = chunk == 0
    state.add(chunk)
    _scales(state)
    return state.place is not None


def _short_hundreds(state: Parse, chunk: Decimal) -> bool:
    """ "hai trăm ba nghìn" is 230,000, short for ba mươi; "hai trăm năm nghìn" may be 205,000."""
    if state.empty or state.atoms[state.position - 1].is_five:
        return state.refuse()
    state.add(chunk * 10)
    _scales(state)
    return state.place is not None


def _colloquial(state: Parse, place: Decimal) -> bool:
    """A lone last digit counts tenths of the place: "một triệu hai", "ba nghìn tư"."""
    atom = state.atom()
    fits = atom is not None and place >= _HUNDRED and place <= _BILLION and not state.empty
    if atom is None or not fits or atom.is_five or state.role(1) in ("last", "tens", "digit"):
        return state.refuse()
    if atom.role == "last" and atom.value == 5:
        return state.refuse()
    state.position += 1
    state.add(atom.value * place / 10)
    if _scaled(state):
        _scales(state)
        return state.place is not None
    state.place = None
    return False


def _tail(state: Parse, place: Decimal, chunk: Decimal) -> bool:
    """The last two or three digits: "(hai nghìn) mười bảy"; "1 triệu 200" has two readings."""
    if place >= _THOUSAND * 10 and not state.empty:
        return state.refuse()
    state.add(chunk)
    state.place = None
    return False


def _linked(state: Parse, place: Decimal) -> bool:
    """The last digits after an empty place: "linh năm", "lẻ 5", "lẻ mười lăm"."""
    following = state.atom(1)
    if place < _HUNDRED or following is None:
        return False
    if following.role not in ("digit", "literal", "last", "ten"):
        return False
    state.position += 1
    chunk = _chunk(state) if following.role != "last" else following.value
    state.position += following.role == "last"
    if chunk is None or chunk >= _HUNDRED:
        return state.refuse()
    state.add(chunk)
    _scales(state)
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
    last = ahead.place == _HUNDRED or (ahead.place is None and len(ahead.parts) > 1)
    full = place == _THOUSAND and ahead.value < _THOUSAND and last
    smaller = ahead.place is not None and _THOUSAND <= ahead.place < place
    if ahead.refused or ahead.value >= place or not (full or smaller):
        return False
    state.position, state.place = ahead.position, ahead.place
    state.add(ahead.value, ahead.place or Decimal(1))
    return state.place is not None


# -- decimals --------------------------------------------------------------------------------------


def _decimals(state: Parse) -> None:
    """What follows the spoken decimal sign, and the scales behind it: "hai phẩy năm (triệu)"."""
    whole = state.value
    if whole != int(whole) or whole >= _MILLION:
        return
    start = state.position
    state.position += 1
    written = _decimal_digits(state)
    if not written:
        state.position = start
        state.refused = state.role(1) in ("digit", "ten", "literal")
        return
    if state.refused or len(written) > _MOST_DECIMALS:
        state.refuse()
        return
    value = whole + Decimal("0." + written)
    state.parts, state.places = [value], [Decimal(1)]
    _scales(state)
    state.factor = state.value / value if value else Decimal(1)


def _decimal_digits(state: Parse) -> str:
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
    return zeros + _decimal_rest(state)


def _decimal_rest(state: Parse) -> str:
    """The digits after leading zeros: "một bốn một năm", "hai mươi lăm", "một trăm linh hai"."""
    singles = _singles(state)
    if len(singles) > 1:
        state.position += len(singles)
        return "".join(singles)
    chunk = _chunk(state)
    if chunk is None:
        return ""
    hundreds = state.atom()
    if hundreds is None or hundreds.role != "scale" or hundreds.value != _HUNDRED:
        return str(int(chunk))
    inner = Parse(state.atoms, state.position, [chunk], [Decimal(1)])
    _scales(inner)
    if inner.place != _HUNDRED or inner.role() not in ("link", "digit", "ten"):
        state.refuse()  # "hai phẩy ba trăm" is 2.3 or 230
        return "0"
    if not _is_year(inner):
        _next(inner)
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
