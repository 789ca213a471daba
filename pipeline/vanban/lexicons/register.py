"""The register of rules: every rule by which a mention is found, and how kinds outrank each other.

In: `lexicons/rules/<kind>.toml` and `lexicons/rules/precedence.toml`. Out: `Rule`s by their id, and
the kinds of mentions from the strongest to the weakest, each with the reason for its place.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from pydantic import Field

from vanban.lexicons import Entry, load
from vanban.schema import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of mentions, each with a file of rules."""


class Rule(Entry):
    """A rule: `id` is `Mention.rule`, `name` a short label in English.

    `meaning` says in one sentence what the rule finds, `evidence` where in the text its evidence
    stands, `lexicons` which lexicon files it asks. In each `match` text a mention with this rule
    must be found, in no `reject` text. A rule whose `outcome` is `evidence` finds nothing by
    itself: it is weighed for or against a name, and its `match` texts are those where it is.
    """

    meaning: str = Field(min_length=1)
    evidence: str = Field(min_length=1)
    lexicons: tuple[str, ...] = ()
    outcome: Literal["mention", "evidence"] = "mention"


class Precedence(Entry):
    """The place of a kind of mention in the order that settles overlaps, and why it has it.

    Each `match` text holds words that a weaker kind could claim, and a mention of this kind is kept
    there; no `reject` text holds one.
    """

    kind: Kind
    reason: str = Field(min_length=1)


def rules_of(kind: Kind) -> tuple[Rule, ...]:
    """The rules of a kind of mention, in the order of their file."""
    return load(f"rules/{kind}", Rule)


@cache
def rules() -> dict[str, Rule]:
    """All rules by their id."""
    return {rule.id: rule for kind in KINDS for rule in rules_of(kind)}


@cache
def precedence() -> tuple[Precedence, ...]:
    """The kinds of mentions, the strongest first."""
    return load("rules/precedence", Precedence)
