"""The commands that run the pipeline: each stage by itself, and all of them in a row."""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vanban.cli.frame import Commands, check_folders, place_named

if TYPE_CHECKING:
    from vanban.stages.run import Outcome
    from vanban.store.stages import StageName
import json
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from vanban.schema import MENTION_TABLES, RejectedRow
from vanban.store.location import Place
from vanban.store.parquet import read_rows
from vanban.store.stages import StageName


@dataclass(frozen=True)
class Summary:
    """What the tables in a folder hold, and what it took to bring them up to date.

    `worked` is pages worked by each stage (the others stood as they were), `rejected` files by
    reason, `rows` the rows of each table.
    """

    output: str
    seconds: float
    worked: Mapping[StageName, int]
    documents: int
    rejected: Mapping[str, int]
    rows: Mapping[str, int]

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def as_text(self, raw: Place) -> str:
        """Some lines that say what came out of a raw folder, and what to do next."""
        worked = max(self.worked.values(), default=0)
        refused = sum(self.rejected.values())
        mentions = [f"{self.rows.get(name, 0):,} {name}" for name in MENTION_TABLES.values()]
        review = shlex.join(["vanban", "review", self.output, "--raw", str(raw)])
        lines = [
            f"pages      {self.documents + refused:,}, of which {worked:,} were worked now",
            f"documents  {self.documents:,}",
            f"rejected   {refused:,}{self._reasons()}",
            f"mentions   {', '.join(mentions)}",
            f"time       {self.seconds:.1f} s",
            f"next       {review}, or in Python: vanban.load('titles', output='{self.output}')",
        ]
        return "\n".join(lines)

    def _reasons(self) -> str:
        if not self.rejected:
            return ""
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.rejected.items())
        return f" ({reasons}); which and why: {self.output}/rejected.parquet"


ABOUT: dict[StageName, str] = {
    "clean": "raw pages to cleaned documents with metadata",
    "segment": "documents to sentences and tagged words",
    "extract": "documents to mentions of the five kinds",
    "tables": "mentions to validated Parquet tables",
}

READ_RAW = ("clean", "tables")
"""The stages that read raw pages."""


def register(commands: Commands) -> None:
    """Add clean, segment, extract, tables and run."""
    added = []
    for name, about in ABOUT.items():
        takes = ("raw", "output") if name in READ_RAW else ("output",)
        added.append(commands.add(name, partial(_run, (name,)), about, *takes))
    about = "all stages from a raw folder to tables, without DVC"
    run = commands.add("run", partial(_run, tuple(ABOUT)), about)
    run.add_argument(
        "raw", type=place_named, metavar="RAW_DIR", help="folder with the raw pages, or its URL"
    )
    run.add_argument(
        "output", type=place_named, metavar="OUTPUT_DIR", help="folder for the tables, or its URL"
    )
    for command in (*(c for c, n in zip(added, ABOUT, strict=True) if n in READ_RAW), run):
        command.add_argument(
            "--allow-empty",
            action="store_true",
            help="make empty tables where the raw folder holds no page",
        )
    run.add_argument("--strict", action="store_true", help="exit 1 if any page was rejected")
    run.add_argument("--json", action="store_true", help="the summary as one JSON object")
    run.set_defaults(labels=("RAW_DIR", "OUTPUT_DIR"))
    for command in (*added, run):
        command.add_argument("--quiet", action="store_true", help="nothing but warnings and faults")
        command.add_argument(
            "--workers",
            type=_workers,
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


def _workers(text: str) -> int:
    """A number of processes; raises ArgumentTypeError for what is none."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes: 0 or more")
    return int(text)


def _run(names: tuple[StageName, ...], options: argparse.Namespace) -> int:
    """Run stages in a row."""
    _check(options)
    from vanban.stages.work import warm_up

    began = time.monotonic()
    warm_up(names, options.workers)  # workers load while this process does
    from vanban.stages.run import run_stages
    from vanban.tables.build import TablesError

    try:
        done = run_stages(
            names,
            getattr(options, "raw", Path()),
            options.output,
            options.workers,
            allow_empty=getattr(options, "allow_empty", False),
        )
    except TablesError as error:
        print(f"vanban: {error}", file=sys.stderr)
        return 1
    if not options.quiet:
        _say(options, done, time.monotonic() - began)
    return _rejected(options.output) if getattr(options, "strict", False) else 0


def _check(options: argparse.Namespace) -> None:
    """Refuse folders that cannot be used, by the option or the argument that named them."""
    raw_label, tables_label = getattr(options, "labels", ("--raw", "--output"))
    raw = getattr(options, "raw", None)
    check_folders(raw and (raw_label, raw), (tables_label, options.output))


def _say(options: argparse.Namespace, done: Outcome, seconds: float) -> None:
    """What was done: of a stage its pages or rows, of a run a summary."""
    if "labels" in options:
        found = summary(options.output, done.worked, done.rows, seconds)
        print(found.as_json() if options.json else found.as_text(options.raw))
        return
    for name, pages in done.worked.items():
        if name != "tables":
            print(f"{name:<12}{pages:>8} pages worked")
    for table, rows in done.rows.items():
        print(f"{table:<12}{rows:>8} rows")


def _rejected(output: Path) -> int:
    """Name the pages that were rejected; 1 where there are any."""
    from vanban.schema import RejectedRow
    from vanban.store.parquet import read_rows

    rejected = list(read_rows(output / "rejected.parquet", RejectedRow))
    for row in rejected:
        print(f"rejected: {row.raw_path}: {row.reason}: {row.message}", file=sys.stderr)
    return 1 if rejected else 0


def summary(
    output: Place, worked: Mapping[StageName, int], rows: Mapping[str, int], seconds: float
) -> Summary:
    """The summary of a run that published tables of `rows` rows in `output`."""
    refused = Counter(row.reason for row in read_rows(output / "rejected.parquet", RejectedRow))
    return Summary(
        output=str(output),
        seconds=round(seconds, 1),
        worked=dict(worked),
        documents=rows.get("documents", 0),
        rejected=dict(refused.most_common()),
        rows=dict(rows),
    )
