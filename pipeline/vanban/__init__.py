"""vanban: scraped Vietnamese party, government and legal news into tables that can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["load"]


def load(table: str, output: str | Path = "output") -> pd.DataFrame:
    """A table of a run as a DataFrame with the types an analyst expects.

    Whole numbers are nullable Int32, values float64, days datetime64, closed sets categories, lists
    tuples; absent is missing. Raises ValueError for a table that there is not, FileNotFoundError
    where no run wrote it.
    """
    import pandas as pd  # a second of import that the stages do without
    import pyarrow as pa
    import pyarrow.parquet as pq

    from vanban.schema import TABLES

    if table not in TABLES:
        raise ValueError(f"no table '{table}': there are {', '.join(TABLES)}")
    path = Path(output, f"{table}.parquet")
    if not path.exists():
        raise FileNotFoundError(f"{path}: not there. Run 'make', or name the output folder.")
    numbers = {pa.int32(): pd.Int32Dtype()}
    arrow = pq.read_table(path)
    frame: pd.DataFrame = arrow.to_pandas(types_mapper=numbers.get, date_as_object=False)
    for field in arrow.schema:
        if pa.types.is_list(field.type):  # a tuple compares and hashes, an array does neither
            frame[field.name] = pd.Series(map(tuple, arrow[field.name].to_pylist()), dtype=object)
    return frame
