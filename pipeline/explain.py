"""A sentence -> what was found in it and why: for a terminal, or as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.document import Document, page_of
from pipeline.extract import extract
from pipeline.extract.mention import Extraction, Mention
from pipeline.segment import segment


def explain(text: str, published_at: str | None = None) -> tuple[Document, Extraction]:
    """The document and the mentions of a bare text; no cleaning is done to it."""
    document = segment(page_of(text, published_at))
    return document, extract(document)


def as_text(document: Document, extraction: Extraction) -> str:
    """The outcome for a reader: mentions with fields, rule and entries, then what was blocked."""
    return "\n".join(_lines(document, extraction)) + "\n"


def as_json(document: Document, extraction: Extraction) -> str:
    """The outcome for a program: one JSON object."""
    text = document.text
    tokens = [
        {"surface": text[token.start : token.end], "pos": token.pos}
        for sentence in document.sentences
        for token in sentence.tokens
    ]
    content = {
        "text": text,
        "mentions": [_mention(text, mention) for mention in extraction.mentions],
        "blocked": [
            {**_mention(text, pair.loser), "blocked_by": _mention(text, pair.winner)}
            for pair in extraction.blocked
        ],
        "tokens": tokens,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def _mention(text: str, mention: Mention) -> dict[str, object]:
    return {
        "kind": mention.kind,
        "surface": mention.span.of(text),
        "start": mention.span.start,
        "end": mention.span.end,
        "rule": mention.rule,
        "entries": list(mention.entries),
        "fields": mention.fields.model_dump(mode="json", exclude_none=True),
    }


def _lines(document: Document, extraction: Extraction) -> Iterator[str]:
    text = document.text
    if not extraction.mentions:
        yield "nothing found"
    for mention in extraction.mentions:
        entries = f"  entries {', '.join(mention.entries)}" if mention.entries else ""
        place = f"{mention.span.start}:{mention.span.end}"
        yield f"{mention.kind:<10}{mention.span.of(text)}  [{place}]  rule {mention.rule}{entries}"
        for name, value in mention.fields.model_dump(mode="json").items():
            if value not in (None, [], ()):
                yield f"{'':<10}  {name}: {value}"
    for pair in extraction.blocked:
        loser, winner = pair.loser, pair.winner
        yield (
            f"blocked   {loser.kind} {loser.span.of(text)!r} ({loser.rule})"
            f" by {winner.kind} {winner.span.of(text)!r} ({winner.rule})"
        )
    words = (
        f"{text[token.start : token.end]}/{token.pos}"
        for sentence in document.sentences
        for token in sentence.tokens
    )
    yield "tokens    " + " ".join(words)
