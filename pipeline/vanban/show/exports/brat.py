"""brat standoff: a page as .txt and .ann, and the same folder read back.

A mention is a T line. Its closed sets (status, approx …) are attributes, A lines `KIND_FIELD T1
VALUE`; its other fields are its note, a # line `field=value | field=value`, values in double
quotes with JSON's escapes where they hold a '|' or a line break. `optional T1` marks what careful
readers differ on. A mention over a line break is discontinuous, as brat wants it. Beside each page
lies a .json with what gold needs of it; brat does not look at it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from vanban.evaluation.gold import GoldError
from vanban.schema import FIELDS, Kind
from vanban.schema.arrow import closed_set
from vanban.show.exports.gold import MarkedPage, checked, kind_of, page_of, text_sha256, ticket
from vanban.show.exports.pages import ExportPage, MarkedText, file_name
from vanban.text.spans import Span, fold, line_spans

COLORS: dict[Kind, str] = {
    "name": "#a6cee3",
    "title": "#b2df8a",
    "reference": "#fdbf6f",
    "quantity": "#cab2d6",
    "date": "#ffff99",
}

_NOTE = re.compile(r'\s*([a-z_]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^|]*?)\s*(?:\||\Z)')
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t]")


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write all pages and brat's configuration; the number of pages."""
    (folder / "annotation.conf").write_text(configuration(), "utf-8")
    (folder / "visual.conf").write_text(colors(), "utf-8")
    count = 0
    for page in pages:
        name = file_name(page.raw_path, page.doc_id)
        (folder / f"{name}.txt").write_text(page.text, "utf-8", newline="")
        (folder / f"{name}.ann").write_text(standoff(page), "utf-8", newline="")
        slip = json.dumps(ticket(page), ensure_ascii=False)
        (folder / f"{name}.json").write_text(slip + "\n", "utf-8")
        count += 1
    return count


def read(folder: Path) -> Iterator[MarkedPage]:
    """The pages of a folder that `write` made and an expert corrected.

    Raises GoldError where a line does not have the form or a field is none of the schema.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise GoldError(f"{folder}: no *.ann here. Name the folder that `export brat` wrote.")
    for path in files:
        slip = path.with_suffix(".json")
        if not slip.exists():
            raise GoldError(f"{slip}: not there. Keep the .json that `export` wrote beside it.")
        page = json.loads(slip.read_text("utf-8-sig"))
        text = _text(path.with_suffix(".txt"), page.get("text_sha256", ""))
        ann = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        yield page_of(page, text, _marks(path, ann, text), str(path))


def standoff(page: ExportPage) -> str:
    """The .ann file of a page."""
    lines: list[str] = []
    attributes = 0
    for number, mention in enumerate(page.mentions, 1):
        surface = _BREAK.sub(" ", " ".join(_pieces(page.text, mention.span)))
        lines.append(f"T{number}\t{mention.kind} {_place(page.text, mention.span)}\t{surface}")
        note = []
        for name, value in mention.fields.items():
            if closed_set(FIELDS[mention.kind].model_fields[name].annotation) is not None:
                attributes += 1
                lines.append(f"A{attributes}\t{mention.kind}_{name} T{number} {value}")
            else:
                note.append(f"{name}={_quoted(value)}")
        if mention.optional:
            attributes += 1
            lines.append(f"A{attributes}\toptional T{number}")
        if note:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{' | '.join(note)}")
    return "".join(f"{line}\n" for line in lines)


def configuration() -> str:
    """Brat's annotation.conf: the kinds, and their closed sets as attributes."""
    attributes = [
        f"{kind}_{name}\tArg:{kind}, Value:{'|'.join(closed_set(info.annotation) or ())}"
        for kind, model in FIELDS.items()
        for name, info in model.model_fields.items()
        if closed_set(info.annotation)
    ]
    return "\n".join(
        [
            *("[entities]", *FIELDS, "", "[relations]", "", "[events]", ""),
            *("[attributes]", *attributes, "optional\tArg:<ENTITY>", ""),
        ]
    )


def colors() -> str:
    """Brat's visual.conf: a colour a kind."""
    drawing = [f"{kind}\tbgColor:{color}, fgColor:black" for kind, color in COLORS.items()]
    return "\n".join(["[labels]", *FIELDS, "", "[drawing]", *drawing, ""])


def _place(text: str, span: Span) -> str:
    """A span as brat writes it: a fragment for each line that it runs over."""
    lines = (line for line in line_spans(span.of(text)) if line.start < line.end)
    return ";".join(f"{span.start + line.start} {span.start + line.end}" for line in lines)


def _pieces(text: str, span: Span) -> list[str]:
    return [line for line in span.of(text).split("\n") if line]


def _quoted(value: str) -> str:
    """A value as brat can hold it: as it is, or as JSON where its signs would be read."""
    plain = value.isprintable() and "|" not in value and value.strip() == value
    if plain and not value.startswith('"'):
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _text(path: Path, wanted: str) -> str:
    """The text of a page; without the mark and line ends that an editor of Windows put into it."""
    text = path.read_bytes().decode("utf-8")
    if text_sha256(text) == wanted:
        return text
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _marks(path: Path, ann: str, text: str) -> list[MarkedText]:
    """The mentions of an .ann file: T lines, with the A and # lines that name them."""
    spans: dict[str, tuple[Kind, Span, str]] = {}
    fields: dict[str, dict[str, str]] = {}
    optional: set[str] = set()
    lines = [(f"{path}:{n}", line) for n, line in enumerate(ann.split("\n"), 1) if line.strip()]
    for at, line in lines:
        if line[0] == "T":
            key, kind, span = _entity(at, line, text)
            spans[key] = kind, span, at
            fields[key] = {}
    for at, line in lines:
        if line[0] not in "A#M":
            continue  # relations, events and normalisations are no part of gold
        _, head, *rest = [*line.split("\t", 2), ""]
        name, key, *value = [*head.split(" ", 2), ""]
        if key not in spans:
            continue  # a note on something else
        if line[0] == "#":
            fields[key] |= _note(at, rest[0])
        elif name == "optional":
            optional.add(key)
        else:
            fields[key][name.removeprefix(f"{spans[key][0]}_")] = value[0]
    return [
        MarkedText(kind, span, checked(kind, fields[key], at), key in optional)
        for key, (kind, span, at) in spans.items()
    ]


def _entity(at: str, line: str, text: str) -> tuple[str, Kind, Span]:
    """Id, kind and span of a T line. Raises GoldError for another line or a broken span."""
    try:
        key, head, surface = line.split("\t", 2)
        name, places = head.split(" ", 1)
        numbers = [int(number) for number in re.split("[ ;]", places)]
        span = Span(min(numbers), max(numbers))
    except ValueError as error:
        raise GoldError(f"{at}: not a T line of brat: {line!r}.") from error
    fragments = [numbers[n : n + 2] for n in range(0, len(numbers), 2)]
    for (_, end), (start, _) in pairwise(fragments):
        if text[end:start].strip():
            cure = "Mark words that follow each other."
            raise GoldError(f"{at}: is discontinuous, which gold cannot hold: {surface!r}. {cure}")
    if fold(span.of(text)) != fold(surface):
        raise GoldError(f"{at}: {surface!r} does not stand at {places}: {span.of(text)!r} does.")
    return key, kind_of(name, at), span


def _note(at: str, note: str) -> dict[str, str]:
    """The fields that a note writes. Raises GoldError where it cannot be read."""
    fields: dict[str, str] = {}
    done = 0
    while done < len(note.rstrip()):
        match = _NOTE.match(note, done)
        if not match:
            raise GoldError(f"{at}: the note does not read 'field=value | field=value': {note!r}.")
        name, value = match.groups()
        try:
            fields[name] = json.loads(value) if value.startswith('"') else value
        except ValueError as error:
            raise GoldError(f"{at}: {name} has a broken quotation: {value}.") from error
        done = match.end()
    return {name: value for name, value in fields.items() if value}
