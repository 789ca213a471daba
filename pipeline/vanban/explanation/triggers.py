"""What each kind of mention begins with, and in words why none began or what began fell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vanban.extraction.names import blocked_by, weighed
from vanban.extraction.names.evidence import ENOUGH
from vanban.extraction.names.judge import Verdict
from vanban.extraction.quantities import Refusal, read_all
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.phrases import E, Hit, Phrases
from vanban.extraction.reading.words import Words, words_of
from vanban.extraction.references.entries import DocumentType
from vanban.extraction.titles import context, grammar, lexicon
from vanban.lexicons import grammar as g
from vanban.lexicons import load
from vanban.schema import Kind
from vanban.text.document import Document
from vanban.text.mention import Extraction, Mention
from vanban.text.spans import Span


@dataclass(frozen=True)
class Silence:
    """A trigger with no mention: the kind it would be, its place, its entries and the reason."""

    kind: Kind
    span: Span
    reason: str
    entries: tuple[str, ...] = ()


Trigger = tuple[Span, str, tuple[str, ...]]
"""Where it stands, why it is no mention, and the lexicon entries that say so."""

_FORMS = {
    "form.no-unit": "the text does not say what is counted",
    "form.code": "it is part of a code, a score, a chain of numbers or a date",
    "form.year": "four digits that are a year",
    "form.month": "a month follows: it is a day or an ordinal",
    "form.clock": "a time of day",
    "form.date": "it may as well be a day and a month",
    "form.scale": "a scale, not a fraction",
    "form.model": "a foreign name before it: a model",
    "form.name": "it stands like a name",
    "form.heading": "it numbers a heading",
    "form.separator": "its dots and commas fit no way of writing numbers",
    "sense.article": f"'{g.ONE}' counts only in contrast to other numbers or with a measure",
    "sense.year": f"'{g.YEAR}' is a year here, not five",
}
"""The rules of form by which a numeral is no quantity."""

_NEEDED = {
    "always": "",
    "marked": f"a bare number counts after '{g.NUMBER}' only, or where the next word fits",
    "symbol": f"a number counts after '{g.NUMBER}' only, or with a symbol",
    "never": "no number identifies it",
}


def quantities(document: Document, found: Sequence[Mention]) -> Iterator[Trigger]:
    """The numerals that became no quantity, each with the reason and the entries behind it."""
    for outcome in read_all(document, found):
        if isinstance(outcome, Refusal):
            why = _FORMS.get(outcome.reason)
            entries = () if why or "." in outcome.reason else (outcome.reason,)
            other = f"entry {outcome.reason} says that it counts nothing" if entries else None
            yield outcome.numeral.span, why or other or outcome.reason, entries


def names(document: Document, found: Sequence[Mention]) -> Iterator[Trigger]:
    """Rows of capitalised words that are no person."""
    for verdict in weighed(document, found):
        if verdict.accepted or verdict.candidate.size < 2:
            continue
        if block := blocked_by(verdict):
            yield verdict.candidate.span, f"entry {block} beside it makes it no person", (block,)
        else:
            yield verdict.candidate.span, _too_little(verdict), verdict.entries


def titles(document: Document, found: Sequence[Mention]) -> Iterator[Trigger]:
    """Words of offices that stand for no definite person."""
    reading = Reading.of(document)
    for hit in _hits(reading.words, lexicon.roles()):
        candidate = grammar.parse(reading, hit.start)
        span = reading.words.span(hit.start, hit.end)
        yield span, _no_title(reading, hit, candidate), (hit.entry.id,)


def references(document: Document, found: Sequence[Mention]) -> Iterator[Trigger]:
    """The words for types of documents that became no reference, each with the reason."""
    words = words_of(document.text)
    for hit in _hits(words, Phrases(load("document_types", DocumentType))):
        span = words.span(hit.start, hit.end)
        if words.is_number(hit.end) and _NEEDED[hit.entry.bare]:
            reason = f"{_NEEDED[hit.entry.bare]} (bare = {hit.entry.bare})"
        else:
            reason = "no number, symbol, plenum, congress, year or unique name identifies it"
        yield span, reason, (hit.entry.id,)


FINDERS: dict[Kind, Callable[[Document, Sequence[Mention]], Iterator[Trigger]]] = {
    "name": names,
    "title": titles,
    "reference": references,
    "quantity": quantities,
}
"""The triggers of each kind; a date that is none shows as a numeral that counts nothing."""


def _hits(words: Words, phrases: Phrases[E]) -> Iterator[Hit[E]]:
    """The longest entries at the words of a text, from left to right."""
    i = 0
    while i < len(words):
        hit = phrases.longest(words, i)
        if hit:
            yield hit
        i = hit.end if hit else i + 1


def _no_title(
    reading: Reading, hit: Hit[lexicon.Role], candidate: grammar.TitleCandidate | None
) -> str:
    """Why the word of an office is no title, by the first of the judge's questions it fails."""
    role = hit.entry
    if candidate is None:
        return "the words beside it make it another word (unless_after, unless_before)"
    before, maybe = context.before(reading, hit.start)
    around = context.setting(reading, candidate, name_before=before, maybe_before=maybe)
    if around.several:
        return "a word before it says several, or a class (roles.sign many)"
    if around.class_after:
        return "the words after it make it a class (roles.sign class or upwards)"
    if role.needs and candidate.organization is None:
        return f"an office only of a body ({', '.join(role.bodies)}), and none follows"
    if role.alone in ("never", "beside"):
        return f"no name{' or body' if role.bodies else ''} beside it (alone = {role.alone})"
    return "no name or body beside it, and the page says nowhere else who it is"


def _too_little(verdict: Verdict) -> str:
    signs = ", ".join(f"{sign.rule} {sign.weight:+}" for sign in verdict.evidence if sign.weight)
    return f"capitals, but evidence {verdict.score} of {ENOUGH} needed ({signs or 'none'})"


def silences(document: Document, extraction: Extraction) -> Iterator[Silence]:
    """All triggers that no mention covers, by place; what was blocked is told elsewhere."""
    found = extraction.mentions
    covered = [mention.span for mention in found]
    covered += [pair.loser.span for pair in extraction.blocked]
    silent = [
        Silence(kind, span, reason, entries)
        for kind, find in FINDERS.items()
        for span, reason, entries in find(document, found)
    ]
    silent.sort(key=lambda silence: (silence.span, silence.kind))
    return (silence for silence in silent if not _covered(silence.span, covered))


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)
