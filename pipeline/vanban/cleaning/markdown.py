"""Markdown -> the same number of characters, with nothing of the mark-up left to be read.

In: a text that may hold Markdown, front matter or the remains of HTML, as crawlers write pages.
Out: `Shown`: a text as long as it in which every sign of mark-up is a character of no width (which
cleaning drops, so that offsets stay) and the cells of a table are parted by tabs; and what the
page says of itself in front matter or in a link around its first line. Only what prose does not
use counts as mark-up: a star alone, a hash inside a line, a bracket without an address stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from vanban.cleaning.markup import HIDDEN
from vanban.lexicons import grammar as g
from vanban.text.spans import Span

_ADDRESS = r"(?:https?:|/|\#|mailto:|www\.|javascript:)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*"
_LINK = re.compile(
    rf"""
    (?P<picture>
        \[!\[[^\]\n]*\]\((?:{_ADDRESS})?\)\]\({_ADDRESS}\)  # a picture that is a link
      | !\[[^\]\n]*\]\((?:{_ADDRESS})?\)                    # ![words](address), words and all
    )
  | \[(?P<words>[^\[\]\n]*)\]\((?P<address>{_ADDRESS})\)  # [words](address)
    """,
    re.VERBOSE,
)
_LINE_MARK = re.compile(
    rf"^[ \t{HIDDEN}]*(?:#{{1,6}}[ \t]+|`{{3,}}\w*[ \t]*$|[-|*+][ \t]*$)", re.MULTILINE
)
"""What a line begins with or is: a heading, a fence, a list item or a table row with nothing in."""
_HEADING = re.compile(rf"^[ \t{HIDDEN}]*(?P<level>#{{1,6}})[ \t][^\n]*$", re.MULTILINE)
# These begin with their signs, to which the engine skips; what stands before is looked at after.
_STRONG = re.compile(
    r"\*\*+|__(?:(?<!\w__)(?=[^\W_])|(?<=[^\W_]__)(?!\w)|(?<=[.,;:!?)”\"]__)(?!\w))"
)
_EMPHASIS = re.compile(
    r"\*(?<![\w*(]\*)(?=[^\s*)])[^*\n]*(?:\n[^*\n]+){0,9}(?<!\()\*(?![\w*])"
    r"|_(?<!\w_)(?=[^\W_])[^_\n]*_(?!\w)"
)
_LEFT = re.compile(
    rf"\*(?:(?<=[^\W\d_]\*)(?=[\s{HIDDEN}.,;:!?)”\"]|$)|(?<=[\w)”\".!?]\*)(?=[ \t{HIDDEN}]*$)"
    rf"|(?<=^\*)(?=[ \t][^*\n]+[\w)]\*[ \t]*$))",
    re.MULTILINE,
)
"""A star of emphasis that is alone, since others stood beside its fellow: "**Báo ***Tin* và"."""
EDIT = re.compile(
    rf"(?:(?<=\S)|(?<=\S ))\[{g.any_of('edit')}[^\]\n]{{0,30}}\]"
    rf"|^\[{g.any_of('edit')}[^\]\n]{{0,30}}\](?=[ \t]*\S)",
    re.MULTILINE,
)
"""The links to edit a section, as MediaWiki sets them behind its heading or before its text. Alone
in a line they are no mark-up but a line of their own, which is cut: no name may reach over it."""
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>])")
_INLINE = ((("**", "__"), _STRONG), (("\\",), _ESCAPE))
"""Marks inside lines, each with the signs of which one stands in a text that has the mark."""
_ROW = re.compile(r"^[ \t]*\|.*$|^.*\|[ \t]*$", re.MULTILINE)
_RULER = re.compile(r"[ \t|:-]+")
_TAG = re.compile(
    r"</?(?P<name>br|p|div|span|b|i|u|em|strong|a|img|table|tbody|tr|td|th|h[1-6]|ul|ol|li|font"
    r"|center|sup|sub)(?:\s[^<>\n]{0,500})?/?>",
    re.IGNORECASE,
)
_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table"))
_FENCED = re.compile(
    r"\A\s*(?:---|\+\+\+)[ \t]*\n(?P<body>(?:[^\n]*\n){1,40}?)(?:---|\+\+\+)[ \t]*\n"
)
_KEYED = re.compile(
    r"""
    \A\s*(?P<body>(?:
        \#?[ \t]*(?:title|url|source|date|published|author|description|site|section|category
                  |tags?|image|language|crawled(?:_at)?|id)
        [ \t]*[:=][^\n]*(?:\n|\Z)
    ){2,20})
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Front matter whose fences were lost: two keys or more at the very top."""
_KEY = re.compile(r"^\#?[ \t]*(?P<key>\w+)[ \t]*[:=][ \t]*(?P<value>[^\n]*)$", re.MULTILINE)


class Heading(NamedTuple):
    """A line marked as a heading, and its level, 1 the highest; 0 for a link to the page itself."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A text without mark-up, character for character, and what the mark-up says of the page.

    `about` holds the values of front matter by their keys in small letters, and under `url` the
    address of a link that is the whole first line; `headings` are its lines that are headings, in
    order; `entry` is true for an entry of an encyclopedia, whose sections can be edited.
    """

    text: str
    about: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    entry: bool = False


def shown(source: str) -> Shown:
    """The text with its mark-up made unseen.

    >>> page = shown("# [Họp **báo**](https://a.vn/1)")
    >>> page.text.replace(HIDDEN, "_"), page.about
    ('___Họp __báo___________________', {'url': 'https://a.vn/1'})
    """
    about: dict[str, str] = {}
    edited = "[" in source and EDIT.search(source) is not None
    text = bare = EDIT.sub(lambda link: _hidden(len(link.group())), source) if edited else source
    for hide in (_front_matter, _links, _tags, _rows, _line_marks, _inline_marks):
        text = hide(text, about)
    headings = tuple(_headings(bare, "url" in about))
    return Shown(text, about, headings, edited)


def _headings(source: str, linked: bool) -> Iterator[Heading]:
    """The headings; a first line that is all link (`linked`) is one above all levels."""
    if linked and not source.lstrip().startswith("#"):
        start = len(source) - len(source.lstrip())
        end = source.find("\n", start)
        yield Heading(Span(start, end if end > 0 else len(source)), 0)
    for match in _HEADING.finditer(source):
        yield Heading(Span(*match.span()), len(match["level"]))


def _hidden(size: int) -> str:
    return HIDDEN * size


def _front_matter(text: str, about: dict[str, str]) -> str:
    """Blank the keys above a page; their values go to `about`, and the title stays in the text."""
    match = _FENCED.match(text) or _KEYED.match(text)
    if match is None:
        return text
    values = list(_KEY.finditer(match["body"]))
    keep: Span | None = None
    for value in values:
        said = value["value"].strip().strip("\"'")
        if said:
            about.setdefault(value["key"].lower(), said)
        if value["key"].lower() == "title" and said:
            start = match.start("body") + value.start("value") + value["value"].index(said)
            keep = Span(start, start + len(said))
    end = match.end()
    if keep is None:
        return _blank(text[:end]) + text[end:]
    return (
        _blank(text[: keep.start])
        + text[keep.start : keep.end]
        + _blank(text[keep.end : end])
        + text[end:]
    )


def _blank(text: str) -> str:
    """Nothing but the line ends of a text."""
    return "".join("\n" if sign == "\n" else HIDDEN for sign in text)


def _links(text: str, about: dict[str, str]) -> str:
    """Hide the mark-up and addresses of links; that of a linked first line goes to `about`."""
    if "](" not in text:
        return text
    first = text.lstrip()[:2_000].partition("\n")[0].strip().lstrip("# ")
    whole = _LINK.fullmatch(first)
    if whole and whole["address"] and whole["address"].startswith("http"):
        about.setdefault("url", whole["address"].split(" ")[0])

    def hide(link: re.Match[str]) -> str:
        if link["picture"]:
            return _hidden(len(link.group()))
        behind = link.end() - link.end("words")
        return HIDDEN + link["words"] + _hidden(behind)

    return _LINK.sub(hide, text)


def _tags(text: str, about: dict[str, str]) -> str:
    """HTML tags hidden; a line end for those that break a line, a tab for cells."""
    del about

    def hide(tag: re.Match[str]) -> str:
        name, size = tag["name"].lower(), len(tag.group())
        first = "\n" if name in _BREAKS else "\t" if name in ("td", "th") else HIDDEN
        return first + _hidden(size - 1)

    return _TAG.sub(hide, text) if "<" in text else text


def _rows(text: str, about: dict[str, str]) -> str:
    """Bars of table rows as tabs, rulers hidden."""
    del about

    def part(row: re.Match[str]) -> str:
        cells = row.group()
        if _RULER.fullmatch(cells):
            return _hidden(len(cells))
        return cells.replace("|", "\t")

    return _ROW.sub(part, text) if "|" in text else text


def _line_marks(text: str, about: dict[str, str]) -> str:
    del about
    return _LINE_MARK.sub(lambda mark: _hidden(len(mark.group())), text)


def _inline_marks(text: str, about: dict[str, str]) -> str:
    """Hide the signs of emphasis, code and other mark-up inside a line."""
    del about
    for needed, mark_up in _INLINE:
        if any(sign in text for sign in needed):
            text = mark_up.sub(lambda mark: _hidden(len(mark.group())), text)
    if "*" not in text and "_" not in text:
        return text
    places = [place for m in _EMPHASIS.finditer(text) for place in (m.start(), m.end() - 1)]
    signs = list(text)
    for place in places:
        signs[place] = HIDDEN
    text = "".join(signs)
    return _LEFT.sub(HIDDEN, text) if places or HIDDEN * 2 in text else text
