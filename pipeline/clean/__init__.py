"""Raw bytes -> Page: decoded, cleaned of everything that is no article, mapped to the raw text.

    decode     bytes to code points, or a refusal with its reason
    fixes      characters set right: Unicode form, look-alikes, spaces, wrapped lines
    regions    where on the page the article is
    cuts       what goes: menus, lists of other news, comments, footers, second copies
    metadata   date, source, author, agency

Nothing here knows a site; `lexicons/boilerplate.toml` and `lexicons/agencies.toml` hold the words.
"""

from __future__ import annotations

import hashlib

from pipeline.clean.article import Article, article
from pipeline.clean.decode import decode
from pipeline.clean.fixes import fix
from pipeline.clean.metadata import metadata
from pipeline.document import Page, Rejected, document_id
from pipeline.text import AlignedText, Span


def clean(raw: bytes, raw_path: str) -> Page:
    """The cleaned page of a raw file.

    Raises Rejected for a file that is no text, or none in UTF-8 (see `decode`), and with the reason
    `no-article` for a page of nothing but menus.
    """
    found = article(fix(AlignedText.of(decode(raw))))
    if not found.text.text:
        raise Rejected("no-article", "The page holds menus and links only. Fetch the article.")
    said = metadata(found)
    title = _title(found)
    return Page(
        doc_id=document_id(raw_path),
        raw_path=raw_path,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=found.text.text,
        offsets=found.text.offsets(),
        title=" ".join(title.of(found.text.text).split()) if title else None,
        published_at=said.published_at,
        source=said.source,
        author=said.author,
        agency=said.agency,
        title_span=title,
        bylines=said.bylines,
        cuts=found.cuts,
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
