"""The commands that run the pipeline: each stage by itself, and all of them in a row."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from vanban.cli.frame import Commands, place_named

ABOUT = {
    "clean": "raw pages to cleaned documents with metadata",
    "segment": "documents to sentences and tagged words",
    "extract": "documents to mentions of the five kinds",
}


def register(commands: Commands) -> None:
    """Add clean, segment, extract, tables and run."""
    stages = (
        commands.add("clean", _alone(partial(_stage, "clean")), ABOUT["clean"], "raw", "output"),
        commands.add("segment", _alone(partial(_stage, "segment")), ABOUT["segment"], "output"),
        commands.add("extract", _alone(partial(_stage, "extract")), ABOUT["extract"], "output"),
    )
    tables = commands.add(
        "tables", _alone(_tables), "mentions to validated Parquet tables", "raw", "output"
    )
    run = commands.add("run", _alone(_run), "all stages from a raw folder to tables, without DVC")
    run.add_argument(
        "raw", type=place_named, metavar="RAW_DIR", help="folder with the raw pages, or its URL"
    )
    run.add_argument(
        "output", type=place_named, metavar="OUTPUT_DIR", help="folder for the tables, or its URL"
    )
    run.add_argument("--strict", action="store_true", help="exit 1 if any page was rejected")
    for command in (*stages, tables, run):
        command.add_argument(
            "--workers",
            type=int,
            metavar="N",
            default=os.cpu_count() or 1,
            help="processes that work pages; 0 works in this one, without time limits",
        )
        command.add_argument(
            "--scheduler",
            dest="workers",
            metavar="ADDRESS",
            default=argparse.SUPPRESS,
            help="have a dask cluster work the pages: tcp://host:8786, or a scheduler file *.json",
        )


def _alone(work: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """The command, with its output folder held for it."""

    def held(options: argparse.Namespace) -> int:
        from vanban.store.lock import only_run

        with only_run(options.output):
            return work(options)

    return held


def _stage(name: Literal["clean", "segment", "extract"], options: argparse.Namespace) -> int:
    from vanban.params import limits
    from vanban.stages.stages import run_stage

    raw = getattr(options, "raw", Path())
    _say_worked({name: run_stage(name, raw, options.output, options.workers, limits())})
    return 0


def _say_worked(worked: Mapping[str, int]) -> None:
    for name, pages in worked.items():
        print(f"{name:<12}{pages:>8} pages worked")


def _tables(options: argparse.Namespace) -> int:
    from vanban.params import limits
    from vanban.tables.build import tables_stage

    return _say_rows(lambda: tables_stage(options.raw, options.output, options.workers, limits()))


def _say_rows(publish: Callable[[], Mapping[str, int]]) -> int:
    from vanban.tables.build import TablesError

    try:
        counts = publish()
    except TablesError as error:
        print(f"vanban: {error}", file=sys.stderr)
        return 1
    for name, rows in counts.items():
        print(f"{name:<12}{rows:>8} rows")
    return 0


def _run(options: argparse.Namespace) -> int:
    from vanban.engine.pool import Named, warm

    warm(Named("vanban.stages.chain_work", "work_chain"), options.workers)  # while this one imports
    from vanban.params import limits
    from vanban.stages.chain import run_chain
    from vanban.store.raw import raw_files
    from vanban.tables.build import published

    files = raw_files(options.raw)
    worked, faults = run_chain(files, options.output, options.workers, limits())
    _say_worked(worked)
    code = _say_rows(lambda: published(files, options.output, faults, options.workers))
    if code or not options.strict:
        return code
    from vanban.schema import RejectedRow
    from vanban.store.parquet import read_rows

    rejected = list(read_rows(options.output / "rejected.parquet", RejectedRow))
    for row in rejected:
        print(f"rejected: {row.raw_path}: {row.reason}: {row.message}", file=sys.stderr)
    return 1 if rejected else 0
