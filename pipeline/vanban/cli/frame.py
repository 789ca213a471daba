"""What every group of commands is made with: subcommands, and the options that several share."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from vanban.store.location import Place, PlaceError, is_local, place

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


class Parser(argparse.ArgumentParser):
    """A parser whose faults are one line: what is wrong, what may be meant, where help is."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that is no choice, with the one that is meant."""
        if action.choices is not None and value not in action.choices:
            known = list(action.choices)
            guess = nearest(str(value), known) or f" It is one of {', '.join(map(str, known))}."
            raise argparse.ArgumentError(action, f"there is no '{value}'.{guess}")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The options; an unknown one is refused with the one that is meant."""
        options, rest = self.parse_known_args(args, namespace)
        if rest:
            command: Parser = getattr(options, "command", self)
            flags = [flag for action in command._actions for flag in action.option_strings]
            unknown = rest[0].partition("=")[0]
            command.error(f"'{rest[0]}' is not understood.{nearest(unknown, flags)}")
        return options

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, and leave with exit code 2."""
        text = message.rstrip(".") + "." if not message.endswith("?") else message
        self.exit(2, f"{self.prog}: {text} See '{self.prog} --help'.\n")


def nearest(word: str, known: Iterable[str]) -> str:
    """The question whether a known word is meant that is like this one; else an empty text."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{found[0]}'?" if found else ""


def check_folders(
    raw: tuple[str, Place] | None = None, tables: tuple[str, Place] | None = None
) -> None:
    """Refuse folders that a command cannot use; each comes with its option or argument.

    `raw` must be there, `tables` may be new, neither may be a file, and tables do not lie among
    raw pages, where the next run would read them.
    """
    for label, where in filter(None, (raw, tables)):
        if is_local(where) and where.exists() and not where.is_dir():
            among_raw = raw is not None and label == raw[0]
            cure = "Put the file into a folder and name that." if among_raw else "Name a folder."
            raise NotADirectoryError(f"{label} {where}: is a file, and must be a folder. {cure}")
    if raw is None:
        return
    label, where = raw
    if not where.is_dir():
        cure = "Name the folder with the raw pages."
        raise FileNotFoundError(f"{label} {where}: no such folder. {cure}")
    if tables and is_local(where) and is_local(tables[1]):
        _check_apart(where, *tables)


def check_tables(label: str, where: Place) -> None:
    """Refuse a folder that holds no tables of a run; `label` is the option that names it."""
    if is_local(where) and not next(where.glob("*.parquet"), None):
        there = "holds no tables" if where.is_dir() else "is no folder with tables"
        cure = f"Make them: vanban run RAW_DIR {where}"
        raise FileNotFoundError(f"{label} {where}: {there}. {cure}")


def check_port(port: int) -> None:
    """Refuse a port of this machine that another program listens at."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            cure = f"Name one that is free: --port {8001 if port == 8000 else 8000}"
            raise ValueError(f"--port {port}: cannot be listened at: {error}. {cure}") from error


def day(text: str) -> str:
    """A day that an argument names."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day. Write YYYY-MM-DD.") from None


def _check_apart(raw: Place, label: str, tables: Place) -> None:
    if Path(str(tables)).resolve().is_relative_to(Path(str(raw)).resolve()):
        cure = "Name a folder outside of it."
        raise ValueError(f"{label} {tables}: lies in the folder of raw pages {raw}. {cure}")


def place_named(text: str) -> Place:
    """A folder that an argument names: a path, or a URL of a store."""
    try:
        return place(text)
    except PlaceError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


class Commands:
    """The subcommands of the command line."""

    def __init__(self, commands: argparse._SubParsersAction[Parser]) -> None:
        self._commands = commands

    def add(
        self, name: str, work: Callable[[argparse.Namespace], int], about: str, *takes: str
    ) -> Parser:
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
        command.set_defaults(work=work, command=command)
        return command
