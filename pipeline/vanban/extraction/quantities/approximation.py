"""The words and signs around a number -> how exact it is, and whether it is negative (-6,02%)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args

from vanban.extraction.numbers import Numeral
from vanban.extraction.quantities.lexicon import Approximator, all_approximators, approximators
from vanban.extraction.quantities.page import PageText
from vanban.lexicons import grammar as g
from vanban.lexicons.dates import alternation
from vanban.schema import Approx, Dimension
from vanban.text.spans import Span

_MINUS = "\u2212"

_DASHES = frozenset("-\u2013" + _MINUS)

_BEFORE = frozenset(' \u00a0("“:\n')

_RANGED = frozenset("0123456789%")

_SIGNED: tuple[Dimension, ...] = ("percent", "money", "other")

_LINKS = re.compile(rf"(?:[ \u00a0]{g.any_of('number-lead', ' ')})\Z", re.IGNORECASE)
_NEGATED = re.compile(
    rf"\b{g.any_of('negation')}\b(?:(?!{g.any_of('but')})[^,.;:()\n]){{0,40}}\Z", re.IGNORECASE
)
_AFTER = re.compile(
    rf"[^,.;:()\n0-9]{{0,28}}?[ \u00a0]"
    rf"(?={g.any_of('and-beyond')}|{g.OR}|{g.OR_ELSE}|{g.HAS}|{g.AND})",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf"[.;:!?()\n]|\b{g.FROM}\b", re.IGNORECASE)
_CLAUSE_REACH = 60
_SIDE = re.compile(rf"(?<!\w){g.any_of('side')}[ \u00a0]\Z", re.IGNORECASE)
"""A part of a thing before "trên", "dưới": "cách mép trên 15 mm" is no more than 15 mm."""
_ABOVE = "above"
_SIDED = (_ABOVE, "below")
_RATED = re.compile(r"[0-9](?:[ \u00a0][^\W\d_]{1,8}){0,2}[ \u00a0]\Z")
_PER = (1_000, 10_000, 100_000, 1_000_000)  # what a rate is counted on: trên 1.000 dân
_SIDE_REACH, _RATE_REACH = 12, 24  # characters before "trên", "dưới"
_FEW, _MANY = 10, 100  # things that nobody rounds; that one rarely does
_MEASURES: frozenset[Dimension] = frozenset(get_args(Dimension)) - {"count", "ratio"}


class Closeness(NamedTuple):
    """How exact a quantity is, and the lexicon entry that says so."""

    approx: Approx = "exact"
    entries: tuple[str, ...] = ()


class Counting(NamedTuple):
    """What is known of a quantity when its approximator is looked for."""

    start: int
    end: int
    kind: Dimension
    value: float
    ranged: bool
    person: bool


def closeness(page: PageText, what: Counting) -> Closeness:
    """What the approximator after or before a quantity says; exact where there is none."""
    return _after(page, what) or _before(page, what) or _from(page, what) or Closeness()


def _after(page: PageText, what: Counting) -> Closeness | None:
    """What stands behind the unit: "từ 50 tuổi trở lên", "30 năm có lẻ"."""
    window = _AFTER.match(page.text, what.end)
    behind = page.skip(what.end)
    for position in filter(None, (behind, window and window.end())):
        match = approximators("after").at(page, position)
        if match and (position == behind or not match[1].adjacent):
            return _closeness(match[1])
    return None


def _before(page: PageText, what: Counting) -> Closeness | None:
    """What stands before the numeral, a link word such as "là" apart."""
    position = what.start
    if page.text.startswith(g.AGE, position):  # độ | tuổi 20
        return None
    for _ in range(3):
        match = approximators("before").before(page, position)
        token = page.token_over(match[0]) if match else None
        inside = match and token and token.start < match[0] and page.text[match[0]].isalpha()
        if inside and token and page.is_word(token):  # kéo dài | hơn, mức độ
            match = approximators("before").before(page, position, token.end)
        if match is not None:
            return _judge(page, what, *match)
        link = _LINKS.search(page.text[max(position - 12, 0) : page.skip_back(position)])
        if link is None:
            return None
        position = page.skip_back(position) - len(link.group()) + 1
    return None


def _judge(page: PageText, what: Counting, start: int, entry: Approximator) -> Closeness | None:
    """Whether the word before is an approximator here, and what a "không" before makes of it."""
    things = what.kind == "count" and not what.person
    few_things = things and what.value < _FEW
    compared = entry.caution in ("comparison", "object") and _compared().match(page.text, what.end)
    other = (
        (entry.caution == "place" and few_things and not _is_near(page, start, entry))
        or (entry.id in _SIDED and _SIDE.search(page.text[max(start - _SIDE_REACH, 0) : start]))
        or (entry.caution == "object" and things and what.value < _MANY)
        or compared
        or (entry.id == _ABOVE and what.person and _is_rate(page, what, start))
        or (entry.caution == "age" and what.kind != "age")
        or (entry.caution == "limit" and not _is_limit(page, what, start, entry))
    )
    if other:
        return None
    negated = entry.caution == "negation" and _NEGATED.search(page.text[max(start - 60, 0) : start])
    return Closeness("at_most", (entry.id,)) if negated else _closeness(entry)


def _is_rate(page: PageText, what: Counting, start: int) -> bool:
    """True for what a rate is counted on: "15 ca trên 1.000 dân"."""
    before = page.text[max(start - _RATE_REACH, 0) : start]
    return what.value in _PER and _RATED.search(before) is not None


def _is_near(page: PageText, start: int, entry: Approximator) -> bool:
    """True where one of the words of an entry stands before it: "đạt | dưới 5 tiêu chí"."""
    before = page.text[max(start - _SIDE_REACH, 0) : page.skip_back(start)].lower()
    return (
        bool(entry.near) and re.search(rf"(?<!\w){alternation(entry.near)}\Z", before) is not None
    )


def _is_limit(page: PageText, what: Counting, start: int, entry: Approximator) -> bool:
    """True for an upper end alone, of a penalty or a rate: "phạt tù đến 3 năm"."""
    if what.ranged or what.kind not in ("money", "duration", "percent"):
        return False
    clause = _CLAUSE.split(page.text[max(start - _CLAUSE_REACH, 0) : start])
    words = rf"(?<!\w)(?:{'|'.join(map(re.escape, entry.near))})(?!\w)"
    opened = len(clause) > 1 and page.text[: start - len(clause[-1])].lower().endswith(g.FROM)
    return not opened and re.search(words, clause[-1], re.IGNORECASE) is not None


def _from(page: PageText, what: Counting) -> Closeness | None:
    """At least, where no upper end and no change follow: "từ 1,6 tỉ đồng"."""
    match = approximators("from").before(page, what.start)
    if match is None or what.ranged or what.kind not in _MEASURES or what.kind == "duration":
        return None
    before = page.text[max(match[0] - 40, 0) : match[0]]
    changed, upper = _bounds(match[1])
    if changed.search(before) or upper.match(page.text, what.end):
        return None
    return _closeness(match[1])


@cache
def _compared() -> re.Pattern[str]:
    """What a difference is measured against, behind a quantity: so với, (vượt 5%) kế hoạch."""
    plans = alternation(word for entry in all_approximators() for word in entry.compared)
    return re.compile(rf"[^.;\n]{{0,60}}\bso {g.WITH}\b|[ \u00a0]{plans}\b", re.IGNORECASE)


@cache
def _bounds(entry: Approximator) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Before "từ" a word of change, and behind the quantity an upper end."""
    changed = rf"\b{alternation(entry.changed)}\b[^,.;:()\n]{{0,24}}\Z"
    upper = rf"[^.;\n]{{0,60}}\b{alternation(entry.upper)}\b"
    return re.compile(changed, re.IGNORECASE), re.compile(upper, re.IGNORECASE)


def _closeness(entry: Approximator) -> Closeness:
    return Closeness(entry.approx, (entry.id,))


def signed(page: PageText, numeral: Numeral) -> Numeral | None:
    """The numeral as a negative number, where a minus sign stands directly before its digits."""
    text, start = page.text, numeral.span.start
    mark = text[start - 1 : start]
    if mark not in _DASHES or not mark or not text[start].isdigit() or numeral.value_max:
        return None
    before = text[start - 2] if start > 1 else "\n"
    if before not in _BEFORE or (before == "\n" and mark != _MINUS):
        return None
    last = text[page.skip_back(start - 1) - 1 : page.skip_back(start - 1)]
    if last and last in _RANGED:  # 5 -6%
        return None
    return numeral._replace(
        span=Span(start - 1, numeral.span.end),
        value=-numeral.value,
        other=None if numeral.other is None else -numeral.other,
    )


def may_be_negative(kind: Dimension, value: float) -> bool:
    """True for what can fall below nothing; things are counted down only in decimals (points)."""
    return kind in _SIGNED or value != int(value)
