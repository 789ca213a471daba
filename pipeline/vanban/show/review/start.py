"""A survey -> what the start page shows: numbers, months, and tables of the most frequent."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from vanban.schema import MENTION_TABLES
from vanban.show.review.charts import Bar, bars, columns, months
from vanban.show.review.lists import Homes
from vanban.show.review.survey import Survey

K = TypeVar("K", str, tuple[str, str])

MOST = 12
"""Rows of each table of the most frequent."""


@dataclass(frozen=True)
class Card:
    """A table of bars on the start page: what it counts, and where there is more of it."""

    title: str
    counts: str
    rows: list[Bar]
    more: str | None = None
    more_text: str = ""
    lang: str = "vi"


def start_page(found: Survey, homes: Homes, gold: Sequence[Any]) -> dict[str, Any]:
    """Everything that the template of the start page needs."""
    days = found.days()
    series = months(days)
    kinds = found.kinds()
    return {
        "documents": len(found.entries),
        "span": _span(days),
        "undated": len(found.entries) - len(days),
        "rejected": found.rejected.total(),
        "mentions": kinds.total(),
        "kinds": [
            replace(bar, style=kind)
            for kind, bar in zip(
                MENTION_TABLES,
                bars([(table, kinds[kind], None, "") for kind, table in MENTION_TABLES.items()]),
                strict=True,
            )
        ],
        "gold": gold,
        "months": columns(series),
        "period": "month" if series and "-" in series[0][0] else "year",
        "cards": _cards(found, homes),
    }


def _span(days: Sequence[dt.date]) -> str:
    if not days:
        return ""
    return f"{days[0]} to {days[-1]}" if days[0] != days[-1] else f"{days[0]}"


def _cards(found: Survey, homes: Homes) -> list[Card]:
    people = heapq.nsmallest(MOST, found.people, key=lambda one: (-one.documents, one.person_id))
    offices: Counter[str] = Counter()
    for held in found.held:
        if held.kind == "position" and held.organization:
            offices[f"{held.role} {held.organization}"] += held.documents
    rules = Counter({rule: count for (_, rule), count in found.rules.items()})
    return [
        Card(
            "Quantities by unit",
            "mentions",
            bars([(unit, count, None, kind) for (unit, kind), count in most(found.units)]),
        ),
        Card(
            "Documents by source",
            "documents",
            bars([(name, count, None, "") for name, count in most(found.sources())]),
        ),
        Card(
            "Most cited documents",
            "citing documents",
            bars(
                [(one.key, len(one.places), homes.cited[one.key], "") for one in found.cited[:MOST]]
            ),
            "citations/1.html",
            f"all cited documents ({len(found.cited):,})",
        ),
        Card(
            "Most named people",
            "documents",
            bars([(one.name, one.documents, homes.people[one.person_id], "") for one in people]),
            "people/1.html",
            f"all people ({len(found.people):,})",
        ),
        Card(
            "Positions named most",
            "documents",
            bars([(name, count, None, "") for name, count in most(offices)]),
            "positions/1.html",
            f"all holders of positions ({len(found.held):,})",
        ),
        Card(
            "Mentions by rule",
            "mentions",
            bars([(rule, count, None, "") for rule, count in most(rules)]),
            lang="en",
        ),
    ]


def most(counts: Counter[K]) -> Iterable[tuple[K, int]]:
    """The most frequent, those of one number in the order of the alphabet."""
    return heapq.nsmallest(MOST, counts.items(), key=lambda item: (-item[1], item[0]))
