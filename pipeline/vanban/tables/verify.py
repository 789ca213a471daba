"""Published tables, from here or elsewhere -> what is wrong with them.

In: a folder of tables, and the raw folder if it is at hand. Out: `Fault`s, as a run finds them
before it publishes; none means that every promise of the schema holds.
"""

from __future__ import annotations

from vanban.schema import TABLES
from vanban.store.location import Place
from vanban.store.parquet import read_table
from vanban.store.raw import raw_files
from vanban.store.scan import by_pages, columns_of
from vanban.store.stages import PAGE_TABLES
from vanban.tables.build import accounting
from vanban.tables.check import check, unique
from vanban.tables.promises import Fault
from vanban.tables.publish import manifest_faults
from vanban.tables.rawtext import raw_reader


def verify(output: Place, raw: Place | None = None, pages_at_a_time: int = 500) -> list[Fault]:
    """What is wrong with a folder of published tables, with the raw pages compared if given.

    Memory holds so many pages and what is of all pages together, such as people. Raises StoreError
    where a table is missing or has other columns.
    """
    whole = {
        name: read_table(output / f"{name}.parquet", model)
        for name, model in TABLES.items()
        if name not in PAGE_TABLES
    }
    pages = columns_of(output, "documents", ["doc_id", "raw_path", "raw_sha256"])
    faults = manifest_faults(output)
    reader = None
    if raw is not None:
        files = raw_files(raw)
        paths, sha256 = (pages[name].to_pylist() for name in ("raw_path", "raw_sha256"))
        faults += accounting(files, [*paths, *whole["rejected"]["raw_path"].to_pylist()])
        reader = raw_reader(files, dict(zip(paths, sha256, strict=True)))
    ids = pages["doc_id"].combine_chunks()
    faults += [*unique("documents", pages), *check(whole, None, {"doc_id": ids})]
    beside = [name for name in PAGE_TABLES if name != "documents"]
    for part in by_pages(output, beside, pages_at_a_time):
        faults += check(part, reader, {"duplicate_of": ids, "near_duplicate_of": ids})
    return list(dict.fromkeys(faults))
