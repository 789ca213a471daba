"""A short text with a mention of each kind: what is loaded on first use is loaded by working it."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def sample() -> str:
    """The text: a headline and a paragraph."""
    return Path(__file__).with_suffix(".txt").read_text("utf-8")
