"""Corrections made in the review site, as it saves them (corrections.json) -> pages for gold.

The file holds pages as `gold.ticket` describes them, each with its text and the list of mentions
that the reader left: kind, span in the text, fields as texts, whether careful readers may differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vanban.evaluation.gold import GoldError
from vanban.show.exports.gold import MarkedPage, checked, kind_of, page_of
from vanban.show.exports.pages import MarkedText
from vanban.text.spans import Span


def read(path: Path) -> Iterator[MarkedPage]:
    """The pages of a file that the review site saved. Raises GoldError where it is none."""
    yield from pages_of(path.read_text("utf-8-sig"), str(path))


def pages_of(text: str, at: str) -> Iterator[MarkedPage]:
    """The pages of a text in the form that the site saves; `at` says in errors what it is."""
    try:
        pages = json.loads(text)["pages"]
        for number, page in enumerate(pages, 1):
            where = f"{at}: page {number} ({page['doc']})"
            marks = [_mark(one, where) for one in page["mentions"]]
            yield page_of(page, page["text"], sorted(marks, key=lambda mark: mark.span), where)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, GoldError):
            raise
        message = f"{at}: not a file of corrections that the review site saved: {error!r}."
        raise GoldError(message) from error


def _mark(one: dict[str, Any], at: str) -> MarkedText:
    """A marked span of an annotated page; raises ValueError that says where it is wrong."""
    kind = kind_of(one["kind"], at)
    span = Span(int(one["start"]), int(one["end"]))
    return MarkedText(kind, span, checked(kind, one["fields"], at), bool(one.get("optional")))
