"""Does any extractor take more than linear time? `python -m vanban.bench.linear`.

In: texts of 10,000 and 100,000 characters made of one repeated string, the kind that makes careless
patterns backtrack. Out: for the segmenter, every finder alone and the whole of `extract`, seconds
per million characters at both sizes and the growth between them: 1 is linear, 10 is quadratic. What
grows is named, and the command then ends with status 1. A run past its time limit grows.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from types import FrameType

from vanban.bench.pages import samples
from vanban.extraction import EXTRACTORS, extract
from vanban.segmentation import segment
from vanban.text.document import Document, Sentence, page_of
from vanban.text.spans import Span

SMALL, LARGE = 10_000, 100_000
TOLERATED = 3.0
"""Growth from which on a text counts as more than linear; timing on a busy machine wavers by 2."""

QUICK = 0.05
"""Seconds that a large text may take whatever its growth."""

RUNS = 2
"""Runs of which the faster counts: other work on the machine slows one or the other."""

LIMIT = 30
"""Seconds after which a run is cut off."""

PATIENCE = 4
"""Seconds that the segmenter gets to make the words of a text for the finders."""

REPEATED = samples("repeated")

_MORE = count()

Finder = Callable[[Document], object]


class TooSlowError(KeyboardInterrupt):
    """A run that was cut off; a KeyboardInterrupt because the pipeline swallows no such thing."""


def main() -> int:
    """Print a line a finder and text that is slow or grows, and a summary a finder."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m vanban.bench.linear")
    parser.add_argument("finders", nargs="*", help="only these, by module name, or 'extract'")
    parser.add_argument("--all", action="store_true", help="print every text, not only what grows")
    arguments = parser.parse_args()
    finders: dict[str, Finder] = {"segment": lambda document: segment(document.page)}
    finders |= {finder.__module__.rsplit(".", 1)[-1]: alone(finder) for finder in EXTRACTORS}
    finders["extract"] = extract
    wanted = arguments.finders or list(finders)
    gc.disable()  # in a worker it hardly ever looks; here it would look through ever more words
    unknown = set(wanted) - set(finders)
    if unknown:
        parser.error(f"no finder {', '.join(sorted(unknown))}: there are {', '.join(finders)}")
    grown = sum(report(name, finders[name], arguments.all) for name in wanted)
    print(f"{grown} of {len(wanted) * len(REPEATED)} texts take more than linear time")
    return 1 if grown else 0


def alone(finder: Callable[..., object]) -> Finder:
    """A finder on a document in which nothing was found before it."""
    return lambda document: list(finder(document, []))  # type: ignore[call-overload]


def report(name: str, finder: Finder, everything: bool) -> int:
    """Print the figures of one finder; the number of texts on which it grows."""
    grown, worst, total = 0, 0.0, 0.0
    for unit in REPEATED:
        small = seconds(finder, unit, SMALL)
        cut_off = small >= LIMIT
        large = small * LARGE / SMALL if cut_off else seconds(finder, unit, LARGE)
        per_million = large / LARGE * 1e6
        growth = (large / LARGE) / (small / SMALL)
        slow = cut_off or large >= LIMIT or (large > QUICK and growth > TOLERATED)
        grown, worst, total = grown + slow, max(worst, per_million), total + per_million
        if slow or everything:
            mark = "GROWS" if slow else ""
            print(f"{name:<11} {unit!r:<28} {small / SMALL * 1e6:9.2f} s/M at {SMALL:,}", end="")
            print(f" {per_million:9.2f} s/M at {LARGE:,}  growth {growth:5.1f} {mark}")
    mean = total / len(REPEATED)
    print(f"{name:<11} mean {mean:.2f}, worst {worst:.2f} seconds per million characters")
    sys.stdout.flush()
    return grown


def seconds(finder: Finder, unit: str, size: int) -> float:
    """Seconds of processor that a finder takes for a repeated string; LIMIT where it was cut off.

    The least of several runs, each on a text of its own, a letter longer: texts are remembered.
    """
    finder(repeated(unit, 50))  # lexicons and patterns are compiled before the clock starts
    return min(_seconds(finder, repeated(unit, size + next(_MORE))) for _ in range(RUNS))


def _seconds(finder: Finder, document: Document) -> float:
    """Processor seconds of a finder on a document; LIMIT where it takes longer."""
    start = time.process_time()
    try:
        with time_limit(LIMIT):
            finder(document)
    except TooSlowError:
        return float(LIMIT)
    return max(time.process_time() - start, 1e-9)


def repeated(unit: str, size: int) -> Document:
    """A document of one repeated string, in sentences and words.

    Where the segmenter is too slow on it, the whole is one sentence without words.
    """
    page = page_of((unit * (size // len(unit) + 1))[:size])
    try:
        with time_limit(PATIENCE):
            return segment(page)
    except TooSlowError:
        return Document(page, (Sentence(Span(0, size)),))


@contextmanager
def time_limit(limit: int) -> Iterator[None]:
    """Raise TooSlowError in the block after so many seconds (on the main thread, POSIX only)."""
    before = signal.signal(signal.SIGALRM, partial(_cut_off, limit))
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _cut_off(limit: int, _signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError(f"not done after {limit} s")


if __name__ == "__main__":
    sys.exit(main())
