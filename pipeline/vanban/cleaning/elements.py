"""The elements of a page of HTML: where each begins and ends, in linear time and without a tree.

In: the source of a page. Out: `Elements`: its blocks in the order of the page, each with its span
in the source, its parent and the words of its class and id; and the spans of its links. Broken
HTML is read as browsers do where that matters: an end tag closes the nearest open element of its
name but none outside its table cell, a paragraph ends where a block begins, a list item where the
next one does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vanban.cleaning.markup import BLOCKS, CELLS, tokens
from vanban.cleaning.page_parts import words_of
from vanban.text.spans import Span

_VOID = frozenset(("br", "hr", "option", "col"))
_TABLE = frozenset(("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"))
_SCOPES = frozenset(("td", "th", "table"))
_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_KEPT = BLOCKS | CELLS | {"a", "marquee", "label"} - _VOID
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>class|id|role|itemprop)\s*+=\s*+(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?P<c>[^\s>"']++))""",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"""\s(?:hidden|placeholder|fallback)(?=[\s>/]|\Z)|\sstyle\s*+=\s*+["'][^"']*?display\s*+:\s*+none""",
    re.IGNORECASE,
)
_READ = 2_000
"""So many characters of a tag are searched for its class."""


@dataclass(slots=True)
class Element:
    """A block of a page; `parent` is the place of the block around it, -1 for none.

    `words` are the words of class and id in small letters: "boxTinKhac" reads "box tin khac".
    `hidden` is true where the page does not show it, or only until something else is loaded; `asks`
    where a form or a field to fill in stands in it.
    """

    name: str
    words: tuple[str, ...]
    role: str
    itemprop: str
    parent: int
    start: int
    end: int = -1
    hidden: bool = False
    asks: bool = False


@dataclass(slots=True)
class Elements:
    """The blocks of a page in its order, and its links."""

    blocks: list[Element] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)


def elements(source: str) -> Elements:
    """The blocks and links of a page.

    >>> [(one.name, one.start, one.end) for one in elements("<ul><li>a<li>b</ul>").blocks]
    [('ul', 0, 19), ('li', 4, 9), ('li', 9, 14)]
    """
    reader = _Reader()
    for token in tokens(source):
        name = (token["name"] or token["unshown"] or "").lower()
        if name == "textarea" or (name == "form" and not token["end"]):
            reader.ask()
        if name not in _KEPT or name in _VOID:
            continue
        if token["end"]:
            reader.close(name, token.start(), token.end())
        else:
            reader.open(name, token.group()[:_READ], token.start())
    reader.close_all(len(source))
    return reader.found


@dataclass(slots=True)
class _Reader:
    """The elements that are open while a page is read."""

    found: Elements = field(default_factory=Elements)
    stack: list[int] = field(default_factory=list)
    scopes: list[int] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    link: int = -1

    def open(self, name: str, tag: str, at: int) -> None:
        """Open the element of a start tag at a place, after ending those that it ends by itself."""
        if name == "a":
            self.end_link(at)
            self.link = at
            return
        self.imply(name, at)
        known = {match["name"].lower(): match for match in _ATTRIBUTE.finditer(tag)}
        value = {key: _value(match) for key, match in known.items()}
        self.places.setdefault(name, []).append(len(self.stack))
        if name in _SCOPES:
            self.scopes.append(len(self.stack))
        parent = self.stack[-1] if self.stack else -1
        self.stack.append(len(self.found.blocks))
        label = f"{value.get('id', '')} {value.get('class', '')}"
        self.found.blocks.append(
            Element(
                name,
                words_of(label),
                value.get("role", "").lower(),
                value.get("itemprop", "").lower(),
                parent,
                at,
                hidden=_HIDDEN.search(tag) is not None,
            )
        )

    def ask(self) -> None:
        """A form, or a field to fill in."""
        if self.stack:
            self.found.blocks[self.stack[-1]].asks = True

    def imply(self, name: str, at: int) -> None:
        """The ends that a start tag implies."""
        if self.stack and self.found.blocks[self.stack[-1]].name in _LEAVES:
            self.pop(at)
        if name == "li":
            self.close_since("li", ("ul", "ol"), at)
        elif name in ("td", "th"):
            self.close_since("td", ("table",), at)
            self.close_since("th", ("table",), at)
        elif name == "tr":
            self.close_since("tr", ("table",), at)

    def close_since(self, name: str, around: Sequence[str], at: int) -> None:
        """Close an element that is open more deeply than any of those that may hold another."""
        begun = self.last(name)
        if begun >= 0 and begun > max(self.last(other) for other in around):
            while len(self.stack) > begun:
                self.pop(at)

    def close(self, name: str, at: int, end: int) -> None:
        """Close the innermost element of this name in the table around it, and all inside."""
        if name == "a":
            self.end_link(at)
            return
        begun = self.last(name)
        scope = self.scopes[-1] if self.scopes else -1
        if begun < 0 or (begun < scope and name not in _TABLE):
            return
        while len(self.stack) > begun + 1:
            self.pop(at)
        self.pop(end)

    def close_all(self, end: int) -> None:
        """Close all that is open, at the end of the page."""
        self.end_link(end)
        while self.stack:
            self.pop(end)

    def end_link(self, at: int) -> None:
        """The end of the link that is open."""
        if self.link >= 0:
            self.found.links.append(Span(self.link, at))
        self.link = -1

    def last(self, name: str) -> int:
        """How deep the nearest open element of a name is, -1 for none."""
        places = self.places.get(name)
        return places[-1] if places else -1

    def pop(self, end: int) -> None:
        """Close the innermost element."""
        block = self.found.blocks[self.stack.pop()]
        block.end = end
        self.places[block.name].pop()
        if self.scopes and self.scopes[-1] == len(self.stack):
            self.scopes.pop()


def _value(match: re.Match[str]) -> str:
    return match["a"] or match["b"] or match["c"] or ""
