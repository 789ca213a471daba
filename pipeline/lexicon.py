"""The lexicons: what a domain expert edits, read and checked.

In: the TOML files of `pipeline/lexicons/`. Out: a tuple of entries, each a pydantic model derived
from `Entry`. A file that is wrong stops the program with the file, the entry, what is wrong with it
and the cure.
"""

from __future__ import annotations

import difflib
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent / "lexicons"


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names file, entry, fault and cure."""


class Entry(BaseModel):
    """What every entry of every lexicon has.

    `match` holds texts in which this entry must take part in a mention, `reject` texts in which it
    must not; both are run as tests under the entry's id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$")
    name: str = Field(min_length=1)
    variants: tuple[str, ...] = ()
    match: tuple[str, ...] = Field(min_length=1)
    reject: tuple[str, ...] = Field(min_length=1)
    source: str = Field(min_length=1)

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


E = TypeVar("E", bound=Entry)


@cache
def load(file: str, model: type[E]) -> tuple[E, ...]:
    """The entries of `lexicons/<file>.toml`, in the order of the file, read once per process.

    The file is a list of tables `[[entry]]`. Raises LexiconError where the file is no TOML, an
    entry does not fit the model, an id stands twice or a text is not NFC.
    """
    path = FOLDER / f"{file}.toml"
    return parse(path.read_text("utf-8"), path.name, model)


def parse(text: str, file: str, model: type[E]) -> tuple[E, ...]:
    """The entries in the text of a lexicon file; `file` is its name for error messages."""
    try:
        tables = tomllib.loads(text).get("entry", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: not valid TOML: {error}. Mend the line it names.") from error
    if unicodedata.normalize("NFC", text) != text:
        raise LexiconError(f"{file}: holds decomposed letters. Save it in Unicode form NFC.")
    entries = tuple(_entry(table, file, model) for table in tables)
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise LexiconError(f"{file}: entry '{entry.id}' stands twice. Give one another id.")
        seen.add(entry.id)
    return entries


def _entry(table: dict[str, object], file: str, model: type[E]) -> E:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        label = table.get("id") or table.get("name") or "without an id"
        faults = "; ".join(
            _fault(fault["loc"], fault["type"], fault["msg"], model) for fault in error.errors()
        )
        raise LexiconError(f"{file}: entry '{label}': {faults}") from error


def _fault(place: tuple[int | str, ...], type_: str, message: str, model: type[Entry]) -> str:
    key = ".".join(str(part) for part in place)
    if type_ == "extra_forbidden":
        allowed = sorted(model.model_fields)
        near = difflib.get_close_matches(key, allowed, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"allowed are {', '.join(allowed)}."
        return f"unknown key '{key}': {hint}"
    if type_ == "missing":
        return f"'{key}' is missing: add it"
    return f"'{key}': {message}"
