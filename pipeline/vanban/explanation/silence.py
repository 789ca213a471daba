"""A document and its mentions -> every trigger that stands there without a mention, and why.

A trigger is what a rule begins with: a numeral, the word of an office, a type of document, words
in capitals. Nothing here runs in the normal work; it asks the extractors' own judges again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.explanation import triggers
from vanban.schema import Kind
from vanban.text.document import Document
from vanban.text.mention import Extraction
from vanban.text.spans import Span


@dataclass(frozen=True)
class Silence:
    """A trigger with no mention: the kind it would be, its place, its entries and the reason."""

    kind: Kind
    span: Span
    reason: str
    entries: tuple[str, ...] = ()


def silences(document: Document, extraction: Extraction) -> Iterator[Silence]:
    """All triggers that no mention covers, by place; what was blocked is told elsewhere."""
    found = extraction.mentions
    covered = [mention.span for mention in found]
    covered += [pair.loser.span for pair in extraction.blocked]
    silent = [
        Silence(kind, span, reason, entries)
        for kind, find in triggers.FINDERS.items()
        for span, reason, entries in find(document, found)
    ]
    silent.sort(key=lambda silence: (silence.span, silence.kind))
    return (silence for silence in silent if not _covered(silence.span, covered))


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)
