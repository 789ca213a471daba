"""Imported by the process that workers are forked from: what all stages need is loaded once.

In: nothing. Out: lexicons, models and compiled patterns in memory that all workers share. What
cannot be loaded is left to the workers, who say why.
"""

from __future__ import annotations

import gc
from contextlib import suppress

with suppress(Exception):
    from vanban.stages import clean, extract, segment
    from vanban.store.stages import STAGES, fingerprint_of

    for name in STAGES:
        fingerprint_of(name)
    for stage in (clean, segment, extract):
        with suppress(Exception):
            stage.prepare()
gc.freeze()  # a look for garbage would copy what is shared
