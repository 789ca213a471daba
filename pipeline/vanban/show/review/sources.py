"""A survey -> the pages of single acts, rules, units and publishers.

An act shows its relations drawn and listed, and who cites it over time; a rule its meaning and how
it did against gold; a unit its values; a publisher its documents. Each is a `Thing`, as in
`things`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from vanban.lexicons.register import rules
from vanban.show.review.cells import Cell, Table, TableRow, columns
from vanban.show.review.graph import Neighbour, drawing
from vanban.show.review.homes import Homes, link_to
from vanban.show.review.survey import DocumentEntry, Sampled, Survey
from vanban.show.review.things import (
    MOST_PLACES,
    Section,
    Thing,
    facts,
    grouped,
    over_time,
    places,
    sections,
)
from vanban.show.review.verdicts import RuleScore
from vanban.store.scan import DataRow

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def acts(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each act that is cited or on record."""
    onto = grouped(found.relations, "to_act")
    out_of = grouped(found.relations, "from_act")
    for key, row in found.acts.items():
        cited = found.act_in.get(key, [])
        relations = [*onto[key], *out_of[key]]
        columns_ = over_time(found, cited)
        issuer = row["issuer_id"]
        body = found.bodies.get(issuer or "")
        yield Thing(
            homes.acts[key],
            "acts",
            key,
            facts(
                ("title", row["title"]),
                ("official", row["official"]),
                ("issued-on", str(row["issued_on"] or row["year"] or "")),
                ("issuer", Cell(body["name"], "vi", homes.bodies[issuer]) if body else issuer),
                ("stage", Cell(f"stage.{row['stage']}", "word")),
            ),
            sections(
                _drawn(found, homes, row, relations),
                _relations(found, homes, relations),
                Section("cited-over-time", columns=columns_) if columns_ else None,
                places(found, "cited-by", cited),
            ),
            tuple(row["aliases"]),
            (("n.document", row["documents"]), ("n.mention", row["mentions"])),
        )


def _drawn(
    found: Survey, homes: Homes, act: DataRow, relations: Sequence[DataRow]
) -> Section | None:
    """The drawing of an act among those that it acts upon or that act upon it."""
    neighbours: dict[tuple[str, str, bool], Neighbour] = {}
    for row in relations:
        acts_upon = row["to_act"] == act["act"]
        key = row["from_act"] if acts_upon else row["to_act"]
        neighbours[key, row["relation"], acts_upon] = Neighbour(
            key, _year(found, key), homes.acts.get(key), row["relation"], acts_upon
        )
    drawn = drawing(_year(found, act["act"]), list(neighbours.values()))
    return Section("relations", drawing=drawn) if drawn else None


def _year(found: Survey, key: str) -> int | None:
    """The year of an act: that of its row, or the year in the key of one that nothing cites."""
    row = found.acts.get(key)
    if row and row["year"]:
        return int(row["year"])
    written = _YEAR.findall(key)
    return int(written[-1]) if written else None


def _relations(found: Survey, homes: Homes, relations: Sequence[DataRow]) -> Section | None:
    """Each relation once, with the first page that says so and the number of the others."""
    if not relations:
        return None
    said = Counter((row["from_act"], row["relation"], row["to_act"]) for row in relations)
    first = {(row["from_act"], row["relation"], row["to_act"]): row for row in reversed(relations)}

    def rows() -> Iterator[TableRow]:
        for (source, relation, target), count in said.items():
            row = first[source, relation, target]
            entry = found.entries.get(row["doc_id"])
            link = f"d/{row['doc_id']}.html#c{row['start']}"
            more = f"+ {count - 1}" if count > 1 else None
            yield TableRow(
                (
                    Cell(source, "vi", homes.acts.get(source)),
                    Cell(f"relation.{relation}", "word"),
                    Cell(target, "vi", homes.acts.get(target)),
                    Cell(entry.title, "vi", link, more) if entry else Cell(None),
                )
            )

    heads = columns("act", ("relation", "word"), "act", "said-by")
    return Section("said-by", Table(heads, rows()))


def rule_pages(found: Survey, homes: Homes, scores: Mapping[str, RuleScore]) -> Iterator[Thing]:
    """A page for each rule that found something."""
    register = rules()
    for (kind, id_), sampled in found.rules.items():
        rule, score = register.get(id_), scores.get(id_)
        judged = [
            Cell(f"verdict.{name}", "word", note=str(getattr(score, name)))
            for name in ("hit", "wrong", "false")
        ] if score else []  # fmt: skip
        yield Thing(
            homes.rules[id_],
            "rules",
            id_,
            facts(
                ("kind", Cell(f"kind.{kind}", "word")),
                ("meaning", Cell(rule.meaning, "plain") if rule else None),
                ("evidence", Cell(rule.evidence, "plain") if rule else None),
                ("lexicons", Cell(", ".join(rule.lexicons), "code") if rule else None),
                ("start.gold", *judged),
            ),
            sections(
                Section("found-in", lines=rule.match) if rule and rule.match else None,
                Section("not-found-in", lines=rule.reject) if rule and rule.reject else None,
                _samples(found, sampled),
            ),
            counts=_counts(sampled),
            lang="en",
        )


def units(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each unit."""
    for (unit, kind), sampled in found.units.items():
        yield Thing(
            homes.units[unit, kind],
            "units",
            unit,
            facts(("kind", Cell(f"dimension.{kind}", "word"))),
            sections(_samples(found, sampled, values=True)),
            counts=_counts(sampled),
        )


def publishers(found: Survey, homes: Homes) -> Iterator[Thing]:
    """A page for each source that documents name, with the latest of them."""
    by_source: dict[str, list[DocumentEntry]] = defaultdict(list)
    for doc_id in homes.order:
        entry = found.entries[doc_id]
        if entry.source:
            by_source[entry.source].append(entry)
    for name, entries in by_source.items():
        rows = (
            TableRow(
                (
                    Cell(entry.title, "vi", f"d/{entry.doc_id}.html"),
                    Cell(str(entry.day) if entry.day else None, "day"),
                    Cell(entry.counts.total(), "number"),
                )
            )
            for entry in entries[:MOST_PLACES]
        )
        heads = columns("document", ("day", "day"), ("mentions", "number"))
        table = Table(heads, rows, len(entries) - MOST_PLACES)
        yield Thing(
            homes.sources[name],
            "documents",
            name,
            (),
            sections(Section("documents", table)),
            counts=(("n.document", len(entries)),),
        )


def _counts(sampled: Sampled) -> tuple[tuple[str, int], ...]:
    return ("n.document", sampled.documents), ("n.mention", sampled.count)


def _samples(found: Survey, sampled: Sampled, values: bool = False) -> Section:
    """A section with samples of mentions, with their values where asked."""

    def rows() -> Iterator[TableRow]:
        for sample in sampled.samples:
            entry = found.entries.get(sample.doc_id)
            value = (Cell(_number(sample.value), "number"),) if values else ()
            title = Cell(entry.title if entry else None, "vi")
            yield TableRow((Cell(sample.surface, "vi", link_to(sample)), *value, title))

    value = (("value", "number"),) if values else ()
    heads = columns("mention", *value, "document")
    return Section("samples", Table(heads, rows(), sampled.count - len(sampled.samples)))


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"
