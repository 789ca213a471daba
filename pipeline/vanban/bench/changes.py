"""Random changes against clean rebuilds: `python -m vanban.bench.changes [--operations N]`.

In: nothing; pages are made here, and the package is copied so that its lexicons can be edited. A
raw folder is changed over and over: pages added, changed, renamed, removed, older tables put back
in place of the newer ones, an entry added to a lexicon. After each operation the pipeline runs.
Out: how often its tables were, byte for byte, those of a run from nothing over the same pages,
compared after every `--compare` operations. Exit code 1 if they ever differed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from vanban.bench.kills import differences
from vanban.bench.pages import made_page, made_pages, samples
from vanban.store.sources import PACKAGE
from vanban.tables.publish import MANIFEST

_ENTRY = "\n".join(["", *samples("entry"), ""])
"""An entry of a lexicon, with its `{number}` open."""


class Corpus:
    """A raw folder, its tables, older tables, and the copy of the package that makes them."""

    def __init__(self, folder: Path, pages: int, choice: random.Random) -> None:
        self.raw, self.output, self.older = (folder / n for n in ("raw", "output", "older"))
        self.code, self.choice, self.made = folder / "code", choice, pages
        made_pages(pages, self.raw)
        shutil.copytree(PACKAGE, self.code / PACKAGE.name)
        self.run(self.output)
        self.keep()

    def run(self, output: Path) -> None:
        """Run the copied package over the raw folder; raises CalledProcessError where it fails."""
        command = [sys.executable, "-m", PACKAGE.name, "run", str(self.raw), str(output)]
        environment = os.environ | {"PYTHONPATH": str(self.code)}
        subprocess.run(
            [*command, "--workers", "1"], env=environment, check=True, capture_output=True
        )

    def any(self) -> Path:
        """A page."""
        return self.choice.choice(sorted(self.raw.glob("*.txt")))

    def add(self) -> None:
        """A page more."""
        self.made += 1
        (self.raw / f"page{self.made:06d}.txt").write_text(made_page(self.made), "utf-8")

    def change(self) -> None:
        """A page with another text."""
        self.made += 1
        self.any().write_text(made_page(self.made), "utf-8")

    def rename(self) -> None:
        """A page under another name."""
        self.made += 1
        self.any().rename(self.raw / f"moved{self.made:06d}.txt")

    def remove(self) -> None:
        """A page less."""
        self.any().unlink()

    def keep(self) -> None:
        """The tables as they stand, without what stands hidden beside them, put aside."""
        shutil.rmtree(self.older, ignore_errors=True)
        self.older.mkdir()
        for path in (*self.output.glob("*.parquet"), self.output / MANIFEST):
            shutil.copy2(path, self.older)

    def restore(self) -> None:
        """The tables that were put aside, in place of the newer ones."""
        for path in self.older.iterdir():
            shutil.copy2(path, self.output)

    def edit(self) -> None:
        """A lexicon with an entry more."""
        self.made += 1
        lexicon = self.code / PACKAGE.name / "lexicons" / "units.toml"
        lexicon.write_text(lexicon.read_text("utf-8") + _ENTRY.format(number=self.made), "utf-8")


OPERATIONS: dict[Callable[[Corpus], None], int] = {
    Corpus.add: 20, Corpus.change: 25, Corpus.rename: 15, Corpus.remove: 20, Corpus.keep: 5,
    Corpus.restore: 10, Corpus.edit: 2,
}  # fmt: skip
"""How often each is drawn."""


def main(operations: int, pages: int, compare: int, seed: int) -> int:
    """Change, run and compare; 0 where all was equal."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    done: Counter[str] = Counter()
    compared = wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        corpus = Corpus(Path(temporary), pages, choice)
        for number in range(1, operations + 1):
            (operation,) = choice.choices(list(OPERATIONS), list(OPERATIONS.values()))
            operation(corpus)
            done[operation.__name__] += 1
            corpus.run(corpus.output)
            if number % compare and number != operations:
                continue
            clean = Path(temporary) / "clean"
            corpus.run(clean)
            faults = differences(clean, corpus.output)
            compared, wrong = compared + 1, wrong + bool(faults)
            shutil.rmtree(clean)
            print(f"{number} operations {dict(done)}: {', '.join(faults) or 'equal'}", flush=True)
    print(f"{operations} operations over {pages} pages, {compared} compared, {wrong} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m vanban.bench.changes", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--operations", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--compare", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.exit(main(options.operations, options.pages, options.compare, options.seed))
