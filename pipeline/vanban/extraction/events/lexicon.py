"""The words of events: verbs, the words around them, and who decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from vanban.lexicons import Entry, load
from vanban.schema.derived import EventKind

Sign = Literal["link", "doubt", "demand", "approve", "class", "passive", "past"]


class OfficeVerb(Entry):
    """A verb of what happens to an office.

    `voice`: the office is the object's (bổ nhiệm ông A), the subject's (ông A từ chức), or may be
    either's; `linked`: only where a word leads from the verb to the office.
    """

    kind: EventKind
    voice: Literal["object", "subject", "both"]
    linked: bool = False


@cache
def verbs() -> dict[str, OfficeVerb]:
    """The verbs by their folded forms."""
    return {form.lower(): verb for verb in load("office_verbs", OfficeVerb) for form in verb.forms}


@cache
def verb_pattern() -> re.Pattern[str]:
    """The verbs, the longest first."""
    return _any_of(verbs())


@cache
def sign_pattern(sign: Sign) -> re.Pattern[str]:
    """The words of one sign."""
    entries = {entry.id: entry for entry in load("event_signs", Entry)}
    return _any_of(entries[f"event-{sign}"].forms)


@cache
def ends_with(sign: Sign) -> re.Pattern[str]:
    """One of the words of a sign at the end of a stretch of text."""
    entries = {entry.id: entry for entry in load("event_signs", Entry)}
    forms = _longest(entries[f"event-{sign}"].forms)
    return re.compile(rf"(?<!\w)(?:{forms})\W{{0,3}}$", re.IGNORECASE)


@cache
def decider_pattern() -> re.Pattern[str]:
    """Who decides, the longest form first; case counts."""
    entries = {entry.id: entry for entry in load("event_signs", Entry)}
    forms = _longest(entries["event-decider"].forms)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_longest(forms)})(?!\w)", re.IGNORECASE)


def _longest(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))
