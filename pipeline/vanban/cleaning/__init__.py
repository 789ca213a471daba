"""Raw bytes -> Page: decoded, cleaned of everything that is no article, mapped to the raw text.

    decode     bytes to code points, markup made unseen, or a refusal with its reason
    fixes      characters set right: Unicode form, look-alikes, spaces
    wrapping   lines that were broken run on
    regions    where on the page the article is
    cuts       what goes: menus, lists of other news, comments, footers, second copies
    webpage    of HTML: which lines are the article, what it says of itself to machines
    metadata   date, source, author, agency, as the text says them
    belief     what of all that is said of the page is believed, and from where it is
    language   which language it is in

Nothing here knows a site; `lexicons/pages.toml` and `lexicons/credits.toml` hold the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from vanban.cleaning.article import Article, article
from vanban.cleaning.belief import believed
from vanban.cleaning.decode import RawPage, read_page
from vanban.cleaning.documents import is_headed, may_be_official
from vanban.cleaning.fixes import fix, part_columns
from vanban.cleaning.full_days import filed_on
from vanban.cleaning.lines import Line
from vanban.cleaning.webpage import WebPage, narrow, web_page
from vanban.cleaning.wrapping import join_wrapped_lines, without_furniture
from vanban.cleaning.written_year import written_year
from vanban.schema.base import PageKind
from vanban.text.document import Cut, Page, Rejected, content_hash, document_id
from vanban.text.spans import AlignedText
from vanban.text.syllables import OWN_LETTER, may_be_syllable

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+")

_SEEN = 4_000
"""So many characters tell the language of a text."""

_SHARE = 25
"""In Vietnamese one character of so many is its own, at least; with names on a foreign page not."""

_FEWEST = 3
"""Letters of its own that a short Vietnamese text has."""

_WORDS = 20
"""Words that a text must have for any other language to be told."""

_UNMARKED = 0.85
"""Share of Vietnamese syllables in Vietnamese without marks; in English it is below a half."""

_PARTS = re.compile(r"\w: \w|\w [-–—] \w")
_ROWS = 2
"""So many rows below a headline are content where a page has no paragraph."""


def clean(raw: bytes, raw_path: str, beside: Mapping[str, str] | None = None) -> Page:
    """The cleaned page of a raw file.

    `beside` are values that came with the text: the columns of a table, an index of pages (title,
    date, source, author, url, section). Raises Rejected for a file that is no text (see `decode`),
    and with the reason `no-article` for a page of nothing but menus.
    """
    return clean_page(read_page(raw), raw, raw_path, beside)


def clean_page(
    page: RawPage, raw: bytes, raw_path: str, beside: Mapping[str, str] | None = None
) -> Page:
    """As `clean`, for who has read the raw file (`vanban.cleaning.decode.read_page`)."""
    web = web_page(page.source) if page.source else None
    found = _article(page, web)
    text = found.text.text
    if not text:
        raise Rejected("no-article", "The page holds menus and links only. Fetch the article.")
    said = believed(page, web, found, beside or {})
    written = written_year(text, said.about.published_at, filed_on(raw))
    return Page(
        doc_id=document_id(raw_path),
        raw_path=raw_path,
        raw_sha256=content_hash([raw], beside),
        text=text,
        offsets=found.text.offsets(),
        encoding=page.encoding,
        broken=page.broken,
        language=language(text),
        cuts=found.cuts,
        identity=found.page.document.identity if found.page.document else None,
        written_year=written.year,
        written_year_evidence=written.evidence,
        written_day=written.sign.day if written.sign else None,
        **said.fields(),
    )


def _article(page: RawPage, web: WebPage | None) -> Article:
    """The article of a page; of one in HTML within the lines that trafilatura means."""
    bare, furniture = without_furniture(fix(AlignedText.of(page.text)))
    if web is None and may_be_official(bare.text):
        bare = part_columns(bare)
    fixed = join_wrapped_lines(bare, official=is_headed(bare.text))
    if web is None:
        found = article(fixed, page.headings, kind="other" if page.entry else None)
        return replace(found, cuts=_in_order(furniture, found.cuts))
    meant = narrow(fixed, web)
    kind: PageKind | None = "list" if meant.listing else None
    found = article(meant.text, meant.headings, kind=kind, until=meant.until)
    if found.page.first is None and not _announces(found):
        raise Rejected("no-article", "The page has no article in it. Fetch that of the article.")
    return replace(found, cuts=_in_order(furniture, meant.cuts, found.cuts))


def _announces(found: Article) -> bool:
    """True for a page without a paragraph whose headline stands over a list or a table."""
    return found.page.headline is not None and sum(map(_is_row, found.kept)) >= _ROWS


def _is_row(line: Line) -> bool:
    """True for a line with columns, a number, or two parts: "Giám đốc: Lê Văn Ba"."""
    return line.numbered or "\t" in line.text or _PARTS.search(line.text) is not None


def _in_order(*cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    return tuple(sorted(chain.from_iterable(cuts), key=lambda cut: cut.raw))


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of a text is in.

    >>> language("Thu tuong Chinh phu chu tri hop. " * 4), language("Bộ Chính trị họp.")
    ('vi', 'vi')
    """
    seen = text[:_SEEN]
    enough = max(_FEWEST, -(-len(seen) // _SHARE))  # counting all of them takes longer
    if len(list(islice(OWN_LETTER.finditer(seen), enough))) == enough:
        return "vi"
    words = _WORD.findall(seen)
    if len(words) < _WORDS and sum(map(len, words)) < 10 * _WORDS:
        return None
    if sum(map(may_be_syllable, words)) >= _UNMARKED * len(words):
        return "vi"
    code = _classifier()(seen)
    return code if len(code) == 2 else None


@cache
def _classifier() -> Callable[[str], str]:
    # Loading its model takes a second, and few pages need it; it ships no types.
    from py3langid.langid import classify  # type: ignore[import-untyped] # noqa: PLC0415

    return lambda text: str(classify(text)[0])
