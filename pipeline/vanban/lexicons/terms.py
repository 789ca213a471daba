"""What an entry of terms.session holds: a body that is elected for a term, and its sessions.

In: the tables of the lexicon file. Out: typed, checked entries, which dates and references read.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

from vanban.lexicons import Entry

Belief = Literal["sources", "memory"]
"""What a fact rests on: what nobody has looked up ("memory") decides no key."""


class Session(BaseModel):
    """A plenum of the Central Committee, or an ordinary session of the National Assembly.

    `resolutions`: those that a plenum adopted ("36-NQ/TW"), "?" for one whose number is not on
    record.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    start: dt.date
    end: dt.date
    resolutions: tuple[str, ...] = ()
    belief: Belief = "sources"


class Term(Entry):
    """A body that is elected for a term, and its sessions.

    The Central Committee, elected by a national congress, or the National Assembly. `start` and
    `end` are the days of the congress or of the general election.
    """

    body: Literal["party", "assembly"]
    number: int
    start: dt.date
    end: dt.date
    term: str
    sessions: tuple[Session, ...] = ()
