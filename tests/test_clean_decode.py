"""What is read and in which encoding, and what is refused with which reason."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

from vanban.cleaning import clean
from vanban.cleaning.decode import decode, read_page
from vanban.cleaning.legacy import TABLES, as_windows_1252
from vanban.params import params
from vanban.text.document import Rejected

TEXT = "Đảng ủy Khối họp\nSáng nay, Đảng ủy Khối các cơ quan Trung ương họp phiên thứ hai."
LONG = TEXT + "\n" + "Đồng chí Bí thư Đảng ủy phát biểu kết luận, giao việc cho từng đơn vị. " * 20
TONES = "\u0300\u0301\u0303\u0309\u0323"
MENU = "Trang chủ\nGiới thiệu\nLiên hệ\nĐăng nhập"
FRENCH = (
    "Le président a été élu à la majorité absolue dès le premier tour, où il était déjà présent."
)
ITALIAN = "Così è già città, perché può più là, cioè è così: più già, può è là perché città è più."
GERMAN = "Der Präsident hörte früh von der Lösung für die Bürger, über die später gesprochen würde."
PORTUGUESE = (
    "A eleição não será já; a decisão é do órgão, então não há mais ações até amanhã, não é?"
)


def in_encoding(text: str, name: str) -> bytes:
    """A text in one of the older encodings, letter by letter as its table says."""
    signs = bytes_of(name)
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        whole = unicodedata.normalize("NFD", letter)
        if letter.isascii():
            out.append(ord(letter))
        elif whole in signs:
            out.append(signs[whole])
        else:  # a letter and its tone in Windows-1258, a plain letter and all its marks in VNI
            tone = "".join(mark for mark in whole if mark in TONES)
            shaped = whole.replace(tone, "", 1)
            base, marks = (shaped, tone) if shaped in signs else (whole[0], whole[1:])
            out += bytes([signs.get(base, ord(base[0])), signs[marks]])
    return bytes(out)


@cache
def bytes_of(name: str) -> dict[str, int]:
    """The byte of each letter and mark of an encoding."""
    shown = {as_windows_1252(bytes([byte])): byte for byte in range(256)}
    signs: dict[str, int] = {}
    for sign, letter in TABLES[name].items():
        signs.setdefault(unicodedata.normalize("NFD", letter), shown.get(chr(sign), sign))
    return signs


@pytest.mark.parametrize(
    ("reason", "raw"),
    [
        ("empty", b""),
        ("blank", " \n\t\u00a0\n".encode()),
        ("blank", "\ufeff".encode()),
        ("blank", b"\xff\xfe"),
        ("broken-file", b"%PDF-1.4\0\0\x93\x8c"),
        ("broken-file", b"%PDF-1.4 text only"),
        ("binary", rb"{\rtf1\ansi Dang uy}"),
        ("binary", b"PK\x03\x04rest"),
        ("binary", TEXT.encode() + b"\0"),
        ("binary", bytes(range(256))),
        ("binary", b"\0" * 1000),
        ("binary", TEXT.encode("utf-32")),
        ("utf-16", b"\xff\xfe\x00\xd8"),
        ("legacy-encoding", b"\xa7\xb6ng \xf1y Kh\xe8i"),
        ("legacy-encoding", FRENCH.encode("cp1252")),
        ("legacy-encoding", ITALIAN.encode("cp1252")),
        ("legacy-encoding", GERMAN.encode("cp1252")),
        ("legacy-encoding", PORTUGUESE.encode("cp1252")),
        ("legacy-encoding", "Партия провела собрание".encode("cp1251")),
        ("broken-utf-8", TEXT.encode().replace("ủ".encode(), b"\xe1\xbb", 1)),
        ("broken-utf-8", TEXT.encode() + b"\xed\xa0\x80"),
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
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        *((in_encoding(TEXT, name), name) for name in TABLES),
        *(
            (as_windows_1252(in_encoding(TEXT, name)).encode(), f"utf-8/{name}")
            for name in ("windows-1258", "tcvn3", "vni")
        ),
    ],
)
def test_read(raw: bytes, encoding: str) -> None:
    page, text = clean(raw, "page.txt"), decode(raw)
    assert page.text == TEXT
    assert (page.encoding, page.broken) == (encoding, 0)
    for piece in page.offsets.pieces:
        stretch = unicodedata.normalize("NFC", text[piece.raw_start : piece.raw_end])
        assert page.text[piece.start : piece.end] in {stretch, "\n"}


def test_the_tables_hold_every_letter() -> None:
    """VISCII and Windows-1258 have all letters; TCVN3 has toned capitals in fonts of their own."""
    letters = {c for c in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))) if is_letter(c)}
    for name in ("viscii", "vni", "windows-1258"):
        for letter in letters:
            assert unicodedata.normalize("NFC", decoded(in_encoding(letter, name), name)) == letter
    small = {c for c in letters if c.islower()} | set("ĂÂĐÊÔƠƯ")
    assert {decoded(in_encoding(c, "tcvn3"), "tcvn3") for c in small} == small


def is_letter(letter: str) -> bool:
    """True for a letter of Vietnamese with a mark."""
    whole = unicodedata.normalize("NFD", letter)
    base, marks = whole[0], whole[1:]
    shapes = {"a": "\u0302\u0306", "e": "\u0302", "o": "\u0302\u031b", "u": "\u031b"}
    low = base.lower()
    rest = [mark for mark in marks if mark not in TONES]
    shaped = len(rest) < 2 and all(mark in shapes.get(low, "") for mark in rest)
    return letter in "đĐ" or (low in "aeiouy" and bool(marks) and shaped and len(marks) < 3)


def decoded(raw: bytes, name: str) -> str:
    return as_windows_1252(raw).translate(dict(TABLES[name]))


@pytest.mark.parametrize("foreign", [FRENCH, ITALIAN, GERMAN, PORTUGUESE])
def test_other_languages_in_utf_8_stay_as_they_are(foreign: str) -> None:
    page = read_page(foreign.encode())
    assert (page.text, page.encoding) == (foreign, "utf-8")


def test_a_text_about_old_fonts_stays_as_it_is() -> None:
    about = "Chữ «§¶ng ñy Khèi c¬ quan» là TCVN3, «Ñaûng uûy khoái cô quan» là VNI; nay bỏ cả hai."
    english = (
        "In TCVN3 the words §¶ng ñy Khèi stand for the committee of the bloc, as fonts went then"
    )
    for text in (about, english):
        assert read_page(text.encode()).text == text


@pytest.mark.parametrize(
    ("raw", "broken"),
    [
        (LONG.encode() + "ủ".encode()[:2], 1),
        (TEXT.encode()[:-2] + "ủ".encode()[:1], 1),
        (LONG.encode().replace("Sáng".encode(), b"S\xe1ng", 1), 1),
    ],
    ids=["cut-short", "short-and-cut-short", "one-byte"],
)
def test_few_broken_places_are_marked(raw: bytes, broken: int) -> None:
    page = clean(raw, "page.txt")
    assert page.broken == broken == page.text.count("\ufffd")
    assert "Đảng ủy Khối các cơ quan Trung ương" in page.text


def test_a_mark_is_a_code_point() -> None:
    assert decode(TEXT.encode("utf-8-sig")) == "\ufeff" + TEXT
    assert decode(TEXT.encode("utf-16")) == "\ufeff" + TEXT
