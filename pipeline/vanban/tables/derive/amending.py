"""What the register says of amending laws, by keys.

In: keys of acts. Out: the keys of the laws that an amending law amends, of the law that amended
another in a year, and whether one law amends another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vanban.extraction.reading.plain import plain
from vanban.extraction.references.entries import Edition, Law
from vanban.extraction.references.keys.names import key_of_edition
from vanban.extraction.references.lexicon import amending_laws, amendments_of, law_named, laws


@cache
def editions() -> dict[str, tuple[Law, Edition]]:
    """Laws and their editions by the keys of the editions."""
    return {
        key_of_edition(law, edition): (law, edition)
        for law in (*laws(), *amending_laws())
        for edition in law.editions
    }


def amended_by(act: str) -> Iterator[str]:
    """The laws that an amending law amends, in the editions that were there before it."""
    law = editions().get(act)
    for name in law[0].amends if law else ():
        amended = law_named(name)
        before = [e for e in amended.editions if e.year < law[1].year] if amended and law else []
        if amended is not None and before:
            yield key_of_edition(amended, before[-1])


def amendment_of(act: str, year: int) -> str | None:
    """The one law that amended a law in a year."""
    law = editions().get(act)
    found = amendments_of(law[0], year) if law else ()
    return key_of_edition(*found[0]) if len(found) == 1 else None


def amends(act: str, other: str) -> bool:
    """True where a law amends another by its name; `other` is the key of any of its editions."""
    law = editions().get(act)
    name = other.rsplit(" ", 1)[0]
    return law is not None and plain(name) in map(plain, law[0].amends)
