"""The commands: `vanban COMMAND`. Arguments in, exit code out; work is done elsewhere.

Exit code 0: done; 1: done, and something is wrong with the data (faults, figures below a floor);
2: the command could not be carried out, the message says why and what to do. A module here holds a
group of commands: its `register` says what they take, and each command is a function beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

import vanban
from vanban.cli import exchange, quality, show, stages, tools
from vanban.cli.frame import Commands

EPILOG = (
    "The stages in order: clean, segment, extract, tables, evaluate. 'run' does the first four."
)


class Version(argparse.Action):
    """Prints the version; it is looked up only where it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and leave."""
        print(f"vanban {vanban.__version__}")
        parser.exit()


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
        prog="vanban",
        description="Scraped Vietnamese party, government and legal news into validated tables.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action=Version)
    commands = Commands(top.add_subparsers(required=True, metavar="COMMAND"))
    for group in (stages, quality, tools, exchange, show):
        group.register(commands)
    return top
