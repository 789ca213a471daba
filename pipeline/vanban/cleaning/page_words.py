"""The words by which lines of a page show what they are: heads of documents, stamps, outlets.

In: `lexicons/pages.toml`, and for the types of documents `lexicons/document_types.toml`. Out:
the forms of a role, and patterns over them.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import ConfigDict

from vanban import lexicons as lexicon
from vanban.lexicons import dates
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation

Role = Literal[
    "state-motto", "motto", "collection", "subject", "opening", "basis", "named-type",
    "recipients", "letter", "section-label",
    "stamp-label", "label-before", "label-after", "stamp-today", "stamp-filler",
    "weekday", "month", "am", "pm", "ago", "reader-noun", "reader-verb", "comment-noun",
    "outlet", "presents", "polite", "owner", "reporter", "before-reporter", "after-reporter",
    "after-outlet", "reported", "asked", "apparatus", "signed", "in-the-name", "notice", "sent-to",
    "follow",
]  # fmt: skip


class PageWord(lexicon.Entry):
    """A word or phrase with its role; `match` and `reject` are lines of a page."""

    role: Role


class TypeName(lexicon.Entry):
    """What cleaning reads of a type of document: its name, its id, its codes in symbols."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    codes: tuple[str, ...] = ()


@cache
def forms(role: Role) -> tuple[str, ...]:
    """The forms of all entries with a role."""
    entries = lexicon.load("pages.word", PageWord)
    return tuple(form for entry in entries if entry.role == role for form in entry.forms)


@cache
def one_of(role: Role) -> str:
    """A pattern that finds any form of a role."""
    return alternation(forms(role))


@cache
def outlet() -> str:
    """A pattern of words that begin the name of a paper, site or station; "báo chí" does not."""
    return rf"{one_of('outlet')}(?!\s{g.word('press').split()[-1]}\b)"


@cache
def tails(role: Role) -> tuple[str, ...]:
    """The forms of a role without their first letter, to be found whatever its case."""
    return tuple(form[1:] for form in forms(role))


@cache
def document_types() -> str:
    """A pattern that finds the name of a type of document in capitals."""
    return alternation(entry.name.upper() for entry in lexicon.load("document_types", TypeName))


@cache
def type_of_code(code: str) -> str | None:
    """The type of document that a code in a symbol names.

    >>> type_of_code("KH"), type_of_code("UBND")
    ('Kế hoạch', None)
    """
    entries = lexicon.load("document_types", TypeName)
    return next((entry.name for entry in entries if code in entry.codes), None)


@cache
def _months() -> dict[str, int]:
    entries = (e for e in lexicon.load("pages.word", PageWord) if e.role == "month")
    english = dates.of_role("month-name-english")
    return {
        **{form.lower(): e.value for e in english for form in e.forms if e.value},
        **{form: int(e.id.rpartition("-")[2]) for e in entries for form in e.forms},
    }


def month_number(written: str) -> int:
    """The number of a month that is written in digits or by its name, an English one too."""
    return _months().get(written.lower()) or int(written)
