"""The texts that measures are made of: what is repeated, menu lines, a line of news.

In: `samples.json`, lists of texts by name. Out: a list. Vietnamese that only measures need stands
there, not in code.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")


@cache
def samples(name: str) -> tuple[str, ...]:
    """The texts of a name. Raises KeyError for any other."""
    return tuple(json.loads(_FILE.read_text("utf-8"))[name])
