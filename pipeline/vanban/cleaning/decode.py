"""Raw bytes -> the text that all raw offsets refer to, or a refusal that says why.

In: the bytes of a raw file. Out: its code points in order, one to one: a byte order mark stays the
first character, line ends stay as they are. Of a page in HTML what is not shown stands as
characters of no width, and so does the mark-up of Markdown, so that offsets into this text are
offsets into the source. Raises `Rejected` with one of the reasons `empty`, `blank`, `too-large`,
`binary`, `utf-16`, `legacy-encoding`, `broken-utf-8`, `double-utf-8`, of PDF and DOCX those of
`vanban.cleaning.office`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vanban.cleaning import markdown, office
from vanban.cleaning.encodings import decode_bytes
from vanban.cleaning.markdown import Heading
from vanban.cleaning.markup import is_html, shown
from vanban.params import params
from vanban.text.document import Rejected
from vanban.text.spans import UNSEEN

_DOUBLED = re.compile(
    "[\u00c3\u00c4\u00c6][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]"
    "|\u00e1[\u00ba\u00bb][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]?"
)
"""Vietnamese letters of two and three bytes of UTF-8, each byte read as a letter of its own."""
_OFTEN = 5
"""So many of them at least, and twice as many as Vietnamese letters, make a doubled text."""
_LETTER = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
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
    doubled = sum(1 for _ in _DOUBLED.finditer(head))
    return doubled >= _OFTEN and doubled > 2 * sum(1 for _ in _LETTER.finditer(head))


def _too_large(size: str) -> Rejected:
    return Rejected(
        "too-large",
        f"The file has {size} in [clean] of params.toml. Split it, or raise that limit.",
    )
