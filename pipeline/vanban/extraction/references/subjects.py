"""Which of the acts with a number a page means, by what it speaks of.

In: the acts on record with a type and number, and the plain text of a page. Out: the one act whose
subject the page speaks of ("Nghị định 67" on a page about fishing boats), None where none or
several fit. A subject is compared by its pairs of syllables, of which the common ones say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.entries import NumberedAct
from vanban.extraction.references.lexicon import acts_by_number

Pair = tuple[str, str]

_SYLLABLE = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_COMMON = 10
"""A pair of syllables in so many subjects says nothing ("một số", "quy định")."""

_SHARE = 0.5
"""So much of a subject, by weight, must stand on the page."""

_LEAST = 2
"""So many pairs of a subject must stand there, all where it has fewer."""

_TITLE_PAIRS = 3
"""So many pairs a title must share with a subject to name it."""

_RIVAL = 0.6
"""Another act whose subject fits more than this part as well leaves the number open."""


def pairs_of(form: str) -> frozenset[Pair]:
    """The pairs of neighbouring syllables of a plain text."""
    return frozenset(pairwise(_SYLLABLE.findall(form)))


@cache
def _subjects() -> dict[str, dict[Pair, float]]:
    """The distinctive pairs of each act's subject, each with its weight, by the act's id."""
    acts = [act for same in acts_by_number().values() for act in same]
    pairs = {act.id: pairs_of(plain(act.subject)) for act in acts}
    counts = Counter(pair for its in pairs.values() for pair in its)
    return {
        name: {pair: 1 / counts[pair] for pair in its if counts[pair] <= _COMMON}
        for name, its in pairs.items()
    }


@lru_cache(maxsize=2)
def _page(form: str) -> frozenset[Pair]:
    return pairs_of(form)


def act_of_subject(
    acts: Sequence[NumberedAct], form: str, title: str | None = None, term: int | None = None
) -> NumberedAct | None:
    """The one of some acts whose subject a page speaks of, or a title behind the number names.

    `form` is the page's plain text. Of several with one subject that of the congress `term` in
    whose time the page was written is meant ("đại hội đảng bộ các cấp" comes every five years),
    else that of the first year of the title (a resolution on business "năm 2017").
    """
    page = _page(form) if acts else frozenset()
    named = pairs_of(plain(title)) if title else frozenset()
    fits = (
        (max(_fit(act, page), _title_fit(act, named), _topic_fit(act, form)), act.id, act)
        for act in acts
    )
    scored = sorted(fits, reverse=True)
    if not scored or scored[0][0] < _SHARE:
        return None
    alike = [act for score, _, act in scored if score > scored[0][0] * _RIVAL]
    if len(alike) > 1 and term is not None:
        alike = [act for act in alike if act.congress == term]
    if len(alike) > 1 and title and (year := _YEAR.search(title)):
        alike = [act for act in alike if act.issued_on.year == int(year[0])]
    return alike[0] if len(alike) == 1 and alike[0].belief != "memory" else None


def _topic_fit(act: NumberedAct, form: str) -> float:
    """1 where a page speaks of an act's subject in other words on record."""
    return float(bool(act.topics) and _has_topic(act.topics, form))


@lru_cache(maxsize=256)
def _has_topic(topics: tuple[str, ...], form: str) -> bool:
    return any(plain(topic) in form for topic in topics)


def _title_fit(act: NumberedAct, named: frozenset[Pair]) -> float:
    """How much of a title stands in an act's subject, from 0 to 1."""
    met = pairs_of(plain(act.subject)) & named
    return len(met) / len(named) if len(met) >= _TITLE_PAIRS else 0.0


def is_about_other(act: NumberedAct, title: str) -> bool:
    """True where a title and an act's subject share no pair of words that tells acts apart.

    A title of few words proves nothing.
    """
    named, distinctive = pairs_of(plain(title)), _subjects()[act.id]
    return len(named) >= _TITLE_PAIRS and bool(distinctive) and named.isdisjoint(distinctive)


def speaks_of(act: NumberedAct, form: str) -> bool:
    """True where a page has any distinctive words of an act's subject."""
    return not _subjects()[act.id].keys().isdisjoint(_page(form))


def _fit(act: NumberedAct, page: frozenset[Pair]) -> float:
    """How much of an act's subject a page speaks of, from 0 to 1."""
    distinctive = _subjects()[act.id]
    met = distinctive.keys() & page
    if not met or len(met) < min(_LEAST, len(distinctive)):
        return 0.0
    return sum(distinctive[pair] for pair in met) / sum(distinctive.values())
