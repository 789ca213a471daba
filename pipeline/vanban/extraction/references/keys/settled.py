"""What the keys of all kinds of documents have in common."""

from __future__ import annotations

from typing import NamedTuple


class Settled(NamedTuple):
    """A key, the lexicon entries that settled it, and what was taken from outside the page.

    `inferred` names the fields that the page's year or general knowledge filled; `candidates` are
    the keys of the documents it may be where it stays open, the likeliest first.
    """

    key: str
    entries: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
