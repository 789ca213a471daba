"""A title as far as it matters for its body.

In: what extraction or a row says of a title. Out: `Held`, which the readers of bodies share.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A title: where it begins and ends in the text, role, organisation, holders."""

    start: int
    role: str
    organization: str | None
    holders: tuple[str, ...] = ()
    end: int | None = None


def holders_of(holder: str | None) -> tuple[str, ...]:
    """The canonical names of a title's holders, which its column joins by ";"."""
    return tuple(name.strip() for name in (holder or "").split(";") if name.strip())
