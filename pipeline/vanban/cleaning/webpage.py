"""What trafilatura sees in a page of HTML: its article, and what it says of itself to machines.

In: the source of a page; then the page's lines after the fixes. Out: title, time of publication,
source and author from title, meta tags and JSON-LD; and the stretch of lines that is the article.
trafilatura gives text without offsets, so its text only tells which lines of the page are meant:
those most of whose sentences it took. What lies between them, and the few lines above and below in
which headline, date and signature stand, is left to the rules that every page is cleaned by.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vanban.cleaning.about import About, as_published
from vanban.cleaning.bylines import credit
from vanban.cleaning.lines import Line, read
from vanban.cleaning.markup import frames, head
from vanban.text.document import Cut
from vanban.text.spans import AlignedText, Edit, Span, fold

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_EDGES = " \t-–—•|*"
_WORDS = 4
"""A shorter sentence may stand anywhere on a page and tells nothing."""
_SEARCHED = 40
"""So many lines above the first paragraph are searched for the headline."""
_ABOVE = 4
"""So many lines above the headline may hold date and author."""
_BELOW = 10
"""So many lines below the last paragraph may hold the signature."""
_LATEST = "2100-01-01"
"""Dates are compared with this day and not with today: the same page gives the same date."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The article's text as trafilatura sees it, the metadata, and what is marked as no article."""

    text: str
    about: About
    frames: Sequence[Span]

    @property
    def title(self) -> str | None:
        """The title that it names itself."""
        return self.about.title


def web_page(source: str) -> WebPage:
    """What trafilatura sees in a page."""
    import trafilatura  # noqa: PLC0415 - half a second, and most pages are no HTML
    from htmldate import find_date  # noqa: PLC0415

    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what it misses shows in rejected
    found = trafilatura.bare_extraction(
        source, include_comments=False, favor_recall=True, with_metadata=False
    )
    about = head(source)
    said = trafilatura.extract_metadata(about, date_config={"extensive_search": False})
    published = find_date(
        about,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%dT%H:%M:%S%z",
        max_date=_LATEST,
    )
    return WebPage(
        text=(found.text if found and not isinstance(found, dict) else None) or "",
        about=About(
            "meta",
            title=said.title,
            published_at=as_published(published) if published else None,
            source=said.sitename,
            author=_person(said.author),
        ),
        frames=frames(source),
    )


def narrow(fixed: AlignedText, page: WebPage) -> tuple[AlignedText, list[Cut]]:
    """The lines of a page that may be the article, and the cuts that take the rest."""
    lines = read(fixed.text)
    framed = _framed(fixed, lines, page.frames)
    inside = [line for line in lines if line.index not in framed]
    meant = _meant(inside, page)
    kept = {line.index for line in inside[meant.start : meant.stop]}
    edits, cuts = [], []
    for outside, run in groupby(lines, lambda line: line.index not in kept):
        if outside:
            part = list(run)
            first, last = part[0], part[-1]
            edits.append(Edit(first.span.start, last.span.end, ""))
            cuts.append(Cut(fixed.raw(first.span.start, last.span.end), "outside-article"))
    return fixed.edit(edits), cuts


def _framed(fixed: AlignedText, lines: Sequence[Line], frames: Sequence[Span]) -> set[int]:
    """The lines that stand in a part of the page marked as no article."""
    begins = [frame.start for frame in frames]
    found = set()
    for line in lines:
        at = int(fixed.starts[line.span.start])
        before = bisect_right(begins, at) - 1
        if before >= 0 and at < frames[before].end:
            found.add(line.index)
    return found


def _meant(lines: Sequence[Line], page: WebPage) -> range:
    """Which of the lines may be the article; all where trafilatura's text is not among them."""
    taken = set(_sentences(page.text))
    found = [place for place, line in enumerate(lines) if _is_taken(line, taken)]
    if not found:
        return range(len(lines))
    first, last = found[0], found[-1]
    title = fold(page.title or "").casefold()
    above = range(max(first - _SEARCHED, 0), first + 1)
    headline = next((i for i in reversed(above) if title and lines[i].key == title), first)
    return range(max(headline - _ABOVE, 0), min(last + 1 + _BELOW, len(lines)))


def _is_taken(line: Line, taken: set[str]) -> bool:
    sentences = list(_sentences(line.text))
    return sum(sentence in taken for sentence in sentences) * 2 > len(sentences)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text that tell something, in the form in which copies are equal."""
    for sentence in _SENTENCE.split(text):
        key = fold(sentence).casefold().strip(_EDGES)
        if key.count(" ") >= _WORDS - 1:
            yield key


def _person(author: str | None) -> str | None:
    """An author that reads like a signature; a desk, a user name or a paper is none."""
    found = credit(author.strip()) if author else None
    return found.author if found else None
