"""explain: what was found and why, what was blocked, why a trigger found nothing."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.conftest import RAW, ROOT
from vanban.cli import main
from vanban.explanation import explain, explain_raw
from vanban.explanation.render import as_json, as_text, in_colour

SENTENCE = "Các bộ trưởng dẫn Nghị quyết này, bà Lê Thị Hoa nói ngày 5/6."


@pytest.mark.parametrize(
    ("text", "kind", "surface", "reason"),
    [
        ("Các bộ trưởng dự họp.", "title", "bộ trưởng", "a word before it says several"),
        ("Bộ trưởng tiếp theo là ai.", "title", "Bộ trưởng", "make it a class"),
        ("Hội nghị nghe, Trưởng ban nói.", "title", "Trưởng ban", "the page says nowhere else who"),
        ("Theo Nghị quyết này.", "reference", "Nghị quyết", "no number, symbol, plenum"),
        ("Sách bán được 12.", "quantity", "12", "does not say what is counted"),
        ("Hội nghị năm 2017.", "quantity", "2017", "entry calendar-label says"),
        ("Một người đi qua.", "quantity", "Một", "counts only in contrast"),
        ("Xe đi trên đường Trần Hưng Đạo.", "name", "Trần Hưng Đạo", "entry blocker-road"),
        ("Họp xong. Hưng Phát Sông Hồng.", "name", "Hưng Phát Sông Hồng", "capitals, but evidence"),
    ],
)
def test_a_trigger_without_a_mention_says_why(
    text: str, kind: str, surface: str, reason: str
) -> None:
    silent = {(s.kind, s.span.of(text)): s.reason for s in explain(text).silences}
    assert reason in silent[kind, surface]  # type: ignore[index] # a kind is a str


def test_what_a_mention_covers_is_not_silent() -> None:
    text = (
        "Nguyên Bí thư Tỉnh ủy Hà Nam Trần Văn Minh dẫn Quy định số 181-QĐ/TW, hơn 90% tán thành."
    )
    assert explain(text).silences == ()


def test_json_says_all_that_the_text_says() -> None:
    explanation = explain(SENTENCE, "2017-06-06")
    content = json.loads(as_json(explanation))
    shown = as_text(explanation)
    for mention in content["mentions"]:
        assert f"[{mention['start']}:{mention['end']}]  rule {mention['rule']}" in shown
        assert SENTENCE[mention["start"] : mention["end"]] == mention["surface"]
    assert [silence["surface"] for silence in content["silent"]] == ["bộ trưởng", "Nghị quyết"]
    assert all(silence["reason"] in shown for silence in content["silent"])
    assert content["tokens"][0]["start"] == 0


def test_a_terminal_gets_colour_and_the_same_words() -> None:
    explanation = explain(SENTENCE)
    file = io.StringIO()
    in_colour(explanation, Console(file=file, force_terminal=True, width=400, highlight=False))
    coloured = file.getvalue()
    assert "\x1b[1;36mLê Thị Hoa\x1b[0m" in coloured
    bare = io.StringIO()
    in_colour(explanation, Console(file=bare, width=400, highlight=False))
    assert bare.getvalue() == f"{SENTENCE}\n\n{as_text(explanation)}"


@pytest.mark.parametrize("no_color", [False, True])
def test_colour_is_for_terminals_that_want_it(
    no_color: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    assert main(["explain", SENTENCE]) == 0
    assert ("\x1b[" in capsys.readouterr().out) is not no_color


def test_a_pipe_gets_plain_text() -> None:
    command = [sys.executable, "-m", "vanban", "explain", SENTENCE]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "\x1b" not in done.stdout
    assert done.stdout.startswith("name      Lê Thị Hoa")


def test_a_file_is_cleaned_as_a_run_does_it(capsys: pytest.CaptureFixture[str]) -> None:
    page = min(RAW.glob("*.txt"))
    assert main(["explain", "--file", str(page), "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["text"] == explain_raw(page.read_bytes(), page.name).document.text
    assert {mention["kind"] for mention in content["mentions"]} >= {"name", "title"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a sentence"),
        (["a", "--file", "b"], "name a sentence"),
        (["--file", "nowhere.txt"], "no such file"),
        (["--file", "empty.txt"], "empty.txt: rejected: empty"),
        (["--file", "empty.txt", "--published", "2017-01-01"], "a page says its own day"),
    ],
)
def test_what_cannot_be_explained_is_told(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["explain", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_every_silence_of_the_five_pages_stands_apart_from_the_mentions() -> None:
    for page in sorted(RAW.glob("*.txt")):
        explanation = explain_raw(page.read_bytes(), page.name)
        assert explanation.silences
        for silence in explanation.silences:
            assert silence.reason
            assert not any(m.span.overlaps(silence.span) for m in explanation.extraction.mentions)
