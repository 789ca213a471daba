"""Plots: the numbers behind them, the same bytes each time, and DVC's page without a network."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser import chromium
from tests.conftest import GOLD, ROOT
from vanban.cli import main
from vanban.evaluation.gold import GoldMention
from vanban.evaluation.scoring import Found, Match, PageScore
from vanban.schema import CitationRow
from vanban.schema.arrow import to_table
from vanban.show.plots.draw import (
    calibration_svg,
    citations_svg,
    confusion_svg,
    history_svg,
    rules_svg,
    write_plots,
)
from vanban.show.plots.figures import (
    FALSE,
    MISSED,
    Calibration,
    HistoryError,
    MetricsVersion,
    Series,
    calibration,
    citations_over_time,
    confusion,
    history,
    page_scores,
    rule_figures,
)
from vanban.show.review.charts import labels_of
from vanban.store.parquet import write_table
from vanban.text.spans import Span

HERE = Span(0, 4)


def wanted(kind: str) -> GoldMention:
    return GoldMention("title", HERE, "text", {"kind": kind})


def found(rule: str, kind: str = "position") -> Found:
    return Found("title", HERE, "text", {"kind": kind}, rule)


SCORES = [
    PageScore(
        "one",
        [Match(wanted("rank"), found("a"), True, ("kind",))],
        [wanted("degree")],
        [found("a")],
    ),
    PageScore(
        "two",
        [
            Match(wanted("position"), found("a"), True, ()),
            Match(wanted("position"), found("b"), True, ()),
        ],
    ),
]


def test_the_recalls_of_a_kinds_rules_add_up_to_its_recall() -> None:
    one, other = rule_figures(SCORES)
    assert (one.rule, one.found, one.right, one.gold) == ("a", 3, 2, 4)
    assert one.precision == pytest.approx(2 / 3)
    assert one.recall == 0.5
    assert (other.rule, other.precision, other.recall) == ("b", 1.0, 0.25)


def claimed(confidence: float | None) -> Found:
    return Found("title", HERE, "text", {"kind": "rank", "confidence": confidence}, "a")


def test_calibration_sets_the_share_right_against_what_was_claimed() -> None:
    score = PageScore(
        "one",
        [
            Match(wanted("rank"), claimed(0.84), True, ()),
            Match(wanted("rank"), claimed(0.86), True, ("role",)),
            Match(wanted("rank"), claimed(None), True, ()),
            Match(wanted("rank"), claimed(1.0), True, ()),
        ],
        [],
        [claimed(0.85)],
    )
    middle, top = calibration([score])
    assert (middle.kind, middle.found, middle.right) == ("title", 3, 1)
    assert middle.confidence == pytest.approx(0.85)
    assert middle.precision == pytest.approx(1 / 3)
    assert (top.found, top.right) == (1, 1)
    assert calibration_svg([middle, top]) == calibration_svg([Calibration(*middle), top])
    assert "<svg" in calibration_svg([])


def test_confusion_counts_every_mention_of_gold_and_tables_once() -> None:
    one = confusion(SCORES, "title", "kind")
    assert one.gold == ("degree", "position", "rank", FALSE)
    assert one.found == ("degree", "position", "rank", MISSED)
    assert one.counts == ((0, 0, 0, 1), (0, 2, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0))


def citation(sort: str, day: str | None) -> CitationRow:
    return CitationRow(
        doc_id="0",
        cited_document=f"{sort} 1",
        doc_type=sort,
        mentions=1,
        settled=True,
        first_mention_id="0.reference.0.0",
        first_cited_on=dt.date.fromisoformat(day) if day else None,
    )


def write_citations(folder: Path, rows: list[CitationRow]) -> Path:
    write_table(folder / "citations.parquet", CitationRow, [to_table(CitationRow, rows)])
    return folder


def test_citations_by_month_and_type_rare_types_together(tmp_path: Path) -> None:
    rows = [citation("Luật", "2017-01-05"), citation("Luật", "2017-03-09"), citation("Luật", None)]
    rows += [citation(f"Loại {n}", "2017-03-01") for n in range(1, 8)]
    series = citations_over_time(write_citations(tmp_path, rows))
    assert series.periods == ("2017-01", "2017-02", "2017-03")
    assert series.counts["Luật"] == (1, 0, 1)
    assert series.counts["other"] == (0, 0, 2)
    assert sum(map(sum, series.counts.values())) == 9


def test_no_dated_citation_is_an_empty_plot(tmp_path: Path) -> None:
    series = citations_over_time(write_citations(tmp_path, [citation("Luật", None)]))
    assert series == Series((), {})
    assert "<svg" in citations_svg(series)


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        pytest.param(["2017-01", "2017-02"], {0: "2017-01", 1: "2017-02"}, id="few months"),
        pytest.param(
            [f"{2000 + n // 12}-{n % 12 + 1:02d}" for n in range(36)],
            {0: "2000", 12: "2001", 24: "2002"},
            id="many months: the years",
        ),
        pytest.param([], {}, id="nothing"),
    ],
)
def test_labels_of_periods(names: list[str], labels: dict[int, str]) -> None:
    assert labels_of(names, 4) == labels


def test_figures_of_the_five_pages_are_those_of_evaluate(output: Path, tmp_path: Path) -> None:
    metrics = tmp_path / "metrics.json"
    misses = tmp_path / "misses.md"
    command = ["evaluate", "--output", str(output), "--gold", str(GOLD)]
    assert main([*command, "--metrics", str(metrics), "--misses", str(misses)]) == 0
    figures = json.loads(metrics.read_text("utf-8"))
    rules = rule_figures(page_scores(output, GOLD))
    for kind, table in (("name", "names"), ("title", "titles"), ("quantity", "quantities")):
        mine = [one for one in rules if one.kind == kind]
        assert sum(one.found for one in mine) == figures[table]["found"]
        assert sum(one.recall for one in mine) == pytest.approx(figures[table]["recall"], abs=1e-3)


def test_plots_are_written_with_the_same_bytes_each_time(output: Path) -> None:
    written = []
    for _ in range(2):
        assert main(["plots", str(output), "--gold", str(GOLD)]) == 0
        written.append({p.name: p.read_bytes() for p in sorted((output / "plots").iterdir())})
    assert written[0] == written[1]
    assert set(written[0]) == {
        "calibration.svg",
        "citations.svg",
        "confusion.svg",
        "rules.svg",
        "numbers.json",
    }
    assert b"<dc:date>" not in written[0]["rules.svg"]
    numbers = json.loads(written[0]["numbers.json"])
    assert numbers["rules"][0].keys() >= {"rule", "precision", "recall"}


def test_without_gold_citations_alone_are_drawn(
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(output, tmp_path / "tables", ignore=shutil.ignore_patterns("plots", "review"))
    monkeypatch.chdir(tmp_path)
    assert main(["plots", "tables"]) == 0
    assert {path.name for path in (tmp_path / "tables" / "plots").iterdir()} == {
        "citations.svg",
        "numbers.json",
    }
    assert "drawn against gold: name it with --gold" in capsys.readouterr().out


def test_dvc_knows_every_file_that_plots_writes(output: Path) -> None:
    declared = yaml.safe_load((ROOT / "dvc.yaml").read_text("utf-8"))
    stage = declared["stages"]["plots"]
    written = {f"output/plots/{path.name}" for path in write_plots(output, GOLD)}
    assert {*stage["plots"], *stage["outs"]} == written
    assert declared["plots"] == ["output/plots/history.svg"]


def test_every_plot_draws_what_is_imperfect_and_what_is_empty() -> None:
    assert rules_svg(rule_figures(SCORES)) == rules_svg(rule_figures(SCORES))
    assert "<svg" in rules_svg([])
    assert "<svg" in confusion_svg([("none", confusion([], "title", "kind"))])
    assert "<svg" in history_svg([])


def git(folder: Path, *arguments: str) -> None:
    me = ("-c", "user.name=Minh", "-c", "user.email=minh@example.org")
    subprocess.run(("git", *me, *arguments), cwd=folder, check=True, capture_output=True)


def metrics(value: float) -> dict[str, Any]:
    return {"names": {"overlap_f1": value, "span_f1": value, "value_f1": value}}


def test_history_has_a_version_a_commit_and_the_file_itself(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    path = tmp_path / "metrics.json"
    for text in (json.dumps(metrics(0.5)), "no JSON", json.dumps(metrics(0.75))):
        path.write_text(text, "utf-8")
        git(tmp_path, "add", "metrics.json")
        git(tmp_path, "commit", "--quiet", "--message", "Figures")
    assert [one.metrics for one in history(path)] == [metrics(0.5), metrics(0.75)]
    path.write_text(json.dumps(metrics(1.0)), "utf-8")
    versions = history(path)
    assert versions[-1] == MetricsVersion("now", "", metrics(1.0))
    assert main(["plots", str(tmp_path), "--history"]) == 0
    assert (tmp_path / "plots" / "history.svg").read_text("utf-8") == history_svg(versions)


def test_without_a_repository_the_history_says_so(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="no history of figures"):
        history(tmp_path / "metrics.json")


def test_dvc_shows_the_plots_and_asks_nobody_for_anything(output: Path, tmp_path: Path) -> None:
    assert main(["plots", str(output), "--gold", str(GOLD)]) == 0
    (tmp_path / ".dvc").mkdir()
    for name in ("config", "plots.html"):
        shutil.copy(ROOT / ".dvc" / name, tmp_path / ".dvc" / name)
    shutil.copytree(output / "plots", tmp_path / "plots")
    pictures = [f"plots/{name}.svg" for name in ("citations", "confusion", "rules")]
    (tmp_path / "dvc.yaml").write_text(f"plots: {json.dumps(pictures)}\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    environment = {**os.environ, "DVC_NO_ANALYTICS": "1"}
    done = subprocess.run(
        ("dvc", "plots", "show"), cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    with chromium(tmp_path / "profile") as browser:
        browser.open(tmp_path / "dvc_plots" / "index.html")
        widths = "return [...document.images].map((image) => image.naturalWidth)"
        assert [width > 100 for width in browser.run(widths)] == [True] * 3
        asked = browser.asked()
        assert len(asked) == 4
        assert all(url.startswith(tmp_path.resolve().as_uri()) for url in asked)
        assert browser.said() == []
