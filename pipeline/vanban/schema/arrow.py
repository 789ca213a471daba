"""Pydantic model -> Arrow schema, rows -> Arrow table, and back.

The one place that knows how an annotation becomes a column: str string, int int32, float float64,
bool bool, date date32, a closed set (`Literal`) a dictionary over that very set, `tuple[..., ...]`
a list; `| None` makes it nullable. Descriptions travel in the schema's metadata.
"""

from __future__ import annotations

import datetime as dt
import sys
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from itertools import chain, pairwise, starmap
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import pyarrow as pa

from vanban.schema import SCHEMA_VERSION, Row
from vanban.schema.base import description_of

R = TypeVar("R", bound=Row)

Columns = Mapping[str, Sequence[Any]]
"""Rows by column, as plain values, in numpy or in Arrow; columns of many pages cost least."""

_SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
}

_DAY = r"\d{4}-\d{2}-\d{2}"
_WRITTEN = {int: r"\d+", float: r"-?\d+(\.\d+)?", dt.date: _DAY}


@cache
def schema_of(model: type[Row]) -> pa.Schema:
    """The Arrow schema of a table: columns in the model's order, descriptions as metadata.

    Raises TypeError for an annotation that has no column type.
    """
    _without_pandas()  # whoever makes arrays has asked for their types
    fields = [
        pa.field(name, *_column(field.annotation), metadata=_described(field.description))
        for name, field in model.model_fields.items()
    ]
    about = {"description": description_of(model), "schema_version": SCHEMA_VERSION}
    return pa.schema(fields, metadata=about)


def closed_set(annotation: Any) -> tuple[str, ...] | None:
    """The values that a `Literal` column allows, None for any other column."""
    inner = _bare(annotation)[0]
    return get_args(inner) if get_origin(inner) is Literal else None


def written_form(annotation: Any) -> str | None:
    """The regular expression that the text of a number or a day must match, None for any other."""
    return _WRITTEN.get(_bare(annotation)[0])


def to_table(model: type[Row], rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table with exactly the model's schema."""
    return from_columns(model, to_columns(model, rows))


def to_columns(model: type[Row], rows: Sequence[Row]) -> Columns:
    """The values of rows by column."""
    values = [row.__dict__ for row in rows]
    return {name: [one[name] for one in values] for name in model.model_fields}


def from_columns(model: type[Row], values_of: Columns) -> pa.Table:
    """The columns of a table, given as lists by name, as an Arrow table with the model's schema."""
    return _filled(model, values_of) if any(map(len, values_of.values())) else _empty(model)


def joined(model: type[Row], parts: Sequence[Columns]) -> pa.Table:
    """The rows of several parts, one after the other, as an Arrow table."""
    values = {n: [*chain.from_iterable(part[n] for part in parts)] for n in model.model_fields}
    return from_columns(model, values)


def with_values(model: type[Row], table: pa.Table, values_of: Columns) -> pa.Table:
    """A table with other values in some columns."""
    there = zip(table.column_names, table.columns, strict=True)
    return _filled(model, {**dict(there), **values_of})


def _filled(model: type[Row], values_of: Columns) -> pa.Table:
    """Columns of values as a table with the types of a model; words of closed sets become codes."""
    columns = []
    for column in _columns_of(model):
        values = values_of[column.name]
        if isinstance(values, pa.Array | pa.ChunkedArray):
            columns.append(values)
        elif column.codes is None:
            columns.append(pa.array(values, column.type))
        else:
            codes = pa.array([None if v is None else column.codes[v] for v in values], pa.int8())
            columns.append(pa.DictionaryArray.from_arrays(codes, column.allowed))
    return pa.Table.from_arrays(columns, schema=schema_of(model))


def recoded(model: type[Row], table: pa.Table) -> pa.Table:
    """A table read from a file as `from_columns` would have made it.

    A file keeps of a closed set the values that it met, in the order in which it met them.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - takes longer than all else of Arrow

    columns = []
    for column in _columns_of(model):
        values = table[column.name].combine_chunks()
        if column.allowed is not None:
            codes = pc.index_in(values.cast(pa.string()), column.allowed).cast(pa.int8())
            values = pa.DictionaryArray.from_arrays(codes, column.allowed)
        columns.append(values)
    return pa.Table.from_arrays(columns, schema=schema_of(model))


@cache
def _empty(model: type[Row]) -> pa.Table:
    """The table without rows, which many a page has of one kind or another."""
    return _filled(model, dict.fromkeys(model.model_fields, ()))


class _Column(NamedTuple):
    """A column to make: its type, and of a closed set the code of each value and the values."""

    name: str
    type: pa.DataType
    codes: Mapping[str, int] | None
    allowed: pa.Array | None


@cache
def _columns_of(model: type[Row]) -> tuple[_Column, ...]:
    """The columns of a model, each with the words and codes of its closed set, if it has one."""
    columns = []
    for field in schema_of(model):
        allowed = closed_set(model.model_fields[field.name].annotation)
        codes = None if allowed is None else {value: i for i, value in enumerate(allowed)}
        values = None if allowed is None else pa.array(allowed, pa.string())
        columns.append(_Column(field.name, field.type, codes, values))
    return tuple(columns)


class _NoPandas(MetaPathFinder):
    """A finder that says there is no pandas."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)


@cache
def _without_pandas() -> None:
    """Have pyarrow make its first array where it does not find pandas, which it would import.

    That would cost each process half a second and tens of megabytes for nothing: only `to_pandas`
    needs pandas, and imports it then.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, finder := _NoPandas())
        try:
            pa.array([None])
        finally:
            sys.meta_path.remove(finder)


def to_rows(model: type[R], table: pa.Table | pa.RecordBatch) -> Iterable[R]:
    """The rows of a table or batch that `to_table` made, checked again."""
    return (model.model_validate(values) for values in table.to_pylist())


def rows_of(model: type[R], table: pa.Table) -> list[R]:
    """The rows of a table that this process has made, as `to_rows` gives them, unchecked."""
    names = table.column_names
    state = {"__pydantic_fields_set__": set(names), "__pydantic_extra__": None}
    state["__pydantic_private__"] = None
    rows = [model.__new__(model) for _ in range(table.num_rows)]
    for row, values in zip(rows, zip(*map(_values, table.columns), strict=True), strict=True):
        row.__setstate__({**state, "__dict__": dict(zip(names, values, strict=True))})
    return rows


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column as Python objects, codes as their words and lists as tuples."""
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type).to_pylist()  # type: ignore[no-any-return]
    values: list[Any] = column.to_pylist()
    listed = pa.types.is_list(column.type)
    return [None if value is None else tuple(value) for value in values] if listed else values


def runs(column: pa.ChunkedArray) -> Iterator[tuple[str, slice]]:
    """Each value of a column sorted by it, with the slice of the rows that have it."""
    import pyarrow.compute as pc  # noqa: PLC0415 - see `recoded`

    found = pc.run_end_encode(column.combine_chunks())
    bounds = pairwise([0, *found.run_ends.to_pylist()])
    yield from zip(found.values.to_pylist(), starmap(slice, bounds), strict=True)


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
    """Arrow type of a field's annotation, and whether it may be null; else TypeError."""
    bare, nullable = _bare(annotation)
    if get_origin(bare) is Literal:
        return pa.dictionary(pa.int8(), pa.string()), nullable
    if get_origin(bare) is tuple:
        return pa.list_(_column(get_args(bare)[0])[0]), nullable
    if bare not in _SCALARS:
        raise TypeError(f"no column type for {annotation}")
    return _SCALARS[bare], nullable
