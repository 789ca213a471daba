"""README and docs: every example runs, and prints what the page says it prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import ROOT

PAGES = [
    *(ROOT / name for name in ("README.md", "README.vi.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
PYTHON = re.compile(r"```python\n(.*?)```(?:\s*```text\n(.*?)```)?", re.DOTALL)
SQL = re.compile(r"```text\n([^`]*)```\s*```sql\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def examples(pattern: re.Pattern[str]) -> list[Any]:
    return [
        pytest.param(match, id=f"{page.name}/{number}")
        for page in PAGES
        if page.exists()
        for number, match in enumerate(pattern.finditer(page.read_text("utf-8")))
    ]


@pytest.fixture
def desk(tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the project after `make`."""
    for name in ("raw", "tests", "pipeline"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "output").symlink_to(output)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("example", examples(PYTHON))
def test_python(example: re.Match[str], desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example[1], "README", "exec"), {"__name__": "readme"})  # noqa: S102 - our own text
    if example[2] is not None:
        assert squeezed(capsys.readouterr().out) == squeezed(example[2])


@pytest.mark.parametrize("example", examples(SQL))
def test_sql(example: re.Match[str], desk: Path) -> None:
    """A query says what the text before it shows, which is what the Python before that prints."""
    assert squeezed(duckdb.execute(example[2]).df().to_string(index=False)) == squeezed(example[1])


@pytest.mark.parametrize("example", examples(CONSOLE))
def test_console(example: re.Match[str], desk: Path) -> None:
    command, _, shown = example[1].partition("\n")
    words = shlex.split(command.removeprefix("$ "))
    assert words[0] == "vanban", "console examples show our own commands"
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False, cwd=desk
    )
    assert squeezed(done.stdout) == squeezed(shown), done.stderr


def squeezed(text: str) -> str:
    """Lines without trailing blanks: what a page shows, whatever the terminal's width."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
