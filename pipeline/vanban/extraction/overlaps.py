"""The one order that settles overlaps.

In: mentions of any kinds. Out: those that stand, sorted by place, and for each that fell the one it
gave way to. The order is total, so the outcome never depends on the order in which rules ran.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from vanban.lexicons.register import precedence
from vanban.schema import Kind
from vanban.text.mention import Blocked, Mention

PRECEDENCE: tuple[Kind, ...] = tuple(entry.kind for entry in precedence())
"""Which kind wins where mentions overlap: the one named earlier. The reasons stand in the register
of rules, `lexicons/rules/precedence.toml`."""

_NUMBER = re.compile(r"\d+")
_RANK = {kind: rank for rank, kind in enumerate(PRECEDENCE)}


def order(mention: Mention) -> tuple[int, int, int, str]:
    """Strongest first: kind, then longer span, then earlier start, then rule."""
    span = mention.span
    return _RANK[mention.kind], span.start - span.end, span.start, mention.rule


def strongest_first(mentions: Iterable[Mention]) -> list[Mention]:
    """All mentions in the total order: `order`, and where that ties, by what the fields say."""
    runs = (list(run) for _, run in groupby(sorted(mentions, key=order), key=order))
    return [
        m for run in runs for m in (sorted(set(run), key=_content_key) if len(run) > 1 else run)
    ]


def together(one: Mention, other: Mention) -> bool:
    """True where two mentions may share characters.

    Members of one list share their list's span; a quantity that begins before a reference shares
    its type word ("hai giấy giới thiệu số 45/TCMT").
    """
    if one.kind == other.kind:
        return one.span == other.span and one.fields != other.fields
    first, second = sorted((one, other), key=lambda mention: mention.span)
    return (first.kind, second.kind) == ("quantity", "reference") and first.span != second.span


def settle(mentions: Iterable[Mention]) -> tuple[list[Mention], list[Blocked]]:
    """Keep the strongest of every set of overlapping mentions."""
    kept: list[Mention] = []
    blocked: list[Blocked] = []
    for stretch in _stretches(mentions):
        stands, falls = _settled(stretch) if len(stretch) > 1 else (stretch, ())
        kept += stands
        blocked += falls
    return kept, blocked


def _stretches(mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """The mentions by place, in stretches that do not overlap: most are one mention alone."""
    stretch: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=attrgetter("span")):
        if stretch and mention.span.start >= end:
            yield stretch
            stretch = []
        stretch.append(mention)
        end = max(end, mention.span.end)
    if stretch:
        yield stretch


def _settled(stretch: list[Mention]) -> tuple[list[Mention], list[Blocked]]:
    """What stands of a stretch, by place, and what gives way to what."""
    kept: list[Mention] = []
    places: list[tuple[int, int]] = []  # of kept, sorted; hardly any overlap: neighbours are rivals
    blocked: list[Blocked] = []
    for mention in strongest_first(stretch):
        place = mention.span.start, mention.span.end
        before, at = bisect_left(places, place), bisect_right(places, place)
        near = kept[max(before - 1, 0) : at + 1]
        rival = next((m for m in near if _rivals(m, mention)), None)
        if rival is None:
            kept.insert(at, mention)
            places.insert(at, place)
        else:
            blocked.append(Blocked(mention, rival))
    return kept, blocked


def _rivals(one: Mention, other: Mention) -> bool:
    return one.span.overlaps(other.span) and not together(one, other)


def _content_key(mention: Mention) -> str:
    """What a mention says, so that 46 sorts before 100."""
    said = repr((mention.fields, mention.entries))
    return _NUMBER.sub(lambda number: number.group().zfill(12), said)
