"""Numbers -> pictures, drawn with matplotlib as SVG whose bytes depend on the numbers alone.

In: a folder of tables. Out: output/plots, the pictures and the numbers behind them as JSON. Letters
are drawn as outlines: a plot looks the same in a browser, a README and a paper, and needs no font
that has Vietnamese letters. Colours are those of the review site; marks differ in shape too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from vanban.schema import MENTION_TABLES, Kind
from vanban.show.plots.figures import (
    Calibration,
    Confusion,
    MetricsVersion,
    RuleFigures,
    Series,
    calibration,
    citations_over_time,
    confusion,
    history,
    page_scores,
    rule_figures,
)
from vanban.show.review.charts import labels_of
from vanban.store.parquet import write_text

COLOURS: dict[Kind, str] = {
    "name": "#255a96",
    "title": "#6e3f95",
    "reference": "#1d6a4c",
    "quantity": "#b07a14",
    "date": "#b5486a",
}
MARKS: dict[Kind, str] = {
    "name": "o",
    "title": "s",
    "reference": "D",
    "quantity": "^",
    "date": "v",
}
SORTS = ("#255a96", "#b07a14", "#1d6a4c", "#b5486a", "#6e3f95", "#4d8f9e", "#9a9a9a")
SCORES = {"overlap_f1": "found", "span_f1": "span right", "value_f1": "value right"}

_SOFT = "#5f6368"
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "vanban",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#b8b4aa",
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "text.color": "#23262a",
    "axes.labelcolor": _SOFT,
    "xtick.color": _SOFT,
    "ytick.color": _SOFT,
    "legend.frameon": False,
}


def rules_svg(figures: Sequence[RuleFigures]) -> str:
    """Precision against recall: every rule by name, and all of them in one plane."""
    with mpl.rc_context(_STYLE):
        figure = _figure(10.5, 1.6 + 0.24 * max(len(figures), 8))
        by_name, plane = figure.subplots(1, 2, width_ratios=(1.15, 1))
        _rules_by_name(by_name, figures)
        _rules_plane(plane, figures)
        return _svg(figure)


def _rules_by_name(axes: Axes, figures: Sequence[RuleFigures]) -> None:
    """Recall and precision of each rule as two marks on a line, the rules by name."""
    for row, one in enumerate(figures):
        colour = COLOURS[one.kind]
        ends = sorted((one.recall, one.precision))
        axes.plot(ends, [row, row], color=colour, linewidth=1, alpha=0.45)
        axes.plot(one.recall, row, "o", color=colour, markerfacecolor="white", markersize=5)
        axes.plot(one.precision, row, MARKS[one.kind], color=colour, markersize=5)
    axes.set_yticks(range(len(figures)), [f"{one.rule} ({one.found})" for one in figures])
    axes.set(xlim=(-0.03, 1.03), ylim=(len(figures) - 0.4, -0.6))
    axes.set_title("Recall (hollow) and precision of each rule (finds)")


def _scatter(
    axes: Axes,
    kind: Kind,
    label: str,
    places: Sequence[tuple[float, float]],
    sizes: Sequence[float],
) -> None:
    """Marks of one kind of mention, each at its place and of its size in square points."""
    axes.scatter(
        [x for x, _ in places],
        [y for _, y in places],
        s=sizes,
        c=COLOURS[kind],
        marker=MARKS[kind],
        alpha=0.65,
        linewidths=0,
        label=label,
    )


def _rules_plane(axes: Axes, figures: Sequence[RuleFigures]) -> None:
    """Precision over recall of each rule, its size that of what it found."""
    for kind, table in MENTION_TABLES.items():
        mine = [one for one in figures if one.kind == kind]
        places = [(one.recall, one.precision) for one in mine]
        _scatter(axes, kind, table, places, [18 + 6 * one.found for one in mine])
    for one in figures:
        if one.precision < 1:
            axes.annotate(
                one.rule, (one.recall, one.precision), (6, 3), textcoords="offset points", size=7
            )
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.09), xlabel="recall", ylabel="precision")
    axes.set_title("Precision against recall; size: finds")
    legend = axes.legend(loc="lower right", markerscale=0.8)
    for handle in legend.legend_handles:
        if handle is not None:
            handle.set_alpha(1)


def confusion_svg(named: Sequence[tuple[str, Confusion]]) -> str:
    """Matrices side by side: gold down, found across."""
    with mpl.rc_context(_STYLE):
        sizes = [len(one.found) for _, one in named]
        figure = _figure(0.55 * sum(sizes) + 1.6 * len(named), 1.5 + 0.55 * max(sizes))
        plots = figure.subplots(1, len(named), width_ratios=sizes, squeeze=False)[0]
        for axes, (title, one) in zip(plots, named, strict=True):
            _matrix(axes, title, one)
        return _svg(figure)


def _matrix(axes: Axes, title: str, one: Confusion) -> None:
    """One matrix of confusion, the numbers in its fields."""
    most = max((max(row) for row in one.counts), default=0) or 1
    shades = [[count**0.5 / most**0.5 for count in row] for row in one.counts]
    axes.imshow(shades, cmap="Blues", vmin=0, vmax=1.35, aspect="equal")
    for down, row in enumerate(one.counts):
        for across, count in enumerate(row):
            if count:
                wrong = one.gold[down] != one.found[across]
                axes.text(
                    across,
                    down,
                    str(count),
                    ha="center",
                    va="center",
                    weight="bold" if wrong else "normal",
                    color="#a4231c" if wrong else "#16181b",
                )
    axes.set_xticks(range(len(one.found)), one.found, rotation=40, ha="right")
    axes.set_yticks(range(len(one.gold)), one.gold)
    axes.set(xlabel="found", ylabel="gold", anchor="NW")
    axes.set_title(title)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def calibration_svg(bins: Sequence[Calibration]) -> str:
    """The share of right values against the confidence claimed, a mark a tenth of each kind."""
    with mpl.rc_context(_STYLE):
        figure = _figure(6.0, 4.6)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=_SOFT, linewidth=0.8, linestyle="--")
        for kind, table in MENTION_TABLES.items():
            mine = [one for one in bins if one.kind == kind]
            places = [(one.confidence, one.precision) for one in mine]
            _scatter(axes, kind, table, places, [18 + 2 * one.found for one in mine])
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.09))
        axes.set(xlabel="confidence, a lower bound", ylabel="share with the right value")
        axes.set_title("Calibration: above the line is safe; size: finds")
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), markerscale=0.8)
        return _svg(figure)


def citations_svg(series: Series) -> str:
    """Cited documents over time, columns stacked by type."""
    with mpl.rc_context(_STYLE):
        figure = _figure(9.0, 3.2)
        axes = figure.subplots()
        below = [0] * len(series.periods)
        for (sort, counts), colour in zip(series.counts.items(), SORTS, strict=False):
            at = [period for period, count in enumerate(counts) if count]
            heights, lows = [counts[x] for x in at], [below[x] for x in at]
            axes.bar(at, heights, bottom=lows, color=colour, width=0.85, label=sort)
            below = [low + count for low, count in zip(below, counts, strict=True)]
        labels = labels_of(series.periods, 12)
        axes.set_xticks(list(labels), list(labels.values()))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set(ylabel="documents cited", xlim=(-0.8, max(len(series.periods), 1) - 0.2))
        axes.set_title("Documents cited by pages over time")
        if series.counts:
            axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
        else:
            axes.text(0.5, 0.5, "no dated page cites a document", transform=axes.transAxes)
        return _svg(figure)


def history_svg(versions: Sequence[MetricsVersion]) -> str:
    """F1 of each kind over commits, a panel a score."""
    with mpl.rc_context(_STYLE):
        figure = _figure(10.5, 3.4)
        panels = figure.subplots(1, len(SCORES), sharey=True)
        places = range(len(versions))
        for axes, (score, title) in zip(panels, SCORES.items(), strict=True):
            for kind, table in MENTION_TABLES.items():
                values = [one.metrics.get(table, {}).get(score) for one in versions]
                known = [(x, y) for x, y in zip(places, values, strict=True) if y is not None]
                axes.plot(
                    [x for x, _ in known],
                    [y for _, y in known],
                    marker=MARKS[kind],
                    markersize=4,
                    linewidth=1.2,
                    color=COLOURS[kind],
                    alpha=0.85,
                    label=table,
                )
            every = max(1, -(-len(versions) // 8))
            names = [f"{one.commit} {one.day[2:]}" for one in versions]
            axes.set_xticks(places[::every], names[::every], rotation=40, ha="right", size=7)
            axes.set_title(f"F1, {title}")
            axes.grid(axis="y", color="#e6e3db", linewidth=0.6)
        lowest = min([0.9, *(low for low, _ in map(Axes.get_ylim, panels))])
        panels[0].set_ylim(lowest, 1.01)
        panels[-1].legend(loc="upper left", bbox_to_anchor=(1, 1))
        return _svg(figure)


def _figure(width: float, height: float) -> Figure:
    return Figure(figsize=(width, height), layout="constrained", facecolor="white")


def _svg(figure: Figure) -> str:
    text = StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": "vanban"})
    return text.getvalue()


def write_plots(output: Path, gold: Path | None) -> list[Path]:
    """Draw citations and, against gold, rules, confusions and calibration; the files written."""
    cited = citations_over_time(output)
    files = {"citations.svg": citations_svg(cited)}
    numbers: dict[str, Any] = {"citations": cited._asdict()}
    if gold:
        drawn, counted = _against(output, gold)
        files, numbers = drawn | files, counted | numbers
    files["numbers.json"] = json.dumps(numbers, ensure_ascii=False, indent=1) + "\n"
    for name, text in files.items():
        write_text(output / "plots" / name, text)
    return [output / "plots" / name for name in files]


def _against(output: Path, gold: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """The plots that gold is needed for, by the names of their files, and their numbers."""
    scores = page_scores(output, gold)
    rules = rule_figures(scores)
    confused = [
        ("Kinds of titles", confusion(scores, "title", "kind")),
        ("Types of documents", confusion(scores, "reference", "doc_type")),
    ]
    claimed = calibration(scores)
    files = {
        "rules.svg": rules_svg(rules),
        "confusion.svg": confusion_svg(confused),
        "calibration.svg": calibration_svg(claimed),
    }
    numbers = {
        "rules": [
            asdict(one) | {"precision": round(one.precision, 4), "recall": round(one.recall, 4)}
            for one in rules
        ],
        "confusion": {title: one._asdict() for title, one in confused},
        "calibration": [
            one._asdict() | {"confidence": round(one.confidence, 4)} for one in claimed
        ],
    }
    return files, numbers


def write_history(output: Path) -> Path:
    """Draw F1 over the commits of `output/metrics.json`; the file written."""
    path = output / "plots" / "history.svg"
    write_text(path, history_svg(history(output / "metrics.json")))
    return path
