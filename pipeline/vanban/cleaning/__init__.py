"""Raw bytes -> Page: decoded, cleaned of everything that is no article, mapped to the raw text.

    decode     bytes to code points, markup made unseen, or a refusal with its reason
    fixes      characters set right: Unicode form, look-alikes, spaces, wrapped lines
    regions    where on the page the article is
    cuts       what goes: menus, lists of other news, comments, footers, second copies
    webpage    of HTML: which lines are the article, what it says of itself to machines
    metadata   date, source, author, agency
    language   which language it is in

Nothing here knows a site; `lexicons/boilerplate.toml` and `lexicons/agencies.toml` hold the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from vanban.cleaning.about import About, about, first_of, of_address
from vanban.cleaning.article import Article, article
from vanban.cleaning.decode import RawPage, read_page
from vanban.cleaning.documents import may_be_official
from vanban.cleaning.fixes import fix, join_wrapped_lines, part_columns
from vanban.cleaning.furniture import gazette_of, without_furniture
from vanban.cleaning.language import language
from vanban.cleaning.metadata import metadata, reports_days
from vanban.cleaning.regions import is_marked
from vanban.cleaning.webpage import WebPage, narrow, web_page
from vanban.cleaning.written_year import written_year
from vanban.schema.base import PageKind
from vanban.text.document import Cut, Page, Rejected, document_id
from vanban.text.spans import AlignedText, Span, fold

_ROWS = 2
"""So many rows below a headline are content where a page has no paragraph."""

_READ = 5_000
"""Characters of an article in which the words of its title are looked for."""


def clean(raw: bytes, raw_path: str, beside: Mapping[str, str] | None = None) -> Page:
    """The cleaned page of a raw file.

    `beside` are values that came with the text: the columns of a table, an index of pages (title,
    date, source, author, url, section). Raises Rejected for a file that is no text (see `decode`),
    and with the reason `no-article` for a page of nothing but menus.
    """
    page = read_page(raw)
    web = web_page(page.source) if page.source else None
    found = _article(page, web)
    if not found.text.text:
        raise Rejected("no-article", "The page holds menus and links only. Fetch the article.")
    text = found.text.text
    said = metadata(found)
    line = _title(found)
    own = about("front-matter", page.about)
    given = about("input", beside or {})
    url = own.url or given.url
    shown = " ".join(line.of(text).split()) if line else None
    text_says = About("text", shown, said.published_at, said.source, said.author, said.agency)
    if found.page.kind == "list":
        origins = [About(own.origin, own.title, url=own.url), given]
    elif found.page.document:
        origins = [own, given, _of_document(found, text_says, page.text)]
    else:
        origins = [own, *_in_order_of_belief(web, given, text_says, found), of_address(url)]
    best, evidence = first_of(origins)
    title = _line_of(found, best.title) or (line if best.title == shown else None)
    written = written_year(text, best.published_at)
    return Page(
        doc_id=document_id(raw_path),
        raw_path=raw_path,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        offsets=found.text.offsets(),
        encoding=page.encoding,
        broken=page.broken,
        language=language(text),
        title=best.title,
        published_at=best.published_at,
        source=best.source,
        author=best.author,
        agency=best.agency,
        title_span=title,
        bylines=said.bylines,
        cuts=found.cuts,
        kind=_kind(found, best),
        url=best.url,
        identity=found.page.document.identity if found.page.document else None,
        evidence=evidence,
        written_year=written.year,
        written_year_evidence=written.evidence,
    )


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

    Of meta tags and a stamp that name one day, the more exact one counts; a signature in the text
    says more than a tag, which often names the desk; a heading more than a title that is shortened
    or is that of the site.
    """
    if web is None:
        return [given, text]
    days = [about.published_at for about in (web.about, text) if about.published_at]
    same = [day for day in days if day[:10] == days[0][:10]]
    title = web.about.title
    if text.title and (is_marked(found.page) or not _is_of(title, found)):
        title = None
    first = About(web.about.origin, title, max(same, key=len, default=None))
    short = text.source and text.source == _initials(web.about.source or "")
    return [first, given, replace(text, source=None) if short else text, web.about]


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
    return "news" if said or reports_days(found.page) else "other"


def _article(page: RawPage, web: WebPage | None) -> Article:
    """The article of a page; of one in HTML within the lines that trafilatura means."""
    bare, furniture = without_furniture(fix(AlignedText.of(page.text)))
    if web is None and may_be_official(bare.text):
        bare = part_columns(bare)
    fixed = join_wrapped_lines(bare)
    if web is None:
        found = article(fixed, page.headings)
        return replace(found, cuts=_in_order(furniture, found.cuts))
    meant = narrow(fixed, web)
    found = article(meant.text, meant.headings, listing=meant.listing)
    if found.page.first is None and not _announces(found):
        raise Rejected("no-article", "The page has no article in it. Fetch that of the article.")
    return replace(found, cuts=_in_order(furniture, meant.cuts, found.cuts))


def _announces(found: Article) -> bool:
    """True for a page without a paragraph whose headline stands over a list or a table."""
    rows = sum(line.numbered or "\t" in line.text for line in found.kept)
    return found.page.headline is not None and rows >= _ROWS


def _in_order(*cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(sorted(chain.from_iterable(cuts), key=lambda cut: cut.raw))


def _title(found: Article) -> Span | None:
    """The headline, as a span of the article's text; of a document its type and subject."""
    headline, document = found.page.headline, found.page.document
    line = found.line_of(headline.line) if headline else None
    if line is None or headline is None:
        return None
    own = document is not None and document.type == headline.line
    subject = found.line_of(document.subject) if document and own else None
    return Span(line.span.start, subject.span.end) if subject else line.span


def _line_of(found: Article, title: str | None) -> Span | None:
    """The line of the article that says a title."""
    key = fold(title or "").casefold()
    return next((line.span for line in found.lines if key and line.key == key), None)
