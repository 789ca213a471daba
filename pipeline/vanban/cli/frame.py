"""What every group of commands is made with: subcommands, and the options that several share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from vanban.store.location import Place, PlaceError, place

OPTIONS: dict[str, tuple[str, Path, str]] = {
    "raw": ("--raw", Path("raw"), "folder with the raw pages"),
    "output": ("--output", Path("output"), "folder for the tables"),
    "gold": ("--gold", Path("tests/gold"), "folder with gold"),
    "metrics": ("--metrics", Path("output/metrics.json"), "file with the figures"),
    "floors": ("--floors", Path("tests/floors.json"), "file with the floors"),
}
"""Options that several commands take: flag, default, help."""


class Help(argparse.ArgumentDefaultsHelpFormatter):
    """Help that tells defaults where there are any."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        if action.default in (None, False, []):
            return action.help
        return super()._get_help_string(action)


def place_named(text: str) -> Place:
    """A folder that an argument names: a path, or a URL of a store."""
    try:
        return place(text)
    except PlaceError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class Commands:
    """The subcommands of the command line."""

    def __init__(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._commands = commands

    def add(
        self, name: str, work: Callable[[argparse.Namespace], int], about: str, *takes: str
    ) -> argparse.ArgumentParser:
        """A subcommand that does `work` and takes the shared options named in `takes`."""
        command = self._commands.add_parser(
            name,
            help=about,
            description=f"{about}.",
            formatter_class=Help,
        )
        for option in takes:
            flag, default, text = OPTIONS[option]
            command.add_argument(flag, type=place_named, default=default, help=text, metavar="PATH")
        command.set_defaults(work=work)
        return command
