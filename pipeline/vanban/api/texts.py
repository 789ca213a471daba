"""Texts and raw pages in, documents with their mentions out; why something was found or not.

What a function needs is imported where it is used: importing this loads no model.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from vanban.api.results import TYPES, Document, Mention
from vanban.text.document import Page, page_of

if TYPE_CHECKING:
    from vanban.explanation import Explanation
    from vanban.text.document import Document as Segmented
    from vanban.text.mention import Mention as Found

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
    """A mention as programs get it: span, raw span, text, rule, entries, fields."""
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
