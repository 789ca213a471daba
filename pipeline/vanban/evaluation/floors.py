"""The accuracy gate: no F1 may fall below its floor.

In: metrics and the floors file. Out: the figures that fell. Floors are pinned to a hash of the
gold, so that gold and floors change together or not at all; raising them is one command, lowering
one needs the kind by name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from vanban.evaluation.gold import gold_hash
from vanban.store.parquet import write_text

F1S = ("overlap_f1", "span_f1", "value_f1")
CONTENT = ("f1", "worst")
"""The figures of cleaning that have floors: over all pages, and of the worst page."""

KEY = "cited_document"
"""The field with a floor of its own, where gold gives it: the key of the cited document."""

Floors = dict[str, dict[str, float]]


class FloorsError(ValueError):
    """Floors that cannot be used or may not be changed so; the message says what to do."""


def read_floors(path: Path, gold: Path) -> Floors:
    """The floors, per kind and F1.

    Raises FloorsError where they were set for another gold.
    """
    content = json.loads(path.read_text("utf-8"))
    if content["gold_sha256"] != gold_hash(gold):
        raise FloorsError(
            f"{path}: set for another gold than {gold}. After a change of gold, run "
            "'vanban floors' (with --lower KIND for each kind that fell)."
        )
    floors: Floors = content["floors"]
    return floors


def fallen(metrics: Mapping[str, Any], floors: Floors) -> list[str]:
    """The figures below their floor, one message each."""
    return [
        f"{kind}: {name} is {reached}, its floor {floor}"
        for kind, figures in floors.items()
        for name, floor in figures.items()
        if (reached := _figures(kind, metrics[kind])[name]) < floor
    ]


def _figures(kind: str, metrics: Mapping[str, Any]) -> dict[str, float]:
    """The figures of a kind that have floors."""
    figures = {name: metrics[name] for name in (CONTENT if kind == "content" else F1S)}
    key = metrics.get("fields", {}).get(KEY)
    return figures if key is None else {**figures, KEY: key}


def set_floors(
    path: Path, gold: Path, metrics: Mapping[str, Any], lower: Collection[str] = ()
) -> Floors:
    """Raise every floor to the present figure; lower those of the kinds named in `lower`.

    Raises FloorsError where a figure fell and its kind is not named.
    """
    new: Floors = {
        kind: _figures(kind, figures) for kind, figures in metrics.items() if kind != "metadata"
    }
    old: Floors = json.loads(path.read_text("utf-8"))["floors"] if path.exists() else {}
    for kind, figures in old.items():
        for name, floor in figures.items():
            if kind not in lower and new.get(kind, {}).get(name, 0.0) < floor:
                raise FloorsError(
                    f"{kind}: {name} fell from {floor}. Mend it, or name the kind: --lower {kind}"
                )
    content = {"gold_sha256": gold_hash(gold), "floors": new}
    write_text(path, json.dumps(content, indent=2) + "\n")
    return new
