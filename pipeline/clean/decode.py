"""Raw bytes -> the text that all raw offsets refer to, or a refusal that says why.

In: the bytes of a raw file. Out: its code points, nothing changed: a byte order mark stays the
first character, line ends stay as they are. Raises `Rejected` with one of the reasons `empty`,
`blank`, `too-large`, `binary`, `utf-16`, `legacy-encoding`, `broken-utf-8`, `html`.
"""

from __future__ import annotations

import codecs
import re

from pipeline.document import Rejected
from pipeline.params import params

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HTML = re.compile(
    r"\A[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:div|p|span|a|li|ul|td|tr|table|script|style|br)\b[^<>]{0,500}>", re.IGNORECASE
)
_TAGS = 20
"""So many tags make a text a page of HTML whose head was lost; an article quotes fewer."""


def decode(raw: bytes) -> str:
    """The code points of a raw file in UTF-8, or in UTF-16 that begins with its mark."""
    if not raw:
        raise Rejected("empty", "The file is empty. Fetch the page again.")
    max_bytes, max_lines = params().clean.max_bytes, params().clean.max_lines
    if len(raw) > max_bytes:
        raise _too_large(f"{len(raw):,} bytes, more than the {max_bytes:,} of clean.max_bytes")
    text = _code_points(raw)
    if "\0" in text:
        raise Rejected("binary", "The file holds NUL characters: it is no text. Remove it.")
    if not text.lstrip("\ufeff").strip():
        raise Rejected("blank", "The file holds white space only. Fetch the page again.")
    lines = len(text.splitlines())
    if lines > max_lines:
        raise _too_large(f"{lines:,} lines, more than the {max_lines:,} of clean.max_lines")
    if _HTML.search(text[:2_000]) or len(_TAG.findall(text[:200_000])) >= _TAGS:
        raise Rejected("html", "The file is HTML. Extract its text first, with trafilatura say.")
    return text


def _too_large(size: str) -> Rejected:
    return Rejected("too-large", f"The file has {size}. Split it, or raise that parameter.")


def _code_points(raw: bytes) -> str:
    encoding = None if raw.startswith(_UTF_32) else _UTF_16.get(raw[:2])
    if encoding is not None:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            message = f"Begins as UTF-16 and is none at byte {error.start}. Fetch the page again."
            raise Rejected("utf-16", message) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(raw, error.start) from error


def _refusal(raw: bytes, position: int) -> Rejected:
    """Why bytes that are no UTF-8 are refused: what they look like, and the cure."""
    if b"\0" in raw:
        return Rejected("binary", "The file holds NUL bytes: it is no text. Remove it.")
    foreign = sum(byte >= 0x80 for byte in raw)
    broken = raw.decode("utf-8", "replace").count("\ufffd")
    if broken * 2 > foreign:
        return Rejected(
            "legacy-encoding",
            "The file is not UTF-8 but an older encoding (TCVN3, VNI, VISCII or Windows-1258). "
            "Convert it to UTF-8 first.",
        )
    return Rejected(
        "broken-utf-8",
        f"{broken} places of the file are no UTF-8, the first at byte {position}. "
        "Fetch the page again, or mend the bytes.",
    )
