"""Imported first by the process that workers are forked from: code loads, and nothing is garbage.

In: nothing. Out: the collector of garbage is off, which takes a tenth of the time from loading;
`vanban.engine.process.serve` turns it on again in each worker.
"""

from __future__ import annotations

import gc

gc.disable()
