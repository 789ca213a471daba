"""The lines of a page, each with what can be seen of it without reading the page.

In: a text after the fixes. Out: its lines that hold something, as `Line`s: place, number of words,
the boilerplate phrase or date stamp it is, whether it is prose, an item of a list, a path of the
site. What it means for the page is decided in `vanban.cleaning.regions`, what goes in
`vanban.cleaning.cuts`: `Removal`s.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from vanban.cleaning.phrases import Phrase, Role, phrase
from vanban.cleaning.stamps import Glued, Stamp, glued_stamp, is_view_count, stamp
from vanban.lexicons import grammar as g
from vanban.text.spans import Span, fold, line_spans


@dataclass(frozen=True, slots=True)
class Removal:
    """Part of a line that goes, as a span of the line's text."""

    line: int
    span: Span


_END = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]/.]{0,6}(?:\s|$)")
_BULLET = re.compile(r"[•·▪■●►▶◦»›\uf000-\uf0ff]\s*\S")
_MARKER = re.compile(
    rf"(?:[-–—+*•·▪■●►◦]|\(?\d{{1,2}}[.)/]|[{g.CODE_SMALL}][.)]|[IVX]{{1,4}}[.)])\s*\S"
)
_COUNTING = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|\d{{1,2}}\s?[-–]\s|[IVX]{{1,4}}[.)/]"
    rf"|[{g.CODE_SMALL}]\))\s*\S"
)
_NOTE = re.compile(r"(?:\*?\s?[\[(]\s?(?:\d{1,3}|\*{1,3})\s?[\])]|\*{1,3}\s)[\s,.]*\S")
_DATED = re.compile(r"[|(\[\-–,]\s*\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d\d))?\s*[)\]]?\s*$")
_CRUMB = re.compile(r"\s*[»›>]+\s*|\s+[/|]\s+|\s{3,}")
_LETTER = re.compile(r"[^\W\d_]")
_CREDIT = re.compile(
    rf"\b(?:{g.PHOTO}|{g.any_of('picture-source', ' ')})\s*{g.any_of('picture-kind', ' ')}?\s*:"
    rf"|[.!?,;(–-]\s*{g.PHOTO}\s(?:{g.any_of('picture-note', ' ')}"
    rf"|do\s[^.]{{1,30}}cung cấp)"
    r"[^.]{0,40}[.)]*$",
    re.IGNORECASE,
)
_PICTURES = (g.PHOTO, "photo")
"""Words of which every credit holds one."""
_COUNTED = 2_000
"""Only so many characters of a line are looked at to count its words."""
_SHORT = 800
"""A longer line is no caption, path or label: its patterns are not tried."""


def key_of(text: str | None) -> str:
    """A line, a title or a headline in the form in which two that say the same are equal."""
    return fold(text or "").casefold().rstrip(" .…")


@dataclass(frozen=True)
class Line:
    """A line of a page, without the white space around it."""

    index: int
    span: Span
    text: str

    @cached_property
    def words(self) -> int:
        """Its words; a very long line has at least as many."""
        return len(self.text[:_COUNTED].split())

    @cached_property
    def key(self) -> str:
        """The form in which copies of a line are equal."""
        return key_of(self.text)

    @cached_property
    def phrase(self) -> Phrase | None:
        """The boilerplate phrase it rests on."""
        return phrase(self.text)

    @cached_property
    def stamp(self) -> Stamp | None:
        """The date stamp it is."""
        return stamp(self.text)

    @cached_property
    def glued(self) -> Glued | None:
        """The date stamp behind its other words."""
        return glued_stamp(self.text) if 4 < self.words <= 45 and self.stamp is None else None

    @cached_property
    def counts_views(self) -> bool:
        """True where it only counts readers, or holds no letter at all."""
        return is_view_count(self.text) or _LETTER.search(self.text) is None

    @property
    def numbered(self) -> bool:
        """True where a digit is in it."""
        return any(character.isdigit() for character in self.text[:_COUNTED])

    @property
    def role(self) -> Role | None:
        """What its phrase says it is."""
        return self.phrase.role if self.phrase else None

    @cached_property
    def ends(self) -> bool:
        """True where it ends as a sentence, a clause or a list item does."""
        return _END.search(self.text[-8:]) is not None

    @cached_property
    def bullet(self) -> bool:
        """True for an item behind a sign that no article sets: a link in a list."""
        return self.words <= 45 and _BULLET.match(self.text) is not None

    @cached_property
    def marked(self) -> bool:
        """True for an item of a list that an article may hold: "- ", "1. ", "a) "."""
        return _MARKER.match(self.text) is not None

    @cached_property
    def counts(self) -> bool:
        """True for a part of a text that is counted: "II. ", "3. ", "b) "."""
        return _COUNTING.match(self.text) is not None

    @cached_property
    def note(self) -> bool:
        """True for a note at the foot of a text: "[3] Sđd, tr.20", "* Trường Chính trị tỉnh"."""
        return self.words > 2 and _NOTE.match(self.text) is not None

    @cached_property
    def dated(self) -> bool:
        """True for a headline with its date behind it, as lists of news have them."""
        return 4 < self.words <= 45 and _DATED.search(self.text[-24:]) is not None

    @cached_property
    def credited(self) -> bool:
        """True where it names the source of a picture, so is a caption."""
        if len(self.text) > _SHORT or not any(w in self.text.lower() for w in _PICTURES):
            return False
        return _CREDIT.search(self.text) is not None

    @cached_property
    def crumbs(self) -> tuple[Span, ...]:
        """The steps of a path of the site ("Trang chủ » Thời sự"), as spans of the text."""
        if len(self.text) > _SHORT or self.ends or self.text.startswith((">", "»", "›")):
            return ()
        cuts = [match.span() for match in _CRUMB.finditer(self.text)]
        if not cuts or (self.dated and self.bullet):
            return ()
        edges = [(0, 0), *cuts, (len(self.text), len(self.text))]
        steps = [Span(before[1], after[0]) for before, after in itertools.pairwise(edges)]
        steps = [step for step in steps if step.start < step.end]
        short = all(len(step.of(self.text).split()) <= 9 for step in steps[:-1])
        return tuple(steps) if short and len(steps) > 1 else ()

    @cached_property
    def prose(self) -> bool:
        """True for a paragraph: long, or of some length and ending as a sentence."""
        if self.words > 80:
            return True
        if self.role in {"footer", "comment", "tags", "related", "menu", "share", "widget"}:
            return False
        if self.dated or (self.bullet and not self.ends):
            return False
        if self.words >= 45:
            return True
        sentence = _SENTENCE_END.search(self.text) is not None
        return sentence and self.words >= (18 if self.ends else 26) and not self.credited

    @cached_property
    def label(self) -> bool:
        """True for a few words that are no sentence: a link, a label, a name, a sub-headline."""
        return self.words <= 16 and not self.ends and not self.marked and not self.credited


def read(text: str) -> list[Line]:
    """The lines of a text that hold something, in order."""
    lines: list[Line] = []
    for span in line_spans(text):
        row = span.of(text)
        if bare := row.strip():
            start = span.start + len(row) - len(row.lstrip())
            lines.append(Line(len(lines), Span(start, start + len(bare)), bare))
    return lines


def whole(line: Line) -> Removal:
    """All of a line."""
    return Removal(line.index, Span(0, len(line.text)))
