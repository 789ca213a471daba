"""A run of number words and digits -> the one number it starts with.

In: atoms, the number words and literals of a text in order. Out: a `Reading` of the longest
numeral that starts at an atom. The grammar of Vietnamese numerals: chunks below a hundred, each
followed by scales; a scale gathers every smaller part before it ("hai nghìn ba trăm tỷ").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from vanban.extraction.numbers.lexicon import Role

LIMIT = Decimal(10) ** 21
"""No amount in a newspaper is larger; "tỷ tỷ tỷ" is no number."""

_HUNDRED, _THOUSAND, _MILLION = Decimal(100), Decimal(1000), Decimal(10) ** 6


class Atom(NamedTuple):
    """A number word or a literal: `role` is "literal" for digits."""

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
    """A numeral while it is read: `parts` are terms of falling size, `scale` the last factor.

    `factor` is what the scales make of the first chunk: 1,000,000 in "17 triệu". `refused` is set
    where the words go on in a way that has two readings or none.
    """

    atoms: Sequence[Atom]
    position: int
    parts: list[Decimal] = field(default_factory=list)
    scale: Decimal | None = None
    factor: Decimal = Decimal(1)
    scales: int = 0
    refused: bool = False

    def atom(self, ahead: int = 0) -> Atom | None:
        """The atom at the reading position, or one further on."""
        place = self.position + ahead
        return self.atoms[place] if place < len(self.atoms) else None

    def role(self, ahead: int = 0) -> str | None:
        """The role of that atom."""
        atom = self.atom(ahead)
        return atom.role if atom else None

    @property
    def value(self) -> Decimal:
        """What has been read so far."""
        return sum(self.parts, Decimal(0))


def parse(atoms: Sequence[Atom], start: int) -> Parse | None:
    """The numeral at `atoms[start]`; None where none starts there."""
    state = Parse(atoms, start)
    negative = state.role() == "minus"
    state.position += negative
    if not _first(state):
        return None
    while not state.refused and _next(state):
        pass
    if negative:
        state.parts = [-part for part in state.parts]
    return state


def _first(state: Parse) -> bool:
    """The first chunk with its scales; "nửa triệu" and "không trăm" included."""
    if _half(state):
        chunk: Decimal | None = Decimal("0.5")
    else:
        chunk = _chunk(state)
    if chunk is None:
        return False
    chunk = _decimals(state, chunk)
    state.parts = [chunk]
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


def _next(state: Parse) -> bool:
    """A further term after a scale, smaller than that scale; False where the numeral ends."""
    scale, role = state.scale, state.role()
    if scale is None:
        return False
    if role == "half":
        state.parts.append(scale / 2)
        state.position += 1
        _rescale(state)
        return False
    if role == "link" and scale >= _HUNDRED:
        return _linked(state, scale)
    before = state.position
    chunk = None if _is_year(state) else _chunk(state)
    if chunk is None or chunk >= scale:
        state.position = before
        return False
    return _term(state, chunk, scale, before)


def _is_year(state: Parse) -> bool:
    """True for the "năm" of "hai trăm năm": years, not a last digit."""
    atom = state.atom()
    return atom is not None and atom.is_five and state.role(1) not in ("tens", "scale")


def _rescale(state: Parse) -> None:
    """Forget the last scale and read the scales that follow."""
    state.scale = None
    _scales(state)


def _term(state: Parse, chunk: Decimal, scale: Decimal, before: int) -> bool:
    """Place a chunk after a scale: alone it may be colloquial ("một triệu hai" is 1.2 million)."""
    single = state.position == before + 1 and 0 < chunk < 10
    follower = state.atom()
    follows = follower.value if follower and follower.role == "scale" else None
    larger = follows is not None and follows > scale
    if single and chunk == 1 and follows is None:
        state.position = before  # "5 triệu một tháng": one more would be mốt
        return False
    if single and (follows is None or (scale == _HUNDRED and larger)):
        if state.atoms[before].is_five:
            state.refused = True
        chunk = chunk * scale / 10
    elif follows is None and scale >= _MILLION and chunk < _THOUSAND:
        state.refused = True  # "1 triệu 200": 1,200,000 or 1,000,200
    elif follows == scale or (follows is not None and chunk * follows >= scale and not larger):
        state.position = before
        return False
    state.parts.append(chunk)
    _rescale(state)
    return True


def _linked(state: Parse, scale: Decimal) -> bool:
    """The last digit after an empty place: "linh năm", "lẻ 5"."""
    following = state.atom(1)
    if following is None or following.role not in ("digit", "literal", "last", "ten"):
        return False
    state.position += 1
    chunk = _chunk(state) if following.role != "last" else following.value
    state.position += following.role == "last"
    if chunk is None or chunk >= min(scale, _HUNDRED):
        state.refused = True
        return False
    state.parts.append(chunk)
    _rescale(state)
    return state.scale is not None


def _chunk(state: Parse) -> Decimal | None:
    """A number below a hundred in words, or a literal; None (and no move) where none stands."""
    atom = state.atom()
    if atom is None or atom.role not in ("digit", "ten", "literal"):
        return None
    state.position += 1
    if atom.role == "literal":
        return atom.value
    if atom.role == "ten":
        return Decimal(10) + _last(state)
    if state.role() == "tens":
        state.position += 1
        return atom.value * 10 + _last(state)
    if state.role() == "last" and atom.value > 1:
        return atom.value * 10 + _last(state)  # hai lăm
    return atom.value


def _last(state: Parse) -> Decimal:
    """The digit after tens; 0 where there is none, as before "năm" (years)."""
    atom = state.atom()
    if atom is None or atom.role not in ("digit", "last") or atom.is_five or not atom.value:
        return Decimal(0)
    if atom.role == "digit" and state.role(1) in ("tens", "last"):
        return Decimal(0)
    state.position += 1
    return atom.value


def _scales(state: Parse) -> None:
    """Multiply by the scales that follow; each gathers the parts that are smaller than itself."""
    after_scale = False
    while (atom := state.atom()) is not None and atom.role == "scale":
        gathered = Decimal(0)
        found = False
        while state.parts and abs(state.parts[-1]) < atom.value:
            gathered += state.parts.pop()
            found = True
        if not found:
            if not after_scale or not state.parts:
                break
            gathered = state.parts.pop()
        state.scales += 1
        if state.scales > 6 or gathered * atom.value > LIMIT:
            state.refused = True
            state.parts.append(gathered)
            return
        state.parts.append(gathered * atom.value)
        state.scale = atom.value
        state.position += 1
        after_scale = True


def _decimals(state: Parse, chunk: Decimal) -> Decimal:
    """Digits after the spoken decimal sign: "hai phẩy năm"."""
    if state.role() != "point" or chunk != int(chunk):
        return chunk
    place, written = state.position + 1, ""
    while place < len(state.atoms) and len(written) < 4:
        atom = state.atoms[place]
        digits = atom.role in ("digit", "last") or (atom.role == "literal" and not written)
        if not digits or atom.value != int(atom.value):
            break
        written += str(int(atom.value))
        place += 1
        if atom.role == "literal":
            break
    if not written:
        return chunk
    state.position = place
    return chunk + Decimal("0." + written)
