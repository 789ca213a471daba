"""The words that say how one act stands to another, as patterns.

In: a voice. Out: a pattern of its words over a plain text, and the relation that a match states.
"""

from __future__ import annotations

import re
from functools import cache

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.entries import Relation, Voice
from vanban.extraction.references.lexicon import relation_words


@cache
def words_of(voice: Voice) -> Pattern:
    """Any of the words of a voice, as whole words."""
    forms = one_of(form for word in relation_words() if word.voice == voice for form in word.forms)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


@cache
def _relations(voice: Voice) -> dict[str, Relation]:
    """The relations that the words of a voice state, by their plain forms."""
    words = [word for word in relation_words() if word.voice == voice]
    return {plain(form): w.relation for w in words if w.relation for form in w.forms}


def relation_of(found: re.Match[str], voice: Voice) -> Relation:
    """The relation that a match of `words_of` states; KeyError for a voice that states none."""
    return _relations(voice)[re.sub(" +", " ", found[0])]
