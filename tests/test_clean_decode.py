"""What is read and what is refused, with which reason."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.clean.decode import decode
from pipeline.document import Rejected
from pipeline.params import params

TEXT = "Đảng ủy Khối họp\nSáng nay, Đảng ủy Khối các cơ quan Trung ương họp phiên thứ hai."
HTML = "<!DOCTYPE html>\n<html><head><title>Tin</title></head><body><p>Tin</p></body></html>"
FRAGMENT = "<div><p>Sáng nay, <b>Chính phủ</b> họp.</p></div>" * 12
MENU = "Trang chủ\nGiới thiệu\nLiên hệ\nĐăng nhập"


@pytest.mark.parametrize(
    ("reason", "raw"),
    [
        ("empty", b""),
        ("blank", " \n\t\u00a0\n".encode()),
        ("blank", "\ufeff".encode()),
        ("binary", b"%PDF-1.4\0\0\x93\x8c"),
        ("binary", TEXT.encode() + b"\0"),
        ("utf-16", b"\xff\xfe\x00\xd8"),
        ("legacy-encoding", "Đảng ủy họp".encode("cp1258", "ignore") * 9),
        ("legacy-encoding", b"\xa7\xb6ng \xf1y Kh\xe8i"),
        ("broken-utf-8", TEXT.encode().replace("ủ".encode(), b"\xe1\xbb", 1)),
        ("broken-utf-8", TEXT.encode() + b"\xed\xa0\x80"),
        ("html", HTML.encode()),
        ("html", FRAGMENT.encode()),
        ("too-large", b"a" * (params().clean.max_bytes + 1)),
        ("too-large", b"a\n" * (params().clean.max_lines + 1)),
        ("no-article", MENU.encode()),
    ],
)
def test_refused(reason: str, raw: bytes) -> None:
    with pytest.raises(Rejected) as refusal:
        clean(raw, "page.txt")
    assert refusal.value.reason == reason
    assert refusal.value.message.endswith(".")


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "mark", "utf-16-le", "utf-16-be", "crlf"],
)
def test_read(raw: bytes) -> None:
    page = clean(raw, "page.txt")
    assert page.text == TEXT
    for piece in page.offsets.pieces:
        stretch = decode(raw)[piece.raw_start : piece.raw_end]
        assert page.text[piece.start : piece.end] in {stretch, "\n"}


def test_a_mark_is_a_code_point() -> None:
    assert decode(TEXT.encode("utf-8-sig")) == "\ufeff" + TEXT
    assert decode(TEXT.encode("utf-16")) == "\ufeff" + TEXT
