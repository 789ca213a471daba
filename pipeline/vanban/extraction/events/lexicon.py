"""The words of events: verbs, the words around them, and who decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from vanban.extraction.organizations.lexicon import Rank
from vanban.lexicons import Entry, load
from vanban.lexicons.patterns import alternation, whole_words
from vanban.schema.derived import EventKind

Sign = Literal[
    "again", "approve", "become", "before", "by", "called", "class", "crowd", "decider", "decides",
    "deed", "demand", "doubt", "fact", "governs", "hands", "higher", "instead", "joined", "kin",
    "leaving", "link", "meeting", "now", "of", "onto", "order", "passive", "past", "says", "seeks",
    "since", "still", "takes", "tells", "term", "then", "time", "when", "young",
]  # fmt: skip

ENDS = frozenset({"dismissed", "resigned", "retired", "disciplined", "died"})
"""Kinds of events that speak of an office the person has."""
BEGINS = frozenset({"appointed", "elected", "transferred"})
"""Kinds of events that an office begins with."""


class OfficeVerb(Entry):
    """A verb of what happens to an office.

    `voice`: the office is the object's (bổ nhiệm ông A), the subject's (ông A từ chức), or may be
    either's; `linked`: only where a word leads from the verb to the office. `unless_after`,
    `unless_before`: neighbours that make it a noun or another word (ứng | cử, cử | tri);
    `only_before`: it needs one of these behind it (mất | ngày 3/2).
    """

    kind: EventKind
    voice: Literal["object", "subject", "both"]
    linked: bool = False
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()


@cache
def verbs() -> dict[str, OfficeVerb]:
    """The verbs by their folded forms."""
    return {form.lower(): verb for verb in load("events.verb", OfficeVerb) for form in verb.forms}


@cache
def verb_pattern() -> re.Pattern[str]:
    """The verbs, the longest first."""
    return _any_of(verbs())


@cache
def forms(sign: Sign) -> tuple[str, ...]:
    """The words of one sign."""
    entries = {entry.id: entry for entry in load("events.sign", Entry)}
    return tuple(entries[f"event-{sign}"].forms)


@cache
def sign_pattern(sign: Sign) -> re.Pattern[str]:
    """The words of one sign as a pattern."""
    return _any_of(forms(sign))


@cache
def ends_with(sign: Sign) -> re.Pattern[str]:
    """One of the words of a sign at the end of a stretch of text."""
    return re.compile(rf"(?<!\w){alternation(forms(sign))}[\s:“\"'(]{{0,3}}$", re.IGNORECASE)


@cache
def decider_pattern() -> re.Pattern[str]:
    """Who decides, the longest form first; case counts."""
    return re.compile(rf"(?<!\w){alternation(forms('decider'))}(?!\w)")


@cache
def rank_pattern() -> re.Pattern[str]:
    """A military or police rank."""
    return _any_of(form for rank in load("honours.rank", Rank) for form in rank.forms)


@cache
def higher_pattern() -> re.Pattern[str]:
    """What leads from one rank to the next."""
    higher, link = alternation(forms("higher")), alternation(forms("link"))
    return re.compile(rf"\s+{higher}(?:\s+{link})?\s+", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(whole_words((), any_case=words))


@cache
def called() -> str:
    """A pattern of the words that stand for a person, or before a name."""
    return f"(?i:{alternation(forms('called'))})"
