"""The page's own time, as far as keys need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.cleaning.written_year import WrittenYear
from vanban.extraction.reading.plain import Reading
from vanban.extraction.references.draft import Draft
from vanban.extraction.references.keys.incumbents import in_office


@dataclass(frozen=True, slots=True)
class Present:
    """Between which two days a page was written, as far as it is known.

    `first` is None where nothing is known, `last` where the page may be of any later day; both are
    the day itself where that is known. `form` is the plain text of the page, `entries` are those of
    the lexicon that say so.
    """

    form: str
    first: dt.date | None = None
    last: dt.date | None = None
    entries: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day of the page, where it is known."""
        return self.first if self.first == self.last else None


def present_of(
    reading: Reading, written: WrittenYear, day: dt.date | None, drafts: Sequence[Draft]
) -> Present:
    """The time of a page: its day, else its year, else not before the acts that it names.

    Those whom it names in office say between which days the page was written.
    """
    form = reading.plain
    if day is not None:
        return Present(form, day, day)
    if written.year is not None:
        return Present(form, dt.date(written.year, 1, 1), dt.date(written.year, 12, 31))
    if not drafts:
        return Present(form)
    named = (d.settled_year for d in drafts if d.stage is None and d.settled_year)
    years = [year for year in (written.not_before, *named) if year is not None]
    begin = dt.date(max(years), 1, 1) if years else None
    office = in_office(reading.text, form)
    first = max((day for day in (begin, office.first) if day is not None), default=None)
    if office.last is None or first is None or first > office.last:
        return Present(form, first, None, office.entries)
    return Present(form, first, office.last, office.entries)
