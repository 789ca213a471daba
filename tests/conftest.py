"""What several tests need: the tables of the five pages, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban.cli import main

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"
GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the five pages in raw/."""
    folder = tmp_path_factory.mktemp("output")
    assert main(["run", str(RAW), str(folder)]) == 0
    return folder
