"""What programs get of a text: mentions as typed objects, and the document that holds them.

A `Mention` has the columns of the tables as attributes; a `Document` its mentions in the order in
which they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import Field

from vanban.schema import (
    DateFields,
    Kind,
    NameFields,
    QuantityFields,
    ReferenceFields,
    Row,
    TitleFields,
)
from vanban.text.document import Page, Sentence

if TYPE_CHECKING:
    import pandas as pd


class Mention(Row):
    """A stretch of text that says something: its place, and the rule that found it.

    `start` and `end` count Unicode code points in `Document.text`, half-open; `raw_start` and
    `raw_end` the same in the raw page, which for a bare text is the text itself. The fields of its
    type are attributes beside them.
    """

    type: Kind = Field(description="name, title, reference, quantity or date")
    start: int
    end: int
    raw_start: int
    raw_end: int
    text: str = Field(description="the words under the span")
    rule: str = Field(description="id of the rule that found it")
    entries: tuple[str, ...] = Field(description="ids of the lexicon entries it rests on")
    confidence: float | None = Field(
        default=None, description="how often the rule was right on marked pages: a lower bound"
    )

    def to_dict(self) -> dict[str, Any]:
        """All of it as one flat dictionary for JSON: days as ISO texts, absent fields as None."""
        return self.model_dump(mode="json")

    def __str__(self) -> str:
        return self.text


class Name(NameFields, Mention):
    """A person named in a text."""


class Title(TitleFields, Mention):
    """A position, rank or degree; its own `kind` says which of the three."""


class Reference(ReferenceFields, Mention):
    """A document that a text refers to; `cited_document` is its key."""


class Quantity(QuantityFields, Mention):
    """A number of something; its own `kind` is the dimension: money, percent, count."""


class Date(DateFields, Mention):
    """A date, month, quarter or term."""


TYPES: dict[Kind, type[Mention]] = {
    "name": Name,
    "title": Title,
    "reference": Reference,
    "quantity": Quantity,
    "date": Date,
}


@dataclass(frozen=True)
class Document:
    """A text with its mentions, in the order in which they stand.

    Examples:
        >>> from vanban import extract
        >>> document = extract("Ngày 5/3/2024, UBND tỉnh chi 1,5 tỷ đồng.")
        >>> [mention.text for mention in document]
        ['Ngày 5/3/2024', '1,5 tỷ đồng']
        >>> document.quantities[0].value
        1500000000.0
    """

    page: Page
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The text that `start` and `end` of the mentions count in."""
        return self.page.text

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The persons named."""
        return tuple(m for m in self.mentions if isinstance(m, Name))

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """The positions, ranks and degrees."""
        return tuple(m for m in self.mentions if isinstance(m, Title))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The documents referred to."""
        return tuple(m for m in self.mentions if isinstance(m, Reference))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of something."""
        return tuple(m for m in self.mentions if isinstance(m, Quantity))

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates, months, quarters and terms."""
        return tuple(m for m in self.mentions if isinstance(m, Date))

    def to_dict(self) -> dict[str, Any]:
        """Text, metadata and mentions as plain values, ready for JSON."""
        page = self.page
        return {
            "text": page.text,
            "title": page.title,
            "published_at": page.published_at,
            "source": page.source,
            "author": page.author,
            "agency": page.agency,
            "section": page.section,
            "mentions": [mention.to_dict() for mention in self.mentions],
        }

    def to_pandas(self, table: str | None = None) -> pd.DataFrame:
        """The mentions as a DataFrame, a row each; of one table ("titles") with its columns alone.

        Raises ValueError for a table that there is not.

        >>> from vanban import extract
        >>> extract("Quyết định 12/QĐ-BYT giao 30 y sĩ.").to_pandas("quantities").unit.tolist()
        ['y sĩ']
        """
        import pandas as pd

        from vanban.schema import MENTION_TABLES

        kinds = {name: kind for kind, name in MENTION_TABLES.items()}
        if table is not None and table not in kinds:
            raise ValueError(f"no table of mentions '{table}': there are {', '.join(kinds)}")
        wanted = [TYPES[kinds[table]]] if table else list(TYPES.values())
        rows = [m.model_dump() for m in self.mentions if isinstance(m, tuple(wanted))]
        columns = dict.fromkeys(chain.from_iterable(model.model_fields for model in wanted))
        return pd.DataFrame(rows, columns=list(columns))

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.mentions)

    def __len__(self) -> int:
        return len(self.mentions)

    def __str__(self) -> str:
        return self.text
