"""vanban as a component of spaCy: `nlp.add_pipe("vanban")` fills `doc.spans` and extensions.

In: spaCy's Doc of any tokenizer. Out: the same Doc, with the mentions as spans under
`doc.spans["vanban"]` and under each table's name ("names", "titles" …), labelled with their kind.
`span._.mention` is the mention with its fields and exact offsets, `doc._.vanban` the `Document`. A
span covers the tokens that its mention touches. The day of publication may be set for a pipeline
(`config={"published": "2024-03-05"}`) or for a text (`doc._.published = …` before the component).
spaCy finds this module by the entry point of the installed package, so nothing is to be imported;
who has no spaCy never loads it.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from vanban.api.texts import Published, extract
from vanban.schema import MENTION_TABLES

ALL = "vanban"
"""The key of all mentions in `doc.spans`."""


class Component:
    """Adds what vanban finds to a Doc."""

    def __init__(self, published: Published = None) -> None:
        self._published = published

    def __call__(self, doc: Any) -> Any:
        """The Doc with its spans and extensions. Raises ValueError for a day that is none."""
        document = extract(doc.text, doc._.published or self._published)
        doc._.vanban = document
        groups: dict[str, list[Any]] = {key: [] for key in (ALL, *MENTION_TABLES.values())}
        for mention in document:
            span = doc.char_span(
                mention.start, mention.end, label=mention.type, alignment_mode="expand"
            )
            doc.user_data[_key(span)] = mention
            groups[ALL].append(span)
            groups[MENTION_TABLES[mention.type]].append(span)
        for key, spans in groups.items():
            doc.spans[key] = spans
        return doc


def _key(span: Any) -> tuple[str, str, int, int]:
    """Where the mention of a span is kept: a span is made anew each time it is asked for."""
    return ALL, span.label_, span.start_char, span.end_char


def _mention(span: Any) -> Any:
    return span.doc.user_data.get(_key(span))


def _extend() -> None:
    """Make the extensions, once a process."""
    if not Doc.has_extension("vanban"):
        Doc.set_extension("vanban", default=None)
        Doc.set_extension("published", default=None)
        Span.set_extension("mention", getter=_mention)


@Language.factory("vanban", default_config={"published": None}, assigns=["doc.spans"])  # type: ignore[untyped-decorator,unused-ignore] # spaCy may be missing
def create(nlp: Any, name: str, published: str | None) -> Component:
    """The component, as spaCy makes it."""
    _extend()
    return Component(published)
