"""How often each rule was right on marked pages, in each kind of context.

In: `lexicons/confidence.tsv`, which `vanban evaluate --learn` makes from gold. Out: for a mention a
lower bound (Wilson, 95 %) of how often its rule was right where it stood in such a context; None
where too few were marked. It says how far a row can be trusted and never changes what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from math import sqrt
from typing import NamedTuple

from vanban.lexicons import FOLDER
from vanban.schema import DateFields, Fields, Kind, NameFields, ReferenceFields, TitleFields
from vanban.text.mention import Mention

FILE = "confidence.tsv"
FEWEST = 20
"""Marked mentions below which nothing is said."""

ANY = "any"
"""The context of a rule as a whole, which speaks where a context of its own has too few."""

_Z = 1.96  # the normal quantile of a two-sided interval of 95 %


class Count(NamedTuple):
    """How many mentions of a rule in a context were found on marked pages, how many right."""

    found: int
    right: int


def _of_name(fields: Fields) -> str:
    return fields.context if isinstance(fields, NameFields) else ANY


def _of_title(fields: Fields) -> str:
    return "held" if isinstance(fields, TitleFields) and fields.holder else "nobody named"


def _of_reference(fields: Fields) -> str:
    return "inferred" if isinstance(fields, ReferenceFields) and fields.inferred else "as written"


def _of_date(fields: Fields) -> str:
    yearless = isinstance(fields, DateFields) and fields.value.startswith("--")
    return "without a year" if yearless else "with a year"


_CONTEXTS: dict[Kind, Callable[[Fields], str]] = {
    "name": _of_name,
    "title": _of_title,
    "reference": _of_reference,
    "date": _of_date,
}


def context(kind: Kind, fields: Fields) -> str:
    """The kind of context that a mention stands in, as far as its fields tell."""
    return _CONTEXTS[kind](fields) if kind in _CONTEXTS else ANY


def lower_bound(count: Count) -> float | None:
    """The lower end of Wilson's interval of the share that was right; None for too few.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927).

    >>> lower_bound(Count(100, 99)), lower_bound(Count(19, 19))
    (0.946, None)
    """
    if count.found < FEWEST:
        return None
    share, n = count.right / count.found, count.found
    centre = share + _Z**2 / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return round(max(0.0, (centre - spread) / (1 + _Z**2 / n)), 3)


@cache
def _bounds() -> dict[tuple[str, str], float | None]:
    """The lower bound of each rule in each context, and of each rule as a whole."""
    bounds = {}
    for line in (FOLDER / FILE).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            rule, where, found, right = line.split("\t")
            bounds[rule, where] = lower_bound(Count(int(found), int(right)))
    return bounds


def confidence(mention: Mention) -> float | None:
    """The lower bound for a mention: of its rule in its context, else of its rule as a whole."""
    bounds = _bounds()
    exact = bounds.get((mention.rule, context(mention.kind, mention.fields)))
    return exact if exact is not None else bounds.get((mention.rule, ANY))


def with_confidence(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each with its confidence."""
    return [Mention(m.kind, m.span, m.fields, m.rule, m.entries, confidence(m)) for m in mentions]
