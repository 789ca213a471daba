"""The commands that hand tables on, and take corrections back: export, gold, diff, dictionary."""

from __future__ import annotations

import argparse
from pathlib import Path

from vanban.cli.frame import Commands, check_tables

FORMATS = (
    "brat",
    "doccano",
    "label-studio",
    "conll",
    "web-annotation",
    "csv",
    "excel",
    "popolo",
    "ftm",
    "act-graph",
    "hugging-face",
)
MARKED = ("brat", "doccano", "label-studio", "review")
"""Named here too, so that --help does not load what writes them; a test holds them together."""

_THINGS = {
    "csv": ("table", "tables"),
    "excel": ("table", "tables"),
    "hugging-face": ("table", "tables"),
    "popolo": ("object", "objects"),
    "ftm": ("entity", "entities"),
    "act-graph": ("act", "acts"),
}
"""What the number is of that an export gives; pages, where it is not said here."""


def register(commands: Commands) -> None:
    """Add export, gold, diff and dictionary."""
    _add_export(commands)
    _add_gold(commands)
    _add_diff(commands)
    _add_dictionary(commands)


def _add_export(commands: Commands) -> None:
    out = commands.add("export", _export, "tables in the format of another tool")
    out.add_argument("format", choices=FORMATS, help="what to write")
    out.add_argument("output", type=Path, metavar="OUTPUT_DIR", help="folder with the tables")
    out.add_argument("folder", type=Path, metavar="DEST", help="new folder for the files")
    out.add_argument(
        "--page",
        action="append",
        default=[],
        metavar="RAW_PATH",
        help="only this page, by raw_path of documents; may be repeated",
    )
    out.add_argument(
        "--gold", type=Path, metavar="DIR", help="pages that have gold here show it instead"
    )


def _add_gold(commands: Commands) -> None:
    back = commands.add("gold", _gold, "pages corrected in an annotation tool to gold")
    back.add_argument("format", choices=MARKED, help="the tool")
    back.add_argument(
        "source", type=Path, metavar="PATH", help="brat: the folder; others: the file exported"
    )
    back.add_argument("--to", type=Path, metavar="DIR", required=True, help="folder with gold")
    back.add_argument("--replace", action="store_true", help="replace gold of the same pages")


def _add_diff(commands: Commands) -> None:
    two = commands.add("diff", _diff, "mentions won, lost and changed between two runs")
    two.add_argument("old", type=Path, metavar="OLD_OUTPUT", help="folder with the tables before")
    two.add_argument("new", type=Path, metavar="NEW_OUTPUT", help="folder with the tables after")
    two.add_argument("--markdown", action="store_true", help="Markdown instead of text")
    two.add_argument(
        "--limit", type=int, default=50, metavar="N", help="differences listed of each outcome"
    )
    two.add_argument("--fail-on-loss", action="store_true", help="exit 1 if anything was lost")


def _add_dictionary(commands: Commands) -> None:
    words = commands.add(
        "dictionary", _dictionary, "the data dictionary, made from the schema, as page or package"
    )
    words.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar="PATH",
        help="*.md: a page for people; *.json: a Data Package descriptor to lie beside the tables",
    )


def _export(options: argparse.Namespace) -> int:
    from vanban.show.exports import export

    check_tables("OUTPUT_DIR", options.output)
    count = export(options.format, options.output, options.folder, options.page, options.gold)
    one, several = _THINGS.get(options.format, ("page", "pages"))
    print(f"{options.folder}: {count} {one if count == 1 else several}")
    return 0


def _gold(options: argparse.Namespace) -> int:
    from vanban.show.exports import READERS
    from vanban.show.exports.gold import write_gold

    pages = READERS[options.format](options.source)
    written = write_gold(pages, options.to, options.replace)
    for name, mentions in written.items():
        print(f"{options.to / name}: {mentions} mentions")
    if not written:
        raise ValueError(f"{options.source}: no annotated page in it.")
    return 0


def _diff(options: argparse.Namespace) -> int:
    from vanban.evaluation.diff import as_markdown, as_text, compare

    check_tables("OLD_OUTPUT", options.old)
    check_tables("NEW_OUTPUT", options.new)
    comparison = compare(options.old, options.new, options.limit)
    show = as_markdown if options.markdown else as_text
    print(show(comparison), end="")
    lost = comparison.pages_lost or comparison.total("lost")
    return 1 if options.fail_on_loss and lost else 0


def _dictionary(options: argparse.Namespace) -> int:
    from vanban.store.parquet import write_text
    from vanban.tables.dictionary import package_text, page

    makers = {".md": page, ".json": package_text}
    for path in options.paths:
        if path.suffix not in makers:
            raise ValueError(f"{path}: name a file *.md or *.json.")
    for path in options.paths:
        write_text(path, makers[path.suffix]())
    return 0
