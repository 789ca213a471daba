"""What a lexicon entry changes in a corpus: the mentions won, lost and changed by it, in context.

In: the id of an entry, and raw pages. Each page is worked twice, in two processes: with the
lexicons as they are, and with a copy of them that lacks the entry. Only differences come back.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal, NamedTuple

from vanban import lexicons as lexicon
from vanban.explanation.editing import without
from vanban.explanation.lexicons import find
from vanban.lexicons import LexiconError, file_of
from vanban.store.raw import RawFile

_AROUND = 50
"""Characters of context on each side."""


class Seen(NamedTuple):
    """A mention as it is compared: kind, span, its fields, and the words around it."""

    kind: str
    start: int
    end: int
    fields: str
    context: str


@dataclass(frozen=True)
class Change:
    """A mention that the entry wins, loses or changes in a page."""

    outcome: Literal["won", "lost", "changed"]
    page: str
    kind: str
    context: str

    def __str__(self) -> str:
        return f"{self.outcome:<8}{self.kind:<10}{self.context}   ({self.page})"


def trial(id_: str, pages: Sequence[RawFile]) -> Iterator[Change]:
    """What an entry changes in pages, page by page.

    Raises LexiconError where there is no such entry, or more than one file has it.
    """
    found = [(file, entry) for file, entry in find([id_]) if entry.id == id_]
    if len(found) != 1:
        files = ", ".join(file_of(name) for name, _ in found)
        raise LexiconError(f"'{id_}': is an entry of {files or 'no file'}; one is needed.")
    file = found[0][0]
    with ExitStack() as stack:
        copy = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "lexicons"
        shutil.copytree(lexicon.FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        path = copy / file_of(file)
        path.write_text(without(file, id_, path.read_text("utf-8")), "utf-8")
        old, new = (
            stack.enter_context(_worker(folder)).map(_seen, pages, chunksize=8)
            for folder in (copy, lexicon.FOLDER)
        )
        for page, before, after in zip(pages, old, new, strict=True):
            yield from _changes(page.raw_path, before, after)


def _worker(folder: Path) -> ProcessPoolExecutor:
    """One process that reads its lexicons from a folder."""
    return ProcessPoolExecutor(1, get_context("spawn"), _read_from, (str(folder),))


def _read_from(folder: str) -> None:
    lexicon.FOLDER = Path(folder)


def _seen(file: RawFile) -> list[Seen]:
    """The mentions of a raw page; none where it is rejected."""
    from vanban.cleaning import clean  # noqa: PLC0415 - after the folder of lexicons is set
    from vanban.extraction import extract  # noqa: PLC0415
    from vanban.segmentation import segment  # noqa: PLC0415
    from vanban.text.document import Rejected  # noqa: PLC0415

    try:
        document = segment(clean(file.read(), file.raw_path, file.beside()))
    except Rejected:
        return []
    text = document.page.text
    return [
        Seen(
            mention.kind,
            mention.span.start,
            mention.span.end,
            json.dumps(dict(mention.fields), default=str, ensure_ascii=False),
            _context(text, mention.span.start, mention.span.end),
        )
        for mention in extract(document).mentions
    ]


def _context(text: str, start: int, end: int) -> str:
    around = (
        f"{text[max(start - _AROUND, 0) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    )
    return " ".join(around.split())


def _changes(page: str, before: Iterable[Seen], after: Iterable[Seen]) -> Iterator[Change]:
    old = {seen[:3]: seen for seen in before}
    new = {seen[:3]: seen for seen in after}
    for key, seen in new.items():
        if key not in old:
            yield Change("won", page, seen.kind, seen.context)
        elif old[key].fields != seen.fields:
            yield Change("changed", page, seen.kind, f"{seen.context} {_differing(old[key], seen)}")
    for key, seen in old.items():
        if key not in new:
            yield Change("lost", page, seen.kind, seen.context)


def _differing(old: Seen, new: Seen) -> str:
    """The fields that differ, before and after."""
    before, after = json.loads(old.fields), json.loads(new.fields)
    pairs = (f"{k}: {before.get(k)} → {after.get(k)}" for k in after if before.get(k) != after[k])
    return "; ".join(pairs)
