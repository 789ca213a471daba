"""A survey -> the pages of single things: a person, a body, an act, a rule, a unit.

Each page is a `Thing`: where it goes, what it is called, facts, and sections (a timeline, a
drawing, columns over time, tables) in the order in which they stand. One template sets them all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.show.review import offices
from vanban.show.review.cells import Cell, Table, TableRow, columns
from vanban.show.review.charts import Columns, months
from vanban.show.review.charts import columns as chart
from vanban.show.review.graph import Drawing, Period, Timeline, timeline
from vanban.show.review.homes import Homes, has_page, link_to, shown_places
from vanban.show.review.lists import country
from vanban.show.review.offices import body_link, by_body, by_time, holder, office_of
from vanban.show.review.survey import Occurrence, Survey
from vanban.store.scan import DataRow
from vanban.text.spelling import sort_key

MOST_PLACES = 1_000
"""Documents that a page names for one thing; the number of the others is said."""

MOST_BARS = 120
"""Bars of a timeline; all rows stand in the table below it."""


class Fact(NamedTuple):
    """A line of what is known: the key of its name, and cells."""

    key: str
    cells: tuple[Cell, ...]


class TimelineBar(NamedTuple):
    """A row of a timeline: its text, a small note, where it leads, and when as words."""

    text: str
    note: str | None
    link: str | None
    when: str


@dataclass(frozen=True)
class Section:
    """A part of a page under a head; it holds one of what it can hold."""

    key: str
    table: Table | None = None
    bars: tuple[TimelineBar, ...] = ()
    timeline: Timeline | None = None
    drawing: Drawing | None = None
    columns: Columns | None = None
    lines: tuple[str, ...] = ()
    lang: str = "vi"


@dataclass(frozen=True)
class Thing:
    """The page of a single thing; `here` is the list it belongs to."""

    path: str
    here: str
    name: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...] = ()
    also: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = field(default=())
    lang: str = "vi"


def people(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each person that has one."""
    held = grouped(found.positions, "person_id")
    events = grouped(found.events, "person_id")
    for id_, row in found.people.items():
        link = homes.people.get(id_)
        if link is None or not has_page(link):
            continue
        mine = sorted(held[id_], key=by_time)
        yield Thing(
            link,
            "people",
            row["name"],
            facts(
                ("gender", row["gender"] and Cell(f"gender.{row['gender']}", "word")),
                ("birth-year", row["birth_year"]),
                ("home", row["home"]),
                ("decision", Cell(f"decision.{row['decision']}", "word")),
            ),
            sections(
                _timeline(mine, lambda one: (office_of(one), None, body_link(homes, one))),
                _held(found, homes, "offices", mine, "role", "body", "status"),
                _events(found, homes, events[id_]),
                places(found, "named-in", found.person_in.get(id_, ())),
                evidence(found, homes, row["evidence"], mine),
            ),
            tuple(row["variants"]),
            _counts(row),
        )


def bodies(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each body: who held what, what happened, the bodies around it."""
    held = grouped(found.positions, "org_id")
    events = grouped(found.events, "org_id")
    below = grouped(found.bodies.values(), "parent_id")
    before = grouped(found.bodies.values(), "successor_id")
    order = by_body(found)
    for id_, row in found.bodies.items():
        posts = sorted(held[id_], key=order)

        def bar(one: DataRow) -> tuple[str, str | None, str | None]:
            person = holder(found, homes, one)
            return str(person.text), one["role"], person.link

        yield Thing(
            homes.bodies[id_],
            "bodies",
            row["name"],
            _of_body(found, homes, row, below[id_], before[id_]),
            sections(
                _timeline(posts, bar),
                _held(found, homes, "holders", posts, "person", "role", "status"),
                _events(found, homes, events[id_]),
                places(found, "named-in", found.body_in.get(id_, ())),
            ),
            tuple(row["aliases"]),
            _counts(row),
        )


def _of_body(
    found: Survey,
    homes: Homes,
    row: DataRow,
    below: Sequence[DataRow],
    before: Sequence[DataRow],
) -> tuple[Fact, ...]:
    """What is known of a body: its kind, place and time, and the bodies around it."""
    valid = row["valid_from"] or row["valid_to"]
    below = sorted(below, key=lambda one: sort_key(one["name"]))
    return facts(
        ("kind", Cell(f"body.{row['kind']}", "word")),
        ("level", row["level"] and Cell(f"level.{row['level']}", "word")),
        (
            "province",
            row["province"] and Cell(row["province"], "vi", homes.provinces[row["province"]]),
        ),
        ("country", country(row["country"])),
        ("valid", valid and f"{row['valid_from'] or '…'} – {row['valid_to'] or '…'}"),
        ("parent", _named(found, homes, row["parent_id"])),
        ("successor", _named(found, homes, row["successor_id"])),
        ("predecessors", *(_named(found, homes, one["org_id"]) for one in before)),
        ("children", *(_named(found, homes, one["org_id"]) for one in below)),
    )


def provinces(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each province: its bodies, and who holds what there."""
    held = grouped(found.positions, "org_id")
    order = by_body(found)
    local = grouped(found.bodies.values(), "province")
    for name, rows in local.items():
        posts = sorted((one for row in rows for one in held[row["org_id"]]), key=order)
        shown = sorted(rows, key=lambda row: (-row["documents"], row["org_id"]))
        cells = (
            TableRow(
                (
                    Cell(row["name"], "vi", homes.bodies[row["org_id"]]),
                    Cell(f"body.{row['kind']}", "word"),
                    Cell(row["level"] and f"level.{row['level']}", "word"),
                    Cell(row["documents"], "number"),
                )
            )
            for row in shown
        )
        heads = columns("body", ("kind", "word"), ("level", "word"), ("documents", "number"))
        yield Thing(
            homes.provinces[name],
            "bodies",
            name,
            (),
            sections(
                Section("bodies", Table(heads, cells)),
                _held(found, homes, "holders", posts, "body", "role", "status", "person"),
            ),
            counts=(("n.body", len(rows)), ("n.position", len(posts))),
        )


_CLUE = re.compile(r"(?P<kind>[a-z]+) (?P<value>.+): (?P<pages>\d+) pages")
_RARE = re.compile(r"name borne by (?P<often>\S+)")
_SHARED = re.compile(r"(?P<number>\d+) bear the name")


def evidence(
    found: Survey, homes: Homes, clues: Sequence[str], held: Sequence[DataRow]
) -> Section | None:
    """Why mentions are one person's: each clue in words, with the documents that share it."""
    if not clues:
        return None
    offices = {f"{one['role_id']} {one['org_id']}": one for one in held}

    def cells(clue: str) -> tuple[Cell, ...]:
        if parts := _CLUE.fullmatch(clue):
            value = parts["value"]
            if office := offices.get(value):
                what = Cell(office_of(office), "vi", body_link(homes, office))
            elif value in found.bodies:
                what = _named(found, homes, value) or Cell(value, "code")
            else:
                what = Cell(value, "vi" if parts["kind"] == "companion" else "code")
            return Cell(f"clue.{parts['kind']}", "word"), what, Cell(int(parts["pages"]), "number")
        if parts := _RARE.fullmatch(clue):
            people = round(1 / max(float(parts["often"]), 1e-9))
            return Cell("clue.rare", "word"), Cell(f"1 : {people:_}".replace("_", "\u202f")), _NONE
        if parts := _SHARED.fullmatch(clue):
            return Cell("clue.namesakes", "word"), Cell(parts["number"]), _NONE
        return Cell(clue, "plain"), _NONE, _NONE

    heads = columns(("clue", "word"), "clue.value", ("documents", "number"))
    return Section("evidence", Table(heads, (TableRow(cells(clue)) for clue in clues)))


_NONE = Cell(None)


def places(found: Survey, key: str, there: Sequence[Occurrence]) -> Section | None:
    """The documents that name a thing, the latest first, and how often over time."""
    if not there:
        return None
    shown = shown_places(there, found.entries, MOST_PLACES)
    rows = (
        TableRow(
            (
                Cell(entry.title, "vi", link_to(place)),
                Cell(str(entry.day) if entry.day else None, "day"),
                Cell(entry.source),
                Cell(place.mentions, "number"),
            )
        )
        for place, entry in shown
    )
    heads = columns("document", ("day", "day"), "source", ("mentions", "number"))
    return Section("timeline", Table(heads, rows, len(there) - len(shown)))


def over_time(found: Survey, there: Iterable[Occurrence]) -> Columns | None:
    """Documents a month or year among some places; None where fewer than two are dated."""
    days = (found.entries[place.doc_id].day for place in there if place.doc_id in found.entries)
    series = months(sorted(day for day in days if day))
    return chart(series) if sum(count for _, count in series) > 1 else None


def facts(*said: tuple[str, *tuple[Cell | str | int | None, ...]]) -> tuple[Fact, ...]:
    """The facts that say something: a key and what is known, each as a cell or a text."""
    kept = []
    for key, *values in said:
        cells = tuple(
            value if isinstance(value, Cell) else Cell(value) for value in values if value
        )
        if cells:
            kept.append(Fact(key, cells))
    return tuple(kept)


def sections(*made: Section | None) -> tuple[Section, ...]:
    """These sections, without those that would be empty."""
    return tuple(section for section in made if section)


def grouped(rows: Iterable[DataRow], key: str) -> Mapping[str, list[DataRow]]:
    """Rows by a column; rows where it is empty are in no group."""
    groups: dict[str, list[DataRow]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            groups[row[key]].append(row)
    return groups


def _counts(row: DataRow) -> tuple[tuple[str, int], ...]:
    return ("n.document", row["documents"]), ("n.mention", row["mentions"])


def _named(found: Survey, homes: Homes, id_: str | None) -> Cell | None:
    """A body as a fact: its name with its page, or the bare id where no page names it."""
    if id_ is None:
        return None
    body = found.bodies.get(id_)
    return Cell(body["name"], "vi", homes.bodies[id_]) if body else Cell(id_, "code")


def _timeline(
    rows: Sequence[DataRow],
    bar: Callable[[DataRow], tuple[str, str | None, str | None]],
) -> Section | None:
    """Positions over time; None where too little is dated."""
    spans = [
        (row, Period(row["from_date"], row["to_date"], row["first_seen"], row["last_seen"]))
        for row in rows
    ]
    dated = [(row, span) for row, span in spans if any(span.__dict__.values())][:MOST_BARS]
    drawn = timeline([span for _, span in dated])
    if drawn is None:
        return None
    return Section(
        "timeline",
        bars=tuple(TimelineBar(*bar(row), _when(span)) for row, span in dated),
        timeline=drawn,
    )


def _when(span: Period) -> str:
    """A period by what is said of it, else by the first and last page that names it."""
    if span.since or span.until:
        return f"{span.since or '…'} – {span.until or '…'}"
    return f"{span.first_seen} – {span.last_seen}"


def _held(
    found: Survey, homes: Homes, key: str, rows: Sequence[DataRow], *shown: offices.Shown
) -> Section | None:
    """Positions with these columns; None where there are none."""
    table = offices.positions(found, homes, rows, *shown, most=MOST_PLACES)
    return Section(key, table) if rows else None


def _events(found: Survey, homes: Homes, rows: Sequence[DataRow]) -> Section | None:
    ordered = sorted(rows, key=lambda row: (row["date"] or "9999", row["event_id"]))
    return Section("events", offices.events(found, homes, ordered, MOST_PLACES)) if rows else None
