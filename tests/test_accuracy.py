"""The accuracy gate: no F1 of any kind falls below its floor on the five pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import GOLD, RAW, ROOT
from vanban.evaluation.floors import FloorsError, fallen, read_floors, set_floors
from vanban.evaluation.report import evaluate

FLOORS = ROOT / "tests" / "floors.json"


@pytest.fixture(scope="session")
def metrics(output: Path) -> dict[str, Any]:
    return evaluate(output, GOLD, RAW).metrics


def test_no_figure_fell_below_its_floor(metrics: dict[str, Any]) -> None:
    assert fallen(metrics, read_floors(FLOORS, GOLD)) == []


def test_all_metadata_is_right(metrics: dict[str, Any]) -> None:
    assert metrics["metadata"]["right"] == metrics["metadata"]["fields"]


def test_cleaning_is_scored_on_all_pages(metrics: dict[str, Any]) -> None:
    assert metrics["content"]["pages"] == 5


def test_the_metrics_in_git_are_those_of_this_code(metrics: dict[str, Any]) -> None:
    assert json.loads((ROOT / "output" / "metrics.json").read_text("utf-8")) == metrics


def test_the_gate_can_fail(metrics: dict[str, Any]) -> None:
    floors = read_floors(FLOORS, GOLD)
    floors["names"]["value_f1"] = 1.01
    assert fallen(metrics, floors) == [
        f"names: value_f1 is {metrics['names']['value_f1']}, its floor 1.01"
    ]


def test_floors_rise_by_command_and_fall_by_name_only(
    tmp_path: Path, metrics: dict[str, Any]
) -> None:
    path = tmp_path / "floors.json"
    set_floors(path, GOLD, metrics)
    worse = json.loads(json.dumps(metrics))
    worse["dates"]["value_f1"] -= 0.1
    with pytest.raises(FloorsError, match="--lower dates"):
        set_floors(path, GOLD, worse)
    assert set_floors(path, GOLD, worse, ["dates"])["dates"]["value_f1"] == pytest.approx(
        metrics["dates"]["value_f1"] - 0.1
    )


def test_floors_are_pinned_to_their_gold(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for path in GOLD.glob("*.json"):
        (gold / path.name).write_bytes(path.read_bytes())
    assert read_floors(FLOORS, gold) == read_floors(FLOORS, GOLD)
    (gold / "other.json").write_text("{}")
    with pytest.raises(FloorsError, match="another gold"):
        read_floors(FLOORS, gold)
