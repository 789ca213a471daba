"""The schema -> the data dictionary: a page for people, and a Data Package for programs.

In: the models of `vanban.schema`, and the keys that `vanban.tables.check` holds the tables to. Out:
Markdown (docs/dictionary.md), and a descriptor by the Data Package standard (datapackage.json, to
lie beside the tables). Both say the same: type, null, meaning, unit, allowed values, an example.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import pyarrow as pa
from pydantic.fields import FieldInfo

from vanban.schema import SCHEMA_VERSION, TABLES, ColumnUnit, Row
from vanban.schema.arrow import closed_set, schema_of
from vanban.schema.base import description_of
from vanban.tables.promises import FOREIGN, KEYS

STANDARD = "https://datapackage.org/profiles/2.0/"

_TYPES: dict[pa.DataType, tuple[str, str]] = {
    pa.string(): ("text", "string"),
    pa.int32(): ("whole number", "integer"),
    pa.float64(): ("number", "number"),
    pa.bool_(): ("true or false", "boolean"),
    pa.date32(): ("day", "date"),
}
"""A column type in words, and as the standard names it."""


@dataclass(frozen=True)
class ColumnDescription:
    """What there is to say of a column."""

    name: str
    type: pa.DataType
    nullable: bool
    meaning: str
    unit: str | None
    allowed: tuple[str, ...]
    example: Any


def columns(model: type[Row]) -> Iterator[ColumnDescription]:
    """The columns of a table, in order."""
    schema = schema_of(model)
    for name, info in model.model_fields.items():
        field = schema.field(name)
        examples = info.examples or [None]
        yield ColumnDescription(
            name=name,
            type=field.type,
            nullable=field.nullable,
            meaning=info.description or "",
            unit=unit_of(info),
            allowed=closed_set(info.annotation) or (),
            example=examples[0],
        )


def unit_of(info: FieldInfo) -> str | None:
    """What a column's numbers count: the `ColumnUnit` in its annotation, at any depth."""
    todo = [*info.metadata, info.annotation]
    while todo:
        part = todo.pop()
        if isinstance(part, ColumnUnit):
            return part.name
        todo += [*get_args(part), *getattr(part, "__metadata__", ())]
    return None


def page() -> str:
    """The dictionary as a page of Markdown."""
    lines = [
        "# Data dictionary",
        "",
        f"Schema version {SCHEMA_VERSION}. This page is made from `vanban.schema` by "
        "`vanban dictionary docs/dictionary.md`; do not edit it. What changed from "
        "version to version is in [the list of changes](changelog.md).",
        "",
        "A character is a Unicode code point; spans are half-open, `start` inside and `end` not. "
        "Absent is null, never an empty text.",
        "",
        "| table | a row is |",
        "|---|---|",
        *(f"| [{name}](#{name}) | {_about(model)} |" for name, model in TABLES.items()),
    ]
    for name, model in TABLES.items():
        lines += ["", f"## {name}", "", _about(model), "", *_keys(name), ""]
        lines += ["| column | type | null | meaning | unit | allowed | example |"]
        lines += ["|---|---|---|---|---|---|---|"]
        lines += [_line(column) for column in columns(model)]
    return "\n".join(lines) + "\n"


def package(sha256: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The descriptor of a folder of tables; with the SHA-256 of each file, where given."""
    return {
        "$schema": f"{STANDARD}datapackage.json",
        "name": "vanban",
        "title": "Mentions in Vietnamese party, government and legal news",
        "version": SCHEMA_VERSION,
        "resources": [
            {
                "name": name,
                "path": f"{name}.parquet",
                "description": _about(model),
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                **({"hash": f"sha256:{sha256[name]}"} if sha256 else {}),
                "schema": _table_schema(name, model),
            }
            for name, model in TABLES.items()
        ],
    }


def package_text(sha256: Mapping[str, str] | None = None) -> str:
    """The descriptor as the text of datapackage.json."""
    return json.dumps(package(sha256), ensure_ascii=False, indent=2) + "\n"


def _about(model: type[Row]) -> str:
    return " ".join(description_of(model).split())


def _foreign(name: str, model: type[Row]) -> list[tuple[str, str]]:
    """Columns that hold a key of another table, and that table."""
    held = [(column, FOREIGN[column]) for column in model.model_fields if column in FOREIGN]
    return [(column, target) for column, target in held if target != name]


def _key(column: str, target: str) -> str:
    """The column of the other table that a foreign key holds a value of."""
    return column if column in TABLES[target].model_fields else KEYS[target][0]


def _keys(name: str) -> Iterator[str]:
    """A line on the key of a table, and one for each column that is a key of another."""
    yield "Key: " + ", ".join(f"`{column}`" for column in KEYS[name]) + "."
    for column, target in _foreign(name, TABLES[name]):
        yield f"`{column}` is a key of [{target}](#{target})."


def _line(column: ColumnDescription) -> str:
    """A column as a row of the Markdown table."""
    cells = (
        f"`{column.name}`",
        _in_words(column.type),
        "yes" if column.nullable else "no",
        column.meaning,
        column.unit or "",
        ", ".join(f"`{value}`" for value in column.allowed),
        "" if column.example is None else f"`{_shown(column.example)}`",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(example: Any) -> str:
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return text.replace("\n", "⏎")


def _in_words(kind: pa.DataType) -> str:
    """The type of a column as the page for people says it."""
    if pa.types.is_dictionary(kind):
        return "closed set"
    if pa.types.is_list(kind):
        return f"list of {_in_words(kind.value_type)}s".replace("texts", "text")
    return _TYPES[kind][0]


def _table_schema(name: str, model: type[Row]) -> dict[str, Any]:
    """A table as a Table Schema of Data Package."""
    return {
        "$schema": f"{STANDARD}tableschema.json",
        "fields": [_field(column) for column in columns(model)],
        "primaryKey": list(KEYS[name]),
        "foreignKeys": [
            {
                "fields": [column],
                "reference": {"resource": target, "fields": [_key(column, target)]},
            }
            for column, target in _foreign(name, model)
        ],
    }


def _field(column: ColumnDescription) -> dict[str, Any]:
    """A column as a field of a Table Schema."""
    field: dict[str, Any] = {"name": column.name, **_standard_type(column.type)}
    field["description"] = column.meaning
    if column.example is not None:
        field["example"] = column.example
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if constraints:
        field["constraints"] = constraints
    return field


def _standard_type(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_dictionary(kind):
        return {"type": "string"}
    if pa.types.is_list(kind):
        return {"type": "array", "arrayItem": _standard_type(kind.value_type)}
    return {"type": _TYPES[kind][1]}
