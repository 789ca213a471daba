"""PDF and DOCX -> text, a form feed between two pages.

In: the bytes of such a file. Out: the text that all raw offsets of the page refer to: in front of
an offset stand as many form feeds as pages. Of DOCX the pages are those that the word processor
last broke it into, the cells of a table are parted by tabs. The libraries are extras of this
project, loaded where such a file is met. Raises Rejected with `no-reader` where the library is
missing, `scanned` for pages that are pictures, `locked` for a file with a password, `broken-file`
for one that cannot be read.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

from vanban.text.document import Rejected

PAGE_BREAK = "\f"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FEWEST = 20
"""A page of print with fewer characters, on average, is a picture of one."""
_DOCUMENT = "word/document.xml"
_LARGEST = 100_000_000
"""Bytes of the text of a DOCX, unpacked, at most."""


def reader_of(raw: bytes) -> Callable[[bytes], str] | None:
    """What reads a file, by its first bytes; None for what is neither PDF nor DOCX."""
    if raw.startswith(b"%PDF-"):
        return pdf_text
    if raw.startswith(b"PK\x03\x04") and _DOCUMENT.encode() in raw:
        return docx_text
    return None


@lru_cache(1)  # a page is cleaned, and then checked against its raw text
def pdf_text(raw: bytes) -> str:
    """The text of a PDF, page by page."""
    library = _library("pypdf", "pdf", "A PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it misses shows in the text
    try:
        reader = library.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected("locked", "The PDF has a password. Save it without one.")
        pages = [page.extract_text() or "" for page in reader.pages]
    except Rejected:
        raise
    except Exception as error:
        raise _broken("PDF", error) from error
    if sum(map(_ink, pages)) < _FEWEST * max(len(pages), 1):
        raise Rejected(
            "scanned",
            f"The PDF has {len(pages)} pages and next to no text: it is scanned. Read it by OCR.",
        )
    return PAGE_BREAK.join(pages)


@lru_cache(1)
def docx_text(raw: bytes) -> str:
    """The text of a DOCX, a paragraph or a row of a table a line."""
    library = _library("docx", "docx", "A DOCX")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as members:
            if members.getinfo(_DOCUMENT).file_size > _LARGEST:
                raise Rejected("too-large", "The DOCX holds too much text. Split it.")
        body = library.Document(io.BytesIO(raw)).element.body
        return "\n".join(_blocks(body)).replace("\n" + PAGE_BREAK, PAGE_BREAK)
    except Rejected:
        raise
    except Exception as error:
        raise _broken("DOCX", error) from error


def _blocks(body: Any) -> Iterator[str]:
    """The lines of a body, in order."""
    for block in body.iterchildren():
        if block.tag == f"{_WORD}p":
            yield _paragraph(block)
        elif block.tag == f"{_WORD}tbl":
            for row in block.iterchildren(f"{_WORD}tr"):
                cells = row.iterchildren(f"{_WORD}tc")
                yield "\t".join(" ".join(map(_paragraph, cell.iter(f"{_WORD}p"))) for cell in cells)
        elif block.tag == f"{_WORD}sdt":
            for content in block.iterchildren(f"{_WORD}sdtContent"):
                yield from _blocks(content)


def _paragraph(paragraph: ElementTree.Element) -> str:
    """The text of a paragraph, a form feed where a page ended."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag == f"{_WORD}tab":
            parts.append("\t")
        elif node.tag == f"{_WORD}lastRenderedPageBreak":
            parts.append(PAGE_BREAK)
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr") and node.get(f"{_WORD}type") != "page":
            parts.append("\n")
    return "".join(parts)


def _ink(page: str) -> int:
    return sum(not character.isspace() for character in page)


def _library(name: str, extra: str, what: str) -> Any:
    """A package that reads a format; raises Rejected that names the extra to install."""
    try:
        return import_module(name)
    except ImportError as error:
        message = f"{what} needs the package {name}: pip install 'vanban[{extra}]'."
        raise Rejected("no-reader", message) from error


def _broken(kind: str, error: Exception) -> Rejected:
    why = f"{type(error).__name__}: {error}".rstrip(".")
    return Rejected("broken-file", f"The {kind} cannot be read ({why}). Fetch it again.")
