"""What an expert marked in an annotation tool -> gold files.

In: `MarkedPage`s, which the module of each tool reads back. Out: one JSON file a page in the form
of tests/gold, spans as raw offsets by the map that travelled with the page. A mark that does not
fit the schema is refused with place, cause and the nearest name or value that would.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from vanban.evaluation.gold import GoldError, GoldMention, read_gold
from vanban.extraction.dates.partial import coarser, of_iso
from vanban.schema import FIELDS, Kind
from vanban.schema.arrow import closed_set
from vanban.show.exports.pages import ExportPage, MarkedText, slug
from vanban.store.parquet import write_text
from vanban.text.spans import OffsetMap, Span


@dataclass(frozen=True)
class MarkedPage:
    """A page as it comes back: who it is, its map to the raw file, and what is marked in it."""

    doc: str
    text: str
    offsets: tuple[int, ...]
    metadata: dict[str, str]
    mentions: tuple[MarkedText, ...]
    read_until: int | None = None
    unseen: tuple[dict[str, Any], ...] = ()


def ticket(page: ExportPage) -> dict[str, Any]:
    """What must travel with a page so that its marks can come back as gold."""
    return {
        "doc": page.raw_path,
        "metadata": page.metadata,
        "offsets": list(page.offsets),
        "read_until": page.read_until,
        "unseen": list(page.unseen),
        "text_sha256": text_sha256(page.text),
    }


def page_of(
    ticket: Mapping[str, Any], text: str, mentions: Iterable[MarkedText], at: str
) -> MarkedPage:
    """The page of a ticket; `at` says in errors where it stands.

    Raises GoldError where the text is not the one that was exported, or a span is not in it.
    """
    try:
        if ticket["text_sha256"] != text_sha256(text):
            raise GoldError(f"{at}: the text was changed: spans would be wrong. Export it again.")
        page = MarkedPage(
            str(ticket["doc"]),
            text,
            tuple(ticket["offsets"]),
            {str(name): str(value) for name, value in ticket["metadata"].items()},
            tuple(mentions),
            ticket["read_until"],
            tuple(ticket["unseen"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{at}: not a page that `export` wrote: {error!r}.") from error
    for mention in page.mentions:
        if not 0 <= mention.span.start < mention.span.end <= len(text):
            raise GoldError(
                f"{at}: span {mention.span.start}:{mention.span.end} is not in the text."
            )
    return page


def kind_of(name: str, at: str) -> Kind:
    """A label as a kind of mention. Raises GoldError with the nearest kind."""
    for kind in get_args(Kind):
        if name == kind:
            return kind  # type: ignore[no-any-return] # a member of the Literal
    raise GoldError(f"{at}: no kind '{name}'. {nearest(name, get_args(Kind))}")


def checked(kind: Kind, fields: Mapping[str, str], at: str) -> dict[str, str]:
    """The fields of a mark in the schema's order. Raises GoldError for one that is none."""
    model = FIELDS[kind]
    for name, text in fields.items():
        if name not in model.model_fields:
            hint = nearest(name, list(model.model_fields))
            raise GoldError(f"{at}: a {kind} has no field '{name}'. {hint}")
        try:
            read_field(kind, name, text)
        except ValueError as error:
            allowed = closed_set(model.model_fields[name].annotation)
            hint = nearest(text, allowed) if allowed else _first_line(error)
            raise GoldError(f"{at}: {name} cannot be '{text}'. {hint}") from error
    if kind == "date" and "value" in fields:
        fields = {**fields, **_bounds(fields, at)}
    return {name: fields[name] for name in model.model_fields if name in fields}


def _bounds(fields: Mapping[str, str], at: str) -> dict[str, str]:
    """Precision and first and last day of a date by its value, where the fields have them.

    Who corrects the value need not correct those too. Raises GoldError for a value that is no date.
    """
    lunar = fields.get("calendar") == "lunar"
    try:
        ends = [of_iso(end, lunar) for end in fields["value"].split("/")]
    except ValueError as error:
        raise GoldError(f"{at}: value cannot be '{fields['value']}': {error}.") from error
    first, last = ends[0].first_day(), ends[-1].last_day()
    follows = {
        "precision": coarser(ends[0].precision, ends[-1].precision),
        "start_date": first and first.isoformat(),
        "end_date": last and last.isoformat(),
    }
    return {name: value for name, value in follows.items() if name in fields and value}


def read_field(kind: Kind, name: str, text: str) -> Any:
    """The value of a field from its text. Raises ValueError where it is none."""
    if text.startswith("[") and "tuple" in str(FIELDS[kind].model_fields[name].annotation):
        return _adapter(kind, name).validate_python(json.loads(text))
    return _adapter(kind, name).validate_strings(text)


def nearest(text: str, allowed: Iterable[str]) -> str:
    """A hint: the value meant most likely, or all that are allowed."""
    values = list(allowed)
    near = difflib.get_close_matches(text, values, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Allowed are {', '.join(values)}."


def write_gold(pages: Iterable[MarkedPage], folder: Path, replace: bool) -> dict[str, int]:
    """Write each page as a gold file; the number of mentions by file.

    Nothing is written before all pages are read and found to fit. A page that the folder has gold
    of already is refused with GoldError, unless `replace`.
    """
    known: dict[str, Path] = {}
    for path in sorted(folder.glob("*.json")):
        known[json.loads(path.read_text("utf-8")).get("doc", "")] = path
    if known:
        read_gold(folder)  # what stands there is gold, or the folder is the wrong one
    files: dict[Path, MarkedPage] = {}
    for page in pages:
        path = known.get(page.doc) or _free(folder, page.doc, set(known.values()))
        if page.doc in known and not replace:
            raise GoldError(f"{path}: gold of {page.doc} is there. Use --replace to replace it.")
        known[page.doc] = path
        files[path] = page
    for path, page in files.items():
        write_text(path, json.dumps(gold_json(page), ensure_ascii=False, indent=1) + "\n")
    return {path.name: len(page.mentions) for path, page in files.items()}


def gold_json(page: MarkedPage) -> dict[str, Any]:
    """A page in the form of tests/gold."""
    places = OffsetMap.unflatten(page.offsets)
    mentions = [
        _entry(
            mention.kind,
            places.to_raw(mention.span.start, mention.span.end),
            mention.span.of(page.text),
            mention,
        )
        for mention in sorted(page.mentions, key=lambda mention: mention.span)
    ]
    mentions = sorted([*mentions, *page.unseen], key=lambda entry: int(entry["raw_start"]))
    whole = max((piece.raw_end for piece in places.pieces), default=0)
    return {
        "doc": page.doc,
        "annotated_until": whole if page.read_until is None else page.read_until,
        "metadata": page.metadata,
        "mentions": mentions,
    }


def with_gold(pages: Iterable[ExportPage], folder: Path) -> Iterator[ExportPage]:
    """The pages; those of which a folder has gold with its mentions instead of the found."""
    gold = {page.doc: page for page in read_gold(folder)}
    for page in pages:
        marked = gold.get(page.raw_path) or gold.get(Path(page.raw_path).name)
        if marked is None:
            yield page
            continue
        places = OffsetMap.unflatten(page.offsets)
        mentions, unseen = [], []
        for mention in marked.mentions:
            span = _in_text(places, mention.raw)
            if span is None:
                unseen.append(_entry(mention.kind, mention.raw, mention.surface, mention))
                continue
            at = f"{folder}: {marked.doc}: {mention.surface!r}"
            fields = checked(mention.kind, mention.fields, at)
            mentions.append(MarkedText(mention.kind, span, fields, mention.optional))
        yield replace(
            page,
            raw_path=marked.doc,
            metadata=marked.metadata,
            mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
            read_until=marked.annotated_until,
            unseen=tuple(unseen),
        )


def _entry(kind: Kind, raw: Span, surface: str, said: MarkedText | GoldMention) -> dict[str, Any]:
    """A mention as a gold file has it."""
    return {
        "type": kind,
        "raw_start": raw.start,
        "raw_end": raw.end,
        "surface": surface,
        **said.fields,
        **({"optional": True} if said.optional else {}),
    }


def _in_text(places: OffsetMap, raw: Span) -> Span | None:
    """The cleaned characters that stand for those of a raw span, None where there are none."""
    starts, ends = [], []
    for piece in places.pieces:
        first, last = max(raw.start, piece.raw_start), min(raw.end, piece.raw_end)
        if first < last:
            shift = piece.start - piece.raw_start
            starts.append(first + shift if piece.one_to_one else piece.start)
            ends.append(last + shift if piece.one_to_one else piece.end)
    return Span(min(starts), max(ends)) if starts else None


def with_former_fields(label: tuple[Kind, Span], former: Iterable[MarkedText]) -> list[MarkedText]:
    """The mentions that a mark without fields stands for, by what was exported.

    A mark on an exported span stands for all mentions exported there; one whose ends were moved
    takes over those of the span of its kind that it shares most characters with; any other is new.
    """
    kind, span = label
    rivals = [m for m in former if m.kind == kind and m.span.overlaps(span)]
    if not rivals:
        return [MarkedText(kind, span, {})]
    best = max(rivals, key=lambda m: (m.span == span, _shared(m.span, span), -m.span.start))
    return [
        MarkedText(kind, span, mention.fields, mention.optional)
        for mention in rivals
        if mention.span == best.span
    ]


def _shared(one: Span, two: Span) -> int:
    return min(one.end, two.end) - max(one.start, two.start)


def _free(folder: Path, doc: str, taken: set[Path]) -> Path:
    """A path for a new gold file: the raw file's name, a hash behind it where that is taken."""
    name = slug(Path(doc).stem)
    path = folder / f"{name}.json"
    if path in taken or path.exists():
        path = folder / f"{name}.{text_sha256(doc)[:8]}.json"
    return path


def text_sha256(text: str) -> str:
    """The hash by which a text that comes back is known to be the one that went out."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _first_line(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return f"{error.errors()[0]['msg']}."
    return f"{error}."


@cache
def _adapter(kind: Kind, name: str) -> TypeAdapter[Any]:
    """What checks the value of a field by its type."""
    return TypeAdapter(FIELDS[kind].model_fields[name].rebuild_annotation())
