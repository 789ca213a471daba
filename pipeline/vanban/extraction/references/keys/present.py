"""The page's own time, as far as keys need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from vanban.cleaning.written_year import WrittenYear
from vanban.extraction.references.draft import Draft


@dataclass(frozen=True, slots=True)
class Present:
    """Between which two days a page was written, as far as it is known.

    `first` is None where nothing is known, `last` where the page may be of any later day; both are
    the day itself where that is known. `form` is the plain text of the page.
    """

    form: str
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def day(self) -> dt.date | None:
        """The day of the page, where it is known."""
        return self.first if self.first == self.last else None


def present_of(
    form: str, written: WrittenYear, day: dt.date | None, drafts: Iterable[Draft]
) -> Present:
    """The time of a page: its day, else its year, else not before the acts that it names."""
    if day is not None:
        return Present(form, day, day)
    if written.year is not None:
        return Present(form, dt.date(written.year, 1, 1), dt.date(written.year, 12, 31))
    named = (d.settled_year for d in drafts if d.stage is None and d.settled_year)
    years = [year for year in (written.not_before, *named) if year is not None]
    return Present(form, dt.date(max(years), 1, 1)) if years else Present(form)
