"""DVC: dvc.lock is true, and nothing runs when nothing changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from vanban.schema import TABLES
from vanban.store.sources import PACKAGE, sources
from vanban.store.stages import STAGES, StageName, entries_of


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "DVC_NO_ANALYTICS": "1", "GIT_CEILING_DIRECTORIES": "/"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh copy of what git tracks, as it stands in the working tree."""
    folder = tmp_path_factory.mktemp("clone")
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    run(folder, "git", "init", "--quiet")
    return folder


def test_a_fresh_repro_gives_the_hashes_of_the_lock(clone: Path) -> None:
    run(clone, "dvc", "repro", "--force")
    assert (clone / "dvc.lock").read_text("utf-8") == (ROOT / "dvc.lock").read_text("utf-8")
    assert "is up to date" in run(clone, "dvc", "status") or "up to date" in run(
        clone, "dvc", "repro"
    )


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_depends_on_its_sources_and_nothing_else(stage: StageName) -> None:
    """dvc.yaml names files and folders; the files are those that the imports lead to."""
    declared = yaml.safe_load((ROOT / "dvc.yaml").read_text("utf-8"))["stages"][stage]["deps"]
    entries = (*entries_of(stage), *(("vanban.tables.build",) if stage == "tables" else ()))
    wanted = {path.relative_to(ROOT).as_posix() for path in sources(entries)}
    deps = [dep for dep in declared if dep.startswith(PACKAGE.relative_to(ROOT).as_posix())]
    missing = [path for path in sorted(wanted) if not any(covers(dep, path) for dep in deps)]
    needless = [dep for dep in deps if not any(covers(dep, path) for path in wanted)]
    assert (missing, needless) == ([], [])


def covers(dep: str, path: str) -> bool:
    return path == dep or path.startswith(f"{dep}/")


def test_every_table_is_an_output() -> None:
    declared = yaml.safe_load((ROOT / "dvc.yaml").read_text("utf-8"))["stages"]["tables"]["outs"]
    files = {out for out in declared if isinstance(out, str)}
    about = {"output/datapackage.json", "output/manifest.json"}
    assert files == {f"output/{name}.parquet" for name in TABLES} | about
    assert [out for out in declared if not isinstance(out, str)] == [
        {"output/stages/tables": {"persist": True}}
    ]


def test_metrics_are_shown_and_compared(clone: Path) -> None:
    assert "value_f1" in run(clone, "dvc", "metrics", "show")
