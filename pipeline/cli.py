"""The commands: `python -m pipeline COMMAND`. Arguments in, exit code out; work is done elsewhere.

Exit code 0: done; 1: done, and something is wrong with the data (faults, figures below a floor);
2: the command could not be carried out, the message says why and what to do.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.schema import MENTION_TABLES

STAGES: tuple[Literal["clean", "segment", "extract"], ...] = ("clean", "segment", "extract")
ABOUT = {
    "clean": "raw pages to cleaned documents with metadata",
    "segment": "documents to sentences and tagged words",
    "extract": "documents to mentions of the five kinds",
}
EPILOG = (
    "The stages in order: clean, segment, extract, tables, evaluate. 'run' does the first four."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    options = parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = options.work
    try:
        return work(options)
    except (OSError, ValueError, RuntimeError) as error:
        print(f"vanban: {error}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """The command line: one subcommand for each stage and each tool."""
    top = argparse.ArgumentParser(
        prog="python -m pipeline",
        description="Scraped Vietnamese party, government and legal news into validated tables.",
        epilog=EPILOG,
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, work: Callable[[argparse.Namespace], int], about: str, *takes: str
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=about,
            description=f"{about}.",
            formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        )
        for option in takes:
            flag, default, text = _OPTIONS[option]
            command.add_argument(flag, type=Path, default=default, help=text, metavar="PATH")
        command.set_defaults(work=work)
        return command

    stages = (
        add("clean", partial(_stage, "clean"), ABOUT["clean"], "raw", "output"),
        add("segment", partial(_stage, "segment"), ABOUT["segment"], "output"),
        add("extract", partial(_stage, "extract"), ABOUT["extract"], "output"),
    )
    add("tables", _tables, "mentions to validated Parquet tables", "raw", "output")
    score = add(
        "evaluate",
        _evaluate,
        "tables against gold: figures and misses",
        "output",
        "gold",
        "metrics",
    )
    score.add_argument(
        "--misses",
        type=Path,
        metavar="PATH",
        help="where the list of misses goes",
        default=Path("output/misses.md"),
    )
    run = add("run", _run, "all stages from a raw folder to tables, without DVC")
    run.add_argument("raw", type=Path, metavar="RAW_DIR", help="folder with the raw pages")
    run.add_argument("output", type=Path, metavar="OUTPUT_DIR", help="folder for the tables")
    run.add_argument("--strict", action="store_true", help="exit 1 if any page was rejected")
    for command in (*stages, run):
        command.add_argument(
            "--workers",
            type=int,
            metavar="N",
            default=os.cpu_count() or 1,
            help="processes that work pages; 0 works in this one, without time limits",
        )
    look = add("explain", _explain, "what is found in a text, by which rule, and what was blocked")
    look.add_argument("text", help="a sentence; '-' reads standard input")
    look.add_argument("--published", metavar="DATE", help="day of publication, YYYY-MM-DD")
    look.add_argument("--json", action="store_true", help="one JSON object instead of text")
    check = add("check", _check, "what must hold in a folder of tables, and where it does not")
    check.add_argument("output", type=Path, metavar="OUTPUT_DIR", help="folder with the tables")
    check.add_argument("--raw", type=Path, metavar="PATH", help="compare with these raw pages too")
    floors = add(
        "floors",
        _floors,
        "raise the accuracy floors to the figures of metrics.json",
        "gold",
        "metrics",
        "floors",
    )
    floors.add_argument(
        "--lower",
        action="append",
        default=[],
        metavar="KIND",
        help="allow this table's floors to fall, e.g. names; may be repeated",
    )
    return top


_OPTIONS: dict[str, tuple[str, Path, str]] = {
    "raw": ("--raw", Path("raw"), "folder with the raw pages"),
    "output": ("--output", Path("output"), "folder for the tables"),
    "gold": ("--gold", Path("tests/gold"), "folder with gold"),
    "metrics": ("--metrics", Path("output/metrics.json"), "file with the figures"),
    "floors": ("--floors", Path("tests/floors.json"), "file with the floors"),
}


def _stage(name: Literal["clean", "segment", "extract"], options: argparse.Namespace) -> int:
    from pipeline.params import limits
    from pipeline.stages import run_stage

    raw = getattr(options, "raw", Path())
    worked = run_stage(name, raw, options.output, options.workers, limits())
    print(f"{name:<12}{worked:>8} pages worked")
    return 0


def _tables(options: argparse.Namespace) -> int:
    from pipeline.tables import TablesError, tables_stage

    try:
        counts = tables_stage(options.raw, options.output)
    except TablesError as error:
        print(f"vanban: {error}", file=sys.stderr)
        return 1
    for name, rows in counts.items():
        print(f"{name:<12}{rows:>8} rows")
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from pipeline.evaluate import evaluate, summary, write

    result = evaluate(options.output, options.gold)
    write(result, options.metrics, options.misses)
    print(summary(result.metrics))
    return 0


def _run(options: argparse.Namespace) -> int:
    for name in STAGES:
        _stage(name, options)
    code = _tables(options)
    if code or not options.strict:
        return code
    from pipeline.schema import RejectedRow
    from pipeline.store import read_rows

    rejected = list(read_rows(options.output / "rejected.parquet", RejectedRow))
    for row in rejected:
        print(f"rejected: {row.raw_path}: {row.reason}: {row.message}", file=sys.stderr)
    return 1 if rejected else 0


def _explain(options: argparse.Namespace) -> int:
    from pipeline.explain import as_json, as_text, explain

    text = sys.stdin.read() if options.text == "-" else options.text
    show = as_json if options.json else as_text
    print(show(*explain(text, options.published)), end="")
    return 0


def _check(options: argparse.Namespace) -> int:
    from pipeline.tables import verify

    faults = verify(options.output, options.raw)
    for fault in faults:
        print(fault)
    print("all checks hold" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def _floors(options: argparse.Namespace) -> int:
    from pipeline.floors import set_floors

    unknown = set(options.lower) - set(MENTION_TABLES.values())
    if unknown:
        raise ValueError(f"--lower {', '.join(unknown)}: no such table of mentions")
    metrics = json.loads(options.metrics.read_text("utf-8"))
    for kind, figures in set_floors(options.floors, options.gold, metrics, options.lower).items():
        print(kind, figures)
    return 0
