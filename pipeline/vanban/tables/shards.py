"""The shards of all stages as tables: the rows of pages, and what a shard adds to the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from vanban.schema import RejectedRow
from vanban.schema.parts import PARTS
from vanban.store.location import Place
from vanban.store.shard_file import Shard, shard_names
from vanban.store.stages import MODELS, STAGES, stage_folder


def all_shards(output: Place) -> list[str]:
    """The names of the shards that went through all stages, in the order of their pages."""
    return shard_names(stage_folder(output, "tables"))


def tables_of(output: Place, name: str, names: Sequence[str]) -> dict[str, pa.Table]:
    """These tables of the pages of one shard, without pages that any stage rejected.

    `rejected` holds what all of them rejected.
    """
    shards = {stage: Shard(stage_folder(output, stage), name) for stage in STAGES}
    lost = sorted(chain.from_iterable(shard.key.refused for shard in shards.values()))
    tables = {
        table: shards[stage].table(table, MODELS[table])
        for stage, about in STAGES.items()
        for table in about.tables
        if table in names
    }
    rejected = [shard.table("rejected", RejectedRow) for shard in shards.values()]
    return {**_without(tables, lost), "rejected": pa.concat_tables(rejected)}


def parts_of_shards(
    output: Place, names: Sequence[str]
) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """Some parts of each shard, by their names in `PARTS`."""
    folder = stage_folder(output, "tables")
    for name in all_shards(output):
        shard = Shard(folder, name)
        yield name, {part: shard.table(part, PARTS[part]) for part in names}


def _without(tables: Mapping[str, pa.Table], pages: Sequence[str]) -> dict[str, pa.Table]:
    """Tables without the rows of some pages."""
    if not pages:
        return dict(tables)
    gone = pa.array(pages, pa.string())
    return {
        name: table.filter(pc.invert(pc.is_in(table["doc_id"], gone)))
        for name, table in tables.items()
    }
