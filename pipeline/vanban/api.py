"""The face for programs: texts in, documents with mentions out; tables as DataFrames.

In: a text, a raw page, many of them, or a folder. Out: a `Document` whose mentions are typed rows
with the columns of the tables, or the tables of a run. What a function needs is imported where it
is used: `load` does not wait for models, nor `extract` for pandas.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
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
from vanban.text.document import Page, Rejected, Sentence, page_of

if TYPE_CHECKING:
    import pandas as pd

    from vanban.explanation import Explanation
    from vanban.text.document import Document as Segmented
    from vanban.text.mention import Mention as Found

__all__ = [
    "Date",
    "Document",
    "Mention",
    "Name",
    "Page",
    "Quantity",
    "Reference",
    "Rejected",
    "Title",
    "clean",
    "explain",
    "extract",
    "load",
    "pipe",
    "run",
]


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
            "mentions": [mention.to_dict() for mention in self.mentions],
        }

    def to_pandas(self, table: str | None = None) -> pd.DataFrame:
        """The mentions as a DataFrame, a row each; of one table ("titles") with its columns alone.

        Raises ValueError for a table that there is not.

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


Published = str | dt.date | None
"""A day of publication: ISO 8601 ("2024-03-05") or a date; it settles years and plenums."""


def extract(text: str | Page, published: Published = None) -> Document:
    """The mentions of a text, or of a page that `clean` made.

    A text is taken as it is: nothing is cut from it. `published` is its day of publication, where
    known; a page knows its own. Raises ValueError for a day that is none.

    Examples:
        >>> [name.canonical for name in extract("Ông Lê Văn Ba và bà Trần Thị Tư có mặt.").names]
        ['Lê Văn Ba', 'Trần Thị Tư']
    """
    return _extracted([(text, published)])[0]


def pipe(
    texts: Iterable[str | Page | tuple[str | Page, Published]],
    *,
    batch_size: int = 64,
    workers: int | None = None,
) -> Iterator[Document]:
    """The documents of many texts, in their order, by so many at a time on all cores.

    A text may come with its day of publication, as a pair. `workers` are processes: all cores
    where it is None, this process where it is 1 or where one batch is all there is. Texts are
    consumed as they are needed, so that an endless stream works. Raises as `extract`.

    Examples:
        >>> [len(document) for document in pipe(["Bà Lê Thị Hoa", ("Hôm nay", "2024-03-05")])]
        [1, 0]
    """
    pairs = (text if isinstance(text, tuple) else (text, None) for text in texts)
    batches = iter(lambda: list(islice(pairs, batch_size)), [])
    first = list(islice(batches, 2))
    if workers == 1 or len(first) < 2:
        made: Iterable[list[Document]] = map(_extracted, chain(first, batches))
    else:
        from joblib import Parallel, delayed

        # who stops before the end means it: joblib need not say that work was given up
        warnings.filterwarnings("ignore", "(.*task.* (cancelled|not used))", module="joblib")
        parallel = Parallel(n_jobs=workers or -1, return_as="generator")
        made = parallel(delayed(_extracted)(batch) for batch in chain(first, batches))
    return chain.from_iterable(made)


def clean(page: bytes | str, path: str = "-") -> Page:
    r"""A raw page (text, Markdown or HTML) without its furniture, with title, day, source, author.

    `path` is the name under which its document is known. Raises Rejected, with `reason` and
    `message`, for what holds no article or is no text.

    Examples:
        >>> clean("Xã họp bàn việc đê điều\n\nSáng 5/3/2024, xã họp bàn về đê.\n").title
        'Xã họp bàn việc đê điều'
    """
    from vanban.cleaning import clean as cleaned

    return cleaned(page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page, path)


def explain(text: str, published: Published = None) -> Explanation:
    """What is found in a text, by which rule, what gave way, and why triggers found nothing.

    Printed, it reads as `vanban explain` writes it. Raises as `extract`.

    Examples:
        >>> [mention.rule for mention in explain("Tăng 12%.").extraction.mentions]
        ['quantity.percent']
    """
    from vanban.explanation import explain as explained

    return explained(text, _day(published))


def run(
    raw: str | Path, output: str | Path, *, workers: int | None = None, allow_empty: bool = False
) -> dict[str, int]:
    """Bring the tables in `output` up to date with the pages below `raw`; the rows of each table.

    Only pages that changed are worked, on all cores where `workers` is None; 0 works in this very
    process. A raw folder without pages is refused unless `allow_empty`. Raises OSError where a
    folder cannot be used, ValueError where one lies in the other or holds no page, RuntimeError
    where workers cannot work.
    """
    import os

    from vanban.stages.run import ALL, run_stages
    from vanban.store.location import place

    folder = place(str(output))
    processes = (os.cpu_count() or 1) if workers is None else workers
    done = run_stages(ALL, place(str(raw)), folder, processes, allow_empty=allow_empty)
    return dict(done.rows)


def load(
    table: str, output: str | Path = "output", confidence: float | None = None
) -> pd.DataFrame:
    """A table of a run as a DataFrame with the types an analyst expects.

    Whole numbers are nullable Int32, values float64, days datetime64, closed sets categories, lists
    tuples; absent is missing. With `confidence`, rows of mentions whose own is lower, or not known,
    are left out. Raises ValueError for a table that there is not or that has no confidence,
    FileNotFoundError where no run wrote it.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    from vanban.schema import TABLES

    if table not in TABLES:
        raise ValueError(f"no table '{table}': there are {', '.join(TABLES)}")
    path = Path(output, f"{table}.parquet")
    if not path.exists():
        raise FileNotFoundError(f"{path}: not there. Run 'make', or name the output folder.")
    numbers = {pa.int32(): pd.Int32Dtype()}
    arrow = pq.read_table(path)
    frame: pd.DataFrame = arrow.to_pandas(types_mapper=numbers.get, date_as_object=False)
    for field in arrow.schema:
        if pa.types.is_list(field.type):  # a tuple compares and hashes, an array does neither
            frame[field.name] = pd.Series(map(tuple, arrow[field.name].to_pylist()), dtype=object)
    if confidence is None:
        return frame
    if "confidence" not in frame:
        raise ValueError(f"{table}: its rows are no mentions and have no confidence.")
    return frame[frame["confidence"] >= confidence].reset_index(drop=True)


def _extracted(batch: Iterable[tuple[str | Page, Published]]) -> list[Document]:
    """The documents of some texts, segmented side by side."""
    from vanban.extraction import extract as extraction_of
    from vanban.segmentation import segment_all

    documents = segment_all([_page(text, published) for text, published in batch])
    return [_document(one, extraction_of(one).mentions) for one in documents]


def _page(text: str | Page, published: Published) -> Page:
    return text if isinstance(text, Page) else page_of(text, _day(published))


def _day(published: Published) -> str | None:
    """A day as pages hold it. Raises ValueError for a text that is none."""
    if published is None or isinstance(published, dt.date):
        return published.isoformat() if published else None
    try:
        dt.date.fromisoformat(published[:10])
    except ValueError as error:
        raise ValueError(f"published: '{published}' is no day. Write YYYY-MM-DD.") from error
    return published


def _document(segmented: Segmented, mentions: Iterable[Found]) -> Document:
    page = segmented.page
    return Document(page, segmented.sentences, tuple(_mention(page, m) for m in mentions))


def _mention(page: Page, found: Found) -> Mention:
    span = found.span
    raw = page.offsets.to_raw(span.start, span.end)
    return TYPES[found.kind](
        type=found.kind,
        start=span.start,
        end=span.end,
        raw_start=raw.start,
        raw_end=raw.end,
        text=span.of(page.text),
        rule=found.rule,
        entries=found.entries,
        confidence=found.confidence,
        **dict(found.fields),
    )
