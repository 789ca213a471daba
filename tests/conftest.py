"""What several tests need: the tables of the five pages, made once a session; how properties run.

No test asks how long something takes, so a property has no deadline and no check of slow draws.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from vanban.bench.pages import made_pages
from vanban.cli import main

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the five pages in raw/."""
    folder = tmp_path_factory.mktemp("output")
    assert main(["run", str(RAW), str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two dozen made pages, which no test changes."""
    return made_pages(24, tmp_path_factory.mktemp("pages") / "raw")


@pytest.fixture(scope="session")
def whole(raw: Path) -> Path:
    """The tables of a run over them that nothing befell."""
    output = raw.parent / "whole"
    assert main(["run", str(raw), str(output), "--workers", "1"]) == 0
    return output


def content(output: Path) -> dict[str, bytes]:
    """Every file of a run, the shards too, by its path in the folder."""
    files = [path for path in output.rglob("*") if path.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
