"""A survey -> the lists of the site: tables of documents, people, bodies, positions, acts, rules.

Each list is a `Listing`: a name, columns, and rows that are made as they are written, a page of
them at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from vanban.schema import MENTION_TABLES
from vanban.show.review import offices
from vanban.show.review.cells import Cell, Column, TableRow, columns
from vanban.show.review.homes import Homes
from vanban.show.review.survey import Survey
from vanban.show.review.verdicts import RuleScore
from vanban.store import scan
from vanban.store.scan import DataRow
from vanban.tables.derive.organizations import country_names
from vanban.text.spelling import sort_key


class Listing(NamedTuple):
    """A list of the site: its folder, how many rows, its columns and rows.

    `tables` are the published tables that it shows, offered for download.
    """

    name: str
    total: int
    columns: tuple[Column, ...]
    rows: Iterable[TableRow]
    tables: tuple[str, ...] = ()


def listings(
    found: Survey, homes: Homes, output: Path, scores: Mapping[str, RuleScore]
) -> Iterator[Listing]:
    """All lists of the site; that of rejected files only where there are some."""
    yield _documents(found, homes)
    yield _people(found, homes)
    yield _bodies(found, homes)
    yield _positions(found, homes)
    yield _events(found, homes)
    yield _acts(found, homes)
    yield _rules(found, homes, scores)
    yield _units(found, homes)
    if found.rejected:
        yield _rejected(found, output)


def _documents(found: Survey, homes: Homes) -> Listing:
    """The list of documents, with the number of their mentions of each kind."""
    counted = [(table, kind) for kind, table in MENTION_TABLES.items()]

    def rows() -> Iterator[TableRow]:
        for doc_id in homes.order:
            entry = found.entries[doc_id]
            counts = (Cell(entry.counts[kind], "number") for _, kind in counted)
            day = str(entry.day) if entry.day else None
            title = Cell(entry.title, "vi", f"d/{doc_id}.html")
            source = Cell(entry.source, "vi", homes.sources.get(entry.source or ""))
            yield TableRow((title, Cell(day, "day"), source, *counts), doc_id)

    heads = columns("document", ("day", "day"), "source")
    counts = tuple(Column(f"table.{table}", "number") for table, _ in counted)
    return Listing("documents", len(homes.order), heads + counts, rows())


def _people(found: Survey, homes: Homes) -> Listing:
    """The list of people, in the order of the alphabet."""
    office: dict[str, str] = {}
    for row in sorted(found.positions, key=lambda row: row["documents"]):
        office[row["person_id"]] = offices.office_of(row)
    ordered = sorted(
        found.people.values(), key=lambda row: (sort_key(row["name"]), row["person_id"])
    )

    def rows() -> Iterator[TableRow]:
        for row in ordered:
            id_ = row["person_id"]
            name = Cell(row["name"], "vi", homes.people.get(id_))
            first, last = row["first_date"], row["last_date"]
            days = (
                Cell(str(first) if first else None, "day"),
                Cell(str(last) if last else None, "day"),
            )
            counts = Cell(row["documents"], "number"), Cell(row["mentions"], "number")
            yield TableRow((name, Cell(office.get(id_)), *days, *counts), id_)

    heads = columns(
        "name", "office", ("seen-since", "day"), ("seen-until", "day"),
        ("documents", "number"), ("mentions", "number"),
    )  # fmt: skip
    return Listing("people", len(ordered), heads, rows(), ("people",))


def _bodies(found: Survey, homes: Homes) -> Listing:
    """The list of bodies, those that most documents name first."""
    posts: dict[str, int] = defaultdict(int)
    for row in found.positions:
        posts[row["org_id"]] += 1
    ordered = sorted(found.bodies.values(), key=lambda row: (-row["documents"], row["org_id"]))

    def rows() -> Iterator[TableRow]:
        for row in ordered:
            cells = (
                Cell(row["name"], "vi", homes.bodies[row["org_id"]]),
                Cell(f"body.{row['kind']}", "word"),
                Cell(row["level"] and f"level.{row['level']}", "word"),
                Cell(row["province"] or country(row["country"])),
                Cell(posts[row["org_id"]], "number"),
                Cell(row["documents"], "number"),
                Cell(row["mentions"], "number"),
            )
            yield TableRow(cells, row["org_id"])

    heads = columns(
        "body", ("kind", "word"), ("level", "word"), "place",
        ("positions", "number"), ("documents", "number"), ("mentions", "number"),
    )  # fmt: skip
    return Listing("bodies", len(ordered), heads, rows(), ("organizations",))


def country(code: str | None) -> str | None:
    """A country by name; by its code where it has none in the lexicon."""
    return code and country_names().get(code, code)


def _positions(found: Survey, homes: Homes) -> Listing:
    """The list of positions, body by body."""
    ordered = sorted(found.positions, key=offices.by_body(found))
    table = offices.positions(found, homes, ordered, "body", "role", "status", "person")
    return Listing("positions", len(ordered), table.columns, table.rows, ("positions", "roles"))


def _events(found: Survey, homes: Homes) -> Listing:
    """The list of events, the latest first."""
    dated = sorted(found.events, key=lambda row: row["event_id"])
    dated.sort(key=lambda row: row["date"] or "", reverse=True)
    table = offices.events(found, homes, dated)
    return Listing("events", len(dated), table.columns, table.rows, ("office_events",))


def acts_by_weight(found: Survey) -> list[DataRow]:
    """The acts, those that most documents cite first."""
    key = lambda row: (-row["documents"], -row["mentions"], row["act"])  # noqa: E731
    return sorted(found.acts.values(), key=key)


def _acts(found: Survey, homes: Homes) -> Listing:
    """The list of acts, those that most documents cite first."""
    ordered = acts_by_weight(found)

    def rows() -> Iterator[TableRow]:
        for row in ordered:
            issued = str(row["issued_on"] or row["year"] or "") or None
            yield TableRow(
                (
                    Cell(row["act"], "vi", homes.acts[row["act"]]),
                    Cell(row["title"]),
                    Cell(issued, "day"),
                    Cell(f"stage.{row['stage']}", "word"),
                    Cell(row["documents"], "number"),
                    Cell(row["mentions"], "number"),
                )
            )

    heads = columns(
        "act", "title", ("issued-on", "day"), ("stage", "word"),
        ("documents", "number"), ("mentions", "number"),
    )  # fmt: skip
    tables = ("acts", "act_relations", "citations")
    return Listing("acts", len(ordered), heads, rows(), tables)


def _rules(found: Survey, homes: Homes, scores: Mapping[str, RuleScore]) -> Listing:
    """The list of rules, with their counts and, where gold is, their scores."""
    ordered = sorted(found.rules.items(), key=lambda item: item[0])

    def rows() -> Iterator[TableRow]:
        for (kind, rule), sampled in ordered:
            score = scores.get(rule)
            yield TableRow(
                (
                    Cell(rule, "code", homes.rules[rule]),
                    Cell(f"kind.{kind}", "word"),
                    Cell(sampled.count, "number"),
                    Cell(sampled.documents, "number"),
                    Cell(score.hit if score else None, "number"),
                    Cell(score.wrong if score else None, "number"),
                    Cell(score.false if score else None, "number"),
                )
            )

    heads = columns(
        ("rule", "code"), ("kind", "word"), ("mentions", "number"), ("documents", "number"),
        ("verdict.hit", "number"), ("verdict.wrong", "number"), ("verdict.false", "number"),
    )  # fmt: skip
    return Listing("rules", len(ordered), heads, rows())


def _units(found: Survey, homes: Homes) -> Listing:
    """The list of units, the commonest first."""
    ordered = sorted(found.units.items(), key=lambda item: (-item[1].count, item[0]))

    def rows() -> Iterator[TableRow]:
        for unit, sampled in ordered:
            counts = Cell(sampled.count, "number"), Cell(sampled.documents, "number")
            name = Cell(unit[0], "vi", homes.units[unit])
            yield TableRow((name, Cell(f"dimension.{unit[1]}", "word"), *counts))

    heads = columns("unit", ("kind", "word"), ("mentions", "number"), ("documents", "number"))
    return Listing("units", len(ordered), heads, rows())


def _rejected(found: Survey, output: Path) -> Listing:
    """The list of files that gave no page, with the reason."""

    def rows() -> Iterator[TableRow]:
        for row in scan.rows(output, "rejected"):
            said = (Cell(row[name], "plain") for name in ("reason", "message"))
            step = Cell(f"step.{row['stage']}", "word")
            yield TableRow((Cell(row["raw_path"], "code"), step, *said))

    heads = columns(("file", "code"), ("step", "word"), ("reason", "plain"), ("message", "plain"))
    return Listing("rejected", found.rejected.total(), heads, rows(), ("rejected",))
