"""What is believed of a page where several origins speak of it: title, day, source, author, kind.

In: the decoded page with its front matter, what HTML says to machines, the article, the values that
came with the input. Out: `Believed`: each value from the first origin that has it, in the order
front matter, meta tags, input, text, address, with the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from vanban.cleaning.about import About, about, first_of, of_address
from vanban.cleaning.article import Article
from vanban.cleaning.decode import RawPage
from vanban.cleaning.lines import key_of
from vanban.cleaning.metadata import NOTHING, metadata, reports_days
from vanban.cleaning.page_words import outlet
from vanban.cleaning.regions import is_linked, is_marked
from vanban.cleaning.webpage import WebPage
from vanban.cleaning.wrapping import gazette_of
from vanban.schema.base import PageKind
from vanban.text.spans import Span, fold

_FOOTNOTE = re.compile(r"(?:^(?P<type>[^\W\d]+(?: [^\W\d]+)*)|(?<=[^\W\d_A-Z]{2}))\d{1,2}(?= |$)")
"""The number of a note behind a word of a document's title: "THÔNG TƯ1 Hướng dẫn … viên2 …"."""
_LABELS = re.compile(r"[.:]")
_SIGNS = re.compile(r"[\W_]")
_MARKS = (" | ", " - ", " – ")
"""What stands between a title and the site's name."""
_OUTLET = re.compile(outlet())
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_AHEAD = 5
"""Years from a page to the nearest for which plans are made: 2030, 2045."""
_READ = 5_000
"""Characters of an article in which the words of its title are looked for."""


@dataclass(frozen=True, slots=True)
class Believed:
    """The values believed, where the headline and the signatures stand, and the page's kind."""

    about: About
    evidence: tuple[str, ...]
    title_span: Span | None
    bylines: tuple[Span, ...]
    kind: PageKind

    def fields(self) -> dict[str, Any]:
        """The values under the names that `Page` gives them."""
        said = self.about
        return {
            "title": said.title,
            "published_at": said.published_at,
            "source": said.source,
            "author": said.author,
            "agency": said.agency,
            "url": said.url,
            "section": said.section,
            "title_span": self.title_span,
            "bylines": self.bylines,
            "kind": self.kind,
            "evidence": self.evidence,
        }


def believed(
    page: RawPage, web: WebPage | None, found: Article, beside: Mapping[str, str]
) -> Believed:
    """What is believed of a page; `beside` are the values that came with its text."""
    own, given = about("front-matter", page.about), about("input", beside)
    said = metadata(found, named=web is not None and web.about.source is not None)
    line = _title(found)
    shown = " ".join(line.of(found.text.text).split()) if line else None
    if shown and found.page.document:
        shown = _FOOTNOTE.sub(lambda note: note["type"] or "", shown)
    shown, site = _of_site(found, shown, own.url or given.url)
    named = said.source or site
    text = About(
        "text", shown, said.published_at, named, said.author, said.agency, None, said.section
    )
    if found.page.kind == "other":
        said, text = NOTHING, About("text", shown)
    if found.page.kind == "list":
        origins = [About(own.origin, own.title, url=own.url), given]
    elif found.page.document:
        origins = [own, given, _of_document(found, text, page.text)]
    else:
        address = of_address(own.url or given.url)
        if address.published_at and _is_later(found.text.text, int(address.published_at[:4])):
            address = About("address")
        origins = [own, *_in_order_of_belief(web, given, text, found), address]
    best, evidence = first_of(origins)
    title = _line_of(found, best.title) or (line if best.title == shown else None)
    return Believed(best, evidence, title, said.bylines, _kind(found, best))


def _of_document(found: Article, text: About, raw: str) -> About:
    """What an official document says of itself: its day is that of its signature."""
    signed = found.page.document.identity.signed_on if found.page.document else None
    return replace(
        text,
        published_at=signed.isoformat() if signed else None,
        source=gazette_of(found.cuts, raw) or text.source,
        author=None,
    )


def _in_order_of_belief(
    web: WebPage | None, given: About, text: About, found: Article
) -> list[About]:
    """Meta tags for title and day, the input, the text, and what else the meta tags say.

    Of meta tags, a stamp and times that name one day, the more exact one counts; a signature in
    the text says more than a tag, which often names the desk; a heading more than a title that is
    shortened or is that of the site.
    """
    if web is None:
        return [given, text]
    days = [about.published_at for about in (web.about, text) if about.published_at]
    days = days or list(_timed(web, found))[:1]
    times = (moment for _, moment in web.times)
    same = [day for day in (*days, *times) if day[:10] == days[0][:10]] if days else []
    title = web.about.title
    if text.title and (is_marked(found.page) or not _is_of(title, found)):
        title = None
    first = About(web.about.origin, title, max(same, key=len, default=None))
    short = text.source and text.source == _initials(web.about.source or "")
    return [first, given, replace(text, source=None) if short else text, web.about]


def _timed(web: WebPage, found: Article) -> Iterator[str]:
    """The moments of `time` elements between the headline and the first paragraph."""
    page = found.page
    ends = [page.headline.line, page.first] if page.headline and page.first is not None else []
    lines = [line for line in map(found.line_of, ends) if line]
    if len(lines) > 1:
        begin, end = (found.text.raw(line.span.start, line.span.end).start for line in lines)
        yield from (moment for at, moment in web.times if begin <= at < end)


def _is_later(text: str, year: int) -> bool:
    """True where an article speaks of years behind that of its address, and of none beside it.

    Some sites write one day into all their addresses. What lies farther ahead is a plan.
    """
    named = [int(match) for match in _YEAR.findall(text)]
    beside = any(abs(one - year) <= 1 for one in named)
    return not beside and sum(year < one <= year + _AHEAD for one in named) > 1


def _of_site(found: Article, title: str | None, url: str | None) -> tuple[str | None, str | None]:
    """A title without the name of the site behind it, and that name, if it is whole.

    The name is that of a paper, or in the page's address: "… - 2sao", "… | Báo Sông Hậu".
    """
    if not title or found.page.document or found.page.headline is None:
        return title, None
    line = found.page.lines[found.page.headline.line]
    written, labels = fold(line.text), set(_LABELS.split(_host(url)))
    headline, mark, site = next(filter(all, map(written.rpartition, _MARKS)), ("", "", ""))
    name = _SIGNS.sub("", site.casefold())
    own = len(name) > 2 and (name in labels or site.split()[0].casefold() in labels)
    own = own or (title == headline and mark != _MARKS[0])
    if not (own or (mark and _OUTLET.match(site))) or site.endswith(("...", "…")):
        return title, None
    return headline if title == written else title, site


def _host(url: str | None) -> str:
    return (url or "").partition("://")[2].partition("/")[0].casefold()


def _initials(name: str) -> str:
    """The first letters of a name, by which a paper calls itself in its leads."""
    return "".join(word[0] for word in name.split()).upper()


def _is_of(title: str | None, found: Article) -> bool:
    """True for a title most of whose words stand in the article."""
    words = fold(title or "").casefold().split()
    text = set(fold(found.text.text[:_READ]).casefold().split())
    return 2 * sum(word in text for word in words) > len(words)


def _kind(found: Article, best: About) -> PageKind:
    """What a page is, by its layout and by what it says of itself."""
    if found.page.kind is not None:
        return found.page.kind
    said = best.published_at or best.author or best.agency or best.source
    return "news" if said or is_linked(found.page) or reports_days(found.page) else "other"


def _title(found: Article) -> Span | None:
    """The headline, as a span of the article's text; of a document its type and subject."""
    headline, document = found.page.headline, found.page.document
    line = found.line_of(headline.line) if headline else None
    if line is None or headline is None:
        return None
    own = document is not None and document.type == headline.line
    last = found.line_of(document.subject if document and own else headline.last)
    return Span(line.span.start, last.span.end) if last else line.span


def _line_of(found: Article, title: str | None) -> Span | None:
    """The line of the article that says a title."""
    key = key_of(title)
    return next((line.span for line in found.lines if key and line.key == key), None)
