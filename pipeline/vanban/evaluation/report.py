"""Output tables against gold -> metrics.json and a list of misses that a person can read.

In: a folder of tables and a folder of gold. Out: per kind precision, recall, overlap, span and
value F1 and field accuracies; the metadata that is right; and misses.md, page by page. Of cleaning:
how many characters of the lines that careful readers kept (`NAME.keep`: 1-based ranges, "3-7,9")
the text holds, white space and mark-up aside, up to the end of the part that was read.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from vanban.cleaning.decode import decode
from vanban.cleaning.markup import HIDDEN
from vanban.evaluation.gold import GoldError, GoldPage, read_gold
from vanban.evaluation.scoring import (
    Found,
    Match,
    PageScore,
    Tally,
    expected,
    same_value,
    score_page,
)
from vanban.schema import MENTION_TABLES, MENTIONS, DocumentRow, Kind
from vanban.store.parquet import read_rows, write_text
from vanban.text.spans import OffsetMap, Span, line_spans

_RANGE = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?")

_SHOWN = 70
"""Characters of a line that a report shows."""


@dataclass(frozen=True)
class Content:
    """Characters of a page that were kept rightly, kept wrongly and lost; the lines at fault."""

    doc: str
    right: int
    extra: int
    lost: int
    faults: tuple[str, ...] = field(default=())

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over characters."""
        return f1(self.right, self.extra, self.lost)


METADATA = ("title", "published_at", "source", "author", "agency")
_FRAME = {"mention_id", "doc_id", "sentence_id", "start", "end", "entries"}


class EvaluationError(ValueError):
    """Gold and output that do not belong together; the message says what is missing."""


@dataclass(frozen=True)
class Evaluation:
    """All figures of an output folder, and what lies behind them."""

    metrics: dict[str, Any]
    misses: str


def evaluate(output: Path, gold: Path, raw: Path | None = None) -> Evaluation:
    """Score the tables in `output` against the pages in `gold`.

    Gold names a raw file; it is looked up by its name, in any folder. Where `raw` holds the file
    and a reader marked its content lines, cleaning is scored too.
    Raises EvaluationError where a gold page is not among the documents.
    """
    pages = read_gold(gold)
    documents = {
        Path(row.raw_path).name: row for row in read_rows(output / "documents.parquet", DocumentRow)
    }
    missing = [page.doc for page in pages if page.doc not in documents]
    if missing:
        raise EvaluationError(
            f"{output}: no document for gold {', '.join(missing)}. Run its pages."
        )
    found = found_mentions(output)
    scores = [score_page(page, found.get(documents[page.doc].doc_id, ())) for page in pages]
    tallies: dict[Kind, Tally] = {kind: Tally() for kind in MENTIONS}
    for score in scores:
        for kind, tally in tallies.items():
            tally.add(score, kind)
    faults = [fault for page in pages for fault in metadata_faults(page, documents[page.doc])]
    metrics: dict[str, Any] = {
        MENTION_TABLES[kind]: tally.figures() for kind, tally in tallies.items()
    }
    total = len(pages) * len(METADATA)
    metrics["metadata"] = {"fields": total, "right": total - len(faults)}
    metrics["metadata"]["values"] = _metadata_figures(pages, documents)
    contents = list(_contents(pages, documents, gold, raw))
    if contents:
        metrics["content"] = _content_figures(contents)
    faults += [f"{content.doc}: {fault}" for content in contents for fault in content.faults]
    return Evaluation(metrics, report(scores, faults))


def _contents(
    pages: Sequence[GoldPage], documents: Mapping[str, DocumentRow], gold: Path, raw: Path | None
) -> Iterator[Content]:
    """What cleaning kept of the pages whose content lines are marked and raw file is there."""
    for page in pages:
        keep, row = keep_path(gold, page.doc), documents[page.doc]
        path = raw / row.raw_path if raw else None
        if keep and path and path.is_file():
            yield score_content(page, path.read_bytes(), read_keep(keep), row)


def _content_figures(contents: Sequence[Content]) -> dict[str, Any]:
    """F1 of the text kept, in all and on the worst page."""
    right, extra, lost = (
        sum(getattr(content, name) for content in contents) for name in ("right", "extra", "lost")
    )
    return {
        "pages": len(contents),
        "f1": round(f1(right, extra, lost), 4),
        "worst": round(min(content.f1 for content in contents), 4),
    }


def _metadata_figures(
    pages: Sequence[GoldPage], documents: Mapping[str, DocumentRow]
) -> dict[str, float]:
    """F1 of each field of the metadata over the pages."""
    figures = {}
    for name in METADATA:
        values = [(page.metadata.get(name), getattr(documents[page.doc], name)) for page in pages]
        right = sum(bool(want) and same_value(want, got) for want, got in values)
        wrong = sum(bool(got) and not same_value(want, got) for want, got in values)
        missed = sum(bool(want) and not same_value(want, got) for want, got in values)
        figures[name] = round(f1(right, wrong, missed), 4)
    return figures


def write(evaluation: Evaluation, metrics: Path, misses: Path) -> None:
    """Write the figures as JSON and the misses as Markdown."""
    write_text(metrics, json.dumps(evaluation.metrics, indent=2) + "\n")
    write_text(misses, evaluation.misses)


def summary(metrics: dict[str, Any]) -> str:
    """The figures as a table for a terminal."""
    columns = ("gold", "found", "precision", "recall", "overlap_f1", "span_f1", "value_f1")
    lines = [f"{'':<12}" + "".join(f"{column:>12}" for column in columns)]
    lines += [
        f"{table:<12}" + "".join(f"{metrics[table][name]:>12}" for name in columns)
        for table in MENTION_TABLES.values()
    ]
    about = metrics["metadata"]
    values = "  ".join(f"{name} {figure}" for name, figure in about["values"].items())
    lines.append(f"metadata: {about['right']} of {about['fields']} right; F1: {values}")
    if "content" in metrics:
        content = metrics["content"]
        lines.append(
            f"content: F1 {content['f1']} over characters of {content['pages']} pages, "
            f"worst page {content['worst']}"
        )
    return "\n".join(lines)


def found_mentions(output: Path) -> dict[str, list[Found]]:
    """The mentions of all five tables, by page."""
    found: dict[str, list[Found]] = {}
    for kind, model in MENTIONS.items():
        for row in read_rows(output / f"{MENTION_TABLES[kind]}.parquet", model):
            raw = Span(row.raw_start, row.raw_end)
            fields = row.model_dump(exclude=_FRAME)
            found.setdefault(row.doc_id, []).append(Found(kind, raw, row.surface, fields, row.rule))
    return found


def metadata_faults(page: GoldPage, row: DocumentRow) -> list[str]:
    """What a document says of itself and gold does not, or the other way round."""
    return [
        f"{page.doc}: {field}: gold {page.metadata.get(field)!r}, found {getattr(row, field)!r}"
        for field in METADATA
        if not same_value(page.metadata.get(field), getattr(row, field))
    ]


def report(scores: Iterable[PageScore], metadata: Iterable[str]) -> str:
    """The misses as Markdown: a section a page, what was missed, false or wrong a line each."""
    lines = ["# Misses", ""]
    rules: Counter[str] = Counter()
    for score in scores:
        lines += [f"## {score.doc}", ""]
        lines += [f"- missed {m.kind}: {m.surface!r} at {m.raw.start}" for m in score.missed]
        for other in score.false:
            rules[other.rule] += 1
            lines.append(
                f"- false {other.kind}: {other.surface!r} at {other.raw.start} [{other.rule}]"
            )
        lines += [_wrong(match) for match in score.matches if match.wrong or not match.exact]
        lines.append("")
    lines += ["## Metadata", "", *(f"- {fault}" for fault in metadata), ""]
    lines += ["## False finds by rule", "", *(f"- {rule}: {n}" for rule, n in rules.most_common())]
    return "\n".join(lines) + "\n"


def _wrong(match: Match) -> str:
    """One line on a mention found with a wrong span or wrong fields."""
    parts = [
        f"{name}: gold {expected(match.gold, name)!r}, found {match.found.fields.get(name)!r}"
        for name in match.wrong
    ]
    if not match.exact:
        parts.insert(0, f"span: found {match.found.surface!r}")
    where = f"{match.gold.surface!r} at {match.gold.raw.start} [{match.found.rule}]"
    return f"- wrong {match.gold.kind}: {where}: {'; '.join(parts)}"


def f1(right: int, extra: int, lost: int) -> float:
    """F1 of counts; 1 where there was nothing to keep and nothing was kept."""
    whole = 2 * right + extra + lost
    return 2 * right / whole if whole else 1.0


def keep_path(gold: Path, doc: str) -> Path | None:
    """The file with the content lines of a page: beside its gold, or in `keep` beside that."""
    name = f"{Path(doc).stem}.keep"
    return next(
        (path for path in (gold / name, gold.parent / "keep" / name) if path.exists()), None
    )


def read_keep(path: Path) -> frozenset[int]:
    """The numbers of the content lines. Raises GoldError where the file has another form."""
    found: set[int] = set()
    for part in path.read_text("utf-8").strip().split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise GoldError(f"{path}: '{part}' is no range of lines. Write 3-7,9,12-40.")
        first = int(match["first"])
        found.update(range(first, int(match["last"] or first) + 1))
    return frozenset(found)


def score_content(page: GoldPage, raw: bytes, keep: frozenset[int], row: DocumentRow) -> Content:
    """What cleaning kept of a page, held against the lines that readers kept."""
    text = decode(raw)
    signs = np.array([not (sign.isspace() or sign == HIDDEN) for sign in text], bool)
    signs[page.annotated_until :] = False
    lines = list(line_spans(text))
    wanted, kept = np.zeros(len(text), bool), np.zeros(len(text), bool)
    for number, line in enumerate(lines, 1):
        wanted[line.start : line.end] = number in keep
    for piece in OffsetMap.unflatten(row.offsets).pieces:
        kept[piece.raw_start : piece.raw_end] = True
    extra, lost = signs & kept & ~wanted, signs & wanted & ~kept
    return Content(
        page.doc,
        right=int(np.count_nonzero(signs & wanted & kept)),
        extra=int(np.count_nonzero(extra)),
        lost=int(np.count_nonzero(lost)),
        faults=(*_faults("kept", extra, text, lines), *_faults("lost", lost, text, lines)),
    )


def _faults(
    what: str, wrong: npt.NDArray[np.bool_], text: str, lines: Sequence[Span]
) -> Iterator[str]:
    """A line for each line of a text that has wrong characters, with their number."""
    for number, line in enumerate(lines, 1):
        count = int(np.count_nonzero(wrong[line.start : line.end]))
        if count:
            shown = line.of(text).replace(HIDDEN, "").strip()[:_SHOWN]
            yield f"{what} {count} characters of line {number}: {shown!r}"
