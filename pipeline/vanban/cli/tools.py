"""The commands for people at work on the rules: explain, lexicon, rules."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from vanban.cli import lexicon
from vanban.cli.frame import Commands, day

if TYPE_CHECKING:
    from vanban.explanation import Explanation


def register(commands: Commands) -> None:
    """Add explain, lexicon and rules."""
    look = commands.add(
        "explain", _explain, "what is found in a text, by which rule, and why what is not is not"
    )
    look.add_argument("text", nargs="?", help="a sentence; '-' reads standard input")
    look.add_argument(
        "--file", type=Path, metavar="PATH", help="a raw page, cleaned as a run does it"
    )
    look.add_argument(
        "--lines",
        type=Path,
        metavar="FILE",
        help='many texts, a JSON object a line: {"text": …, "published": …}; their mentions come '
        "out, an object a line; '-' reads standard input",
    )
    look.add_argument(
        "--published", type=day, metavar="DATE", help="day of publication, YYYY-MM-DD"
    )
    look.add_argument("--json", action="store_true", help="one JSON object instead of text")
    words = commands.add(
        "lexicon", lexicon.work, "what is wrong with the lexicons, and what examples of entries say"
    )
    lexicon.describe(words)
    register_page = commands.add(
        "rules", _rules, "all rules with their meaning and examples, as a page of Markdown"
    )
    register_page.add_argument("path", type=Path, metavar="PATH", help="the page, *.md")


def _rules(options: argparse.Namespace) -> int:
    from vanban.explanation.rules import page
    from vanban.store.parquet import write_text

    if options.path.suffix != ".md":
        raise ValueError(f"{options.path}: name a file *.md.")
    write_text(options.path, page())
    return 0


def _explain(options: argparse.Namespace) -> int:
    if options.lines is not None:
        return _explain_lines(options)
    from vanban.explanation.render import as_json, as_text, in_colour

    explanation = _explained(options)
    if options.json:
        print(as_json(explanation), end="")
    elif sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        from rich.console import Console

        in_colour(explanation, Console(highlight=False))
    else:
        print(as_text(explanation), end="")
    return 0


def _explain_lines(options: argparse.Namespace) -> int:
    """Mentions of many texts, each printed as soon as its batch is worked."""
    from vanban.api import pipe

    if options.text or options.file or options.published:
        raise ValueError("explain: --lines goes alone; each line has its own text and day.")
    with _opened(options.lines) as lines:
        for document in pipe(_texts(lines, str(options.lines))):
            found = [mention.to_dict() for mention in document]
            print(json.dumps({"text": document.text, "mentions": found}, ensure_ascii=False))
    return 0


def _opened(path: Path) -> AbstractContextManager[TextIO]:
    return nullcontext(sys.stdin) if str(path) == "-" else path.open(encoding="utf-8-sig")


def _texts(lines: Iterable[str], name: str) -> Iterator[tuple[str, str | None]]:
    """The text and the day of each line. Raises ValueError with file, line and what is wrong."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"--lines {name}, line {number}: is no JSON: {error}.") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            cure = 'Write {"text": "…", "published": "2024-03-05"}.'
            raise ValueError(f"--lines {name}, line {number}: has no text. {cure}")
        published = row.get("published")
        try:
            day = None if published is None else dt.date.fromisoformat(str(published)[:10])
        except ValueError:
            cure = "Write YYYY-MM-DD, or leave it out."
            message = f"--lines {name}, line {number}: published '{published}' is no day. {cure}"
            raise ValueError(message) from None
        yield row["text"], day.isoformat() if day else None


def _explained(options: argparse.Namespace) -> Explanation:
    """The explanation of the sentence, of standard input or of the page that the user names.

    Raises ValueError where neither or both are given, and where the page is rejected.
    """
    from vanban.explanation import explain, explain_raw
    from vanban.text.document import Rejected

    if (options.text is None) == (options.file is None):
        raise ValueError(
            "explain: name a sentence, '-' for standard input, --file PATH or --lines FILE."
        )
    if options.file is None:
        text = sys.stdin.read() if options.text == "-" else options.text
        return explain(text, options.published)
    if options.published:
        raise ValueError("explain: --published goes with a sentence; a page says its own day.")
    try:
        return explain_raw(options.file.read_bytes(), options.file.name)
    except Rejected as refusal:
        message = f"{options.file}: rejected: {refusal.reason}: {refusal.message}"
        raise ValueError(message) from refusal
