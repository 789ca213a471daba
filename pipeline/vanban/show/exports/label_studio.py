"""Label Studio: tasks with marks and all their fields, and the file that it exports read back.

Each mention is a region of the label that is its kind; each field is a choice or a text of the
region. The labelling interface is config.xml. Exported mentions are predictions, which Label Studio
lays before the annotator. What comes back of a task is its ground truth where an annotation is
marked so, else its only annotation: which of several is right is not for this program to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from vanban.evaluation.gold import GoldError
from vanban.schema import FIELDS, Kind
from vanban.schema.arrow import closed_set
from vanban.show.exports.brat import COLORS
from vanban.show.exports.gold import MarkedPage, checked, kind_of, page_of, ticket
from vanban.show.exports.pages import ExportPage, MarkedText
from vanban.text.spans import Span


def write(pages: Iterable[ExportPage], folder: Path) -> int:
    """Write tasks.json and config.xml; the number of pages."""
    (folder / "config.xml").write_text(configuration(), "utf-8")
    count = 0
    with (folder / "tasks.json").open("w", encoding="utf-8", newline="\n") as file:
        for page in pages:
            file.write("[\n" if count == 0 else ",\n")
            file.write(json.dumps(task(page), ensure_ascii=False))
            count += 1
        file.write("\n]\n" if count else "[]\n")
    return count


def task(page: ExportPage) -> dict[str, Any]:
    """A page as Label Studio imports it."""
    result = [
        region
        for number, mention in enumerate(page.mentions)
        for region in _regions(f"m{number}", mention, page.text)
    ]
    data = {"text": page.text, "page": json.dumps(ticket(page), ensure_ascii=False)}
    return {"data": data, "predictions": [{"model_version": "vanban", "result": result}]}


def configuration() -> str:
    """The labelling interface: kinds as labels, fields beside the region that is selected."""
    lines = ["<View>", '  <Labels name="kind" toName="text">']
    lines += [f'    <Label value="{kind}" background="{color}"/>' for kind, color in COLORS.items()]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>']
    for kind, model in FIELDS.items():
        # a header alone does not look at whenLabelValue: the view around it does
        shown = f'visibleWhen="region-selected" whenTagName="kind" whenLabelValue="{kind}"'
        lines.append(f"  <View {shown}>")
        for name, info in model.model_fields.items():
            about = f'perRegion="true" whenTagName="kind" whenLabelValue="{kind}"'
            lines.append(f'    <Header value={quoteattr(name)} size="6"/>')
            control = f'name="{kind}.{name}" toName="text" {about}'
            allowed = closed_set(info.annotation)
            if allowed:
                choices = "".join(f'<Choice value="{value}"/>' for value in allowed)
                lines.append(f'    <Choices {control} showInline="true">{choices}</Choices>')
            else:
                lines.append(f'    <TextArea {control} maxSubmissions="1" editable="true"/>')
        lines.append("  </View>")
    lines.append(
        '  <Choices name="optional" toName="text" perRegion="true" choice="multiple">'
        '<Choice value="optional"/></Choices>'
    )
    return "\n".join([*lines, "</View>", ""])


def read(path: Path) -> Iterator[MarkedPage]:
    """The annotated pages of a file that Label Studio exported (JSON); others are left out.

    Raises GoldError where a task does not have the form or a label or field is none of the schema.
    """
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise GoldError(f"{path}: no JSON: {error}. Export from Label Studio as JSON.") from error
    for number, one in enumerate(tasks):
        at = f"{path}: task {number}"
        try:
            if "data" not in one and "page" in one:
                raise GoldError(f"{at}: is JSON-MIN, which leaves marks out. Export as JSON.")
            result = _result(one.get("annotations", ()), at)
            if result is not None:
                slip = json.loads(one["data"]["page"])
                yield page_of(slip, one["data"]["text"], _marks(result, at), at)
        except GoldError:
            raise
        except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
            raise GoldError(f"{at}: not a task that `export` wrote: {error!r}.") from error


def _result(annotations: Iterable[dict[str, Any]], at: str) -> list[dict[str, Any]] | None:
    """The marks of the annotation that counts; None where nobody annotated the task."""
    made = [one for one in annotations if not one.get("was_cancelled")]
    truth = [one for one in made if one.get("ground_truth")]
    if len(truth or made) > 1:
        cure = "Mark one as ground truth in Label Studio, and export again."
        raise GoldError(f"{at}: has {len(truth or made)} annotations. {cure}")
    counting: list[dict[str, Any]] | None = (truth or made)[0]["result"] if made else None
    return counting


def _regions(key: str, mention: MarkedText, text: str) -> Iterator[dict[str, Any]]:
    """A mention as the regions of a task: its span, and each field that has a value."""
    span, kind = mention.span, mention.kind

    def region(control: str, sort: str, said: list[str]) -> dict[str, Any]:
        value = {"start": span.start, "end": span.end, "text": span.of(text), sort: said}
        return {
            "id": key,
            "from_name": control,
            "to_name": "text",
            "type": "textarea" if sort == "text" else sort,
            "value": value,
        }

    yield region("kind", "labels", [kind])
    for name, value in mention.fields.items():
        closed = closed_set(FIELDS[kind].model_fields[name].annotation)
        yield region(f"{kind}.{name}", "choices" if closed else "text", [value])
    if mention.optional:
        yield region("optional", "choices", ["optional"])


def _marks(result: list[dict[str, Any]], at: str) -> list[MarkedText]:
    """The mentions of one annotation: regions with a label, and what was said of each."""
    kinds: dict[str, Kind] = {}
    spans: dict[str, Span] = {}
    for part in result:
        if part["type"] == "labels":
            kinds[part["id"]] = kind_of(part["value"]["labels"][0], at)
            spans[part["id"]] = Span(int(part["value"]["start"]), int(part["value"]["end"]))
    fields: dict[str, dict[str, str]] = {key: {} for key in kinds}
    optional: set[str] = set()
    for part in result:
        key, control = part.get("id", ""), part.get("from_name", "")
        if control == "optional":
            optional.add(key)
        elif part["type"] in ("choices", "textarea") and key in kinds:
            said = part["value"]["choices" if part["type"] == "choices" else "text"]
            label, _, name = control.partition(".")
            if label == kinds[key] and said:  # what was said under another label is void
                fields[key][name] = said[0] if isinstance(said, list) else said
    return [
        MarkedText(kind, spans[key], checked(kind, fields[key], at), key in optional)
        for key, kind in kinds.items()
    ]
