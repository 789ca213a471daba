"""W3C Web Annotation: a page as a text and as an AnnotationPage in JSON-LD about it.

Each mention is an Annotation: its kind and its fields as bodies, its place as two selectors, by
position (Unicode code points, as the standard wants) and by quotation with the text around it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from vanban.show.exports.pages import ExportPage, MarkedText, file_name

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of context on each side of a quotation."""


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write a .txt and a .jsonld for each page; the number of pages."""
    count = 0
    for page in pages:
        name = file_name(page.raw_path, page.doc_id)
        (folder / f"{name}.txt").write_text(page.text, "utf-8", newline="")
        content = json.dumps(annotation_page(page, f"{name}.txt"), ensure_ascii=False, indent=1)
        (folder / f"{name}.jsonld").write_text(content + "\n", "utf-8")
        count += 1
    return count


def annotation_page(page: ExportPage, source: str) -> dict[str, Any]:
    """All mentions of a page as one AnnotationPage about the file `source`."""
    return {
        "@context": CONTEXT,
        "id": f"urn:vanban:page:{quote(page.doc_id, safe='')}",
        "type": "AnnotationPage",
        "items": [_annotation(page.text, mention, source) for mention in page.mentions],
    }


def _annotation(text: str, mention: MarkedText, source: str) -> dict[str, Any]:
    """A mention as an annotation of the W3C model."""
    start, end = mention.span.start, mention.span.end
    fields = json.dumps(mention.fields, ensure_ascii=False)
    return {
        "id": f"urn:vanban:mention:{quote(mention.mention_id, safe='')}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": f"urn:vanban:rule:{quote(mention.rule, safe='')}", "type": "Software"},
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "value": mention.kind},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": fields,
            },
        ],
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(start - AROUND, 0) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
        },
    }
