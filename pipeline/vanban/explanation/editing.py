"""For who edits lexicons: JSON schemas of the files, a new entry by questions, what an entry does.

Editors (VS Code with Even Better TOML, taplo) complete and check a file of TOML by its schema. A
new entry is written only where the file then still reads, so nothing can break by it. What an
entry changes in a corpus is seen by working each page twice, in two processes: with the lexicons
as they are, and with a copy of them that lacks the entry. Only differences come back.
"""

from __future__ import annotations

import difflib
import json
import re
import shutil
import tempfile
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal, NamedTuple, Union

from vanban import lexicons as lexicon
from vanban.explanation.lexicons import MODELS, find
from vanban.lexicons import LexiconError, file_of, table_of
from vanban.store.parquet import write_text
from vanban.store.raw import RawFile
from vanban.text.spelling import slug

_AROUND = 50
"""Characters of context on each side."""


class SeenEntry(NamedTuple):
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


_ASKED = ("name", "variants", "match", "reject", "source")
"""The keys that every new entry is asked for; its id is made of the name."""

_SAID = {
    "name": "the words",
    "variants": "other ways to write it, parted by ' | '",
    "match": "a text in which it must be found; several parted by ' | '",
    "reject": "a text in which it must not be found; several parted by ' | '",
    "source": "where you know it from",
}


COMMON = {
    "title": "roles",
    "organization": "organizations.known",
    "document": "document_types",
    "unit": "units",
    "surname": "surnames",
}
"""What people add most, by everyday words, and the lexicons that hold it."""


def schema(file: str) -> dict[str, Any]:
    """The JSON schema of a lexicon file: for each of its tables a list of entries of its model."""
    file = file_of(file)
    definitions: dict[str, Any] = {}
    tables = {table_of(name): name for name in MODELS if file_of(name) == file}
    for table, name in tables.items():
        made = MODELS[name].model_json_schema(ref_template="#/$defs/{model}")
        definitions |= made.pop("$defs", {}) | {table: made}
    lists = {table: {"type": "array", "items": {"$ref": f"#/$defs/{table}"}} for table in tables}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": file,
        "type": "object",
        "properties": lists,
        "minProperties": 1,
        "additionalProperties": False,
        "$defs": definitions,
    }


def write_schemas(folder: Path) -> int:
    """Write the schema of every file, and .taplo.toml that tells editors which is whose."""
    files = sorted(set(map(file_of, MODELS)))
    rules = []
    for file in files:
        path = folder / file.replace(".toml", ".schema.json")
        write_text(path, json.dumps(schema(file), ensure_ascii=False, indent=1) + "\n")
        rules.append(
            f'[[rule]]\ninclude = ["**/lexicons/{file}"]\n'
            f"schema = {{ path = {json.dumps(str(path.resolve()))}, enabled = true }}\n"
        )
    write_text(folder / ".taplo.toml", "\n".join(rules))
    return len(files)


def lexicon_named(word: str) -> str:
    """The lexicon that an everyday word or the name of its file stands for.

    Raises LexiconError for one that there is not, or a file of several tables of which none is
    named.
    """
    name = COMMON.get(word, word.removesuffix(".toml"))
    if name in MODELS:
        return name
    if tables := [known for known in MODELS if known.startswith(f"{name}.")]:
        raise LexiconError(f"'{name}' holds several tables: name {' or '.join(tables)}.")
    near = difflib.get_close_matches(name, [*COMMON, *MODELS], n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Name {', '.join(COMMON)}, or a file."
    raise LexiconError(f"no lexicon '{name}' for a new entry. {hint}")


def ask(file: str, answer: Callable[[str], str]) -> dict[str, Any]:
    """The values of a new entry; `answer` gives the answer to a question.

    Asked are the keys that every entry has and those that this file's entries must have.
    """
    fields = MODELS[file].model_fields
    needed = [n for n, info in fields.items() if info.is_required() and n not in (*_ASKED, "id")]
    values: dict[str, Any] = {}
    for key in (*_ASKED, *needed):
        values[key] = _value(fields[key].annotation, answer(f"{key} ({_said(file, key)}): "))
    return {"id": slug(values["name"]), **{k: v for k, v in values.items() if v not in ("", [])}}


def add(file: str, values: Mapping[str, Any], folder: Path = lexicon.FOLDER) -> str:
    """Append an entry to a file and return what was written.

    Raises LexiconError, and writes nothing, where the file would not read with it.
    """
    path = folder / file_of(file)
    before = path.read_text("utf-8")
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    written = "\n".join([f"[[{table_of(file)}]]", *lines, ""])
    after = f"{before.rstrip()}\n\n{written}"
    lexicon.parse(after, file, MODELS[file])
    write_text(path, after)
    return written


def without(file: str, id_: str, text: str) -> str:
    """The text of a lexicon's file without one of its entries. Raises LexiconError if none is."""
    head, *blocks = re.split(r"^(?=\[\[)", text, flags=re.MULTILINE)
    kept = [block for block in blocks if f'id = "{id_}"' not in block.splitlines()]
    if len(kept) == len(blocks):
        raise LexiconError(f"{file_of(file)}: no line 'id = \"{id_}\"' that begins an entry.")
    return "".join([head, *kept])


def _said(file: str, key: str) -> str:
    allowed = _literals(MODELS[file].model_fields[key].annotation)
    return f"one of {', '.join(allowed)}" if allowed else _SAID.get(key, "must be said")


def _literals(annotation: Any) -> tuple[str, ...]:
    """The values that a closed set allows, alone or in a list."""
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(map(str, typing.get_args(annotation)))
    parts = typing.get_args(annotation)
    return next((found for part in parts if (found := _literals(part))), ())


def _value(annotation: Any, text: str) -> Any:
    """An answer as the value of a key: a list where the key holds one, a number where it does."""
    kinds = {annotation, *_members(annotation)}
    if any(typing.get_origin(kind) is tuple for kind in kinds):
        return [part.strip() for part in text.split("|") if part.strip()]
    if bool in kinds and text.strip().lower() in ("true", "false"):
        return text.strip().lower() == "true"
    for number in (int, float):
        if number in kinds:
            try:
                return number(text)
            except ValueError:
                continue
    return text.strip()


def _members(annotation: Any) -> tuple[Any, ...]:
    union = typing.get_origin(annotation) in (Union, types.UnionType)
    return typing.get_args(annotation) if union else ()


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


def _seen(file: RawFile) -> list[SeenEntry]:
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
        SeenEntry(
            mention.kind,
            mention.span.start,
            mention.span.end,
            json.dumps(dict(mention.fields), default=str, ensure_ascii=False),
            _context(text, mention.span.start, mention.span.end),
        )
        for mention in extract(document).mentions
    ]


def _context(text: str, start: int, end: int) -> str:
    """A mention in brackets in the words around it."""
    around = (
        f"{text[max(start - _AROUND, 0) : start]}[{text[start:end]}]{text[end : end + _AROUND]}"
    )
    return " ".join(around.split())


def _changes(
    page: str, before: Iterable[SeenEntry], after: Iterable[SeenEntry]
) -> Iterator[Change]:
    """What was won, lost or changed on a page between two states of the lexicons."""
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


def _differing(old: SeenEntry, new: SeenEntry) -> str:
    """The fields that differ, before and after."""
    before, after = json.loads(old.fields), json.loads(new.fields)
    pairs = (f"{k}: {before.get(k)} → {after.get(k)}" for k in after if before.get(k) != after[k])
    return "; ".join(pairs)
