"""Tables, gold and the history of a project -> the numbers that plots show.

Figures of rules come from the same matching as those of kinds (`vanban.evaluation.scoring`). A
rule's precision is the share of its finds that gold has; its recall the share of its kind's gold
that it found, so the recalls of all rules of a kind add up to the recall of the kind. The figures
of earlier commits are read from git's history of metrics.json.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from vanban.evaluation.gold import read_gold
from vanban.evaluation.scoring import Found, PageScore, expected, score_page
from vanban.schema import MENTION_TABLES, MENTIONS, Kind
from vanban.show.review.charts import months
from vanban.store.scan import rows
from vanban.text.spans import Span


class HistoryError(RuntimeError):
    """A history that cannot be read; the message says what is missing."""


@dataclass(frozen=True)
class MetricsVersion:
    """The figures as a commit left them; `commit` is its short hash, or "now" for the file."""

    commit: str
    day: str
    metrics: dict[str, Any]


MISSED, FALSE = "missed", "false"
"""What stands for the other side where only gold or only the tables have a mention."""

MOST_TYPES = 6
"""Document types that the plot of citations tells apart; the others are one."""


@dataclass(frozen=True)
class RuleFigures:
    """How a rule did on the gold pages."""

    rule: str
    kind: Kind
    found: int
    right: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of its finds that gold has."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of its kind's gold mentions that it found."""
        return self.right / self.gold if self.gold else 1.0


class Confusion(NamedTuple):
    """What gold says against what was found: `counts[gold][found]`, labels in the order shown."""

    gold: tuple[str, ...]
    found: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


class Calibration(NamedTuple):
    """Mentions of a kind with about one confidence: its mean, how many they are, how many right."""

    kind: Kind
    confidence: float
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of them whose value is right."""
        return self.right / self.found


class Series(NamedTuple):
    """Counts of several sorts over periods: `counts[sort][period]`."""

    periods: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]


def page_scores(output: Path, gold: Path) -> list[PageScore]:
    """The gold pages that are among the documents, each scored.

    Raises GoldError and StoreError for what cannot be read.
    """
    marked = {page.doc: page for page in read_gold(gold)}
    wanted = {
        row["doc_id"]: marked[name]
        for row in rows(output, "documents", ["doc_id", "raw_path"])
        if (name := Path(row["raw_path"]).name) in marked
    }
    found: dict[str, list[Found]] = defaultdict(list)
    for kind, table in MENTION_TABLES.items():
        columns = [name for name in MENTIONS[kind].model_fields if name != "entries"]
        for row in rows(output, table, columns, set(wanted)):
            raw = Span(row["raw_start"], row["raw_end"])
            found[row["doc_id"]].append(Found(kind, raw, row["surface"], row, row["rule"]))
    return [score_page(page, found[doc_id]) for doc_id, page in wanted.items()]


def rule_figures(scores: Iterable[PageScore]) -> list[RuleFigures]:
    """The figures of every rule that found something, by kind and rule."""
    found: Counter[tuple[Kind, str]] = Counter()
    right: Counter[tuple[Kind, str]] = Counter()
    gold: Counter[Kind] = Counter()
    for score in scores:
        for match in score.matches:
            right[match.gold.kind, match.found.rule] += 1
            gold[match.gold.kind] += 1
        gold.update(mention.kind for mention in score.missed)
        found.update((other.kind, other.rule) for other in score.false)
    found += right
    return [
        RuleFigures(rule, kind, number, right[kind, rule], gold[kind])
        for (kind, rule), number in sorted(found.items())
    ]


def confusion(scores: Iterable[PageScore], kind: Kind, field: str) -> Confusion:
    """A field of a kind: what gold says of each mention against what was found."""
    pairs: Counter[tuple[str, str]] = Counter()
    for score in scores:
        for match in score.matches:
            if match.gold.kind == kind:
                said = str(expected(match.gold, field))
                pairs[said, str(match.found.fields.get(field))] += 1
        for mention in score.missed:
            if mention.kind == kind:
                pairs[str(expected(mention, field)), MISSED] += 1
        for other in score.false:
            if other.kind == kind:
                pairs[FALSE, str(other.fields.get(field))] += 1
    labels = sorted({label for pair in pairs for label in pair} - {MISSED, FALSE})
    gold, found = (*labels, FALSE), (*labels, MISSED)
    return Confusion(gold, found, tuple(tuple(pairs[g, f] for f in found) for g in gold))


def calibration(scores: Iterable[PageScore]) -> list[Calibration]:
    """How often mentions are right that claim one confidence, by kind and tenths of confidence.

    Confidence is a lower bound: a share below it says that it claims too much for these pages.
    Mentions without one are left out.
    """
    claimed: dict[tuple[Kind, int], list[float]] = defaultdict(list)
    right: Counter[tuple[Kind, int]] = Counter()
    for score in scores:
        judged = [(match.found, match.value_right) for match in score.matches]
        judged += [(other, False) for other in score.false]
        for one, is_right in judged:
            confidence = one.fields.get("confidence")
            if isinstance(confidence, float):
                key = one.kind, min(int(confidence * 10), 9)
                claimed[key].append(confidence)
                right[key] += is_right
    return [
        Calibration(key[0], sum(values) / len(values), len(values), right[key])
        for key, values in sorted(claimed.items())
    ]


def citations_over_time(output: Path) -> Series:
    """Documents cited by the pages of each month (or year, of a long time), by their type."""
    columns = ["doc_type", "first_cited_on"]
    dated = [
        (row["doc_type"], row["first_cited_on"])
        for row in rows(output, "citations", columns)
        if row["first_cited_on"] is not None
    ]
    periods = [name for name, _ in months(sorted(day for _, day in dated))]
    width = len(periods[0]) if periods else 0
    counted = Counter((sort, day.isoformat()[:width]) for sort, day in dated)
    shown = _most(Counter(sort for sort, _ in dated))
    sums = {sort: tuple(counted[sort, period] for period in periods) for sort in shown}
    rest = [
        sum(counted[sort, period] for sort in {sort for sort, _ in dated} - set(shown))
        for period in periods
    ]
    return Series(tuple(periods), sums | ({"other": tuple(rest)} if any(rest) else {}))


def _most(counts: Counter[str]) -> Sequence[str]:
    return sorted(counts, key=lambda sort: (-counts[sort], sort))[:MOST_TYPES]


def history(metrics: Path) -> list[MetricsVersion]:
    """Every version of a metrics file that git has, the oldest first, and the file itself last.

    A version that is no JSON is left out; the file itself only counts where it differs from the
    last commit. Raises HistoryError where there is no git or the file is in no repository.
    """
    folder = metrics.resolve().parent
    log = _git(folder, "log", "--format=%h %cs", "--follow", "--reverse", "--", metrics.name)
    versions = []
    for line in log.splitlines():
        commit, day = line.split()
        found = _read(_git(folder, "show", f"{commit}:./{metrics.name}", check=False))
        if found:
            versions.append(MetricsVersion(commit, day, found))
    now = _read(metrics.read_text("utf-8")) if metrics.exists() else None
    if now and (not versions or now != versions[-1].metrics):
        versions.append(MetricsVersion("now", "", now))
    return versions


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _git(folder: Path, *arguments: str, check: bool = True) -> str:
    """What git prints; HistoryError where it is not installed or fails."""
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise HistoryError("git is not installed; the history of figures needs it.") from error
    if check and done.returncode:
        raise HistoryError(f"{folder}: no history of figures: {done.stderr.strip()}")
    return done.stdout
