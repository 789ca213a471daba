"""What stands behind a unit after a slash -> where the rate ends: đồng/m2, đồng/người/năm.

In: a page and the place where a unit ends. Out: where the whole rate ends, and the unit as it is
written in the tables, without the blanks that pages leave around slashes.
"""

from __future__ import annotations

import re

from vanban.extraction.quantities.lexicon import counted_at
from vanban.extraction.quantities.page import PageText
from vanban.extraction.reading.forms import BLANK

_SLASH = re.compile(rf"{BLANK}?/{BLANK}?(?:[0-9]{{1,3}}{BLANK})?(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:[23²³](?!\w))?(?!\w)")
_POWER = re.compile(rf"(?<=m){BLANK}[23](?![\w.,]*[0-9])")
_AROUND_SLASH = re.compile(r"\s*/\s*")
_TORN_POWER = re.compile(r"(?<=m) (?=[23]\Z)")
_MOST = 3
"""Denominators of one unit: đồng/người/năm has two."""


def rate_end(page: PageText, end: int) -> int:
    """Where the rate of the unit that ends at `end` ends; `end` itself where it is none."""
    for _ in range(_MOST):
        slash = _SLASH.match(page.text, end)
        last = _denominator(page, slash.end()) if slash else None
        if last is None:
            return end
        end = last
    return end


def _denominator(page: PageText, start: int) -> int | None:
    """Where a denominator ends: a word, or a noun of several syllables (căn hộ)."""
    word = _WORD.match(page.text, start)
    if word is None:
        return None
    power = _POWER.match(page.text, word.end())
    if power:
        return power.end()
    token, counted = page.token_at(start), counted_at(page, start)
    ends = [word.end()]
    if token is not None and token.pos in ("N", "Nu", "Nc"):
        ends.append(token.end)
    if counted is not None:
        ends.append(counted[0])
    return max(ends)


def plain_unit(written: str) -> str:
    """A unit as tables hold it: one blank between words, none around a slash ("đồng/m2")."""
    unit = _AROUND_SLASH.sub("/", " ".join(written.replace("％", "%").split()))
    return _TORN_POWER.sub("", unit)
