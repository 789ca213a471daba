"""People, positions and events of all pages, resolved anew only where pages changed.

In: the parts of all shards, the shards that changed, and the tables that are published. Out: the
rows of `people`, `positions` and `office_events`, and whom the names of pages mean. Who is who is
decided family of names by family, so a family that no changed shard mentions, now or before, keeps
its rows. Which shard mentions which families is kept beside the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from vanban.engine import Limits, Pool, Workers
from vanban.schema import OfficeEventRow, PersonRow, PositionRow, Row
from vanban.schema.arrow import recoded, schema_of
from vanban.schema.parts import PARTS, MentionedRow
from vanban.store.location import Place
from vanban.store.parquet import read_table
from vanban.store.shards import all_shards, parts_of_shards
from vanban.tables.derive import OF_PEOPLE, Who, dated, who
from vanban.tables.publish import MENTIONED

MANY = 5_000
"""Sightings from which on a process of its own resolves people faster."""

Names = frozenset[str] | None
"""Ids of names; None for all there are."""


class Resolved(NamedTuple):
    """The tables of people, and the families of names that each shard mentions.

    `persons_of` says whom the names of pages mean, of the families resolved anew alone.
    """

    people: pa.Table
    positions: pa.Table
    office_events: pa.Table
    persons_of: pa.Table
    mentioned: pa.Table


_PUBLISHED: tuple[tuple[str, type[Row]], ...] = (
    ("people", PersonRow),
    ("positions", PositionRow),
    ("office_events", OfficeEventRow),
)


@contextmanager
def resolution(
    output: Place, stale: Sequence[str], workers: Workers
) -> Iterator[Callable[[], Resolved]]:
    """What gives `resolved`; where that is much work, a process of its own does it meanwhile.

    `stale` are the shards that changed, or are new or gone. A thread would not do for much:
    resolving people is all Python, and what writes the tables would wait for it.
    """
    names = _changed_names(output, stale)
    with ExitStack() as stack:
        work = partial(resolved, output, names)
        if workers and _count_sightings(output, names) >= MANY:
            pool = stack.enter_context(Pool(work_resolved, 1, Limits()))
            work = partial(next, pool.results([(output, names)]))
        yield stack.enter_context(ThreadPoolExecutor(1)).submit(work).result


def work_resolved(job: tuple[Place, Names], report: object) -> Resolved:
    """`resolved`, as a worker works it."""
    del report  # no page is to blame for anything here
    return resolved(*job)


def resolved(output: Place, names: Names) -> Resolved:
    """All people and what they held: those of the names given anew, the others as published."""
    mentioned = _mentioned(output)
    parts = {name: _part(output, name) for name in OF_PEOPLE}
    if names is None:
        return _resolved(who(parts), mentioned)
    fresh = who({name: _only(part, names) for name, part in parts.items()})
    before = (
        recoded(model, read_table(output / f"{name}.parquet", model)) for name, model in _PUBLISHED
    )
    people, positions, events = (
        _spliced(*both, names) for both in zip(before, fresh[:3], strict=True)
    )
    return _resolved(Who(people, positions, events, fresh.persons_of), mentioned)


def _resolved(found: Who, mentioned: pa.Table) -> Resolved:
    events = found.office_events.sort_by([("doc_id", "ascending"), ("start", "ascending")])
    return Resolved(found.people, dated(found.positions), events, found.persons_of, mentioned)


def _changed_names(output: Place, stale: Sequence[str]) -> Names:
    """The names that the shards that changed mention, or mentioned before."""
    if set(all_shards(output)) <= set(stale):
        return None
    shards = pa.array(list(stale), pa.string())
    both = pa.concat_tables([_mentioned(output), read_table(output / MENTIONED, MentionedRow)])
    return frozenset(both.filter(pc.is_in(both["shard"], shards))["name_id"].to_pylist())


def _count_sightings(output: Place, names: Names) -> int:
    """The sightings of these names."""
    parts = (part["sightings"] for _, part in parts_of_shards(output, ("sightings",)))
    return sum(len(part if names is None else _only(part, names)) for part in parts)


def _part(output: Place, name: str) -> pa.Table:
    """A part of all shards."""
    empty = schema_of(PARTS[name]).empty_table()
    return pa.concat_tables([empty, *(part[name] for _, part in parts_of_shards(output, (name,)))])


def _mentioned(output: Place) -> pa.Table:
    """The names that each shard mentions, each once."""
    schema = schema_of(MentionedRow)
    found = [schema.empty_table()]
    for shard, part in parts_of_shards(output, ("sightings",)):
        names = part["sightings"]["name_id"].combine_chunks().unique()
        columns = [pa.array([shard] * len(names), pa.string()), names]
        found.append(pa.Table.from_arrays(columns, schema=schema))
    return pa.concat_tables(found)


def _only(rows: pa.Table, names: Set[str]) -> pa.Table:
    return rows.filter(_among(rows["name_id"], names))


def _among(ids: pa.ChunkedArray, names: Set[str]) -> pa.ChunkedArray:
    """Which ids are of these names."""
    return pc.is_in(ids, pa.array(sorted(names), pa.string()))


def _spliced(before: pa.Table, fresh: pa.Table, names: Set[str]) -> pa.Table:
    """The rows of before, those of the names given as they are now, in the order of the names.

    The rows of a family stand together, in an order of their own, which a stable sort leaves alone.
    """
    kept = before.filter(pc.invert(_among(before["name_id"], names)))
    both = pa.concat_tables([kept, fresh])
    return both.take(pc.sort_indices(both["name_id"]))
