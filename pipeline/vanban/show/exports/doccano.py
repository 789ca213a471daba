"""doccano: a page a line of JSONL, and the file that doccano exports read back.

doccano's marks are spans with a label and no fields, so the fields travel in the key `page` (JSON
as a text, which doccano keeps as metadata) and come back to the marks that they were exported
with; how a moved mark keeps its fields is told in `gold.with_former_fields`.

doccano counts as a browser does, in UTF-16: a letter beyond the basic plane (an emoji) is two.
Spans are written so, `units` in `page` says it, and they are read back as code points. The
project's option "count grapheme clusters as one character" counts otherwise, and must be off.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from vanban.evaluation.gold import GoldError
from vanban.show.exports.brat import COLORS
from vanban.show.exports.gold import (
    MarkedPage,
    checked,
    kind_of,
    page_of,
    ticket,
    with_former_fields,
)
from vanban.show.exports.pages import ExportPage, MarkedText
from vanban.text.spans import Span

_UNITS = "utf-16"


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write doccano.jsonl and the labels to import with it; the number of pages."""
    labels = [
        {"text": kind, "suffix_key": kind[0], "background_color": color, "text_color": "#000000"}
        for kind, color in COLORS.items()
    ]
    (folder / "labels.json").write_text(json.dumps(labels, indent=2) + "\n", "utf-8")
    count = 0
    with (folder / "doccano.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for page in pages:
            file.write(json.dumps(line(page), ensure_ascii=False) + "\n")
            count += 1
    return count


def line(page: ExportPage) -> dict[str, Any]:
    """A page as doccano imports it."""
    former = [[m.span.start, m.span.end, m.kind, m.fields, m.optional] for m in page.mentions]
    slip = {**ticket(page), "mentions": former, "units": _UNITS}
    at = utf16_offsets(page.text)
    labels = dict.fromkeys((at[m.span.start], at[m.span.end], m.kind) for m in page.mentions)
    return {
        "text": page.text,
        "label": [list(label) for label in labels],
        "page": json.dumps(slip, ensure_ascii=False),
    }


def utf16_offsets(text: str) -> Sequence[int]:
    """For each code point of a text, and its end, where it begins in UTF-16."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def read(path: Path) -> Iterator[MarkedPage]:
    """The pages of a file that doccano exported: JSONL, or the zip that it downloads as.

    Raises GoldError where a line does not have the form or a label is no kind.
    """
    for name, content in _files(path):
        for number, text in enumerate(content.decode("utf-8-sig").split("\n"), 1):
            if text.strip():
                yield _page(text, f"{name}:{number}")


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of JSONL: the one named, or those in a zip, one a user."""
    if not zipfile.is_zipfile(path):
        yield str(path), path.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith((".jsonl", ".json")):
                yield f"{path}/{name}", archive.read(name)


def _page(text: str, at: str) -> MarkedPage:
    """The page that a line of JSON marks. Raises GoldError where it is none of ours."""
    try:
        task = json.loads(text)
        slip = json.loads((task | task.get("meta", {}))["page"])
        former = [
            MarkedText(
                kind_of(kind, at), Span(start, end), checked(kind_of(kind, at), fields, at), opt
            )
            for start, end, kind, fields, opt in slip["mentions"]
        ]
        content = task.get("text", task.get("data"))
        place = _places(content, slip, at)
        labels = [
            (kind_of(kind, at), Span(place(start), place(end)))
            for start, end, kind in _labels(task)
        ]
    except GoldError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{at}: not a line of doccano.jsonl: {error!r}.") from error
    marks = [mark for label in dict.fromkeys(labels) for mark in with_former_fields(label, former)]
    return page_of(slip, content, marks, at)


def _places(text: str, slip: dict[str, Any], at: str) -> Callable[[int], int]:
    """From a place as the page's line counts it to code points."""
    if slip.get("units") != _UNITS:  # a file of an earlier version: code points
        return lambda place: place
    known = {place: point for point, place in enumerate(utf16_offsets(text))}

    def point(place: int) -> int:
        if place not in known:
            why = "is inside of a letter: switch off the project's option of grapheme clusters."
            raise GoldError(f"{at}: place {place} {why}")
        return known[place]

    return point


def _labels(task: dict[str, Any]) -> list[tuple[int, int, str]]:
    """The marks of a task, as the versions of doccano have written them."""
    marks = task.get("label") or task.get("labels") or task.get("entities") or []
    return [
        (mark["start_offset"], mark["end_offset"], mark["label"])
        if isinstance(mark, dict)
        else (mark[0], mark[1], mark[2])
        for mark in marks
    ]
