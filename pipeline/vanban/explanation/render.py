"""An explanation as text, plain or in colour, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.text import Text

from vanban.lexicons.register import rules
from vanban.text.mention import Mention

if TYPE_CHECKING:
    from vanban.explanation import Explanation

STYLES = {
    "name": "bold cyan",
    "title": "bold green",
    "reference": "bold yellow",
    "quantity": "bold magenta",
    "date": "bold blue",
    "about": "dim",
    "silent": "red",
}


class TextPart(NamedTuple):
    """A piece of a line, and what it is: a kind of mention, 'about', 'silent' or plain."""

    text: str
    style: str = ""


Line = list[TextPart]


def as_text(explanation: Explanation) -> str:
    """The outcome for a reader or a file."""
    lines = ("".join(part.text for part in line) for line in _lines(explanation))
    return "".join(f"{line}\n" for line in lines)


def in_colour(explanation: Explanation, console: Console) -> None:
    """The outcome on a terminal: first the text with its mentions marked, then the same lines."""
    text = Text(explanation.document.text)
    for mention in explanation.extraction.mentions:
        text.stylize(STYLES[mention.kind], mention.span.start, mention.span.end)
    console.print(text, end="\n\n")
    for line in _lines(explanation):
        parts = ((part.text, STYLES.get(part.style, "")) for part in line)
        console.print(Text.assemble(*parts), soft_wrap=True)


def as_json(explanation: Explanation) -> str:
    """The outcome for a program: one JSON object."""
    document, extraction = explanation.document, explanation.extraction
    text = document.text
    content = {
        "text": text,
        "mentions": [_mention(text, mention) for mention in extraction.mentions],
        "blocked": [
            {**_mention(text, pair.loser), "blocked_by": _mention(text, pair.winner)}
            for pair in extraction.blocked
        ],
        "silent": [
            {
                "kind": silence.kind,
                "surface": silence.span.of(text),
                "start": silence.span.start,
                "end": silence.span.end,
                "reason": silence.reason,
                "entries": list(silence.entries),
            }
            for silence in explanation.silences
        ],
        "tokens": [
            {
                "surface": text[token.start : token.end],
                "start": token.start,
                "end": token.end,
                "pos": token.pos,
            }
            for sentence in document.sentences
            for token in sentence.tokens
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"


def _mention(text: str, mention: Mention) -> dict[str, Any]:
    """A mention as JSON, with what its rule means."""
    return {
        "kind": mention.kind,
        "surface": mention.span.of(text),
        "start": mention.span.start,
        "end": mention.span.end,
        "rule": mention.rule,
        "meaning": rules()[mention.rule].meaning,
        "entries": list(mention.entries),
        "fields": mention.fields.model_dump(mode="json", exclude_none=True),
    }


def _lines(explanation: Explanation) -> Iterator[Line]:
    """The explanation for a terminal: mentions, what was blocked, and silent triggers."""
    document, extraction = explanation.document, explanation.extraction
    text = document.text
    if not extraction.mentions:
        yield [TextPart("nothing found")]
    for mention in extraction.mentions:
        yield from _found(text, mention)
    for pair in extraction.blocked:
        loser, winner = pair.loser, pair.winner
        yield [
            TextPart("blocked   ", "silent"),
            TextPart(f"{loser.kind} {loser.span.of(text)!r} ({loser.rule})"),
            TextPart(f" by {winner.kind} {winner.span.of(text)!r} ({winner.rule})", "about"),
        ]
    for silence in explanation.silences:
        entries = f"  entries {', '.join(silence.entries)}" if silence.entries else ""
        place = f"[{silence.span.start}:{silence.span.end}]"
        yield [
            TextPart("silent    ", "silent"),
            TextPart(f"no {silence.kind} at {silence.span.of(text)!r} {place}: {silence.reason}"),
            TextPart(entries, "about"),
        ]
    for sentence in document.sentences:
        words = (f"{text[token.start : token.end]}/{token.pos}" for token in sentence.tokens)
        yield [TextPart("tokens    "), TextPart(" ".join(words), "about")]


def _found(text: str, mention: Mention) -> Iterator[Line]:
    """Lines on a mention: its place and rule, what the rule means, its fields."""
    span = mention.span
    entries = f"  entries {', '.join(mention.entries)}" if mention.entries else ""
    yield [
        TextPart(f"{mention.kind:<10}"),
        TextPart(span.of(text), mention.kind),
        TextPart(f"  [{span.start}:{span.end}]  rule {mention.rule}{entries}", "about"),
    ]
    yield [TextPart(f"{'':<10}  {rules()[mention.rule].meaning}", "about")]
    for name, value in mention.fields.model_dump(mode="json").items():
        if value not in (None, [], ()):
            yield [TextPart(f"{'':<10}  {name}: ", "about"), TextPart(str(value))]
