"""A place in a text -> the unit of measure or the currency there, and the rate that it begins.

A rate is a unit with what stands behind its slash: đồng/m2, đồng/người/năm.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from vanban.extraction.numbers import GAP, Numeral
from vanban.extraction.quantities.forms import Forms
from vanban.extraction.quantities.lexicon import Unit, counted_at, unit_entries
from vanban.extraction.quantities.page import PageText
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

_SLASH = re.compile(rf"{GAP}?/{GAP}?(?:[0-9]{{1,3}}{GAP})?(?=[^\W\d_])")

_WORD = re.compile(r"[^\W\d_]+(?:[23²³](?!\w))?(?!\w)")

_POWER = re.compile(rf"(?<=m){GAP}[23](?![\w.,]*[0-9])")

_AROUND_SLASH = re.compile(r"\s*/\s*")

_TORN_POWER = re.compile(r"(?<=m) (?=[23]\Z)")

_MOST = 3
"""Denominators of one unit: đồng/người/năm has two."""

_NEXT = re.compile(rf"{GAP}*(\w+)")
_INITIAL = re.compile(r"[A-Z]\.[^\W\d_]")  # 26 V.League
_METRES = re.compile(r"m([0-9]{1,2})(?![\w²³])")
_MONEY = 100
"""A "bảng" below this is a table or a group, not a pound."""
_LARGE = 1000
"""From here on "đồng" is money, whatever follows: "500.000 đồng tiền mặt"."""


class UnitMatch(NamedTuple):
    """A unit at its place: `text[start:end]`, a rate with its slashes included.

    Where digits hang on the unit ("1m70") `fraction` is their value and `written` the unit alone.
    """

    start: int
    end: int
    entry: Unit
    fraction: Decimal = Decimal(0)
    written: str = ""


@cache
def _worded() -> Forms[Unit]:
    """Forms of several letters, found in any case."""
    return Forms((form, e) for e in unit_entries() for form in e.forms if len(form) > 1)


@cache
def _letters() -> Forms[Unit]:
    """Single letters and signs, found as they are written: M is no m."""
    forms = [(form, e) for e in unit_entries() for form in e.forms if len(form) == 1]
    return Forms(forms, cased=True)


@cache
def _prefixes() -> Forms[Unit]:
    """The units written before their number, with their first letter in either case."""
    pairs = [(form, entry) for entry in unit_entries() for form in entry.prefix]
    opening = [(form[:1].upper() + form[1:], entry) for form, entry in pairs if " " in form]
    return Forms((*pairs, *opening), cased=True)  # "Ở tuổi 60" opens a sentence


def unit_at(page: PageText, position: int, numeral: Numeral) -> UnitMatch | None:
    """The unit that begins after a numeral which ends at `position`."""
    start = page.skip(position)
    best = unit_word_at(page, start)
    if best is None:
        return _tall(page, position, numeral)
    end, entry = best
    if _is_other_word(page, start, end, entry, max(numeral.value, numeral.factor)):
        return None
    if entry.head is not None:
        return UnitMatch(start, start + len(entry.head), entry)
    return UnitMatch(start, rate_end(page, end), entry)


def unit_word_at(page: PageText, start: int) -> tuple[int, Unit] | None:
    """The end and the entry of the longest form of a unit at a place, whatever follows it."""
    found = [forms.at(page, start) for forms in (_letters(), _worded())]
    return max((match for match in found if match), default=None, key=lambda match: match[0])


def _is_other_word(page: PageText, start: int, end: int, entry: Unit, amount: Decimal) -> bool:
    """True where a unit's form is another word or a part of one: an initial, a name, đồng chí."""
    if _INITIAL.match(page.text, start) or _is_name(page, start, end):
        return True
    if page.text[start:end].lower() in entry.scaled and amount < _MONEY:
        return True
    counted = counted_at(page, start)
    if counted is not None and counted[0] > end:
        return True
    following = page.text[page.skip(end) : page.skip(end) + 1]
    large = amount >= _LARGE and entry.kind == "money"
    compound = not large and _makes_other_word(page, end, entry.not_before)
    return compound or (entry.named and following.isupper())


def _is_name(page: PageText, start: int, end: int) -> bool:
    """True at "3 Tạ Quang Huy": a capitalised word before another is a name."""
    written = page.text[start:end]
    if len(written) < 2 or not written[0].isupper() or written.isupper() or " " in written:
        return False
    following = page.text[page.skip(end) : page.skip(end) + 2]
    return following[:1].isupper() and not following.isupper()


def _tall(page: PageText, position: int, numeral: Numeral) -> UnitMatch | None:
    """Metres with centimetres behind them: "1m70"."""
    match = _METRES.match(page.text, position)
    if match is None or numeral.value >= _LARGE:
        return None
    fraction = Decimal(f"0.{match[1]}")
    return UnitMatch(position, match.end(), _letters()["m"], fraction, "m")


def unit_before(page: PageText, position: int) -> UnitMatch | None:
    """The unit that stands before a numeral: "USD 5 triệu", "$5", "ở tuổi 60"."""
    match = _prefixes().before(page, position)
    if match is None or position - page.skip_back(position) > 1:
        return None
    start, entry = match
    name = page.text.lower().find(entry.name, start, position) if entry.kind == "age" else -1
    return UnitMatch(max(start, name), page.skip_back(position), entry)


def implied_unit(page: PageText, position: int) -> Unit | None:
    """The currency that a word shortly before a bare "20 tỷ" implies."""
    window = page.text[max(position - 40, 0) : position].lower()
    window = re.split(r"[.;:!?\n]", window)[-1]
    for entry in unit_entries():
        if not entry.cues:
            continue
        others = entry.other_cues
        said = _cue_pattern(others).sub(" ", window) if others else window
        if _cue_pattern(entry.cues).search(said) or _PRICED.search(said):
            return entry
    return None


_PRICED = re.compile(rf"[0-9](?:₫|đ|k|[ \u00a0]{g.any_of('money')})(?!\w)")
"""A price in the same clause: "vé 250.000₫, gửi xe | 15k"."""


@cache
def _cue_pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(cues, ' ')}(?!\w)")


def _makes_other_word(page: PageText, end: int, syllables: tuple[str, ...]) -> bool:
    """True where one of these syllables follows and makes another word of the unit (đồng + chí)."""
    if not syllables:
        return False
    following = _NEXT.match(page.text, end)
    return following is not None and following[1].lower() in {s.lower() for s in syllables}


def rate_end(page: PageText, end: int) -> int:
    """Where the rate of the unit that ends at `end` ends; `end` itself where it is none."""
    for _ in range(_MOST):
        slash = _SLASH.match(page.text, end)
        last = _denominator(page, slash.end()) if slash else None
        if last is None:
            return end
        end = last
    return end


def _denominator(page: PageText, start: int) -> int | None:
    """Where a denominator ends: a word, or a noun of several syllables (căn hộ)."""
    word = _WORD.match(page.text, start)
    if word is None:
        return None
    power = _POWER.match(page.text, word.end())
    if power:
        return power.end()
    token, counted = page.token_at(start), counted_at(page, start)
    ends = [word.end()]
    if token is not None and token.pos in ("N", "Nu", "Nc"):
        ends.append(token.end)
    if counted is not None:
        ends.append(counted[0])
    return max(ends)


def plain_unit(written: str) -> str:
    """A unit as tables hold it: one blank between words, none around a slash ("đồng/m2")."""
    unit = _AROUND_SLASH.sub("/", " ".join(written.replace("％", "%").split()))
    return _TORN_POWER.sub("", unit)
