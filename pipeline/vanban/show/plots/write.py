"""A folder of tables -> output/plots: pictures, and the numbers behind them as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from vanban.show.plots.draw import (
    calibration_svg,
    citations_svg,
    confusion_svg,
    history_svg,
    rules_svg,
)
from vanban.show.plots.figures import (
    calibration,
    citations_over_time,
    confusion,
    page_scores,
    rule_figures,
)
from vanban.show.plots.history import history
from vanban.store.parquet import write_text


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
