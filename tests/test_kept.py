"""What is kept between processes: made anew where it is stale, damaged, or cannot be kept."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from vanban.kept import kept


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    file = Path(cache_from_source(sys.modules[kept.__module__].__file__ or ""))
    file.parent.mkdir(parents=True)
    return file.with_name("kept")


def test_a_thing_is_made_once(folder: Path) -> None:
    assert kept("thing", "source", lambda: ["made"]) == ["made"]
    assert kept("thing", "source", lambda: ["made again"]) == ["made"]
    assert [path.name for path in folder.iterdir()] == ["thing.pickle"]


def test_a_stale_thing_is_made_anew(folder: Path) -> None:
    kept("thing", "source", lambda: "old")
    assert kept("thing", "other", lambda: "new") == "new"
    assert kept("thing", "other", lambda: "newer") == "new"


@pytest.mark.parametrize("damage", [b"", b"x" * 64, b"x" * 200])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    kept("thing", "source", lambda: "old")
    (folder / "thing.pickle").write_bytes(damage)
    assert kept("thing", "source", lambda: "new") == "new"
    assert kept("thing", "source", lambda: "newer") == "new"


def test_a_flipped_bit_is_seen(folder: Path) -> None:
    kept("thing", "source", lambda: "old")
    content = bytearray((folder / "thing.pickle").read_bytes())
    content[-3] ^= 1
    (folder / "thing.pickle").write_bytes(content)
    assert kept("thing", "source", lambda: "new") == "new"


def test_without_a_folder_things_are_made(folder: Path) -> None:
    folder.write_text("a file is in its place")
    assert kept("thing", "source", lambda: "made") == "made"


def test_what_cannot_be_pickled_is_made_each_time(folder: Path) -> None:
    assert kept("thing", "source", lambda: lambda: 1)() == 1
    assert not any(folder.glob("*"))


def test_what_fails_to_be_made_says_so(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept("thing", "source", lambda: 1 // 0)
    assert not any(folder.glob("*"))
