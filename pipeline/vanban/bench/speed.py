"""Speed beside the field's tools: `python -m vanban.bench.speed [FOLDER] [--pages N]`.

In: a folder of texts, or nothing for pages made here. Out: a table of ratios measured side by side
in one run: the pipeline from raw pages to Parquet, its stages, and underthesea's tagger and name
finder, pyvi and ViNLP (where installed) sentence by sentence, each on the same texts (the slow ones
on the first of them); then one and two workers, one page more, and the start. Ways are run in turn,
`--rounds` times; the median counts. Each figure is given by the clock and by the processor's time,
which other work on the machine hardly changes.
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
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from vanban.bench.cost import ROOT, Cost, cost_of, pipeline_cost
from vanban.bench.pages import made_page, made_pages, taken_pages
from vanban.bench.peers import WAYS

NAIVE, NER = WAYS[:2]
STAGES = ("clean", "segment", "extract", "tables")
START = (
    "from vanban.stages import run; from vanban.text.document import page_of;"
    "from vanban.segmentation import segment; from vanban.extraction import extract;"
    "from vanban.text.sample import sample;"
    "print(len(extract(segment(page_of(sample()))).mentions))"
)
"""From the start of Python to the mentions of a first document."""

PRICE = 0.04
"""Dollars for an hour of a core, about what clouds ask in 2025 for one of a small machine."""

NEURAL = """\
Not measured: taggers that are neural networks. By the sizes in their papers each word costs two
operations and more for each parameter: PhoBERT 135 or 370 million (Nguyen and Nguyen, Findings of
EMNLP 2020), GLiNER 50 to 300 million (Zaratiana et al., NAACL 2024). At 50 billion operations a
second, which a core of today does, that is a few hundred words a second for the smallest.
"""


class Rate(NamedTuple):
    """Words per second by the clock, and per second of processor."""

    wall: float
    processor: float


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
        costs = measure(raw, out, rounds)
        rates = {way: peer_rate(way, first, rounds) for way in WAYS}
        twice = sum(rate.wall for rate in peers(NAIVE, first, 2)) / peer_rate(NAIVE, first, 1).wall
        words = pq.read_metadata(out / "tokens.parquet").num_rows
        characters = sum(len(path.read_text("utf-8", "replace")) for path in raw.glob("*.txt"))
        print(f"{pages} pages, {words:,} words; the tools of others on the first {few}\n")
        print(speeds(costs, rates, words))
        print(scaling(costs, pages, twice))
        print(prices(costs, pages, characters))
        print(NEURAL)
    return 0


def measure(raw: Path, out: Path, rounds: int) -> dict[str, Cost]:
    """The median cost of everything of ours."""
    found: dict[str, list[Cost]] = defaultdict(list)
    for number in range(rounds):
        for stage, cost in stage_costs(raw, out).items():
            found[stage].append(cost)
        for workers in (1, 2):
            found[f"workers {workers}"].append(pipeline_cost(raw, out, workers))
        found["nothing new"].append(pipeline_cost(raw, out, 2, fresh=False))
        more = raw / "one-page-more.txt"
        for workers in (1, 2):
            more.write_text(made_page(1_000_000 + 2 * number + workers), "utf-8")
            cost = pipeline_cost(raw, out, workers, fresh=False)
            found[f"one page more {workers}"].append(cost)
        more.unlink()
        found["start"].append(cost_of("-c", START))
    return {
        way: Cost(*map(statistics.median, zip(*costs, strict=True))) for way, costs in found.items()
    }


def stage_costs(raw: Path, out: Path) -> dict[str, Cost]:
    """Each stage as a command of its own, from nothing, with one worker."""
    shutil.rmtree(out, ignore_errors=True)
    found = {}
    for stage in STAGES:
        source = ["--raw", str(raw)] if stage in ("clean", "tables") else []
        where = ["--output", str(out), "--workers", "1"]
        found[stage] = cost_of("-m", "vanban", stage, *source, *where)
    return found


def peer_rate(way: str, raw: Path, rounds: int) -> Rate:
    """Words per second of a tool of the field, its import and first call left out.

    NaN for one that is not installed.
    """
    rates: list[Rate] = []
    for _ in range(rounds):
        (rate,) = peers(way, raw, 1)
        if math.isnan(rate.wall):
            print(f"{way}: not installed, left out (pip install {way})", file=sys.stderr)
            return rate
        rates.append(rate)
    return Rate(*map(statistics.median, zip(*rates, strict=True)))


def peers(way: str, raw: Path, count: int) -> list[Rate]:
    """The rates of each of so many processes of a tool that run at once."""
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
            rates.append(Rate(math.nan, math.nan))
        elif process.returncode:
            raise RuntimeError(f"{way} failed:\n{failed}")
        else:
            measured = json.loads(printed.splitlines()[-1])
            words = measured["words"]
            rates.append(Rate(words / measured["seconds"], words / measured["processor"]))
    return rates


def speeds(costs: Mapping[str, Cost], rates: Mapping[str, Rate], words: int) -> str:
    """Words per second of all ways, and their ratios to the naive tagger and name finder."""
    of_stages = ((f"stage {stage} alone, its start included", stage) for stage in STAGES)
    ways = [
        *(
            (way, Rate(words / costs[key].wall, words / costs[key].processor))
            for way, key in (("raw pages to Parquet, one worker", "workers 1"), *of_stages)
        ),
        *((f"{way}, sentence by sentence", rate) for way, rate in rates.items()),
    ]
    lines = [
        "| way | words/s | x pos_tag | x ner | by processor: words/s | x pos_tag | x ner |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {way} | {' | '.join(_beside(rate, rates))} |"
        for way, rate in ways
        if not math.isnan(rate.wall)
    ]
    return "\n".join(lines) + "\n"


def _beside(rate: Rate, rates: Mapping[str, Rate]) -> Iterable[str]:
    """A rate by the clock and by the processor, each with its ratios to the tools of others."""
    for own, naive, ner in zip(rate, rates[NAIVE], rates[NER], strict=True):
        yield from (f"{own:,.0f}", f"{own / naive:.1f}", f"{own / ner:.1f}")


def scaling(costs: Mapping[str, Cost], pages: int, twice: float) -> str:
    """What two workers, a page more, no page more, and the start cost.

    `twice`: how much more two processes of the naive tagger, which share nothing but the machine,
    do than one.
    """
    one, two = costs["workers 1"], costs["workers 2"]
    rows = [
        ("one worker", one, f"1{_stolen(one.stolen)}"),
        ("two workers", two, f"{one.wall / two.wall:.2f} times as fast{_stolen(two.stolen)}"),
        *(
            (
                f"one page added to {pages}, {named} worker{'s' * (named == 'two')}",
                more,
                _of(more, whole),
            )
            for named, more, whole in (
                ("one", costs["one page more 1"], one),
                ("two", costs["one page more 2"], two),
            )
        ),
        ("nothing new", costs["nothing new"], _of(costs["nothing new"], two)),
        ("from start to the first document's mentions", costs["start"], _of(costs["start"], one)),
    ]
    lines = [
        "| what | seconds | of processor | ratio |",
        "|---|---:|---:|---:|",
        *(f"| {what} | {c.wall:.2f} | {c.processor:.2f} | {ratio} |" for what, c, ratio in rows),
        f"| two processes of {NAIVE}, apart | | | {twice:.2f} times as fast as one |",
    ]
    return "\n".join(lines) + "\n"


def _of(part: Cost, whole: Cost) -> str:
    """A share of a whole run, by the clock and by the processor."""
    wall, processor = part.wall / whole.wall, part.processor / whole.processor
    return f"{wall:.1%} of the whole run, {processor:.1%} of its processor time"


def prices(costs: Mapping[str, Cost], pages: int, characters: int) -> str:
    """Characters per second, and what a million pages cost."""
    one = costs["workers 1"]
    hours = one.processor / pages * 1e6 / 3600
    return (
        f"{characters / one.wall:,.0f} characters a second with one worker, "
        f"{characters / one.processor:,.0f} a second of processor. A million such pages take "
        f"{hours:,.0f} hours of a core, {hours * PRICE:,.2f} dollars at {PRICE} an hour.\n"
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
