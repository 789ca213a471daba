"""What a page of HTML is by its mark-up: its article, and what it says of itself to machines.

In: the source of a page; then the page's lines after the fixes. Out: title, time of publication,
source and author from JSON-LD (schema.org, as far as newspapers use it), meta tags and title; and
the stretch of lines that is the article.
Two scorers look for it: the elements of the page (`vanban.cleaning.web_layout`) and trafilatura.
What the elements mark as menus, boxes and teasers goes; the article's block counts where
trafilatura means it too, else the lines that trafilatura took. It gives text without offsets, so
its text only tells which lines are meant: those most of whose sentences it took. The few lines
above and below in which date and signature stand are left to the rules of every page.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from typing import Any

from vanban.cleaning.about import About, about, as_published, person_of
from vanban.cleaning.bylines import credit
from vanban.cleaning.cuts import is_byline
from vanban.cleaning.elements import Elements, elements
from vanban.cleaning.identity import is_motto, is_number
from vanban.cleaning.lines import Line, key_of, read
from vanban.cleaning.markdown import EDIT, Heading
from vanban.cleaning.markup import HIDDEN, head, shown, tokens
from vanban.cleaning.metadata import last_step
from vanban.cleaning.page_parts import is_trail
from vanban.cleaning.page_words import outlet
from vanban.cleaning.web_layout import WebLayout, web_layout
from vanban.extras import extra
from vanban.text.document import Cut
from vanban.text.spans import AlignedText, Edit, fold

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report)")
"""Types of schema.org that are a text somebody published."""

_INSIDE = re.compile(r"<script[^>]*>(?P<json>.*)</script[^>]*>\Z", re.IGNORECASE | re.DOTALL)

_LARGEST = 200_000
"""Characters of one script that are read: a site's whole catalogue is no article's metadata."""

_DEEPEST = 4
"""Graphs and pages nest articles so deep."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_TIME = re.compile(r"<time\s[^>]{0,300}?\bdatetime\s*=\s*[\"']([^\"'<>]{10,40})", re.IGNORECASE)
_NAMED = re.compile(r"[\"']article:section[\"']\s+content\s*=\s*[\"']([^\"'<>]{2,60})[\"']")
_TITLE = re.compile(r"<title[^>]*>([^<]{4,400})</title", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—»-]\s+")
_OUTLET = re.compile(outlet())
_ROW = re.compile(r"^\t*(?P<first>[^\t\n]{10,400})(?=\t)", re.MULTILINE)
_EDGES = " \t-–—•|*"
_WORDS = 4
"""A shorter sentence may stand anywhere on a page and tells nothing."""
_SEARCHED = 40
"""So many lines above the first paragraph are searched for the headline."""
_ABOVE = 4
"""So many lines above the headline may hold date and author."""
_NEAR = 2
"""A date so many lines above the headline is the article's, in a header of its own or not."""
_BELOW = 10
"""So many lines below the last paragraph may hold the signature."""
_LATEST = "2100-01-01"
"""Dates are compared with this day and not with today: the same page gives the same date."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The article's text as trafilatura sees it, the metadata, and the elements."""

    text: str
    about: About
    elements: Elements
    times: tuple[tuple[int, str], ...] = ()
    """The moments of its `time` elements by their places, in Vietnamese local time."""

    @property
    def title(self) -> str | None:
        """The title that it names itself."""
        return self.about.title


def web_page(source: str) -> WebPage:
    """What trafilatura sees in a page. Raises MissingExtraError where it is not installed."""
    with extra("html", "a page of HTML"):
        import trafilatura  # noqa: PLC0415 - half a second, and most pages are no HTML
        from htmldate import find_date  # noqa: PLC0415

    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what it misses shows in rejected
    found = trafilatura.bare_extraction(
        source, include_comments=False, favor_recall=True, with_metadata=False
    )
    about = head(source)
    said = trafilatura.extract_metadata(about, date_config={"extensive_search": False})
    published = find_date(
        about,
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%dT%H:%M:%S%z",
        max_date=_LATEST,
    )
    linked = json_ld(source)
    found_in = elements(source)
    headings = set(_headings(source, found_in))
    title, site = _by_headings(said.title, said.sitename, _parts(about), headings)
    return WebPage(
        text=(found.text if found and not isinstance(found, dict) else None) or "",
        about=About(
            "meta",
            title=_without_site(linked.title or title, linked.source or site),
            published_at=linked.published_at or (as_published(published) if published else None),
            source=linked.source or site,
            author=linked.author or person_of(said.author or ""),
            section=linked.section or _section(source, found_in, title, about),
        ),
        elements=found_in,
        times=tuple(_times(source)),
    )


def _parts(head: str) -> list[str]:
    """The parts of the title of a page: the headline, mostly, then the site or before it."""
    title = _TITLE.search(head)
    return _PARTS.split(unescape(title[1]).strip()) if title else []


def _by_headings(
    title: str | None, site: str | None, parts: Sequence[str], headings: set[str]
) -> tuple[str | None, str | None]:
    """Title and site, set right by which part of the page's title is a heading of the page.

    "Báo Sông Hậu | Họp báo", "Sổ tay làng: Giếng cổ", "Chi tiết tin | Cổng thông tin tỉnh Hà Nam".
    """
    before, _, behind = (title or "").partition(": ")
    if behind and {key_of(before), key_of(behind)} <= headings:
        return behind, before  # a weblog sets its name before the headline
    first, last = (parts[0], parts[-1]) if len(parts) > 1 else ("", "")
    own = headings & {key_of(first), key_of(last)}
    if own == {key_of(first)} and key_of(title) == key_of(last):
        return first, last
    if own and _OUTLET.match(last):
        return title, site or last
    if own == {key_of(last)} and key_of(title) == key_of(first):
        return last, first if _OUTLET.match(first) else None
    return title, site


def _section(source: str, page: Elements, title: str | None, head: str) -> str | None:
    """What the page names its section, or the last link of the path to it but the page itself."""
    named = _NAMED.search(head)
    if named:
        return unescape(named[1])
    trail = next((block for block in page.blocks if is_trail(block.words)), None)
    links = [at for at in page.links if trail and trail.start <= at.start < trail.end]
    steps = (unescape(shown(at.of(source)).replace(HIDDEN, "")).strip() for at in links)
    return last_step(list(steps), title)


def _times(source: str) -> Iterator[tuple[int, str]]:
    """The moments of `time` elements, each with its place in the source."""
    for time in _TIME.finditer(source):
        moment = as_published(time[1])
        if moment:
            yield time.start(), moment


def _headings(source: str, page: Elements) -> Iterator[str]:
    """The keys of the headings of a page."""
    for block in page.blocks:
        if block.name in ("h1", "h2", "h3"):
            yield key_of(unescape(shown(source[block.start : block.end])).replace(HIDDEN, ""))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The lines of a page that may be its article, the cuts that took the rest, the headline.

    `listing` is true for a page that is nothing but teasers of articles; all of them are kept.
    `until` is where in the raw page the block ends that is known to hold the article, 0 for none.
    """

    text: AlignedText
    cuts: Sequence[Cut]
    headings: Sequence[Heading] = ()
    listing: bool = False
    until: int = 0


def narrow(fixed: AlignedText, page: WebPage) -> Narrowed:
    """The page cut down to its article, or to the teasers of a list.

    What the mark-up shows as furniture of the site goes, but for what signs or dates the article.
    """
    fixed = fixed.sub(EDIT, "") if "[" in fixed.text else fixed
    fixed = fixed.edit(_beside_the_title(fixed.text, key_of(page.title)))
    lines = read(fixed.text)
    seen = web_layout(fixed, lines, page.elements, key_of(page.title), key_of(page.about.source))
    signed = {line.index for line in lines if line.index in seen.article and is_byline(line)}
    top = seen.headline or 0
    near = {line.index for line in lines[max(top - _NEAR, 0) : top] if line.stamp}
    left_out = (seen.furniture - signed - near) | seen.teasers
    inside = [line for line in lines if line.index not in left_out]
    meant, block = _article_range(inside, page, seen)
    kept = seen.teasers if seen.listing else set(_kept(inside, meant, seen, block=block))
    until = fixed.raw(0, lines[seen.article.stop - 1].span.end).end if block else 0
    edits, cuts = [], []
    for outside, run in groupby(lines, lambda line: line.index not in kept):
        if outside:
            part = list(run)
            first, last = part[0], part[-1]
            edits.append(Edit(first.span.start, last.span.end, ""))
            cuts.append(Cut(fixed.raw(first.span.start, last.span.end), "outside-article"))
    headline = [lines[seen.headline]] if seen.headline is not None else []
    headings = [Heading(fixed.raw(line.span.start, line.span.end), 1) for line in headline]
    return Narrowed(fixed.edit(edits), cuts, headings, seen.listing, until)


def _beside_the_title(text: str, title: str | None) -> Iterator[Edit]:
    """Line ends before the cells beside the title in a row of a table: buttons, as Joomla sets."""
    for row in _ROW.finditer(text):
        if title and fold(row["first"]).casefold().strip(_EDGES) == title:
            yield Edit(row.end("first"), row.end("first") + 1, "\n")


def _kept(inside: Sequence[Line], meant: range, seen: WebLayout, *, block: bool) -> Iterator[int]:
    """The lines that may be the article, by their index."""
    for place in meant:
        line = inside[place]
        above = seen.headline is not None and line.index < seen.headline
        below = block and line.index >= seen.article.stop
        if not (above or below) or _is_metadata_line(line):
            yield line.index


def _is_metadata_line(line: Line) -> bool:
    """True for what may stand outside the article's block: its date, its signature."""
    return line.stamp is not None or is_byline(line) or credit(line.text) is not None


def _article_range(lines: Sequence[Line], page: WebPage, seen: WebLayout) -> tuple[range, bool]:
    """The places among the lines of what may be the article; all where no scorer finds any.

    And whether it is the block that the elements say.
    """
    taken = set(_sentences(page.text))
    found = [place for place, line in enumerate(lines) if _is_taken(line, taken)]
    block = [place for place, line in enumerate(lines) if line.index in seen.article]
    both = len(set(found) & set(block))
    agreed = bool(block) and (seen.declared or both * 2 >= len(found))
    if agreed:
        found = block
    if not found:
        return range(len(lines)), False
    first, last = found[0], found[-1]
    title = key_of(page.title)
    above = range(max(first - _SEARCHED, 0), first + 1)
    named = (i for i in reversed(above) if _is_headline(lines[i], title, seen))
    text = (i for i in above if lines[i].prose)
    headline = next(named, next(text, first))
    head = (at for at in above if is_motto(lines[at]) or is_number(lines[at]))
    begin = max(min(headline, next(head, headline)) - _ABOVE, 0)
    return range(begin, min(last + 1 + _BELOW, len(lines))), agreed


def _is_headline(line: Line, title: str | None, seen: WebLayout) -> bool:
    return line.index == seen.headline or (title is not None and line.key == title)


def _is_taken(line: Line, taken: set[str]) -> bool:
    sentences = list(_sentences(line.text))
    return sum(sentence in taken for sentence in sentences) * 2 > len(sentences)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text that tell something, in the form in which copies are equal."""
    for sentence in _SENTENCE.split(text):
        key = fold(sentence.replace("|", " ")).casefold().strip(_EDGES)
        if key.count(" ") >= _WORDS - 1:
            yield key


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the site's name behind it: "Họp báo - Báo Sông Hậu"."""
    name = fold(site or "")
    if not title or not name or not fold(title).endswith(name):
        return title
    return fold(title).removesuffix(name).rstrip(" -–—|") or title


def json_ld(source: str) -> About:
    """What the first article that a page describes in JSON-LD says."""
    for token in tokens(source):
        if (token["unshown"] or "").lower() == "script" and "ld+json" in token.group()[:200]:
            for thing in _things(_parsed(token.group()), _DEEPEST):
                if any(map(_ARTICLE.fullmatch, _texts(thing.get("@type")))):
                    return _about(thing)
    return About("json-ld")


def _parsed(script: str) -> Any:
    """The value of a script of JSON; None for one that is none, or too large."""
    inside = _INSIDE.match(script) if len(script) <= _LARGEST else None
    try:
        return json.loads(inside["json"], strict=False) if inside else None
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects in a value, outer ones first."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list) and depth > 0:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _things(inner, depth - 1)


def _about(thing: dict[str, Any]) -> About:
    """What the JSON-LD of an article says of it."""
    said = {
        "title": _name(thing.get("headline")),
        "published_at": _name(thing.get("datePublished")),
        "author": "; ".join(_texts(thing.get("author"))),
        "source": _name(thing.get("publisher")),
        "section": _name(thing.get("articleSection")),
    }
    return about("json-ld", {key: value for key, value in said.items() if value})


def _name(value: Any) -> str:
    return next(iter(_texts(value)), "")


def _texts(value: Any) -> list[str]:
    """The text or texts that a value is, of a thing its name."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    return [value.strip()] if isinstance(value, str) and value.strip() else []
