"""A row of words of a run that could be a person's name, and what its shape says.

In: a run and the words of it. Out: a `Candidate`, with the initials or the number behind it.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from vanban.extraction.names.runs import Run
from vanban.extraction.reading.wording import PARTICLES
from vanban.extraction.vocabulary.names import Surname, foreign_names
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

LETTERS = frozenset("AÂEIOÔUY")
_INITIALS = re.compile(
    rf"(?:\.[{g.CODE_CAPITALS}][a-z]?){{0,2}}(?:\.(?=\s?[,;:)]|\s[^\W\d{g.CODE_CAPITALS}_]|\s?\())?"
)
_SENTENCE = re.compile(r"[.!?…:\n]")
"""What stands between two words where the second begins a sentence."""

HUMP = re.compile(r"(?!Mac|Fitz|Van)[A-Z][a-z]{2,}[A-Z]")
"""A capital inside a word, as firms write their names: NextTech; not McCain, MacArthur."""
_REGNAL = re.compile(r"[ \u00a0](?:II|III|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI?)\b")


class Candidate(NamedTuple):
    """A row of words of a run, `size` of them, and what its shape says.

    `span` holds the full stops of initials at its end; `foreign`: a word of it is not spelled like
    a Vietnamese syllable.
    """

    run: Run
    begin: int
    end: int
    shape: Literal["full", "loose"]
    surname: Surname | None
    entries: tuple[str, ...]
    span: Span
    keys: tuple[str, ...]
    foreign: bool
    size: int

    @property
    def words(self) -> tuple[int, int]:
        """Its words in the text: the first, and one past the last."""
        return self.run.first + self.begin, self.run.first + self.end

    @property
    def regnal(self) -> bool:
        """True where the number of a sovereign or pope belongs to it: "Elizabeth II"."""
        end = self.run.end(self.end - 1)
        return self.span.end > end and _REGNAL.match(self.run.wording.text, end) is not None

    @property
    def hyphened(self) -> bool:
        """True where a word of it holds a hyphen, as in transcribed and Korean names."""
        return any("-" in text for text in self.run.texts[self.begin : self.end])

    @property
    def humped(self) -> bool:
        """True where a word is written as firms write their names."""
        return any(map(HUMP.match, self.run.texts[self.begin : self.end]))

    @property
    def wholly_foreign(self) -> bool:
        """True for several words, none spelled as Vietnamese, particles apart, or in capitals."""
        forms = [f for f in self.run.forms[self.begin : self.end] if f.key not in PARTICLES]
        return self.size > 1 and not any(form.vietnamese or form.upper for form in forms)

    @property
    def upper(self) -> bool:
        """True where it is written in capitals."""
        return any(form.upper for form in self.run.forms[self.begin : self.end])


def candidate_of(
    run: Run,
    begin: int,
    end: int,
    surname: Surname | None = None,
    entries: tuple[str, ...] = (),
) -> Candidate:
    """The words `begin:end` of a run as a candidate; one with a surname is a full name."""
    span = Span(run.start(begin), run.end(end - 1))
    foreign = any(not form.vietnamese for form in run.forms[begin:end])
    shape: Literal["full", "loose"] = "full" if surname else "loose"
    keys = run.keys[begin:end]
    return Candidate(run, begin, end, shape, surname, entries, span, keys, foreign, len(keys))


def with_initials(found: Candidate) -> Candidate:
    """A name cut short with the initials that follow it: ".", ".N", ".N." (or none)."""
    run, end = found.run, found.end
    form = run.forms[end - 1]
    whole = form.vietnamese and form.text not in LETTERS
    if len(form.text) > 2 or whole or end < len(run.forms):
        return found
    match = _INITIALS.match(run.wording.text, found.span.end)
    return found._replace(span=Span(found.span.start, match.end())) if match else found


def with_number(found: Candidate) -> Candidate:
    """A foreign name with the number of a sovereign or pope that follows it: "Elizabeth | II"."""
    known = found.foreign or foreign_names("given").get(found.keys)  # Leo XIV
    match = _REGNAL.match(found.run.wording.text, found.span.end) if known else None
    return found._replace(span=Span(found.span.start, match.end())) if match else found


def starts_sentence(run: Run) -> bool:
    """True where a run begins a line or stands behind a full stop."""
    text, first = run.wording.text, run.first
    before = text[run.wording.ends[first - 1] : run.start(0)] if first else "."
    return _SENTENCE.search(before) is not None
