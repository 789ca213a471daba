"""CONTRIBUTING tried as written: its entries pass its commands; hooks and CI run what there is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from vanban.cli import parser
from vanban.explanation.lexicons import MODELS
from vanban.lexicons import file_of

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TITLE = (ROOT / "docs" / "title.md").read_text("utf-8").split("**2.")[1]
ENTRY = re.compile(
    r"`pipeline/vanban/lexicons/(?P<file>\w+)\.toml`(?:(?!```).)*"
    r"```toml\n(?P<entry>.*?)```(?:(?!```).)*```sh\nvanban (?P<check>.*?)\n```",
    re.DOTALL,
)
FAULT = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package for somebody to edit."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(
        ROOT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "pipeline")},
    )


def test_the_entries_of_the_guide_pass_its_checks(tree: Path) -> None:
    entries = [*ENTRY.finditer(GUIDE), *ENTRY.finditer(TITLE)]
    assert [entry["file"] for entry in entries] == ["roles", "document_types", "units", "roles"]
    for entry in entries:
        with (tree / "pipeline" / "vanban" / "lexicons" / f"{entry['file']}.toml").open(
            "a"
        ) as file:
            file.write("\n" + entry["entry"])
    ids = [shlex.split(entry["check"])[-1] for entry in entries]
    done = run(tree, "-m", "vanban", "lexicon", *ids)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" holds\n") == 2 * len(entries)


def test_the_fault_of_the_guide_is_what_is_printed(tree: Path) -> None:
    path = tree / "pipeline" / "vanban" / "lexicons" / "roles.toml"
    whole = path.read_text("utf-8")
    (fault,) = FAULT.findall(GUIDE.split("## When the check fails")[1].split("```console")[0])
    (entry,) = (e["entry"] for e in ENTRY.finditer(GUIDE) if e["file"] == "roles")
    path.write_text(whole.split('[[entry]]\nid = "thuyen-truong"')[0] + entry, "utf-8")
    with path.open("a") as file:
        file.write('alone = "allways"\n')
    done = run(tree, "-m", "vanban", "lexicon")
    path.write_text(whole, "utf-8")
    assert done.returncode == 1
    assert done.stdout == f"{fault}\n"


def test_every_command_that_guides_hooks_and_ci_name_is_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pages = [ROOT / "CONTRIBUTING.md", *ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")]
    pages += [*(ROOT / ".github" / "workflows").glob("*.yml"), ROOT / ".pre-commit-config.yaml"]
    commands = [
        match[1]
        for page in pages
        for match in re.finditer(
            r"^(?:\$ |\s*(?:\(cd .*? && )?(?:.*?entry: )?(?:\.venv/bin/)?)"
            r"vanban (\S.*)$",
            page.read_text("utf-8"),
            re.MULTILINE,
        )
    ]
    assert len(commands) > 12
    for command in commands:
        words = shlex.split(re.sub(r"[)>].*$", "", command), comments=True)
        parser().parse_args(words)  # leaves with SystemExit where it does not read them
    assert capsys.readouterr().err == ""


def test_hooks_are_local_and_run_tools_of_the_environment() -> None:
    config = ROOT / ".pre-commit-config.yaml"
    assert run(ROOT, "-m", "pre_commit", "validate-config", str(config)).returncode == 0
    for repo in yaml.safe_load(config.read_text("utf-8"))["repos"]:
        assert repo["repo"] == "local"
        for hook in repo["hooks"]:
            assert hook["language"] == "system"
            assert hook["entry"].split()[0] in (
                ".venv/bin/ruff",
                ".venv/bin/mypy",
                ".venv/bin/vanban",
            )


def test_the_guide_names_files_that_there_are() -> None:
    for name in re.findall(r"`(?:pipeline/vanban/lexicons/)?(\w+)\.toml`", GUIDE):
        assert f"{name}.toml" in set(map(file_of, MODELS)), name
