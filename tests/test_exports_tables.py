"""Exports made of tables: Popolo, FollowTheMoney, the graph of acts; read by others, and back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

import vanban
from vanban.cli import main
from vanban.schema import TABLES
from vanban.schema.derived import ActRelationRow
from vanban.show.exports.act_graph import graph, json_ld

PAGES = {
    "a.txt": """Hội nghị tại Hà Nam

Thứ tư, 10/05/2017 08:30

Đồng chí Trần Văn Minh, Bí thư Tỉnh ủy Hà Nam, chủ trì hội nghị. Bà Lê Thị Hoa (SN 1966), nguyên
Giám đốc Sở Y tế tỉnh Hà Nam từ năm 2010 đến năm 2015, dự hội nghị.

Nghị định 123/2021/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định 100/2019/NĐ-CP.

Thông tư 15/2020/TT-BCA hướng dẫn thi hành Luật Giao thông đường bộ năm 2008.
""",
    "b.txt": """Khánh thành cầu

Thứ sáu, 12/05/2017 09:00

Bí thư Tỉnh ủy Hà Nam Trần Văn Minh cắt băng khánh thành cầu Đọ Xá. Tiến sĩ Lê Văn Ba phát biểu.

Nghị định 123/2021/NĐ-CP sửa đổi Nghị định 100/2019/NĐ-CP.
""",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of two pages that tell of people, bodies, offices and acts."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "raw").mkdir()
    for name, text in PAGES.items():
        (folder / "raw" / name).write_text(text, "utf-8")
    assert main(["run", str(folder / "raw"), str(folder / "out"), "--workers", "0"]) == 0
    return folder / "out"


def exported(name: str, tables: Path, tmp_path: Path, file: str) -> Path:
    assert main(["export", name, str(tables), str(tmp_path / name)]) == 0
    return tmp_path / name / file


@pytest.mark.parametrize("table", ["people", "organizations", "positions"])
def test_popolo_gives_the_tables_back(table: str, tables: Path, tmp_path: Path) -> None:
    path = exported("popolo", tables, tmp_path, "popolo.json")
    back, original = vanban.load(table, output=path), vanban.load(table, output=tables)
    assert len(original) > 1
    missing = [name for name in original if name not in back]
    assert not original[missing].map(bool).where(original[missing].notna(), False).any(axis=None)
    pd.testing.assert_frame_equal(back, original[list(back)], check_dtype=False)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("people", ["person_id", "name", "variants", "gender", "birth_year"]),
        ("organizations", ["org_id", "name", "kind", "country"]),
        ("positions", ["position_id", "person_id", "role_id", "org_id", "from_date", "to_date"]),
    ],
)
def test_follow_the_money_gives_its_columns_back(
    table: str, columns: list[str], tables: Path, tmp_path: Path
) -> None:
    path = exported("ftm", tables, tmp_path, "entities.ftm.json")
    back, original = vanban.load(table, output=path), vanban.load(table, output=tables)
    back = back.reindex(columns=columns)
    pd.testing.assert_frame_equal(
        back.sort_values(columns[0], ignore_index=True),
        original[columns].sort_values(columns[0], ignore_index=True),
        check_dtype=False,
        check_categorical=False,
    )


def test_popolo_is_as_its_specification_says(tables: Path, tmp_path: Path) -> None:
    """Required terms, types and patterns of the classes, and every id leads to an object."""
    made = json.loads(exported("popolo", tables, tmp_path, "popolo.json").read_text("utf-8"))
    ids = {kind: {one["id"] for one in made[kind]} for kind in made}
    for kind, needed in (
        ("persons", {"id", "name"}),
        ("organizations", {"id", "name", "classification"}),
        ("posts", {"id", "label", "role", "organization_id"}),
        ("memberships", {"id", "person_id", "role"}),
    ):
        assert made[kind], kind
        for one in made[kind]:
            assert needed <= one.keys()
            for term, value in one.items():
                _check_term(term, value, ids)


def _check_term(term: str, value: Any, ids: dict[str, set[str]]) -> None:
    leads_to = {
        "person_id": "persons",
        "organization_id": "organizations",
        "parent_id": "organizations",
        "post_id": "posts",
    }
    if term in leads_to:
        assert value in ids[leads_to[term]]
    elif term.endswith("_date"):
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", value)
    elif term == "other_names":
        assert all(isinstance(name["name"], str) for name in value)
    elif term != "vanban":
        assert isinstance(value, str)


def test_follow_the_money_takes_every_value(tables: Path, tmp_path: Path) -> None:
    """Its own library, where it is installed, cleans nothing away."""
    model = pytest.importorskip("followthemoney").model
    text = exported("ftm", tables, tmp_path, "entities.ftm.json").read_text("utf-8")
    for line in text.splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), name


def test_ids_of_entities_have_the_form_that_is_asked_for(tables: Path, tmp_path: Path) -> None:
    form = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
    text = exported("ftm", tables, tmp_path, "entities.ftm.json").read_text("utf-8")
    entities = [json.loads(line) for line in text.splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert form.fullmatch(entity["id"])
        for name in ("holder", "post", "organization", "parent"):
            assert set(entity["properties"].get(name, ())) <= ids


def test_the_graph_of_acts_is_graphml_that_others_read(tables: Path, tmp_path: Path) -> None:
    path = exported("act-graph", tables, tmp_path, "acts.graphml")
    networkx = pytest.importorskip("networkx")
    drawn = networkx.read_graphml(path)
    said = {
        (drawn.nodes[one]["label"], about["relation"], drawn.nodes[other]["label"], about["pages"])
        for one, other, about in drawn.edges(data=True)
    }
    assert ("Nghị định 123/2021/NĐ-CP", "amends", "Nghị định 100/2019/NĐ-CP", 2) in said
    assert {relation for _, relation, _, _ in said} >= {"amends", "guides"}


def test_the_graph_of_acts_is_well_formed_and_in_terms_of_eli(tables: Path, tmp_path: Path) -> None:
    text = exported("act-graph", tables, tmp_path, "acts.graphml").read_text("utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - what was just written
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {key.get("id") for key in root.iter(f"{space}key")}
    assert {data.get("key") for data in root.iter(f"{space}data")} <= keys
    made = json_ld(*graph(tables))
    ids = {node["@id"] for node in made["@graph"]}
    assert len(ids) == len(made["@graph"])
    for node in made["@graph"]:
        for term in node:
            assert term.startswith(("@", "eli:", "dcterms:"))
        assert {other["@id"] for other in node.get("eli:amends", ())} <= ids


def test_every_relation_has_a_term_in_the_graph() -> None:
    relations = str(ActRelationRow.model_fields["relation"].annotation)
    for relation in re.findall(r"'(\w+)'", relations):
        nodes = {"A": {"label": "A"}, "B": {"label": "B"}}
        assert len(json_ld(nodes, {("A", relation, "B"): 1})["@graph"][0]) == 5


def test_a_file_that_is_none_is_said(tmp_path: Path, tables: Path) -> None:
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(ValueError, match="not a Popolo file"):
        vanban.load("people", output=tmp_path / "other.json")
    path = exported("popolo", tables, tmp_path, "popolo.json")
    with pytest.raises(ValueError, match="holds people, organizations, positions, and no names"):
        vanban.load("names", output=path)


def test_tables_go_out_whole(tables: Path, tmp_path: Path, capsys: Any) -> None:
    assert main(["export", "popolo", str(tables), str(tmp_path / "x"), "--page", "a.txt"]) == 2
    assert "leave --page and --gold out" in capsys.readouterr().err


def test_a_frame_of_texts_gives_a_frame_of_mentions() -> None:
    texts = pd.DataFrame(
        {
            "body": ["Xã họp ngày 5/3, chi 5 tỷ đồng.", None, "Không có gì.", "Tăng 12%."],
            "day": [pd.Timestamp("2024-03-06"), None, None, pd.NaT],
        },
        index=["a", "b", "c", "d"],
    )
    found = vanban.frame(texts, text="body", date="day")
    assert found["text"].tolist() == ["ngày 5/3", "5 tỷ đồng", "12%"]
    assert found.index.tolist() == ["a", "a", "d"]
    assert found["value"].tolist()[0] == "2024-03-05"
    assert texts.join(found).loc["d", "unit"] == "%"
    assert vanban.frame(texts.iloc[1:3], text="body").empty
    with pytest.raises(KeyError):
        vanban.frame(texts, text="boddy")


def test_a_dataset_of_the_hub_has_a_configuration_a_table(tables: Path, tmp_path: Path) -> None:
    card = exported("hugging-face", tables, tmp_path, "README.md").read_text("utf-8")
    about = yaml.safe_load(card.split("---")[1])
    assert {one["config_name"] for one in about["configs"]} == set(TABLES)
    for one in about["configs"]:
        table = pq.read_table(tmp_path / "hugging-face" / one["data_files"])
        assert not any(pa.types.is_dictionary(kind) for kind in table.schema.types)
        original = pq.read_table(tables / f"{one['config_name']}.parquet")
        assert table.num_rows == original.num_rows
        assert table.to_pylist() == original.to_pylist()
