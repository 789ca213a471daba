"""The vocabulary of dates, as patterns.

In: dates.toml, with its tables `word` (what a date is written with), `form` (what stands around
written forms that other things look like) and `sign` (what tells when a page was written). Out:
alternations for the grammar, and the entry behind a word that was matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from vanban import lexicons as lexicon
from vanban.lexicons import patterns
from vanban.text.spelling import fold_words

BLANK = r"[^\S\n]"
"""White space inside a line: a date does not run over a line end."""

Role = Literal[
    "weekday",
    "part-of-day",
    "day",
    "month",
    "quarter",
    "term",
    "deictic",
    "cue",
    "lead",
    "month-name",
    "month-name-english",
    "numbered",
    "tet",
    "session",
    "assembly",
    "plenum",
    "committee",
    "lunar-stem",
    "lunar-branch",
    "quarter-name",
    "day-name",
    "lunar",
    "future",
    "past",
    "year-shift",
    "ago",
    "back",
    "exact",
    "yearly",
    "step",
    "held",
    "same-year",
    "through",
]


class DateWord(lexicon.Entry):
    """A word that dates are written with: its part in the grammar and its value.

    `value` is the ISO number of a weekday, the number of a month, a quarter or a day, or the years
    that a year-shift adds. `lunar` marks words of the lunar calendar. `cased` words count only as
    they are spelled, `guarded` ones only where a word before them or a year behind them confirms
    that they name a month. With a word of `not_before` behind it the word is another one.
    """

    role: Role
    value: int | None = None
    lunar: bool = False
    cased: bool = False
    guarded: bool = False
    not_before: tuple[str, ...] = ()


class DateForm(lexicon.Entry):
    """A written form of dates, and the words around it that say it is something else.

    `not_after` and `not_before` are words that may not stand directly before or behind it;
    `followed_by` are words that stand behind a date, never behind a count or a fraction;
    `named_days` begin the name of a day that a date in brackets or behind it tells.
    """

    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    named_days: tuple[str, ...] = ()


class YearSign(lexicon.Entry):
    """Words beside a year or a full date that tell where the present lies; see dates.toml."""

    place: Literal[
        "year", "near", "date", "date-behind", "ahead", "effect", "bare", "lasting", "start"
    ]
    behind: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    shift: int = 0
    months: Literal["first", "last", "all"] | None = None


@cache
def of_role(role: Role) -> tuple[DateWord, ...]:
    """The entries with a role."""
    return tuple(entry for entry in lexicon.load("dates.word", DateWord) if entry.role == role)


@cache
def small_forms(role: Role) -> frozenset[str]:
    """The forms of the entries with a role, in lower case."""
    return frozenset(form.lower() for entry in of_role(role) for form in entry.forms)


@cache
def form(name: str) -> DateForm:
    """The entry of a written form: `written-<name>`."""
    forms: dict[str, DateForm] = {f.id: f for f in lexicon.load("dates.form", DateForm)}
    return forms[f"written-{name}"]


def alternation(words: Iterable[str]) -> str:
    """A pattern that finds any of the words whole, the longest first, blanks as they come."""
    return patterns.alternation(words, BLANK)


@cache
def pattern(role: Role) -> str:
    """A pattern that finds any word of a role, without word boundaries."""
    entries = of_role(role)
    plain = [form for entry in entries if not entry.cased for form in entry.forms]
    cased = [form for entry in entries if entry.cased for form in entry.forms]
    parts = [f"(?-i:{patterns.branches(cased, BLANK)})"] if cased else []
    parts += [alternation(plain)] if plain else []
    return f"(?:{'|'.join(parts)})"


@cache
def _by_form(role: Role) -> dict[tuple[str, ...], DateWord]:
    return {fold_words(form): entry for entry in of_role(role) for form in entry.forms}


def entry_of(role: Role, word: str) -> DateWord:
    """The entry of a role that has a word among its forms. Raises KeyError for any other word."""
    return _by_form(role)[fold_words(word)]


@cache
def lasting() -> re.Pattern[str]:
    """Words beside a year that belongs to something that is remembered or lasts."""
    signs = lexicon.load("dates.sign", YearSign)
    forms = (form for sign in signs if sign.place == "lasting" for form in sign.forms)
    return re.compile(rf"(?<!\w){alternation(forms)}(?!\w)", re.IGNORECASE)


@cache
def directly_after(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words at the end of a text, blanks behind it."""
    return re.compile(rf"(?<!\w){alternation(words)}{BLANK}*$", re.IGNORECASE)


@cache
def directly_before(words: tuple[str, ...]) -> re.Pattern[str]:
    """Matches one of the words at the start of a text, blanks before it."""
    return re.compile(rf"{BLANK}*{alternation(words)}(?!\w)", re.IGNORECASE)
