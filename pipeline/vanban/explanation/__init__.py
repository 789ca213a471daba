"""A text -> what was found in it and why, what gave way to what, and why a trigger found nothing.

`explain` does the work, `render` shows it: in colour or plain for people, as JSON for programs.
"""

from __future__ import annotations

from dataclasses import dataclass

from vanban.cleaning import clean
from vanban.explanation.triggers import Silence, silences
from vanban.extraction import extract
from vanban.segmentation import segment
from vanban.text.document import Document, Page, page_of
from vanban.text.mention import Extraction

__all__ = ["Explanation", "Silence", "explain", "explain_page", "explain_raw"]


@dataclass(frozen=True)
class Explanation:
    """All that is to be said of a text."""

    document: Document
    extraction: Extraction
    silences: tuple[Silence, ...]

    def __str__(self) -> str:
        from vanban.explanation.render import as_text  # noqa: PLC0415 - it draws explanations

        return as_text(self)


def explain(text: str, published_at: str | None = None) -> Explanation:
    """What is found in a bare text; no cleaning is done to it."""
    return explain_page(page_of(text, published_at))


def explain_raw(raw: bytes, raw_path: str) -> Explanation:
    """What is found in a raw page, cleaned as a run cleans it. Raises Rejected as a run does."""
    return explain_page(clean(raw, raw_path))


def explain_page(page: Page) -> Explanation:
    """What is found in a cleaned page."""
    document = segment(page)
    extraction = extract(document)
    return Explanation(document, extraction, tuple(silences(document, extraction)))
