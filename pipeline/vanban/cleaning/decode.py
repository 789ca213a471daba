"""Raw bytes -> the text that all raw offsets refer to, or a refusal that says why.

In: the bytes of a raw file: UTF-8, UTF-16, or an older Vietnamese encoding that
`vanban.cleaning.legacy` recognises. Out: its code points in order, one to one: a byte order mark
stays the first character, line ends stay as they are; a few broken bytes, or a last character cut
short, stand as U+FFFD. Of a page in HTML what is not shown stands as characters of no width, and so
does the mark-up of Markdown, so that offsets into this text are offsets into the source. Raises
`Rejected` with one of the reasons `empty`, `blank`, `too-large`, `binary`, `utf-16`,
`legacy-encoding`, `broken-utf-8`, `double-utf-8`, of PDF and DOCX those of
`vanban.cleaning.office`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.cleaning import markdown, office
from vanban.cleaning.legacy import as_windows_1252, convert, recognised
from vanban.cleaning.markdown import Heading
from vanban.cleaning.markup import is_html, shown
from vanban.params import params
from vanban.text.document import Rejected
from vanban.text.spans import UNSEEN
from vanban.text.syllables import OWN_LETTER

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

_FORMATS = {
    b"%PDF-": "PDF", b"{\\rtf": "RTF", b"PK\x03\x04": "a ZIP or Office file", b"\x1f\x8b": "gzip",
    b"\xd0\xcf\x11\xe0": "an Office file", b"\x89PNG": "a picture", b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
}  # fmt: skip
"""First bytes of files that hold no plain text, though some are readable as such."""

_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
"""A letter that only a text in Unicode has: it is in no older encoding read as Windows-1252."""

_LATIN_1 = re.compile("[\xa1-\xff]")

_BROKEN = re.compile("\ufffd+")

_LEGIBLE = re.compile("[\t\n\r -~\xa0-\u036f\u1e00-\u206f\u20ab]")

_PROBED = 4_000
"""So many characters tell whether bytes without a mark are UTF-16."""

_SOUND = 1_000
"""A text with at most one broken place in so many characters can be read."""


class Decoded(NamedTuple):
    """The text of a file, its encoding, and how many places of it could not be read."""

    text: str
    encoding: str
    broken: int = 0


_DOUBLED = re.compile(
    "[\u00c3\u00c4\u00c6][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]"
    "|\u00e1[\u00ba\u00bb][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]?"
)
"""Vietnamese letters of two and three bytes of UTF-8, each byte read as a letter of its own."""
_SIGNS_OF_DOUBLED = "\u00c3\u00c4\u00c6\u00ba\u00bb"
"""Signs of which one stands in each of them."""
_OFTEN = 5
"""So many of them at least, and twice as many as Vietnamese letters, make a doubled text."""
_INK = re.compile(rf"[^\s{UNSEEN.pattern[1:-1]}]")
"""A character that shows."""
_SEEN = 20_000
"""Characters in which doubled encoding shows."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A raw file as text: its encoding, how many places were broken, the source if it is HTML.

    `about` is what front matter and a linked first line say of the page, by key; `entry` is true
    for an entry of an encyclopedia.
    """

    text: str
    encoding: str
    broken: int = 0
    source: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    entry: bool = False


def decode(raw: bytes) -> str:
    """The text of a raw file, as long as the file has code points."""
    return read_page(raw).text


def read_page(raw: bytes) -> RawPage:
    """The text of a raw file, and what it was read from."""
    if not raw:
        raise Rejected("empty", "The file is empty. Fetch the page again.")
    limits = params().clean
    if len(raw) > limits.max_bytes:
        raise _too_large(f"more than {limits.max_bytes:,} bytes, the max_bytes")
    reader = office.reader_of(raw)
    if reader is not None:
        text, encoding, broken = reader(raw), reader.__name__.removesuffix("_text"), 0
    else:
        text, encoding, broken = decode_bytes(raw)
    if "\0" in text:
        raise Rejected("binary", "The file holds NUL characters: it is no text. Remove it.")
    if not _INK.search(text):
        raise Rejected("blank", "The file holds nothing to be seen. Fetch the page again.")
    if _is_doubled(text):
        raise Rejected(
            "double-utf-8",
            "UTF-8 read as Latin-1 and saved again. Decode it once more, or fetch the page again.",
        )
    lines = len(text.splitlines())
    if lines > limits.max_lines:
        raise _too_large(f"{lines:,} lines, more than the {limits.max_lines:,} of max_lines")
    if is_html(text):
        return RawPage(shown(text), encoding, broken, text)
    page = markdown.shown(text)
    return RawPage(
        page.text,
        encoding,
        broken,
        about=page.about,
        headings=page.headings,
        entry=page.entry,
    )


def _is_doubled(text: str) -> bool:
    """True for text in which the letters of Vietnamese stand as the bytes of their UTF-8."""
    head = text[:_SEEN]
    if not any(sign in head for sign in _SIGNS_OF_DOUBLED):  # nearly all
        return False
    doubled = sum(1 for _ in _DOUBLED.finditer(head))
    return doubled >= _OFTEN and doubled > 2 * sum(1 for _ in OWN_LETTER.finditer(head))


def _too_large(size: str) -> Rejected:
    return Rejected(
        "too-large",
        f"The file has {size} in [clean] of params.toml. Split it, or raise that limit.",
    )


def decode_bytes(raw: bytes) -> Decoded:
    """The text of a raw file."""
    for first, kind in _FORMATS.items():
        if raw.startswith(first):
            raise Rejected("binary", f"The file is {kind}, no text. Extract its text first.")
    marked = None if raw.startswith(_UTF_32) else _UTF_16.get(raw[:2])
    if marked is not None:
        return _utf_16(raw, marked)
    unmarked = _unmarked_utf_16(raw)
    if unmarked is not None:
        return unmarked
    if b"\0" in raw:
        raise Rejected("binary", "The file holds NUL bytes: it is no text. Remove it.")
    try:
        return _disguised(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _no_utf_8(raw, error.start)


def _utf_16(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        message = f"Begins as UTF-16 and is none at byte {error.start}. Fetch the page again."
        raise Rejected("utf-16", message) from error


def _unmarked_utf_16(raw: bytes) -> Decoded | None:
    """UTF-16 without its mark: every other byte of Latin letters is NUL, and the whole reads."""
    head = raw[: 2 * _PROBED]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(raw) % 2 or max(even, odd) * 4 < len(head) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    probe = text[:_PROBED]
    legible = len(_LEGIBLE.findall(probe)) * 10 >= len(probe) * 9
    return Decoded(text, encoding) if legible and "\0" not in text else None


def _disguised(text: str) -> Decoded:
    """A text in UTF-8; where it is an older encoding turned into UTF-8 as if Western, undone."""
    if _VIETNAMESE.search(text) or not _LATIN_1.search(text):
        return Decoded(text, "utf-8")
    name = recognised(text)
    return Decoded(convert(text, name), f"utf-8/{name}") if name else Decoded(text, "utf-8")


def _no_utf_8(raw: bytes, position: int) -> Decoded:
    """Bytes that are no UTF-8: nearly UTF-8, an older encoding, or refused."""
    foreign = sum(byte >= 0x80 for byte in raw)
    text = raw.decode("utf-8", "replace")
    broken = len(_BROKEN.findall(text))
    if text.count("\ufffd") * 2 <= foreign or _cut_short(raw):
        if broken * _SOUND <= len(text) or _cut_short(raw):
            return Decoded(text, "utf-8", broken)
        message = f"Places that are no UTF-8: {broken}, the first at byte {position}. "
        raise Rejected("broken-utf-8", message + "Fetch the page again, or mend the bytes.")
    seen = as_windows_1252(raw)
    name = recognised(seen)
    if name is None:
        raise Rejected(
            "legacy-encoding",
            "The file is not UTF-8, and not Vietnamese in Windows-1258, TCVN3, VNI or VISCII. "
            "Convert it to UTF-8 first.",
        )
    return Decoded(convert(seen, name), name)


def _cut_short(raw: bytes) -> bool:
    """True for UTF-8 whose last character alone is incomplete."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(raw)
    except UnicodeDecodeError:
        return False
    return True
