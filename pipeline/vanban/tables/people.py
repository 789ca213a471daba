"""People and positions of all pages, told anew only where pages changed.

In: the parts of all shards, the shards that changed, and the tables that stand. Out: the rows of
`people` and `positions`. Who is who is decided name by name, so a name that no changed shard
mentions, now or before, keeps its rows. Which shard mentions which names is kept with the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from vanban.engine.pool import Limits, Pool, Workers
from vanban.schema import PersonRow, PositionRow, Row
from vanban.schema.arrow import recoded, schema_of
from vanban.schema.parts import HoldingRow, MentionedRow, SightingRow
from vanban.stages.stages import stage_folder
from vanban.store.location import Place
from vanban.store.parquet import read_table
from vanban.store.shard_file import shard_names
from vanban.tables.derive import people_and_positions
from vanban.tables.join import shard_of_parts
from vanban.tables.publish import MENTIONED

MANY = 5_000
"""Sightings from which on a process of its own tells people apart faster."""

Names = frozenset[str] | None
"""Ids of names; None for all there are."""


class Told(NamedTuple):
    """The tables of people, and the names that each shard mentions."""

    people: pa.Table
    positions: pa.Table
    mentioned: pa.Table


@contextmanager
def telling(output: Place, stale: Sequence[str], workers: Workers) -> Iterator[Callable[[], Told]]:
    """What gives `told`; where that is much work, a process of its own does it meanwhile.

    `stale` are the shards that changed, or are new or gone. A thread would not do for much: telling
    people apart is all Python, and what writes the tables would wait for it.
    """
    anew = _names_anew(output, stale)
    with ExitStack() as stack:
        work = partial(told, output, anew)
        if workers and _times_seen(output, anew) >= MANY:
            pool = stack.enter_context(Pool(work_told, 1, Limits()))
            work = partial(next, pool.results([(output, anew)]))
        yield stack.enter_context(ThreadPoolExecutor(1)).submit(work).result


def work_told(job: tuple[Place, Names], tell: object) -> Told:
    """`told`, as a worker works it."""
    del tell  # no page is to blame for anything here
    return told(*job)


def told(output: Place, anew: Names) -> Told:
    """All people and positions: those of the names `anew` made, the others as they stand."""
    mentioned = _mentioned(output)
    if anew is None:
        return Told(*_tell(_parts(output, SightingRow), _parts(output, HoldingRow)), mentioned)
    fresh = _tell(*(_only(_parts(output, model), anew) for model in (SightingRow, HoldingRow)))
    stood = (
        recoded(model, read_table(output / f"{name}.parquet", model))
        for name, model in (("people", PersonRow), ("positions", PositionRow))
    )
    people, positions = (_spliced(*both, anew) for both in zip(stood, fresh, strict=True))
    return Told(people, positions, mentioned)


def _names_anew(output: Place, stale: Sequence[str]) -> Names:
    """The names that the shards that changed mention, or mentioned before."""
    if set(shard_names(stage_folder(output, "tables"))) <= set(stale):
        return None
    shards = pa.array(list(stale), pa.string())
    both = pa.concat_tables([_mentioned(output), read_table(output / MENTIONED, MentionedRow)])
    return frozenset(both.filter(pc.is_in(both["shard"], shards))["name_id"].to_pylist())


def _times_seen(output: Place, names: Names) -> int:
    """The sightings of these names."""
    parts = (part["sightings"] for _, part in _of_shards(output, "sightings"))
    return sum(len(part if names is None else _only(part, names)) for part in parts)


def _tell(sightings: pa.Table, holdings: pa.Table) -> tuple[pa.Table, pa.Table]:
    people, positions = zip(*people_and_positions(sightings, holdings), strict=True)
    return pa.concat_tables(people), pa.concat_tables(positions)


def _parts(output: Place, model: type[Row]) -> pa.Table:
    """The sightings or the holdings of all shards."""
    name = "sightings" if model is SightingRow else "holdings"
    empty = schema_of(model).empty_table()
    return pa.concat_tables([empty, *(part[name] for _, part in _of_shards(output, name))])


def _mentioned(output: Place) -> pa.Table:
    """The names that each shard mentions, each once."""
    schema = schema_of(MentionedRow)
    found = [schema.empty_table()]
    for shard, part in _of_shards(output, "sightings"):
        names = part["sightings"]["name_id"].combine_chunks().unique()
        columns = [pa.array([shard] * len(names), pa.string()), names]
        found.append(pa.Table.from_arrays(columns, schema=schema))
    return pa.concat_tables(found)


def _of_shards(output: Place, name: str) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """A part of each shard."""
    for shard in shard_names(stage_folder(output, "tables")):
        yield shard, shard_of_parts(output, shard, (name,))


def _only(rows: pa.Table, names: Set[str]) -> pa.Table:
    return rows.filter(_among(rows["name_id"], names))


def _among(ids: pa.ChunkedArray, names: Set[str]) -> pa.ChunkedArray:
    """Which ids are of these names."""
    return pc.is_in(ids, pa.array(sorted(names), pa.string()))


def _spliced(stood: pa.Table, fresh: pa.Table, names: Set[str]) -> pa.Table:
    """The rows that stood, but for those of the names that were told anew, in order of the names.

    The rows of a name stand together, in an order of their own, which a stable sort leaves alone.
    """
    kept = stood.filter(pc.invert(_among(_name_ids(stood), names)))
    both = pa.concat_tables([kept, fresh])
    return both.take(pc.sort_indices(_name_ids(both)))


def _name_ids(rows: pa.Table) -> pa.ChunkedArray:
    """The names' ids of persons' ids, to which an office is added where a name has several."""
    return pc.replace_substring_regex(rows["person_id"], "~.*", "")
