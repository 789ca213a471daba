"""The commands that judge tables: evaluate, check, floors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vanban.cli.frame import Commands, check_tables, place_named


def register(commands: Commands) -> None:
    """Add evaluate, check and floors."""
    _add_evaluate(commands)
    _add_check(commands)
    _add_floors(commands)


def _add_evaluate(commands: Commands) -> None:
    score = commands.add(
        "evaluate",
        _evaluate,
        "tables against gold: figures and misses",
        "output",
        "gold",
        "raw",
    )
    for flag, name, about in (
        ("--metrics", "metrics.json", "file with the figures"),
        ("--misses", "misses.md", "where the list of misses goes"),
    ):
        text = f"{about} (default: {name} in the folder of --output)"
        score.add_argument(flag, type=Path, metavar="PATH", help=text)
    score.add_argument(
        "--learn",
        type=Path,
        nargs="+",
        metavar="GOLD",
        help="make lexicons/confidence.tsv anew from these gold folders, and nothing else",
    )
    score.add_argument(
        "--corpus",
        type=Path,
        metavar="GOLD_DIR",
        help="score the tables over the corpus against this folder of gold instead",
    )
    score.add_argument(
        "--half", metavar="NAME", help="with --corpus: only the rows of gold of this half"
    )


def _add_check(commands: Commands) -> None:
    check = commands.add(
        "check", _check, "what must hold in a folder of tables, and where it does not"
    )
    check.add_argument(
        "output", type=place_named, metavar="OUTPUT_DIR", help="folder with the tables"
    )
    check.add_argument(
        "--raw", type=place_named, metavar="PATH", help="compare with these raw pages too"
    )


def _add_floors(commands: Commands) -> None:
    about = "raise the accuracy floors to the figures of metrics.json"
    floors = commands.add("floors", _floors, about, "gold", "metrics", "floors")
    floors.add_argument(
        "--lower",
        action="append",
        default=[],
        metavar="KIND",
        help="allow this table's floors to fall, e.g. names; may be repeated",
    )


def _evaluate(options: argparse.Namespace) -> int:
    from vanban.evaluation.report import evaluate, summary, write

    if options.learn:
        from vanban.evaluation import learn

        print(learn.write(options.learn, options.raw))
        return 0
    check_tables("--output", options.output)
    if options.corpus:
        from vanban.evaluation.corpus import evaluate_corpus

        print(json.dumps(evaluate_corpus(options.output, options.corpus, options.half), indent=2))
        return 0
    result = evaluate(options.output, options.gold, options.raw)
    metrics = options.metrics or options.output / "metrics.json"
    write(result, metrics, options.misses or options.output / "misses.md")
    print(summary(result.metrics))
    return 0


def _check(options: argparse.Namespace) -> int:
    from vanban.tables.build import verify

    check_tables("OUTPUT_DIR", options.output)
    faults = verify(options.output, options.raw)
    for fault in faults:
        print(fault)
    print("all checks hold" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def _floors(options: argparse.Namespace) -> int:
    """Raise the floors to the figures measured; lower only those that the user names."""
    from vanban.evaluation.floors import set_floors
    from vanban.schema import MENTION_TABLES

    unknown = set(options.lower) - {*MENTION_TABLES.values(), "content"}
    if unknown:
        raise ValueError(f"--lower {', '.join(unknown)}: no such table of mentions")
    metrics = json.loads(options.metrics.read_text("utf-8"))
    for kind, figures in set_floors(options.floors, options.gold, metrics, options.lower).items():
        print(kind, figures)
    return 0
