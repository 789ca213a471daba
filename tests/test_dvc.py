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
from vanban.stages.stages import STAGES
from vanban.tables.join import SOURCES


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


def test_each_stage_depends_on_its_sources_and_nothing_else() -> None:
    declared = yaml.safe_load((ROOT / "dvc.yaml").read_text("utf-8"))["stages"]
    sources: dict[str, set[str]] = {"tables": set(SOURCES)}
    sources.update((name, set(stage.sources)) for name, stage in STAGES.items())
    for name, wanted in sources.items():
        deps = {dep for dep in declared[name]["deps"] if dep.startswith("pipeline/vanban/")}
        assert deps == {f"pipeline/vanban/{source}" for source in wanted}, name


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
