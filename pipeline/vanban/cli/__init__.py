"""The commands: `vanban COMMAND`. Arguments in, exit code out; work is done elsewhere.

Exit code 0: done; 1: done, and something is wrong with the data (faults, figures below a floor);
2: the command could not be carried out, the message says why and what to do; 130: interrupted;
141: whoever read the output stopped reading. A module here holds a group of commands: its
`register` says what they take, and each command is a function beside it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import vanban
from vanban.cli import doctor, exchange, quality, show, stages, tools
from vanban.cli.frame import Commands, Parser
from vanban.extras import MissingExtraError

EPILOG = (
    "The stages in order: clean, segment, extract, tables, evaluate. 'run' does the first four. "
    "'vanban COMMAND --help' says what a command takes."
)
INTERRUPTED = 130
"""Exit code after an interrupt (Ctrl-C), as shells give it: 128 and the number of the signal."""
PIPE_CLOSED = 141
"""Exit code after a closed pipe, as shells give it."""


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
    options = parser().parse_args(_help_last(sys.argv[1:] if arguments is None else arguments))
    work: Callable[[argparse.Namespace], int] = options.work
    try:
        code = work(options)
        sys.stdout.flush()  # here and not at the end of Python, where a closed pipe would be told
    except BrokenPipeError:
        _leave_pipe()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        print("vanban: interrupted. What is finished stays; the next run goes on.", file=sys.stderr)
        return INTERRUPTED
    except (OSError, ValueError, RuntimeError, MissingExtraError) as error:
        print(f"vanban: {_message(error)}", file=sys.stderr)
        return 2
    return code


def parser() -> argparse.ArgumentParser:
    """The command line: one subcommand for each stage and each tool."""
    top = Parser(
        prog="vanban",
        description="Vietnamese party, government and legal pages into validated tables.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action=Version)
    commands = Commands(top.add_subparsers(required=True, metavar="COMMAND"))
    for group in (stages, quality, tools, exchange, show, doctor):
        group.register(commands)
    return top


def _help_last(arguments: Sequence[str]) -> list[str]:
    """The arguments, `help COMMAND` as `COMMAND --help`: who knows git or pip tries that first."""
    first, *rest = arguments or [""]
    return [*rest[:1], "--help"] if first == "help" else list(arguments)


def _message(error: Exception) -> str:
    """What went wrong; of a file that the system refused, its path and the reason."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        name = error.filename
        path = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else str(name)
        return f"{path}: {error.strerror.lower()}. Check the path and its rights."
    return str(error)


def _leave_pipe() -> None:
    """Let what is still to be written go nowhere, so that Python ends without a word."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
