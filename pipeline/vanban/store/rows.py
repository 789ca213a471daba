"""Pages, documents and mentions <-> the tables in which the stages hand them on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain, pairwise, repeat
from operator import itemgetter
from typing import Any

import numpy as np
import pyarrow as pa

from vanban.schema import (
    FIELDS,
    MENTION_TABLES,
    MENTIONS,
    CutRow,
    DocumentRow,
    Kind,
    SentenceRow,
    TokenRow,
)
from vanban.schema.arrow import Columns, from_columns, to_columns
from vanban.text.document import Cut, Document, Identity, Page, Sentence, Token
from vanban.text.mention import Mention
from vanban.text.spans import OffsetMap, Span

_ALIKE = tuple(
    field.name
    for field in fields(Page)
    if field.name in DocumentRow.model_fields and field.name not in ("offsets", "bylines")
)
"""Columns of `documents` that hold what the field of a page of that name holds."""
_IDENTITY = tuple(field.name for field in fields(Identity))
"""Columns of `documents` that an official document fills."""


def document_row(page: Page) -> DocumentRow:
    """The page's row of `documents`."""
    title = page.title_span
    return DocumentRow(
        **{name: getattr(page, name) for name in _ALIKE},
        published_on=page.published_on,
        **({name: getattr(page.identity, name) for name in _IDENTITY} if page.identity else {}),
        title_start=title.start if title else None,
        title_end=title.end if title else None,
        bylines=tuple(offset for span in page.bylines for offset in (span.start, span.end)),
        offsets=tuple(page.offsets.flatten()),
    )


def cut_rows(page: Page) -> list[CutRow]:
    """The page's rows of `cuts`."""
    return [
        CutRow(doc_id=page.doc_id, raw_start=cut.raw.start, raw_end=cut.raw.end, fix=cut.fix)
        for cut in page.cuts
    ]


def page_of_row(row: DocumentRow, cuts: Iterable[CutRow] = ()) -> Page:
    """The page that `document_row` (and `cut_rows`) wrote."""
    marks = row.bylines
    has_title = row.title_start is not None and row.title_end is not None
    return Page(
        **{name: getattr(row, name) for name in _ALIKE},
        offsets=OffsetMap.unflatten(row.offsets),
        identity=identity_of(row),
        title_span=Span(row.title_start or 0, row.title_end or 0) if has_title else None,
        bylines=tuple(Span(marks[i], marks[i + 1]) for i in range(0, len(marks), 2)),
        cuts=tuple(Cut(Span(cut.raw_start, cut.raw_end), cut.fix) for cut in cuts),
    )


def identity_of(row: DocumentRow) -> Identity | None:
    """What the official document that a page is says of itself; None for a page that is none."""
    if row.doc_type is None:
        return None
    return Identity(**{name: getattr(row, name) for name in _IDENTITY})


def sentence_id(doc_id: str, index: int) -> str:
    """The stable id of a page's n-th sentence."""
    return f"{doc_id}.s{index:05d}"


def page_columns(page: Page) -> dict[str, Columns]:
    """What cleaning says of a page: its `documents` and `cuts`."""
    return {
        "documents": to_columns(DocumentRow, [document_row(page)]),
        "cuts": to_columns(CutRow, cut_rows(page)),
    }


def word_tables(documents: Sequence[Document]) -> list[dict[str, pa.Table]]:
    """What segmenting says of each page: its `sentences` and `tokens`.

    Tokens are a hundred times the rows of all else, so they go column by column, those of several
    pages together.
    """
    texts = [d.page.text for d in documents for _ in d.sentences]
    pages = [d.page.doc_id for d in documents for _ in d.sentences]
    ids = [sentence_id(d.page.doc_id, n) for d in documents for n in range(len(d.sentences))]
    spans = [s.span for d in documents for s in d.sentences]
    raw = [d.page.offsets.to_raw(s.span.start, s.span.end) for d in documents for s in d.sentences]
    sentences: dict[str, Sequence[Any]] = {
        "sentence_id": ids,
        "doc_id": pages,
        "start": [span.start for span in spans],
        "end": [span.end for span in spans],
        "raw_start": [span.start for span in raw],
        "raw_end": [span.end for span in raw],
    }
    words_of = [s.tokens for d in documents for s in d.sentences]
    words = list(chain.from_iterable(words_of))
    sizes = np.fromiter(map(len, words_of), np.int64, len(words_of))
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    tokens: dict[str, Any] = {
        "sentence_id": pa.array(ids, pa.string()).take(pa.array(sentence)),
        "doc_id": pa.array(pages, pa.string()).take(pa.array(sentence)),
        "token": np.arange(len(words)) - (np.cumsum(sizes) - sizes)[sentence],
        "start": np.fromiter(map(itemgetter(0), words), np.int32, len(words)),
        "end": np.fromiter(map(itemgetter(1), words), np.int32, len(words)),
        "surface": [
            text[start:end]
            for text, tagged in zip(texts, words_of, strict=True)
            for start, end, _ in tagged
        ],
        "pos": list(map(itemgetter(2), words)),
    }
    of_page = [len(d.sentences) for d in documents]
    lengths = [sum(len(s.tokens) for s in d.sentences) for d in documents]
    parts = zip(
        _parted(from_columns(SentenceRow, sentences), of_page),
        _parted(from_columns(TokenRow, tokens), lengths),
        strict=True,
    )
    return [{"sentences": s, "tokens": t} for s, t in parts]


def _parted(table: pa.Table, sizes: Iterable[int]) -> Iterator[pa.Table]:
    """The rows of a table in stretches of so many."""
    begin = 0
    for size in sizes:
        yield table.slice(begin, size)
        begin += size


def document_of_tables(page: Page, sentences: pa.Table, tokens: pa.Table) -> Document:
    """The document of which `word_tables` made its tables."""
    tags = tokens["pos"].combine_chunks().dictionary_encode()
    names = tags.dictionary.to_pylist()
    starts, ends, codes = (
        column.to_numpy().tolist() for column in (tokens["start"], tokens["end"], tags.indices)
    )
    fields = zip(starts, ends, map(names.__getitem__, codes), strict=True)
    words: list[Token] = list(map(tuple.__new__, repeat(Token), fields))  # a faster Token._make
    firsts = np.flatnonzero(tokens["token"].to_numpy() == 0)
    filled = tokens["sentence_id"].take(pa.array(firsts)).to_pylist()
    bounds = pairwise([*firsts.tolist(), len(words)])
    tokens_of = {id_: tuple(words[i:j]) for id_, (i, j) in zip(filled, bounds, strict=True)}
    spans = (sentences[name].to_pylist() for name in ("sentence_id", "start", "end"))
    return Document(
        page,
        tuple(
            Sentence(Span(start, end), tokens_of.get(id_, ()))
            for id_, start, end in zip(*spans, strict=True)
        ),
    )


def mention_columns(document: Document, mentions: Iterable[Mention]) -> dict[str, Columns]:
    """What extracting says of a page: its five tables of mentions, each sorted by place.

    The fields of a mention are validated where they are made (a holder is the `canonical` of a
    name), so they go into their columns as they are, without a model a row. Arrow holds them to
    the schema's types and closed sets, and `vanban.tables.check` to what must hold between rows.
    """
    by_kind: dict[Kind, list[Mention]] = {kind: [] for kind in MENTIONS}
    for mention in mentions:
        by_kind[mention.kind].append(mention)
    return {
        MENTION_TABLES[kind]: _columns(document, kind, found) for kind, found in by_kind.items()
    }


def _columns(document: Document, kind: Kind, found: Sequence[Mention]) -> Columns:
    """The columns of the mentions of one kind."""
    page, spans = document.page, [mention.span for mention in found]
    raw = [page.offsets.to_raw(span.start, span.end) for span in spans]
    seen: Counter[int] = Counter()
    numbers = []
    for place in raw:
        numbers.append(seen[place.start])
        seen[place.start] += 1
    fields = [mention.fields.__dict__ for mention in found]
    values = ([one[name] for one in fields] for name in FIELDS[kind].model_fields)
    return {
        "mention_id": [
            f"{page.doc_id}.{kind}.{place.start:06d}.{number}"
            for place, number in zip(raw, numbers, strict=True)
        ],
        "doc_id": [page.doc_id] * len(found),
        "sentence_id": [
            sentence_id(page.doc_id, document.sentence_index(span.start)) for span in spans
        ],
        "start": [span.start for span in spans],
        "end": [span.end for span in spans],
        "raw_start": [place.start for place in raw],
        "raw_end": [place.end for place in raw],
        "surface": [span.of(page.text) for span in spans],
        "rule": [mention.rule for mention in found],
        "entries": [mention.entries for mention in found],
        "confidence": [mention.confidence for mention in found],
        **dict(zip(FIELDS[kind].model_fields, values, strict=True)),
        "person_id": [None] * len(found),  # known when all pages are
    }
