"""Bylines and photo credits: names that sign.

In: a document. Out: spans of the names that sign the text (`byline`) or a picture (`credit`), as
`Signed`. A source that is no person ("TTXVN", "Internet") is passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from vanban.extraction.names.beside import dotted_before
from vanban.extraction.names.candidates import stopped_by, strong_place
from vanban.extraction.names.runs import Run, full_name, place_at, run_of, stop_at
from vanban.extraction.reading.document import Reading
from vanban.extraction.reading.wording import Wording
from vanban.extraction.reading.words import fold_phrase
from vanban.extraction.vocabulary.names import (
    credit_sources,
    credit_words,
    foreign_bodies,
    foreign_names,
    stops,
)
from vanban.extraction.vocabulary.names import places as known_places
from vanban.lexicons import grammar as g
from vanban.lexicons.patterns import alternation
from vanban.text.document import Document
from vanban.text.spans import Span

_NEXT = re.compile(rf"\s{{0,2}}(?:,|-|–|/|&|\+|;|{g.AND})\s{{0,2}}")
_CLOSED = re.compile(r"[ \t\u00a0]{0,2}(?:\)|/|\.|-|–|,|$|\n)")
_LINE_END = re.compile(r"\.?[ \t\u00a0]{0,2}(?:\n|\Z)")
_CREDIT_ALONE = re.compile(r"(?:[.!?…)\"”]\s{0,2}|\n\s{0,2}|\A)[^\W\d_]{2,5}\s\Z")
"""The word for a picture, which begins a sentence of its own before the name."""
_LEAD = 10  # characters before a name in which the word for a picture stands
_SIGNATURE = r"[^\W\d_]{1,7}(?: [^\W\d_]{1,7}){1,3}"
_LAST = re.compile(
    rf"[.!?…”\"/)][\s\u00a0]{{1,4}}(?P<name>{_SIGNATURE})"
    rf"(?:[ \u00a0]{{0,2}}[-–,&][ \u00a0]{{0,2}}(?P<second>{_SIGNATURE}))?"  # - Trần Bình
    r"(?:[ \u00a0]{0,2}(?:/|\(|-|–)[ \u00a0]{0,2}[^\n()]{2,24}\)?)?\s{0,4}\Z"  # (TTXVN)
)
_TAKEN_FROM = re.compile(
    rf"[.!?…”\"/)\n][\s\u00a0]{{1,4}}(?P<name>{_SIGNATURE})[ \u00a0]{{0,2}}"
    rf"\({g.any_of_either_case('taken-from', ' ')}[^()\n]{{0,40}}\)"
)
"""A name that signs before the papers from which the text was taken: "Lê An (Theo Reuters)"."""
_ABOVE_CREDIT = re.compile(
    rf"[.!?…”\"/)]\s{{1,6}}(?P<name>{_SIGNATURE})[ \t\u00a0]{{0,3}}\n\s{{0,4}}"
    rf"(?=(?:{g.PHOTO.capitalize()}|{g.PHOTO.upper()})\s?:|\* {g.any_of('invites', ' ')})"
)
"""A name below the text and above the credit of its pictures, or the paper's invitation."""
_AGENCIES = "TTX", "VOV", "VTV", "VGP", "Vietnam+", "BNEWS", "AFP", "Getty", "REUTERS", "Reuters"
_OF_AGENCY = re.compile(
    rf"(?:\A|[.!?…”\"\n*(,])[\s\u00a0]{{0,4}}(?P<name>{_SIGNATURE})[ \u00a0]{{0,2}}[-–/][ \u00a0]?"
    rf"(?={'|'.join(map(re.escape, _AGENCIES))})"
)
"""A photographer with the agency, behind the sentence of a caption: "… ra quân. Lê An - TTXVN"."""
_ADDRESS = re.compile(r"\.[a-z]{2}")
_MOST = 4  # names that sign one page, and words of each
_INITIALS = 4
"""Capitals alone, fewer than these, are initials."""
_ARTICLE = "the"
_WINDOW = 80  # characters of a line that may be a signature


@dataclass(frozen=True, slots=True)
class Signed:
    """A name that signs, and what it signs."""

    span: Span
    context: Literal["byline", "credit"]
    rule: str
    entries: tuple[str, ...] = ()


def signed(document: Document) -> Iterator[Signed]:
    """The names that sign the page and its pictures, in order of place."""
    reading = Reading.of(document)
    wording = reading.wording
    bylines = list(_bylines(document))
    found = [Signed(span, "byline", "name.byline") for span in bylines]
    for match in reading.words.matches(_credit(), _credit_openers()):
        colon = bool(match["colon"].strip())
        if not (match["photo"] or (match["by"] and colon)):
            continue
        for span, entries in _names_after(wording, match.end(), colon):
            if match["by"]:
                word = credit_words("text").get(match["text"] or "")
                found.append(Signed(span, "byline", "name.byline", _with(word, entries)))
            else:
                word = credit_words("picture").get(match["picture"] or "")
                found.append(Signed(span, "credit", "name.credit", _with(word, entries)))
    if not bylines:
        spans = chain(_last_words(wording), _before_sources(wording), _above_credit(wording))
        found += [Signed(span, "byline", "name.byline") for span in dict.fromkeys(spans)]
    signed_so_far = {sign.span for sign in found}
    credited = (span for span in _with_agency(wording) if span not in signed_so_far)
    found += [Signed(span, "credit", "name.credit") for span in credited]
    yield from sorted(found, key=lambda sign: sign.span)


def _bylines(document: Document) -> Iterator[Span]:
    """The bylines of a page that can be names: no places, and no labels, which come in numbers."""
    bylines, wording = document.page.bylines, Reading.of(document).wording
    for span in bylines:
        run = _run_at(wording, span.start)
        if run is None or _only_place(run, len(run.forms)) or _is_continuation(run):
            continue
        if full_name(run.texts) or len(bylines) <= _MOST:
            yield span


def _is_continuation(run: Run) -> bool:
    """True where a capital stands before a row: it is the end of a longer name or heading."""
    before = run.first - 1
    inside = before >= 0 and run.wording.joined(run.first) and run.forms[0].upper
    return inside and run.wording.forms[before].upper


def _with(word: str | None, entries: tuple[str, ...]) -> tuple[str, ...]:
    return (word, *entries) if word else entries


@cache
def _credit() -> re.Pattern[str]:
    """A word before a signature: of the text, of a picture, or of both, and a colon or blank."""
    by, photo = alternation(credit_words("text"), " "), alternation(credit_words("picture"), " ")
    return re.compile(
        rf"(?<![^\W_])(?P<by>(?P<text>{by})"
        rf"(?:\s?(?:,|{g.AND}|-|–|&|\+)\s?{g.any_of('and-pictures')})?"  # Bài, ảnh
        rf"|{g.any_of('pictures-and-text', ' ')})?"  # Ảnh và bài
        rf"(?P<photo>(?P<picture>{photo})"
        rf"(?: {g.any_of('picture-in-text', ' ')})?)?"  # Ảnh trong bài
        r"(?P<colon>\s{0,2}[:：]\s{0,3}|\s(?=[^\W\d_]))"
    )


@cache
def _credit_openers() -> frozenset[str]:
    """The folded words with which a signature is introduced."""
    return frozenset(fold_phrase(w)[0] for w in (*credit_words("text"), *credit_words("picture")))


def _last_words(wording: Wording) -> Iterator[Span]:
    """The names, one or two, that stand by themselves after the last sentence."""
    match = _LAST.search(wording.text, max(0, len(wording.text) - 120))
    if match and dotted_before(wording.text, match.start("name")):
        return  # "…; TS. Lê An - Giám đốc Sở."
    first = _plain_signature(wording, *match.span("name")) if match else None
    if match and first:
        yield first
        second = _plain_signature(wording, *match.span("second")) if match["second"] else None
        if second:
            yield second


def _before_sources(wording: Wording) -> Iterator[Span]:
    """The names that sign before the papers from which the text was taken."""
    if "(" in wording.text:
        for match in _TAKEN_FROM.finditer(wording.text):
            if span := _plain_signature(wording, *match.span("name")):
                yield span


def _above_credit(wording: Wording) -> Iterator[Span]:
    """The names that sign above the credit of the pictures."""
    for match in _ABOVE_CREDIT.finditer(wording.text):
        if span := _plain_signature(wording, *match.span("name")):
            yield span


def _with_agency(wording: Wording) -> Iterator[Span]:
    """The photographers who stand with their agency behind a caption."""
    text = wording.text
    for match in _OF_AGENCY.finditer(text) if any(name in text for name in _AGENCIES) else ():
        if span := _plain_signature(wording, *match.span("name")):
            yield span


def _plain_signature(wording: Wording, start: int, end: int) -> Span | None:
    """The span of a text as a signature: Vietnamese words that are no source and no place."""
    run = _run_at(wording, start)
    if not run or run.small:
        return None
    span = run.span(0, len(run.forms))
    if span.end != end:
        return None
    plain = all(form.vietnamese for form in run.forms) and stop_at(run.texts) == len(run.forms)
    source = credit_sources().prefix(run.keys)
    return span if plain and not source and not place_at(run.keys) else None


def _names_after(
    wording: Wording, position: int, colon: bool
) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The names that follow "Ảnh:", parted by commas, dashes and the like, each with
    the entry at which it had to end.
    """
    text = wording.text
    for _ in range(_MOST):
        run = _run_at(wording, position)
        if not run:
            return
        end = _signature(run) if len(run.forms) > 1 or not run.small else 0
        if not end:
            return
        span = run.span(0, end)
        if not colon and not _closed_row(text, span):
            return
        source = credit_sources().prefix(run.keys)
        acronym = run.forms[0].upper and not run.forms[0].vietnamese
        body = stops().prefix(run.keys) or not foreign_bodies().isdisjoint(run.keys[:end])
        place = _only_place(run, end) or _ADDRESS.match(text, span.end)
        acronym = acronym or any(f.upper and not f.vietnamese for f in run.forms[1:end])
        acronym = acronym or (end == 1 and len(run.texts[0]) < _INITIALS and run.forms[0].upper)
        none = source or acronym or body or place or _outlet(run, end) or _unknown(run, end)
        if not none and len(run.texts[0]) > 1:
            yield span, stopped_by(run, end)
        step = _NEXT.match(text, span.end)
        if not step:
            return
        position = step.end()


def _only_place(run: Run, end: int) -> bool:
    """True where the words are a province, a country or a city and nothing more."""
    found = known_places().prefix(run.keys)
    whole = found is not None and found[0].hold == "always" and found[1] >= end
    return whole and (end > 1 or (found is not None and found[0].country))


def _outlet(run: Run, end: int) -> bool:
    """True for a paper or a site: one foreign word that no person is known by, or "The …"."""
    if run.keys[0] == _ARTICLE:
        return True
    known = foreign_names("given").get(run.keys[:1]) or foreign_names("surname").get(run.keys[:1])
    return end == 1 and not run.forms[0].vietnamese and known is None


def _unknown(run: Run, end: int) -> bool:
    """True for a row of English words, as papers are named: "Modern Weapons"."""
    named = any(
        form.vietnamese or "-" in form.text or known_word(form.key) for form in run.forms[:end]
    )
    return not named and end > 1


def known_word(key: str) -> bool:
    """True for a word of the lexicon of foreign names."""
    return any(foreign_names(part).get((key,)) for part in ("given", "surname"))


def _closed_row(text: str, span: Span) -> bool:
    """True where a credit without colon stands in brackets, before its agency, or ends a line.

    "… tại hội nghị. Ảnh | Bùi Lượng".
    """
    lead = text[max(0, span.start - _LEAD) : span.start]
    if _LINE_END.match(text, span.end) and _CREDIT_ALONE.search(lead):
        return True
    opened = text[max(0, span.start - 6) : span.start].lstrip(" ").startswith("(")
    return bool(_CLOSED.match(text, span.end)) and (opened or text[span.end : span.end + 1] == "/")


def _run_at(wording: Wording, position: int) -> Run | None:
    """The capitalised words in a row that start exactly at a place, near enough for a name."""
    forms = wording.forms
    first = bisect_left(wording.starts, position)
    near = bisect_right(wording.ends, position + _WINDOW, first)
    if wording.starts[first : first + 1] != (position,):
        return None
    end = first
    while end < near and forms[end].capitalised and (end == first or wording.joined(end)):
        if end > first + 1 and forms[first].upper and forms[first + 1].upper > forms[end].upper:
            break  # KHẢ HÒA | Sau ba tình huống
        end += 1
    small = end < near and not forms[end].capitalised and wording.joined(end)
    after = forms[end : min(end + 2, near)] if small else ()
    return run_of(wording, first, end, after) if end > first else None


def _signature(run: Run) -> int:
    """How many words of a run are the signature.

    Where small letters follow, the last capital begins the next sentence, which lost its line end
    ("Ảnh: Phương Hoa Phát biểu tại lễ ký").
    """
    size = len(run.forms)
    if run.forms[0].upper and not run.forms[0].vietnamese:
        return 1
    usable = stop_at((*run.texts, *run.after), 1)
    usable = min(usable, size - 1 if run.small and size > 2 else size)
    inner = next((i for i in range(2, usable) if strong_place(run.keys[i:])), usable)
    return min(inner, full_name(run.texts[:inner]) or _MOST)
