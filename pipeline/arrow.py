"""Pydantic model -> Arrow schema, rows -> Arrow table, and back.

The one place that knows how an annotation becomes a column: str string, int int32, float float64,
bool bool, date date32, a closed set (`Literal`) a dictionary over that very set, `tuple[..., ...]`
a list; `| None` makes it nullable. Descriptions travel in the schema's metadata.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import pyarrow as pa

from pipeline.schema import SCHEMA_VERSION, Row

R = TypeVar("R", bound=Row)

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
}


@cache
def schema_of(model: type[Row]) -> pa.Schema:
    """The Arrow schema of a table: columns in the model's order, descriptions as metadata.

    Raises TypeError for an annotation that has no column type.
    """
    fields = [
        pa.field(name, *_column(field.annotation), metadata=_described(field.description))
        for name, field in model.model_fields.items()
    ]
    about = {"description": model.__doc__ or "", "schema_version": SCHEMA_VERSION}
    return pa.schema(fields, metadata=about)


def closed_set(annotation: Any) -> tuple[str, ...] | None:
    """The values that a `Literal` column allows, None for any other column."""
    inner = _bare(annotation)[0]
    return get_args(inner) if get_origin(inner) is Literal else None


def to_table(model: type[Row], rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table with exactly the model's schema."""
    return from_columns(model, {n: [getattr(row, n) for row in rows] for n in model.model_fields})


def from_columns(model: type[Row], values_of: Mapping[str, Sequence[Any]]) -> pa.Table:
    """The columns of a table, given as lists by name, as an Arrow table with the model's schema."""
    schema = schema_of(model)
    columns = []
    for name, info in model.model_fields.items():
        values = values_of[name]
        allowed = closed_set(info.annotation)
        if allowed is None:
            columns.append(pa.array(values, schema.field(name).type))
        else:
            code = {value: i for i, value in enumerate(allowed)}
            codes = pa.array([None if v is None else code[v] for v in values], pa.int8())
            columns.append(pa.DictionaryArray.from_arrays(codes, pa.array(allowed, pa.string())))
    return pa.Table.from_arrays(columns, schema=schema)


def to_rows(model: type[R], table: pa.Table | pa.RecordBatch) -> Iterable[R]:
    """The rows of a table or batch that `to_table` made, checked again."""
    return (model.model_validate(values) for values in table.to_pylist())


def _described(text: str | None) -> dict[str, str]:
    return {"description": text or ""}


def _bare(annotation: Any) -> tuple[Any, bool]:
    """An annotation without `Annotated` and `| None`, and whether None was allowed."""
    nullable = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            inner = [part for part in get_args(annotation) if part is not type(None)]
            nullable = True
            if len(inner) != 1:
                raise TypeError(f"no column type for {annotation}")
            annotation = inner[0]
        else:
            return annotation, nullable


def _column(annotation: Any) -> tuple[pa.DataType, bool]:
    bare, nullable = _bare(annotation)
    if get_origin(bare) is Literal:
        return pa.dictionary(pa.int8(), pa.string()), nullable
    if get_origin(bare) is tuple:
        return pa.list_(_column(get_args(bare)[0])[0]), nullable
    if bare not in _SCALARS:
        raise TypeError(f"no column type for {annotation}")
    return _SCALARS[bare], nullable
