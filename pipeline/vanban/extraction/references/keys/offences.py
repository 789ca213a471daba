"""Which edition of the criminal code a page means, by an article and the offence it names with it.

In: a draft with its provision and the plain text of the page. Out: the year of the one edition in
which an article of that number is about an offence named near it ("tội giết người theo Điều 93
Bộ luật Hình sự": that of 1999); None where none or several fit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from vanban.extraction.reading.plain import Pattern, one_of, plain
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.entries import Offence
from vanban.lexicons import grammar as g
from vanban.lexicons import load

_CODE = "bo-luat-hinh-su"
_ARTICLE = re.compile(rf"{g.ARTICLE} (\d{{1,3}}[a-z]?)(?!\w)")
_BEFORE, _BEHIND = 300, 120
"""Characters around a reference in which the offence is looked for first, then on the page."""


@cache
def _offences() -> tuple[Pattern, dict[str, Offence]]:
    table = {plain(form): entry for entry in load("offences", Offence) for form in entry.forms}
    return re.compile(rf"(?<!\w)(?:{one_of(table)})(?!\w)"), table


@lru_cache(maxsize=4)
def _named(form: str) -> frozenset[Offence]:
    """The offences that a text names."""
    pattern, table = _offences()
    return frozenset(table[re.sub(" +", " ", found[0])] for found in pattern.finditer(form))


def _fits(articles: set[str], offences: frozenset[Offence]) -> list[tuple[int, str]]:
    """The editions in which one of some articles is about one of some offences."""
    return [
        (of.edition, offence.id)
        for offence in offences
        for of in offence.articles
        if not articles.isdisjoint(of.numbers)
    ]


def by_offence(draft: Draft, form: str) -> Draft:
    """The draft with the edition that its article and an offence beside it settle."""
    if draft.provision is None or _CODE not in draft.entries or draft.settled_year is not None:
        return draft
    articles = set(_ARTICLE.findall(plain(draft.provision)))
    begin, end = max(0, draft.span.start - _BEFORE), draft.span.end + _BEHIND
    fits = _fits(articles, _named(form[begin:end])) or _fits(articles, _named(form))
    if len({edition for edition, _ in fits}) != 1:
        return draft
    ids = sorted(entry for _, entry in fits)
    return replace(draft, edition=fits[0][0], entries=(*draft.entries, *ids))
