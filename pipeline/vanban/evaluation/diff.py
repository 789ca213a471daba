"""Two folders of tables -> what was won, lost and changed between them.

Mentions are aligned within page and kind by their raw span, then by the most characters shared; raw
offsets stay put when cleaning changes. What is the same in both is only counted. Pages are read in
step and those with equal rows passed by whole, so thousands of pages take seconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from vanban.schema import FIELDS, MENTION_TABLES, Kind
from vanban.store.scan import Cursor, batches

_LONGEST = 80  # characters of a value that are printed

_MOST_PAGES = 20  # page names that are printed

Outcome = Literal["lost", "changed", "won"]
OUTCOMES: tuple[Outcome, ...] = ("lost", "changed", "won")

_FRAME = ("doc_id", "raw_start", "raw_end", "surface", "rule")
Mention = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """A mention that is not the same in both; `old` is None where won, `new` where lost."""

    raw_path: str
    kind: Kind
    old: Mention | None
    new: Mention | None
    fields: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What became of the mention."""
        if self.old is None:
            return "won"
        return "lost" if self.new is None else "changed"

    @property
    def rule(self) -> str:
        """The rule to look at: the one that finds the mention, or that found it."""
        mention = self.new or self.old or {}
        return str(mention["rule"])


@dataclass
class Comparison:
    """All counts, and the first differences of each outcome."""

    pages: int = 0
    pages_lost: list[str] = field(default_factory=list)
    pages_won: list[str] = field(default_factory=list)
    same: Counter[Kind] = field(default_factory=Counter)
    kinds: Counter[tuple[Kind, Outcome]] = field(default_factory=Counter)
    rules: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    changed_fields: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    listed: dict[Outcome, list[Difference]] = field(
        default_factory=lambda: {outcome: [] for outcome in OUTCOMES}
    )

    def total(self, outcome: Outcome) -> int:
        """Mentions of all kinds with this outcome."""
        return sum(self.kinds[kind, outcome] for kind in FIELDS)

    def add(self, difference: Difference, limit: int) -> None:
        """Count a difference, and list it where fewer than `limit` of its outcome are."""
        outcome = difference.outcome
        self.kinds[difference.kind, outcome] += 1
        self.rules[difference.rule, outcome] += 1
        self.changed_fields.update((difference.kind, name) for name in difference.fields)
        if len(self.listed[outcome]) < limit:
            self.listed[outcome].append(difference)


def compare(old: Path, new: Path, limit: int = 50) -> Comparison:
    """Everything that differs between two folders of tables, `limit` of each outcome in full.

    Raises StoreError where a table cannot be read.
    """
    comparison = Comparison()
    before, after = _pages(old), _pages(new)
    comparison.pages = len(before.keys() & after.keys())
    comparison.pages_lost = sorted(before[key] for key in before.keys() - after.keys())
    comparison.pages_won = sorted(after[key] for key in after.keys() - before.keys())
    for kind, name in MENTION_TABLES.items():
        columns = [*_FRAME, *FIELDS[kind].model_fields]
        sides = [Cursor(batches(side, name, columns, any_version=True)) for side in (old, new)]
        for doc_id in sorted(before.keys() | after.keys()):
            one, other = (side.table(doc_id) for side in sides)
            if one is not None and other is not None and one.equals(other):
                comparison.same[kind] += one.num_rows
                continue
            raw_path = after.get(doc_id) or before[doc_id]
            for pair in align(_rows(one), _rows(other)):
                difference = differing(raw_path, kind, *pair)
                if difference:
                    comparison.add(difference, limit)
                else:
                    comparison.same[kind] += 1
    return comparison


Pair = tuple[Mention | None, Mention | None]


def align(old: Sequence[Mention], new: Sequence[Mention]) -> Iterator[Pair]:
    """Old and new mentions in pairs: on one span, the most alike first, then by overlap.

    Every mention is in one pair; (old, None) is lost, (None, new) won.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    by_span: dict[tuple[int, int], list[int]] = defaultdict(list)
    for j, mention in right.items():
        by_span[_span(mention)].append(j)
    on_one_span = ((-_alike(a, new[j]), i, j) for i, a in left.items() for j in by_span[_span(a)])
    yield from _paired(sorted(on_one_span), left, right)
    rest = sorted((_span(mention), j) for j, mention in right.items())
    sharing = ((-_shared(a, new[j]), i, j) for i, a in left.items() for j in _near(a, rest))
    yield from _paired(sorted(sharing), left, right)
    yield from ((mention, None) for mention in left.values())
    yield from ((None, mention) for mention in right.values())


def differing(
    raw_path: str, kind: Kind, old: Mention | None, new: Mention | None
) -> Difference | None:
    """The difference between two aligned mentions, None where span and fields are the same."""
    if old is None or new is None:
        return Difference(raw_path, kind, old, new)
    names = [name for name in FIELDS[kind].model_fields if name in old and name in new]
    wrong = [name for name in names if old[name] != new[name]]
    if _span(old) != _span(new):
        wrong.insert(0, "surface")
    return Difference(raw_path, kind, old, new, tuple(wrong)) if wrong else None


def _pages(output: Path) -> dict[str, str]:
    """The raw path of every page, by doc_id."""
    pages: dict[str, str] = {}
    for table in batches(output, "documents", ["doc_id", "raw_path"], any_version=True):
        pages.update(zip(table["doc_id"].to_pylist(), table["raw_path"].to_pylist(), strict=True))
    return pages


def _rows(table: pa.Table | None) -> list[dict[str, Any]]:
    return table.to_pylist() if table is not None else []


def _paired(
    ranked: Iterable[tuple[int, int, int]], left: dict[int, Mention], right: dict[int, Mention]
) -> Iterator[Pair]:
    """The best pairs first, each mention once; what is paired is taken out of both sides."""
    for _, i, j in ranked:
        if i in left and j in right:
            yield left.pop(i), right.pop(j)


def _near(mention: Mention, others: Sequence[tuple[tuple[int, int], int]]) -> Iterator[int]:
    """The mentions that share a character with one; of a kind, sorted, they hardly overlap."""
    start, end = _span(mention)
    for span, j in reversed(others[: bisect_left(others, ((end, -1), -1))]):
        if span[1] <= start:
            return
        yield j


def _span(mention: Mention) -> tuple[int, int]:
    return mention["raw_start"], mention["raw_end"]


def _shared(one: Mention, two: Mention) -> int:
    (start, end), (other_start, other_end) = _span(one), _span(two)
    return min(end, other_end) - max(start, other_start)


def _alike(one: Mention, two: Mention) -> int:
    """How many columns of two mentions hold the same value."""
    return sum(one[name] == two[name] for name in one.keys() & two.keys())


def as_text(comparison: Comparison) -> str:
    """The comparison for a terminal."""
    return "\n".join(_text(comparison)) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown; texts of pages stand in code spans, where nothing is active."""
    return "\n".join(_markdown(comparison)) + "\n"


def _text(comparison: Comparison) -> Iterator[str]:
    """The comparison as lines of plain text."""
    yield _about_pages(comparison)
    for title, rows in _tables(comparison):
        yield ""
        yield from _columns(title, rows)
    for outcome in OUTCOMES:
        listed = comparison.listed[outcome]
        if listed:
            yield ""
            yield _heading(comparison, outcome)
            yield from (f"  {_one(difference, '{}')}" for difference in listed)


def _markdown(comparison: Comparison) -> Iterator[str]:
    """The lines of the comparison as Markdown, the differences folded by outcome."""
    yield "### Mentions won, lost and changed"
    yield ""
    yield _about_pages(comparison)
    for title, rows in _tables(comparison):
        yield ""
        yield f"| {' | '.join(title)} |"
        yield f"|---|{'---:|' * (len(title) - 1)}"
        yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    for outcome in OUTCOMES:
        listed = comparison.listed[outcome]
        if listed:
            yield ""
            yield f"<details><summary>{_heading(comparison, outcome)}</summary>"
            yield ""
            yield from (f"- {_one(difference, '`{}`')}" for difference in listed)
            yield ""
            yield "</details>"


def _about_pages(comparison: Comparison) -> str:
    """How many pages both runs have, and which only one has."""
    parts = [f"{comparison.pages} pages in both"]
    for where, pages in (("OLD", comparison.pages_lost), ("NEW", comparison.pages_won)):
        if pages:
            names = ", ".join(_short(page) for page in pages[:_MOST_PAGES])
            more = ", …" if len(pages) > _MOST_PAGES else ""
            parts.append(f"{len(pages)} only in {where} (`{names}`{more})")
    return "; ".join(parts) + "."


def _tables(comparison: Comparison) -> Iterator[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """Counts per kind; per rule and per field where anything differs."""
    yield (
        ("kind", "same", *OUTCOMES),
        [
            (kind, comparison.same[kind], *(comparison.kinds[kind, o] for o in OUTCOMES))
            for kind in FIELDS
        ],
    )
    rules = sorted({rule for rule, _ in comparison.rules})
    if rules:
        yield (
            ("rule", *OUTCOMES),
            [(rule, *(comparison.rules[rule, o] for o in OUTCOMES)) for rule in rules],
        )
    fields = sorted(comparison.changed_fields.items())
    if fields:
        yield ("field", "changed"), [(f"{kind}.{name}", n) for (kind, name), n in fields]


def _columns(title: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    width = max(len(str(row[0])) for row in [title, *rows]) + 2
    for row in [title, *rows]:
        yield f"{row[0]:<{width}}" + "".join(f"{cell:>9}" for cell in row[1:])


def _heading(comparison: Comparison, outcome: Any) -> str:
    total, shown = comparison.total(outcome), len(comparison.listed[outcome])
    more = f" (the first {shown})" if shown < total else ""
    return f"{total} {outcome}{more}"


def _one(difference: Difference, quoted: str) -> str:
    """A difference on one line; `quoted` is how texts of pages are set."""
    mention = difference.new or difference.old or {}
    place = f"{mention['raw_start']}:{mention['raw_end']}"
    head = (
        f"{difference.kind} {quoted.format(_short(mention['surface']))} in "
        f"{quoted.format(_short(difference.raw_path))} [{place}] by {mention['rule']}"
    )
    if difference.old is None or difference.new is None:
        said = [
            f"{name} {quoted.format(_short(value))}"
            for name, value in mention.items()
            if name in FIELDS[difference.kind].model_fields and value not in (None, [])
        ]
        return f"{head}: {', '.join(said)}"
    changes = [
        f"{name} {quoted.format(_shown(difference.old, name))} → "
        f"{quoted.format(_shown(difference.new, name))}"
        for name in difference.fields
    ]
    return f"{head}: {', '.join(changes)}"


def _shown(mention: Mention, name: str) -> str:
    """What a mention says in a column; with its surface, where it stands."""
    place = f" [{mention['raw_start']}:{mention['raw_end']}]" if name == "surface" else ""
    return _short(mention[name]) + place


def _short(value: Any) -> str:
    """A value on one line and not too long, without what would end a code span or a cell."""
    text = " ".join(str(value).replace("`", "'").replace("|", "¦").split()) or "-"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
