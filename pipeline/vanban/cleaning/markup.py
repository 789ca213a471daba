"""HTML -> the same number of characters, with nothing of the markup left to be read.

In: the source of a page. Out: a text as long as the source in which every character that is shown
stands at its own place and all else is a character of no width; where a block begins or ends stands
a line end, between cells a tab. So whatever is found in the text has its place in the source at
once. References (`&amp;`) stay for `vanban.cleaning.fixes`. Nothing is parsed into a tree: broken
HTML is read as far as it goes, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

HIDDEN = "\u200b"
"""Stands for a character of markup; cleaning drops it like any other of no width."""

_BLOCK_NAMES = """
    address article aside blockquote body br button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html legend
    li main menu nav ol option p pre section select summary table tbody tfoot thead title tr ul
    video audio iframe marquee
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements before and behind which a line ends."""
CELLS = frozenset(("td", "th"))
_LEAVES = frozenset(("p", "br", "center"))
_LINES = 5
"""A cell of so many lines, or with a table in it, is no cell of a row but a part of the page."""
_UNSHOWN = (
    "script|style|template|noscript|noembed|noframes|iframe|textarea|select|title"
    "|amp-ad|amp-embed|amp-consent|amp-sidebar|amp-analytics"
)
_TAG_REST = r"""(?>[^>=]+|=\s*+(?:"[^"]*+"|'[^']*+')?)*+(?:>|\Z)"""
"""What follows the name of a tag: an angle bracket inside a quoted value does not end it."""
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    rf"|<(?P<unshown>{_UNSHOWN})(?=[\s/>]){_TAG_REST}"  # <script> to </script>
    r".*?(?:</(?P=unshown)(?=[\s/>])[^>]*+(?:>|\Z)|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+){_TAG_REST}"  # any other tag
    r"|<\?(?:php|=)(?:[^?]++|\?(?!>))*+(?:\?>|\Z)"  # <?php … ?>
    r"|<%(?:[^%]++|%(?!>))*+(?:%>|\Z)"  # <% … %>
    r"|<[!?/][^>]*+(?:>|\Z)",  # <!doctype html>
    re.DOTALL | re.IGNORECASE,
)
_SPACES = re.compile("[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
_INLINE = frozenset(("a", "span", "time", "label", "b", "strong", "i", "em", "font"))
"""Elements that may stand inside a word."""
_CLOSING = frozenset("-–|:.")
_DAY = re.compile(r"\d{1,2}[/:.-]\d")
_FIRST = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|header|table"
    r"|div|p|span|h[1-6]|ul|ol|br|a|img|b|strong|center|font)(?=[\s/>])",
    re.IGNORECASE,
)
_BEFORE = (("<!--", "-->"), ("<?xml", ">"), ("<?", "?>"), ("<%", "%>"))
"""What may stand before the first tag, and what ends it: comments, declarations, template code."""
_BLANK = re.compile(r"[\s\ufeff]*")
_COMMON = re.compile(
    r"</?(?:div|p|span|a|li|ul|td|tr|table|script|style|br)\b[^<>]{0,500}>", re.IGNORECASE
)
_TAGS = 20
"""So many tags make a text a page of HTML whose head was lost; an article quotes fewer."""
_SEEN = 200_000
"""So many characters are searched for them."""


def is_html(text: str) -> bool:
    """True for a text that is the source of a page."""
    if "<" not in text:
        return False
    return _begins_as_page(text[:20_000]) or len(_COMMON.findall(text[:_SEEN])) >= _TAGS


def _begins_as_page(text: str) -> bool:
    """True for a text that begins with a tag, comments and template code before it aside."""
    at, before = 0, -1
    while at != before:
        before = at = _BLANK.match(text, at).end()  # type: ignore[union-attr] # matches always
        end = next((end for begin, end in _BEFORE if text.startswith(begin, at)), None)
        closed = text.find(end, at) if end else -1
        at = closed + len(end) if end and closed >= 0 else at
    return _FIRST.match(text, at) is not None


def shown(source: str) -> str:
    r"""The source with all that is not shown made unseen, character for character.

    A space stands between elements that only their style keeps apart.

    >>> shown("<p>Tin <b>m\n\nới</b>").replace(HIDDEN, "_").replace("\n", "/")
    '/__Tin ___m _ới____'
    >>> shown("<a>Theo dõi</a><a>Nghe bài</a>").replace(HIDDEN, "")
    'Theo dõi Nghe bài'
    """
    parts: list[str] = []
    position, preformatted = 0, 0
    before = ""
    cells: list[_Cell] = []
    for token in _TOKEN.finditer(source):
        text = source[position : token.start()]
        if text:
            if cells and not text.isspace():
                cells[-1].read()
            if before and _are_two_words(before, text):
                parts[-1] = " " + parts[-1][1:]
            before = text[-1]
        if (token["name"] or "").lower() not in _INLINE:
            before = ""
        parts += (text if preformatted else _SPACES.sub(_one_space, text), _mark(token))
        _follow(cells, token, parts)
        position = token.end()
        if (token["name"] or "").lower() == "pre":
            preformatted = max(preformatted + (-1 if token["end"] else 1), 0)
    text = source[position:]
    parts.append(text if preformatted else _SPACES.sub(_one_space, text))
    return "".join(parts)


@dataclass(slots=True)
class _Cell:
    """A cell of a table as far as it is read: the part that began it, its lines so far.

    `marks` are the parts that made its line ends; `begin` is -1 for the table itself.
    """

    begin: int
    lines: int = 0
    broken: bool = True
    marks: list[int] = field(default_factory=list)

    def read(self) -> None:
        """Note that text was read in the cell: the line that began counts."""
        self.lines += self.broken
        self.broken = False

    def close(self, parts: list[str]) -> None:
        """The cell's end: one of a single line has no line ends, one of many stands alone."""
        if self.lines <= 1:
            for at in self.marks:
                parts[at] = HIDDEN + parts[at][1:]
        elif self.lines >= _LINES:
            parts[self.begin] = "\n" + parts[self.begin][1:]
            parts[-1] = "\n" + parts[-1][1:]


def _follow(cells: list[_Cell], token: re.Match[str], parts: list[str]) -> None:
    """What a tag means for the cells that are open; `parts` end in what stands for it."""
    name = (token["name"] or "").lower()
    if name in CELLS:
        if cells and cells[-1].begin >= 0:
            cells.pop().close(parts)
        if not token["end"]:
            cells.append(_Cell(len(parts) - 1))
    elif name == "table" and token["end"]:
        while cells and cells.pop().begin >= 0:
            pass
    elif name == "table":
        if cells:
            cells[-1].lines += _LINES
        cells.append(_Cell(-1))
    elif cells and name in BLOCKS:
        cells[-1].broken = True
        if name in _LEAVES:
            cells[-1].marks.append(len(parts) - 1)


def _are_two_words(before: str, text: str) -> bool:
    """True for the end of an element and the beginning of the next that no word joins.

    A small letter or the end of a part before a capital, a number before a capitalised word, a
    letter before a day: the style of the page alone keeps them apart.
    """
    if text[0].isupper():
        ends = before.isdigit() or before in _CLOSING
        return before.islower() or (ends and text[1:2].islower())
    return before.islower() and _DAY.match(text) is not None


def tokens(source: str) -> Iterator[re.Match[str]]:
    """The tags, comments and unshown elements of a source, in order.

    Of a tag `name` is its name and `end` the slash of an end tag, of an unshown element `unshown`.
    """
    return _TOKEN.finditer(source)


def head(source: str) -> str:
    """What a page says of itself for machines: its title, meta tags and JSON-LD, as a page."""
    parts = (token.group() for token in _TOKEN.finditer(source) if _is_metadata(token))
    return f"<html><head>{''.join(parts)}</head><body></body></html>"


def _is_metadata(token: re.Match[str]) -> bool:
    """True for JSON-LD, a title and a meta element: unshown, but read."""
    unshown = (token["unshown"] or "").lower()
    json = unshown == "script" and "ld+json" in token.group()[:200]
    return json or unshown == "title" or (token["name"] or "").lower() == "meta"


def _one_space(spaces: re.Match[str]) -> str:
    return " " + HIDDEN * (spaces.end() - spaces.start() - 1)


def _mark(token: re.Match[str]) -> str:
    """What stands for a tag or a comment: unseen, but for the line end or tab that it makes."""
    name = (token["name"] or token["unshown"] or "").lower()
    first = "\n" if name in BLOCKS else "\t" if name in CELLS else HIDDEN
    return first + HIDDEN * (token.end() - token.start() - 1)
