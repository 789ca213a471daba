"""For who edits lexicons: schemas, a new entry by questions, and what an entry changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import tomli

from vanban import lexicons as lexicon
from vanban.cli import main
from vanban.explanation import editing
from vanban.explanation.editing import trial
from vanban.explanation.lexicons import MODELS
from vanban.lexicons import LexiconError
from vanban.store.raw import raw_files

ANSWERS = {
    "name": "Hoa tiêu trưởng",
    "variants": "",
    "match": "Hoa tiêu trưởng Lê Văn Biển kể lại chuyến đi.",
    "reject": "Cảng cần thêm một hoa tiêu trưởng. | Hoa tiêu trưởng nào cũng bận.",
    "source": "Bộ luật Hàng hải Việt Nam 2015",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicons that may be changed."""
    to = tmp_path / "lexicons"
    shutil.copytree(lexicon.FOLDER, to, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return to


@pytest.mark.parametrize("file", sorted(MODELS))
def test_each_file_is_as_its_schema_says(file: str) -> None:
    schema = editing.schema(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    content = tomli.loads((lexicon.FOLDER / lexicon.file_of(file)).read_text("utf-8"))
    # a day of TOML is to a schema the text that it is written as
    jsonschema.validate(json.loads(json.dumps(content, default=str)), schema)


def test_a_schema_knows_an_unknown_key_and_a_missing_one() -> None:
    entry = {
        key: [value] if key in ("match", "reject") else value for key, value in ANSWERS.items()
    }
    entry |= {"id": "hoa-tieu-truong", "variants": []}
    schema = editing.schema("roles")
    jsonschema.validate({"entry": [entry]}, schema)
    for wrong in (entry | {"nmae": "x"}, {"id": "x", "name": "x"}, entry | {"alone": "allways"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"entry": [wrong]}, schema)


def test_schemas_come_with_the_file_by_which_editors_find_them(tmp_path: Path) -> None:
    assert main(["lexicon", "schema", str(tmp_path)]) == 0
    rules = tomli.loads((tmp_path / ".taplo.toml").read_text("utf-8"))["rule"]
    assert len(rules) == len(set(map(lexicon.file_of, MODELS)))
    for rule in rules:
        assert json.loads(Path(rule["schema"]["path"]).read_text("utf-8"))["$schema"]


def test_answers_become_an_entry(folder: Path) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return ANSWERS[question.partition(" ")[0]]

    values = editing.ask("roles", answer)
    assert len(asked) == len(ANSWERS)
    assert values["id"] == "hoa-tieu-truong"
    assert len(values["reject"]) == 2
    assert editing.add("roles", values, folder).startswith('[[entry]]\nid = "hoa-tieu-truong"\n')
    text = (folder / "roles.toml").read_text("utf-8")
    assert lexicon.parse(text, "roles", MODELS["roles"])[-1].name == "Hoa tiêu trưởng"
    assert (
        editing.without("roles", "hoa-tieu-truong", text).rstrip()
        == (lexicon.FOLDER / "roles.toml").read_text("utf-8").rstrip()
    )


def test_everyday_words_name_lexicons() -> None:
    assert set(map(editing.lexicon_named, editing.COMMON)) <= set(MODELS)
    assert editing.lexicon_named("title") == editing.lexicon_named("roles.toml") == "roles"


def test_closed_sets_and_numbers_are_asked_for_as_such(folder: Path) -> None:
    questions: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return {"factor": "0.5", "kind": "mass"}.get(question.partition(" ")[0], "x")

    values = editing.ask("units", answer)
    assert any("one of count, percent" in question for question in questions)
    assert values["kind"] == "mass"


def test_an_entry_that_breaks_its_file_is_not_written(folder: Path) -> None:
    before = (folder / "roles.toml").read_bytes()
    with pytest.raises(LexiconError, match="stands twice"):
        editing.add(
            "roles",
            {"id": "bi-thu", "name": "x", "match": ["x"], "reject": ["y"], "source": "z"},
            folder,
        )
    with pytest.raises(LexiconError, match="'match' is missing"):
        editing.add("roles", {"id": "x", "name": "x"}, folder)
    assert (folder / "roles.toml").read_bytes() == before


def test_what_an_entry_changes_is_shown_in_context(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", "Hội nghị\n\nÔng Lê Văn Ba, Bí thư Tỉnh ủy Hà Nam, dự họp.\n"),
        ("b.txt", "Thời tiết\n\nHôm nay trời nắng đẹp trên cả nước.\n"),
        ("c.txt", ""),
        ("d.csv", "id,text\n1,Bà Lê Thị Tư là Bí thư Tỉnh ủy Hà Nam.\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    changes = list(trial("bi-thu", raw_files(tmp_path)))
    assert [(change.outcome, change.page, change.kind) for change in changes] == [
        ("won", "a.txt", "title"),
        ("won", "d.csv#id=1", "title"),
    ]
    assert "[Bí thư Tỉnh ủy Hà Nam]" in str(changes[0])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "rolse"], "Did you mean 'roles'?"),
        (["add", "titel"], "Did you mean 'title'?"),
        (["add", "bi-thu"], "no lexicon 'bi-thu' for a new entry. Name title, organization,"),
        (["add", "numbers"], "'numbers' holds several tables: name numbers."),
        (["add"], "write 'vanban lexicon add title'"),
        (["try", "bi-thu"], "write 'vanban lexicon try ENTRY PAGES'"),
        (["try", "bi-thu", "nowhere"], "PAGES nowhere: no such folder"),
        (["try", "bi-thuu", "."], "did you mean 'bi-thu'?"),
        (["add", "title"], "no more answers"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nothing)
    assert main(["lexicon", *arguments]) == 2
    assert said in capsys.readouterr().err
