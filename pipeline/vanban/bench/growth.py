"""Growth: `python -m vanban.bench.growth [FOLDER] [--sizes 300 3000 30000] [--workers N]`.

In: a folder of texts, or nothing for pages made here. Out: seconds and peak memory of a run over
ever more pages, with the ratio to the size before; and of one page added to each.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from vanban.bench.cost import pipeline_cost
from vanban.bench.pages import made_page, made_pages, taken_pages


def main(folder: Path | None, sizes: Sequence[int], workers: int) -> int:
    """Measure and print, size by size."""
    print(f"{workers} workers; peak: the largest of all processes of the run\n")
    print("| pages | seconds | ms/page | growth | peak MB | one page more, s | of the run |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            raw, out = Path(temporary) / "raw", Path(temporary) / "out"
            if folder is None:
                made_pages(size, raw)
            else:
                taken_pages(folder, size, raw)
            cost = pipeline_cost(raw, out, workers)
            (raw / "one-page-more.txt").write_text(made_page(10_000_000), "utf-8")
            more = pipeline_cost(raw, out, workers, fresh=False)
            shutil.rmtree(out)
        growth = ""
        if before is not None:
            growth = f"{size / before[0]:g} x pages, {cost.wall / before[1]:.1f} x time"
        print(
            f"| {size:,} | {cost.wall:.1f} | {cost.wall / size * 1000:.1f} | {growth} "
            f"| {cost.peak:.0f} | {more.wall:.2f} | {more.wall / cost.wall:.1%} |",
            flush=True,
        )
        before = size, cost.wall
    return 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m vanban.bench.growth", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, nargs="?", help="texts, *.txt; without: made pages")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3_000, 30_000])
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    sys.exit(main(options.folder, options.sizes, options.workers))
