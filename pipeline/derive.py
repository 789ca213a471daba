"""The tables of pages -> the tables derived from them: citations, people, positions.

In: the tables of one shard of pages after the other. Out: the citations of each shard at once, and
when all have been seen the people and positions, for which every page counts. Only what these need
is kept: names, titles, days of publication, and of the texts the few characters before a title.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pyarrow as pa

from pipeline.arrow import to_rows, to_table
from pipeline.citations import citations
from pipeline.people import person_row, persons, sightings
from pipeline.positions import offices, positions, term_before
from pipeline.schema import (
    CitationRow,
    NameRow,
    PersonRow,
    PositionRow,
    ReferenceRow,
    TitleRow,
)


class Corpus:
    """What the derived tables need of the pages seen so far."""

    def __init__(self) -> None:
        self._published: dict[str, dt.date | None] = {}
        self._names: list[NameRow] = []
        self._titles: list[TitleRow] = []
        self._terms: dict[str, tuple[int | None, int | None]] = {}

    def add(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Take in the tables of some pages; their citations."""
        documents = (tables["documents"][name].to_pylist() for name in _COLUMNS)
        texts: dict[str, str] = {}
        for doc_id, published_on, text in zip(*documents, strict=True):
            self._published[doc_id] = published_on
            texts[doc_id] = text
        self._names += to_rows(NameRow, tables["names"])
        for title in to_rows(TitleRow, tables["titles"]):
            self._titles.append(title)
            self._terms[title.mention_id] = term_before(texts[title.doc_id], title.start)
        references = to_rows(ReferenceRow, tables["references"])
        return to_table(CitationRow, citations(references, self._published))

    def tables(self) -> dict[str, pa.Table]:
        """People and positions over all pages taken in."""
        seen = sightings(self._names, self._published, offices(self._titles))
        people = persons(seen)
        ids = {
            (sighting.doc_id, sighting.name): person.person_id
            for person in people
            for sighting in person.sightings
        }
        held = positions(self._titles, ids, self._published, self._terms)
        return {
            "people": to_table(PersonRow, [person_row(person) for person in people]),
            "positions": to_table(PositionRow, held),
        }


_COLUMNS = ("doc_id", "published_on", "text")
