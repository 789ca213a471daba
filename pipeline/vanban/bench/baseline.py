"""How well today's tools find persons: `python -m vanban.bench.baseline RAW GOLD`.

In: a folder of raw pages and one of gold. Out: precision, recall and F1 of persons by this
pipeline, by `underthesea.ner`, and by ViNLP where it is installed (it is no dependency of this
project), each on the same cleaned sentences and by the same scorer. A tool's surface counts as its
canonical name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vanban.cleaning import clean
from vanban.evaluation.gold import read_gold
from vanban.evaluation.scoring import Found, Tally, score_page
from vanban.extraction import extract
from vanban.segmentation import segment
from vanban.text.document import Document

Tool = Callable[[Document], Iterable[Found]]


def main(raw: Path, gold: Path) -> None:
    """Print one line of figures a tool."""
    tools: dict[str, Tool] = {"this pipeline": by_pipeline, "underthesea.ner": by_underthesea}
    if find_spec("ViNLP"):
        tools["ViNLP"] = by_vinlp
    pages = [(g, segment(clean((raw / g.doc).read_bytes(), g.doc))) for g in read_gold(gold)]
    for name, tool in tools.items():
        tally = Tally()
        for page, document in pages:
            tally.add(score_page(page, tool(document)), "name")
        figures = tally.figures()
        columns = ("found", "precision", "recall", "overlap_f1", "value_f1")
        print(f"{name:<16}", *(f"{column} {figures[column]}" for column in columns), sep="  ")


def by_pipeline(document: Document) -> Iterator[Found]:
    """The names that this pipeline finds."""
    for mention in extract(document).mentions:
        if mention.kind == "name":
            raw = document.page.offsets.to_raw(mention.span.start, mention.span.end)
            fields = mention.fields.model_dump()
            yield Found("name", raw, mention.span.of(document.text), fields)


def by_underthesea(document: Document) -> Iterator[Found]:
    """The persons of underthesea's named entities (CRF, no network)."""
    ner = import_module("underthesea").ner
    return _by_sentence(document, lambda text: [(row[0], row[3]) for row in ner(text)])


def by_vinlp(document: Document) -> Iterator[Found]:
    """The persons of ViNLP's named entities."""
    model: Any = import_module("ViNLP")
    return _by_sentence(document, lambda text: [(row[0], row[-1]) for row in model.ner(text)])


def _by_sentence(
    document: Document, tag: Callable[[str], list[tuple[str, str]]]
) -> Iterator[Found]:
    """The persons that a tagger finds, sentence by sentence, with raw spans."""
    for sentence in document.sentences:
        text = sentence.span.of(document.text)
        for start, end in _persons(text, tag(text)):
            raw = document.page.offsets.to_raw(
                sentence.span.start + start, sentence.span.start + end
            )
            surface = text[start:end]
            yield Found("name", raw, surface, {"canonical": surface, "context": "body"})


def _persons(text: str, words: list[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Spans of the words tagged B-PER, I-PER …, looked up one after the other in the sentence."""
    position, open_span = 0, None
    for word, label in words:
        parts = re.split(r"[\s_]+", word.strip("_ "))
        match = re.compile(r"\s*".join(map(re.escape, parts))).search(text, position)
        if match is None:
            continue
        position = match.end()
        if label == "I-PER" and open_span:
            open_span = (open_span[0], match.end())
            continue
        if open_span:
            yield open_span
        open_span = (match.start(), match.end()) if label.endswith("-PER") else None
    if open_span:
        yield open_span


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
