"""The registry of bodies known by name, with when they existed and what they became.

In: `lexicons/bodies.tsv`. Out: `Body`s by their folded words, or by id.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from vanban.extraction.bodies.wording import Words, body_words
from vanban.lexicons import FOLDER, LexiconError
from vanban.schema.derived import BodyKind, BodyLevel

HOME = "VN"
"""The country of a body that none is named for."""
GOVERNMENT = "chinh-phu"
"""The Government, which its head is also said to be of by the country alone."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body: one row of the table `organizations`, whatever mentions it.

    `valid_to` is the first day without it, `successors` the ids of what took its place; days are
    ISO 8601, as exact as known, "" where not known. `parents` are the bodies that it was part of,
    one after the other, where it was of several; `parent` is the last of them.
    """

    id: str
    name: str
    kind: BodyKind
    level: BodyLevel | None = None
    province: str | None = None
    country: str | None = HOME
    parent: str | None = None
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def existed(self, day: str) -> bool:
        """True where the body was there on a day, as far as is known."""
        return self.valid_from <= day and (not self.valid_to or day < self.valid_to)


@cache
def bodies() -> dict[str, Body]:
    """The bodies of the registry by id."""
    return {body.id: body for body, _ in _entries()}


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """The names under which the registry knows each body, by id."""
    return {body.id: names for body, names in _entries()}


def known(words: Words, day: dt.date | None) -> Body | None:
    """The body that these words name on a page of that day; None where several might be meant.

    Of bodies of one name, one after the other, it is the one of the day; without a day, or before
    and after all of them, the latest. Its parent is that of the day.
    """
    found = _one_of(_by_words().get(words, ()), day)
    if found is None or not found.parents or day is None:
        return found
    there = (id_ for id_ in found.parents if bodies()[id_].existed(day.isoformat()))
    return replace(found, parent=next(there, found.parent))


def _one_of(found: Sequence[Body], day: dt.date | None) -> Body | None:
    """The body of the day among those of one name."""
    if len(found) < 2:
        return found[0] if found else None
    there = [body for body in found if day and body.existed(day.isoformat())]
    if len(there) == 1:
        return there[0]
    lasting = [body for body in found if not body.valid_to]
    if len(there) > 1 or len(lasting) > 1:
        return None
    return lasting[0] if lasting else max(found, key=lambda body: body.valid_to)


@cache
def _by_words() -> dict[Words, tuple[Body, ...]]:
    found: dict[Words, list[Body]] = defaultdict(list)
    for body, names in _entries():
        for words in dict.fromkeys(map(body_words, names)):
            found[words].append(body)
    return {words: tuple(known) for words, known in found.items()}


@cache
def _entries() -> tuple[tuple[Body, tuple[str, ...]], ...]:
    """Each body with its names. Raises LexiconError where a line is wrong."""
    lines = (FOLDER / "bodies.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple(_entry(row) for row in rows)


def _entry(row: list[str]) -> tuple[Body, tuple[str, ...]]:
    """A row of bodies.tsv: a body and the forms of its name. Raises LexiconError for a bad row."""
    if len(row) != 11:
        raise LexiconError(f"bodies.tsv: '{row[0]}' has {len(row)} columns. Give it 11.")
    id_, name, variants, kind, level, parent, begin, end, successors, _, country = row
    if kind not in get_args(BodyKind) or level not in ("", *get_args(BodyLevel)):
        raise LexiconError(f"bodies.tsv: '{id_}': '{kind}' or '{level}' is not allowed.")
    parents = tuple(filter(None, parent.split(";")))
    body = Body(
        id_,
        name,
        kind,  # type: ignore[arg-type]
        level or None,  # type: ignore[arg-type]
        None,
        country or (None if kind == "international" else HOME),
        parents[-1] if parents else None,
        begin,
        end,
        tuple(filter(None, successors.split(";"))),
        parents if len(parents) > 1 else (),
    )
    return body, (name, *filter(None, variants.split(";")))
