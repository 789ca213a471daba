"""Does any pattern take more than linear time? `python -m vanban.bench.patterns [MODULE ...]`.

In: every compiled pattern of the package, found by importing all its modules: those that stand in a
module, and those that a function without arguments gives. Each searches texts of one repeated
string, at two sizes. Out: the patterns whose time grows faster than the text, with the string; exit
code 1 if there are any.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from inspect import signature
from types import ModuleType
from typing import Any

from vanban.bench.pages import samples
from vanban.store.sources import PACKAGE, modules

SMALL, LARGE = 2_000, 8_000
TOLERATED = 2.5
"""Growth per character from which on a pattern counts as more than linear: 4 is quadratic."""

QUICK = 0.01
"""Seconds that the large text may take whatever its growth."""

UNITS = samples("units")
"""What is repeated."""

SKIPPED = (
    "vanban.bench", "vanban.engine.cluster", "vanban.api.service", "vanban.store.sources",
    "vanban.show.exports.excel", "vanban.__main__",
)  # fmt: skip
"""Modules that hold no pattern that a page meets, or need what may not be installed."""


def main(names: Sequence[str]) -> int:
    """Print what grows; 0 where nothing does."""
    found = {name: p for name, p in patterns() if not names or name.startswith(tuple(names))}
    grown = 0
    for name, pattern in found.items():
        for unit, growth in growing(pattern):
            grown += 1
            print(f"{name}: {unit!r} takes {growth:.1f} times as long a character", flush=True)
    print(f"{len(found)} patterns, {len(UNITS)} texts each; {grown} grow")
    return int(bool(grown))


def growing(pattern: re.Pattern[Any]) -> Iterator[tuple[str, float]]:
    """The repeated strings on which a pattern grows, and by how much a character."""
    for unit in UNITS:
        large = seconds(pattern, unit, LARGE)
        if large < QUICK:
            continue
        growth = large / LARGE / (max(seconds(pattern, unit, SMALL), 1e-7) / SMALL)
        if growth > TOLERATED:
            yield unit, growth


def seconds(pattern: re.Pattern[Any], unit: str, size: int) -> float:
    """Seconds of processor that a pattern takes to find all its matches."""
    text = (unit * (size // len(unit) + 1))[:size]
    searched = text if isinstance(pattern.pattern, str) else text.encode()
    begin = time.process_time()
    for _ in pattern.finditer(searched):
        pass
    return time.process_time() - begin


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern that the package holds, by module and name."""
    for name in sorted(modules(PACKAGE)):
        if name.startswith(SKIPPED):
            continue
        module = import_module(name)
        for attribute, value in sorted(vars(module).items()):
            for pattern in _patterns_of(module, value):
                yield f"{name}.{attribute}", pattern


def _patterns_of(module: ModuleType, value: object) -> Iterator[re.Pattern[Any]]:
    """The patterns that a module's name holds, or makes and keeps when called."""
    if isinstance(value, re.Pattern):
        yield value
    elif hasattr(value, "cache_info") and getattr(value, "__module__", "") == module.__name__:
        wrapped = getattr(value, "__wrapped__", None)
        if (
            callable(wrapped)
            and not signature(wrapped).parameters
            and "Pattern" in _returns(wrapped)
        ):
            made = value()  # type: ignore[operator] # a function that keeps its result
            if isinstance(made, re.Pattern):
                yield made


def _returns(function: object) -> str:
    return str(getattr(function, "__annotations__", {}).get("return", ""))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m vanban.bench.patterns")
    parser.add_argument("modules", nargs="*", help="only patterns whose names begin so")
    sys.exit(main(parser.parse_args().modules))
