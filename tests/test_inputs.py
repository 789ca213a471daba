"""Every class of input that a raw folder may hold, through the real stage: what becomes of it.

A page is in documents, or in rejected with its reason; nothing is lost, nothing hangs the run.
"""

from __future__ import annotations

import os
import shutil
import socket
import time
import unicodedata
from pathlib import Path

import pytest

from vanban.engine import Limits
from vanban.params import params
from vanban.schema import DocumentRow, RejectedRow
from vanban.stages.run import run_stages
from vanban.store import raw as pages
from vanban.store.raw import raw_files
from vanban.store.shard_file import Shard, shard_names
from vanban.store.stages import stage_folder

LINE = "Sáng nay, Ban Thường vụ Đảng ủy Khối các cơ quan Trung ương họp phiên thứ hai trong năm. "
TEXT = "Đảng ủy Khối họp\n" + LINE
HTML = f"<!DOCTYPE html><html><body><h1>Đảng ủy Khối họp</h1><p>{LINE}</p></body></html>"
ENGLISH = "The committee met in the capital on Monday and agreed on the plan for the coming year. "
VISCII = (
    b"\xd0\xe4ng \xfcy h\xf7p. S\xe1ng nay, \xd0\xe4ng \xfcy Kh\xafi h\xf7p phi\xean th\xd1 hai."
)
TCVN3 = (
    b"\xa7\xb6ng \xf1y h\xe4p. S\xb8ng nay, \xa7\xb6ng \xf1y Kh\xe8i h\xe4p phi\xaan th\xf8 hai."
)
VNI = (
    b"\xd1a\xfbng u\xfby ho\xefp. Sa\xf9ng nay, "
    b"\xd1a\xfbng u\xfby Kho\xe1i ho\xefp phie\xe2n th\xf6\xf9 hai."
)
WINDOWS_1258 = (
    b"\xd0a\xd2ng u\xd2y ho\xf2p. S\xe1ng nay, "
    b"\xd0a\xd2ng u\xd2y Kh\xf4\xeci ho\xf2p th\xfd\xec hai."
)

CLASSES: dict[str, tuple[bytes, str]] = {
    "plain text": (TEXT.encode(), "utf-8 vi"),
    "empty": (b"", "empty"),
    "white space only": (b" \r\n\t\xc2\xa0\xe2\x80\x8b \n", "blank"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "NUL": (TEXT.encode() + b"\0", "binary"),
    "RTF": (b"{\\rtf1 T\xe1\xba\xadp hu\xe1\xba\xa5n}", "binary"),
    "lone surrogates": (TEXT.encode() + b"\xed\xa0\x80", "broken-utf-8"),
    "lone surrogate in UTF-16": (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8", "utf-16"),
    "UTF-8 with a mark": (TEXT.encode("utf-8-sig"), "utf-8 vi"),
    "UTF-16 with a mark": (TEXT.encode("utf-16"), "utf-16-le vi"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-be"), "utf-16-be vi"),
    "a few broken bytes": ((TEXT + LINE * 20).encode().replace(b"\xe1", b"\xff", 1), "utf-8 vi"),
    "cut short": (TEXT.encode() + "ủ".encode()[:2], "utf-8 vi"),
    "many broken bytes": (TEXT.encode().replace("ủ".encode(), b"\xe1\xbb"), "broken-utf-8"),
    "TCVN3": (TCVN3, "tcvn3 vi"),
    "TCVN3 as UTF-8": (TCVN3.decode("latin-1").encode(), "utf-8/tcvn3 vi"),
    "VNI": (VNI, "vni vi"),
    "VISCII": (VISCII, "viscii vi"),
    "Windows-1258": (WINDOWS_1258, "windows-1258 vi"),
    "Windows-1252": ("Le président a été élu dès le début".encode("cp1252"), "legacy-encoding"),
    "decomposed letters": (unicodedata.normalize("NFD", TEXT).encode(), "utf-8 vi"),
    "look-alike letters": (TEXT.replace("a", "\u0430").replace("Đ", "Ð").encode(), "utf-8 vi"),
    "HTML": (HTML.encode(), "utf-8 vi"),
    "HTML without an article": (b"<html><body><div id=app></div></body></html>", "no-article"),
    "menus only": ("Trang chủ\nGiới thiệu\nLiên hệ\nĐăng nhập".encode(), "no-article"),
    "another language": ((ENGLISH * 3).encode(), "utf-8 en"),
    "Vietnamese without marks": (b"Sang nay Dang uy hop phien thu hai. " * 5, "utf-8 vi"),
    "too short for a language": (b"Hanoi, Monday.", "utf-8 None"),
    "100 MB": (b"a" * 100_000_000, "too-large"),
    "a million lines": (b"a\n" * 1_000_000, "too-large"),
    "one line of 5 MB": ((LINE * 44_000).encode(), "utf-8 vi"),
}  # fmt: skip


def outcome(raw: Path, output: Path, workers: int = 0) -> dict[str, str]:
    """By path: encoding and language of a document, the reason of a rejected file."""
    run_stages(("clean",), raw, output, workers, Limits(seconds=60))
    folder, said = stage_folder(output, "clean"), {}
    for name in shard_names(folder):
        shard = Shard(folder, name)
        for row in shard.table("documents", DocumentRow).to_pylist():
            said[row["raw_path"]] = f"{row['encoding']} {row['language']}"
        for row in shard.table("rejected", RejectedRow).to_pylist():
            said[row["raw_path"]] = row["reason"]
            assert row["message"].endswith(".")
    assert set(said) == {file.raw_path for file in raw_files(raw)}
    return said


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What became of a folder with a file of every class."""
    folder = tmp_path_factory.mktemp("classes")
    (folder / "raw").mkdir()
    for name, (content, _) in CLASSES.items():
        (folder / "raw" / name.replace("/", "-")).write_bytes(content)
    return outcome(folder / "raw", folder / "out")


@pytest.mark.parametrize("name", CLASSES)
def test_class(said: dict[str, str], name: str) -> None:
    assert said[name] == CLASSES[name][1]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with one good page."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "page.txt").write_text(TEXT, "utf-8")
    return folder


NAMES = (
    "trang một.txt",
    unicodedata.normalize("NFD", "trang một.txt"),
    "hai\ndòng.txt",
    " ",
    "-rf",
    "a'b\"c;$(d)`e`.txt",
    "%s {0} \\n",
    "no-extension",
    "x" * 250,
    "thư mục.txt/trang.txt",
    "sâu/" * 20 + "trang.txt",
)


def test_any_name_is_kept_as_it_is(raw: Path, tmp_path: Path) -> None:
    for name in NAMES:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(TEXT, "utf-8")
    said = outcome(raw, tmp_path / "out")
    assert said == dict.fromkeys(("page.txt", *NAMES), "utf-8 vi")


def test_a_name_that_is_no_utf_8_is_no_other_files(raw: Path, tmp_path: Path) -> None:
    for name in (b"trang\xff.txt", rb"trang\xff.txt"):
        Path(os.fsdecode(os.fsencode(raw) + b"/" + name)).write_text(TEXT, "utf-8")
    said = outcome(raw, tmp_path / "out")
    assert set(said) == {"page.txt", r"./trang\xff.txt", r"trang\xff.txt"}


def test_the_same_page_twice_is_kept_twice(raw: Path, tmp_path: Path) -> None:
    (raw / "again.txt").write_text(TEXT, "utf-8")
    assert outcome(raw, tmp_path / "out") == dict.fromkeys(("page.txt", "again.txt"), "utf-8 vi")


def test_links(raw: Path, tmp_path: Path) -> None:
    """A link to a file is a page of its own; one to a folder is not followed; none is lost."""
    (tmp_path / "outside.txt").write_text(TEXT, "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "unseen.txt").write_text(TEXT, "utf-8")
    (raw / "inside-link").symlink_to("page.txt")
    (raw / "outside-link").symlink_to(tmp_path / "outside.txt")
    (raw / "dangling").symlink_to(tmp_path / "nowhere")
    (raw / "itself").symlink_to("itself")
    (raw / "folder-link").symlink_to(tmp_path / "folder", target_is_directory=True)
    (raw / "circle").symlink_to(raw, target_is_directory=True)
    assert outcome(raw, tmp_path / "out") == {
        "page.txt": "utf-8 vi",
        "inside-link": "utf-8 vi",
        "outside-link": "unreadable",
        "dangling": "unreadable",
        "itself": "unreadable",
        "folder-link": "unreadable",
        "circle": "unreadable",
    }


def test_links_out_of_the_raw_folder_where_the_parameters_allow_them(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside.txt").write_text(TEXT, "utf-8")
    (raw / "link").symlink_to(tmp_path / "outside.txt")
    allowed = params().model_copy(
        update={"raw": params().raw.model_copy(update={"outside_links": True})}
    )
    monkeypatch.setattr(pages, "params", lambda: allowed)
    assert outcome(raw, tmp_path / "out") == {"page.txt": "utf-8 vi", "link": "utf-8 vi"}


@pytest.mark.parametrize("workers", [0, 1])
def test_what_is_no_file_does_not_hang_a_run(raw: Path, tmp_path: Path, workers: int) -> None:
    os.mkfifo(raw / "pipe")
    (raw / "zero").symlink_to("/dev/zero")
    here = Path.cwd()
    os.chdir(raw)  # the path of a socket may have 107 characters
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        os.chdir(here)
        begun = time.monotonic()
        said = outcome(raw, tmp_path / "out", workers)
    assert time.monotonic() - begun < 30
    odd = dict.fromkeys(("pipe", "zero", "socket"), "unreadable")
    assert said == odd | {"page.txt": "utf-8 vi"}


def test_a_file_that_may_not_be_read(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user whom its rights shut out; chmod does not stop root, who may run the tests."""
    (raw / "closed.txt").write_text(TEXT, "utf-8")
    opened = pages._opened

    def refuse(path: Path) -> object:
        if path.name == "closed.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(pages, "_opened", refuse)
    said = outcome(raw, tmp_path / "out")
    assert said == {"page.txt": "utf-8 vi", "closed.txt": "unreadable"}
    monkeypatch.undo()
    assert outcome(raw, tmp_path / "out") == dict.fromkeys(said, "utf-8 vi")


def test_a_folder_that_may_not_be_listed_is_told(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "closed").mkdir()
    listed = os.scandir

    def refuse(path: str) -> object:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert outcome(raw, tmp_path / "out") == {"page.txt": "utf-8 vi", "closed": "unreadable"}


def test_a_file_that_goes_while_the_run_is_on(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "gone.txt").write_text(TEXT, "utf-8")
    read = pages.RawFile.read

    def vanish(file: pages.RawFile) -> bytes:
        (raw / "gone.txt").unlink(missing_ok=True)
        return read(file)

    monkeypatch.setattr(pages.RawFile, "read", vanish)
    run_stages(("clean",), raw, tmp_path / "out", 0, Limits())
    (raw / "gone.txt").write_text(TEXT, "utf-8")
    monkeypatch.undo()
    assert outcome(raw, tmp_path / "out") == dict.fromkeys(("page.txt", "gone.txt"), "utf-8 vi")


def test_a_raw_folder_that_may_not_be_listed_ends_the_run(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        outcome(raw, tmp_path / "out")


def test_a_path_too_long_costs_what_lies_below_it(raw: Path, tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(raw)
    for _ in range(20):
        Path("x" * 250).mkdir()
        os.chdir("x" * 250)
    Path("deep.txt").write_text(TEXT, "utf-8")
    os.chdir(here)
    said = outcome(raw, tmp_path / "out")
    assert said.pop("page.txt") == "utf-8 vi"
    assert list(said.values()) == ["unreadable"]
    shutil.rmtree(raw)


def test_a_file_that_changes_while_the_run_is_on(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rewritten, cut short or made binary between its hash and its reading, or before the check."""
    for name in ("rewritten.txt", "binary.txt", "empty.txt"):
        (raw / name).write_text(TEXT, "utf-8")
    read = pages.RawFile.read

    hashed: set[str] = set()

    def change(file: pages.RawFile) -> bytes:
        if file.raw_path not in hashed:
            hashed.add(file.raw_path)
            return read(file)
        (raw / "rewritten.txt").write_text(TEXT + "Thêm một dòng.\n", "utf-8")
        (raw / "binary.txt").write_bytes(bytes(range(256)))
        (raw / "empty.txt").write_bytes(b"")
        return read(file)

    monkeypatch.setattr(pages.RawFile, "read", change)
    said = outcome(raw, tmp_path / "out")
    assert said.pop("page.txt") == "utf-8 vi"
    assert said == {"rewritten.txt": "unreadable", "binary.txt": "binary", "empty.txt": "empty"}
    monkeypatch.undo()
    assert outcome(raw, tmp_path / "out")["rewritten.txt"] == "utf-8 vi"


def test_no_more_is_read_than_a_page_may_have(raw: Path) -> None:
    with (raw / "sparse").open("wb") as file:
        file.truncate(10**12)
    (sparse,) = (file for file in raw_files(raw) if file.raw_path == "sparse")
    assert len(sparse.read()) == params().clean.max_bytes + 1
    assert sparse.sha256() == f"{10**12} bytes"
