"""Every lexicon entry, under its own id: `match` texts rest on it, `reject` texts do not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

import pytest

from vanban.cli import main
from vanban.explanation.lexicons import MODELS, NO_MENTION, Example, faults, find, rests_on
from vanban.lexicons import FOLDER, TABLES, Entry, LexiconError, file_of, parse, table_of


def examples() -> list[Any]:
    """One parameter set an example, under the id `<file>/<entry>/<kind>/<number>`."""
    kinds: tuple[Literal["match", "reject"], ...] = ("match", "reject")
    return [
        pytest.param(
            Example(name, entry["id"], kind, text, ()),
            id=f"{name}/{entry['id']}/{kind}/{number}",
        )
        for name in MODELS
        if name not in NO_MENTION
        for entry in tomllib.loads((FOLDER / file_of(name)).read_text("utf-8"))[table_of(name)]
        for kind in kinds
        for number, text in enumerate(entry[kind])
    ]


@pytest.mark.parametrize("example", examples())
def test_example(example: Example) -> None:
    ran = Example(example.file, example.entry, example.kind, example.text, rests_on(example.text))
    assert ran.holds, str(ran)


def test_every_file_has_its_model_and_no_fault() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.toml")}
    assert files == set(map(file_of, MODELS))
    for file, tables in TABLES.items():
        assert {name for name in MODELS if file_of(name) == f"{file}.toml"} == {
            file if table == "entry" else f"{file}.{table}" for table in tables
        }
    assert list(faults()) == []


def test_an_example_that_fails_says_what_was_found_instead() -> None:
    missing = Example("roles", "bi-thu", "match", "Ban Bí thư họp.", ())
    assert str(missing).startswith(
        "roles.toml: entry 'bi-thu': match text 'Ban Bí thư họp.' does not rest on it. "
        "It rests on no entry: nothing is found in it."
    )
    wrong = Example("roles", "bi-thu", "reject", "Bí thư Tỉnh ủy", ("bi-thu", "tinh-uy"))
    assert "rests on it. It rests on bi-thu, tinh-uy." in str(wrong)
    assert Example("roles", "bi-thu", "match", "x", ("bi-thu",)).holds


def test_entries_are_found_by_id_and_by_file() -> None:
    ((file, entry),) = find(["thuong-tuong"])
    assert (file, entry.name) == ("roles.rank", "Thượng tướng")
    assert {file for file, _ in find(["roles.rank", "places.place"])} == {
        "roles.rank",
        "places.place",
    }
    with pytest.raises(LexiconError, match=r"did you mean 'thuong-tuong'\?"):
        find(["thuong-tuonh"])


def test_a_file_that_no_rule_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "rolls.toml").write_text("")
    (tmp_path / "surnames.toml").write_text('[[entry]]\nid = "a"\n')
    unread, broken = faults(tmp_path)
    assert broken.startswith("surnames.toml: entry 'a': 'name' is missing")
    assert unread.startswith("rolls.toml: no rule reads this file. Did you mean roles.toml?")


@pytest.mark.parametrize("text", ['[entry]\nid = "a"', "entry = 5", 'entry = ["a"]'])
def test_entries_that_are_no_list_are_told(text: str) -> None:
    with pytest.raises(LexiconError, match=r"'entry' is no list of entries: write \[\[entry\]\]"):
        parse(text, "grammar", Entry)


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon"]) == 0
    assert f"{len(set(map(file_of, MODELS)))} files" in capsys.readouterr().out
    assert main(["lexicon", "thuong-tuong", "blocker-road"]) == 0
    shown = capsys.readouterr().out
    assert "roles.toml: entry 'thuong-tuong': match text" in shown
    assert "python -m pytest tests/test_names.py -k blocker-road" in shown
    assert main(["lexicon", "nosuch-entry-at-all"]) == 2
