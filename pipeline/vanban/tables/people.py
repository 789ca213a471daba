"""People, positions and events of all pages, resolved anew only where pages changed.

In: the parts of all shards, the pages that changed, and the tables that are published. Out: the
rows of `people`, `positions` and `office_events`, and whom the names of pages mean, which is kept
beside the tables. Who is who is decided family of names by family, so a family that no changed page
mentions, now or before, keeps its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from vanban.engine import Limits, Pool, Workers, WorkName
from vanban.schema import OfficeEventRow, PersonRow, PositionRow, Row
from vanban.schema.arrow import recoded, schema_of
from vanban.schema.parts import PARTS, PersonOfRow
from vanban.store.location import Place
from vanban.store.parquet import read_table
from vanban.store.shards import parts_of_shards
from vanban.tables.derive import OF_PEOPLE, Who, dated, who
from vanban.tables.publish import PERSONS

MANY = 1_000
"""Changed pages from which on a process of its own resolves people faster."""

_FILES: dict[str, type[Row]] = {
    "people.parquet": PersonRow,
    "positions.parquet": PositionRow,
    "office_events.parquet": OfficeEventRow,
    PERSONS: PersonOfRow,
}
"""The files that hold the tables of `Who`, in their order."""


@contextmanager
def resolution(output: Place, changed: Set[str], workers: Workers) -> Iterator[Callable[[], Who]]:
    """What gives `resolved`; where that is much work, a process of its own does it meanwhile.

    A thread would not do for much: resolving people is all Python, and what writes the tables would
    wait for it.
    """
    with ExitStack() as stack:
        work = partial(resolved, output, changed)
        if workers and len(changed) >= MANY:
            pool = stack.enter_context(Pool(_WORK, 1, Limits()))
            work = partial(next, pool.results([(output, changed)]))
        yield stack.enter_context(ThreadPoolExecutor(1)).submit(work).result


_WORK: WorkName[Who] = WorkName(__name__, "work_resolved")
"""By its name: given as a function, a process would run the script again that began the run."""


def work_resolved(job: tuple[Place, Set[str]], report: object) -> Who:
    """`resolved`, as a worker works it."""
    del report  # no page is to blame for anything here
    return resolved(*job)


def resolved(output: Place, changed: Set[str]) -> Who:
    """Who is who on all pages, given those that changed, are new or are gone.

    The families of names that those mention, or did, are made anew, the others are as published.
    """
    parts = {name: _part(output, name) for name in OF_PEOPLE}
    if changed >= set(parts["sightings"]["doc_id"].to_pylist()):
        return _finished(who(parts))
    pages = pa.array(sorted(changed), pa.string())
    before = [recoded(model, read_table(output / file, model)) for file, model in _FILES.items()]
    mention = [_only(rows, "doc_id", pages)["name_id"] for rows in (before[-1], *parts.values())]
    chunks = [ids for column in mention for ids in column.chunks]
    names = pa.chunked_array(chunks, mention[0].type).unique()  # no chunk where none is named
    fresh = who({name: _only(rows, "name_id", names) for name, rows in parts.items()})
    return _finished(Who(*(_spliced(*both, names) for both in zip(before, fresh, strict=True))))


def _finished(found: Who) -> Who:
    """Positions with regard to later holders, events in the order of their places."""
    events = found.office_events.sort_by([("doc_id", "ascending"), ("start", "ascending")])
    return found._replace(positions=dated(found.positions), office_events=events)


def _part(output: Place, name: str) -> pa.Table:
    """One part of the corpus tables, its rows of all shards in a row."""
    empty = schema_of(PARTS[name]).empty_table()
    return pa.concat_tables([empty, *(part[name] for _, part in parts_of_shards(output, (name,)))])


def _only(rows: pa.Table, column: str, values: pa.Array) -> pa.Table:
    """The rows that have one of these values in a column."""
    return rows.filter(pc.is_in(rows[column], values))


def _spliced(before: pa.Table, fresh: pa.Table, names: pa.Array) -> pa.Table:
    """The rows of before, those of the names given as they are now, in the order of the names.

    The rows of a family stand together, in an order of their own, which a stable sort leaves alone.
    """
    kept = before.filter(pc.invert(pc.is_in(before["name_id"], names)))
    both = pa.concat_tables([kept, fresh])
    return both.take(pc.sort_indices(both["name_id"]))
