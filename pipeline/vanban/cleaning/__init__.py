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
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from vanban.cleaning.article import Article, article
from vanban.cleaning.decode import RawPage, read_page
from vanban.cleaning.documents import may_be_official
from vanban.cleaning.fixes import fix, join_wrapped_lines, part_columns
from vanban.cleaning.furniture import without_furniture
from vanban.cleaning.language import language
from vanban.cleaning.metadata import Metadata, metadata
from vanban.cleaning.webpage import WebPage, narrow, web_page
from vanban.text.document import Cut, Page, Rejected, document_id
from vanban.text.spans import AlignedText, Span, fold


def clean(raw: bytes, raw_path: str) -> Page:
    """The cleaned page of a raw file.

    Raises Rejected for a file that is no text (see `decode`), and with the reason `no-article` for
    a page of nothing but menus.
    """
    page = read_page(raw)
    web = web_page(page.source) if page.source else None
    found = _article(page, web)
    if not found.text.text:
        raise Rejected("no-article", "The page holds menus and links only. Fetch the article.")
    said = _told(metadata(found), web)
    title = (web and _line_of(found, web.title)) or _title(found)
    text = found.text.text
    return Page(
        doc_id=document_id(raw_path),
        raw_path=raw_path,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        offsets=found.text.offsets(),
        encoding=page.encoding,
        broken=page.broken,
        language=language(text),
        title=" ".join(title.of(text).split()) if title else web.title if web else None,
        published_at=said.published_at,
        source=said.source,
        author=said.author,
        agency=said.agency,
        title_span=title,
        bylines=said.bylines,
        cuts=found.cuts,
    )


def _article(page: RawPage, web: WebPage | None) -> Article:
    """The article of a page; of one in HTML within the lines that trafilatura means."""
    bare, furniture = without_furniture(fix(AlignedText.of(page.text)))
    if web is None and may_be_official(bare.text):
        bare = part_columns(bare)
    fixed = join_wrapped_lines(bare)
    if web is None:
        found = article(fixed)
        return replace(found, cuts=_in_order(furniture, found.cuts))
    meant, outside = narrow(fixed, web)
    found = article(meant)
    if found.page.first is None:
        raise Rejected("no-article", "The page has no article in it. Fetch that of the article.")
    return replace(found, cuts=_in_order(furniture, outside, found.cuts))


def _in_order(*cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(sorted(chain.from_iterable(cuts), key=lambda cut: cut.raw))


def _told(own: Metadata, web: WebPage | None) -> Metadata:
    """The metadata for readers, and beside it that for machines, which has the exact time."""
    if web is None:
        return own
    days = [date for date in (web.published_at, own.published_at) if date]
    same = [date for date in days if date[:10] == days[0][:10]]
    return replace(
        own,
        published_at=max(same, key=len, default=None),
        source=own.source or web.source,
        author=own.author or web.author,
    )


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
