"""Who cites what: references -> the derived table `citations`.

In: the rows of `references` and the days of publication of their pages. Out: one row for each page
and document it cites. A row depends on one page only, so tables made shard by shard are the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby

from vanban.schema import CitationRow, ReferenceRow


def citations(
    references: Iterable[ReferenceRow], published: Mapping[str, dt.date | None]
) -> list[CitationRow]:
    """The citations of some pages, sorted by page and key.

    `published` gives the day of publication by doc_id, None or nothing where the page has none.
    """
    rows = sorted(references, key=lambda row: (row.doc_id, row.cited_document, row.start))
    return [
        _citation(list(group), published.get(page))
        for (page, _), group in groupby(rows, key=lambda row: (row.doc_id, row.cited_document))
    ]


def _citation(mentions: list[ReferenceRow], published_on: dt.date | None) -> CitationRow:
    first = mentions[0]
    return CitationRow(
        doc_id=first.doc_id,
        cited_document=first.cited_document,
        doc_type=first.doc_type,
        mentions=len(mentions),
        settled="?" not in first.cited_document,
        first_mention_id=first.mention_id,
        first_cited_on=published_on,
    )
