"""The commands: help is complete; what cannot be carried out says why and exits with 2."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from vanban.cli import main, parser

COMMANDS = (
    "clean",
    "segment",
    "extract",
    "tables",
    "evaluate",
    "run",
    "explain",
    "check",
    "floors",
    "lexicon",
    "export",
    "gold",
    "diff",
    "dictionary",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert "usage:" in shown
    assert "None" not in shown.replace("(default: None)", "")


def test_the_first_help_lists_all_commands() -> None:
    assert all(command in parser().format_help() for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "no such folder", "out"], "no such folder. Name the folder"),
        (["segment", "--output", "nowhere"], "Run the stage 'clean' first"),
        (["check", "nowhere"], "no readable table"),
        (["evaluate", "--output", "nowhere"], "no gold"),
        (["floors", "--lower", "nmaes"], "no such table"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_explain_reads_standard_input_and_writes_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Bộ trưởng Nguyễn Văn Bình họp ngày 5/6."))
    assert main(["explain", "-", "--json", "--published", "2017-06-06"]) == 0
    content = json.loads(capsys.readouterr().out)
    found = {mention["kind"]: mention for mention in content["mentions"]}
    assert found["date"]["fields"]["value"] == "2017-06-05"
    assert found["title"]["fields"]["holder"] == "Nguyễn Văn Bình"
    assert content["tokens"]


def test_explain_says_what_was_blocked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Theo Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2010-2015."]) == 0
    shown = capsys.readouterr().out
    assert "blocked" in shown
    assert "by reference" in shown


def test_explain_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Trời hôm nay đẹp."]) == 0
    assert "nothing found" in capsys.readouterr().out
