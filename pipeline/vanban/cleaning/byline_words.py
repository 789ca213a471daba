"""The words of signatures: papers, agencies, labels, and how each is found in a text.

In: `lexicons/credits.toml`. Out: the forms of a role, and the pattern that matches one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from vanban import lexicons as lexicon
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import branches
from vanban.text.spelling import fold_words

Role = Literal[
    "agency", "paper", "label", "note", "teller", "aside", "via", "picture", "unsigned", "rank",
    "office", "other", "place", "position", "surname",
]  # fmt: skip


UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
"""Capital letters, for a class of a pattern."""


class CreditWord(lexicon.Entry):
    """A name or word of signatures."""

    role: Role


@cache
def words(role: Role) -> dict[str, str]:
    """The forms of a role, each with the id of its entry."""
    entries = lexicon.load("credits.name", CreditWord)
    return {form: entry.id for entry in entries if entry.role == role for form in entry.forms}


def entry_of(form: str, role: Role) -> str:
    """The id of the entry that a form belongs to, whatever its case and its tone marks' places.

    >>> entry_of("TOÀ SOẠN", "unsigned"), entry_of("Tòa soạn", "unsigned")
    ('unsigned', 'unsigned')
    """
    return _folded(role)[fold_words(form)]


@cache
def _folded(role: Role) -> dict[tuple[str, ...], str]:
    return {fold_words(form): entry for form, entry in words(role).items()}


@cache
def small(role: Role) -> dict[str, str]:
    """The forms of a role in lower case, each with the id of its entry."""
    return {form.casefold(): entry for form, entry in words(role).items()}


_AROUND: Mapping[Role, str] = {
    "agency": rf"(?:(?:P/?[vV]|PV|{g.any_of_either_case('reporter')})\s+)?(?P<word>{{forms}})"
    rf"(?:\s+{g.AT}\s+[^,;()/\n]{{{{2,24}}}})?(?!\w)",
    "aside": r"(?<=\()(?P<word>(?i:{forms}))\b[^()]{{0,60}}(?=\))",
    "label": rf"(?P<word>(?i:{{forms}}))(?:\s*:\s*"
    rf"|(?:(?<=(?i:{g.PHOTO}|{g.BY_WHOM}|{g.OF}))|(?<=(?i:by))|,)\s+(?=[{UPPER}]))",
    "note": r"(?P<word>(?i:{forms}))(?!\w)",
    "paper": rf"(?P<word>{{forms}})(?:-\s?[\w.]+(?:\s[\w.]+){{{{0,2}}}})?(?!\w|\s[^\W\d_{UPPER}])",
    "picture": r"(?P<word>(?i:{forms}))\s*:\s*",
    "via": r"(?P<word>(?i:{forms}))(?:\s*:|\s)\s*",
}
"""What stands around the forms of a role; of a paper its office: "VOV-Tây Bắc"."""


@cache
def pattern(role: Role) -> re.Pattern[str]:
    """What matches a form of a role, the longest first; the group `word` is the form."""
    forms = branches(words(role), " ")
    return re.compile(_AROUND.get(role, r"(?P<word>{forms})(?!\w)").format(forms=forms))


@cache
def origin_behind() -> re.Pattern[str]:
    """What matches the first word, in capitals, of where a text is from: "Theo", "Tổng hợp"."""
    notes = [form for form in words("note") if " " in form]
    first = {form.split()[0].capitalize() for form in (*words("via"), *notes)}
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, sorted(first)))})(?!\w)")
