"""What the commands take -> docs/commands.md: `python -m vanban.cli.reference docs/commands.md`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from vanban.cli import EPILOG, parser
from vanban.store.parquet import write_text


def page() -> str:
    """All commands as a page of Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "This page is made by `python -m vanban.cli.reference docs/commands.md`; do not edit it."
    yield f"{EPILOG}"
    yield ""
    yield "Exit codes: 0 done; 1 done, and something is wrong with the data (faults, figures below"
    yield "a floor, with `--strict` a rejected page); 2 not done, the message says why and what to"
    yield "do; 130 interrupted; 141 the reader of the output went away."
    for name, command in _commands().items():
        yield ""
        yield f"## vanban {name}"
        yield ""
        about = command.description or ""
        yield about[:1].upper() + about[1:]
        yield ""
        yield "| argument | meaning |"
        yield "|---|---|"
        for action in command._actions:
            if not isinstance(action, argparse._HelpAction):
                yield f"| {_written(action)} | {_meaning(action)} |"


def _commands() -> dict[str, argparse.ArgumentParser]:
    """The commands by their names, in the order of the help."""
    (commands,) = (
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


def _written(action: argparse.Action) -> str:
    """An argument as one writes it."""
    value = action.metavar or (action.dest if action.nargs != 0 else "")
    if isinstance(value, tuple):
        value = " ".join(value)
    if not action.option_strings:
        return f"`{value}`" + (" …" if action.nargs in ("*", "+") else "")
    return f"`{f'{action.option_strings[-1]} {value}'.strip()}`"


def _meaning(action: argparse.Action) -> str:
    """What an argument does, with its choices, and a default that is the same everywhere."""
    text = (action.help or "").replace("|", "\\|").replace("*", "\\*")
    if action.choices:
        text += f": {', '.join(map(str, action.choices))}"
    if isinstance(action.default, Path):
        text += f" (default: `{action.default}`)"
    return text


if __name__ == "__main__":
    write_text(Path(sys.argv[1]), page())
