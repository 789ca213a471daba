"""Event coreference: several mentions of one event on a page, which complete each other.

In: the `Event`s of a page, one per mention. Out: as many, each with the office, body, date, decider
and act that the other mentions of its event give, where these agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vanban.extraction.events.lexicon import BEGINS, Title
from vanban.schema.derived import EventKind

T = TypeVar("T")


@dataclass(frozen=True)
class Event:
    """An event: the place of its verb, the rule that found it, the person, and what is known."""

    start: int
    end: int
    rule: str
    kind: EventKind
    person: str
    post: Title | None
    date: str | None
    decided_by: str | None
    act: str | None


def completed(found: Sequence[Event]) -> list[Event]:
    """The events, each completed by the other mentions of it on the page.

    The office first, then its body: both say which mentions are of one event.
    """
    begun = [event for event in found if event.kind in BEGINS and event.post]
    given = _gathered(begun, lambda event: event.person, lambda event: event.post, _of_role)
    found = [_with_office(event, given[event.person]) for event in found]
    of_bodies = [event for event in found if event.post and _body_of(event.post)]
    offices = _gathered(of_bodies, _of_role, lambda event: event.post, _body)
    whole = [_with_body(event, offices[_of_role(event)]) for event in found]
    dates = _gathered(whole, _same_event_key, lambda event: event.date)
    decided = _gathered(whole, _same_event_key, lambda event: event.decided_by)
    acts = _gathered(whole, _same_event_key, lambda event: event.act)
    return [
        replace(
            event,
            date=_exactest([day for day in dates[key] if len(day) > _YEAR], event.date or ""),
            decided_by=_exactest(decided[key], event.decided_by or ""),
            act=_exactest(acts[key], event.act or ""),
        )
        for event in whole
        for key in (_same_event_key(event),)
    ]


_YEAR = len("2017")
"""Letters of a year alone, which may be that of another election."""


def _gathered(
    events: Iterable[Event],
    key: Callable[[Event], object],
    value: Callable[[Event], T | None],
    by: Callable[[Event], object] | None = None,
) -> Mapping[object, list[T]]:
    """The values that events give, by `key`; values alike in `by` are given once."""
    found: dict[object, dict[object, T]] = defaultdict(dict)
    for event in events:
        said = value(event)
        if said is not None:
            found[key(event)].setdefault(by(event) if by else said, said)
    return defaultdict(list, {one: list(values.values()) for one, values in found.items()})


def _body_of(post: Title) -> str | None:
    return post.org_id or post.organization


def _body(event: Event) -> str | None:
    return _body_of(event.post) if event.post else None


def _of_role(event: Event) -> tuple[object, ...]:
    """What two mentions of one event share, whatever body they name."""
    kind = "begins" if event.kind in BEGINS else event.kind
    return event.person, kind, event.post.role_id if event.post else None


def _same_event_key(event: Event) -> tuple[object, ...]:
    """What two mentions of one event share; nobody dies twice, or is disciplined so by one body."""
    if event.kind == "died":
        return event.person, event.kind
    decided = event.decided_by if event.kind == "disciplined" else None
    return (*_of_role(event), _body(event), decided)


def _with_office(event: Event, given: Sequence[Title]) -> Event:
    """An event that names no office, with the one that somebody is given elsewhere on the page."""
    unnamed = event.kind in BEGINS and event.post is None
    return replace(event, post=given[0]) if unnamed and len(given) == 1 else event


def _with_body(event: Event, offices: Sequence[Title]) -> Event:
    """An event of a bare office, with the one office of that role that it is of elsewhere."""
    bare = event.post is not None and not _body_of(event.post)
    return replace(event, post=offices[0]) if bare and len(offices) == 1 else event


def _exactest(given: Sequence[str], own: str) -> str | None:
    """The longest value that the mentions of an event give, where all agree; else its `own`."""
    longest = max(given, key=lambda one: (len(one), one), default="")
    agreed = all(longest.startswith(one) for one in (*given, own))
    return (longest if agreed else own) or None
