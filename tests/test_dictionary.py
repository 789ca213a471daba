"""The data dictionary: complete, true to the schema, and valid by the standard's own tool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
from pydantic import TypeAdapter

from tests.conftest import ROOT
from vanban.cli import main
from vanban.schema import SCHEMA_VERSION, TABLES, Row
from vanban.tables.dictionary import columns, package, package_text, page

COLUMNS = [
    pytest.param(model, column.name, id=f"{name}.{column.name}")
    for name, model in TABLES.items()
    for column in columns(model)
]


@pytest.mark.parametrize(("model", "name"), COLUMNS)
def test_every_column_has_a_meaning_and_an_example_that_fits(model: type[Row], name: str) -> None:
    info = model.model_fields[name]
    assert info.description, "give the column a description"
    assert info.examples, "give the column an example: Field(examples=[...])"
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    for example in info.examples:
        adapter.validate_python(example)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (
            "quantities",
            "| `value` | number | no | number after scaling: 6,5 vạn is 65000 | the column unit |"
            "  | `65000.0` |",
        ),
        (
            "documents",
            "| `title_start` | whole number | yes | first character of the headline | character |"
            "  | `0` |",
        ),
        (
            "dates",
            "| `precision` | closed set | no | how exact the value, or each end of a range, is |"
            "  | `day`, `month`, `quarter`, `year` | `day` |",
        ),
    ],
)
def test_a_line_of_the_page(table: str, line: str) -> None:
    section = page().split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert line in section


def test_the_package_is_valid_by_the_standards_own_tool() -> None:
    descriptor = json.loads(package_text(dict.fromkeys(TABLES, "0" * 64)))
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    read = frictionless.Package.from_descriptor(descriptor)
    assert {resource.name for resource in read.resources} == set(TABLES)


def test_the_tables_are_valid_by_the_package(output: Path) -> None:
    """Types, closed sets, keys and foreign keys hold, as the standard's own tool checks them.

    It gets the rows as they are: its own reader of Parquet makes floats of absent whole numbers.
    """
    descriptor = package()
    resources = [part for part in descriptor["resources"] if part["name"] != "tokens"]
    for resource in resources:
        path = output / resource["path"]
        for key in ("path", "format", "mediatype"):
            del resource[key]
        resource["data"] = pq.read_table(path).to_pylist() or [resource_header(resource)]
    report = frictionless.Package.from_descriptor({**descriptor, "resources": resources}).validate()
    assert report.flatten(["title", "fieldName", "note"]) == []


def resource_header(resource: dict[str, Any]) -> list[str]:
    """The header of a table without rows."""
    return [field["name"] for field in resource["schema"]["fields"]]


def test_the_package_says_what_the_schema_says() -> None:
    tables = {resource["name"]: resource["schema"] for resource in package()["resources"]}
    for name, model in TABLES.items():
        assert [field["name"] for field in tables[name]["fields"]] == list(model.model_fields)
    fields = {field["name"]: field for field in tables["titles"]["fields"]}
    assert fields["role"]["constraints"] == {"required": True}
    assert fields["status"]["constraints"] == {"enum": ["current", "former", "acting"]}
    assert fields["start"]["unit"] == "character"
    assert tables["titles"]["primaryKey"] == ["mention_id"]
    reference = {"resource": "documents", "fields": ["doc_id"]}
    assert {"fields": ["doc_id"], "reference": reference} in tables["titles"]["foreignKeys"]


def test_the_command_writes_both(tmp_path: Path) -> None:
    paths = [tmp_path / "dictionary.md", tmp_path / "datapackage.json"]
    assert main(["dictionary", *map(str, paths)]) == 0
    assert paths[0].read_text("utf-8") == page()
    assert json.loads(paths[1].read_text("utf-8")) == package()
    assert main(["dictionary", str(tmp_path / "dictionary.txt")]) == 2


def test_every_schema_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\n### Schema {SCHEMA_VERSION}\n" in changelog
