"""Found mentions against gold: who matches whom, and what that is worth.

In: for one page the mentions found (`Found`) and the gold page. Out: `Match` objects, one-to-one,
with everything missed and falsely found; `Tally` sums them up to precision, recall and F1.

A gold mention is matched by a found one of its kind that overlaps it. An optional gold mention
counts for nothing: found it is no merit, missed no fault, and what overlaps it no false find.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from vanban.evaluation.gold import GoldMention, GoldPage
from vanban.schema import Kind
from vanban.text.spans import Span, fold

KEY_FIELDS: dict[Kind, tuple[str, ...]] = {
    "name": ("canonical",),
    "title": ("role", "organization"),
    "reference": ("doc_type", "number", "symbol", "plenum", "congress"),
    "quantity": ("value", "value_max"),
    "date": ("value",),
}
"""The fields that must be right for a mention's value to be right."""

OTHER_FIELDS: dict[Kind, tuple[str, ...]] = {
    "name": ("honorific", "context"),
    "title": ("status", "kind", "holder"),
    "reference": ("year", "term", "issuer", "issued_on", "title", "provision", "cited_document"),
    "quantity": ("approx", "unit", "kind"),
    "date": (),
}
"""The fields whose accuracy is reported beside."""

DEFAULTS: dict[Kind, dict[str, str]] = {
    "name": {"context": "body"},
    "title": {"kind": "position"},
    "reference": {},
    "quantity": {"approx": "exact", "kind": "count"},
    "date": {},
}
"""What gold means where it leaves a field out; any other field left out is absent."""

_WHERE_GIVEN = frozenset({"cited_document"})
"""Fields that are judged only where gold gives them."""

FieldValue = str | int | float | dt.date | Sequence[str] | None


@dataclass(frozen=True)
class Found:
    """A mention as a run found it; fields as the tables hold them."""

    kind: Kind
    raw: Span
    surface: str
    fields: dict[str, FieldValue]
    rule: str = ""


@dataclass(frozen=True)
class Match:
    """A gold mention and the found one that answers it."""

    gold: GoldMention
    found: Found
    exact: bool
    wrong: tuple[str, ...]

    @property
    def value_right(self) -> bool:
        """True where no key field is wrong."""
        return not set(self.wrong) & set(KEY_FIELDS[self.gold.kind])


@dataclass
class PageScore:
    """One page's outcome for all kinds, optional gold left out."""

    doc: str
    matches: list[Match] = field(default_factory=list)
    missed: list[GoldMention] = field(default_factory=list)
    false: list[Found] = field(default_factory=list)


def expected(gold: GoldMention, name: str) -> str | None:
    """What gold says of a field, defaults filled in (a name's canonical form is its surface)."""
    if name == "canonical":
        return gold.fields.get(name, gold.surface)
    return gold.fields.get(name, DEFAULTS[gold.kind].get(name))


def same_value(want: str | None, got: FieldValue) -> bool:
    """True where a field as found says what gold says (numbers by value, texts folded)."""
    if want is None or got is None:
        return want is None and got is None
    if isinstance(got, dt.date):
        return got.isoformat() == want
    if isinstance(got, int | float):
        try:
            return abs(float(Fraction(want)) - got) <= 1e-9 * max(1.0, abs(got))
        except (ValueError, ZeroDivisionError):
            return False
    return isinstance(got, str) and fold(want) == fold(got)


def wrong_fields(gold: GoldMention, found: Found) -> tuple[str, ...]:
    """The fields in which a found mention says something else than gold.

    A field that gold leaves out and the mention marks as inferred is not wrong.
    """
    inferred = found.fields.get("inferred") or ()
    wrong = []
    for name in KEY_FIELDS[gold.kind] + OTHER_FIELDS[gold.kind]:
        want, got = expected(gold, name), found.fields.get(name)
        lenient = want is None and (
            name in _WHERE_GIVEN or (isinstance(inferred, Sequence) and name in inferred)
        )
        if not lenient and not same_value(want, got):
            wrong.append(name)
    return tuple(wrong)


def score_page(gold: GoldPage, found: Iterable[Found]) -> PageScore:
    """Match one page's mentions one to one: right values first, then exact spans, then overlap."""
    judged = [f for f in found if f.raw.start < gold.annotated_until]
    pairs = []
    for g, mention in enumerate(gold.mentions):
        for f, other in enumerate(judged):
            if other.kind == mention.kind and other.raw.overlaps(mention.raw):
                pairs.append((_closeness(mention, other), g, f))
    pairs.sort(key=lambda pair: (pair[0], -pair[1], -pair[2]), reverse=True)
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, g, f in pairs:
        if g not in taken and f not in used:
            taken[g] = f
            used.add(f)
    score = PageScore(gold.doc)
    for g, mention in enumerate(gold.mentions):
        if mention.optional:
            continue
        if g in taken:
            other = judged[taken[g]]
            exact = fold(other.surface) == fold(mention.surface)
            score.matches.append(Match(mention, other, exact, wrong_fields(mention, other)))
        else:
            score.missed.append(mention)
    optional = [m for m in gold.mentions if m.optional]
    for f, other in enumerate(judged):
        excused = any(m.kind == other.kind and m.raw.overlaps(other.raw) for m in optional)
        if f not in used and not excused:
            score.false.append(other)
    return score


def _closeness(gold: GoldMention, found: Found) -> tuple[bool, bool, bool, int]:
    """How well a mention found answers one of gold, the best the greatest."""
    wrong = set(wrong_fields(gold, found)) & set(KEY_FIELDS[gold.kind])
    shared = min(gold.raw.end, found.raw.end) - max(gold.raw.start, found.raw.start)
    return not wrong, gold.raw == found.raw, not gold.optional, shared


@dataclass
class Tally:
    """Counts of one kind over pages, and the figures that follow from them."""

    found: int = 0
    gold: int = 0
    overlap: int = 0
    exact: int = 0
    valued: int = 0
    field_right: Counter[str] = field(default_factory=Counter)
    field_all: Counter[str] = field(default_factory=Counter)

    def add(self, score: PageScore, kind: Kind) -> None:
        """Count one page's outcome for a kind."""
        matches = [m for m in score.matches if m.gold.kind == kind]
        self.overlap += len(matches)
        self.gold += len(matches) + sum(m.kind == kind for m in score.missed)
        self.found += len(matches) + sum(f.kind == kind for f in score.false)
        for match in matches:
            self.exact += match.exact
            self.valued += match.value_right
            for name in KEY_FIELDS[kind] + OTHER_FIELDS[kind]:
                if expected(match.gold, name) is not None:
                    self.field_all[name] += 1
                    self.field_right[name] += name not in match.wrong

    def f1(self, right: int) -> float:
        """F1 of `right` correct mentions, 1 where there is nothing to find and nothing found."""
        return 2 * right / (self.found + self.gold) if self.found + self.gold else 1.0

    def figures(self) -> dict[str, object]:
        """Precision, recall and the three F1s, with the accuracy of each field gold names."""
        return {
            "gold": self.gold,
            "found": self.found,
            "precision": _rounded(self.overlap / self.found if self.found else 1.0),
            "recall": _rounded(self.overlap / self.gold if self.gold else 1.0),
            "overlap_f1": _rounded(self.f1(self.overlap)),
            "span_f1": _rounded(self.f1(self.exact)),
            "value_f1": _rounded(self.f1(self.valued)),
            "fields": {
                name: _rounded(self.field_right[name] / total)
                for name, total in sorted(self.field_all.items())
            },
        }


def _rounded(number: float) -> float:
    return round(number, 4)
