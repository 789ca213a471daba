"""What extractors make: a mention, and what became of it."""

from __future__ import annotations

from typing import NamedTuple

from vanban.schema import Fields, Kind
from vanban.text.spans import Span


class Mention(NamedTuple):
    """A span of the cleaned text, what it says, and why it is here.

    `rule` is the id of the rule that found it (`<kind>.<what>`), `entries` the ids of the lexicon
    entries it rests on. `confidence` is a lower bound of how often its rule was right on marked
    pages, None where too few were marked.
    """

    kind: Kind
    span: Span
    fields: Fields
    rule: str
    entries: tuple[str, ...] = ()
    confidence: float | None = None


class Blocked(NamedTuple):
    """A mention that was dropped, and the mention that it gave way to."""

    loser: Mention
    winner: Mention


class Extraction(NamedTuple):
    """All mentions of a document, sorted by place, and what was blocked by what."""

    mentions: tuple[Mention, ...]
    blocked: tuple[Blocked, ...] = ()
