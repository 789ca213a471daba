"""Speed beside the field's tools: `python -m vanban.bench.speed [FOLDER] [--pages N]`.

In: a folder of texts, or nothing for pages made here. Out: a table of ratios measured side by side
in one run: the pipeline from raw pages to Parquet, its stages, underthesea's tagger and name
finder and pyvi sentence by sentence, each on the same texts (the slow ones on the first of them);
then one and two workers, one page more, and the start. Ways are run in turn, `--rounds` times; the
median counts.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq

from vanban.bench.cost import ROOT, cost_of, pipeline_cost
from vanban.bench.pages import made_page, made_pages, taken_pages
from vanban.bench.peers import WAYS

NAIVE, NER = WAYS[:2]
STAGES = ("clean", "segment", "extract", "tables")
START = (
    "from vanban.stages import run; from vanban.text.document import page_of;"
    "from vanban.segmentation import segment; from vanban.extraction import extract;"
    "print(len(extract(segment(page_of('Bộ trưởng Tô Lâm ký ngày 5/6.'))).mentions))"
)
"""From the start of Python to the mentions of a first document."""


def main(folder: Path | None, pages: int, few: int, rounds: int) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary:
        raw, first, out = (Path(temporary) / name for name in ("raw", "first", "out"))
        if folder is None:
            made_pages(pages, raw)
            made_pages(min(few, pages), first)
        else:
            taken_pages(folder, pages, raw)
            taken_pages(folder, min(few, pages), first)
        seconds = measure(raw, out, rounds)
        rates = {way: peer_rate(way, first, rounds) for way in WAYS}
        twice = sum(peers(NAIVE, first, 2)) / peer_rate(NAIVE, first, 1)
        words = pq.read_metadata(out / "tokens.parquet").num_rows
        print(f"{pages} pages, {words:,} words; the tools of others on the first {few}\n")
        print(speeds(seconds, rates, words))
        print(scaling(seconds, pages, twice))
    return 0


def measure(raw: Path, out: Path, rounds: int) -> dict[str, float]:
    """The median seconds of everything of ours; and what others took of one and two workers."""
    found: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        for stage, seconds in stage_seconds(raw, out).items():
            found[stage].append(seconds)
        for workers in (1, 2):
            cost = pipeline_cost(raw, out, workers)
            found[f"workers {workers}"].append(cost.wall)
            found[f"stolen {workers}"].append(cost.stolen)
        found["nothing new"].append(pipeline_cost(raw, out, 2, fresh=False).wall)
        more = raw / "one-page-more.txt"
        for workers in (1, 2):
            more.write_text(made_page(1_000_000 + 2 * number + workers), "utf-8")
            cost = pipeline_cost(raw, out, workers, fresh=False)
            found[f"one page more {workers}"].append(cost.wall)
        more.unlink()
        found["start"].append(cost_of("-c", START).wall)
    return {way: statistics.median(seconds) for way, seconds in found.items()}


def stage_seconds(raw: Path, out: Path) -> dict[str, float]:
    """Each stage as a command of its own, from nothing, with one worker."""
    shutil.rmtree(out, ignore_errors=True)
    found = {}
    for stage in STAGES:
        source = ["--raw", str(raw)] if stage in ("clean", "tables") else []
        where = ["--output", str(out), "--workers", "1"]
        found[stage] = cost_of("-m", "vanban", stage, *source, *where).wall
    return found


def peer_rate(way: str, raw: Path, rounds: int) -> float:
    """Words per second of a tool of the field, its import and first call left out.

    NaN for one that is not installed.
    """
    rates: list[float] = []
    for _ in range(rounds):
        (rate,) = peers(way, raw, 1)
        if math.isnan(rate):
            print(f"{way}: not installed, left out (pip install {way})", file=sys.stderr)
            return rate
        rates.append(rate)
    return statistics.median(rates)


def peers(way: str, raw: Path, count: int) -> list[float]:
    """Words per second of each of so many processes of a tool that run at once."""
    command = [sys.executable, "-m", "vanban.bench.peers", way, str(raw)]
    running = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _ in range(count)
    ]
    rates = []
    for process in running:
        printed, failed = process.communicate()
        if "ModuleNotFoundError" in failed:
            rates.append(float("nan"))
        elif process.returncode:
            raise RuntimeError(f"{way} failed:\n{failed}")
        else:
            told = json.loads(printed.splitlines()[-1])
            rates.append(told["words"] / told["seconds"])
    return rates


def speeds(seconds: dict[str, float], rates: dict[str, float], words: int) -> str:
    """Words per second of all ways, and their ratios to the naive tagger and name finder."""
    ways = [
        ("raw pages to Parquet, one worker", words / seconds["workers 1"]),
        *((f"stage {stage} alone, its start included", words / seconds[stage]) for stage in STAGES),
        *((f"{way}, sentence by sentence", rates[way]) for way in WAYS),
    ]
    lines = ["| way | words/s | x pos_tag | x ner |", "|---|---:|---:|---:|"]
    lines += [
        f"| {way} | {rate:,.0f} | {rate / rates[NAIVE]:.1f} | {rate / rates[NER]:.1f} |"
        for way, rate in ways
        if not math.isnan(rate)
    ]
    return "\n".join(lines) + "\n"


def scaling(seconds: dict[str, float], pages: int, twice: float) -> str:
    """What two workers, a page more, no page more, and the start cost.

    `twice`: how much more two processes of the naive tagger, which share nothing but the machine,
    do than one.
    """
    one, two = seconds["workers 1"], seconds["workers 2"]
    return "\n".join(
        [
            "| what | seconds | ratio |",
            "|---|---:|---:|",
            f"| one worker | {one:.1f} | 1{_stolen(seconds['stolen 1'])} |",
            f"| two workers | {two:.1f} | {one / two:.2f} times as fast"
            f"{_stolen(seconds['stolen 2'])} |",
            f"| two processes of {NAIVE}, apart | | {twice:.2f} times as fast as one |",
            f"| one page added to {pages}, one worker | {seconds['one page more 1']:.2f} "
            f"| {seconds['one page more 1'] / one:.1%} of the whole run |",
            f"| one page added to {pages}, two workers | {seconds['one page more 2']:.2f} "
            f"| {seconds['one page more 2'] / two:.1%} of the whole run |",
            f"| nothing new | {seconds['nothing new']:.2f} | {seconds['nothing new'] / two:.1%} |",
            f"| from start to the first document's mentions | {seconds['start']:.2f} | |",
        ]
    )


def _stolen(share: float) -> str:
    """What other guests of the host took of the processors' time, where that is worth telling."""
    return f"; other guests of the host took {share:.0%} of the processors" if share > 0.01 else ""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m vanban.bench.speed", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", help="texts, *.txt; without: made pages")
    parser.add_argument("--pages", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument(
        "--few", type=int, default=100, help="how many the slow tools of others get (default 100)"
    )
    parser.add_argument("--rounds", type=int, default=1, help="repetitions (default 1)")
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    sys.exit(main(options.folder, options.pages, options.few, options.rounds))
