"""What a page tells of one event again: its office, body, date, who decided it and the act.

In: the `Event`s of a page. Out: the same, each completed by its other tellings where these agree.
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
    """The events, each completed by where the page tells it again.

    By its office, its body, then its date, who decided it and the act.
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
    """What some events say, by a key, each value once; values are told apart as `by` says."""
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
    """What two tellings of one event have in common, whatever they say of the body."""
    kind = "begins" if event.kind in BEGINS else event.kind
    return event.person, kind, event.post.role_id if event.post else None


def _same_event_key(event: Event) -> tuple[object, ...]:
    """What two tellings of one event have in common; one may be disciplined twice."""
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


def _exactest(told: Sequence[str], own: str) -> str | None:
    """What an event says, or the longest of what its tellings say where all of them agree."""
    longest = max(told, key=lambda one: (len(one), one), default="")
    agreed = all(longest.startswith(one) for one in (*told, own))
    return (longest if agreed else own) or None
