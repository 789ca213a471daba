"""The year that tells one edition of a document from another: "năm 2013", "2013", "(2013)"."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.extraction.reading.plain import Reading
from vanban.lexicons import grammar as g

_SAID = (
    rf"(?:{g.YEAR} {{1,2}})?(?P<%s>(?:1[89]\d|20[0-4])\d)(?! ?- ?(?:19|20)\d\d)(?![\w/%%]|[-.,]\d)"
)
_YEAR = re.compile(rf",? {{1,2}}(?:\( ?{_SAID % 'bracketed'} ?\)|{_SAID % 'plain'})")


class Year(NamedTuple):
    """A year, the place after it, and whether "năm" announces it."""

    value: int
    end: int
    announced: bool


def year_after(reading: Reading, position: int) -> Year | None:
    """The year of issue at a place; a range of years (2011-2025) is none."""
    found = reading.match(_YEAR, position)
    if found is None:
        return None
    return Year(int(found["plain"] or found["bracketed"]), found.end(), g.YEAR in found[0])
