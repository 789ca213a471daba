"""The loop: shards that are not up to date go through one stage, several, or all.

In: the names of the stages, the raw folder, the output folder. Out: the shards of those stages up
to date and, where `tables` is among them, the published tables. A worker takes a shard through all
the stages asked for, so code and models are loaded once a run, and no stage waits for the slowest
shard of the one before. Only pages that changed are worked; a page that fails becomes a row of
`rejected`, and a run never ends because of one page.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread

from vanban.engine import Limits, Workers, at_most, run_jobs
from vanban.engine.process import uninterrupted
from vanban.params import params
from vanban.stages.work import work_of
from vanban.store.location import Place, is_local, remove
from vanban.store.parquet import StoreError
from vanban.store.raw import RawFile, hash_of, raw_files
from vanban.store.shard_file import BrokenShardError, drop_orphans, shard_names
from vanban.store.shards import FEWEST_BITS, ShardJob, bits_for, deal, is_current
from vanban.store.stages import STAGES, StageName, fingerprint_of, keys_of, stage_folder
from vanban.tables.build import publish_all


class BusyError(RuntimeError):
    """Another run is at work in the folder; the message says which and what to do."""


ALL: tuple[StageName, ...] = tuple(STAGES)
"""All stages in their order."""

PAGES_PER_WORKER = 50
"""Another process pays its own start, about a second, from some fifty pages on."""

JOINS = "vanban.tables.join"
"""The module that publishing needs and nothing before it, half a second of loading."""

READ_RAW = frozenset(("clean", "tables"))
"""The stages that read raw files."""


class EmptyError(ValueError):
    """A raw folder without pages: more often a slip than what is meant."""


class FoldersError(ValueError):
    """Folders that lie in each other: pages would become output, or output pages."""


@dataclass(frozen=True)
class Outcome:
    """What a run did: the pages that each stage worked, and the rows of each published table."""

    worked: Mapping[StageName, int]
    rows: Mapping[str, int]


def limits() -> Limits:
    """What one page may cost, by the parameters."""
    return Limits(params().page.seconds, params().page.memory)


def run_stages(  # noqa: PLR0913 - the last two are for callers that know what they do
    names: Sequence[StageName],
    raw: Place,
    output: Place,
    workers: Workers,
    page_limits: Limits | None = None,
    *,
    allow_empty: bool = False,
) -> Outcome:
    """Bring the output of these stages, which follow one another, up to date.

    `raw` is read by `clean` and `tables` alone. A shard that is damaged is made anew. Raises
    EmptyError where `raw` holds no page, unless `allow_empty`, FoldersError where one of the
    folders lies in the other, BusyError where another run is at work, OSError where `raw` cannot be
    read, WorkerError where a worker cannot work at all, StoreError where a stage before these has
    not run, TablesError where the tables would not account for every raw file.
    """
    output = output.absolute()  # a worker's own folder is another
    reads_raw = not READ_RAW.isdisjoint(names)
    if reads_raw:
        check_disjoint(raw, output)
    files = raw_files(raw) if reads_raw else []
    if reads_raw and not files and not allow_empty:
        raise EmptyError(f"{raw}: holds no page. With --allow-empty the tables become empty too.")
    page_limits = page_limits or limits()
    broken: set[str] = set()
    with only_run(output):
        while True:
            try:
                return _run(names, files, output, workers, page_limits)
            except BrokenShardError as error:  # damaged on disk: made anew, once
                if error.stage not in names or str(error.path) in broken:
                    raise
                broken.add(str(error.path))
                remove(error.path)


def check_disjoint(raw: Place, output: Place) -> None:
    """Raise FoldersError where one of two folders is, or lies in, the other."""
    if not (isinstance(raw, Path) and isinstance(output, Path)):
        one, other = (f"{str(place).rstrip('/')}/" for place in (raw, output))
        inside = one.startswith(other) or other.startswith(one)
    else:
        source, goal = raw.resolve(), output.resolve()
        inside = source.is_relative_to(goal) or goal.is_relative_to(source)
    if inside:
        raise FoldersError(f"{output}: lies in {raw}, or {raw} in it. Name a folder beside it.")


def _run(
    names: Sequence[StageName],
    files: Sequence[RawFile],
    output: Place,
    workers: Workers,
    page_limits: Limits,
) -> Outcome:
    """One pass over all shards."""
    jobs = list(_jobs(names, files, output, workers))
    stale = [job for job in jobs if not is_current(job)]
    stale.sort(key=len, reverse=True)  # the last one is waited for: the smaller, the better
    folders = [stage_folder(output, name) for name in names]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    worked: Counter[StageName] = Counter(dict.fromkeys(names, 0))
    pages = sum(map(len, stale))
    useful = at_most(workers, 1 + pages // PAGES_PER_WORKER)
    if stale and "tables" in names:  # while workers work
        with uninterrupted():
            Thread(target=_load_ahead, args=(JOINS,), daemon=True).start()
    with _progress(names, pages) as move:
        for done in run_jobs(stale, work_of(names), useful, page_limits):
            move(done.pages)
            worked.update(done.worked)
    for folder in folders:
        drop_orphans(folder, {job.name for job in jobs})
    rows = publish_all(files, output, workers) if "tables" in names else {}
    return Outcome(worked, rows)


@contextmanager
def _progress(names: Sequence[StageName], pages: int) -> Iterator[Callable[[int], object]]:
    """A bar on the terminal, if there is one; gives what moves it on by so many pages."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm  # noqa: PLC0415 - takes longer to load than some runs

    with tqdm(desc=" ".join(names), unit=" pages", total=pages) as bar:
        yield bar.update


def _load_ahead(module: str) -> None:
    """Load a module that is needed later; who needs it then says what is wrong with it."""
    with suppress(Exception):
        import_module(module).prepare()


def _jobs(
    names: Sequence[StageName], files: Sequence[RawFile], output: Place, workers: Workers
) -> Iterator[ShardJob]:
    """The shards that these stages are to hold."""
    stages = {name: fingerprint_of(name) for name in names}
    before = STAGES[names[0]].before
    if before is None:
        yield from _raw_jobs(stages, files, output, workers)
        return
    made = stage_folder(output, before)
    if not made.is_dir():
        raise StoreError(f"{made}: not there. Run the stage '{before}' first.")
    shards = shard_names(made)
    raw = deal(files, len(shards[0]) if shards else 0)
    for shard, key in zip(shards, keys_of(made, shards), strict=True):
        if key is None:
            raise StoreError(f"{made}: {shard} is not whole. Run the stage '{before}' again.")
        yield ShardJob(shard, output, stages, key.accepted, raw.get(shard, ()))


def _raw_jobs(
    stages: Mapping[StageName, str], files: Sequence[RawFile], output: Place, workers: Workers
) -> Iterator[ShardJob]:
    """The shards of all raw files, each with its SHA-256, empty where unreadable.

    Where files are elsewhere, or the workers, whoever works a shard takes the hashes: they are read
    once, and by many.
    """
    held = max([FEWEST_BITS, *map(len, shard_names(stage_folder(output, "clean")))])
    hashed = isinstance(workers, int) and all(is_local(file.path) for file in files[:1])
    for name, found in deal(files, bits_for(len(files), held)).items():
        pages = {file.doc_id: hash_of(file) for file in found} if hashed else {}
        yield ShardJob(name, output, stages, pages, found)


@contextmanager
def only_run(output: Place) -> Iterator[None]:
    """Hold an output folder for this process; the system lets go of it when the process ends.

    The folder itself is held, not a file in it that could be removed. A folder in a store that
    fsspec reaches cannot be held: there, who starts runs sees to it that there is one. Raises
    BusyError where another process holds the folder.
    """
    if not isinstance(output, Path):
        yield
        return
    output.mkdir(parents=True, exist_ok=True)
    folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        message = f"{output}: another run is at work here. Wait for it, or take another folder."
        raise BusyError(message) from None
    finally:
        os.close(folder)
