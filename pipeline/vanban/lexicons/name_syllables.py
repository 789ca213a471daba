"""How often syllables stand in Vietnamese names.

In: `name_syllables.tsv`, counted over the full names of some thousand pages. Out: by the place in a
name ("surname", "middle", "given") and the folded syllable, the share of names that have it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vanban.lexicons import FOLDER


@cache
def name_syllables() -> Mapping[tuple[str, str], float]:
    """How often a syllable stands in a place of full names, 0 to 1."""
    lines = (FOLDER / "name_syllables.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(place, word): float(often) / 10_000 for place, word, often in rows}


@cache
def syllables_of_names() -> frozenset[str]:
    """The syllables that stand in any place of full names."""
    return frozenset(word for _, word in name_syllables())
