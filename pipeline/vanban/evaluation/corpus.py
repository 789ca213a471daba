"""The tables over the corpus against gold that readers marked: who is who, of what, and when.

In: a folder of tables, and a folder of gold: `bodies.tsv`, `people.tsv`, `positions.tsv`,
`events.tsv` and `questions.tsv`, tab-separated with a head, of which any may be missing. Each row
but a question's names a raw file and a span of its decoded text (`file`, `start`, `end`), so that
the gold holds no text of a page:

    bodies     surface, label (one for one body; "open" where the page does not settle it), level
    people     surface, label (one for one person; "open")
    positions  person, role, organisation, status (empty where no word says it), from, to
    events     person, kind ("none" where the sentence tells no event), role, organisation, date,
               decided_by, alt_kind and alt_date (another kind or date that is right too)
    questions  question, role, kind, level, province, person, body (`vanban.evaluation.questions`)

A column `half` is optional; `half` then chooses rows. Out: B-cubed and pairwise figures of ids,
shares of fields that are right, precision and recall of events and of their slots.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vanban.evaluation.questions import Item, b_cubed, pairwise, ratio, score_questions
from vanban.extraction.bodies.posts import role_id
from vanban.extraction.bodies.wording import body_words
from vanban.schema import TABLES
from vanban.store.scan import columns_of
from vanban.tables.derive.keys import words_of
from vanban.text.spans import fold

Gold = list[dict[str, str]]
Row = Mapping[str, Any]

ALIKE = 0.5
"""Share of words that two ways to write one body have in common."""
SLOTS = ("person", "kind", "role", "organisation", "date", "decided_by")


class Tables:
    """The tables that are scored, by page."""

    def __init__(self, output: Path) -> None:
        documents = _rows(output, "documents", ["doc_id", "raw_path"])
        self.pages = {row["raw_path"]: row["doc_id"] for row in documents}
        mention = ["doc_id", "raw_start", "raw_end", "surface"]
        self.names = _by_page(_rows(output, "names", [*mention, "person_id"]))
        titles = [*mention, "mention_id", "kind", "organization_id", "level"]
        self.titles = _by_page(_rows(output, "titles", titles))
        self.people = {r["person_id"]: r for r in _rows(output, "people")}
        self.organizations = {r["org_id"]: r for r in _rows(output, "organizations")}
        self.positions: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(output, "positions"):
            for mention_id in row["mention_ids"]:
                self.positions[mention_id].append(row)
        self.events = _by_page(_rows(output, "office_events"))

    def held(self) -> list[Row]:
        """The positions that nobody has left, each with its person's name and its body."""
        by_id = {row["position_id"]: row for rows in self.positions.values() for row in rows}
        none = {"kind": None, "level": None, "province": None, "org_id": None}
        return [
            {
                **(self.organizations.get(row["org_id"] or "") or none),
                "role_id": row["role_id"],
                "name": self.people[row["person_id"]]["name"],
            }
            for row in by_id.values()
            if row["status"] != "former"
        ]

    def at(self, rows: Mapping[str, Sequence[Row]], gold: Row) -> Row | None:
        """The mention at a place of gold; one of the same surface where cleaning left that out."""
        start, end = int(gold["start"]), int(gold["end"])
        found = rows.get(self.pages.get(gold["file"], ""), ())
        over = [row for row in found if row["raw_start"] < end and row["raw_end"] > start]
        whole = [row for row in over if row["raw_start"] <= start and row["raw_end"] >= end]
        if whole or over:
            return (whole or over)[0]
        surface = fold(gold.get("surface", ""))
        return next((row for row in found if surface and surface in fold(row["surface"])), None)


def _rows(output: Path, name: str, columns: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows of a table, some of its columns."""
    found = columns_of(output, name, columns or list(TABLES[name].model_fields))
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def _by_page(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["doc_id"]].append(row)
    return found


def evaluate_corpus(output: Path, gold: Path, half: str | None = None) -> dict[str, Any]:
    """All figures of the tables in `output` against the gold in a folder.

    `half` takes only the rows whose column of that name says so.
    """
    tables = Tables(output)
    scores = {
        "organizations": score_organizations,
        "people": score_people,
        "positions": score_positions,
        "office_events": score_events,
        "questions": _score_questions,
    }
    files = {"organizations": "bodies", "office_events": "events"}
    found = {}
    for name, score in scores.items():
        path = gold / f"{files.get(name, name)}.tsv"
        if path.exists():
            found[name] = score(tables, read(path, half))
    return found


def _score_questions(tables: Tables, gold: Gold) -> dict[str, Any]:
    return score_questions(tables.held(), gold)


def read(path: Path, half: str | None) -> Gold:
    """The rows of a file of gold."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [row for row in rows if half is None or row.get("half") == half]


def score_organizations(tables: Tables, gold: Gold) -> dict[str, Any]:
    """Ids of bodies, how many are filled, and their levels."""
    items: list[Item] = []
    filled = levels = right = 0
    for row in gold:
        title = tables.at(tables.titles, row)
        id_ = title["organization_id"] if title else None
        if row["label"] == "open":
            continue
        items.append((row["label"], id_))
        filled += id_ is not None
        if id_ is not None and row.get("level"):
            levels += 1
            right += tables.organizations[id_]["level"] == row["level"]
    return {
        "b_cubed": b_cubed(items).rounded(),
        "pairwise": pairwise(items).rounded(),
        "filled": ratio(filled, len(items)),
        "level": ratio(right, levels),
    }


def score_people(tables: Tables, gold: Gold) -> dict[str, Any]:
    """How well ids tell persons apart; `named` leaves out names that extraction did not find."""
    items: list[Item] = []
    for row in gold:
        name = tables.at(tables.names, row)
        if row["label"] != "open":
            items.append((row["label"], name["person_id"] if name else None))
    named = [item for item in items if item[1]]
    labels: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    for label, id_ in named:
        labels[label].add(str(id_))
        ids[str(id_)].add(label)
    return {
        "b_cubed": b_cubed(items).rounded(),
        "named_b_cubed": b_cubed(named).rounded(),
        "pairwise": pairwise(items).rounded(),
        "split": ratio(sum(len(one) > 1 for one in labels.values()), len(labels)),
        "merged": ratio(sum(len(one) > 1 for one in ids.values()), len(ids)),
    }


def score_positions(tables: Tables, gold: Gold) -> dict[str, Any]:
    """Positions, field by field, and those that are right in all."""
    right: Counter[str] = Counter()
    for row in gold:
        fields = _fields(tables, row)
        right.update(name for name, good in fields.items() if good)
        right["all"] += all(fields.values())
    return {name: ratio(right[name], len(gold)) for name in (*_FIELDS, "all")}


_FIELDS = ("person", "role", "organization", "status", "from", "to")


def _fields(tables: Tables, row: Row) -> dict[str, bool]:
    """Which fields of the position at a place are right; none where there is no position."""
    title = tables.at(tables.titles, row)
    held = tables.positions.get(title["mention_id"], []) if title else []
    best: dict[str, bool] = dict.fromkeys(_FIELDS, False)
    for position in held:
        person = tables.people[position["person_id"]]
        fields = {
            "person": same_person(row["person"], (person["name"], *person["variants"])),
            "role": role_id(row["role"]) == position["role_id"],
            "organization": same_body(row["organisation"], _forms(tables, position)),
            "status": row["status"] in ("", "empty") or row["status"] == position["status"],
            "from": _same_day(row["from"], position["from_date"]),
            "to": _same_day(row["to"], position["to_date"]),
        }
        if sum(fields.values()) > sum(best.values()):
            best = fields
    return best


def _forms(tables: Tables, row: Row) -> list[str]:
    """The ways to write the body of a row."""
    body = tables.organizations.get(row["org_id"] or "")
    own = [row["organization"]] if row["organization"] else []
    return [*own, *((body["name"], *body["aliases"]) if body else ())]


def same_person(name: str, forms: Iterable[str]) -> bool:
    """True where a name is one of these, or one with a word more or less."""
    words = set(words_of(name))
    return any(
        words and (words <= (other := set(words_of(form))) or (other and other <= words))
        for form in forms
    )


def same_body(name: str, forms: Iterable[str]) -> bool:
    """True where an organisation is written in one of these ways, or nearly; all fit none."""
    words = set(body_words(name))
    if not words:
        return True
    for form in forms:
        other = set(body_words(form))
        if other and (words <= other or len(words & other) / len(words | other) >= ALIKE):
            return True
    return False


def _same_day(said: str, found: str | None) -> bool:
    """True where a day is the one that gold gives, as exact at least; all fit none."""
    return not said or bool(found and (found.startswith(said) or said.startswith(found)))


def score_events(tables: Tables, gold: Gold) -> dict[str, Any]:
    """Events of the sentences of gold, and the slots of those that are found."""
    spans: dict[tuple[str, int, int], Gold] = defaultdict(list)
    for row in gold:
        spans[row["file"], int(row["start"]), int(row["end"])].append(row)
    counts: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    for (file, start, end), rows in spans.items():
        rows_of = tables.events.get(tables.pages.get(file, ""), ())
        found = [r for r in rows_of if r["raw_start"] < end and r["raw_end"] > start]
        for row in rows:
            if row["kind"] != "none":
                _count(tables, row, found, counts, slots)
        counts["false"] += len(found)
        slots["found"] += 4 * len(found)
    right, missed = counts["right"], counts["missed"]
    precision, recall = ratio(right, right + counts["false"]), ratio(right, right + missed)
    exact, full = ratio(slots["right"], slots["found"]), ratio(slots["right"], slots["gold"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "slots": {"precision": exact, "recall": full, "f1": _f1(exact, full)},
        **{slot: ratio(slots[slot], slots[f"{slot} of gold"]) for slot in SLOTS},
    }


def _count(
    tables: Tables, row: Row, found: list[Row], counts: Counter[str], slots: Counter[str]
) -> None:
    """Count an event of gold; what was found of it is taken out of `found`."""
    kinds = {row["kind"], *re.split("[;,]", row.get("alt_kind") or "")}
    slots["gold"] += sum(bool(row[slot]) for slot in SLOTS)
    like = [
        one
        for one in found
        if one["kind"] in kinds and same_person(row["person"], (one["person"],))
    ]
    like.sort(key=lambda one: one["role_id"] != role_id(row["role"] or "-"))
    if not like:
        counts["missed"] += 1
        return
    best = like[0]
    found.remove(best)
    counts["right"] += 1
    good = {
        "person": True,
        "kind": True,
        "role": role_id(row["role"] or "-") == best["role_id"],
        "organisation": bool(_forms(tables, best))
        and same_body(row["organisation"], _forms(tables, best)),
        "date": best["date"] in (row["date"], row.get("alt_date")),
        "decided_by": bool(best["decided_by"])
        and same_body(row["decided_by"], [best["decided_by"]]),
    }
    for slot in SLOTS:
        if row[slot]:
            slots[f"{slot} of gold"] += 1
            slots[slot] += good[slot]
            slots["right"] += good[slot]
            slots["found"] += slot in ("person", "kind") or best[_COLUMNS[slot]] is not None


_COLUMNS = {
    "role": "role",
    "organisation": "organization",
    "date": "date",
    "decided_by": "decided_by",
}


def _f1(precision: float, recall: float) -> float:
    total = precision + recall
    return round(2 * precision * recall / total, 3) if total else 0.0
