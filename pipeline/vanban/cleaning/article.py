"""The article alone: a page without what the rules of `vanban.cleaning.cuts` take.

In: an aligned text after the fixes. Out: an `Article`: its text, one paragraph a line, still
aligned to the raw page; its lines beside those of the page they come from; the cuts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vanban.cleaning.bylines import credit
from vanban.cleaning.cuts import removals
from vanban.cleaning.identity import is_office
from vanban.cleaning.lines import Line, Removal, read
from vanban.cleaning.markdown import Heading
from vanban.cleaning.regions import Layout, entry_layout, layout, list_layout
from vanban.schema.base import PageKind
from vanban.text.document import Cut
from vanban.text.spans import AlignedText, Edit, Span

_SENTENCE = 4
"""Words of a sentence behind a list at least."""
_OFFICE = 6
"""Words at most of an office in capitals above the name of who signs."""
_SPACES = re.compile(r"[ \t]{2,}|\t")


@dataclass(frozen=True, slots=True)
class Article:
    """What is left of a page: the n-th of `lines` is what is left of the page's n-th `kept`."""

    text: AlignedText
    lines: Sequence[Line]
    kept: Sequence[Line]
    page: Layout
    cuts: tuple[Cut, ...]

    def line_of(self, page_line: int) -> Line | None:
        """The line of the article that comes from a line of the page."""
        pairs = zip(self.kept, self.lines, strict=False)
        return next((line for kept, line in pairs if kept.index == page_line), None)


def article(
    fixed: AlignedText,
    headings: Sequence[Heading] = (),
    *,
    kind: PageKind | None = None,
    until: int = 0,
) -> Article:
    """The article of a page; `headings` are those that its mark-up has, at raw spans.

    Of what is known to be a list of other articles (`kind` list) or an entry of an encyclopedia
    (other), all text is kept. `until` is where in the raw page the block ends that holds the
    article, where mark-up says it.
    """
    lines = read(fixed.text)
    levels = dict(_levels(fixed, lines, headings))
    page = _layout(lines, levels, kind)
    within = sum(int(fixed.starts[line.span.start]) < until for line in lines)
    page = replace(page, end=_end_within(lines, page.end, within))
    taken = [(_place(page, removal), name) for removal, name in removals(page)]
    cut = [(_inked(fixed.text, span), name) for span, name in taken]
    cuts = tuple(Cut(fixed.raw(span.start, span.end), name) for span, name in cut)
    left = list(_left(page.lines, [span for span, _ in taken]))
    text = fixed.edit(_edits(fixed.text, [spans for _, spans in left]))
    if "  " in text.text or "\t" in text.text:
        text = text.sub(_SPACES, " ")
    return Article(text, read(text.text), [line for line, _ in left], page, cuts)


def _layout(lines: Sequence[Line], levels: Mapping[int, int], kind: PageKind | None) -> Layout:
    """The layout of lines: of a list, of an entry of another kind, or of an article."""
    if kind == "list":
        return list_layout(lines)
    return entry_layout(lines, levels) if kind == "other" and lines else layout(lines, levels)


def _end_within(lines: Sequence[Line], end: int, within: int) -> int:
    """The end of an article that goes on in its block: behind its last sentence, credit or office.

    A date, or words known from menus and boxes, begin something else.
    """
    for line in lines[end:within]:
        if line.stamp or line.dated or line.role not in (None, "signing"):
            break
        said = credit(line.text)
        office = line.words <= _OFFICE and is_office(line)
        if office or (line.ends and line.words >= _SENTENCE) or (said and said.labelled):
            end = min(line.index + 1 + office, within)
    return end


def _levels(
    fixed: AlignedText, lines: Sequence[Line], headings: Sequence[Heading]
) -> Iterator[tuple[int, int]]:
    """The lines that are headings, each with its level; headings are in the order of the page."""
    places = iter(headings)
    heading = next(places, None)
    for line in lines:
        start = int(fixed.starts[line.span.start])
        while heading is not None and heading.span.end <= start:
            heading = next(places, None)
        if heading is not None and heading.span.start <= start:
            yield line.index, heading.level


def _place(page: Layout, removal: Removal) -> Span:
    """Where a removal stands in the text of the page."""
    at = page.lines[removal.line].span.start
    return Span(at + removal.span.start, at + removal.span.end)


def _left(lines: Sequence[Line], taken: Sequence[Span]) -> Iterator[tuple[Line, list[Span]]]:
    """Every line of which something is left, with the stretches that are left."""
    upcoming = iter(taken)
    cut = next(upcoming, None)
    for line in lines:
        start, spans = line.span.start, []
        while cut is not None and cut.start < line.span.end:
            spans.append(Span(start, cut.start))
            start = cut.end
            cut = next(upcoming, None)
        spans.append(Span(start, line.span.end))
        trimmed = [_trimmed(line, span) for span in spans]
        whole = [span for span in trimmed if span.start < span.end]
        if whole:
            yield line, whole


def _trimmed(line: Line, span: Span) -> Span:
    """A stretch of a line without the white space around it."""
    at = line.span.start
    text = line.text[span.start - at : span.end - at]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _edits(text: str, lines: Sequence[Sequence[Span]]) -> Iterator[Edit]:
    """Edits that leave the stretches of each line, a space between them, a line end after each."""
    position = 0
    for number, spans in enumerate(lines):
        for part, span in enumerate(spans):
            if part > 0:
                yield from _one_blank(text, position, span.start)
            elif number > 0:
                line_end = text.index("\n", position)
                yield Edit(position, line_end, "")
                yield Edit(line_end + 1, span.start, "")
            else:
                yield Edit(0, span.start, "")
            position = span.end
    yield Edit(position, len(text), "")


def _one_blank(text: str, start: int, end: int) -> Iterator[Edit]:
    """Edits that leave a space of a gap: one that stands at its edge, so that no cut is covered."""
    if text[start] == " ":
        yield Edit(start + 1, end, "")
    elif text[end - 1] == " ":
        yield Edit(start, end - 1, "")
    else:
        yield Edit(start, end, " ")


def _inked(text: str, span: Span) -> Span:
    """A stretch of a text without the white space around it, which stays or goes by itself."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()))
