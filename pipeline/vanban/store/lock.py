"""One run at a time in an output folder: `with only_run(output): ...`."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from vanban.store.location import Place, is_local

NAME = ".lock"


class BusyError(RuntimeError):
    """Another run is at work in the folder; the message says which and what to do."""


@contextmanager
def only_run(output: Place) -> Iterator[None]:
    """Hold an output folder for this process; the system lets go of it when the process ends.

    A folder in a store that fsspec reaches cannot be held: there, who starts runs sees to it that
    there is one. Raises BusyError where another process holds the folder.
    """
    if not is_local(output):
        yield
        return
    output.mkdir(parents=True, exist_ok=True)
    with (output / NAME).open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"{output}: another run is at work here. Wait for it, or take another folder."
            raise BusyError(message) from None
        yield
