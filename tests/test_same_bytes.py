"""However Python is started, the bytes are the same; what crosses processes stays what it is."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RAW
from vanban.bench.kills import differences
from vanban.cleaning import clean
from vanban.engine import WorkerError
from vanban.segmentation import segment
from vanban.store.shard_file import BrokenShardError
from vanban.store.sources import PACKAGE
from vanban.tables.build import TablesError
from vanban.tables.promises import Fault
from vanban.text.document import Rejected


@pytest.mark.parametrize(
    ("flags", "more"),
    [(["-OO"], {}), ([], {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"})],
)
def test_the_bytes_of_the_tables(
    flags: list[str], more: dict[str, str], output: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, *flags, "-m", "vanban", "run", str(RAW), str(tmp_path / "out")],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), **more},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert differences(output, tmp_path / "out") == []


def test_a_document_that_was_pickled_equals_itself() -> None:
    path = min(RAW.glob("*.txt"))
    document = segment(clean(path.read_bytes(), path.name))
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own


@pytest.mark.parametrize(
    "error",
    [
        Rejected("empty", "The file is empty."),
        TablesError([Fault("names", "a", "is wrong", "a")]),
        BrokenShardError(Path("stages/clean/0000.shard"), "cut off"),
        WorkerError("no worker"),
    ],
)
def test_errors_survive_pickling(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
