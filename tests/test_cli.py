"""The commands: help is complete; what cannot be carried out says why and exits with 2."""

from __future__ import annotations

import io
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import GOLD, RAW
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
    "review",
    "plots",
    "rules",
    "doctor",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_option(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert "usage:" in shown
    assert "None" not in shown.replace("(default: None)", "")


@pytest.mark.parametrize(
    ("asked", "usage"), [(["help"], "vanban "), (["help", "run"], "vanban run")]
)
def test_help_is_a_command_too(
    asked: list[str], usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(asked)
    assert capsys.readouterr().out.startswith(f"usage: {usage}")


def test_the_first_help_lists_all_commands() -> None:
    assert all(command in parser().format_help() for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "no such folder", "out"], "no such folder. Name the folder"),
        (["segment", "--output", "nowhere"], "Run the stage 'clean' first"),
        (["clean", "--raw", "nowhere"], "--raw nowhere: no such folder. Name the folder"),
        (["run", "file.txt", "out"], "RAW_DIR file.txt: is a file, and must be a folder"),
        (["run", "raw", "file.txt"], "OUTPUT_DIR file.txt: is a file, and must be a folder"),
        (["run", "raw", "raw/out"], "OUTPUT_DIR raw/out: lies in the folder of raw pages raw"),
        (["check", "nowhere"], "OUTPUT_DIR nowhere: is no folder with tables. Make them: vanban"),
        (["check", "raw"], "OUTPUT_DIR raw: holds no tables. Make them: vanban run RAW_DIR raw"),
        (["review", "nowhere"], "OUTPUT_DIR nowhere: is no folder with tables"),
        (["plots", "nowhere"], "OUTPUT_DIR nowhere: is no folder with tables"),
        (["export", "csv", "nowhere", "new"], "OUTPUT_DIR nowhere: is no folder with tables"),
        (["gold", "brat", "nowhere", "--to", "new"], "no *.ann here"),
        (["diff", "nowhere", "raw"], "OLD_OUTPUT nowhere: is no folder with tables"),
        (["evaluate", "--output", "nowhere"], "--output nowhere: is no folder with tables"),
        (["explain", "--file", "nowhere"], "nowhere: no such file or directory. Check the path"),
        (["explain", "--lines", "file.txt"], "--lines file.txt, line 1: is no JSON"),
        (["explain", "--lines", "file.txt", "text"], "--lines goes alone"),
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
    (tmp_path / "file.txt").write_text("a page")
    (tmp_path / "raw").mkdir()
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rnu", "raw", "out"], "there is no 'rnu'. Did you mean 'run'?"),
        (["run", "raw", "out", "--wrokers", "2"], "Did you mean '--workers'? See 'vanban run --h"),
        (["export", "bratt", "out", "new"], "argument format: there is no 'bratt'. Did you mean"),
        (["export", "xml", "out", "new"], "It is one of brat, doccano, label-studio"),
        (["explain", "x", "--published", "yesterday"], "--published: 'yesterday' is no day."),
        ([], "COMMAND"),
    ],
)
def test_what_is_not_understood_is_answered_with_what_may_be_meant(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    complaint = capsys.readouterr().err
    assert message in complaint
    assert complaint.count("\n") == 1


def test_a_run_ends_with_a_summary_for_people_or_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.txt").write_text("Xã họp\n\nÔng Lê Văn Ba chi 5 tỷ đồng làm đường.\n", "utf-8")
    (raw / "b.txt").write_bytes(b"")
    run = ["run", str(raw), str(out), "--workers", "0"]
    assert main(run) == 0
    shown = capsys.readouterr().out
    assert "pages      2, of which" in shown
    assert f"rejected   1 (1 empty); which and why: {out}/rejected.parquet" in shown
    assert "1 names" in shown
    assert f"vanban review {out} --raw {raw}, " in shown
    assert main([*run, "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["rejected"] == {"empty": 1}
    assert summary["rows"]["quantities"] == 1
    assert main([*run, "--quiet"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["serve", "review"])
def test_a_port_that_is_taken_is_named_with_a_free_one(
    command: str, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        review = ["review", str(output), "--serve", str(tmp_path), "--port", str(port)]
        assert main(review if command == "review" else ["serve", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert f"vanban: --port {port}: cannot be listened at" in said
    assert "Name one that is free: --port 8000" in said


def test_an_empty_folder_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "raw").mkdir()
    run = ["run", str(tmp_path / "raw"), str(tmp_path / "out"), "--workers", "0"]
    assert main(run) == 2
    assert "--allow-empty" in capsys.readouterr().err
    assert main([*run, "--allow-empty"]) == 0


def test_explain_reads_many_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [{"text": "Sáng 5/3, xã họp.", "published": "2024-03-06"}, {"text": "Có 3 người."}]
    file = tmp_path / "texts.jsonl"
    file.write_text("\n\n".join(json.dumps(line) for line in lines) + "\n", "utf-8")
    assert main(["explain", "--lines", str(file)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert [mention["value"] for mention in first["mentions"]] == ["2024-03-05"]
    assert [mention["unit"] for mention in second["mentions"]] == ["người"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": 5}', "line 2: has no text"),
        ("[]", "line 2: has no text"),
        ('{"text": "Xã", "published": "5/3"}', "line 2: published '5/3' is no day"),
    ],
)
def test_a_line_that_is_no_text_is_named(
    line: str, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "Xã"}\n' + line))
    assert main(["explain", "--lines", "-"]) == 2
    assert message in capsys.readouterr().err


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text('{"text": "Có 3 người."}\n' * 400, "utf-8")
    command = [sys.executable, "-m", "vanban", "explain", "--lines", "texts.jsonl"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Interrupts reach processes that are started, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = (RAW / "000_276f3b63be207bdd.txt").read_text("utf-8")
    for number in range(200):
        (raw / f"{number}.txt").write_text(f"{text}\n{number}\n", "utf-8")
    command = [sys.executable, "-m", "vanban", "run", "raw", "out", "--workers", "1"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / "out").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130
    assert [line for line in complaint.splitlines() if line.startswith("vanban:")] == [
        "vanban: interrupted. What is finished stays; the next run goes on."
    ]
    assert "Traceback" not in complaint


def test_doctor_finds_that_all_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "all that is installed fits together" in shown
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(finding["fits"] is not False for finding in found)


def test_figures_go_beside_the_tables_that_they_are_of(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Foreign gold leaves output/metrics.json of the folder at hand alone; two options override."""
    tables = tmp_path / "tables"
    shutil.copytree(output, tables)
    monkeypatch.chdir(tmp_path)
    assert main(["evaluate", "--output", "tables", "--gold", str(GOLD), "--raw", str(RAW)]) == 0
    assert {"metrics.json", "misses.md"} <= {path.name for path in tables.iterdir()}
    assert not (tmp_path / "output").exists()
    other = ["--metrics", "m.json", "--misses", "m.md"]
    assert main(["evaluate", "--output", "tables", "--gold", str(GOLD), *other]) == 0
    assert (tmp_path / "m.json").exists()
    assert (tmp_path / "m.md").exists()


def test_a_site_is_written_where_there_is_no_gold(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of the project nothing has gold; a folder that is named must have some."""
    shutil.copytree(output, tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "tables"]) == 0
    assert main(["review", "tables", "--gold", "nowhere"]) == 2
