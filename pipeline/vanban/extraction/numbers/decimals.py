"""What stands behind the spoken decimal sign: "hai phẩy năm (triệu)", "ba phẩy mười bốn".

In: a `Parse` at a "phẩy". Out: the same with the decimals in its value, or refused where they have
two readings ("hai phẩy ba trăm").
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from vanban.extraction.numbers.terms import HUNDRED, Parse, is_year, read_chunk, read_scales

_MOST_WHOLE, _MOST_DECIMALS = Decimal(10) ** 6, 6


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
