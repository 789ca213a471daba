"""The lexicons: what a domain expert edits, read and checked.

In: the TOML files of `lexicons/`. Out: a tuple of entries, each a pydantic model derived
from `Entry`. A file that is wrong stops the program with the file, the entry, what is wrong with it
and the cure. A lexicon is named by its file (`roles`), or by its file and table (`numbers.stop`)
where a file holds several kinds of entries.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Self, TypeVar

import pydantic
import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from vanban.kept import kept
from vanban.text.spelling import slug

FOLDER = Path(__file__).parent

TABLES: dict[str, tuple[str, ...]] = {
    "grammar": ("entry", "abbreviation"),
    "numbers": ("numeral", "approximator", "counted", "stop"),
    "dates": ("word", "form", "sign"),
    "credits": ("name", "word", "other"),
    "pages": ("boilerplate", "word", "part"),
    "events": ("verb", "sign"),
    "name_words": ("head", "stop", "numbered", "person", "trade"),
    "terms": ("session", "incumbent"),
    "document_types": ("entry", "grammar", "list", "relation"),
    "laws": ("entry", "offence"),
    "person_names": ("entry", "foreign"),
    "body_words": ("head", "word", "sign"),
    "organizations": ("known", "type", "field"),
    "roles": ("entry", "post", "modifier", "sign", "rank", "degree"),
    "places": ("type", "place"),
}
"""The tables of each file that holds several kinds of entries; others hold `[[entry]]` alone."""

_LINE = re.compile(r" *\(at line (?P<line>[0-9]+), column [0-9]+\)")
_EXAMPLES = {
    "match": 'a text that must be found by this entry, match = ["…"]',
    "reject": 'a text in which this entry must not be found, reject = ["…"]',
    "source": 'source = "where the word is attested"',
}
"""What to write for the keys that newcomers leave out."""


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names file, entry, fault and cure."""


class Entry(BaseModel):
    """What every entry of every lexicon has.

    `match` holds texts in which this entry must take part in a mention, `reject` texts in which it
    must not; both are run as tests under the entry's id.
    """

    # Most processes read some of the lexicons: validators are built when first used.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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

    @classmethod
    def conflicts(cls, entries: Sequence[Self]) -> Iterator[str]:
        """What is wrong between the entries of a file, each by itself being right."""
        known: dict[str, str] = {}
        for entry in entries:
            said = entry.model_dump_json(exclude={"id", "variants", "match", "reject", "source"})
            if said in known:
                yield (
                    f"entry '{entry.id}': its name '{entry.name}' is that of '{known[said]}' "
                    "too. Make one entry of the two, or give one another name."
                )
            known[said] = entry.id


E = TypeVar("E", bound=Entry)


@cache
def load(name: str, model: type[E]) -> tuple[E, ...]:
    """The entries of a lexicon, in the order of the file, read once per process.

    `name` is that of a file of `lexicons/`, a list of tables `[[entry]]`, or with a dot behind it
    that of one of its tables. Raises LexiconError where the file is no TOML, an entry does not fit
    the model, an id, a name or a form stands twice or a text is not NFC.
    """
    text = (FOLDER / file_of(name)).read_text("utf-8")
    rests_on = f"{pydantic.VERSION} {model.__module__} {text}"
    return kept(f"lexicon-{name}-{model.__name__}", rests_on, partial(parse, text, name, model))


def file_of(name: str) -> str:
    """The file that a lexicon is in: numbers.toml for `numbers.stop`."""
    return f"{name.partition('.')[0]}.toml"


def table_of(name: str) -> str:
    """The table of its file that a lexicon is in: stop for `numbers.stop`."""
    return name.partition(".")[2] or "entry"


def parse(text: str, name: str, model: type[E]) -> tuple[E, ...]:
    """The entries of a lexicon in the text of its file."""
    file = file_of(name)
    tables = _tables(text, file).get(table_of(name), [])
    entries = tuple(_entry(table, file, model) for table in tables)
    for entry in entries:
        twice = [form for form, times in Counter(entry.forms).items() if times > 1]
        if twice:
            raise LexiconError(f"{file}: entry '{entry.id}': '{twice[0]}' stands twice. Keep one.")
    for fault in model.conflicts(entries):
        raise LexiconError(f"{file}: {fault}")
    return entries


@lru_cache(maxsize=16)  # the files of several lexicons, which are loaded in turns
def _tables(text: str, file: str) -> dict[str, list[dict[str, Any]]]:
    """The entries of all tables of a file, unchecked but for their ids."""
    try:
        content = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise LexiconError(_broken(text, file, str(error))) from error
    if unicodedata.normalize("NFC", text) != text:
        raise LexiconError(f"{file}: holds decomposed letters. Save it in Unicode form NFC.")
    known = TABLES.get(file.removesuffix(".toml"), ("entry",))
    for name in sorted(content.keys() - set(known)):
        written = " or ".join(f"[[{table}]]" for table in known)
        raise LexiconError(f"{file}: unknown table '{name}': entries are {written}.")
    for name, entries in content.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise LexiconError(f"{file}: '{name}' is no list of entries: write [[{name}]].")
    every = (entry.get("id") for entries in content.values() for entry in entries)
    ids = Counter(id_ for id_ in every if isinstance(id_, str))
    for entry, times in ids.items():
        if times > 1:
            raise LexiconError(f"{file}: entry '{entry}' stands twice. Give one another id.")
    return content


def _broken(text: str, file: str, message: str) -> str:
    """What is wrong with a text that is no TOML: the line, and the entry it is in."""
    place = _LINE.search(message)
    if place is None:  # the text ends in the middle of something
        line = text.count("\n") + 1
    else:
        line = int(place["line"])
        message = message.replace(place[0], "").rstrip()
    ids = re.findall(r'^id *= *"([^"\n]*)"', "\n".join(text.split("\n")[:line]), re.MULTILINE)
    entry = f" entry '{ids[-1]}':" if ids else ""
    return f"{file}:{line}:{entry} not valid TOML: {message}. Look for a missing quote or comma."


def _entry(table: dict[str, object], file: str, model: type[E]) -> E:
    """One table of a file by its model; raises LexiconError that names the entry and its faults."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        label = table.get("id") or table.get("name") or "without an id"
        faults = " ".join(_fault(fault, model) for fault in error.errors())
        raise LexiconError(f"{file}: entry '{label}': {faults}") from error


def _fault(fault: ErrorDetails, model: type[Entry]) -> str:
    """One fault of an entry: what is wrong, and the nearest thing that would not be."""
    key = ".".join(str(part) for part in fault["loc"])
    value = fault["input"]
    said = f"'{key}' cannot be {value!r}: {fault['msg']}."
    match fault["type"]:
        case "value_error":  # raised by a check of the model over several keys
            said = str(fault["ctx"]["error"])
        case "extra_forbidden":
            said = f"unknown key '{key}': {_nearest(key, sorted(model.model_fields))}"
        case "missing":
            said = f"'{key}' is missing: add {_EXAMPLES.get(key, 'it')}."
        case "too_short" if key in _EXAMPLES:
            said = f"'{key}' is empty: add {_EXAMPLES[key]}."
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
            said = f"'{key}' cannot be '{value}': {_nearest(str(value), allowed)}"
        case "tuple_type":
            written = json.dumps(value, ensure_ascii=False)
            said = f"'{key}' must be a list: write {key} = [{written}]."
        case "string_pattern_mismatch" if key == "id":
            said = f"'id' cannot be '{value}': write '{slug(str(value))}'."
    return said


def _nearest(value: str, allowed: Sequence[str]) -> str:
    near = difflib.get_close_matches(value, allowed, n=1)
    return f"did you mean '{near[0]}'?" if near else f"allowed are {', '.join(allowed)}."
