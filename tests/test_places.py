"""Places: pages and tables may be in any store, and come out as they do here."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from upath import UPath

from tests.conftest import RAW
from vanban.cli import main
from vanban.engine import Limits
from vanban.params import params
from vanban.stages.run import run_stages
from vanban.store.location import PARTIAL, PlaceError, place, write_parts, write_whole
from vanban.store.raw import AT_ONCE, Reader, contents, raw_files
from vanban.store.shards import LARGEST, bits_for, held_before, shard_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raw", Path("raw")),
        ("/data/kh%20o", Path("/data/kh%20o")),
        ("file:///data/kh%20o/b%C3%A0i", Path("/data/kh o/bài")),
        ("memory://raw/2017", UPath("memory://raw/2017")),
    ],
)
def test_a_place_is_named_by_path_or_url(text: str, expected: Path | UPath) -> None:
    assert place(text) == expected


def test_a_store_that_cannot_be_reached_is_told_at_once() -> None:
    with pytest.raises(PlaceError, match=r"pip install 'vanban\[cluster\]' and the driver"):
        place("nosuch://bucket/raw")


def test_a_run_in_a_store_gives_the_local_bytes(output: Path) -> None:
    raw, tables = UPath("memory://run/raw"), UPath("memory://run/tables")
    (raw / ".cache").mkdir(parents=True, exist_ok=True)
    (raw / ".cache" / "x.txt").write_bytes(b"no page")
    (raw / "corpus.dvc").write_bytes(b"no page")
    for path in RAW.iterdir():
        (raw / path.name).write_bytes(path.read_bytes())
    for _ in range(2):  # the second has nothing to do
        assert main(["run", str(raw), str(tables), "--workers", "0"]) == 0
        files = sorted(path.relative_to(output) for path in output.rglob("*") if path.is_file())
        for name in files:
            if name.name != ".lock":
                there = tables.joinpath(*name.parts).read_bytes()
                assert there == (output / name).read_bytes(), name
    assert main(["check", str(tables), "--raw", str(raw)]) == 0


def test_files_of_a_store_are_those_of_a_folder(tmp_path: Path) -> None:
    store = UPath("memory://same")
    for number in range(AT_ONCE + 3):
        for folder in (tmp_path, store):
            path = folder / f"khối {number % 2}" / f"trang #{number}?.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"" if number == 1 else f"Trang {number}".encode())
    here, there = raw_files(tmp_path), raw_files(store)
    assert [(f.raw_path, f.doc_id) for f in here] == [(f.raw_path, f.doc_id) for f in there]
    read = [[(f.raw_path, hash_, what) for f, hash_, what in contents(x)] for x in (here, there)]
    assert read[0] == read[1]
    reader = Reader(there)
    assert all(reader(file.raw_path) == file.read() for file in here)


def test_a_file_too_large_is_read_in_part_and_known_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = params().model_copy(update={"clean": params().clean.model_copy(update={"max_bytes": 9})})
    monkeypatch.setattr("vanban.store.raw.params", lambda: few)
    store = UPath("memory://large")
    for folder in (tmp_path, store):
        folder.mkdir(exist_ok=True)
        (folder / "a.txt").write_bytes(b"0123456789abcdef")
    for folder in (tmp_path, store):
        ((file, hash_, content),) = contents(raw_files(folder))
        assert content == b"0123456789"
        assert hash_ == file.sha256() == "16 bytes"


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    goal = tmp_path / "a"
    write_whole(goal, b"old")
    with suppress(KeyError), write_parts(goal) as partial:
        partial.write_bytes(b"new, cut")
        raise KeyError
    assert goal.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("pages", "least", "bits"),
    [(0, 4, 4), (1600, 4, 4), (1601, 4, 5), (3200, 4, 5), (1, 7, 7), (10**6, 4, 14)],
)
def test_shards_stay_small_and_never_get_fewer(pages: int, least: int, bits: int) -> None:
    assert bits_for(pages, least) == bits
    assert pages <= LARGEST * 2**bits


@given(st.integers(0, 2**64 - 1), st.integers(4, 20))
def test_a_shard_is_named_by_the_first_bits_of_its_pages(number: int, bits: int) -> None:
    assert int(shard_of(f"{number:016x}", bits), 2) == number >> (64 - bits)


def test_more_shards_keep_the_rows_of_fewer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, output = tmp_path / "raw", tmp_path / "output"
    shutil.copytree(RAW, raw)
    assert run_stages(("clean",), raw, output, 0, Limits()).worked["clean"] == 5
    (output / "stages" / "clean" / f".0110.shard.0{PARTIAL}").touch()  # a killed run left it
    monkeypatch.setattr("vanban.stages.run.bits_for", lambda pages, least: 16)
    stage = output / "stages" / "clean"
    assert held_before(stage, "0110000111111111") == "0110"
    assert run_stages(("clean",), raw, output, 0, Limits()).worked["clean"] == 0
    assert sorted(len(path.name) for path in stage.iterdir()) == [len("0110000111111111.shard")] * 5
    os.remove(next(raw.iterdir()))  # noqa: PTH107 - whichever
    assert run_stages(("clean",), raw, output, 0, Limits()).worked["clean"] == 0
    assert len(list(stage.iterdir())) == 4
