"""Published tables, from here or elsewhere -> what is wrong with them.

In: a folder of tables, and the raw folder if it is at hand. Out: `Fault`s, as a run finds them
before it publishes; none means that every promise of the schema holds.
"""

from __future__ import annotations

from vanban.schema import TABLES
from vanban.stages.stages import STAGES
from vanban.store.location import Place
from vanban.store.parquet import read_table
from vanban.store.raw import raw_files
from vanban.store.scan import columns_of, parts
from vanban.tables.build import accounting
from vanban.tables.check import Fault, check, unique
from vanban.tables.join import raw_reader
from vanban.tables.publish import manifest_faults


def verify(output: Place, raw: Place | None = None, pages_at_a_time: int = 500) -> list[Fault]:
    """What is wrong with a folder of published tables, with the raw pages compared if given.

    Memory holds so many pages and what is of all pages together, such as people. Raises StoreError
    where a table is missing or has other columns.
    """
    of_pages = [name for stage in STAGES.values() for name in stage.tables]
    whole = {
        name: read_table(output / f"{name}.parquet", model)
        for name, model in TABLES.items()
        if name not in of_pages
    }
    pages = columns_of(output, "documents", ["doc_id", "raw_path"])
    faults = manifest_faults(output)
    reader = None
    if raw is not None:
        files = raw_files(raw)
        told = [pages["raw_path"], whole["rejected"]["raw_path"]]
        faults += accounting(files, [path for paths in told for path in paths.to_pylist()])
        reader = raw_reader(files)
    ids = pages["doc_id"].combine_chunks()
    faults += [*unique("documents", pages), *check(whole, None, {"doc_id": ids})]
    of_pages.remove("documents")
    for part in parts(output, of_pages, pages_at_a_time):
        faults += check(part, reader, {"duplicate_of": ids, "near_duplicate_of": ids})
    return list(dict.fromkeys(faults))
