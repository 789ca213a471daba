"""A folder in the shape of a dataset on the Hugging Face Hub: Parquet a table, and a card.

Each table is a configuration (`load_dataset(FOLDER, "titles")`). Closed sets are written as texts,
because the library has no Arrow dictionaries; all else is as in the tables. The card says what each
table is; licence and source are for who publishes the folder to add: texts of pages may be foreign.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vanban.schema import TABLES
from vanban.schema.arrow import schema_of
from vanban.store.scan import batches


def write(output: Path, folder: Path) -> int:
    """Write data/*.parquet and README.md; the number of tables."""
    (folder / "data").mkdir()
    for name, model in TABLES.items():
        schema = plain(schema_of(model))
        with pq.ParquetWriter(folder / "data" / f"{name}.parquet", schema) as writer:
            for part in batches(output, name):
                writer.write_table(part.cast(schema))
    (folder / "README.md").write_text(card(), "utf-8")
    return len(TABLES)


def plain(schema: pa.Schema) -> pa.Schema:
    """A schema with texts instead of dictionaries, and without the metadata of our own."""
    return pa.schema(
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in (field.remove_metadata() for field in schema)
    )


def card() -> str:
    """The dataset card: a configuration a table, and what each is."""
    configurations = "\n".join(
        f"- config_name: {name}\n  data_files: data/{name}.parquet" for name in TABLES
    )
    about = "\n".join(
        f"| `{name}` | {(model.__doc__ or '').strip().splitlines()[0]} |"
        for name, model in TABLES.items()
    )
    return (
        f"---\nlanguage:\n- vi\npretty_name: vanban tables\nconfigs:\n{configurations}\n---\n\n"
        "# Tables made by vanban\n\n"
        "Spans count Unicode code points. Before you publish this: add where the texts come from, "
        "and under which licence.\n\n"
        f"| table | a row is |\n|---|---|\n{about}\n"
    )
