"""Folders of pages and tables: run the pipeline, and load what it wrote as DataFrames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def run(
    raw: str | Path, output: str | Path, *, workers: int | None = None, allow_empty: bool = False
) -> dict[str, int]:
    """Bring the tables in `output` up to date with the pages below `raw`; the rows of each table.

    Only pages that changed are worked, on all cores where `workers` is None; 0 works in this very
    process. A raw folder without pages is refused unless `allow_empty`.
    Raises OSError where a folder cannot be used, ValueError where one lies in the other or holds
    no page, RuntimeError where workers cannot work.
    """
    import os

    from vanban.stages.run import ALL, run_stages
    from vanban.store.location import place

    folder = place(str(output))
    processes = (os.cpu_count() or 1) if workers is None else workers
    done = run_stages(ALL, place(str(raw)), folder, processes, allow_empty=allow_empty)
    return dict(done.rows)


def load(
    table: str, output: str | Path = "output", confidence: float | None = None
) -> pd.DataFrame:
    """A table of a run as a DataFrame with the types an analyst expects.

    Whole numbers are nullable Int32, values float64, days datetime64, closed sets categories, lists
    tuples; absent is missing. With `confidence`, rows of mentions whose own is lower, or not known,
    are left out. `output` may also be a file that `vanban export popolo` or `ftm` wrote: it holds
    people, organizations and positions, with the columns that the format has. Raises ValueError for
    a table that there is not or that has no confidence, FileNotFoundError where no run wrote it.
    """
    import pyarrow.parquet as pq

    from vanban.schema import TABLES

    if table not in TABLES:
        raise ValueError(f"no table '{table}': there are {', '.join(TABLES)}")
    if Path(output).is_file():
        return _from_file(table, Path(output))
    path = Path(output, f"{table}.parquet")
    if not path.exists():
        raise FileNotFoundError(f"{path}: not there. Run 'make', or name the output folder.")
    found = _framed(pq.read_table(path))
    if confidence is None:
        return found
    if "confidence" not in found:
        raise ValueError(f"{table}: its rows are no mentions and have no confidence.")
    return found[found["confidence"] >= confidence].reset_index(drop=True)


def frame(
    texts: pd.DataFrame, text: str, date: str | None = None, workers: int | None = None
) -> pd.DataFrame:
    """The mentions of a column of texts, a row each, under the index of the rows they stand in.

    `date` is the column with the day of publication, where there is one; absent texts have no
    mentions. The columns are those of `Document.to_pandas`; `join` puts others beside them. Raises
    KeyError for a column that there is not, ValueError for a day that is none.

    Examples:
        >>> import pandas as pd
        >>> articles = pd.DataFrame({"body": ["Bà Lê Thị Hoa chi 5 tỷ đồng."]}, index=["a1"])
        >>> frame(articles, text="body")[["type", "text"]].to_records().tolist()
        [('a1', 'name', 'Lê Thị Hoa'), ('a1', 'quantity', '5 tỷ đồng')]
    """
    import pandas as pd

    from vanban.api.texts import pipe

    there = texts[texts[text].notna()]
    days = [None] * len(there) if date is None else [_day(value) for value in there[date]]
    documents = list(pipe(zip(there[text], days, strict=True), workers=workers))
    index = there.index.repeat([len(document) for document in documents])
    frames = [document.to_pandas() for document in documents if len(document)]
    if not frames:
        return pd.DataFrame()
    columns = list(frames[0].columns)
    rows = [row for one in frames for row in one.to_dict("records")]
    return pd.DataFrame(rows, columns=columns, index=index)


def _day(value: object) -> str | None:
    """A cell of a column of days as a day: text, date or Timestamp; None where it is missing."""
    import pandas as pd

    missing = value is None or value is pd.NaT or value != value  # noqa: PLR0124 - NaN
    return None if missing else str(value)[:10]


def _framed(arrow: pa.Table) -> pd.DataFrame:
    """A table as a DataFrame: nullable integers, lists as tuples."""
    import pandas as pd
    import pyarrow as pa

    numbers = {pa.int32(): pd.Int32Dtype()}
    found: pd.DataFrame = arrow.to_pandas(types_mapper=numbers.get, date_as_object=False)
    for field in arrow.schema:
        if pa.types.is_list(field.type):  # a tuple compares and hashes, an array does neither
            found[field.name] = pd.Series(map(tuple, arrow[field.name].to_pylist()), dtype=object)
    return found


def _from_file(table: str, path: Path) -> pd.DataFrame:
    """A table out of a file of Popolo or FollowTheMoney."""
    from vanban.schema import TABLES
    from vanban.schema.arrow import from_columns, schema_of
    from vanban.show.exports import read_tables

    tables = read_tables(path)
    if table not in tables:
        raise ValueError(f"{path}: holds {', '.join(tables)}, and no {table}.")
    rows, model = tables[table], TABLES[table]
    there = {name for row in rows for name in row}
    lists = {name for name, info in model.model_fields.items() if "tuple" in str(info.annotation)}
    columns = {
        name: [row.get(name, () if name in lists else None) for row in rows]
        for name in schema_of(model).names
    }
    return _framed(from_columns(model, columns).select([n for n in columns if n in there]))
