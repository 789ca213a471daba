"""Document -> mentions: the extractors in order, and the one order that settles overlaps.

Each extractor is a function `find(document, found) -> Iterable[Mention]`: pure, over the cleaned
text, given what the extractors before it found. `extract` runs them all and settles overlaps. A
mention that joins words on both sides of a cut of the page is none (`Page.is_continuous`).
"""

from __future__ import annotations

from vanban.extraction import bodies, dates, holders, names, quantities, references, titles
from vanban.extraction.confidence import with_confidence
from vanban.extraction.overlaps import settle
from vanban.kept import uncollected
from vanban.text.document import Document
from vanban.text.mention import Blocked, Extraction, Mention

EXTRACTORS = (dates.find, references.find, quantities.find, titles.find, names.find)
"""In the order in which they run; a later one sees the mentions of the earlier ones."""


def extract(document: Document) -> Extraction:
    """All mentions of a document, sorted by place, and what was blocked by what."""
    found: list[Mention] = []
    blocked: list[Blocked] = []
    with uncollected():
        for find in EXTRACTORS:
            if new := [m for m in find(document, found) if document.page.is_continuous(m.span)]:
                found, losers = settle([*found, *new])
                blocked += losers
        linked = list(holders.link(document, found))
        mentions = tuple(with_confidence(bodies.with_bodies(document, linked)))
    return Extraction(mentions, tuple(blocked))
