"""vanban lexicon: check the lexicons, write a new entry, try what one changes, schemas for editors.

vanban lexicon                     what is wrong with the files
vanban lexicon ENTRY ...           and what the examples of entries say
vanban lexicon add title           ask for a new entry, and write it: a title, unit, or of a FILE
vanban lexicon try ENTRY PAGES     what it wins, loses and changes in a folder of pages
vanban lexicon schema FOLDER       JSON schemas of the files, for editors
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from vanban.cli.frame import Parser

VERBS = {"add": "title", "try": "ENTRY PAGES", "schema": "FOLDER"}
"""First words that are no entry, and what follows them."""


def describe(command: Parser) -> None:
    """Add the arguments."""
    command.add_argument(
        "names",
        nargs="*",
        metavar="ENTRY",
        help="id of an entry, or a file: run its examples too. Or: 'add title' (organization, "
        "document, unit, surname, or a file) asks for a new entry and writes it; 'try ENTRY PAGES' "
        "shows what an entry wins, loses and changes in a folder of raw pages; 'schema FOLDER' "
        "writes JSON schemas of the files, for editors",
    )
    command.add_argument(
        "--limit", type=int, default=300, metavar="N", help="with try: pages that are read"
    )


def work(options: argparse.Namespace) -> int:
    """Carry the command out."""
    verb, *rest = options.names or [""]
    if verb not in VERBS:
        return _check(options.names)
    if len(rest) != len(VERBS[verb].split()):
        raise ValueError(f"lexicon {verb}: write 'vanban lexicon {verb} {VERBS[verb]}'.")
    if verb == "try":
        return _try(rest[0], Path(rest[1]), options.limit)
    return _add(rest[0]) if verb == "add" else _schema(Path(rest[0]))


def _check(names: Sequence[str]) -> int:
    from vanban.explanation.lexicons import MODELS, NO_MENTION, examples, faults, find
    from vanban.lexicons import file_of

    wrong = list(faults())
    for fault in wrong:
        print(fault)
    if wrong:
        return 1
    found = find(names)
    failed = 0
    for example in examples(found):
        failed += not example.holds
        print(example)
    for file, entry in found:
        if file in NO_MENTION:
            print(f"{file_of(file)}: run: python -m pytest {NO_MENTION[file]} -k {entry.id}")
    files = len(set(map(file_of, MODELS)))
    print(f"{files} files without a fault" if not failed else f"{failed} examples fail")
    return 1 if failed else 0


def _add(file: str) -> int:
    from vanban.explanation.editing import add, ask, lexicon_named

    name = lexicon_named(file)
    try:
        values = ask(name, input)
    except EOFError:
        raise ValueError("lexicon add: no more answers. Answer each question in a line.") from None
    print(add(name, values))
    print(f"next: vanban lexicon {values['id']}")
    return 0


def _try(entry: str, pages: Path, limit: int) -> int:
    from vanban.cli.frame import check_folders
    from vanban.explanation.editing import trial
    from vanban.store.raw import raw_files

    check_folders(("PAGES", pages))
    files = raw_files(pages)[:limit]
    outcomes: Counter[str] = Counter()
    for change in trial(entry, files):
        outcomes[change.outcome] += 1
        print(change)
    said = ", ".join(f"{outcomes[name]} {name}" for name in ("won", "lost", "changed"))
    print(f"{said} in {len(files)} pages")
    return 0


def _schema(folder: Path) -> int:
    from vanban.explanation.editing import write_schemas

    print(f"{folder}: {write_schemas(folder)} schemas")
    return 0
