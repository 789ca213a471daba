"""One run at a time in an output folder: `with only_run(output): ...`."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vanban.store.location import Place


class BusyError(RuntimeError):
    """Another run is at work in the folder; the message says which and what to do."""


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
