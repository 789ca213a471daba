"""What a numeral in words is built of: chunks below a hundred, and the scales that multiply them.

In: atoms, the number words and literals of a text in order. Out: a `Parse`, which `words` drives
through a numeral, and the two steps that every term takes: `read_chunk` and `read_scales`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import Role

LIMIT = Decimal(10) ** 21
"""No amount in a newspaper is larger; "tỷ tỷ tỷ" is no number."""

ZERO, TEN, HUNDRED, THOUSAND = Decimal(0), Decimal(10), Decimal(100), Decimal(1000)
MILLION, BILLION = Decimal(10) ** 6, Decimal(10) ** 9
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
    the last term, None where no scale stands (the numeral may not go on). `factor` is what the
    scales make of the first chunk: 1,000,000 in "17 triệu". `empty` is set after an empty place
    that is spoken ("không trăm"). `refused` is set where the words go on in a way that has two
    readings or none.
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
        return sum(self.parts, ZERO)

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


# -- a number below a hundred ----------------------------------------------------------------------


def read_chunk(state: Parse) -> Decimal | None:
    """A number below a hundred in words, or a literal; None (and no move) where none stands."""
    atom = state.atom()
    if atom is None or atom.role not in ("digit", "ten", "literal"):
        return None
    state.position += 1
    if atom.role == "literal":
        return atom.value
    if atom.role == "ten":
        return TEN + _last(state)
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
        return ZERO
    if atom.is_five and state.role(1) not in ("point", "over"):
        return ZERO
    if atom.role == "digit" and state.role(1) in ("tens", "last"):
        return ZERO
    state.position += 1
    return atom.value


# -- scales ----------------------------------------------------------------------------------------


def read_scales(state: Parse) -> None:
    """Multiply by the scales that follow; each gathers the terms that are smaller than itself."""
    state.place = None
    large = 0
    while (atom := state.atom()) is not None and atom.role == "scale":
        gathered = _gather(state, atom.value)
        if gathered is None:
            state.refuse()
            return
        large += atom.value >= THOUSAND
        if large > _LARGE_SCALES or abs(gathered * atom.value) > LIMIT:
            state.refuse()
            return
        compound = state.place is not None and state.place >= THOUSAND and atom.value == BILLION
        state.place = (state.place or ZERO) * atom.value if compound else atom.value
        state.add(gathered * atom.value, state.place)
        state.position += 1
    if len(state.parts) > 1 and state.parts[-1] >= state.places[-2]:
        state.refuse()


def _gather(state: Parse, scale: Decimal) -> Decimal | None:
    """The sum of the last terms that are smaller than a scale, taken off; None where none is.

    Directly behind another scale the last term is taken in any case ("một tỷ tỷ"), and so is one
    in digits that is all there is: "33.685.093 triệu".
    """
    gathered, found = ZERO, False
    while state.parts and abs(state.parts[-1]) < scale and state.places[-1] < scale:
        gathered += state.pop()
        found = True
    if found:
        return gathered
    alone = len(state.parts) == 1 and state.role(-1) == "literal"
    if alone or (state.place is not None and state.place >= THOUSAND and scale == BILLION):
        return state.pop()
    return None


def is_year(state: Parse) -> bool:
    """True for the "năm" of "hai trăm năm": years, not a last digit."""
    atom = state.atom()
    return atom is not None and atom.is_five and state.role(1) not in ("tens", "scale", "last")
